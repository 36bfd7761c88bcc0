/** Replays one book: rebuilds its charge lines from events, plan versions, segments, coupons and one-off charges, and holds them against its journals. */
import { type CatalogPrice, isCommitment } from '../core/catalog.ts';
import { type ChargeLine, type DueQuestion, allLinesDue, countsToward, lineAt, lineKeyOf } from '../core/chargeLine.ts';
import { rateLines } from '../core/commitment.ts';
import type { AppliedCoupon } from '../core/coupon.ts';
import { isLineNote } from '../core/creditOffset.ts';
import type { Customer } from '../core/customer.ts';
import type { DiscountedLine } from '../core/discount.ts';
import { compareCharges, compareDiscounts, compareOffsets, isOfCharge } from '../core/factReplay.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type Journal, type LineEvidence, RATED_KINDS, isPriced } from '../core/journal.ts';
import { type LineComparison, compareLines } from '../core/lineReplay.ts';
import { type Period, intersect } from '../core/period.ts';
import type { RatedLine } from '../core/rating.ts';
import { discountedLines } from '../core/settling.ts';
import { withdrawnLines } from '../core/withdrawal.ts';
import { zonesKnownBy } from '../core/zoneTimeline.ts';
import type { Book } from '../repositories/books.ts';
import { findChargesOfBook } from '../repositories/charges.ts';
import { findAppliedCoupons } from '../repositories/coupons.ts';
import { type InvoiceCut, findCutsByPlace, findCutsOfBook } from '../repositories/invoices.ts';
import { scanJournals } from '../repositories/journals.ts';
import type { Database } from '../store/database.ts';
import { type CustomerSubscriptions, loadSubscriptions } from './billingState.ts';
import { loadLineUsage } from './lineUsage.ts';

export interface ReplayedBook {
  /** Every line on either side, by key. */
  readonly lines: readonly LineComparison[];
  readonly journals: number;
}

/** Whose book; `time` leaves out lines whose service does not overlap it. */
export interface ReplayQuestion {
  readonly customer: Customer;
  readonly book: Book;
  readonly time: Period | null;
}

/** A moment of a book: what was due by `asOf`, from the facts that a journal at `knownBySeq` knows. */
interface Moment {
  readonly asOf: Instant;
  readonly knownBySeq: number;
  /** Whether usage of services that went on was rated too, as far as it had come. */
  readonly usageSoFar: boolean;
}

/**
 * As of the newest cut: later facts are on no invoice yet. Usage so far that it did not rate stands as of the newest that did. Where the figures agree and the evidence differs, for example
 * because a later event did not move a maximum, the line is rated again as its newest journal knew it.
 */
export async function replayBook(db: Database, { customer, book, time }: ReplayQuestion): Promise<ReplayedBook> {
  const replay: Replay = { db, customer, book, subscribed: await loadSubscriptions(db, book.tenantId, customer.id), coupons: await findAppliedCoupons(db, book) };
  const { count, lineJournals, chargeJournals, noteJournals } = await loadLineJournals(db, book);
  const newest = { asOf: book.ratedThrough ?? book.recordedAt, knownBySeq: book.ratedSeq, usageSoFar: await hasUsageSoFar(db, book) };
  const isDiscounted = replay.coupons.length > 0 || lineJournals.some(({ kind }) => kind === 'DISCOUNT');
  // Coupons are reckoned on lines together, so there all are rated.
  const wanted = time === null || isDiscounted ? null : wantedLines(linesDue(replay, newest), lineJournals, time);
  const posted = lineJournals.filter(({ line }) => line !== null && (wanted?.has(baseKeyOf(line)) ?? true));
  const { current, withdrawn } = await rateAsKnown(replay, newest, wanted, posted);
  const standing = await rateStanding(replay, newest, { wanted, posted, rated: [...current, ...withdrawn] });
  const lines = compareLines([...current, ...withdrawn, ...standing.map(({ rated }) => rated)], posted, { currency: customer.currency, asOf: newest.asOf, ratedThrough: book.ratedThrough });
  const { currency } = customer;
  const question = questionAt(replay, newest);
  const discounts = isDiscounted ? compareDiscounts([...discountedLines({ current, withdrawn }, question, currency), ...standing], posted, { coupons: question.coupons, currency }) : [];
  const charges = compareCharges(await findChargesOfBook(db, book, book.seq), chargeJournals, currency);
  const credited = [...lineJournals, ...chargeJournals, ...noteJournals].sort((a, b) => a.seq - b.seq);
  const offsets = credited.some(isLineNote) ? compareOffsets(credited, { prices: pricesOf(replay), cuts: await cutsOf(replay) }, currency) : [];
  const all = [...(await withEvidence(replay, lines, posted)), ...discounts, ...offsets, ...charges];
  return { lines: time === null ? all : all.filter(({ service }) => intersect(service, time) !== null), journals: count };
}

interface Replay {
  readonly db: Database;
  readonly customer: Customer;
  readonly book: Book;
  readonly subscribed: CustomerSubscriptions;
  readonly coupons: readonly AppliedCoupon[];
}

