/** Writes and locks that every engine spells differently, under one name each. */
import { type SQL, and, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { invariant } from '../core/invariant.ts';
import type { Database, RawRow, Transaction } from './database.ts';
import { type FactEntry, entriesOf } from './factEntries.ts';
import { isMysqlFamily } from './family.ts';

export { isMysqlFamily } from './family.ts';

/** What this file alone may ask of the real drizzle object behind a `Database`. */
interface FullDatabase {
  insert(table: PgTable): { values(rows: unknown[]): InsertStatement };
  /** Rows as the driver gives them: a list, or an object that holds it. */
  execute(statement: SQL): Promise<RawRow[] | { rows: RawRow[] }>;
  select: Database['select'];
}
interface InsertStatement extends Promise<unknown> {
  onConflictDoNothing(): Promise<unknown>;
}

const reals = new WeakMap<Transaction, FullDatabase>();

/** Remembers the drizzle object behind a narrowed transaction; called by `narrow.ts` only. */
export function rememberReal(tx: Transaction, real: unknown): void {
  reals.set(tx, real as FullDatabase);
}

function realOf(tx: Transaction): FullDatabase {
  const real = reals.get(tx);
  invariant(real, 'a transaction is made by its store');
  return real;
}

/** A row's own unique key, as one text. */
type KeyOf<Row> = (row: Row) => string;

/**
 * Inserts the rows whose unique key is still free, leaves the others, and answers what holds the keys of those.
 * `rows` are sorted by that key, so that two batches lock in one order; the transaction holds `lockForInserts` on what
 * owns them. PostgreSQL says which rows it inserted, so only the others are looked up.
 */
export async function insertOnce<T extends PgTable & { id: PgColumn }, Held>(
  tx: Transaction,
  table: T,
  rows: readonly (T['$inferInsert'] & { id: string })[],
  { findHeld, keyOf }: { findHeld: (rows: readonly (T['$inferInsert'] & { id: string })[]) => Promise<Held[]>; keyOf: KeyOf<T['$inferInsert'] | Held> },
): Promise<Held[]> {
  if (isMysqlFamily(tx)) {
    const held = await findHeld(rows);
    const taken = new Set(held.map(keyOf));
    const free = rows.filter((row) => !taken.has(keyOf(row)));
    if (free.length > 0) await realOf(tx).insert(table).values(free);
    return held;
  }
  const answer = await realOf(tx).execute(sql`${insertOfArrays(table, rows)} on conflict do nothing returning ${sql.identifier(table.id.name)} as id`);
  const inserted = new Set((Array.isArray(answer) ? answer : answer.rows).map(({ id }) => id));
  return await findHeld(rows.filter(({ id }) => !inserted.has(id)));
}

/**
 * PostgreSQL's insert of many rows as one array a column. A parameter for each value, ten thousand for a batch, takes
 * drizzle and the driver longer to write down than the database to insert.
 */
function insertOfArrays<T extends PgTable>(table: T, rows: readonly T['$inferInsert'][]): SQL {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => sql.identifier(column.name));
  const arrays = columns.map(([property, column]) => {
    const values = rows.map((row) => {
      const value = (row as Record<string, unknown>)[property] ?? null;
      return value === null ? null : asText(column.mapToDriverValue(value));
    });
    // An array's type does not name a collation.
    const type = sql.raw(`${column.getSQLType().replace(/ collate .*$/, '')}[]`);
    return sql`cast(cast(${sql.param(values)} as text[]) as ${type})`;
  });
  return sql`insert into ${table} (${sql.join(names, sql`, `)}) select * from unnest(${sql.join(arrays, sql`, `)})`;
}

/** Every element travels as text and is cast by the database: drivers differ in which arrays they know how to write. */
function asText(value: unknown): string {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : String(value);
}

/** Inserts rows that are none of them there, of whatever table: as one array a column where that is quicker. */
export async function insertAll(tx: Transaction, table: PgTable, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  if (rows.length === 0) return;
  if (isMysqlFamily(tx)) await realOf(tx).insert(table).values([...rows]);
  else await realOf(tx).execute(insertOfArrays(table, rows as PgTable['$inferInsert'][]));
  await writeEntries(realOf(tx), tx, entriesOf(tx, table, rows));
}

/** Writes entries of rows that were recorded without; those that are there are left. */
export async function writeMissingEntries(tx: Transaction, entries: readonly FactEntry[]): Promise<void> {
  await writeEntries(realOf(tx), tx, entries);
}

/** Writes the entries of rows of a fact. Those that are there, because a replay copied them first, are left. */
export async function writeEntries(real: unknown, { dialect, tables: { factEntries } }: Pick<Database, 'dialect' | 'tables'>, entries: readonly FactEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const full = real as FullDatabase;
  if (!isMysqlFamily({ dialect })) {
    await full.execute(sql`${insertOfArrays(factEntries, entries)} on conflict do nothing`);
    return;
  }
  // A key's hash is of its tenant too, so it is one of all tenants'.
  const isOne = and(inArray(factEntries.tenantId, [...new Set(entries.map(({ tenantId }) => tenantId))]), inArray(factEntries.keyHash, entries.map(({ keyHash }) => keyHash)));
  const present = new Set((await full.select({ keyHash: factEntries.keyHash }).from(factEntries).where(isOne)).map(({ keyHash }) => keyHash));
  const missing = entries.filter(({ keyHash }) => !present.has(keyHash));
  if (missing.length > 0) await full.insert(factEntries).values(missing);
}

/** Inserts rows that are nothing but their key; one that is there already is left. Under `lockForInserts`, as `insertOnce`. */
export async function insertMissing<T extends PgTable>(
  tx: Transaction,
  table: T,
  rows: readonly T['$inferInsert'][],
  { findPresent, keyOf }: { findPresent: () => Promise<T['$inferInsert'][]>; keyOf: KeyOf<T['$inferInsert']> },
): Promise<void> {
  if (isMysqlFamily(tx)) {
    const present = new Set((await findPresent()).map(keyOf));
    const missing = rows.filter((row) => !present.has(keyOf(row)));
    if (missing.length > 0) await realOf(tx).insert(table).values(missing);
  } else {
    await realOf(tx).insert(table).values([...rows]).onConflictDoNothing();
  }
  await writeEntries(realOf(tx), tx, entriesOf(tx, table, rows));
}

/**
 * Lets PostgreSQL count a table that has got very many rows within the transaction. It does so by itself a minute later, embedded never;
 * until then it may look each foreign key to the new rows up by an index that finds all rows of their customer. The MySQL family
 * looks keys up by the index that they refer to, whatever it knows.
 */
export async function refreshStatistics(tx: Transaction, table: PgTable): Promise<void> {
  if (!isMysqlFamily(tx)) await realOf(tx).execute(sql`analyze (skip_locked) ${table}`);
}

/** A query that can end in a lock and be awaited for its rows. */
interface LockableQuery<Row> extends PromiseLike<Row[]> {
  for(strength: 'share' | 'update'): PromiseLike<Row[]>;
}

/**
 * Reads rows and locks them against whoever locks them FOR UPDATE, until the transaction ends.
 * PostgreSQL shares the lock among inserters: its `on conflict do nothing` settles their races. The MySQL family has no
 * insert-or-leave to do that (`on duplicate key update` is refused by the triggers that keep rows immutable, `insert ignore`
 * hides errors), so there inserters of one owner take turns, and what one of them reads stays true until it has inserted.
 */
export async function lockForInserts<Row>(tx: Transaction, query: LockableQuery<Row>): Promise<Row[]> {
  return await query.for(isMysqlFamily(tx) ? 'update' : 'share');
}
