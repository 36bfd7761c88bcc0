/**
 * Which lots the allowances of plan versions make, and until when each can be drawn on: a pure function of the subscriptions, their
 * segments as they are known now, and the customer's calendar.
 *
 * A subscription has one lot of an allowance in an interval, and the very same allowance goes on over changes, versions and plans. No row says
 * when a lot ends: it does with its interval, or when the subscription leaves what grants it, whenever that became known. A lot that a later
 * change makes another one (it now begins sooner, and is a greater share) ends where it began, and what was taken of it is withheld of the other.
 */
import { type CatalogVersion, versionIn } from '../catalog.ts';
import type { SubscriptionHistory } from '../chargeLine.ts';
import type { CurrencyCode } from '../currency.ts';
import { decimalText } from '../decimal.ts';
import { type Instant, earlier, instant, later } from '../instant.ts';
import { invariant } from '../invariant.ts';
import { compareText } from '../key.ts';
import { type Period, type Schedule, contains, periodsBetween } from '../period.ts';
import { type Fraction, prorationFraction } from '../proration.ts';
import { timelineOf } from '../segment.ts';
import { trialEndOf } from '../trial.ts';
import { type ZoneTimeline, dayAt } from '../zoneTimeline.ts';
import { type Allowance, allowanceDigest, shareOf } from './allowance.ts';
import { type AllowanceLot, type Grant, type GrantTerms, type LotPart, grantId } from './grant.ts';
import { type Lot, untakenOf } from './lot.ts';
import { type DueLot, type GrantingRule, endAfter } from './recurringLots.ts';

/** What is looked at of a plan version. */
export interface AllowingVersion extends Pick<CatalogVersion, 'id' | 'interval' | 'anchor' | 'trialDays'> {
  readonly currency: CurrencyCode;
  /** Absent for none. */
  readonly allowances?: readonly Allowance[];
}

/** A customer with everything that lots of allowances follow from. */
export interface AllowanceHolder {
  readonly tenantId: string;
  readonly customerId: string;
  readonly subscriptions: readonly SubscriptionHistory[];
  readonly versions: ReadonlyMap<string, AllowingVersion>;
  readonly zone: ZoneTimeline;
}

type LotTerms = GrantTerms & { readonly startsAt: Instant; readonly allowance: AllowanceLot };

/** A lot as the segments make it, with the time until which it can be drawn on. */
interface EntitledLot {
  readonly terms: LotTerms;
  /** Of its interval, or of those that it goes over to. */
  readonly endsAt: Instant;
  readonly spans: readonly Span[];
  /** On which its interval may have begun by what was known before: a zone that turns out to be another can move an anniversary by a day. */
  readonly days: readonly number[];
}

/** A time in which an allowance is granted. */
interface Span {
  readonly startAt: Instant;
  /** Null while nothing takes over. */
  readonly endAt: Instant | null;
}

/** The lots that each of a holder's subscriptions owes by a time and that are not posted, oldest first. Subscriptions that owe nothing are left out. */
export function dueAllowances(holder: AllowanceHolder, { posted, at }: { readonly posted: readonly Pick<Grant, 'terms'>[]; readonly at: Instant }): { rule: GrantingRule; due: DueLot[] }[] {
  const { tenantId, customerId } = holder;
  const known = new Set(posted.flatMap(({ terms }) => (isAllowanceLot(terms) ? [lotKey(terms)] : [])));
  return holder.subscriptions.flatMap((subscription) => {
    const due = entitledLots(holder, subscription, at).filter(({ terms }) => !known.has(lotKey(terms)));
    const idOf = (terms: LotTerms) => grantId(terms, { tenantId, customerId, cause: subscription.id, at: terms.startsAt });
    return due.length === 0 ? [] : [{ rule: ruleOf(holder, subscription), due: due.map(({ terms }) => ({ id: idOf(terms), customerId, terms })) }];
  });
}

