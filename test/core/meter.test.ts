import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/core/decimal.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { checkEventForMeter, type Meter, meterJson, meterMatches, parseMeter, propertyDecimal, propertyText } from '../../src/core/meter.ts';
import { refusalOf } from '../support/refusal.ts';

const COUNT = { eventName: 'api.call', aggregation: 'COUNT' };
const SUM = { eventName: 'api.call', aggregation: 'SUM', valueProperty: 'tokens' };

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `p${index}`);
}

describe('parseMeter', () => {
  it('parseMeter: absent lists are empty, and the canonical form reads back to the same', () => {
    const input = { ...SUM, groupBy: ['region'], filters: [{ property: 'tier', in: ['gold', ''] }, { property: 'test', notIn: ['true'] }] };
    const meter = parseMeter(input);
    expect(meter.filters).toEqual([
      { property: 'tier', in: ['gold', ''], notIn: null },
      { property: 'test', in: null, notIn: ['true'] },
    ]);
    expect(parseMeter(meterJson(meter))).toEqual(meter);
    expect(parseMeter(COUNT)).toEqual({ eventName: 'api.call', aggregation: 'COUNT', valueProperty: null, groupBy: [], filters: [] });
  });

  it('parseMeter: takes 10 dimensions and 20 filters', () => {
    const filters = names(20).map((property) => ({ property, in: ['x'] }));
    expect(parseMeter({ ...COUNT, groupBy: names(10), filters }).filters).toHaveLength(20);
  });

  it.each([
    ['no input', null, 'REQUIRED at '],
    ['a missing event name', { aggregation: 'COUNT' }, 'REQUIRED at eventName'],
    ['a missing aggregation', { eventName: 'e' }, 'REQUIRED at aggregation'],
    ['an unknown aggregation', { ...SUM, aggregation: 'AVERAGE' }, 'INVALID_VALUE at aggregation'],
    ['COUNT with a property', { ...COUNT, valueProperty: 'tokens' }, 'INVALID_VALUE at valueProperty'],
    ['SUM without a property', { ...SUM, valueProperty: null }, 'REQUIRED at valueProperty'],
    ['UNIQUE_COUNT without a property', { ...COUNT, aggregation: 'UNIQUE_COUNT' }, 'REQUIRED at valueProperty'],
    ['a property with an edge space', { ...SUM, valueProperty: 'tokens ' }, 'INVALID_VALUE at valueProperty'],
    ['a property of 256 characters', { ...SUM, valueProperty: 'x'.repeat(256) }, 'TOO_LONG at valueProperty'],
    ['11 dimensions', { ...COUNT, groupBy: names(11) }, 'TOO_MANY at groupBy'],
    ['a dimension given twice', { ...COUNT, groupBy: ['a', 'b', 'a'] }, 'CONFLICT at groupBy.2'],
    ['an empty dimension', { ...COUNT, groupBy: ['a', ''] }, 'REQUIRED at groupBy.1'],
    ['21 filters', { ...COUNT, filters: names(21).map((property) => ({ property, in: ['x'] })) }, 'TOO_MANY at filters'],
    ['filters that are not a list', { ...COUNT, filters: {} }, 'INVALID_VALUE at filters'],
    ['a filter without a property', { ...COUNT, filters: [{ in: ['x'] }] }, 'REQUIRED at filters.0.property'],
    ['a filter with both lists', { ...COUNT, filters: [{ property: 'a', in: ['x'], notIn: ['y'] }] }, 'INVALID_VALUE at filters.0'],
    ['a filter with neither list', { ...COUNT, filters: [{ property: 'a' }] }, 'INVALID_VALUE at filters.0'],
    ['an empty list', { ...COUNT, filters: [{ property: 'a', in: [] }] }, 'REQUIRED at filters.0.in'],
    ['a value given twice', { ...COUNT, filters: [{ property: 'a', notIn: ['x', 'x'] }] }, 'CONFLICT at filters.0.notIn.1'],
    ['a value that is not text', { ...COUNT, filters: [{ property: 'a', in: ['x', 1] }] }, 'INVALID_VALUE at filters.0.in.1'],
    ['a value of 256 characters', { ...COUNT, filters: [{ property: 'a', in: ['x'.repeat(256)] }] }, 'TOO_LONG at filters.0.in.0'],
  ])('parseMeter: refuses %s', (_, input, refusal) => {
    expect(refusalOf(() => parseMeter(input))).toBe(refusal);
  });
});

