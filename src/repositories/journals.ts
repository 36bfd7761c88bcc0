/** Journals and their postings in SQL. */
import { type SQL, and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, max, ne, or } from 'drizzle-orm';
import type { Account, AccountCode } from '../core/accounts.ts';
import type { BookHead, BookOwner } from '../core/book.ts';
import type { StoredJournal } from '../core/bookCheck.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Cut } from '../core/cut.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { BILLABLE_KINDS, type Journal, type JournalKind, type LineEvidence, RATED_KINDS } from '../core/journal.ts';
import type { Period } from '../core/period.ts';
import type { Posting } from '../core/posting.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { inChunks } from './chunks.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

/** A journal with whose book it is in. */
export interface BookJournal extends StoredJournal {
  readonly tenantId: string;
  readonly customerId: string;
}

const JOURNAL_ROWS = 1_000;
const POSTING_ROWS = 4_000;
const LINE_KEYS = 5_000;

/** Appends journals to a locked book, in order. */
export async function insertJournals(tx: Transaction, { tenantId, customerId }: BookOwner, journals: readonly Journal[]): Promise<void> {
  const rows = journals.map((journal) => toJournalRow({ tenantId, customerId }, journal));
  const postings = journals.flatMap(({ seq, currency, postings }) =>
    postings.map((posting, ordinal) => ({ tenantId, customerId, seq, ordinal, currency, ...toPostingRow(posting) })),
  );
  for (const chunk of inChunks(rows, JOURNAL_ROWS)) await tx.insert(tx.tables.journals).values(chunk);
  for (const chunk of inChunks(postings, POSTING_ROWS)) await tx.insert(tx.tables.postings).values(chunk);
}

/** Every journal of the charge lines, in book order. */
export async function findJournalsOfLines(db: Database, tenantId: string, customerIds: readonly string[], lineKeys: readonly string[]): Promise<BookJournal[]> {
  const { journals } = db.tables;
  const found: BookJournal[] = [];
  for (const chunk of inChunks(lineKeys, LINE_KEYS)) {
    found.push(...(await loadJournals(db, and(eq(journals.tenantId, tenantId), inArray(journals.customerId, [...customerIds]), inArray(journals.lineKey, chunk)))));
  }
  return found;
}

/** A subscription, and from when on its lines are wanted. */
export interface SubscriptionSpan {
  readonly subscriptionId: string;
  readonly after: Instant;
}

/** Every journal of the subscriptions' lines whose service ends after a time, in book order. */
export async function findJournalsOfSubscriptions(db: Database, { tenantId, customerId }: BookOwner, spans: readonly SubscriptionSpan[]): Promise<BookJournal[]> {
  if (spans.length === 0) return [];
  const { journals } = db.tables;
  // Line keys begin with the subscription's id and a colon; a semicolon is the character after it.
  const ofSpans = spans.map(({ subscriptionId, after }) =>
    and(gte(journals.lineKey, `${subscriptionId}:`), lt(journals.lineKey, `${subscriptionId};`), gt(journals.serviceEnd, after)),
  );
  return await loadJournals(db, and(eq(journals.tenantId, tenantId), eq(journals.customerId, customerId), or(...ofSpans)));
}

/** Which charge lines to find: of some prices, in service at one of the times; of levels, whose service ends after one. */
export interface LinesInForce {
  readonly times: readonly Instant[];
  readonly priceIds: readonly string[];
  readonly levelPriceIds: readonly string[];
  readonly limit: number;
}

