import { describe, expect, it } from 'vitest';
import { parseCreditUnit, parseUnitWorth, readUnits, unitRateInForce, worthOf } from '../../../src/core/credits/creditUnit.ts';
import { type CurrencyCode, parseCurrency } from '../../../src/core/currency.ts';
import { Decimal, decimalText } from '../../../src/core/decimal.ts';
import { JPY, KWD, USD, at } from '../../support/ledger.ts';
import { refusalOf } from '../../support/refusal.ts';

const EUR = parseCurrency('EUR');
const inUnits = (amount: unknown, { decimals, rate, currency = USD }: { decimals: number; rate: string; currency?: CurrencyCode }) =>
  readUnits({ of: { amount }, name: 'amount', path: [] }, { code: 'TOKENS', decimals, moneyPerUnit: new Decimal(rate) }, currency);

describe('parseCreditUnit', () => {
  it('parseCreditUnit: named by its code, whole and without a rate unless it is said', () => {
    expect(parseCreditUnit({ code: 'TOKENS' })).toEqual({ code: 'TOKENS', name: 'TOKENS', decimals: 0, rates: [] });
    expect(parseCreditUnit({ code: 'GPUH', name: 'GPU hours', decimals: 12, rates: [{ currency: 'USD', moneyPerUnit: '2.50' }] })).toMatchObject({ name: 'GPU hours', decimals: 12, rates: [{ currency: 'USD' }] });
  });

  it.each<[string, object]>([
    ['REQUIRED at code', { code: '', name: '' }],
    ['INVALID_VALUE at code', { code: 'USD', name: '' }],
    ['INVALID_VALUE at code', { code: 'abc', decimals: 13 }],
    ['REQUIRED at name', { code: 'TOKENS', name: '', decimals: 13 }],
    ['OUT_OF_RANGE at decimals', { code: 'TOKENS', decimals: 13, rates: {} }],
    ['OUT_OF_RANGE at decimals', { code: 'TOKENS', decimals: -1 }],
    ['INVALID_VALUE at decimals', { code: 'TOKENS', decimals: 1.5 }],
    ['INVALID_VALUE at rates', { code: 'TOKENS', rates: {} }],
    ['TOO_MANY at rates', { code: 'TOKENS', rates: Array.from({ length: 51 }, () => ({ currency: 'USD', moneyPerUnit: '1' })) }],
    ['UNKNOWN_CURRENCY at rates.1.currency', { code: 'TOKENS', rates: [{ currency: 'USD', moneyPerUnit: '1' }, { currency: 'TOKENS', moneyPerUnit: '0' }] }],
    ['OUT_OF_RANGE at rates.0.moneyPerUnit', { code: 'TOKENS', rates: [{ currency: 'USD', moneyPerUnit: '0' }, { currency: 'USD', moneyPerUnit: '1' }] }],
    ['CONFLICT at rates.1.currency', { code: 'TOKENS', rates: [{ currency: 'USD', moneyPerUnit: '1' }, { currency: 'USD', moneyPerUnit: '2' }] }],
  ])('parseCreditUnit: %s', (refusal, input) => {
    expect(refusalOf(() => parseCreditUnit(input))).toBe(refusal);
  });

  it('parseUnitWorth: a rate is above zero', () => {
    expect([{}, { moneyPerUnit: '0.00' }, { moneyPerUnit: '-1' }, { moneyPerUnit: '0.0000000000001' }, { moneyPerUnit: 1 }].map((rate) => refusalOf(() => parseUnitWorth({ currency: 'USD', ...rate })))).toEqual([
      'REQUIRED at moneyPerUnit',
      'OUT_OF_RANGE at moneyPerUnit',
      'OUT_OF_RANGE at moneyPerUnit',
      'OUT_OF_RANGE at moneyPerUnit',
      'INVALID_VALUE at moneyPerUnit',
    ]);
  });
});

describe('unitRateInForce', () => {
  const rates = [{ number: 0, effectiveFrom: null }, { number: 1, effectiveFrom: at('2026-03-01') }];

  it('unitRateInForce: the newest that has begun', () => {
    expect([unitRateInForce(rates, at('2026-02-28'))?.number, unitRateInForce(rates, at('2026-03-01'))?.number, unitRateInForce(rates.slice(1), at('2026-02-28')), unitRateInForce([], at('2026-03-01'))]).toEqual([0, 1, null, null]);
  });
});

describe('readUnits', () => {
  // 0.125 of a thing at 8 yen is one yen. 1.123456789012 at 10 euros is 11.23456789012: 1123 cents. 7 at 0.143 dinars is 1.001.
  it.each<[string, number, string, CurrencyCode, bigint]>([
    ['3', 0, '150', JPY, 450n],
    ['0.125', 3, '8', JPY, 1n],
    ['1.99', 2, '0.5', JPY, 0n],
    ['12.34', 2, '0.1', EUR, 123n],
    ['1.123456789012', 12, '10', EUR, 1_123n],
    ['7', 0, '0.143', KWD, 1_001n],
    ['0.000000000001', 12, '1000000000', KWD, 1n],
    ['99999999999999999999999999', 0, '0.000000000001', USD, 9_999_999_999_999_999n],
  ])('readUnits: %s with %i decimals at %s', (text, decimals, rate, currency, minor) => {
    expect(worthOf(new Decimal(text), new Decimal(rate), currency)).toBe(minor);
    const read = minor === 0n ? null : inUnits(text, { decimals, rate, currency });
    expect(read && [decimalText(read.units), read.amount]).toEqual(minor === 0n ? null : [text, minor]);
  });

  it.each<[string, unknown, { decimals: number; rate: string; currency?: CurrencyCode }]>([
    ['INVALID_VALUE at amount', 5, { decimals: 0, rate: '1' }],
    ['INVALID_VALUE at amount', '1e3', { decimals: 0, rate: '1' }],
    ['OUT_OF_RANGE at amount', '-1', { decimals: 0, rate: '1' }],
    ['OUT_OF_RANGE at amount', '0.00', { decimals: 2, rate: '1' }],
    ['OUT_OF_RANGE at amount', '1.5', { decimals: 0, rate: '1' }],
    ['OUT_OF_RANGE at amount', '1.1234', { decimals: 3, rate: '1' }],
    ['OUT_OF_RANGE at amount', '0.0000000000001', { decimals: 12, rate: '1' }],
    // Worth 0.99 of a cent; half a yen; and one cent more than a ledger amount can hold.
    ['OUT_OF_RANGE at amount', '99', { decimals: 0, rate: '0.0001' }],
    ['OUT_OF_RANGE at amount', '0.5', { decimals: 1, rate: '1', currency: JPY }],
    ['OUT_OF_RANGE at amount', '92233720368547758.08', { decimals: 2, rate: '1' }],
  ])('readUnits: %s for %s', (refusal, amount, of) => {
    expect(refusalOf(() => inUnits(amount, of))).toBe(refusal);
  });

  it('readUnits: absent is null', () => {
    expect(inUnits(undefined, { decimals: 0, rate: '1' })).toBeNull();
  });
});
