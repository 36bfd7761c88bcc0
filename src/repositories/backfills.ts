/** Backfills in SQL: what each is about, its pages, what was done with it, and which events it added. Rows are only ever added. */
import { type SQL, and, asc, count, eq, inArray, sum } from 'drizzle-orm';
import type { BackfillScope, BackfillState } from '../core/backfill.ts';
import { groupBy } from '../core/grouping.ts';
import { type Instant, instantText, parseInstant } from '../core/instant.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import { type UsageEvent, fingerprintOf } from '../core/usageEvent.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { insertAll } from '../store/write.ts';
import { inChunks } from './chunks.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import type { Reach } from './reach.ts';
import type { EventPlace } from './usageEvents.ts';

/** What was done with a backfill, and how many events it concerned. */
export interface BackfillStep {
  readonly reason: string | null;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly added: number;
  readonly amended: number;
  readonly restored: number;
  readonly voided: number;
  readonly duplicates: number;
}

/** A backfill as it was opened. */
export interface NewBackfill {
  readonly id: string;
  readonly name: string;
  readonly customerIds: readonly string[];
  readonly scope: Omit<BackfillScope, 'customerExternalIds'>;
  readonly reason: string;
  readonly recordedAt: Instant;
  readonly actor: string;
}

export interface Backfill extends NewBackfill {
  readonly state: BackfillState;
  readonly pages: number;
  readonly eventCount: number;
  readonly application: BackfillStep | null;
  readonly reversion: BackfillStep | null;
}

export type BackfillStepKind = 'APPLY' | 'REVERT';

export async function insertBackfill(tx: Transaction, tenantId: string, { customerIds, scope, ...backfill }: NewBackfill): Promise<void> {
  const [only, ...others] = customerIds;
  const customerId = others.length === 0 ? (only ?? null) : null;
  const { eventNames, from, to, replace } = scope;
  const text = canonicalJson({ customerIds: [...customerIds], eventNames: [...eventNames], from: instantText(from), to: instantText(to), replace });
  await tx.insert(tx.tables.usageBackfills).values({ tenantId, ...backfill, customerId, scope: text });
}

export interface BackfillPage {
  readonly backfillId: string;
  readonly page: number;
  readonly events: readonly UsageEvent[];
  readonly digest: string;
  readonly recordedAt: Instant;
  readonly actor: string;
}

export async function insertBackfillPage(tx: Transaction, tenantId: string, { events, ...page }: BackfillPage): Promise<void> {
  const rows = events.map(({ key, customerExternalId, eventName, occurredAt, propertiesText }) => [key, customerExternalId, eventName, instantText(occurredAt), propertiesText]);
  await tx.insert(tx.tables.usageBackfillPages).values({ tenantId, ...page, eventCount: events.length, events: canonicalJson(rows) });
}

/** The digest of a page; null if it was not staged. */
export async function findPageDigest(db: Database, tenantId: string, { backfillId, page }: Pick<BackfillPage, 'backfillId' | 'page'>): Promise<string | null> {
  const { usageBackfillPages } = db.tables;
  const [row] = await db
    .select({ digest: usageBackfillPages.digest })
    .from(usageBackfillPages)
    .where(and(eq(usageBackfillPages.tenantId, tenantId), eq(usageBackfillPages.backfillId, backfillId), eq(usageBackfillPages.page, page)));
  return row?.digest ?? null;
}

/** The events of a batch, page after page. */
export async function findBatch(db: Database, tenantId: string, backfillId: string): Promise<UsageEvent[]> {
  const { usageBackfillPages } = db.tables;
  const rows = await db
    .select({ events: usageBackfillPages.events })
    .from(usageBackfillPages)
    .where(and(eq(usageBackfillPages.tenantId, tenantId), eq(usageBackfillPages.backfillId, backfillId)))
    .orderBy(asc(usageBackfillPages.page));
  return rows.flatMap(({ events }) => (JSON.parse(events) as StagedEvent[]).map(fromStaged));
}

type StagedEvent = readonly [key: string, customerExternalId: string, eventName: string, occurredAt: string, propertiesText: string];

function fromStaged([key, customerExternalId, eventName, occurredAt, propertiesText]: StagedEvent): UsageEvent {
  const facts = { key, customerExternalId, eventName, occurredAt: parseInstant(occurredAt), propertiesText };
  return { ...facts, properties: JSON.parse(propertiesText) as JsonObject, fingerprint: fingerprintOf(facts) };
}

export async function insertBackfillStep(tx: Transaction, tenantId: string, step: BackfillStep & { readonly backfillId: string; readonly kind: BackfillStepKind }): Promise<void> {
  await tx.insert(tx.tables.usageBackfillSteps).values({ tenantId, ...step });
}

const ADDITION_ROWS = 1_000;

export async function insertAdditions(tx: Transaction, tenantId: string, backfillId: string, events: readonly EventPlace[]): Promise<void> {
  const rows = events.map(({ customerId, id }) => ({ tenantId, customerId, eventId: id, backfillId }));
  for (const chunk of inChunks(rows, ADDITION_ROWS)) await insertAll(tx, tx.tables.usageBackfillAdditions, chunk);
}

