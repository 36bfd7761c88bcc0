import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CreditNoteTerms, type CreditNoteView, type CreditableInvoice, creditNoteTermsJson, leftToCredit, parseCreditNote, readCreditNoteTerms, viewCreditNote } from '../../src/core/creditNote.ts';
import { type CreditStanding, decideCreditNote, paidOf } from '../../src/core/creditNoteIssue.ts';
import type { GivingMoment } from '../../src/core/credits/givingBack.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { BillingError } from '../../src/core/errors.ts';
import { instant } from '../../src/core/instant.ts';
import { evidence, invoiceOf, treatment } from '../support/creditableInvoice.ts';

const USD = parseCurrency('USD');
const NOTHING: CreditNoteTerms = { lines: null, amount: null, destination: 'OPEN_INVOICE', lapsedCredit: 'LAPSES', lapsedDays: null, bonusCredit: 'IN_PROPORTION', reason: 'wrong', voids: null };
const MOMENT: GivingMoment = { owner: { tenantId: 't', customerId: 'c' }, cause: 'note', effectiveAt: instant(0), at: instant(0) };

const noteOn = (invoice: CreditableInvoice, terms: Partial<CreditNoteTerms> = {}) => viewCreditNote({ ...NOTHING, ...terms }, invoice);
const after = (invoice: CreditableInvoice, ...notes: CreditNoteView[]): CreditableInvoice => ({ ...invoice, earlier: [...invoice.earlier, ...notes] });
const byLine = (...parts: (readonly [index: number, amount?: bigint])[]) => ({ lines: parts.map(([index, amount]) => ({ lineKey: `line${index}`, amount: amount ?? null })) });
const amounts = ({ lines, taxes, total }: CreditNoteView) => ({ lines: lines.map(({ lineKey, amount }) => `${lineKey} ${amount}`), taxes: taxes.map(({ taxAmount }) => taxAmount), total });

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof BillingError) return `${error.code} ${error.path.join('.')}`;
    throw error;
  }
  return 'none';
}

