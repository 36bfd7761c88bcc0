/**
 * Billing periods: half-open spans of time between local midnights that follow one another for ever.
 *
 * A schedule numbers its boundary days ..., -1, 0, 1, 2, ...; a period runs from the start of one boundary day to the start
 * of the next. Where a zone skipped a boundary day altogether (Apia 2011-12-30) that day begins with its successor, so the
 * period that would lie within it is empty and does not exist: its neighbours meet, and no period is ever empty. Over a
 * change of zone (`zoneTimeline.ts`) a period that has begun keeps its start and ends at its midnight in the new zone. The time
 * line itself is the storable one: a period that would begin before 1970 or end after 9999 is cut there, and the very last
 * millisecond of 9999 is only ever an end.
 */
import { clampedDayOfMonth, dayOfMonth, monthOfEpochDay } from './epochDay.ts';
import { BillingError, type FieldPath, refuseUnless } from './errors.ts';
import { type Field, pathOf, readObject, required } from './fields.ts';
import { earlier, instantText, later, type Instant } from './instant.ts';
import { dayAt, startOfLocalDay, type ZoneTimeline } from './zoneTimeline.ts';

/** The units an interval counts in, as the API names them. */
export const INTERVAL_UNITS = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'] as const;
export type IntervalUnit = (typeof INTERVAL_UNITS)[number];

/** How long a period is: `{ unit: 'MONTH', count: 3 }` is three months. */
export interface Interval {
  readonly unit: IntervalUnit;
  readonly count: number;
}

/** The greatest `count` of an interval. */
export const INTERVAL_COUNT_LIMIT = 1_000;

/** Where periods begin: on the calendar's own boundaries, or on the day the schedule starts and its returns. */
export type Anchor = 'CALENDAR' | 'ANNIVERSARY';

/** A span of time, `start` included and `end` not; `start < end`. */
export interface Period {
  readonly start: Instant;
  readonly end: Instant;
}

/** What determines every period of a subscription. `startAt` matters to ANNIVERSARY only. */
export interface Schedule {
  readonly interval: Interval;
  readonly anchor: Anchor;
  readonly startAt: Instant;
  /** Whose midnights count. */
  readonly zone: ZoneTimeline;
}

/**
 * The full period that contains `at`.
 *
 * CALENDAR: weeks begin on Monday, months, quarters, half-years and years on their first day, and a count of them is
 * aligned for all customers alike: months and all that is made of them from year 0, so that 2 months begin in January,
 * March, ...; days from 1970-01-01; weeks from Monday 1970-01-05. The period may begin before `startAt`.
 * ANNIVERSARY: period 0 begins at the midnight that opens the local day of `startAt`; the others count from that day, both
 * ways. Day 29 to 31 clamps to a shorter month's last day and comes back (31 Jan, 28 Feb, 31 Mar).
 * Source: DESIGN section 5, "Time".
 */
export function periodAt(schedule: Schedule, at: Instant): Period {
  const boundaries = boundariesOf(schedule);
  const index = boundaries.indexOf(dayAt(at, schedule.zone));
  return {
    start: startOfLocalDay(boundaries.dayAt(index), schedule.zone),
    end: startOfLocalDay(boundaries.dayAt(index + 1), schedule.zone),
  };
}

/** Days of more than fifty years. To go through more would keep everybody else waiting. */
const PERIOD_LIMIT = 20_000;

/**
 * All full periods that overlap `[from, to)`, in order; none when `from >= to`. The first and last may reach beyond it.
 * Errors: TOO_MANY for more than 20,000, as for a sandbox whose clock is thousands of years ahead of what was invoiced.
 */
export function periodsBetween(schedule: Schedule, from: Instant, to: Instant): Period[] {
  const periods: Period[] = [];
  for (let at = from; at < to; ) {
    if (periods.length === PERIOD_LIMIT) throw new BillingError('TOO_MANY', `has more than ${PERIOD_LIMIT} periods at once from ${instantText(from)} to ${instantText(to)}; go on in steps`);
    const period = periodAt(schedule, at);
    periods.push(period);
    at = period.end;
  }
  return periods;
}

