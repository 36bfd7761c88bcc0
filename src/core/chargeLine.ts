/** Charge lines: what one price charges for one service period, and which of them are due to be rated. */
import type { TimeZone } from './calendar.ts';
import type { CatalogPrice, CatalogVersion } from './catalog.ts';
import { type Decimal, ONE } from './decimal.ts';
import { type Instant, LATEST_MS, earlier, instant, instantText, later } from './instant.ts';
import { invariant } from './invariant.ts';
import { type Period, type Schedule, intersect, periodAt, periodsBetween } from './period.ts';
import { type Fraction, prorationFraction } from './proration.ts';
import { type Segment, type SegmentInForce, timelineOf } from './segment.ts';

/** One price of one subscription in one period. Its key is the identity that differences are posted against. */
export interface ChargeLine {
  readonly lineKey: string;
  readonly subscriptionId: string;
  readonly price: CatalogPrice;
  /** The time charged for: the part of a billing period in which the segment is in force. */
  readonly service: Period;
  /** The charged part of the whole period. */
  readonly fraction: Fraction;
  /** Units held of a price without a meter; null if metered. */
  readonly heldUnits: Decimal | null;
  /** When it falls due: a fee in advance at the start of its service, everything else at the end. */
  readonly billableAt: Instant;
}

/** A subscription with what was recorded about it. */
export interface SubscriptionHistory {
  readonly id: string;
  readonly segments: readonly Segment[];
}

/** Events that came after their time had been rated: their name, and the UTC day in which they occurred. */
export interface LateArrival {
  readonly eventName: string;
  readonly day: Period;
}

/** What the newest cut had rated. */
export interface RatedState {
  /** Its as-of; null before the first cut. */
  readonly ratedThrough: Instant | null;
  /** Its issue journal's seq: what was recorded at this head or later, it did not know. */
  readonly ratedSeq: number;
}

export interface DueQuestion extends RatedState {
  readonly subscriptions: readonly SubscriptionHistory[];
  readonly versions: ReadonlyMap<string, CatalogVersion>;
  readonly lateArrivals: readonly LateArrival[];
  readonly zone: TimeZone;
  readonly asOf: Instant;
}

/**
 * The lines to rate at `asOf`: those that fell due since the newest cut; those that a segment recorded since may have
 * changed; those whose service a late event touches; and fees in advance whose service ended since, to be earned.
 * Rating a line too many is harmless: it posts no difference. Source: DESIGN section 5, "Finding what to re-rate".
 */
export function linesToRate(question: DueQuestion): ChargeLine[] {
  return question.subscriptions.flatMap((subscription) => {
    const changedFrom = earliestChange(subscription, question.ratedSeq);
    return timelineOf(subscription.segments).flatMap((segment) =>
      linesOfSegment(subscription.id, segment, question, searchFrom(segment, question, changedFrom)).filter(
        (line) => line.billableAt <= question.asOf && needsRating(line, question, changedFrom),
      ),
    );
  });
}

/** The identity of a charge line: `subscription:price:service start`, to which rating adds a dimension if there is one. */
export function lineKeyOf(subscriptionId: string, priceId: string, serviceStart: Instant): string {
  return `${subscriptionId}:${priceId}:${instantText(serviceStart)}`;
}

/** When the subscriptions next make something fall due after `after`; null if they never do. */
export function nextBillableAt({ after, ...book }: Pick<DueQuestion, 'subscriptions' | 'versions' | 'zone'> & { after: Instant }): Instant | null {
  const candidates = book.subscriptions.flatMap(({ segments }) => timelineOf(segments).flatMap((segment) => nextOfSegment(segment, book, after)));
  return candidates.reduce<Instant | null>((next, at) => (next === null ? at : earlier(next, at)), null);
}

/** The next starts of service if something is charged in advance, the next ends if something is charged in arrears. */
function nextOfSegment(segment: SegmentInForce, { versions, zone }: Pick<DueQuestion, 'versions' | 'zone'>, after: Instant): Instant[] {
  const endAt = segment.endAt ?? LAST_INSTANT;
  if (endAt <= after) return [];
  const timings = versionOf(segment, versions).prices.map(({ terms }) => terms.timing);
  const border = periodAt(scheduleOf(segment, versions, zone), later(segment.startAt, after)).end;
  const start = segment.startAt > after ? segment.startAt : border;
  return [...(timings.includes('IN_ADVANCE') && start < endAt ? [start] : []), ...(timings.includes('IN_ARREARS') ? [earlier(border, endAt)] : [])];
}

