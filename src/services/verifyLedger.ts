/** Verifies the ledger against itself: reads every book, journal and cut again, and changes nothing. */
import { type BookHead, type BookOwner, booksDigest } from '../core/book.ts';
import { BookCheck, type Finding } from '../core/bookCheck.ts';
import type { Checkpoint } from '../core/checkpoint.ts';
import { CheckpointedBookCheck } from '../core/checkpointCheck.ts';
import { checkCut, checkCutsOfBook } from '../core/cutCheck.ts';
import { BillingError } from '../core/errors.ts';
import { checkEvent, checkVersion } from '../core/factCheck.ts';
import { groupBy } from '../core/grouping.ts';
import { InvariantError } from '../core/invariant.ts';
import { type Book, findBooks, findCustomersWithoutBook } from '../repositories/books.ts';
import { findCheckpointBooks, findNewestCheckpoint } from '../repositories/checkpoints.ts';
import { checkCreditNote, checkNotesOfBook } from '../core/creditNoteCheck.ts';
import { findCreditNotesOfBook } from '../repositories/creditNotes.ts';
import { inChunks } from '../repositories/chunks.ts';
import { findCustomers } from '../repositories/customers.ts';
import { type InvoiceCut, findCutsOfBook, findSeriesStates } from '../repositories/invoices.ts';
import { sumBook } from '../repositories/entries.ts';
import { findLastSeq, scanJournals } from '../repositories/journals.ts';
import { scanStoredEvents, scanStoredVersions } from '../repositories/storedFacts.ts';
import { findRowsWithoutBook, findRowsWithoutCheckpoint } from '../repositories/strays.ts';
import { findTenantIds } from '../repositories/tenants.ts';
import type { Database } from '../store/database.ts';
import { findMissingGuards } from '../store/immutability.ts';
import { type BookScope, bookPages } from './bookScan.ts';
import { verifyCheckpoints } from './checkpointVerification.ts';
import type { Engine } from './engine.ts';
import { deriveCreditNotes } from './derivedCreditNotes.ts';
import { deriveInvoices } from './derivedInvoices.ts';
import { streamCheck, verifyEntries, verifyFactRows } from './factVerification.ts';

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

/** How far a verification is: all that it takes to go on from there. */
export interface VerificationProgress extends Pick<LedgerVerification, 'books' | 'journals' | 'postings' | 'invoices' | 'findings'> {
  /** The book that was checked last. */
  readonly after: BookOwner;
}

const JOURNAL_ROWS = 1_000;
const CUT_ROWS = 50;

interface VerificationOptions {
  /** After each book. */
  readonly onProgress?: (progress: VerificationProgress) => void;
  /** Books up to there were checked before, and are read for the digest alone. */
  readonly resumeFrom?: VerificationProgress | null;
}

/**
 * Books first, one after another; then what is beside them. A verification that was stopped goes on after the book that it
 * checked last: what came to a book since then, the next one sees.
 */
export async function verifyLedger(engine: Engine, scope: BookScope, { onProgress, resumeFrom = null }: VerificationOptions = {}): Promise<LedgerVerification> {
  const db = engine.store.database;
  const newest = await findNewestCheckpoints(db, scope.tenantId);
  const findings: LedgerFinding[] = [...(resumeFrom?.findings ?? [])];
  const heads: (BookOwner & Pick<BookHead, 'seq' | 'hash'>)[] = [];
  const done = { books: resumeFrom?.books ?? 0, journals: resumeFrom?.journals ?? 0, postings: resumeFrom?.postings ?? 0, invoices: resumeFrom?.invoices ?? 0 };
  for await (const { books, customers } of bookPages(db, scope)) {
    for (const book of books) {
      heads.push(book);
      if (resumeFrom !== null && !isAfter(book, resumeFrom.after)) continue;
      const customerExternalId = customers.get(book.customerId)?.externalId ?? null;
      const checkpoint = newest.get(book.tenantId) ?? null;
      const checked = await verifyBook(db, book, checkpoint);
      if (customerExternalId !== null) checked.findings.push(...(await verifyEvents(db, book, { customerExternalId, newest: checkpoint })));
      findings.push(...checked.findings.map((finding) => ({ ...finding, tenantId: book.tenantId, customerExternalId })));
      done.books += 1;
      done.journals += book.seq;
      done.postings += checked.postings;
      done.invoices += checked.invoices;
      onProgress?.({ ...done, findings, after: { tenantId: book.tenantId, customerId: book.customerId } });
    }
  }
  findings.push(...(await verifyBeside(engine, scope, newest)));
  return { isValid: findings.length === 0, digest: booksDigest(heads), ...done, findings };
}

