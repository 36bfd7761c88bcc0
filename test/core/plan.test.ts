import { describe, expect, it } from 'vitest';
import { decimalText } from '../../src/core/decimal.ts';
import { chargedPrices, parsePlanVersion, planVersionJson } from '../../src/core/plan.ts';
import { refusalOf } from '../support/refusal.ts';

const FEE = { code: 'fee', name: 'Monthly fee', timing: 'IN_ADVANCE', model: { flat: { amount: '49.00' } } };
const INPUT = { currency: 'EUR', interval: { unit: 'MONTH', count: 1 }, anchor: 'ANNIVERSARY', prices: [FEE] };

function prices(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ ...FEE, code: `fee-${index}` }));
}

describe('parsePlanVersion', () => {
  it('parsePlanVersion: reads terms, and their canonical form reads back to the same', () => {
    const version = parsePlanVersion({ ...INPUT, trialDays: 14, minimumCommitment: '1000.00' });
    expect(planVersionJson(version)).toEqual({
      currency: 'EUR',
      interval: { unit: 'MONTH', count: 1 },
      anchor: 'ANNIVERSARY',
      trialDays: 14,
      minimumCommitment: '1000',
      prices: [
        {
          code: 'fee',
          name: 'Monthly fee',
          timing: 'IN_ADVANCE',
          meterCode: null,
          includedUnits: null,
          minimumAmount: null,
          maximumAmount: null,
          proration: 'DAILY',
          model: { flat: { amount: '49' } },
        },
      ],
    });
    expect(parsePlanVersion(planVersionJson(version))).toEqual(version);
  });

  it('parsePlanVersion: anchor, count, trial and commitment may be left out', () => {
    const version = parsePlanVersion({ currency: 'JPY', interval: { unit: 'YEAR' }, prices: [FEE] });
    expect(version).toMatchObject({ interval: { unit: 'YEAR', count: 1 }, anchor: 'CALENDAR', trialDays: 0, minimumCommitment: null });
  });

  it("parsePlanVersion: an interval of a price is kept, and the plan's own is none", () => {
    const version = parsePlanVersion({ ...INPUT, prices: [{ ...FEE, interval: { unit: 'YEAR' } }, { ...FEE, code: 'b', interval: { unit: 'MONTH', count: 1 } }] });
    expect(version.prices.map(({ interval }) => interval)).toEqual([{ unit: 'YEAR', count: 1 }, null]);
    expect(parsePlanVersion(planVersionJson(version))).toEqual(version);
  });

  it('parsePlanVersion: what is charged once is never prorated, whatever is given', () => {
    const { prices } = parsePlanVersion({ ...INPUT, prices: [{ ...FEE, timing: 'ONCE', proration: 'DAILY' }] });
    expect(prices).toMatchObject([{ timing: 'ONCE', proration: 'NONE' }]);
  });

  it('parsePlanVersion: takes 100 prices and 10000 trial days', () => {
    expect(parsePlanVersion({ ...INPUT, trialDays: 10_000, prices: prices(100) }).prices).toHaveLength(100);
  });

  it.each([
    ['no currency', { currency: null }, 'REQUIRED at currency'],
    ['an unknown currency', { currency: 'eur' }, 'UNKNOWN_CURRENCY at currency'],
    ['no interval', { interval: null }, 'REQUIRED at interval'],
    ['no unit', { interval: { count: 1 } }, 'REQUIRED at interval.unit'],
    ['an unknown unit', { interval: { unit: 'FORTNIGHT', count: 1 } }, 'INVALID_VALUE at interval.unit'],
    ['a count of zero', { interval: { unit: 'MONTH', count: 0 } }, 'OUT_OF_RANGE at interval.count'],
    ['a count as text', { interval: { unit: 'MONTH', count: '1' } }, 'INVALID_VALUE at interval.count'],
    ['an unknown anchor', { anchor: 'MONDAY' }, 'INVALID_VALUE at anchor'],
    ['negative trial days', { trialDays: -1 }, 'OUT_OF_RANGE at trialDays'],
    ['10001 trial days', { trialDays: 10_001 }, 'OUT_OF_RANGE at trialDays'],
    ['a negative commitment', { minimumCommitment: '-1' }, 'OUT_OF_RANGE at minimumCommitment'],
    ['no prices', { prices: [] }, 'REQUIRED at prices'],
    ['missing prices', { prices: undefined }, 'REQUIRED at prices'],
    ['101 prices', { prices: prices(101) }, 'TOO_MANY at prices'],
    ['a wrong price', { prices: [FEE, { ...FEE, code: 'b', model: {} }] }, 'REQUIRED at prices.1.model'],
    ['a price code given twice', { prices: [FEE, { ...FEE, code: 'b' }, FEE] }, 'CONFLICT at prices.2.code'],
    ['the code of the commitment', { minimumCommitment: '1', prices: [FEE, { ...FEE, code: 'minimum-commitment' }] }, 'CONFLICT at prices.1.code'],
    ['the model of the commitment', { prices: [{ ...FEE, model: { commitment: { amount: '1' } } }] }, 'INVALID_VALUE at prices.0.model.commitment'],
    ['a wrong interval of a price', { prices: [{ ...FEE, interval: { unit: 'YEAR', count: 0 } }] }, 'OUT_OF_RANGE at prices.0.interval.count'],
    ['an interval of what is charged once', { prices: [{ ...FEE, timing: 'ONCE', interval: { unit: 'YEAR' } }] }, 'INVALID_VALUE at prices.0.interval'],
    ['metered usage charged once', { prices: [{ ...FEE, timing: 'ONCE', meterCode: 'm' }] }, 'INVALID_VALUE at prices.0.timing'],
  ])('parsePlanVersion: refuses %s', (_, change, refusal) => {
    expect(refusalOf(() => parsePlanVersion({ ...INPUT, ...change }))).toBe(refusal);
  });
});

describe('chargedPrices', () => {
  it('chargedPrices: a minimum commitment is charged by a price of its own, after those given', () => {
    const [fee, commitment, ...others] = chargedPrices(parsePlanVersion({ ...INPUT, minimumCommitment: '1000' }));
    expect(others).toEqual([]);
    expect(fee?.code).toBe('fee');
    expect(commitment).toMatchObject({ code: 'minimum-commitment', name: 'Minimum commitment', timing: 'IN_ARREARS', meterCode: null, proration: 'DAILY' });
    expect(commitment?.model.kind).toBe('COMMITMENT');
    expect(decimalText((commitment?.model.terms as { amount: Parameters<typeof decimalText>[0] }).amount)).toBe('1000');
  });

  it('chargedPrices: without a commitment they are those given', () => {
    expect(chargedPrices(parsePlanVersion(INPUT)).map(({ code }) => code)).toEqual(['fee']);
  });
});
