/** Automatic top-ups in SQL: rules, and their ends. */
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { type TopUpRule, type TopUpRuleEnd, readTopUpTerms, topUpTermsJson } from '../core/credits/topUp.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

/** Every rule of the customers, in order of recording, which their ids have. */
export async function findTopUpRulesOfCustomers(db: Database, reach: Reach, customerIds: readonly string[]): Promise<TopUpRule[]> {
  if (customerIds.length === 0) return [];
  const { topUpRules } = db.tables;
  return await withEnds(db, reach, await db.select().from(topUpRules).where(and(within(topUpRules, reach), inArray(topUpRules.customerId, [...customerIds]))).orderBy(asc(topUpRules.id)));
}

export async function findTopUpRules(db: Database, reach: Reach, ids: readonly string[]): Promise<TopUpRule[]> {
  if (ids.length === 0) return [];
  const { topUpRules } = db.tables;
  return await withEnds(db, reach, await db.select().from(topUpRules).where(and(within(topUpRules, reach), inArray(topUpRules.id, [...ids]))));
}

/** By customer, newest first within each. */
export async function pageTopUpRules(db: Database, reach: Reach, request: PageRequest): Promise<Page<TopUpRule>> {
  const { topUpRules } = db.tables;
  const page = keysetClauses(request, [{ column: topUpRules.customerId }, { column: topUpRules.id, isDescending: true }]);
  const rows = await db.select().from(topUpRules).where(and(within(topUpRules, reach), page.where)).orderBy(...page.orderBy).limit(page.limit);
  const { rows: own, ...ends } = pageOf(rows, request);
  return { rows: await withEnds(db, reach, own), ...ends };
}

export async function countTopUpRules(db: Database, reach: Reach, limit: number): Promise<number> {
  const { topUpRules } = db.tables;
  return await countRows(db, topUpRules.id, within(topUpRules, reach), limit);
}

/** The rules of a tenant that are in force, in the order of their customers, of which each has at most one. */
export async function findTopUpRulesInForce(db: Database, tenantId: string, { after, limit }: { readonly after: string | null; readonly limit: number }): Promise<TopUpRule[]> {
  const { topUpRules, topUpRuleEnds } = db.tables;
  const rows = await db
    .select({ rule: topUpRules })
    .from(topUpRules)
    .leftJoin(topUpRuleEnds, and(eq(topUpRuleEnds.tenantId, topUpRules.tenantId), eq(topUpRuleEnds.customerId, topUpRules.customerId), eq(topUpRuleEnds.topUpRuleId, topUpRules.id)))
    .where(and(eq(topUpRules.tenantId, tenantId), after === null ? undefined : gt(topUpRules.customerId, after), isNull(topUpRuleEnds.topUpRuleId)))
    .orderBy(asc(topUpRules.customerId))
    .limit(limit);
  return rows.map(({ rule }) => fromRuleRow(rule, null));
}

export async function insertTopUpRule(tx: Transaction, tenantId: string, { terms, end: _, ...rule }: TopUpRule): Promise<void> {
  await tx.insert(tx.tables.topUpRules).values({ tenantId, ...rule, terms: canonicalJson(topUpTermsJson(terms)) });
}

export async function insertTopUpRuleEnd(tx: Transaction, tenantId: string, end: TopUpRuleEnd): Promise<void> {
  await tx.insert(tx.tables.topUpRuleEnds).values({ tenantId, ...end });
}

async function withEnds(db: Database, reach: Reach, rows: readonly Tables['topUpRules']['$inferSelect'][]): Promise<TopUpRule[]> {
  if (rows.length === 0) return [];
  const { topUpRuleEnds } = db.tables;
  const customerIds = [...new Set(rows.map(({ customerId }) => customerId))];
  const found = await db.select().from(topUpRuleEnds).where(and(within(topUpRuleEnds, reach), inArray(topUpRuleEnds.customerId, customerIds)));
  const ends = new Map(found.map(({ tenantId: _, ...end }) => [end.topUpRuleId, end]));
  return rows.map((row) => fromRuleRow(row, ends.get(row.id) ?? null));
}

function fromRuleRow({ tenantId: _, terms, ...rule }: Tables['topUpRules']['$inferSelect'], end: TopUpRuleEnd | null): TopUpRule {
  return { ...rule, terms: readTopUpTerms(JSON.parse(terms) as JsonObject), end };
}
