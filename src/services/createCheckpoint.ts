/** Takes a checkpoint: reads every book's head, grows the trees of those that moved, and keeps the signed root for ever. */
import { type Checkpoint, type CheckpointBody, bookLeaf, checkpointHash, firstPreviousHash } from '../core/checkpoint.ts';
import { refuseUnless } from '../core/errors.ts';
import { canonicalJson } from '../core/json.ts';
import { MerkleTree, leafHash } from '../core/merkle.ts';
import { type Book, scanBooks } from '../repositories/books.ts';
import { type CheckpointedBook, findCheckpoint, findCheckpointBooks, findCheckpointBySlot, findNewestCheckpoint, insertCheckpoint } from '../repositories/checkpoints.ts';
import { findSeriesStates } from '../repositories/invoices.ts';
import { findJournalHash, scanJournalHashes } from '../repositories/journals.ts';
import { insertParts } from '../repositories/factSeals.ts';
import type { Database, Transaction } from '../store/database.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';
import { type SealedFacts, sealFacts } from './sealFacts.ts';
import type { Signer } from './signer.ts';
import { loadTenantAtNow } from './tenantTime.ts';

export interface TakenCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Whether it was there: nothing moved since, or its slot of time has one. */
  readonly replayed: boolean;
}

const BOOK_ROWS = 200;
const HASH_ROWS = 5_000;

/**
 * Of one tenant; `slot` numbers the stretch of time that wants one, null if somebody asks. If nothing has moved since the
 * newest checkpoint, neither a book nor a fact, that one is the answer. Books are locked by nobody: each is taken at the head that is read, and what is
 * posted meanwhile is in the next checkpoint. Errors: INVALID_STATE without a signing key.
 */
export async function createCheckpoint(engine: Engine, tenantId: string, { slot }: { slot: number | null }): Promise<TakenCheckpoint> {
  const { signer } = engine;
  refuseUnless(signer !== null, 'INVALID_STATE', 'this server has no signing key: set NERUBA_SIGNING_KEY');
  for (;;) {
    // Outside of the transaction, so that an embedded database serves others meanwhile.
    const seen = await findNewestCheckpoint(engine.store.database, tenantId);
    const facts = await sealFacts(engine, tenantId, seen);
    const taken = await engine.store.transaction(async (tx) => await takeCheckpoint(engine, tx, { tenantId, slot, seen, facts, signer }));
    if (taken !== null) return taken;
  }
}

export interface CreateCheckpointInput {
  readonly after?: number | null | undefined;
}

/**
 * For the holder of a key. With `after`, the checkpoint that follows that one is the answer, whoever took it: so a repeat is harmless.
 * Errors, in order: INVALID_STATE for a key that is limited to one customer; OUT_OF_RANGE at `after` for a number that no checkpoint
 * has yet, or below zero; those of `createCheckpoint`.
 */
export async function createCheckpointAfter(engine: Engine, actor: TenantActor, { after = null }: CreateCheckpointInput): Promise<TakenCheckpoint> {
  refuseLimited(actor);
  if (after !== null) {
    const db = engine.store.database;
    const newest = (await findNewestCheckpoint(db, actor.tenantId))?.number ?? 0;
    refuseUnless(after >= 0 && after <= newest, 'OUT_OF_RANGE', `is not the number of a checkpoint: the newest is ${newest}`, ['after']);
    const next = await findCheckpoint(db, actor.tenantId, after + 1);
    if (next) return { checkpoint: next, replayed: true };
  }
  return await createCheckpoint(engine, actor.tenantId, { slot: null });
}

interface Taking {
  readonly tenantId: string;
  readonly slot: number | null;
  /** The newest checkpoint when facts were read, and what was read. */
  readonly seen: Checkpoint | null;
  readonly facts: SealedFacts;
  readonly signer: Signer;
}

/** Null if another was taken meanwhile. */
async function takeCheckpoint(engine: Engine, tx: Transaction, { tenantId, slot, seen, facts, signer }: Taking): Promise<TakenCheckpoint | null> {
  const taken = slot === null ? null : await findCheckpointBySlot(tx, tenantId, slot);
  if (taken) return { checkpoint: taken, replayed: true };
  const previous = await findNewestCheckpoint(tx, tenantId);
  if (previous?.number !== seen?.number) return null;
  // Before the books: a number given out meanwhile is in a book without being here, never the other way round.
  const series = (await findSeriesStates(tx, tenantId)).map(({ series: name, lastNumber }) => [name, lastNumber] as const);
  const { moved, ...sums } = await growTrees(tx, { tenantId, previousNumber: previous?.number ?? 0 });
  // A new key signs what stands, so that whoever knows it need not know the old one.
  if (previous?.root === sums.root && facts.parts.length === 0 && previous.publicKey === signer.publicKey) return { checkpoint: previous, replayed: true };

  const { parts, factsRoot, factsBefore } = facts;
  const body: CheckpointBody = {
    number: (previous?.number ?? 0) + 1,
    takenAt: (await loadTenantAtNow(engine, tx, tenantId)).now,
    ...sums,
    series: canonicalJson(Object.fromEntries(series)),
    slot,
    factsRoot,
    factsBefore,
    previousHash: previous?.hash ?? firstPreviousHash(tenantId),
    publicKey: signer.publicKey,
  };
  const hash = checkpointHash(tenantId, body);
  const checkpoint = { ...body, hash, signature: signer.sign(hash) };
  await insertCheckpoint(tx, tenantId, checkpoint, moved);
  await insertParts(tx, tenantId, parts);
  return { checkpoint, replayed: false };
}

/** The tree over all books as they stand, and the rows of those that moved. Memory grows with what moved. */
async function growTrees(db: Database, { tenantId, previousNumber }: { tenantId: string; previousNumber: number }) {
  const tree = new MerkleTree();
  const moved: CheckpointedBook[] = [];
  let journalCount = 0;
  for (let after: Book | null = null; ; ) {
    const page: Book[] = await scanBooks(db, { tenantId, customerId: null, after, limit: BOOK_ROWS });
    const known = new Map((await findCheckpointBooks(db, tenantId, page.map(({ customerId }) => customerId), previousNumber)).map((row) => [row.customerId, row]));
    for (const book of page) {
      const before = known.get(book.customerId) ?? null;
      const row = before !== null && before.seq === book.seq && before.hash === book.hash ? before : await growTree(db, book, { before, number: previousNumber + 1 });
      if (row !== before) moved.push(row);
      tree.add(bookLeaf(tenantId, row));
      journalCount += row.seq;
    }
    after = page.at(-1) ?? null;
    if (page.length < BOOK_ROWS) return { moved, bookCount: tree.size, journalCount, root: tree.root };
  }
}

/** A book's tree with the journals since the checkpoint before; from its first journal on if it no longer extends that one. */
async function growTree(db: Database, book: Book, { before, number }: { before: CheckpointedBook | null; number: number }): Promise<CheckpointedBook> {
  const extended = before !== null && (before.seq === 0 || (before.seq <= book.seq && (await findJournalHash(db, book, before.seq)) === before.hash)) ? before : null;
  const tree = new MerkleTree(extended?.seq ?? 0, extended?.peaks ?? []);
  for (;;) {
    const page = await scanJournalHashes(db, book, { afterSeq: tree.size, throughSeq: book.seq, limit: HASH_ROWS });
    for (const { hash } of page) tree.add(leafHash(hash));
    if (page.length < HASH_ROWS) break;
  }
  const { customerId, seq, hash } = book;
  return { customerId, number, seq, hash, journalsRoot: tree.root, peaks: tree.peaks };
}
