/**
 * Epoch days: calendar days as whole numbers, counted from 1970-01-01 (day 0), on the proleptic Gregorian calendar.
 * They know no time zone. Period arithmetic runs on them because it may pass through days that `CalendarDay` does not
 * write (before 1970, after 9999); years below 100 never occur.
 */

/** Milliseconds of a day that no clock change touches. */
export const DAY_MS = 86_400_000;

/** The epoch day of a date; `month` counts 1 to 12. A day past the month's end runs over into the next month. */
export function epochDayOfDate(date: { readonly year: number; readonly month: number; readonly day: number }): number {
  return Date.UTC(date.year, date.month - 1, date.day) / DAY_MS;
}

/** The month an epoch day lies in, counted from January of year 0: 2026-03-15 lies in month 2026 x 12 + 2. */
export function monthOfEpochDay(epochDay: number): number {
  const date = new Date(epochDay * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The day of its month (1 to 31) of an epoch day. */
export function dayOfMonth(epochDay: number): number {
  return new Date(epochDay * DAY_MS).getUTCDate();
}

/** Day `wantedDay` of a month counted from January of year 0, or that month's last day where it has fewer days. */
export function clampedDayOfMonth(month: number, wantedDay: number): number {
  return Math.min(firstOfMonth(month) + wantedDay, firstOfMonth(month + 1)) - 1;
}

function firstOfMonth(month: number): number {
  const year = Math.floor(month / 12);
  return epochDayOfDate({ year, month: month - year * 12 + 1, day: 1 });
}
