/** Lago's figures in our words. Its ranges are our tiers by their upper bound, its free units are included units. */
import { parseTimeZone } from '../../src/core/calendar.ts';
import { linesToRate } from '../../src/core/chargeLine.ts';
import { type Instant, instantText, parseInstant } from '../../src/core/instant.ts';
import { periodAt } from '../../src/core/period.ts';
import { prorationFraction } from '../../src/core/proration.ts';
import { zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { at, completion, dueQuestion, planVersion, subscription, TOKENS } from '../support/ledger.ts';
import type { Outcome, Translation } from './oracleCases.ts';
import { book, charge, dollars, fee, feePrice, type Figure, figure, lineAmounts, putOn, returning, share, type Terms, trueUpOf } from './ours.ts';

interface Range {
  readonly to_value: Figure | null;
  readonly per_unit_amount?: string;
  readonly rate_percent?: string;
  readonly flat_amount: string;
}
interface Metered {
  readonly units?: Figure;
  readonly events?: readonly Figure[];
  readonly event_count?: number;
}
interface Amount {
  readonly amount?: string;
  readonly amount_cents?: number;
}

const upTo = ({ to_value }: Range) => (to_value === null ? null : figure(to_value));
const unitTiers = (ranges: readonly Range[]) => ranges.map((range) => ({ upTo: upTo(range), unitAmount: range.per_unit_amount, flatAmount: range.flat_amount }));
const rateTiers = (ranges: readonly Range[]) => ranges.map((range) => ({ upTo: upTo(range), rate: range.rate_percent, flatAmount: range.flat_amount }));

function quantityOf({ units, events, event_count }: Metered): Figure {
  return units ?? event_count ?? (events ?? []).reduce<number>((sum, value) => sum + Number(value), 0);
}

/** An amount before it is rounded, or the cents of a fee. */
function charged(terms: Terms, metered: Metered, { amount, amount_cents }: Amount): Outcome {
  const { exact, minor } = charge(terms, { quantity: quantityOf(metered) });
  return amount === undefined ? { ours: minor, theirs: BigInt(amount_cents ?? -1) } : { ours: exact, theirs: figure(amount) };
}

const graduated = (inputs: Metered & { graduated_ranges: Range[] }, expected: Amount) =>
  charged({ model: { graduated: { tiers: unitTiers(inputs.graduated_ranges) } } }, inputs, expected);

interface Percentage {
  readonly rate_percent: string;
  readonly fixed_amount_per_event: string | null;
  readonly free_units_per_events?: number | null;
  readonly free_units_per_total_aggregation?: string | null;
  readonly per_transaction_min_amount?: string;
  readonly per_transaction_max_amount?: string;
}

function percentageTerms(inputs: Percentage): Terms {
  return {
    model: {
      percentage: {
        rate: inputs.rate_percent,
        fixedPerEvent: inputs.fixed_amount_per_event,
        freeEvents: inputs.free_units_per_events,
        freeAmount: inputs.free_units_per_total_aggregation,
        minimumPerEvent: inputs.per_transaction_min_amount,
        maximumPerEvent: inputs.per_transaction_max_amount,
      },
    },
  };
}

interface Aggregated extends Percentage {
  readonly aggregated_units: string;
  readonly event_count: number;
  readonly running_total_of_first_events: readonly number[];
}

/** The events behind a total: the first by their running totals, then one with the rest, then empty ones. */
function valuesOf({ aggregated_units, event_count, running_total_of_first_events: running }: Aggregated): number[] {
  const first = running.map((total, index) => total - (running[index - 1] ?? 0));
  const values = [...first, Number(aggregated_units) - (running.at(-1) ?? 0)];
  return [...values, ...Array.from({ length: event_count - values.length }, () => 0)];
}

function percentageAfterEach(inputs: Percentage & { events: string[] }, { amount_cents_after_each: cents }: { amount_cents_after_each: number[] }): Outcome {
  const ours = inputs.events.map((_, index) => charge(percentageTerms(inputs), { values: inputs.events.slice(0, index + 1) }).minor);
  return { ours, theirs: cents.map(BigInt) };
}

/** A week from Monday in the customer's zone, of which the days from the start on are charged. */
function firstWeek({ plan, timezone, subscribe_at }: { plan: { amount_cents: number }; timezone: string; subscribe_at: string }, expected: { fee_cents: number; days: number }): Outcome {
  const zone = zoneTimeline(parseTimeZone(timezone));
  const start = parseInstant(subscribe_at);
  const full = periodAt({ interval: { unit: 'WEEK', count: 1 }, anchor: 'CALENDAR', startAt: start, zone }, start);
  const fraction = prorationFraction({ mode: 'DAILY', full, part: { start, end: full.end }, zone });
  const { minor } = fee(dollars(plan.amount_cents), fraction);
  return { ours: { fee_cents: Number(minor), days: Number(fraction.numerator) }, theirs: expected };
}

interface FullMonths {
  readonly plan_cents: number;
  readonly commitment_cents: number;
  readonly start: string;
}

function fullMonths(inputs: FullMonths, expected: { march_invoice_total: number; april_invoice_total: number; true_up_each: number }): Outcome {
  const simulator = book({ minimumCommitment: dollars(inputs.commitment_cents), prices: [{ ...feePrice(dollars(inputs.plan_cents)), timing: 'IN_ARREARS' }] });
  putOn(simulator, 'v1', inputs.start);
  const invoices = ['2024-04-01', '2024-05-01'].map((run) => simulator.issue(at(run)));
  return {
    ours: [...invoices.map((invoice) => invoice?.view.total), ...invoices.map(trueUpOf)],
    theirs: [expected.march_invoice_total, expected.april_invoice_total, expected.true_up_each, expected.true_up_each].map(BigInt),
  };
}

/** The case goes on from another, whose commitment, fee and usage only its note names. */
function feeAndUsage({ period }: { period: string }, expected: { true_up_cents: number }): Outcome {
  const arrears = (cents: Figure, code: string) => ({ ...feePrice(dollars(cents), code), timing: 'IN_ARREARS' });
  const simulator = book({ minimumCommitment: '10000', prices: [arrears(10_000, 'fee'), arrears(1_000, 'usage')] });
  putOn(simulator, 'v1', `${period}-01`);
  return { ours: trueUpOf(simulator.issue(at('2024-04-01'))), theirs: BigInt(expected.true_up_cents) };
}

interface FixedCharges {
  readonly old: Readonly<Record<string, number>>;
  readonly new: Readonly<Record<string, number>>;
  readonly start: string;
  readonly upgrade: string;
}

/** A price that both plans have is one amount on the invoice: what the new plan charges less what the old one gives back. */
function fixedUpgrade(inputs: FixedCharges, expected: { first_invoice: number[]; upgrade_invoice: Record<string, number> }): Outcome {
  const prices = (cents: Readonly<Record<string, number>>) => Object.entries(cents).map(([code, amount]) => feePrice(dollars(amount), code));
  const simulator = book({ id: 'old', prices: prices(inputs.old) }, { id: 'new', prices: prices(inputs.new) });
  const [start, upgrade] = [inputs.start, inputs.upgrade].map((text) => text.replace('Z', ':00Z')) as [string, string];
  putOn(simulator, 'old', start);
  const first = lineAmounts(simulator.issue(at(start)));
  putOn(simulator, 'new', upgrade);
  const second = lineAmounts(simulator.issue(at(upgrade)));
  const sumOf = (code: string) => second.filter(([priceId]) => priceId.endsWith(`/${code}`)).reduce((sum, [, amount]) => sum + amount, 0n);
  const codes = Object.keys(expected.upgrade_invoice);
  return {
    ours: [first.map(([, amount]) => amount), codes.map(sumOf)],
    theirs: [expected.first_invoice.map(BigInt), Object.values(expected.upgrade_invoice).map(BigInt)],
  };
}

const second = (instant: Instant) => instantText(instant).replace('.000Z', 'Z');
const lastSecond = (end: Instant) => second((end - 1000) as Instant);

interface Boundaries {
  readonly from: string;
  readonly to: string;
  readonly charges_from: string;
  readonly charges_to: string;
  readonly total_cents: number;
}

/** What falls due at a billing run in February: the fee for the month to come and the usage of the month past. */
function boundaries({ billing_run }: { billing_run: string }, expected: Boundaries): Outcome {
  const versions = [planVersion({ prices: [feePrice(7), TOKENS] })];
  const subscriptions = [subscription('s', { from: '2023-06-16T05:00:00Z' })];
  const ratedThrough = at('2024-01-31');
  const lines = linesToRate(dueQuestion({ versions, subscriptions, ratedThrough, ratedSeq: 1, asOf: billing_run.replace('Z', ':00Z') }));
  const [coming, past] = ['fee', 'tokens'].map((code) => lines.find(({ price, billableAt }) => price.terms.code === code && billableAt > ratedThrough));
  if (coming === undefined || past === undefined) throw new Error('a fee and usage are due');
  const ours = {
    from: second(coming.service.start),
    to: lastSecond(coming.service.end),
    charges_from: second(past.service.start),
    charges_to: lastSecond(past.service.end),
    total_cents: Number(fee(7, coming.fraction).minor),
  };
  return { ours, theirs: expected };
}

interface Downgrade {
  readonly new_plan: { readonly amount_cents: number };
  readonly subscription_at: string;
  readonly applied_at: string;
}

/** The first part of a year that keeps the subscription's own day; their period ends a second before ours. */
function downgrade(inputs: Downgrade, expected: { first_new_fee_cents: number; days: number; year_days: number; period_to: string }): Outcome {
  const from = at(inputs.applied_at.slice(0, 10));
  const full = periodAt(returning(inputs.subscription_at.slice(0, 10), { unit: 'YEAR', count: 1 }), from);
  const fraction = share({ start: from, end: full.end }, full);
  const { minor } = fee(dollars(inputs.new_plan.amount_cents), fraction);
  return {
    ours: [lastSecond(full.end), minor, fraction.numerator, fraction.denominator],
    theirs: [expected.period_to, ...[expected.first_new_fee_cents, expected.days, expected.year_days].map(BigInt)],
  };
}

interface UsageSplit {
  readonly invoice_at_0830_cents: number;
  readonly usage_on_B_at_0835_cents: number;
  readonly invoice_at_0840_cents: number;
  readonly usage_on_A_at_0840_units: number;
}

/** Usage belongs to the plan in force at its very instant. */
function usageSplit(_inputs: object, expected: UsageSplit): Outcome {
  const plan = (id: string, unitAmount: string) => ({ id, prices: [{ code: 'units', meterCode: 'tokens', model: { perUnit: { unitAmount } } }] });
  const simulator = book(plan('A', '0'), plan('B', '1'));
  putOn(simulator, 'A', '2024-01-10T06:20:00Z');
  simulator.record([completion('e1', '2024-01-10T08:20:00Z', 10)]);
  putOn(simulator, 'B', '2024-01-10T08:30:00Z');
  const atHalfPast = simulator.issue(at('2024-01-10T08:30:00Z'));
  simulator.record([completion('e2', '2024-01-10T08:35:00Z', 10_000)]);
  putOn(simulator, 'A', '2024-01-10T08:40:00Z');
  const usageOnB = lineAmounts({ view: simulator.draft(at('2024-01-10T08:40:00Z')) }).find(([priceId]) => priceId === 'B/units')?.[1];
  const atTwentyTo = simulator.issue(at('2024-01-10T08:40:00Z'));
  const later = simulator.draft(at('2024-02-01')).lines.reduce((sum, { quantity }) => sum + Number(quantity ?? 0), 0);
  return {
    ours: [atHalfPast?.view.total, usageOnB, atTwentyTo?.view.total, later],
    theirs: [...[expected.invoice_at_0830_cents, expected.usage_on_B_at_0835_cents, expected.invoice_at_0840_cents].map(BigInt), expected.usage_on_A_at_0840_units],
  };
}

interface Level {
  readonly carried_in: string;
  readonly period: string;
  readonly events: readonly { readonly at: string; readonly delta: string }[];
  readonly charge: { readonly amount: string };
}

/** A level on the books before its period, at its price for a unit; the total that goes on is what May is charged. */
function weightedSum({ carried_in, period, events, charge: { amount } }: Level, expected: { units_rounded_5: string; fee_cents: number; carried_total: string }): Outcome {
  const simulator = book({ prices: [{ code: 'units', meterCode: 'stored', model: { perUnit: { unitAmount: amount } } }] });
  putOn(simulator, 'v1', period.slice(0, 10));
  simulator.record([completion('before', '2023-01-01', carried_in), ...events.map(({ at: when, delta }) => completion(when, when, delta))]);
  const [april, may] = ['2023-05-01', '2023-06-01'].map((run) => simulator.issue(at(run))?.view.lines[0]);
  return {
    ours: [april?.quantity?.toFixed(5), april?.amount, may?.quantity?.toFixed()],
    theirs: [expected.units_rounded_5, BigInt(expected.fee_cents), expected.carried_total],
  };
}

interface OldEvents {
  readonly subscription_start: string;
  readonly graduated_ranges: readonly Range[];
  readonly events: readonly { readonly timestamp?: string; readonly timestamp_unix?: number; readonly delta: number }[];
}

/** Their draft of January before and after its own event; a unit added within a month weighs by the rest of it. */
function oldEvents(inputs: OldEvents, expected: { december_invoice_cents: number; january_usage_before_cents: number; january_usage_after_cents: number }): Outcome {
  const simulator = book({ prices: [{ code: 'units', meterCode: 'stored', model: { graduated: { tiers: unitTiers(inputs.graduated_ranges) } } }] });
  putOn(simulator, 'v1', inputs.subscription_start);
  const events = inputs.events.map(({ timestamp, timestamp_unix, delta }, index) => completion(`e${index}`, timestamp ?? new Date(Number(timestamp_unix) * 1000).toISOString(), delta));
  simulator.record(events.slice(0, -1));
  const december = simulator.issue(at('2024-01-01'))?.view.total;
  const before = simulator.draft(at('2024-02-01')).total;
  simulator.record(events.slice(-1));
  return {
    ours: [december, before, simulator.draft(at('2024-02-01')).total],
    theirs: [expected.december_invoice_cents, expected.january_usage_before_cents, expected.january_usage_after_cents].map(BigInt),
  };
}

export const LAGO: Translation = {
  cases: {
    // What single events cost is before tax.
    'pct-scn-free-amount': percentageAfterEach,
    // Full and prorated units are the same here, so nothing is prorated.
    'prorgrad-two-overflows': (inputs: { graduated_ranges: Range[]; per_event_full_units: string[] }, expected: Amount) =>
      graduated({ ...inputs, events: inputs.per_event_full_units }, expected),
    'commitment-full-months': fullMonths,
    'commitment-arrears-second': feeAndUsage,
    'weighted-sum-apr': weightedSum,
    'prorgrad-scenario-old-events': oldEvents,
  },
  areas: {
    'charge_model.standard': (inputs: Metered & { amount: string }, expected: Amount) => charged({ model: { perUnit: { unitAmount: inputs.amount } } }, inputs, expected),
    'charge_model.graduated': graduated,
    'charge_model.graduated_percentage': (inputs: Metered & { graduated_percentage_ranges: Range[] }, expected: Amount) =>
      charged({ model: { graduatedPercentage: { tiers: rateTiers(inputs.graduated_percentage_ranges) } } }, inputs, expected),
    'charge_model.volume': (inputs: Metered & { volume_ranges: Range[] }, expected: Amount) =>
      charged({ model: { volume: { tiers: unitTiers(inputs.volume_ranges) } } }, inputs, expected),
    'charge_model.package': (inputs: Metered & { amount: string; package_size: number; free_units: number }, expected: Amount) =>
      charged({ model: { package: { size: figure(inputs.package_size), amount: inputs.amount } }, includedUnits: figure(inputs.free_units) }, inputs, expected),
    'charge_model.percentage': (inputs: Aggregated, { amount }: { amount: string }) => ({
      ours: charge(percentageTerms(inputs), { values: valuesOf(inputs) }).exact,
      theirs: figure(amount),
    }),
    'charge_model.percentage.minmax': (inputs: Percentage & { event_values_in_order: string[] }, { amount }: { amount: string }) => ({
      ours: charge(percentageTerms(inputs), { values: inputs.event_values_in_order }).exact,
      theirs: figure(amount),
    }),
    'charge_model.dynamic': (inputs: { units: string; sum_precise_total_amount_cents: string }, { amount }: { amount: string }) => ({
      ours: charge({ model: { dynamic: { amountProperty: 'amount' } } }, { quantity: inputs.units, values: [dollars(inputs.sum_precise_total_amount_cents)] }).exact,
      theirs: figure(amount),
    }),
    'timezone.proration': firstWeek,
    'period.boundaries': boundaries,
    'plan_change.downgrade': downgrade,
    'plan_change.usage_split': usageSplit,
    'fixed_charge.upgrade': fixedUpgrade,
  },
};
