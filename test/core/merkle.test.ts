import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AuditPath, EMPTY_ROOT, MerkleTree, leafHash, rootOfPath } from '../../src/core/merkle.ts';

const hex = (...parts: string[]) => createHash('sha256').update(Buffer.from(parts.join(''), 'hex')).digest('hex');
const digest = (n: number) => createHash('sha256').update(String(n)).digest('hex');
const leaves = (count: number) => Array.from({ length: count }, (_, n) => leafHash(digest(n)));

function treeOf(items: readonly string[]): MerkleTree {
  const tree = new MerkleTree();
  for (const leaf of items) tree.add(leaf);
  return tree;
}

/** RFC 6962, section 2.1, as it is written down there: the split is the largest power of two below the size. */
function rootByTheBook(items: readonly string[]): string {
  if (items.length === 0) return createHash('sha256').digest('hex');
  if (items.length === 1) return items[0]!;
  const split = 2 ** Math.floor(Math.log2(items.length - 1));
  return hex('01', rootByTheBook(items.slice(0, split)), rootByTheBook(items.slice(split)));
}

describe('Merkle trees', () => {
  it('Merkle tree: no leaf is SHA-256 of nothing, one is its leaf, two are a node', () => {
    expect(EMPTY_ROOT).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(treeOf([]).root).toBe(EMPTY_ROOT);
    expect(leafHash(digest(0))).toBe(hex('00', digest(0)));
    const [a, b] = leaves(2) as [string, string];
    expect(treeOf([a]).root).toBe(a);
    expect(treeOf([a, b]).root).toBe(hex('01', a, b));
  });

  it('Merkle tree: every size has the root that RFC 6962 says, also when it is stopped and gone on with', () => {
    for (let size = 0; size <= 70; size += 1) expect(treeOf(leaves(size)).root).toBe(rootByTheBook(leaves(size)));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (first, more) => {
        const stopped = treeOf(leaves(first));
        const again = new MerkleTree(stopped.size, stopped.peaks);
        for (const leaf of leaves(first + more).slice(first)) again.add(leaf);
        expect(again.root).toBe(rootByTheBook(leaves(first + more)));
      }),
    );
  });

  it('audit path: of every leaf of every size leads to the root, and no other leaf, place or path does', () => {
    for (let size = 1; size <= 33; size += 1) {
      const all = leaves(size);
      const { root } = treeOf(all);
      for (let index = 0; index < size; index += 1) {
        const audit = new AuditPath({ index, size });
        for (const leaf of all) audit.add(leaf);
        const path = audit.hashes;
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
        expect(rootOfPath(all[index]!, { index, size, path })).toBe(root);
        expect(rootOfPath(leafHash(digest(999)), { index, size, path })).not.toBe(root);
        if (size > 1) expect(rootOfPath(all[index]!, { index: (index + 1) % size, size, path })).not.toBe(root);
        expect(rootOfPath(all[index]!, { index, size, path: [...path, digest(1)] })).toBeNull();
      }
    }
    expect(rootOfPath(leafHash(digest(0)), { index: 3, size: 3, path: [] })).toBeNull();
  });
});
