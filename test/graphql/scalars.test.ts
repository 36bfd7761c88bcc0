/** Scalars: what each takes from a variable and from a literal, and what it answers. */
import { GraphQLError, type GraphQLScalarType, parseValue } from 'graphql';
import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/core/decimal.ts';
import { SCALARS } from '../../src/graphql/scalars.ts';

const scalars: Record<string, GraphQLScalarType> = SCALARS;

/** What the scalar makes of a value, or `CODE: message` of its refusal. */
function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof GraphQLError) return `${String(error.extensions['code'])} ${String(error.extensions['errorCode'])}`;
    throw error;
  }
}
const ofVariable = (name: string, value: unknown): unknown => outcome(() => scalars[name]!.parseValue(value));
const ofLiteral = (name: string, text: string, variables?: Record<string, unknown>): unknown => outcome(() => scalars[name]!.parseLiteral(parseValue(text), variables));
const answered = (name: string, value: unknown): unknown => scalars[name]!.serialize(value);

const REFUSED = 'BAD_USER_INPUT INVALID_VALUE';
const OUT_OF_RANGE = 'BAD_USER_INPUT OUT_OF_RANGE';

describe('Decimal', () => {
  it.each([
    ['12.50', '12.5'],
    ['-0.000001', '-0.000001'],
    ['-0', '0'],
    [`${'9'.repeat(26)}.${'9'.repeat(12)}`, `${'9'.repeat(26)}.${'9'.repeat(12)}`],
    [7, '7'],
    [-0, '0'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('Decimal: the variable %s is the exact number %s', (value, text) => {
    expect(ofVariable('Decimal', value)).toBe(text);
  });

  it.each([
    1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, new LosslessNumber('1e400'), new LosslessNumber('12345678901234567890'),
    'NaN', 'Infinity', '1e5', '', ' 1', '1.', '.5', '+1', '01', '0x10', '1,5', '1_000', true, null, {}, [], ['1'],
  ])('Decimal: the variable %s is refused', (value) => {
    expect(ofVariable('Decimal', value)).toBe(REFUSED);
  });

  it('Decimal: more digits than are kept are out of range', () => {
    expect(ofVariable('Decimal', `1${'0'.repeat(26)}`)).toBe(OUT_OF_RANGE);
    expect(ofVariable('Decimal', '0.0000000000001')).toBe(OUT_OF_RANGE);
  });

  it('Decimal: a whole literal is taken, a float literal never', () => {
    expect(ofLiteral('Decimal', '12')).toBe('12');
    expect(ofLiteral('Decimal', '"12.50"')).toBe('12.5');
    for (const text of ['1.0', '12.5', '1e3', '12345678901234567890', 'true', 'TEN', 'null', '[1]', '{ a: 1 }']) expect([text, ofLiteral('Decimal', text)]).toEqual([text, REFUSED]);
  });

  it('Decimal: is answered as a string in plain notation, and a string as it is', () => {
    expect(answered('Decimal', new Decimal('1e-12'))).toBe('0.000000000001');
    expect(answered('Decimal', new Decimal('-0'))).toBe('0');
    expect(answered('Decimal', '12.30')).toBe('12.30');
    expect(() => answered('Decimal', 1.5)).toThrow();
  });
});

describe('DateTime and Date', () => {
  it('DateTime: is milliseconds since 1970 inside, with finer digits cut', () => {
    // 2026-01-31T00:00:00Z is 20,484 days of 86,400,000 ms after 1970-01-01.
    expect(ofVariable('DateTime', '2026-01-31T00:00:00.0019Z')).toBe(20_484 * 86_400_000 + 1);
    expect(ofLiteral('DateTime', '"2026-01-31T02:00:00+02:00"')).toBe(20_484 * 86_400_000);
  });

  it.each(['2026-01-31', '2026-01-31T00:00:00', '2026-02-30T00:00:00Z', '2026-01-31 00:00:00Z', 1_769_817_600_000, null])('DateTime: %s is refused', (value) => {
    expect(ofVariable('DateTime', value)).toBe(REFUSED);
  });

  it('DateTime: is answered in UTC with milliseconds', () => {
    expect(answered('DateTime', 20_484 * 86_400_000)).toBe('2026-01-31T00:00:00.000Z');
    expect(() => answered('DateTime', '2026-01-31')).toThrow();
  });

  it('Date: is a calendar day', () => {
    expect(ofVariable('Date', '2024-02-29')).toBe('2024-02-29');
    expect(ofVariable('Date', '2026-02-29')).toBe(REFUSED);
    expect(ofVariable('Date', '2026-01-31T00:00:00Z')).toBe(REFUSED);
    expect(answered('Date', '2026-01-31')).toBe('2026-01-31');
  });
});

describe('TimeZone and CurrencyCode', () => {
  it.each(['TimeZone', 'CurrencyCode'])('%s: any short text goes through to the service that knows them', (name) => {
    expect(ofVariable(name, 'Mars/Olympus')).toBe('Mars/Olympus');
    expect(ofVariable(name, 'x'.repeat(65))).toBe('BAD_USER_INPUT TOO_LONG');
    expect(ofVariable(name, 978)).toBe(REFUSED);
    expect(ofLiteral(name, 'EUR')).toBe(REFUSED);
  });
});

describe('BigInt', () => {
  it('BigInt: is exact inside whatever its size, and a string of digits outside', () => {
    expect(ofVariable('BigInt', '-123456789012345678901234567890')).toBe(-123456789012345678901234567890n);
    expect(ofVariable('BigInt', 42)).toBe(42n);
    expect(ofLiteral('BigInt', '42')).toBe(42n);
    expect([answered('BigInt', 2n ** 64n), answered('BigInt', 7), answered('BigInt', '12')]).toEqual(['18446744073709551616', '7', '12']);
  });

  it.each(['1.0', '1e3', '', '-', '00', '0x1f', ' 1', 1.5, 2 ** 53, new LosslessNumber('12345678901234567890'), null, true])('BigInt: %s is refused', (value) => {
    expect(ofVariable('BigInt', value)).toBe(REFUSED);
  });
});

describe('JSONObject', () => {
  it('JSONObject: an object passes as it is, with long numbers left for the check of each field', () => {
    const object = { a: [1, { b: null }], long: new LosslessNumber('12345678901234567890') };
    expect(ofVariable('JSONObject', object)).toBe(object);
    expect(answered('JSONObject', object)).toBe(object);
  });

  it.each([[[]], ['text'], [1], [null], [true], [new LosslessNumber('1e400')]])('JSONObject: %j is refused', (value) => {
    expect(ofVariable('JSONObject', value)).toBe(REFUSED);
  });

  it('JSONObject: a literal is read to the same value, with variables inside', () => {
    const literal = '{ text: "x", yes: true, none: null, list: [1, 2.5, -1e2], deep: { n: $n, absent: $m } }';
    expect({ ...(ofLiteral('JSONObject', literal, { n: 3 }) as object) }).toEqual({ text: 'x', yes: true, none: null, list: [1, 2.5, -100], deep: { n: 3, absent: null } });
  });

  it('JSONObject: numbers in a literal that a double would change keep their text', () => {
    expect(ofLiteral('JSONObject', '{ a: 12345678901234567890, b: 1e400, c: 0.12345678901234567890 }')).toEqual({
      a: new LosslessNumber('12345678901234567890'),
      b: new LosslessNumber('1e400'),
      c: new LosslessNumber('0.12345678901234567890'),
    });
  });

  it('JSONObject: an enum value is not JSON, and a field called __proto__ is a field', () => {
    expect(ofLiteral('JSONObject', '{ a: MONTH }')).toBe(REFUSED);
    expect(Object.keys(ofLiteral('JSONObject', '{ __proto__: { polluted: true } }') as object)).toEqual(['__proto__']);
  });
});
