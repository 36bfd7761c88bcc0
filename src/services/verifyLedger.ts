/** Verifies the ledger against itself: reads every book, journal and cut again, and changes nothing. */
import { type BookHead, type BookOwner, booksDigest } from '../core/book.ts';
import type { Finding } from '../core/bookCheck.ts';
import type { Checkpoint } from '../core/checkpoint.ts';
import { checkVersion } from '../core/factCheck.ts';
import { groupBy } from '../core/grouping.ts';
import { findCustomersWithoutBook } from '../repositories/books.ts';
import { findCustomers } from '../repositories/customers.ts';
import { findSeriesStates } from '../repositories/invoices.ts';
import { scanStoredVersions } from '../repositories/storedFacts.ts';
import { findRowsWithoutBook, findRowsWithoutCheckpoint } from '../repositories/strays.ts';
import { findTenantIds } from '../repositories/tenants.ts';
import type { Database } from '../store/database.ts';
import { findMissingGuards } from '../store/immutability.ts';
import { verifyAnswers } from './answerVerification.ts';
import { type BookScope, bookPages } from './bookScan.ts';
import { verifyBook, verifyEvents } from './bookVerification.ts';
import { findNewestCheckpoints, verifyCheckpoints } from './checkpointVerification.ts';
import type { Engine } from './engine.ts';
import { type FactFinding, verifyFacts } from './factVerification.ts';
import { verifyTransfers } from './transferVerification.ts';

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

async function tenantsOf(db: Database, tenantId: string | null): Promise<readonly string[]> {
  return tenantId === null ? await findTenantIds(db) : [tenantId];
}

/** Facts, kept answers, checkpoints, catalog, numbers and guards. */
async function verifyBeside(engine: Engine, scope: BookScope, newest: ReadonlyMap<string, Checkpoint>): Promise<LedgerFinding[]> {
  const db = engine.store.database;
  const findings = await verifyBooksExist(db, scope);
  findings.push(...(await named(db, await verifyFacts(db, scope, newest))));
  if (scope.customerId === null) {
    for (const tenantId of await tenantsOf(db, scope.tenantId)) findings.push(...(await named(db, await verifyAnswers(db, tenantId))));
    for (const [tenantId, checkpoint] of newest) findings.push(...(await verifyCheckpoints(db, tenantId, checkpoint)).map((finding) => ({ ...finding, tenantId, customerExternalId: null })));
    findings.push(...(await verifyStrays(db, scope.tenantId)), ...(await named(db, await verifyTransfers(db, scope.tenantId))));
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

/** With the customers' external ids. */
async function named(db: Database, found: readonly FactFinding[]): Promise<LedgerFinding[]> {
  const findings: LedgerFinding[] = [];
  for (const [tenantId, own] of groupBy(found, (one) => one.tenantId)) {
    const customerIds = [...new Set(own.flatMap(({ customerId }) => customerId ?? []))];
    const names = new Map((await findCustomers(db, { tenantId, customerId: null }, customerIds)).map(({ id, externalId }) => [id, externalId]));
    findings.push(...own.map(({ customerId, ...finding }) => ({ ...finding, customerExternalId: customerId === null ? null : (names.get(customerId) ?? null) })));
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
