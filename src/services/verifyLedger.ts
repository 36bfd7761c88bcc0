/** Verifies the ledger against itself: reads every book, journal and cut again, and changes nothing. */
import { type BookHead, type BookOwner, booksDigest } from '../core/book.ts';
import { BookCheck, type Finding } from '../core/bookCheck.ts';
import { checkCut, checkCutsOfBook } from '../core/cutCheck.ts';
import { checkCreditNote, checkNotesOfBook } from '../core/creditNoteCheck.ts';
import { checkEvent, checkVersion } from '../core/factCheck.ts';
import { groupBy } from '../core/grouping.ts';
import { type Book, findBooks, findCustomersWithoutBook } from '../repositories/books.ts';
import { findCreditNotesOfBook } from '../repositories/creditNotes.ts';
import { inChunks } from '../repositories/chunks.ts';
import { type InvoiceCut, findCutsOfBook, findSeriesStates } from '../repositories/invoices.ts';
import { sumBook } from '../repositories/entries.ts';
import { findLastSeq, scanJournals } from '../repositories/journals.ts';
import { scanStoredEvents, scanStoredVersions } from '../repositories/storedFacts.ts';
import type { Database } from '../store/database.ts';
import { findMissingGuards } from '../store/immutability.ts';
import { type BookScope, bookPages } from './bookScan.ts';
import type { Engine } from './engine.ts';
import { deriveCreditNotes } from './derivedCreditNotes.ts';
import { deriveInvoices } from './derivedInvoices.ts';

/** A finding with whose book it is in. */
export interface LedgerFinding extends Finding {
  readonly tenantId: string | null;
  /** Null if it concerns no customer, or one that is gone. */
  readonly customerExternalId: string | null;
}

export interface LedgerVerification {
  readonly isValid: boolean;
  /** Over the heads of all books checked, in the order of tenant and customer ids. */
  readonly digest: string;
  readonly books: number;
  readonly journals: number;
  readonly postings: number;
  readonly invoices: number;
  readonly findings: readonly LedgerFinding[];
}

/** How far a verification is. */
export type VerificationProgress = Pick<LedgerVerification, 'books' | 'journals' | 'postings' | 'invoices'>;

const JOURNAL_ROWS = 1_000;
const CUT_ROWS = 50;

export async function verifyLedger(
  engine: Engine,
  scope: BookScope,
  { onProgress }: { onProgress?: (progress: VerificationProgress) => void } = {},
): Promise<LedgerVerification> {
  const db = engine.store.database;
  const findings: LedgerFinding[] = [];
  const heads: (BookOwner & Pick<BookHead, 'seq' | 'hash'>)[] = [];
  const done = { books: 0, journals: 0, postings: 0, invoices: 0 };
  for await (const { books, customers } of bookPages(db, scope)) {
    for (const book of books) {
      const checked = await verifyBook(db, book);
      const customer = customers.get(book.customerId);
      if (customer) checked.findings.push(...(await verifyEvents(db, book, customer.externalId)));
      findings.push(...checked.findings.map((finding) => ({ ...finding, tenantId: book.tenantId, customerExternalId: customers.get(book.customerId)?.externalId ?? null })));
      heads.push(book);
      done.books += 1;
      done.journals += book.seq;
      done.postings += checked.postings;
      done.invoices += checked.invoices;
      onProgress?.({ ...done });
    }
  }
  findings.push(...(await verifyBooksExist(db, scope)));
  if (scope.customerId === null) findings.push(...(await verifyCatalog(db, scope.tenantId)));
  if (scope.customerId === null) findings.push(...(await verifyNumbering(db, scope.tenantId)));
  findings.push(...(await verifyGuards(engine)));
  return { isValid: findings.length === 0, digest: booksDigest(heads), ...done, findings };
}

async function verifyBook(db: Database, book: Book): Promise<{ findings: Finding[]; postings: number; invoices: number }> {
  const check = new BookCheck(book);
  // Journals that are posted meanwhile lie beyond the head that was read, and are left to the next verification.
  for (let afterSeq = -1; afterSeq < book.seq; ) {
    const journals = await scanJournals(db, book, { afterSeq, throughSeq: book.seq, limit: JOURNAL_ROWS });
    for (const journal of journals) check.add(journal);
    const last = journals.at(-1);
    if (!last || journals.length < JOURNAL_ROWS) break;
    afterSeq = last.seq;
  }
  check.finish(book);
  check.checkTotals(await sumBook(db, book, book.seq));
  const allCuts = await findCutsOfBook(db, book);
  const cuts = allCuts.filter(({ cutSeq }) => cutSeq < book.seq);
  const findings = [...check.findings, ...(await verifyEnd(db, book, allCuts)), ...checkCutsOfBook(book, cuts, check.issueSeqs)];
  for (const chunk of inChunks(cuts, CUT_ROWS)) {
    for (const derived of await deriveInvoices(db, book.tenantId, chunk)) {
      const previous = cuts[cuts.findIndex(({ id }) => id === derived.cut.id) - 1] ?? null;
      findings.push(...checkCut(derived, previous));
    }
  }
  findings.push(...(await verifyCreditNotes(db, book, check.noteSeqs)));
  return { findings, postings: check.postings, invoices: cuts.length };
}