/** Lines with a charge in the book, by start of service. */
export async function findLinesInForce(db: Database, { tenantId, customerId }: BookOwner, { times, priceIds, levelPriceIds, limit }: LinesInForce): Promise<{ lineKey: string; priceId: string; service: Period; dimensions: string | null }[]> {
  const { journals } = db.tables;
  const plain = priceIds.length === 0 ? [] : times.map((at) => and(inArray(journals.priceId, [...priceIds]), lte(journals.serviceStart, at), gt(journals.serviceEnd, at)));
  const levels = levelPriceIds.length === 0 ? [] : times.map((at) => and(inArray(journals.priceId, [...levelPriceIds]), gt(journals.serviceEnd, at)));
  if (plain.length + levels.length === 0) return [];
  const { lineKey, priceId, serviceStart, serviceEnd, dimensions } = journals;
  const rows = await db
    .selectDistinct({ lineKey, priceId, serviceStart, serviceEnd, dimensions })
    .from(journals)
    .where(and(eq(journals.tenantId, tenantId), eq(journals.customerId, customerId), inArray(journals.kind, [...RATED_KINDS]), or(...plain, ...levels)))
    .orderBy(asc(serviceStart), asc(lineKey))
    .limit(limit);
  return rows.flatMap((row) => {
    if (row.lineKey === null || row.priceId === null || row.serviceStart === null || row.serviceEnd === null) return [];
    return [{ lineKey: row.lineKey, priceId: row.priceId, service: { start: row.serviceStart, end: row.serviceEnd }, dimensions: row.dimensions }];
  });
}

/** Which charges of a book to read. */
export interface ChargeScan {
  /** In which the service begins; null: any. */
  readonly time: Period | null;
  readonly throughSeq: number;
}

/** Hands every journal that charges a rated line, or has it billed again, to `take`, page by page, in book order. Memory does not grow with the book. */
export async function scanCharges(db: Database, { tenantId, customerId }: BookOwner, { time, throughSeq }: ChargeScan, take: (journal: BookJournal) => void): Promise<void> {
  const { journals } = db.tables;
  for (let afterSeq = 0; ; ) {
    const page = await loadJournals(
      db,
      and(
        eq(journals.tenantId, tenantId),
        eq(journals.customerId, customerId),
        gt(journals.seq, afterSeq),
        lte(journals.seq, throughSeq),
        inArray(journals.kind, [...RATED_KINDS, 'REBILLING']),
        time === null ? undefined : and(gte(journals.serviceStart, time.start), lt(journals.serviceStart, time.end)),
      ),
      JOURNAL_ROWS,
    );
    page.forEach(take);
    const last = page.at(-1);
    if (!last || page.length < JOURNAL_ROWS) return;
    afterSeq = last.seq;
  }
}

/** A cut, the one before it, and whose book they are in. */
export interface CutRange {
  readonly customerId: string;
  readonly cut: Cut;
  readonly previous: Cut | null;
}

/** The keys of the charge lines on each cut: those with a billable journal that the cut is the first to reach. */
export async function findLinesOnCuts(db: Database, tenantId: string, ranges: readonly CutRange[]): Promise<{ customerId: string; lineKey: string }[]> {
  if (ranges.length === 0) return [];
  const { journals } = db.tables;
  const rows = await db
    .selectDistinct({ customerId: journals.customerId, lineKey: journals.lineKey })
    .from(journals)
    .where(and(eq(journals.tenantId, tenantId), inArray(journals.kind, [...BILLABLE_KINDS]), isNotNull(journals.lineKey), or(...ranges.map((range) => onCut(db, range)))));
  return rows.flatMap(({ customerId, lineKey }) => (lineKey === null ? [] : [{ customerId, lineKey }]));
}

/** The journals that issued these invoices. */
export async function findIssueJournals(db: Database, tenantId: string, invoiceIds: readonly string[]): Promise<BookJournal[]> {
  if (invoiceIds.length === 0) return [];
  const { journals } = db.tables;
  return await loadJournals(db, and(eq(journals.tenantId, tenantId), inArray(journals.invoiceId, [...invoiceIds]), eq(journals.kind, 'INVOICE')));
}

/** Every journal of a book that is about an invoice: what issued it, and what corrected it or gave it up. */
export async function findJournalsOfInvoice(db: Database, owner: BookOwner, invoiceId: string): Promise<BookJournal[]> {
  return await findJournalsOfInvoices(db, owner, [invoiceId]);
}

