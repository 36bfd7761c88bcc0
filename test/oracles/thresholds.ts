/** Usage thresholds of other engines in our words. One that fires once is ours, taken away when it has. */
import { standingOf } from '../../src/core/threshold.ts';
import { BookSimulator, type SimulatedInvoice } from '../support/bookSimulator.ts';
import { USD, UTC, at, completion, planVersion } from '../support/ledger.ts';
import type { Outcome, Translation } from './oracleCases.ts';
import { feePrice, putOn } from './ours.ts';

interface Progressive {
  readonly plan_cents: number;
  readonly usage_price: string;
  readonly threshold_cents: number;
  readonly events: readonly { readonly day: number; readonly units: number }[];
}

/** December 2022: each event at noon, and right after it an invoice if that reaches the threshold for the first time. */
function december({ plan_cents, usage_price, threshold_cents, events }: Progressive): { book: BookSimulator; soFar: SimulatedInvoice[] } {
  const usage = { code: 'usage', name: 'Usage', meterCode: 'tokens', model: { perUnit: { unitAmount: usage_price } } };
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [{ ...feePrice(String(plan_cents / 100)), timing: 'IN_ARREARS', proration: 'DAILY' }, usage] })] });
  putOn(book, 'v1', '2022-12-01');
  const soFar: SimulatedInvoice[] = [];
  for (const { day, units } of events) {
    const noon = at(`2022-12-${String(day).padStart(2, '0')}T12:00:00Z`);
    book.record([completion(`day ${day}`, `2022-12-${String(day).padStart(2, '0')}T12:00:00Z`, units)]);
    const threshold = BigInt(threshold_cents);
    const { isReached } = standingOf({ view: book.draft(noon, true), mayIssueAt: noon }, book.prices, threshold);
    const invoice = isReached && soFar.length === 0 ? book.issue(noon, { threshold }) : null;
    if (invoice !== null) soFar.push(invoice);
  }
  return { book, soFar };
}

/** Theirs shows the whole and takes off what was billed; our invoices add up to the whole. */
function wholeOf(soFar: readonly SimulatedInvoice[], end: SimulatedInvoice | null): bigint[] {
  const billed = soFar.reduce((sum, { view }) => sum + view.total, 0n);
  const total = end?.view.total ?? 0n;
  return [billed + total, billed, total];
}

function atMonthEnd(inputs: Progressive, expected: { progressive_invoice_cents: number; month_end: { fees: number; progressive_credit: number; total: number } }): Outcome {
  const { book, soFar } = december(inputs);
  const { progressive_invoice_cents, month_end } = expected;
  return {
    ours: [...soFar.map(({ view }) => view.total), ...wholeOf(soFar, book.issue(at('2023-01-01')))],
    theirs: [progressive_invoice_cents, month_end.fees, month_end.progressive_credit, month_end.total].map(BigInt),
  };
}

/** Their day of the upgrade is still the old plan's; our service ends with the day. */
function atUpgrade(inputs: Progressive & { upgrade_on_day: number }, { termination_invoice: theirs }: { termination_invoice: { fees: number; credit: number; total: number } }): Outcome {
  const { book, soFar } = december(inputs);
  const endAt = at(`2022-12-${inputs.upgrade_on_day + 1}`);
  book.subscribe('s', { startAt: endAt, planVersionId: 'v1', quantities: {}, state: 'ENDED' });
  return { ours: wholeOf(soFar, book.issue(endAt)), theirs: [theirs.fees, theirs.credit, theirs.total].map(BigInt) };
}

export const LAGO_THRESHOLDS: Translation = { cases: {}, areas: { progressive_billing: atMonthEnd, 'progressive_billing.upgrade': atUpgrade } };
