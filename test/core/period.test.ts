import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDayAt, localDay, parseTimeZone, startOfDay } from '../../src/core/calendar.ts';
import { instant, instantText, LATEST_MS, parseInstant } from '../../src/core/instant.ts';
import {
  contains,
  INTERVAL_UNITS,
  intersect,
  parseInterval,
  periodAt,
  periodsBetween,
  type Anchor,
  type IntervalUnit,
  type Period,
  type Schedule,
} from '../../src/core/period.ts';
import { prorationFraction } from '../../src/core/proration.ts';
import { zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { timelineOf } from '../support/ledger.ts';

const at = (text: string) => parseInstant(text.includes('T') ? text : `${text}T00:00:00Z`);

function schedule(count: number, unit: IntervalUnit, anchor: Anchor, startAt = '2024-01-01', zone = 'UTC'): Schedule {
  return { interval: { unit, count }, anchor, startAt: at(startAt), zone: zoneTimeline(parseTimeZone(zone)) };
}

/** A period as the local days on which it starts and ends; every boundary must be the first instant of its day. */
function days({ start, end }: Period, { zone: { first: zone } }: Schedule): [string, string] {
  const [first, last] = [localDay(start, zone), localDay(end, zone)];
  expect([start, end]).toEqual([startOfDay(first, zone), startOfDay(last, zone)]);
  return [first, last];
}

const daysAt = (of: Schedule, moment: string) => days(periodAt(of, at(moment)), of);

describe('periodAt, CALENDAR', () => {
  it.each([
    [1, 'DAY', '2026-03-15T12:00:00Z', '2026-03-15', '2026-03-16'],
    // 10 days from 1970-01-01: 2026-01-01 is day 20454, so the period of day 20450 begins on 28 December.
    [10, 'DAY', '2026-01-01', '2025-12-28', '2026-01-07'],
    [1, 'WEEK', '2026-03-15T23:59:59Z', '2026-03-09', '2026-03-16'], // a Sunday ends the week
    [1, 'WEEK', '2026-03-16', '2026-03-16', '2026-03-23'], // a Monday begins one
    // Monday 1970-01-05 is week 0; Monday 2026-03-16 (day 20528) is week (20528 - 4) / 7 = 2932, an even one.
    [2, 'WEEK', '2026-03-23', '2026-03-16', '2026-03-30'],
    [1, 'MONTH', '2024-02-29T12:00:00Z', '2024-02-01', '2024-03-01'],
    [2, 'MONTH', '2026-02-10', '2026-01-01', '2026-03-01'],
    [2, 'MONTH', '2026-03-01', '2026-03-01', '2026-05-01'],
    [3, 'MONTH', '2026-06-30', '2026-04-01', '2026-07-01'],
    // Month 2026 x 12 = 24312 = 5 x 4862 + 2, so the period began two months before January.
    [5, 'MONTH', '2026-01-15', '2025-11-01', '2026-04-01'],
    [1, 'QUARTER', '2026-12-31T23:59:59.999Z', '2026-10-01', '2027-01-01'],
    [2, 'QUARTER', '2026-05-05', '2026-01-01', '2026-07-01'],
    [1, 'HALF_YEAR', '2026-06-30T23:59:59.999Z', '2026-01-01', '2026-07-01'],
    [1, 'HALF_YEAR', '2026-07-01', '2026-07-01', '2027-01-01'],
    [1, 'YEAR', '2026-07-04', '2026-01-01', '2027-01-01'],
    [2, 'YEAR', '2027-07-04', '2026-01-01', '2028-01-01'],
    [1000, 'YEAR', '2027-07-04', '2000-01-01', '3000-01-01'],
  ] as const)('periodAt: %s %s at %s is [%s, %s)', (count, unit, moment, start, end) => {
    expect(daysAt(schedule(count, unit, 'CALENDAR', '2019-05-17'), moment)).toEqual([start, end]);
  });

  it('periodAt: leap-month-boundaries, a calendar month in advance and the one before it', () => {
    const monthly = schedule(1, 'MONTH', 'CALENDAR', '2023-06-16T05:00:00Z');
    expect(daysAt(monthly, '2024-02-01T12:12:00Z')).toEqual(['2024-02-01', '2024-03-01']);
    expect(daysAt(monthly, '2024-01-31T23:59:59Z')).toEqual(['2024-01-01', '2024-02-01']);
  });

  it('periodAt: the full period may begin before the schedule starts', () => {
    expect(daysAt(schedule(1, 'MONTH', 'CALENDAR', '2024-05-20'), '2024-05-20')).toEqual(['2024-05-01', '2024-06-01']);
  });

  it('periodAt: boundaries are midnights of the zone, not of UTC', () => {
    const weekly = schedule(1, 'WEEK', 'CALENDAR', '2023-06-16T05:00:00Z', 'America/Denver');
    // Monday 12 June 2023, 00:00 MDT (-06:00), to Monday 19 June.
    const week = periodAt(weekly, at('2023-06-16T05:00:00Z'));
    expect([instantText(week.start), instantText(week.end)]).toEqual(['2023-06-12T06:00:00.000Z', '2023-06-19T06:00:00.000Z']);
  });

  it('periodAt: a month over a clock change keeps local midnights', () => {
    const march = periodAt(schedule(1, 'MONTH', 'CALENDAR', '2024-01-01', 'Europe/Paris'), at('2024-03-15'));
    expect([instantText(march.start), instantText(march.end)]).toEqual(['2024-02-29T23:00:00.000Z', '2024-03-31T22:00:00.000Z']);
  });
});

describe('periodAt, ANNIVERSARY', () => {
  it.each([
    // Oracle, unit, the day the schedule starts (on its billing day), a moment, and the first billing day after that moment.
    ['B01', 'MONTH', '2011-12-17', '2012-01-16', '2012-01-17'],
    ['B02', 'MONTH', '2012-01-30', '2012-02-16', '2012-02-29'],
    ['B05', 'YEAR', '2012-02-14', '2012-02-16', '2013-02-14'],
    ['B07', 'MONTH', '2012-07-15', '2012-07-16', '2012-08-15'],
    ['B09', 'MONTH', '2012-03-03', '2012-03-04', '2012-04-03'],
  ] as const)('periodAt: %s, a %s from %s at %s ends on %s', (_id, unit, startAt, moment, end) => {
    expect(daysAt(schedule(1, unit, 'ANNIVERSARY', startAt), moment)[1]).toBe(end);
  });

  it('periodAt: mt-anchor31, day 31 clamps to 29 February and comes back', () => {
    const monthly = schedule(1, 'MONTH', 'ANNIVERSARY', '2024-01-31');
    expect(daysAt(monthly, '2024-02-15')).toEqual(['2024-01-31', '2024-02-29']);
    expect(daysAt(monthly, '2024-02-29')).toEqual(['2024-02-29', '2024-03-31']);
  });

  it('periodAt: om-anchor-2025-01-30-2025-02-13, from 30 January to 28 February', () => {
    expect(daysAt(schedule(1, 'MONTH', 'ANNIVERSARY', '2025-01-30T15:00:00Z'), '2025-02-13T20:00:00Z')).toEqual(['2025-01-30', '2025-02-28']);
  });

  it('periodAt: period 0 begins at the midnight that opens the local day of the start', () => {
    // 2023-06-16T05:00Z is 15 June 23:00 in Denver.
    const monthly = schedule(1, 'MONTH', 'ANNIVERSARY', '2023-06-16T05:00:00Z', 'America/Denver');
    const first = periodAt(monthly, at('2023-06-16T05:00:00Z'));
    expect([instantText(first.start), instantText(first.end)]).toEqual(['2023-06-15T06:00:00.000Z', '2023-07-15T06:00:00.000Z']);
  });

  it('periodAt: reaches back before the start', () => {
    expect(daysAt(schedule(1, 'MONTH', 'ANNIVERSARY', '2024-03-31'), '2024-02-10')).toEqual(['2024-01-31', '2024-02-29']);
    expect(daysAt(schedule(2, 'WEEK', 'ANNIVERSARY', '2024-03-20'), '2024-03-19')).toEqual(['2024-03-06', '2024-03-20']);
  });

  it('periodAt: 29 February returns every fourth year', () => {
    const yearly = schedule(1, 'YEAR', 'ANNIVERSARY', '2024-02-29');
    expect(daysAt(yearly, '2025-06-01')).toEqual(['2025-02-28', '2026-02-28']);
    expect(daysAt(yearly, '2028-02-28T12:00:00Z')).toEqual(['2027-02-28', '2028-02-29']);
    expect(daysAt(yearly, '2028-02-29')).toEqual(['2028-02-29', '2029-02-28']);
  });

  it('periodAt: a 14-day count is reckoned from the start, not from the calendar', () => {
    expect(daysAt(schedule(14, 'DAY', 'ANNIVERSARY', '2024-01-10T18:00:00Z'), '2024-02-01')).toEqual(['2024-01-24', '2024-02-07']);
  });
});

describe('periodsBetween', () => {
  it('periodsBetween: P27, a year of months on day 31', () => {
    const monthly = schedule(1, 'MONTH', 'ANNIVERSARY', '2011-01-31');
    const starts = periodsBetween(monthly, at('2011-01-31'), at('2012-02-29')).map((period) => days(period, monthly)[0]);
    expect(starts).toEqual([
      '2011-01-31', '2011-02-28', '2011-03-31', '2011-04-30', '2011-05-31', '2011-06-30', '2011-07-31',
      '2011-08-31', '2011-09-30', '2011-10-31', '2011-11-30', '2011-12-31', '2012-01-31',
    ]);
  });

  it('periodsBetween: B11, three whole months from 31 January 2017', () => {
    const monthly = schedule(1, 'MONTH', 'ANNIVERSARY', '2017-01-31');
    const ends = periodsBetween(monthly, at('2017-01-31'), at('2017-04-01')).map((period) => days(period, monthly)[1]);
    expect(ends).toEqual(['2017-02-28', '2017-03-31', '2017-04-30']);
  });

  it('periodsBetween: P22, 29 February stands in for day 30', () => {
    const monthly = schedule(1, 'MONTH', 'ANNIVERSARY', '2012-01-30');
    expect(periodsBetween(monthly, at('2012-01-30'), at('2012-03-01')).map((period) => days(period, monthly))).toEqual([
      ['2012-01-30', '2012-02-29'],
      ['2012-02-29', '2012-03-30'],
    ]);
  });

  it('periodsBetween: more than 20,000 at once are refused, however many there would be', () => {
    const daily: Schedule = { interval: { unit: 'DAY', count: 1 }, anchor: 'CALENDAR', startAt: at('1970-01-01'), zone: timelineOf(parseTimeZone('UTC'), []) };
    // 1 January 1970 and 19,999 days later: 4 October 2024.
    expect(periodsBetween(daily, at('1970-01-01'), at('2024-10-04'))).toHaveLength(20_000);
    expect(() => periodsBetween(daily, at('1970-01-01'), at('9999-01-01'))).toThrow(expect.objectContaining({ code: 'TOO_MANY', path: [] }));
  });

  it('periodsBetween: `to` on a boundary leaves out the period that begins there', () => {
    const monthly = schedule(1, 'MONTH', 'CALENDAR');
    expect(periodsBetween(monthly, at('2024-01-15'), at('2024-02-01'))).toHaveLength(1);
    expect(periodsBetween(monthly, at('2024-01-15'), at('2024-02-01T00:00:00.001Z'))).toHaveLength(2);
    expect(periodsBetween(monthly, at('2024-01-15'), at('2024-01-15'))).toEqual([]);
    expect(periodsBetween(monthly, at('2024-01-15'), at('2024-01-14'))).toEqual([]);
  });

  it('periodsBetween: the day that Apia skipped has no period of its own', () => {
    const daily = schedule(1, 'DAY', 'CALENDAR', '2011-12-01', 'Pacific/Apia');
    const periods = periodsBetween(daily, at('2011-12-29T10:00:00Z'), at('2012-01-01T10:00:00Z'));
    expect(periods.map(({ start, end }) => [instantText(start), instantText(end)])).toEqual([
      ['2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z'], // 29 December
      ['2011-12-30T10:00:00.000Z', '2011-12-31T10:00:00.000Z'], // 31 December
      ['2011-12-31T10:00:00.000Z', '2012-01-01T10:00:00.000Z'], // 1 January
    ]);
  });
});

describe('the edges of time', () => {
  it('periodAt: a period that would begin before 1970 is cut there', () => {
    const first = periodAt(schedule(1000, 'YEAR', 'CALENDAR'), at('1980-01-01'));
    expect([instantText(first.start), instantText(first.end)]).toEqual(['1970-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z']);
    const newYork = periodAt(schedule(1, 'DAY', 'CALENDAR', '1970-01-01', 'America/New_York'), instant(0));
    expect([newYork.start, newYork.end]).toEqual([0, 5 * 3_600_000]);
  });

  it.each(['UTC', 'Asia/Tokyo', 'America/New_York'])('periodAt: in %s the last period ends with the last instant', (zone) => {
    const last = periodAt(schedule(1, 'MONTH', 'CALENDAR', '2024-01-01', zone), instant(LATEST_MS - 1));
    expect(last.end).toBe(LATEST_MS);
    expect(contains(last, instant(LATEST_MS - 1))).toBe(true);
  });
});

describe('intersect and contains', () => {
  const period = (start: number, end: number): Period => ({ start: instant(start), end: instant(end) });

  it('intersect: is the common time, or null when periods only touch', () => {
    expect(intersect(period(10, 20), period(15, 30))).toEqual(period(15, 20));
    expect(intersect(period(10, 40), period(15, 30))).toEqual(period(15, 30));
    expect(intersect(period(10, 20), period(20, 30))).toBeNull();
    expect(intersect(period(10, 20), period(25, 30))).toBeNull();
  });

  it('contains: the start belongs to a period, its end does not', () => {
    expect([9, 10, 19, 20].map((moment) => contains(period(10, 20), instant(moment)))).toEqual([false, true, true, false]);
  });
});

describe('parseInterval', () => {
  it('parseInterval: takes every unit, and counts from 1 to 1,000', () => {
    for (const unit of INTERVAL_UNITS) expect(parseInterval({ unit, count: 1000 })).toEqual({ unit, count: 1000 });
    expect(parseInterval({ unit: 'MONTH', count: 1 })).toEqual({ unit: 'MONTH', count: 1 });
  });

  it.each([0, -1, 1001, 1.5, NaN, Infinity])('parseInterval: a count of %s is out of range', (count) => {
    expect(() => parseInterval({ unit: 'MONTH', count }, ['interval'])).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE', path: ['interval', 'count'] }),
    );
  });

  it('parseInterval: an unknown unit is refused before its count is', () => {
    expect(() => parseInterval({ unit: 'FORTNIGHT', count: 0 }, ['interval'])).toThrow(
      expect.objectContaining({ code: 'INVALID_VALUE', path: ['interval', 'unit'] }),
    );
  });
});

