/** Tables taken as they come, by what the schema says of them: for work that must not forget one that is added later. */
import { type Table, getTableColumns, getTableName } from 'drizzle-orm';
import { type MySqlTable, getTableConfig as mysqlConfigOf } from 'drizzle-orm/mysql-core';
import { type PgColumn, type PgTable, getTableConfig as postgresConfigOf } from 'drizzle-orm/pg-core';
import { invariant } from '../core/invariant.ts';
import type { Database } from './database.ts';
import { isMysqlFamily } from './family.ts';

export interface AnyTable {
  /** As in SQL. */
  readonly name: string;
  readonly table: PgTable;
  readonly primaryKey: readonly PgColumn[];
  /** By property, for example `tenantId`. */
  readonly columns: Readonly<Record<string, PgColumn>>;
  /** Names of the tables that its rows refer to. */
  readonly references: readonly string[];
}

/** Every table, each after those that it refers to. */
export function allTables(db: Pick<Database, 'dialect' | 'tables'>): AnyTable[] {
  const all = Object.values(db.tables).map((table) => anyTable(table, isMysqlFamily(db)));
  const ordered = new Map<string, AnyTable>();
  const place = (one: AnyTable): void => {
    if (ordered.has(one.name)) return;
    for (const name of one.references) if (name !== one.name) all.filter((other) => other.name === name).forEach(place);
    ordered.set(one.name, one);
  };
  all.forEach(place);
  return [...ordered.values()];
}

function anyTable(table: PgTable, isMysql: boolean): AnyTable {
  // The MySQL tables are cast to the type of the others, and stay what they are.
  const config: TableConfig = isMysql ? (mysqlConfigOf(table as unknown as MySqlTable) as unknown as TableConfig) : postgresConfigOf(table);
  const columns = getTableColumns(table) as Readonly<Record<string, PgColumn>>;
  const own = Object.values(columns).filter(({ primary }) => primary);
  // The key names its columns, but on PostgreSQL does not hold those that know how their values are sent.
  const primaryKey = config.primaryKeys[0]?.columns.map(({ name }) => columnNamed(columns, name)) ?? own;
  return { name: getTableName(table), table, primaryKey, columns, references: config.foreignKeys.map((key) => getTableName(key.reference().foreignTable)) };
}

function columnNamed(columns: AnyTable['columns'], name: string): PgColumn {
  const column = Object.values(columns).find((one) => one.name === name);
  invariant(column, `a key is of columns of its table, not of ${name}`);
  return column;
}

interface TableConfig {
  readonly primaryKeys: readonly { readonly columns: readonly PgColumn[] }[];
  readonly foreignKeys: readonly { reference(): { readonly foreignTable: Table } }[];
}
