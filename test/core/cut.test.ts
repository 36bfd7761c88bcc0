import { describe, expect, it } from 'vitest';
import { type Cut, isOnCut, isOnEarlierCut } from '../../src/core/cut.ts';
import type { Journal, JournalKind } from '../../src/core/journal.ts';
import { at } from '../support/ledger.ts';

const FEBRUARY: Cut = { cutSeq: 10, asOf: at('2026-02-01') };
const MARCH: Cut = { cutSeq: 20, asOf: at('2026-03-01') };

function journal(seq: number, billableAt: string | null, kind: JournalKind = 'CHARGE'): Pick<Journal, 'kind' | 'seq' | 'billableAt'> {
  return { kind, seq, billableAt: billableAt === null ? null : at(billableAt) };
}

describe('isOnCut', () => {
  it.each([
    ['at the very seq and as-of of the cut', journal(10, '2026-02-01T00:00:00Z'), 'first'],
    ['posted a place after the cut', journal(11, '2026-02-01T00:00:00Z'), 'second'],
    ['billable a millisecond after the cut', journal(10, '2026-02-01T00:00:00.001Z'), 'second'],
    ['at the very seq and as-of of the second cut', journal(20, '2026-03-01T00:00:00Z'), 'second'],
    ['posted a place after the second cut', journal(21, '2026-03-01T00:00:00Z'), 'neither'],
    ['billable a millisecond after the second cut', journal(1, '2026-03-01T00:00:00.001Z'), 'neither'],
    ['a fee in advance', journal(1, '2026-01-01T00:00:00Z', 'ADVANCE_FEE'), 'first'],
    ['an earning', journal(1, '2026-01-01T00:00:00Z', 'EARNING'), 'neither'],
    ['an issue', journal(1, '2026-01-01T00:00:00Z', 'INVOICE'), 'neither'],
    ['a journal that is never billable', journal(1, null), 'neither'],
  ])('isOnCut: %s', (_, entry, expected) => {
    const isOnFirst = isOnCut(entry, FEBRUARY, null);
    const isOnSecond = isOnCut(entry, MARCH, FEBRUARY);
    expect({ isOnFirst, isOnSecond }).toEqual({ isOnFirst: expected === 'first', isOnSecond: expected === 'second' });
    expect(isOnEarlierCut(entry, FEBRUARY)).toBe(isOnFirst);
  });

  it('isOnEarlierCut: nothing was before the first cut', () => {
    expect(isOnEarlierCut(journal(1, '2026-01-01T00:00:00Z'), null)).toBe(false);
  });
});
