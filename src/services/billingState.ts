/** Loads what an invoice is decided from: issuing and drafting look at exactly the same. */
import type { BookOwner } from '../core/book.ts';
import { type ChargeLine, type DueQuestion, linesToRate } from '../core/chargeLine.ts';
import type { LateCreditPolicy } from '../core/billingTerms.ts';
import { keysOfPlaces } from '../core/creditOffset.ts';
import { rateLines } from '../core/commitment.ts';
import type { AllowanceHolder } from '../core/credits/allowanceLots.ts';
import type { CreditState } from '../core/credits/drawing.ts';
import { couponsKnownAt } from '../core/coupon.ts';
import type { Customer } from '../core/customer.ts';
import type { IssuedCut } from '../core/cut.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { LineSubjects } from '../core/invoice.ts';
import type { BillingState } from '../core/issuing.ts';
import type { Journal } from '../core/journal.ts';
import type { LineUsage, RecordedEvent } from '../core/lineUsage.ts';
import type { RatedLine } from '../core/rating.ts';
import { discountedLines } from '../core/settling.ts';
import { losingSince, withdrawnLines } from '../core/withdrawal.ts';
import { type ZoneTimeline, zoneAt } from '../core/zoneTimeline.ts';
import { chargeIdOf, isAsPosted } from '../core/oneOffCharge.ts';
import type { Book } from '../repositories/books.ts';
import { findCharges } from '../repositories/charges.ts';
import { findNotedLines } from '../repositories/creditNotes.ts';
import { findAppliedCoupons } from '../repositories/coupons.ts';
import { findLots } from '../repositories/credits.ts';
import { getCustomerZone } from '../repositories/customerZones.ts';
import { findCutsByPlace, findCutsOfBook } from '../repositories/invoices.ts';
import { findJournalsOfLines, findJournalsOfSubscriptions, findLinesOnCuts } from '../repositories/journals.ts';
import { findLateArrivals } from '../repositories/lateArrivals.ts';
import { type PublishedVersion, findVersions, findVersionsOfPrices } from '../repositories/plans.ts';
import { type Subscription, findSubscriptionsOfCustomers } from '../repositories/subscriptions.ts';
import { findTenant } from '../repositories/tenants.ts';
import type { Database } from '../store/database.ts';
import { loadVoided } from './derivedInvoices.ts';
import { loadBillingRules } from './billingRules.ts';
import { withCreditHistory } from './creditHistory.ts';
import { loadLineUsage } from './lineUsage.ts';

/** A customer's subscriptions with the plan versions of all their segments, and the zones of its calendar. */
export interface CustomerSubscriptions {
  readonly subscriptions: readonly Subscription[];
  readonly versions: ReadonlyMap<string, PublishedVersion>;
  readonly zone: ZoneTimeline;
}

/** `knownAt`: only what was recorded by then; null: everything. */
export async function loadSubscriptions(db: Database, tenantId: string, customerId: string, knownAt: Instant | null = null): Promise<CustomerSubscriptions> {
  const subscriptions = subscriptionsKnownAt(await findSubscriptionsOfCustomers(db, { tenantId, customerId }, [customerId]), knownAt);
  const versionIds = subscriptions.flatMap(({ segments }) => segments.map(({ planVersionId }) => planVersionId));
  const versions = await findVersions(db, tenantId, [...new Set(versionIds)]);
  const zone = await getCustomerZone(db, { tenantId, customerId }, customerId, knownAt);
  return { subscriptions, versions: new Map(versions.map((version) => [version.id, version])), zone };
}

/** A customer with what lots of allowances follow from. */
export function holderOf({ tenantId, customerId }: BookOwner, subscribed: CustomerSubscriptions): AllowanceHolder {
  return { tenantId, customerId, ...subscribed };
}

function subscriptionsKnownAt(subscriptions: readonly Subscription[], knownAt: Instant | null): readonly Subscription[] {
  if (knownAt === null) return subscriptions;
  return subscriptions.flatMap((subscription) => {
    const segments = subscription.segments.filter(({ recordedAt }) => recordedAt <= knownAt);
    return segments.length === 0 ? [] : [{ ...subscription, segments }];
  });
}

/** Whose book, until when. */
export interface StateQuestion {
  readonly customer: Customer;
  readonly book: Book;
  readonly asOf: Instant;
  readonly subscribed: CustomerSubscriptions;
  /** As in `DueQuestion`. */
  readonly withOpenUsage?: boolean;
  readonly usageSoFar?: boolean | undefined;
  /** Only what was recorded by then: the book and the subscriptions are as of then. Absent: everything. */
  readonly knownAt?: Instant | null;
  /** The policy of a document that is made again; absent: the one in force. */
  readonly lateCredit?: LateCreditPolicy | undefined;
}

