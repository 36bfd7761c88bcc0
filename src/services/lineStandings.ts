/** Loads how a customer's charge lines stand: what the book has of each, what the next invoice would post, and what rating them again gives. */
import { type ChargeLine, type DueQuestion, allLinesDue, linesToRate, withCommitments } from '../core/chargeLine.ts';
import { chargeDifferences } from '../core/charging.ts';
import { rateLines } from '../core/commitment.ts';
import type { Customer } from '../core/customer.ts';
import { isOnEarlierCut } from '../core/cut.ts';
import { changedLines, isCountable } from '../core/drift.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type LineStanding, LineStandings } from '../core/lineStanding.ts';
import type { LineUsage } from '../core/lineUsage.ts';
import type { Period } from '../core/period.ts';
import type { RatedLine } from '../core/rating.ts';
import { beginsIn, linesOfTime } from '../core/simulation.ts';
import { losingSince, withdrawnLines } from '../core/withdrawal.ts';
import { type Book, findBooks } from '../repositories/books.ts';
import { countWindows } from '../repositories/countedEvents.ts';
import { findCutsByPlace } from '../repositories/invoices.ts';
import { findJournalsOfLines, findJournalsOfSubscriptions, scanCharges } from '../repositories/journals.ts';
import { findLateArrivals } from '../repositories/lateArrivals.ts';
import type { Database } from '../store/database.ts';
import { type CustomerSubscriptions, loadSubscriptions } from './billingState.ts';
import { loadVoided } from './derivedInvoices.ts';
import { loadLineUsage } from './lineUsage.ts';

/** Which lines to rate: those that the next invoice rates, those too whose usage may have changed, or all. */
export type RatedChoice = 'DUE' | 'CHANGED' | 'ALL';

export interface StandingQuestion {
  readonly tenantId: string;
  readonly customer: Customer;
  /** Lines due by now. */
  readonly now: Instant;
  /** In which a line's service begins; null: any. */
  readonly time: Period | null;
  readonly choice: RatedChoice;
}

export interface CustomerStandings {
  readonly standings: readonly LineStanding[];
  readonly rated: readonly RatedLine[];
  /** Lines of the segments that were not rated. */
  readonly unrated: readonly ChargeLine[];
  /** The keys of those that the next invoice rates. */
  readonly due: ReadonlySet<string>;
  readonly subscribed: CustomerSubscriptions;
}

/**
 * Locks nothing, and yet agrees with itself: the book is read up to the head that it had first, and the marks of late events
 * after the events, so that whatever came meanwhile is either unknown to everything here or due.
 */
export async function loadStandings(db: Database, question: StandingQuestion): Promise<CustomerStandings> {
  const { tenantId, customer, now, time } = question;
  const owner = { tenantId, customerId: customer.id };
  const [book] = await findBooks(db, owner, [customer.id]);
  invariant(book, 'a customer has a book');
  const subscribed = await loadSubscriptions(db, tenantId, customer.id);
  const lines = linesOfTime(allLinesDue({ ...subscribed, asOf: now }), time);
  const standings = await loadPosted(db, book, time);

  const chosen = await chooseLines(db, question, lines, standings.lines());
  const usage = await loadLineUsage(db, { ...owner, knownBySeq: null }, chosen);
  const lateArrivals = await findLateArrivals(db, owner, book.ratedSeq);
  const due: DueQuestion = { ...subscribed, asOf: now, lateArrivals, coupons: [], ratedThrough: book.ratedThrough, ratedSeq: book.ratedSeq };
  const dueKeys = new Set(linesToRate(due).map(({ lineKey }) => lineKey));
  const isChosen = new Set(chosen);
  const others = lines.filter((line) => dueKeys.has(line.lineKey) && !isChosen.has(line));
  const all = new Map<ChargeLine, LineUsage>([...usage, ...(await loadLineUsage(db, { ...owner, knownBySeq: null }, others))]);

  const toRate = new Set([...chosen, ...others]);
  const rated = rateLines(lines.filter((line) => toRate.has(line)), (line) => all.get(line) ?? null, customer.currency);
  const ratedDue = rated.filter(({ line }) => dueKeys.has(line.lineKey) && beginsIn(line.service, time));
  await addDue(db, standings, { book, due, ratedDue, time, customer });
  // Usage so far that was billed stands as it was billed, until its service is over.
  const open = linesOfTime(allLinesDue({ ...subscribed, asOf: now, usageSoFar: true }), time).filter(({ isOpen }) => isOpen);
  const isAsked = ({ service }: Pick<ChargeLine, 'service'>) => beginsIn(service, time);
  return { standings: standings.lines(), rated: rated.filter(({ line }) => isAsked(line)), unrated: [...lines, ...open].filter((line) => isAsked(line) && !toRate.has(line)), due: dueKeys, subscribed };
}