/** Lots, posted and owed, as the holders' segments leave them: when each ends, and what of it is withheld. Others stay as they are. */
export function standAllowances(lots: readonly Lot[], holders: readonly AllowanceHolder[], { adjusted }: { readonly adjusted: ReadonlySet<string> }): Lot[] {
  const own = lots.flatMap((lot) => (isAllowanceLot(lot.grant.terms) ? [{ lot, terms: lot.grant.terms }] : []));
  if (own.length === 0) return [...lots];
  const newest = own.map(({ terms }) => terms.startsAt).reduce(later);
  const granting = new Set(own.map(({ terms }) => terms.allowance.subscriptionId));
  const entitled = new Map(
    holders.flatMap((holder) => holder.subscriptions.filter(({ id }) => granting.has(id)).flatMap((subscription) => entitledLots(holder, subscription, newest).map((one) => [lotKey(one.terms), one] as const))),
  );
  const taken = new Map<string, bigint>();
  for (const { lot, terms } of own) {
    if (!entitled.has(lotKey(terms))) taken.set(placeOf(terms), (taken.get(placeOf(terms)) ?? 0n) + lot.granted - untakenOf(lot));
  }
  return lots.map((lot) => {
    const { id, terms } = lot.grant;
    if (!isAllowanceLot(terms)) return lot;
    const live = entitled.get(lotKey(terms));
    if (live === undefined) return { ...lot, expiresAt: terms.startsAt };
    const withheld = live.days.reduce((sum, day) => sum + (taken.get(placeOf(terms, day)) ?? 0n), 0n);
    return { ...lot, expiresAt: leftAt(live.spans, adjusted.has(id) ? lot.expiresAt : live.endsAt), ...(withheld > 0n && { withheld }) };
  });
}

/**
 * The plan version by which a subscription grants a lot: that in force when the lot begins, if it has the allowance still, or else the first that
 * ever brought it.
 */
export function grantingVersion(grant: Pick<Grant, 'terms'>, { segments }: SubscriptionHistory, versions: ReadonlyMap<string, AllowingVersion>): { readonly planVersionId: string; readonly allowance: Allowance } | null {
  const { startsAt, allowance: lot } = grant.terms;
  const inForce = timelineOf(segments).filter((segment) => startsAt !== null && contains({ start: segment.startAt, end: segment.endAt ?? instant(startsAt + 1) }, startsAt));
  for (const { planVersionId } of [...inForce, ...segments]) {
    const version = versionIn(versions, planVersionId);
    const allowance = version.allowances?.find((one) => one.code === lot?.code && allowanceDigest(one, version) === lot.digest);
    if (allowance) return { planVersionId, allowance };
  }
  return null;
}

/** In whose name a subscription's lots are posted, whoever posts them: no request asked for them. */
const ACTOR = 'job:allowances';

function ruleOf({ customerId }: AllowanceHolder, { id }: SubscriptionHistory): GrantingRule {
  return { id, customerId, cause: `allowances:${id}`, actor: ACTOR };
}

/** Every lot that begins by a time, by that, then by code, first what ends with the interval. */
function entitledLots(holder: AllowanceHolder, subscription: SubscriptionHistory, at: Instant): EntitledLot[] {
  const lots = heldAllowances(holder, subscription).flatMap((held) => lotsOf(subscription, held, { zone: holder.zone, at }));
  return lots.sort((a, b) => a.terms.startsAt - b.terms.startsAt || compareText(a.terms.allowance.code, b.terms.allowance.code));
}

/** An allowance with every time in which a subscription is granted it. */
interface HeldAllowance {
  readonly allowance: Allowance;
  readonly digest: string;
  readonly version: AllowingVersion;
  readonly spans: Span[];
}

