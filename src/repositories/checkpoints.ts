/** Checkpoints in SQL, and the heads of books that they are made of. */
import { and, asc, desc, eq, gt, gte, inArray, lte, or } from 'drizzle-orm';
import type { BookOwner } from '../core/book.ts';
import type { Checkpoint, CheckpointBook } from '../core/checkpoint.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { inChunks } from './chunks.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';

/** A book in a checkpoint, with what the next one goes on from. */
export interface CheckpointedBook extends CheckpointBook {
  readonly number: number;
  readonly peaks: readonly string[];
}

const BOOK_ROWS = 1_000;

export async function insertCheckpoint(tx: Transaction, tenantId: string, checkpoint: Checkpoint, books: readonly CheckpointedBook[]): Promise<void> {
  await tx.insert(tx.tables.checkpoints).values({ tenantId, ...checkpoint });
  const rows = books.map(({ peaks, ...book }) => ({ tenantId, ...book, peaks: JSON.stringify(peaks) }));
  for (const chunk of inChunks(rows, BOOK_ROWS)) await tx.insert(tx.tables.checkpointBooks).values(chunk);
}

/** The newest checkpoint; null before the first. */
export async function findNewestCheckpoint(db: Database, tenantId: string): Promise<Checkpoint | null> {
  const { checkpoints } = db.tables;
  const [row] = await db.select().from(checkpoints).where(eq(checkpoints.tenantId, tenantId)).orderBy(desc(checkpoints.number)).limit(1);
  return row ? fromCheckpointRow(row) : null;
}

/** The first checkpoint that has a book at a place or beyond; null if none has. */
export async function findFirstCheckpointBook(db: Database, { tenantId, customerId }: BookOwner, seq: number): Promise<CheckpointedBook | null> {
  const { checkpointBooks } = db.tables;
  const [row] = await db
    .select()
    .from(checkpointBooks)
    .where(and(eq(checkpointBooks.tenantId, tenantId), eq(checkpointBooks.customerId, customerId), gte(checkpointBooks.seq, seq)))
    .orderBy(asc(checkpointBooks.number))
    .limit(1);
  return row ? fromCheckpointBookRow(row) : null;
}

export async function findCheckpoint(db: Database, tenantId: string, number: number): Promise<Checkpoint | null> {
  const { checkpoints } = db.tables;
  const [row] = await db.select().from(checkpoints).where(and(eq(checkpoints.tenantId, tenantId), eq(checkpoints.number, number)));
  return row ? fromCheckpointRow(row) : null;
}

export async function findCheckpointBySlot(db: Database, tenantId: string, slot: number): Promise<Checkpoint | null> {
  const { checkpoints } = db.tables;
  const [row] = await db.select().from(checkpoints).where(and(eq(checkpoints.tenantId, tenantId), eq(checkpoints.slot, slot)));
  return row ? fromCheckpointRow(row) : null;
}

/** All up to one of them, oldest first. */
export async function* scanCheckpoints(db: Database, tenantId: string, throughNumber: number): AsyncGenerator<Checkpoint> {
  const { checkpoints } = db.tables;
  for (let after = -1; ; ) {
    const rows = await db
      .select()
      .from(checkpoints)
      .where(and(eq(checkpoints.tenantId, tenantId), gt(checkpoints.number, after), lte(checkpoints.number, throughNumber)))
      .orderBy(asc(checkpoints.number))
      .limit(BOOK_ROWS);
    yield* rows.map(fromCheckpointRow);
    after = rows.at(-1)?.number ?? after;
    if (rows.length < BOOK_ROWS) return;
  }
}

/** The rows of some books up to a checkpoint, the newest of each last. */
export async function findCheckpointBooks(db: Database, tenantId: string, customerIds: readonly string[], throughNumber: number): Promise<CheckpointedBook[]> {
  if (customerIds.length === 0) return [];
  const { checkpointBooks } = db.tables;
  const rows = await db
    .select()
    .from(checkpointBooks)
    .where(and(eq(checkpointBooks.tenantId, tenantId), inArray(checkpointBooks.customerId, [...customerIds]), lte(checkpointBooks.number, throughNumber)))
    .orderBy(asc(checkpointBooks.customerId), asc(checkpointBooks.number));
  return rows.map(fromCheckpointBookRow);
}

/** Rows of all books up to a checkpoint, by customer and number, after one of them. */
export async function scanCheckpointBooks(
  db: Database,
  tenantId: string,
  { throughNumber, after, limit }: { throughNumber: number; after: Pick<CheckpointedBook, 'customerId' | 'number'> | null; limit: number },
): Promise<CheckpointedBook[]> {
  const { checkpointBooks } = db.tables;
  const isLater = after ? or(gt(checkpointBooks.customerId, after.customerId), and(eq(checkpointBooks.customerId, after.customerId), gt(checkpointBooks.number, after.number))) : undefined;
  const rows = await db
    .select()
    .from(checkpointBooks)
    .where(and(eq(checkpointBooks.tenantId, tenantId), lte(checkpointBooks.number, throughNumber), isLater))
    .orderBy(asc(checkpointBooks.customerId), asc(checkpointBooks.number))
    .limit(limit);
  return rows.map(fromCheckpointBookRow);
}

/** Newest first. */
export async function pageCheckpoints(db: Database, tenantId: string, request: PageRequest): Promise<Page<Checkpoint>> {
  const { checkpoints } = db.tables;
  const page = keysetClauses(request, [{ column: checkpoints.number, isDescending: true }]);
  const rows = await db.select().from(checkpoints).where(and(eq(checkpoints.tenantId, tenantId), page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(rows.map(fromCheckpointRow), request);
}

export async function countCheckpoints(db: Database, tenantId: string, limit: number): Promise<number> {
  const { checkpoints } = db.tables;
  return await countRows(db, checkpoints.number, eq(checkpoints.tenantId, tenantId), limit);
}

function fromCheckpointRow({ tenantId: _tenantId, ...row }: Tables['checkpoints']['$inferSelect']): Checkpoint {
  return row;
}

export type CheckpointBookRow = Tables['checkpointBooks']['$inferSelect'];

export function fromCheckpointBookRow({ tenantId: _tenantId, peaks, ...row }: CheckpointBookRow): CheckpointedBook {
  return { ...row, peaks: peaksOf(peaks) };
}

/** A text that says none is read as one peak, which no check accepts. */
function peaksOf(text: string): string[] {
  try {
    return JSON.parse(text) as string[];
  } catch {
    return [text];
  }
}