/** What the book has. Lines that a voided invoice had and that wait to be billed again are no longer billed. */
async function loadPosted(db: Database, book: Book, time: Period | null): Promise<LineStandings> {
  const [newest = null] = book.cutNumber === 0 ? [] : await findCutsByPlace(db, book.tenantId, [book]);
  const standings = new LineStandings(newest);
  const waiting = new Set<string>();
  await scanCharges(db, book, { time, throughSeq: book.seq }, (journal) => {
    standings.addPosted(journal);
    if (journal.kind === 'REBILLING' && journal.line !== null && !isOnEarlierCut(journal, newest)) waiting.add(journal.line.lineKey);
  });
  if (waiting.size === 0) return standings;
  const journals = (await findJournalsOfLines(db, book.tenantId, [book.customerId], [...waiting])).filter(({ seq }) => seq <= book.seq);
  const voided = await loadVoided(db, book.tenantId, journals);
  for (const [lineKey, ofLine] of groupBy(journals, ({ line }) => line?.lineKey ?? '')) standings.addAwaited(lineKey, ofLine, voided);
  return standings;
}

/** What the next invoice would post, as issuing decides it. */
async function addDue(
  db: Database,
  standings: LineStandings,
  { book, due, ratedDue, time, customer }: { book: Book; due: DueQuestion; ratedDue: readonly RatedLine[]; time: Period | null; customer: Customer },
): Promise<void> {
  const isKnown = ({ seq }: { seq: number }) => seq <= book.seq;
  const spans = due.subscriptions.flatMap((subscription) => {
    const after = losingSince(subscription, due);
    return after === null || book.cutNumber === 0 ? [] : [{ subscriptionId: subscription.id, after }];
  });
  const touched = (await findJournalsOfSubscriptions(db, book, spans)).filter(isKnown);
  const withdrawn = withdrawnLines(touched, ratedDue, due).filter(({ line }) => beginsIn(line.service, time));
  const lines = [...ratedDue, ...withdrawn];
  const journals = (await findJournalsOfLines(db, book.tenantId, [book.customerId], lines.map(({ lineKey }) => lineKey))).filter(isKnown);
  for (const draft of chargeDifferences(lines, journals, { currency: customer.currency, asOf: due.asOf, ratedThrough: due.ratedThrough })) standings.addDue(draft);
}

async function chooseLines(db: Database, { tenantId, customer, choice }: StandingQuestion, lines: readonly ChargeLine[], standings: readonly LineStanding[]): Promise<ChargeLine[]> {
  if (choice === 'ALL') return [...lines];
  if (choice === 'DUE') return [];
  const counted = lines.flatMap((line) => {
    const { meter } = line.price;
    return meter !== null && isCountable(line.price) ? [{ line, window: { customerId: customer.id, eventName: meter.eventName, time: line.service, knownBySeq: null } }] : [];
  });
  const counts = await countWindows(db, tenantId, counted.map(({ window }) => window));
  const changed = new Set(changedLines(lines, standings, new Map(counted.map(({ line }, index) => [line, counts[index] ?? 0]))));
  for (const line of withCommitments(lines, changed)) changed.add(line);
  return lines.filter((line) => changed.has(line));
}
