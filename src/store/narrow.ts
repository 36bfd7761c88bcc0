/** Puts the narrowed `Database` around a drizzle object; the one place that knows both. */
import type { Database, Dialect, Transaction } from './database.ts';
import type { Tables } from './tables.ts';
import { rememberReal } from './write.ts';

/** The part of any dialect's drizzle object that the narrowed type lets through. */
interface DrizzleObject {
  select(...fields: never[]): unknown;
  selectDistinct(...fields: never[]): unknown;
  insert(table: never): unknown;
  update(table: never): unknown;
}

interface Narrowing {
  readonly dialect: Dialect;
  readonly tables: Tables;
}

export function narrow(real: DrizzleObject, { dialect, tables }: Narrowing): Database {
  const narrowed = {
    dialect,
    tables,
    select: real.select.bind(real),
    selectDistinct: real.selectDistinct.bind(real),
    insert: real.insert.bind(real),
    update: real.update.bind(real),
  };
  return narrowed as unknown as Database;
}

export function narrowTransaction(real: DrizzleObject, narrowing: Narrowing): Transaction {
  const tx: Transaction = { ...narrow(real, narrowing), inTransaction: true };
  rememberReal(tx, real);
  return tx;
}
