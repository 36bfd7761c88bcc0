/** Credit notes in SQL. */
import { type SQL, and, asc, eq, gte, inArray, isNotNull, lt } from 'drizzle-orm';
import type { BookOwner } from '../core/book.ts';
import { type IssuedCreditNote, creditNoteFrozenJson, parseCreditNoteFrozen } from '../core/creditNoteIssue.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { LineEvidence } from '../core/journal.ts';
import { canonicalJson } from '../core/json.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { fromLineColumns } from './journals.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

/** A credit note with what was sealed when it was issued. */
export interface RecordedCreditNote extends IssuedCreditNote {
  readonly tenantId: string;
  readonly seal: string;
}

/** Which credit notes to list; all if left out. */
export interface CreditNoteFilter {
  readonly invoiceId?: string | null | undefined;
  readonly issuedFrom?: Instant | null | undefined;
  readonly issuedTo?: Instant | null | undefined;
}

export async function findCreditNotes(db: Database, reach: Reach, ids: readonly string[]): Promise<RecordedCreditNote[]> {
  if (ids.length === 0) return [];
  const { creditNotes } = db.tables;
  return await select(db, and(within(creditNotes, reach), inArray(creditNotes.id, [...ids])));
}

export async function findCreditNoteByNumber(db: Database, reach: Reach, number: string): Promise<RecordedCreditNote | null> {
  const { creditNotes } = db.tables;
  return (await select(db, and(within(creditNotes, reach), eq(creditNotes.number, number))))[0] ?? null;
}

/** The notes on some invoices, in the order in which they were issued. */
export async function findCreditNotesOfInvoices(db: Database, reach: Reach, invoiceIds: readonly string[]): Promise<RecordedCreditNote[]> {
  if (invoiceIds.length === 0) return [];
  const { creditNotes } = db.tables;
  return await select(db, and(within(creditNotes, reach), inArray(creditNotes.invoiceId, [...invoiceIds])));
}

/** Every note of one book, in the order in which they were issued. */
export async function findCreditNotesOfBook(db: Database, { tenantId, customerId }: BookOwner): Promise<RecordedCreditNote[]> {
  return await select(db, within(db.tables.creditNotes, { tenantId, customerId }));
}

/** The note that a journal is of; null if there is none. */
export async function findCreditNoteAt(db: Database, { tenantId, customerId }: BookOwner, seq: number): Promise<RecordedCreditNote | null> {
  const { creditNotes } = db.tables;
  return (await select(db, and(within(creditNotes, { tenantId, customerId }), eq(creditNotes.seq, seq))))[0] ?? null;
}

/** What says in a book that a note took something off a line. */
export interface NotedRow {
  readonly seq: number;
  readonly line: LineEvidence;
}

/** Every line that a credit note took something off, in book order: as often as notes did. */
export async function findNotedLines(db: Database, { tenantId, customerId }: BookOwner): Promise<NotedRow[]> {
  const { journals, creditNotes } = db.tables;
  const notes = await db.selectDistinct({ invoiceId: creditNotes.invoiceId }).from(creditNotes).where(and(eq(creditNotes.tenantId, tenantId), eq(creditNotes.customerId, customerId)));
  if (notes.length === 0) return [];
  const rows = await db
    .select()
    .from(journals)
    .where(and(eq(journals.tenantId, tenantId), inArray(journals.invoiceId, notes.map(({ invoiceId }) => invoiceId)), eq(journals.customerId, customerId), eq(journals.kind, 'CREDIT_NOTE'), isNotNull(journals.lineKey)))
    .orderBy(asc(journals.seq));
  return rows.flatMap((row) => {
    const line = fromLineColumns(row);
    return line === null ? [] : [{ seq: row.seq, line }];
  });
}

/** Newest first. */
export async function pageCreditNotes(db: Database, reach: Reach, filter: CreditNoteFilter, request: PageRequest): Promise<Page<RecordedCreditNote>> {
  const { creditNotes } = db.tables;
  const page = keysetClauses(request, [{ column: creditNotes.id, isDescending: true }]);
  const rows = await db.select().from(creditNotes).where(and(filterCondition(db, reach, filter), page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(rows.map(fromCreditNoteRow), request);
}

export async function countCreditNotes(db: Database, reach: Reach, filter: CreditNoteFilter, limit: number): Promise<number> {
  return await countRows(db, db.tables.creditNotes.id, filterCondition(db, reach, filter), limit);
}

export async function insertCreditNote(tx: Transaction, { terms, ...note }: RecordedCreditNote): Promise<void> {
  invariant(terms, 'a credit note is issued with its terms');
  await tx.insert(tx.tables.creditNotes).values({ ...note, terms: canonicalJson(creditNoteFrozenJson(terms)) });
}

export type CreditNoteRow = Tables['creditNotes']['$inferSelect'];

export function fromCreditNoteRow({ currency, terms, ...row }: CreditNoteRow): RecordedCreditNote {
  return { ...row, currency: currency as CurrencyCode, terms: parseCreditNoteFrozen(terms) };
}

async function select(db: Database, where: SQL | undefined): Promise<RecordedCreditNote[]> {
  const { creditNotes } = db.tables;
  return (await db.select().from(creditNotes).where(where).orderBy(asc(creditNotes.customerId), asc(creditNotes.seq))).map(fromCreditNoteRow);
}

function filterCondition({ tables: { creditNotes } }: Database, reach: Reach, { invoiceId, issuedFrom, issuedTo }: CreditNoteFilter): SQL | undefined {
  return and(
    within(creditNotes, reach),
    invoiceId == null ? undefined : eq(creditNotes.invoiceId, invoiceId),
    issuedFrom == null ? undefined : gte(creditNotes.issuedAt, issuedFrom),
    issuedTo == null ? undefined : lt(creditNotes.issuedAt, issuedTo),
  );
}
