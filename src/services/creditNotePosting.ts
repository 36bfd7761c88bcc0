/** Crediting within a transaction: how an invoice stands in a locked book, the decision, and its rows. A request and a replay do the same. */
import { RECEIVABLE, WRITE_OFFS } from '../core/accounts.ts';
import { type PostingContext, appendJournals } from '../core/book.ts';
import { type TimeZone, localDay } from '../core/calendar.ts';
import { postedLine } from '../core/charging.ts';
import type { CreditNoteTerms } from '../core/creditNote.ts';
import { type CreditNoteFrozen, type CreditStanding, type IssuedCreditNote, creditNoteSeal, decideCreditNote } from '../core/creditNoteIssue.ts';
import { movedDraws } from '../core/credits/asIfOnTime.ts';
import type { Grant } from '../core/credits/grant.ts';
import { groupBy } from '../core/grouping.ts';
import { deriveId } from '../core/identity.ts';
import { type Instant, later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { sellsCredit } from '../core/invoice.ts';
import type { Journal } from '../core/journal.ts';
import { type Series, documentNumber, seriesOfNumber, seriesOn } from '../core/numbering.ts';
import { DERIVATION } from '../core/seal.ts';
import { type Book, saveBook } from '../repositories/books.ts';
import { findCreditNoteAt, insertCreditNote } from '../repositories/creditNotes.ts';
import { findLots, insertGrants } from '../repositories/credits.ts';
import { sumCells } from '../repositories/entries.ts';
import { type InvoiceCut, findCuts, findCutsOfBook, saveNumber, takeNumber } from '../repositories/invoices.ts';
import { findJournalsOfLines, insertJournals } from '../repositories/journals.ts';
import type { Database, Transaction } from '../store/database.ts';
import { assertNoteSealed, deriveNotesOfInvoices } from './derivedCreditNotes.ts';
import { type DerivedInvoice, assertSealed, deriveInvoices } from './derivedInvoices.ts';
import { settleInTransaction } from './settlementPosting.ts';

/** Whose book, locked, which invoice, and what is asked. */
export interface CreditOrder {
  readonly book: Book;
  readonly cut: InvoiceCut;
  readonly asked: CreditNoteTerms;
  /** How the seller numbers and dates notes; what a replay takes from the note that it makes again. */
  readonly numbering: NewNumber | { readonly series: Series; readonly number: number; readonly frozen: CreditNoteFrozen };
  readonly effectiveAt: Instant;
}

export interface NewNumber {
  readonly format: string;
  readonly sellerZone: TimeZone;
}

export interface CreditPosted {
  readonly note: IssuedCreditNote;
  readonly seal: string;
  readonly journals: readonly Journal[];
}

/** Errors: SEAL_BROKEN for an invoice that does not hold; those of the decision. */
export async function creditInTransaction(tx: Transaction, { book, cut, asked, numbering, effectiveAt }: CreditOrder, context: PostingContext): Promise<CreditPosted> {
  const owner = { tenantId: book.tenantId, customerId: book.customerId };
  const { standing, invoice } = await loadCreditStanding(tx, book, cut);
  const issuedAt = later(context.now, book.recordedAt);
  const { view, journals: drafts, grants } = decideCreditNote(asked, standing, { owner, cause: context.cause, effectiveAt, at: issuedAt });

  const { series, number, terms } = await numberOf(tx, { numbering, asked, invoice, issuedAt });
  const { journals, head } = appendJournals(owner, book, drafts, context);
  const [journal] = journals;
  invariant(journal, 'a credit note has a journal');
  const id = deriveId('credit-note', issuedAt, [owner.tenantId, owner.customerId, cut.id, BigInt(standing.earlier.length + 1)]);
  const note: IssuedCreditNote = {
    ...{ id, customerId: owner.customerId, invoiceId: cut.id, currency: cut.currency, seq: journal.seq, series: series.name, seriesNumber: number, number: documentNumber(series, number) },
    ...{ issuedAt, derivation: DERIVATION, terms, actor: context.actor },
  };
  const seal = creditNoteSeal(view, { owner, note, invoiceNumber: cut.number, journal });

  await insertJournals(tx, owner, journals);
  if (grants.length > 0) await insertGrants(tx, owner.tenantId, grants.map((grant) => placedGrant(grant, journals)));
  await insertCreditNote(tx, { ...note, tenantId: owner.tenantId, seal });
  await saveBook(tx, { ...book, ...head });
  const refund = asked.destination === 'REFUND' && view.total > 0n ? await askRefund(tx, { ...book, ...head }, { note, amount: view.total, effectiveAt }, context) : [];
  return { note, seal, journals: [...journals, ...refund] };
}

/** Credits again what recorded journals credited, from the row that asked for it; null if no row did. */
export async function creditAgain(tx: Transaction, source: Database, book: Book, recorded: Journal): Promise<CreditPosted & { recordedSeal: string; recordedNumber: string } | null> {
  const note = await findCreditNoteAt(source, book, recorded.seq);
  const [cut] = await findCuts(tx, { tenantId: book.tenantId, customerId: book.customerId }, [note?.invoiceId ?? '']);
  if (!note?.terms || !cut) return null;
  const numbering = { series: seriesOfNumber(note), number: note.seriesNumber, frozen: note.terms };
  const order = { book, cut, asked: note.terms.asked, numbering, effectiveAt: recorded.effectiveAt };
  const posted = await creditInTransaction(tx, order, { now: recorded.recordedAt, cause: recorded.cause, actor: recorded.actor });
  return { ...posted, recordedSeal: note.seal, recordedNumber: note.number };
}

/** How an invoice stands; lock its book first, unless only looking. Errors: SEAL_BROKEN. */
export async function loadCreditStanding(db: Database, book: Book, cut: InvoiceCut): Promise<{ standing: CreditStanding; invoice: DerivedInvoice }> {
  const [invoice] = await deriveInvoices(db, book.tenantId, [cut]);
  invariant(invoice && cut.terms, 'an issued invoice has terms');
  assertSealed(invoice);
  const notes = await deriveNotesOfInvoices(db, book.tenantId, [invoice]);
  const earlier = notes.map((note) => {
    assertNoteSealed(note);
    return note.view;
  });
  const receivables = await sumCells(db, book, RECEIVABLE);
  const writeOffs = await sumCells(db, book, WRITE_OFFS);
  const standing: CreditStanding = {
    ...{ currency: cut.currency, view: invoice.view, tax: cut.terms.tax, earlier, invoice: { id: cut.id, number: cut.number } },
    due: receivables.get(cut.id) ?? 0n,
    isVoid: notes.some(({ note }) => note.terms?.asked.voids != null),
    isWrittenOff: (writeOffs.get(cut.id) ?? 0n) > 0n,
    deferred: await loadDeferred(db, book, invoice),
    lots: await loadLots(db, book, invoice),
    moved: await loadMoved(db, book, invoice),
    ratedThrough: book.ratedThrough ?? cut.asOf,
  };
  return { standing, invoice };
}

/** The customer's lots, if the invoice has anything to do with credit. */
async function loadLots(db: Database, { tenantId, customerId }: Book, { view }: DerivedInvoice): Promise<CreditStanding['lots']> {
  if (!view.lines.some((line) => line.draws.length > 0 || sellsCredit(line))) return new Map();
  const lots = await findLots(db, { tenantId, customerId }, [customerId], null);
  return new Map(lots.map((lot) => [lot.grant.id, lot]));
}

/** What its lines have drawn, of those whose credit a later document moved. */
async function loadMoved(db: Database, book: Book, { cut, view }: DerivedInvoice): Promise<NonNullable<CreditStanding['moved']>> {
  const lineKeys = view.lines.flatMap(({ lineKey, draws }) => (draws.length === 0 ? [] : [lineKey]));
  if (lineKeys.length === 0 || cut.cutNumber === book.cutNumber) return new Map();
  const cuts = (await findCutsOfBook(db, book)).filter(({ issueSeq }) => issueSeq <= book.seq);
  return movedDraws({ cuts, journals: await findJournalsOfLines(db, book.tenantId, [book.customerId], lineKeys) }, cut);
}

function placedGrant(grant: Pick<Grant, 'id' | 'customerId' | 'terms'>, journals: readonly Journal[]): Grant {
  const journal = journals.find(({ kind, postings }) => kind === 'CREDIT_GRANT' && postings.some(({ credit }) => credit.reference === grant.id));
  invariant(journal, 'a lot that a note makes has a journal');
  return { ...grant, seq: journal.seq, recordedAt: journal.recordedAt, actor: journal.actor };
}

/** Deferred revenue of the invoice's lines that are charged in advance. */
async function loadDeferred(db: Database, { tenantId, customerId }: Book, { view }: DerivedInvoice): Promise<CreditStanding['deferred']> {
  const lineKeys = view.lines.filter(({ journals }) => journals.some(({ kind }) => kind === 'ADVANCE_FEE')).map(({ lineKey }) => lineKey);
  const byLine = groupBy(await findJournalsOfLines(db, tenantId, [customerId], lineKeys), ({ line }) => line?.lineKey ?? '');
  return new Map(
    [...byLine].flatMap(([lineKey, journals]) => {
      const { deferred, evidence } = postedLine(journals);
      return evidence === null ? [] : [[lineKey, { amount: deferred, evidence }] as const];
    }),
  );
}

async function numberOf(
  tx: Transaction,
  { numbering, asked, invoice, issuedAt }: Pick<CreditOrder, 'numbering' | 'asked'> & { invoice: DerivedInvoice; issuedAt: Instant },
): Promise<{ series: Series; number: number; terms: CreditNoteFrozen }> {
  const { tenantId, terms } = invoice.cut;
  if ('frozen' in numbering) {
    await saveNumber(tx, tenantId, { series: numbering.series.name, number: numbering.number });
    return { series: numbering.series, number: numbering.number, terms: numbering.frozen };
  }
  invariant(terms, 'an invoice that holds its seal has terms');
  const issueDate = localDay(issuedAt, numbering.sellerZone);
  const series = seriesOn(numbering.format, issueDate);
  return { series, number: await takeNumber(tx, tenantId, series.name), terms: { asked, issueDate, timeZone: terms.timeZone, partiesDigest: terms.partiesDigest } };
}

/** What became the customer's credit is set aside at once. */
async function askRefund(tx: Transaction, book: Book, { note, amount, effectiveAt }: { note: IssuedCreditNote; amount: bigint; effectiveAt: Instant }, context: PostingContext): Promise<Journal[]> {
  const terms = { amount, allocations: null, provider: null, refundId: null, paymentId: null, invoiceId: null, reference: note.number, reason: note.terms?.asked.reason ?? null };
  return [await settleInTransaction(tx, { id: refundIdOf(book.tenantId, note), kind: 'REFUND', terms, book, currency: note.currency, effectiveAt }, context)];
}

/** The refund that a note asks for, if it asks for one. */
export function refundIdOf(tenantId: string, { id, customerId, issuedAt }: Pick<IssuedCreditNote, 'id' | 'customerId' | 'issuedAt'>): string {
  return deriveId('settlement', issuedAt, [tenantId, customerId, id]);
}
