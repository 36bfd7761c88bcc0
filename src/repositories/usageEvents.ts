/** Usage events in SQL, as they came: recorded once by key, listed in pages. What they count as is in `countedEvents.ts`. */
import { type SQL, and, eq, gte, inArray, lt, or } from 'drizzle-orm';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import type { JsonObject } from '../core/json.ts';
import type { RecordedEvent } from '../core/lineUsage.ts';
import { compareText } from '../core/key.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { insertOnce, refreshStatistics } from '../store/write.ts';
import { inChunks } from './chunks.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

export interface UsageEventRecord extends RecordedEvent {
  readonly id: string;
  readonly customerId: string;
  /** Personal properties, as `sealProperties`; null without any. */
  readonly sealed: string | null;
  /** The book's head when it was recorded: journals with a greater seq know it. */
  readonly bookSeq: number;
  readonly recordedAt: Instant;
}

/** An event to record, its properties as the canonical text that was digested. */
export type NewUsageEvent = Omit<UsageEventRecord, 'properties'> & { readonly propertiesText: string };

/** Which event holds a key, and with what content. */
export interface HeldKey {
  readonly id: string;
  readonly customerId: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly sealed: string | null;
}

/**
 * Records the events whose key is free and answers which event holds each key that was not: nothing is said of an event
 * that was recorded now. `events` hold no key twice.
 */
export async function recordEvents(tx: Transaction, tenantId: string, events: readonly NewUsageEvent[]): Promise<HeldKey[]> {
  const rows = [...events]
    .sort((a, b) => compareText(a.customerId, b.customerId) || compareText(a.key, b.key))
    .map(({ propertiesText, ...event }) => ({ tenantId, ...event, properties: propertiesText }));
  if (rows.length === 0) return [];
  return await insertOnce(tx, tx.tables.usageEvents, rows, {
    findHeld: (wanted) => findHeldKeys(tx, tenantId, wanted),
    keyOf: ({ customerId, key }) => `${customerId}:${key}`,
  });
}

/** From so many rows on that refer to events, it pays to have these counted first. */
export const MANY_EVENTS = 100;

/** To be said once very many events were recorded, before rows that refer to them are. */
export async function saveEventStatistics(tx: Transaction): Promise<void> {
  await refreshStatistics(tx, tx.tables.usageEvents);
}

/** What holds each of the keys; those that are free are left out. */
export async function findHeldKeys(db: Database, tenantId: string, wanted: readonly { customerId: string; key: string }[]): Promise<HeldKey[]> {
  if (wanted.length === 0) return [];
  const { usageEvents } = db.tables;
  const ofCustomers = [...groupBy(wanted, ({ customerId }) => customerId)].map(([customerId, events]) =>
    and(eq(usageEvents.customerId, customerId), inArray(usageEvents.key, events.map(({ key }) => key))),
  );
  return await db
    .select({ id: usageEvents.id, customerId: usageEvents.customerId, key: usageEvents.key, fingerprint: usageEvents.fingerprint, sealed: usageEvents.sealed })
    .from(usageEvents)
    .where(and(eq(usageEvents.tenantId, tenantId), or(...ofCustomers)));
}

export async function findUsageEvents(db: Database, reach: Reach, ids: readonly { customerId: string; id: string }[]): Promise<UsageEventRecord[]> {
  if (ids.length === 0) return [];
  const { usageEvents } = db.tables;
  const ofCustomers = [...groupBy(ids, ({ customerId }) => customerId)].map(([customerId, events]) =>
    and(eq(usageEvents.customerId, customerId), inArray(usageEvents.id, events.map(({ id }) => id))),
  );
  const rows = await db.select().from(usageEvents).where(and(within(usageEvents, reach), or(...ofCustomers)));
  return rows.map(fromEventRow);
}

/** The events that customers' senders gave these keys. */
export async function findUsageEventsByKeys(db: Database, reach: Reach, wanted: readonly { customerId: string; key: string }[]): Promise<UsageEventRecord[]> {
  const { usageEvents } = db.tables;
  const found: UsageEventRecord[] = [];
  for (const chunk of inChunks(wanted, KEYS_AT_ONCE)) {
    const ofCustomers = [...groupBy(chunk, ({ customerId }) => customerId)].map(([customerId, own]) =>
      and(eq(usageEvents.customerId, customerId), inArray(usageEvents.key, own.map(({ key }) => key))),
    );
    found.push(...(await db.select().from(usageEvents).where(and(within(usageEvents, reach), or(...ofCustomers)))).map(fromEventRow));
  }
  return found;
}

