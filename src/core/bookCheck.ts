/** Checking a book: every journal's hash, place and postings, one after another, without trusting what is stored. */
import { CHART, isAccountCode } from './accounts.ts';
import { type BookHead, type BookOwner, emptyBook, journalHash } from './book.ts';
import { type Instant, instant } from './instant.ts';
import type { Journal } from './journal.ts';

/** The SDL's enum `LedgerCheck` lists the same words. */
export const LEDGER_CHECKS = ['CHAIN', 'BALANCE', 'CUT', 'SEAL', 'NUMBERING', 'IMMUTABILITY'] as const;
export type LedgerCheck = (typeof LEDGER_CHECKS)[number];

/** Something that is not as it must be. */
export interface Finding {
  readonly check: LedgerCheck;
  readonly message: string;
  readonly journalSeq: number | null;
  readonly invoiceNumber: string | null;
}

/** A journal as it is stored. */
export interface StoredJournal extends Journal {
  /** How many postings it was written with. */
  readonly postingCount: number;
  /** Places of postings that are numbered wrongly, or are in another currency than the journal. */
  readonly strayPostings: readonly number[];
  /** Fields of a line that are there without the others, so that there is no line and no hash covers them. */
  readonly strayFields: readonly string[];
}

/** Takes a book's journals in order and gathers what is wrong. Memory does not grow with the book. */
export class BookCheck {
  readonly findings: Finding[] = [];
  readonly #owner: BookOwner;
  #seq = 0;
  #hash: string;
  #recordedAt: Instant = instant(0);
  #postings = 0;
  readonly #issueSeqs: number[] = [];

  constructor(owner: BookOwner) {
    this.#owner = owner;
    this.#hash = emptyBook(owner, this.#recordedAt).hash;
  }

  get postings(): number {
    return this.#postings;
  }

  /** The places of the journals that issued invoices. */
  get issueSeqs(): readonly number[] {
    return this.#issueSeqs;
  }

  add(journal: StoredJournal): void {
    this.#checkPlace(journal);
    this.#checkHash(journal);
    this.#checkPostings(journal);
    this.#seq = journal.seq;
    // Going on from the stored hash, one altered journal is one finding, and not one for each that follows.
    this.#hash = journal.hash;
    this.#recordedAt = journal.recordedAt;
    this.#postings += journal.postings.length;
    if (journal.kind === 'INVOICE') this.#issueSeqs.push(journal.seq);
  }

  /** After the last journal: the book must end where its head says. */
  finish(head: BookHead): void {
    if (this.#seq !== head.seq) this.#report('CHAIN', head.seq, `the book says it ends at journal ${head.seq}, and ends at ${this.#seq}`);
    else if (this.#hash !== head.hash) this.#report('CHAIN', head.seq, `the book's head does not have the hash of its last journal, ${head.seq}`);
    else if (head.seq > 0 && this.#recordedAt !== head.recordedAt) this.#report('CHAIN', head.seq, `the book's head does not have the time of its last journal, ${head.seq}`);
  }

  #checkPlace({ seq, recordedAt }: StoredJournal): void {
    if (seq !== this.#seq + 1) this.#report('CHAIN', seq, `journal ${seq} follows journal ${this.#seq}: ${seq - this.#seq - 1} missing`);
    if (recordedAt < this.#recordedAt) this.#report('CHAIN', seq, `journal ${seq} was recorded before the one it follows`);
  }

  #checkHash(journal: StoredJournal): void {
    if (journal.strayFields.length > 0) this.#report('CHAIN', journal.seq, `journal ${journal.seq} has no whole line, but ${journal.strayFields.join(', ')} of one`);
    if (journalHash(this.#owner, this.#hash, journal) === journal.hash) return;
    this.#report('CHAIN', journal.seq, `journal ${journal.seq} (${journal.kind}) does not have the hash of its content`);
  }

  #checkPostings({ seq, currency, postings, postingCount, strayPostings }: StoredJournal): void {
    for (const ordinal of strayPostings) this.#report('BALANCE', seq, `posting ${ordinal} of journal ${seq} is out of place or not in ${currency}`);
    if (postings.length !== postingCount) this.#report('BALANCE', seq, `journal ${seq} was written with ${postingCount} postings and has ${postings.length}`);
    for (const [ordinal, { debit, credit, amount }] of postings.entries()) {
      const place = `posting ${ordinal} of journal ${seq}`;
      if (amount <= 0n) this.#report('BALANCE', seq, `${place} is not above zero: ${amount}`);
      for (const { code } of [debit, credit]) {
        if (!isAccountCode(code)) this.#report('BALANCE', seq, `${place} is on account ${String(code)}, which is not among the ${CHART.length} of the chart`);
      }
    }
  }

  #report(check: LedgerCheck, journalSeq: number, message: string): void {
    this.findings.push({ check, message, journalSeq, invoiceNumber: null });
  }
}
