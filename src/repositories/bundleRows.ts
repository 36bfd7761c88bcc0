/** Whole rows of the tables that a bundle carries, page by page, whatever columns they have. */
import { type SQL, and, asc, eq, getTableColumns, gt, lte, or } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { BookOwner } from '../core/book.ts';
import type { ColumnKind } from '../core/bundle.ts';
import type { Database } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

export type StoredRow = Readonly<Record<string, unknown>>;

/** A table of a bundle, and the columns that order its rows within the tenant, or within the book. */
export interface BundleTable {
  readonly name: keyof Tables;
  readonly order: readonly string[];
}

/** What all books share. Customers, keys and usage events stay out: they hold personal data, and no proof here needs them. */
export const TENANT_TABLES: readonly BundleTable[] = [
  { name: 'meters', order: ['id'] },
  { name: 'plans', order: ['id'] },
  { name: 'planVersions', order: ['id'] },
  { name: 'prices', order: ['id'] },
  { name: 'documentSeries', order: ['series'] },
  { name: 'checkpoints', order: ['number'] },
];

/** What a book is made of, in the order in which it is written. Postings follow their journals. */
export const BOOK_TABLES = {
  checkpoints: { name: 'checkpointBooks', order: ['number'] },
  journals: { name: 'journals', order: ['seq'] },
  postings: { name: 'postings', order: ['seq', 'ordinal'] },
  cuts: { name: 'invoiceCuts', order: ['cutNumber'] },
  seals: { name: 'invoiceSeals', order: ['cutNumber'] },
  charges: { name: 'oneOffCharges', order: ['id'] },
  creditNotes: { name: 'creditNotes', order: ['seq'] },
} as const satisfies Record<string, BundleTable>;

/** What each column of a table holds. */
export function columnKinds({ tables }: Database, name: keyof Tables): Record<string, ColumnKind> {
  return Object.fromEntries(Object.entries(getTableColumns(tables[name] as PgTable)).map(([property, column]) => [property, kindOf(column)]));
}

function kindOf(column: PgColumn): ColumnKind {
  const type = column.getSQLType().toLowerCase();
  if (/^(timestamp|datetime)/.test(type)) return 'instant';
  if (/^(numeric|decimal)/.test(type)) return 'decimal';
  if (/^(boolean|tinyint)/.test(type)) return 'flag';
  if (/^(bigint|int)/.test(type)) return column.dataType === 'bigint' ? 'big' : 'whole';
  return 'text';
}

/** Rows of a table after one of them, in its order: of a tenant, or of one book. */
export async function scanRows(
  db: Database,
  table: BundleTable,
  { owner, after, through, limit }: { owner: Pick<BookOwner, 'tenantId'> & Partial<BookOwner>; after: StoredRow | null; through?: { column: string; value: number }; limit: number },
): Promise<StoredRow[]> {
  const source = db.tables[table.name] as PgTable;
  const columns = getTableColumns(source);
  const column = (name: string): PgColumn => columns[name] as PgColumn;
  const order = table.order.map(column);
  const rows = await db
    .select()
    .from(source)
    .where(
      and(
        eq(column('tenantId'), owner.tenantId),
        owner.customerId === undefined ? undefined : eq(column('customerId'), owner.customerId),
        through === undefined ? undefined : lte(column(through.column), through.value),
        after === null ? undefined : beyond(order, table.order.map((name) => after[name])),
      ),
    )
    .orderBy(...order.map((each) => asc(each)))
    .limit(limit);
  return rows;
}

function beyond(order: readonly PgColumn[], values: readonly unknown[]): SQL | undefined {
  return or(...order.map((each, index) => and(...order.slice(0, index).map((before, at) => eq(before, values[at])), gt(each, values[index]))));
}

/** Customers that checkpoints hold, in the order of their ids, after one of them; also those whose book is gone. */
export async function scanCheckpointedCustomers(db: Database, tenantId: string, { after, limit }: { after: string | null; limit: number }): Promise<string[]> {
  const { checkpointBooks } = db.tables;
  const rows = await db
    .selectDistinct({ customerId: checkpointBooks.customerId })
    .from(checkpointBooks)
    .where(and(eq(checkpointBooks.tenantId, tenantId), after === null ? undefined : gt(checkpointBooks.customerId, after)))
    .orderBy(asc(checkpointBooks.customerId))
    .limit(limit);
  return rows.map(({ customerId }) => customerId);
}