/** Usage of one meter that is not there, by time. */
export interface SupposedUsage {
  readonly meterCode: string;
  readonly events: readonly RecordedEvent[];
}

/** The state of a customer's book for an invoice at `asOf`. Lock the book first, unless only looking. */
export async function loadBillingState(db: Database, asked: StateQuestion): Promise<BillingState> {
  return (await loadRatedState(db, asked)).state;
}

/** The state as it is, and as it would be with each of the supposed usages. */
export async function loadStatesWith(db: Database, asked: StateQuestion, supposed: readonly SupposedUsage[]): Promise<{ state: BillingState; withUsage: BillingState[] }> {
  const { state, question, lines, usage, withdrawn } = await loadRatedState(db, asked);
  const { tenantId, customerId } = asked.book;
  const withUsage: BillingState[] = [];
  for (const { meterCode, events } of supposed) {
    const ofMeter = lines.filter(({ price }) => price.terms.meterCode === meterCode);
    const more = await loadLineUsage(db, { tenantId, customerId, knownBySeq: asked.book.seq + 1 }, ofMeter, { without: new Set(), added: events });
    const current = rateLines(lines, (line) => more.get(line) ?? usage.get(line) ?? null, state.currency);
    const isRated = new Set(current.map(({ lineKey }) => lineKey));
    const gone = withdrawn.filter(({ lineKey }) => !isRated.has(lineKey));
    withUsage.push({ ...state, rated: [...current, ...gone], discounted: discountedLines({ current, withdrawn: gone }, question, state.currency) });
  }
  return { state, withUsage };
}

/** The state with what it was rated from. */
interface RatedState {
  readonly state: BillingState;
  readonly question: DueQuestion;
  readonly lines: readonly ChargeLine[];
  readonly usage: ReadonlyMap<ChargeLine, LineUsage>;
  readonly withdrawn: readonly RatedLine[];
}

async function loadRatedState(db: Database, { customer, book, asOf, subscribed, withOpenUsage, usageSoFar, knownAt = null, lateCredit }: StateQuestion): Promise<RatedState> {
  const owner = { tenantId: book.tenantId, customerId: book.customerId };
  const lateArrivals = await findLateArrivals(db, owner, book.ratedSeq);
  const applied = await findAppliedCoupons(db, owner);
  const coupons = knownAt === null ? applied : couponsKnownAt(applied, knownAt);
  const question: DueQuestion = { ...subscribed, lateArrivals, coupons, asOf, withOpenUsage, usageSoFar, ratedThrough: book.ratedThrough, ratedSeq: book.ratedSeq };
  const lines = linesToRate(question);
  // What a head has not seen is not there yet: a replay has all events, and the book stands where it once stood.
  const usage = await loadLineUsage(db, { ...owner, knownBySeq: book.seq + 1, knownAt }, lines);
  const current = rateLines(lines, (line) => usage.get(line) ?? null, customer.currency);
  const withdrawn = await loadWithdrawn(db, book, question, current);
  const rated = [...current, ...withdrawn];

  const [previous = null] = book.cutNumber === 0 ? [] : await findCutsByPlace(db, owner.tenantId, [book]);
  const unbilled = await findLinesOnCuts(db, owner.tenantId, [{ customerId: owner.customerId, cut: { cutSeq: book.seq, asOf }, previous }]);
  const lineKeys = [...new Set([...rated.map(({ lineKey }) => lineKey), ...unbilled.map(({ lineKey }) => lineKey)])];
  const { lineJournals, cuts } = await withCredited(db, book, { lineKeys, rated, subscribed, afterSeq: previous?.issueSeq ?? 0 });

  const subjectsOf = (journals: readonly Journal[]) => loadSubjects(db, owner, journals, subscribed.versions);
  const { planIds, ...subjects } = await subjectsOf(lineJournals);
  const lots = await findLots(db, owner, [owner.customerId], null, [holderOf(owner, subscribed)]);
  const tenant = await findTenant(db, owner.tenantId);
  invariant(tenant, `tenant ${owner.tenantId} exists`);
  const rules = await loadBillingRules(db, tenant, customer, { ownCodes: taxRateCodesIn(subjects), zone: zoneAt(subscribed.zone, asOf) });
  const discounted = discountedLines({ current, withdrawn }, question, customer.currency);
  const changes = new Map(subscribed.subscriptions.map(({ id, segments }) => [id, segments]));
  const terms = { ...rules.terms, ...(lateCredit && { lateCredit }) };
  const recorded: BillingState = { owner, currency: customer.currency, head: book, previous, changes, ...subjects, rated, discounted, lineJournals, cuts, credit: { lots, planIds }, rules: { ...rules, terms }, asOf };
  // What was known at a time draws on no credit.
  const state = knownAt === null ? await withCreditHistory(db, recorded, subjectsOf) : recorded;
  return { state, question, lines, usage, withdrawn };
}