const KEYS_AT_ONCE = 1_000;

/** The event that a customer's sender gave this key; null if there is none. The reach is that of one customer. */
export async function findUsageEventByKey(db: Database, reach: Reach, key: string): Promise<UsageEventRecord | null> {
  const { usageEvents } = db.tables;
  const [row] = await db.select().from(usageEvents).where(and(within(usageEvents, reach), eq(usageEvents.key, key)));
  return row ? fromEventRow(row) : null;
}

/** Where an event stands in the order of arrival. */
export interface EventPlace {
  readonly customerId: string;
  readonly id: string;
}

/** Which events to list. */
export interface UsageEventFilter {
  readonly key?: string | null | undefined;
  readonly eventName?: string | null | undefined;
  readonly occurredFrom?: Instant | null | undefined;
  readonly occurredTo?: Instant | null | undefined;
}

/** By customer, in the order of arrival. */
export async function pageUsageEvents(db: Database, reach: Reach, filter: UsageEventFilter, request: PageRequest): Promise<Page<UsageEventRecord>> {
  const { usageEvents } = db.tables;
  const page = keysetClauses(request, [{ column: usageEvents.customerId }, { column: usageEvents.id }]);
  const rows = await db.select().from(usageEvents).where(and(filterCondition(db, reach, filter), page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(rows.map(fromEventRow), request);
}

/** The next events after a place, by customer in the order of arrival, for a look at each of them. */
export async function scanUsageEvents(db: Database, reach: Reach, filter: UsageEventFilter, { after, limit }: { after: EventPlace | null; limit: number }): Promise<UsageEventRecord[]> {
  const { usageEvents } = db.tables;
  const sort = [{ column: usageEvents.customerId }, { column: usageEvents.id }];
  const page = keysetClauses({ limit: limit - 1, after: after && [after.customerId, after.id], before: null, isBackward: false }, sort);
  const rows = await db.select().from(usageEvents).where(and(filterCondition(db, reach, filter), page.where)).orderBy(...page.orderBy).limit(page.limit);
  return rows.map(fromEventRow);
}

/** Of some customers, those with an event whose id is this or a greater one: ids rise with the time of recording. */
export async function findCustomersUsingSince(db: Database, tenantId: string, customerIds: readonly string[], sinceId: string): Promise<Set<string>> {
  if (customerIds.length === 0) return new Set();
  const { usageEvents } = db.tables;
  const rows = await db
    .selectDistinct({ customerId: usageEvents.customerId })
    .from(usageEvents)
    .where(and(eq(usageEvents.tenantId, tenantId), inArray(usageEvents.customerId, [...customerIds]), gte(usageEvents.id, sinceId)));
  return new Set(rows.map(({ customerId }) => customerId));
}

export async function countUsageEvents(db: Database, reach: Reach, filter: UsageEventFilter, limit: number): Promise<number> {
  return await countRows(db, db.tables.usageEvents.id, filterCondition(db, reach, filter), limit);
}

function filterCondition(db: Database, reach: Reach, { key, eventName, occurredFrom, occurredTo }: UsageEventFilter): SQL | undefined {
  const { usageEvents } = db.tables;
  return and(
    within(usageEvents, reach),
    key == null ? undefined : eq(usageEvents.key, key),
    eventName == null ? undefined : eq(usageEvents.eventName, eventName),
    occurredFrom == null ? undefined : gte(usageEvents.occurredAt, occurredFrom),
    occurredTo == null ? undefined : lt(usageEvents.occurredAt, occurredTo),
  );
}

type EventRow = Tables['usageEvents']['$inferSelect'];

function fromEventRow({ properties, ...row }: EventRow): UsageEventRecord {
  return {
    id: row.id,
    customerId: row.customerId,
    key: row.key,
    eventName: row.eventName,
    occurredAt: row.occurredAt,
    properties: JSON.parse(properties) as JsonObject,
    fingerprint: row.fingerprint,
    sealed: row.sealed,
    bookSeq: row.bookSeq,
    recordedAt: row.recordedAt,
  };
}
