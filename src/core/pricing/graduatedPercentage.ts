/** Graduated percentage: each tier's part of an amount at that tier's rate, and the flat amount of every tier entered. */
import { type Decimal, decimalText } from '../decimal.ts';
import { BillingError, type FieldPath } from '../errors.ts';
import { type InputObject, readDecimal, writeDecimal } from '../fields.ts';
import type { JsonObject } from '../json.ts';
import { chargeable, flatStep, type PricingModel, type RatableUsage, type Rating, ratingOf, type RatingStep, unitStep } from './model.ts';
import { fractionOfRate, readRate } from './rate.ts';
import { parseTiers, partsOf, type Tier, type TierPart } from './tiers.ts';

/** At least one of the two is there, and a missing one is 0. */
export interface RateTier extends Tier {
  /** Percent, 0 to 100. */
  rate: Decimal | null;
  /** Major units, not negative. */
  flatAmount: Decimal | null;
}

export interface GraduatedPercentageTerms {
  tiers: readonly RateTier[];
}

/**
 * `graduatedPercentage { tiers [{ upTo rate flatAmount }] }`. The tiers divide the total over all events.
 * Errors: as `parseTiers`; REQUIRED if a tier has neither rate nor flat amount; OUT_OF_RANGE for a rate above 100.
 */
export const graduatedPercentage: PricingModel<'GRADUATED_PERCENTAGE', GraduatedPercentageTerms> = {
  kind: 'GRADUATED_PERCENTAGE',
  field: 'graduatedPercentage',
  needsMeter: true,
  readsValues: () => false,
  parse: (input: unknown, path: FieldPath): GraduatedPercentageTerms => ({ tiers: parseTiers(input, path, readRateTerms) }),
  toJson: (terms): JsonObject => ({ tiers: terms.tiers.map(tierJson) }),
  dimensionsOf: () => [],
  rate: rateGraduatedPercentage,
};

/** As in `graduated`: any fraction above a bound enters the next tier, and the first is entered even at zero. */
function rateGraduatedPercentage(terms: GraduatedPercentageTerms, usage: RatableUsage): Rating {
  return ratingOf(partsOf(terms.tiers, chargeable(usage.quantity)).flatMap(stepsOf));
}

function stepsOf({ tier, label, quantity }: TierPart<RateTier>): RatingStep[] {
  const steps: RatingStep[] = [];
  if (tier.rate !== null) {
    steps.push(unitStep('TIER', `${label}, ${decimalText(tier.rate)} %`, quantity, fractionOfRate(tier.rate)));
  }
  if (tier.flatAmount !== null) steps.push(flatStep(`${label}, flat amount`, tier.flatAmount));
  return steps;
}

function readRateTerms(of: InputObject, path: FieldPath): Omit<RateTier, 'upTo'> {
  const rate = readRate({ of, name: 'rate', path });
  const flatAmount = readDecimal({ of, name: 'flatAmount', path });
  if (rate === null && flatAmount === null) throw new BillingError('REQUIRED', 'or flatAmount is required', [...path, 'rate']);
  return { rate, flatAmount };
}

function tierJson(tier: RateTier): JsonObject {
  return { upTo: writeDecimal(tier.upTo), rate: writeDecimal(tier.rate), flatAmount: writeDecimal(tier.flatAmount) };
}
