/**
 * Rebuilds a ledger in an empty database, of any engine. What was recorded as fact is copied; every journal, posting, cut,
 * number and seal is decided again by core, in the order and at the time of the first, from the facts that were known then.
 */
import { type BookHead, type BookOwner, booksDigest, emptyBook } from '../core/book.ts';
import { operationsOf } from '../core/bookOperations.ts';
import { BillingError } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import type { Journal } from '../core/journal.ts';
import { type Book, findBooks, insertBook, lockBook } from '../repositories/books.ts';
import { findCustomers } from '../repositories/customers.ts';
import { type FactRow, findRowsRecorded, insertRows, isEmptyDatabase, scanRows } from '../repositories/facts.ts';
import { seriesOfNumber } from '../core/numbering.ts';
import { findCuts, findSeals, findSeriesStates, insertSeries, scanSeries } from '../repositories/invoices.ts';
import { type BookJournal, scanJournals } from '../repositories/journals.ts';
import { type AnyTable, allTables } from '../store/anyTable.ts';
import type { Transaction } from '../store/database.ts';
import { StoreUnusableError } from '../store/errors.ts';
import { markUnfinished, markWhole } from '../store/wholeness.ts';
import { bookPages } from './bookScan.ts';
import type { Engine } from './engine.ts';
import { creditAgain } from './creditNotePosting.ts';
import { issueInTransaction, issueNoteInTransaction } from './invoiceIssue.ts';
import { postOneOffAgain } from './oneOffAgain.ts';
import { isCreditKind, postCreditAgain } from './creditAgain.ts';
import { settleAgain } from './settlementPosting.ts';
import { isSettlementKind } from '../core/settlement.ts';

/** Where the two ledgers part: the first journal, cut or seal that came out otherwise, or cannot be decided again. */
export interface RebuildDivergence {
  readonly tenantId: string;
  readonly customerId: string;
  readonly seq: number;
  readonly message: string;
  /** Canonical texts of the two; null where there is none. */
  readonly recorded: string | null;
  readonly decided: string | null;
}

export interface Rebuild {
  readonly isEqual: boolean;
  readonly sourceDigest: string;
  readonly targetDigest: string;
  /** Rows that were copied as facts, by table. */
  readonly copied: Readonly<Record<string, number>>;
  readonly books: number;
  readonly journals: number;
  readonly invoices: number;
  readonly divergence: RebuildDivergence | null;
}

/** How far a rebuild is. */
export interface RebuildProgress extends Pick<Rebuild, 'books' | 'journals' | 'invoices'> {
  readonly rows: number;
}

/** Decided again, and never copied. */
const DECIDED: ReadonlySet<string> = new Set(['customer_books', 'journals', 'postings', 'rating_records', 'invoice_cuts', 'invoice_seals', 'document_series']);
/** Written with the journal that they ask for. */
const ASKED: ReadonlySet<string> = new Set(['one_off_charges', 'one_off_reversals', 'settlements', 'credit_grants', 'credit_voids', 'credit_transfers', 'credit_notes']);

/** Copied before all else: rows that are written find their entries there, which keep the order in which checkpoints sealed them. */
const BEFORE_FACTS: ReadonlySet<string> = new Set(['tenants', 'fact_entries']);

/**
 * The target stays marked, and no server opens it, until both digests are equal. A target with any row is refused, one that
 * was left half-way too. Throws `StoreUnusableError`.
 */
export async function rebuildLedger(source: Engine, target: Engine, { onProgress }: { onProgress?: (progress: RebuildProgress) => void } = {}): Promise<Rebuild> {
  if (!(await isEmptyDatabase(target.store.database))) throw new StoreUnusableError('the database to replay into is not empty; nothing was written');
  await markUnfinished(target.store);
  return await new LedgerRebuild(source, target, onProgress).run();
}

/** A divergence on its way out of a transaction, which it rolls back. */
class Diverged extends Error {
  override readonly name = 'Diverged';

  constructor(readonly divergence: RebuildDivergence) {
    super(divergence.message);
  }
}

const JOURNAL_ROWS = 1_000;
const CUT_ROWS = 200;

class LedgerRebuild {
  readonly #source: Engine;
  readonly #target: Engine;
  readonly #onProgress: ((progress: RebuildProgress) => void) | undefined;
  readonly #copied: Record<string, number> = {};
  readonly #done = { books: 0, journals: 0, invoices: 0 };
  readonly #targetTables: ReadonlyMap<string, AnyTable>;

