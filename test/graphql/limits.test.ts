/** Limits on the shape of a document. */
import { getIntrospectionQuery, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { documentLimitsRule } from '../../src/graphql/limits.ts';
import { bareSchema } from '../../src/graphql/schema.ts';

const schema = bareSchema();

/** What the document is refused for; null if it passes. The rule never asks the schema, so fields may have any name. */
function excessOf(text: string): string | null {
  const errors = validate(schema, parse(text), [documentLimitsRule]);
  expect(errors.length).toBeLessThanOrEqual(1);
  for (const { extensions } of errors) expect(extensions['code']).toBe('COST_EXCEEDED');
  return errors[0]?.message ?? null;
}

const nested = (levels: number, innermost = ''): string => (levels === 0 ? innermost : `{ f${nested(levels - 1, innermost)} }`);
const aliases = (count: number, field: string): string => Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ');

describe('depth', () => {
  it('depth: 14 levels pass, 15 do not', () => {
    expect(excessOf(nested(14))).toBeNull();
    expect(excessOf(nested(15))).toBe('the document is 15 levels deep; the limit is 14');
  });

  it('depth: fragments count for what is in them, wherever they are spread', () => {
    const fragments = `fragment A on T ${nested(6, '{ ...B }')} fragment B on T ${nested(6)}`;
    expect(excessOf(`query ${nested(2, '{ ...A }')} ${fragments}`)).toBeNull();
    expect(excessOf(`query ${nested(3, '{ ... on T { ...A } }')} ${fragments}`)).toBe('the document is 15 levels deep; the limit is 14');
  });

  it('depth: every operation of the document counts', () => {
    expect(excessOf(`query A ${nested(1)} query B ${nested(15)}`)).toBe('the document is 15 levels deep; the limit is 14');
  });

  it('depth: fragments in a circle end', () => {
    expect(excessOf('{ ...A } fragment A on T { f { ...B } } fragment B on T { f { ...A } }')).toBeNull();
  });

  it('depth: fragments that spread each other twice are measured once each', () => {
    // Followed naively, 2^60 paths.
    const chain = Array.from({ length: 60 }, (_, index) => `fragment F${index} on T { ...F${index + 1} ... on T { ...F${index + 1} } }`).join(' ');
    expect(excessOf(`{ ...F0 } ${chain} fragment F60 on T ${nested(15)}`)).toBe('the document is 15 levels deep; the limit is 14');
  });

  it('depth: introspection has 20 levels of its own, and the usual query passes', () => {
    expect(excessOf(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }))).toBeNull();
    expect(excessOf(`{ __schema ${nested(19)} }`)).toBeNull();
    expect(excessOf(`{ __type(name: "T") ${nested(20)} }`)).toBe('the document is 21 levels deep in its introspection; the limit is 20');
  });

  it('depth: naming things __schema exempts nothing', () => {
    expect(excessOf(`query __schema { ...__schema } fragment __schema on T ${nested(15)}`)).toBe('the document is 15 levels deep; the limit is 14');
    expect(excessOf(`{ __schema: f ${nested(15)} }`)).toBe('the document is 16 levels deep; the limit is 14');
    expect(excessOf(`{ f { __schema ${nested(100)} } }`)).toBe('the document is 102 levels deep in its introspection; the limit is 20');
  });
});

describe('width', () => {
  it('width: 30 names for one field pass, 31 do not, fragments included', () => {
    expect(excessOf(`{ f { ${aliases(30, 'g')} } }`)).toBeNull();
    expect(excessOf(`{ f { ${aliases(31, 'g')} } }`)).toBe('the document is asking for g under 31 names in one place; the limit is 30');
    expect(excessOf(`{ f { ${aliases(30, 'g')} ...A } } fragment A on T { ... on T { b: g } }`)).toBe('the document is asking for g under 31 names in one place; the limit is 30');
  });

  it('width: the same name again is the same field', () => {
    expect(excessOf(`{ f { ${'g '.repeat(100)} } }`)).toBeNull();
  });

  it('width: 30 root fields pass, 31 do not', () => {
    const fields = (count: number): string => Array.from({ length: count }, (_, index) => `f${index}`).join(' ');
    expect(excessOf(`{ ${fields(30)} }`)).toBeNull();
    expect(excessOf(`{ ${fields(30)} ...A } fragment A on Query { g }`)).toBe('the document is asking for 31 root fields; the limit is 30');
  });

  it('width: 10 mutations pass, 11 do not', () => {
    expect(excessOf(`mutation { ${aliases(10, 'm')} }`)).toBeNull();
    expect(excessOf(`mutation { ${aliases(11, 'm')} }`)).toBe('the document is asking for 11 mutations; the limit is 10');
  });
});
