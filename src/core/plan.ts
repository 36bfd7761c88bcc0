/** Plan versions: an immutable set of prices with the interval they recur in. */
import { type CurrencyCode, parseCurrency } from './currency.ts';
import type { Decimal } from './decimal.ts';
import { type FieldPath, refuseUnless } from './errors.ts';
import { type Field, pathOf, readCount, readDecimal, readList, readObject, readWord, refuseRepeats, required, writeDecimal } from './fields.ts';
import type { JsonObject } from './json.ts';
import { type Anchor, type Interval, parseInterval } from './period.ts';
import { parsePrice, type Price, priceJson } from './pricing/price.ts';

export interface PlanVersion {
  currency: CurrencyCode;
  interval: Interval;
  anchor: Anchor;
  trialDays: number;
  /** Major units for a full period; what the prices charge less is trued up. Null: none. */
  minimumCommitment: Decimal | null;
  prices: readonly Price[];
}

const PRICE_LIMIT = 100;
const TRIAL_DAYS_LIMIT = 10_000;
const ANCHORS: readonly Anchor[] = ['CALENDAR', 'ANNIVERSARY'];

/**
 * Reads `{ currency interval { unit count } anchor trialDays minimumCommitment prices }`. Absent: `anchor` CALENDAR,
 * `interval.count` 1, `trialDays` 0. A minimum commitment is in major units.
 *
 * Errors, in order of precedence: `currency` REQUIRED, UNKNOWN_CURRENCY; `interval` REQUIRED and as `parseInterval`; `anchor`
 * INVALID_VALUE; `trialDays` and `minimumCommitment` INVALID_VALUE, OUT_OF_RANGE; `prices` REQUIRED if empty, TOO_MANY above
 * 100, each as `parsePrice`, CONFLICT at the `code` of a price whose code was given before.
 */
export function parsePlanVersion(input: unknown, path: FieldPath = []): PlanVersion {
  const of = readObject(input, path);
  const field = (name: keyof PlanVersion): Field => ({ of, name, path });
  return {
    currency: readCurrency(field('currency')),
    interval: readInterval(field('interval')),
    anchor: readWord(field('anchor'), ANCHORS) ?? 'CALENDAR',
    trialDays: readCount(field('trialDays'), { min: 0, max: TRIAL_DAYS_LIMIT }) ?? 0,
    minimumCommitment: readDecimal(field('minimumCommitment')),
    prices: readPrices(field('prices')),
  };
}

/** All terms of the version in canonical form, for its digest and to compare; `parsePlanVersion` reads it back to the same. */
export function planVersionJson(version: PlanVersion): JsonObject {
  return {
    currency: version.currency,
    interval: { unit: version.interval.unit, count: version.interval.count },
    anchor: version.anchor,
    trialDays: version.trialDays,
    minimumCommitment: writeDecimal(version.minimumCommitment),
    prices: version.prices.map(priceJson),
  };
}

function readCurrency(field: Field): CurrencyCode {
  const text = required(field.of[field.name] ?? null, field);
  refuseUnless(typeof text === 'string', 'UNKNOWN_CURRENCY', 'is not a currency code', pathOf(field));
  return parseCurrency(text, pathOf(field));
}

function readInterval(field: Field): Interval {
  const path = pathOf(field);
  const of = readObject(field.of[field.name], path);
  const unitField = { of, name: 'unit', path };
  const unit = required(of['unit'] ?? null, unitField);
  refuseUnless(typeof unit === 'string', 'INVALID_VALUE', 'is not a unit', pathOf(unitField));
  const count = of['count'] ?? 1;
  refuseUnless(typeof count === 'number', 'INVALID_VALUE', 'is not a whole number', [...path, 'count']);
  return parseInterval({ unit, count }, path);
}

function readPrices(field: Field): readonly Price[] {
  const path = pathOf(field);
  const prices = readList(field, PRICE_LIMIT).map((price, index) => parsePrice(price, [...path, String(index)]));
  refuseUnless(prices.length > 0, 'REQUIRED', 'needs at least one price', path);
  const codes = prices.map(({ code }) => code);
  refuseRepeats(codes, path, 'code');
  return prices;
}
