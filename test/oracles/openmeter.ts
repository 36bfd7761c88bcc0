/** The figures of OpenMeter, Flexprice, Meteroid, Autumn and Polar in our words. Their amounts are major units unless they say cents. */
import { startAggregate } from '../../src/core/aggregation.ts';
import { localDaysBetween, parseTimeZone } from '../../src/core/calendar.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { type Instant, parseInstant } from '../../src/core/instant.ts';
import { parseMeter } from '../../src/core/meter.ts';
import { intersect, periodAt } from '../../src/core/period.ts';
import { convertUnits, UNIT_ROUNDINGS, type UnitRounding } from '../../src/core/pricing/unitConversion.ts';
import { prorationFraction } from '../../src/core/proration.ts';
import { at, UTC } from '../support/ledger.ts';
import type { Outcome, Translation } from './oracleCases.ts';
import { addedBy, billedAsKnown, book, changeOfFee, charge, type Charge, dayText, differences, dollars, fee, feePrice, type Figure, figure, lineAmounts, partsOf, putOn, returning, rounded, share, span, type Terms, tierDifferences, tierOf } from './ours.ts';

interface OpenTier {
  readonly up_to: number | null;
  readonly unit?: Figure;
  readonly flat?: Figure;
}

interface OpenPrice {
  readonly model: 'unit' | 'graduated' | 'volume' | 'package' | 'dynamic' | 'flat';
  readonly tiers?: readonly OpenTier[];
  readonly unit?: Figure;
  readonly amount?: Figure;
  readonly package_size?: number;
  readonly package_price?: Figure;
  readonly rounding?: 'up' | 'down';
  readonly multiplier?: Figure;
  readonly minimum_spend?: Figure;
  readonly maximum_spend?: Figure | null;
}

const optional = (value: Figure | null | undefined) => (value === null || value === undefined ? null : figure(value));
const tiersOf = (tiers: readonly OpenTier[] = []) => tiers.map(({ up_to, unit, flat }) => ({ upTo: optional(up_to), unitAmount: optional(unit), flatAmount: optional(flat) }));

/** Spends are our limits. A price that multiplies a metered cost is one per unit of that cost. */
function termsOf(price: OpenPrice): Terms {
  const limits = { minimumAmount: optional(price.minimum_spend), maximumAmount: optional(price.maximum_spend) };
  switch (price.model) {
    case 'unit':
      return { model: { perUnit: { unitAmount: figure(price.unit ?? 0) } }, ...limits };
    case 'dynamic':
      return { model: { perUnit: { unitAmount: figure(price.multiplier ?? 0) } }, ...limits };
    case 'flat':
      return { model: { flat: { amount: figure(price.amount ?? 0) } }, ...limits };
    case 'graduated':
    case 'volume':
      return { model: { [price.model]: { tiers: tiersOf(price.tiers) } }, ...limits };
    case 'package':
      return { ...packageTerms(price), ...limits };
  }
}

/** A package that is started and not charged is a converted unit, rounded down. */
function packageTerms({ package_size: size = 1, package_price: amount = 0, rounding = 'up' }: OpenPrice): Terms {
  if (rounding === 'up') return { model: { package: { size: figure(size), amount: figure(amount) } } };
  return { model: { perUnit: { unitAmount: figure(amount) } }, unitConversion: { divideBy: figure(size), rounding: 'DOWN' } };
}

interface Total {
  readonly total: Figure;
  readonly packages?: number;
  readonly selected_tier?: number;
  readonly lines?: readonly TierLine[];
}

interface TierLine {
  readonly tier: number;
  readonly kind?: 'usage' | 'flat';
  readonly qty: number;
  readonly unit: Figure;
  readonly amount: Figure;
}

