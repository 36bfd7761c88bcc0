/**
 * Zone timelines: the zones that a customer's calendar followed, one after another.
 *
 * A change of zone is to a timeline what a change of the clocks is to a zone, and the one definition of `calendar.ts` goes
 * on holding: **the local day of an instant is the last local day that has begun**. What has begun by the time of a change
 * has begun; every later day begins at its midnight in the new zone, and not before the change. So days, and the periods
 * made of them, tile time over every change: the day of the change is longer or shorter, a date that the new zone is past
 * already is skipped, and none comes twice.
 */
import { daysOfZone, epochDayAt, midnight, type TimeZone } from './calendar.ts';
import { EARLIEST_MS, earlier, instant, type Instant, later, LATEST_MS } from './instant.ts';
import type { Period } from './period.ts';

/** A recorded change of zone. It holds from `startAt` until a later ordinal's start. */
export interface ZoneChange {
  readonly ordinal: number;
  readonly startAt: Instant;
  readonly timeZone: TimeZone;
  /** The book's head when it was recorded: a cut knows it if its issue journal's seq is greater. */
  readonly bookSeq: number;
}

/** A zone with the time in which its clocks count. */
export interface ZoneSpan {
  readonly timeZone: TimeZone;
  readonly startAt: Instant;
  /** Null while nothing takes over. */
  readonly endAt: Instant | null;
  /** What brought it; null for the zone that the customer was created with. */
  readonly change: ZoneChange | null;
}

export interface ZoneTimeline {
  /** The zone that the customer was created with. */
  readonly first: TimeZone;
  /** Every recorded change, also those that a later one took over from before they began. */
  readonly changes: readonly ZoneChange[];
  /** What holds when: from the beginning of time on, without a gap. */
  readonly spans: readonly ZoneSpan[];
}

/** The timeline of a customer created in `first`. */
export function zoneTimeline(first: TimeZone, changes: readonly ZoneChange[] = []): ZoneTimeline {
  return { first, changes, spans: spansOf(first, changes) };
}

/** The timeline as a journal of this seq knew it. */
export function zonesKnownBy({ first, changes }: ZoneTimeline, seq: number): ZoneTimeline {
  return zoneTimeline(first, changes.filter(({ bookSeq }) => bookSeq < seq));
}

/** The zone whose clocks count at an instant. */
export function zoneAt({ first, spans }: ZoneTimeline, at: Instant): TimeZone {
  return spans.findLast(({ startAt }) => startAt <= at)?.timeZone ?? first;
}

/** The change to record that makes `timeZone` hold from `startAt` on for good; null if it does already. */
export function decideZoneChange(timeline: ZoneTimeline, { timeZone, startAt }: { timeZone: TimeZone; startAt: Instant }): Omit<ZoneChange, 'bookSeq'> | null {
  const laterZones = timeline.spans.filter((span) => span.startAt > startAt);
  if (zoneAt(timeline, startAt) === timeZone && laterZones.every((span) => span.timeZone === timeZone)) return null;
  return { ordinal: (timeline.changes.at(-1)?.ordinal ?? 0) + 1, startAt, timeZone };
}

/** The local day of an instant, as an epoch day. */
export function dayAt(at: Instant, { first, spans }: ZoneTimeline): number {
  if (spans.length === 1) return epochDayAt(at, spans[0]?.timeZone ?? first);
  const begun = spans.filter(({ startAt }) => startAt <= at).map(({ timeZone, endAt }) => epochDayAt(earlier(at, endAt ?? at), timeZone));
  return Math.max(...begun);
}

/** The first instant of a local day, cut to the storable range. A day that was skipped begins when its successor does. */
export function startOfLocalDay(epochDay: number, { spans }: ZoneTimeline): Instant {
  const begins = spans.flatMap(({ timeZone, startAt, endAt }) => {
    const opens = midnight(epochDay, timeZone);
    return endAt === null || opens <= endAt ? [Math.max(opens, startAt)] : [];
  });
  return instant(Math.min(Math.max(Math.min(...begins), EARLIEST_MS), LATEST_MS));
}

/** The number of local days from the day of `start` to the day of `end`, the latter not counted. A skipped day does not count. */
export function localDaysWithin({ start, end }: Period, timeline: ZoneTimeline): number {
  const spans = timeline.spans.filter(({ startAt, endAt }) => startAt <= end && (endAt === null || start < endAt));
  return spans.reduce((days, { timeZone, startAt, endAt }) => {
    const from = dayAt(later(start, startAt), timeline);
    // The day of the change itself is counted where it begins, in this zone or by the jump to the next.
    const to = endAt === null || end < endAt ? dayAt(end, timeline) : dayAt(instant(endAt - 1), timeline);
    const jump = startAt > start && dayAt(instant(startAt - 1), timeline) < from ? 1 : 0;
    // Days that begin after `from`, so that a day begun under the zone before counts even if this zone skips it.
    return days + jump + daysOfZone({ from: from + 1, to: to + 1 }, timeZone);
  }, 0);
}

function spansOf(first: TimeZone, changes: readonly ZoneChange[]): ZoneSpan[] {
  const inForce: ZoneChange[] = [];
  for (const change of [...changes].sort((a, b) => a.ordinal - b.ordinal)) {
    while ((inForce.at(-1)?.startAt ?? -1) >= change.startAt) inForce.pop();
    inForce.push(change);
  }
  const begun = [{ timeZone: first, startAt: instant(EARLIEST_MS), change: null }, ...inForce.map((change) => ({ timeZone: change.timeZone, startAt: change.startAt, change }))];
  return begun.map((span, index) => ({ ...span, endAt: begun[index + 1]?.startAt ?? null })).filter(({ startAt, endAt }) => startAt !== endAt);
}
