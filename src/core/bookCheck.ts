/** Checking a book: every journal's hash, place and postings, one after another, without trusting what is stored. */
import { type Account, CHART, type ReferenceKind, isAccountCode, referenceKindOf } from './accounts.ts';
import { type BookHead, type BookOwner, emptyBook, journalHash } from './book.ts';
import { type Instant, instant } from './instant.ts';
import type { Journal, JournalKind } from './journal.ts';
import { chargeIdOf } from './oneOffCharge.ts';

/** The SDL's enum `LedgerCheck` lists the same words. */
export const LEDGER_CHECKS = ['CHAIN', 'BALANCE', 'TRIAL_BALANCE', 'SCOPE', 'CUT', 'SEAL', 'NUMBERING', 'EVENT', 'FACT', 'IDEMPOTENCY', 'CATALOG', 'CHECKPOINT', 'IMMUTABILITY'] as const;
export type LedgerCheck = (typeof LEDGER_CHECKS)[number];

/** Something that is not as it must be. */
export interface Finding {
  readonly check: LedgerCheck;
  readonly message: string;
  readonly journalSeq: number | null;
  readonly invoiceNumber: string | null;
}

/** Kinds that move a payment. */
const PAYMENT_KINDS: ReadonlySet<string> = new Set<JournalKind>(['PAYMENT', 'PAYMENT_REFUND', 'PAYMENT_FAILURE']);

/** Kinds that put a lot on the book. */
const GRANTING_KINDS: ReadonlySet<string> = new Set<JournalKind>(['CREDIT_GRANT', 'CREDIT_PURCHASE', 'CREDIT_TRANSFER_IN']);

/** A journal as it is stored. */
export interface StoredJournal extends Journal {
  /** How many postings it was written with. */
  readonly postingCount: number;
  /** Places of postings that are numbered wrongly, or are in another currency than the journal. */
  readonly strayPostings: readonly number[];
  /** Fields of a line that are there without the others, so that there is no line and no hash covers them. */
  readonly strayFields: readonly string[];
}

/** Takes a book's journals in order and gathers what is wrong. Of what it took it keeps the names of lines and invoices. */
export class BookCheck {
  readonly findings: Finding[] = [];
  readonly #owner: BookOwner;
  #seq = 0;
  #hash: string;
  #recordedAt: Instant = instant(0);
  #postings = 0;
  readonly #issueSeqs: number[] = [];
  readonly #noteSeqs: number[] = [];
  readonly #lines = new Set<string>();
  readonly #invoices = new Set<string>();
  readonly #refunds = new Set<string>();
  readonly #grants = new Set<string>();
  readonly #totals = new Map<string, bigint>();

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

  /** The places of the journals that are credit notes of their own, without those on their lines. */
  get noteSeqs(): readonly number[] {
    return this.#noteSeqs;
  }

  add(journal: StoredJournal): void {
    this.#checkPlace(journal);
    this.#checkHash(journal);
    this.#checkPostings(journal);
    this.#checkScopes(journal);
    this.#seq = journal.seq;
    // Going on from the stored hash, one altered journal is one finding, and not one for each that follows.
    this.#hash = journal.hash;
    this.#recordedAt = journal.recordedAt;
    this.#postings += journal.postings.length;
    if (journal.kind === 'INVOICE') this.#issueSeqs.push(journal.seq);
    if (journal.kind === 'CREDIT_NOTE' && journal.line === null) this.#noteSeqs.push(journal.seq);
  }

