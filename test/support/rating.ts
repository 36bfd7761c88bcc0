/** Rating by a model as its input is written, with the facts every rating must have checked on the way. */
import { expect } from 'vitest';
import { Decimal, decimalText } from '../../src/core/decimal.ts';
import type { RatableUsage, Rating } from '../../src/core/pricing/model.ts';
import { parsePriceModel, priceModelJson, rateModel } from '../../src/core/pricing/models.ts';

export interface UsageText {
  quantity?: string;
  /** Null: the event has none. */
  values?: readonly (string | null)[];
  dimensions?: Readonly<Record<string, string | null>>;
}

/** Rates `usage` (a quantity, or more) by a model input such as `{ flat: { amount: '5' } }`. */
export function ratingBy(input: unknown, usage: string | UsageText): Rating {
  const model = parsePriceModel(input, ['model']);
  expect(parsePriceModel(priceModelJson(model), ['model'])).toEqual(model);
  return checked(rateModel(model, usageOf(usage)));
}

/** The exact amount of `ratingBy`, as text. */
export function amountBy(input: unknown, usage: string | UsageText): string {
  return decimalText(ratingBy(input, usage).exact);
}

export function usageOf(usage: string | UsageText): RatableUsage {
  const { quantity, values, dimensions } = typeof usage === 'string' ? { quantity: usage } : usage;
  const numbers = values?.map((value) => (value === null ? null : new Decimal(value))) ?? null;
  const total = quantity ?? numbers?.reduce<Decimal>((sum, value) => sum.plus(value ?? 0), new Decimal(0)) ?? '0';
  return { quantity: new Decimal(total), values: numbers, dimensions: dimensions ?? null };
}

/** The steps as short lines: `TIER 100 x 0.1 = 10`. */
export function stepLines(rating: Rating): string[] {
  return checked(rating).steps.map(({ kind, quantity, unitAmount, flatAmount, amount }) => {
    const product = [quantity, unitAmount ?? flatAmount].filter((part) => part !== null).map((part) => part.toFixed()).join(' x ');
    return `${kind} ${product === '' ? '' : `${product} = `}${amount.toFixed()}`;
  });
}

function checked(rating: Rating): Rating {
  // Summed as fractions of 10^-60 in whole numbers, not by the engine's own decimals.
  const inParts = (value: Decimal): bigint => BigInt(value.toFixed(60).replace('.', ''));
  expect(rating.steps.reduce((sum, step) => sum + inParts(step.amount), 0n)).toBe(inParts(rating.exact));
  expect(rating.exact.isNegative() && !rating.exact.isZero()).toBe(false);
  return rating;
}
