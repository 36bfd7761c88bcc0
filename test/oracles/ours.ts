/** What our engine answers: charges, differences, periods and invoices, asked in the few ways that other engines' figures need. */
import { Decimal, decimalText } from '../../src/core/decimal.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import { type Instant, instantText } from '../../src/core/instant.ts';
import { amountText, roundToMinor } from '../../src/core/money.ts';
import { type Interval, intersect, type Period, periodsBetween, type Schedule } from '../../src/core/period.ts';
import type { RatingStep } from '../../src/core/pricing/model.ts';
import { type Fraction, prorationFraction } from '../../src/core/proration.ts';
import { zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { estimateCharge } from '../../src/services/estimateCharge.ts';
import { BookSimulator, type SimulatedInvoice } from '../support/bookSimulator.ts';
import { at, completion, type PlanSketch, planVersion, type PriceSketch, USD, UTC } from '../support/ledger.ts';

/** A number as other engines write it. */
export type Figure = string | number;

export interface Charge {
  /** Major units, in the one text of decimals. */
  readonly exact: string;
  /** Rounded, with the digits of its currency. */
  readonly amount: string;
  readonly minor: bigint;
  readonly steps: readonly RatingStep[];
}

/** A price's terms in our words, such as `{ model: { flat: { amount: '5' } } }`. */
export type Terms = Readonly<Record<string, unknown>>;

export interface Usage {
  readonly quantity?: Figure;
  readonly values?: readonly Figure[];
  readonly fraction?: Fraction;
  readonly currency?: string;
}

/** What a price charges for some usage; as usage in arrears unless the terms say otherwise, and for the whole period. */
export function charge(terms: Terms, { quantity, values, fraction, currency = 'USD' }: Usage = {}): Charge {
  const { rating, roundedMinor } = estimateCharge({
    price: { code: 'price', ...terms },
    currency,
    quantity: quantity === undefined ? undefined : figure(quantity),
    values: values?.map(figure),
    fractionOf: fraction,
  });
  return { exact: decimalText(rating.exact), amount: amountText(roundedMinor, parseCurrency(currency)), minor: roundedMinor, steps: rating.steps };
}

/** A fee for a part of its period. */
export function fee(amount: Figure, fraction?: Fraction, currency = 'USD'): Charge {
  return charge({ model: { flat: { amount: figure(amount) } } }, { currency, ...(fraction === undefined ? {} : { fraction }) });
}

/** The one text of a figure: 3, "3" and "3.0" are `3`. */
export function figure(value: Figure): string {
  return decimalText(new Decimal(value));
}

/** Cents as dollars, in the one text of decimals. */
export function dollars(cents: Figure): string {
  return decimalText(new Decimal(cents).div(100));
}

export function rounded(exact: Figure, currency: string): string {
  const code = parseCurrency(currency.toUpperCase());
  return amountText(roundToMinor(new Decimal(exact), code), code);
}

/** What each of several charges of one line adds to the one before: only the difference is ever posted. */
export function differences(charges: readonly Charge[]): bigint[] {
  return charges.map(({ minor }, index) => minor - (charges[index - 1]?.minor ?? 0n));
}

export interface TierDifference {
  readonly tier: number;
  readonly quantity: string;
  readonly unitAmount: string;
  readonly amount: string;
}

/** What two ratings of one line differ by, tier by tier, without tiers that stand where they were. */
export function tierDifferences(before: Charge, after: Charge): TierDifference[] {
  const tiersOf = ({ steps }: Charge) => new Map(steps.filter(({ kind }) => kind === 'TIER').map((step) => [tierOf(step), step]));
  const known = tiersOf(before);
  return [...tiersOf(after)].flatMap(([tier, { quantity, unitAmount, amount }]) => {
    const old = known.get(tier);
    const units = (quantity ?? new Decimal(0)).minus(old?.quantity ?? 0);
    return units.isZero() ? [] : [{ tier, quantity: decimalText(units), unitAmount: decimalText(unitAmount ?? new Decimal(0)), amount: decimalText(amount.minus(old?.amount ?? 0)) }];
  });
}

/** The number of the tier that a step is about. */
export function tierOf({ label }: RatingStep): number {
  return Number(/tier (\d+)/.exec(label)?.[1]);
}

/** What the steps of one kind add, in the one text of decimals. */
export function addedBy(kind: RatingStep['kind'], { steps }: Charge): string {
  return decimalText(steps.filter((step) => step.kind === kind).reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)));
}

