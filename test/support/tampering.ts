/** Changing what the engine keeps, behind its back: as a superuser, with the guards of a table out of the way and put back. */
import { readFileSync, readdirSync } from 'node:fs';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { DialectName } from './servers.ts';
import { type RawSql, isMysqlFamily } from './rawSql.ts';

const MIGRATIONS = new URL('../../drizzle/mysql/', import.meta.url);

export class Tampering {
  readonly #dialect: DialectName;
  readonly #raw: RawSql;

  constructor(dialect: DialectName, raw: RawSql) {
    this.#dialect = dialect;
    this.#raw = raw;
  }

  /** Keeps a copy of the tables, to undo everything later. */
  async keep(tables: readonly string[]): Promise<void> {
    for (const table of tables) await this.#raw.run(`create table kept_${table} as select * from ${table}`);
  }

  /** Puts the kept rows back, then changes the table. Its guards stand again afterwards. */
  async change(table: string, ...statements: string[]): Promise<void> {
    await this.#unguarded(table, [`delete from ${table}`, `insert into ${table} select * from kept_${table}`, ...statements]);
  }

  async undo(table: string): Promise<void> {
    await this.change(table);
  }

  async #unguarded(table: string, statements: readonly string[]): Promise<void> {
    const guards = guardsOf(table);
    const [open, close] = isMysqlFamily(this.#dialect)
      ? [['set foreign_key_checks = 0', ...guards.map(({ name }) => `drop trigger ${name}`)], [...guards.map(({ create }) => create), 'set foreign_key_checks = 1']]
      : [
          ['set session_replication_role = replica', `alter table ${table} disable trigger user`],
          [...(guards.length === 0 ? [] : ['', '_truncate'].map((kind) => `alter table ${table} enable always trigger immutable_${table}${kind}`)), 'set session_replication_role = default'],
        ];
    try {
      for (const statement of [...open, ...statements]) await this.#raw.run(statement);
    } finally {
      for (const statement of close) await this.#raw.run(statement);
    }
  }
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
  if (/^(bigint|int|numeric|decimal)/.test(type)) return `coalesce(${name}, 0) + ${column.primary || PLACES.has(name) ? 1_000 : 1}`;
  return `concat(coalesce(${name}, ''), 'x')`;
}

/** Columns that are parts of keys: one more may be taken. */
const PLACES: ReadonlySet<string> = new Set(['seq', 'ordinal', 'cut_number', 'series_number']);
