/** Issuing within a transaction: the state of a locked book, the decision, and its rows. A request and a replay do the same. */
import type { PostingContext } from '../core/book.ts';
import type { Customer } from '../core/customer.ts';
import { localDay } from '../core/calendar.ts';
import type { DocumentTerms } from '../core/documentTerms.ts';
import { type Instant, later } from '../core/instant.ts';
import { type IssueDecision, issueInvoice as decideInvoice } from '../core/issuing.ts';
import { type Series, seriesOn } from '../core/numbering.ts';
import { type Book, saveBook } from '../repositories/books.ts';
import { insertCut, saveNumber, takeNumber } from '../repositories/invoices.ts';
import { insertJournals } from '../repositories/journals.ts';
import type { Transaction } from '../store/database.ts';
import { loadBillingState, loadSubscriptions } from './billingState.ts';
import { grantDueInTransaction } from './creditPosting.ts';

/** Whose book, locked, and until when. */
export interface IssueOrder {
  readonly customer: Customer;
  readonly book: Book;
  readonly asOf: Instant;
  readonly partiesDigest: string;
  readonly ignoresGrace: boolean;
  /** What a replay takes from the invoice that it makes again; null for a new one. */
  readonly frozen: { readonly terms: DocumentTerms; readonly series: Series; readonly number: number } | null;
}

/** Errors: those of the decision: INVALID_STATE, NOTHING_TO_INVOICE, GRACE_PERIOD, OUT_OF_RANGE. */
export async function issueInTransaction(tx: Transaction, { customer, book: standing, asOf, partiesDigest, ignoresGrace, frozen }: IssueOrder, context: PostingContext): Promise<IssueDecision> {
  const { tenantId, customerId } = standing;
  const { book } = await grantDueInTransaction(tx, { book: standing, currency: customer.currency }, context.now);
  const subscribed = await loadSubscriptions(tx, tenantId, customerId);
  const state = await loadBillingState(tx, { customer, book, asOf, subscribed });
  const { rules } = state;
  const series = frozen?.series ?? seriesOn(rules.terms.invoiceNumberFormat, localDay(later(context.now, book.recordedAt), rules.sellerZone));
  const number = frozen ? frozen.number : await takeNumber(tx, tenantId, series.name);
  if (frozen) await saveNumber(tx, tenantId, { series: series.name, number });

  const decision = decideInvoice(state, { ...series, number, partiesDigest, ignoresGrace, frozen: frozen?.terms ?? null }, context);

  const { journals, head, cut, seal } = decision;
  await insertJournals(tx, { tenantId, customerId }, journals);
  await insertCut(tx, { tenantId, customerId, currency: customer.currency, ...cut }, seal);
  await saveBook(tx, { tenantId, customerId, ...head, cutNumber: cut.cutNumber, ratedThrough: cut.asOf, ratedSeq: cut.issueSeq });
  return decision;
}
