/** Cuts and seals in SQL: the rows that make invoices, and the numbers they take. */
import { type SQL, and, asc, count, eq, gt, gte, inArray, lt, lte, max, or } from 'drizzle-orm';
import type { BookOwner } from '../core/book.ts';
import type { CurrencyCode } from '../core/currency.ts';
import { type CutMember, type IssuedCut, isNoted } from '../core/cut.ts';
import { documentTermsJson, parseDocumentTerms } from '../core/documentTerms.ts';
import type { Instant } from '../core/instant.ts';
import { canonicalJson } from '../core/json.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';
import { selectAll } from './union.ts';

/** An issued invoice's cut in its customer's book. */
export interface InvoiceCut extends IssuedCut {
  readonly tenantId: string;
  readonly customerId: string;
  readonly currency: CurrencyCode;
}

export async function findCuts(db: Database, reach: Reach, ids: readonly string[]): Promise<InvoiceCut[]> {
  if (ids.length === 0) return [];
  const { invoiceCuts } = db.tables;
  return (await db.select().from(invoiceCuts).where(and(within(invoiceCuts, reach), inArray(invoiceCuts.id, [...ids])))).map(fromCutRow);
}

export async function findCutByNumber(db: Database, reach: Reach, number: string): Promise<InvoiceCut | null> {
  const { invoiceCuts } = db.tables;
  const [row] = await db.select().from(invoiceCuts).where(and(within(invoiceCuts, reach), eq(invoiceCuts.number, number)));
  return row ? fromCutRow(row) : null;
}

/** Cuts by their places in their books, for example the ones before some others. */
export async function findCutsByPlace(db: Database, tenantId: string, places: readonly { customerId: string; cutNumber: number }[]): Promise<InvoiceCut[]> {
  if (places.length === 0) return [];
  const { invoiceCuts } = db.tables;
  const atPlaces = places.map(({ customerId, cutNumber }) => and(eq(invoiceCuts.customerId, customerId), eq(invoiceCuts.cutNumber, cutNumber)));
  return (await db.select().from(invoiceCuts).where(and(eq(invoiceCuts.tenantId, tenantId), or(...atPlaces)))).map(fromCutRow);
}

/** Every cut of one book, oldest first. */
export async function findCutsOfBook(db: Database, { tenantId, customerId }: BookOwner): Promise<InvoiceCut[]> {
  const { invoiceCuts } = db.tables;
  const rows = await db.select().from(invoiceCuts).where(and(eq(invoiceCuts.tenantId, tenantId), eq(invoiceCuts.customerId, customerId)));
  return rows.map(fromCutRow).sort((a, b) => a.cutNumber - b.cutNumber);
}

/** The document that each billable journal of a book is on, by its seq: the note that it names, or the first cut that reaches it. Those on none are left out. */
export async function findCutsHolding(db: Database, owner: BookOwner, journals: readonly CutMember[]): Promise<Map<number, InvoiceCut>> {
  const noted = journals.filter(isNoted);
  const notes = new Map((await findCuts(db, owner, [...new Set(noted.flatMap(({ invoiceId }) => invoiceId ?? []))])).map((cut) => [cut.id, cut]));
  const onNotes = noted.flatMap(({ seq, invoiceId }) => {
    const cut = notes.get(invoiceId ?? '');
    return cut ? [[seq, cut] as const] : [];
  });
  return new Map([...onNotes, ...(await findCutsReaching(db, owner, journals.filter((journal) => !isNoted(journal))))]);
}

async function findCutsReaching(db: Database, { tenantId, customerId }: BookOwner, journals: readonly CutMember[]): Promise<[number, InvoiceCut][]> {
  const { invoiceCuts } = db.tables;
  const firsts = journals.flatMap(({ seq, billableAt }) => {
    if (billableAt === null) return [];
    const reaching = and(eq(invoiceCuts.tenantId, tenantId), eq(invoiceCuts.customerId, customerId), gte(invoiceCuts.cutSeq, seq), gte(invoiceCuts.asOf, billableAt));
    return [db.select().from(invoiceCuts).where(reaching).orderBy(asc(invoiceCuts.cutNumber)).limit(1)];
  });
  const cuts = new Map((await selectAll(firsts)).map((row) => [row.cutNumber, fromCutRow(row)]));
  const oldestFirst = [...cuts.values()].sort((a, b) => a.cutNumber - b.cutNumber);
  return journals.flatMap(({ seq, billableAt }): [number, InvoiceCut][] => {
    const cut = billableAt === null ? undefined : oldestFirst.find(({ cutSeq, asOf }) => cutSeq >= seq && asOf >= billableAt);
    return cut ? [[seq, cut]] : [];
  });
}

