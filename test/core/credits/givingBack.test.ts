import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CreditNoteTerms, type CreditNoteView, type CreditableInvoice, parseCreditNote, viewCreditNote } from '../../../src/core/creditNote.ts';
import { type CreditStanding, decideCreditNote } from '../../../src/core/creditNoteIssue.ts';
import type { GivingMoment } from '../../../src/core/credits/givingBack.ts';
import type { GrantTerms } from '../../../src/core/credits/grant.ts';
import type { Lot } from '../../../src/core/credits/lot.ts';
import { returnedDraws } from '../../../src/core/credits/returned.ts';
import { parseCurrency } from '../../../src/core/currency.ts';
import { BillingError } from '../../../src/core/errors.ts';
import { instant } from '../../../src/core/instant.ts';
import type { Journal } from '../../../src/core/journal.ts';
import type { InvoiceLine, LineDraw } from '../../../src/core/invoice.ts';
import { invoiceOf, treatment } from '../../support/creditableInvoice.ts';
import { refusalOf } from '../../support/refusal.ts';

const ALL: CreditNoteTerms = { lines: null, amount: null, destination: 'OPEN_INVOICE', lapsedCredit: 'LAPSES', lapsedDays: null, bonusCredit: 'IN_PROPORTION', reason: 'wrong', voids: null };
const DAY = 86_400_000;
const MOMENT: GivingMoment = { owner: { tenantId: 't', customerId: 'c' }, cause: 'note', effectiveAt: instant(100 * DAY), at: instant(100 * DAY) };

const draw = (grantId: string, amount: bigint, isPaid = false): LineDraw => ({ grantId, isPaid, amount });
const noteOn = (invoice: CreditableInvoice, terms: Partial<CreditNoteTerms> = {}) => viewCreditNote({ ...ALL, ...terms }, invoice);
const after = (invoice: CreditableInvoice, ...notes: CreditNoteView[]): CreditableInvoice => ({ ...invoice, earlier: [...invoice.earlier, ...notes] });
const line = (index: number, amount: bigint | null = null) => ({ lines: [{ lineKey: `line${index}`, amount }] });
/** The invoice with the note on it, or as it was where that is refused. */
function taken(invoice: CreditableInvoice, terms: Partial<CreditNoteTerms> = {}): CreditableInvoice {
  try {
    return after(invoice, noteOn(invoice, terms));
  } catch (error) {
    if (error instanceof BillingError) return invoice;
    throw error;
  }
}
const figures = ({ subtotal, credits, tax, total, lines }: CreditNoteView) => ({ subtotal, credits, tax, total, draws: lines.map(({ draws }) => draws.map(({ grantId, amount }) => `${grantId} ${amount}`).join(', ')) });

function lot(id: string, terms: Partial<GrantTerms> = {}, changes: Partial<Lot> = {}): Lot {
  const all: GrantTerms = { kind: 'PROMOTIONAL', amount: 10_000n, priority: 50, startsAt: null, expiresAt: null, scope: null, source: null, metadata: {}, provider: null, purchase: null, ...terms };
  return { grant: { id, customerId: 'c', terms: all, seq: 1, recordedAt: instant(0), actor: 'a' }, granted: all.amount, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, expiresAt: all.expiresAt, isPaidFor: true, ...changes };
}

function decide(invoice: CreditableInvoice, lots: readonly Lot[], terms: Partial<CreditNoteTerms> = {}) {
  const standing: CreditStanding = { ...invoice, invoice: { id: 'i', number: 'INV-1' }, due: invoice.view.total, isVoid: false, isWrittenOff: false, deferred: new Map(), ratedThrough: instant(7), lots: new Map(lots.map((own) => [own.grant.id, own])) };
  return decideCreditNote({ ...ALL, ...terms }, standing, MOMENT);
}

const posted = (decision: ReturnType<typeof decide>) =>
  decision.journals.map(({ kind, postings }) => [kind, ...postings.map(({ debit, credit, amount }) => `${debit.code}:${debit.reference} ${credit.code}:${credit.reference} ${amount}`)].join(' | '));