  constructor(source: Engine, target: Engine, onProgress: ((progress: RebuildProgress) => void) | undefined) {
    this.#source = source;
    this.#target = target;
    this.#onProgress = onProgress;
    this.#targetTables = new Map(allTables(target.store.database).map((table) => [table.name, table]));
  }

  async run(): Promise<Rebuild> {
    const sourceDigest = await digestOfBooks(this.#source);
    let divergence: RebuildDivergence | null = null;
    try {
      for (const table of this.#tables(({ name }) => BEFORE_FACTS.has(name))) await this.#copy(table);
      for (const table of this.#tables((one) => copyTime(one) === 'FIRST')) await this.#copy(table);
      await this.#openBooks();
      await this.#decideInvoices();
      await this.#finishBooks();
      for (const table of this.#tables((one) => copyTime(one) === 'LAST')) await this.#copy(table);
    } catch (error) {
      if (!(error instanceof Diverged)) throw error;
      ({ divergence } = error);
    }
    const targetDigest = await digestOfBooks(this.#target);
    if (sourceDigest !== (await digestOfBooks(this.#source))) throw new StoreUnusableError('the ledger grew while it was replayed; stop what writes to it, and replay into an empty database again');
    const isEqual = divergence === null && sourceDigest === targetDigest;
    if (isEqual) await markWhole(this.#target.store);
    return { isEqual, sourceDigest, targetDigest, copied: this.#copied, ...this.#done, divergence };
  }

  #tables(isWanted: (table: AnyTable) => boolean): AnyTable[] {
    return allTables(this.#source.store.database).filter(isWanted);
  }

  async #copy(table: AnyTable): Promise<void> {
    for await (const rows of scanRows(this.#source.store.database, table)) {
      await this.#target.store.transaction((tx) => this.#insert(tx, table, rows));
      this.#report(table, rows.length);
    }
  }

  async #insert(tx: Transaction, { name }: AnyTable, rows: readonly FactRow[]): Promise<void> {
    const table = this.#targetTables.get(name);
    invariant(table, `both databases have the table ${name}`);
    await insertRows(tx, table, rows);
  }

  /** Books and series as they were before the first journal. */
  async #openBooks(): Promise<void> {
    const db = this.#source.store.database;
    const series = await findSeriesStates(db, null);
    await this.#target.store.transaction(async (tx) => {
      for (const { tenantId, series: name } of series) await insertSeries(tx, tenantId, name);
    });
    for await (const { books, customers } of bookPages(db, EVERYTHING)) {
      await this.#target.store.transaction(async (tx) => {
        for (const { tenantId, customerId } of books) {
          const customer = customers.get(customerId);
          invariant(customer, `book ${customerId} has a customer`);
          const owner = { tenantId, customerId };
          await insertBook(tx, { ...owner, ...emptyBook(owner, customer.createdAt), cutNumber: 0, ratedThrough: null, ratedSeq: 0 });
        }
      });
      this.#done.books += books.length;
    }
  }

  /** In the order of their numbers, which is the order in which tenants' invoices were issued. */
  async #decideInvoices(): Promise<void> {
    const db = this.#source.store.database;
    for (const { tenantId, series } of await findSeriesStates(db, null)) {
      for (let after = 0; ; ) {
        const cuts = await scanSeries(db, tenantId, { series, after, limit: CUT_ROWS });
        for (const cut of cuts) await this.#decideThrough(cut, cut.issueSeq);
        after = cuts.at(-1)?.seriesNumber ?? after;
        if (cuts.length < CUT_ROWS) break;
      }
    }
  }

  /** What was posted or recorded since the newest invoices. */
  async #finishBooks(): Promise<void> {
    for await (const { books } of bookPages(this.#source.store.database, EVERYTHING)) {
      for (const book of books) {
        await this.#decideThrough(book, book.seq);
        await this.#target.store.transaction((tx) => this.#stage(tx, book, { fromSeq: book.seq, beforeSeq: Number.MAX_SAFE_INTEGER }));
      }
    }
  }

  async #decideThrough({ tenantId, customerId }: BookOwner, throughSeq: number): Promise<void> {
    const owner = { tenantId, customerId };
    const [head] = await findBooks(this.#target.store.database, { tenantId, customerId: null }, [customerId]);
    invariant(head, `book ${customerId} was opened`);
    const journals: BookJournal[] = [];
    for (let afterSeq = head.seq; afterSeq < throughSeq; ) {
      const page = await scanJournals(this.#source.store.database, owner, { afterSeq, throughSeq, limit: JOURNAL_ROWS });
      journals.push(...page);
      afterSeq = page.length < JOURNAL_ROWS ? throughSeq : (page.at(-1)?.seq ?? throughSeq);
    }
    for (const operation of operationsOf(journals)) {
      await this.#decide(owner, operation);
      this.#done.journals += operation.length;
      this.#onProgress?.({ ...this.#done, rows: this.#rows });
    }
  }

  async #decide(owner: BookOwner, operation: readonly BookJournal[]): Promise<void> {
    const last = operation.at(-1);
    invariant(last, 'an operation has a journal');
    await this.#target.store.transaction(async (tx) => {
      const book = await lockBook(tx, owner);
      invariant(book, `book ${owner.customerId} was opened`);
      await this.#stage(tx, owner, { fromSeq: book.seq, beforeSeq: last.seq });
      if (operation.some(({ kind }) => kind === 'CREDIT_NOTE')) await this.#credit(tx, book, operation);
      else if (last.kind === 'INVOICE') await this.#issue(tx, book, operation);
      else if (last.kind === 'ONE_OFF') await this.#postOneOff(tx, book, last);
      else if (isSettlementKind(last.kind)) await this.#settle(tx, book, last);
      else if (isCreditKind(last.kind)) await this.#postCredit(tx, book, operation);
      else throw diverged(last, `a journal of kind ${last.kind} cannot be decided again by itself`, null);
    });
  }

  /** Facts that were recorded while the book stood there; usage is there already, and known by the head it came at. */
  async #stage(tx: Transaction, owner: BookOwner, range: { fromSeq: number; beforeSeq: number }): Promise<void> {
    for (const table of this.#tables((one) => copyTime(one) === 'IN_TURN')) {
      const rows = await findRowsRecorded(this.#source.store.database, table, owner, range);
      await this.#insert(tx, table, rows);
      this.#report(table, rows.length);
    }
  }

  async #issue(tx: Transaction, standing: Book, whole: readonly BookJournal[]): Promise<void> {
    // Credit that is bought is on the book before the invoice that charges for it.
    const bought = whole.some(({ kind }) => kind === 'CREDIT_PURCHASE') ? whole.filter(({ kind }) => kind === 'CREDIT_PURCHASE' || kind === 'CREDIT_GRANT') : [];
    const book = bought.length === 0 ? standing : await this.#postCredit(tx, standing, bought);
    const operation = whole.slice(bought.length);
    const issued = operation.at(-1);
    const [cut] = await findCuts(this.#source.store.database, { tenantId: book.tenantId, customerId: book.customerId }, [issued?.invoiceId ?? '']);
    const [customer] = await findCustomers(tx, { tenantId: book.tenantId, customerId: null }, [book.customerId]);
    invariant(issued && customer, 'an invoice has a journal and a customer');
    if (!cut) throw diverged(issued, 'the journal issued an invoice that has no cut', null);
    if (!cut.terms) throw diverged(issued, 'the cut of the invoice has lost its terms', null);
    const frozen = { terms: cut.terms, series: seriesOfNumber(cut), number: cut.seriesNumber };
    const order = { customer, book, asOf: cut.asOf, partiesDigest: cut.terms.partiesDigest, ignoresGrace: true, frozen };
    const context = { now: issued.recordedAt, cause: issued.cause, actor: issued.actor };
    const decision = cut.note ? await issueNoteInTransaction(tx, order, context) : await issueInTransaction(tx, order, context);
    if (decision === null) throw diverged(issued, 'what was known then makes no note', null);
    compareJournals(operation, decision.journals, 'the facts make another journal here');
    const seal = (await findSeals(this.#source.store.database, [cut])).get(cut.id) ?? null;
    if (decision.cut.number !== cut.number || decision.seal !== seal) {
      throw new Diverged({ tenantId: book.tenantId, customerId: book.customerId, seq: issued.seq, message: 'the facts make another invoice', recorded: `${cut.number} ${seal ?? 'without a seal'}`, decided: `${decision.cut.number} ${decision.seal}` });
    }
    this.#done.invoices += 1;
  }

  async #postOneOff(tx: Transaction, book: Book, recorded: BookJournal): Promise<void> {
    const decided = await postOneOffAgain(tx, this.#source.store.database, book, recorded);
    if (decided?.hash !== recorded.hash) throw diverged(recorded, decided ? 'the charge makes another journal here' : 'no charge asks for this journal', decided);
  }

  async #postCredit(tx: Transaction, book: Book, operation: readonly BookJournal[]): Promise<Book> {
    const [first] = operation;
    invariant(first, 'an operation has a journal');
    // Lots of a rule, and what expires of it at the same moment, have one cause.
    const expiry = operation.findIndex(({ kind }) => kind === 'CREDIT_EXPIRY');
    if (expiry > 0) return await this.#postCredit(tx, await this.#postCredit(tx, book, operation.slice(0, expiry)), operation.slice(expiry));
    const posted = await postCreditAgain(tx, this.#source.store.database, book, operation).catch((error: unknown) => {
      if (error instanceof BillingError) throw diverged(first, `what was asked is refused here: ${error.message}`, null);
      throw error;
    });
    for (const [index, recorded] of operation.entries()) {
      const decided = posted?.journals[index] ?? null;
      if (decided?.hash !== recorded.hash) throw diverged(recorded, decided ? 'the credit makes another journal here' : 'nothing asks for this journal', decided);
    }
    return posted?.book ?? book;
  }

  async #settle(tx: Transaction, book: Book, recorded: BookJournal): Promise<void> {
    const decided = await settleAgain(tx, this.#source.store.database, book, recorded).catch((error: unknown) => {
      if (error instanceof BillingError) throw diverged(recorded, `what was asked is refused here: ${error.message}`, null);
      throw error;
    });
    if (decided?.hash !== recorded.hash) throw diverged(recorded, decided ? 'the settlement makes another journal here' : 'no settlement asks for this journal', decided);
  }

  async #credit(tx: Transaction, book: Book, operation: readonly BookJournal[]): Promise<void> {
    const [recorded] = operation;
    invariant(recorded, 'an operation has a journal');
    const decided = await creditAgain(tx, this.#source.store.database, book, recorded).catch((error: unknown) => {
      if (error instanceof BillingError) throw diverged(recorded, `what was asked is refused here: ${error.message}`, null);
      throw error;
    });
    if (!decided) throw diverged(recorded, 'no credit note asks for this journal', null);
    compareJournals(operation, decided.journals, 'the credit note makes another journal here');
    const { note, seal, recordedSeal, recordedNumber } = decided;
    if (seal === recordedSeal && note.number === recordedNumber) return;
    throw new Diverged({ tenantId: book.tenantId, customerId: book.customerId, seq: recorded.seq, message: 'the facts make another credit note', recorded: `${recordedNumber} ${recordedSeal}`, decided: `${note.number} ${seal}` });
  }

  get #rows(): number {
    return Object.values(this.#copied).reduce((sum, rows) => sum + rows, 0);
  }

  #report({ name }: AnyTable, rows: number): void {
    this.#copied[name] = (this.#copied[name] ?? 0) + rows;
    this.#onProgress?.({ ...this.#done, rows: this.#rows });
  }
}

