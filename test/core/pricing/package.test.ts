import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePriceModel } from '../../../src/core/pricing/models.ts';
import { amountBy, ratingBy, stepLines } from '../../support/rating.ts';
import { refusalOf } from '../../support/refusal.ts';

const packages = (size: string, amount: string) => ({ package: { size, amount } });

describe('package', () => {
  it.each([
    ['package-a', packages('10', '100'), '121', '1300'], // 13 packages
    ['package-scenario-15-free0', packages('10', '100'), '15', '200'],
    ['package-scenario-3-free0', packages('10', '100'), '3', '100'],
    ['fp-package-250-up', packages('100', '1'), '250', '3'],
    ['mt-package-45', packages('20', '5'), '45', '15'],
    ['om-package-0', packages('10', '15'), '0', '0'],
    ['om-package-11', packages('10', '15'), '11', '30'],
  ])('package: case %s', (_, model, quantity, amount) => {
    expect(amountBy(model, quantity)).toBe(amount);
  });

  it.each([
    ['10', '1'],
    ['10.000000000001', '2'],
    ['20', '2'],
    ['0.000000000001', '1'],
    ['-1', '0'],
  ])('package: %s units are %s packages of 10', (quantity, count) => {
    expect(amountBy(packages('10', '1'), quantity)).toBe(count);
  });

  it('package: sizes with fractions divide exactly', () => {
    expect(amountBy(packages('0.1', '1'), '0.3')).toBe('3');
    expect(amountBy(packages('0.3', '1'), '1')).toBe('4'); // 0.9 in three, the rest opens a fourth
  });

  it('package: the greatest quantity in the finest packages loses none', () => {
    const nines = '9'.repeat(26);
    expect(amountBy(packages('0.000000000001', '1'), `${nines}.999999999999`)).toBe('9'.repeat(38));
    expect(amountBy(packages('3', '1'), `${nines}.000000000001`)).toBe(`${'3'.repeat(25)}4`);
  });

  it('package: is one step of whole packages', () => {
    expect(stepLines(ratingBy(packages('10', '15'), '11'))).toEqual(['PACKAGE 2 x 15 = 30']);
  });

  it.each([
    ['a size of zero', packages('0', '1'), 'OUT_OF_RANGE at package.size'],
    ['a negative size', packages('-1', '1'), 'OUT_OF_RANGE at package.size'],
    ['a missing size', { package: { amount: '1' } }, 'REQUIRED at package.size'],
    ['a missing amount', { package: { size: '1' } }, 'REQUIRED at package.amount'],
    ['a negative amount', packages('1', '-1'), 'OUT_OF_RANGE at package.amount'],
  ])('package: refuses %s', (_, model, refusal) => {
    expect(refusalOf(() => parsePriceModel(model, []))).toBe(refusal);
  });

  it('package: more usage never costs less, and packages just cover it', () => {
    const whole = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), whole, fc.integer({ min: 0, max: 500 }), (size, quantity, more) => {
        const count = BigInt(amountBy(packages(String(size), '1'), String(quantity)));
        expect(BigInt(amountBy(packages(String(size), '1'), String(quantity + more)))).toBeGreaterThanOrEqual(count);
        expect(count * BigInt(size)).toBeGreaterThanOrEqual(BigInt(quantity));
        expect((count - 1n) * BigInt(size)).toBeLessThan(BigInt(quantity) + (quantity === 0 ? 1n : 0n));
      }),
      { numRuns: 100 },
    );
  });
});
