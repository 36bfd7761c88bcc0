/** Recurring grants in SQL: rules, and their ends. */
import { and, asc, inArray } from 'drizzle-orm';
import { type RecurringGrant, type RecurringGrantEnd, readRecurringTerms, recurringTermsJson } from '../core/credits/recurringGrant.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

/** Every rule of the customers, in order of recording, which their ids have. */
export async function findRecurringGrantsOfCustomers(db: Database, reach: Reach, customerIds: readonly string[]): Promise<RecurringGrant[]> {
  if (customerIds.length === 0) return [];
  const { recurringGrants } = db.tables;
  return await withEnds(db, reach, await db.select().from(recurringGrants).where(and(within(recurringGrants, reach), inArray(recurringGrants.customerId, [...customerIds]))).orderBy(asc(recurringGrants.id)));
}

export async function findRecurringGrants(db: Database, reach: Reach, ids: readonly string[]): Promise<RecurringGrant[]> {
  if (ids.length === 0) return [];
  const { recurringGrants } = db.tables;
  return await withEnds(db, reach, await db.select().from(recurringGrants).where(and(within(recurringGrants, reach), inArray(recurringGrants.id, [...ids]))));
}

/** By customer, newest first within each. */
export async function pageRecurringGrants(db: Database, reach: Reach, request: PageRequest): Promise<Page<RecurringGrant>> {
  const { recurringGrants } = db.tables;
  const page = keysetClauses(request, [{ column: recurringGrants.customerId }, { column: recurringGrants.id, isDescending: true }]);
  const rows = await db.select().from(recurringGrants).where(and(within(recurringGrants, reach), page.where)).orderBy(...page.orderBy).limit(page.limit);
  const { rows: own, ...ends } = pageOf(rows, request);
  return { rows: await withEnds(db, reach, own), ...ends };
}

export async function countRecurringGrants(db: Database, reach: Reach, limit: number): Promise<number> {
  const { recurringGrants } = db.tables;
  return await countRows(db, recurringGrants.id, within(recurringGrants, reach), limit);
}

export async function insertRecurringGrant(tx: Transaction, tenantId: string, { terms, end: _, ...rule }: RecurringGrant): Promise<void> {
  await tx.insert(tx.tables.recurringGrants).values({ tenantId, ...rule, terms: canonicalJson(recurringTermsJson(terms)) });
}

export async function insertRecurringGrantEnd(tx: Transaction, tenantId: string, end: RecurringGrantEnd): Promise<void> {
  await tx.insert(tx.tables.recurringGrantEnds).values({ tenantId, ...end });
}

async function withEnds(db: Database, reach: Reach, rows: readonly Tables['recurringGrants']['$inferSelect'][]): Promise<RecurringGrant[]> {
  if (rows.length === 0) return [];
  const { recurringGrantEnds } = db.tables;
  const customerIds = [...new Set(rows.map(({ customerId }) => customerId))];
  const found = await db.select().from(recurringGrantEnds).where(and(within(recurringGrantEnds, reach), inArray(recurringGrantEnds.customerId, customerIds)));
  const ends = new Map(found.map(({ tenantId: _, ...end }) => [end.recurringGrantId, end]));
  return rows.map(({ tenantId: _, terms, ...rule }) => ({ ...rule, terms: readRecurringTerms(JSON.parse(terms) as JsonObject), end: ends.get(rule.id) ?? null }));
}
