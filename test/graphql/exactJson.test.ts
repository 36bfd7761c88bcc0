/** JSON without loss of digits. */
import { isLosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { parseExactJson } from '../../src/graphql/exactJson.ts';

/** What became of `{"n": <text>}`: the number, or the text that was kept. */
function keptOf(text: string): number | string {
  const { n } = parseExactJson(`{"n": ${text}}`) as { n: unknown };
  return isLosslessNumber(n) ? `kept ${n.value}` : (n as number);
}

describe('exact JSON', () => {
  it.each([
    ['0', 0],
    ['-12.5', -12.5],
    ['1.10', 1.1],
    ['1e2', 100],
    ['2.5E-3', 0.0025],
    ['123456789012345', 123_456_789_012_345],
    ['9007199254740991', 9_007_199_254_740_991],
    ['0.30000000000000004', 0.30000000000000004],
  ])('exact JSON: %s is a number', (text, value) => {
    expect(keptOf(text)).toBe(value);
  });

  it.each(['1e400', '-1e400', '1e-400', '12345678901234567890', '9007199254740993', '0.12345678901234567890', '1.00000000000000000001', '100000000000000.0000000001'])(
    'exact JSON: %s keeps its text',
    (text) => {
      expect(keptOf(text)).toBe(`kept ${text}`);
    },
  );

  it.each([
    ['at the start', '12345678901234567890'],
    ['in a list', '[1,12345678901234567890]'],
    ['after white space', '[\n\t12345678901234567890]'],
    ['negative', '{"a":-12345678901234567890}'],
  ])('exact JSON: a long number is found %s', (_place, text) => {
    expect(JSON.stringify(parseExactJson(text))).toContain('"12345678901234567890"'.replace('"1', text.includes('-') ? '"-1' : '"1'));
  });

  it('exact JSON: texts are texts, whatever they look like', () => {
    const value = { 'a, 1e400': ', 12345678901234567890', 'b\\"': '[1e5, "é😀\\u0000', c: [true, null, ''] };
    expect(parseExactJson(JSON.stringify(value))).toEqual(value);
    // the same through the slow parser
    expect(parseExactJson(`{"x":1e1,${JSON.stringify(value).slice(1)}`)).toEqual({ x: 10, ...value });
  });

  it.each(['', '{', '{"a":1e400', '[1e400,]', '{"a":01e400}', 'NaN', '{"a":+1e400}', `{"n":1e400,"a":${'['.repeat(200_000)}`])('exact JSON: %.20s is refused', (text) => {
    expect(() => parseExactJson(text)).toThrow();
  });

  it('exact JSON: a name given twice keeps its last value in both parsers', () => {
    expect(parseExactJson('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(parseExactJson('{"a":1,"a":2,"b":1e1}')).toEqual({ a: 2, b: 10 });
  });

  it('exact JSON: a name that is a prototype is an own name in both parsers', () => {
    for (const number of ['1', '1e1']) {
      const value = parseExactJson(`{"__proto__":{"polluted":1},"n":${number}}`) as Record<string, unknown>;
      expect(Object.keys(value)).toEqual(['__proto__', 'n']);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(value['polluted']).toBeUndefined();
    }
  });
});
