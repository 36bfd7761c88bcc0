import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_TERMS } from '../../src/core/billingTerms.ts';
import { BillingError } from '../../src/core/errors.ts';
import { type LineNote, netOfNotes } from '../../src/core/creditOffset.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { compareOffsets } from '../../src/core/factReplay.ts';
import { netOn } from '../../src/core/posting.ts';
import { NO_TAX } from '../../src/core/tax.ts';
import { checkBook } from '../support/bookChecks.ts';
import type { SimulatedCustomer, SimulatedInvoice } from '../support/bookSimulator.ts';
import { JPY, KWD, USD, UTC, at, completion, planVersion, segment } from '../support/ledger.ts';
import { CreditedBook } from '../support/simulatedNotes.ts';

const note = (amount: bigint, billed: bigint): LineNote => ({ amount, billed });

describe('netOfNotes', () => {
  it('netOfNotes: a reduction eats the note first, then takes what is left down with it', () => {
    // 100 less a note of 30 is 70. At 90, 80 and 70 the reduction is in the note; below it the customer owes what is charged.
    const notes = [note(30n, 100n)];
    expect([100n, 90n, 71n, 70n, 60n, 0n].map((charged) => netOfNotes(charged, notes))).toEqual([70n, 70n, 70n, 70n, 60n, 0n]);
    // What comes on top is owed: 110 - 30.
    expect(netOfNotes(110n, notes)).toBe(80n);
    expect(netOfNotes(100n, [])).toBe(100n);
  });

  it('netOfNotes: a note on what a reduction has left counts by itself, and what the first lost stays lost', () => {
    // 100, a note of 30: 70. At 60 the note is eaten: 60. A note of 10 then: 50. At 50 it is eaten as well.
    const notes = [note(30n, 100n), note(10n, 60n)];
    expect([60n, 55n, 50n, 40n].map((charged) => netOfNotes(charged, notes))).toEqual([50n, 50n, 50n, 40n]);
    // Back at 100 both count again: 100 - 30 - 10.
    expect(netOfNotes(100n, notes)).toBe(60n);
    // Two notes on one amount are as one of both.
    for (const charged of [120n, 100n, 80n, 60n, 30n]) expect(netOfNotes(charged, [note(30n, 100n), note(10n, 100n)])).toBe(netOfNotes(charged, [note(40n, 100n)]));
  });

  it('netOfNotes: a note on one document gives no more than all documents charged', () => {
    // 100, then -40 on a later invoice: 60. The first invoice is credited whole, 100: 60 of that count, 0 is left, and not -40.
    expect(netOfNotes(60n, [note(100n, 60n)])).toBe(0n);
    expect(netOfNotes(0n, [note(100n, 60n)])).toBe(0n);
    // Should the 40 come again: 100 were charged and 100 credited.
    expect(netOfNotes(100n, [note(100n, 60n)])).toBe(0n);
    expect(netOfNotes(105n, [note(100n, 60n)])).toBe(5n);
  });

  it('netOfNotes: an adjustment that is taken back is eaten by what comes on top', () => {
    // 100, then -40: 60. The adjustment is credited: 100. At 70 and at 100 the increase is in what was taken back; at 50 it is 90.
    const notes = [note(-40n, 60n)];
    expect([60n, 70n, 100n, 105n, 50n].map((charged) => netOfNotes(charged, notes))).toEqual([100n, 100n, 100n, 105n, 90n]);
  });

  it('netOfNotes: of what is charged nothing is left below zero, no reduction gives more than itself, and no note more than itself', () => {
    const amounts = fc.bigInt(0n, 1_000n);
    fc.assert(
      fc.property(fc.array(fc.record({ amount: amounts, billed: amounts }), { maxLength: 5 }), amounts, amounts, (notes, charged, change) => {
        const [net, more] = [netOfNotes(charged, notes), netOfNotes(charged + change, notes)];
        const given = notes.reduce((sum, { amount }) => sum + amount, 0n);
        return net >= 0n && net <= charged && charged - net <= given && more >= net && more - net <= change;
      }),
    );
  });
});

