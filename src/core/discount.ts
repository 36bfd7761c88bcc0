/**
 * Discounts: what coupons take off charge lines, as a pure function of the lines rated with everything known.
 *
 * A coupon covers a line that falls due in the coupon's time. Its time is cut into windows of one interval of the line's plan,
 * from the instant at which it starts. A percentage is of what the covered lines of one due date come to; a fixed amount is
 * there once a window, for due dates in their order. Narrower coupons come first (prices, plans, all), percentages before
 * amounts, then in order of application; each takes from what those before it left. A total is divided among its lines by
 * largest remainder, so no unit is lost and no line goes below zero.
 */
import { PROMOTIONS } from './accounts.ts';
import { allocate } from './allocation.ts';
import { type CatalogVersion, versionOfLines } from './catalog.ts';
import type { ChargeLine } from './chargeLine.ts';
import { type ChargingContext, draftOn } from './charging.ts';
import { type AppliedCoupon, intervalsOf } from './coupon.ts';
import type { CurrencyCode } from './currency.ts';
import { type DigestField, digestOf } from './digest.ts';
import { groupBy } from './grouping.ts';
import { type Instant, earlier, instant, later } from './instant.ts';
import type { Journal, JournalDraft } from './journal.ts';
import { compareText } from './key.ts';
import { majorOf, roundToMinor } from './money.ts';
import { type Interval, type Period, periodAt } from './period.ts';
import { postFact } from './postingRules.ts';
import type { RatedLine } from './rating.ts';
import { type ZoneTimeline, dayAt, startOfLocalDay } from './zoneTimeline.ts';

/** What coupons are read with. */
export interface DiscountTerms {
  readonly coupons: readonly AppliedCoupon[];
  readonly versions: ReadonlyMap<string, CatalogVersion>;
  readonly zone: ZoneTimeline;
}

/** A rated line with what each coupon takes off it, in minor units above zero, by the id of the applied coupon. */
export interface DiscountedLine {
  readonly rated: RatedLine;
  readonly shares: ReadonlyMap<string, bigint>;
}

/**
 * What the coupons take off each line. Lines of one due date, and of one window of a fixed amount, must all be there, as
 * `discountedFrom` sees to. Does not depend on the order of the lines or coupons.
 */
export function discountLines(lines: readonly RatedLine[], terms: DiscountTerms, currency: CurrencyCode): DiscountedLine[] {
  const parts = [...lines].sort((a, b) => compareText(a.lineKey, b.lineKey)).map((rated) => ({ rated, left: rated.targetMinor > 0n ? rated.targetMinor : 0n, shares: new Map<string, bigint>() }));
  for (const applied of [...terms.coupons].sort(byPrecedence)) {
    const covered = parts.flatMap((part) => {
      const window = windowOf(applied, part.rated.line, terms);
      return window === null ? [] : [{ part, window }];
    });
    takeOff(applied, covered, currency);
  }
  return parts.map(({ rated, shares }) => ({ rated, shares }));
}

/**
 * From which due date on the lines must all be rated, because something at `movedFrom` or later may have changed what coupons
 * take off: a fixed amount ties every due date of its window together. `lines` are all that fell due since the first coupon.
 */
export function discountedFrom(lines: readonly ChargeLine[], terms: DiscountTerms, movedFrom: Instant): Instant {
  const fixed = terms.coupons.filter(({ coupon }) => coupon.terms.amount !== null);
  for (let from = firstDue(lines, movedFrom); ; ) {
    const starts = lines
      .filter(({ billableAt }) => billableAt >= from)
      .flatMap((line) => fixed.flatMap((applied) => windowOf(applied, line, terms)?.start ?? []));
    const next = firstDue(lines, starts.reduce(earlier, from));
    if (next === from) return from;
    from = next;
  }
}

/** The journals that bring what coupons took off each line to what they take off now. `lineJournals` as for charges. */
export function discountDifferences(discounted: readonly DiscountedLine[], lineJournals: readonly Journal[], context: ChargingContext): JournalDraft[] {
  const byLine = groupBy(lineJournals.filter(({ kind }) => kind === 'DISCOUNT'), ({ line }) => line?.lineKey ?? '');
  return discounted.flatMap(({ rated, shares }) => {
    const posted = takenOff(byLine.get(rated.lineKey) ?? []);
    const ids = [...new Set([...shares.keys(), ...posted.keys()])].sort(compareText);
    const postings = ids.flatMap((appliedCoupon) =>
      postFact('discount', { chargeLine: rated.lineKey, appliedCoupon }, (shares.get(appliedCoupon) ?? 0n) - (posted.get(appliedCoupon) ?? 0n)),
    );
    if (postings.length === 0) return [];
    const draft = draftOn(rated, context);
    const ratedDigest = digestOf('neruba.discount.v1', [draft.line.ratedDigest, ...ids.flatMap((id): DigestField[] => [id, shares.get(id) ?? 0n])]);
    return [{ ...draft, kind: 'DISCOUNT' as const, line: { ...draft.line, ratedDigest }, postings }];
  });
}

