import { describe, expect, it } from 'vitest';
import { causesOf } from '../../src/core/adjustmentCause.ts';
import { type LineDocument, diffInvoice } from '../../src/core/invoiceDiff.ts';
import type { InvoiceLine } from '../../src/core/invoice.ts';
import { BookSimulator, type SimulatedInvoice } from '../support/bookSimulator.ts';
import { TOKENS, USD, UTC, at, completion, planVersion, segment } from '../support/ledger.ts';

/** Tokens at 0.01 and, corrected, at 0.02. */
const tokens = (unitAmount: string) => ({ ...TOKENS, model: { perUnit: { unitAmount } } });

/** January: 100 tokens, invoiced on 1 February; 20 came late and are on the invoice of 1 March; the price is corrected and on that of 1 April; 3 come late after that. */
function history() {
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [tokens('0.01')] }), planVersion({ id: 'v2', prices: [tokens('0.02')] })] });
  book.subscribe('s', segment({ from: '2026-01-01' }, 0));
  book.record([completion('a', '2026-01-20', 100)]);
  const first = book.issue(at('2026-02-01'));
  book.record([completion('late', '2026-01-21', 20)]);
  const second = book.issue(at('2026-03-01'));
  book.applyCoupon('ten', at('2026-01-01'), { percentage: '10', duration: 'FOREVER' });
  book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
  const third = book.issue(at('2026-04-01'));
  book.record([completion('later', '2026-01-22', 3)]);
  if (!first || !second || !third) throw new Error('nothing was due');
  return { book, first, second, third, pending: book.draft(at('2026-04-02')) };
}

type Doc = LineDocument<string, string>;
type Note = Doc['notes'][number];

const document = ({ cut, view }: SimulatedInvoice, ...notes: Note[]): Doc => ({ document: cut.number, issuedAt: cut.issuedAt, view, notes });

/** A note on the one line of an invoice. */
const note = (number: string, on: string, { view }: SimulatedInvoice, amount: bigint, isVoid = false): Note => {
  const [line] = view.lines;
  if (!line) throw new Error('no line');
  return { note: number, issuedAt: at(on), isVoid, view: { lines: [{ ...line, amount }] } };
};

