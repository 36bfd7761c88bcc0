import { describe, expect, it } from 'vitest';
import { type Allowance, allowanceDigest, allowanceJson, namedIn, parseAllowances, readAllowances, shareOf } from '../../../src/core/credits/allowance.ts';
import { Decimal, decimalText } from '../../../src/core/decimal.ts';
import { canonicalJson } from '../../../src/core/json.ts';
import { parsePlanVersion, planVersionJson } from '../../../src/core/plan.ts';
import type { Fraction } from '../../../src/core/proration.ts';
import { USD } from '../../support/ledger.ts';
import { refusalOf } from '../../support/refusal.ts';

const TOKENS = { code: 'TOKENS', decimals: 1, moneyPerUnit: new Decimal('0.07') };
const MONTH = { unit: 'MONTH', count: 1 } as const;
const READING = { currency: USD, interval: MONTH, priceCodes: new Set(['tokens']), meterCodes: new Set(['tokens']), units: new Map([['TOKENS', TOKENS], ['SEATS', null]]) };
const INCLUDED = { code: 'included', amount: '100.00' };
const read = (...allowances: object[]): Allowance[] => parseAllowances({ allowances }, READING);
const one = (input: object = {}): Allowance => read({ ...INCLUDED, ...input })[0]!;
const over = (numerator: number, denominator: number): Fraction => ({ numerator: BigInt(numerator), denominator: BigInt(denominator) });
/** What ends with the interval, and what goes over, in minor units. */
const shared = (allowance: Allowance, fraction: Fraction) => {
  const { base, rollover } = shareOf(allowance, fraction, USD);
  return [base, rollover].map((part) => part && `${part.amount}${part.unit ? ` ${decimalText(part.unit.amount)}` : ''}`);
};

describe('parseAllowances', () => {
  it('parseAllowances: by the plan\'s interval, for every charge, in full, nothing over', () => {
    expect(one()).toEqual({ code: 'included', name: 'included', amount: 10_000n, interval: null, priority: 50, scope: null, rollover: null, proration: 'NONE' });
    expect(parseAllowances({}, READING)).toEqual([]);
  });

  it('parseAllowances: an interval of its own, unless it is the plan\'s; a unit at the rate given', () => {
    expect(one({ interval: { unit: 'MONTH' } }).interval).toBeNull();
    // 100.5 tokens at 0.07 are 7.035: 7.03.
    expect(one({ interval: { unit: 'WEEK', count: 2 }, amount: '100.5', unit: 'TOKENS', scope: { meterCodes: ['tokens'], priceCodes: ['tokens'] } })).toMatchObject({
      interval: { unit: 'WEEK', count: 2 }, amount: 703n, unit: { code: 'TOKENS', amount: new Decimal('100.5') }, scope: { meterCodes: ['tokens'], priceCodes: ['tokens'], planCodes: null, planIds: null },
    });
  });

  it.each<[string, object[]]>([
    ['TOO_MANY at allowances', Array.from({ length: 21 }, (_, n) => ({ code: `a${n}` }))],
    ['REQUIRED at allowances.0.code', [{ amount: '0' }]],
    ['NOT_FOUND at allowances.0.unit', [{ ...INCLUDED, unit: 'COINS', amount: '0' }]],
    ['CURRENCY_MISMATCH at allowances.0.unit', [{ ...INCLUDED, unit: 'SEATS', amount: '0' }]],
    ['REQUIRED at allowances.0.amount', [{ code: 'included', interval: {} }]],
    ['OUT_OF_RANGE at allowances.0.amount', [{ ...INCLUDED, amount: '0', interval: {} }]],
    ['OUT_OF_RANGE at allowances.0.amount', [{ ...INCLUDED, amount: '-1' }]],
    ['OUT_OF_RANGE at allowances.0.amount', [{ ...INCLUDED, amount: '1.001' }]],
    ['OUT_OF_RANGE at allowances.0.amount', [{ ...INCLUDED, unit: 'TOKENS', amount: '0.1' }]],
    ['REQUIRED at allowances.0.interval.unit', [{ ...INCLUDED, interval: {}, priority: -1 }]],
    ['OUT_OF_RANGE at allowances.0.priority', [{ ...INCLUDED, priority: 1_001, scope: {} }]],
    ['INVALID_VALUE at allowances.0.scope', [{ ...INCLUDED, scope: {}, rollover: {} }]],
    ['NOT_FOUND at allowances.0.scope.meterCodes.1', [{ ...INCLUDED, scope: { meterCodes: ['tokens', 'calls'], priceCodes: ['calls'] } }]],
    ['NOT_FOUND at allowances.0.scope.priceCodes.0', [{ ...INCLUDED, scope: { priceCodes: ['calls'] }, rollover: {} }]],
    ['INVALID_VALUE at allowances.0.rollover', [{ ...INCLUDED, rollover: {}, proration: 'MAYBE' }]],
    ['INVALID_VALUE at allowances.0.rollover', [{ ...INCLUDED, rollover: { maximumAmount: '1', percentage: '1' } }]],
    ['OUT_OF_RANGE at allowances.0.rollover.percentage', [{ ...INCLUDED, rollover: { percentage: '101' } }]],
    ['INVALID_VALUE at allowances.0.proration', [{ ...INCLUDED, proration: 'MAYBE' }, INCLUDED]],
    ['CONFLICT at allowances.1.code', [INCLUDED, INCLUDED]],
  ])('parseAllowances: %s', (refusal, allowances) => {
    expect(refusalOf(() => read(...allowances))).toBe(refusal);
  });

  it('namedIn: the units and meters that are named, of whatever was given', () => {
    expect(namedIn({ allowances: [{ unit: 'TOKENS', scope: { meterCodes: ['a', 'b', 3] } }, { unit: 'TOKENS', scope: { meterCodes: ['a'] } }, null, { unit: 7, scope: 'x' }] })).toEqual({ unitCodes: ['TOKENS'], meterCodes: ['a', 'b'] });
  });
});