describe('viewCreditNote', () => {
  it('viewCreditNote: everything is the invoice itself, after discounts, rate by rate', () => {
    // 100.00 less 10.00 at 20 %, and 50.00 at 7 %: 18.00 and 3.50, in all 161.50.
    const invoice = invoiceOf([[10_000n, [0], -1_000n], [5_000n, [1]]], [treatment('20'), treatment('7')]);
    expect(amounts(noteOn(invoice))).toEqual({ lines: ['line0 9000', 'line1 5000'], taxes: [1_800n, 350n], total: 16_150n });
    expect(refusalOf(() => noteOn(after(invoice, noteOn(invoice))))).toBe('INVALID_STATE invoiceId');
  });

  it('viewCreditNote: tax is rounded on the sum of what notes credit, so three thirds of a cent come to one', () => {
    // 3 x 0.33 at 19 %: 0.1881, so 0.19 on the invoice. One line: 0.0627, 0.06. Two: 0.1254, 0.13, which is 0.07 more. Three: 0.19, which is 0.06 more.
    const invoice = invoiceOf([[33n, [0]], [33n, [0]], [33n, [0]]], [treatment('19')]);
    const first = noteOn(invoice, byLine([1]));
    const second = noteOn(after(invoice, first), byLine([0]));
    const third = noteOn(after(invoice, first, second));
    expect([first, second, third].map(amounts)).toEqual([
      { lines: ['line1 33'], taxes: [6n], total: 39n },
      { lines: ['line0 33'], taxes: [7n], total: 40n },
      { lines: ['line2 33'], taxes: [6n], total: 39n },
    ]);
  });

  it('viewCreditNote: takes the tax out of a price that holds it', () => {
    // 119.00 holds 19.00. Of 50.00: 50.00 x 19 / 119 = 7.983, 7.98; net 42.02. The rest, 69.00: 19.00 - 7.98 = 11.02; net 57.98.
    const invoice = invoiceOf([[11_900n, [0]]], [treatment('19', true)]);
    const first = noteOn(invoice, byLine([0, 5_000n]));
    const rest = noteOn(after(invoice, first));
    expect([first, rest].map(({ lines, taxIncluded, total }) => [lines[0]?.netAmount, taxIncluded, total])).toEqual([
      [4_202n, 798n, 5_000n],
      [5_798n, 1_102n, 6_900n],
    ]);
  });

  it('viewCreditNote: an amount is spread over lines and their tax, and is met to the unit', () => {
    // 120.00 = 60.00 + 40.00 + 20.00 tax. 50.00 of it: 25.00, 16.666..., 8.333...: the cent that is missing goes to .666.
    const invoice = invoiceOf([[6_000n, [0]], [4_000n, [0]]], [treatment('20')]);
    const first = noteOn(invoice, { amount: 5_000n });
    expect(amounts(first)).toEqual({ lines: ['line0 2500', 'line1 1667'], taxes: [833n], total: 5_000n });
    // Left: 35.00, 23.33 and 11.67.
    expect(amounts(noteOn(after(invoice, first)))).toEqual({ lines: ['line0 3500', 'line1 2333'], taxes: [1_167n], total: 7_000n });
    expect([...leftToCredit(after(invoice, first))]).toEqual([['line0', 3_500n], ['line1', 2_333n]]);
  });

  it('viewCreditNote: a line below zero is credited with the others, and never makes more of the rest than the document holds', () => {
    // 150.00 - 50.00 = 100.00.
    const invoice = invoiceOf([[15_000n], [-5_000n]]);
    expect(amounts(noteOn(invoice))).toEqual({ lines: ['line0 15000', 'line1 -5000'], taxes: [], total: 10_000n });
    expect(refusalOf(() => noteOn(invoice, byLine([0])))).toBe('OUT_OF_RANGE lines');
    expect(amounts(noteOn(invoice, byLine([0], [1])))).toMatchObject({ total: 10_000n });
    expect(refusalOf(() => noteOn(invoice, byLine([1])))).toBe('INVALID_STATE lines');
    // 50.00 of 100.00: half of each.
    expect(amounts(noteOn(invoice, { amount: 5_000n }))).toEqual({ lines: ['line0 7500', 'line1 -2500'], taxes: [], total: 5_000n });
  });

  it.each<[string, Partial<CreditNoteTerms>, string]>([
    ['a line that is not there', byLine([7]), 'NOT_FOUND lines.0.lineKey'],
    ['a line that was credited', byLine([1], [0]), 'INVALID_STATE lines.1.lineKey'],
    ['more than is left of a line', byLine([1, 5_001n]), 'OUT_OF_RANGE lines.0.amount'],
    ['more than is left of the document', { amount: 6_001n }, 'OUT_OF_RANGE amount'],
  ])('viewCreditNote: refuses %s', (_, terms, expected) => {
    // 100.00 and 50.00 with 20 %; the first line was credited: 60.00 is left.
    const invoice = invoiceOf([[10_000n, [0]], [5_000n, [0]]], [treatment('20')]);
    expect(refusalOf(() => noteOn(after(invoice, noteOn(invoice, byLine([0]))), terms))).toBe(expected);
  });

  it('viewCreditNote: refuses an invoice that charges nothing', () => {
    expect(refusalOf(() => noteOn(invoiceOf([[-100n]])))).toBe('INVALID_STATE invoiceId');
    expect(refusalOf(() => noteOn(invoiceOf([[0n]])))).toBe('INVALID_STATE invoiceId');
    expect(noteOn(invoiceOf([[0n]]), { voids: 'GIVE_UP' }).total).toBe(0n);
  });

  const rates = [treatment('19'), treatment('7', true), treatment('2.5'), treatment('20', true)];
  const someLines = fc.array(fc.tuple(fc.bigInt(1n, 5_000n), fc.subarray([0, 1, 2, 3]), fc.constantFrom(0n, -1n)), { minLength: 1, maxLength: 5 });
  const steps = fc.array(fc.record({ kind: fc.constantFrom('line', 'part', 'amount'), pick: fc.nat(10), share: fc.integer({ min: 1, max: 100 }) }), { maxLength: 6 });

  it('viewCreditNote: notes never exceed the invoice, and over everything are the invoice, rate by rate, to the unit', () => {
    fc.assert(
      fc.property(someLines, steps, (lines, asked) => {
        const invoice = invoiceOf(lines.map(([amount, own, discount]) => [amount, own, discount] as const), rates);
        fc.pre(invoice.view.total > 0n);
        let current = invoice;
        for (const { kind, pick, share } of asked) {
          const left = [...leftToCredit(current)];
          const [lineKey, most] = left[pick % left.length] ?? ['', 0n];
          const totalLeft = invoice.view.total - current.earlier.reduce((sum, { total }) => sum + total, 0n);
          const part = (whole: bigint) => (whole * BigInt(share) + 99n) / 100n;
          const terms = kind === 'amount' ? { amount: part(totalLeft) } : { lines: [{ lineKey, amount: kind === 'part' ? part(most) : null }] };
          if (totalLeft <= 0n || (kind !== 'amount' && most <= 0n)) continue;
          try {
            current = after(current, noteOn(current, terms));
          } catch (error) {
            // A line may come to a unit more tax than a note by amount has left of the document.
            if (!(error instanceof BillingError)) throw error;
          }
        }
        const before = current.earlier.reduce((sum, { total }) => sum + total, 0n);
        expect(before <= invoice.view.total).toBe(true);
        expect([...leftToCredit(current).values()].every((left) => left >= 0n)).toBe(true);
        if (before === invoice.view.total) return;
        const { earlier } = after(current, noteOn(current));
        expect(earlier.reduce((sum, { total }) => sum + total, 0n)).toBe(invoice.view.total);
        for (const { treatment: rate, taxAmount } of invoice.view.taxes) {
          const shares = earlier.flatMap(({ taxes }) => taxes).filter((share) => share.treatment === rate);
          expect(shares.reduce((sum, share) => sum + share.taxAmount, 0n)).toBe(taxAmount);
        }
        for (const note of earlier) {
          expect(note.lines.reduce((sum, { netAmount }) => sum + netAmount, 0n) + note.tax).toBe(note.total);
        }
      }),
    );
  });

  it('viewCreditNote: notes by line come to the same tax in every order', () => {
    fc.assert(
      fc.property(someLines, fc.array(fc.nat(10), { minLength: 2, maxLength: 4 }), (lines, picks) => {
        const invoice = invoiceOf(lines.map(([amount, own, discount]) => [amount + 1n, own, discount] as const), rates);
        const order = [...new Set(picks.map((pick) => pick % lines.length))];
        const taxesOf = (places: readonly number[]) => {
          const notes = places.reduce((current, place) => after(current, noteOn(current, byLine([place]))), invoice).earlier;
          return rates.map((rate) => notes.flatMap(({ taxes }) => taxes).filter((share) => share.treatment.rateId === rate.rateId).reduce((sum, share) => sum + share.taxAmount, 0n));
        };
        expect(taxesOf(order)).toEqual(taxesOf([...order].reverse()));
      }),
    );
  });
});