/** The time that lies in both periods, or null when there is none. */
export function intersect(a: Period, b: Period): Period | null {
  const start = later(a.start, b.start);
  const end = earlier(a.end, b.end);
  return start < end ? { start, end } : null;
}

/** Whether `at` lies in the period; its end does not. */
export function contains(period: Period, at: Instant): boolean {
  return period.start <= at && at < period.end;
}

/**
 * Checks an interval's unit and count.
 * Errors, in this order: INVALID_VALUE at `unit` for an unknown unit; OUT_OF_RANGE at `count` unless it is a whole number from 1 to 1,000.
 */
export function parseInterval(input: { readonly unit: string; readonly count: number }, path: FieldPath = []): Interval {
  const unit = INTERVAL_UNITS.find((known) => known === input.unit);
  if (unit === undefined) {
    throw new BillingError('INVALID_VALUE', `is not one of ${INTERVAL_UNITS.join(', ')}`, [...path, 'unit']);
  }
  if (!Number.isInteger(input.count) || input.count < 1 || input.count > INTERVAL_COUNT_LIMIT) {
    throw new BillingError('OUT_OF_RANGE', `is not a whole number from 1 to ${INTERVAL_COUNT_LIMIT}`, [...path, 'count']);
  }
  return { unit, count: input.count };
}

/** Reads `{ unit count }`; `count` is 1 if absent. Errors: REQUIRED without it or its unit, INVALID_VALUE, and as `parseInterval`. */
export function readInterval(field: Field): Interval {
  const path = pathOf(field);
  const of = readObject(field.of[field.name], path);
  const unitField = { of, name: 'unit', path };
  const unit = required(of['unit'] ?? null, unitField);
  refuseUnless(typeof unit === 'string', 'INVALID_VALUE', 'is not a unit', pathOf(unitField));
  const count = of['count'] ?? 1;
  refuseUnless(typeof count === 'number', 'INVALID_VALUE', 'is not a whole number', [...path, 'count']);
  return parseInterval({ unit, count }, path);
}

/** The numbered days on which periods begin. `indexOf` answers the last boundary on or before a day. */
interface Boundaries {
  dayAt(index: number): number;
  indexOf(epochDay: number): number;
}

const MONTHS_IN = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 } as const;
const EPOCH_DAY_OF_FIRST_MONDAY = 4; // 1970-01-05

function boundariesOf({ interval: { unit, count }, anchor, startAt, zone }: Schedule): Boundaries {
  const anniversary = anchor === 'ANNIVERSARY' ? dayAt(startAt, zone) : null;
  switch (unit) {
    case 'DAY':
      return everyDays({ origin: anniversary ?? 0, length: count });
    case 'WEEK':
      return everyDays({ origin: anniversary ?? EPOCH_DAY_OF_FIRST_MONDAY, length: 7 * count });
    case 'MONTH':
    case 'QUARTER':
    case 'HALF_YEAR':
    case 'YEAR':
      return everyMonths({
        origin: anniversary === null ? 0 : monthOfEpochDay(anniversary),
        length: MONTHS_IN[unit] * count,
        wantedDay: anniversary === null ? 1 : dayOfMonth(anniversary),
      });
  }
}

function everyDays({ origin, length }: { origin: number; length: number }): Boundaries {
  return {
    dayAt: (index) => origin + index * length,
    indexOf: (epochDay) => Math.floor((epochDay - origin) / length),
  };
}

function everyMonths({ origin, length, wantedDay }: { origin: number; length: number; wantedDay: number }): Boundaries {
  const dayAt = (index: number) => clampedDayOfMonth(origin + index * length, wantedDay);
  return {
    dayAt,
    indexOf: (epochDay) => {
      const index = Math.floor((monthOfEpochDay(epochDay) - origin) / length);
      return dayAt(index) <= epochDay ? index : index - 1;
    },
  };
}