/** The total, and whatever else is told of it: packages, the tier that was reached, the lines tier by tier. */
function priced(inputs: OpenPrice & { quantity: Figure }, expected: Total): Outcome {
  const charged = charge(termsOf(inputs), { quantity: inputs.quantity });
  const [only] = charged.steps;
  return {
    ours: {
      total: charged.exact,
      ...(expected.packages === undefined ? {} : { packages: only?.quantity?.toFixed() }),
      ...(expected.selected_tier === undefined ? {} : { tier: only === undefined ? null : tierOf(only) }),
      ...(expected.lines === undefined ? {} : { lines: linesOf(charged) }),
    },
    theirs: {
      total: figure(expected.total),
      ...(expected.packages === undefined ? {} : { packages: figure(expected.packages) }),
      ...(expected.selected_tier === undefined ? {} : { tier: expected.selected_tier }),
      ...(expected.lines === undefined ? {} : { lines: expected.lines.map(({ tier, kind, qty, unit, amount }) => [tier, kind, figure(qty), figure(unit), figure(amount)]) }),
    },
  };
}

function linesOf({ steps }: Charge) {
  return steps.map((step) => {
    const isFlat = step.kind === 'FLAT';
    return [tierOf(step), isFlat ? 'flat' : 'usage', step.quantity?.toFixed() ?? '1', (step.unitAmount ?? step.flatAmount)?.toFixed(), step.amount.toFixed()];
  });
}

interface SplitLine extends OpenPrice {
  readonly quantity_already_billed_in_period: number;
  readonly quantity_this_line: number;
}

/** A line of its own for each part of a period is our one line, rated before and after. */
function beforeAndAfter(inputs: SplitLine): [Charge, Charge] {
  const { quantity_already_billed_in_period: before, quantity_this_line: more } = inputs;
  return [charge(termsOf(inputs), { quantity: before }), charge(termsOf(inputs), { quantity: before + more })];
}

function splitTiers(inputs: SplitLine, expected: { lines: TierLine[]; total: number }): Outcome {
  const [before, after] = beforeAndAfter(inputs);
  return {
    ours: [differences([before, after])[1], tierDifferences(before, after)],
    theirs: [BigInt(expected.total * 100), expected.lines.map(({ tier, qty, amount }) => ({ tier, quantity: figure(qty), amount: figure(amount) }))],
  };
}

function splitMaximum(inputs: SplitLine, expected: { gross: number; max_spend_discount: number; net: number }): Outcome {
  const [before, after] = beforeAndAfter(inputs);
  const cut = new Decimal(addedBy('MAXIMUM', before)).minus(addedBy('MAXIMUM', after));
  const net = new Decimal(after.exact).minus(before.exact);
  return { ours: [net.plus(cut), cut, net].map(String), theirs: [expected.gross, expected.max_spend_discount, expected.net].map(figure) };
}

function wholeMaximum(inputs: OpenPrice & { quantity: number }, expected: { gross: number; max_spend_discount: number; total: number }): Outcome {
  const charged = charge(termsOf(inputs), { quantity: inputs.quantity });
  const cut = new Decimal(addedBy('MAXIMUM', charged)).negated();
  return { ours: [cut.plus(charged.exact), cut, charged.exact].map(String), theirs: [expected.gross, expected.max_spend_discount, expected.total].map(figure) };
}

function minimumSpend(inputs: OpenPrice & { quantity: number }, expected: { minimum_spend_charge: number; total: number }): Outcome {
  const charged = charge(termsOf(inputs), { quantity: inputs.quantity });
  return { ours: [addedBy('MINIMUM', charged), charged.exact], theirs: [expected.minimum_spend_charge, expected.total].map(figure) };
}

interface UsageDiscount {
  readonly quantity_already_in_period: number;
  readonly quantity_this_line: number;
  readonly usage_discount_units: number;
}

/** Free units of a period are included units. */
function usageDiscount(inputs: UsageDiscount, expected: { billed_quantity: number; discounted_now: number; pre_quantity_after_discount: number }): Outcome {
  const terms = { model: { perUnit: { unitAmount: '1' } }, includedUnits: figure(inputs.usage_discount_units) };
  const [before, after] = [0, inputs.quantity_this_line].map((more) => charge(terms, { quantity: inputs.quantity_already_in_period + more }));
  const units = (kind: 'INCLUDED' | 'UNIT', charged: Charge | undefined) => Number(charged?.steps.find((step) => step.kind === kind)?.quantity?.toFixed() ?? 0);
  const ours = {
    billed_quantity: units('UNIT', after) - units('UNIT', before),
    discounted_now: units('INCLUDED', after) - units('INCLUDED', before),
    pre_quantity_after_discount: units('UNIT', before),
  };
  return { ours, theirs: expected };
}

