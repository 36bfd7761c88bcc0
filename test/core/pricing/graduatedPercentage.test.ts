import { describe, expect, it } from 'vitest';
import { parsePriceModel } from '../../../src/core/pricing/models.ts';
import { amountBy, ratingBy, stepLines } from '../../support/rating.ts';
import { refusalOf } from '../../support/refusal.ts';

/** `[upTo, rate, flatAmount]` a tier. */
function graduatedPercentage(...tiers: readonly (readonly [string | null, string | null, string?])[]): object {
  return { graduatedPercentage: { tiers: tiers.map(([upTo, rate, flatAmount = null]) => ({ upTo, rate, flatAmount })) } };
}

const LAGO = graduatedPercentage(['10', '1', '200'], ['20', '2', '300'], [null, '3', '400']);

describe('graduated percentage', () => {
  it.each([
    ['graduated-pct-0', LAGO, '0', '200'],
    ['graduated-pct-10', LAGO, '10', '200.1'], // 10 x 1 % + 200
    ['graduated-pct-11', LAGO, '11', '500.12'], // + 1 x 2 % + 300
    ['graduated-pct-12', LAGO, '12', '500.14'],
    ['graduated-pct-scenario-150', graduatedPercentage(['100', '5', '0'], [null, '2', '10']), '150', '16'], // 5 + 1 + 10
  ])('graduated percentage: case %s', (_, model, quantity, amount) => {
    expect(amountBy(model, quantity)).toBe(amount);
  });

  it('graduated percentage: tiers divide the total, not single events', () => {
    // 60 + 90 = 150: 100 x 5 % + 50 x 2 %
    expect(amountBy(graduatedPercentage(['100', '5'], [null, '2']), { values: ['60', '90'] })).toBe('6');
  });

  it('graduated percentage: a negative total is rated like zero', () => {
    expect(amountBy(LAGO, '-50')).toBe('200');
  });

  it('graduated percentage: steps show the rate as a factor and in words', () => {
    const rating = ratingBy(LAGO, '12');
    expect(stepLines(rating)).toEqual(['TIER 10 x 0.01 = 0.1', 'FLAT 200 = 200', 'TIER 2 x 0.02 = 0.04', 'FLAT 300 = 300']);
    expect(rating.steps[2]?.label).toBe('tier 2: over 10 to 20, 2 %');
  });

  it.each([
    ['a rate above 100', graduatedPercentage([null, '101']), 'OUT_OF_RANGE at graduatedPercentage.tiers.0.rate'],
    ['a tier with neither', graduatedPercentage([null, null]), 'REQUIRED at graduatedPercentage.tiers.0.rate'],
    ['tiers out of order', graduatedPercentage(['5', '1'], ['4', '1'], [null, '1']), 'INVALID_TIERS at graduatedPercentage.tiers.1.upTo'],
  ])('graduated percentage: refuses %s', (_, model, refusal) => {
    expect(refusalOf(() => parsePriceModel(model, []))).toBe(refusal);
  });
});
