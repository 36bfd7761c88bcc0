/** Units held of prices without a meter, as a client gives them. */
import { type Decimal, parseDecimal } from '../core/decimal.ts';
import { refuseUnless } from '../core/errors.ts';
import { type CatalogVersion, isCommitment } from '../core/catalog.ts';

export interface QuantityInput {
  readonly priceCode: string;
  /** A plain decimal. */
  readonly quantity: string;
}

/** By price code. Errors, at `quantities`: NOT_FOUND, CONFLICT for a price given twice, INVALID_VALUE for a metered one, OUT_OF_RANGE below zero. */
export function readQuantities(inputs: readonly QuantityInput[], { prices }: CatalogVersion): Record<string, Decimal> {
  const quantities = new Map<string, Decimal>();
  for (const [index, { priceCode, quantity }] of inputs.entries()) {
    const path = ['quantities', String(index)];
    const price = prices.find((one) => one.terms.code === priceCode && !isCommitment(one));
    refuseUnless(price, 'NOT_FOUND', 'is not a price of the plan', [...path, 'priceCode']);
    refuseUnless(!quantities.has(priceCode), 'CONFLICT', 'is given twice', [...path, 'priceCode']);
    refuseUnless(price.meter === null, 'INVALID_VALUE', 'is metered: its quantity comes from usage', [...path, 'priceCode']);
    const units = parseDecimal(quantity, [...path, 'quantity']);
    refuseUnless(!units.isNegative(), 'OUT_OF_RANGE', 'is below zero', [...path, 'quantity']);
    quantities.set(priceCode, units);
  }
  return Object.fromEntries(quantities);
}