/** While all of a plan is charged and its trial is over; a pause, also one in which usage is charged, interrupts it. */
function heldAllowances({ versions, zone }: AllowanceHolder, subscription: SubscriptionHistory): HeldAllowance[] {
  const trialEnd = trialEndOf(subscription, { versions, zone });
  const held = new Map<string, HeldAllowance>();
  for (const { startAt: from, endAt, state, planVersionId } of timelineOf(subscription.segments)) {
    const startAt = trialEnd === null ? from : later(from, trialEnd);
    if (state !== 'ACTIVE' || (endAt !== null && endAt <= startAt)) continue;
    const version = versionIn(versions, planVersionId);
    for (const allowance of version.allowances ?? []) {
      const digest = allowanceDigest(allowance, version);
      const known = held.get(digest) ?? { allowance, digest, version, spans: [] };
      const last = known.spans.at(-1);
      if (last?.endAt === startAt) known.spans.splice(-1, 1, { ...last, endAt });
      else known.spans.push({ startAt, endAt });
      held.set(digest, known);
    }
  }
  return [...held.values()];
}

function lotsOf(subscription: SubscriptionHistory, { allowance, digest, version, spans }: HeldAllowance, { zone, at }: Pick<AllowanceHolder, 'zone'> & { readonly at: Instant }): EntitledLot[] {
  const schedule: Schedule = { interval: allowance.interval ?? version.interval, anchor: version.anchor, startAt: subscription.startAt, zone };
  const [first, last] = [spans[0], spans.at(-1)];
  invariant(first && last, 'an allowance is granted for a time');
  const after = instant(at + 1);
  const share = (fraction: Fraction) => shareOf(allowance, fraction, version.currency);
  const whole = share({ numerator: 1n, denominator: 1n });
  return periodsBetween(schedule, first.startAt, last.endAt === null ? after : earlier(last.endAt, after)).flatMap((period) => {
    const span = spans.find(({ startAt, endAt }) => startAt < period.end && (endAt === null || period.start < endAt));
    const startsAt = span && later(period.start, span.startAt);
    if (startsAt === undefined || startsAt > at) return [];
    const { base, rollover } = startsAt === period.start || allowance.proration === 'NONE' ? whole : share(shareFrom(startsAt, period, zone));
    const day = dayAt(period.start, zone);
    const days = version.anchor === 'ANNIVERSARY' && schedule.interval.unit !== 'DAY' ? [day - 1, day, day + 1] : [day];
    const lot = (part: LotPart, granted: GrantTerms | null, endsAt: Instant): EntitledLot[] => {
      if (granted === null) return [];
      // Its end is in no terms: it follows from what is known, also of the customer's zone.
      return [{ terms: { ...granted, startsAt, allowance: { subscriptionId: subscription.id, code: allowance.code, digest, day, part } }, endsAt, spans, days }];
    };
    return [...lot('BASE', base, period.end), ...(rollover ? lot('ROLLOVER', rollover, endAfter(schedule, period, allowance.rollover?.intervals ?? 0)) : [])];
  });
}

/** By local days, as a fee of that time would be. */
function shareFrom(start: Instant, full: Period, zone: ZoneTimeline): Fraction {
  return prorationFraction({ mode: 'DAILY', full, part: { start, end: full.end }, zone });
}

/** The sooner of a lot's end and of when what grants it is left for good before that; null: never. */
function leftAt(spans: readonly Span[], endsAt: Instant | null): Instant | null {
  const last = spans.findLast(({ startAt }) => endsAt === null || startAt < endsAt);
  if (last?.endAt == null) return endsAt;
  return endsAt === null ? last.endAt : earlier(last.endAt, endsAt);
}

function isAllowanceLot(terms: GrantTerms): terms is LotTerms {
  return terms.allowance !== undefined && terms.startsAt !== null;
}

/** A lot with the others of the same allowance in the same interval. */
function placeOf({ allowance }: LotTerms, day = allowance.day): string {
  const { subscriptionId, digest, part } = allowance;
  return `${subscriptionId} ${digest} ${day} ${part}`;
}

/** What tells a lot from every other, as its id does, without a digest of it. */
function lotKey(terms: LotTerms): string {
  return `${placeOf(terms)} ${terms.startsAt} ${terms.amount}${terms.unit === undefined ? '' : ` ${decimalText(terms.unit.amount)}`}`;
}
