import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/core/json.ts';
import { mentionsOfLine } from '../../src/core/propertyMention.ts';

const NO_FILTERS = { filters: [] };

describe('mentions of properties', () => {
  it('mention: a line of dimensions is mentioned as its values are written', () => {
    expect(mentionsOfLine({ model: 'large', region: null }, NO_FILTERS)).toEqual([['"model":"large"']]);
    expect(mentionsOfLine(null, NO_FILTERS)).toEqual([]);
  });

  it('mention: a text may have been a string, a number or a flag', () => {
    expect(mentionsOfLine({ n: '1' }, NO_FILTERS)).toEqual([['"n":"1"', '"n":1']]);
    expect(mentionsOfLine({ n: '1000000000000000000000' }, NO_FILTERS)).toEqual([['"n":"1000000000000000000000"', '"n":1e+21']]);
    expect(mentionsOfLine({ n: 'true' }, NO_FILTERS)).toEqual([['"n":"true"', '"n":true']]);
    // No number has these texts: `propertyText` writes 1.0 as 1.
    for (const text of ['1.0', '1e3', '', ' 1', 'Infinity', '0x10']) expect(mentionsOfLine({ n: text }, NO_FILTERS)).toEqual([[`"n":${JSON.stringify(text)}`]]);
  });

  it('mention: names and texts are escaped as canonical JSON escapes them', () => {
    const properties = { 'a "b"\\': 'x\n"é' };
    const [[mention]] = mentionsOfLine(properties, NO_FILTERS) as [[string]];
    expect(canonicalJson({ ...properties, other: 1 })).toContain(mention);
  });

  it('mention: of a filter any of its values will do; one that excludes, and one of many values, ask for nothing', () => {
    const many = Array.from({ length: 11 }, (_, index) => `v${index}`);
    const filters = [
      { property: 'region', in: ['eu', '7'], notIn: null },
      { property: 'model', in: null, notIn: ['small'] },
      { property: 'tier', in: many, notIn: null },
    ];
    expect(mentionsOfLine({ model: 'large' }, { filters })).toEqual([['"model":"large"'], ['"region":"eu"', '"region":"7"', '"region":7']]);
  });
});
