/** Invoice drafts: the decision of issuing on a state that nobody locked, of which nothing is kept. */
import { nextBillableAt } from '../core/chargeLine.ts';
import type { LateCreditPolicy } from '../core/billingTerms.ts';
import type { Lot } from '../core/credits/lot.ts';
import type { Customer } from '../core/customer.ts';
import { type DocumentDates, datesOf } from '../core/documentTerms.ts';
import { refuseUnless } from '../core/errors.ts';
import { type Instant, earlier, instantText, later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { InvoiceView, LineSubjects } from '../core/invoice.ts';
import { draftInvoice } from '../core/issuing.ts';
import type { Journal } from '../core/journal.ts';
import type { PriceCorrection } from '../core/priceCorrection.ts';
import type { UsageSoFar } from '../core/threshold.ts';
import { type Book, findBooks } from '../repositories/books.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { type CustomerSubscriptions, holderOf, loadBillingState, loadSubscriptions } from './billingState.ts';
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
  readonly lateCredit: LateCreditPolicy;
  /** As of an issued one. */
  readonly reachedBefore: Instant | null;
  /** Null: it is of now. A draft of an earlier time knows what was recorded by then, and draws on no credit. */
  readonly knownAt: Instant | null;
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
  /** As `StateQuestion.knownAt`. */
  readonly knownAt?: Instant | null;
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

const HORIZON_MS = 10 * 366 * 86_400_000;

/** Until when an invoice is drafted, null for the usual time, and whether the usage so far is on it. */
interface UpcomingQuestion {
  readonly requested: Instant | null;
  readonly now: Instant;
  readonly usageSoFar?: boolean;
}

/**
 * The invoice at `requested`; by default at the end of the period that is not invoiced yet, or now if that is over or the usage so
 * far is to be on it. Null if no line would be on it.
 * Errors: OUT_OF_RANGE at `asOf` before the customer's newest invoice, or more than ten years ahead.
 */
export async function draftUpcoming(db: Database, actor: Pick<TenantActor, 'tenantId' | 'customerId' | 'keyId'>, customer: Customer, { requested, now, usageSoFar = false }: UpcomingQuestion): Promise<DraftInvoice | null> {
  const [book] = await findBooks(db, actor, [customer.id]);
  invariant(book, 'a customer has a book');
  const subscribed = await loadSubscriptions(db, actor.tenantId, customer.id);
  const after = book.ratedThrough ?? earlier(now, firstStart(subscribed) ?? now);
  const next = nextBillableAt({ ...subscribed, after }) ?? now;
  const earliest = book.ratedThrough;
  const asOf = requested ?? (usageSoFar ? later(now, earliest ?? now) : later(now, next));
  refuseUnless(earliest === null || asOf >= earliest, 'OUT_OF_RANGE', `lies before ${earliest === null ? '' : instantText(earliest)}, until when this customer is invoiced`, ['asOf']);
  refuseUnless(asOf <= now + HORIZON_MS, 'OUT_OF_RANGE', 'lies more than ten years ahead', ['asOf']);
  return (await draftAt(db, actor, { customer, book, asOf, subscribed, usageSoFar }, now)).draft;
}

function firstStart({ subscriptions }: CustomerSubscriptions): Instant | null {
  return subscriptions.reduce<Instant | null>((first, { startAt }) => (first === null ? startAt : earlier(first, startAt)), null);
}

export async function draftAt(db: Database, actor: Pick<TenantActor, 'keyId'>, question: DraftQuestion, now: Instant): Promise<Draft> {
  const { customer, book, asOf, subscribed, knownAt = null } = question;
  const { credit, ...recorded } = await loadBillingState(db, question);
  const lots = knownAt === null ? credit.lots : [];
  const owner = { tenantId: book.tenantId, customerId: book.customerId };
  // Issuing posts what recurring grants and allowances owe by then first.
  const owed = knownAt === null ? await loadOwedLots(db, owner, [owner.customerId], { at: later(asOf, now), lots, holders: [holderOf(owner, subscribed)] }) : [];
  const head = owed.at(-1)?.projected ?? recorded.head;
  const state = { ...recorded, head, credit: { ...credit, lots: [...lots, ...owed] } };
  const { view, charges, mayIssueAt, corrections } = draftInvoice(state, { now, cause: 'draft', actor: actor.keyId });
  const { sellerZone, terms } = state.rules;
  const dates = datesOf(later(now, mayIssueAt), { sellerZone, netDays: terms.netDays });
  return { draft: view.lines.length === 0 ? null : { customer, asOf, view, headSeq: book.seq, owed, subscribed, knownAt, usageSoFar: question.usageSoFar === true ? { threshold: null } : null, lateCredit: terms.lateCredit, reachedBefore: state.previous?.asOf ?? null, mayIssueAt, corrections, dates }, view, mayIssueAt, charges, subjects: state };
}
