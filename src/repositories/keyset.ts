/** Keyset pages in SQL: the condition, order and limit that fetch one page, and the page made of what came back. */
import { type SQL, and, asc, count, desc, eq, gt, lt, or } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../store/database.ts';
import type { Page, PageKey, PageRequest } from './page.ts';

/** One column of a list's order. The columns together are unique. */
export interface SortColumn {
  readonly column: PgColumn;
  readonly isDescending?: boolean;
}

/** What a query needs for one page. It fetches one row more than the page holds, to know whether there are more. */
export interface KeysetClauses {
  readonly where: SQL | undefined;
  readonly orderBy: SQL[];
  readonly limit: number;
}

export function keysetClauses(request: PageRequest, sort: readonly SortColumn[]): KeysetClauses {
  return {
    where: and(request.after ? beyond(request.after, sort, false) : undefined, request.before ? beyond(request.before, sort, true) : undefined),
    orderBy: sort.map(({ column, isDescending = false }) => (isDescending === request.isBackward ? asc(column) : desc(column))),
    limit: request.limit + 1,
  };
}

/** Puts the rows in list order and tells whether there is more on either side. */
export function pageOf<Row>(fetched: readonly Row[], request: PageRequest): Page<Row> {
  const hasMore = fetched.length > request.limit;
  const rows = fetched.slice(0, request.limit);
  return {
    rows: request.isBackward ? rows.reverse() : rows,
    hasNextPage: request.isBackward ? request.before !== null : hasMore,
    hasPreviousPage: request.isBackward ? hasMore : request.after !== null,
  };
}

/** Rows after the key in list order, or before it if `isReversed`: written out, because tuples do not use indexes everywhere. */
function beyond(key: PageKey, sort: readonly SortColumn[], isReversed: boolean): SQL | undefined {
  const alternatives = sort.map(({ column, isDescending = false }, index) => {
    const equalBefore = sort.slice(0, index).map((before, position) => eq(before.column, key[position]));
    const isSmaller = isDescending !== isReversed;
    return and(...equalBefore, isSmaller ? lt(column, key[index]) : gt(column, key[index]));
  });
  return or(...alternatives);
}

/** How many rows match, counted up to `limit` and no further. The table is the column's. */
export async function countRows(db: Database, column: PgColumn, where: SQL | undefined, limit: number): Promise<number> {
  const some = db.select({ counted: column }).from(column.table).where(where).limit(limit).as('some');
  const [row] = await db.select({ value: count() }).from(some);
  return row?.value ?? 0;
}
