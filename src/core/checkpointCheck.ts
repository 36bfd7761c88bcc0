/** Checking checkpoints against books: every book is where a checkpoint says, whole, and each checkpoint extends the one before. */
import { type Checkpoint, type CheckpointBook, bookLeaf, checkpointHash, firstPreviousHash } from './checkpoint.ts';
import type { Journal } from './journal.ts';
import { MerkleTree, leafHash } from './merkle.ts';

/** A book in a checkpoint, by the checkpoint's number. */
export type NumberedBook = CheckpointBook & { readonly number: number; readonly peaks: readonly string[] };

type Report = (message: string) => void;

/** Takes checkpoints in order, then books in order, then compares. Memory grows with the number of checkpoints, not with the books. */
export class CheckpointCheck {
  readonly #tenantId: string;
  readonly #report: Report;
  readonly #trees: { readonly checkpoint: Checkpoint; readonly tree: MerkleTree; journals: number }[] = [];

  constructor(tenantId: string, report: Report) {
    this.#tenantId = tenantId;
    this.#report = report;
  }

  get checkpoints(): readonly Checkpoint[] {
    return this.#trees.map(({ checkpoint }) => checkpoint);
  }

  add(checkpoint: Checkpoint): void {
    const before = this.#trees.at(-1)?.checkpoint ?? null;
    const name = `checkpoint ${checkpoint.number}`;
    if (checkpoint.number !== (before?.number ?? 0) + 1) this.#report(`${name} follows checkpoint ${before?.number ?? 0}: one between them is missing, or they are out of order`);
    else if (checkpoint.previousHash !== (before?.hash ?? firstPreviousHash(this.#tenantId))) this.#report(`${name} does not continue the one before it`);
    if (checkpointHash(this.#tenantId, checkpoint) !== checkpoint.hash) this.#report(`${name} does not have the hash of its content`);
    if (before !== null && checkpoint.takenAt < before.takenAt) this.#report(`${name} was taken before the one it follows`);
    this.#checkSeries(checkpoint, before);
    this.#trees.push({ checkpoint, tree: new MerkleTree(), journals: 0 });
  }

  /** The rows of one book, oldest first; of customers in the order of their ids. */
  addBook(rows: readonly NumberedBook[]): void {
    const newest = this.#trees.at(-1)?.checkpoint.number ?? 0;
    for (const { customerId, number } of rows) if (number > newest) this.#report(`customer ${customerId} is in checkpoint ${number}, which is not here`);
    let held = 0;
    for (const each of this.#trees) {
      while (held < rows.length && (rows[held]?.number ?? 0) <= each.checkpoint.number) held += 1;
      const row = rows[held - 1];
      if (!row) continue;
      each.tree.add(bookLeaf(this.#tenantId, row));
      each.journals += row.seq;
    }
  }

  finish(): void {
    for (const { checkpoint, tree, journals } of this.#trees) {
      const { number, bookCount, journalCount, root } = checkpoint;
      if (tree.size !== bookCount) this.#report(`checkpoint ${number} covers ${bookCount} books, and ${tree.size} are here`);
      else if (tree.root !== root) this.#report(`checkpoint ${number} does not have the root of the books that are here`);
      if (journals !== journalCount) this.#report(`checkpoint ${number} covers ${journalCount} journals, and ${journals} are here`);
    }
  }

  #checkSeries(checkpoint: Checkpoint, before: Checkpoint | null): void {
    const [now, then] = [seriesOf(checkpoint), before ? seriesOf(before) : {}];
    for (const [series, last] of Object.entries(then)) {
      if ((now[series] ?? 0) < last) this.#report(`checkpoint ${checkpoint.number} knows series ${series} up to ${now[series] ?? 0}, the one before it up to ${last}`);
    }
  }
}

/** Empty if the text says none: that it is not what was signed, its hash tells. */
export function seriesOf({ series }: Checkpoint): Readonly<Record<string, number>> {
  try {
    return JSON.parse(series) as Record<string, number>;
  } catch {
    return {};
  }
}

/** Takes one book's journals in order and holds them against its rows in checkpoints. */
export class CheckpointedBookCheck {
  readonly #rows: readonly NumberedBook[];
  readonly #report: Report;
  readonly #tree = new MerkleTree();
  #next = 0;

  constructor(rows: readonly NumberedBook[], report: Report) {
    this.#rows = rows;
    this.#report = report;
    rows.forEach((row, index) => {
      const before = rows[index - 1];
      if (before && (row.number <= before.number || row.seq < before.seq)) report(`checkpoint ${row.number} has the book at ${row.seq}, an earlier one at ${before.seq}: it does not extend it`);
    });
    this.#skipEmpty();
  }

  add({ seq, hash }: Pick<Journal, 'seq' | 'hash'>): void {
    this.#tree.add(leafHash(hash));
    for (let row = this.#rows[this.#next]; row?.seq === this.#tree.size; row = this.#rows[(this.#next += 1)]) {
      if (row.hash !== hash || row.seq !== seq) this.#report(`journal ${seq} is not the one that checkpoint ${row.number} signed: it was rewritten`);
      else if (row.journalsRoot !== this.#tree.root || row.peaks.join() !== this.#tree.peaks.join()) this.#report(`journals 1 to ${seq} are not those that checkpoint ${row.number} signed`);
    }
  }

  finish(): void {
    for (const { number, seq } of this.#rows.slice(this.#next)) {
      if (seq > this.#tree.size) this.#report(`checkpoint ${number} has the book up to journal ${seq}, and it ends at ${this.#tree.size}: its tail is cut off`);
    }
  }

  #skipEmpty(): void {
    for (let row = this.#rows[this.#next]; row?.seq === 0; row = this.#rows[(this.#next += 1)]) {
      if (row.peaks.length > 0) this.#report(`checkpoint ${row.number} has peaks of a book without journals`);
    }
  }
}
