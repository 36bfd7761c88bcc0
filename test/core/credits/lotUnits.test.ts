import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GrantUnit } from '../../../src/core/credits/creditUnit.ts';
import { parseGrant } from '../../../src/core/credits/grant.ts';
import { parseVoid, readVoidTerms, voidTermsJson } from '../../../src/core/credits/grantVoid.ts';
import type { Lot, LotSums } from '../../../src/core/credits/lot.ts';
import { type LotUnits, lotUnits, takeableOf, unitBalances } from '../../../src/core/credits/lotUnits.ts';
import { Decimal, decimalText } from '../../../src/core/decimal.ts';
import type { Instant } from '../../../src/core/instant.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { USD, at } from '../../support/ledger.ts';
import { refusalOf } from '../../support/refusal.ts';

const NOW = at('2026-02-01');
const OF = { at: NOW, currency: USD };

function lot(amount: string, { rate, decimals }: { rate: string; decimals: number }, sums: Partial<LotSums> = {}, expiresAt: Instant | null = null): Lot {
  const unit = { code: 'TOKENS', decimals, moneyPerUnit: new Decimal(rate) };
  const terms = parseGrant({ amount }, { currency: USD, now: NOW, unit });
  return { grant: { id: 'g', customerId: 'c', terms, seq: 1, recordedAt: NOW, actor: 'key' }, granted: terms.amount, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, ...sums, expiresAt, isPaidFor: true };
}

const text = (units: LotUnits | null) => units && `${decimalText(units.granted)} = ${[units.burned, units.expired, units.voided, units.remaining].map(decimalText).join(' + ')}`;
const CENTS = { rate: '0.01', decimals: 12 };
const WHOLE = { rate: '1', decimals: 0 };

describe('lotUnits', () => {
  it.each<[string, Lot, string]>([
    ['nothing burned', lot('5', { rate: '0.2', decimals: 3 }), '5 = 0 + 0 + 0 + 5'],
    // 33 cents at 0.07 a unit are 4.714285714...
    ['rounded once', lot('100', { rate: '0.07', decimals: 3 }, { burned: 33n }), '100 = 4.714 + 0 + 0 + 95.286'],
    // 1.123456789012 at a cent is 1 cent: once that is drawn, 0.123456789012 cannot be.
    ['less than a cent is left', lot('1.123456789012', CENTS, { burned: 1n }), '1.123456789012 = 1 + 0 + 0 + 0.123456789012'],
    ['and it expires', lot('1.123456789012', CENTS, { burned: 1n }, NOW), '1.123456789012 = 1 + 0.123456789012 + 0 + 0'],
    ['or goes with a void', lot('2.5', { rate: '0.01', decimals: 1 }, { burned: 1n, voided: 1n }), '2.5 = 1 + 0 + 1.5 + 0'],
    // Half a unit each: 1 and 1 of 1 if each were rounded by itself.
    ['never more than was granted', lot('1', WHOLE, { burned: 50n, voided: 50n }), '1 = 1 + 0 + 0 + 0'],
    ['expired in part', lot('3', WHOLE, { burned: 120n, voided: 30n }, NOW), '3 = 1 + 1 + 1 + 0'],
    // 1.20 of 2.00 that are left.
    ['withheld in part', { ...lot('3', WHOLE, { burned: 100n }), withheld: 120n }, '3 = 1 + 1 + 0 + 1'],
    ['withheld as far as it is left', { ...lot('3', WHOLE, { burned: 120n }), withheld: 500n }, '3 = 1 + 2 + 0 + 0'],
  ])('lotUnits: %s', (_, own, expected) => {
    expect(text(lotUnits(own, USD, NOW))).toBe(expected);
  });

  it('lotUnits: a lot in money has none', () => {
    const own = lot('5', WHOLE);
    const { unit: _, ...terms } = own.grant.terms;
    const inMoney = { ...own, grant: { ...own.grant, terms } };
    expect([lotUnits(inMoney, USD, NOW), unitBalances([inMoney], USD, NOW).size]).toEqual([null, 0]);
  });

  it('unitBalances: by unit, of what can be drawn on', () => {
    const other = lot('7', WHOLE);
    const hours = { ...(other.grant.terms.unit as GrantUnit), code: 'HOURS' };
    const lots = [lot('5', WHOLE, { burned: 100n }), lot('0.5', { rate: '2', decimals: 1 }), lot('9', WHOLE, {}, NOW), { ...other, isPaidFor: false, grant: { ...other.grant, terms: { ...other.grant.terms, unit: hours } } }];
    // 4 and 0.5; the third has expired, and HOURS wait for their payment.
    expect([...unitBalances(lots, USD, NOW)].map(([code, amount]) => `${code} ${decimalText(amount)}`)).toEqual(['TOKENS 4.5', 'HOURS 0']);
  });

  it('lotUnits: whatever the rate, the decimals and what became of the money, the parts add up and none is below zero', () => {
    const rate = fc.tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 12 })).map(([digits, places]) => new Decimal(digits).div(new Decimal(10).pow(places)));
    fc.assert(
      fc.property(rate, fc.integer({ min: 0, max: 12 }), fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 2 }), fc.boolean(), (moneyPerUnit, decimals, digits, [burnedPart = 0, voidedPart = 0], isOver) => {
        const amount = new Decimal(digits.toString()).div(new Decimal(10).pow(decimals));
        const granted = BigInt(amount.times(moneyPerUnit).times(100).toDecimalPlaces(0, Decimal.ROUND_FLOOR).toFixed(0));
        fc.pre(granted > 0n);
        const burned = BigInt(new Decimal(granted.toString()).times(burnedPart).toFixed(0));
        const voided = BigInt(new Decimal((granted - burned).toString()).times(voidedPart).toFixed(0));
        const base = lot('1', WHOLE);
        const unit = { code: 'TOKENS', decimals, moneyPerUnit, amount };
        const own = { ...base, grant: { ...base.grant, terms: { ...base.grant.terms, amount: granted, unit } }, granted, burned, voided, expiresAt: isOver ? NOW : null };
        const units = lotUnits(own, USD, NOW);
        expect(units).not.toBeNull();
        const parts = [units!.burned, units!.expired, units!.voided, units!.remaining];
        expect(parts.every((part) => part.gte(0) && part.decimalPlaces() <= decimals)).toBe(true);
        expect(decimalText(Decimal.sum(...parts))).toBe(decimalText(amount));
      }),
      { numRuns: 300 },
    );
  });
});

