import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesMeeting } from '../../src/core/chargeLine.ts';
import { DAY_MS } from '../../src/core/epochDay.ts';
import { isCounted } from '../../src/core/eventBilling.ts';
import { EARLIEST_MS, instant, instantText, later } from '../../src/core/instant.ts';
import type { RecordedEvent } from '../../src/core/lineUsage.ts';
import type { Meter } from '../../src/core/meter.ts';
import type { SegmentState } from '../../src/core/segment.ts';
import { claimantsOf, unratedReason } from '../../src/core/unrated.ts';
import { zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { FEE, METERS, NEW_YORK, TOKENS, UTC, at, completion, planVersion, subscription } from '../support/ledger.ts';

const TRIAL = planVersion({ id: 'trial', trialDays: 14, prices: [FEE, TOKENS] });
const FEE_ONLY = planVersion({ id: 'fees', prices: [FEE] });
const LEVEL = planVersion({ id: 'level', prices: [{ code: 'stored', meterCode: 'stored', model: { perUnit: { unitAmount: '1' } } }] });
const VERSIONS = new Map([planVersion(), TRIAL, FEE_ONLY, LEVEL].map((version) => [version.id, version]));
const TERMS = { versions: VERSIONS, zone: zoneTimeline(UTC) };
const TOKEN_METERS = [METERS['tokens']].filter((meter): meter is Meter => meter !== undefined);

/** Why an event of a day is unrated, given the subscriptions. */
function reason(day: string, subscriptions: Parameters<typeof claimantsOf>[0], meters: readonly Meter[] = TOKEN_METERS): string | null {
  return unratedReason(completion('e', day, 5), meters, claimantsOf(subscriptions, TERMS));
}

describe('unratedReason', () => {
  const whole = subscription('s', { from: '2026-01-10' });

  it('unratedReason: none from the subscription’s first moment on', () => {
    expect([reason('2026-01-09T23:59:59.999Z', [whole]), reason('2026-01-10', [whole]), reason('2030-01-01', [whole])]).toEqual(['BEFORE_SUBSCRIPTION', null, null]);
  });

  it('unratedReason: what no meter looks at is told before whoever could be charged', () => {
    expect(unratedReason(null, TOKEN_METERS, claimantsOf([whole], TERMS))).toBe('VOIDED');
    expect(reason('2026-01-01', [], [])).toBe('NO_METER');
    const filtered = TOKEN_METERS.map((meter) => ({ ...meter, filters: [{ property: 'region', in: ['eu'], notIn: null }] }));
    expect(reason('2026-01-01', [], filtered)).toBe('FILTERED_OUT');
    expect(reason('2026-01-01', [])).toBe('NO_SUBSCRIPTION');
  });

  it('unratedReason: a trial of 14 days from 10 January ends at the midnight of the 24th', () => {
    const trial = subscription('s', { from: '2026-01-10T15:00:00Z', on: 'trial' });
    expect([reason('2026-01-23T23:59:59.999Z', [trial]), reason('2026-01-24', [trial])]).toEqual(['TRIAL', null]);
  });

  it('unratedReason: a pause, an end and a plan without the meter', () => {
    const life = subscription('s', { from: '2026-01-01' }, { from: '2026-02-01', state: 'PAUSED' }, { from: '2026-03-01', state: 'METERED' }, { from: '2026-04-01', on: 'fees' }, { from: '2026-05-01', on: 'fees', state: 'ENDED' });
    expect(['01', '02', '03', '04', '05'].map((month) => reason(`2026-${month}-15`, [life]))).toEqual([null, 'PAUSED', null, 'NO_PRICE', 'AFTER_SUBSCRIPTION']);
  });

  it('unratedReason: of several subscriptions one may claim it, and else the nearest to it speaks', () => {
    const ended = subscription('a', { from: '2025-01-01' }, { from: '2025-06-01', state: 'ENDED' });
    const fees = subscription('b', { from: '2026-01-01', on: 'fees' });
    expect(reason('2026-01-15', [ended, fees])).toBe('NO_PRICE');
    expect(reason('2025-07-01', [ended, fees])).toBe('AFTER_SUBSCRIPTION');
    expect(reason('2026-01-15', [ended, fees, whole])).toBeNull();
  });

  it('unratedReason: a level counts what came before the subscription, and nothing after its end', () => {
    const life = subscription('s', { from: '2026-01-01', on: 'level' }, { from: '2026-02-01', on: 'level', state: 'ENDED' });
    const stored = [METERS['stored']].filter((meter): meter is Meter => meter !== undefined);
    expect(['2025-01-01', '2026-01-15', '2026-02-01'].map((day) => reason(day, [life], stored))).toEqual([null, null, 'AFTER_SUBSCRIPTION']);
  });
});

const START = at('2026-01-01');
const day = fc.nat(150).map((days) => instant(START + days * DAY_MS));
const segment = fc.record({ from: day, on: fc.constantFrom('v1', 'trial', 'fees', 'level'), state: fc.constantFrom<SegmentState>('ACTIVE', 'PAUSED', 'METERED', 'ENDED') });

describe('any life of subscriptions', () => {
  it('unratedReason: null exactly if a line counts the event', () => {
    fc.assert(
      fc.property(fc.array(fc.array(segment, { minLength: 1, maxLength: 4 }), { maxLength: 2 }), day, fc.integer({ min: -3_600_000, max: 3_600_000 }), (lives, on, offset) => {
        const terms = { ...TERMS, zone: zoneTimeline(NEW_YORK) };
        const subscriptions = lives.map((life, index) => {
          const first = { ...life[0]!, state: 'ACTIVE' as const };
          const segments = [first, ...life.slice(1)].map(({ from, on: version, state }) => ({ from: instantText(later(from, first.from)), on: version, state }));
          return subscription(`s${index}`, ...segments);
        });
        const event: RecordedEvent = { ...completion('e', '2026-01-01', 3), occurredAt: instant(on + offset) };
        const meters = Object.values(METERS);
        // A level counts in every later period as well.
        const lines = linesMeeting(subscriptions, terms, { start: instant(EARLIEST_MS), end: at('2026-12-31') });
        const isOnLine = lines.some(({ price, service }) => price.meter !== null && isCounted({ service, dimensions: null }, price.meter, event));
        expect(unratedReason(event, meters, claimantsOf(subscriptions, terms)) === null).toBe(isOnLine);
      }),
      { numRuns: 300 },
    );
  });
});
