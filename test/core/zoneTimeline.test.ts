import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimeZone } from '../../src/core/calendar.ts';
import { DAY_MS } from '../../src/core/epochDay.ts';
import { type Instant, instant, instantText } from '../../src/core/instant.ts';
import { type Period, periodAt, periodsBetween } from '../../src/core/period.ts';
import { prorationFraction } from '../../src/core/proration.ts';
import { dayAt, decideZoneChange, localDaysWithin, startOfLocalDay, zoneAt, zonesKnownBy, zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { NEW_YORK, TOKYO, UTC, at, timelineOf } from '../support/ledger.ts';

const zone = parseTimeZone;
const texts = ({ start, end }: Period) => [instantText(start), instantText(end)];
const dayText = (epochDay: number) => new Date(epochDay * DAY_MS).toISOString().slice(0, 10);
const move = (timeZone: typeof UTC, startAt: string) => ({ timeZone, startAt: at(startAt) });
const monthly = { interval: { unit: 'MONTH', count: 1 }, anchor: 'CALENDAR', startAt: at('2026-01-01') } as const;

describe('a change of zone', () => {
  // New York is 5 hours behind UTC until 8 March and then 4; Tokyo is 9 hours ahead.
  const eastward = timelineOf(NEW_YORK, [move(TOKYO, '2026-03-10T12:00:00Z')]);
  const westward = timelineOf(TOKYO, [move(NEW_YORK, '2026-03-09T23:00:00Z')]);

  it('zones: the month that has begun ends at its midnight in the new zone', () => {
    expect(texts(periodAt({ ...monthly, zone: eastward }, at('2026-03-15')))).toEqual(['2026-03-01T05:00:00.000Z', '2026-03-31T15:00:00.000Z']);
    expect(texts(periodAt({ ...monthly, zone: westward }, at('2026-03-15')))).toEqual(['2026-02-28T15:00:00.000Z', '2026-04-01T04:00:00.000Z']);
  });

  it('zones: the day of the change is shorter eastward and longer westward, and each date comes once', () => {
    const daily = (timeline: typeof eastward, from: string, to: string) =>
      periodsBetween({ ...monthly, interval: { unit: 'DAY', count: 1 }, zone: timeline }, at(from), at(to)).map(texts);
    // 10 March begins at 04:00Z in New York; Tokyo's 11 March begins 11 hours later.
    expect(daily(eastward, '2026-03-10T05:00:00Z', '2026-03-11T16:00:00Z')).toEqual([
      ['2026-03-10T04:00:00.000Z', '2026-03-10T15:00:00.000Z'],
      ['2026-03-10T15:00:00.000Z', '2026-03-11T15:00:00.000Z'],
      ['2026-03-11T15:00:00.000Z', '2026-03-12T15:00:00.000Z'],
    ]);
    // 10 March begins at 15:00Z of the 9th in Tokyo; New York's clocks, back at 9 March 19:00, reach the 11th at 04:00Z.
    expect(daily(westward, '2026-03-09T16:00:00Z', '2026-03-11T05:00:00Z')).toEqual([
      ['2026-03-09T15:00:00.000Z', '2026-03-11T04:00:00.000Z'],
      ['2026-03-11T04:00:00.000Z', '2026-03-12T04:00:00.000Z'],
    ]);
    expect([eastward, westward].map((timeline) => localDaysWithin(periodAt({ ...monthly, zone: timeline }, at('2026-03-15')), timeline))).toEqual([31, 31]);
  });

  it('zones: over the date line a whole day may be skipped, and it does not count', () => {
    // At 2026-05-10T11:30Z it is 9 May 23:30 in UTC-12 and 11 May 01:30 in UTC+14: 10 May never comes.
    const timeline = timelineOf(zone('Etc/GMT+12'), [move(zone('Pacific/Kiritimati'), '2026-05-10T11:30:00Z')]);
    expect(dayText(dayAt(at('2026-05-10T11:29:59.999Z'), timeline))).toBe('2026-05-09');
    expect(dayText(dayAt(at('2026-05-10T11:30:00Z'), timeline))).toBe('2026-05-11');
    const may = periodAt({ ...monthly, zone: timeline }, at('2026-05-10T00:00:00Z'));
    expect(texts(may)).toEqual(['2026-05-01T12:00:00.000Z', '2026-05-31T10:00:00.000Z']);
    // Thirty days: 1 to 9 and 11 to 31 May. From the change on there are 21.
    const rest = { start: at('2026-05-10T11:30:00Z'), end: may.end };
    expect(prorationFraction({ mode: 'DAILY', full: may, part: rest, zone: timeline })).toEqual({ numerator: 21n, denominator: 30n });
  });

  it('zones: a day that begins at the very instant of the change has begun', () => {
    // 1 April begins at 04:00Z in New York; in Los Angeles it would at 07:00Z.
    const timeline = timelineOf(NEW_YORK, [move(zone('America/Los_Angeles'), '2026-04-01T04:00:00Z')]);
    expect(texts(periodAt({ ...monthly, zone: timeline }, at('2026-04-01T04:00:00Z')))).toEqual(['2026-04-01T04:00:00.000Z', '2026-05-01T07:00:00.000Z']);
  });

  it('zones: an anniversary stays on the day of the month that it had', () => {
    const schedule = { ...monthly, anchor: 'ANNIVERSARY', startAt: at('2026-01-31T03:00:00Z'), zone: eastward } as const;
    // 03:00Z is 30 January in New York. From March on the 30th begins in Tokyo; April's is 29 April 15:00Z.
    expect(periodsBetween(schedule, at('2026-03-10'), at('2026-04-30')).map(texts)).toEqual([
      ['2026-02-28T05:00:00.000Z', '2026-03-29T15:00:00.000Z'],
      ['2026-03-29T15:00:00.000Z', '2026-04-29T15:00:00.000Z'],
      ['2026-04-29T15:00:00.000Z', '2026-05-29T15:00:00.000Z'],
    ]);
  });

  it('zones: a later change takes the place of what was scheduled for then or later', () => {
    const timeline = timelineOf(UTC, [move(TOKYO, '2026-06-01'), move(NEW_YORK, '2026-09-01'), move(zone('Europe/Paris'), '2026-06-01')]);
    expect(timeline.spans.map(({ timeZone, startAt }) => [timeZone, instantText(startAt).slice(0, 10)])).toEqual([
      ['UTC', '1970-01-01'],
      ['Europe/Paris', '2026-06-01'],
    ]);
    expect(zonesKnownBy(timeline, 2).spans.map(({ timeZone }) => timeZone)).toEqual(['UTC', 'Asia/Tokyo', 'America/New_York']);
    expect(['2026-05-31', '2026-06-01'].map((text) => zoneAt(timeline, at(text)))).toEqual(['UTC', 'Europe/Paris']);
  });

  it('decideZoneChange: records nothing where the zone holds already, and takes back what was scheduled', () => {
    const plain = zoneTimeline(UTC);
    expect(decideZoneChange(plain, { timeZone: UTC, startAt: at('2026-01-01') })).toBeNull();
    expect(decideZoneChange(plain, { timeZone: TOKYO, startAt: at('2026-01-01') })).toEqual({ ordinal: 1, timeZone: TOKYO, startAt: at('2026-01-01') });
    const scheduled = timelineOf(UTC, [move(TOKYO, '2026-06-01')]);
    expect(decideZoneChange(scheduled, { timeZone: TOKYO, startAt: at('2026-07-01') })).toBeNull();
    expect(decideZoneChange(scheduled, { timeZone: UTC, startAt: at('2026-01-01') })).toEqual({ ordinal: 2, timeZone: UTC, startAt: at('2026-01-01') });
  });
});

describe('localDaysWithin', () => {
  const count = (name: string, start: string, end: string) => localDaysWithin({ start: at(start), end: at(end) }, zoneTimeline(zone(name)));

  it('localDaysWithin: fp-days-New_York-2024-11-02, the 25-hour day is one day', () => {
    // 1 November 20:00 to 3 November 19:00 local.
    expect(count('America/New_York', '2024-11-02T00:00:00Z', '2024-11-04T00:00:00Z')).toBe(2);
  });

  it('localDaysWithin: fp-days-Tokyo-2024-07-15, from one evening to the next afternoon', () => {
    expect(count('Asia/Tokyo', '2024-07-15T12:30:00Z', '2024-07-16T08:15:00Z')).toBe(1);
  });

  it('localDaysWithin: two instants of one local day are 0 days apart', () => {
    expect(count('Asia/Tokyo', '2024-07-14T15:00:00Z', '2024-07-15T14:59:59.999Z')).toBe(0);
  });

  it('localDaysWithin: December 2011 had 30 days in Apia', () => {
    expect(count('Pacific/Apia', '2011-12-01T10:00:00Z', '2011-12-31T10:00:00Z')).toBe(30);
  });

  it('localDaysWithin: a day that has begun is lived, though the zone moved to skips it', () => {
    // 30 December begins in Kiritimati at 29 December 10:00Z, the very instant of the move to Apia, which has no such day:
    // there 31 December begins at 30 December 10:00Z. So the 30th and the 31st begin, after the 29th.
    const timeline = timelineOf(zone('Pacific/Kiritimati'), [move(zone('Pacific/Apia'), '2011-12-29T10:00:00Z')]);
    expect(localDaysWithin({ start: at('2011-12-29T00:00:00Z'), end: at('2011-12-30T12:00:00Z') }, timeline)).toBe(2);
  });
});

describe('the days of any timeline', () => {
  const ZONES = ['UTC', 'Pacific/Apia', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Etc/GMT+12', 'America/New_York'];
  const QUARTER_HOUR = 900_000;
  const start = Date.UTC(2011, 11, 24);
  const steps = 12 * 96;
  const moves = fc.array(
    fc.record({ timeZone: fc.constantFrom(...ZONES).map(zone), startAt: fc.integer({ min: 96, max: steps }).map((step) => instant(start + step * QUARTER_HOUR)) }),
    { maxLength: 4 },
  );
  const clocks = new Map(ZONES.map((name) => [name, new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short' })]));

  /** The day that a wall clock shows, read independently. */
  const shown = (name: string, moment: Instant) => Date.parse(clocks.get(name)?.format(moment) ?? '') / DAY_MS;

  it('dayAt, startOfLocalDay and localDaysWithin: agree with wall clocks watched for twelve days, by quarters of an hour', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES).map(zone), moves, (first, changes) => {
        const timeline = timelineOf(first, changes);
        let day = shown(first, instant(start));
        let lived = 0;
        for (let step = 1; step <= steps; step += 1) {
          const moment = instant(start + step * QUARTER_HOUR);
          const before = zoneAt(timeline, instant(moment - 1));
          const today = Math.max(day, shown(before, moment), shown(zoneAt(timeline, moment), moment));
          if (today > day) {
            lived += 1;
            for (let begun = day + 1; begun <= today; begun += 1) if (startOfLocalDay(begun, timeline) !== moment) throw new Error(`${dayText(begun)} begins elsewhere`);
          }
          day = today;
          if (step % 7 === 0 && dayAt(moment, timeline) !== day) throw new Error(`another day at ${instantText(moment)}`);
        }
        expect(localDaysWithin({ start: instant(start), end: instant(start + steps * QUARTER_HOUR) }, timeline)).toBe(lived);
      }),
      { numRuns: 30 },
    );
  });
});
