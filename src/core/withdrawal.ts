/** Withdrawals: lines that were charged and that the segments, as they are now, do not make. Their target is nothing. */
import { type CatalogVersion, versionIn } from './catalog.ts';
import { type ChargeLine, type DueQuestion, type SubscriptionHistory, changedSince, isInAdvance, lineAt, lineKeyOf, linesToRate } from './chargeLine.ts';
import { ZERO } from './decimal.ts';
import { digestOf } from './digest.ts';
import { groupBy } from './grouping.ts';
import { type Instant, earlier } from './instant.ts';
import { invariant } from './invariant.ts';
import { type Journal, type LineEvidence, type PricedEvidence, isPriced } from './journal.ts';
import { splitsBy } from './pricing/price.ts';
import type { RatedLine } from './rating.ts';

/**
 * From when on lines of a subscription may have lost what made them: the segments of a change, or the events of a dimension,
 * which a correction can take to another time or another dimension. Of a period that went on at the newest cut, usage so far may
 * have been billed on any invoice, and lost what made it before the newest. Null if they cannot.
 */
export function losingSince(subscription: SubscriptionHistory, { zone, versions, ratedThrough, ratedSeq, lateArrivals }: Pick<DueQuestion, 'zone' | 'versions' | 'ratedThrough' | 'ratedSeq' | 'lateArrivals'>): Instant | null {
  const changed = changedSince(subscription, { zone, ratedSeq });
  const open = ratedThrough !== null && hasDimensions(subscription, versions) ? [ratedThrough] : [];
  const reasons = [...(changed === null ? [] : [changed]), ...lateArrivals.map(({ day }) => day.start), ...open];
  return reasons.reduce<Instant | null>((first, at) => (first === null ? at : earlier(first, at)), null);
}

/**
 * The lines among `posted` that no segment makes any more, and dimensions that their rated line no longer has, each with
 * the target zero. `posted` are the journals of each subscription's lines whose service
 * ends after `losingSince`.
 */
export function withdrawnLines(posted: readonly Journal[], rated: readonly RatedLine[], question: DueQuestion): RatedLine[] {
  const isRated = new Set(rated.map(({ lineKey }) => lineKey));
  // Not those of `rated`: a line that no event is left in has no dimension any more.
  const ratedBases = new Set(linesToRate(question).map(({ lineKey }) => lineKey));
  const byLine = groupBy(posted.flatMap(({ line }) => (line && isPriced(line) ? [line] : [])), ({ lineKey }) => lineKey);
  return [...byLine.values()].flatMap((evidence) => {
    const newest = evidence.at(-1);
    invariant(newest, 'a group has a member');
    if (isRated.has(newest.lineKey)) return [];
    const isMade = newest.dimensions === null ? isOnTimeline(newest, question) : isOnTimeline(newest, question) && !ratedBases.has(baseKeyOf(newest));
    return isMade ? [] : [withdrawn(newest, question)];
  });
}

/** Whether a line's newest charge took it back because nothing made it any more. */
export function isWithdrawal(evidence: Pick<LineEvidence, 'lineKey' | 'ratedDigest'>): boolean {
  return evidence.ratedDigest === withdrawalDigest(evidence);
}

/** Only a line of a combination of dimensions can lose all its events and still have its place among the segments. */
function hasDimensions({ segments }: SubscriptionHistory, versions: ReadonlyMap<string, CatalogVersion>): boolean {
  return segments.some(({ planVersionId }) => versionIn(versions, planVersionId).prices.some(({ terms }) => splitsBy(terms).length > 0));
}

function withdrawalDigest({ lineKey }: Pick<LineEvidence, 'lineKey'>): string {
  return digestOf('neruba.withdrawn.v1', [lineKey]);
}

function isOnTimeline(evidence: PricedEvidence, { subscriptions, ...terms }: DueQuestion): boolean {
  const subscription = subscriptions.find(({ id }) => id === evidence.subscriptionId);
  return subscription !== undefined && lineAt(subscription, { priceId: evidence.priceId, serviceStart: evidence.service.start }, terms) !== null;
}

function baseKeyOf({ subscriptionId, priceId, service }: PricedEvidence): string {
  return lineKeyOf(subscriptionId, priceId, service.start);
}

function withdrawn(evidence: PricedEvidence, { versions, asOf }: DueQuestion): RatedLine {
  const found = [...versions.values()].flatMap((version) => version.prices.map((price) => ({ version, price }))).find(({ price }) => price.id === evidence.priceId);
  invariant(found, `price ${evidence.priceId} is of a version that the subscription was on`);
  const { version, price } = found;
  const { service, subscriptionId } = evidence;
  const line: ChargeLine = {
    lineKey: baseKeyOf(evidence),
    subscriptionId,
    planVersionId: version.baseId ?? version.id,
    price,
    service,
    period: service,
    carriedFrom: null,
    fraction: { numerator: 0n, denominator: 1n },
    heldUnits: null,
    billableAt: isInAdvance(price) ? service.start : service.end,
    isOpen: !isInAdvance(price) && service.end > asOf,
    usedBy: null,
  };
  return {
    line,
    lineKey: evidence.lineKey,
    dimensions: evidence.dimensions,
    quantity: evidence.quantity === null ? null : ZERO,
    eventCount: evidence.eventCount === null ? null : 0,
    rating: { exact: ZERO, steps: [] },
    targetMinor: 0n,
    ratedDigest: withdrawalDigest(evidence),
  };
}