/** The rules of late usage: a price of 10, and what is done to it. Half off a price is half the price. */
const LATE_RULES: Readonly<Record<string, Terms>> = {
  max50b: { model: { perUnit: { unitAmount: '10' } }, maximumAmount: '50' },
  'pct50-max25': { model: { perUnit: { unitAmount: '5' } }, maximumAmount: '25' },
  'usage-disc5': { model: { perUnit: { unitAmount: '10' } }, includedUnits: '5' },
};

interface LateUsage extends OpenPrice {
  readonly rule?: string;
  readonly cumulative_quantity_by_period_at_each_run: number[][];
}

/** Their runs are parts of one billing period; ours bills its line once, and then again whatever has come late. */
function lateUsage(inputs: LateUsage, { run_totals }: { run_totals: number[] }): Outcome {
  const terms = inputs.rule === undefined ? termsOf(inputs) : LATE_RULES[inputs.rule];
  if (terms === undefined) throw new Error(`no rule is called ${inputs.rule}`);
  const known = inputs.cumulative_quantity_by_period_at_each_run.map((cumulative) => cumulative.at(-1) ?? 0);
  return { ours: billedAsKnown(terms, known), theirs: run_totals.map(figure) };
}

function rerated(inputs: OpenPrice & { cumulative_metered_at_each_run: number[] }, { run_totals }: { run_totals: number[] }): Outcome {
  return { ours: billedAsKnown(termsOf(inputs), inputs.cumulative_metered_at_each_run), theirs: run_totals.map(figure) };
}

/** The same of amounts that stand on the events. */
function reratedAmounts(inputs: { cumulative_metered_at_each_run: number[] }, { run_totals }: { run_totals: number[] }): Outcome {
  return { ours: billedAsKnown({ model: { dynamic: { amountProperty: 'tokens' } } }, inputs.cumulative_metered_at_each_run), theirs: run_totals.map(figure) };
}

function dynamicCost(inputs: OpenPrice & { metered_amount_this_line: number; currency: string }, expected: { gross: string; net: string }): Outcome {
  const { amount } = charge(termsOf(inputs), { quantity: inputs.metered_amount_this_line, currency: inputs.currency });
  return { ours: [amount, amount], theirs: [expected.gross, expected.net] };
}

/** A fee in arrears is not there before its period ends; one in advance is from its first instant on. */
function flatInPeriod(inputs: { amount: number; term: 'advance' | 'arrears'; line_position: 'single' | 'mid' }, { total }: { total: number }): Outcome {
  const simulator = book({ prices: [{ ...feePrice(inputs.amount), timing: inputs.term === 'advance' ? 'IN_ADVANCE' : 'IN_ARREARS' }] });
  putOn(simulator, 'v1', '2026-01-01');
  const invoice = simulator.issue(at(inputs.line_position === 'mid' ? '2026-01-15' : '2026-01-01'));
  return { ours: invoice?.view.total ?? 0n, theirs: BigInt(total * 100) };
}

function aggregated({ aggregation, events_by_day }: { aggregation: string; events_by_day: number[][] }, { total }: { total: number }): Outcome {
  const running = startAggregate(parseMeter({ eventName: 'e', aggregation: aggregation.toUpperCase(), valueProperty: 'v' }));
  events_by_day.flatMap((values, day) => values.map((v) => ({ day, v }))).forEach(({ day, v }, index) => {
    running.add({ key: String(index), occurredAt: (at('2026-01-01') + day * 86_400_000) as Instant, eventName: 'e', properties: { v } });
  });
  return { ours: running.result().quantity.toFixed(), theirs: figure(total) };
}

