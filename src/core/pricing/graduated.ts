/** Graduated: each tier's part of the quantity at that tier's price, and the flat amount of every tier entered. */
import type { FieldPath } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { chargeable, flatStep, type PricingModel, type RatableUsage, type Rating, ratingOf, type RatingStep, unitStep } from './model.ts';
import { parseTiers, partsOf, readUnitTerms, type TierPart, type UnitTier, unitTierJson } from './tiers.ts';

export interface GraduatedTerms {
  tiers: readonly UnitTier[];
}

/** `graduated { tiers [{ upTo unitAmount flatAmount }] }`. Errors: as `parseTiers` and `readUnitTerms`. */
export const graduated: PricingModel<'GRADUATED', GraduatedTerms> = {
  kind: 'GRADUATED',
  field: 'graduated',
  needsMeter: false,
  readsValues: () => false,
  parse: (input: unknown, path: FieldPath): GraduatedTerms => ({ tiers: parseTiers(input, path, readUnitTerms) }),
  toJson: (terms): JsonObject => ({ tiers: terms.tiers.map(unitTierJson) }),
  dimensionsOf: () => [],
  rate: rateGraduated,
};

/** A tier is entered above its lower bound, by any fraction; the first is entered even at zero, so its flat amount is always due. */
function rateGraduated(terms: GraduatedTerms, usage: RatableUsage): Rating {
  return ratingOf(partsOf(terms.tiers, chargeable(usage.quantity)).flatMap(stepsOf));
}

function stepsOf({ tier, label, quantity }: TierPart<UnitTier>): RatingStep[] {
  const steps: RatingStep[] = [];
  if (tier.unitAmount !== null) steps.push(unitStep('TIER', label, quantity, tier.unitAmount));
  if (tier.flatAmount !== null) steps.push(flatStep(`${label}, flat amount`, tier.flatAmount));
  return steps;
}
