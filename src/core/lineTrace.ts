/** Traces: when the events of a line occurred, in little space, so that a page of them is found among however many others. */
import { type Instant, earlier, instant, later } from './instant.ts';
import { invariant } from './invariant.ts';
import { type JsonObject, canonicalJson } from './json.ts';
import type { Period } from './period.ts';

export interface LineTrace {
  /** From one instant to the next lie so many events. 1: every event's instant is there, once however many share it. */
  readonly every: number;
  /** Of the first event, of each that follows by `every`, and of the last; in order. */
  readonly instants: readonly Instant[];
}

/** As many instants are kept exactly; of more events, this many and one marks between which the others lie. */
const TRACE_LIMIT = 1_000;

/** The trace of events that occurred at these times, in any order. */
export function traceOf(times: readonly Instant[]): LineTrace {
  const sorted = [...times].sort((a, b) => a - b);
  if (sorted.length <= TRACE_LIMIT) return { every: 1, instants: [...new Set(sorted)] };
  const every = Math.ceil(sorted.length / TRACE_LIMIT);
  return { every, instants: sorted.filter((_, place) => place % every === 0 || place === sorted.length - 1) };
}

/** The page of a line's events that is wanted: where it begins, which way it goes, and how many it holds. */
export interface TracedPage {
  readonly from: Instant | null;
  readonly isBackward: boolean;
  readonly limit: number;
}

/** Where the events of a page are. */
export interface TracedPlaces {
  readonly time: Period;
  /** Only at these; null: anywhere in the time. */
  readonly at: readonly Instant[] | null;
}

/**
 * Where to look for a page of a line's events and one more: at few instants, or in a short time. Whatever lies there besides
 * may be left out by the reader; if fewer than wanted are found, the line has no more in that direction within `time`.
 * Events at `from` itself may be before or behind the page's beginning, so they are looked at, and not counted on.
 */
export function placesOfPage({ every, instants }: LineTrace, time: Period, { from, isBackward, limit }: TracedPage): TracedPlaces {
  const isAhead = (at: Instant) => at >= time.start && at < time.end && (from === null || (isBackward ? at < from : at > from));
  const ahead = isBackward ? instants.filter(isAhead).reverse() : instants.filter(isAhead);
  if (every === 1) {
    const own = from !== null && instants.includes(from) ? [from] : [];
    return { time, at: [...own, ...ahead.slice(0, limit + 1)].sort((a, b) => a - b) };
  }
  // One mark more than the events take: before the last mark there may lie fewer than elsewhere.
  const reach = ahead[Math.ceil(limit / every) + 1];
  if (isBackward) return { time: { start: reach ?? time.start, end: from === null ? time.end : earlier(time.end, instant(from + 1)) }, at: null };
  return { time: { start: later(time.start, from ?? time.start), end: reach === undefined ? time.end : earlier(time.end, instant(reach + 1)) }, at: null };
}

/** Canonical JSON: each instant as the milliseconds since the one before it, which keeps it short. */
export function traceText({ every, instants }: LineTrace): string {
  return canonicalJson({ every, steps: instants.map((at, place) => at - (instants[place - 1] ?? 0)) });
}

export function readTrace(text: string): LineTrace {
  const { every, steps } = JSON.parse(text) as JsonObject;
  invariant(typeof every === 'number' && Array.isArray(steps), 'a trace is what was written');
  let at = 0;
  return { every, instants: steps.map((step) => instant((at += Number(step)))) };
}
