import { describe, expect, it } from 'vitest';
import { linesToRate, nextBillableAt } from '../../src/core/chargeLine.ts';
import { instantText } from '../../src/core/instant.ts';
import { zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { FEE, TOKENS, UTC, at, dueQuestion, lineTexts, planVersion, subscription } from '../support/ledger.ts';

const SET_UP = { code: 'set-up', timing: 'ONCE', model: { perUnit: { unitAmount: '100' } } };
const PLAN = planVersion({ prices: [SET_UP] });
const SAME_CODE = planVersion({ id: 'v2', prices: [SET_UP] });
const OTHER_CODE = planVersion({ id: 'v3', prices: [{ ...SET_UP, code: 'onboarding' }] });
const WITHOUT = planVersion({ id: 'v4', prices: [TOKENS] });
const VERSIONS = [PLAN, SAME_CODE, OTHER_CODE, WITHOUT];

/** The set-up fees that a subscription is charged until April. */
function setUpFees(...segments: Parameters<typeof subscription>[1][]): string[] {
  const lines = linesToRate(dueQuestion({ versions: VERSIONS, subscriptions: [subscription('s', ...segments)], asOf: '2026-04-01' }));
  return lineTexts(lines.filter(({ price }) => price.terms.timing === 'ONCE'));
}

describe('what is charged once', () => {
  const first = 'v1/set-up 2026-01-10T00:00..2026-02-01T00:00 1/1 due 2026-01-10T00:00';

  it('ONCE: in full at the start, and in no later period', () => {
    expect(setUpFees({ from: '2026-01-10' })).toEqual([first]);
  });

  it('ONCE: not again on a version or plan that has the code, and again on one that has another', () => {
    expect(setUpFees({ from: '2026-01-10' }, { from: '2026-02-01', on: 'v2' })).toEqual([first]);
    expect(setUpFees({ from: '2026-01-10' }, { from: '2026-02-10', on: 'v3' })).toEqual([first, 'v3/onboarding 2026-02-10T00:00..2026-03-01T00:00 1/1 due 2026-02-10T00:00']);
  });

  it('ONCE: not again after a pause, other units or a plan without it', () => {
    expect(setUpFees({ from: '2026-01-10' }, { from: '2026-02-05', state: 'PAUSED' }, { from: '2026-02-10' })).toEqual([first]);
    expect(setUpFees({ from: '2026-01-10' }, { from: '2026-02-05', quantities: { 'set-up': '5' } })).toEqual([first]);
    expect(setUpFees({ from: '2026-01-10' }, { from: '2026-02-05', on: 'v4' }, { from: '2026-02-10' })).toEqual([first]);
  });

  it('ONCE: a change within its period does not split it, whatever its proration', () => {
    const cut = 'v1/set-up 2026-01-10T00:00..2026-01-15T00:00 1/1 due 2026-01-10T00:00';
    expect(setUpFees({ from: '2026-01-10' }, { from: '2026-01-15', on: 'v4', proration: 'DAILY' })).toEqual([cut]);
  });

  it('ONCE: when a trial ends', () => {
    const versions = [planVersion({ trialDays: 5, prices: [SET_UP] })];
    const lines = linesToRate(dueQuestion({ versions, subscriptions: [subscription('s', { from: '2026-01-10' })], asOf: '2026-04-01' }));
    expect(lineTexts(lines)).toEqual(['v1/set-up 2026-01-15T00:00..2026-02-01T00:00 1/1 due 2026-01-15T00:00']);
  });

  it('nextBillableAt: a set-up fee falls due at its start and never again', () => {
    const question = { versions: new Map([[PLAN.id, PLAN]]), zone: zoneTimeline(UTC), subscriptions: [subscription('s', { from: '2026-01-10' })] };
    const next = nextBillableAt({ ...question, after: at('2026-01-01') });
    expect(next === null ? null : instantText(next)).toBe('2026-01-10T00:00:00.000Z');
    expect(nextBillableAt({ ...question, after: at('2026-01-10') })).toBeNull();
  });
});

describe('an interval of the price', () => {
  const annual = { ...FEE, code: 'annual', interval: { unit: 'YEAR' } };
  const halfYearly = { ...TOKENS, code: 'half', interval: { unit: 'HALF_YEAR' } };

  it('interval: an annual fee beside monthly usage, each in its own periods', () => {
    const versions = [planVersion({ prices: [annual, TOKENS] })];
    const lines = linesToRate(dueQuestion({ versions, subscriptions: [subscription('s', { from: '2026-11-01' })], asOf: '2027-01-01' }));
    // November and December are 61 of the 365 days of 2026.
    expect(lineTexts(lines)).toEqual([
      'v1/annual 2026-11-01T00:00..2027-01-01T00:00 61/365 due 2026-11-01T00:00',
      'v1/tokens 2026-11-01T00:00..2026-12-01T00:00 30/30 due 2026-12-01T00:00',
      'v1/tokens 2026-12-01T00:00..2027-01-01T00:00 31/31 due 2027-01-01T00:00',
      'v1/annual 2027-01-01T00:00..2028-01-01T00:00 365/365 due 2027-01-01T00:00',
    ]);
  });

  it("interval: on the plan's anchor, half-years from the subscription's own day", () => {
    const versions = [planVersion({ anchor: 'ANNIVERSARY', prices: [halfYearly] })];
    const lines = linesToRate(dueQuestion({ versions, subscriptions: [subscription('s', { from: '2025-08-31' })], asOf: '2026-08-31' }));
    // Six months after 31 August is the last of February; another six lead back to 31 August.
    expect(lineTexts(lines)).toEqual([
      'v1/half 2025-08-31T00:00..2026-02-28T00:00 181/181 due 2026-02-28T00:00',
      'v1/half 2026-02-28T00:00..2026-08-31T00:00 184/184 due 2026-08-31T00:00',
    ]);
  });

  it('interval: half-years of the calendar begin in January and July', () => {
    const versions = [planVersion({ interval: { unit: 'HALF_YEAR', count: 1 }, prices: [TOKENS] })];
    const lines = linesToRate(dueQuestion({ versions, subscriptions: [subscription('s', { from: '2026-06-01' })], asOf: '2027-01-01' }));
    // June is 30 of the 181 days of the first half of 2026; the second half has 184.
    expect(lineTexts(lines)).toEqual([
      'v1/tokens 2026-06-01T00:00..2026-07-01T00:00 30/181 due 2026-07-01T00:00',
      'v1/tokens 2026-07-01T00:00..2027-01-01T00:00 184/184 due 2027-01-01T00:00',
    ]);
  });
});
