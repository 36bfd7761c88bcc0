/** Changing what the engine keeps, behind its back: as a superuser, with the guards of a table out of the way and put back. */
import { readFileSync, readdirSync } from 'node:fs';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { AnyTable } from '../../src/store/anyTable.ts';
import type { DialectName } from './servers.ts';
import { type RawSql, isMysqlFamily } from './rawSql.ts';

const MIGRATIONS = new URL('../../drizzle/mysql/', import.meta.url);

export class Tampering {
  readonly #dialect: DialectName;
  readonly #raw: RawSql;
  #isOpen = false;

  constructor(dialect: DialectName, raw: RawSql) {
    this.#dialect = dialect;
    this.#raw = raw;
  }

  /** Keeps a copy of the tables, to undo everything later. */
  async keep(tables: readonly string[]): Promise<void> {
    for (const table of tables) await this.#raw.run(`create table kept_${table} as select * from ${table}`);
  }

  /** Puts the kept rows back, then changes the table. Its guards stand again afterwards, or when `unguarded` is done. */
  async change(table: string, ...statements: string[]): Promise<void> {
    if (!this.#isOpen) {
      await this.unguarded([table], () => this.change(table, ...statements));
      return;
    }
    for (const statement of [`delete from ${table}`, `insert into ${table} select * from kept_${table}`, ...statements]) await this.#raw.run(statement);
  }

  async undo(table: string): Promise<void> {
    await this.change(table);
  }

  /** Takes the guards of some tables away, and puts them back when the work is done. Once for many changes: most of the time goes into that. */
  async unguarded<T>(tables: readonly string[], work: () => Promise<T>): Promise<T> {
    const isMysql = isMysqlFamily(this.#dialect);
    const guards = tables.flatMap((table) => guardsOf(table).map((guard) => ({ ...guard, table })));
    const open = isMysql
      ? ['set foreign_key_checks = 0', ...guards.map(({ name }) => `drop trigger ${name}`)]
      : ['set session_replication_role = replica', ...tables.map((table) => `alter table ${table} disable trigger user`)];
    const guarded = [...new Set(guards.map(({ table }) => table))];
    const close = isMysql
      ? [...guards.map(({ create }) => create), 'set foreign_key_checks = 1']
      : [...guarded.flatMap((table) => ['', '_truncate'].map((kind) => `alter table ${table} enable always trigger immutable_${table}${kind}`)), 'set session_replication_role = default'];
    for (const statement of open) await this.#raw.run(statement);
    this.#isOpen = true;
    try {
      return await work();
    } finally {
      this.#isOpen = false;
      for (const statement of close) await this.#raw.run(statement);
    }
  }
}

/** A row of a kept table, in the order of the primary key. */
export function rowAt({ name, primaryKey }: AnyTable, place: 'first' | 'last'): string {
  const key = primaryKey.map((column) => column.name);
  const order = key.map((column) => (place === 'first' ? column : `${column} desc`)).join(', ');
  const found = (column: string) => `(select ${column} from kept_${name} order by ${order} limit 1)`;
  return key.map((column) => `${column} = ${found(column)}`).join(' and ');
}

/** Puts in a row like the first, with another value in every column but the tenant's. */
export function insertAnother(table: AnyTable, dialect: DialectName): string {
  const columns = Object.values(table.columns);
  const values = columns.map((column) => (column.name === 'tenant_id' ? column.name : otherValue(column, dialect)));
  return `insert into ${table.name} (${columns.map(({ name }) => name).join(', ')}) select ${values.join(', ')} from kept_${table.name} where ${rowAt(table, 'first')}`;
}

/** Gives the first row what the last holds beside its key, and the other way round; null if rows are nothing but keys. */
export function swapPair(table: AnyTable): string[] | null {
  const key = new Set(table.primaryKey.map(({ name }) => name));
  const columns = Object.values(table.columns).map(({ name }) => name);
  if (columns.every((name) => key.has(name))) return null;
  const crossed = (one: 'first' | 'last', other: 'first' | 'last') =>
    `insert into ${table.name} (${columns.join(', ')}) select ${columns.map((name) => `${key.has(name) ? 'a' : 'b'}.${name}`).join(', ')} from (select * from kept_${table.name} where ${rowAt(table, one)}) a, (select * from kept_${table.name} where ${rowAt(table, other)}) b`;
  return [`delete from ${table.name} where ${rowAt(table, 'first')}`, `delete from ${table.name} where ${rowAt(table, 'last')}`, crossed('first', 'last'), crossed('last', 'first')];
}

/** The triggers of a table in the MySQL family; none if its rows may change. */
function guardsOf(table: string): { name: string; create: string }[] {
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('immutable.sql'));
  const steps = files.map((name) => readFileSync(new URL(name, MIGRATIONS), 'utf8')).join('--> statement-breakpoint').split('--> statement-breakpoint').map((step) => step.trim());
  return steps.flatMap((create) => {
    const [, name, guarded] = /^CREATE TRIGGER (\w+) BEFORE \w+ ON (\w+) /.exec(create) ?? [];
    return name !== undefined && guarded === table ? [{ name, create }] : [];
  });
}

/** SQL for a value that a column does not hold: one more, one character more, one millisecond later, other bytes. */
export function otherValue(column: PgColumn, dialect: DialectName): string {
  const type = column.getSQLType();
  const isMysql = isMysqlFamily(dialect);
  const { name } = column;
  if (/^(uuid|binary\(16\))/.test(type)) return isMysql ? `unhex('0123456789ab7def8123456789abcdef')` : `'01234567-89ab-7def-8123-456789abcdef'`;
  if (/^(bytea|binary\(32\))/.test(type)) return isMysql ? `unhex(repeat('ab', 32))` : `decode(repeat('ab', 32), 'hex')`;
  if (type.startsWith('timestamp')) return `coalesce(${name}, timestamptz '2026-01-15 00:00:00+00') + interval '1 millisecond'`;
  if (type.startsWith('datetime')) return `coalesce(${name}, '2026-01-15 00:00:00') + interval 1000 microsecond`;
  if (type === 'date') return isMysql ? `${name} + interval 1 day` : `(${name} + interval '1 day')::date`;
  if (/^(bigint|int|numeric|decimal)/.test(type)) return `coalesce(${name}, 0) + ${column.primary || PLACES.has(name) ? 1_000 : 1}`;
  return `concat(coalesce(${name}, ''), 'x')`;
}

/** Columns that are parts of keys: one more may be taken. */
const PLACES: ReadonlySet<string> = new Set(['seq', 'ordinal', 'cut_number', 'series_number', 'number']);
