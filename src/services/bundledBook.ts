/** One book of a bundle: its rows put together as the database's repositories do, and checked by the same functions of core. */
import { BookCheck, type Finding, type StoredJournal } from '../core/bookCheck.ts';
import type { BookOwner } from '../core/book.ts';
import { CheckpointedBookCheck, type NumberedBook } from '../core/checkpointCheck.ts';
import { checkCut, checkCutsOfBook } from '../core/cutCheck.ts';
import { checkCreditNote, checkNotesOfBook } from '../core/creditNoteCheck.ts';
import { groupBy } from '../core/grouping.ts';
import type { LineSubjects } from '../core/invoice.ts';
import type { Posting } from '../core/posting.ts';
import type { Book } from '../repositories/books.ts';
import { type CheckpointBookRow, fromCheckpointBookRow } from '../repositories/checkpoints.ts';
import { type ChargeRow, fromChargeRow } from '../repositories/charges.ts';
import { type CreditNoteRow, fromCreditNoteRow } from '../repositories/creditNotes.ts';
import { type CutRow, fromCutRow } from '../repositories/invoices.ts';
import { type JournalRow, type PostingRow, fromJournalRow } from '../repositories/journals.ts';
import { type MeterRow, fromMeterRow } from '../repositories/meters.ts';
import { type PriceRow, type PublishedPrice, type VersionRow, fromVersionRows } from '../repositories/plans.ts';
import { deriveNotesOn } from './derivedCreditNotes.ts';
import { type DerivedInvoice, deriveInvoice } from './derivedInvoices.ts';

/** The catalog's rows, which stand before all books. */
export interface BundledCatalog {
  readonly meters: MeterRow[];
  readonly planVersions: VersionRow[];
  readonly prices: PriceRow[];
}

type Report = (check: Finding['check'] | 'CHECKPOINT', message: string) => void;

/** What a book leaves for the checks of the whole. */
export interface FinishedBook {
  readonly rows: readonly NumberedBook[];
  readonly numbers: readonly { readonly series: string; readonly number: number; readonly name: string }[];
  readonly journals: number;
  readonly postings: number;
  readonly invoices: number;
  readonly balances: Readonly<Record<string, Readonly<Record<string, bigint>>>>;
}

/** Takes the rows of one book, in the order of the bundle. Memory grows with the book: an invoice may need any journal of its lines. */
export class BundledBook {
  readonly customerId: string;
  readonly #catalog: BundledCatalog;
  readonly #report: Report;
  readonly #check: BookCheck;
  readonly #rows: NumberedBook[] = [];
  readonly #journals: StoredJournal[] = [];
  readonly #cuts: CutRow[] = [];
  readonly #seals = new Map<number, string>();
  readonly #charges: ChargeRow[] = [];
  readonly #notes: CreditNoteRow[] = [];
  readonly #balances: Record<string, Record<string, bigint>> = {};
  #tree: CheckpointedBookCheck | null = null;
  #head: Book | null = null;
  #open: { readonly journal: JournalRow; readonly postings: PostingRow[] } | null = null;

  constructor(owner: BookOwner, catalog: BundledCatalog, report: Report) {
    this.customerId = owner.customerId;
    this.#catalog = catalog;
    this.#report = report;
    this.#check = new BookCheck(owner);
  }

  add(table: string, row: Record<string, unknown>): void {
    if (table === 'postings') return this.#addPosting(row as unknown as PostingRow);
    this.#closeJournal();
    if (table === 'checkpointBooks') this.#rows.push(fromCheckpointBookRow(row as unknown as CheckpointBookRow));
    else if (table === 'customerBooks') this.#head = row as unknown as Book;
    else if (table === 'journals') this.#open = { journal: row as unknown as JournalRow, postings: [] };
    else if (table === 'invoiceCuts') this.#cuts.push(row as unknown as CutRow);
    else if (table === 'invoiceSeals') this.#seals.set(Number(row['cutNumber']), String(row['seal']));
    else if (table === 'creditNotes') this.#notes.push(row as unknown as CreditNoteRow);
    else if (table === 'oneOffCharges') this.#charges.push(row as unknown as ChargeRow);
  }

