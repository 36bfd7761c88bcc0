/** Verifies a tenant's checkpoints: signed, chained, and with the roots of the books and facts that they sealed. */
import type { Finding } from '../core/bookCheck.ts';
import type { Checkpoint } from '../core/checkpoint.ts';
import { CheckpointCheck } from '../core/checkpointCheck.ts';
import { partHash } from '../core/factProof.ts';
import { MerkleTree } from '../core/merkle.ts';
import { findBooks } from '../repositories/books.ts';
import { type CheckpointedBook, findNewestCheckpoint, scanCheckpointBooks, scanCheckpoints } from '../repositories/checkpoints.ts';
import { scanParts } from '../repositories/factSeals.ts';
import { findTenantIds } from '../repositories/tenants.ts';
import type { Database } from '../store/database.ts';
import { isSigned } from './signer.ts';

const ROWS = 2_000;

/** Up to one of them. Memory grows with their number; of a book only its rows in them are held. */
export async function verifyCheckpoints(db: Database, tenantId: string, newest: Checkpoint): Promise<Finding[]> {
  const findings: Finding[] = [];
  const report = (message: string): void => void findings.push({ check: 'CHECKPOINT', message, journalSeq: null, invoiceNumber: null });
  const check = new CheckpointCheck(tenantId, report);
  for await (const checkpoint of scanCheckpoints(db, tenantId, newest.number)) {
    check.add(checkpoint);
    if (!isSigned(checkpoint.hash, checkpoint)) report(`checkpoint ${checkpoint.number} is not signed by its key`);
  }
  for await (const books of booksOfCheckpoints(db, tenantId, newest.number)) {
    await reportLost(db, tenantId, books, report);
    for (const rows of books) check.addBook(rows);
  }
  check.finish();
  await checkFacts(db, tenantId, check.checkpoints, report);
  return findings;
}

/** Rows of whole books, some books at a time. */
async function* booksOfCheckpoints(db: Database, tenantId: string, throughNumber: number): AsyncGenerator<CheckpointedBook[][]> {
  let open: CheckpointedBook[] = [];
  for (let after: CheckpointedBook | null = null; ; ) {
    const page: CheckpointedBook[] = await scanCheckpointBooks(db, tenantId, { throughNumber, after, limit: ROWS });
    const whole: CheckpointedBook[][] = [];
    for (const row of page) {
      if (open.length > 0 && open[0]?.customerId !== row.customerId) {
        whole.push(open);
        open = [];
      }
      open.push(row);
    }
    after = page.at(-1) ?? null;
    const isLast = page.length < ROWS;
    if (isLast && open.length > 0) whole.push(open);
    if (whole.length > 0) yield whole;
    if (isLast) return;
  }
}

async function reportLost(db: Database, tenantId: string, books: readonly CheckpointedBook[][], report: (message: string) => void): Promise<void> {
  const wanted = books.flatMap(([row]) => (row ? [row.customerId] : []));
  const here = new Set((await findBooks(db, { tenantId, customerId: null }, wanted)).map(({ customerId }) => customerId));
  for (const [row] of books) {
    if (row && !here.has(row.customerId)) report(`customer ${row.customerId} was in checkpoint ${row.number} and has no book: the customer is lost`);
  }
}

async function checkFacts(db: Database, tenantId: string, checkpoints: readonly Checkpoint[], report: (message: string) => void): Promise<void> {
  const trees = new Map(checkpoints.map(({ number }) => [number, new MerkleTree()]));
  const last = checkpoints.at(-1)?.number ?? 0;
  for await (const part of scanParts(db, tenantId, null)) {
    if (part.number > last) continue;
    const hash = partHash(tenantId, part);
    const place = `the seal of checkpoint ${part.number} over ${part.rowCount} rows of ${part.ownerId} from ${part.firstId} on`;
    if (hash !== part.hash) report(`${place} does not have the hash of its content`);
    const tree = trees.get(part.number);
    if (tree) tree.add(hash);
    else report(`${place} is of a checkpoint that is not here`);
  }
  for (const { number, factsRoot } of checkpoints) {
    const tree = trees.get(number);
    if (factsRoot === null ? tree?.size !== 0 : tree?.root !== factsRoot) report(`checkpoint ${number} does not have the root of the seals of facts that are here`);
  }
}

/** By tenant. What a later checkpoint seals may have come after what is read here. */
export async function findNewestCheckpoints(db: Database, tenantId: string | null): Promise<Map<string, Checkpoint>> {
  const found = new Map<string, Checkpoint>();
  for (const id of tenantId === null ? await findTenantIds(db) : [tenantId]) {
    const checkpoint = await findNewestCheckpoint(db, id);
    if (checkpoint) found.set(id, checkpoint);
  }
  return found;
}