/** Which invoices to list. */
export interface InvoiceFilter {
  readonly issuedFrom?: Instant | null | undefined;
  readonly issuedTo?: Instant | null | undefined;
}

/** Newest first. */
export async function pageCuts(db: Database, reach: Reach, filter: InvoiceFilter, request: PageRequest): Promise<Page<InvoiceCut>> {
  const { invoiceCuts } = db.tables;
  const page = keysetClauses(request, [{ column: invoiceCuts.id, isDescending: true }]);
  const rows = await db.select().from(invoiceCuts).where(and(filterCondition(db, reach, filter), page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(rows.map(fromCutRow), request);
}

/** The page of each customer's invoices, newest first: one statement however many customers. */
export async function pageCutsOfCustomers(db: Database, tenantId: string, lists: readonly { customerId: string; request: PageRequest }[]): Promise<Page<InvoiceCut>[]> {
  const { invoiceCuts } = db.tables;
  const selects = lists.map(({ customerId, request }) => {
    const page = keysetClauses(request, [{ column: invoiceCuts.cutNumber, isDescending: true }]);
    return db
      .select()
      .from(invoiceCuts)
      .where(and(eq(invoiceCuts.tenantId, tenantId), eq(invoiceCuts.customerId, customerId), page.where))
      .orderBy(...page.orderBy)
      .limit(page.limit);
  });
  const cuts = (await selectAll(selects)).map(fromCutRow);
  return lists.map(({ customerId, request }) => {
    const isInside = ({ cutNumber }: InvoiceCut) => (!request.after || cutNumber < Number(request.after[0])) && (!request.before || cutNumber > Number(request.before[0]));
    const own = new Map(cuts.filter((cut) => cut.customerId === customerId && isInside(cut)).map((cut) => [cut.id, cut]));
    const newestFirst = [...own.values()].sort((a, b) => b.cutNumber - a.cutNumber);
    return pageOf((request.isBackward ? newestFirst.reverse() : newestFirst).slice(0, request.limit + 1), request);
  });
}

export async function countCuts(db: Database, reach: Reach, filter: InvoiceFilter, limit: number): Promise<number> {
  return await countRows(db, db.tables.invoiceCuts.id, filterCondition(db, reach, filter), limit);
}

/** How many invoices each customer has: one statement however many customers. Customers without any are left out. */
export async function countCutsOfCustomers(db: Database, tenantId: string, customerIds: readonly string[]): Promise<Map<string, number>> {
  const { invoiceCuts } = db.tables;
  const rows = await db
    .select({ customerId: invoiceCuts.customerId, cuts: count() })
    .from(invoiceCuts)
    .where(and(eq(invoiceCuts.tenantId, tenantId), inArray(invoiceCuts.customerId, [...customerIds])))
    .groupBy(invoiceCuts.customerId);
  return new Map(rows.map(({ customerId, cuts }) => [customerId, cuts]));
}

/** The next cuts of a series after a number, in the order of their numbers. */
export async function scanSeries(db: Database, tenantId: string, { series, after, limit }: { series: string; after: number; limit: number }): Promise<InvoiceCut[]> {
  const { invoiceCuts } = db.tables;
  const rows = await db
    .select()
    .from(invoiceCuts)
    .where(and(eq(invoiceCuts.tenantId, tenantId), eq(invoiceCuts.series, series), gt(invoiceCuts.seriesNumber, after)))
    .orderBy(asc(invoiceCuts.seriesNumber))
    .limit(limit);
  return rows.map(fromCutRow);
}

/** The seals of cuts, by invoice id. */
export async function findSeals(db: Database, cuts: readonly InvoiceCut[]): Promise<Map<string, string>> {
  const [first] = cuts;
  if (!first) return new Map();
  const { invoiceSeals } = db.tables;
  const places = cuts.map(({ customerId, cutNumber }) => and(eq(invoiceSeals.customerId, customerId), eq(invoiceSeals.cutNumber, cutNumber)));
  const rows = await db.select().from(invoiceSeals).where(and(eq(invoiceSeals.tenantId, first.tenantId), or(...places)));
  const byPlace = new Map(rows.map((row) => [`${row.customerId}:${row.cutNumber}`, row.seal]));
  return new Map(cuts.flatMap((cut) => (byPlace.has(placeOf(cut)) ? [[cut.id, byPlace.get(placeOf(cut)) ?? '']] : [])));
}

export async function insertCut(tx: Transaction, cut: InvoiceCut, seal: string): Promise<void> {
  const { tenantId, customerId, cutNumber } = cut;
  await tx.insert(tx.tables.invoiceCuts).values({ ...cut, terms: cut.terms && canonicalJson(documentTermsJson(cut.terms)) });
  await tx.insert(tx.tables.invoiceSeals).values({ tenantId, customerId, cutNumber, seal });
}

/**
 * Takes the next number of a series. It is the transaction's until that ends, so a series has no gaps and no twins. A series
 * begins with its first document.
 */
export async function takeNumber(tx: Transaction, tenantId: string, series: string): Promise<number> {
  const { documentSeries } = tx.tables;
  const condition = and(eq(documentSeries.tenantId, tenantId), eq(documentSeries.series, series));
  const lastNumber = (await lockSeries(tx, condition)) ?? (await startSeries(tx, { tenantId, series }, condition));
  await tx.update(documentSeries).set({ lastNumber: lastNumber + 1 }).where(condition);
  return lastNumber + 1;
}

async function lockSeries(tx: Transaction, condition: SQL | undefined): Promise<number | null> {
  const [row] = await tx.select().from(tx.tables.documentSeries).where(condition).for('update');
  return row?.lastNumber ?? null;
}

/**
 * Those who find a series missing take turns on the tenant's row: if they raced to insert it, MySQL would answer with deadlocks
 * for as long as they do.
 */
async function startSeries(tx: Transaction, { tenantId, series }: { tenantId: string; series: string }, condition: SQL | undefined): Promise<number> {
  const { tenants } = tx.tables;
  await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for('update');
  const startedMeanwhile = await lockSeries(tx, condition);
  if (startedMeanwhile !== null) return startedMeanwhile;
  await insertSeries(tx, tenantId, series);
  return 0;
}

/** Notes a number that was given out before: the series goes on after the greatest. */
export async function saveNumber(tx: Transaction, tenantId: string, { series, number }: { series: string; number: number }): Promise<void> {
  const { documentSeries } = tx.tables;
  await tx.update(documentSeries).set({ lastNumber: number }).where(and(eq(documentSeries.tenantId, tenantId), eq(documentSeries.series, series), lt(documentSeries.lastNumber, number)));
}

/** Starts a series. A tenant's usual one starts with the tenant. */
export async function insertSeries(tx: Transaction, tenantId: string, series: string): Promise<void> {
  await tx.insert(tx.tables.documentSeries).values({ tenantId, series, lastNumber: 0 });
}

/** How a tenant's series stands: the number it gave out last, and what invoices and credit notes hold of it. */
export interface SeriesState {
  readonly tenantId: string;
  readonly series: string;
  readonly lastNumber: number;
  readonly documentCount: number;
  readonly greatestNumber: number;
}

/** Every series of a tenant, or of all tenants. Numbers are unique, so a count equal to the greatest leaves no gap. */
export async function findSeriesStates(db: Database, tenantId: string | null): Promise<SeriesState[]> {
  const { documentSeries, invoiceCuts, creditNotes } = db.tables;
  const rows = await db.select().from(documentSeries).where(tenantId === null ? undefined : eq(documentSeries.tenantId, tenantId));
  return await Promise.all(
    rows.map(async (row) => {
      // Numbers taken since the row was read are left to the next look.
      const held = await Promise.all(
        [invoiceCuts, creditNotes].map(async (table) => {
          const condition = and(eq(table.tenantId, row.tenantId), eq(table.series, row.series), lte(table.seriesNumber, row.lastNumber));
          const [sums] = await db.select({ greatest: max(table.seriesNumber), documents: count() }).from(table).where(condition);
          return { documents: sums?.documents ?? 0, greatest: sums?.greatest ?? 0 };
        }),
      );
      return { ...row, documentCount: held.reduce((sum, { documents }) => sum + documents, 0), greatestNumber: Math.max(...held.map(({ greatest }) => greatest)) };
    }),
  );
}

function filterCondition({ tables: { invoiceCuts } }: Database, reach: Reach, { issuedFrom, issuedTo }: InvoiceFilter): SQL | undefined {
  return and(
    within(invoiceCuts, reach),
    issuedFrom == null ? undefined : gte(invoiceCuts.issuedAt, issuedFrom),
    issuedTo == null ? undefined : lt(invoiceCuts.issuedAt, issuedTo),
  );
}

function placeOf({ customerId, cutNumber }: InvoiceCut): string {
  return `${customerId}:${cutNumber}`;
}

export type CutRow = Tables['invoiceCuts']['$inferSelect'];

export function fromCutRow(row: CutRow): InvoiceCut {
  const terms = row.terms === null ? null : parseDocumentTerms(row.terms);
  const note = terms?.note ? { id: row.id, throughSeq: row.issueSeq - 1 } : null;
  return { ...row, currency: row.currency as CurrencyCode, terms, note };
}
