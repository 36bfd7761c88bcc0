import { describe, expect, it } from 'vitest';
import { parsePriceModel, priceModelJson, PRICING_MODELS } from '../../../src/core/pricing/models.ts';
import { refusalOf } from '../../support/refusal.ts';

describe('price models', () => {
  it('models: are those of the contract, each under a name of its own', () => {
    expect(PRICING_MODELS.map(({ kind, field }) => [kind, field])).toEqual([
      ['FLAT', 'flat'],
      ['PER_UNIT', 'perUnit'],
      ['GRADUATED', 'graduated'],
      ['VOLUME', 'volume'],
      ['PACKAGE', 'package'],
      ['PERCENTAGE', 'percentage'],
      ['GRADUATED_PERCENTAGE', 'graduatedPercentage'],
      ['MATRIX', 'matrix'],
      ['DYNAMIC', 'dynamic'],
    ]);
  });

  it('models: only those that look at events need a meter', () => {
    const needing = PRICING_MODELS.filter(({ needsMeter }) => needsMeter).map(({ field }) => field);
    expect(needing).toEqual(['percentage', 'graduatedPercentage', 'matrix', 'dynamic']);
  });

  it('models: their JSON has one text for equal terms', () => {
    const one = parsePriceModel({ graduated: { tiers: [{ upTo: '10.0', unitAmount: '0.50' }, { flatAmount: '3' }] }, flat: null }, []);
    expect(priceModelJson(one)).toEqual({
      graduated: {
        tiers: [
          { upTo: '10', unitAmount: '0.5', flatAmount: null },
          { upTo: null, unitAmount: null, flatAmount: '3' },
        ],
      },
    });
  });

  it.each([
    ['nothing', null, 'REQUIRED at model'],
    ['no model', {}, 'REQUIRED at model'],
    ['only a null', { flat: null }, 'REQUIRED at model'],
    ['two models', { flat: { amount: '1' }, perUnit: { unitAmount: '1' } }, 'INVALID_VALUE at model'],
    ['an unknown model', { tiered: {} }, 'INVALID_VALUE at model.tiered'],
    ['a name every object inherits', JSON.parse('{"constructor":{}}'), 'INVALID_VALUE at model.constructor'],
    ['a list', [], 'INVALID_VALUE at model'],
  ])('models: refuses %s', (_, input, refusal) => {
    expect(refusalOf(() => parsePriceModel(input, ['model']))).toBe(refusal);
  });
});
