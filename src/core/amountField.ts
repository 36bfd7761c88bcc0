/** Amounts of money in untyped input: what every operation that moves a given amount reads alike. */
import { type CurrencyCode, exponentOf } from './currency.ts';
import { BillingError, refuseUnless } from './errors.ts';
import { type Field, pathOf, readDecimal } from './fields.ts';
import { roundToMinor } from './money.ts';

/**
 * Reads an amount in major units as minor units, null if absent.
 * Errors at its field: as `readDecimal`; OUT_OF_RANGE for zero, with more digits than the currency has, or for more than a
 * ledger amount can hold.
 */
export function readAmount(field: Field, currency: CurrencyCode): bigint | null {
  refuseUnless(readDecimal(field)?.isZero() !== true, 'OUT_OF_RANGE', 'is zero', pathOf(field));
  return readAmountOrZero(field, currency);
}

/** As `readAmount`, and takes zero. */
export function readAmountOrZero(field: Field, currency: CurrencyCode): bigint | null {
  const amount = readDecimal(field);
  if (amount === null) return null;
  const digits = exponentOf(currency);
  refuseUnless(amount.decimalPlaces() <= digits, 'OUT_OF_RANGE', `has more than the ${digits} fraction digits of ${currency}`, pathOf(field));
  try {
    return roundToMinor(amount, currency);
  } catch (error) {
    throw error instanceof BillingError ? new BillingError(error.code, error.message, pathOf(field)) : error;
  }
}
