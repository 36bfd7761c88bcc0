/** Volume: the whole quantity at the price of the one tier it ends in, and that tier's flat amount. */
import { ZERO } from '../decimal.ts';
import type { FieldPath } from '../errors.ts';
import { invariant } from '../invariant.ts';
import type { JsonObject } from '../json.ts';
import { chargeable, flatStep, type PricingModel, type RatableUsage, type Rating, ratingOf, type RatingStep, unitStep } from './model.ts';
import { parseTiers, partsOf, readUnitTerms, type UnitTier, unitTierJson } from './tiers.ts';

export interface VolumeTerms {
  tiers: readonly UnitTier[];
}

/** `volume { tiers [{ upTo unitAmount flatAmount }] }`. Errors: as `parseTiers` and `readUnitTerms`. */
export const volume: PricingModel<'VOLUME', VolumeTerms> = {
  kind: 'VOLUME',
  field: 'volume',
  needsMeter: false,
  readsValues: () => false,
  parse: (input: unknown, path: FieldPath): VolumeTerms => ({ tiers: parseTiers(input, path, readUnitTerms) }),
  toJson: (terms): JsonObject => ({ tiers: terms.tiers.map(unitTierJson) }),
  dimensionsOf: () => [],
  rate: rateVolume,
};

/** Zero ends in the first tier. Crossing a bound can lower the amount: that is what a volume price says. */
function rateVolume(terms: VolumeTerms, usage: RatableUsage): Rating {
  const quantity = chargeable(usage.quantity);
  const reached = partsOf(terms.tiers, quantity).at(-1);
  invariant(reached !== undefined, 'a quantity ends in a tier');
  const { tier, label } = reached;
  const steps: RatingStep[] = [unitStep('TIER', `all units at ${label}`, quantity, tier.unitAmount ?? ZERO)];
  if (tier.flatAmount !== null) steps.push(flatStep(`${label}, flat amount`, tier.flatAmount));
  return ratingOf(steps);
}
