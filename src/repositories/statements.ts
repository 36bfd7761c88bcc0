/** Statements of account in SQL: the journals that are entries of one, and sums of what was owed. */
import { type SQL, and, eq, exists, gte, inArray, lt, lte, or, sql } from 'drizzle-orm';
import { type AccountCode, PREPAID_CREDIT, PROMOTIONAL_CREDIT } from '../core/accounts.ts';
import type { BookOwner } from '../core/book.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Instant } from '../core/instant.ts';
import type { JournalKind } from '../core/journal.ts';
import { STATEMENT_ACCOUNTS, type StatementTime } from '../core/statement.ts';
import type { Database } from '../store/database.ts';
import { type BookJournal, findJournals } from './journals.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';

/** Whose statement, in which currency and of which time. */
export interface StatementScope extends BookOwner {
  readonly currency: CurrencyCode;
  readonly time: StatementTime;
  /** The end of the book that it is of. What is posted later is not on it. */
  readonly headSeq: number;
}

/** Where an entry stands in the order of its statement: by when it took effect, then by its place in the book. */
export interface EntryPlace {
  readonly effectiveAt: Instant;
  readonly seq: number;
}

/** By when they took effect, then in book order. */
export async function pageStatement(db: Database, scope: StatementScope, request: PageRequest): Promise<Page<BookJournal>> {
  const { journals } = db.tables;
  const page = keysetClauses(request, [{ column: journals.effectiveAt }, { column: journals.seq }]);
  const rows = await db
    .select({ seq: journals.seq })
    .from(journals)
    .where(and(isEntry(db, scope), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  const { rows: own, ...ends } = pageOf(rows, request);
  const found = await findJournals(db, scope, own.map(({ seq }) => ({ customerId: scope.customerId, seq })));
  return { rows: found.sort((a, b) => a.effectiveAt - b.effectiveAt || a.seq - b.seq), ...ends };
}

export async function countStatement(db: Database, scope: StatementScope, limit: number): Promise<number> {
  return await countRows(db, db.tables.journals.seq, isEntry(db, scope), limit);
}

/** Debits less credits on each of the account codes, of all that took effect before an instant or stands before a place. */
export async function sumBefore(
  db: Database,
  scope: StatementScope,
  codes: readonly AccountCode[],
  before: Instant | EntryPlace,
): Promise<Map<AccountCode, bigint>> {
  const { journals, postings } = db.tables;
  const total = sql<bigint>`sum(${postings.amount})`.mapWith((value: string | number) => BigInt(value));
  const isBefore =
    typeof before === 'number'
      ? lt(journals.effectiveAt, before)
      : or(lt(journals.effectiveAt, before.effectiveAt), and(eq(journals.effectiveAt, before.effectiveAt), lt(journals.seq, before.seq)));
  const sumsBy = async (code: typeof postings.debitCode) =>
    await db
      .select({ code, total })
      .from(postings)
      .innerJoin(journals, and(eq(journals.tenantId, postings.tenantId), eq(journals.customerId, postings.customerId), eq(journals.seq, postings.seq)))
      .where(and(isOf(db, scope), inArray(code, [...codes]), isBefore))
      .groupBy(code);
  const [debits, credits] = await Promise.all([sumsBy(postings.debitCode), sumsBy(postings.creditCode)]);
  const of = (sums: typeof debits, code: AccountCode) => sums.find((row) => row.code === code)?.total ?? 0n;
  return new Map(codes.map((code) => [code, of(debits, code) - of(credits, code)]));
}

/** What is owed on each reference of an account code, of all that took effect before the end of the time; none that come to zero. */
export async function sumReferencesBefore(db: Database, scope: StatementScope, code: AccountCode): Promise<Map<string, bigint>> {
  const { journals, postings } = db.tables;
  const total = sql<bigint>`sum(${postings.amount})`.mapWith((value: string | number) => BigInt(value));
  const sumsBy = async (codeColumn: typeof postings.debitCode, reference: typeof postings.debitReference) =>
    await db
      .select({ reference, total })
      .from(postings)
      .innerJoin(journals, and(eq(journals.tenantId, postings.tenantId), eq(journals.customerId, postings.customerId), eq(journals.seq, postings.seq)))
      .where(and(isOf(db, scope), eq(codeColumn, code), lt(journals.effectiveAt, scope.time.to)))
      .groupBy(reference);
  const [debits, credits] = await Promise.all([sumsBy(postings.debitCode, postings.debitReference), sumsBy(postings.creditCode, postings.creditReference)]);
  const sums = new Map(debits.map(({ reference, total: amount }) => [reference, amount]));
  for (const { reference, total: amount } of credits) sums.set(reference, (sums.get(reference) ?? 0n) - amount);
  return new Map([...sums].filter(([, amount]) => amount !== 0n));
}

/** What the journals of each kind put on the accounts of credit (credits less debits), of all that took effect before an instant. */
export async function sumCreditBefore(db: Database, scope: StatementScope, before: Instant): Promise<Map<JournalKind, bigint>> {
  const { journals, postings } = db.tables;
  const total = sql<bigint>`sum(${postings.amount})`.mapWith((value: string | number) => BigInt(value));
  const sumsBy = async (code: typeof postings.debitCode) =>
    await db
      .select({ kind: journals.kind, total })
      .from(postings)
      .innerJoin(journals, and(eq(journals.tenantId, postings.tenantId), eq(journals.customerId, postings.customerId), eq(journals.seq, postings.seq)))
      .where(and(isOf(db, scope), inArray(code, [PREPAID_CREDIT, PROMOTIONAL_CREDIT]), lt(journals.effectiveAt, before)))
      .groupBy(journals.kind);
  const [debits, credits] = [await sumsBy(postings.debitCode), await sumsBy(postings.creditCode)];
  const sums = new Map<JournalKind, bigint>();
  for (const [rows, sign] of [[credits, 1n], [debits, -1n]] as const) {
    for (const { kind, total: amount } of rows) sums.set(kind as JournalKind, (sums.get(kind as JournalKind) ?? 0n) + sign * amount);
  }
  return sums;
}

/** Postings of the customer in the statement's currency, with journals that were known by its time. */
function isOf(db: Database, { tenantId, customerId, currency, headSeq, time: { knownAt } }: StatementScope): SQL | undefined {
  const { journals, postings } = db.tables;
  return and(eq(postings.tenantId, tenantId), eq(postings.customerId, customerId), lte(postings.seq, headSeq), eq(postings.currency, currency), knownAt === null ? undefined : lte(journals.recordedAt, knownAt));
}

/** Journals of the time with a posting that concerns what the customer owes or is owed. */
function isEntry(db: Database, { tenantId, customerId, currency, headSeq, time: { from, to, knownAt } }: StatementScope): SQL | undefined {
  const { journals, postings } = db.tables;
  const codes = [...STATEMENT_ACCOUNTS];
  const concerned = db
    .select({ seq: postings.seq })
    .from(postings)
    .where(
      and(
        eq(postings.tenantId, journals.tenantId),
        eq(postings.customerId, journals.customerId),
        eq(postings.seq, journals.seq),
        or(inArray(postings.debitCode, codes), inArray(postings.creditCode, codes)),
      ),
    );
  return and(
    eq(journals.tenantId, tenantId),
    eq(journals.customerId, customerId),
    lte(journals.seq, headSeq),
    eq(journals.currency, currency),
    gte(journals.effectiveAt, from),
    lt(journals.effectiveAt, to),
    knownAt === null ? undefined : lte(journals.recordedAt, knownAt),
    exists(concerned),
  );
}
