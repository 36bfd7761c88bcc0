/**
 * Proof of facts: rows beside the ledger, which no chain covers. Each has a digest over all its columns, and each checkpoint
 * seals, in parts, which rows there were since the one before. A row that changed, came or went later is not what was sealed.
 */
import { Decimal, decimalText } from './decimal.ts';
import { type DigestField, digestOf } from './digest.ts';
import { firstIdAt } from './identity.ts';
import { type Instant, instant } from './instant.ts';
import { invariant } from './invariant.ts';
import { leafHash } from './merkle.ts';

/** A table of facts: its name, and the columns that are covered. */
export interface FactShape {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * The digest of a whole row: table, then name and value of each column that is not null, in the order of `columns`, which are
 * sorted. So a column that is added later, and is null in older rows, leaves their digests as they are.
 */
export function factDigest({ name, columns }: FactShape, row: Readonly<Record<string, unknown>>): string {
  const fields: DigestField[] = [name];
  for (const column of columns) {
    const value = row[column] ?? null;
    if (value !== null) fields.push(column, fieldOf(value));
  }
  return digestOf('neruba.fact.v1', fields);
}

/** The digest of what names a row: its table and primary key. */
export function factKey(table: string, key: readonly unknown[]): string {
  return digestOf('neruba.fact-key.v1', [table, ...key.map(fieldOf)]);
}

function fieldOf(value: unknown): DigestField {
  if (typeof value === 'string' || typeof value === 'bigint') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return BigInt(value);
  invariant(value instanceof Decimal, 'a column holds a text, a number or a flag');
  return decimalText(value);
}

/** A row in the stream of its owner: a customer's usage, or a tenant's other facts. Ids rise with the time of recording. */
export interface FactInStream {
  readonly id: string;
  readonly digest: string;
}

/** What a checkpoint says of up to so many rows of one stream, from the first id to the last; others may lie between them. */
export interface FactPart {
  readonly ownerId: string;
  /** The checkpoint's. */
  readonly number: number;
  readonly firstId: string;
  readonly lastId: string;
  readonly rowCount: number;
  /** Over the rows' digests in the order of their ids. */
  readonly digest: string;
  /** The beginning of each row's digest, in the same order: tells which row it is that changed. */
  readonly marks: string;
  readonly hash: string;
}

export const ROWS_A_PART = 1_000;
const MARK_DIGITS = 16;
/** How late a row may be committed, and how far clocks of servers may lie apart, before a checkpoint counts on having seen it. */
const SLACK_MS = 3_600_000;

/** All rows with ids below this one are in a checkpoint that began to read at `now`, or in one before it. */
export function sealedBefore(now: Instant): string {
  return firstIdAt(instant(Math.max(now - SLACK_MS, 0)));
}

export function markOf({ digest }: Pick<FactInStream, 'digest'>): string {
  return digest.slice(0, MARK_DIGITS);
}

/** Of rows in the order of their ids, at least one. */
export function sealPart(tenantId: string, place: Pick<FactPart, 'ownerId' | 'number'>, rows: readonly FactInStream[]): FactPart {
  const [first, last] = [rows[0], rows.at(-1)];
  invariant(first && last, 'a part has a row');
  const part = { ...place, firstId: first.id, lastId: last.id, rowCount: rows.length, digest: rowsDigest(rows), marks: rows.map(markOf).join('') };
  return { ...part, hash: partHash(tenantId, part) };
}

/** A part as a leaf of its checkpoint's tree of facts. */
export function partHash(tenantId: string, { ownerId, number, firstId, lastId, rowCount, digest, marks }: Omit<FactPart, 'hash'>): string {
  return leafHash(digestOf('neruba.fact-part.v1', [tenantId, ownerId, BigInt(number), firstId, lastId, BigInt(rowCount), digest, marks]));
}

function rowsDigest(rows: readonly Pick<FactInStream, 'digest'>[]): string {
  return digestOf('neruba.fact-rows.v1', rows.map(({ digest }) => digest));
}

export function marksOf({ marks }: Pick<FactPart, 'marks'>): string[] {
  return marks.match(new RegExp(`.{1,${MARK_DIGITS}}`, 'g')) ?? [];
}

/** A part whose ids are being gone through. */
interface OpenPart {
  readonly part: FactPart;
  readonly places: Map<string, number>;
  readonly found: (NamedFact | null)[];
  /** Rows between its ids that no open part knows. */
  readonly strays: NamedFact[];
}

/** A row with the words that name it to people. */
export interface NamedFact extends FactInStream {
  readonly name: string;
}

/**
 * Holds the rows of one stream, in the order of their ids, against the parts that checkpoints sealed, in the order of their
 * first ids. Memory grows with the parts that overlap, not with the stream.
 */
export class FactStreamCheck {
  readonly #before: string | null;
  readonly #report: (message: string) => void;
  #open: OpenPart[] = [];

  /** `before`: what `sealedBefore` gave the newest checkpoint; null if there is none. */
  constructor({ before, report }: { before: string | null; report: (message: string) => void }) {
    this.#before = before;
    this.#report = report;
  }

  /** Before the row with its first id, or any later one, is added. */
  open(part: FactPart): void {
    const marks = marksOf(part);
    if (marks.length !== part.rowCount) this.#report(`checkpoint ${part.number} sealed ${part.rowCount} rows from ${part.firstId} on, and has ${marks.length} marks of them`);
    this.#open.push({ part, places: new Map(marks.map((mark, place) => [mark, place])), found: marks.map(() => null), strays: [] });
  }

  add(row: NamedFact): void {
    const isBehind = ({ part }: OpenPart) => part.lastId < row.id;
    for (const behind of this.#open.filter(isBehind)) this.#close(behind);
    this.#open = this.#open.filter((each) => !isBehind(each));
    for (const { places, found } of this.#open) {
      const place = places.get(markOf(row));
      if (place === undefined || found[place] !== null) continue;
      found[place] = row;
      return;
    }
    for (const { strays } of this.#open) strays.push(row);
    if (this.#before !== null && row.id < this.#before) this.#report(`${row.name} is in no checkpoint, and older than the newest: it was put in, or changed`);
  }

  finish(): void {
    for (const each of this.#open) this.#close(each);
    this.#open = [];
  }

  #close({ part, found, strays }: OpenPart): void {
    const rows = found.filter((row) => row !== null);
    for (const [place, row] of found.entries()) {
      if (row === null) this.#report(`row ${place + 1} of the ${part.rowCount} that checkpoint ${part.number} sealed from ${part.firstId} to ${part.lastId} is gone, or changed: ${neighbours(found, place, strays)}`);
    }
    if (rows.length === found.length && rowsDigest(rows) !== part.digest) this.#report(`the rows from ${part.firstId} to ${part.lastId} are not those that checkpoint ${part.number} sealed`);
  }
}

/** Where a row stood, and what stands there now. */
function neighbours(found: readonly (NamedFact | null)[], place: number, strays: readonly NamedFact[]): string {
  const before = found.slice(0, place).findLast((row) => row !== null) ?? null;
  const after = found.slice(place + 1).find((row) => row !== null) ?? null;
  const there = strays.filter(({ id }) => (before === null || id > before.id) && (after === null || id < after.id)).map(({ name }) => name);
  const between = `between ${before?.name ?? 'the beginning'} and ${after?.name ?? 'the end'}`;
  return there.length === 0 ? between : `${between}, where ${there.join(', ')} stands`;
}
