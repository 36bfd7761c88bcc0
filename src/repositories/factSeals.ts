/** The proof of facts in SQL: rows as digests in the order in which checkpoints seal them, their entries, and the seals. */
import { type SQL, and, asc, eq, gt, gte, inArray, or } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';
import { type FactPart, factDigest } from '../core/factProof.ts';
import { invariant } from '../core/invariant.ts';
import { allTables } from '../store/anyTable.ts';
import type { Database, Transaction } from '../store/database.ts';
import { writeMissingEntries } from '../store/write.ts';
import { type FactEntry, type FactTable, factTables, keyOfRow, shapeOf } from '../store/factEntries.ts';
import { inChunks } from './chunks.ts';
import { type FactRow, scanRows } from './facts.ts';

export type { FactEntry } from '../store/factEntries.ts';

const ROWS = 2_000;
const INSERT_ROWS = 200;

/** A row of a stream, as checkpoints seal it. */
export interface StreamRow {
  readonly ownerId: string;
  readonly id: string;
  readonly digest: string;
}

/** What a checkpoint reads anew: rows from an id on; null from the beginning. */
interface SinceId {
  readonly tenantId: string;
  readonly sinceId: string | null;
}

/** The usage of some customers, by customer in the order of arrival. */
export async function* scanEventDigests(db: Database, { tenantId, sinceId }: SinceId, customerIds: readonly string[]): AsyncGenerator<StreamRow[]> {
  const { usageEvents } = db.tables;
  const digestOfEvent = eventDigest(db);
  let after: { customerId: string; id: string } | null = null;
  for (;;) {
    const isLater: SQL | undefined = after === null ? undefined : or(gt(usageEvents.customerId, after.customerId), and(eq(usageEvents.customerId, after.customerId), gt(usageEvents.id, after.id)));
    const rows: (typeof usageEvents.$inferSelect)[] = await db
      .select()
      .from(usageEvents)
      .where(and(eq(usageEvents.tenantId, tenantId), inArray(usageEvents.customerId, [...customerIds]), sinceId === null ? undefined : gte(usageEvents.id, sinceId), isLater))
      .orderBy(asc(usageEvents.customerId), asc(usageEvents.id))
      .limit(ROWS);
    if (rows.length > 0) yield rows.map((row) => ({ ownerId: row.customerId, id: row.id, digest: digestOfEvent(row) }));
    after = rows.at(-1) ?? null;
    if (rows.length < ROWS) return;
  }
}

/** The digest of a stored event over all its columns. */
export function eventDigest(db: Database): (row: FactRow) => string {
  const table = allTables(db).find(({ name }) => name === 'usage_events');
  invariant(table, 'there is usage');
  const shape = shapeOf(table);
  return (row) => factDigest(shape, row);
}

/** The entries of a tenant's other facts, in the order of recording. */
export async function* scanEntries(db: Database, { tenantId, sinceId }: SinceId): AsyncGenerator<FactEntry[]> {
  const { factEntries } = db.tables;
  for (let after: string | null = null; ; ) {
    const isWanted: SQL | undefined = and(eq(factEntries.tenantId, tenantId), sinceId === null ? undefined : gte(factEntries.id, sinceId), after === null ? undefined : gt(factEntries.id, after));
    const rows: FactEntry[] = await db.select().from(factEntries).where(isWanted).orderBy(asc(factEntries.id)).limit(ROWS);
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < ROWS) return;
  }
}

/** The seals of some streams that reach to an id or beyond. */
export async function findPartsFrom(db: Database, { tenantId, sinceId }: SinceId, ownerIds: readonly string[]): Promise<FactPart[]> {
  if (sinceId === null) return [];
  const { checkpointFacts } = db.tables;
  const rows = await db.select().from(checkpointFacts).where(and(eq(checkpointFacts.tenantId, tenantId), inArray(checkpointFacts.ownerId, [...ownerIds]), gte(checkpointFacts.lastId, sinceId)));
  return rows.map(fromPartRow);
}

export async function insertParts(tx: Transaction, tenantId: string, parts: readonly FactPart[]): Promise<void> {
  for (const chunk of inChunks(parts.map((part) => ({ tenantId, ...part })), INSERT_ROWS)) await tx.insert(tx.tables.checkpointFacts).values(chunk);
}

/** The seals of one stream, or of all of a tenant, by owner in the order of their first ids. */
export async function* scanParts(db: Database, tenantId: string, ownerId: string | null): AsyncGenerator<FactPart> {
  const { checkpointFacts } = db.tables;
  for (let after: FactPart | null = null; ; ) {
    const isLater: SQL | undefined = after === null ? undefined : or(gt(checkpointFacts.ownerId, after.ownerId), and(eq(checkpointFacts.ownerId, after.ownerId), gt(checkpointFacts.firstId, after.firstId)));
    const rows: (typeof checkpointFacts.$inferSelect)[] = await db
      .select()
      .from(checkpointFacts)
      .where(and(eq(checkpointFacts.tenantId, tenantId), ownerId === null ? undefined : eq(checkpointFacts.ownerId, ownerId), isLater))
      .orderBy(asc(checkpointFacts.ownerId), asc(checkpointFacts.firstId))
      .limit(INSERT_ROWS);
    const parts = rows.map(fromPartRow);
    yield* parts;
    after = parts.at(-1) ?? null;
    if (rows.length < INSERT_ROWS) return;
  }
}

