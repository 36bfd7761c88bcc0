/** Exact decimals: quantities, prices, rates and unrounded amounts. Money in minor units is `bigint` and lives in `money.ts`. */
import { Decimal as DecimalJs } from 'decimal.js';
import { BillingError, type FieldPath } from './errors.ts';
import { invariant } from './invariant.ts';

/**
 * The engine's decimal: 120 significant digits, ties away from zero, never exponent notation.
 * 120 digits hold any product of two stored decimals (2 x 38) exactly, with room for a division's tail.
 */
export const Decimal = DecimalJs.clone({ precision: 120, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -1e9, toExpPos: 1e9 });
export type Decimal = DecimalJs;

export const ZERO: Decimal = new Decimal(0);
export const ONE: Decimal = new Decimal(1);

/** Stored quantities, prices and rates have at most this many fraction digits (DECIMAL(38,12)). */
export const QUANTITY_SCALE = 12;
/** Stored quantities, prices and rates are smaller than this in magnitude (DECIMAL(38,12)). */
export const QUANTITY_LIMIT: Decimal = new Decimal('1e26');
/** Exact amounts in evidence keep this many fraction digits (DECIMAL(60,30)). */
export const EXACT_SCALE = 30;

const PLAIN_DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * Reads a plain decimal such as `-12.50`: digits, optionally a sign and a fraction. No exponent, no NaN, no Infinity, no spaces.
 * Errors: INVALID_VALUE for another notation, OUT_OF_RANGE beyond 26 integer or 12 fraction digits (trailing zeros do not count).
 */
export function parseDecimal(text: string, path: FieldPath = []): Decimal {
  if (text.length > 80 || !PLAIN_DECIMAL.test(text)) {
    throw new BillingError('INVALID_VALUE', 'is not a plain decimal number such as "12.50"', path);
  }
  const value = new Decimal(text);
  if (value.decimalPlaces() > QUANTITY_SCALE) {
    throw new BillingError('OUT_OF_RANGE', `has more than ${QUANTITY_SCALE} fraction digits`, path);
  }
  if (value.abs().gte(QUANTITY_LIMIT)) {
    throw new BillingError('OUT_OF_RANGE', 'has more than 26 integer digits', path);
  }
  return value.isZero() ? ZERO : value;
}

/** The one text of a decimal used in hashes and in the API: plain notation, no trailing zeros, no negative zero. */
export function decimalText(value: Decimal): string {
  invariant(value.isFinite(), 'a decimal is finite');
  return value.isZero() ? '0' : value.toFixed();
}

/** Rounds half away from zero to the scale of a stored quantity. Asserts the magnitude fits its column. */
export function toQuantityScale(value: Decimal): Decimal {
  const rounded = value.toDecimalPlaces(QUANTITY_SCALE);
  invariant(rounded.abs().lt(QUANTITY_LIMIT), 'a quantity fits DECIMAL(38,12)');
  return rounded;
}

/** Rounds half away from zero to the scale in which exact amounts are kept as evidence. */
export function toExactScale(value: Decimal): Decimal {
  return value.toDecimalPlaces(EXACT_SCALE);
}
