/** Stretches: for how long one price is charged for one number of units, over whatever changes leave it as it is. */
import { type CatalogPrice, type CatalogVersion, isCommitment, versionIn } from './catalog.ts';
import { type Decimal, ONE } from './decimal.ts';
import { type Instant, later } from './instant.ts';
import type { Proration } from './proration.ts';
import { type Segment, type SegmentInForce, type TierPolicy, timelineOf } from './segment.ts';
import { trialEndOf } from './trial.ts';
import type { ZoneTimeline } from './zoneTimeline.ts';

/** One price in force. Changes that touch neither the price nor its units do not cut it: its usage and its tiers go on. */
export interface Stretch {
  readonly price: CatalogPrice;
  readonly version: CatalogVersion;
  /** Units held of a fee; null for usage and for a commitment. */
  readonly heldUnits: Decimal | null;
  readonly startAt: Instant;
  /** Null while nothing takes over. */
  readonly endAt: Instant | null;
  /** How the change that begins or ends it splits its period; null: as the price says. */
  readonly startProration: Proration | null;
  readonly endProration: Proration | null;
  /** From when on usage of other prices of the same code and meter fills this price's tiers, up to `startAt`; null if none does. */
  readonly carriedFrom: Instant | null;
}

/**
 * The stretches of every price of a subscription, by price in the order of first appearance and then by time. None reaches
 * into the trial; a price that is charged once has one, at the first time that a price of its code is in force.
 */
export function stretchesOf(
  subscription: { readonly startAt: Instant; readonly segments: readonly Segment[] },
  { versions, zone }: { readonly versions: ReadonlyMap<string, CatalogVersion>; readonly zone: ZoneTimeline },
): Stretch[] {
  const timeline = timelineOf(subscription.segments);
  const byPrice = new Map<string, Stretch[]>();
  for (const [index, segment] of timeline.entries()) {
    const endProration = timeline[index + 1]?.proration ?? null;
    for (const stretch of stretchesOfSegment(segment, versionIn(versions, segment.planVersionId), endProration)) {
      const known = [...byPrice.values()].flat();
      byPrice.set(stretch.price.id, joined(byPrice.get(stretch.price.id) ?? [], stretch, segment.tiers, known));
    }
  }
  return withoutRepeats(afterTrial([...byPrice.values()].flat(), trialEndOf(subscription, { versions, zone })));
}

function stretchesOfSegment(segment: SegmentInForce, version: CatalogVersion, endProration: Proration | null): Stretch[] {
  const { startAt, endAt, state, quantities, proration: startProration } = segment;
  return version.prices
    .filter((price) => state === 'ACTIVE' || (state === 'METERED' && !isFee(price)))
    .map((price) => {
      const heldUnits = isFee(price) ? (quantities[price.terms.code] ?? ONE) : null;
      return { price, version, heldUnits, startAt, endAt, startProration, endProration, carriedFrom: null };
    });
}

/** A commitment is charged as long as the usage that counts toward it. */
function isFee(price: CatalogPrice): boolean {
  return price.meter === null && !isCommitment(price);
}

function afterTrial(stretches: readonly Stretch[], trialEnd: Instant | null): readonly Stretch[] {
  if (trialEnd === null) return stretches;
  return stretches.flatMap((stretch) => {
    if (stretch.startAt >= trialEnd) return [{ ...stretch, carriedFrom: stretch.carriedFrom === null ? null : later(stretch.carriedFrom, trialEnd) }];
    // The change at its start lies in the trial: it splits no period that is charged.
    return stretch.endAt !== null && stretch.endAt <= trialEnd ? [] : [{ ...stretch, startAt: trialEnd, startProration: null, carriedFrom: null }];
  });
}

/** A change keeps what is charged once as it was charged, though the price that it brings has another id. */
function withoutRepeats(stretches: readonly Stretch[]): Stretch[] {
  const firstOf = new Map<string, Instant>();
  for (const { price, startAt } of stretches) {
    const known = firstOf.get(price.terms.code);
    if (price.terms.timing === 'ONCE' && (known === undefined || startAt < known)) firstOf.set(price.terms.code, startAt);
  }
  return stretches.filter(({ price, startAt }) => price.terms.timing !== 'ONCE' || firstOf.get(price.terms.code) === startAt);
}

/** A stretch that goes on from the last as it was is one with it, unless usage tiers are to begin anew. */
function joined(earlier: readonly Stretch[], next: Stretch, tiers: TierPolicy | null, known: readonly Stretch[]): Stretch[] {
  const last = earlier.at(-1);
  const restarts = tiers === 'RESTART' && next.price.meter !== null;
  const goesOn = !restarts && last?.endAt === next.startAt && sameUnits(last.heldUnits, next.heldUnits);
  if (last && goesOn) return [...earlier.slice(0, -1), { ...last, endAt: next.endAt, endProration: next.endProration }];
  return [...earlier, tiers === 'CARRY_OVER' ? { ...next, carriedFrom: carriedFromOf(next, known) } : next];
}

/** Since when the stretches that lead to this one without a gap have measured the same usage under the same code. */
function carriedFromOf({ price, startAt }: Stretch, known: readonly Stretch[]): Instant | null {
  const { code, meterCode } = price.terms;
  const before = known.find((other) => other.endAt === startAt && meterCode !== null && other.price.terms.code === code && other.price.terms.meterCode === meterCode);
  return before ? (before.carriedFrom ?? before.startAt) : null;
}

function sameUnits(a: Decimal | null, b: Decimal | null): boolean {
  return a === null || b === null ? a === b : a.eq(b);
}
