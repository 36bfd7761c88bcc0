import { describe, expect, it } from 'vitest';
import { deriveId } from '../../src/core/identity.ts';
import { at } from '../support/ledger.ts';

describe('deriveId', () => {
  it('deriveId: is a UUIDv7 of its time', () => {
    // 2026-01-10T15:00:00Z is 1768057200000 ms, in hex 19ba86bdd80.
    expect(deriveId('invoice', at('2026-01-10T15:00:00Z'), ['a'])).toMatch(/^019ba86b-dd80-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('deriveId: the same names give the same id', () => {
    expect(deriveId('invoice', at('2026-01-10'), ['a', 1n, null])).toBe(deriveId('invoice', at('2026-01-10'), ['a', 1n, null]));
  });

  it('deriveId: another noun, time, name or type of name gives another id', () => {
    const ids = [
      deriveId('invoice', at('2026-01-10'), ['a', 'b']),
      deriveId('customer', at('2026-01-10'), ['a', 'b']),
      deriveId('invoice', at('2026-01-11'), ['a', 'b']),
      deriveId('invoice', at('2026-01-10'), ['ab', '']),
      deriveId('invoice', at('2026-01-10'), ['a', null]),
      deriveId('invoice', at('2026-01-10'), ['a', '1']),
      deriveId('invoice', at('2026-01-10'), ['a', 1n]),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('deriveId: ids of one millisecond differ in their random part too', () => {
    const tails = Array.from({ length: 500 }, (_, index) => deriveId('event', at('2026-01-10'), [String(index)]).slice(14));
    expect(new Set(tails).size).toBe(500);
  });
});
