/** The figures of OpenMeter, Flexprice, Meteroid and Polar on periods, proration and plan changes, in our words. Amounts are major units unless they say cents. */
import { parseTimeZone } from '../../src/core/calendar.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { parseInstant } from '../../src/core/instant.ts';
import { intersect, periodAt } from '../../src/core/period.ts';
import { prorationFraction } from '../../src/core/proration.ts';
import { localDaysWithin, zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { at, UTC } from '../support/ledger.ts';
import type { Outcome, Translation } from './oracleCases.ts';
import { book, changeOfFee, dayText, dollars, fee, feePrice, type Figure, figure, lineAmounts, partsOf, putOn, returning, share, span } from './ours.ts';

/** A fee in arrears is not there before its period ends; one in advance is from its first instant on. */
function flatInPeriod(inputs: { amount: number; term: 'advance' | 'arrears'; line_position: 'single' | 'mid' }, { total }: { total: number }): Outcome {
  const simulator = book({ prices: [{ ...feePrice(inputs.amount), timing: inputs.term === 'advance' ? 'IN_ADVANCE' : 'IN_ARREARS' }] });
  putOn(simulator, 'v1', '2026-01-01');
  const invoice = simulator.issue(at(inputs.line_position === 'mid' ? '2026-01-15' : '2026-01-01'));
  return { ours: invoice?.view.total ?? 0n, theirs: BigInt(total * 100) };
}

interface Elapsed {
  readonly amount: number;
  readonly service_period: readonly [string, string];
  readonly full_period: readonly [string, string];
  readonly currency: string;
}

function elapsed(inputs: Elapsed, { amount }: { amount: string }): Outcome {
  const [part, full] = [span(...inputs.service_period), span(...inputs.full_period)];
  const charged = fee(inputs.amount, prorationFraction({ mode: 'PRECISE', full, part, zone: zoneTimeline(UTC) }), inputs.currency);
  return { ours: figure(charged.amount), theirs: figure(amount) };
}

function addedWithin(inputs: { period: [string, string]; effective_from: string }, expected: { factor: string; billed_period: string[] }): Outcome {
  const full = span(...inputs.period);
  const part = intersect(full, span(inputs.effective_from, '2026-01-01'));
  if (part === null) throw new Error('nothing is billed');
  const { numerator, denominator } = share(part, full);
  return { ours: [`${numerator}/${denominator}`, [part.start, part.end].map(dayText)], theirs: [expected.factor, expected.billed_period] };
}

function firstQuarter({ service_start, full_period }: { service_start: string; full_period: string[] }, expected: { days: number; full_days: number }): Outcome {
  const full = periodAt({ interval: { unit: 'QUARTER', count: 1 }, anchor: 'CALENDAR', startAt: at(service_start), zone: zoneTimeline(UTC) }, at(service_start));
  const { numerator, denominator } = share({ start: at(service_start), end: full.end }, full);
  return { ours: [[full.start, full.end].map(dayText), Number(numerator), Number(denominator)], theirs: [full_period, expected.days, expected.full_days] };
}

interface FeeChange {
  readonly old_amount: number;
  readonly new_amount: number;
  readonly period_inclusive: readonly [string, string];
  readonly change_date: string;
}

/** On the book: the old fee was invoiced, and the plan changes within its month. */
function changedOnTheBook({ old, next, start, changeAt }: { old: number; next: number; start: string; changeAt: string }): { credit: bigint; charge: bigint; total: bigint } {
  const simulator = book({ id: 'old', prices: [feePrice(old)] }, { id: 'new', prices: [feePrice(next)] });
  putOn(simulator, 'old', start);
  simulator.issue(at(start));
  putOn(simulator, 'new', changeAt);
  const invoice = simulator.issue(at(changeAt));
  const sumOf = (version: string) => lineAmounts(invoice).reduce((sum, [priceId, amount]) => (priceId.startsWith(`${version}/`) ? sum + amount : sum), 0n);
  return { credit: sumOf('old'), charge: sumOf('new'), total: invoice?.view.total ?? 0n };
}

/** Their period ends on its last day; ours with the first of the next month, which makes the same days. */
function changedMonth(inputs: FeeChange, expected: { credit: string; charge: string; net: string }): Outcome {
  const { credit, charge: charged, total } = changedOnTheBook({ old: inputs.old_amount, next: inputs.new_amount, start: inputs.period_inclusive[0], changeAt: inputs.change_date });
  return { ours: [credit, charged, total], theirs: [expected.credit, expected.charge, expected.net].map(cents) };
}

function changedThirtyDays(inputs: { old_price: number; new_price: number; period: [string, string]; change_date: string }, expected: { credit_cents: number; charge_cents: number; net_cents: number }): Outcome {
  const { credit, charge: charged } = changeOfFee(span(...inputs.period), inputs.change_date, { old: inputs.old_price, next: inputs.new_price });
  return { ours: [credit, charged, credit + charged], theirs: [expected.credit_cents, expected.charge_cents, expected.net_cents].map(BigInt) };
}

interface CycleChange {
  readonly old: { readonly months: number; readonly price_cents: number };
  readonly new: { readonly months: number; readonly price_cents: number };
  readonly cycle_start: string;
  readonly change_at: string;
}

/** An interval of another length begins a cycle of its own, so its fee is whole. */
function changedCycle(inputs: CycleChange, expected: { credit_cents: number; debit_cents: number }): Outcome {
  const full = periodAt(returning(inputs.cycle_start, { unit: 'MONTH', count: inputs.old.months }), at(inputs.change_at));
  const fees = { old: dollars(inputs.old.price_cents), next: dollars(inputs.new.price_cents) };
  const { credit, charge: charged } = changeOfFee(full, inputs.change_at, fees);
  const debit = inputs.old.months === inputs.new.months ? charged : fee(fees.next).minor;
  return { ours: [-credit, debit], theirs: [expected.credit_cents, expected.debit_cents].map(BigInt) };
}

interface PlanEdit {
  readonly plan_fee_old: number;
  readonly plan_fee_new: number;
  readonly period: readonly [string, string];
  readonly change_at: string;
}

function editedOnDayOne(inputs: PlanEdit, expected: { old_part: string; new_part: string; next_month: number }): Outcome {
  const { credit, charge: charged } = changeOfFee(span(...inputs.period), inputs.change_at, { old: inputs.plan_fee_old, next: inputs.plan_fee_new });
  return { ours: [fee(inputs.plan_fee_old).minor + credit, charged, fee(inputs.plan_fee_new).minor], theirs: [expected.old_part, expected.new_part, expected.next_month].map(cents) };
}

/** What OpenMeter leaves as overcharged, the ledger gives back. */
function editedAfterIssue(inputs: PlanEdit, expected: { issued_invoice_line: number; new_line: string; customer_overcharged_by: string }): Outcome {
  const { credit, charge: charged } = changedOnTheBook({ old: inputs.plan_fee_old, next: inputs.plan_fee_new, start: inputs.period[0], changeAt: inputs.change_at });
  return { ours: [fee(inputs.plan_fee_old).minor, charged, -credit], theirs: [expected.issued_invoice_line, expected.new_line, expected.customer_overcharged_by].map(cents) };
}

const cents = (amount: Figure) => BigInt(new Decimal(amount).times(100).toFixed(0));

export const OPENMETER_TIME: Translation = {
  cases: {
    'om-prorate-edit-day1': editedOnDayOne,
    'om-prorate-edit-issued': editedAfterIssue,
    'mt-prorate-half': changedThirtyDays,
    'mt-prorate-seats-5-to-10x10': changedThirtyDays,
    'po-prorate-month-half': changedCycle,
    'po-prorate-month-third': changedCycle,
    'po-prorate-y-to-m': changedCycle,
    'po-prorate-year': changedCycle,
    'po-prorate-year-nonleap': changedCycle,
  },
  areas: {
    'calendar.anchor': ({ start }: { start: string }, { periods }: { periods: string[][] }) => ({
      ours: partsOf(returning(start, { unit: 'MONTH', count: 1 }), { from: start, to: null, until: periods.at(-1)?.[0] ?? start }).map(({ part }) => [part.start, part.end].map(dayText)),
      theirs: periods,
    }),
    'calendar.dst': ({ timezone, from, to }: { timezone: string; from: string; to: string }, { days }: { days: number }) => ({
      ours: localDaysWithin({ start: parseInstant(from), end: parseInstant(to) }, zoneTimeline(parseTimeZone(timezone))),
      theirs: days,
    }),
    'price.flat.progressive': flatInPeriod,
    proration: elapsed,
    'proration.arrears': addedWithin,
    'proration.first_cycle': firstQuarter,
    'proration.plan_change': changedMonth,
  },
};