function isAfter(book: BookOwner, { tenantId, customerId }: BookOwner): boolean {
  return book.tenantId === tenantId ? book.customerId > customerId : book.tenantId > tenantId;
}

/** By tenant. What a later checkpoint seals may have come after what is read here. */
async function findNewestCheckpoints(db: Database, tenantId: string | null): Promise<Map<string, Checkpoint>> {
  const found = new Map<string, Checkpoint>();
  for (const id of tenantId === null ? await findTenantIds(db) : [tenantId]) {
    const checkpoint = await findNewestCheckpoint(db, id);
    if (checkpoint) found.set(id, checkpoint);
  }
  return found;
}

/** Facts, checkpoints, catalog, numbers and guards. */
async function verifyBeside(engine: Engine, scope: BookScope, newest: ReadonlyMap<string, Checkpoint>): Promise<LedgerFinding[]> {
  const db = engine.store.database;
  const findings = await verifyBooksExist(db, scope);
  findings.push(...(await verifyFacts(db, scope, newest)));
  if (scope.customerId === null) {
    for (const [tenantId, checkpoint] of newest) findings.push(...(await verifyCheckpoints(db, tenantId, checkpoint)).map((finding) => ({ ...finding, tenantId, customerExternalId: null })));
    findings.push(...(await verifyStrays(db, scope.tenantId)));
    findings.push(...(await verifyCatalog(db, scope.tenantId)), ...(await verifyNumbering(db, scope.tenantId)));
  }
  findings.push(...(await verifyGuards(engine)));
  return findings;
}

async function verifyStrays(db: Database, scopeTenantId: string | null): Promise<LedgerFinding[]> {
  const ofNoBook = (await findRowsWithoutBook(db, scopeTenantId)).map((row) => ({ ...row, check: 'CHAIN' as const, what: 'customer with a book' }));
  const ofNoCheckpoint = (await findRowsWithoutCheckpoint(db, scopeTenantId)).map((row) => ({ ...row, check: 'CHECKPOINT' as const, what: 'checkpoint that is here' }));
  return [...ofNoBook, ...ofNoCheckpoint].map(({ tenantId, check, table, key, what }) => ({ check, message: `${table} ${key} was put in: it is of no ${what}`, tenantId, customerExternalId: null, journalSeq: null, invoiceNumber: null }));
}

async function verifyFacts(db: Database, scope: BookScope, newest: ReadonlyMap<string, Checkpoint>): Promise<LedgerFinding[]> {
  const { findings: found, counts } = await verifyFactRows(db, scope);
  if (scope.customerId === null) {
    for (const tenantId of scope.tenantId === null ? await findTenantIds(db) : [scope.tenantId]) found.push(...(await verifyEntries(db, tenantId, { newest: newest.get(tenantId) ?? null, counts })));
  }
  const findings: LedgerFinding[] = [];
  for (const [tenantId, own] of groupBy(found, (one) => one.tenantId)) {
    const customerIds = [...new Set(own.flatMap(({ customerId }) => customerId ?? []))];
    const names = new Map((await findCustomers(db, { tenantId, customerId: null }, customerIds)).map(({ id, externalId }) => [id, externalId]));
    findings.push(...own.map(({ customerId, ...finding }) => ({ ...finding, customerExternalId: customerId === null ? null : (names.get(customerId) ?? null) })));
  }
  return findings;
}

async function verifyBook(db: Database, book: Book, newest: Checkpoint | null): Promise<{ findings: Finding[]; postings: number; invoices: number }> {
  const check = new BookCheck(book);
  const sealed = await checkpointedBook(db, book, newest);
  // Journals that are posted meanwhile lie beyond the head that was read, and are left to the next verification.
  for (let afterSeq = -1; afterSeq < book.seq; ) {
    const journals = await scanJournals(db, book, { afterSeq, throughSeq: book.seq, limit: JOURNAL_ROWS });
    for (const journal of journals) {
      check.add(journal);
      sealed.check.add(journal);
    }
    const last = journals.at(-1);
    if (!last || journals.length < JOURNAL_ROWS) break;
    afterSeq = last.seq;
  }
  check.finish(book);
  sealed.check.finish();
  check.checkTotals(await sumBook(db, book, book.seq));
  const allCuts = await findCutsOfBook(db, book);
  const cuts = allCuts.filter(({ issueSeq }) => issueSeq <= book.seq);
  const findings = [...check.findings, ...sealed.findings, ...(await verifyEnd(db, book, allCuts)), ...checkCutsOfBook(book, cuts, check.issueSeqs)];
  for (const chunk of inChunks(cuts, CUT_ROWS)) {
    findings.push(...(await verifyCuts(db, book.tenantId, { cuts, chunk })));
  }
  findings.push(...(await verifyCreditNotes(db, book, check.noteSeqs)));
  return { findings, postings: check.postings, invoices: cuts.length };
}

