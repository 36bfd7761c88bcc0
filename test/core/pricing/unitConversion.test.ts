import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../src/core/decimal.ts';
import { convertUnits, readUnitConversion, type UnitRounding } from '../../../src/core/pricing/unitConversion.ts';

function converted(quantity: string, divideBy: string, rounding: UnitRounding): string {
  return convertUnits(new Decimal(quantity), { divideBy: new Decimal(divideBy), rounding }).toFixed();
}

describe('convertUnits', () => {
  it.each([
    // 1,400 / 1,000 = 1.4
    ['1400', 'UP', '2'],
    ['1400', 'DOWN', '1'],
    ['1400', 'HALF_UP', '1'],
    ['1400', 'NONE', '1.4'],
    // 1,500 / 1,000 = 1.5
    ['1500', 'HALF_UP', '2'],
    ['1499.999999999999', 'HALF_UP', '1'],
    // A whole number stays what it is.
    ['2000', 'UP', '2'],
    ['2000.000000000001', 'UP', '3'],
    ['1999.999999999999', 'DOWN', '1'],
    ['0', 'UP', '0'],
    ['0.000000000001', 'UP', '1'],
  ] as const)('conversion: %s per 1000 %s is %s', (quantity, rounding, billed) => {
    expect(converted(quantity, '1000', rounding)).toBe(billed);
  });

  it('conversion: a quotient that does not end is rounded half away from zero to 12 digits', () => {
    expect(converted('2', '3', 'NONE')).toBe('0.666666666667');
    expect(converted('1', '3', 'NONE')).toBe('0.333333333333');
  });

  it('conversion: a divisor below one multiplies', () => {
    expect(converted('1.5', '0.001', 'NONE')).toBe('1500');
  });

  it('conversion: the largest quantity by the smallest divisor is exact', () => {
    // (10^26 - 10^-12) / 10^-12
    expect(converted('99999999999999999999999999.999999999999', '0.000000000001', 'UP')).toBe('9'.repeat(38));
  });

  it('conversion: rounding up covers the quantity with less than a unit too much, and rounding down the other way round', () => {
    const whole = fc.bigInt({ min: 0n, max: 10n ** 20n });
    fc.assert(
      fc.property(whole, fc.bigInt({ min: 1n, max: 10n ** 12n }), (quantity, divideBy) => {
        const up = BigInt(converted(String(quantity), String(divideBy), 'UP'));
        const down = BigInt(converted(String(quantity), String(divideBy), 'DOWN'));
        expect(up * divideBy >= quantity && up * divideBy - quantity < divideBy).toBe(true);
        expect(down * divideBy <= quantity && quantity - down * divideBy < divideBy).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('readUnitConversion', () => {
  const read = (value: unknown) => readUnitConversion({ of: { unitConversion: value }, name: 'unitConversion', path: [] });

  it('conversion: absent is none, and without a rounding nothing is rounded', () => {
    expect(read(undefined)).toBeNull();
    expect(read(null)).toBeNull();
    expect(read({ divideBy: '12' })).toEqual({ divideBy: new Decimal(12), rounding: 'NONE' });
  });
});
