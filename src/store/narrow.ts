/** Puts the narrowed `Database` around a drizzle object; the one place that knows both. */
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database, Dialect, Transaction } from './database.ts';
import type { Tables } from './tables.ts';
import { entriesOf } from './factEntries.ts';
import { rememberReal, writeEntries } from './write.ts';

/** The part of any dialect's drizzle object that the narrowed type lets through. */
interface DrizzleObject {
  select(...fields: never[]): unknown;
  selectDistinct(...fields: never[]): unknown;
  insert(table: never): { values(rows: unknown): Promise<unknown> };
  update(table: never): unknown;
}

interface Narrowing {
  readonly dialect: Dialect;
  readonly tables: Tables;
}

export function narrow(real: DrizzleObject, narrowing: Narrowing): Database {
  const { dialect, tables } = narrowing;
  const narrowed = {
    dialect,
    tables,
    select: real.select.bind(real),
    selectDistinct: real.selectDistinct.bind(real),
    insert: insertWithEntries(real, narrowing),
    update: real.update.bind(real),
  };
  return narrowed as unknown as Database;
}

/** Every insert of a fact writes the entries that prove it; nobody has to remember to. */
function insertWithEntries(real: DrizzleObject, narrowing: Narrowing) {
  return (table: PgTable) => ({
    values: async (rows: Row | Row[]): Promise<void> => {
      await real.insert(table as never).values(rows);
      await writeEntries(real, narrowing, entriesOf(narrowing, table, Array.isArray(rows) ? rows : [rows]));
    },
  });
}

type Row = Readonly<Record<string, unknown>>;

export function narrowTransaction(real: DrizzleObject, narrowing: Narrowing): Transaction {
  const tx: Transaction = { ...narrow(real, narrowing), inTransaction: true };
  rememberReal(tx, real);
  return tx;
}
