import { describe, expect, it } from 'vitest';
import { parsePriceModel } from '../../../src/core/pricing/models.ts';
import { amountBy, ratingBy, stepLines } from '../../support/rating.ts';
import { refusalOf } from '../../support/refusal.ts';

const perUnit = (unitAmount: string) => ({ perUnit: { unitAmount } });

describe('per unit', () => {
  it('per unit: the product is not rounded (case standard-precise)', () => {
    expect(amountBy(perUnit('5.12345'), '10')).toBe('51.2345');
  });

  it('per unit: the finest price times the finest quantity is exact', () => {
    expect(amountBy(perUnit('0.000000000001'), '0.000000000003')).toBe('0.000000000000000000000003');
  });

  it('per unit: the greatest price times the greatest quantity is exact', () => {
    // (10^26 - 1)^2 = 10^52 - 2 x 10^26 + 1
    const nines = '9'.repeat(26);
    expect(amountBy(perUnit(nines), nines)).toBe(`${'9'.repeat(25)}8${'0'.repeat(25)}1`);
  });

  it.each([
    ['0', '0'],
    ['-3', '0'],
    ['0.5', '1'],
  ])('per unit: a quantity of %s at 2 costs %s', (quantity, amount) => {
    expect(amountBy(perUnit('2'), quantity)).toBe(amount);
  });

  it('per unit: is one step', () => {
    expect(stepLines(ratingBy(perUnit('2'), '3'))).toEqual(['UNIT 3 x 2 = 6']);
  });

  it('per unit: refuses a missing and a negative price', () => {
    expect(refusalOf(() => parsePriceModel({ perUnit: {} }, []))).toBe('REQUIRED at perUnit.unitAmount');
    expect(refusalOf(() => parsePriceModel(perUnit('-1'), []))).toBe('OUT_OF_RANGE at perUnit.unitAmount');
  });
});
