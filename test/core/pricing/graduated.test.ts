import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePriceModel } from '../../../src/core/pricing/models.ts';
import { amountBy, ratingBy, stepLines } from '../../support/rating.ts';
import { refusalOf } from '../../support/refusal.ts';

/** `[upTo, unitAmount, flatAmount]` a tier. */
type TierText = readonly [string | null, string | null, (string | null)?];

function graduated(...tiers: readonly TierText[]): object {
  return { graduated: { tiers: tiers.map(([upTo, unitAmount, flatAmount = null]) => ({ upTo, unitAmount, flatAmount })) } };
}

const LAGO = graduated(['10', '10', '2'], ['20', '5', '3'], [null, '5', '3']);
const LAGO_FRACTIONS = graduated(['0.1', '10'], ['1', '5'], [null, '2']);
const AUTUMN = graduated(['100', '0.1'], ['500', '0.05'], [null, '0.02']);
const FLEXPRICE = graduated(['10', '50'], ['20', '40'], [null, '30']);
const FLEXPRICE_FLAT = graduated(['5', '0', '1'], ['10', '1', '2'], [null, '2', '0']);
const OPENMETER = graduated(['5', null, '100'], ['10', null, '50'], ['15', '10'], [null, '5']);

describe('graduated', () => {
  it.each([
    ['graduated-0', LAGO, '0', '2'], // first tier's flat amount
    ['graduated-12', LAGO, '12', '115'], // 10 x 10 + 2 + 2 x 5 + 3
    ['graduated-21', LAGO, '21', '163'], // 100 + 2 + 50 + 3 + 5 + 3
    ['graduated-decimal-adjacent-0.05', LAGO_FRACTIONS, '0.05', '0.5'],
    ['graduated-decimal-adjacent-0.5', LAGO_FRACTIONS, '0.5', '3'], // 0.1 x 10 + 0.4 x 5
    ['au-grad-500', AUTUMN, '500', '30'], // 100 x 0.1 + 400 x 0.05
    ['au-grad-1000', AUTUMN, '1000', '40'], // 30 + 500 x 0.02
    ['au-grad-precision', graduated(['50', '0.0075'], [null, '0.0025']), '75', '0.4375'], // 0.375 + 0.0625
    ['fp-slab-5', FLEXPRICE, '5', '250'],
    ['fp-slab-15', FLEXPRICE, '15', '700'],
    ['fp-slab-25', FLEXPRICE, '25', '1050'],
    ['fp-slab-flat-3', FLEXPRICE_FLAT, '3', '1'],
    ['fp-slab-flat-7', FLEXPRICE_FLAT, '7', '5'], // 1 + 2 x 1 + 2
    ['om-grad-0', OPENMETER, '0', '100'],
    ['om-grad-3', OPENMETER, '3', '100'],
    ['om-grad-5', OPENMETER, '5', '100'],
    ['om-grad-12', OPENMETER, '12', '170'], // 100 + 50 + 2 x 10
    ['om-grad-22', OPENMETER, '22', '235'], // 100 + 50 + 50 + 7 x 5
  ])('graduated: case %s', (_, model, quantity, amount) => {
    expect(amountBy(model, quantity)).toBe(amount);
  });

  it('graduated: a quantity on a tier edge stays in the lower tier', () => {
    expect(amountBy(LAGO, '10')).toBe('102'); // 10 x 10 + 2, no flat amount of tier 2
  });

  it('graduated: any fraction above a bound enters the next tier', () => {
    expect(amountBy(LAGO, '10.000000000001')).toBe('105.000000000005'); // 102 + 3 + 10^-12 x 5
  });

  it('graduated: a negative quantity is rated like zero', () => {
    expect(amountBy(LAGO, '-250')).toBe('2');
    expect(amountBy(AUTUMN, '-250')).toBe('0');
  });

  it('graduated: a step for each unit price, also of 0, and for each flat amount (case om-grad-multi-22)', () => {
    const rating = ratingBy(graduated(['5', '0', '100'], ['10', null, '50'], ['15', '5'], [null, '1']), '22');
    expect(stepLines(rating)).toEqual(['TIER 5 x 0 = 0', 'FLAT 100 = 100', 'FLAT 50 = 50', 'TIER 5 x 5 = 25', 'TIER 7 x 1 = 7']);
    expect(rating.exact.toFixed()).toBe('182');
  });

  it('graduated: steps name their tiers', () => {
    const labels = ratingBy(graduated(['1000', '1'], ['10000', '0.5', '9'], [null, '0.1']), '20000').steps.map((step) => step.label);
    expect(labels).toEqual(['tier 1: up to 1000', 'tier 2: over 1000 to 10000', 'tier 2: over 1000 to 10000, flat amount', 'tier 3: over 10000']);
    expect(ratingBy(graduated([null, '1']), '1').steps[0]?.label).toBe('tier 1: any quantity');
  });

  it('graduated: billing 12 and then 10 more makes the difference of the totals (case om-grad-mid-12-to-22)', () => {
    const model = graduated(['5', '0', '100'], ['10', null, '50'], ['15', '5'], [null, '1']);
    // 100 + 50 + 2 x 5, then 3 x 5 + 7 x 1 = 22 more
    expect([amountBy(model, '12'), amountBy(model, '22')]).toEqual(['160', '182']);
  });
});

