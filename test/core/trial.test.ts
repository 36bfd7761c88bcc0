import { describe, expect, it } from 'vitest';
import { linesToRate } from '../../src/core/chargeLine.ts';
import { instantText } from '../../src/core/instant.ts';
import { trialEndOf } from '../../src/core/trial.ts';
import { zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { NEW_YORK, UTC, dueQuestion, lineTexts, planVersion, subscription } from '../support/ledger.ts';

const TRIAL = planVersion({ trialDays: 14 });
const LONGER = planVersion({ id: 'v2', trialDays: 30 });
const NONE = planVersion({ id: 'v3' });
const VERSIONS = new Map([TRIAL, LONGER, NONE].map((version) => [version.id, version]));

function trialEnd(zone: typeof UTC, ...segments: Parameters<typeof subscription>[1][]): string | null {
  const end = trialEndOf(subscription('s', ...segments), { versions: VERSIONS, zone: zoneTimeline(zone) });
  return end === null ? null : instantText(end);
}

describe('trialEndOf', () => {
  it('trialEndOf: counts local days from the midnight of the start day', () => {
    // 10:00 on 10 January in New York; 14 days from its midnight end with 24 January, which begins at 05:00 UTC.
    expect(trialEnd(NEW_YORK, { from: '2026-01-10T15:00:00Z' })).toBe('2026-01-24T05:00:00.000Z');
    // The same instant in UTC, whose midnight is its own.
    expect(trialEnd(UTC, { from: '2026-01-10T15:00:00Z' })).toBe('2026-01-24T00:00:00.000Z');
  });

  it('trialEndOf: days are days of the calendar where clocks change', () => {
    // New York springs forward on 8 March: 15 March begins at 04:00 UTC.
    expect(trialEnd(NEW_YORK, { from: '2026-03-01T05:00:00Z' })).toBe('2026-03-15T04:00:00.000Z');
  });

  it('trialEndOf: none without trial days', () => {
    expect(trialEnd(UTC, { from: '2026-01-10', on: 'v3' })).toBeNull();
  });

  it('trialEndOf: a later plan neither ends, prolongs nor grants a trial', () => {
    expect(trialEnd(UTC, { from: '2026-01-10' }, { from: '2026-01-12', on: 'v3' })).toBe('2026-01-24T00:00:00.000Z');
    expect(trialEnd(UTC, { from: '2026-01-10' }, { from: '2026-01-12', on: 'v2' })).toBe('2026-01-24T00:00:00.000Z');
    expect(trialEnd(UTC, { from: '2026-01-10', on: 'v3' }, { from: '2026-01-12', on: 'v2' })).toBeNull();
  });

  it('trialEndOf: a plan replaced from its very start is not the one that counts', () => {
    expect(trialEnd(UTC, { from: '2026-01-10' }, { from: '2026-01-10', on: 'v2' })).toBe('2026-02-09T00:00:00.000Z');
  });
});

describe('what a trial leaves out', () => {
  it('linesToRate: fees and usage begin when the trial ends, for what is left of the period', () => {
    const lines = linesToRate(dueQuestion({ versions: [TRIAL], subscriptions: [subscription('s', { from: '2026-01-10T15:00:00Z' })], asOf: '2026-02-01' }));
    // 24 to 31 January are 8 of 31 days.
    expect(lineTexts(lines)).toEqual([
      'v1/fee 2026-01-24T00:00..2026-02-01T00:00 8/31 due 2026-01-24T00:00',
      'v1/tokens 2026-01-24T00:00..2026-02-01T00:00 8/31 due 2026-02-01T00:00',
      'v1/fee 2026-02-01T00:00..2026-03-01T00:00 28/28 due 2026-02-01T00:00',
    ]);
  });

  it('linesToRate: nothing is due while the trial runs', () => {
    const subscriptions = [subscription('s', { from: '2026-01-10' })];
    expect(linesToRate(dueQuestion({ versions: [TRIAL], subscriptions, asOf: '2026-01-23T23:59:59.999Z' }))).toEqual([]);
  });

  it('linesToRate: a plan changed to in a trial is charged from the end of the trial, split as its price says', () => {
    const subscriptions = [subscription('s', { from: '2026-01-10' }, { from: '2026-01-12', on: 'v3', proration: 'NONE' })];
    const lines = linesToRate(dueQuestion({ versions: [TRIAL, NONE], subscriptions, asOf: '2026-01-31' }));
    expect(lineTexts(lines)).toEqual(['v3/fee 2026-01-24T00:00..2026-02-01T00:00 8/31 due 2026-01-24T00:00']);
  });
});
