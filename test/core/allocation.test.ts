import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/core/allocation.ts';

describe('allocate', () => {
  it.each([
    // 100 x 1/3 = 33.33 each: one unit is left, and among equal remainders the first takes it.
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    // 100 x 1/6 = 16.67, 2/6 = 33.33, 3/6 = 50: one unit left, the largest remainder (.67) takes it.
    [100n, [1n, 2n, 3n], [17n, 33n, 50n]],
    // 5 x 3/10 = 1.5, 7/10 = 3.5: equal remainders, the earlier index wins.
    [5n, [3n, 7n], [2n, 3n]],
    // 2 over four equals: 0.5 each, two units left for the first two.
    [2n, [9n, 9n, 9n, 9n], [1n, 1n, 0n, 0n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [-5n, [3n, 7n], [-2n, -3n]],
    [0n, [1n, 2n], [0n, 0n]],
    [7n, [5n], [7n]],
    [10n, [0n, 3n, 0n], [0n, 10n, 0n]],
    // A weight of zero never takes a left-over unit: 1.5 and 1.5 of 3 leave one for the second part.
    [3n, [0n, 1n, 1n], [0n, 2n, 1n]],
  ])('allocate: %s over %s is %s', (total, weights, shares) => {
    expect(allocate(total, weights)).toEqual(shares);
  });

  it('allocate: weights that are all zero split equally, the first parts taking what is left', () => {
    expect(allocate(10n, [0n, 0n, 0n])).toEqual([4n, 3n, 3n]);
    expect(allocate(-10n, [0n, 0n, 0n])).toEqual([-4n, -3n, -3n]);
  });

  it('allocate: stays exact beyond what a number can hold', () => {
    // 2^64 over 1 : 2 is 6148914691236517205.33 and 12297829382473034410.67.
    expect(allocate(18_446_744_073_709_551_616n, [1n, 2n])).toEqual([6_148_914_691_236_517_205n, 12_297_829_382_473_034_411n]);
  });

  it('allocate: refuses what only a mistake of the program can ask', () => {
    expect(allocate(0n, [])).toEqual([]);
    expect(() => allocate(1n, [])).toThrow('at least one part');
    expect(() => allocate(1n, [2n, -1n])).toThrow('never negative');
  });

  const total = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
  const weights = fc.array(fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 10n ** 12n })), { minLength: 1, maxLength: 20 });
  const sumOf = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);

  it('allocate: no unit is lost or made', () => {
    fc.assert(
      fc.property(total, weights, (amount, parts) => {
        expect(sumOf(allocate(amount, parts))).toBe(amount);
      }),
    );
  });

  it('allocate: no share is a whole unit away from its exact proportion', () => {
    fc.assert(
      fc.property(total, weights, (amount, parts) => {
        const whole = sumOf(parts);
        fc.pre(whole > 0n);
        allocate(amount, parts).forEach((share, index) => {
          const distance = share * whole - amount * parts[index]!;
          expect(distance > -whole && distance < whole).toBe(true);
        });
      }),
    );
  });

  it('allocate: a negative total mirrors the positive one', () => {
    fc.assert(
      fc.property(total, weights, (amount, parts) => {
        expect(allocate(-amount, parts)).toEqual(allocate(amount, parts).map((share) => -share));
      }),
    );
  });

  it('allocate: a greater weight never gets the smaller share', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 6n }), weights, (amount, parts) => {
        const shares = allocate(amount, parts);
        parts.forEach((a, i) => parts.forEach((b, j) => expect(a > b && shares[i]! < shares[j]!).toBe(false)));
      }),
    );
  });
});
