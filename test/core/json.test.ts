import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { canonicalJson, checkJsonObject, type JsonValue, readCanonicalObject } from '../../src/core/json.ts';
import { refusalOf } from '../support/refusal.ts';

const LIMITS = { maxBytes: 100 };

function nested(levels: number): unknown {
  return levels === 0 ? 'leaf' : { in: nested(levels - 1) };
}

describe('canonicalJson', () => {
  it('canonicalJson: sorts names by code units and writes shortest numbers', () => {
    expect(canonicalJson({ b: 1.0, a: [true, null, 'é"\n'], '': -0, B: 1e21, c: 0.1 })).toBe(
      '{"":0,"B":1e+21,"a":[true,null,"é\\"\\n"],"b":1,"c":0.1}',
    );
  });

  it('canonicalJson: is a fixed point, and reads back to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }), (value) => {
        const text = canonicalJson(value as JsonValue);
        expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});

describe('readCanonicalObject', () => {
  it('readCanonicalObject: gives the object, and null for any other text', () => {
    expect(readCanonicalObject('{"a":1,"b":[]}')).toEqual({ a: 1, b: [] });
    for (const text of ['{"b":[],"a":1}', '{ "a":1}', '{"a":1.0}', '[]', 'null', '"a"', '1', '{', '']) expect(readCanonicalObject(text)).toBe(null);
  });
});

describe('checkJsonObject', () => {
  it('checkJsonObject: accepts an object, also without a prototype, and gives its canonical text', () => {
    const bare: unknown = Object.assign(Object.create(null), { b: [1, { c: null }], a: 'x' });
    expect(checkJsonObject(bare, LIMITS).text).toBe('{"a":"x","b":[1,{"c":null}]}');
    expect(checkJsonObject({}, LIMITS).text).toBe('{}');
  });

  it('checkJsonObject: a field called __proto__ is a field like any other', () => {
    expect(checkJsonObject(JSON.parse('{"__proto__":{"a":1}}'), LIMITS).text).toBe('{"__proto__":{"a":1}}');
  });

  it('checkJsonObject: nests to 8 levels', () => {
    expect(checkJsonObject(nested(8), LIMITS).text).toContain('leaf');
    expect(refusalOf(() => checkJsonObject(nested(9), LIMITS, ['p']))).toBe('INVALID_VALUE at p.in.in.in.in.in.in.in.in');
  });

  it('checkJsonObject: counts bytes of UTF-8, not characters', () => {
    // {"a":"..."} takes 8 bytes around the text; each é takes 2.
    expect(checkJsonObject({ a: 'é'.repeat(46) }, LIMITS).text).toHaveLength(54);
    expect(refusalOf(() => checkJsonObject({ a: 'é'.repeat(46) + 'x' }, LIMITS, ['p']))).toBe('TOO_LONG at p');
  });

  it.each([
    ['a list', [1], 'INVALID_VALUE at p'],
    ['text', '{}', 'INVALID_VALUE at p'],
    ['null', null, 'INVALID_VALUE at p'],
    ['nothing', undefined, 'INVALID_VALUE at p'],
    ['a date', new Date(0), 'INVALID_VALUE at p'],
    ['NaN', { a: [0, Number.NaN] }, 'INVALID_VALUE at p.a.1'],
    ['infinity, as 1e400 is read', { a: JSON.parse('1e400') as unknown }, 'INVALID_VALUE at p.a'],
    ['a number that a double does not hold', { n: { tokens: new LosslessNumber('12345678901234567890') } }, 'INVALID_VALUE at p.n.tokens'],
    ['a lone surrogate', { a: 'x\uD83D' }, 'INVALID_VALUE at p.a'],
    ['a lone surrogate in a name', { b: { '\uD83D': 1 } }, 'INVALID_VALUE at p.b'],
    ['the null character', { a: 'x\u0000' }, 'INVALID_VALUE at p.a'],
    ['a name of 256 characters', { b: { ['n'.repeat(256)]: 1 } }, 'TOO_LONG at p.b'],
    ['a function', { a: () => 1 }, 'INVALID_VALUE at p.a'],
    ['a bigint', { a: 1n }, 'INVALID_VALUE at p.a'],
    ['a field set to undefined', { a: undefined }, 'INVALID_VALUE at p.a'],
  ])('checkJsonObject: refuses %s', (_, value, refusal) => {
    expect(refusalOf(() => checkJsonObject(value, LIMITS, ['p']))).toBe(refusal);
  });
});
