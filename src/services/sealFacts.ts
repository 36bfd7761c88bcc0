/** Reads what was recorded since the newest checkpoint, and makes the seals that the next one signs. */
import { type FactPart, ROWS_A_PART, marksOf, markOf, sealPart, sealedBefore } from '../core/factProof.ts';
import type { Checkpoint } from '../core/checkpoint.ts';
import { compareText } from '../core/key.ts';
import { MerkleTree } from '../core/merkle.ts';
import { type Book, scanBooks } from '../repositories/books.ts';
import { inChunks } from '../repositories/chunks.ts';
import { type StreamRow, findPartsFrom, scanEntries, scanEventDigests } from '../repositories/factSeals.ts';
import type { Database } from '../store/database.ts';
import type { Engine } from './engine.ts';

export interface SealedFacts {
  readonly parts: readonly FactPart[];
  readonly factsRoot: string;
  readonly factsBefore: string;
}

const BOOK_ROWS = 200;

/**
 * Nothing is locked, and nothing that is recorded waits. Rows are found by their ids, which rise with the time of recording;
 * what was committed late is looked for again within the slack of `sealedBefore`, and what a seal has already is left out.
 * Memory grows with what is new.
 */
export async function sealFacts({ store, now }: Engine, tenantId: string, previous: Pick<Checkpoint, 'number' | 'factsBefore'> | null): Promise<SealedFacts> {
  const db = store.database;
  const factsBefore = sealedBefore(now());
  const since = { tenantId, sinceId: previous?.factsBefore ?? null };
  const fresh = new Map<string, StreamRow[]>();
  for (let after: Book | null = null; ; ) {
    const page: Book[] = await scanBooks(db, { tenantId, customerId: null, after, limit: BOOK_ROWS });
    const customerIds = page.map(({ customerId }) => customerId);
    if (customerIds.length > 0) await gather(db, since, customerIds, { rows: scanEventDigests(db, since, customerIds), fresh });
    after = page.at(-1) ?? null;
    if (page.length < BOOK_ROWS) break;
  }
  await gather(db, since, [tenantId], { rows: entriesAsRows(db, since), fresh });

  const number = (previous?.number ?? 0) + 1;
  const parts = [...fresh]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([ownerId, rows]) => [...inChunks(rows, ROWS_A_PART)].map((chunk) => sealPart(tenantId, { ownerId, number }, chunk)));
  const tree = new MerkleTree();
  for (const { hash } of parts) tree.add(hash);
  return { parts, factsRoot: tree.root, factsBefore };
}

interface Since {
  readonly tenantId: string;
  readonly sinceId: string | null;
}

async function* entriesAsRows(db: Database, since: Since): AsyncGenerator<StreamRow[]> {
  for await (const entries of scanEntries(db, since)) yield entries.map(({ id, digest }) => ({ ownerId: since.tenantId, id, digest }));
}

/** Adds the rows that no seal has yet. */
async function gather(db: Database, since: Since, ownerIds: readonly string[], { rows, fresh }: { rows: AsyncIterable<StreamRow[]>; fresh: Map<string, StreamRow[]> }): Promise<void> {
  const sealed = new Set((await findPartsFrom(db, since, ownerIds)).flatMap((part) => marksOf(part).map((mark) => `${part.ownerId} ${mark}`)));
  for await (const page of rows) {
    for (const row of page) {
      if (sealed.has(`${row.ownerId} ${markOf(row)}`)) continue;
      const own = fresh.get(row.ownerId);
      if (own) own.push(row);
      else fresh.set(row.ownerId, [row]);
    }
  }
}