/** The text of a whole day's midnight: `2026-01-31`. */
export function dayText(instant: Instant): string {
  return instantText(instant).replace('T00:00:00.000Z', '');
}

export function span(from: string, to: string): Period {
  return { start: at(from), end: at(to) };
}

/** The charged share of a full period in UTC, counted in days. */
export function share(part: Period, full: Period): Fraction {
  return prorationFraction({ mode: 'DAILY', full, part, zone: zoneTimeline(UTC) });
}

/** Periods that return to the anchor's day, in UTC. */
export function returning(anchorDay: string, interval: Interval): Schedule {
  return { interval, anchor: 'ANNIVERSARY', startAt: at(anchorDay), zone: zoneTimeline(UTC) };
}

export interface PeriodPart {
  readonly part: Period;
  readonly fraction: Fraction;
}

/** The periods of a schedule that start within `[from, to)`, and the first in part, each with its share; begun by `until`. */
export function partsOf(schedule: Schedule, { from, to, until }: { from: string; to: string | null; until: string }): PeriodPart[] {
  const force = { start: at(from), end: to === null ? at('9999-01-01') : at(to) };
  const asked = { start: force.start, end: (at(until) + 1) as Instant };
  return periodsBetween(schedule, asked.start, asked.end).flatMap((full) => {
    const part = intersect(full, force);
    return part === null || part.start > at(until) ? [] : [{ part, fraction: share(part, full) }];
  });
}

/** A change of fee within one period: what the old fee gives back of its posted whole, and what the new one charges. */
export function changeOfFee(full: Period, changeAt: string, { old, next }: { old: Figure; next: Figure }): { credit: bigint; charge: bigint } {
  const change = at(changeAt);
  const kept = fee(old, share({ start: full.start, end: change }, full));
  const [, credit] = differences([fee(old), kept]);
  return { credit: credit ?? 0n, charge: fee(next, share({ start: change, end: full.end }, full)).minor };
}

/** A book of one customer in UTC, billed in US dollars. */
export function book(...versions: readonly PlanSketch[]): BookSimulator {
  return new BookSimulator({ currency: USD, zone: UTC, versions: versions.map(planVersion) });
}

/** Puts the customer on a plan version from an instant on; another version before it ends there. */
export function putOn(simulator: BookSimulator, versionId: string, from: string): void {
  simulator.subscribe('s', { startAt: at(from), planVersionId: versionId, quantities: {} });
}

/** The lines of an invoice as `[price id, minor units]`. */
export function lineAmounts(invoice: Pick<SimulatedInvoice, 'view'> | null): [string, bigint][] {
  return (invoice?.view.lines ?? []).map(({ priceId, amount }) => [priceId ?? '', amount]);
}

/** What an invoice charges to reach a minimum commitment, in minor units. */
export function trueUpOf(invoice: Pick<SimulatedInvoice, 'view'> | null): bigint {
  return lineAmounts(invoice).reduce((sum, [priceId, amount]) => (priceId.endsWith('/minimum-commitment') ? sum + amount : sum), 0n);
}

/** A recurring fee in advance, prorated by the day. */
export function feePrice(amount: Figure, code = 'fee'): PriceSketch {
  return { code, timing: 'IN_ADVANCE', model: { flat: { amount: figure(amount) } } };
}

/**
 * January's usage, billed at its end and again month by month as more, or less, of it becomes known: what each invoice
 * charged for January, in dollars. `cumulative` is what was known at each invoice.
 */
export function billedAsKnown(terms: Terms, cumulative: readonly Figure[]): string[] {
  const simulator = book({ prices: [{ code: 'usage', meterCode: 'tokens', ...terms }] });
  putOn(simulator, 'v1', '2026-01-01');
  return cumulative.map((known, run) => {
    const more = new Decimal(known).minus(cumulative[run - 1] ?? 0);
    if (!more.isZero()) simulator.record([completion(`e${run}`, '2026-01-15', decimalText(more))]);
    const invoice = simulator.issue(at(`2026-${String(run + 2).padStart(2, '0')}-01`));
    const january = (invoice?.view.lines ?? []).filter(({ service }) => service.start === at('2026-01-01'));
    return dollars(january.reduce((sum, { amount }) => sum + amount, 0n).toString());
  });
}
