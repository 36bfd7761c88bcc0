import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCurrency } from '../../src/core/currency.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { amountText, majorOf, MINOR_LIMIT, refuseBeyondLimit, roundToMinor } from '../../src/core/money.ts';

const USD = parseCurrency('USD');
const JPY = parseCurrency('JPY');
const KWD = parseCurrency('KWD');
const CLF = parseCurrency('CLF');

describe('roundToMinor', () => {
  it.each([
    // Just below, on, and just above the half, on both sides of zero: the half goes away from zero.
    ['0.004999999999999999999999', USD, 0n],
    ['0.005', USD, 1n],
    ['-0.004999999999999999999999', USD, 0n],
    ['-0.005', USD, -1n],
    ['2.675', USD, 268n], // a binary float would see 2.67499... and answer 267
    ['1.005', USD, 101n],
    ['199.995', USD, 20000n], // Kill Bill I12: 3/30 of 1999.95
    ['12.3', USD, 1230n],
    ['0', USD, 0n],
    ['0.5', JPY, 1n],
    ['-0.5', JPY, -1n],
    ['0.49', JPY, 0n],
    ['499.5', JPY, 500n],
    ['0.0005', KWD, 1n],
    ['-1.2345', KWD, -1235n],
    ['0.00005', CLF, 1n],
  ])('roundToMinor: %s %s is %s minor units', (exact, currency, minor) => {
    expect(roundToMinor(new Decimal(exact), currency)).toBe(minor);
  });

  it('roundToMinor: rounds once, so a tail below the half is never carried into it', () => {
    // 0.00499 rounded to 4 digits first would be 0.0050 and then 1 cent.
    expect(roundToMinor(new Decimal('0.00499'), USD)).toBe(0n);
  });

  it('roundToMinor: holds the greatest ledger amount and refuses one unit more, in both directions', () => {
    expect(roundToMinor(new Decimal('92233720368547758.07'), USD)).toBe(9_223_372_036_854_775_807n);
    expect(roundToMinor(new Decimal('-92233720368547758.07'), USD)).toBe(-9_223_372_036_854_775_807n);
    expect(roundToMinor(new Decimal('92233720368547758.0749'), USD)).toBe(9_223_372_036_854_775_807n);
    for (const beyond of ['92233720368547758.075', '92233720368547758.08', '-92233720368547758.075', '1e40']) {
      expect(() => roundToMinor(new Decimal(beyond), USD)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    }
  });

  it('roundToMinor: an amount that is not finite is a mistake of the program', () => {
    expect(() => roundToMinor(new Decimal(NaN), USD)).toThrow('finite');
  });
});

describe('refuseBeyondLimit', () => {
  it('refuseBeyondLimit: answers what a ledger amount holds and refuses the rest', () => {
    expect(refuseBeyondLimit(MINOR_LIMIT)).toBe(MINOR_LIMIT);
    expect(refuseBeyondLimit(-MINOR_LIMIT)).toBe(-MINOR_LIMIT);
    expect(() => refuseBeyondLimit(MINOR_LIMIT + 1n)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(() => refuseBeyondLimit(-MINOR_LIMIT - 1n)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });
});

describe('amountText', () => {
  it.each([
    [1230n, USD, '12.30'],
    [5n, USD, '0.05'],
    [-5n, USD, '-0.05'],
    [100n, USD, '1.00'],
    [0n, USD, '0.00'],
    [-5n, KWD, '-0.005'],
    [-1235n, KWD, '-1.235'],
    [500n, JPY, '500'],
    [-1n, JPY, '-1'],
    [0n, JPY, '0'],
    [1n, CLF, '0.0001'],
    [-99_999_999_999_999_999_999n, USD, '-999999999999999999.99'],
  ])('amountText: %s minor units of %s read %s', (minor, currency, text) => {
    expect(amountText(minor, currency)).toBe(text);
  });
});

describe('majorOf', () => {
  it('majorOf: is the exact amount in major units', () => {
    expect(majorOf(1230n, USD).toFixed()).toBe('12.3');
    expect(majorOf(-5n, KWD).toFixed()).toBe('-0.005');
    expect(majorOf(500n, JPY).toFixed()).toBe('500');
    expect(majorOf(9_223_372_036_854_775_807n, CLF).toFixed()).toBe('922337203685477.5807');
  });

  it('majorOf: rounding its answer gives the minor units back, whatever the currency', () => {
    const anyMinor = fc.bigInt({ min: -MINOR_LIMIT, max: MINOR_LIMIT });
    fc.assert(
      fc.property(anyMinor, fc.constantFrom(USD, JPY, KWD, CLF), (minor, currency) => {
        expect(roundToMinor(majorOf(minor, currency), currency)).toBe(minor);
        expect(new Decimal(amountText(minor, currency)).eq(majorOf(minor, currency))).toBe(true);
      }),
    );
  });
});
