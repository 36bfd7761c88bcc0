/** Usage events in SQL: recorded once by key, scanned for rating, listed in pages. */
import { type SQL, and, asc, count, eq, gt, gte, inArray, lt, or, sql } from 'drizzle-orm';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import type { JsonObject } from '../core/json.ts';
import type { RecordedEvent } from '../core/lineUsage.ts';
import { compareText } from '../core/key.ts';
import type { Period } from '../core/period.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { insertOnce } from '../store/write.ts';
import { inChunks } from './chunks.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';
import { selectAll } from './union.ts';

export interface UsageEventRecord extends RecordedEvent {
  readonly id: string;
  readonly customerId: string;
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

async function findHeldKeys(db: Database, tenantId: string, wanted: readonly { customerId: string; key: string }[]): Promise<HeldKey[]> {
  if (wanted.length === 0) return [];
  const { usageEvents } = db.tables;
  const ofCustomers = [...groupBy(wanted, ({ customerId }) => customerId)].map(([customerId, events]) =>
    and(eq(usageEvents.customerId, customerId), inArray(usageEvents.key, events.map(({ key }) => key))),
  );
  return await db
    .select({ id: usageEvents.id, customerId: usageEvents.customerId, key: usageEvents.key, fingerprint: usageEvents.fingerprint })
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

/** The events of one name that occurred in a time. */
export interface EventWindow {
  readonly customerId: string;
  readonly eventName: string;
  readonly time: Period;
  /** Only events that a journal with this seq knows; null: all. */
  readonly knownBySeq: number | null;
}

const SCAN_ROWS = 5_000;

/** Hands every event of the window to `take`, page by page, by time of occurrence. Memory does not grow with the window. */
export async function scanEvents(db: Database, tenantId: string, window: EventWindow, take: (event: UsageEventRecord) => void): Promise<void> {
  const { usageEvents } = db.tables;
  let last: { occurredAt: Instant; id: string } | null = null;
  for (;;) {
    const rows: EventRow[] = await db
      .select()
      .from(usageEvents)
      .where(and(windowCondition(db, tenantId, window), last === null ? undefined : afterEvent(db, last)))
      .orderBy(asc(usageEvents.occurredAt), asc(usageEvents.id))
      .limit(SCAN_ROWS);
    for (const row of rows) take(fromEventRow(row));
    last = rows.at(-1) ?? null;
    if (rows.length < SCAN_ROWS || last === null) return;
  }
}

const COUNTED_WINDOWS = 50;

/** How many events each window holds, by its place in the list. */
export async function countWindows(db: Database, tenantId: string, windows: readonly EventWindow[]): Promise<number[]> {
  const { usageEvents } = db.tables;
  const counts = new Map<number, number>();
  for (const chunk of inChunks([...windows.entries()], COUNTED_WINDOWS)) {
    const selects = chunk.map(([place, window]) =>
      db.select({ place: sql`${sql.raw(String(place))}`.mapWith(Number), events: count() }).from(usageEvents).where(windowCondition(db, tenantId, window)),
    );
    for (const { place, events } of await selectAll(selects)) counts.set(place, events);
  }
  return windows.map((_, place) => counts.get(place) ?? 0);
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

export async function countUsageEvents(db: Database, reach: Reach, filter: UsageEventFilter, limit: number): Promise<number> {
  return await countRows(db, db.tables.usageEvents.id, filterCondition(db, reach, filter), limit);
}

/** A window, and the page of it that is wanted. Keys are `[occurredAt, id]`. */
export interface WindowPage extends EventWindow {
  /** Leaves out events that a journal with this seq knew; null: none. */
  readonly newSinceSeq: number | null;
  readonly request: PageRequest;
}

/** The first rows of each window's page, raw: filters of a meter are not applied. One statement however many windows. */
export async function findWindowPages(db: Database, tenantId: string, windows: readonly WindowPage[]): Promise<UsageEventRecord[][]> {
  if (windows.length === 0) return [];
  const { usageEvents } = db.tables;
  const selects = windows.map((window) => {
    const page = keysetClauses(window.request, [{ column: usageEvents.occurredAt }, { column: usageEvents.id }]);
    return db
      .select()
      .from(usageEvents)
      .where(and(windowCondition(db, tenantId, window), window.newSinceSeq === null ? undefined : gte(usageEvents.bookSeq, window.newSinceSeq), page.where))
      .orderBy(...page.orderBy)
      .limit(page.limit);
  });
  const records = (await selectAll<EventRow>(selects)).map(fromEventRow);
  return windows.map((window) => sortPage(records.filter((event) => isInWindow(event, window)), window.request));
}

/** A union promises no order, and one event may have come for several windows. */
function sortPage(events: readonly UsageEventRecord[], request: PageRequest): UsageEventRecord[] {
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  const sorted = unique.sort((a, b) => a.occurredAt - b.occurredAt || compareText(a.id, b.id));
  const isBeyond = ({ occurredAt, id }: UsageEventRecord, [at, key]: readonly (string | number)[], direction: number) =>
    direction * (occurredAt - Number(at) || compareText(id, String(key))) > 0;
  const inside = sorted.filter(
    (event) => (!request.after || isBeyond(event, request.after, 1)) && (!request.before || isBeyond(event, request.before, -1)),
  );
  return request.isBackward ? inside.reverse().slice(0, request.limit + 1) : inside.slice(0, request.limit + 1);
}

function isInWindow(event: UsageEventRecord, { customerId, eventName, time, knownBySeq, newSinceSeq }: WindowPage): boolean {
  return (
    event.customerId === customerId &&
    event.eventName === eventName &&
    time.start <= event.occurredAt &&
    event.occurredAt < time.end &&
    (knownBySeq === null || event.bookSeq < knownBySeq) &&
    (newSinceSeq === null || event.bookSeq >= newSinceSeq)
  );
}

function windowCondition({ tables: { usageEvents } }: Database, tenantId: string, { customerId, eventName, time, knownBySeq }: EventWindow): SQL | undefined {
  return and(
    eq(usageEvents.tenantId, tenantId),
    eq(usageEvents.customerId, customerId),
    eq(usageEvents.eventName, eventName),
    gte(usageEvents.occurredAt, time.start),
    lt(usageEvents.occurredAt, time.end),
    knownBySeq === null ? undefined : lt(usageEvents.bookSeq, knownBySeq),
  );
}

function afterEvent({ tables: { usageEvents } }: Database, { occurredAt, id }: { occurredAt: Instant; id: string }): SQL | undefined {
  return and(gte(usageEvents.occurredAt, occurredAt), or(gt(usageEvents.occurredAt, occurredAt), gt(usageEvents.id, id)));
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
    bookSeq: row.bookSeq,
    recordedAt: row.recordedAt,
  };
}
