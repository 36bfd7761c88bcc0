/** Unrated usage: events that no price of any subscription counts, and why. They are kept, and billed once something claims them. */
import type { CatalogPrice } from './catalog.ts';
import type { SubscriptionHistory, Terms } from './chargeLine.ts';
import type { Instant } from './instant.ts';
import { carriesLevel } from './level.ts';
import type { MeteredEvent } from './aggregation.ts';
import { type Meter, meterMatches } from './meter.ts';
import { type SegmentInForce, timelineOf } from './segment.ts';
import { type Stretch, stretchesOf } from './stretch.ts';
import { trialEndOf } from './trial.ts';

/**
 * Why nothing counts an event; the SDL's enum `UnratedReason` lists the same words. In the order of precedence: what several
 * subscriptions say of one event, the first of these says.
 */
export const UNRATED_REASONS = ['VOIDED', 'NO_METER', 'FILTERED_OUT', 'NO_SUBSCRIPTION', 'TRIAL', 'PAUSED', 'NO_PRICE', 'AFTER_SUBSCRIPTION', 'BEFORE_SUBSCRIPTION'] as const;
export type UnratedReason = (typeof UNRATED_REASONS)[number];

/** What one subscription makes of usage, over all its time. */
export interface Claimant {
  readonly timeline: readonly SegmentInForce[];
  readonly trialEnd: Instant | null;
  /** Those of metered prices. */
  readonly metered: readonly (Stretch & { readonly price: CatalogPrice & { readonly meter: Meter } })[];
}

/** The customer's subscriptions, worked out once for many events. */
export function claimantsOf(subscriptions: readonly SubscriptionHistory[], terms: Terms): Claimant[] {
  return subscriptions.map((subscription) => ({
    timeline: timelineOf(subscription.segments),
    trialEnd: trialEndOf(subscription, terms),
    metered: stretchesOf(subscription, terms).flatMap((stretch) => {
      const { meter } = stretch.price;
      return meter === null ? [] : [{ ...stretch, price: { ...stretch.price, meter } }];
    }),
  }));
}

/**
 * Why an event with the values that it counts with is on no charge line; null if one claims it, due or not. Null values: it
 * is voided. `meters` are those of its name.
 */
export function unratedReason(event: MeteredEvent | null, meters: readonly Meter[], claimants: readonly Claimant[]): UnratedReason | null {
  if (event === null) return 'VOIDED';
  if (claimants.some(({ metered }) => metered.some((stretch) => claims(stretch, event)))) return null;
  if (meters.length === 0) return 'NO_METER';
  if (!meters.some((meter) => meterMatches(meter, event))) return 'FILTERED_OUT';
  const said = new Set(claimants.map((claimant) => reasonOf(claimant, event.occurredAt)));
  return UNRATED_REASONS.find((reason) => said.has(reason)) ?? 'NO_SUBSCRIPTION';
}

/** A level goes on: an event from before a price was in force counts as soon as it is. */
function claims({ price: { meter }, startAt, endAt }: Claimant['metered'][number], event: MeteredEvent): boolean {
  const isBefore = event.occurredAt < startAt && !carriesLevel(meter);
  return !isBefore && (endAt === null || event.occurredAt < endAt) && meterMatches(meter, event);
}

function reasonOf({ timeline, trialEnd }: Claimant, at: Instant): UnratedReason {
  const segment = timeline.find(({ startAt, endAt }) => startAt <= at && (endAt === null || at < endAt));
  if (!segment) return 'BEFORE_SUBSCRIPTION';
  if (segment.state === 'ENDED') return 'AFTER_SUBSCRIPTION';
  if (trialEnd !== null && at < trialEnd) return 'TRIAL';
  return segment.state === 'PAUSED' ? 'PAUSED' : 'NO_PRICE';
}
