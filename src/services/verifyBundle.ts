/** Verifies a bundle alone, line by line: what stands in it is hashed, chained, derived and signed as it must be. Needs no database. */
import type { Finding } from '../core/bookCheck.ts';
import { BUNDLE_VERSION, type BundleEnd, type BundleHeader, type BundleRow, bundleDigest, headerHash, rowHash } from '../core/bundle.ts';
import { fromBundleRow } from '../core/bundleValue.ts';
import type { Checkpoint } from '../core/checkpoint.ts';
import { CheckpointCheck, type NumberedBook, seriesOf } from '../core/checkpointCheck.ts';
import type { JsonValue } from '../core/json.ts';
import { BundledBook, type BundledCatalog } from './bundledBook.ts';
import { isSigned } from './signer.ts';

/** Something in a bundle that is not as it must be; the message names the row. */
export interface BundleFinding {
  readonly check: Finding['check'] | 'BUNDLE' | 'CHECKPOINT';
  readonly customerId: string | null;
  readonly message: string;
}

export interface BundleVerification {
  readonly isValid: boolean;
  readonly tenantId: string | null;
  readonly rows: number;
  readonly books: number;
  readonly journals: number;
  readonly postings: number;
  readonly invoices: number;
  readonly checkpoints: number;
  /** Every key that something is signed with. */
  readonly publicKeys: readonly string[];
  /** Debits less credits by currency and account code, in minor units. */
  readonly balances: Readonly<Record<string, Readonly<Record<string, bigint>>>>;
  readonly findings: readonly BundleFinding[];
}

/** Takes the lines of a bundle, one after another. Memory grows with the catalog, the checkpoints and the largest book. */
export class BundleCheck {
  readonly #findings: BundleFinding[] = [];
  readonly #done = { rows: 0, books: 0, journals: 0, postings: 0, invoices: 0 };
  readonly #keys = new Set<string>();
  readonly #balances: Record<string, Record<string, bigint>> = {};
  readonly #catalog: BundledCatalog = { meters: [], planVersions: [], prices: [] };
  readonly #series = new Map<string, { lastNumber: number; readonly numbers: Set<number> }>();
  readonly #pinnedKey: string | null;
  #header: BundleHeader | null = null;
  #checkpoints: CheckpointCheck | null = null;
  #book: BundledBook | null = null;
  #hash = '';
  #isEnded = false;

  /** `publicKey`: the only one that may have signed; null takes any, which proves only that one hand made it all. */
  constructor({ publicKey }: { publicKey: string | null }) {
    this.#pinnedKey = publicKey;
  }

  get progress(): { readonly rows: number; readonly books: number; readonly journals: number } {
    return this.#done;
  }