/** All journals of the lines, and, where credit notes took something off any, of the lines that stand together with them; with all cuts, where there are any of these or a line was on one. */
async function withCredited(
  db: Database,
  book: Book,
  { lineKeys, rated, subscribed, afterSeq }: { lineKeys: readonly string[]; rated: readonly RatedLine[]; subscribed: CustomerSubscriptions; afterSeq: number },
): Promise<{ lineJournals: Journal[]; cuts: IssuedCut[] }> {
  const lineJournals: Journal[] = upTo(book, await findJournalsOfLines(db, book.tenantId, [book.customerId], lineKeys));
  const noted = (await findNotedLines(db, book)).filter(({ seq }) => seq <= book.seq);
  const prices = new Map([...subscribed.versions.values()].flatMap((version) => version.prices.map((price) => [price.id, price])));
  const placed = rated.map(({ line, lineKey, dimensions }) => ({ lineKey, subscriptionId: line.subscriptionId, priceId: line.price.id, service: line.service, dimensions }));
  const keys = keysOfPlaces(noted, [...placed, ...lineJournals.flatMap(({ line }) => line ?? [])], { prices, afterSeq });
  if (keys.length === 0 && !lineJournals.some(({ seq }) => seq <= afterSeq)) return { lineJournals, cuts: [] };
  const known = new Set(lineKeys);
  const more = upTo(book, await findJournalsOfLines(db, book.tenantId, [book.customerId], keys.filter((key) => !known.has(key))));
  const cuts = await findCutsOfBook(db, book);
  return { lineJournals: [...lineJournals, ...more].sort((a, b) => a.seq - b.seq), cuts: cuts.filter(({ issueSeq }) => issueSeq <= book.seq) };
}

/** What the head has seen: a book may stand where it once stood. */
function upTo<Posted extends Journal>(book: Book, journals: readonly Posted[]): Posted[] {
  return journals.filter(({ seq }) => seq <= book.seq);
}

/** What the lines are of: the prices of the subscriptions' versions and of whatever else was charged, and one-off charges. */
async function loadSubjects(db: Database, owner: BookOwner, lineJournals: readonly Journal[], known: CustomerSubscriptions['versions']): Promise<LineSubjects & Pick<CreditState, 'planIds'>> {
  const lines = lineJournals.flatMap(({ line }) => line ?? []);
  const priceIds = new Set([...known.values()].flatMap(({ prices }) => prices.map(({ id }) => id)));
  const others = lines.flatMap(({ priceId }) => (priceId === null || priceIds.has(priceId) ? [] : [priceId]));
  const versions = [...known.values(), ...(await findVersionsOfPrices(db, owner.tenantId, [...new Set(others)]))];
  const charges = await findCharges(db, owner, [...new Set(lines.flatMap((line) => chargeIdOf(line) ?? []))]);
  for (const charge of charges) {
    const posted = lineJournals.filter(({ line }) => line !== null && chargeIdOf(line) === charge.id);
    invariant(posted.every((journal) => isAsPosted(charge, journal)), `charge ${charge.id} has the terms that it was posted for`);
  }
  return {
    prices: new Map(versions.flatMap((version) => version.prices.map((price) => [price.id, price]))),
    charges: new Map(charges.map((charge) => [charge.id, charge])),
    voided: await loadVoided(db, owner.tenantId, lineJournals),
    planIds: new Map(versions.flatMap(({ planId, prices }) => prices.map(({ id }) => [id, planId]))),
  };
}

function taxRateCodesIn({ prices, charges }: LineSubjects): string[] {
  return [...[...prices.values()].flatMap(({ taxRateCodes }) => taxRateCodes), ...[...charges.values()].flatMap(({ terms }) => terms.taxRateCodes ?? [])];
}

/** Lines that were charged and that nothing makes any more: no segment, or no event. */
async function loadWithdrawn(db: Database, book: Book, question: DueQuestion, rated: readonly RatedLine[]): Promise<RatedLine[]> {
  if (book.cutNumber === 0) return [];
  const spans = question.subscriptions.flatMap((subscription) => {
    const after = losingSince(subscription, question);
    return after === null ? [] : [{ subscriptionId: subscription.id, after }];
  });
  return withdrawnLines(upTo(book, await findJournalsOfSubscriptions(db, book, spans)), rated, question);
}
