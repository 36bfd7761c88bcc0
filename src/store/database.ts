/** The narrowed database: only what means the same on all four engines. What is missing here must not be used. */
import type { SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT, PgTable, PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Tables } from './tables.ts';

export type Dialect = 'pglite' | 'postgres' | 'mysql' | 'mariadb';

type Drizzle = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/**
 * One connection, or one transaction, of whichever engine. Left out on purpose, because it differs or fails on one of them:
 * `returning`, `onConflict*`, relational queries, `with ... update`. For insert-or-leave and shared locks see `write.ts`.
 */
export interface Database {
  readonly dialect: Dialect;
  readonly tables: Tables;
  readonly select: Drizzle['select'];
  readonly selectDistinct: Drizzle['selectDistinct'];
  insert<T extends PgTable>(table: T): { values(rows: T['$inferInsert'] | T['$inferInsert'][]): Promise<unknown> };
  update<T extends PgTable>(table: T): { set(values: PgUpdateSetSource<T>): { where(condition: SQL | undefined): Promise<unknown> } };
}

/** A database inside a transaction. Only `Store.transaction` makes one, so what needs a transaction says so in its type. */
export interface Transaction extends Database {
  readonly inTransaction: true;
}

/** A row as a driver gives it to hand-written SQL. */
export type RawRow = Record<string, unknown>;
/** Runs one hand-written statement on one reserved connection. */
export type RunStatement = (statement: string, parameters?: readonly (string | number)[]) => Promise<RawRow[]>;

/** An open database with its pool of connections. */
export interface Store {
  readonly dialect: Dialect;
  /** For reads outside a transaction. */
  readonly database: Database;
  /** Runs `work` at READ COMMITTED; after a lost race the whole of it runs again, at most three times, and after deadlocks up to twelve. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Runs reads that must agree with each other on one state of the database: they see nothing that is committed meanwhile. `work` reads through the
   * database it is given alone: the embedded one has no second connection to wait for.
   */
  snapshot<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /** Runs one hand-written statement that reads the database's own catalog. */
  readonly inspect: (statement: string) => Promise<RawRow[]>;
  /** One reserved connection under the database's migration lock, for DDL. */
  exclusively<T>(work: (run: RunStatement) => Promise<T>): Promise<T>;
  /** Brings statistics and space up to date where they lag behind, and answers the tables' names; null where the database does so itself. */
  readonly keepHouse: (() => Promise<readonly string[]>) | null;
  /** Fails unless the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What a caller may watch or set when opening a store. */
export interface StoreOptions {
  /** Called with the text of every statement the repositories send. */
  readonly onStatement?: ((statement: string) => void) | undefined;
  /** Connections at most; the embedded database has one. */
  readonly poolSize?: number | undefined;
}