describe('returnedDraws', () => {
  it('returnedDraws: comes back in proportion, the last drawn on first', () => {
    // 10.00 drew 4.00 on a gift, then 3.00 that were paid. Of 5.00: 7.00 x 5 / 10 = 3.50, so 3.00 to what was paid and 0.50 to the gift.
    const draws = [draw('gift', -400n), draw('paid', -300n, true)];
    expect(returnedDraws(draws, { credited: 500n, whole: 1_000n })).toEqual([draw('gift', -50n), draw('paid', -300n, true)]);
    expect(returnedDraws(draws, { credited: 1_000n, whole: 1_000n })).toEqual(draws);
    expect(returnedDraws(draws, { credited: 0n, whole: 1_000n })).toEqual([]);
  });

  it('returnedDraws: of a line that gave credit back takes it again, and shares both ways by largest remainder', () => {
    // -3.00 gave 2.00 back. Of -1.50: 1.00.
    expect(returnedDraws([draw('gift', 200n)], { credited: -150n, whole: -300n })).toEqual([draw('gift', 100n)]);
    // 2.00 drew 1.01 on one lot and gave 0.50 back to another. Of 1.00: -0.505 and 0.25, in all -0.255, so -0.26: -0.50 and 0.25, and the cent to the larger remainder.
    expect(returnedDraws([draw('a', -101n), draw('b', 50n)], { credited: 100n, whole: 200n })).toEqual([draw('a', -51n), draw('b', 25n)]);
  });
});

describe('viewCreditNote: credit', () => {
  it('viewCreditNote: half of a line gives half of its credit back, and the tax of the other half', () => {
    // 100.00, of which 40.00 are drawn, at 20 %: 60.00 + 12.00. Half: 50.00 less 20.00 with 6.00 of tax.
    const invoice = invoiceOf([[10_000n, [0], 0n, [draw('gift', -4_000n)]]], [treatment('20')]);
    const half = { subtotal: 5_000n, credits: -2_000n, tax: 600n, total: 3_600n, draws: ['gift -2000'] };
    const first = noteOn(invoice, line(0, 5_000n));
    expect(figures(first)).toEqual(half);
    expect(figures(noteOn(after(invoice, first)))).toEqual(half);
    // By amount money and credit count alike: 56.00 of 100.00 + 12.00.
    expect(figures(noteOn(invoice, { amount: 5_600n }))).toEqual(half);
    expect(refusalOf(() => noteOn(invoice, { amount: 11_201n }))).toBe('OUT_OF_RANGE at amount');
  });

  it('viewCreditNote: notes of odd cents come to what was drawn', () => {
    // 1.00 drew 0.50. 0.33: 0.165, 0.17. 0.66: 0.33, which is 0.16 more. 1.00: 0.50, which is 0.17 more.
    const invoice = invoiceOf([[100n, [], 0n, [draw('gift', -50n)]]]);
    const first = noteOn(invoice, line(0, 33n));
    const second = noteOn(after(invoice, first), line(0, 33n));
    const third = noteOn(after(invoice, first, second));
    expect([first, second, third].map(({ credits, total }) => [credits, total])).toEqual([[-17n, 16n], [-16n, 17n], [-17n, 17n]]);
  });

  it('viewCreditNote: an invoice that credit paid whole gives it back, and no money', () => {
    const invoice = invoiceOf([[1_000n, [0], 0n, [draw('gift', -600n), draw('paid', -400n, true)]]], [treatment('20')]);
    const note = noteOn(invoice);
    expect(figures(note)).toEqual({ subtotal: 1_000n, credits: -1_000n, tax: 0n, total: 0n, draws: ['gift -600, paid -400'] });
    expect(refusalOf(() => noteOn(after(invoice, note)))).toBe('INVALID_STATE at invoiceId');
  });

  it('viewCreditNote: a line that only moved credit is given back by name, or with everything', () => {
    // A line of nothing gave 2.00 back to a lot, so it is 2.00 to pay; another drew 2.00 of its 5.00.
    const invoice = invoiceOf([[0n, [], 0n, [draw('a', 200n)]], [500n, [], 0n, [draw('a', -200n)]]]);
    expect(figures(noteOn(invoice, line(1)))).toMatchObject({ credits: -200n, total: 300n, draws: ['a -200'] });
    expect(figures(noteOn(invoice))).toMatchObject({ credits: 0n, total: 500n, draws: ['a 200', 'a -200'] });
    expect(figures(noteOn(after(invoice, noteOn(invoice, line(1))), line(0)))).toMatchObject({ subtotal: 0n, credits: 200n, total: 200n, draws: ['a 200'] });
  });

  it('viewCreditNote: any notes one after another give back exactly what was drawn, lot by lot, and all tax', () => {
    const drawn = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }));
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 4 }), fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 400 }), fc.boolean()), { maxLength: 6 }), (lines, asked) => {
        const invoice = invoiceOf(lines.map(([money, gift, paid]) => [BigInt(money + gift + paid), [0], 0n, [draw('gift', BigInt(-gift)), draw('paid', BigInt(-paid), true)].filter(({ amount }) => amount !== 0n)]), [treatment('19')]);
        let state = invoice;
        for (const [index, amount, byAmount] of asked) {
          const own = byAmount ? { amount: BigInt(amount) } : line(index % lines.length, BigInt(amount));
          state = taken(state, own);
        }
        state = taken(state);
        const sum = (of: (note: CreditNoteView) => bigint) => state.earlier.reduce((total, note) => total + of(note), 0n);
        const ofLot = (draws: readonly LineDraw[], id: string) => draws.filter(({ grantId }) => grantId === id).reduce((total, { amount }) => total + amount, 0n);
        const drawsOf = ({ lines: own }: { readonly lines: readonly { readonly draws: readonly LineDraw[] }[] }) => own.flatMap(({ draws }) => draws);
        for (const id of ['gift', 'paid']) expect(sum((note) => ofLot(drawsOf(note), id))).toBe(ofLot(drawsOf(invoice.view), id));
        expect([sum(({ total }) => total), sum(({ tax }) => tax), sum(({ credits }) => credits)]).toEqual([invoice.view.total, invoice.view.tax, invoice.view.credits]);
        for (const { lines: own } of state.earlier) for (const { amount, draws } of own) expect(draws.every((part) => part.amount <= 0n) && draws.reduce((left, part) => left + part.amount, amount) >= 0n).toBe(true);
      }),
    );
  });
});

