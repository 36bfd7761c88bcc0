/** Low-balance alerts in SQL: thresholds, and the record of what became of them. */
import { and, asc, inArray } from 'drizzle-orm';
import { type AlertEventKind, type CreditAlert, type CreditAlertEvent, alertTermsJson, readAlertTerms } from '../core/credits/creditAlert.ts';
import { groupBy } from '../core/grouping.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

/** Every alert of the customers, in order of recording, which their ids have. */
export async function findCreditAlertsOfCustomers(db: Database, reach: Reach, customerIds: readonly string[]): Promise<CreditAlert[]> {
  if (customerIds.length === 0) return [];
  const { creditAlerts } = db.tables;
  return await withEvents(db, reach, await db.select().from(creditAlerts).where(and(within(creditAlerts, reach), inArray(creditAlerts.customerId, [...customerIds]))).orderBy(asc(creditAlerts.id)));
}

export async function findCreditAlerts(db: Database, reach: Reach, ids: readonly string[]): Promise<CreditAlert[]> {
  if (ids.length === 0) return [];
  const { creditAlerts } = db.tables;
  return await withEvents(db, reach, await db.select().from(creditAlerts).where(and(within(creditAlerts, reach), inArray(creditAlerts.id, [...ids]))));
}

/** By customer, newest first within each. */
export async function pageCreditAlerts(db: Database, reach: Reach, request: PageRequest): Promise<Page<CreditAlert>> {
  const { creditAlerts } = db.tables;
  const page = keysetClauses(request, [{ column: creditAlerts.customerId }, { column: creditAlerts.id, isDescending: true }]);
  const rows = await db.select().from(creditAlerts).where(and(within(creditAlerts, reach), page.where)).orderBy(...page.orderBy).limit(page.limit);
  const { rows: own, ...ends } = pageOf(rows, request);
  return { rows: await withEvents(db, reach, own), ...ends };
}

export async function countCreditAlerts(db: Database, reach: Reach, limit: number): Promise<number> {
  const { creditAlerts } = db.tables;
  return await countRows(db, creditAlerts.id, within(creditAlerts, reach), limit);
}

export async function insertCreditAlert(tx: Transaction, tenantId: string, { terms, events: _, ...alert }: CreditAlert): Promise<void> {
  await tx.insert(tx.tables.creditAlerts).values({ tenantId, ...alert, terms: canonicalJson(alertTermsJson(terms)) });
}

export async function insertCreditAlertEvents(tx: Transaction, tenantId: string, events: readonly CreditAlertEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.insert(tx.tables.creditAlertEvents).values(events.map((event) => ({ tenantId, ...event })));
}

async function withEvents(db: Database, reach: Reach, rows: readonly Tables['creditAlerts']['$inferSelect'][]): Promise<CreditAlert[]> {
  if (rows.length === 0) return [];
  const { creditAlertEvents } = db.tables;
  const customerIds = [...new Set(rows.map(({ customerId }) => customerId))];
  const found = await db.select().from(creditAlertEvents).where(and(within(creditAlertEvents, reach), inArray(creditAlertEvents.customerId, customerIds))).orderBy(asc(creditAlertEvents.ordinal));
  const events = groupBy(found.map(({ tenantId: _, kind, ...event }): CreditAlertEvent => ({ ...event, kind: kind as AlertEventKind })), ({ creditAlertId }) => creditAlertId);
  return rows.map(({ tenantId: _, terms, ...alert }) => ({ ...alert, terms: readAlertTerms(JSON.parse(terms) as JsonObject), events: events.get(alert.id) ?? [] }));
}