describe('periods of any schedule', () => {
  const zones = ['UTC', 'Pacific/Apia', 'Pacific/Kwajalein', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Africa/Cairo', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Kiritimati', 'America/New_York'];
  const anyTime = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2040, 0, 1) }).map(instant);
  const anyZone = fc.constantFrom(...zones).map((name) => parseTimeZone(name));
  const anyMove = fc.record({ timeZone: anyZone, startAt: anyTime });
  const anySchedule: fc.Arbitrary<Schedule> = fc.record({
    interval: fc.record({ unit: fc.constantFrom(...INTERVAL_UNITS), count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 1000 })) }),
    anchor: fc.constantFrom<Anchor>('CALENDAR', 'ANNIVERSARY'),
    startAt: anyTime,
    zone: fc.tuple(anyZone, fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(anyMove, { minLength: 1, maxLength: 3 }))).map(([first, moves]) => timelineOf(first, moves)),
  });

  it('periodAt: contains the instant it was asked for', () => {
    fc.assert(
      fc.property(anySchedule, anyTime, (any, moment) => {
        expect(contains(periodAt(any, moment), moment)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('periodAt: periods tile time with no gap and no overlap, and every instant of a period answers it', () => {
    fc.assert(
      fc.property(anySchedule, anyTime, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (any, moment, share) => {
        const period = periodAt(any, moment);
        const inside = instant(Math.min(Math.floor(period.start + share * (period.end - period.start)), period.end - 1));
        expect(periodAt(any, period.start)).toEqual(period);
        expect(periodAt(any, inside)).toEqual(period);
        expect(periodAt(any, instant(period.end - 1))).toEqual(period);
        expect(periodAt(any, period.end).start).toBe(period.end);
        if (period.start > 0) expect(periodAt(any, instant(period.start - 1)).end).toBe(period.start);
      }),
      { numRuns: 300 },
    );
  });

  it('periodAt: daily periods around the clock changes and skipped days of these zones tile too', () => {
    const turns = ['1993-08-21T12:00:00Z', '2011-12-30T10:00:00Z', '2017-10-15T03:00:00Z', '2018-02-18T02:00:00Z', '2010-11-07T02:31:00Z', '2023-04-27T22:00:00Z', '2023-10-26T21:00:00Z', '2024-04-06T15:00:00Z', '1994-12-31T10:00:00Z'];
    const nearATurn = fc.tuple(fc.constantFrom(...turns), fc.integer({ min: -36 * 60, max: 36 * 60 })).map(([turn, minutes]) => instant(at(turn) + minutes * 60_000));
    fc.assert(
      fc.property(anySchedule, nearATurn, (any, moment) => {
        const daily: Schedule = { ...any, interval: { unit: 'DAY', count: 1 } };
        const period = periodAt(daily, moment);
        expect(contains(period, moment)).toBe(true);
        expect(periodAt(daily, period.end).start).toBe(period.end);
        expect(periodAt(daily, instant(period.start - 1)).end).toBe(period.start);
      }),
      { numRuns: 500 },
    );
  });

  it('periodAt: periods tile time around a change of zone, whatever their length and anchor', () => {
    const aroundMove = fc.integer({ min: -800 * 60, max: 800 * 60 });
    fc.assert(
      fc.property(anySchedule, anyMove, aroundMove, ({ zone: { first, changes }, ...any }, move, minutes) => {
        const schedule: Schedule = { ...any, zone: timelineOf(first, [...changes, move]) };
        const moment = instant(move.startAt + minutes * 60_000);
        const period = periodAt(schedule, moment);
        expect(contains(period, moment)).toBe(true);
        expect(periodAt(schedule, instant(period.end - 1))).toEqual(period);
        expect(periodAt(schedule, period.end).start).toBe(period.end);
        if (period.start > 0) expect(periodAt(schedule, instant(period.start - 1)).end).toBe(period.start);
        expect(prorationFraction({ mode: 'DAILY', full: period, part: period, zone: schedule.zone }).numerator).toBeGreaterThan(0n);
      }),
      { numRuns: 500 },
    );
  });

  it('periodAt: what had begun before a change of zone keeps its start', () => {
    fc.assert(
      fc.property(anySchedule, anyMove, fc.integer({ min: 1, max: 400 * 86_400_000 }), ({ zone: { first }, ...any }, move, before) => {
        const moment = instant(Math.max(move.startAt - before, 0));
        const [was, is] = [timelineOf(first, []), timelineOf(first, [move])].map((zone) => periodAt({ ...any, startAt: instant(0), zone }, moment));
        expect(is?.start).toBe(was?.start);
      }),
      { numRuns: 300 },
    );
  });

  it('periodAt: at the instant of a change of zone the period goes on unless a clock, the old or the new, has a later day by then', () => {
    fc.assert(
      fc.property(anySchedule, anyMove, ({ zone: { first }, ...any }, move) => {
        const schedule: Schedule = { ...any, startAt: instant(0), zone: timelineOf(first, [move]) };
        const before = periodAt(schedule, instant(move.startAt - 1));
        const clocks = [first, move.timeZone].map((zone) => epochDayAt(move.startAt, zone));
        const { start } = periodAt(schedule, move.startAt);
        expect([before.start, move.startAt]).toContain(start);
        if (Math.max(...clocks) === epochDayAt(instant(move.startAt - 1), first)) expect(start).toBe(before.start);
      }),
      { numRuns: 300 },
    );
  });

  it('periodAt: a day that begins in the new zone at the very instant of the change is a period of its own', () => {
    // 1971-01-01T00:00Z is 13:00 of 31 December in Apia, whose day began at 11:00Z, and the first midnight of UTC's clocks.
    const change = at('1971-01-01T00:00:00Z');
    const daily: Schedule = { interval: { unit: 'DAY', count: 1 }, anchor: 'CALENDAR', startAt: instant(0), zone: timelineOf(parseTimeZone('Pacific/Apia'), [{ timeZone: parseTimeZone('UTC'), startAt: change }]) };
    expect(periodAt(daily, instant(change - 1))).toEqual({ start: at('1970-12-31T11:00:00Z'), end: change });
    expect(periodAt(daily, change)).toEqual({ start: change, end: at('1971-01-02T00:00:00Z') });
  });

  it('periodsBetween: equals asking periodAt again and again', () => {
    fc.assert(
      fc.property(anySchedule, anyTime, fc.integer({ min: 1, max: 400 * 86_400_000 }), (any, from, length) => {
        const to = instant(from + length);
        const periods = periodsBetween(any, from, to);
        expect(periods[0]).toEqual(periodAt(any, from));
        expect(periods.at(-1)).toEqual(periodAt(any, instant(to - 1)));
        periods.forEach((period, index) => {
          expect(period).toEqual(periodAt(any, period.start));
          if (index > 0) expect(period.start).toBe(periods[index - 1]?.end);
        });
      }),
      { numRuns: 50 },
    );
  });
});