describe('decideCreditNote', () => {
  /** 100.00 with 20 % that owes 70.00 of 120.00. */
  const standing = (changes: Partial<CreditStanding> = {}): CreditStanding => ({
    ...invoiceOf([[10_000n, [0]]], [treatment('20')]),
    ...{ invoice: { id: 'i', number: 'INV-1' }, due: 7_000n, isVoid: false, isWrittenOff: false, deferred: new Map(), ratedThrough: instant(7), lots: new Map() },
    ...changes,
  });
  const journals = (terms: Partial<CreditNoteTerms> = {}, changes: Partial<CreditStanding> = {}) =>
    decideCreditNote({ ...NOTHING, ...terms }, standing(changes), MOMENT).journals.map(({ postings }) => postings.map(({ debit, credit, amount }) => `${debit.code}:${debit.reference} ${credit.code}:${credit.reference} ${amount}`));

  it('decideCreditNote: pays what the invoice owes, and makes the rest the customer’s credit', () => {
    // 120.00 on 70.00: 50.00 beyond.
    expect(journals()).toEqual([['4110:i 1100:i 10000', '2200:r20 1100:i 2000', '1100:i 2000: 5000'], []]);
    expect(journals({ amount: 6_000n })).toEqual([['4110:i 1100:i 5000', '2200:r20 1100:i 1000'], []]);
    expect(journals({ amount: 6_000n, destination: 'CUSTOMER_CREDIT' })).toEqual([['4110:i 1100:i 5000', '2200:r20 1100:i 1000', '1100:i 2000: 6000'], []]);
    // On the line, what of it is taken off: 50.00.
    const [, onLine] = decideCreditNote({ ...NOTHING, amount: 6_000n }, standing(), MOMENT).journals;
    expect(onLine).toMatchObject({ kind: 'CREDIT_NOTE', invoiceId: 'i', billableAt: null, line: { lineKey: 'line0', exactAmount: new Decimal('50') } });
  });

  it('decideCreditNote: what was charged in advance and is not earned comes off what is deferred', () => {
    const deferred = new Map([['line0', { amount: 4_000n, evidence: evidence('line0') }]]);
    // 50.00 net, of which 40.00 are deferred still.
    expect(journals({ amount: 6_000n }, { deferred })).toEqual([['4110:i 1100:i 5000', '2200:r20 1100:i 1000'], ['2150:line0 4110:i 4000']]);
    expect(journals({ amount: 1_200n }, { deferred })).toEqual([['4110:i 1100:i 1000', '2200:r20 1100:i 200'], ['2150:line0 4110:i 1000']]);
  });

  it('decideCreditNote: a void whose lines are billed again puts them back among what is unbilled', () => {
    expect(journals({ voids: 'BILL_AGAIN' }, { due: 12_000n })).toEqual([['1150:line0 1100:i 10000', '2200:r20 1100:i 2000'], []]);
    const [, again] = decideCreditNote({ ...NOTHING, voids: 'BILL_AGAIN' }, standing(), MOMENT).journals;
    expect(again).toMatchObject({ kind: 'REBILLING', billableAt: instant(7), invoiceId: 'i', line: { lineKey: 'line0' } });
  });

  it('decideCreditNote: a void leaves nothing owed, so what a note made credit of an open invoice is applied to it first', () => {
    // Of 120.00, 50.00 are paid and 60.00 were credited to the customer: 60.00 are left of it, and it owes 70.00.
    const invoice = standing();
    const credited = { ...invoice, earlier: [noteOn(invoice, { amount: 6_000n })] };
    expect(refusalOf(() => journals({ voids: 'GIVE_UP' }, credited))).toBe('INVALID_STATE invoiceId');
    // 10.00 of the credit applied.
    expect(journals({ voids: 'GIVE_UP' }, { ...credited, due: 6_000n })).toEqual([['4110:i 1100:i 5000', '2200:r20 1100:i 1000'], []]);
    // A note that is no void leaves what is owed.
    expect(journals({}, credited)).toEqual([['4110:i 1100:i 5000', '2200:r20 1100:i 1000'], []]);
    // Credited whole while nothing was paid.
    expect(refusalOf(() => journals({ voids: 'GIVE_UP' }, { ...invoice, earlier: [noteOn(invoice, {})], due: 12_000n }))).toBe('INVALID_STATE invoiceId');
  });

  it('decideCreditNote: refuses a refund beyond what was paid, and an invoice that is void or given up', () => {
    // 50.00 of 120.00 was paid.
    expect(paidOf(standing())).toBe(5_000n);
    expect(journals({ amount: 5_000n, destination: 'REFUND' })).toHaveLength(2);
    expect(refusalOf(() => journals({ amount: 5_001n, destination: 'REFUND' }))).toBe('OUT_OF_RANGE destination');
    expect(refusalOf(() => journals({}, { isVoid: true }))).toBe('INVALID_STATE invoiceId');
    expect(refusalOf(() => journals({}, { isWrittenOff: true }))).toBe('INVALID_STATE invoiceId');
    const invoice = standing();
    const inPlace = { lineKey: 'gone', priceId: 'p', evidence: evidence('gone'), usageUntil: null, seq: 1, billed: 100n, amount: -100n, discounts: [], offset: 0n, drawn: [], draws: [] };
    const { view } = standing();
    expect(refusalOf(() => journals({ voids: 'BILL_AGAIN' }, { view: { ...view, lines: view.lines.map((line) => ({ ...line, supersedes: inPlace })) } }))).toBe('INVALID_STATE lines');
    expect(refusalOf(() => journals({ voids: 'BILL_AGAIN' }, { earlier: [noteOn(invoice, { amount: 100n })] }))).toBe('INVALID_STATE lines');
  });
});