function fromPartRow({ tenantId: _tenantId, ...row }: FactPart & { tenantId: string }): FactPart {
  return row;
}

/** A stored row of a fact, with the entry that was written with it; null if that is gone. */
export interface FactWithEntry {
  readonly keyHash: string;
  readonly table: string;
  readonly rowKey: string;
  readonly customerId: string | null;
  readonly tenantId: string;
  readonly digest: string;
  readonly entry: FactEntry | null;
}

/** Every row of every fact but usage, of all, one tenant, or one of its customers; page by page. */
export async function* scanFacts(db: Database, scope: { tenantId: string | null; customerId: string | null }): AsyncGenerator<FactWithEntry[]> {
  for (const fact of factTables(db).values()) {
    const { tenantId, customerId } = fact.source.columns;
    if (scope.customerId !== null && !customerId) continue;
    const where = and(scope.tenantId !== null && tenantId ? eq(tenantId, scope.tenantId) : undefined, scope.customerId !== null && customerId ? eq(customerId, scope.customerId) : undefined);
    for await (const rows of scanRows(db, fact.source, { where })) yield await withEntries(db, fact, rows);
  }
}

async function withEntries(db: Database, fact: FactTable, rows: readonly FactRow[]): Promise<FactWithEntry[]> {
  const { factEntries } = db.tables;
  const keyed = rows.map((row) => ({ row, place: keyOfRow(fact, row) }));
  const tenantIds = [...new Set(keyed.map(({ place }) => place.tenantId))];
  const entries = await db.select().from(factEntries).where(and(inArray(factEntries.tenantId, tenantIds), inArray(factEntries.keyHash, keyed.map(({ place }) => place.keyHash))));
  const byHash = new Map(entries.map((entry) => [entry.keyHash, entry]));
  return keyed.map(({ row, place: { keyHash, tenantId, tableName: table, rowKey, customerId } }) => ({ keyHash, table, rowKey, customerId, tenantId, digest: factDigest(fact, row), entry: byHash.get(keyHash) ?? null }));
}

/** Writes the entries that rows lack, for what they are now. */
export async function insertEntriesOf(tx: Transaction, facts: readonly FactWithEntry[]): Promise<void> {
  for (const chunk of inChunks(facts, INSERT_ROWS)) {
    await writeMissingEntries(tx, chunk.map(({ tenantId, keyHash, table, customerId, rowKey, digest }) => ({ tenantId, keyHash, tableName: table, customerId, rowKey, digest, id: v7() })));
  }
}

/** Of entries, those whose row is gone. */
export async function findOrphans(db: Database, entries: readonly FactEntry[]): Promise<FactEntry[]> {
  const orphans: FactEntry[] = [];
  for (const name of new Set(entries.map(({ tableName }) => tableName))) {
    const own = entries.filter(({ tableName }) => tableName === name);
    const fact = factTables(db).get(name);
    const present = fact === undefined ? new Set<string>() : await findPresent(db, fact, own);
    orphans.push(...own.filter(({ keyHash }) => !present.has(keyHash)));
  }
  return orphans;
}

const ORPHAN_ROWS = 200;

/** By the keys that the entries say; one that says no key finds nothing. */
async function findPresent(db: Database, fact: FactTable, entries: readonly FactEntry[]): Promise<Set<string>> {
  const present = new Set<string>();
  for (const chunk of inChunks(entries, ORPHAN_ROWS)) {
    const conditions = chunk.flatMap((entry) => conditionOf(fact, entry) ?? []);
    if (conditions.length === 0) continue;
    const rows = (await db.select().from(fact.source.table).where(or(...conditions))) as FactRow[];
    for (const row of rows) present.add(keyOfRow(fact, row).keyHash);
  }
  return present;
}

function conditionOf({ key, source }: FactTable, { tenantId, rowKey }: FactEntry): SQL | null {
  const values = keyValues(rowKey);
  const columns = key.map((property) => source.columns[property] as PgColumn);
  const tenant = source.columns['tenantId'];
  if (values?.length !== columns.length || !tenant) return null;
  return and(eq(tenant, tenantId), ...columns.map((column, index) => eq(column, values[index]))) ?? null;
}

function keyValues(rowKey: string): (string | number)[] | null {
  try {
    const values: unknown = JSON.parse(rowKey);
    return Array.isArray(values) && values.every((value) => typeof value === 'string' || typeof value === 'number') ? (values) : null;
  } catch {
    return null;
  }
}