/** Every credit note up to the head that was read. */
async function verifyCreditNotes(db: Database, book: Book, noteSeqs: readonly number[]): Promise<Finding[]> {
  const notes = (await findCreditNotesOfBook(db, book)).filter(({ seq }) => seq <= book.seq);
  const findings = checkNotesOfBook(notes, noteSeqs);
  for (const chunk of inChunks([...groupBy(notes, ({ invoiceId }) => invoiceId).values()], CUT_ROWS)) {
    for (const derived of await deriveCreditNotes(db, book.tenantId, chunk.flat())) findings.push(...checkCreditNote(derived));
  }
  return findings;
}

/** Nothing lies beyond the end that the head names. The head is read again last: what was posted meanwhile is within by then. */
async function verifyEnd(db: Database, book: Book, cuts: readonly InvoiceCut[]): Promise<Finding[]> {
  const lastSeq = await findLastSeq(db, book);
  if (lastSeq <= book.seq && cuts.every(({ cutSeq }) => cutSeq < book.seq)) return [];
  const [{ seq: end } = book] = await findBooks(db, { tenantId: book.tenantId, customerId: null }, [book.customerId]);
  const findings: Finding[] = [];
  if (lastSeq > end) findings.push({ check: 'CHAIN', message: `journal ${lastSeq} lies beyond the end of its book, ${end}`, journalSeq: lastSeq, invoiceNumber: null });
  for (const { cutSeq, issueSeq, number } of cuts) {
    if (cutSeq >= end) findings.push({ check: 'CUT', message: `invoice ${number} was cut beyond the end of its book, ${end}`, journalSeq: issueSeq, invoiceNumber: number });
  }
  return findings;
}

async function verifyBooksExist(db: Database, scope: BookScope): Promise<LedgerFinding[]> {
  const customers = await findCustomersWithoutBook(db, scope);
  return customers.map(({ tenantId, externalId }) => ({
    check: 'CHAIN' as const,
    message: `customer ${externalId} has no book`,
    tenantId,
    customerExternalId: externalId,
    journalSeq: null,
    invoiceNumber: null,
  }));
}

/** Every event has the fingerprint of what it says. What is recorded meanwhile came at the head that the book has by then. */
async function verifyEvents(db: Database, book: Book, customerExternalId: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const events of scanStoredEvents(db, book)) {
    for (const event of events) {
      const wrong = checkEvent(event, { customerExternalId, headSeq: book.seq });
      if (wrong.length === 0) continue;
      const [{ seq: headSeq } = book] = await findBooks(db, { tenantId: book.tenantId, customerId: null }, [book.customerId]);
      findings.push(...checkEvent(event, { customerExternalId, headSeq }));
    }
  }
  return findings;
}

async function verifyCatalog(db: Database, scopeTenantId: string | null): Promise<LedgerFinding[]> {
  const findings: LedgerFinding[] = [];
  for await (const versions of scanStoredVersions(db, scopeTenantId)) {
    for (const { tenantId, ...version } of versions) findings.push(...checkVersion(version).map((finding) => ({ ...finding, tenantId, customerExternalId: null })));
  }
  return findings;
}

async function verifyNumbering(db: Database, tenantId: string | null): Promise<LedgerFinding[]> {
  const states = await findSeriesStates(db, tenantId);
  return states
    .filter(({ lastNumber, documentCount, greatestNumber }) => lastNumber !== documentCount || lastNumber !== greatestNumber)
    .map((state) => ({
      check: 'NUMBERING' as const,
      message: `series ${state.series} gave out ${state.lastNumber} numbers; ${state.documentCount} documents hold one, the greatest is ${state.greatestNumber}`,
      tenantId: state.tenantId,
      customerExternalId: null,
      journalSeq: null,
      invoiceNumber: null,
    }));
}

async function verifyGuards({ store }: Engine): Promise<LedgerFinding[]> {
  const missing = await findMissingGuards(store);
  if (missing.length === 0) return [];
  const message = `the database does not refuse changes: ${missing.join(', ')}`;
  return [{ check: 'IMMUTABILITY', message, tenantId: null, customerExternalId: null, journalSeq: null, invoiceNumber: null }];
}
