/** Percentage: a share of the amounts that events carry, with free allowances, a fixed fee and limits for each event. */
import { Decimal, decimalText, ZERO } from '../decimal.ts';
import { type FieldPath, refuseUnless } from '../errors.ts';
import { type Field, pathOf, readCount, readDecimal, readObject, required, writeDecimal } from '../fields.ts';
import type { JsonObject } from '../json.ts';
import { chargeable, differenceStep, freeStep, notBelowZero, unitStep } from './model.ts';
import type { PricingModel, RatableUsage, Rating, RatingStep } from './model.ts';
import { fractionOfRate, readRate } from './rate.ts';

export interface PercentageTerms {
  /** Percent, 0 to 100. */
  rate: Decimal;
  /** The first events are free; null or 0: no such allowance. */
  freeEvents: number | null;
  /** The first part of the total is free, in the unit of the values; null or 0: no such allowance. */
  freeAmount: Decimal | null;
  /** Major units for each charged event. */
  fixedPerEvent: Decimal | null;
  /** Major units: bounds of one charged event's fee, its share and fixed part together. */
  minimumPerEvent: Decimal | null;
  maximumPerEvent: Decimal | null;
}

const FREE_EVENTS_LIMIT = 2_147_483_647;

/**
 * `percentage { rate freeEvents freeAmount fixedPerEvent minimumPerEvent maximumPerEvent }`.
 *
 * Events are taken in order. An allowance lasts until it is used up; with two of them, until the first is. An event within
 * the allowance is free altogether. The event that crosses `freeAmount` pays the rate on what lies above it, and the whole
 * fixed fee; every later event, even one of value zero, pays both. Minimum and maximum bound each charged event's fee.
 * A negative value is a refund: it lowers the charged amount at the rate and pays neither fixed fee nor minimum.
 * A total that is not above zero charges nothing at all, and no charge is below zero.
 * With `rate` and `freeAmount` alone the result depends only on the total. Values null: the whole quantity is one event.
 *
 * Errors: REQUIRED, INVALID_VALUE, OUT_OF_RANGE (a rate above 100, a negative number, a minimum above the maximum).
 */
export const percentage: PricingModel<'PERCENTAGE', PercentageTerms> = {
  kind: 'PERCENTAGE',
  field: 'percentage',
  needsMeter: true,
  readsValues: () => true,
  parse: parsePercentage,
  toJson: percentageJson,
  dimensionsOf: () => [],
  rate: ratePercentage,
};

/** What is charged over all events. Sums, not one entry an event: a period may hold millions. */
interface Charged {
  amount: Decimal;
  /** Charged events that are not refunds. */
  events: number;
  free: Decimal;
  freeEvents: number;
  raised: Decimal;
  cut: Decimal;
}

const NOTHING: Charged = { amount: ZERO, events: 0, free: ZERO, freeEvents: 0, raised: ZERO, cut: ZERO };

function ratePercentage(terms: PercentageTerms, usage: RatableUsage): Rating {
  const values = (usage.values ?? [usage.quantity]).map((value) => value ?? ZERO);
  const total = values.reduce((sum, value) => sum.plus(value), ZERO);
  const charged = total.gt(0) ? chargedOf(terms, values) : NOTHING;
  const steps: RatingStep[] = [];
  if (charged.freeEvents > 0 || !charged.free.isZero()) {
    steps.push(freeStep('FREE', `free allowance (events free in full: ${charged.freeEvents})`, charged.free));
  }
  steps.push(unitStep('PERCENTAGE', `${decimalText(terms.rate)} % of the amount`, charged.amount, fractionOfRate(terms.rate)));
  if (terms.fixedPerEvent !== null) {
    steps.push(unitStep('FIXED', 'fixed amount per charged event', new Decimal(charged.events), terms.fixedPerEvent));
  }
  if (!charged.raised.isZero()) steps.push(differenceStep('MINIMUM', 'raised to the minimum per event', charged.raised));
  if (!charged.cut.isZero()) steps.push(differenceStep('MAXIMUM', 'cut to the maximum per event', charged.cut));
  // Refunds of events whose fee was cut to a maximum can outweigh the rest.
  return notBelowZero(steps);
}

