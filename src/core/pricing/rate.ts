/** Rates: shares of an amount, written in percent. */
import { Decimal } from '../decimal.ts';
import { refuseUnless } from '../errors.ts';
import { type Field, pathOf, readDecimal } from '../fields.ts';

const HUNDRED = new Decimal(100);

/** Reads a rate in percent, 0 to 100, null if absent. Errors: INVALID_VALUE, OUT_OF_RANGE. */
export function readRate(field: Field): Decimal | null {
  const rate = readDecimal(field);
  refuseUnless(rate === null || rate.lte(HUNDRED), 'OUT_OF_RANGE', 'is above 100 percent', pathOf(field));
  return rate;
}

/** A rate as the exact factor it stands for: 2.9 percent is 0.029. */
export function fractionOfRate(rate: Decimal): Decimal {
  return rate.div(HUNDRED);
}
