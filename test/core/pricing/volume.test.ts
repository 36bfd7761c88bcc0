import { describe, expect, it } from 'vitest';
import { parsePriceModel } from '../../../src/core/pricing/models.ts';
import { amountBy, ratingBy, stepLines } from '../../support/rating.ts';
import { refusalOf } from '../../support/refusal.ts';

/** `[upTo, unitAmount, flatAmount]` a tier. */
function volume(...tiers: readonly (readonly [string | null, string | null, string?])[]): object {
  return { volume: { tiers: tiers.map(([upTo, unitAmount, flatAmount = null]) => ({ upTo, unitAmount, flatAmount })) } };
}

const LAGO = volume(['100', '2', '10'], ['200', '1', '0'], [null, '0.5', '50']);
const AUTUMN = volume(['100', '0.1'], ['500', '0.05'], [null, '0.02']);
const FLEXPRICE = volume(['10', '50'], ['20', '40'], [null, '30']);
const OPENMETER = volume(['5', null, '100'], ['10', null, '150'], ['15', '10'], [null, '5']);
const KILL_BILL = volume(['10', '1.5'], ['110', '1'], ['1110', '0.5'], [null, '0']);

describe('volume', () => {
  it.each([
    ['volume-1', LAGO, '1', '12'], // 1 x 2 + 10
    ['volume-100', LAGO, '100', '210'], // 100 x 2 + 10
    ['volume-101', LAGO, '101', '101'],
    ['volume-300', LAGO, '300', '200'], // 300 x 0.5 + 50
    ['volume-scenario-15', volume(['10', '5', '100'], [null, '2', '50']), '15', '80'], // 15 x 2 + 50
    ['au-vol-50', AUTUMN, '50', '5'],
    ['au-vol-100', AUTUMN, '100', '10'],
    ['au-vol-1000', AUTUMN, '1000', '20'],
    ['fp-volume-15', FLEXPRICE, '15', '600'],
    ['fp-volume-25', FLEXPRICE, '25', '750'],
    ['mt-volume-150', volume(['100', '1'], ['200', '0.5'], [null, '0.25']), '150', '75'],
    ['om-vol-0', OPENMETER, '0', '100'],
    ['om-vol-3', OPENMETER, '3', '100'],
    ['om-vol-7', OPENMETER, '7', '150'],
    ['om-vol-14', OPENMETER, '14', '140'],
    ['om-vol-16', OPENMETER, '16', '80'],
    ['U02 (TOP_TIER, blocks of 1, as cumulative bounds)', KILL_BILL, '111', '55.5'],
  ])('volume: case %s', (_, model, quantity, amount) => {
    expect(amountBy(model, quantity)).toBe(amount);
  });

  it('volume: a quantity on a bound stays in the lower tier, any fraction above it does not', () => {
    expect(amountBy(LAGO, '200')).toBe('200'); // 200 x 1
    expect(amountBy(LAGO, '200.000000000001')).toBe('150.0000000000005'); // x 0.5 + 50
  });

  it('volume: a negative quantity is rated like zero', () => {
    expect(amountBy(LAGO, '-1')).toBe('10');
  });

  it('volume: steps show the one tier reached', () => {
    const rating = ratingBy(LAGO, '300');
    expect(stepLines(rating)).toEqual(['TIER 300 x 0.5 = 150', 'FLAT 50 = 50']);
    expect(rating.steps.map((step) => step.label)).toEqual(['all units at tier 3: over 200', 'tier 3: over 200, flat amount']);
  });

  it('volume: refuses the tiers that graduated refuses, under its own name', () => {
    expect(refusalOf(() => parsePriceModel(volume(['10', '1'], ['9', '1'], [null, '1']), ['model']))).toBe('INVALID_TIERS at model.volume.tiers.1.upTo');
  });
});
