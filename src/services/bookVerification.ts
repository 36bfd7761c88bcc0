/** Verifies one book: its journals, cuts, seals and credit notes, and the usage of its customer. */
import { BookCheck, type Finding } from '../core/bookCheck.ts';
import type { Checkpoint } from '../core/checkpoint.ts';
import { CheckpointedBookCheck } from '../core/checkpointCheck.ts';
import { checkCreditNote, checkNotesOfBook } from '../core/creditNoteCheck.ts';
import { checkCut, checkCutsOfBook } from '../core/cutCheck.ts';
import { BillingError } from '../core/errors.ts';
import { checkEvent } from '../core/factCheck.ts';
import { groupBy } from '../core/grouping.ts';
import { InvariantError } from '../core/invariant.ts';
import { type Book, findBooks } from '../repositories/books.ts';
import { findCheckpointBooks } from '../repositories/checkpoints.ts';
import { inChunks } from '../repositories/chunks.ts';
import { findCreditNotesOfBook } from '../repositories/creditNotes.ts';
import { sumBook } from '../repositories/entries.ts';
import { type InvoiceCut, findCutsOfBook } from '../repositories/invoices.ts';
import { findLastSeq, scanJournals } from '../repositories/journals.ts';
import { scanStoredEvents } from '../repositories/storedFacts.ts';
import type { Database } from '../store/database.ts';
import { deriveCreditNotes } from './derivedCreditNotes.ts';
import { deriveInvoices } from './derivedInvoices.ts';
import { streamCheck } from './factVerification.ts';

const JOURNAL_ROWS = 1_000;
const CUT_ROWS = 50;

/** Everything that the book itself shows. `newest`: the checkpoint against which it is held; null if there is none. */
export async function verifyBook(db: Database, book: Book, newest: Checkpoint | null): Promise<{ findings: Finding[]; postings: number; invoices: number }> {
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

/**
 * Every event has the fingerprint of what it says, and stands among those that checkpoints sealed. What is recorded meanwhile
 * came at the head that the book has by then.
 */
export async function verifyEvents(db: Database, book: Book, { customerExternalId, newest }: { customerExternalId: string; newest: Checkpoint | null }): Promise<Finding[]> {
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
