import { describe, expect, it } from 'vitest';
import { UNBILLED } from '../../src/core/accounts.ts';
import { discountOf, type InvoiceView } from '../../src/core/invoice.ts';
import { amountText } from '../../src/core/money.ts';
import { netOn } from '../../src/core/posting.ts';
import { clearedKeys } from '../../src/core/supersession.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { NO_TAX } from '../../src/core/tax.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator, type SimulatedCustomer, type SimulatedInvoice } from '../support/bookSimulator.ts';
import { FEE, type PriceSketch, REGIONAL, TOKENS, USD, UTC, at, completion, planVersion, segment } from '../support/ledger.ts';

const SUPPORT: PriceSketch = { code: 'support', name: 'Support', timing: 'IN_ADVANCE', model: { flat: { amount: '5.00' } } };
const cheaper = (amount: string): PriceSketch => ({ ...FEE, model: { flat: { amount } } });

/** A customer in UTC on version v1 since 1 January; v2 is the corrected version. */
function customer(v1: readonly PriceSketch[], v2: readonly PriceSketch[], changes: Partial<SimulatedCustomer> = {}): BookSimulator {
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: v1 }), planVersion({ id: 'v2', prices: v2 })], ...changes });
  book.subscribe('s', segment({ from: '2026-01-01' }, 0));
  return book;
}

function issued(book: BookSimulator, asOf: string): SimulatedInvoice {
  const invoice = book.issue(at(asOf));
  if (invoice === null) throw new Error('nothing was due');
  checkBook(book);
  return invoice;
}

const month = (start: number) => new Date(start).toISOString().slice(0, 7);

/** `name month quantity amount`, then what was billed before, and the price that is superseded. */
function linesOf({ lines }: InvoiceView): string[] {
  return lines.map(({ description, service, quantity, amount, previous, supersedes }) => {
    const before = previous === null ? '' : ` before ${previous.quantity?.toFixed() ?? '-'} ${amountText(previous.amount, USD)}`;
    return `${description} ${month(service.start)} ${quantity?.toFixed() ?? '-'} ${amountText(amount, USD)}${before}${supersedes ? ` of ${supersedes.priceId}` : ''}`;
  });
}

