/** Estimates: the question what a price would charge, as a client asks it. */
import { type CurrencyCode, parseCurrency } from './currency.ts';
import { type Decimal, decimalText, ONE, parseDecimal, QUANTITY_LIMIT, ZERO } from './decimal.ts';
import { BillingError, type FieldPath, refuseUnless } from './errors.ts';
import { type Field, type InputObject, pathOf, readDecimal, readList, readObject, required } from './fields.ts';
import { invariant } from './invariant.ts';
import type { JsonValue } from './json.ts';
import { parsePropertyText, propertyText } from './meter.ts';
import type { RatableUsage } from './pricing/model.ts';
import { parsePrice, type Price, splitsBy } from './pricing/price.ts';
import type { Fraction } from './proration.ts';

/** Everything `rateCharge` takes, and the currency to round to. */
export interface EstimateQuestion {
  readonly price: Price;
  readonly currency: CurrencyCode;
  readonly usage: RatableUsage;
  /** 1/1 if the price is not prorated. */
  readonly fraction: Fraction;
}

const VALUE_LIMIT = 10_000;
const DENOMINATOR_LIMIT = 10n ** 15n;
const WHOLE: Fraction = { numerator: 1n, denominator: 1n };

/**
 * Reads `{ price currency quantity values dimensions fraction fractionOf { numerator denominator } }`. Absent: `quantity` is
 * the sum of `values`, and 1 for a flat amount; `values` null, so that the whole quantity is one event; the whole period.
 *
 * Errors, in order of precedence: `price` as `parsePrice`, its meter not needed; `currency` REQUIRED, UNKNOWN_CURRENCY;
 * `values` TOO_MANY above 10,000, INVALID_VALUE, OUT_OF_RANGE; `quantity` REQUIRED, INVALID_VALUE, OUT_OF_RANGE (at `values`
 * for their sum); `dimensions` INVALID_VALUE for a name the price does not have or a value that is no property's text,
 * TOO_LONG; `fraction` INVALID_VALUE beside `fractionOf`, OUT_OF_RANGE outside 0 to 1; `fractionOf.numerator` and
 * `.denominator` REQUIRED, INVALID_VALUE, OUT_OF_RANGE.
 */
export function parseEstimate(input: unknown, path: FieldPath = []): EstimateQuestion {
  const of = readObject(input, path);
  const field = (name: string): Field => ({ of, name, path });
  const price = parsePrice(of['price'], pathOf(field('price')), 'ESTIMATE');
  const currency = readCurrency(field('currency'));
  const values = readValues(field('values'));
  const quantity = readQuantity(of, price, values, path);
  const dimensions = readDimensions(field('dimensions'), splitsBy(price));
  const fraction = readFraction(of, path);
  return { price, currency, usage: { quantity, values, dimensions }, fraction: price.proration === 'NONE' ? WHOLE : fraction };
}

function readCurrency(field: Field): CurrencyCode {
  const text = required(field.of[field.name] ?? null, field);
  refuseUnless(typeof text === 'string', 'UNKNOWN_CURRENCY', 'is not a currency code', pathOf(field));
  return parseCurrency(text, pathOf(field));
}

function readValues(field: Field): readonly Decimal[] | null {
  if ((field.of[field.name] ?? null) === null) return null;
  return readList(field, VALUE_LIMIT).map((value, index) => readSignedDecimal(value, [...pathOf(field), String(index)]));
}

function readQuantity(of: InputObject, price: Price, values: readonly Decimal[] | null, path: FieldPath): Decimal {
  const field = { of, name: 'quantity', path };
  const given = of['quantity'] ?? null;
  if (given !== null) return readSignedDecimal(given, pathOf(field));
  if (values === null) return price.model.kind === 'FLAT' ? ONE : required<Decimal>(null, field);
  const sum = values.reduce((total, value) => total.plus(value), ZERO);
  refuseUnless(sum.abs().lt(QUANTITY_LIMIT), 'OUT_OF_RANGE', 'add up to more than 26 integer digits', [...path, 'values']);
  return sum;
}

/** What is measured may be negative (it was taken back); rating charges nothing for it. */
function readSignedDecimal(value: unknown, path: FieldPath): Decimal {
  if (typeof value !== 'string') throw new BillingError('INVALID_VALUE', 'is not a decimal in a string', path);
  return parseDecimal(value, path);
}

function readDimensions(field: Field, names: readonly string[]): RatableUsage['dimensions'] {
  const path = pathOf(field);
  const given = (field.of[field.name] ?? null) === null ? {} : readObject(field.of[field.name], path);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new BillingError('INVALID_VALUE', 'is not a dimension of this price', [...path, unknown]);
  if (names.length === 0) return null;
  return Object.fromEntries(names.map((name) => [name, readDimension(Object.hasOwn(given, name) ? given[name] : null, [...path, name])]));
}

/** As the events would have it: 1 and "1" are one text, and null is no value. */
function readDimension(value: unknown, path: FieldPath): string | null {
  if (value === undefined || value === null) return null;
  return parsePropertyText(typeof value === 'object' ? value : propertyText(value as JsonValue), path);
}

function readFraction(of: InputObject, path: FieldPath): Fraction {
  const field = { of, name: 'fraction', path };
  const part = readDecimal(field);
  if ((of['fractionOf'] ?? null) === null) return part === null ? WHOLE : fractionOfDecimal(part, pathOf(field));
  refuseUnless(part === null, 'INVALID_VALUE', 'cannot be combined with fractionOf', pathOf(field));
  return readFractionOf(readObject(of['fractionOf'], [...path, 'fractionOf']), [...path, 'fractionOf']);
}

function readFractionOf(of: InputObject, path: FieldPath): Fraction {
  const numerator = readInteger({ of, name: 'numerator', path });
  const denominator = readInteger({ of, name: 'denominator', path });
  refuseUnless(denominator >= 1n && denominator <= DENOMINATOR_LIMIT, 'OUT_OF_RANGE', 'is not between 1 and 10^15', [...path, 'denominator']);
  refuseUnless(numerator >= 0n && numerator <= denominator, 'OUT_OF_RANGE', 'is not between 0 and the denominator', [...path, 'numerator']);
  return { numerator, denominator };
}

function readInteger(field: Field): bigint {
  const value = required(field.of[field.name] ?? null, field);
  refuseUnless(typeof value === 'bigint', 'INVALID_VALUE', 'is not a whole number', pathOf(field));
  return value;
}

/** A decimal as the fraction it is written as: 0.5 is 5/10. */
function fractionOfDecimal(part: Decimal, path: FieldPath): Fraction {
  refuseUnless(part.lte(ONE), 'OUT_OF_RANGE', 'is above 1', path);
  const digits = part.decimalPlaces();
  const numerator = decimalText(part).replace('.', '');
  invariant(/^\d+$/.test(numerator), 'a fraction that is not negative has only digits');
  return { numerator: BigInt(numerator), denominator: 10n ** BigInt(digits) };
}
