/** Stretches: for how long one price is charged for one number of units, over whatever changes leave it as it is. */
import type { CatalogPrice, CatalogVersion } from './catalog.ts';
import { type Decimal, ONE } from './decimal.ts';
import type { Instant } from './instant.ts';
import { invariant } from './invariant.ts';
import type { Proration } from './proration.ts';
import { type Segment, type SegmentInForce, timelineOf } from './segment.ts';

/** One price in force. Changes that touch neither the price nor its units do not cut it: its usage and its tiers go on. */
export interface Stretch {
  readonly price: CatalogPrice;
  readonly version: CatalogVersion;
  /** Units held of a price without a meter; null if metered. */
  readonly heldUnits: Decimal | null;
  readonly startAt: Instant;
  /** Null while nothing takes over. */
  readonly endAt: Instant | null;
  /** How the change that begins or ends it splits its period; null: as the price says. */
  readonly startProration: Proration | null;
  readonly endProration: Proration | null;
}

/** The stretches of every price of a subscription, by price in the order of first appearance and then by time. */
export function stretchesOf(segments: readonly Segment[], versions: ReadonlyMap<string, CatalogVersion>): Stretch[] {
  const timeline = timelineOf(segments);
  const byPrice = new Map<string, Stretch[]>();
  for (const [index, segment] of timeline.entries()) {
    const endProration = timeline[index + 1]?.proration ?? null;
    for (const stretch of stretchesOfSegment(segment, versionOf(segment, versions), endProration)) {
      const earlier = byPrice.get(stretch.price.id) ?? [];
      byPrice.set(stretch.price.id, joined(earlier, stretch));
    }
  }
  return [...byPrice.values()].flat();
}

function stretchesOfSegment(segment: SegmentInForce, version: CatalogVersion, endProration: Proration | null): Stretch[] {
  const { startAt, endAt, state, quantities, proration: startProration } = segment;
  return version.prices
    .filter(({ meter }) => state === 'ACTIVE' || (state === 'METERED' && meter !== null))
    .map((price) => {
      const heldUnits = price.meter === null ? (quantities[price.terms.code] ?? ONE) : null;
      return { price, version, heldUnits, startAt, endAt, startProration, endProration };
    });
}

/** A stretch that goes on from the last as it was is one with it. */
function joined(earlier: readonly Stretch[], next: Stretch): Stretch[] {
  const last = earlier.at(-1);
  const goesOn = last?.endAt === next.startAt && sameUnits(last.heldUnits, next.heldUnits);
  return last && goesOn ? [...earlier.slice(0, -1), { ...last, endAt: next.endAt, endProration: next.endProration }] : [...earlier, next];
}

function sameUnits(a: Decimal | null, b: Decimal | null): boolean {
  return a === null || b === null ? a === b : a.eq(b);
}

function versionOf({ planVersionId }: Segment, versions: ReadonlyMap<string, CatalogVersion>): CatalogVersion {
  const version = versions.get(planVersionId);
  invariant(version, `plan version ${planVersionId} is loaded`);
  return version;
}
