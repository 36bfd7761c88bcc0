/** Charge lines: what one price charges for one service period, and which of them are due to be rated. */
import { type CatalogPrice, type CatalogVersion, isCommitment } from './catalog.ts';
import type { AppliedCoupon } from './coupon.ts';
import type { Decimal } from './decimal.ts';
import { discountedFrom } from './discount.ts';
import { type Instant, LATEST_MS, earlier, instant, instantText, later } from './instant.ts';
import { reachOf } from './level.ts';
import { type Period, type Schedule, intersect, periodAt, periodsBetween } from './period.ts';
import { type Fraction, type Proration, prorationFraction } from './proration.ts';
import type { Segment } from './segment.ts';
import { type Stretch, stretchesOf } from './stretch.ts';
import type { ZoneTimeline } from './zoneTimeline.ts';

/** One price of one subscription in one period. Its key is the identity that differences are posted against. */
export interface ChargeLine {
  readonly lineKey: string;
  readonly subscriptionId: string;
  /** The published version that the price is of, or overrides a price of. */
  readonly planVersionId: string;
  readonly price: CatalogPrice;
  /** The time charged for: the part of a billing period in which the price is in force. */
  readonly service: Period;
  /** The whole billing period that the service lies in. */
  readonly period: Period;
  /** From when on earlier usage of the period counts toward the tiers, up to the start of the service; null if none does. */
  readonly carriedFrom: Instant | null;
  /** The charged part of the whole period. */
  readonly fraction: Fraction;
  /** Units held of a fee; null for usage and for a commitment. */
  readonly heldUnits: Decimal | null;
  /** When it falls due: what is charged in advance or once at the start of its service, everything else at the end. */
  readonly billableAt: Instant;
  /** Whether it is rated before it falls due: with the usage so far, and no minimum. */
  readonly isOpen: boolean;
  /** Of an open line that is billed: by when usage occurred that counts. Null: all that is known of the service. */
  readonly usedBy: Instant | null;
}

