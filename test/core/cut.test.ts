import { describe, expect, it } from 'vitest';
import { type Cut, type CutMember, isOnCut, isOnEarlierCut, membersOf } from '../../src/core/cut.ts';
import type { JournalKind } from '../../src/core/journal.ts';
import { at } from '../support/ledger.ts';

const FEBRUARY: Cut = { cutSeq: 10, asOf: at('2026-02-01') };
const MARCH: Cut = { cutSeq: 20, asOf: at('2026-03-01') };

function journal(seq: number, billableAt: string | null, kind: JournalKind = 'CHARGE', invoiceId: string | null = null): CutMember {
  return { kind, seq, billableAt: billableAt === null ? null : at(billableAt), invoiceId };
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

  it('isOnCut: a note holds what names it, and reaches no further than the cut before it', () => {
    const note: Cut = { ...FEBRUARY, note: { id: 'note', throughSeq: 15 } };
    const named = journal(14, '2026-02-20', 'CHARGE', 'note');
    const oneOff = journal(12, '2026-02-01', 'ONE_OFF');
    const [onNote, onMarch] = [(entry: CutMember) => isOnCut(entry, note, FEBRUARY), (entry: CutMember) => isOnCut(entry, MARCH, note)];
    expect([onNote(named), onMarch(named), isOnCut(named, FEBRUARY, null)]).toEqual([true, false, false]);
    expect([onNote(oneOff), onMarch(oneOff)]).toEqual([false, true]);
    expect(onNote(journal(14, '2026-02-20', 'CHARGE', 'another note'))).toBe(false);
    expect(onNote(journal(16, '2026-02-20', 'CREDIT_DRAW', 'note'))).toBe(false);
    // A line of a voided invoice names that invoice, and is on the cut that reaches it.
    expect([onNote(journal(13, '2026-02-01', 'REBILLING', 'note')), onMarch(journal(13, '2026-02-01', 'REBILLING', 'note'))]).toEqual([false, true]);
  });

  it('isOnEarlierCut: a note was before what follows it, and after what it follows', () => {
    const note: Cut = { ...FEBRUARY, note: { id: 'note', throughSeq: 15 } };
    const named = journal(14, '2026-02-20', 'CHARGE', 'note');
    expect([FEBRUARY, note, MARCH].map((previous) => isOnEarlierCut(named, previous))).toEqual([false, true, true]);
  });
});

describe('membersOf', () => {
  it('membersOf: credit that a note gave back is on no invoice, and was given back before the next one', () => {
    const [charge, draw, back, later] = [journal(1, '2026-02-01'), journal(2, '2026-02-01', 'CREDIT_DRAW'), journal(12, null, 'CREDIT_RETURN', 'i'), journal(21, null, 'CREDIT_RETURN', 'i')];
    const all = [charge, draw, back, later];
    expect(membersOf(all, { cut: FEBRUARY, previous: null }, new Map())).toEqual({ members: [charge, draw], earlier: [] });
    expect(membersOf(all, { cut: MARCH, previous: FEBRUARY }, new Map())).toEqual({ members: [], earlier: [charge, draw, back] });
    // A note of late usage reaches as far as the cut before it, and knows the book up to its own place.
    expect(membersOf(all, { cut: { ...FEBRUARY, note: { id: 'n', throughSeq: 21 } }, previous: FEBRUARY }, new Map())).toEqual({ members: [], earlier: [charge, draw, back, later] });
  });

  it('membersOf: credit that goes back because its line is billed again is on the invoice that has the line', () => {
    const [draw, back] = [journal(2, '2026-02-01', 'CREDIT_DRAW'), journal(12, '2026-02-01', 'CREDIT_RETURN')];
    expect(membersOf([draw, back], { cut: MARCH, previous: FEBRUARY }, new Map())).toEqual({ members: [back], earlier: [draw] });
  });
});
