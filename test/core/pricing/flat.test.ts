import { describe, expect, it } from 'vitest';
import { parsePriceModel } from '../../../src/core/pricing/models.ts';
import { amountBy, ratingBy, stepLines } from '../../support/rating.ts';
import { refusalOf } from '../../support/refusal.ts';

describe('flat', () => {
  it.each(['0', '1', '1000000', '-5'])('flat: the amount is the same for a quantity of %s', (quantity) => {
    expect(amountBy({ flat: { amount: '49.90' } }, quantity)).toBe('49.9');
  });

  it('flat: is one step', () => {
    expect(stepLines(ratingBy({ flat: { amount: '100' } }, '3'))).toEqual(['FLAT 100 = 100']);
  });

  it.each([
    ['a missing amount', {}, 'REQUIRED at model.flat.amount'],
    ['a negative amount', { amount: '-0.01' }, 'OUT_OF_RANGE at model.flat.amount'],
    ['a number', { amount: 5 }, 'INVALID_VALUE at model.flat.amount'],
    ['an exponent', { amount: '1e2' }, 'INVALID_VALUE at model.flat.amount'],
    ['13 fraction digits', { amount: '0.0000000000001' }, 'OUT_OF_RANGE at model.flat.amount'],
    ['text for an object', 'amount', 'INVALID_VALUE at model.flat'],
  ])('flat: refuses %s', (_, terms, refusal) => {
    expect(refusalOf(() => parsePriceModel({ flat: terms }, ['model']))).toBe(refusal);
  });
});