describe('takeableOf', () => {
  const own = lot('100', { rate: '0.07', decimals: 3 }, { burned: 33n });
  const asked = (amount: string | null, unit: string | null = 'TOKENS') => parseVoid({ amount, unit }, USD, own.grant.terms.unit);

  it('takeableOf: units at the rate of the lot, rounded down; all that are left are all the money', () => {
    // 700 less 33 are left, and 95.286 units. 10 units are 70 cents, 0.2 are 1.4.
    expect([asked('10'), asked('0.2'), asked('95.286'), asked(null), asked('6.67', null)].map((terms) => takeableOf(own, terms, OF))).toEqual([70n, 1n, 667n, 667n, 667n]);
  });

  it('takeableOf: refuses more than is left, in the lot\'s unit or in money, and other units', () => {
    expect(refusalOf(() => takeableOf(own, asked('95.287'), OF))).toBe('OUT_OF_RANGE at amount');
    expect(refusalOf(() => takeableOf(own, asked('6.68', null), OF))).toBe('OUT_OF_RANGE at amount');
    expect(refusalOf(() => takeableOf({ ...own, voided: 667n }, asked('1'), OF))).toBe('INVALID_STATE at grantId');
    expect(refusalOf(() => asked('0.1'))).toBe('OUT_OF_RANGE at amount');
    expect(refusalOf(() => asked('0.0001'))).toBe('OUT_OF_RANGE at amount');
    expect(refusalOf(() => asked('1', 'HOURS'))).toBe('UNIT_MISMATCH at unit');
    expect(refusalOf(() => parseVoid({ amount: '1', unit: 'TOKENS' }, USD))).toBe('UNIT_MISMATCH at unit');
  });

  it('readVoidTerms: reads what voidTermsJson wrote, with units and without', () => {
    const again = (terms: ReturnType<typeof asked>) => readVoidTerms(JSON.parse(JSON.stringify(voidTermsJson(terms))) as JsonObject);
    expect([again(asked('10')), again(asked('1.5', null)), again(asked(null))]).toEqual([asked('10'), asked('1.5', null), asked(null)]);
  });
});