interface Progressive {
  readonly lines: {
    readonly unit: { readonly unit: number; readonly maximum_spend: number };
    readonly flat_arrears: number;
    readonly graduated: OpenTier[];
    readonly volume: { readonly tiers: OpenTier[]; readonly minimum_spend: number };
  };
  readonly invoice_a_usage: { readonly unit: number; readonly graduated: number };
  readonly invoice_b_usage_additional: { readonly unit: number; readonly graduated: number; readonly volume: number };
}

/** Unit and graduated lines before and after; the flat and the volume line only at the end of the period. */
function progressive({ lines, invoice_a_usage: a, invoice_b_usage_additional: b }: Progressive, expected: { invoice_a: Record<string, number>; invoice_b: Record<string, number> }): Outcome {
  const unit = [a.unit, a.unit + b.unit].map((quantity) => charge(termsOf({ model: 'unit', ...lines.unit }), { quantity }));
  const graduated = [a.graduated, a.graduated + b.graduated].map((quantity) => charge(termsOf({ model: 'graduated', tiers: lines.graduated }), { quantity }));
  const volume = charge(termsOf({ model: 'volume', ...lines.volume }), { quantity: b.volume });
  const [unitA = 0n, unitB = 0n] = differences(unit);
  const [graduatedA = 0n, graduatedB = 0n] = differences(graduated);
  const flat = fee(lines.flat_arrears).minor;
  return {
    ours: [unitA, graduatedA, unitA + graduatedA, flat, graduatedB, addedBy('MINIMUM', volume), unitB + flat + graduatedB + volume.minor],
    theirs: [
      ...['unit', 'graduated', 'total'].map((name) => cents(expected.invoice_a[name])),
      cents(expected.invoice_b['flat']),
      cents(expected.invoice_b['graduated']),
      figure(expected.invoice_b['volume_min_charge'] ?? 0),
      cents(expected.invoice_b['total']),
    ],
  };
}

const cents = (amount: Figure | undefined) => BigInt(new Decimal(amount ?? Number.NaN).times(100).toFixed(0));

interface Elapsed {
  readonly amount: number;
  readonly service_period: readonly [string, string];
  readonly full_period: readonly [string, string];
  readonly currency: string;
}

