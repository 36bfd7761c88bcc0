/** Issuing within a transaction: the state of a locked book, the decision, and its rows. A request and a replay do the same. */
import type { PostingContext } from '../core/book.ts';
import type { Customer } from '../core/customer.ts';
import type { Instant } from '../core/instant.ts';
import { INVOICE_SERIES, type IssueDecision, issueInvoice as decideInvoice } from '../core/issuing.ts';
import { type Book, saveBook } from '../repositories/books.ts';
import { insertCut, takeNumber } from '../repositories/invoices.ts';
import { insertJournals } from '../repositories/journals.ts';
import type { Transaction } from '../store/database.ts';
import { loadBillingState, loadSubscriptions } from './billingState.ts';

/** Whose book, locked, and until when. */
export interface IssueOrder {
  readonly customer: Customer;
  readonly book: Book;
  readonly asOf: Instant;
}

/** Errors: those of the decision: INVALID_STATE, NOTHING_TO_INVOICE, OUT_OF_RANGE. */
export async function issueInTransaction(tx: Transaction, { customer, book, asOf }: IssueOrder, context: PostingContext): Promise<IssueDecision> {
  const { tenantId, customerId } = book;
  const subscribed = await loadSubscriptions(tx, tenantId, customerId);
  const state = await loadBillingState(tx, { customer, book, asOf, subscribed });
  const number = await takeNumber(tx, tenantId, INVOICE_SERIES);

  const decision = decideInvoice(state, { name: INVOICE_SERIES, number }, context);

  const { journals, head, cut, seal } = decision;
  await insertJournals(tx, { tenantId, customerId }, journals);
  await insertCut(tx, { tenantId, customerId, currency: customer.currency, ...cut }, seal);
  await saveBook(tx, { tenantId, customerId, ...head, cutNumber: cut.cutNumber, ratedThrough: cut.asOf, ratedSeq: cut.issueSeq });
  return decision;
}
