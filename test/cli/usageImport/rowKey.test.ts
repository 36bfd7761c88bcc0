import { describe, expect, it } from 'vitest';
import { RowKeys } from '../../../src/cli/usageImport/rowKey.ts';

describe('RowKeys', () => {
  it('equal rows: are numbered from the second on, so that each is an event of its own', () => {
    const keys = new RowKeys();
    const [first, second, third] = [keys.keyOf({ a: '1' }), keys.keyOf({ a: '1' }), keys.keyOf({ a: '1' })];
    expect(first).toMatch(/^row_[0-9a-f]{32}$/);
    expect([second, third]).toEqual([`${first}_2`, `${first}_3`]);
  });

  it('a second reading: gives the same keys again', () => {
    const rows = [{ a: '1', b: 'x' }, { a: '2', b: 'x' }, { a: '1', b: 'x' }];
    const [once, again] = [new RowKeys(), new RowKeys()];
    expect(rows.map((row) => again.keyOf(row))).toEqual(rows.map((row) => once.keyOf(row)));
  });

  it('the same key for ever: a change of how it is made would count every imported row anew', () => {
    // SHA-256 of {"ContextTokens":"4808","GeneratedTokens":"10","TIMESTAMP":"2023-11-16 18:17:03.9799600"}, first half, by sha256sum.
    const row = { TIMESTAMP: '2023-11-16 18:17:03.9799600', ContextTokens: '4808', GeneratedTokens: '10' };
    expect(new RowKeys().keyOf(row)).toBe('row_35f4db0c30623f4d074b65eafbc8b353');
  });

  it('content: names and values count, the order of columns does not', () => {
    const key = (row: Record<string, string>) => new RowKeys().keyOf(row);
    expect(key({ a: '1', b: '2' })).toBe(key({ b: '2', a: '1' }));
    expect(new Set([key({ a: '1', b: '2' }), key({ a: '2', b: '1' }), key({ a: '1', c: '2' }), key({ a: '12', b: '' })]).size).toBe(4);
  });
});