  add(text: string): void {
    let line: unknown;
    try {
      line = JSON.parse(text);
    } catch {
      this.#report('BUNDLE', `line ${this.#done.rows + 2} is not JSON`);
      return;
    }
    if (this.#isEnded) this.#report('BUNDLE', 'something follows the end');
    else if (this.#header === null) this.#begin(line as BundleHeader);
    else if (typeof line === 'object' && line !== null && 'end' in line) this.#end(line as BundleEnd);
    else this.#take(line as BundleRow);
  }

  finish(): BundleVerification {
    if (!this.#isEnded) this.#report('BUNDLE', 'the bundle has no end: it is cut off');
    this.#closeBook();
    this.#checkpoints?.finish();
    this.#checkNumbers();
    return {
      isValid: this.#findings.length === 0,
      tenantId: this.#header?.tenantId ?? null,
      ...this.#done,
      checkpoints: this.#checkpoints?.checkpoints.length ?? 0,
      publicKeys: [...this.#keys],
      balances: this.#balances,
      findings: this.#findings,
    };
  }

  #begin(header: BundleHeader): void {
    const kind: string = header.bundle;
    if (kind !== 'neruba' || header.version !== BUNDLE_VERSION) throw new Error(`this is no Neruba bundle of version ${BUNDLE_VERSION}`);
    this.#header = header;
    this.#hash = headerHash(header);
    this.#checkpoints = new CheckpointCheck(header.tenantId, (message) => this.#report('CHECKPOINT', message));
  }

  #take(line: BundleRow): void {
    this.#done.rows += 1;
    const place = `row ${this.#done.rows} (${line.table} ${placeOf(line)})`;
    if (rowHash(this.#hash, line) !== line.hash) this.#report('BUNDLE', `${place} is not what was written there`);
    // Going on from the stored hash, one altered row is one finding, and not one for each that follows.
    this.#hash = line.hash;
    const columns = this.#header?.tables[line.table];
    if (columns === undefined) return this.#report('BUNDLE', `${place} is of no table of the bundle`);
    try {
      this.#route(line.table, fromBundleRow(line.row, columns));
    } catch (error) {
      this.#report('BUNDLE', `${place} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #route(table: string, row: Record<string, unknown>): void {
    if (row['tenantId'] !== this.#header?.tenantId) this.#report('BUNDLE', `${table} holds a row of another tenant`);
    if (table in this.#catalog) this.#catalog[table as keyof BundledCatalog].push(row as never);
    else if (table === 'documentSeries') this.#series.set(String(row['series']), { lastNumber: Number(row['lastNumber']), numbers: new Set() });
    else if (table === 'checkpoints') this.#addCheckpoint(row as unknown as Checkpoint);
    else if (typeof row['customerId'] === 'string') this.#bookOf(row['customerId']).add(table, row);
  }

  #addCheckpoint(checkpoint: Checkpoint): void {
    this.#checkpoints?.add(checkpoint);
    this.#checkKey(`checkpoint ${checkpoint.number}`, checkpoint.hash, checkpoint);
  }

  #checkKey(what: string, digest: string, signed: { readonly publicKey: string; readonly signature: string }): void {
    this.#keys.add(signed.publicKey);
    const check = what.startsWith('checkpoint') ? 'CHECKPOINT' : 'BUNDLE';
    if (!isSigned(digest, signed)) this.#report(check, `${what} is not signed by its key: the signature is forged, or what it signs was changed`);
    else if (this.#pinnedKey !== null && signed.publicKey !== this.#pinnedKey) this.#report(check, `${what} is signed by another key: ${signed.publicKey}`);
  }

  #bookOf(customerId: string): BundledBook {
    if (this.#book?.customerId === customerId) return this.#book;
    const before = this.#book?.customerId ?? '';
    this.#closeBook();
    if (customerId < before) this.#report('BUNDLE', `customer ${customerId} follows customer ${before}: the books are out of order`);
    this.#book = new BundledBook({ tenantId: this.#header?.tenantId ?? '', customerId }, this.#catalog, (check, message) => this.#report(check, message, customerId));
    return this.#book;
  }

  #closeBook(): void {
    const book = this.#book;
    if (book === null) return;
    this.#book = null;
    const { rows, numbers, postings, journals, invoices, balances } = book.finish();
    this.#checkpoints?.addBook(rows satisfies readonly NumberedBook[]);
    for (const { series, number, name } of numbers) this.#takeNumber(series, { number, name, customerId: book.customerId });
    for (const [currency, codes] of Object.entries(balances)) {
      const all = (this.#balances[currency] ??= {});
      for (const [code, minor] of Object.entries(codes)) all[code] = (all[code] ?? 0n) + minor;
    }
    this.#done.books += 1;
    this.#done.journals += journals;
    this.#done.postings += postings;
    this.#done.invoices += invoices;
  }

  #takeNumber(name: string, { number, name: invoice, customerId }: { number: number; name: string; customerId: string }): void {
    const series = this.#series.get(name);
    if (!series) this.#report('NUMBERING', `invoice ${invoice} is of series ${name}, which is not there`, customerId);
    else if (series.numbers.has(number)) this.#report('NUMBERING', `number ${number} of series ${name} is given out twice, to invoice ${invoice} too`, customerId);
    series?.numbers.add(number);
  }

  /** Numbers beyond the series' last were given out while the bundle was written. */
  #checkNumbers(): void {
    for (const [name, { lastNumber, numbers }] of this.#series) {
      for (let number = 1; number <= lastNumber; number += 1) if (!numbers.has(number)) this.#report('NUMBERING', `number ${number} of series ${name} is on no invoice`);
      const newest = this.#checkpoints?.checkpoints.at(-1);
      const signed = newest ? (seriesOf(newest)[name] ?? 0) : 0;
      if (lastNumber < signed) this.#report('NUMBERING', `series ${name} stands at ${lastNumber}, and checkpoint ${newest?.number ?? 0} saw it at ${signed}`);
    }
  }

  #end({ end }: BundleEnd): void {
    this.#isEnded = true;
    if (end.rows !== this.#done.rows) this.#report('BUNDLE', `the bundle was written with ${end.rows} rows and has ${this.#done.rows}`);
    if (end.hash !== this.#hash) this.#report('BUNDLE', 'the end does not follow the last row');
    const known = this.#checkpoints?.checkpoints.map(({ publicKey }) => publicKey) ?? [];
    if (known.length > 0 && !known.includes(end.publicKey)) this.#report('BUNDLE', `the bundle is signed by a key that signed no checkpoint: ${end.publicKey}`);
    this.#checkKey('the bundle', bundleDigest(end), end);
  }

  #report(check: BundleFinding['check'], message: string, customerId: string | null = null): void {
    this.#findings.push({ check, customerId, message: customerId === null ? message : `customer ${customerId}: ${message}` });
  }
}

/** A text as it is, anything else as JSON. */
function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What names a row in its table. */
function placeOf({ row }: BundleRow): string {
  const names = ['customerId', 'id', 'code', 'series', 'number', 'seq', 'ordinal', 'cutNumber'] as const;
  return names.flatMap((name) => (row[name] === undefined ? [] : [valueText(row[name])])).join(' ');
}

