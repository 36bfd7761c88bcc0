/** The figures of OpenMeter, Flexprice, Autumn and Polar on prices, usage and rounding, in our words. Amounts are major units unless they say cents. */
import { startAggregate } from '../../src/core/aggregation.ts';
import { Decimal } from '../../src/core/decimal.ts';
import type { Instant } from '../../src/core/instant.ts';
import { parseMeter } from '../../src/core/meter.ts';
import { convertUnits, UNIT_ROUNDINGS, type UnitRounding } from '../../src/core/pricing/unitConversion.ts';
import { BookSimulator } from '../support/bookSimulator.ts';
import { at, JPY, planVersion, USD, UTC } from '../support/ledger.ts';
import type { Outcome, Translation } from './oracleCases.ts';
import { addedBy, billedAsKnown, charge, type Charge, differences, dollars, fee, type Figure, feePrice, figure, putOn, rounded, type Terms, tierDifferences, tierOf, trueUpOf } from './ours.ts';

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
    theirs: [BigInt(expected.total * 100), expected.lines.map(({ tier, qty, unit, amount }) => ({ tier, quantity: figure(qty), unitAmount: figure(unit), amount: figure(amount) }))],
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

function minimumSpend(inputs: OpenPrice & { quantity: number }, expected: { usage?: number; minimum_spend_charge: number; total: number }): Outcome {
  const charged = charge(termsOf(inputs), { quantity: inputs.quantity });
  const raised = addedBy('MINIMUM', charged);
  const usage = expected.usage ?? expected.total - expected.minimum_spend_charge;
  return { ours: [new Decimal(charged.exact).minus(raised).toFixed(), raised, charged.exact], theirs: [usage, expected.minimum_spend_charge, expected.total].map(figure) };
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

function dynamicCost(inputs: OpenPrice & { metered_amount_this_line: number; currency: string }, expected: { gross: string; max_spend_discount: string; net: string }): Outcome {
  const charged = charge(termsOf(inputs), { quantity: inputs.metered_amount_this_line, currency: inputs.currency });
  const cut = new Decimal(addedBy('MAXIMUM', charged)).negated();
  return { ours: [cut.plus(charged.amount), cut, charged.amount].map(String), theirs: [expected.gross, expected.max_spend_discount, expected.net] };
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

interface ProgressiveInvoice {
  readonly unit: number;
  readonly graduated: number;
  readonly total: number;
}
interface FinalInvoice {
  readonly unit_gross: number;
  readonly unit_max_discount: number;
  readonly flat: number;
  readonly volume: number;
  readonly volume_min_charge: number;
  readonly graduated: number;
  readonly amount: number;
  readonly charges: number;
  readonly discounts: number;
  readonly total: number;
}

/** Unit and graduated lines before and after; the flat and the volume line only at the end of the period. */
function progressive({ lines, invoice_a_usage: a, invoice_b_usage_additional: b }: Progressive, expected: { invoice_a: ProgressiveInvoice; invoice_b: FinalInvoice }): Outcome {
  const [unitA, unitB] = [a.unit, a.unit + b.unit].map((quantity) => charge(termsOf({ model: 'unit', ...lines.unit }), { quantity })) as [Charge, Charge];
  const graduated = [a.graduated, a.graduated + b.graduated].map((quantity) => charge(termsOf({ model: 'graduated', tiers: lines.graduated }), { quantity }));
  const volume = charge(termsOf({ model: 'volume', ...lines.volume }), { quantity: b.volume });
  const [graduatedA = 0n, graduatedB = 0n] = differences(graduated);
  const [, unitMore = 0n] = differences([unitA, unitB]);
  const raised = cents(addedBy('MINIMUM', volume));
  const cut = cents(addedBy('MAXIMUM', unitA)) - cents(addedBy('MAXIMUM', unitB));
  const flat = fee(lines.flat_arrears).minor;
  const ours = {
    invoice_a: { unit: unitA.minor, graduated: graduatedA, total: unitA.minor + graduatedA },
    invoice_b: {
      unit_gross: unitMore + cut,
      unit_max_discount: cut,
      flat,
      volume: volume.minor - raised,
      volume_min_charge: raised,
      graduated: graduatedB,
      amount: unitMore + cut + flat + volume.minor - raised + graduatedB,
      charges: raised,
      discounts: cut,
      total: unitMore + flat + volume.minor + graduatedB,
    },
  };
  const inCents = (amounts: object) => Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, cents(amount as number)]));
  return { ours, theirs: { invoice_a: inCents(expected.invoice_a), invoice_b: inCents(expected.invoice_b) } };
}

const cents = (amount: Figure) => BigInt(new Decimal(amount).times(100).toFixed(0));

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

/** A month of a fee in arrears, in a currency with two decimals or none. */
function trueUp({ commitment, used_unrounded: used, decimals }: { commitment: string; used_unrounded: string; decimals: number }, expected: { true_up: string }): Outcome {
  const versions = [planVersion({ minimumCommitment: commitment, prices: [{ ...feePrice(used), timing: 'IN_ARREARS' }] })];
  const simulator = new BookSimulator({ currency: decimals === 0 ? JPY : USD, zone: UTC, versions });
  putOn(simulator, 'v1', '2026-01-01');
  const minor = trueUpOf(simulator.issue(at('2026-02-01'))).toString();
  return { ours: decimals === 0 ? minor : dollars(minor), theirs: figure(expected.true_up) };
}

export const OPENMETER_PRICES: Translation = {
  cases: {
    'om-unit-max-100': splitMaximum,
    'om-delta-dyn-10-15': reratedAmounts,
    'om-unitconv-grad-7400': convertedTiers,
    'fp-round-then-add': ({ amounts }: { amounts: string[] }, { round_then_sum }: { round_then_sum: string }) =>
      roundedLines({ unrounded_line_amounts: amounts, decimals: 2 }, { subtotal: round_then_sum }),
  },
  areas: {
    'commitment.maximum': wholeMaximum,
    'commitment.minimum': minimumSpend,
    'commitment.true_up': trueUp,
    'discount.usage': usageDiscount,
    'late_events.period_preserving': lateUsage,
    'meter.aggregation': aggregated,
    'price.dynamic': dynamicCost,
    'price.graduated': priced,
    'price.graduated.progressive': splitTiers,
    'price.package': priced,
    'price.volume': priced,
    progressive_billing: progressive,
    'rerating.delta': rerated,
    rounding: roundedAlone,
    'rounding.lines': roundedLines,
    unit_conversion: converted,
    'unit_conversion.progressive': convertedSplit,
  },
};
