/**
 * The calendar: time zones, local days, and the instants at which local days begin.
 *
 * One definition holds everywhere: **the local day of an instant is the last local day that has begun**. So days follow one
 * another without gap or overlap whatever clocks do: where midnight is skipped (Sao Paulo 2017-10-15) the day begins with
 * the first instant after the gap; where clocks go back over midnight (St. John's 2010-11-07, 00:01 to 23:01) the repeated
 * hour stays in the day that had begun; a day that was skipped altogether (Apia 2011-12-30) begins when its successor does,
 * and no instant lies in it.
 */
import { Temporal } from 'temporal-polyfill';
import { DAY_MS, epochDayOfDate } from './epochDay.ts';
import { BillingError, type FieldPath } from './errors.ts';
import { EARLIEST_MS, instant, LATEST_MS, type Instant } from './instant.ts';
import { invariant } from './invariant.ts';

declare const zoneBrand: unique symbol;
/** An IANA time zone name in its canonical letter case, such as `Europe/Paris` or `UTC`. Aliases stay as they were given. */
export type TimeZone = string & { readonly [zoneBrand]: true };

declare const dayBrand: unique symbol;
/** A calendar day without a zone, `YYYY-MM-DD`; sorts as text. From 1969-12-31 (local days of the first instants) to 9999-12-31. */
export type CalendarDay = string & { readonly [dayBrand]: true };

const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;
const CALENDAR_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const FIRST_EPOCH_DAY = -1;
const LAST_EPOCH_DAY = 2_932_896; // 9999-12-31

/**
 * Reads an IANA time zone name (any letter case; `europe/paris` becomes `Europe/Paris`) or `UTC`.
 * Errors: UNKNOWN_TIME_ZONE for unknown names and for raw offsets such as "+02:00", which have no daylight saving rules.
 */
export function parseTimeZone(text: string, path: FieldPath = []): TimeZone {
  const known = zones.get(text);
  if (known !== undefined) return known;
  const zone = ZONE_NAME.test(text) ? canonicalZone(text) : null;
  if (zone === null) {
    throw new BillingError('UNKNOWN_TIME_ZONE', 'is not an IANA time zone name such as "Europe/Paris" or "UTC"', path);
  }
  if (zones.size >= CACHED_ZONE_NAMES) zones.clear();
  zones.set(text, zone);
  return zone;
}

/**
 * Reads a calendar day `YYYY-MM-DD`.
 * Errors: INVALID_VALUE for another notation or a day that does not exist; OUT_OF_RANGE before 1970.
 */
export function parseCalendarDay(text: string, path: FieldPath = []): CalendarDay {
  const match = CALENDAR_DAY.exec(text);
  const epochDay = match === null ? null : epochDayOf(text as CalendarDay);
  if (epochDay === null || textOfEpochDay(epochDay) !== text) {
    throw new BillingError('INVALID_VALUE', 'is not a calendar day such as "2026-01-31"', path);
  }
  if (epochDay < 0) throw new BillingError('OUT_OF_RANGE', 'is outside the years 1970 to 9999', path);
  return text as CalendarDay;
}

/** The local day of an instant: the last one that has begun in `zone`. Where it would be 10000-01-01 it stays 9999-12-31. */
export function localDay(at: Instant, zone: TimeZone): CalendarDay {
  return textOfEpochDay(Math.min(epochDayAt(at, zone), LAST_EPOCH_DAY)) as CalendarDay;
}

/** The first instant of a local day, cut to the storable range: a day that begins before 1970 UTC answers 1970-01-01T00:00Z. */
export function startOfDay(day: CalendarDay, zone: TimeZone): Instant {
  return startOfEpochDay(epochDayOf(day), zone);
}

/** The calendar day `days` later, or earlier when negative. Errors: OUT_OF_RANGE beyond the range of `CalendarDay`. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return calendarDay(epochDayOf(day) + days);
}

/** Calendar days from `from` to `to`: 1 from one day to the next, negative backwards. Days a zone skipped count here. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return epochDayOf(to) - epochDayOf(from);
}

/** `localDay` as an epoch day, without the cut at 9999-12-31. */
export function epochDayAt(at: Instant, zone: TimeZone): number {
  const utcDay = Math.floor(at / DAY_MS);
  // Offsets since 1970 lie between -12 and +14 hours, so the local day is the UTC day or a neighbour of it.
  for (const day of [utcDay + 1, utcDay]) {
    if (midnight(day, zone) <= at) return day;
  }
  invariant(midnight(utcDay - 1, zone) <= at, `no local day holds ${at} in ${zone}`);
  return utcDay - 1;
}

/** `startOfDay` of an epoch day, also of one that `CalendarDay` cannot write; cut to the storable range at both ends. */
export function startOfEpochDay(epochDay: number, zone: TimeZone): Instant {
  return instant(Math.min(Math.max(midnight(epochDay, zone), EARLIEST_MS), LATEST_MS));
}

/** The number of local days of a zone from one epoch day to another, the latter not counted. December 2011 has 30 days in Apia, which skipped one. */
export function daysOfZone({ from, to }: { readonly from: number; readonly to: number }, zone: TimeZone): number {
  // Clock changes other than a skipped day never add up to half a day, so rounding finds the number of days lived through.
  return Math.round((midnight(to, zone) - midnight(from, zone)) / DAY_MS);
}

const CACHED_ZONE_NAMES = 2_048;
const zones = new Map<string, TimeZone>();

function canonicalZone(name: string): TimeZone | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId as TimeZone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const CACHED_MIDNIGHTS = 65_536;
const midnights = new Map<TimeZone, Map<number, number>>();
let cachedMidnights = 0;

/** Epoch milliseconds at which a local day begins. Remembered, because asking the time zone database is 100 times slower. */
export function midnight(epochDay: number, zone: TimeZone): number {
  if (zone === 'UTC') return epochDay * DAY_MS;
  const known = midnights.get(zone)?.get(epochDay);
  if (known !== undefined) return known;

  const date = new Date(epochDay * DAY_MS);
  const localDate = new Temporal.PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  const begins = localDate.toZonedDateTime(zone).epochMilliseconds;

  if (cachedMidnights >= CACHED_MIDNIGHTS) {
    midnights.clear();
    cachedMidnights = 0;
  }
  const ofZone = midnights.get(zone) ?? new Map<number, number>();
  midnights.set(zone, ofZone.set(epochDay, begins));
  cachedMidnights += 1;
  return begins;
}

function epochDayOf(day: CalendarDay): number {
  return epochDayOfDate({ year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) });
}

function calendarDay(epochDay: number): CalendarDay {
  if (!(epochDay >= FIRST_EPOCH_DAY && epochDay <= LAST_EPOCH_DAY)) {
    throw new BillingError('OUT_OF_RANGE', 'leads to a day outside the years 1970 to 9999');
  }
  return textOfEpochDay(epochDay) as CalendarDay;
}

function textOfEpochDay(epochDay: number): string {
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10);
}