describe('parseCreditNote', () => {
  it('parseCreditNote: reads what is asked, and what is stored reads back', () => {
    const terms = parseCreditNote({ reason: 'wrong', lines: [{ lineKey: 'a', amount: '1.50' }, { lineKey: 'b' }] }, USD);
    expect(terms).toEqual({ ...NOTHING, lines: [{ lineKey: 'a', amount: 150n }, { lineKey: 'b', amount: null }] });
    expect(readCreditNoteTerms(JSON.parse(JSON.stringify(creditNoteTermsJson(terms))) as never)).toEqual(terms);
    expect(parseCreditNote({ reason: 'wrong', amount: '3', destination: 'REFUND' }, USD)).toEqual({ ...NOTHING, amount: 300n, destination: 'REFUND' });
  });

  it.each<[Parameters<typeof parseCreditNote>[0], string]>([
    [{ reason: 'x', lines: [] }, 'INVALID_VALUE lines'],
    [{ reason: 'x', lines: [{ lineKey: '' }] }, 'REQUIRED lines.0.lineKey'],
    [{ reason: 'x', lines: [{ lineKey: 'a', amount: '0' }] }, 'OUT_OF_RANGE lines.0.amount'],
    [{ reason: 'x', lines: [{ lineKey: 'a' }, { lineKey: 'a' }] }, 'CONFLICT lines.1.lineKey'],
    [{ reason: 'x', amount: '-1' }, 'OUT_OF_RANGE amount'],
    [{ reason: 'x', amount: '1.001' }, 'OUT_OF_RANGE amount'],
    [{ reason: 'x', amount: '1', lines: [{ lineKey: 'a' }] }, 'INVALID_VALUE amount'],
    [{ reason: ' ' }, 'REQUIRED reason'],
  ])('parseCreditNote: refuses %j', (input, expected) => {
    expect(refusalOf(() => parseCreditNote(input, USD))).toBe(expected);
  });
});
