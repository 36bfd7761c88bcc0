import { describe, expect, it } from 'vitest';
import { decideEvent, type Mapping, missingColumns } from '../../../src/cli/usageImport/event.ts';
import { parseTimeZone } from '../../../src/core/calendar.ts';
import type { JsonObject } from '../../../src/core/json.ts';

const MAPPING: Mapping = {
  customer: { fixed: 'acme' },
  eventName: { fixed: 'completion' },
  timeColumn: 'at',
  timeZone: parseTimeZone('UTC'),
  keyColumn: null,
  keyPrefix: '',
  properties: null,
  numberProperties: null,
};

describe('decideEvent', () => {
  it('a row: is an event with every other column as a property', () => {
    expect(decide({ at: '2026-01-02 03:04:05', tokens: '12', model: 'small' })).toEqual({
      key: 'row-key',
      customerExternalId: 'acme',
      eventName: 'completion',
      occurredAt: '2026-01-02T03:04:05.000Z',
      properties: { tokens: 12, model: 'small' },
    });
  });

  it('columns: customer, event name and key may come from the row, and are no properties then', () => {
    const mapping = { ...MAPPING, customer: { column: 'who' }, eventName: { column: 'what' }, keyColumn: 'id', keyPrefix: 'x-' };
    expect(decide({ at: '0', who: 'birke', what: 'call', id: '7' }, mapping)).toEqual({
      key: 'x-7',
      customerExternalId: 'birke',
      eventName: 'call',
      occurredAt: '1970-01-01T00:00:00.000Z',
      properties: {},
    });
  });

  it.each([
    ['12', 12],
    ['-0.5', -0.5],
    ['12.50', 12.5],
    ['-0', 0],
    ['007', '007'],
    ['1e3', '1e3'],
    ['1,000', '1,000'],
    ['9007199254740993', '9007199254740993'], // 2^53 + 1 would become 2^53
    ['0.1234567890123456789', '0.1234567890123456789'],
    ['NaN', 'NaN'],
    [' 12', ' 12'],
  ])('cells: "%s" is the property %j', (cell, value) => {
    expect(propertiesOf({ at: '0', p: cell })).toEqual({ p: value });
  });

  it('cells: an empty one is no property', () => {
    expect(propertiesOf({ at: '0', p: '', q: 'x' })).toEqual({ q: 'x' });
  });

  it('properties: only the named columns, under the names given', () => {
    const mapping = { ...MAPPING, properties: new Map([['ContextTokens', 'context'], ['b', 'b']]) };
    expect(propertiesOf({ at: '0', ContextTokens: '5', b: 'x', c: '1' }, mapping)).toEqual({ context: 5, b: 'x' });
  });

  it('number properties: must be plain decimals, and the others stay text', () => {
    const mapping = { ...MAPPING, numberProperties: new Set(['n']) };
    expect(propertiesOf({ at: '0', n: ' 12.50 ', id: '42' }, mapping)).toEqual({ n: 12.5, id: '42' });
    for (const cell of ['', 'many', '1e3', '1,5']) {
      expect(decide({ at: '0', n: cell, id: '42' }, mapping)).toEqual({ field: 'properties.n', reason: 'is not a plain decimal number such as "12.50"' });
    }
  });

  it('typed rows: text stays text, and an object named properties is taken apart', () => {
    const row = { at: 1_700_158_623, zip: '12', properties: { tokens: 5, deep: { a: [1] } } };
    expect(decideEvent({ line: 1, cells: row, isTyped: true }, MAPPING, 'row-key')).toMatchObject({
      occurredAt: '2023-11-16T18:17:03.000Z',
      properties: { zip: '12', tokens: 5, deep: { a: [1] } },
    });
  });

  it('typed rows: a member that is missing is refused where it is needed, and is no property elsewhere', () => {
    const mapping = { ...MAPPING, keyColumn: 'id', properties: new Map([['p', 'p']]) };
    const typed = (cells: JsonObject) => decideEvent({ line: 1, cells, isTyped: true }, mapping, '');
    expect(typed({ at: 0 })).toEqual({ field: 'id', reason: 'is missing' });
    expect(typed({ at: 0, id: null })).toEqual({ field: 'key', reason: 'is neither text nor a number' });
    expect(typed({ at: 0, id: 5 })).toMatchObject({ key: '5', properties: {} });
  });

  it.each([
    ['occurredAt', { at: 'soon', id: 'k', who: 'a' }],
    ['key', { at: '0', id: ' k', who: 'a' }],
    ['key', { at: '0', id: 'k'.repeat(256), who: 'a' }],
    ['customerExternalId', { at: '0', id: 'k', who: '' }],
  ])('refused: %s is named', (field, cells) => {
    const mapping = { ...MAPPING, customer: { column: 'who' }, keyColumn: 'id' };
    expect(decide(cells, mapping)).toMatchObject({ field });
  });

  it('refused: properties over 8 KB', () => {
    expect(decide({ at: '0', p: 'x'.repeat(8_193) })).toMatchObject({ field: 'properties' });
  });
});

describe('missingColumns', () => {
  it('every column that the mapping names and the file lacks', () => {
    const mapping = { ...MAPPING, customer: { column: 'who' }, keyColumn: 'id', properties: new Map([['p', 'q'], ['r', 'r']]) };
    expect(missingColumns(mapping, ['at', 'p'])).toEqual(['who', 'id', 'r']);
  });
});

/** Of a row whose cells are all text, as in CSV. */
function decide(cells: JsonObject, mapping = MAPPING) {
  return decideEvent({ line: 1, cells, isTyped: false }, mapping, 'row-key');
}

function propertiesOf(cells: JsonObject, mapping = MAPPING): JsonObject {
  const decided = decide(cells, mapping);
  if ('reason' in decided) throw new Error(`${decided.field} ${decided.reason}`);
  return decided.properties;
}
