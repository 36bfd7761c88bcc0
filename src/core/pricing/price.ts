/** Prices: one charge of a plan version. The terms around a model (meter, units, proration, limits) and how they rate. */
import { readTaxRateCodes } from '../billingTerms.ts';
import { type Decimal, decimalText, EXACT_SCALE, toExactScale } from '../decimal.ts';
import { BillingError, type FieldPath, refuseUnless } from '../errors.ts';
import { type Field, pathOf, readDecimal, readList, readObject, readWord, refuseRepeats, writeDecimal } from '../fields.ts';
import { invariant } from '../invariant.ts';
import type { JsonObject } from '../json.ts';
import { parseKey } from '../key.ts';
import { GROUP_BY_LIMIT, type Meter } from '../meter.ts';
import { type Interval, readInterval } from '../period.ts';
import { applyFraction, type Fraction, isWhole, type Proration, PRORATIONS } from '../proration.ts';
import { chargeable, differenceStep, freeStep, notBelowZero, type RatableUsage, type Rating, ratingOf, type RatingStep } from './model.ts';
import { needsOf, parsePriceModel, type PriceModel, priceModelJson, rateModel } from './models.ts';
import { conversionStep, convertUnits, readUnitConversion, type UnitConversion, unitConversionJson } from './unitConversion.ts';

/** ONCE: at the start of charging, as in advance, and never again. */
export const TIMINGS = ['IN_ADVANCE', 'IN_ARREARS', 'ONCE'] as const;
export type Timing = (typeof TIMINGS)[number];

export interface Price {
  code: string;
  name: string;
  timing: Timing;
  /** How often it recurs; null: as its plan does. */
  interval: Interval | null;
  /** Where the quantity comes from; null: from the subscription's quantities. */
  meterCode: string | null;
  /** Each combination of values of these event properties is a charge line of its own. Empty: one line for all, but for what the model says. */
  groupBy: readonly string[];
  /** Null: a billed unit is a measured one. */
  unitConversion: UnitConversion | null;
  /** Billed units of each period that cost nothing; they are not prorated. */
  includedUnits: Decimal | null;
  /** Major units for a full period. */
  minimumAmount: Decimal | null;
  maximumAmount: Decimal | null;
  proration: Proration;
  /** The tax rates of what it charges. Empty: those of its plan. */
  taxRateCodes: readonly string[];
  model: PriceModel;
}

/** `PLAN` is a price to be published; `ESTIMATE` one to try, whose quantity is given by hand: its meter may be missing. */
export type PricePurpose = 'PLAN' | 'ESTIMATE';

/**
 * Reads `{ code name timing interval meterCode groupBy unitConversion includedUnits minimumAmount maximumAmount proration taxRateCodes model }`. Absent:
 * `name` is the code, `timing` IN_ARREARS with a meter and IN_ADVANCE without, `interval` the plan's, `proration` DAILY; with
 * timing ONCE `proration` is NONE, whatever is given.
 *
 * Errors, in order of precedence: `code`, `meterCode`, `name` as `parseKey`; `timing` INVALID_VALUE, also for a metered
 * price that is not in arrears; `interval` as `readInterval`, INVALID_VALUE with timing ONCE; `groupBy` TOO_MANY above 10, as `parseKey`, CONFLICT for a name given twice, INVALID_VALUE without a meter;
 * `unitConversion` as `readUnitConversion`; amounts and units INVALID_VALUE, OUT_OF_RANGE, also for a minimum above the maximum;
 * `proration` INVALID_VALUE; `taxRateCodes` as `readTaxRateCodes`; `model` as `parsePriceModel`; `meterCode` REQUIRED where the model needs events; INVALID_VALUE for
 * `includedUnits` or `unitConversion` with a model that looks at single events (it has its own allowances), for
 * `unitConversion` of a flat amount, and for `includedUnits` or limits with a model that charges each dimension as a line of its own.
 */
export function parsePrice(input: unknown, path: FieldPath, purpose: PricePurpose = 'PLAN'): Price {
  const of = readObject(input, path);
  const field = (name: keyof Price): Field => ({ of, name, path });
  const code = parseKey(of['code'], pathOf(field('code')));
  const meterCode = (of['meterCode'] ?? null) === null ? null : parseKey(of['meterCode'], pathOf(field('meterCode')));
  const timing = readWord(field('timing'), TIMINGS) ?? (meterCode === null ? 'IN_ADVANCE' : 'IN_ARREARS');
  const price: Price = {
    code,
    name: (of['name'] ?? null) === null ? code : parseKey(of['name'], pathOf(field('name'))),
    meterCode,
    timing,
    interval: (of['interval'] ?? null) === null ? null : readInterval(field('interval')),
    groupBy: readGroupBy(field('groupBy')),
    unitConversion: readUnitConversion(field('unitConversion')),
    includedUnits: readDecimal(field('includedUnits')),
    minimumAmount: readDecimal(field('minimumAmount')),
    maximumAmount: readDecimal(field('maximumAmount')),
    proration: prorationOf(timing, readWord(field('proration'), PRORATIONS)),
    taxRateCodes: readTaxRateCodes(of, path),
    model: parsePriceModel(of['model'], pathOf(field('model'))),
  };
  refuseContradictions(price, path, purpose);
  return price;
}

