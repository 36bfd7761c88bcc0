/** Writes and locks that every engine spells differently, under one name each. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { invariant } from '../core/invariant.ts';
import type { Transaction } from './database.ts';

/** What this file alone may ask of the real drizzle object behind a `Database`. */
interface FullDatabase {
  insert(table: PgTable): { values(rows: unknown[]): InsertStatement };
  execute(statement: SQL): Promise<unknown>;
}
interface InsertStatement extends Promise<unknown> {
  onConflictDoNothing(): { returning(columns: { id: PgColumn }): Promise<{ id: string }[]> };
  onDuplicateKeyUpdate(change: { set: Record<string, SQL> }): Promise<unknown>;
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

/**
 * Inserts the rows whose unique key is still free and leaves the others. `rows` must be sorted by that key, so that two
 * batches lock in one order. Answers the ids known to be inserted: PostgreSQL says which, the MySQL family cannot
 * (null: read the rows back by key and compare ids).
 */
export async function insertOnce<T extends PgTable & { id: PgColumn }>(
  tx: Transaction,
  table: T,
  rows: T['$inferInsert'][],
): Promise<ReadonlySet<string> | null> {
  const statement = realOf(tx).insert(table).values(rows);
  if (isMysqlFamily(tx)) {
    await statement.onDuplicateKeyUpdate({ set: { id: sql`${sql.identifier(table.id.name)}` } });
    return null;
  }
  const inserted = await statement.onConflictDoNothing().returning({ id: table.id });
  return new Set(inserted.map(({ id }) => id));
}

/** Inserts rows whose columns are all in their primary key: a row that is there already is left. */
export async function insertIgnoringTwins<T extends PgTable & { tenantId: PgColumn }>(tx: Transaction, table: T, rows: T['$inferInsert'][]): Promise<void> {
  const statement = realOf(tx).insert(table).values(rows);
  if (isMysqlFamily(tx)) {
    await statement.onDuplicateKeyUpdate({ set: { tenantId: sql`${sql.identifier(table.tenantId.name)}` } });
  } else {
    await statement.onConflictDoNothing();
  }
}

/** A query that can end in FOR SHARE and be awaited for its rows. */
interface LockableQuery<Row> extends SQLWrapper, PromiseLike<Row[]> {
  for(strength: 'share'): PromiseLike<Row[]>;
}

/** Reads rows and locks them against writers, not against other readers, until the transaction ends. */
export async function lockShared<Row>(tx: Transaction, query: LockableQuery<Row>): Promise<Row[]> {
  if (!isMysqlFamily(tx)) return await query.for('share');
  // MariaDB has no FOR SHARE; locked first, the rows are then read as last committed.
  await realOf(tx).execute(sql`${query.getSQL()} lock in share mode`);
  return await query;
}

export function isMysqlFamily({ dialect }: Pick<Transaction, 'dialect'>): boolean {
  return dialect === 'mysql' || dialect === 'mariadb';
}