/** Tokens at 0.01, so 10,000 are 100.00. */
const PER_TOKEN = { code: 'tokens', name: 'Tokens', meterCode: 'tokens', model: { perUnit: { unitAmount: '0.01' } } };
const [FEBRUARY, MARCH, APRIL, MAY] = [at('2026-02-01'), at('2026-03-01'), at('2026-04-01'), at('2026-05-01')];
const tokens = (key: string, count: number) => completion(key, '2026-01-05T00:00:00Z', count);

/** January had 10,000 tokens in four events of 2,500: 100.00. */
function january(changes: Partial<SimulatedCustomer> = {}): { book: CreditedBook; first: SimulatedInvoice } {
  const book = new CreditedBook({ currency: USD, zone: UTC, versions: [planVersion({ prices: [PER_TOKEN] })], ...changes });
  book.subscribe('s', segment({ from: '2026-01-01' }, 0));
  book.record(['a', 'b', 'c', 'd'].map((key) => tokens(key, 2_500)));
  const first = book.issue(FEBRUARY);
  if (!first) throw new Error('January is due');
  return { book, first };
}

const figures = (invoice: SimulatedInvoice | null) => invoice?.view.lines.map(({ amount, offset, draws, netAmount }) => [amount, offset, draws.reduce((sum, draw) => sum + draw.amount, 0n), netAmount]) ?? null;