describe('graduated tiers', () => {
  it('tiers: takes 1000', () => {
    const tiers = Array.from({ length: 1000 }, (_, index): TierText => [index === 999 ? null : String(index + 1), '1']);
    expect(amountBy(graduated(...tiers), '2500')).toBe('2500');
    expect(refusalOf(() => parsePriceModel(graduated(['0.5', '1'], ...tiers), ['model']))).toBe('TOO_MANY at model.graduated.tiers');
  });

  it.each([
    ['no tiers', graduated(), 'INVALID_TIERS at tiers'],
    ['missing tiers', { graduated: {} }, 'INVALID_TIERS at tiers'],
    ['tiers that are not a list', { graduated: { tiers: { upTo: null } } }, 'INVALID_VALUE at tiers'],
    ['a tier that is not an object', { graduated: { tiers: ['5'] } }, 'INVALID_VALUE at tiers.0'],
    ['tiers out of order', graduated(['10', '1'], ['5', '1'], [null, '1']), 'INVALID_TIERS at tiers.1.upTo'],
    ['a bound given twice', graduated(['10', '1'], ['10.0', '1'], [null, '1']), 'INVALID_TIERS at tiers.1.upTo'],
    ['a first bound of zero', graduated(['0', '1'], [null, '1']), 'INVALID_TIERS at tiers.0.upTo'],
    ['a negative bound', graduated(['-5', '1'], [null, '1']), 'OUT_OF_RANGE at tiers.0.upTo'],
    ['a bound that is no decimal', graduated(['ten', '1'], [null, '1']), 'INVALID_VALUE at tiers.0.upTo'],
    ['a second open tier', graduated(['10', '1'], [null, '1'], [null, '1']), 'INVALID_TIERS at tiers.1.upTo'],
    ['a closed last tier', graduated(['10', '1'], ['20', '1']), 'INVALID_TIERS at tiers.1.upTo'],
    ['a tier without any amount', graduated(['10', '1'], [null, null]), 'REQUIRED at tiers.1.unitAmount'],
    ['a negative unit amount', graduated(['10', '1'], [null, '-1']), 'OUT_OF_RANGE at tiers.1.unitAmount'],
    ['a negative flat amount', graduated(['10', '1', '-1'], [null, '1']), 'OUT_OF_RANGE at tiers.0.flatAmount'],
  ])('tiers: refuses %s', (_, model, refusal) => {
    expect(refusalOf(() => parsePriceModel(model, ['model']))).toBe(refusal.replace(' at ', ' at model.graduated.'));
  });
});

describe('graduated properties', () => {
  const cents = fc.integer({ min: 0, max: 100_000 }).map((minor) => `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`);
  const unitTiers = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 6 }), fc.array(cents, { minLength: 7, maxLength: 7 }))
    .map(([bounds, prices]) => {
      const sorted = [...bounds].sort((a, b) => a - b).map(String);
      return [...sorted, null].map((upTo, index): TierText => [upTo, prices[index] ?? '0']);
    });
  const quantities = fc.integer({ min: 0, max: 1000 });
  const inCents = (text: string): bigint => BigInt(Math.round(Number(text) * 100));

  it('graduated: more usage never costs less', () => {
    fc.assert(
      fc.property(unitTiers, quantities, fc.integer({ min: 0, max: 100 }), (tiers, quantity, more) => {
        const model = graduated(...tiers);
        expect(inCents(amountBy(model, String(quantity + more)))).toBeGreaterThanOrEqual(inCents(amountBy(model, String(quantity))));
      }),
      { numRuns: 100 },
    );
  });

  it('graduated: the amount is the sum of every single unit at the price of its tier', () => {
    fc.assert(
      fc.property(unitTiers, quantities, (tiers, quantity) => {
        let sum = 0n;
        for (let unit = 1; unit <= quantity; unit += 1) {
          sum += inCents(tiers.find(([upTo]) => upTo === null || unit <= Number(upTo))?.[1] ?? '0');
        }
        expect(inCents(amountBy(graduated(...tiers), String(quantity)))).toBe(sum);
      }),
      { numRuns: 100 },
    );
  });

  it('graduated: a bound put into a tier, with the same price on both sides, changes nothing', () => {
    fc.assert(
      fc.property(unitTiers, fc.integer({ min: 501, max: 600 }), quantities, (tiers, bound, quantity) => {
        const last = tiers.at(-1)?.[1] ?? '0';
        const split = [...tiers.slice(0, -1), [String(bound), last] as const, [null, last] as const];
        expect(amountBy(graduated(...split), String(quantity))).toBe(amountBy(graduated(...tiers), String(quantity)));
      }),
      { numRuns: 100 },
    );
  });
});