function chargedOf(terms: PercentageTerms, values: readonly Decimal[]): Charged {
  const factor = fractionOfRate(terms.rate);
  const charged = { ...NOTHING };
  const chargeablePart = startAllowance(terms);
  for (const value of values) {
    const { amount, isFree } = chargeablePart(value);
    charged.amount = charged.amount.plus(amount);
    charged.free = charged.free.plus(value).minus(amount);
    if (isFree) charged.freeEvents += 1;
    if (isFree || value.isNegative()) continue;
    const fee = amount.times(factor).plus(terms.fixedPerEvent ?? ZERO);
    charged.events += 1;
    if (terms.minimumPerEvent?.gt(fee)) charged.raised = charged.raised.plus(terms.minimumPerEvent).minus(fee);
    if (terms.maximumPerEvent?.lt(fee)) charged.cut = charged.cut.plus(terms.maximumPerEvent).minus(fee);
  }
  return charged;
}

/**
 * Answers, event by event, which part of its value is charged. Works on the running total and not on the single value, so
 * that a refund gives back what it takes from the total, and never more than was charged.
 */
function startAllowance(terms: PercentageTerms): (value: Decimal) => { amount: Decimal; isFree: boolean } {
  const freeEvents = terms.freeEvents ?? 0;
  const isLimitedByAmount = terms.freeAmount?.gt(0) ?? false;
  // How much of the total is free; null while only the number of events limits it.
  let freeTotal = isLimitedByAmount ? terms.freeAmount : freeEvents > 0 ? null : ZERO;
  let isOpen = isLimitedByAmount || freeEvents > 0;
  let eventCount = 0;
  let total = ZERO;
  let chargedTotal = ZERO;
  return (value) => {
    eventCount += 1;
    if (isOpen && freeEvents > 0 && eventCount > freeEvents) {
      freeTotal = Decimal.min(chargeable(total), freeTotal ?? chargeable(total));
      isOpen = false;
    }
    total = total.plus(value);
    const nowCharged: Decimal = freeTotal === null ? ZERO : chargeable(total.minus(freeTotal));
    const amount = nowCharged.minus(chargedTotal);
    chargedTotal = nowCharged;
    return { amount, isFree: isOpen && nowCharged.isZero() };
  };
}

function parsePercentage(input: unknown, path: FieldPath): PercentageTerms {
  const of = readObject(input, path);
  const field = (name: keyof PercentageTerms): Field => ({ of, name, path });
  const terms: PercentageTerms = {
    rate: required(readRate(field('rate')), field('rate')),
    freeEvents: readCount(field('freeEvents'), { min: 0, max: FREE_EVENTS_LIMIT }),
    freeAmount: readDecimal(field('freeAmount')),
    fixedPerEvent: readDecimal(field('fixedPerEvent')),
    minimumPerEvent: readDecimal(field('minimumPerEvent')),
    maximumPerEvent: readDecimal(field('maximumPerEvent')),
  };
  const { minimumPerEvent: minimum, maximumPerEvent: maximum } = terms;
  const isOrdered = minimum === null || maximum === null || minimum.lte(maximum);
  refuseUnless(isOrdered, 'OUT_OF_RANGE', 'is above maximumPerEvent', pathOf(field('minimumPerEvent')));
  return terms;
}

function percentageJson(terms: PercentageTerms): JsonObject {
  return {
    rate: decimalText(terms.rate),
    freeEvents: terms.freeEvents,
    freeAmount: writeDecimal(terms.freeAmount),
    fixedPerEvent: writeDecimal(terms.fixedPerEvent),
    minimumPerEvent: writeDecimal(terms.minimumPerEvent),
    maximumPerEvent: writeDecimal(terms.maximumPerEvent),
  };
}