describe('allowances of a version', () => {
  it('planVersionJson: a version without allowances has the form that it always had; one with them is read back', () => {
    const plain = parsePlanVersion({ currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'fee', model: { flat: { amount: '1' } } }] });
    expect(canonicalJson(planVersionJson(plain))).toBe(canonicalJson(planVersionJson({ ...plain, allowances: [] })));
    const allowances = read({ ...INCLUDED, scope: { priceCodes: ['tokens'] }, rollover: { maximumAmount: '30' } }, { code: 'b', amount: '10', unit: 'TOKENS', rollover: { percentage: '25', intervals: 2 }, proration: 'BY_TIME', interval: { unit: 'DAY' } });
    expect(readAllowances(JSON.parse(JSON.stringify(planVersionJson({ ...plain, allowances })['allowances'])))).toEqual(allowances);
    expect(readAllowances(undefined)).toEqual([]);
  });

  it('allowanceDigest: what it is called makes no difference, everything else does', () => {
    const plan = { interval: MONTH, anchor: 'CALENDAR', currency: USD } as const;
    const digest = allowanceDigest(one(), plan);
    expect(allowanceDigest(one({ name: 'Another' }), plan)).toBe(digest);
    // The very interval, whether the plan has it or the allowance says it.
    expect(allowanceDigest(one({ interval: { unit: 'YEAR' } }), plan)).toBe(allowanceDigest({ ...one(), interval: null }, { ...plan, interval: { unit: 'YEAR', count: 1 } }));
    const others = [one({ code: 'x' }), one({ amount: '1' }), one({ interval: { unit: 'DAY' } }), one({ priority: 1 }), one({ scope: { priceCodes: ['tokens'] } }), one({ rollover: { percentage: '1' } }), one({ proration: 'BY_TIME' })];
    expect(new Set([digest, allowanceDigest(one(), { ...plan, anchor: 'ANNIVERSARY' }), ...others.map((other) => allowanceDigest(other, plan))]).size).toBe(9);
    expect(allowanceJson(one())).toEqual({ code: 'included', name: 'included', amount: '10000', interval: null, priority: 50, scope: null, rollover: null, proration: 'NONE' });
  });
});

describe('shareOf', () => {
  it('shareOf: a share is rounded down, and is nothing below one minor unit', () => {
    expect(shared(one(), over(1, 1))).toEqual(['10000', null]);
    // 100.00 * 20 / 29 = 68.9655...
    expect(shared(one(), over(20, 29))).toEqual(['6896', null]);
    expect(shared(one({ amount: '0.01' }), over(27, 28))).toEqual([null, null]);
  });

  it('shareOf: what may go over is of the share, and at most all of it', () => {
    expect(shared(one({ rollover: { maximumAmount: '30' } }), over(1, 1))).toEqual(['7000', '3000']);
    expect(shared(one({ rollover: { maximumAmount: '30' } }), over(1, 4))).toEqual([null, '2500']);
    // A tenth of 33.33 are 3.333.
    expect(shared(one({ rollover: { percentage: '10' } }), over(1, 3))).toEqual(['3000', '333']);
  });

  it('shareOf: in a unit, cut to its decimals and then worth minor units', () => {
    const tokens = one({ unit: 'TOKENS', amount: '100.5', rollover: { maximumAmount: '25.1' } });
    // 25.1 are worth 1.757, 75.4 are worth 5.278.
    expect(shared(tokens, over(1, 1))).toEqual(['527 75.4', '175 25.1']);
    // Half of 100.5 are 50.25: 50.2, of which 25.1 go over.
    expect(shared(tokens, over(1, 2))).toEqual(['175 25.1', '175 25.1']);
    // A seven-hundredth are 0.14: 0.1 for 0.007.
    expect(shared(tokens, over(1, 700))).toEqual([null, null]);
  });
});
