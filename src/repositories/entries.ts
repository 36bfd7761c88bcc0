/** Ledger entries in SQL: the two sides of each posting as rows of their own, and sums over them. */
import { type SQL, and, asc, eq, exists, gt, inArray, lte, or, sql } from 'drizzle-orm';
import type { Account } from '../core/accounts.ts';
import type { AsOf } from '../core/asOf.ts';
import type { BookOwner } from '../core/book.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Posting } from '../core/posting.ts';
import type { Database } from '../store/database.ts';
import { countingAsOf } from './asOf.ts';
import { countRows, keysetClauses } from './keyset.ts';
import { type BookJournal, type JournalTimes, accountOf, fromPostingRow, timed } from './journals.ts';
import type { Page, PageKey, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

export type EntrySide = 'DEBIT' | 'CREDIT';

/** One side of a posting. Its place is `[customerId, seq, ordinal, side]`, debit first. */
export interface LedgerEntry {
  readonly customerId: string;
  readonly seq: number;
  readonly ordinal: number;
  readonly side: EntrySide;
  readonly account: Account;
  readonly amount: bigint;
  readonly currency: CurrencyCode;
}

/** Which entries to list. */
export interface EntryFilter extends JournalTimes {
  readonly accountCode?: string | null | undefined;
  readonly reference?: string | null | undefined;
  readonly side?: EntrySide | null | undefined;
}

/** By customer, in book order; of a posting, the debit first. */
export async function pageEntries(db: Database, reach: Reach, filter: EntryFilter, request: PageRequest): Promise<Page<LedgerEntry>> {
  const { postings } = db.tables;
  const clauses = keysetClauses(postingRequest(request), [{ column: postings.customerId }, { column: postings.seq }, { column: postings.ordinal }]);
  const rows = await db
    .select()
    .from(postings)
    .where(and(filterCondition(db, reach, filter), clauses.where))
    .orderBy(...clauses.orderBy)
    .limit(clauses.limit);
  const inOrder = request.isBackward ? rows.reverse() : rows;
  const entries = inOrder.flatMap((row) => entriesOf(fromPostingRow(row), placeOf(row)).filter((entry) => matches(entry, filter) && isInside(entry, request)));
  return cutPage(entries, request);
}

/** Both sides count, unless the filter leaves one out. */
export async function countEntries(db: Database, reach: Reach, filter: EntryFilter, limit: number): Promise<number> {
  const sides: EntrySide[] = filter.side ? [filter.side] : ['DEBIT', 'CREDIT'];
  const counts = await Promise.all(sides.map((side) => countRows(db, db.tables.postings.seq, filterCondition(db, reach, { ...filter, side }), limit)));
  return Math.min(counts.reduce((a, b) => a + b, 0), limit);
}

/** The accounts that postings of one book debit, or credit, after one of them: by code and reference. */
export async function scanAccounts(
  db: Database,
  { tenantId, customerId }: BookOwner,
  { side, after, limit }: { side: EntrySide; after: Account | null; limit: number },
): Promise<Account[]> {
  const { postings } = db.tables;
  const [code, reference] = side === 'DEBIT' ? [postings.debitCode, postings.debitReference] : [postings.creditCode, postings.creditReference];
  const isLater = after === null ? undefined : or(gt(code, after.code), and(eq(code, after.code), gt(reference, after.reference)));
  const rows = await db
    .selectDistinct({ code, reference })
    .from(postings)
    .where(and(eq(postings.tenantId, tenantId), eq(postings.customerId, customerId), isLater))
    .orderBy(asc(code), asc(reference))
    .limit(limit);
  return rows.map((row) => accountOf(row.code, row.reference));
}

/** The sums of one account code's two sides. */
export interface AccountSums {
  readonly code: string;
  readonly debits: bigint;
  readonly credits: bigint;
}

/** Debits and credits of every account in one currency. */
export async function sumAccounts(db: Database, reach: Reach, { currency, ...times }: { currency: CurrencyCode } & AsOf): Promise<AccountSums[]> {
  const { journals, postings } = db.tables;
  const total = sql<bigint>`coalesce(sum(${postings.amount}), 0)`.mapWith((value: string | number) => BigInt(value));
  const sumsBy = async (code: typeof postings.debitCode) =>
    await db
      .select({ code, total })
      .from(postings)
      .innerJoin(journals, and(eq(journals.tenantId, postings.tenantId), eq(journals.customerId, postings.customerId), eq(journals.seq, postings.seq)))
      .where(and(within(postings, reach), eq(postings.currency, currency), countingAsOf(db, times)))
      .groupBy(code);
  const [debits, credits] = await Promise.all([sumsBy(postings.debitCode), sumsBy(postings.creditCode)]);
  const codes = [...new Set([...debits, ...credits].map(({ code }) => code))].sort();
  const of = (sums: typeof debits, code: string) => sums.find((row) => row.code === code)?.total ?? 0n;
  return codes.map((code) => ({ code, debits: of(debits, code), credits: of(credits, code) }));
}

/** Debits less credits of one book by `currency account`, of all postings up to a place. */
export async function sumBook(db: Database, { tenantId, customerId }: BookOwner, throughSeq: number): Promise<Map<string, bigint>> {
  const { postings } = db.tables;
  const total = sql<bigint>`sum(${postings.amount})`.mapWith((value: string | number) => BigInt(value));
  const sumsBy = async (code: typeof postings.debitCode) =>
    await db
      .select({ currency: postings.currency, code, total })
      .from(postings)
      .where(and(eq(postings.tenantId, tenantId), eq(postings.customerId, customerId), lte(postings.seq, throughSeq)))
      .groupBy(postings.currency, code);
  const [debits, credits] = await Promise.all([sumsBy(postings.debitCode), sumsBy(postings.creditCode)]);
  const sums = new Map<string, bigint>();
  for (const [rows, sign] of [[debits, 1n], [credits, -1n]] as const) {
    for (const { currency, code, total: amount } of rows) sums.set(`${currency} ${code}`, (sums.get(`${currency} ${code}`) ?? 0n) + sign * amount);
  }
  return sums;
}

/** Debits less credits on one account code, for each of the references that has entries. */
export async function sumReferences(
  db: Database,
  reach: Reach,
  { code, references, customerIds, times }: { code: string; references: readonly string[]; customerIds: readonly string[]; times: AsOf },
): Promise<Map<string, bigint>> {
  if (references.length === 0) return new Map();
  const { journals, postings } = db.tables;
  const total = sql<bigint>`sum(${postings.amount})`.mapWith((value: string | number) => BigInt(value));
  const sumsBy = async (codeColumn: typeof postings.debitCode, reference: typeof postings.debitReference) =>
    await db
      .select({ reference, total })
      .from(postings)
      .innerJoin(journals, and(eq(journals.tenantId, postings.tenantId), eq(journals.customerId, postings.customerId), eq(journals.seq, postings.seq)))
      .where(
        and(
          within(postings, reach),
          inArray(postings.customerId, [...customerIds]),
          eq(codeColumn, code),
          inArray(reference, [...references]),
          countingAsOf(db, times),
        ),
      )
      .groupBy(reference);
  const [debits, credits] = await Promise.all([
    sumsBy(postings.debitCode, postings.debitReference),
    sumsBy(postings.creditCode, postings.creditReference),
  ]);
  const sums = new Map<string, bigint>();
  for (const { reference, total: amount } of debits) sums.set(reference, amount);
  for (const { reference, total: amount } of credits) sums.set(reference, (sums.get(reference) ?? 0n) - amount);
  return sums;
}

/** Debits less credits on every cell of one account code in a book; cells that come to zero are left out. */
export async function sumCells(db: Database, { tenantId, customerId }: BookOwner, code: string): Promise<Map<string, bigint>> {
  const { postings } = db.tables;
  const total = sql<bigint>`sum(${postings.amount})`.mapWith((value: string | number) => BigInt(value));
  const sumsBy = async (codeColumn: typeof postings.debitCode, reference: typeof postings.debitReference) =>
    await db
      .select({ reference, total })
      .from(postings)
      .where(and(eq(postings.tenantId, tenantId), eq(postings.customerId, customerId), eq(codeColumn, code)))
      .groupBy(reference);
  const debits = await sumsBy(postings.debitCode, postings.debitReference);
  const credits = await sumsBy(postings.creditCode, postings.creditReference);
  const sums = new Map(debits.map(({ reference, total: amount }) => [reference, amount]));
  for (const { reference, total: amount } of credits) sums.set(reference, (sums.get(reference) ?? 0n) - amount);
  return new Map([...sums].filter(([, amount]) => amount !== 0n));
}

/** Debits less credits on all cells of one account code, for each of the customers that has entries there. */
export async function sumCellOfCustomers(
  db: Database,
  reach: Reach,
  { code, customerIds, times }: { code: string; customerIds: readonly string[]; times: AsOf },
): Promise<Map<string, bigint>> {
  const { journals, postings } = db.tables;
  const total = sql<bigint>`sum(${postings.amount})`.mapWith((value: string | number) => BigInt(value));
  const sumsBy = async (codeColumn: typeof postings.debitCode) =>
    await db
      .select({ customerId: postings.customerId, total })
      .from(postings)
      .innerJoin(journals, and(eq(journals.tenantId, postings.tenantId), eq(journals.customerId, postings.customerId), eq(journals.seq, postings.seq)))
      .where(and(within(postings, reach), inArray(postings.customerId, [...customerIds]), eq(codeColumn, code), countingAsOf(db, times)))
      .groupBy(postings.customerId);
  const [debits, credits] = await Promise.all([sumsBy(postings.debitCode), sumsBy(postings.creditCode)]);
  const sums = new Map(debits.map(({ customerId, total: amount }) => [customerId, amount]));
  for (const { customerId, total: amount } of credits) sums.set(customerId, (sums.get(customerId) ?? 0n) - amount);
  return sums;
}

type Place = readonly [customerId: string, seq: number, ordinal: number, side: number];

function placeOf({ customerId, seq, ordinal, currency }: Database['tables']['postings']['$inferSelect']) {
  return { customerId, seq, ordinal, currency: currency as CurrencyCode };
}

/** Every entry of a journal, in book order. */
export function entriesOfJournal({ customerId, seq, currency, postings }: BookJournal): LedgerEntry[] {
  return postings.flatMap((posting, ordinal) => entriesOf(posting, { customerId, seq, ordinal, currency }));
}

/** Both entries of a posting, debit first. */
function entriesOf({ debit, credit, amount }: Posting, place: Pick<LedgerEntry, 'customerId' | 'seq' | 'ordinal' | 'currency'>): LedgerEntry[] {
  return [
    { ...place, amount, side: 'DEBIT', account: debit },
    { ...place, amount, side: 'CREDIT', account: credit },
  ];
}

/** An entry's place as a page key. */
export function entryKey({ customerId, seq, ordinal, side }: LedgerEntry): Place {
  return [customerId, seq, ordinal, side === 'DEBIT' ? 0 : 1];
}

function matches({ account, side }: LedgerEntry, filter: EntryFilter): boolean {
  return (
    (filter.accountCode == null || account.code === filter.accountCode) &&
    (filter.reference == null || account.reference === filter.reference) &&
    (filter.side == null || side === filter.side)
  );
}

function filterCondition(db: Database, reach: Reach, { accountCode, reference, side, ...times }: EntryFilter): SQL | undefined {
  const { journals, postings } = db.tables;
  const debit = and(
    accountCode == null ? undefined : eq(postings.debitCode, accountCode),
    reference == null ? undefined : eq(postings.debitReference, reference),
  );
  const credit = and(
    accountCode == null ? undefined : eq(postings.creditCode, accountCode),
    reference == null ? undefined : eq(postings.creditReference, reference),
  );
  const sides = side === 'DEBIT' ? debit : side === 'CREDIT' ? credit : or(debit, credit);
  const time = timed(db, times);
  const ofJournal = and(eq(journals.tenantId, postings.tenantId), eq(journals.customerId, postings.customerId), eq(journals.seq, postings.seq));
  const inTime = time && exists(db.select({ seq: journals.seq }).from(journals).where(and(ofJournal, time)));
  return and(within(postings, reach), sides, inTime);
}

/**
 * The page of postings that holds a page of entries: the postings at its edges are inside, their sides are told apart
 * afterwards. One posting more than entries, because the first may lie before the page with one of its sides.
 */
function postingRequest({ limit, after, before, isBackward }: PageRequest): PageRequest {
  const shifted = ([customerId, seq, ordinal]: PageKey, by: number): PageKey => [String(customerId), Number(seq), Number(ordinal) + by];
  return { limit: limit + 1, after: after && shifted(after, -1), before: before && shifted(before, 1), isBackward };
}

function isInside(entry: LedgerEntry, { after, before }: PageRequest): boolean {
  return (!after || comparePlaces(entryKey(entry), after) > 0) && (!before || comparePlaces(entryKey(entry), before) < 0);
}

function comparePlaces(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

function cutPage(entries: readonly LedgerEntry[], request: PageRequest): Page<LedgerEntry> {
  const hasMore = entries.length > request.limit;
  const rows = request.isBackward ? entries.slice(Math.max(entries.length - request.limit, 0)) : entries.slice(0, request.limit);
  return {
    rows,
    hasNextPage: request.isBackward ? request.before !== null : hasMore,
    hasPreviousPage: request.isBackward ? hasMore : request.after !== null,
  };
}
