/** Lists: one paged field from its arguments to its connection. */
import type { Page, PageKey, PageRequest } from '../repositories/page.ts';
import { type Connection, type PageArguments, readPage, toConnection } from './pagination.ts';

/** How a list is read. */
export interface ListSource<Row> {
  /** Names the list with everything that decides its rows: a cursor is good for this list only. */
  readonly list: readonly unknown[];
  readonly keyOf: (row: Row) => PageKey;
  readonly read: (request: PageRequest) => Promise<Page<Row>> | Page<Row>;
  /** Rows in all, counted up to `limit`. */
  readonly count: (limit: number) => Promise<number> | number;
}

export async function listOf<Row>(args: PageArguments, { list, keyOf, read, count }: ListSource<Row>): Promise<Connection<Row>> {
  const name = JSON.stringify(list);
  return toConnection(await read(readPage(args, name)), { list: name, keyOf, count });
}

/** The connection of a list that can hold nothing, such as one of a customer who does not exist. */
export async function emptyList<Row>(args: PageArguments, list: readonly unknown[]): Promise<Connection<Row>> {
  const none: Page<Row> = { rows: [], hasNextPage: false, hasPreviousPage: false };
  return await listOf<Row>(args, { list, keyOf: () => [], read: () => none, count: () => 0 });
}