describe('decideCreditNote: credit', () => {
  const drawn = () => invoiceOf([[1_000n, [], 0n, [draw('gift', -600n), draw('paid', -300n, true)]]]);
  const gift = (changes: Partial<Lot> = {}) => lot('gift', {}, { burned: 600n, ...changes });
  const paid = (changes: Partial<Lot> = {}) => lot('paid', { kind: 'PAID' }, { burned: 300n, ...changes });

  it('decideCreditNote: credit goes back to the very lots, out of credit notes', () => {
    expect(posted(decide(drawn(), [gift(), paid()]))).toEqual(['CREDIT_NOTE | 4110:i 1100:i 100', 'CREDIT_NOTE', 'CREDIT_RETURN | 4110:i 4100:gift 600 | 9000:gift 9001:gift 600 | 4110:i 2100:paid 300']);
  });

  it('decideCreditNote: lines that are billed again undo their draws on what is unbilled', () => {
    const decision = decide(drawn(), [gift({ expiresAt: instant(1) }), paid()], { voids: 'BILL_AGAIN' });
    expect(posted(decision)).toEqual(['CREDIT_NOTE | 1150:line0 1100:i 100', 'REBILLING', 'CREDIT_RETURN | 1150:line0 4100:gift 600 | 9000:gift 9001:gift 600 | 1150:line0 2100:paid 300']);
    expect(decision.journals.at(-1)).toMatchObject({ billableAt: instant(7), invoiceId: null, line: { lineKey: 'line0' } });
  });

  it('decideCreditNote: what comes back to a lapsed lot lapses, becomes money if it was paid, or lasts in its place', () => {
    const lapsed = [gift({ expiresAt: instant(DAY) }), paid({ expiresAt: instant(DAY) })];
    expect(posted(decide(drawn(), lapsed))).toHaveLength(3);
    expect(posted(decide(drawn(), lapsed, { lapsedCredit: 'CUSTOMER_CREDIT' })).slice(3)).toEqual(['CREDIT_VOID | 2100:paid 2000: 300']);
    const { journals, grants } = decide(drawn(), lapsed, { lapsedCredit: 'EXTENDS', lapsedDays: 30 });
    expect(grants.map(({ terms: { kind, amount, expiresAt, replaces } }) => [kind, amount, expiresAt, replaces])).toEqual([['PROMOTIONAL', 600n, 130 * DAY, 'gift'], ['PAID', 300n, 130 * DAY, 'paid']]);
    const [first, second] = grants.map(({ id }) => id);
    expect(posted({ journals, grants, view: noteOn(drawn()) }).slice(3)).toEqual([
      'CREDIT_VOID | 9001:gift 9000:gift 600',
      `CREDIT_GRANT | 9000:${first} 9001:${first} 600`,
      'CREDIT_VOID | 2100:paid 4110:i 300',
      `CREDIT_GRANT | 4110:i 2100:${second} 300`,
    ]);
    // A lot in force is no lapsed one.
    expect(posted(decide(drawn(), [gift(), paid()], { lapsedCredit: 'CUSTOMER_CREDIT' }))).toHaveLength(3);
  });

  it('decideCreditNote: takes nothing again from a lot that has used what was given back', () => {
    const givesBack = invoiceOf([[1_000n], [-300n, [], 0n, [draw('gift', 200n)]]]);
    expect(posted(decide(givesBack, [lot('gift', {}, { burned: 9_800n })]))).toEqual(['CREDIT_NOTE | 4110:i 1100:i 900', 'CREDIT_NOTE', 'CREDIT_NOTE', 'CREDIT_RETURN | 4100:gift 4110:i 200 | 9001:gift 9000:gift 200']);
    expect(refusalOf(() => decide(givesBack, [lot('gift', {}, { burned: 9_801n })]))).toBe('INVALID_STATE at invoiceId');
  });

  it('decideCreditNote: takes back what is left of credit that was sold, and its bonus in proportion', () => {
    const purchase = { chargeId: 'line0', use: 'ON_ISSUE' as const };
    const invoice = invoiceOf([[10_000n, [0]]], [treatment('20')]);
    const journal = { kind: 'CREDIT_PURCHASE', postings: [] } as unknown as Journal;
    const sold: CreditableInvoice = { ...invoice, view: { ...invoice.view, lines: invoice.view.lines.map((own): InvoiceLine => ({ ...own, chargeId: 'line0', journals: [journal] })) } };
    const lots = [lot('paid', { kind: 'PAID', purchase }, { burned: 3_000n }), lot('bonus', { purchase, amount: 1_000n }, { burned: 500n })];
    // 40.00 of 100.00 take 4.00 of the bonus of 10.00; the next 30.00 would take 3.00, of which 1.00 is left.
    expect(posted(decide(sold, lots, line(0, 4_000n)))).toEqual(['CREDIT_NOTE | 4110:i 1100:i 4000 | 2200:r20 1100:i 800', 'CREDIT_NOTE', 'CREDIT_VOID | 2100:paid 4110:i 4000', 'CREDIT_VOID | 9001:bonus 9000:bonus 400']);
    const next = after(sold, noteOn(sold, line(0, 4_000n)));
    const standing = [lot('paid', { kind: 'PAID', purchase }, { burned: 3_000n, voided: 4_000n }), lot('bonus', { purchase, amount: 1_000n }, { burned: 500n, voided: 400n })];
    expect(posted(decide(next, standing, line(0, 3_000n))).at(-1)).toBe('CREDIT_VOID | 9001:bonus 9000:bonus 100');
    expect(posted(decide(next, standing, { ...line(0, 3_000n), bonusCredit: 'KEPT' }))).toHaveLength(3);
    expect(refusalOf(() => decide(next, standing, line(0, 3_001n)))).toBe('OUT_OF_RANGE at lines');
    expect(refusalOf(() => decide(sold, lots))).toBe('OUT_OF_RANGE at invoiceId');
    expect(refusalOf(() => decide(sold, lots, { voids: 'BILL_AGAIN' }))).toBe('INVALID_STATE at lines');
  });

  it('parseCreditNote: extended credit says how long, and other credit does not', () => {
    const parsed = (more: object) => parseCreditNote({ reason: 'r', ...more }, parseCurrency('USD'));
    const parse = (more: object) => refusalOf(() => parsed(more));
    expect(parsed({ lapsedCredit: 'EXTENDS', lapsedDays: 30, bonusCredit: 'KEPT' })).toMatchObject({ lapsedCredit: 'EXTENDS', lapsedDays: 30, bonusCredit: 'KEPT' });
    expect(parse({ lapsedCredit: 'EXTENDS' })).toBe('REQUIRED at lapsedDays');
    expect(parse({ lapsedDays: 30 })).toBe('INVALID_VALUE at lapsedDays');
    expect(parse({ lapsedCredit: 'EXTENDS', lapsedDays: 3_661 })).toBe('OUT_OF_RANGE at lapsedDays');
  });
});
