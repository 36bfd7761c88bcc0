/** The figures of Lago and Kill Bill on what becomes of charges when a subscription is replaced, paused or begun again, in our words. */
import { groupBy } from '../../src/core/grouping.ts';
import type { SegmentState } from '../../src/core/segment.ts';
import type { BookSimulator, SimulatedInvoice } from '../support/bookSimulator.ts';
import { at, completion } from '../support/ledger.ts';
import type { Outcome, Translation } from './oracleCases.ts';
import { book, dayText, dollars, feePrice, figure, putOn } from './ours.ts';

const MONTHLY = { interval: { unit: 'MONTH', count: 1 }, anchor: 'ANNIVERSARY' } as const;

function totalOf(invoice: SimulatedInvoice | null): string {
  return dollars((invoice?.view.total ?? 0n).toString());
}

/** The plan takes another's place at its very first instant: what was charged is given back whole. */
function replacedFromTheStart({ paid, replaceOnStartDateWithRate }: { paid: string; replaceOnStartDateWithRate: string }, { newInvoiceBalance }: { newInvoiceBalance: string }): Outcome {
  const simulator = book({ id: 'old', ...MONTHLY, prices: [feePrice(paid)] }, { id: 'new', ...MONTHLY, prices: [feePrice(replaceOnStartDateWithRate)] });
  putOn(simulator, 'old', '2026-01-01');
  simulator.issue(at('2026-01-01'));
  putOn(simulator, 'new', '2026-01-01');
  return { ours: totalOf(simulator.issue(at('2026-01-02'))), theirs: figure(newInvoiceBalance) };
}

/** Plans that replace one another on one day, each billed at once. */
function sameDayChurn({ date, sequence }: { date: string; sequence: readonly string[] }, { invoiceTotals }: { invoiceTotals: readonly string[] }): Outcome {
  const rates = [...new Set(sequence)];
  const simulator = book(...rates.map((rate) => ({ id: rate, ...MONTHLY, prices: [feePrice(rate)] })));
  const ours = sequence.map((rate) => {
    putOn(simulator, rate, date);
    return totalOf(simulator.issue(at(date)));
  });
  return { ours, theirs: invoiceTotals.map(figure) };
}

type Item = readonly [from: string, to: string, amount: string];

function hold(simulator: BookSimulator, state: SegmentState, from: string): void {
  simulator.subscribe('s', { startAt: at(from), planVersionId: 'v1', state, quantities: {} });
}

/** A pause that was billed is taken back: the period is charged whole again, and the months after it go on. */
function pauseTakenBack({ item: [start, end, amount], existingRepair: [pausedAt, resumedAt, repair], target }: { item: Item; existingRepair: Item; target: string }, { items }: { items: readonly Item[] }): Outcome {
  const simulator = book({ ...MONTHLY, prices: [feePrice(amount)] });
  hold(simulator, 'ACTIVE', start);
  hold(simulator, 'PAUSED', pausedAt);
  hold(simulator, 'ACTIVE', resumedAt);
  const paused = simulator.issue(at(resumedAt));
  hold(simulator, 'ACTIVE', pausedAt);
  const lines = simulator.issue(at(target))?.view.lines ?? [];
  // What is taken back of the paused period, and the rest of it, count as one.
  const [first = [], ...months] = [...groupBy(lines, ({ service }) => (service.start < at(end) ? start : dayText(service.start))).values()];
  const sumOf = (own: typeof lines) => dollars(own.reduce((sum, line) => sum + line.amount, 0n).toString());
  return {
    ours: { paused: totalOf(paused), takenBack: sumOf(first), months: months.map(sumOf) },
    theirs: { paused: figure(Number(amount) + Number(repair)), takenBack: figure(items[0]?.[2] ?? ''), months: items.slice(1).map(([, , month]) => figure(month)) },
  };
}

interface Recreation {
  readonly start: string;
  readonly 'usage_2025-06-01_cents': number;
  readonly terminate_and_recreate_same_external_id: string;
  readonly anniversary_run: string;
}
interface RecreationFigures {
  readonly termination_invoice_usage_cents: number;
  readonly anniversary_invoice_usage_cents: number;
  readonly sum_over_lineage_cents: number;
}

/** A subscription ends and another begins in its place: usage is charged once, by the one in force at its time. */
function endedAndBegunAgain(inputs: Recreation, expected: RecreationFigures): Outcome {
  const recreatedAt = at(inputs.terminate_and_recreate_same_external_id);
  const yearly = { interval: { unit: 'YEAR', count: 1 }, anchor: 'ANNIVERSARY' } as const;
  const simulator = book({ ...yearly, prices: [{ code: 'usage', meterCode: 'tokens', model: { perUnit: { unitAmount: '1' } } }] });
  simulator.subscribe('first', { startAt: at(inputs.start), planVersionId: 'v1', quantities: {} });
  simulator.record([completion('e', '2025-06-01', (inputs['usage_2025-06-01_cents'] / 100).toString())]);
  simulator.subscribe('first', { startAt: recreatedAt, planVersionId: 'v1', state: 'ENDED', quantities: {} });
  simulator.subscribe('second', { startAt: recreatedAt, planVersionId: 'v1', quantities: {} });
  const [ended, anniversary] = [simulator.issue(recreatedAt), simulator.issue(at(inputs.anniversary_run))].map((invoice) => invoice?.view.total ?? 0n);
  return {
    ours: { ended, anniversary, sum: (ended ?? 0n) + (anniversary ?? 0n) },
    theirs: { ended: BigInt(expected.termination_invoice_usage_cents), anniversary: BigInt(expected.anniversary_invoice_usage_cents), sum: BigInt(expected.sum_over_lineage_cents) },
  };
}

export const KILLBILL_LIFE: Translation = { cases: { G14: replacedFromTheStart, G15: pauseTakenBack, G18: sameDayChurn }, areas: {} };
export const LAGO_LIFE: Translation = { cases: { 'terminate-recreate-no-double-bill': endedAndBegunAgain }, areas: {} };
