import { describe, expect, it } from 'vitest';
import { groupBy } from '../../src/core/grouping.ts';

describe('groupBy', () => {
  it('groupBy: keeps items in order, and keys in order of first appearance', () => {
    const groups = groupBy(['b1', 'a1', 'b2', 'c1', 'a2'], (text) => text.charAt(0));
    expect([...groups]).toEqual([
      ['b', ['b1', 'b2']],
      ['a', ['a1', 'a2']],
      ['c', ['c1']],
    ]);
  });

  it('groupBy: nothing has no groups', () => {
    expect(groupBy([], String).size).toBe(0);
  });
});
