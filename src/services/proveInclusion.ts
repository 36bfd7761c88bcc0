/** Proves that a journal is in a signed checkpoint: a path from it to its book's root, and one from the book to the checkpoint's. */
import type { BookOwner } from '../core/book.ts';
import { type Checkpoint, type CheckpointBook, bookLeaf } from '../core/checkpoint.ts';
import { invariant } from '../core/invariant.ts';
import { AuditPath, leafHash } from '../core/merkle.ts';
import { type CheckpointedBook, findCheckpoint, findFirstCheckpointBook, scanCheckpointBooks } from '../repositories/checkpoints.ts';
import { findJournalHash, scanJournalHashes } from '../repositories/journals.ts';
import type { Database } from '../store/database.ts';
import type { Engine } from './engine.ts';

/** Everything that a verifier needs besides the journal itself. Hashes are 64 hex digits, the nearest first. */
export interface InclusionProof {
  readonly journalHash: string;
  readonly seq: number;
  readonly book: CheckpointBook;
  readonly journalPath: readonly string[];
  /** The book's place among the books of the checkpoint, from 0. */
  readonly bookIndex: number;
  readonly bookPath: readonly string[];
  readonly checkpoint: Checkpoint;
}

const ROWS = 2_000;

/** In the first checkpoint that reaches the journal; null if none does, or there is no such journal. */
export async function proveInclusion({ store }: Engine, owner: BookOwner, seq: number): Promise<InclusionProof | null> {
  const db = store.database;
  const journalHash = await findJournalHash(db, owner, seq);
  const book = journalHash === null ? null : await findFirstCheckpointBook(db, owner, seq);
  if (journalHash === null || book === null) return null;
  const checkpoint = await findCheckpoint(db, owner.tenantId, book.number);
  invariant(checkpoint, 'a book of a checkpoint has its checkpoint');
  const [journalPath, place] = [await pathOfJournal(db, owner, { seq, size: book.seq }), await placeOfBook(db, owner, checkpoint)];
  const { customerId, hash, journalsRoot } = book;
  return { journalHash, seq, book: { customerId, seq: book.seq, hash, journalsRoot }, journalPath, ...place, checkpoint };
}

async function pathOfJournal(db: Database, owner: BookOwner, { seq, size }: { seq: number; size: number }): Promise<string[]> {
  const path = new AuditPath({ index: seq - 1, size });
  for (let afterSeq = 0; afterSeq < size; afterSeq += ROWS) {
    for (const { hash } of await scanJournalHashes(db, owner, { afterSeq, throughSeq: Math.min(afterSeq + ROWS, size), limit: ROWS })) path.add(leafHash(hash));
  }
  return path.hashes;
}

async function placeOfBook(db: Database, { tenantId, customerId }: BookOwner, { number, bookCount }: Checkpoint): Promise<{ bookIndex: number; bookPath: string[] }> {
  let bookIndex = 0;
  for await (const book of booksOf(db, tenantId, number)) {
    if (book.customerId === customerId) break;
    bookIndex += 1;
  }
  const path = new AuditPath({ index: bookIndex, size: bookCount });
  for await (const book of booksOf(db, tenantId, number)) path.add(bookLeaf(tenantId, book));
  return { bookIndex, bookPath: path.hashes };
}

/** The books of a checkpoint in the order of customer ids: of each, its newest row up to there. */
async function* booksOf(db: Database, tenantId: string, throughNumber: number): AsyncGenerator<CheckpointedBook> {
  let held: CheckpointedBook | null = null;
  for (;;) {
    const page: CheckpointedBook[] = await scanCheckpointBooks(db, tenantId, { throughNumber, after: held, limit: ROWS });
    for (const row of page) {
      if (held !== null && held.customerId !== row.customerId) yield held;
      held = row;
    }
    if (page.length < ROWS) break;
  }
  if (held !== null) yield held;
}
