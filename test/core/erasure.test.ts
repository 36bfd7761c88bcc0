import { describe, expect, it } from 'vitest';
import { parseCalendarDay } from '../../src/core/calendar.ts';
import { changeRetention, decideErasure, keptUntil, refuseWhileSubscribed } from '../../src/core/erasure.ts';
import { parseInstant } from '../../src/core/instant.ts';
import type { Segment, SegmentState } from '../../src/core/segment.ts';
import { refusalOf } from '../support/refusal.ts';

const day = (text: string) => parseCalendarDay(text);

describe('erasure', () => {
  it('a document is kept until so many calendar years after that of its issue are over', () => {
    expect([keptUntil(day('2026-01-01'), 10), keptUntil(day('2026-12-31'), 10), keptUntil(day('2026-06-15'), 0)]).toEqual(['2036-12-31', '2036-12-31', '2026-12-31']);
  });

  it('what is over goes, what is not is kept until the last of it is', () => {
    const documents = [{ cutNumber: 1, issueDate: day('2025-12-31') }, { cutNumber: 2, issueDate: day('2026-01-01') }, { cutNumber: 3, issueDate: day('2027-05-05') }];
    // With one year: until the end of 2026, 2027 and 2028.
    expect(decideErasure(documents, { today: day('2026-12-31'), retentionYears: 1 })).toEqual({ expired: [], keptInvoices: 3, keptUntil: '2028-12-31' });
    expect(decideErasure(documents, { today: day('2027-01-01'), retentionYears: 1 })).toEqual({ expired: [1], keptInvoices: 2, keptUntil: '2028-12-31' });
    expect(decideErasure(documents, { today: day('2029-01-01'), retentionYears: 1 })).toEqual({ expired: [1, 2, 3], keptInvoices: 0, keptUntil: null });
  });

  it('a subscription that goes on or is to begin stands in the way; one that has ended does not', () => {
    const now = parseInstant('2026-02-01T00:00:00Z');
    const segment = (ordinal: number, startAt: string, state: SegmentState): Segment => ({ ordinal, startAt: parseInstant(startAt), state, planVersionId: 'v', quantities: {}, proration: null, tiers: null, bookSeq: 0 });
    const refusal = (...segments: Segment[]) => refusalOf(() => refuseWhileSubscribed([{ segments }], now));
    const active = segment(1, '2026-01-01T00:00:00Z', 'ACTIVE');
    expect(refusal(active)).toBe('INVALID_STATE at customerExternalId');
    expect(refusal(active, segment(2, '2026-02-01T00:00:00.001Z', 'ENDED'))).toBe('INVALID_STATE at customerExternalId');
    expect(refusal(segment(1, '2026-03-01T00:00:00Z', 'ACTIVE'))).toBe('INVALID_STATE at customerExternalId');
    expect(() => refuseWhileSubscribed([{ segments: [active, segment(2, '2026-02-01T00:00:00Z', 'ENDED')] }], now)).not.toThrow();
  });

  it('retentionYears: left out as before, null taken back, 0 to 99', () => {
    expect([changeRetention(5, {}), changeRetention(5, { retentionYears: null }), changeRetention(5, { retentionYears: 0 })]).toEqual([5, null, 0]);
    expect(refusalOf(() => changeRetention(null, { retentionYears: 100 }))).toBe('OUT_OF_RANGE at retentionYears');
  });
});