const JOURNAL_ROWS = 1_000;

function pricesOf({ subscribed }: Replay): Map<string, CatalogPrice> {
  return new Map([...subscribed.versions.values()].flatMap(({ prices }) => prices.map((price) => [price.id, price])));
}

/** `noteJournals`: what credit notes took off one-off charges, and what was eaten of that. */
async function loadLineJournals(db: Database, book: Book): Promise<{ count: number; lineJournals: Journal[]; chargeJournals: Journal[]; noteJournals: Journal[] }> {
  const [lineJournals, chargeJournals, noteJournals]: [Journal[], Journal[], Journal[]] = [[], [], []];
  let count = 0;
  for (let afterSeq = -1; afterSeq < book.seq; ) {
    const journals = await scanJournals(db, book, { afterSeq, throughSeq: book.seq, limit: JOURNAL_ROWS });
    count += journals.length;
    chargeJournals.push(...journals.filter(isOfCharge));
    noteJournals.push(...journals.filter((journal) => (isLineNote(journal) || journal.kind === 'CREDIT_OFFSET') && journal.line?.priceId === null));
    lineJournals.push(...journals.filter(({ line }) => line !== null && isPriced(line)));
    afterSeq = journals.length < JOURNAL_ROWS ? book.seq : (journals.at(-1)?.seq ?? book.seq);
  }
  return { count, lineJournals, chargeJournals, noteJournals };
}

/** The lines that overlap a time on either side: a change may have moved where one ends, and not where it begins. */
function wantedLines(due: readonly ChargeLine[], lineJournals: readonly Journal[], time: Period): ReadonlySet<string> {
  const overlaps = ({ service }: { service: Period }) => intersect(service, time) !== null;
  const rebuilt = due.filter(overlaps).map(({ lineKey }) => lineKey);
  return new Set([...rebuilt, ...lineJournals.flatMap(({ line }) => (line !== null && overlaps(line) ? [baseKeyOf(line)] : []))]);
}

function baseKeyOf(line: LineEvidence): string {
  invariant(isPriced(line), 'what is replayed has a price');
  return lineKeyOf(line.subscriptionId, line.priceId, line.service.start);
}

function questionAt({ subscribed, coupons }: Replay, { asOf, knownBySeq, usageSoFar }: Moment): DueQuestion {
  const subscriptions = subscribed.subscriptions.map((subscription) => ({
    ...subscription,
    segments: subscription.segments.filter(({ bookSeq }) => bookSeq < knownBySeq),
  }));
  return { subscriptions, versions: subscribed.versions, zone: zonesKnownBy(subscribed.zone, knownBySeq), asOf, usageSoFar, lateArrivals: [], coupons: couponsKnownBy(coupons, knownBySeq), ratedThrough: null, ratedSeq: 0 };
}

function couponsKnownBy(coupons: readonly AppliedCoupon[], knownBySeq: number): AppliedCoupon[] {
  const known = coupons.filter(({ bookSeq }) => bookSeq < knownBySeq);
  return known.map((coupon) => (coupon.removal === null || coupon.removal.bookSeq < knownBySeq ? coupon : { ...coupon, removal: null }));
}

function linesDue(replay: Replay, moment: Moment): ChargeLine[] {
  return allLinesDue(questionAt(replay, moment));
}

/** The wanted lines at a moment, with those that the facts took back. */
async function rateAsKnown(replay: Replay, moment: Moment, wanted: ReadonlySet<string> | null, posted: readonly Journal[]): Promise<{ current: RatedLine[]; withdrawn: RatedLine[] }> {
  const { db, book, customer, subscribed } = replay;
  const due = linesDue(replay, moment);
  const isWanted = ({ lineKey }: ChargeLine) => wanted === null || wanted.has(lineKey);
  const commitments = due.filter((line) => isWanted(line) && isCommitment(line.price));
  const needed = due.filter((line) => isWanted(line) || commitments.some((commitment) => countsToward(line, commitment)));
  const usage = await loadLineUsage(db, { tenantId: book.tenantId, customerId: book.customerId, knownBySeq: moment.knownBySeq }, needed);
  const rated = rateLines(needed, (line) => usage.get(line) ?? null, customer.currency);
  const known = new Set([...subscribed.versions.values()].flatMap(({ prices }) => prices.map(({ id }) => id)));
  const explicable = posted.filter(({ line }) => line !== null && isPriced(line) && known.has(line.priceId));
  return { current: rated.filter(({ line }) => isWanted(line)), withdrawn: withdrawnLines(explicable, rated, questionAt(replay, moment)) };
}

async function hasUsageSoFar(db: Database, book: Book): Promise<boolean> {
  const [newest] = book.cutNumber === 0 ? [] : await findCutsByPlace(db, book.tenantId, [book]);
  return newest !== undefined && momentOf(newest).usageSoFar;
}

/** Up to the head that was read: what is issued meanwhile is left to the next replay. */
async function cutsOf({ db, book }: Replay): Promise<InvoiceCut[]> {
  return (await findCutsOfBook(db, book)).filter(({ issueSeq }) => issueSeq <= book.seq);
}