describe('supersede: a wrong price found after three months', () => {
  it('supersede: each period is one line that charges the difference and names both prices', () => {
    const book = customer([FEE, SUPPORT, TOKENS], [cheaper('28.00'), SUPPORT, { ...TOKENS, model: { perUnit: { unitAmount: '0.02' } } }]);
    book.record([completion('jan', '2026-01-20', 1500), completion('feb', '2026-02-20', 100)]);
    // 30.00 + 5.00 a month; 1,500 tokens: 1,000 x 0.01 + 500 x 0.005 = 12.50; 100 tokens: 1.00. January to March in advance.
    expect(issued(book, '2026-03-01').view.total).toBe(11_850n);
    book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
    const { view } = issued(book, '2026-03-15');
    // 28.00 - 30.00 a month. 1,500 x 0.02 = 30.00, less 12.50; 100 x 0.02 = 2.00, less 1.00. Support is what it was and has no line.
    expect(linesOf(view)).toEqual([
      'Monthly fee 2026-01 - -2.00 before - 30.00 of v1/fee',
      'Monthly fee 2026-02 - -2.00 before - 30.00 of v1/fee',
      'Monthly fee 2026-03 - -2.00 before - 30.00 of v1/fee',
      'Tokens 2026-01 0 17.50 before 1500 12.50 of v1/tokens',
      'Tokens 2026-02 0 1.00 before 100 1.00 of v1/tokens',
    ]);
    expect(view.continued.map(({ description, amount }) => [description, amount])).toEqual([['Support', 0n], ['Support', 0n], ['Support', 0n]]);
    expect(view.total).toBe(1_250n);
    // Both keys are cleared of what is unbilled: 30.00 taken back, 28.00 charged.
    expect(view.lines[0] && clearedKeys(view.lines[0])).toEqual([
      { lineKey: 's:v1/fee:2026-01-01T00:00:00.000Z', amount: -3_000n },
      { lineKey: 's:v2/fee:2026-01-01T00:00:00.000Z', amount: 2_800n },
    ]);
    expect(view.lines[3]?.supersedes).toMatchObject({ billed: 1_250n, amount: -1_250n, evidence: { eventCount: 1 } });
    expect(netOn(UNBILLED, book.journals.flatMap(({ postings }) => postings))).toBe(0n);
    expect(book.issue(at('2026-03-15'))).toBeNull();
  });

  it('supersede: usage that came late beside the correction is in the same line', () => {
    const book = customer([TOKENS], [{ ...TOKENS, model: { perUnit: { unitAmount: '0.02' } } }]);
    book.record([completion('a', '2026-01-20', 100)]);
    issued(book, '2026-02-01');
    book.record([completion('late', '2026-01-21', 50)]);
    book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
    // 150 x 0.02 = 3.00, less 100 x 0.01.
    expect(linesOf(issued(book, '2026-02-03').view)).toEqual(['Tokens 2026-01 50 2.00 before 100 1.00 of v1/tokens']);
    // From then on the line goes its own way.
    book.record([completion('later', '2026-01-22', 1)]);
    expect(linesOf(issued(book, '2026-02-04').view)).toEqual(['Tokens 2026-01 1 0.02 before 150 3.00']);
  });

  it('supersede: there and back is nothing to invoice, and back later takes the correction back', () => {
    const book = customer([FEE], [cheaper('28.00')]);
    issued(book, '2026-01-01');
    book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
    book.subscribe('s', segment({ from: '2026-01-01' }, 2));
    expect(book.issue(at('2026-01-02'))).toBeNull();
    book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 3));
    expect(linesOf(issued(book, '2026-01-03').view)).toEqual(['Monthly fee 2026-01 - -2.00 before - 30.00 of v1/fee']);
    book.subscribe('s', segment({ from: '2026-01-01' }, 4));
    // 30.00 - 30.00 of version 1, and 28.00 of version 2, were billed before.
    expect(linesOf(issued(book, '2026-01-04').view)).toEqual(['Monthly fee 2026-01 - 2.00 before - 28.00 of v2/fee']);
    expect(issued(book, '2026-02-01').view.total).toBe(3_000n);
  });

  it('supersede: dimensions are put together one by one; one that only one side has stands alone', () => {
    const doubled: PriceSketch = { ...REGIONAL, model: { matrix: { dimensions: ['region'], entries: [{ values: { region: 'eu' }, unitAmount: '0.04' }], defaultUnitAmount: '0.02' } } };
    const single: PriceSketch = { ...REGIONAL, model: { matrix: { dimensions: ['region'], entries: [{ values: { region: 'eu' }, unitAmount: '0.02' }], defaultUnitAmount: '0.01' } } };
    const book = customer([single], [doubled]);
    book.record([completion('a', '2026-01-20', 100, { region: 'eu' }), completion('b', '2026-01-20', 100, { region: 'us' })]);
    issued(book, '2026-02-01');
    book.record([completion('late', '2026-01-21', 10, { region: 'asia' })]);
    book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
    const { lines } = issued(book, '2026-02-03').view;
    // eu: 4.00 - 2.00; us: 2.00 - 1.00; asia was not billed: 10 x 0.02.
    const texts = lines.map(({ dimensions, amount, previous }) => `${dimensions} ${amount} ${previous?.amount ?? '-'}`).sort();
    expect(texts).toEqual(['{"region":"asia"} 20 -', '{"region":"eu"} 200 200', '{"region":"us"} 100 100']);
  });

  it('supersede: a period that the change cuts in two is two lines: what is given back, and what is charged anew', () => {
    const book = customer([FEE], [cheaper('60.00')]);
    issued(book, '2026-02-01');
    book.subscribe('s', segment({ from: '2026-02-15', on: 'v2' }, 1));
    // 14 of 28 days each: 15.00 of 30.00, and 30.00 of 60.00.
    expect(linesOf(issued(book, '2026-02-20').view)).toEqual(['Monthly fee 2026-02 - -15.00 before - 30.00', 'Monthly fee 2026-02 - 30.00']);
  });

  it('supersede: another timing, another meter or other tax rates are another thing', () => {
    for (const other of [{ ...FEE, timing: 'IN_ARREARS' }, { ...FEE, taxRateCodes: ['reduced'] }] as const) {
      const book = customer([FEE], [other], { rules: { tax: NO_TAX } });
      issued(book, '2026-02-01');
      book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
      expect(issued(book, '2026-03-01').view.lines.every(({ supersedes }) => supersedes === null)).toBe(true);
    }
  });

  it('supersede: coupons take off the difference, and what they took off the old price is given back', () => {
    const book = customer([FEE, SUPPORT], [cheaper('20.00'), SUPPORT]);
    book.applyCoupon('ten', at('2026-01-01'), { percentage: '10' });
    // 35.00 less 3.50.
    expect(issued(book, '2026-01-01').view.total).toBe(3_150n);
    book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
    const { view } = issued(book, '2026-01-02');
    // 20.00 - 30.00, less 2.00 in place of 3.00; support is 5.00 less 0.50 as before.
    expect(view.lines.map((line) => [line.description, line.amount, discountOf(line), line.netAmount])).toEqual([['Monthly fee', -1_000n, 100n, -900n]]);
    expect(view.continued).toHaveLength(1);
    expect(view.total).toBe(-900n);
  });

  it('supersede: tax is of the difference, at the rate of each period', () => {
    const rate = { code: 'vat', name: 'VAT', category: 'S', isInclusive: false, reason: null, reasonCode: null, country: null, jurisdiction: null } as const;
    const versions = [
      { ...rate, id: 'r1', number: 1, percentage: new Decimal(20), effectiveFrom: null },
      { ...rate, id: 'r2', number: 2, percentage: new Decimal(10), effectiveFrom: at('2026-02-01') },
    ];
    const book = customer([FEE], [cheaper('28.00')], { rules: { tax: { ...NO_TAX, tenant: ['vat'], rates: new Map([['vat', versions]]) } } });
    // 30.00 at 20 % and 30.00 at 10 %: 36.00 + 33.00.
    expect(issued(book, '2026-02-01').view.total).toBe(6_900n);
    book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
    const { view } = issued(book, '2026-02-02');
    // -2.00 at 20 % is -0.40, -2.00 at 10 % is -0.20.
    expect(view.lines.map(({ amount, taxes }) => [amount, ...taxes.map(({ taxAmount }) => taxAmount)])).toEqual([[-200n, -40n], [-200n, -20n]]);
    expect(view.total).toBe(-460n);
  });
});
