/** Exports everything that an auditor needs to check a tenant's ledger without its database: one file of lines, signed at its end. */
import { BUNDLE_VERSION, type BundleEnd, type BundleHeader, bundleDigest, headerHash, rowHash } from '../core/bundle.ts';
import { toBundleRow } from '../core/bundleValue.ts';
import { refuseUnless } from '../core/errors.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import { type Book, scanBooks } from '../repositories/books.ts';
import { BOOK_TABLES, type BundleTable, type StoredRow, TENANT_TABLES, columnKinds, scanCheckpointedCustomers, scanRows } from '../repositories/bundleRows.ts';
import { findNewestCheckpoint } from '../repositories/checkpoints.ts';
import type { Database } from '../store/database.ts';
import type { Engine } from './engine.ts';

const ROWS = 500;
const BOOK_ROWS = 200;

/** Rows of one table, to be written in order. */
interface Batch {
  readonly table: BundleTable['name'];
  readonly rows: readonly StoredRow[];
}

/**
 * Checkpoints are read first, and every book up to the head that is read with it, so that each proof covers what is in the
 * file while the ledger goes on. Errors: INVALID_STATE without a signing key.
 */
export async function* exportBundle({ store, signer }: Engine, tenantId: string): AsyncGenerator<string> {
  refuseUnless(signer !== null, 'INVALID_STATE', 'this server has no signing key: set NERUBA_SIGNING_KEY');
  const db = store.database;
  const names = [...TENANT_TABLES, { name: 'customerBooks' as const }, ...Object.values(BOOK_TABLES)].map(({ name }) => name);
  const header: BundleHeader = { bundle: 'neruba', version: BUNDLE_VERSION, tenantId, tables: Object.fromEntries(names.map((name) => [name, columnKinds(db, name)])) };
  yield line(header);
  let [hash, rows] = [headerHash(header), 0];
  for await (const { table, rows: batch } of batches(db, tenantId)) {
    let text = '';
    for (const stored of batch) {
      const row = toBundleRow(stored, header.tables[table] ?? {});
      hash = rowHash(hash, { table, row });
      text += line({ table, row, hash });
      rows += 1;
    }
    yield text;
  }
  const { publicKey } = signer;
  yield line({ end: { rows, hash, publicKey, signature: signer.sign(bundleDigest({ rows, hash, publicKey })) } } satisfies BundleEnd);
}

function line(value: object): string {
  return `${canonicalJson(value as JsonObject)}\n`;
}

async function* batches(db: Database, tenantId: string): AsyncGenerator<Batch> {
  const throughNumber = (await findNewestCheckpoint(db, tenantId))?.number ?? 0;
  for (const table of TENANT_TABLES) {
    yield* rowsOf(db, table, { owner: { tenantId }, ...(table.name === 'checkpoints' ? { through: { column: 'number', value: throughNumber } } : {}) });
  }
  for await (const { customerId, book } of customersOf(db, tenantId)) {
    const owner = { tenantId, customerId };
    yield* rowsOf(db, BOOK_TABLES.checkpoints, { owner, through: { column: 'number', value: throughNumber } });
    if (book === null) continue;
    yield { table: 'customerBooks', rows: [{ ...book }] };
    yield* journalsOf(db, book);
    yield* rowsOf(db, BOOK_TABLES.cuts, { owner, through: { column: 'issueSeq', value: book.seq } });
    yield* rowsOf(db, BOOK_TABLES.charges, { owner, through: { column: 'seq', value: book.seq } });
    yield* rowsOf(db, BOOK_TABLES.creditNotes, { owner, through: { column: 'seq', value: book.seq } });
    yield* rowsOf(db, BOOK_TABLES.seals, { owner, through: { column: 'cutNumber', value: book.cutNumber } });
  }
}

type Wanted = Omit<Parameters<typeof scanRows>[2], 'after' | 'limit'>;

async function* rowsOf(db: Database, table: BundleTable, wanted: Wanted): AsyncGenerator<Batch> {
  for (let after: StoredRow | null = null; ; ) {
    const rows: StoredRow[] = await scanRows(db, table, { ...wanted, after, limit: ROWS });
    if (rows.length > 0) yield { table: table.name, rows };
    after = rows.at(-1) ?? null;
    if (rows.length < ROWS) return;
  }
}

/** Journals page by page, each followed by its postings: the reader never holds more than one. */
async function* journalsOf(db: Database, owner: Book): AsyncGenerator<Batch> {
  const through = { column: 'seq', value: owner.seq };
  const postings = single(rowsOf(db, BOOK_TABLES.postings, { owner, through }));
  let posting = await postings.next();
  for await (const { rows } of rowsOf(db, BOOK_TABLES.journals, { owner, through })) {
    for (const journal of rows) {
      yield { table: 'journals', rows: [journal] };
      const own: StoredRow[] = [];
      for (; !posting.done && Number(posting.value['seq']) <= Number(journal['seq']); posting = await postings.next()) own.push(posting.value);
      if (own.length > 0) yield { table: 'postings', rows: own };
    }
  }
}

async function* single(pages: AsyncIterable<Batch>): AsyncGenerator<StoredRow, undefined> {
  for await (const { rows } of pages) yield* rows;
  return undefined;
}

/** Every customer with a book or in a checkpoint, in the order of their ids. */
async function* customersOf(db: Database, tenantId: string): AsyncGenerator<{ customerId: string; book: Book | null }> {
  const [books, known] = [booksOf(db, tenantId), checkpointedOf(db, tenantId)];
  let [book, customer] = [await books.next(), await known.next()];
  while (!book.done || !customer.done) {
    if (book.done || (!customer.done && customer.value < book.value.customerId)) {
      if (!customer.done) yield { customerId: customer.value, book: null };
      customer = await known.next();
      continue;
    }
    yield { customerId: book.value.customerId, book: book.value };
    if (!customer.done && customer.value === book.value.customerId) customer = await known.next();
    book = await books.next();
  }
}

async function* booksOf(db: Database, tenantId: string): AsyncGenerator<Book, undefined> {
  for (let after: Book | null = null; ; ) {
    const page: Book[] = await scanBooks(db, { tenantId, customerId: null, after, limit: BOOK_ROWS });
    yield* page;
    after = page.at(-1) ?? null;
    if (page.length < BOOK_ROWS) return undefined;
  }
}

async function* checkpointedOf(db: Database, tenantId: string): AsyncGenerator<string, undefined> {
  for (let after: string | null = null; ; ) {
    const page: string[] = await scanCheckpointedCustomers(db, tenantId, { after, limit: BOOK_ROWS });
    yield* page;
    after = page.at(-1) ?? null;
    if (page.length < BOOK_ROWS) return undefined;
  }
}
