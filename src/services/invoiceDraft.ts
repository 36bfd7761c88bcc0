/** Invoice drafts: the decision of issuing on a state that nobody locked, of which nothing is kept. */
import type { Lot } from '../core/credits/lot.ts';
import type { Customer } from '../core/customer.ts';
import { type DocumentDates, datesOf } from '../core/documentTerms.ts';
import { type Instant, later } from '../core/instant.ts';
import type { InvoiceView, LineSubjects } from '../core/invoice.ts';
import { draftInvoice } from '../core/issuing.ts';
import type { Journal } from '../core/journal.ts';
import type { PriceCorrection } from '../core/priceCorrection.ts';
import type { UsageSoFar } from '../core/threshold.ts';
import type { Book } from '../repositories/books.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { type CustomerSubscriptions, loadBillingState } from './billingState.ts';
import { loadOwedLots } from './owedCredit.ts';

/** An invoice that does not exist yet. */
export interface DraftInvoice {
  readonly customer: Customer;
  readonly asOf: Instant;
  readonly view: InvoiceView;
  /** The book's head: journals of the view beyond it are projected, not posted. */
  readonly headSeq: number;
  /** Lots that it draws on, or might, and that are not posted yet. */
  readonly owed: readonly Lot[];
  /** What it was drafted from: the customer's subscriptions, or what a change would make of them. */
  readonly subscribed: CustomerSubscriptions;
  /** As of an issued one. */
  readonly usageSoFar: UsageSoFar | null;
  readonly mayIssueAt: Instant;
  readonly corrections: readonly PriceCorrection[];
  /** As they would be at the first moment at which it may be issued. */
  readonly dates: DocumentDates;
}

/** Whose invoice, until when, on which subscriptions. */
export interface DraftQuestion {
  readonly customer: Customer;
  readonly book: Book;
  readonly asOf: Instant;
  readonly subscribed: CustomerSubscriptions;
  /** As `DueQuestion.usageSoFar`. */
  readonly usageSoFar?: boolean | undefined;
}

/** What issuing would make. */
export interface Draft {
  /** Null if no line would be on it. */
  readonly draft: DraftInvoice | null;
  readonly view: InvoiceView;
  readonly mayIssueAt: Instant;
  /** What issuing it would post. */
  readonly charges: readonly Journal[];
  readonly subjects: LineSubjects;
}

export async function draftAt(db: Database, actor: Pick<TenantActor, 'keyId'>, question: DraftQuestion, now: Instant): Promise<Draft> {
  const { customer, book, asOf, subscribed } = question;
  const recorded = await loadBillingState(db, question);
  const owner = { tenantId: book.tenantId, customerId: book.customerId };
  // Issuing posts what recurring grants owe by then first.
  const owed = await loadOwedLots(db, owner, [owner.customerId], { at: later(asOf, now), lots: recorded.credit.lots });
  const head = owed.at(-1)?.projected ?? recorded.head;
  const state = { ...recorded, head, credit: { ...recorded.credit, lots: [...recorded.credit.lots, ...owed] } };
  const { view, charges, mayIssueAt, corrections } = draftInvoice(state, { now, cause: 'draft', actor: actor.keyId });
  const { sellerZone, terms } = state.rules;
  const dates = datesOf(later(now, mayIssueAt), { sellerZone, netDays: terms.netDays });
  return { draft: view.lines.length === 0 ? null : { customer, asOf, view, headSeq: book.seq, owed, subscribed, usageSoFar: question.usageSoFar === true ? { threshold: null } : null, mayIssueAt, corrections, dates }, view, mayIssueAt, charges, subjects: state };
}
