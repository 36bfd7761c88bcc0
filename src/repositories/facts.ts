/** Facts as rows, whatever table they are in: read in pages and written as they are, from one database into another. */
import { type SQL, and, asc, eq, gte, lt } from 'drizzle-orm';
import type { BookOwner } from '../core/book.ts';
import { type AnyTable, allTables } from '../store/anyTable.ts';
import type { Database, Transaction } from '../store/database.ts';
import { insertAll } from '../store/write.ts';
import { inChunks } from './chunks.ts';
import { keysetClauses } from './keyset.ts';

/** A row of any table: values by column, as the program has them on every engine. */
export type FactRow = Readonly<Record<string, unknown>>;

const PAGE_ROWS = 2_000;
const INSERT_ROWS = 1_000;

/** Pages of a table's rows, or of some of them, in the order of its primary key. Memory does not grow with the table. */
export async function* scanRows(db: Database, { table, primaryKey, columns }: AnyTable, { where, pageRows = PAGE_ROWS }: { readonly where?: SQL | undefined; readonly pageRows?: number } = {}): AsyncGenerator<FactRow[]> {
  const names = primaryKey.map(({ name }) => Object.keys(columns).find((property) => columns[property]?.name === name) ?? name);
  let after: (string | number)[] | null = null;
  for (;;) {
    const page = keysetClauses({ limit: pageRows - 1, after, before: null, isBackward: false }, primaryKey.map((column) => ({ column })));
    const rows: FactRow[] = await selectRows(db, table, and(where, page.where), page);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < pageRows || !last) return;
    after = names.map((name) => last[name] as string | number);
  }
}

/** A customer's rows that were recorded while its book stood from one head to before another. */
export async function findRowsRecorded(db: Database, { table, primaryKey, columns }: AnyTable, { tenantId, customerId }: BookOwner, { fromSeq, beforeSeq }: { fromSeq: number; beforeSeq: number }): Promise<FactRow[]> {
  const { tenantId: tenant, customerId: customer, bookSeq } = columns;
  if (!tenant || !customer || !bookSeq) return [];
  const recorded = and(eq(tenant, tenantId), eq(customer, customerId), gte(bookSeq, fromSeq), lt(bookSeq, beforeSeq));
  return await selectRows(db, table, recorded, { orderBy: primaryKey.map((column) => asc(column)) });
}

/** Whether no table of the schema has a row. */
export async function isEmptyDatabase(db: Database): Promise<boolean> {
  for (const { table } of allTables(db)) {
    const rows = await db.select().from(table).limit(1);
    if (rows.length > 0) return false;
  }
  return true;
}

export async function insertRows(tx: Transaction, { table }: AnyTable, rows: readonly FactRow[]): Promise<void> {
  for (const chunk of inChunks(rows, INSERT_ROWS)) await insertAll(tx, table, chunk);
}

async function selectRows(db: Database, table: AnyTable['table'], where: SQL | undefined, { orderBy, limit }: { orderBy: SQL[]; limit?: number }): Promise<FactRow[]> {
  const query = db.select().from(table).where(where).orderBy(...orderBy);
  return await (limit === undefined ? query : query.limit(limit));
}
