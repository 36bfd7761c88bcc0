/** Writes the entry of each row of a fact beside the row, whoever inserts it: its digest, and what names it. */
import { getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';
import { type FactShape, factDigest, factKey } from '../core/factProof.ts';
import { invariant } from '../core/invariant.ts';
import { type AnyTable, allTables } from './anyTable.ts';
import type { Database } from './database.ts';
import { FACT_TABLES, type Tables } from './tables.ts';

/** A table of facts, with the properties of its primary key. */
export interface FactTable extends FactShape {
  readonly source: AnyTable;
  /** Without the tenant. */
  readonly key: readonly string[];
}

export type FactEntry = Tables['factEntries']['$inferSelect'];

const known = new WeakMap<Tables, ReadonlyMap<string, FactTable>>();

/** By name, each after those that it refers to. */
export function factTables(db: Pick<Database, 'dialect' | 'tables'>): ReadonlyMap<string, FactTable> {
  const made = known.get(db.tables) ?? new Map(allTables(db).filter(({ name }) => FACT_TABLES.includes(name)).map((source) => [source.name, factTable(source)]));
  known.set(db.tables, made);
  return made;
}

/** What is covered of any table: all its columns. */
export function shapeOf({ name, columns }: Pick<AnyTable, 'name' | 'columns'>): FactShape {
  return { name, columns: Object.keys(columns).sort() };
}

function factTable(source: AnyTable): FactTable {
  const key = source.primaryKey.map(({ name }) => Object.keys(source.columns).find((property) => source.columns[property]?.name === name) ?? name);
  invariant(key[0] === 'tenantId', `the key of ${source.name} begins with the tenant`);
  return { ...shapeOf(source), source, key: key.slice(1) };
}

/** The entries of rows; none for a table that is no fact's. */
export function entriesOf(db: Pick<Database, 'dialect' | 'tables'>, table: PgTable, rows: readonly Readonly<Record<string, unknown>>[]): FactEntry[] {
  const fact = factTables(db).get(getTableName(table));
  return fact === undefined ? [] : rows.map((row) => ({ ...keyOfRow(fact, row), id: v7(), digest: factDigest(fact, row) }));
}

/** What an entry says of which row it is. */
export function keyOfRow({ name, key }: FactTable, row: Readonly<Record<string, unknown>>): Omit<FactEntry, 'id' | 'digest'> {
  const { tenantId, customerId = null } = row as { tenantId: string; customerId?: string | null };
  const values = key.map((property) => row[property]);
  return { tenantId, keyHash: factKey(name, [tenantId, ...values]), tableName: name, customerId, rowKey: JSON.stringify(values) };
}
