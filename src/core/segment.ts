/** Segments: the append-only record of what a subscription is on, from when. */
import type { Decimal } from './decimal.ts';
import type { Instant } from './instant.ts';
import type { Proration } from './proration.ts';

/**
 * What a segment charges. ACTIVE: everything; METERED: usage alone (paused, usage charged); PAUSED and ENDED: nothing, and
 * after ENDED nothing may follow but what un-schedules it.
 */
export const SEGMENT_STATES = ['ACTIVE', 'METERED', 'PAUSED', 'ENDED'] as const;
export type SegmentState = (typeof SEGMENT_STATES)[number];

/**
 * What becomes of a period's earlier usage when a change brings another price of the same code and meter. RESTART: the new
 * price's tiers begin anew, even for the same price. CARRY_OVER: earlier usage has filled them already.
 */
export const TIER_POLICIES = ['RESTART', 'CARRY_OVER'] as const;
export type TierPolicy = (typeof TIER_POLICIES)[number];

/** One recorded stretch. It holds from `startAt` until a later ordinal's start. */
export interface Segment {
  readonly ordinal: number;
  readonly startAt: Instant;
  readonly state: SegmentState;
  readonly planVersionId: string;
  /** Units of prices without a meter, by price code. */
  readonly quantities: Readonly<Record<string, Decimal>>;
  /** How the change at its start splits the period it falls into; null: as each price says. */
  readonly proration: Proration | null;
  /** What the change at its start does to usage tiers; null: they go on with the same price, and begin anew with another. */
  readonly tiers: TierPolicy | null;
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

/** The segment in force at an instant; null before the first. */
export function segmentAt(segments: readonly Segment[], at: Instant): SegmentInForce | null {
  return timelineOf(segments).find(({ startAt, endAt }) => startAt <= at && (endAt === null || at < endAt)) ?? null;
}

function earliestStart(segments: readonly Segment[]): Instant | null {
  return segments.reduce<Instant | null>((earliest, { startAt }) => (earliest === null || startAt < earliest ? startAt : earliest), null);
}