function momentOf({ asOf, issueSeq, terms }: Pick<InvoiceCut, 'asOf' | 'issueSeq' | 'terms'>): Moment {
  return { asOf, knownBySeq: issueSeq, usageSoFar: terms !== null && terms.usageSoFar !== null };
}

/**
 * The lines that the newest cut did not rate and did not take away, because their service goes on: each as of the newest cut that
 * rated it, with what coupons took off it then. That is the newest with usage so far, unless a later one charged the line.
 */
async function rateStanding(replay: Replay, newest: Moment, { wanted, posted, rated }: { wanted: ReadonlySet<string> | null; posted: readonly Journal[]; rated: readonly RatedLine[] }): Promise<DiscountedLine[]> {
  const isRated = new Set(rated.map(({ lineKey }) => lineKey));
  const left = new Map<string, number>();
  for (const { kind, line, seq } of posted) if (line !== null && !isRated.has(line.lineKey) && RATED_KINDS.some((one) => one === kind)) left.set(line.lineKey, seq);
  if (left.size === 0) return [];
  const cuts = await cutsOf(replay);
  const soFar = cuts.findLast((cut) => momentOf(cut).usageSoFar)?.issueSeq ?? 0;
  const due = new Set(linesDue(replay, newest).map(({ lineKey }) => lineKey));
  const isOpenStill = ({ line }: RatedLine) => line.isOpen && !due.has(line.lineKey) && isMade(replay, newest, line);
  const standing: DiscountedLine[] = [];
  for (const [issueSeq, keys] of groupBy([...left.keys()], (key) => Math.max(soFar, cuts.find((cut) => cut.issueSeq > (left.get(key) ?? 0))?.issueSeq ?? 0))) {
    const cut = cuts.find((one) => one.issueSeq === issueSeq);
    if (!cut) continue;
    const own = posted.filter(({ seq }) => seq <= issueSeq);
    const { current, withdrawn } = await rateAsKnown(replay, momentOf(cut), wanted, own);
    const lines = [...current, ...withdrawn].filter((one) => keys.includes(one.lineKey) || (issueSeq === soFar && isOpenStill(one)));
    const discounts = new Map(wanted === null ? discountedLines({ current, withdrawn }, questionAt(replay, momentOf(cut)), replay.customer.currency).map((line) => [line.rated.lineKey, line]) : []);
    standing.push(...lines.map((one) => discounts.get(one.lineKey) ?? { rated: one, shares: new Map<string, bigint>() }));
  }
  return standing;
}

/** Whether the segments as a moment knows them make the line. */
function isMade(replay: Replay, moment: Moment, { subscriptionId, price, service }: ChargeLine): boolean {
  const { subscriptions, ...terms } = questionAt(replay, moment);
  const subscription = subscriptions.find(({ id }) => id === subscriptionId);
  return subscription !== undefined && lineAt(subscription, { priceId: price.id, serviceStart: service.start }, terms) !== null;
}

/** Rates again, as it was known, what agrees in figures and not in evidence: one pass for each cut that left such lines. */
async function withEvidence(replay: Replay, lines: readonly LineComparison[], posted: readonly Journal[]): Promise<LineComparison[]> {
  const doubtful = lines.filter(({ ledger, rebuilt, divergence }) => divergence === null && ledger?.ratedDigest !== rebuilt?.ratedDigest);
  if (doubtful.length === 0) return [...lines];
  const cuts = await cutsOf(replay);
  const settled = new Map<string, LineComparison>();
  for (const [issueSeq, ofCut] of groupBy(doubtful, ({ ledger }) => cuts.find((cut) => cut.issueSeq > (ledger?.seq ?? 0))?.issueSeq ?? 0)) {
    const cut = cuts.find((one) => one.issueSeq === issueSeq);
    const moment = cut ? momentOf(cut) : { asOf: replay.book.recordedAt, knownBySeq: issueSeq, usageSoFar: false };
    const keys = new Set(ofCut.map(({ lineKey }) => lineKey));
    const own = posted.filter(({ line, seq }) => line !== null && keys.has(line.lineKey) && seq <= issueSeq);
    const wanted = new Set(own.flatMap(({ line }) => (line === null ? [] : [baseKeyOf(line)])));
    const { current, withdrawn } = await rateAsKnown(replay, moment, wanted, own);
    const then = new Map([...current, ...withdrawn].map((rated) => [rated.lineKey, rated]));
    for (const line of ofCut) settled.set(line.lineKey, asThen(line, then.get(line.lineKey) ?? null));
  }
  return lines.map((line) => settled.get(line.lineKey) ?? line);
}

function asThen(line: LineComparison, then: RatedLine | null): LineComparison {
  if (then?.ratedDigest === line.ledger?.ratedDigest) return line;
  const rebuilt = then && { quantity: then.quantity, eventCount: then.eventCount, amount: then.targetMinor, exactAmount: then.rating.exact, ratedDigest: then.ratedDigest, steps: then.rating.steps };
  return { ...line, rebuilt, divergence: 'EVIDENCE' };
}
