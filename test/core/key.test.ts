import { describe, expect, it } from 'vitest';
import { codePointCount, compareText, isWellFormed, parseKey } from '../../src/core/key.ts';
import { refusalOf } from '../support/refusal.ts';

describe('parseKey', () => {
  it.each(['a', 'a b', 'é', '💶'.repeat(255), 'x'.repeat(255), '{"a":1}', 'zero\u200Bwidth'])('parseKey: keeps %j as it is', (text) => {
    expect(parseKey(text)).toBe(text);
  });

  it.each([
    ['absent', undefined, 'REQUIRED'],
    ['null', null, 'REQUIRED'],
    ['empty', '', 'REQUIRED'],
    ['a number', 7, 'INVALID_VALUE'],
    ['256 letters', 'x'.repeat(256), 'TOO_LONG'],
    ['256 characters outside the basic plane', '💶'.repeat(256), 'TOO_LONG'],
    ['a leading space', ' a', 'INVALID_VALUE'],
    ['a trailing space', 'a ', 'INVALID_VALUE'],
    ['a trailing no-break space', 'a\u00A0', 'INVALID_VALUE'],
    ['a leading ideographic space', '\u3000a', 'INVALID_VALUE'],
    ['a leading byte-order mark', '\uFEFFa', 'INVALID_VALUE'],
    ['only a space', ' ', 'INVALID_VALUE'],
    ['a line feed inside', 'a\nb', 'INVALID_VALUE'],
    ['a null character inside', 'a\u0000b', 'INVALID_VALUE'],
    ['a C1 control inside', 'a\u0085b', 'INVALID_VALUE'],
    ['a lone high surrogate', 'a\uD83D', 'INVALID_VALUE'],
    ['a lone low surrogate', '\uDCB6a', 'INVALID_VALUE'],
  ])('parseKey: refuses %s', (_, text, code) => {
    expect(refusalOf(() => parseKey(text, ['input', 'key']))).toBe(`${code} at input.key`);
  });
});

describe('text', () => {
  it('codePointCount: a surrogate pair is one character', () => {
    expect(codePointCount('a💶é')).toBe(3);
  });

  it('isWellFormed: a surrogate pair is, half of one is not', () => {
    expect(isWellFormed('💶')).toBe(true);
    expect(isWellFormed('💶'.slice(0, 1))).toBe(false);
  });

  it('compareText: orders by code units, capitals before small letters', () => {
    expect(['b', 'a', 'B', 'é', ''].sort(compareText)).toEqual(['', 'B', 'a', 'b', 'é']);
    expect(compareText('a', 'a')).toBe(0);
  });
});
