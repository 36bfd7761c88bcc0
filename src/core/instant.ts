/** Instants: points on the UTC time line, as whole milliseconds since 1970-01-01T00:00:00Z. Always an argument, never read from a clock here. */
import { BillingError, type FieldPath } from './errors.ts';
import { invariant } from './invariant.ts';

declare const instantBrand: unique symbol;
/** Epoch milliseconds. Branded, so that a plain number is never mistaken for a time. */
export type Instant = number & { readonly [instantBrand]: true };

/** 1970-01-01T00:00:00.000Z, the first instant the engine stores. */
export const EARLIEST_MS = 0;
/** 9999-12-31T23:59:59.999Z, the last instant the engine stores. */
export const LATEST_MS = 253_402_300_799_999;

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2})$/;

/** Brands epoch milliseconds. Asserts a whole number in the storable range. */
export function instant(epochMs: number): Instant {
  invariant(Number.isInteger(epochMs) && epochMs >= EARLIEST_MS && epochMs <= LATEST_MS, `instant out of range: ${epochMs}`);
  return epochMs as Instant;
}

/**
 * Reads an RFC 3339 timestamp; digits finer than a millisecond are cut, not rounded.
 * Errors: INVALID_VALUE if it is not RFC 3339, names no real day, or has a leap second; OUT_OF_RANGE before 1970.
 */
export function parseInstant(text: string, path: FieldPath = []): Instant {
  const match = RFC_3339.exec(text);
  const [, year, month, day, hour, minute, second, fraction = '', offset = ''] = match ?? [];
  const zone = offset.toUpperCase();
  const epochMs = match
    ? Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`)
    : Number.NaN;
  const dayIsReal = match !== null && isRealDay(Number(year), Number(month), Number(day)) && Number(hour) < 24;
  if (Number.isNaN(epochMs) || !dayIsReal) {
    throw new BillingError('INVALID_VALUE', 'is not an RFC 3339 timestamp such as "2026-01-31T23:59:59Z"', path);
  }
  if (epochMs < EARLIEST_MS || epochMs > LATEST_MS) {
    throw new BillingError('OUT_OF_RANGE', 'is outside the years 1970 to 9999', path);
  }
  return epochMs as Instant;
}

/** The one text of an instant: UTC with exactly three fraction digits, `2026-01-31T23:59:59.000Z`. */
export function instantText(at: Instant): string {
  const day = Math.floor(at / DAY_MS);
  const ms = at - day * DAY_MS;
  return `${dayText(day)}T${digits(2, Math.floor(ms / 3_600_000))}:${digits(2, Math.floor(ms / 60_000) % 60)}:${digits(2, Math.floor(ms / 1_000) % 60)}.${digits(3, ms % 1_000)}Z`;
}

const DAY_MS = 86_400_000;
const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));
const THREE_DIGITS: readonly string[] = Array.from({ length: 1_000 }, (_, value) => String(value).padStart(3, '0'));

function digits(width: 2 | 3, value: number): string {
  return (width === 2 ? TWO_DIGITS : THREE_DIGITS)[value] ?? '';
}

/**
 * The Gregorian date of an epoch day, by whole-number arithmetic: every hash of a journal writes five of them, and `Date`
 * takes ten times as long. Years begin in March here, so that the leap day is the last of its year.
 */
function dayText(epochDay: number): string {
  const day = epochDay + 719_468;
  const era = Math.floor(day / 146_097);
  const dayOfEra = day - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${digits(2, Math.floor(year / 100))}${digits(2, year % 100)}-${digits(2, month)}-${digits(2, dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1)}`;
}

export function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

function isRealDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year);
  return month >= 1 && month <= 12 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
