/** Rows that belong to nothing that is there: foreign keys refuse them, and somebody may have gone around those. */
import { type SQL, and, eq, isNull } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { type AnyTable, allTables } from '../store/anyTable.ts';
import type { Database } from '../store/database.ts';
import type { FactRow } from './facts.ts';

/** A row, by its table and key. */
export interface Stray {
  readonly tenantId: string;
  readonly table: string;
  readonly key: string;
}

/** What is looked for under a book, and under a checkpoint. */
const OF_BOOKS: ReadonlySet<string> = new Set(['usage_events', 'journals', 'postings', 'invoice_cuts', 'invoice_seals']);
const OF_CHECKPOINTS: ReadonlySet<string> = new Set(['checkpoint_books', 'checkpoint_facts']);
/** Of a table; more of them say nothing more. */
const SHOWN = 100;

/** Rows of no book. */
export async function findRowsWithoutBook(db: Database, tenantId: string | null): Promise<Stray[]> {
  const { customerBooks: books } = db.tables;
  return await strays(db, OF_BOOKS, ({ columns }) => ({ parent: books, missing: books.seq, on: and(same(columns, 'tenantId', books.tenantId), same(columns, 'customerId', books.customerId)) }), tenantId);
}

/** Rows of no checkpoint. */
export async function findRowsWithoutCheckpoint(db: Database, tenantId: string | null): Promise<Stray[]> {
  const { checkpoints } = db.tables;
  return await strays(db, OF_CHECKPOINTS, ({ columns }) => ({ parent: checkpoints, missing: checkpoints.root, on: and(same(columns, 'tenantId', checkpoints.tenantId), same(columns, 'number', checkpoints.number)) }), tenantId);
}

interface Parent {
  readonly parent: PgTable;
  /** A column of the parent that is never null. */
  readonly missing: PgColumn;
  readonly on: SQL | undefined;
}

async function strays(db: Database, names: ReadonlySet<string>, parentOf: (table: AnyTable) => Parent, tenantId: string | null): Promise<Stray[]> {
  const found: Stray[] = [];
  for (const table of allTables(db).filter(({ name }) => names.has(name))) {
    const { parent, missing, on } = parentOf(table);
    const ofTenant = tenantId === null ? undefined : same(table.columns, 'tenantId', tenantId);
    const key = Object.entries(table.columns).filter(([, { name }]) => table.primaryKey.some((column) => column.name === name));
    const rows: FactRow[] = await db.select(Object.fromEntries(key)).from(table.table).leftJoin(parent, on).where(and(isNull(missing), ofTenant)).limit(SHOWN);
    found.push(...rows.map((row) => ({ tenantId: String(row['tenantId']), table: table.name, key: JSON.stringify(key.slice(1).map(([property]) => row[property])) })));
  }
  return found;
}

function same(columns: AnyTable['columns'], property: string, value: PgColumn | string): SQL | undefined {
  const column = columns[property];
  return column && eq(column, value);
}