const EVERYTHING = { tenantId: null, customerId: null };

/**
 * When a table's rows are copied, if they are. IN_TURN: when the book stands where they were recorded, so that what is loaded
 * for a decision was known to it. LAST: what refers to rows that are decided again.
 */
function copyTime({ name, columns, references }: AnyTable): 'FIRST' | 'IN_TURN' | 'LAST' | 'NEVER' {
  if (DECIDED.has(name) || ASKED.has(name) || BEFORE_FACTS.has(name)) return 'NEVER';
  if (name !== 'usage_events' && columns['bookSeq'] !== undefined && columns['customerId'] !== undefined) return 'IN_TURN';
  return references.some((other) => DECIDED.has(other) || ASKED.has(other)) ? 'LAST' : 'FIRST';
}

/** Every journal of an operation comes out again, and no other. */
function compareJournals(operation: readonly BookJournal[], decided: readonly Journal[], message: string): void {
  for (let index = 0; index < Math.max(operation.length, decided.length); index += 1) {
    const [recorded, again] = [operation[index], decided[index]];
    const place = recorded ?? operation.at(-1);
    if (place && recorded?.hash !== again?.hash) throw diverged(place, message, again ?? null);
  }
}

function diverged(recorded: BookJournal, message: string, decided: Journal | null): Diverged {
  const { tenantId, customerId, seq } = recorded;
  return new Diverged({ tenantId, customerId, seq, message, recorded: journalText(recorded), decided: decided && journalText(decided) });
}

function journalText({ kind, currency, effectiveAt, billableAt, line, postings, hash }: Journal): string {
  const plain = { kind, currency, effectiveAt, billableAt, line, postings, hash };
  return JSON.stringify(plain, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

async function digestOfBooks({ store }: Engine): Promise<string> {
  const heads: (BookOwner & Pick<BookHead, 'seq' | 'hash'>)[] = [];
  for await (const { books } of bookPages(store.database, EVERYTHING)) heads.push(...books);
  return booksDigest(heads);
}
