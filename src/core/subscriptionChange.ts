/** Changes of a subscription: each becomes segments, appended; what is charged follows from them by itself. */
import type { SubscriptionHistory, Terms } from './chargeLine.ts';
import { versionIn } from './catalog.ts';
import type { Decimal } from './decimal.ts';
import { BillingError } from './errors.ts';
import { type Instant, instantText, later } from './instant.ts';
import { invariant } from './invariant.ts';
import { periodAt } from './period.ts';
import type { Proration } from './proration.ts';
import { type Segment, type SegmentInForce, type SegmentState, type TierPolicy, segmentAt, timelineOf } from './segment.ts';

/** When a change takes effect: now, at the end of the period that is in force now, or at a time of its own. */
export const EFFECTIVES = ['NOW', 'PERIOD_END', 'AT'] as const;
export type Effective = (typeof EFFECTIVES)[number];

/** When, and how the period it falls into is split; null: as each price says. */
export interface ChangeTime {
  readonly effective: Effective;
  readonly at: Instant | null;
  readonly proration: Proration | null;
  /** What becomes of usage tiers; null: they go on with the same price, and begin anew with another. */
  readonly tiers: TierPolicy | null;
}

/** What is different from then on. What is left out stays as it is. */
export interface ChangedTerms {
  readonly state?: SegmentState;
  readonly planVersionId?: string;
  /** All units from then on, by price code. */
  readonly quantities?: Readonly<Record<string, Decimal>>;
}

/** A segment that was decided and not recorded yet. */
export type SegmentDraft = Omit<Segment, 'ordinal' | 'bookSeq'>;

/**
 * The segments that make a change: one at its time, and again those that were scheduled for later, which it would hide;
 * each of those keeps what it changes, and takes the rest from what goes before it now.
 * Errors, in order: REQUIRED or INVALID_VALUE at `at`; OUT_OF_RANGE at `at` before the subscription's start; INVALID_STATE on
 * a subscription that has ended by then.
 */
export function decideChange(subscription: SubscriptionHistory, terms: Terms, now: Instant, time: ChangeTime, changed: ChangedTerms): SegmentDraft[] {
  const startAt = effectiveAt(subscription, terms, now, time);
  const current = segmentInForce(subscription, startAt);
  const change: SegmentDraft = {
    startAt,
    state: changed.state ?? current.state,
    planVersionId: changed.planVersionId ?? current.planVersionId,
    quantities: changed.quantities ?? current.quantities,
    proration: time.proration,
    tiers: time.tiers,
  };
  return [change, ...rebased(scheduledAfter(subscription, startAt), current, change)];
}

function rebased(scheduled: readonly Segment[], before: Segment, after: SegmentDraft): SegmentDraft[] {
  let [was, is]: [Omit<SegmentDraft, 'proration' | 'tiers'>, SegmentDraft] = [before, after];
  return scheduled.map((segment) => {
    is = {
      ...asDraft(segment),
      state: segment.state === was.state ? is.state : segment.state,
      planVersionId: segment.planVersionId === was.planVersionId ? is.planVersionId : segment.planVersionId,
      quantities: sameUnits(segment.quantities, was.quantities) ? is.quantities : segment.quantities,
    };
    was = segment;
    return is;
  });
}

/** Whether the same units are held of every price. */
export function sameUnits(a: Readonly<Record<string, Decimal>>, b: Readonly<Record<string, Decimal>>): boolean {
  const codes = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...codes].every((code) => a[code] !== undefined && b[code] !== undefined && a[code].eq(b[code]));
}

/**
 * The segment that takes back whatever is scheduled after `now`, a cancellation too: from the first of it on, what is in
 * force now goes on. Of a subscription that is yet to begin, its beginning is no change, and what is in force then goes on.
 * Errors: INVALID_STATE if nothing is scheduled.
 */
export function decideUnscheduling(subscription: SubscriptionHistory, now: Instant): SegmentDraft {
  const from = later(now, subscription.startAt);
  const [next] = scheduledAfter(subscription, from);
  if (!next) throw new BillingError('INVALID_STATE', 'the subscription has no change scheduled');
  const current = segmentAt(subscription.segments, from);
  invariant(current, 'what is scheduled follows something');
  return { ...asDraft(current), startAt: next.startAt, proration: null, tiers: null };
}

/** The segment in force at a change. Errors: OUT_OF_RANGE before the start, INVALID_STATE once it has ended. */
export function segmentInForce(subscription: SubscriptionHistory, at: Instant): SegmentInForce {
  const current = segmentAt(subscription.segments, at);
  if (!current) throw new BillingError('OUT_OF_RANGE', `lies before the subscription's start, ${instantText(subscription.startAt)}`, ['at']);
  if (current.state === 'ENDED') throw new BillingError('INVALID_STATE', `the subscription ended at ${instantText(current.startAt)}`);
  return current;
}

/** The instant of a change. Errors: REQUIRED at `at` for AT, INVALID_VALUE for the others with one, OUT_OF_RANGE before the start. */
export function effectiveAt(subscription: SubscriptionHistory, { versions, zone }: Terms, now: Instant, { effective, at }: ChangeTime): Instant {
  if (effective === 'AT') {
    if (at === null) throw new BillingError('REQUIRED', 'is required with effective AT', ['at']);
    return at;
  }
  if (at !== null) throw new BillingError('INVALID_VALUE', `cannot be given with effective ${effective}`, ['at']);
  if (effective === 'NOW') return now;
  const { planVersionId } = segmentInForce(subscription, now);
  const { interval, anchor } = versionIn(versions, planVersionId);
  return periodAt({ interval, anchor, startAt: subscription.startAt, zone }, now).end;
}

function scheduledAfter({ segments }: SubscriptionHistory, at: Instant): SegmentInForce[] {
  return timelineOf(segments).filter(({ startAt }) => startAt > at);
}

function asDraft({ startAt, state, planVersionId, quantities, proration, tiers }: Segment): SegmentDraft {
  return { startAt, state, planVersionId, quantities, proration, tiers };
}