export async function findJournalsOfInvoices(db: Database, { tenantId, customerId }: BookOwner, invoiceIds: readonly string[]): Promise<BookJournal[]> {
  if (invoiceIds.length === 0) return [];
  const { journals } = db.tables;
  return await loadJournals(db, and(eq(journals.tenantId, tenantId), eq(journals.customerId, customerId), inArray(journals.invoiceId, [...invoiceIds])));
}

/** Every journal of a book with a posting on one cell, in book order. */
export async function findJournalsOn(db: Database, owner: BookOwner, { code, reference }: Account): Promise<BookJournal[]> {
  const { postings } = db.tables;
  const onEither = or(and(eq(postings.debitCode, code), eq(postings.debitReference, reference)), and(eq(postings.creditCode, code), eq(postings.creditReference, reference)));
  const rows = await db.selectDistinct({ seq: postings.seq }).from(postings).where(and(within(postings, owner), onEither));
  return await findJournals(db, owner, rows.map(({ seq }) => ({ customerId: owner.customerId, seq })));
}

export async function findJournals(db: Database, reach: Reach, places: readonly { customerId: string; seq: number }[]): Promise<BookJournal[]> {
  if (places.length === 0) return [];
  const { journals } = db.tables;
  const ofCustomers = [...groupBy(places, ({ customerId }) => customerId)].map(([customerId, own]) =>
    and(eq(journals.customerId, customerId), inArray(journals.seq, [...new Set(own.map(({ seq }) => seq))])),
  );
  return await loadJournals(db, and(within(journals, reach), or(...ofCustomers)));
}

/** The next journals of one book after a place, up to another; for checks that read whole books. */
export async function scanJournals(
  db: Database,
  { tenantId, customerId }: BookOwner,
  { afterSeq, throughSeq, limit, ...times }: { afterSeq: number; throughSeq: number; limit: number } & EffectiveTimes,
): Promise<BookJournal[]> {
  const { journals } = db.tables;
  return await loadJournals(
    db,
    and(eq(journals.tenantId, tenantId), eq(journals.customerId, customerId), gt(journals.seq, afterSeq), lte(journals.seq, throughSeq), timed(db, times)),
    limit,
  );
}

/** Only the hashes of the next journals of one book, for trees over them. */
export async function scanJournalHashes(
  db: Database,
  { tenantId, customerId }: BookOwner,
  { afterSeq, throughSeq, limit }: { afterSeq: number; throughSeq: number; limit: number },
): Promise<{ seq: number; hash: string }[]> {
  const { journals } = db.tables;
  return await db
    .select({ seq: journals.seq, hash: journals.hash })
    .from(journals)
    .where(and(eq(journals.tenantId, tenantId), eq(journals.customerId, customerId), gt(journals.seq, afterSeq), lte(journals.seq, throughSeq)))
    .orderBy(asc(journals.seq))
    .limit(limit);
}

/** The hash of one journal; null if there is none at that place. */
export async function findJournalHash(db: Database, owner: BookOwner, seq: number): Promise<string | null> {
  const [row] = await scanJournalHashes(db, owner, { afterSeq: seq - 1, throughSeq: seq, limit: 1 });
  return row?.hash ?? null;
}

/** The head of a book as it stood at a time; null before its first journal. */
export async function findHeadKnownAt(db: Database, owner: BookOwner, knownAt: Instant): Promise<BookHead | null> {
  const { journals } = db.tables;
  const [head] = await db
    .select({ seq: journals.seq, hash: journals.hash, recordedAt: journals.recordedAt })
    .from(journals)
    .where(and(within(journals, owner), lte(journals.recordedAt, knownAt)))
    .orderBy(desc(journals.seq))
    .limit(1);
  return head ?? null;
}