/** A subscription with what was recorded about it. */
export interface SubscriptionHistory {
  readonly id: string;
  readonly startAt: Instant;
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

/** The plan versions of all segments, and whose calendar counts. */
export interface Terms {
  readonly versions: ReadonlyMap<string, CatalogVersion>;
  readonly zone: ZoneTimeline;
}

export interface DueQuestion extends RatedState, Terms {
  readonly subscriptions: readonly SubscriptionHistory[];
  readonly lateArrivals: readonly LateArrival[];
  /** Every coupon ever applied to the customer. */
  readonly coupons: readonly AppliedCoupon[];
  readonly asOf: Instant;
  /** Whether usage of services that are not over counts too, all that is known of it; not if left out. */
  readonly withOpenUsage?: boolean | undefined;
  /** Whether it counts so far: what occurred by `asOf`, and of a level what it came to until then. */
  readonly usageSoFar?: boolean | undefined;
}

/**
 * The lines to rate at `asOf`: those that fell due since the newest cut; those that a segment or a change of zone recorded
 * since may have changed; those whose service a late event touches; and fees in advance whose service ended since, to be
 * earned. With a line that counts toward a commitment comes the commitment, and with a commitment all lines that count toward
 * it; and with a line that coupons may cover all that share them, see `discountedSince`.
 * Rating a line too many is harmless: it posts no difference. By subscription, then by start of service, then by price.
 * Source: DESIGN section 5, "Finding what to re-rate".
 */
export function linesToRate(question: DueQuestion): ChargeLine[] {
  const discounted = discountedSince(question);
  return question.subscriptions.flatMap((subscription) => {
    const changedFrom = changedSince(subscription, question);
    const due = linesDue(subscription, question, (stretch) => {
      const from = searchFrom(stretch, question, changedFrom);
      return discounted === null ? from : later(earlier(from, discounted), stretch.startAt);
    });
    const toRate = new Set(due.filter((line) => needsRating(line, question, changedFrom) || (discounted !== null && line.billableAt >= discounted)));
    for (const line of withCommitments(due, toRate)) toRate.add(line);
    return due.filter((line) => toRate.has(line)).sort((a, b) => a.service.start - b.service.start);
  });
}

/** Every line that falls due by `asOf`, from the first on: what a customer's whole history is rated from. */
export function allLinesDue(question: Pick<DueQuestion, 'subscriptions' | 'versions' | 'zone' | 'asOf' | 'usageSoFar'>): ChargeLine[] {
  return linesToRate({ ...question, lateArrivals: [], coupons: [], ratedThrough: null, ratedSeq: 0 });
}

/**
 * From which due date on `linesToRate` has every line, so that what coupons take off them can be told; null without coupons.
 * That is the first that may have moved since the newest cut (also of a fee that fell due long before a change cut its service short),
 * and what a window of a fixed amount ties to it.
 */
export function discountedSince(question: DueQuestion): Instant | null {
  const { subscriptions, coupons, lateArrivals, ratedThrough, ratedSeq } = question;
  const [first, ...others] = coupons.map(({ startAt }) => startAt);
  if (first === undefined) return null;
  const since = others.reduce(earlier, first);
  const ofEach = subscriptions.map((subscription) => ({ changedFrom: changedSince(subscription, question), due: linesDue(subscription, question, ({ startAt }) => later(since, startAt)) }));
  const lines = ofEach.flatMap(({ due }) => due);
  const moved = [
    ratedThrough === null ? since : instant(ratedThrough + AFTER),
    ...ofEach.flatMap(({ changedFrom }) => changedFrom ?? []),
    ...ofEach.flatMap(({ changedFrom, due }) => due.filter((line) => isMoved(line, question, changedFrom)).map(({ billableAt }) => billableAt)),
    ...lateArrivals.map(({ day }) => day.start),
    ...coupons.filter(({ bookSeq }) => bookSeq >= ratedSeq).map(({ startAt }) => startAt),
    ...coupons.flatMap(({ removal }) => (removal !== null && removal.bookSeq >= ratedSeq ? [removal.endAt] : [])),
  ];
  // Not later than what moved: a line that falls due earlier now, before the coupon began, gives back what was taken off it.
  const movedFrom = moved.reduce(earlier);
  return earlier(movedFrom, discountedFrom(lines, question, movedFrom));
}

/**
 * Whether a line counts toward a commitment: of the same plan version, in its interval, within the time committed for. A price
 * with an interval of its own does not count, for no period of the plan can say which part of it is its own.
 */
export function countsToward({ subscriptionId, planVersionId, price, service }: ChargeLine, commitment: ChargeLine): boolean {
  return (
    !isCommitment(price) &&
    price.terms.interval === null &&
    subscriptionId === commitment.subscriptionId &&
    planVersionId === commitment.planVersionId &&
    commitment.service.start <= service.start &&
    service.end <= commitment.service.end
  );
}

/** The identity of a charge line: `subscription:price:service start`, to which rating adds a dimension if there is one. */
export function lineKeyOf(subscriptionId: string, priceId: string, serviceStart: Instant): string {
  return `${subscriptionId}:${priceId}:${instantText(serviceStart)}`;
}

/** Whether a price falls due, and is deferred, at the start of its service: in advance, or once. */
export function isInAdvance({ terms }: CatalogPrice): boolean {
  return terms.timing !== 'IN_ARREARS';
}

/** From when on segments or changes of zone that a cut did not know may have changed what was charged; null if there are none. */
export function changedSince({ segments }: SubscriptionHistory, known: { readonly zone: ZoneTimeline; readonly ratedSeq: number }): Instant | null {
  const changes = segments.filter(({ bookSeq }) => bookSeq >= known.ratedSeq).map(({ startAt }) => startAt);
  return firstOf([...changes, ...zoneChanges(known)]);
}

/** When the subscriptions next make something fall due after `after`; null if they never do. */
export function nextBillableAt({ subscriptions, versions, zone, after }: Terms & { subscriptions: readonly SubscriptionHistory[]; after: Instant }): Instant | null {
  const candidates = subscriptions.flatMap((subscription) =>
    stretchesOf(subscription, { versions, zone }).flatMap((stretch) => nextOfStretch(subscription, stretch, zone, after)),
  );
  return firstOf(candidates);
}

/** The line that a price has from a service start on, as the segments make it; null if they make none there. */
export function lineAt(subscription: SubscriptionHistory, { priceId, serviceStart }: { priceId: string; serviceStart: Instant }, { versions, zone }: Terms): ChargeLine | null {
  const stretch = stretchesOf(subscription, { versions, zone }).find(
    ({ price, startAt, endAt }) => price.id === priceId && startAt <= serviceStart && (endAt === null || serviceStart < endAt),
  );
  if (!stretch) return null;
  const period = periodAt(scheduleOf(subscription, stretch, zone), serviceStart);
  const line = lineOf(subscription, stretch, { period, zone });
  return line?.service.start === serviceStart ? line : null;
}

function zoneChanges({ zone, ratedSeq }: { readonly zone: ZoneTimeline; readonly ratedSeq: number }): Instant[] {
  return zone.spans.flatMap(({ change }) => (change !== null && change.bookSeq >= ratedSeq ? [change.startAt] : []));
}

function firstOf(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((first, at) => (first === null ? at : earlier(first, at)), null);
}

/**
 * Every line, due or not, of a billing period that meets a time: what usage of that time may be counted on, the commitments
 * that this counts toward, and whatever else counts toward these.
 */
export function linesMeeting(subscriptions: readonly SubscriptionHistory[], terms: Terms, time: Period): ChargeLine[] {
  return subscriptions.flatMap((subscription) =>
    stretchesOf(subscription, terms).flatMap((stretch) => {
      const schedule = scheduleOf(subscription, stretch, terms.zone);
      const period = intersect(time, { start: subscription.startAt, end: LAST_INSTANT });
      const periods = period === null ? [] : periodsBetween(schedule, period.start, period.end);
      return periods.flatMap((one) => lineOf(subscription, stretch, { period: one, zone: terms.zone }) ?? []);
    }),
  );
}

const LAST_INSTANT = instant(LATEST_MS);
const AFTER = 1;

/** The next start of service of a price in advance, the next end of one in arrears; of one charged once its only start. */
function nextOfStretch(subscription: SubscriptionHistory, stretch: Stretch, zone: ZoneTimeline, after: Instant): Instant[] {
  const endAt = stretch.endAt ?? LAST_INSTANT;
  if (endAt <= after) return [];
  if (stretch.price.terms.timing === 'ONCE') return stretch.startAt > after ? [stretch.startAt] : [];
  const border = periodAt(scheduleOf(subscription, stretch, zone), later(stretch.startAt, after)).end;
  if (stretch.price.terms.timing === 'IN_ARREARS') return [earlier(border, endAt)];
  const start = stretch.startAt > after ? stretch.startAt : border;
  return start < endAt ? [start] : [];
}

/** The lines of a subscription that are due, of each stretch those of periods that reach beyond a time. */
function linesDue(subscription: SubscriptionHistory, question: DueQuestion, from: (stretch: Stretch) => Instant): ChargeLine[] {
  return stretchesOf(subscription, question)
    .flatMap((stretch) => linesOfStretch(subscription, stretch, question, from(stretch)))
    .flatMap((line) => (line.billableAt <= question.asOf ? [line] : isOpenUsage(line, question) ? [{ ...line, isOpen: true, usedBy: question.usageSoFar === true ? question.asOf : null }] : []));
}

/** Usage of a service that has begun. */
function isOpenUsage({ price, service }: ChargeLine, { withOpenUsage = false, usageSoFar = false, asOf }: DueQuestion): boolean {
  return (withOpenUsage || usageSoFar) && price.meter !== null && service.start <= asOf;
}

/** No line whose period ended before this can need rating. */
function searchFrom(stretch: Stretch, { ratedThrough, lateArrivals }: DueQuestion, changedFrom: Instant | null): Instant {
  const reasons = [ratedThrough ?? stretch.startAt, ...lateArrivals.map(({ day }) => day.start), ...(changedFrom === null ? [] : [changedFrom])];
  return later(reasons.reduce(earlier), stretch.startAt);
}

function linesOfStretch(subscription: SubscriptionHistory, stretch: Stretch, question: DueQuestion, from: Instant): ChargeLine[] {
  const { zone, asOf } = question;
  const end = earlier(instant(Math.min(asOf + AFTER, LAST_INSTANT)), stretch.endAt ?? LAST_INSTANT);
  const schedule = scheduleOf(subscription, stretch, zone);
  // A line that a change at `from` cut short ends there.
  const reach = instant(Math.max(from - AFTER, 0));
  // What counts toward a commitment, and what is a part of a period that a change of zone moves, may have ended anywhere in it.
  const isOfWholePeriod = stretch.version.prices.some(isCommitment) || zoneChanges(question).length > 0;
  const start = isOfWholePeriod ? periodAt(schedule, reach).start : reach;
  const periods = periodsBetween(schedule, start, end);
  return periods.flatMap((period) => lineOf(subscription, stretch, { period, zone }) ?? []);
}

/** The line of a stretch in one period; null where they do not meet. */
function lineOf(subscription: SubscriptionHistory, stretch: Stretch, { period, zone }: { period: Period; zone: ZoneTimeline }): ChargeLine | null {
  const { price, version, heldUnits } = stretch;
  const service = intersect(period, { start: stretch.startAt, end: stretch.endAt ?? LAST_INSTANT });
  const isOnce = price.terms.timing === 'ONCE';
  if (service === null || (isOnce && service.start !== stretch.startAt)) return null;
  return {
    lineKey: lineKeyOf(subscription.id, price.id, service.start),
    subscriptionId: subscription.id,
    planVersionId: version.baseId ?? version.id,
    price,
    service,
    period,
    carriedFrom: carriedInto(stretch, service, period),
    fraction: prorationFraction({ mode: isOnce ? 'NONE' : prorationOf(stretch, service), full: period, part: service, zone }),
    heldUnits,
    billableAt: isInAdvance(price) ? service.start : service.end,
    isOpen: false,
    usedBy: null,
  };
}

/** Only what was used in the same period is carried, and only into the line that the change begins. */
function carriedInto({ startAt, carriedFrom }: Stretch, service: Period, period: Period): Instant | null {
  if (carriedFrom === null || service.start !== startAt) return null;
  const from = later(carriedFrom, period.start);
  return from < service.start ? from : null;
}

/** When the events occurred that a line is rated by: in its service, and in the time that is carried into it. */
export function usageTimeOf({ service, carriedFrom }: Pick<ChargeLine, 'service' | 'carriedFrom'>): Period {
  return { start: carriedFrom ?? service.start, end: service.end };
}

/** The change that cuts a period short decides how it is split; of two in one period, the later. */
function prorationOf({ price, startAt, endAt, startProration, endProration }: Stretch, service: Period): Proration {
  const atEnd = service.end === endAt ? endProration : null;
  const atStart = service.start === startAt ? startProration : null;
  return atEnd ?? atStart ?? price.terms.proration;
}

/** Of the lines that are due, the commitments that those to rate count toward, or that are among them, and all that counts toward these. */
export function withCommitments(due: readonly ChargeLine[], toRate: ReadonlySet<ChargeLine>): ChargeLine[] {
  return due
    .filter(({ price }) => isCommitment(price))
    .flatMap((commitment) => {
      const counted = due.filter((line) => countsToward(line, commitment));
      return toRate.has(commitment) || counted.some((line) => toRate.has(line)) ? [commitment, ...counted] : [];
    });
}

function needsRating(line: ChargeLine, question: DueQuestion, changedFrom: Instant | null): boolean {
  const { ratedThrough, lateArrivals } = question;
  if (ratedThrough === null || line.service.end > ratedThrough) return true;
  if (isMoved(line, question, changedFrom)) return true;
  const { meter } = line.price;
  // What a late event does to a level, it does to every period from its day on.
  return meter !== null && lateArrivals.some((late) => late.eventName === meter.eventName && intersect(late.day, reachOf(meter, usageTimeOf(line))) !== null);
}

/** Whether a segment or a change of zone may have made the line another. */
function isMoved({ service, period }: ChargeLine, question: DueQuestion, changedFrom: Instant | null): boolean {
  if (changedFrom !== null && service.end >= changedFrom) return true;
  // Another end of the period is another fraction of it, also for a service that was over before.
  return zoneChanges(question).some((startAt) => period.end >= startAt);
}

/** Anniversaries count from the subscription's own start, whatever changes since. */
function scheduleOf({ startAt }: SubscriptionHistory, { version, price }: Stretch, zone: ZoneTimeline): Schedule {
  return { interval: price.terms.interval ?? version.interval, anchor: version.anchor, startAt, zone };
}
