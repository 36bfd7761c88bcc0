import { describe, expect, it } from 'vitest';
import { needsOf, parsePriceModel } from '../../../src/core/pricing/models.ts';
import { amountBy, ratingBy, stepLines, type UsageText } from '../../support/rating.ts';
import { refusalOf } from '../../support/refusal.ts';

const ENTRIES = [
  { values: { region: 'eu', tier: 'gold' }, unitAmount: '2' },
  { values: { tier: '', region: 'eu' }, unitAmount: '3' },
  { values: { region: 'us', tier: 'gold' }, unitAmount: '5' },
];
const TERMS = { dimensions: ['region', 'tier'], entries: ENTRIES };

const BOTH = { region: 'eu', tier: 'gold' };

function entry(terms: object): object {
  return { ...TERMS, entries: [terms] };
}

function used(region: string | null, tier: string | null): UsageText {
  return { quantity: '10', dimensions: { region, tier, other: 'x' } };
}

describe('matrix', () => {
  it('matrix: a combination has its own price', () => {
    expect(amountBy({ matrix: TERMS }, used('eu', 'gold'))).toBe('20');
    expect(amountBy({ matrix: TERMS }, used('us', 'gold'))).toBe('50');
    expect(amountBy({ matrix: TERMS }, used('eu', ''))).toBe('30');
  });

  it.each<[string, UsageText]>([
    ['another value', used('eu', 'silver')],
    ['values of the other dimension', used('gold', 'eu')],
    ['a missing value, which is not an empty one', used('eu', null)],
    ['usage that was not grouped', { quantity: '10' }],
    ['usage grouped by something else', { quantity: '10', dimensions: { other: 'eu' } }],
  ])('matrix: %s takes the default', (_, usage) => {
    expect(amountBy({ matrix: { ...TERMS, defaultUnitAmount: '0.5' } }, usage)).toBe('5');
  });

  it('matrix: without a default the rest is charged nothing, and shown', () => {
    const rating = ratingBy({ matrix: TERMS }, used('apac', null));
    expect(rating.steps.map((step) => [step.kind, step.label, step.quantity?.toFixed(), step.amount.toFixed()])).toEqual([
      ['UNPRICED', 'region: apac, tier: none (no price)', '10', '0'],
    ]);
  });

  it('matrix: values in the order of the dimensions are the values by their names', () => {
    const dimensions = ['region', 'tier'];
    const listed = parsePriceModel({ matrix: { dimensions, entries: [{ values: ['eu', 'gold'], unitAmount: '2' }] } }, []);
    expect(listed).toEqual(parsePriceModel({ matrix: { dimensions, entries: [{ values: { tier: 'gold', region: 'eu' }, unitAmount: '2' }] } }, []));
    for (const values of [[], ['eu'], ['eu', 'gold', 'x']]) {
      expect(refusalOf(() => parsePriceModel({ matrix: { dimensions, entries: [{ values, unitAmount: '2' }] } }, []))).toBe('INVALID_VALUE at matrix.entries.0.values');
    }
  });

  it('matrix: numbers and booleans in entries mean their texts', () => {
    const entries = [{ values: { region: 1.0, tier: true }, unitAmount: '7' }];
    expect(amountBy({ matrix: { ...TERMS, entries } }, used('1', 'true'))).toBe('70');
    const twice = [...entries, { values: { region: '1', tier: 'true' }, unitAmount: '8' }];
    expect(refusalOf(() => parsePriceModel({ matrix: { ...TERMS, entries: twice } }, []))).toBe('CONFLICT at matrix.entries.1');
  });

  it('matrix: a negative quantity is rated like zero', () => {
    expect(stepLines(ratingBy({ matrix: TERMS }, { ...used('eu', 'gold'), quantity: '-10' }))).toEqual(['UNIT 0 x 2 = 0']);
  });

  it('matrix: asks for usage grouped by its dimensions', () => {
    expect(needsOf(parsePriceModel({ matrix: TERMS }, []))).toEqual({ field: 'matrix', needsMeter: true, readsValues: false, dimensions: ['region', 'tier'] });
  });

  it.each([
    ['no dimensions', { ...TERMS, dimensions: [] }, 'REQUIRED at matrix.dimensions'],
    ['11 dimensions', { ...TERMS, dimensions: Array.from({ length: 11 }, (_, index) => `d${index}`) }, 'TOO_MANY at matrix.dimensions'],
    ['a dimension given twice', { ...TERMS, dimensions: ['region', 'region'] }, 'CONFLICT at matrix.dimensions.1'],
    ['no entries', { ...TERMS, entries: [] }, 'REQUIRED at matrix.entries'],
    ['no values', entry({ unitAmount: '1' }), 'REQUIRED at matrix.entries.0.values'],
    ['a missing value', entry({ values: { region: 'eu' }, unitAmount: '1' }), 'REQUIRED at matrix.entries.0.values.tier'],
    ['a value of null', entry({ values: { region: 'eu', tier: null }, unitAmount: '1' }), 'REQUIRED at matrix.entries.0.values.tier'],
    ['a value of no dimension', entry({ values: { ...BOTH, size: 'l' }, unitAmount: '1' }), 'INVALID_VALUE at matrix.entries.0.values.size'],
    ['a value that is a list', entry({ values: { region: 'eu', tier: ['gold'] }, unitAmount: '1' }), 'INVALID_VALUE at matrix.entries.0.values.tier'],
    ['a value that is no number', entry({ values: { region: 'eu', tier: Number.NaN }, unitAmount: '1' }), 'INVALID_VALUE at matrix.entries.0.values.tier'],
    ['a long value', entry({ values: { region: 'eu', tier: 'x'.repeat(256) }, unitAmount: '1' }), 'TOO_LONG at matrix.entries.0.values.tier'],
    ['an entry without a price', entry({ values: BOTH }), 'REQUIRED at matrix.entries.0.unitAmount'],
    ['a negative price', entry({ values: BOTH, unitAmount: '-1' }), 'OUT_OF_RANGE at matrix.entries.0.unitAmount'],
    ['a combination given twice', { ...TERMS, entries: [...ENTRIES, ENTRIES[1]] }, 'CONFLICT at matrix.entries.3'],
    ['a negative default', { ...TERMS, defaultUnitAmount: '-1' }, 'OUT_OF_RANGE at matrix.defaultUnitAmount'],
  ])('matrix: refuses %s', (_, terms, refusal) => {
    expect(refusalOf(() => parsePriceModel({ matrix: terms }, []))).toBe(refusal);
  });
});
