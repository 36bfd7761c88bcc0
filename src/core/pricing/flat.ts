/** Flat: one amount, whatever the quantity. */
import { type Decimal, decimalText } from '../decimal.ts';
import type { FieldPath } from '../errors.ts';
import { readDecimal, readObject, required } from '../fields.ts';
import type { JsonObject } from '../json.ts';
import { flatStep, type PricingModel, type Rating, ratingOf } from './model.ts';

/** Major units, not negative. */
export interface FlatTerms {
  amount: Decimal;
}

/** `flat { amount }`. Errors: REQUIRED, INVALID_VALUE, OUT_OF_RANGE. */
export const flat: PricingModel<'FLAT', FlatTerms> = {
  kind: 'FLAT',
  field: 'flat',
  needsMeter: false,
  readsValues: () => false,
  parse: parseFlat,
  toJson: (terms): JsonObject => ({ amount: decimalText(terms.amount) }),
  dimensionsOf: () => [],
  rate: (terms): Rating => ratingOf([flatStep('flat amount', terms.amount)]),
};

function parseFlat(input: unknown, path: FieldPath): FlatTerms {
  const field = { of: readObject(input, path), name: 'amount', path };
  return { amount: required(readDecimal(field), field) };
}
