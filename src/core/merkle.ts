/** Merkle trees as RFC 6962, section 2.1, has them: SHA-256, a leaf after 0x00, a node after 0x01, audit paths of logarithmic length. */
import { createHash } from 'node:crypto';
import { invariant } from './invariant.ts';

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT = createHash('sha256').digest('hex');

/** The hash of a leaf that holds a digest (64 hex digits). */
export function leafHash(digest: string): string {
  return createHash('sha256').update(Buffer.of(0)).update(Buffer.from(digest, 'hex')).digest('hex');
}

function nodeHash(left: string, right: string): string {
  return createHash('sha256').update(Buffer.of(1)).update(Buffer.from(left, 'hex')).update(Buffer.from(right, 'hex')).digest('hex');
}

/** A tree that grows at its end and remembers no leaf: only the roots of the full subtrees it is made of, largest first. */
export class MerkleTree {
  #size: number;
  readonly #peaks: string[];

  constructor(size = 0, peaks: readonly string[] = []) {
    invariant(peaks.length === onesOf(size), 'a tree has a peak for each power of two in its size');
    this.#size = size;
    this.#peaks = [...peaks];
  }

  get size(): number {
    return this.#size;
  }

  get peaks(): readonly string[] {
    return this.#peaks;
  }

  get root(): string {
    return this.#peaks.reduceRight<string | null>((right, left) => (right === null ? left : nodeHash(left, right)), null) ?? EMPTY_ROOT;
  }

  add(leaf: string): void {
    let hash = leaf;
    // Each subtree of the new one's size makes one of twice that size with it, as digits carry over.
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) hash = nodeHash(this.#peaks.pop() ?? '', hash);
    this.#peaks.push(hash);
    this.#size += 1;
  }
}

function onesOf(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}

/** The leaves whose roots make the audit path of one leaf, from `start` up to `end`; the nearest first. */
interface Span {
  readonly start: number;
  readonly end: number;
}

function pathSpans(index: number, { start, end }: Span): Span[] {
  if (end - start === 1) return [];
  const middle = start + splitOf(end - start);
  return index < middle ? [...pathSpans(index, { start, end: middle }), { start: middle, end }] : [...pathSpans(index, { start: middle, end }), { start, end: middle }];
}

/** The largest power of two below a size of at least 2. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Takes all leaves of a tree in order and keeps the audit path of one of them. Memory grows with the path, not with the tree. */
export class AuditPath {
  readonly #parts: readonly (Span & { readonly tree: MerkleTree })[];
  readonly #size: number;
  #next = 0;

  constructor({ index, size }: { index: number; size: number }) {
    invariant(index >= 0 && index < size, 'the leaf is in the tree');
    this.#size = size;
    this.#parts = pathSpans(index, { start: 0, end: size }).map((span) => ({ ...span, tree: new MerkleTree() }));
  }

  add(leaf: string): void {
    this.#parts.find(({ start, end }) => start <= this.#next && this.#next < end)?.tree.add(leaf);
    this.#next += 1;
  }

  /** After the last leaf: the hashes beside the way from the leaf to the root, the nearest first. */
  get hashes(): string[] {
    invariant(this.#next === this.#size, 'every leaf was taken');
    return this.#parts.map(({ tree }) => tree.root);
  }
}

/** The root that a leaf and its audit path give; null if the path has another length than a tree of that size asks for. */
export function rootOfPath(leaf: string, { index, size, path }: { index: number; size: number; path: readonly string[] }): string | null {
  if (index < 0 || index >= size) return null;
  const spans = pathSpans(index, { start: 0, end: size });
  if (spans.length !== path.length) return null;
  return spans.reduce((hash, { start }, depth) => (start > index ? nodeHash(hash, path[depth] ?? '') : nodeHash(path[depth] ?? '', hash)), leaf);
}
