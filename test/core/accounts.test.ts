import { describe, expect, it } from 'vitest';
import { CHART, accountName, isAccountCode } from '../../src/core/accounts.ts';
import { InvariantError } from '../../src/core/invariant.ts';

describe('chart of accounts', () => {
  it('CHART: lists each code once, in order', () => {
    const codes = CHART.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('accountName: names an account of the chart, and refuses to guess at another', () => {
    expect(accountName('1150')).toBe('Unbilled receivable');
    expect(() => accountName('9999')).toThrow(InvariantError);
  });

  it('isAccountCode: knows the chart alone', () => {
    expect(isAccountCode('2150')).toBe(true);
    expect(isAccountCode('2151')).toBe(false);
    expect(isAccountCode('')).toBe(false);
  });
});