describe('meterMatches', () => {
  function matches(filter: object, properties: JsonObject): boolean {
    return meterMatches(parseMeter({ ...COUNT, filters: [{ property: 'p', ...filter }] }), { eventName: 'api.call', properties });
  }

  it.each<[JsonValue, string]>([
    ['eu', 'eu'],
    [' eu ', ' eu '],
    [1, '1'],
    [1.5, '1.5'],
    [-0, '0'],
    [1e21, '1000000000000000000000'],
    [1e-7, '0.0000001'],
    [true, 'true'],
    [false, 'false'],
  ])('meterMatches: property %j has the text %j', (value, text) => {
    expect(matches({ in: ['other', text] }, { p: value })).toBe(true);
    expect(matches({ in: ['other'] }, { p: value })).toBe(false);
    expect(matches({ notIn: ['other', text] }, { p: value })).toBe(false);
    expect(matches({ notIn: ['other'] }, { p: value })).toBe(true);
  });

  it.each<[string, JsonObject]>([
    ['missing', {}],
    ['null', { p: null }],
    ['a list', { p: ['x'] }],
    ['an object', { p: { x: 'x' } }],
  ])('meterMatches: a property that is %s is never in, always not in', (_, properties) => {
    expect(matches({ in: ['x', 'null', ''] }, properties)).toBe(false);
    expect(matches({ notIn: ['x', 'null', ''] }, properties)).toBe(true);
  });

  it('meterMatches: a string is not a number written alike', () => {
    expect(matches({ in: ['1'] }, { p: '1.0' })).toBe(false);
  });

  it('meterMatches: names are top-level and own', () => {
    const meter = parseMeter({ ...COUNT, filters: [{ property: 'a.b', in: ['x'] }] });
    expect(meterMatches(meter, { eventName: 'api.call', properties: { 'a.b': 'x' } })).toBe(true);
    expect(meterMatches(meter, { eventName: 'api.call', properties: { a: { b: 'x' } } })).toBe(false);
    // What every object inherits is not a property of the event: it is missing, not of a wrong type.
    expect(checkEventForMeter(parseMeter({ ...SUM, valueProperty: 'constructor' }), {})?.code).toBe('REQUIRED');
  });

  it('meterMatches: every filter and the event name must hold', () => {
    const meter = parseMeter({ ...COUNT, filters: [{ property: 'a', in: ['1'] }, { property: 'b', in: ['2'] }] });
    expect(meterMatches(meter, { eventName: 'api.call', properties: { a: '1', b: '2' } })).toBe(true);
    expect(meterMatches(meter, { eventName: 'api.call', properties: { a: '1', b: '1' } })).toBe(false);
    expect(meterMatches(meter, { eventName: 'API.call', properties: { a: '1', b: '2' } })).toBe(false);
  });
});

describe('checkEventForMeter', () => {
  const sum = parseMeter(SUM);

  function problemOf(meter: Meter, properties: JsonObject): string | null {
    const problem = checkEventForMeter(meter, properties);
    return problem === null ? null : `${problem.code} at ${problem.path.join('.')}`;
  }

  it.each<[JsonValue]>([[0], [-1.5], ['12.5'], ['0.000000000001'], [99999999999999990000000000], ['99999999999999999999999999']])(
    'checkEventForMeter: %j can be summed',
    (tokens) => {
      expect(problemOf(sum, { tokens })).toBeNull();
    },
  );

  it.each<[string, JsonObject, string]>([
    ['a missing value', {}, 'REQUIRED'],
    ['null', { tokens: null }, 'REQUIRED'],
    ['text', { tokens: 'many' }, 'INVALID_VALUE'],
    ['NaN in a string', { tokens: 'NaN' }, 'INVALID_VALUE'],
    ['an exponent in a string', { tokens: '1e3' }, 'INVALID_VALUE'],
    ['a boolean', { tokens: true }, 'INVALID_VALUE'],
    ['a list', { tokens: [1] }, 'INVALID_VALUE'],
    ['13 fraction digits', { tokens: '0.0000000000001' }, 'OUT_OF_RANGE'],
    ['a number of 13 fraction digits', { tokens: 1e-13 }, 'OUT_OF_RANGE'],
    ['27 integer digits', { tokens: 1e26 }, 'OUT_OF_RANGE'],
    ['a number of 27 integer digits below zero', { tokens: -1e26 }, 'OUT_OF_RANGE'],
    ['27 integer digits below zero', { tokens: '-100000000000000000000000000' }, 'OUT_OF_RANGE'],
  ])('checkEventForMeter: %s cannot be summed', (_, properties, code) => {
    for (const aggregation of ['SUM', 'MAX', 'LATEST'] as const) {
      expect(problemOf({ ...sum, aggregation }, properties)).toBe(`${code} at properties.tokens`);
    }
  });

  it('checkEventForMeter: COUNT needs nothing, UNIQUE_COUNT any scalar', () => {
    const unique = parseMeter({ ...SUM, aggregation: 'UNIQUE_COUNT' });
    expect(problemOf(parseMeter(COUNT), {})).toBeNull();
    expect([problemOf(unique, { tokens: '' }), problemOf(unique, { tokens: 1e300 }), problemOf(unique, { tokens: false })]).toEqual([null, null, null]);
    expect(problemOf(unique, {})).toBe('REQUIRED at properties.tokens');
    expect(problemOf(unique, { tokens: { a: 1 } })).toBe('INVALID_VALUE at properties.tokens');
  });

  it('checkEventForMeter: an event that the filters leave out needs no value', () => {
    const meter = parseMeter({ ...SUM, filters: [{ property: 'region', in: ['eu'] }] });
    expect(problemOf(meter, { region: 'us' })).toBeNull();
    expect(problemOf(meter, { region: 'eu' })).toBe('REQUIRED at properties.tokens');
  });
});

describe('property', () => {
  it('propertyDecimal: a number is the decimal it prints as, not its binary neighbour', () => {
    expect(propertyDecimal(0.1, [])).toEqual(new Decimal('0.1'));
    expect(propertyDecimal('0.10', [])).toEqual(new Decimal('0.1'));
  });

  it('propertyText: the text of a number does not depend on how it was written', () => {
    expect(propertyText(JSON.parse('1.0') as JsonValue)).toBe('1');
    expect(propertyText(JSON.parse('1e2') as JsonValue)).toBe('100');
  });
});
