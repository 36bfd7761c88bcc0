/** Exports the journal as text, piece by piece: book after book, in pages, so that memory does not grow with the ledger. */
import type { Account } from '../core/accounts.ts';
import type { BookOwner } from '../core/book.ts';
import type { ExportFormat, ExportedBook } from '../core/exports/exportFormat.ts';
import { EXPORT_FORMATS, type ExportFormatName } from '../core/exports/exportFormats.ts';
import { invariant } from '../core/invariant.ts';
import { type Book, scanBooks } from '../repositories/books.ts';
import { findCurrencies, findCustomers } from '../repositories/customers.ts';
import { scanAccounts } from '../repositories/entries.ts';
import { type EffectiveTimes, scanJournals } from '../repositories/journals.ts';
import type { Reach } from '../repositories/reach.ts';
import type { Database } from '../store/database.ts';
import type { Engine } from './engine.ts';

/** What to export: everything that takes effect within the times. */
export interface LedgerExport extends EffectiveTimes {
  readonly format: ExportFormatName;
}

const BOOK_ROWS = 200;
const JOURNAL_ROWS = 500;
const ACCOUNT_ROWS = 500;

/** Each book is exported up to the head that was read with it; what is posted meanwhile is left to the next export. */
export async function* exportLedger({ store }: Engine, reach: Reach, { format: name, ...times }: LedgerExport): AsyncGenerator<string> {
  const db = store.database;
  const format = EXPORT_FORMATS[name];
  yield format.begin(await findCurrencies(db, reach));
  for await (const { book, externalId } of exportedBooks(db, reach)) yield* exportBook(db, { book: { ...book, externalId }, throughSeq: book.seq, format, times });
}

async function* exportedBooks(db: Database, reach: Reach): AsyncGenerator<{ book: Book; externalId: string }> {
  for (let after: BookOwner | null = null; ; ) {
    const page: Book[] = await scanBooks(db, { ...reach, after, limit: BOOK_ROWS });
    const customers = await findCustomers(db, reach, page.map(({ customerId }) => customerId));
    const names = new Map(customers.map(({ id, externalId }) => [id, externalId]));
    // A customer that somebody removed by other means still has its journals.
    for (const book of page) yield { book, externalId: names.get(book.customerId) ?? book.customerId };
    after = page.at(-1) ?? null;
    if (page.length < BOOK_ROWS) return;
  }
}

interface BookExport {
  readonly book: ExportedBook;
  readonly throughSeq: number;
  readonly format: ExportFormat;
  readonly times: EffectiveTimes;
}

async function* exportBook(db: Database, { book, throughSeq, format, times }: BookExport): AsyncGenerator<string> {
  if (format.declare !== null) {
    for await (const accounts of accountsOfBook(db, book)) yield format.declare(book, accounts);
  }
  for (let afterSeq = 0; ; ) {
    const journals = await scanJournals(db, book, { afterSeq, throughSeq, limit: JOURNAL_ROWS, ...times });
    if (journals.length > 0) yield format.write(book, journals);
    const last = journals.at(-1);
    if (!last || journals.length < JOURNAL_ROWS) return;
    afterSeq = last.seq;
  }
}

/** Every account of a book once: the debited and the credited ones, each list sorted by the database, are merged. */
async function* accountsOfBook(db: Database, owner: BookOwner): AsyncGenerator<Account[]> {
  const [debits, credits] = [accountsOn(db, owner, 'DEBIT'), accountsOn(db, owner, 'CREDIT')];
  let [debit, credit] = [await debits.next(), await credits.next()];
  let batch: Account[] = [];
  while (!debit.done || !credit.done) {
    const order = debit.done ? 1 : credit.done ? -1 : compareAccounts(debit.value, credit.value);
    const next = order <= 0 ? debit.value : credit.value;
    invariant(next, 'one of the lists goes on');
    batch.push(next);
    if (order <= 0) debit = await debits.next();
    if (order >= 0) credit = await credits.next();
    if (batch.length < ACCOUNT_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* accountsOn(db: Database, owner: BookOwner, side: 'DEBIT' | 'CREDIT'): AsyncGenerator<Account, undefined> {
  for (let after: Account | null = null; ; ) {
    const page: Account[] = await scanAccounts(db, owner, { side, after, limit: ACCOUNT_ROWS });
    yield* page;
    after = page.at(-1) ?? null;
    if (page.length < ACCOUNT_ROWS) return undefined;
  }
}

/** As the databases sort: by the bytes of UTF-8. */
function compareAccounts(a: Account, b: Account): number {
  return Buffer.compare(Buffer.from(a.code), Buffer.from(b.code)) || Buffer.compare(Buffer.from(a.reference), Buffer.from(b.reference));
}