function elapsed(inputs: Elapsed, { amount }: { amount: string }): Outcome {
  const [part, full] = [span(...inputs.service_period), span(...inputs.full_period)];
  const charged = fee(inputs.amount, prorationFraction({ mode: 'PRECISE', full, part, zone: UTC }), inputs.currency);
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
  const full = periodAt({ interval: { unit: 'QUARTER', count: 1 }, anchor: 'CALENDAR', startAt: at(service_start), zone: UTC }, at(service_start));
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

function roundedAlone({ amount, currency }: { amount: string; currency: string }, expected: { rounded: string }): Outcome {
  return { ours: rounded(amount, currency), theirs: expected.rounded };
}

/** Each line is rounded by itself, and then they are added. */
function roundedLines({ unrounded_line_amounts, decimals }: { unrounded_line_amounts: string[]; decimals: number }, { subtotal }: { subtotal: string }): Outcome {
  const currency = decimals === 0 ? 'JPY' : 'USD';
  return { ours: unrounded_line_amounts.reduce((sum, amount) => sum.plus(rounded(amount, currency)), new Decimal(0)).toFixed(decimals), theirs: subtotal };
}

interface Conversion {
  readonly factor: Figure;
  readonly rounding: string;
  readonly metered_quantity: Figure;
}

const conversionOf = ({ factor, rounding }: Pick<Conversion, 'factor' | 'rounding'>): { divideBy: string; rounding: UnitRounding } => {
  const word = rounding === 'ceiling' ? 'UP' : UNIT_ROUNDINGS.find((known) => known === rounding.toUpperCase());
  if (word === undefined) throw new Error(`no rounding is called ${rounding}`);
  return { divideBy: figure(factor), rounding: word };
};

function converted(inputs: Conversion, { billed_quantity }: { billed_quantity: string }): Outcome {
  const { divideBy, rounding } = conversionOf(inputs);
  return { ours: convertUnits(new Decimal(inputs.metered_quantity), { divideBy: new Decimal(divideBy), rounding }).toFixed(), theirs: billed_quantity };
}

function convertedTiers(inputs: Conversion & OpenPrice, expected: { converted: number; lines: Figure[]; total: string }): Outcome {
  const { rounding: _packageRounding, ...price } = { ...inputs, rounding: undefined };
  const charged = charge({ ...termsOf(price), unitConversion: conversionOf(inputs) }, { quantity: inputs.metered_quantity });
  const [conversion, ...tiers] = charged.steps;
  return {
    ours: [conversion?.quantity?.toFixed(), tiers.map(({ amount }) => amount.toFixed()), charged.exact],
    theirs: [figure(expected.converted), expected.lines.map(figure), figure(expected.total)],
  };
}

function convertedSplit(inputs: Pick<Conversion, 'factor' | 'rounding'> & Omit<SplitLine, 'rounding'>, { cumulative_correct_delta: delta }: { cumulative_correct_delta: number }): Outcome {
  const terms = { model: { perUnit: { unitAmount: figure(inputs.unit ?? 0) } }, unitConversion: conversionOf(inputs) };
  const known = [inputs.quantity_already_billed_in_period, inputs.quantity_already_billed_in_period + inputs.quantity_this_line];
  return { ours: billedAsKnown(terms, known)[1], theirs: figure(delta) };
}

export const OPENMETER: Translation = {
  cases: {
    'om-unit-max-100': splitMaximum,
    'om-delta-dyn-10-15': reratedAmounts,
    'om-unitconv-grad-7400': convertedTiers,
    'om-prorate-edit-day1': editedOnDayOne,
    'om-prorate-edit-issued': editedAfterIssue,
    'mt-prorate-half': changedThirtyDays,
    'mt-prorate-seats-5-to-10x10': changedThirtyDays,
    'po-prorate-month-half': changedCycle,
    'po-prorate-month-third': changedCycle,
    'po-prorate-y-to-m': changedCycle,
    'po-prorate-year': changedCycle,
    'po-prorate-year-nonleap': changedCycle,
    'fp-round-then-add': ({ amounts }: { amounts: string[] }, { round_then_sum }: { round_then_sum: string }) =>
      roundedLines({ unrounded_line_amounts: amounts, decimals: 2 }, { subtotal: round_then_sum }),
  },
  areas: {
    'calendar.anchor': ({ start }: { start: string }, { periods }: { periods: string[][] }) => ({
      ours: partsOf(returning(start, { unit: 'MONTH', count: 1 }), { from: start, to: periods.at(-1)?.[1] ?? null, until: periods.at(-1)?.[0] ?? start }).map(({ part }) => [part.start, part.end].map(dayText)),
      theirs: periods,
    }),
    'calendar.dst': ({ timezone, from, to }: { timezone: string; from: string; to: string }, { days }: { days: number }) => ({
      ours: localDaysBetween({ start: parseInstant(from), end: parseInstant(to) }, parseTimeZone(timezone)),
      theirs: days,
    }),
    'commitment.maximum': wholeMaximum,
    'commitment.minimum': minimumSpend,
    'discount.usage': usageDiscount,
    'late_events.period_preserving': lateUsage,
    'meter.aggregation': aggregated,
    'price.dynamic': dynamicCost,
    'price.flat.progressive': flatInPeriod,
    'price.graduated': priced,
    'price.graduated.progressive': splitTiers,
    'price.package': priced,
    'price.volume': priced,
    progressive_billing: progressive,
    proration: elapsed,
    'proration.arrears': addedWithin,
    'proration.first_cycle': firstQuarter,
    'proration.plan_change': changedMonth,
    'rerating.delta': rerated,
    rounding: roundedAlone,
    'rounding.lines': roundedLines,
    unit_conversion: converted,
    'unit_conversion.progressive': convertedSplit,
  },
};
