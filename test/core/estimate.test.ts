import { describe, expect, it } from 'vitest';
import { parseEstimate } from '../../src/core/estimate.ts';
import { estimateCharge } from '../../src/services/estimateCharge.ts';
import { stepLines } from '../support/rating.ts';
import { refusalOf } from '../support/refusal.ts';

const SEATS = { code: 'seats', model: { perUnit: { unitAmount: '10' } } };
const FEE = { code: 'fee', model: { flat: { amount: '30' } } };
const SHARE = { code: 'share', model: { percentage: { rate: '1', fixedPerEvent: '2' } } };
const REGIONAL = {
  code: 'regional',
  model: {
    matrix: {
      dimensions: ['region', 'tier'],
      entries: [{ values: { region: 'eu', tier: '1' }, unitAmount: '3' }],
      defaultUnitAmount: '1',
    },
  },
};

/** `exact amount -> minor units`. */
function estimated(input: object): string {
  const { rating, roundedMinor } = estimateCharge({ currency: 'USD', ...input });
  stepLines(rating);
  return `${rating.exact.toFixed()} -> ${roundedMinor}`;
}

describe('estimateCharge', () => {
  it('estimate: rates a quantity and rounds once', () => {
    // 1.0005 x 10 = 10.005
    expect(estimated({ price: SEATS, quantity: '1.0005' })).toBe('10.005 -> 1001');
    expect(estimated({ price: SEATS, quantity: '1.0005', currency: 'JPY' })).toBe('10.005 -> 10');
  });

  it('estimate: a flat amount needs no quantity and has none', () => {
    expect(estimated({ price: FEE })).toBe('30 -> 3000');
    expect(estimateCharge({ price: FEE, currency: 'USD' })).toMatchObject({ model: 'flat', quantity: null });
  });

  it('estimate: values are single events, in order; their sum is the quantity', () => {
    // 1 % of 300 + 2 x 2 = 7; as one event 3 + 2 = 5
    expect(estimated({ price: SHARE, values: ['100', '200'] })).toBe('7 -> 700');
    expect(estimated({ price: SHARE, quantity: '300' })).toBe('5 -> 500');
    expect(estimated({ price: SEATS, values: ['1', '2'] })).toBe('30 -> 3000');
    expect(estimateCharge({ price: SHARE, values: ['100', '200'], currency: 'USD' }).quantity?.toFixed()).toBe('300');
  });

  it('estimate: a given quantity stands beside the values', () => {
    const price = { code: 'calls', model: { dynamic: { amountProperty: 'cost' } } };
    expect(estimated({ price, quantity: '20', values: ['0.40', '0.002'] })).toBe('0.402 -> 40');
    expect(estimateCharge({ price, quantity: '20', values: ['0.402'], currency: 'USD' }).quantity?.toFixed()).toBe('20');
    expect(estimated({ price: SEATS, quantity: '5', values: [] })).toBe('50 -> 5000');
  });

  it('estimate: a part of the period, as a decimal or exactly', () => {
    expect(estimated({ price: FEE, fraction: '0.5' })).toBe('15 -> 1500');
    expect(estimateCharge({ price: FEE, fraction: '0.5', currency: 'USD' }).rating.steps.at(-1)?.label).toBe('prorated 5/10');
    expect(estimated({ price: FEE, fraction: '0' })).toBe('0 -> 0');
    expect(estimated({ price: FEE, fraction: '1' })).toBe('30 -> 3000');
    // 10 / 3 = 3.33...: 30 digits
    expect(estimated({ price: { ...FEE, model: { flat: { amount: '10' } } }, fractionOf: { numerator: 1n, denominator: 3n } })).toBe(`3.${'3'.repeat(30)} -> 333`);
  });

  it('estimate: usage is not prorated, and nothing is with proration NONE', () => {
    expect(estimated({ price: { ...SEATS, meterCode: 'any' }, quantity: '3', fraction: '0.5' })).toBe('30 -> 3000');
    expect(estimated({ price: { ...FEE, proration: 'NONE' }, fraction: '0.5' })).toBe('30 -> 3000');
    expect(estimated({ price: { ...SEATS, meterCode: 'any', minimumAmount: '100' }, quantity: '3', fraction: '0.5' })).toBe('50 -> 5000');
  });

  it('estimate: dimensions say which entry of a matrix applies', () => {
    expect(estimated({ price: REGIONAL, quantity: '2', dimensions: { region: 'eu', tier: 1 } })).toBe('6 -> 600');
    expect(estimated({ price: REGIONAL, quantity: '2', dimensions: { region: 'eu' } })).toBe('2 -> 200');
    expect(estimated({ price: REGIONAL, quantity: '2' })).toBe('2 -> 200');
  });

  it('estimate: of a price with groupBy, one combination is rated, as usage', () => {
    const price = { ...SEATS, groupBy: ['region'] };
    expect(estimated({ price, quantity: '3', dimensions: { region: 'eu' }, fraction: '0.5' })).toBe('30 -> 3000');
    expect(refusalOf(() => parseEstimate({ currency: 'USD', price, quantity: '1', dimensions: { zone: 'eu' } }, ['input']))).toBe('INVALID_VALUE at input.dimensions.zone');
  });

  it.each([
    ['no price', { quantity: '1' }, 'REQUIRED at input.price'],
    ['a wrong price', { price: { ...SEATS, model: {} } }, 'REQUIRED at input.price.model'],
    ['no currency', { price: SEATS, currency: null }, 'REQUIRED at input.currency'],
    ['an unknown currency', { price: SEATS, currency: 'EURO' }, 'UNKNOWN_CURRENCY at input.currency'],
    ['no quantity', { price: SEATS }, 'REQUIRED at input.quantity'],
    ['a number', { price: SEATS, quantity: 1 }, 'INVALID_VALUE at input.quantity'],
    ['a value that is no decimal', { price: SEATS, values: ['1', 'x'] }, 'INVALID_VALUE at input.values.1'],
    ['too many values', { price: SEATS, values: Array.from({ length: 10_001 }, () => '1') }, 'TOO_MANY at input.values'],
    ['a sum beyond what is kept', { price: SEATS, values: ['9', '9'].map((digit) => digit.padEnd(26, '0')) }, 'OUT_OF_RANGE at input.values'],
    ['a dimension of no matrix', { price: SEATS, quantity: '1', dimensions: { region: 'eu' } }, 'INVALID_VALUE at input.dimensions.region'],
    ['an unknown dimension', { price: REGIONAL, quantity: '1', dimensions: { zone: 'eu' } }, 'INVALID_VALUE at input.dimensions.zone'],
    ['a dimension that is no text', { price: REGIONAL, quantity: '1', dimensions: { region: ['eu'] } }, 'INVALID_VALUE at input.dimensions.region'],
    ['a fraction above 1', { price: FEE, fraction: '1.000000000001' }, 'OUT_OF_RANGE at input.fraction'],
    ['a negative fraction', { price: FEE, fraction: '-0.5' }, 'OUT_OF_RANGE at input.fraction'],
    ['two fractions', { price: FEE, fraction: '0.5', fractionOf: { numerator: 1n, denominator: 2n } }, 'INVALID_VALUE at input.fraction'],
    ['a fraction without a numerator', { price: FEE, fractionOf: { denominator: 2n } }, 'REQUIRED at input.fractionOf.numerator'],
    ['a fraction over zero', { price: FEE, fractionOf: { numerator: 0n, denominator: 0n } }, 'OUT_OF_RANGE at input.fractionOf.denominator'],
    ['a fraction of three halves', { price: FEE, fractionOf: { numerator: 3n, denominator: 2n } }, 'OUT_OF_RANGE at input.fractionOf.numerator'],
  ])('estimate: refuses %s', (_, input, refusal) => {
    expect(refusalOf(() => parseEstimate({ currency: 'USD', ...input }, ['input']))).toBe(refusal);
  });

  it('estimate: refuses an amount that no ledger holds', () => {
    expect(refusalOf(() => estimateCharge({ price: SEATS, currency: 'USD', quantity: `1${'0'.repeat(18)}` }))).toBe('OUT_OF_RANGE at ');
  });
});