describe('credit offsets', () => {
  it('a credited line that comes to less gives nothing back twice, and one that rises again is owed', () => {
    const { book, first } = january();
    book.credit(first, FEBRUARY, { amount: 3_000n });
    // Without one event 75.00 are left, of which 70.00 are owed: the 25.00 are in the note.
    book.correct('a', null);
    expect(figures(book.issue(MARCH))).toEqual([[-2_500n, 2_500n, 0n, 0n]]);
    expect(book.netCharged()).toBe(7_000n);
    // Without two, 50.00: the other 5.00 of the note, and 20.00 that are given back.
    book.correct('b', null);
    expect(figures(book.issue(APRIL))).toEqual([[-2_500n, 500n, 0n, -2_000n]]);
    expect(book.netCharged()).toBe(5_000n);
    // 3,000 come late: 80.00. Of the note 20.00 are eaten, so 10.00 count again: 30.00 less 10.00.
    book.record([tokens('late', 3_000)]);
    expect(figures(book.issue(MAY))).toEqual([[3_000n, -1_000n, 0n, 2_000n]]);
    // 80.00 is 20.00 below what the note was made on: 70.00.
    expect(book.netCharged()).toBe(7_000n);
    checkBook(book);
  });

  it('the offset is on the line, posted against credit notes, and moves nothing for whoever was not credited', () => {
    const { book, first } = january();
    book.credit(first, FEBRUARY, { amount: 3_000n });
    book.correct('a', null);
    const second = book.issue(MARCH);
    const [offset] = book.journals.filter(({ kind }) => kind === 'CREDIT_OFFSET');
    expect(offset).toMatchObject({ billableAt: MARCH, invoiceId: null, line: { lineKey: first.view.lines[0]?.lineKey } });
    expect(offset?.postings).toEqual([{ debit: { code: '1150', reference: first.view.lines[0]?.lineKey }, credit: { code: '4110', reference: first.cut.id }, amount: 2_500n }]);
    expect(second?.view).toMatchObject({ subtotal: -2_500n, offsets: 2_500n, total: 0n });
    // Revenue 75.00 less 5.00 of the note that still count.
    expect([netOn('4000', book.journals.flatMap(({ postings }) => postings)), netOn('4110', book.journals.flatMap(({ postings }) => postings))]).toEqual([-7_500n, 500n]);
    const plain = january().book;
    plain.correct('a', null);
    expect(figures(plain.issue(MARCH))).toEqual([[-2_500n, 0n, 0n, -2_500n]]);
    expect(plain.journals.some(({ kind }) => kind === 'CREDIT_OFFSET')).toBe(false);
  });

  it('what one document gave beyond what all charged is asked back on the next invoice', () => {
    const { book, first } = january();
    book.correct('a', null);
    expect(figures(book.issue(MARCH))).toEqual([[-2_500n, 0n, 0n, -2_500n]]);
    // 100.00 are taken off the first invoice, and the customer had paid 75.00: 25.00 too much.
    book.credit(first, MARCH);
    expect(book.netCharged()).toBe(-2_500n);
    expect(figures(book.issue(APRIL))).toEqual([[0n, 2_500n, 0n, 2_500n]]);
    expect(book.netCharged()).toBe(0n);
    // Whatever else is voided gives nothing more.
    for (const key of ['b', 'c', 'd']) book.correct(key, null);
    expect(figures(book.issue(MAY))).toEqual([[-7_500n, 7_500n, 0n, 0n]]);
    expect(book.netCharged()).toBe(0n);
    checkBook(book);
  });

  it('a note at once has the offset, and what credit paid comes back to its lot once', () => {
    const { book, first } = january();
    book.credit(first, FEBRUARY, { amount: 3_000n });
    book.correct('a', null);
    book.correct('b', null);
    // 50.00 less, of which the note gave 30.00.
    expect(figures(book.issueNote(at('2026-02-05')))).toEqual([[-5_000n, 3_000n, 0n, -2_000n]]);
    expect(book.issue(MARCH)).toBeNull();

    // 100.00, of which a gift pays 80.00. A note of 50.00 gives 40.00 back to it, and 10.00 in money: 40.00 of 50.00 are drawn.
    const gifted = new CreditedBook({ currency: USD, zone: UTC, versions: [planVersion({ prices: [PER_TOKEN] })] });
    gifted.subscribe('s', segment({ from: '2026-01-01' }, 0));
    gifted.grantCredit('gift', at('2026-01-01'), { amount: '80' });
    gifted.record(['a', 'b', 'c', 'd'].map((key) => tokens(key, 2_500)));
    const invoice = gifted.issue(FEBRUARY);
    expect(figures(invoice)).toEqual([[10_000n, 0n, -8_000n, 2_000n]]);
    if (!invoice) throw new Error('January is due');
    gifted.credit(invoice, FEBRUARY, { amount: 5_000n });
    expect(gifted.lots().map(({ burned }) => burned)).toEqual([4_000n]);
    // Nothing is left of the usage: the note had half of it, 40.00 go back to the gift and 10.00 were paid. Never more money than that.
    for (const key of ['a', 'b', 'c', 'd']) gifted.correct(key, null);
    expect(figures(gifted.issue(MARCH))).toEqual([[-10_000n, 5_000n, 4_000n, -1_000n]]);
    expect([gifted.lots().map(({ burned }) => burned), gifted.netDue(), gifted.netCharged()]).toEqual([[0n], 0n, 0n]);
  });

  it('a gift never becomes money, on whichever document money was paid', () => {
    // A gift pays 50.00 of 100.00. Three events of four are voided and one comes late: 50.00 in all, which the gift pays, on four invoices.
    const book = new CreditedBook({ currency: USD, zone: UTC, versions: [planVersion({ prices: [PER_TOKEN] })] });
    book.subscribe('s', segment({ from: '2026-01-01' }, 0));
    book.grantCredit('gift', at('2026-01-01'), { amount: '50' });
    book.record(['a', 'b', 'c', 'd'].map((key) => tokens(key, 2_500)));
    book.issue(FEBRUARY);
    for (const key of ['a', 'b', 'c']) book.correct(key, null);
    book.issue(MARCH);
    book.record([tokens('late', 2_500)]);
    const third = book.issue(APRIL);
    expect([figures(third), book.netDue(), book.netCharged()]).toEqual([[[2_500n, 0n, -2_500n, 0n]], 0n, 5_000n]);
    book.correct('d', null);
    const fourth = book.issue(MAY);
    expect([figures(fourth), book.netDue()]).toEqual([[[-2_500n, 0n, 2_500n, 0n]], 0n]);
    // 10.00 of the first invoice's 100.00, half of them credit: 5.00 in money, though the gift pays all of the 25.00 that are left.
    const first = book.invoices[0];
    if (first) book.credit(first, MAY, { amount: 1_000n });
    expect(book.netDue()).toBe(-500n);
    // 15.00 are left, and 20.00 are drawn: the gift has 5.00 back, which the customer owes.
    expect(figures(book.issue(at('2026-06-01')))).toEqual([[0n, 0n, 500n, 500n]]);
    expect([book.netDue(), book.lots().map(({ burned }) => burned)]).toEqual([0n, [1_500n]]);
  });

  it('a line under another price keeps its notes, and eats them when it comes to less', () => {
    const cheaper = { ...PER_TOKEN, model: { perUnit: { unitAmount: '0.008' } } };
    const versions = [planVersion({ prices: [PER_TOKEN] }), planVersion({ id: 'v2', prices: [cheaper] })];
    const { book, first } = january({ versions });
    book.credit(first, FEBRUARY, { amount: 3_000n });
    // 10,000 at 0.008 are 80.00: 20.00 less, which the note of 30.00 gave already.
    book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
    expect(figures(book.issue(MARCH))).toEqual([[-2_000n, 2_000n, 0n, 0n]]);
    expect(book.netCharged()).toBe(7_000n);
    // Another event less: 60.00, of which the note has 10.00 left to eat.
    book.correct('a', null);
    expect(figures(book.issue(APRIL))).toEqual([[-2_000n, 1_000n, 0n, -1_000n]]);
    expect(book.netCharged()).toBe(6_000n);
    checkBook(book);
  });

  it('an offset is taxed as its line is, so that the note is not taxed back twice', () => {
    const vat = { id: 'r1', code: 'vat', name: 'VAT', number: 1, percentage: new Decimal(20), effectiveFrom: null, category: 'S', isInclusive: false, reason: null, reasonCode: null, country: null, jurisdiction: null } as const;
    const rules = { terms: DEFAULT_TERMS, sellerZone: UTC, zone: UTC, tax: { ...NO_TAX, tenant: ['vat'], rates: new Map([['vat', [vat]]]) } };
    const { book, first } = january({ rules });
    expect(first.view.total).toBe(12_000n);
    // 30.00 of the line with 6.00 of tax. Then 50.00 less, of which 30.00 are eaten: 20.00 with 4.00.
    book.credit(first, FEBRUARY, { lines: [{ lineKey: first.view.lines[0]?.lineKey ?? '', amount: 3_000n }] });
    book.correct('a', null);
    book.correct('b', null);
    expect(book.issue(MARCH)?.view).toMatchObject({ subtotal: -5_000n, offsets: 3_000n, tax: -400n, total: -2_400n });
    // 120.00 - 36.00 - 24.00: 50.00 with 10.00.
    expect(book.netDue()).toBe(6_000n);
    checkBook(book);
    // Held by the price, 20 % of 30.00 are 5.00: nothing is owed and nothing given back.
    const held = january({ rules: { ...rules, tax: { ...rules.tax, rates: new Map([['vat', [{ ...vat, isInclusive: true }]]]) } } });
    held.book.credit(held.first, FEBRUARY, { amount: 3_000n });
    held.book.correct('a', null);
    expect(held.book.issue(MARCH)?.view).toMatchObject({ subtotal: -2_500n, offsets: 2_500n, tax: 0n, taxIncluded: 0n, total: 0n });
  });

  it('replaying finds what cuts posted as eaten, and what they did not', () => {
    const { book, first } = january();
    book.credit(first, FEBRUARY, { amount: 3_000n });
    book.correct('a', null);
    book.issue(MARCH);
    const question = { prices: book.prices, cuts: book.invoices.map(({ cut }) => cut) };
    expect(compareOffsets(book.journals, question, USD).map(({ ledger, rebuilt, divergence }) => [ledger?.amount, rebuilt?.amount, divergence])).toEqual([[2_500n, 2_500n, null]]);
    expect(compareOffsets(book.journals.filter(({ kind }) => kind !== 'CREDIT_OFFSET'), question, USD).map(({ ledger, rebuilt, divergence }) => [ledger, rebuilt?.amount, divergence])).toEqual([[null, 2_500n, 'OFFSET']]);
  });
});

