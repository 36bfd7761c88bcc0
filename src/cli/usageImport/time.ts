/** Times as exports write them: RFC 3339 and its looser relatives, or counted from 1970. */
import { Temporal } from 'temporal-polyfill';
import type { TimeZone } from '../../core/calendar.ts';
import { type Instant, parseInstant } from '../../core/instant.ts';
import { BillingError } from '../../core/errors.ts';

const CIVIL = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(?: ?(?:([Zz]|UTC)|([+-]\d{2})(?::?(\d{2}))?))?$/;
const EPOCH = /^(\d{1,14})(?:\.(\d+))?$/;
/** Counts below this are seconds (until the year 5138), others milliseconds (since 1973). */
const FIRST_MILLISECONDS = 100_000_000_000;

/**
 * Reads `2023-11-16T18:17:03.979Z`, `2023-11-16 18:17:03.9799600`, offsets such as `+02:00`, `+0200` and `+02`, epoch seconds
 * and epoch milliseconds. Digits finer than a millisecond are cut. A time without an offset is taken in `zone`; one that clocks
 * show twice there is the earlier. Errors: INVALID_VALUE if it is none of these, or a time that clocks skip in `zone`;
 * OUT_OF_RANGE before 1970.
 */
export function readTime(text: string, zone: TimeZone): Instant {
  const epoch = EPOCH.exec(text);
  if (epoch) return instantOf(epochMsOf(epoch));
  const civil = CIVIL.exec(text);
  if (!civil) throw new BillingError('INVALID_VALUE', `is not a time such as "2026-01-31T23:59:59Z": "${text.slice(0, 40)}"`);
  const [, day, clock, fraction = '', utc, offsetHours, offsetMinutes = '00'] = civil;
  const local = `${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}`;
  if (offsetHours !== undefined) return parseInstant(`${local}${offsetHours}:${offsetMinutes}`);
  // Also checks that the day is real, which zones do not.
  const asUtc = parseInstant(`${local}Z`);
  return utc !== undefined || zone === 'UTC' ? asUtc : instantIn(zone, local);
}

function epochMsOf([, whole = '', fraction = '']: RegExpExecArray): number {
  const count = Number(whole);
  return count >= FIRST_MILLISECONDS ? count : count * 1_000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function instantOf(epochMs: number): Instant {
  return parseInstant(new Date(epochMs).toISOString());
}

function instantIn(zone: TimeZone, local: string): Instant {
  const civil = Temporal.PlainDateTime.from(local);
  const zoned = civil.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (!zoned.toPlainDateTime().equals(civil)) throw new BillingError('INVALID_VALUE', `is a time that clocks skip in ${zone}: "${local}"`);
  return instantOf(zoned.epochMilliseconds);
}