  finish(): FinishedBook {
    this.#closeJournal();
    this.#treeCheck().finish();
    if (this.#head === null) this.#report('CHAIN', this.#rows.length > 0 ? `it was in checkpoint ${this.#rows[0]?.number ?? 0} and has no book: the customer is lost` : 'it has rows and no book');
    else this.#check.finish(this.#head);
    for (const { check, message } of [...this.#check.findings, ...this.#checkCuts()]) this.#report(check, message);
    return {
      rows: this.#rows,
      numbers: [...this.#cuts, ...this.#notes].map(({ series, seriesNumber, number }) => ({ series, number: seriesNumber, name: number })),
      journals: this.#journals.length,
      postings: this.#check.postings,
      invoices: this.#cuts.length,
      balances: this.#balances,
    };
  }

  #addPosting(posting: PostingRow): void {
    if (this.#open?.journal.seq === posting.seq) this.#open.postings.push(posting);
    else this.#report('BALANCE', `posting ${posting.ordinal} of journal ${posting.seq} does not stand with its journal`);
  }

  #closeJournal(): void {
    if (this.#open === null) return;
    const journal = fromJournalRow(this.#open.journal, this.#open.postings);
    this.#open = null;
    this.#check.add(journal);
    this.#treeCheck().add(journal);
    this.#journals.push(journal);
    const sums = (this.#balances[journal.currency] ??= {});
    for (const { debit, credit, amount } of journal.postings satisfies readonly Posting[]) {
      sums[debit.code] = (sums[debit.code] ?? 0n) + amount;
      sums[credit.code] = (sums[credit.code] ?? 0n) - amount;
    }
  }

  /** The rows in checkpoints stand before the journals. */
  #treeCheck(): CheckpointedBookCheck {
    return (this.#tree ??= new CheckpointedBookCheck(this.#rows, (message) => this.#report('CHECKPOINT', message)));
  }

  /** A row of the catalog or of a cut that cannot be read leaves no invoice to derive. */
  #checkCuts(): Finding[] {
    try {
      return this.#deriveCuts();
    } catch (error) {
      return [{ check: 'SEAL', message: `its invoices cannot be derived: ${error instanceof Error ? error.message : String(error)}`, journalSeq: null, invoiceNumber: null }];
    }
  }

  #deriveCuts(): Finding[] {
    const subjects = this.#subjects();
    const cuts = this.#cuts.map(fromCutRow);
    const issued = new Map(this.#journals.filter(({ kind }) => kind === 'INVOICE').map((journal) => [journal.invoiceId, journal]));
    const findings = this.#head === null ? [] : checkCutsOfBook(this.#head, cuts, this.#check.issueSeqs);
    const invoices: DerivedInvoice[] = [];
    cuts.forEach((cut, index) => {
      const previous = cuts[index - 1] ?? null;
      const derived = deriveInvoice(cut, { parties: null, previous, journals: this.#journals, subjects, issueJournal: issued.get(cut.id) ?? null, seal: this.#seals.get(cut.cutNumber) ?? null });
      invoices.push(derived);
      findings.push(...checkCut(derived, previous));
    });
    return [...findings, ...this.#checkNotes(invoices)];
  }

  #checkNotes(invoices: readonly DerivedInvoice[]): Finding[] {
    const notes = this.#notes.map(fromCreditNoteRow);
    const journalAt = new Map(this.#journals.map((journal) => [journal.seq, journal]));
    const ofInvoice = groupBy(notes, ({ invoiceId }) => invoiceId);
    const derived = invoices.flatMap((invoice) => deriveNotesOn(invoice, ofInvoice.get(invoice.cut.id) ?? [], ({ seq }) => journalAt.get(seq) ?? null));
    const known = new Set(derived.map(({ note }) => note.id));
    const stray = notes.filter(({ id }) => !known.has(id)).map((note) => ({ note, view: null, journal: null, derivedSeal: null }));
    return [...checkNotesOfBook(notes, this.#check.noteSeqs), ...[...derived, ...stray].flatMap(checkCreditNote)];
  }

  #subjects(): LineSubjects {
    const meters = new Map(this.#catalog.meters.map((row) => [row.id, fromMeterRow(row)]));
    const byVersion = groupBy(this.#catalog.prices, ({ planVersionId }) => planVersionId);
    const wanted = new Set(this.#journals.flatMap(({ line }) => line?.priceId ?? []));
    const versions = this.#catalog.planVersions.filter(({ id }) => byVersion.get(id)?.some((price) => wanted.has(price.id)));
    const bases = new Set(versions.map((row) => row.baseVersionId ?? row.id));
    const published = this.#catalog.planVersions.filter(({ id }) => bases.has(id));
    const prices = fromVersionRows(versions, { published, priceRows: sorted(this.#catalog.prices), meters }).flatMap((version): readonly PublishedPrice[] => version.prices);
    return { prices: new Map(prices.map((price) => [price.id, price])), charges: new Map(this.#charges.map((row) => [row.id, fromChargeRow(row)])), voided: new Map(this.#cuts.map(fromCutRow).map((cut, index, cuts) => [cut.id, { cut, previous: cuts[index - 1] ?? null }])) };
  }
}

function sorted(rows: readonly PriceRow[]): PriceRow[] {
  return [...rows].sort((a, b) => a.ordinal - b.ordinal);
}