const STEPS = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('note' as const), on: fc.nat(3), amount: fc.integer({ min: 1, max: 120 }), isWhole: fc.boolean() }),
    fc.record({ kind: fc.constant('amend' as const), key: fc.constantFrom('a', 'b', 'c', 'd'), count: fc.integer({ min: 0, max: 60 }) }),
    fc.record({ kind: fc.constant('void' as const), key: fc.constantFrom('a', 'b', 'c', 'd') }),
    fc.record({ kind: fc.constant('late' as const), count: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ kind: fc.constant('issue' as const), asNote: fc.boolean() }),
  ),
  { minLength: 1, maxLength: 12 },
);

describe('credit offsets in any order', () => {
  it.each([['USD', USD, '1'], ['JPY', JPY, '1'], ['KWD', KWD, '0.001']] as const)('in %s: the customer owes what is charged less what notes gave and nothing ate, whatever came between', (_, currency, unitAmount) => {
    fc.assert(
      fc.property(STEPS, fc.boolean(), (steps, hasGift) => {
        const prices = [{ ...PER_TOKEN, model: { perUnit: { unitAmount } } }];
        const book = new CreditedBook({ currency, zone: UTC, versions: [planVersion({ prices })] });
        book.subscribe('s', segment({ from: '2026-01-01' }, 0));
        if (hasGift) book.grantCredit('gift', at('2026-01-01'), { amount: '50' });
        book.record(['a', 'b', 'c', 'd'].map((key) => tokens(key, 25)));
        let month = 2;
        const timeOf = () => at(`${2026 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`);
        book.issue(FEBRUARY);
        const notes: LineNote[] = [];
        const billed = () => book.invoices.reduce((sum, { view }) => sum + view.subtotal, 0n);
        for (const [index, step] of steps.entries()) {
          if (step.kind === 'note') {
            const invoice = book.invoices[step.on % book.invoices.length];
            const amount = BigInt(step.amount) * (currency === USD ? 100n : 1n);
            try {
              const { subtotal } = book.credit(invoice!, timeOf(), step.isWhole ? {} : { amount });
              notes.push(note(subtotal, billed()));
            } catch (error) {
              // More than is left of it is refused, and nothing is posted.
              if (!(error instanceof BillingError)) throw error;
            }
          } else if (step.kind === 'amend') book.correct(step.key, tokens(step.key, step.count));
          else if (step.kind === 'void') book.correct(step.key, null);
          else if (step.kind === 'late') book.record([tokens(`late ${index}`, step.count)]);
          else if (step.asNote) book.issueNote(timeOf());
          else {
            month += 1;
            book.issue(timeOf());
          }
        }
        month += 1;
        book.issue(timeOf());
        month += 1;
        expect(book.issue(timeOf())).toBeNull();
        const charged = billed();
        expect(book.netCharged()).toBe(netOfNotes(charged, notes));
        expect(book.netCharged()).toBeGreaterThanOrEqual(0n);
        // A gift is never money: what is due and what is drawn come to what is charged, and neither is below zero.
        const drawn = book.lots().reduce((sum, { burned }) => sum + burned, 0n);
        expect(book.netDue() + drawn).toBe(book.netCharged());
        expect([book.netDue() >= 0n, drawn >= 0n]).toEqual([true, true]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
