/** Relay pages: arguments into a keyset request, rows into a connection. Cursors are opaque and good for the list that gave them only. */
import { createHash } from 'node:crypto';
import type { Page, PageKey, PageRequest } from '../repositories/page.ts';
import { requestError } from './errors.ts';

export const LARGEST_PAGE = 100;
export const DEFAULT_PAGE = 20;
/** Counting stops here: beyond it a number helps nobody, and costs a scan. */
export const COUNT_LIMIT = 10_000;

/** The arguments of a paged field. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/**
 * Reads a page's arguments. `list` names the list with its order and filter: a cursor of another list is refused.
 * `first` or `last` not over 100, 20 if neither is given; with `before` alone the page is the one that ends there.
 * Throws BAD_USER_INPUT naming the argument.
 */
export function readPage(args: PageArguments, list: string): PageRequest {
  const first = readSize('first', args.first);
  const last = readSize('last', args.last);
  if (first !== null && last !== null) throw badArgument('last', 'cannot be given together with first');
  const after = readCursor('after', args.after, list);
  const before = readCursor('before', args.before, list);
  const isBackward = last !== null || (first === null && before !== null && after === null);
  return { limit: first ?? last ?? DEFAULT_PAGE, after, before, isBackward };
}

/** How many rows a list has, counted up to `limit` and no further. */
export type CountRows = (limit: number) => Promise<number> | number;

/** What every connection type resolves from. Fields that cost something are functions, called only if selected. */
export interface Connection<Row> {
  readonly edges: () => { cursor: string; node: Row }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: () => string | null; endCursor: () => string | null };
  readonly totalCount: () => Promise<{ value: number; isCapped: boolean }>;
}

/** How a list is named, how its rows are placed, and how they are counted. */
export interface ListOf<Row> {
  /** The same text that `readPage` was given. */
  readonly list: string;
  readonly keyOf: (row: Row) => PageKey;
  readonly count: CountRows;
}

export function toConnection<Row>(page: Page<Row>, { list, keyOf, count }: ListOf<Row>): Connection<Row> {
  const cursorOf = (row: Row | undefined): string | null => (row === undefined ? null : encodeCursor(list, keyOf(row)));
  let counted: Promise<{ value: number; isCapped: boolean }> | null = null;
  return {
    edges: () => page.rows.map((node) => ({ node, cursor: encodeCursor(list, keyOf(node)) })),
    nodes: page.rows,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: () => cursorOf(page.rows[0]),
      endCursor: () => cursorOf(page.rows.at(-1)),
    },
    totalCount: () => (counted ??= cappedCount(count)),
  };
}

/** A page of a list that is in memory anyway. Throws BAD_USER_INPUT if a cursor's row is no longer in it. */
export function pageOfArray<Row>(rows: readonly Row[], request: PageRequest, keyOf: (row: Row) => PageKey): Page<Row> {
  const indexOf = (name: string, key: PageKey): number => {
    const text = JSON.stringify(key);
    const index = rows.findIndex((row) => JSON.stringify(keyOf(row)) === text);
    if (index < 0) throw badArgument(name, 'is a cursor of something that is no longer in the list');
    return index;
  };
  const from = request.after === null ? 0 : indexOf('after', request.after) + 1;
  const to = Math.max(from, request.before === null ? rows.length : indexOf('before', request.before));
  const start = request.isBackward ? Math.max(from, to - request.limit) : from;
  const end = request.isBackward ? to : Math.min(to, from + request.limit);
  return { rows: rows.slice(start, end), hasPreviousPage: start > 0, hasNextPage: end < rows.length };
}

async function cappedCount(count: CountRows): Promise<{ value: number; isCapped: boolean }> {
  const counted = await count(COUNT_LIMIT + 1);
  return { value: Math.min(counted, COUNT_LIMIT), isCapped: counted > COUNT_LIMIT };
}

function readSize(name: string, size: number | null | undefined): number | null {
  if (size === null || size === undefined) return null;
  if (size < 0) throw badArgument(name, 'is negative');
  if (size > LARGEST_PAGE) throw badArgument(name, `is above ${LARGEST_PAGE}`);
  return size;
}

const CURSOR_VERSION = 1;
const CURSOR_LIMIT = 4_000;

/** The cursor of a place in a list. */
export function encodeCursor(list: string, key: PageKey): string {
  return Buffer.from(JSON.stringify([CURSOR_VERSION, listDigest(list), keyDigest(key), ...key])).toString('base64url');
}

function readCursor(name: string, cursor: string | null | undefined, list: string): PageKey | null {
  if (cursor === null || cursor === undefined) return null;
  const [version, digest, check, ...key] = decodeCursor(cursor) ?? [];
  if (version !== CURSOR_VERSION || key.length === 0 || check !== keyDigest(key)) throw badArgument(name, 'is not a cursor that the API gave');
  if (digest !== listDigest(list)) throw badArgument(name, 'is a cursor of another list, or of another filter');
  return key;
}

/** The parts of a cursor; null unless it is written exactly as `encodeCursor` writes it. */
function decodeCursor(cursor: string): PageKey | null {
  if (cursor.length > CURSOR_LIMIT) return null;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (Buffer.from(text).toString('base64url') !== cursor) return null;
  const parts = parsedArray(text);
  return parts?.every((part) => typeof part === 'string' || typeof part === 'number') ? parts : null;
}

function parsedArray(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    // 1e400 would be read as Infinity, and 1.0 as 1: what is not written back the same was not written by us.
    return Array.isArray(value) && JSON.stringify(value) === text ? value : null;
  } catch {
    return null;
  }
}

function listDigest(list: string): string {
  return digestOf(list);
}

/** No secret, but a cursor that was changed by accident never reaches a database, which would fail on half a UUID. */
function keyDigest(key: PageKey): string {
  return digestOf(JSON.stringify(key));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 11);
}

function badArgument(name: string, message: string): Error {
  return requestError('BAD_USER_INPUT', `${name} ${message}`, { path: [name] });
}