/** The events that a backfill added. */
export async function findAdditions(db: Database, tenantId: string, backfillId: string): Promise<EventPlace[]> {
  const { usageBackfillAdditions: addition } = db.tables;
  return await db
    .select({ customerId: addition.customerId, id: addition.eventId })
    .from(addition)
    .where(and(eq(addition.tenantId, tenantId), eq(addition.backfillId, backfillId)));
}

/** Which backfill added each event. */
export async function findAddingBackfills(db: Database, tenantId: string, events: readonly EventPlace[]): Promise<(EventPlace & { backfillId: string })[]> {
  if (events.length === 0) return [];
  const { usageBackfillAdditions: addition } = db.tables;
  return await db
    .select({ customerId: addition.customerId, id: addition.eventId, backfillId: addition.backfillId })
    .from(addition)
    .where(
      and(
        eq(addition.tenantId, tenantId),
        inArray(addition.customerId, [...new Set(events.map(({ customerId }) => customerId))]),
        inArray(addition.eventId, events.map(({ id }) => id)),
      ),
    );
}

/** The ids of backfills that were applied and not reverted, of those given. */
export async function findStanding(db: Database, tenantId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { usageBackfillSteps: step } = db.tables;
  const rows = await db.select({ id: step.backfillId, kind: step.kind }).from(step).where(and(eq(step.tenantId, tenantId), inArray(step.backfillId, [...ids])));
  const reverted = new Set(rows.filter(({ kind }) => kind === 'REVERT').map(({ id }) => id));
  return new Set(rows.filter(({ id }) => !reverted.has(id)).map(({ id }) => id));
}

/** By a name, whoever's it is: names are the tenant's. */
export async function findBackfillByName(db: Database, tenantId: string, name: string): Promise<Backfill | null> {
  const { usageBackfills } = db.tables;
  const rows = await db.select().from(usageBackfills).where(and(eq(usageBackfills.tenantId, tenantId), eq(usageBackfills.name, name)));
  return (await withState(db, tenantId, rows))[0] ?? null;
}

export async function findBackfills(db: Database, reach: Reach, ids: readonly string[]): Promise<Backfill[]> {
  if (ids.length === 0) return [];
  const { usageBackfills } = db.tables;
  return await withState(db, reach.tenantId, await db.select().from(usageBackfills).where(and(inReach(db, reach), inArray(usageBackfills.id, [...ids]))));
}

/** Newest first. Who sees one customer only sees the backfills that are about that customer alone. */
export async function pageBackfills(db: Database, reach: Reach, request: PageRequest): Promise<Page<Backfill>> {
  const { usageBackfills } = db.tables;
  const page = keysetClauses(request, [{ column: usageBackfills.id, isDescending: true }]);
  const rows = await db.select().from(usageBackfills).where(and(inReach(db, reach), page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(await withState(db, reach.tenantId, rows), request);
}

export async function countBackfills(db: Database, reach: Reach, limit: number): Promise<number> {
  return await countRows(db, db.tables.usageBackfills.id, inReach(db, reach), limit);
}

function inReach({ tables: { usageBackfills } }: Database, { tenantId, customerId }: Reach): SQL | undefined {
  return and(eq(usageBackfills.tenantId, tenantId), customerId === null ? undefined : eq(usageBackfills.customerId, customerId));
}

/** Two statements however many backfills; in the order given. */
async function withState(db: Database, tenantId: string, rows: readonly Tables['usageBackfills']['$inferSelect'][]): Promise<Backfill[]> {
  if (rows.length === 0) return [];
  const { usageBackfillPages: page, usageBackfillSteps: step } = db.tables;
  const ids = rows.map(({ id }) => id);
  const pages = await db
    .select({ id: page.backfillId, pages: count(), events: sum(page.eventCount).mapWith(Number) })
    .from(page)
    .where(and(eq(page.tenantId, tenantId), inArray(page.backfillId, ids)))
    .groupBy(page.backfillId);
  const steps = groupBy(await db.select().from(step).where(and(eq(step.tenantId, tenantId), inArray(step.backfillId, ids))), ({ backfillId }) => backfillId);
  return rows.map((row) => {
    const staged = pages.find(({ id }) => id === row.id);
    const stepOf = (kind: BackfillStepKind) => steps.get(row.id)?.find((one) => one.kind === kind) ?? null;
    const [application, reversion] = [stepOf('APPLY'), stepOf('REVERT')];
    return { ...fromBackfillRow(row), pages: staged?.pages ?? 0, eventCount: staged?.events ?? 0, application, reversion, state: reversion ? 'REVERTED' : application ? 'APPLIED' : 'STAGED' };
  });
}

function fromBackfillRow({ id, name, scope: text, reason, recordedAt, actor }: Tables['usageBackfills']['$inferSelect']): NewBackfill {
  const { customerIds, eventNames, from, to, replace } = JSON.parse(text) as { customerIds: string[]; eventNames: string[]; from: string; to: string; replace: boolean };
  return { id, name, customerIds, scope: { eventNames, from: parseInstant(from), to: parseInstant(to), replace }, reason, recordedAt, actor };
}
