import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/accounts.ts';
import { InvariantError } from '../../src/core/invariant.ts';
import { netOn, post } from '../../src/core/posting.ts';
import { refusalOf } from '../support/refusal.ts';

const UNBILLED: Account = { code: '1150', reference: 'line' };
const REVENUE: Account = { code: '4000', reference: 'price' };
const LIMIT = 9_223_372_036_854_775_807n;

describe('post', () => {
  it('post: an amount above zero debits the first account', () => {
    expect(post(UNBILLED, REVENUE, 5n)).toEqual([{ debit: UNBILLED, credit: REVENUE, amount: 5n }]);
  });

  it('post: an amount below zero exchanges the sides', () => {
    expect(post(UNBILLED, REVENUE, -5n)).toEqual([{ debit: REVENUE, credit: UNBILLED, amount: 5n }]);
  });

  it('post: zero posts nothing', () => {
    expect(post(UNBILLED, REVENUE, 0n)).toEqual([]);
  });

  it('post: takes the whole range of a signed 64-bit amount that has a twin, and no more', () => {
    expect(post(UNBILLED, REVENUE, -LIMIT)).toEqual([{ debit: REVENUE, credit: UNBILLED, amount: LIMIT }]);
    expect(refusalOf(() => post(UNBILLED, REVENUE, LIMIT + 1n))).toBe('OUT_OF_RANGE at ');
    expect(refusalOf(() => post(UNBILLED, REVENUE, -LIMIT - 1n))).toBe('OUT_OF_RANGE at ');
  });

  it('post: the same cell on both sides is a mistake, another cell of one account is not', () => {
    expect(() => post(UNBILLED, { ...UNBILLED }, 1n)).toThrow(InvariantError);
    expect(post(UNBILLED, { code: '1150', reference: 'other' }, 1n)).toHaveLength(1);
  });
});

describe('netOn', () => {
  it('netOn: adds debits and takes off credits, whatever the reference', () => {
    const postings = [...post(UNBILLED, REVENUE, 70n), ...post({ ...UNBILLED, reference: 'other' }, REVENUE, -30n)];
    // 70 - 30 on 1150; -70 + 30 on 4000.
    expect(netOn('1150', postings)).toBe(40n);
    expect(netOn('4000', postings)).toBe(-40n);
    expect(netOn('2150', postings)).toBe(0n);
  });

  it('netOn: over all accounts, any postings come to zero', () => {
    const accounts = fc.constantFrom<Account[]>(UNBILLED, REVENUE, { code: '2150', reference: 'line' }, { code: '2000', reference: '' });
    const posting = fc.tuple(accounts, accounts, fc.bigInt(-1000n, 1000n)).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(posting), (facts) => {
        const postings = facts.flatMap(([debit, credit, amount]) => post(debit, credit, amount));
        const nets = (['1150', '4000', '2150', '2000'] as const).map((code) => netOn(code, postings));
        expect(nets.reduce((sum, net) => sum + net, 0n)).toBe(0n);
        expect(postings.every(({ amount }) => amount > 0n)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
