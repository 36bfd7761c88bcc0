/** Checking credit notes: every note derives to its seal, stands where its journals are, and posted what it comes to. */
import type { Finding } from './bookCheck.ts';
import type { CreditNoteView } from './creditNote.ts';
import { type IssuedCreditNote, creditPostings, creditedByNote } from './creditNoteIssue.ts';
import type { Journal } from './journal.ts';
import { isNumberOf } from './numbering.ts';
import { postingsText } from './posting.ts';

/** A note with what it derives to. */
export interface CheckedCreditNote {
  readonly note: IssuedCreditNote & { readonly seal: string };
  /** Null if it cannot be derived. */
  readonly view: CreditNoteView | null;
  readonly journal: Pick<Journal, 'kind' | 'seq' | 'invoiceId' | 'line' | 'postings'> | null;
  readonly derivedSeal: string | null;
}

/** What is wrong with one note. */
export function checkCreditNote({ note, view, journal, derivedSeal }: CheckedCreditNote): Finding[] {
  const findings: Finding[] = [];
  const report = (check: Finding['check'], message: string) => findings.push({ check, message, journalSeq: note.seq, invoiceNumber: null });
  if (!isNumberOf(note.number, note)) report('NUMBERING', `credit note ${note.number} is number ${note.seriesNumber} of series ${note.series}`);
  if (derivedSeal !== note.seal) report('SEAL', `credit note ${note.number} does not derive to its seal`);
  if (journal?.kind !== 'CREDIT_NOTE' || journal.line !== null || journal.invoiceId !== note.invoiceId) {
    report('CUT', `credit note ${note.number} has no journal of its invoice at ${note.seq}`);
    return findings;
  }
  if (view === null || note.terms === null) return findings;
  const expected = creditPostings(view, { invoiceId: note.invoiceId, voids: note.terms.asked.voids, credited: creditedByNote(journal) });
  if (postingsText(expected) !== postingsText(journal.postings)) report('CUT', `credit note ${note.number} did not post what it comes to`);
  return findings;
}

/** Journals of credit notes that no row asked for. `seqs`: the places of the book's journals that are notes of their own. */
export function checkNotesOfBook(notes: readonly Pick<IssuedCreditNote, 'seq'>[], seqs: readonly number[]): Finding[] {
  const noteAt = new Set(notes.map(({ seq }) => seq));
  return seqs.filter((seq) => !noteAt.has(seq)).map((seq) => ({ check: 'CUT', message: `journal ${seq} credits an invoice, and there is no credit note of it`, journalSeq: seq, invoiceNumber: null }));
}
