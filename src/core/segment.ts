/** Segments: the append-only record of what a subscription is on, from when. */
import type { Decimal } from './decimal.ts';
import type { Instant } from './instant.ts';

/** One recorded stretch. It holds from `startAt` until a later ordinal's start. */
export interface Segment {
  readonly ordinal: number;
  readonly startAt: Instant;
  readonly planVersionId: string;
  /** Units of prices without a meter, by price code. */
  readonly quantities: Readonly<Record<string, Decimal>>;
  /** The book's head when the segment was recorded: a cut knows it if its issue journal's seq is greater. */
  readonly bookSeq: number;
}

/** A segment with the time in which it is in force. */
export interface SegmentInForce extends Segment {
  /** Null while nothing takes over. */
  readonly endAt: Instant | null;
}

/** What is in force when: a segment ends where the first later ordinal takes over; one that was taken over whole is left out. */
export function timelineOf(segments: readonly Segment[]): SegmentInForce[] {
  const byOrdinal = [...segments].sort((a, b) => a.ordinal - b.ordinal);
  return byOrdinal
    .map((segment, index) => ({ ...segment, endAt: earliestStart(byOrdinal.slice(index + 1)) }))
    .filter(({ startAt, endAt }) => endAt === null || startAt < endAt)
    .sort((a, b) => a.startAt - b.startAt);
}

function earliestStart(segments: readonly Segment[]): Instant | null {
  return segments.reduce<Instant | null>((earliest, { startAt }) => (earliest === null || startAt < earliest ? startAt : earliest), null);
}