/** The greatest place that a journal of the book has; 0 if there is none. */
export async function findLastSeq(db: Database, { tenantId, customerId }: BookOwner): Promise<number> {
  const { journals } = db.tables;
  const [row] = await db.select({ last: max(journals.seq) }).from(journals).where(and(eq(journals.tenantId, tenantId), eq(journals.customerId, customerId)));
  return row?.last ?? 0;
}

/** When journals take effect: at `effectiveFrom` or later, and before `effectiveTo`. */
export interface EffectiveTimes {
  readonly effectiveFrom?: Instant | null | undefined;
  readonly effectiveTo?: Instant | null | undefined;
}

/** When journals take effect, and when they were recorded: at `From` or later, and before `To`. */
export interface JournalTimes extends EffectiveTimes {
  readonly recordedFrom?: Instant | null | undefined;
  readonly recordedTo?: Instant | null | undefined;
}

/** Which journals to list. */
export interface JournalFilter extends JournalTimes {
  readonly kind?: JournalKind | null | undefined;
  readonly lineKey?: string | null | undefined;
}

/** By customer, in book order. */
export async function pageJournals(db: Database, reach: Reach, filter: JournalFilter, request: PageRequest): Promise<Page<BookJournal>> {
  const { journals } = db.tables;
  const page = keysetClauses(request, [{ column: journals.customerId }, { column: journals.seq }]);
  const rows = await db.select().from(journals).where(and(filterCondition(db, reach, filter), page.where)).orderBy(...page.orderBy).limit(page.limit);
  const { rows: own, ...ends } = pageOf(rows, request);
  return { rows: await withPostings(db, own), ...ends };
}

export async function countJournals(db: Database, reach: Reach, filter: JournalFilter, limit: number): Promise<number> {
  return await countRows(db, db.tables.journals.seq, filterCondition(db, reach, filter), limit);
}

function filterCondition(db: Database, reach: Reach, { kind, lineKey, ...times }: JournalFilter): SQL | undefined {
  const { journals } = db.tables;
  return and(
    within(journals, reach),
    kind == null ? undefined : eq(journals.kind, kind),
    lineKey == null ? undefined : eq(journals.lineKey, lineKey),
    timed(db, times),
  );
}

/** Undefined if no time is asked for. */
export function timed({ tables: { journals } }: Database, { effectiveFrom, effectiveTo, recordedFrom, recordedTo }: JournalTimes): SQL | undefined {
  return and(
    effectiveFrom == null ? undefined : gte(journals.effectiveAt, effectiveFrom),
    effectiveTo == null ? undefined : lt(journals.effectiveAt, effectiveTo),
    recordedFrom == null ? undefined : gte(journals.recordedAt, recordedFrom),
    recordedTo == null ? undefined : lt(journals.recordedAt, recordedTo),
  );
}

/** The rule of `core/cut.ts` in SQL: naming the note, or naming none, reached by the cut, and not by the one before it. */
function onCut({ tables: { journals } }: Database, { customerId, cut, previous }: CutRange): SQL | undefined {
  const ofBook = eq(journals.customerId, customerId);
  if (cut.note) return and(ofBook, eq(journals.invoiceId, cut.note.id), lte(journals.seq, cut.note.throughSeq), isNotNull(journals.billableAt), ne(journals.kind, 'REBILLING'));
  return and(
    ofBook,
    or(isNull(journals.invoiceId), eq(journals.kind, 'REBILLING')),
    lte(journals.seq, cut.cutSeq),
    lte(journals.billableAt, cut.asOf),
    previous === null ? undefined : or(gt(journals.seq, previous.cutSeq), gt(journals.billableAt, previous.asOf)),
  );
}

export type JournalRow = Tables['journals']['$inferSelect'];
export type PostingRow = Tables['postings']['$inferSelect'];

async function loadJournals(db: Database, condition: SQL | undefined, limit?: number): Promise<BookJournal[]> {
  const { journals } = db.tables;
  const query = db.select().from(journals).where(condition).orderBy(asc(journals.customerId), asc(journals.seq));
  return await withPostings(db, await (limit === undefined ? query : query.limit(limit)));
}

