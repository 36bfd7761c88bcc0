/** Per unit: every unit costs the same. */
import { type Decimal, decimalText } from '../decimal.ts';
import type { FieldPath } from '../errors.ts';
import { readDecimal, readObject, required } from '../fields.ts';
import type { JsonObject } from '../json.ts';
import { chargeable, type PricingModel, type RatableUsage, type Rating, ratingOf, unitStep } from './model.ts';

/** Major units for one unit, not negative. */
export interface PerUnitTerms {
  unitAmount: Decimal;
}

/** `perUnit { unitAmount }`. Errors: REQUIRED, INVALID_VALUE, OUT_OF_RANGE. */
export const perUnit: PricingModel<'PER_UNIT', PerUnitTerms> = {
  kind: 'PER_UNIT',
  field: 'perUnit',
  needsMeter: false,
  readsValues: () => false,
  parse: parsePerUnit,
  toJson: (terms): JsonObject => ({ unitAmount: decimalText(terms.unitAmount) }),
  dimensionsOf: () => [],
  rate: ratePerUnit,
};

/** Fractions of a unit are charged as fractions. */
function ratePerUnit(terms: PerUnitTerms, usage: RatableUsage): Rating {
  return ratingOf([unitStep('UNIT', 'per unit', chargeable(usage.quantity), terms.unitAmount)]);
}

function parsePerUnit(input: unknown, path: FieldPath): PerUnitTerms {
  const field = { of: readObject(input, path), name: 'unitAmount', path };
  return { unitAmount: required(readDecimal(field), field) };
}