const LAST_INSTANT = instant(LATEST_MS);
const AFTER = 1;

function earliestChange({ segments }: SubscriptionHistory, ratedSeq: number): Instant | null {
  const changes = segments.filter(({ bookSeq }) => bookSeq >= ratedSeq).map(({ startAt }) => startAt);
  return changes.reduce<Instant | null>((first, at) => (first === null ? at : earlier(first, at)), null);
}

/** No line whose period ended before this can need rating. */
function searchFrom(segment: SegmentInForce, { ratedThrough, lateArrivals }: DueQuestion, changedFrom: Instant | null): Instant {
  const reasons = [ratedThrough ?? segment.startAt, ...lateArrivals.map(({ day }) => day.start), ...(changedFrom === null ? [] : [changedFrom])];
  const first = reasons.reduce(earlier);
  return first > segment.startAt ? first : segment.startAt;
}

function linesOfSegment(subscriptionId: string, segment: SegmentInForce, { versions, zone, asOf }: DueQuestion, from: Instant): ChargeLine[] {
  const schedule = scheduleOf(segment, versions, zone);
  const searched = { start: from, end: instant(Math.min(asOf + AFTER, LAST_INSTANT)) };
  const force = { start: segment.startAt, end: segment.endAt ?? LAST_INSTANT };
  const prices = versionOf(segment, versions).prices;
  // A line that a change at `from` cut short ends there.
  return periodsBetween(schedule, instant(Math.max(searched.start - AFTER, 0)), searched.end).flatMap((period) => {
    const service = intersect(period, force);
    return service === null ? [] : prices.map((price) => lineOf({ subscriptionId, segment, price, period, service, zone }));
  });
}

interface LineParts {
  readonly subscriptionId: string;
  readonly segment: Segment;
  readonly price: CatalogPrice;
  readonly period: Period;
  readonly service: Period;
  readonly zone: TimeZone;
}

/** One line from the parts it is made of. */
export function lineOf({ subscriptionId, segment, price, period, service, zone }: LineParts): ChargeLine {
  return {
    lineKey: lineKeyOf(subscriptionId, price.id, service.start),
    subscriptionId,
    price,
    service,
    fraction: prorationFraction({ mode: price.terms.proration, full: period, part: service, zone }),
    heldUnits: price.meter === null ? (segment.quantities[price.terms.code] ?? ONE) : null,
    billableAt: price.terms.timing === 'IN_ADVANCE' ? service.start : service.end,
  };
}

/** The line that a posted service start belongs to, as its segment and plan version make it. */
export function lineAt(
  { subscription, priceId, serviceStart }: { subscription: SubscriptionHistory; priceId: string; serviceStart: Instant },
  { versions, zone }: Pick<DueQuestion, 'versions' | 'zone'>,
): ChargeLine {
  const segment = timelineOf(subscription.segments).find(({ startAt, endAt }) => startAt <= serviceStart && (endAt === null || serviceStart < endAt));
  invariant(segment, `subscription ${subscription.id} has a segment at ${serviceStart}`);
  const price = versionOf(segment, versions).prices.find(({ id }) => id === priceId);
  invariant(price, `price ${priceId} is in the segment's plan version`);
  const period = periodAt(scheduleOf(segment, versions, zone), serviceStart);
  const service = intersect(period, { start: segment.startAt, end: segment.endAt ?? LAST_INSTANT });
  invariant(service, 'a posted line has a service period');
  return lineOf({ subscriptionId: subscription.id, segment, price, period, service, zone });
}

function needsRating(line: ChargeLine, { ratedThrough, lateArrivals }: DueQuestion, changedFrom: Instant | null): boolean {
  if (ratedThrough === null || line.service.end > ratedThrough) return true;
  if (changedFrom !== null && line.service.end >= changedFrom) return true;
  const eventName = line.price.meter?.eventName;
  return lateArrivals.some((late) => late.eventName === eventName && intersect(late.day, line.service) !== null);
}

function scheduleOf(segment: Segment, versions: ReadonlyMap<string, CatalogVersion>, zone: TimeZone): Schedule {
  const { interval, anchor } = versionOf(segment, versions);
  return { interval, anchor, startAt: segment.startAt, zone };
}

function versionOf({ planVersionId }: Segment, versions: ReadonlyMap<string, CatalogVersion>): CatalogVersion {
  const version = versions.get(planVersionId);
  invariant(version, `plan version ${planVersionId} is loaded`);
  return version;
}
