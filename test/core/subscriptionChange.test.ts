import { describe, expect, it } from 'vitest';
import { decideUnscheduling } from '../../src/core/subscriptionChange.ts';
import { type SegmentSketch, at, segment } from '../support/ledger.ts';
import { refusalOf } from '../support/refusal.ts';

/** A subscription from the first sketch's day on, with what was recorded of it. */
function subscription(...sketches: readonly SegmentSketch[]) {
  return { id: 's', startAt: at(sketches[0]?.from ?? ''), segments: sketches.map(segment) };
}

describe('decideUnscheduling', () => {
  it('unscheduleChanges: from the first change that is scheduled on, what is in force now goes on', () => {
    const changed = subscription({ from: '2026-01-10' }, { from: '2026-02-01', on: 'v2' }, { from: '2026-03-01', state: 'ENDED' });
    expect(decideUnscheduling(changed, at('2026-01-15'))).toMatchObject({ startAt: at('2026-02-01'), planVersionId: 'v1', state: 'ACTIVE' });
    expect(decideUnscheduling(changed, at('2026-02-15'))).toMatchObject({ startAt: at('2026-03-01'), planVersionId: 'v2', state: 'ACTIVE' });
  });

  it('unscheduleChanges: the beginning of a subscription is no change that is scheduled', () => {
    const toBegin = subscription({ from: '2026-02-10' });
    expect(refusalOf(() => decideUnscheduling(toBegin, at('2026-01-15')))).toBe('INVALID_STATE at ');
    const changed = subscription({ from: '2026-02-10' }, { from: '2026-03-01', on: 'v2' });
    expect(decideUnscheduling(changed, at('2026-01-15'))).toMatchObject({ startAt: at('2026-03-01'), planVersionId: 'v1', state: 'ACTIVE' });
  });
});