async function withPostings(db: Database, rows: readonly JournalRow[]): Promise<BookJournal[]> {
  const [first] = rows;
  if (!first) return [];
  const { postings } = db.tables;
  const ofCustomers = [...groupBy(rows, ({ customerId }) => customerId)].map(([customerId, own]) =>
    and(eq(postings.customerId, customerId), inArray(postings.seq, own.map(({ seq }) => seq))),
  );
  const postingRows = await db
    .select()
    .from(postings)
    .where(and(eq(postings.tenantId, first.tenantId), or(...ofCustomers)))
    .orderBy(asc(postings.customerId), asc(postings.seq), asc(postings.ordinal));
  const byJournal = groupBy(postingRows, ({ customerId, seq }) => `${customerId}:${seq}`);
  return rows.map((row) => fromJournalRow(row, byJournal.get(`${row.customerId}:${row.seq}`) ?? []));
}

function toJournalRow({ tenantId, customerId }: BookOwner, { line, postings, ...journal }: Journal): Tables['journals']['$inferInsert'] {
  return {
    tenantId,
    customerId,
    ...journal,
    lineKey: line?.lineKey ?? null,
    subscriptionId: line?.subscriptionId ?? null,
    priceId: line?.priceId ?? null,
    serviceStart: line?.service.start ?? null,
    serviceEnd: line?.service.end ?? null,
    dimensions: line?.dimensions ?? null,
    quantity: line?.quantity ?? null,
    eventCount: line?.eventCount ?? null,
    exactAmount: line?.exactAmount ?? null,
    ratedDigest: line?.ratedDigest ?? null,
    postingCount: postings.length,
  };
}

function toPostingRow({ debit, credit, amount }: Posting) {
  return { debitCode: debit.code, debitReference: debit.reference, creditCode: credit.code, creditReference: credit.reference, amount };
}

export function fromJournalRow(row: JournalRow, postings: readonly PostingRow[]): BookJournal {
  const line = fromLineColumns(row);
  return {
    tenantId: row.tenantId,
    customerId: row.customerId,
    seq: row.seq,
    kind: row.kind as JournalKind,
    currency: row.currency as CurrencyCode,
    effectiveAt: row.effectiveAt,
    recordedAt: row.recordedAt,
    billableAt: row.billableAt,
    cause: row.cause,
    actor: row.actor,
    reversesSeq: row.reversesSeq,
    invoiceId: row.invoiceId,
    line,
    postings: postings.map(fromPostingRow),
    postingCount: row.postingCount,
    strayPostings: postings.flatMap(({ ordinal, currency }, index) => (ordinal === index && currency === row.currency ? [] : [ordinal])),
    strayFields: line === null ? LINE_COLUMNS.filter((name) => row[name] !== null) : [],
    hash: row.hash,
  };
}

const LINE_COLUMNS = ['lineKey', 'subscriptionId', 'priceId', 'serviceStart', 'serviceEnd', 'dimensions', 'quantity', 'eventCount', 'exactAmount', 'ratedDigest'] as const;

export function fromLineColumns(row: JournalRow): LineEvidence | null {
  const { lineKey, subscriptionId, priceId, serviceStart, serviceEnd, exactAmount, ratedDigest } = row;
  if (lineKey === null || serviceStart === null || serviceEnd === null || exactAmount === null || ratedDigest === null) return null;
  const service = { start: serviceStart, end: serviceEnd };
  return { lineKey, subscriptionId, priceId, service, dimensions: row.dimensions, quantity: row.quantity, eventCount: row.eventCount, exactAmount, ratedDigest };
}

export function fromPostingRow(row: PostingRow): Posting {
  return { debit: accountOf(row.debitCode, row.debitReference), credit: accountOf(row.creditCode, row.creditReference), amount: row.amount };
}

/** The code as it is stored: whether it is in the chart is for verification to say. */
export function accountOf(code: string, reference: string): Account {
  return { code: code as AccountCode, reference };
}