function prorationOf(timing: Timing, given: Proration | null): Proration {
  return timing === 'ONCE' ? 'NONE' : (given ?? 'DAILY');
}

function readGroupBy(field: Field): readonly string[] {
  const path = pathOf(field);
  const names = readList(field, GROUP_BY_LIMIT).map((name, index) => parseKey(name, [...path, String(index)]));
  refuseRepeats(names, path);
  return names;
}

function refuseContradictions(price: Price, path: FieldPath, purpose: PricePurpose): void {
  const { minimumAmount: minimum, maximumAmount: maximum } = price;
  const isArrearsIfMetered = price.meterCode === null || price.timing === 'IN_ARREARS';
  refuseUnless(isArrearsIfMetered, 'INVALID_VALUE', 'must be IN_ARREARS for a metered price: its usage is not known before', [...path, 'timing']);
  refuseUnless(price.timing !== 'ONCE' || price.interval === null, 'INVALID_VALUE', 'cannot be combined with timing ONCE', [...path, 'interval']);
  const isSplitUsage = price.groupBy.length === 0 || price.meterCode !== null || purpose === 'ESTIMATE';
  refuseUnless(isSplitUsage, 'INVALID_VALUE', 'needs a meter, whose events have the properties', [...path, 'groupBy']);
  const isOrdered = minimum === null || maximum === null || minimum.lte(maximum);
  refuseUnless(isOrdered, 'OUT_OF_RANGE', 'is above maximumAmount', [...path, 'minimumAmount']);
  const needs = needsOf(price.model);
  if (needs.needsMeter && price.meterCode === null && purpose === 'PLAN') {
    throw new BillingError('REQUIRED', `is required by a ${needs.field} price`, [...path, 'meterCode']);
  }
  const readsEvents = needs.readsValues !== false;
  const isByDimension = needs.dimensions.length > 0;
  const isRefused = {
    unitConversion: readsEvents || price.model.kind === 'FLAT',
    includedUnits: readsEvents || isByDimension,
    minimumAmount: isByDimension,
    maximumAmount: isByDimension,
  };
  for (const name of ['unitConversion', 'includedUnits', 'minimumAmount', 'maximumAmount'] as const) {
    refuseUnless(!isRefused[name] || price[name] === null, 'INVALID_VALUE', `cannot be combined with a ${needs.field} price`, [...path, name]);
  }
}

/**
 * Refuses a price that its meter cannot serve: INVALID_VALUE, at the price's own `groupBy` or else at the model's dimension,
 * if the meter does not group by it. `path` is that of the price.
 */
export function checkPriceForMeter(price: Price, meter: Meter, path: FieldPath): void {
  const { dimensions, field } = needsOf(price.model);
  refuseUnknownDimension(price.groupBy, meter, [...path, 'groupBy']);
  refuseUnknownDimension(dimensions, meter, [...path, 'model', field, 'dimensions']);
}

function refuseUnknownDimension(names: readonly string[], meter: Meter, path: FieldPath): void {
  const index = names.findIndex((name) => !meter.groupBy.includes(name));
  refuseUnless(index === -1, 'INVALID_VALUE', 'is not among the groupBy of the meter', [...path, String(index)]);
}

/** The properties by whose values the price's usage is split into lines: those the model prices, and the price's own. */
export function splitsBy(price: Price): readonly string[] {
  return [...new Set([...needsOf(price.model).dimensions, ...price.groupBy])];
}

/**
 * All terms of the price in canonical form; `parsePrice(priceJson(price))` is the same price. Terms that came into the
 * contract later are written only if they are set, so that the digests of older prices stay what they are.
 */
export function priceJson(price: Price): JsonObject {
  return {
    code: price.code,
    name: price.name,
    timing: price.timing,
    ...(price.interval === null ? {} : { interval: { unit: price.interval.unit, count: price.interval.count } }),
    meterCode: price.meterCode,
    ...(price.groupBy.length === 0 ? {} : { groupBy: [...price.groupBy] }),
    ...(price.unitConversion === null ? {} : { unitConversion: unitConversionJson(price.unitConversion) }),
    includedUnits: writeDecimal(price.includedUnits),
    minimumAmount: writeDecimal(price.minimumAmount),
    maximumAmount: writeDecimal(price.maximumAmount),
    proration: price.proration,
    ...(price.taxRateCodes.length === 0 ? {} : { taxRateCodes: [...price.taxRateCodes] }),
    model: priceModelJson(price.model),
  };
}

