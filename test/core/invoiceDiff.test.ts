import { describe, expect, it } from 'vitest';
import { causesOf } from '../../src/core/adjustmentCause.ts';
import { diffInvoice } from '../../src/core/invoiceDiff.ts';
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

const document = ({ cut, view }: SimulatedInvoice) => ({ document: cut.number, issuedAt: cut.issuedAt, view });

describe('diffInvoice', () => {
  const { first, second, third, pending } = history();
  const next = { document: 'next', issuedAt: null, view: pending };
  const summary = (from: string, later: Parameters<typeof diffInvoice<string>>[1]) =>
    diffInvoice(first.view, later, at(from)).map(({ quantityBefore, amountBefore, quantityAfter, amountAfter, difference, pending: open, adjustments }) => ({
      before: [quantityBefore?.toFixed(), amountBefore],
      after: [quantityAfter?.toFixed(), amountAfter],
      difference,
      pending: open,
      adjustments: adjustments.map((adjustment) => [adjustment.document, adjustment.line.amount]),
    }));

  it('diffInvoice: every later document has its part, and together they are the difference', () => {
    // 100 x 0.01 = 1.00. 20 more: 0.20. 120 x 0.02 = 2.40: 1.20 more. 123 x 0.02 = 2.46: 0.06 pending.
    expect(summary('2026-02-01', [document(second), document(third), next])).toEqual([
      { before: ['100', 100n], after: ['123', 246n], difference: 146n, pending: 6n, adjustments: [['INV-000002', 20n], ['INV-000003', 120n], ['next', 6n]] },
    ]);
  });

  it('diffInvoice: what was issued by the first time is before it, and without a next document nothing is pending', () => {
    expect(summary('2026-03-01', [document(second), document(third)])).toEqual([{ before: ['120', 120n], after: ['120', 240n], difference: 120n, pending: 0n, adjustments: [['INV-000003', 120n]] }]);
    expect(summary('2026-03-01', [document(second)])).toEqual([{ before: ['120', 120n], after: ['120', 120n], difference: 0n, pending: 0n, adjustments: [] }]);
    expect(summary('2026-02-01', [])).toEqual([{ before: ['100', 100n], after: ['100', 100n], difference: 0n, pending: 0n, adjustments: [] }]);
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