describe('diffInvoice', () => {
  const { first, second, third, pending } = history();
  const next: Doc = { document: 'next', issuedAt: null, view: pending, notes: [] };
  const summary = (from: string, later: readonly Doc[], { invoice = document(first), earlier = [] }: { invoice?: Doc; earlier?: readonly Doc[] } = {}) =>
    diffInvoice({ invoice, earlier, later }, at(from)).map(({ quantityBefore, amountBefore, quantityAfter, amountAfter, difference, pending: open, adjustments, credited, credits }) => ({
      before: [quantityBefore?.toFixed(), amountBefore],
      after: [quantityAfter?.toFixed(), amountAfter],
      difference,
      pending: open,
      adjustments: adjustments.map((adjustment) => [adjustment.document, adjustment.amount, ...(adjustment.voidedBy === null ? [] : [adjustment.voidedBy])]),
      credited,
      credits: credits.map((credit) => [credit.document, credit.note, credit.amount]),
    }));
  const NO_CREDIT = { credited: 0n, credits: [] };

  it('diffInvoice: every later document has its part, and together they are the difference', () => {
    // 100 x 0.01 = 1.00. 20 more: 0.20. 120 x 0.02 = 2.40: 1.20 more. 123 x 0.02 = 2.46: 0.06 pending.
    expect(summary('2026-02-01', [document(second), document(third), next])).toEqual([
      { before: ['100', 100n], after: ['123', 246n], difference: 146n, pending: 6n, adjustments: [['INV-000002', 20n], ['INV-000003', 120n], ['next', 6n]], ...NO_CREDIT },
    ]);
  });

  it('diffInvoice: what was issued by the first time is before it, and without a next document nothing is pending', () => {
    expect(summary('2026-03-01', [document(second), document(third)])).toEqual([{ before: ['120', 120n], after: ['120', 240n], difference: 120n, pending: 0n, adjustments: [['INV-000003', 120n]], ...NO_CREDIT }]);
    expect(summary('2026-03-01', [document(second)])).toEqual([{ before: ['120', 120n], after: ['120', 120n], difference: 0n, pending: 0n, adjustments: [], ...NO_CREDIT }]);
    expect(summary('2026-02-01', [])).toEqual([{ before: ['100', 100n], after: ['100', 100n], difference: 0n, pending: 0n, adjustments: [], ...NO_CREDIT }]);
  });

  it('diffInvoice: the line of an adjustment is followed back as well, over the price that it corrects', () => {
    // The third invoice has the line of the new price; before it, 100 and 20 tokens were billed under the old one.
    const diff = summary('2026-04-01', [next], { invoice: document(third), earlier: [document(first), document(second)] });
    expect(diff).toEqual([{ before: ['120', 240n], after: ['123', 246n], difference: 6n, pending: 6n, adjustments: [['next', 6n]], ...NO_CREDIT }]);
  });

  it('diffInvoice: notes on any of the documents are credits of the line, by when they were issued', () => {
    // 0.30 of the first invoice's 1.00 on 10 February, 0.05 of the second's 0.20 on 10 March. What the line is charged stays.
    const invoice = document(first, note('CN-1', '2026-02-10', first, 30n));
    const later = [document(second, note('CN-2', '2026-03-10', second, 5n))];
    const stands = { after: ['120', 120n], pending: 0n };
    expect(summary('2026-02-01', later, { invoice })).toEqual([
      { before: ['100', 100n], ...stands, difference: 20n, adjustments: [['INV-000002', 20n]], credited: -35n, credits: [['INV-000001', 'CN-1', -30n], ['INV-000002', 'CN-2', -5n]] },
    ]);
    expect(summary('2026-02-10', later, { invoice })).toMatchObject([{ before: ['100', 100n], credited: -5n, credits: [['INV-000002', 'CN-2', -5n]] }]);
    expect(summary('2026-03-10', later, { invoice })).toMatchObject([{ before: ['120', 120n], ...stands, difference: 0n, ...NO_CREDIT }]);
  });

  it('diffInvoice: a voided document charges nothing any more, and what notes had taken off it is no credit any more', () => {
    // The second invoice is voided on 5 March: its 20 tokens for 0.20 are charged by nobody.
    const voided = document(second, note('CN-3', '2026-03-05', second, 20n, true));
    expect(summary('2026-02-01', [voided])).toEqual([{ before: ['100', 100n], after: ['100', 100n], difference: 0n, pending: 0n, adjustments: [['INV-000002', 20n], ['INV-000002', -20n, 'CN-3']], ...NO_CREDIT }]);
    expect(summary('2026-03-01', [voided])).toEqual([{ before: ['120', 120n], after: ['100', 100n], difference: -20n, pending: 0n, adjustments: [['INV-000002', -20n, 'CN-3']], ...NO_CREDIT }]);
    expect(summary('2026-03-05', [voided])).toMatchObject([{ before: ['100', 100n], after: ['100', 100n], adjustments: [] }]);
    // The first invoice is credited 0.30, and voided over the 0.70 that is left of its 1.00.
    const invoice = document(first, note('CN-4', '2026-02-10', first, 30n), note('CN-5', '2026-02-20', first, 70n, true));
    expect(summary('2026-02-01', [document(second)], { invoice })).toEqual([
      { before: ['100', 100n], after: ['20', 20n], difference: -80n, pending: 0n, adjustments: [['INV-000001', -100n, 'CN-5'], ['INV-000002', 20n]], credited: 0n, credits: [['INV-000001', 'CN-4', -30n], ['INV-000001', 'CN-5', 30n]] },
    ]);
    expect(summary('2026-02-15', [document(second)], { invoice })).toMatchObject([{ credited: 30n, credits: [['INV-000001', 'CN-5', 30n]] }]);
  });
});

describe('causesOf', () => {
  const { book, first, second, third, pending } = history();
  const kindsOf = (line: InvoiceLine | undefined) => {
    if (!line) throw new Error('no line');
    return causesOf(line, { segments: book.subscriptions[0]?.segments ?? [], zoneChanges: [], price: book.prices.get(line.priceId ?? '') ?? null }).map(({ kind, segment: change }) => (change ? `${kind} ${change.planVersionId}` : kind));
  };

  it('causesOf: a line that is first on an invoice has none, usage that came late is one', () => {
    expect([kindsOf(first.view.lines[0]), kindsOf(second.view.lines[0]), kindsOf(pending.lines[0])]).toEqual([[], ['USAGE'], ['USAGE', 'COUPON']]);
  });

  it('causesOf: a corrected price names the segment that brought it, and a coupon what it takes off', () => {
    expect(kindsOf(third.view.lines[0])).toEqual(['PRICE v2', 'COUPON']);
  });

  it('causesOf: a change that cuts a line short is one of the subscription, and so is a cancellation', () => {
    const cut = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [{ code: 'fee', timing: 'IN_ADVANCE', model: { flat: { amount: '31.00' } } }] })] });
    cut.subscribe('s', segment({ from: '2026-01-01' }, 0));
    cut.issue(at('2026-01-01'));
    cut.subscribe('s', segment({ from: '2026-01-11', state: 'ENDED' }, 1));
    const line = cut.issue(at('2026-01-12'))?.view.lines[0];
    // 10 of 31 days are 10.00.
    expect(line?.amount).toBe(-2_100n);
    expect(line && causesOf(line, { segments: cut.subscriptions[0]?.segments ?? [], zoneChanges: [], price: cut.prices.get('v1/fee') ?? null }).map(({ kind }) => kind)).toEqual(['SUBSCRIPTION']);
  });
});