/**
 * What a price charges for one service period, and one combination of dimensions if it is split by any, exactly, in major units, with at most 30 fraction digits: not yet rounded to
 * the currency. In this order: the quantity is converted into billed units; included units are taken off; the model rates the
 * rest; a price without a meter is prorated by `fraction` (usage never is: only what happened in the part was counted); then
 * the minimum and the maximum apply, both prorated by `fraction`. Where a division does not end, the quotient is rounded half away from zero to 30
 * fraction digits, the scale in which exact amounts are kept as evidence. The caller gives 1/1 for proration NONE.
 * Where usage is carried over a change, `usage` is all of the period, and what `before` alone comes to, before any limit, is
 * taken off; the difference is not below zero.
 * Source: DESIGN section 5, "Models".
 */
export function rateCharge(price: Price, usage: RatableUsage, fraction: Fraction, before: RatableUsage | null = null): Rating {
  const steps = before === null ? [...stepsOf(price, usage)] : [...notBelowZero([...stepsOf(price, usage), carriedStep(price, before)]).steps];
  if (!isUsage(price) && !isWhole(fraction)) steps.push(prorationStep(ratingOf(steps).exact, fraction));
  const limit = limitStep(price, ratingOf(steps).exact, fraction);
  if (limit !== null) steps.push(limit);
  const rating = ratingOf(steps);
  invariant(rating.exact.decimalPlaces() <= EXACT_SCALE, 'an exact amount fits its evidence');
  return rating;
}

function carriedStep(price: Price, before: RatableUsage): RatingStep {
  const charged = ratingOf(stepsOf(price, before)).exact;
  return differenceStep('CARRIED', `the same for ${decimalText(before.quantity)} used before the change`, charged.negated());
}

/** What the quantity comes to before proration and limits. */
function stepsOf(price: Price, usage: RatableUsage): readonly RatingStep[] {
  const steps: RatingStep[] = [];
  let quantity = usage.quantity;
  if (price.unitConversion !== null) {
    const measured = chargeable(quantity);
    quantity = convertUnits(measured, price.unitConversion);
    steps.push(conversionStep(measured, quantity, price.unitConversion));
  }
  if (price.includedUnits !== null) {
    const { included, rest } = takeIncluded(quantity, price.includedUnits);
    if (!included.isZero()) steps.push(freeStep('INCLUDED', `included units: ${decimalText(price.includedUnits)}`, included));
    quantity = rest;
  }
  return [...steps, ...rateModel(price.model, { ...usage, quantity }).steps];
}

/** An estimated price may lack its meter; a model that needs one rates usage all the same. */
function isUsage(price: Price): boolean {
  return price.meterCode !== null || price.groupBy.length > 0 || needsOf(price.model).needsMeter;
}

function takeIncluded(quantity: Decimal, includedUnits: Decimal): { included: Decimal; rest: Decimal } {
  const used = chargeable(quantity);
  const included = used.lt(includedUnits) ? used : includedUnits;
  return { included, rest: used.minus(included) };
}

function prorationStep(exact: Decimal, fraction: Fraction): RatingStep {
  return differenceStep('PRORATION', `prorated ${fractionText(fraction)}`, prorated(exact, fraction).minus(exact));
}

/** At most one limit moves the amount, because the minimum is not above the maximum. */
function limitStep(price: Price, exact: Decimal, fraction: Fraction): RatingStep | null {
  const minimum = price.minimumAmount === null ? null : prorated(price.minimumAmount, fraction);
  const maximum = price.maximumAmount === null ? null : prorated(price.maximumAmount, fraction);
  if (minimum?.gt(exact)) return differenceStep('MINIMUM', `raised to the minimum ${limitText(price.minimumAmount, fraction)}`, minimum.minus(exact));
  if (maximum?.lt(exact)) return differenceStep('MAXIMUM', `cut to the maximum ${limitText(price.maximumAmount, fraction)}`, maximum.minus(exact));
  return null;
}

function prorated(amount: Decimal, fraction: Fraction): Decimal {
  return isWhole(fraction) ? amount : toExactScale(applyFraction(amount, fraction));
}

function limitText(limit: Decimal | null, fraction: Fraction): string {
  return `${writeDecimal(limit)}${isWhole(fraction) ? '' : `, prorated ${fractionText(fraction)}`}`;
}

function fractionText({ numerator, denominator }: Fraction): string {
  return `${numerator}/${denominator}`;
}
