/** Settlements in SQL: payments, credit applied, refunds and write-offs. */
import { and, eq, inArray, or } from 'drizzle-orm';
import { RECEIVABLE } from '../core/accounts.ts';
import type { BookOwner } from '../core/book.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import { type RecordedSettlement, type SettlementKind, readSettlementTerms, settlementTermsJson } from '../core/settlement.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { inChunks } from './chunks.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

const SETTLEMENT_IDS = 5_000;

/** Which settlements to list; all if left out. */
export interface SettlementFilter {
  readonly kinds?: readonly SettlementKind[] | null | undefined;
}

/** Where an invoice's settlements are found. */
export interface InvoicePlace {
  readonly customerId: string;
  readonly invoiceId: string;
}

/** What took something off an invoice, and when it takes effect. */
export interface SettlementOfInvoice extends RecordedSettlement, InvoicePlace {
  readonly effectiveAt: Instant;
}

export async function findSettlements(db: Database, reach: Reach, ids: readonly string[]): Promise<RecordedSettlement[]> {
  const { settlements } = db.tables;
  const found: RecordedSettlement[] = [];
  for (const chunk of inChunks(ids, SETTLEMENT_IDS)) {
    found.push(...(await db.select().from(settlements).where(and(within(settlements, reach), inArray(settlements.id, chunk)))).map(fromSettlementRow));
  }
  return found;
}

/** The settlement that a journal is of; null if there is none. */
export async function findSettlementAt(db: Database, { tenantId, customerId }: BookOwner, seq: number): Promise<RecordedSettlement | null> {
  const { settlements } = db.tables;
  const [row] = await db.select().from(settlements).where(and(eq(settlements.tenantId, tenantId), eq(settlements.customerId, customerId), eq(settlements.seq, seq)));
  return row ? fromSettlementRow(row) : null;
}

/** The settlements that journals are of; those of other kinds have none. */
export async function findSettlementsAt(db: Database, reach: Reach, places: readonly { readonly customerId: string; readonly seq: number }[]): Promise<RecordedSettlement[]> {
  if (places.length === 0) return [];
  const { settlements } = db.tables;
  const ofCustomers = [...groupBy(places, ({ customerId }) => customerId)].map(([customerId, own]) => and(eq(settlements.customerId, customerId), inArray(settlements.seq, own.map(({ seq }) => seq))));
  return (await db.select().from(settlements).where(and(within(settlements, reach), or(...ofCustomers)))).map(fromSettlementRow);
}

/** What took something off each of the invoices, or made it owe again, in book order. */
export async function findSettlementsOfInvoices(db: Database, reach: Reach, places: readonly InvoicePlace[]): Promise<SettlementOfInvoice[]> {
  if (places.length === 0) return [];
  const { settlements, postings, journals } = db.tables;
  const found: SettlementOfInvoice[] = [];
  for (const [code, reference] of [[postings.creditCode, postings.creditReference], [postings.debitCode, postings.debitReference]] as const) {
    const ofCustomers = [...groupBy(places, ({ customerId }) => customerId)].map(([customerId, own]) =>
      and(eq(postings.customerId, customerId), inArray(reference, own.map(({ invoiceId }) => invoiceId))),
    );
    const rows = await db
      .selectDistinct({ settlement: settlements, invoiceId: reference, effectiveAt: journals.effectiveAt })
      .from(postings)
      .innerJoin(settlements, and(eq(settlements.tenantId, postings.tenantId), eq(settlements.customerId, postings.customerId), eq(settlements.seq, postings.seq)))
      .innerJoin(journals, and(eq(journals.tenantId, postings.tenantId), eq(journals.customerId, postings.customerId), eq(journals.seq, postings.seq)))
      .where(and(within(postings, reach), eq(code, RECEIVABLE), or(...ofCustomers)));
    found.push(...rows.map(({ settlement, ...of }) => ({ ...fromSettlementRow(settlement), ...of })));
  }
  return found.sort((a, b) => a.seq - b.seq);
}

/** By customer, newest first within each. */
export async function pageSettlements(db: Database, reach: Reach, filter: SettlementFilter, request: PageRequest): Promise<Page<RecordedSettlement>> {
  const { settlements } = db.tables;
  const page = keysetClauses(request, [{ column: settlements.customerId }, { column: settlements.seq, isDescending: true }]);
  const rows = await db.select().from(settlements).where(and(filterCondition(db, reach, filter), page.where)).orderBy(...page.orderBy).limit(page.limit);
  const { rows: own, ...ends } = pageOf(rows, request);
  return { rows: own.map(fromSettlementRow), ...ends };
}

export async function countSettlements(db: Database, reach: Reach, filter: SettlementFilter, limit: number): Promise<number> {
  return await countRows(db, db.tables.settlements.id, filterCondition(db, reach, filter), limit);
}

export async function insertSettlement(tx: Transaction, tenantId: string, { terms, ...settlement }: RecordedSettlement): Promise<void> {
  await tx.insert(tx.tables.settlements).values({ tenantId, ...settlement, terms: canonicalJson(settlementTermsJson(terms)) });
}

function filterCondition(db: Database, reach: Reach, { kinds }: SettlementFilter) {
  const { settlements } = db.tables;
  return and(within(settlements, reach), kinds == null ? undefined : inArray(settlements.kind, [...kinds]));
}

function fromSettlementRow({ tenantId: _, kind, terms, ...row }: Tables['settlements']['$inferSelect']): RecordedSettlement {
  return { ...row, kind: kind as SettlementKind, terms: readSettlementTerms(JSON.parse(terms) as JsonObject) };
}
