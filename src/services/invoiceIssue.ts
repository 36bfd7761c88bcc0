/** Issuing within a transaction: the state of a locked book, the decision, and its rows. A request and a replay do the same. */
import type { PostingContext } from '../core/book.ts';
import type { Customer } from '../core/customer.ts';
import { localDay } from '../core/calendar.ts';
import type { DocumentTerms } from '../core/documentTerms.ts';
import { type Instant, later } from '../core/instant.ts';
import { type BillingState, type IssueDecision, issueInvoice as decideInvoice, sealDraft } from '../core/issuing.ts';
import { type Series, seriesOn } from '../core/numbering.ts';
import type { UsageSoFar } from '../core/threshold.ts';
import { draftNote } from '../core/usageNote.ts';
import { type Book, saveBook } from '../repositories/books.ts';
import { findCutsOfBook, insertCut, saveNumber, takeNumber } from '../repositories/invoices.ts';
import { insertJournals } from '../repositories/journals.ts';
import { insertRatingRecords } from '../repositories/ratingRecords.ts';
import type { Transaction } from '../store/database.ts';
import { noticeBalance } from './balanceAlerts.ts';
import { loadBillingState, loadSubscriptions } from './billingState.ts';
import { grantDueInTransaction } from './creditPosting.ts';

/** Whose book, locked, and until when. */
export interface IssueOrder {
  readonly customer: Customer;
  readonly book: Book;
  readonly asOf: Instant;
  readonly partiesDigest: string;
  readonly ignoresGrace: boolean;
  /** Where usage of periods that go on is to be on it; left out, and null, where not. */
  readonly usageSoFar?: UsageSoFar | null;
  /** What a replay takes from the invoice that it makes again; null for a new one. */
  readonly frozen: { readonly terms: DocumentTerms; readonly series: Series; readonly number: number } | null;
}

/** Alerts are noticed before and after; a replay has them as they were recorded. Errors: those of the decision: INVALID_STATE, NOTHING_TO_INVOICE, GRACE_PERIOD, OUT_OF_RANGE. */
export async function issueInTransaction(tx: Transaction, { customer, book: standing, asOf, partiesDigest, ignoresGrace, frozen, ...order }: IssueOrder, context: PostingContext): Promise<IssueDecision> {
  const { tenantId, customerId } = standing;
  if (frozen === null) await noticeBalance(tx, standing, context.now);
  const { book } = await grantDueInTransaction(tx, { book: standing, currency: customer.currency }, context.now);
  const subscribed = await loadSubscriptions(tx, tenantId, customerId);
  const usageSoFar = frozen === null ? (order.usageSoFar ?? null) : frozen.terms.usageSoFar;
  const state = await loadBillingState(tx, { customer, book, asOf, subscribed, usageSoFar: usageSoFar !== null, lateCredit: frozen?.terms.lateCredit });
  const numbered = await numberOf(tx, { state, frozen, format: state.rules.terms.invoiceNumberFormat }, context);

  const decision = decideInvoice(state, { ...numbered, partiesDigest, ignoresGrace, usageSoFar, frozen: frozen?.terms ?? null }, context);

  await saveDecision(tx, customer, book, decision);
  if (frozen === null) await noticeBalance(tx, { ...book, ...decision.head }, context.now);
  return decision;
}

/** The note of what became known about periods that were invoiced; null if that comes to nothing. */
export async function issueNoteInTransaction(tx: Transaction, { customer, book: standing, partiesDigest, frozen }: Omit<IssueOrder, 'asOf' | 'ignoresGrace' | 'usageSoFar'>, context: PostingContext): Promise<IssueDecision | null> {
  const { tenantId, customerId, ratedThrough } = standing;
  if (ratedThrough === null) return null;
  if (frozen === null) await noticeBalance(tx, standing, context.now);
  const { book } = await grantDueInTransaction(tx, { book: standing, currency: customer.currency }, context.now);
  const subscribed = await loadSubscriptions(tx, tenantId, customerId);
  const state = await loadBillingState(tx, { customer, book, asOf: ratedThrough, subscribed, lateCredit: frozen?.terms.lateCredit });
  const draft = draftNote(state, await findCutsOfBook(tx, book), context, frozen?.terms.tax ?? null);
  if (draft === null) return null;
  const { debitNoteNumberFormat, creditNoteNumberFormat } = state.rules.terms;
  const format = draft.note.kind === 'DEBIT_NOTE' ? debitNoteNumberFormat : creditNoteNumberFormat;
  const numbered = await numberOf(tx, { state, frozen, format }, context);

  const decision = sealDraft(draft, state, { ...numbered, partiesDigest, frozen: frozen?.terms ?? null }, context);

  await saveDecision(tx, customer, book, decision);
  if (frozen === null) await noticeBalance(tx, { ...book, ...decision.head }, context.now);
  return decision;
}

interface NumberingOrder extends Pick<IssueOrder, 'frozen'> {
  readonly state: BillingState;
  readonly format: string;
}

/** The series and the next number in it; a document that is made again has those that it had. */
async function numberOf(tx: Transaction, { state: { owner, head, rules }, frozen, format }: NumberingOrder, { now }: PostingContext): Promise<Series & { readonly number: number }> {
  const series = frozen?.series ?? seriesOn(format, localDay(later(now, head.recordedAt), rules.sellerZone));
  const number = frozen ? frozen.number : await takeNumber(tx, owner.tenantId, series.name);
  if (frozen) await saveNumber(tx, owner.tenantId, { series: series.name, number });
  return { ...series, number };
}

async function saveDecision(tx: Transaction, { currency }: Customer, { tenantId, customerId }: Book, { journals, ratings, head, cut, seal }: IssueDecision): Promise<void> {
  await insertJournals(tx, { tenantId, customerId }, journals);
  await insertRatingRecords(tx, { tenantId, customerId }, ratings);
  await insertCut(tx, { tenantId, customerId, currency, ...cut }, seal);
  await saveBook(tx, { tenantId, customerId, ...head, cutNumber: cut.cutNumber, ratedThrough: cut.asOf, ratedSeq: cut.issueSeq });
}