async function checkpointedBook(db: Database, book: Book, newest: Checkpoint | null): Promise<{ findings: Finding[]; check: CheckpointedBookCheck }> {
  const findings: Finding[] = [];
  const rows = newest === null ? [] : await findCheckpointBooks(db, book.tenantId, [book.customerId], newest.number);
  const check = new CheckpointedBookCheck(rows, (message) => findings.push({ check: 'CHECKPOINT', message, journalSeq: null, invoiceNumber: null }));
  return { findings, check };
}

/** An invoice that cannot even be derived, because a fact that it needs is not readable any more, is one that does not derive to its seal. */
async function verifyCuts(db: Database, tenantId: string, { cuts, chunk }: { cuts: readonly InvoiceCut[]; chunk: readonly InvoiceCut[] }): Promise<Finding[]> {
  try {
    const derived = await deriveInvoices(db, tenantId, chunk);
    return derived.flatMap((one) => checkCut(one, cuts[cuts.findIndex(({ id }) => id === one.cut.id) - 1] ?? null));
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const [first] = chunk;
    if (first && chunk.length === 1) return [{ check: 'SEAL', message: `invoice ${first.number} cannot be derived: ${error.message}`, journalSeq: first.issueSeq, invoiceNumber: first.number }];
    const findings: Finding[] = [];
    for (const cut of chunk) findings.push(...(await verifyCuts(db, tenantId, { cuts, chunk: [cut] })));
    return findings;
  }
}

function isUnreadable(error: unknown): error is Error {
  return error instanceof BillingError || error instanceof InvariantError || error instanceof SyntaxError || error instanceof TypeError;
}

/** Every credit note up to the head that was read. */
async function verifyCreditNotes(db: Database, book: Book, noteSeqs: readonly number[]): Promise<Finding[]> {
  const notes = (await findCreditNotesOfBook(db, book)).filter(({ seq }) => seq <= book.seq);
  const findings = checkNotesOfBook(notes, noteSeqs);
  for (const chunk of inChunks([...groupBy(notes, ({ invoiceId }) => invoiceId).values()], CUT_ROWS)) {
    try {
      for (const derived of await deriveCreditNotes(db, book.tenantId, chunk.flat())) findings.push(...checkCreditNote(derived));
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      for (const { seq, number } of chunk.flat()) findings.push({ check: 'SEAL', message: `credit note ${number} cannot be derived: ${error.message}`, journalSeq: seq, invoiceNumber: null });
    }
  }
  return findings;
}

/** Nothing lies beyond the end that the head names. The head is read again last: what was posted meanwhile is within by then. */
async function verifyEnd(db: Database, book: Book, cuts: readonly InvoiceCut[]): Promise<Finding[]> {
  const lastSeq = await findLastSeq(db, book);
  if (lastSeq <= book.seq && cuts.every(({ issueSeq }) => issueSeq <= book.seq)) return [];
  const [{ seq: end } = book] = await findBooks(db, { tenantId: book.tenantId, customerId: null }, [book.customerId]);
  const findings: Finding[] = [];
  if (lastSeq > end) findings.push({ check: 'CHAIN', message: `journal ${lastSeq} lies beyond the end of its book, ${end}`, journalSeq: lastSeq, invoiceNumber: null });
  for (const { issueSeq, number } of cuts) {
    if (issueSeq > end) findings.push({ check: 'CUT', message: `invoice ${number} was cut beyond the end of its book, ${end}`, journalSeq: issueSeq, invoiceNumber: number });
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

/**
 * Every event has the fingerprint of what it says, and stands among those that checkpoints sealed. What is recorded meanwhile
 * came at the head that the book has by then.
 */
async function verifyEvents(db: Database, book: Book, { customerExternalId, newest }: { customerExternalId: string; newest: Checkpoint | null }): Promise<Finding[]> {
  const findings: Finding[] = [];
  const report = (message: string) => findings.push({ check: 'EVENT', message, journalSeq: null, invoiceNumber: null });
  const stream = streamCheck(db, { tenantId: book.tenantId, ownerId: book.customerId, newest, report });
  for await (const events of scanStoredEvents(db, book)) {
    for (const event of events) {
      await stream.add({ id: event.id, digest: event.digest, name: `event ${event.key}` });
      const wrong = checkEvent(event, { customerExternalId, headSeq: book.seq });
      if (wrong.length === 0) continue;
      const [{ seq: headSeq } = book] = await findBooks(db, { tenantId: book.tenantId, customerId: null }, [book.customerId]);
      findings.push(...checkEvent(event, { customerExternalId, headSeq }));
    }
  }
  await stream.finish();
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
