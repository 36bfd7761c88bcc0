/** Estimates a charge: rates a price that need not exist for usage that did not happen. Pure: nothing is read or written. */
import type { CurrencyCode } from '../core/currency.ts';
import type { Decimal } from '../core/decimal.ts';
import type { FieldPath } from '../core/errors.ts';
import { parseEstimate } from '../core/estimate.ts';
import { roundToMinor } from '../core/money.ts';
import type { Rating } from '../core/pricing/model.ts';
import { needsOf } from '../core/pricing/models.ts';
import { rateCharge } from '../core/pricing/price.ts';
import type { Fraction } from '../core/proration.ts';

export interface ChargeEstimate {
  readonly currency: CurrencyCode;
  /** The model's field in the API's input. */
  readonly model: string;
  /** Null for a flat amount. */
  readonly quantity: Decimal | null;
  readonly rating: Rating;
  readonly fraction: Fraction;
  /** Whole minor units: the exact amount rounded once. */
  readonly roundedMinor: bigint;
}

/** `path` is that of the input. Errors, in order: those of `parseEstimate`; OUT_OF_RANGE if the amount does not fit. */
export function estimateCharge(input: unknown, path: FieldPath = []): ChargeEstimate {
  const { price, currency, usage, fraction } = parseEstimate(input, path);
  const rating = rateCharge(price, usage, fraction);
  return {
    currency,
    model: needsOf(price.model).field,
    quantity: price.model.kind === 'FLAT' ? null : usage.quantity,
    rating,
    fraction,
    roundedMinor: roundToMinor(rating.exact, currency),
  };
}
