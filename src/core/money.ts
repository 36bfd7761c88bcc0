/** Money: whole minor units of one currency, and the single rounding that makes them from an exact amount. */
import { exponentOf, type CurrencyCode } from './currency.ts';
import { Decimal } from './decimal.ts';
import { BillingError } from './errors.ts';
import { invariant } from './invariant.ts';

/** An amount in whole minor units: `{ minor: 1230n, currency: 'USD' }` is 12.30 US dollars. */
export interface Money {
  readonly minor: bigint;
  readonly currency: CurrencyCode;
}

/** The greatest magnitude of an amount in minor units: what a signed BIGINT column holds in both directions. */
export const MINOR_LIMIT = 9_223_372_036_854_775_807n;

/**
 * Rounds an exact amount in major units to whole minor units of `currency`: once, half away from zero.
 * USD 0.005 is 1 cent, USD -0.005 is -1 cent, JPY 0.5 is 1 yen.
 * Errors: OUT_OF_RANGE when the result exceeds what a ledger amount can hold (`MINOR_LIMIT`).
 */
export function roundToMinor(exact: Decimal, currency: CurrencyCode): bigint {
  invariant(exact.isFinite(), 'an amount is finite');
  const minor = exact.times(minorPerMajor(currency)).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
  return refuseBeyondLimit(BigInt(minor.toFixed(0)));
}

/**
 * Answers `minor` if a ledger amount can hold it.
 * Errors: OUT_OF_RANGE when its magnitude exceeds `MINOR_LIMIT`.
 */
export function refuseBeyondLimit(minor: bigint): bigint {
  if (minor > MINOR_LIMIT || minor < -MINOR_LIMIT) {
    throw new BillingError('OUT_OF_RANGE', 'gives an amount that is too large: more than 9223372036854775807 minor units');
  }
  return minor;
}

/** The exact amount in major units: 1230 US cents are 12.3. No rounding; sums beyond one ledger amount are fine. */
export function majorOf(minor: bigint, currency: CurrencyCode): Decimal {
  return new Decimal(minor.toString()).div(minorPerMajor(currency));
}

/**
 * The one text of an amount: major units with exactly as many fraction digits as the currency has.
 * "12.30" for 1230 US cents, "-0.005" for -5 Kuwaiti fils, "500" for 500 yen. Any magnitude; never "-0".
 */
export function amountText(minor: bigint, currency: CurrencyCode): string {
  const exponent = exponentOf(currency);
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

function minorPerMajor(currency: CurrencyCode): Decimal {
  return new Decimal(10).pow(exponentOf(currency));
}
