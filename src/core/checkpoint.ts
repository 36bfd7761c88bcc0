/** Checkpoints: what a tenant's whole ledger was at one time, as one root over all books, chained to the checkpoint before. */
import type { DigestField } from './digest.ts';
import { digestOf } from './digest.ts';
import { type Instant, instantText } from './instant.ts';
import { leafHash } from './merkle.ts';

/** One book in a checkpoint. */
export interface CheckpointBook {
  readonly customerId: string;
  /** The head's place and hash. */
  readonly seq: number;
  readonly hash: string;
  /** The root of the Merkle tree over the hashes of the book's journals, 1 to `seq`. */
  readonly journalsRoot: string;
}

/** What a checkpoint says. Its hash covers every field, and its signature the hash. */
export interface CheckpointBody {
  /** From 1, without gaps. */
  readonly number: number;
  readonly takenAt: Instant;
  readonly bookCount: number;
  readonly journalCount: number;
  /** Canonical JSON: the last number of each series of documents. */
  readonly series: string;
  /** The root of the Merkle tree over all books, in the order of customer ids. */
  readonly root: string;
  /** The numbered stretch of time that it was taken for; null if somebody asked for it. */
  readonly slot: number | null;
  /** The root of the Merkle tree over the parts of facts that it seals; null, as the next, in one that is older than such parts. */
  readonly factsRoot: string | null;
  /** Every fact with an id below this one is sealed by it or by one before it. */
  readonly factsBefore: string | null;
  /** The hash of the checkpoint before; of the first one, a digest of the tenant's id. */
  readonly previousHash: string;
  /** The Ed25519 key that it is signed with: 32 bytes in base64. */
  readonly publicKey: string;
}

export interface Checkpoint extends CheckpointBody {
  readonly hash: string;
  /** Ed25519 over the 32 bytes of `hash`: 64 bytes in base64. */
  readonly signature: string;
}

export function firstPreviousHash(tenantId: string): string {
  return digestOf('neruba.checkpoints.v1', [tenantId]);
}

export function checkpointHash(tenantId: string, body: CheckpointBody): string {
  return digestOf('neruba.checkpoint.v1', [
    body.previousHash,
    tenantId,
    BigInt(body.number),
    instantText(body.takenAt),
    BigInt(body.bookCount),
    BigInt(body.journalCount),
    body.series,
    body.root,
    body.publicKey,
    ...(body.factsRoot === null ? [] : [body.slot === null ? null : BigInt(body.slot), body.factsRoot, body.factsBefore]),
  ] satisfies DigestField[]);
}

/** A book as a leaf of a checkpoint's tree. */
export function bookLeaf(tenantId: string, { customerId, seq, hash, journalsRoot }: CheckpointBook): string {
  return leafHash(digestOf('neruba.checkpoint-book.v1', [tenantId, customerId, BigInt(seq), hash, journalsRoot]));
}
