/** Package: units are sold in whole packages, the last one rounded up. */
import { type Decimal, decimalText } from '../decimal.ts';
import { type FieldPath, refuseUnless } from '../errors.ts';
import { readDecimal, readObject, required } from '../fields.ts';
import { invariant } from '../invariant.ts';
import type { JsonObject } from '../json.ts';
import { chargeable, type PricingModel, type RatableUsage, type Rating, ratingOf, unitStep } from './model.ts';

export interface PackageTerms {
  /** Units in a package, above zero. */
  size: Decimal;
  /** Major units for a package, not negative. */
  amount: Decimal;
}

/** `package { size amount }`. Errors: REQUIRED, INVALID_VALUE, OUT_OF_RANGE (also for a size of zero). */
export const packages: PricingModel<'PACKAGE', PackageTerms> = {
  kind: 'PACKAGE',
  field: 'package',
  needsMeter: false,
  readsValues: () => false,
  parse: parsePackage,
  toJson: (terms): JsonObject => ({ size: decimalText(terms.size), amount: decimalText(terms.amount) }),
  dimensionsOf: () => [],
  rate: ratePackage,
};

/** Any fraction of a package is charged as a whole one; no usage takes no package. */
function ratePackage(terms: PackageTerms, usage: RatableUsage): Rating {
  const count = packageCount(chargeable(usage.quantity), terms.size);
  return ratingOf([unitStep('PACKAGE', `packages of ${decimalText(terms.size)}`, count, terms.amount)]);
}

/** Counted by whole division and remainder, which are exact; a rounded quotient could lose the fraction that opens a package. */
function packageCount(quantity: Decimal, size: Decimal): Decimal {
  const full = quantity.divToInt(size);
  const rest = quantity.minus(full.times(size));
  invariant(rest.gte(0) && rest.lt(size), 'what is left is less than a package');
  return rest.isZero() ? full : full.plus(1);
}

function parsePackage(input: unknown, path: FieldPath): PackageTerms {
  const of = readObject(input, path);
  const sizeField = { of, name: 'size', path };
  const size = required(readDecimal(sizeField), sizeField);
  refuseUnless(size.gt(0), 'OUT_OF_RANGE', 'is not above zero', [...path, 'size']);
  const amountField = { of, name: 'amount', path };
  return { size, amount: required(readDecimal(amountField), amountField) };
}