/** What each coupon has taken off a line by its journals, by the id of the applied coupon. */
export function takenOff(journals: readonly Journal[]): Map<string, bigint> {
  const taken = new Map<string, bigint>();
  for (const { debit, credit, amount } of journals.flatMap(({ postings }) => postings)) {
    if (debit.code === PROMOTIONS) taken.set(debit.reference, (taken.get(debit.reference) ?? 0n) + amount);
    if (credit.code === PROMOTIONS) taken.set(credit.reference, (taken.get(credit.reference) ?? 0n) - amount);
  }
  return taken;
}

/** A line while coupons take from it. */
interface Part {
  readonly rated: RatedLine;
  left: bigint;
  readonly shares: Map<string, bigint>;
}

interface Covered {
  readonly part: Part;
  readonly window: Window;
}

/** One interval of a coupon's time; windows of two intervals are two, though they begin together. */
interface Window extends Period {
  readonly name: string;
}

function takeOff(applied: AppliedCoupon, covered: readonly Covered[], currency: CurrencyCode): void {
  const { percentage, amount } = applied.coupon.terms;
  for (const ofWindow of groupBy(covered, ({ window }) => (amount === null ? '' : window.name)).values()) {
    let budget = amount === null ? null : roundToMinor(amount, currency);
    const byDue = [...groupBy(ofWindow, ({ part }) => String(part.rated.line.billableAt)).values()].sort((a, b) => dueOf(a) - dueOf(b));
    for (const ofDue of byDue) {
      const left = ofDue.reduce((sum, { part }) => sum + part.left, 0n);
      const total = budget === null ? (percentage === null ? 0n : roundToMinor(majorOf(left, currency).times(percentage).div(100), currency)) : budget < left ? budget : left;
      divide(applied.id, total, ofDue);
      if (budget !== null) budget -= total;
    }
  }
}

function divide(appliedCouponId: string, total: bigint, ofDue: readonly Covered[]): void {
  if (total === 0n) return;
  const shares = allocate(total, ofDue.map(({ part }) => part.left));
  for (const [index, { part }] of ofDue.entries()) {
    const share = shares[index] ?? 0n;
    if (share === 0n) continue;
    part.left -= share;
    part.shares.set(appliedCouponId, share);
  }
}

function dueOf([first]: readonly Covered[]): number {
  return first?.part.rated.line.billableAt ?? 0;
}

/** Narrower first, percentages before amounts, then in order of application, which ids are in. */
function byPrecedence(a: AppliedCoupon, b: AppliedCoupon): number {
  return rankOf(a) - rankOf(b) || compareText(a.id, b.id);
}

function rankOf({ coupon: { terms } }: AppliedCoupon): number {
  const scope = terms.priceCodes !== null ? 0 : terms.planCodes !== null ? 1 : 2;
  return scope * 2 + (terms.amount === null ? 0 : 1);
}

/** The window in which a line falls due under a coupon; null if the coupon does not cover the line. */
function windowOf({ startAt, subscriptionId, coupon, removal }: AppliedCoupon, line: ChargeLine, { versions, zone }: DiscountTerms): Window | null {
  const { terms, planIds } = coupon;
  const { planId, interval } = versionOfLines(versions, line.planVersionId);
  const due = line.billableAt;
  const isCovered =
    due >= startAt &&
    (removal === null || due < removal.endAt) &&
    (subscriptionId === null || subscriptionId === line.subscriptionId) &&
    (terms.priceCodes === null || terms.priceCodes.includes(line.price.terms.code)) &&
    (planIds === null || planIds.includes(planId));
  if (!isCovered) return null;
  const schedule = { startAt, interval, zone };
  const intervals = intervalsOf(terms);
  if (intervals !== null && due >= endAfter(schedule, intervals)) return null;
  const window = windowAt(schedule, due);
  return { ...window, name: `${interval.count} ${interval.unit} ${window.start}` };
}

interface WindowSchedule {
  readonly startAt: Instant;
  readonly interval: Interval;
  readonly zone: ZoneTimeline;
}

function endAfter(schedule: WindowSchedule, intervals: number): Instant {
  let end = schedule.startAt;
  for (let count = 0; count < intervals; count += 1) end = windowAt(schedule, end).end;
  return end;
}

/** Whole intervals from the local day of the start, moved on by the time of day at which it lies. */
function windowAt({ startAt, interval, zone }: WindowSchedule, at: Instant): Period {
  const sinceMidnight = startAt - startOfLocalDay(dayAt(startAt, zone), zone);
  const { start, end } = periodAt({ interval, anchor: 'ANNIVERSARY', startAt, zone }, instant(at - sinceMidnight));
  return { start: instant(start + sinceMidnight), end: instant(end + sinceMidnight) };
}

/** The first due date at a time or later; that time if there is none. */
function firstDue(lines: readonly ChargeLine[], from: Instant): Instant {
  const dues = lines.map(({ billableAt }) => billableAt).filter((due) => due >= from);
  return dues.length === 0 ? from : later(from, instant(Math.min(...dues)));
}