  /** After the last journal: the book must end where its head says. */
  finish(head: BookHead): void {
    if (this.#seq !== head.seq) this.#report('CHAIN', head.seq, `the book says it ends at journal ${head.seq}, and ends at ${this.#seq}`);
    else if (this.#hash !== head.hash) this.#report('CHAIN', head.seq, `the book's head does not have the hash of its last journal, ${head.seq}`);
    else if (head.seq > 0 && this.#recordedAt !== head.recordedAt) this.#report('CHAIN', head.seq, `the book's head does not have the time of its last journal, ${head.seq}`);
  }

  /**
   * The control totals of all journals must be those of all postings that the book's rows hold, which finds postings that no
   * journal has. `stored`: debits less credits by `currency account`. In every currency they sum to zero.
   */
  checkTotals(stored: ReadonlyMap<string, bigint>): void {
    for (const cell of new Set([...this.#totals.keys(), ...stored.keys()])) {
      const [ofJournals, ofPostings] = [this.#totals.get(cell) ?? 0n, stored.get(cell) ?? 0n];
      if (ofJournals !== ofPostings) this.#report('TRIAL_BALANCE', null, `${cell}: the book's journals come to ${ofJournals}, and its postings to ${ofPostings}`);
    }
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

  /** Every account is about what its place in the chart says, and that is there: a line or an invoice of this book, or what the journal is about. */
  #checkScopes(journal: StoredJournal): void {
    if (journal.line !== null) this.#lines.add(journal.line.lineKey);
    if (journal.invoiceId !== null) this.#invoices.add(journal.invoiceId);
    if (GRANTING_KINDS.has(journal.kind)) for (const { credit } of journal.postings) this.#grants.add(credit.reference);
    if (journal.kind === 'REFUND') for (const { credit } of journal.postings) this.#refunds.add(credit.reference);
    for (const [ordinal, { debit, credit, amount }] of journal.postings.entries()) {
      this.#checkSide(journal, ordinal, debit, amount);
      this.#checkSide(journal, ordinal, credit, -amount);
    }
  }

  #checkSide(journal: StoredJournal, ordinal: number, account: Account, signed: bigint): void {
    if (!isAccountCode(account.code)) return;
    const kind = referenceKindOf(account.code);
    if (!this.#isInScope(kind, account, journal)) this.#report('SCOPE', journal.seq, `posting ${ordinal} of journal ${journal.seq} is on ${account.code} about "${account.reference}", which is no ${kind} of it`);
    const cell = `${journal.currency} ${account.code}`;
    this.#totals.set(cell, (this.#totals.get(cell) ?? 0n) + signed);
  }

  #isInScope(kind: ReferenceKind, { reference }: Account, journal: StoredJournal): boolean {
    return SCOPES[kind](reference, journal, { lines: this.#lines, invoices: this.#invoices, refunds: this.#refunds, grants: this.#grants });
  }

  #report(check: LedgerCheck, journalSeq: number | null, message: string): void {
    this.findings.push({ check, message, journalSeq, invoiceNumber: null });
  }
}

/** What a book has named so far. */
interface Named {
  readonly lines: ReadonlySet<string>;
  readonly invoices: ReadonlySet<string>;
  readonly refunds: ReadonlySet<string>;
  readonly grants: ReadonlySet<string>;
}

/** Whether a reference of each kind is there. Made once: verifying asks it twice a posting. */
const SCOPES: Readonly<Record<ReferenceKind, (reference: string, journal: StoredJournal, named: Named) => boolean>> = {
  CHARGE_LINE: (reference, _journal, { lines }) => lines.has(reference),
  INVOICE: (reference, _journal, { invoices }) => invoices.has(reference),
  PRICE: (reference, { line }) => line?.priceId === reference,
  ONE_OFF_CHARGE: (reference, { line }) => line !== null && chargeIdOf(line) === reference,
  PROMOTION: (reference, { kind }, { grants }) => (kind === 'DISCOUNT' ? reference !== '' : (kind === 'CREDIT_DRAW' || kind === 'CREDIT_RETURN') && grants.has(reference)),
  GRANT: (reference, _journal, { grants }) => grants.has(reference),
  // Which lot it became, or was, `checkTransfer` compares over both books.
  TRANSFER: (reference, { kind }) => (kind === 'CREDIT_TRANSFER_OUT' || kind === 'CREDIT_TRANSFER_IN') && reference !== '',
  // Which versions they are, the terms of the invoice's cut say; `checkCut` compares the postings.
  TAX_RATE: (reference, { invoiceId }) => invoiceId !== null && reference !== '',
  PAYMENT: (reference, { kind }) => PAYMENT_KINDS.has(kind) && reference !== '',
  REFUND: (reference, _journal, { refunds }) => refunds.has(reference),
  PROVIDER: (reference, { kind }) => (PAYMENT_KINDS.has(kind) || kind === 'REFUND_PAYMENT' || kind === 'CREDIT_GRANT') && reference !== '',
  NONE: (reference) => reference === '',
};
