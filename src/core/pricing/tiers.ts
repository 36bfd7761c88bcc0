/** Tiers: consecutive ranges of a quantity, each with its own terms. `upTo` is inclusive; the last tier is open. */
import { Decimal, decimalText, ZERO } from '../decimal.ts';
import { BillingError, type FieldPath, refuseUnless } from '../errors.ts';
import { type InputObject, pathOf, readDecimal, readList, readObject, writeDecimal } from '../fields.ts';
import type { JsonObject } from '../json.ts';

/** A tier reaches from the bound of the one before (0 for the first), exclusive, to `upTo`, inclusive; null is open. */
export interface Tier {
  upTo: Decimal | null;
}

/** A tier priced by unit; at least one of the two amounts is there, and a missing one is 0. Major units. */
export interface UnitTier extends Tier {
  unitAmount: Decimal | null;
  flatAmount: Decimal | null;
}

/** The part of a quantity that lies in one tier. */
export interface TierPart<T extends Tier> {
  tier: T;
  /** `tier 2: over 1000 to 10000`. */
  label: string;
  quantity: Decimal;
}

const TIER_LIMIT = 1000;

/**
 * Reads `{ tiers [{ upTo ... }] }`; `readTerms` reads what a tier has besides its bound.
 * Errors: TOO_MANY above 1000; INVALID_TIERS, at the `upTo` to blame, if there is no tier, a bound is not above the one before
 * (the first not above 0), a tier before the last is open, or the last is not; and what `readTerms` refuses.
 */
export function parseTiers<Terms extends object>(
  input: unknown,
  path: FieldPath,
  readTerms: (of: InputObject, path: FieldPath) => Terms,
): readonly (Terms & Tier)[] {
  const field = { of: readObject(input, path), name: 'tiers', path };
  const entries = readList(field, TIER_LIMIT);
  refuseUnless(entries.length > 0, 'INVALID_TIERS', 'needs at least one tier', pathOf(field));
  let lowerBound: Decimal = ZERO;
  return entries.map((entry, index) => {
    const tierPath = [...pathOf(field), String(index)];
    const of = readObject(entry, tierPath);
    const upTo = readDecimal({ of, name: 'upTo', path: tierPath });
    refuseWrongBound({ upTo, lowerBound, isLast: index === entries.length - 1 }, [...tierPath, 'upTo']);
    lowerBound = upTo ?? lowerBound;
    return { upTo, ...readTerms(of, tierPath) };
  });
}

function refuseWrongBound(bound: { upTo: Decimal | null; lowerBound: Decimal; isLast: boolean }, path: FieldPath): void {
  if (bound.isLast) {
    refuseUnless(bound.upTo === null, 'INVALID_TIERS', 'must be null on the last tier, which is open', path);
    return;
  }
  refuseUnless(bound.upTo !== null, 'INVALID_TIERS', 'is needed: only the last tier is open', path);
  refuseUnless(bound.upTo.gt(bound.lowerBound), 'INVALID_TIERS', `is not above ${decimalText(bound.lowerBound)}`, path);
}

/** Reads a unit tier's amounts. Errors: REQUIRED if both are missing, OUT_OF_RANGE if negative, INVALID_VALUE. */
export function readUnitTerms(of: InputObject, path: FieldPath): Omit<UnitTier, 'upTo'> {
  const unitAmount = readDecimal({ of, name: 'unitAmount', path });
  const flatAmount = readDecimal({ of, name: 'flatAmount', path });
  if (unitAmount === null && flatAmount === null) {
    throw new BillingError('REQUIRED', 'or flatAmount is required', [...path, 'unitAmount']);
  }
  return { unitAmount, flatAmount };
}

export function unitTierJson(tier: UnitTier): JsonObject {
  return { upTo: writeDecimal(tier.upTo), unitAmount: writeDecimal(tier.unitAmount), flatAmount: writeDecimal(tier.flatAmount) };
}

/** Splits a quantity (not negative) over the tiers it enters, in order. Zero enters the first; a bound itself stays below it. */
export function partsOf<T extends Tier>(tiers: readonly T[], quantity: Decimal): readonly TierPart<T>[] {
  const parts: TierPart<T>[] = [];
  let lowerBound: Decimal = ZERO;
  for (const [index, tier] of tiers.entries()) {
    if (index > 0 && quantity.lte(lowerBound)) break;
    const top = tier.upTo === null ? quantity : Decimal.min(tier.upTo, quantity);
    parts.push({ tier, label: labelOf(index, lowerBound, tier.upTo), quantity: top.minus(lowerBound) });
    lowerBound = tier.upTo ?? lowerBound;
  }
  return parts;
}

function labelOf(index: number, lowerBound: Decimal, upTo: Decimal | null): string {
  const bounds = [index > 0 ? `over ${decimalText(lowerBound)}` : '', upTo === null ? '' : `${index > 0 ? 'to' : 'up to'} ${decimalText(upTo)}`];
  return `tier ${index + 1}: ${bounds.filter((bound) => bound !== '').join(' ') || 'any quantity'}`;
}
