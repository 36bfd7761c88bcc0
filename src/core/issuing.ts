/** Issuing: decides an invoice whole: what is charged, what the document holds, which journals, cut and seal are written. */
import { RECEIVABLE, UNBILLED } from './accounts.ts';
import { type BookHead, type BookOwner, type PostingContext, appendJournals } from './book.ts';
import { chargeDifferences } from './charging.ts';
import type { CurrencyCode } from './currency.ts';
import type { Cut, IssuedCut } from './cut.ts';
import { BillingError } from './errors.ts';
import { deriveId } from './identity.ts';
import { type Instant, instantText } from './instant.ts';
import { invariant } from './invariant.ts';
import { type InvoiceView, type LineSubjects, viewInvoice } from './invoice.ts';
import type { Journal, JournalDraft } from './journal.ts';
import { type Posting, netOn } from './posting.ts';
import { postFact } from './postingRules.ts';
import type { RatedLine } from './rating.ts';
import { DERIVATION, sealOf } from './seal.ts';

/** The series that invoices are numbered in. */
export const INVOICE_SERIES = 'INV';

/** Everything that is known about a book when an invoice is made of it. */
export interface BillingState extends LineSubjects {
  readonly owner: BookOwner;
  readonly currency: CurrencyCode;
  readonly head: BookHead;
  /** The newest cut; null before the first. */
  readonly previous: (Cut & { readonly cutNumber: number }) | null;
  /** The lines that may be due at `asOf`, rated with everything known now. */
  readonly rated: readonly RatedLine[];
  /** All journals of the rated lines and of lines with something unbilled, in book order. */
  readonly lineJournals: readonly Journal[];
  readonly asOf: Instant;
}

/** An invoice as it would be if it were issued now, and the charges that issuing it would post. */
export interface InvoiceDraft {
  readonly view: InvoiceView;
  readonly charges: readonly Journal[];
  readonly head: BookHead;
  readonly cut: Cut;
}

/** The rows of an issued invoice. */
export interface IssueDecision {
  readonly journals: readonly Journal[];
  readonly head: BookHead;
  readonly cut: IssuedCut;
  readonly seal: string;
}

/** The invoice at `asOf` before anything is posted: the draft that people see, and the first half of issuing. */
export function draftInvoice(state: BillingState, context: PostingContext): InvoiceDraft {
  const { owner, currency, previous, prices, charges, asOf } = state;
  const drafts = chargeDifferences(state.rated, state.lineJournals, { currency, asOf, ratedThrough: previous?.asOf ?? null });
  const { journals, head } = appendJournals(owner, state.head, drafts, context);
  const cut = { cutSeq: head.seq, asOf };
  return { view: viewInvoice([...state.lineJournals, ...journals], { cut, previous, prices, charges }), charges: journals, head, cut };
}

/**
 * Issues the invoice at `asOf` under the next number of its series.
 * Errors, in order: INVALID_STATE if the customer's newest invoice reaches further; NOTHING_TO_INVOICE if no line is due;
 * OUT_OF_RANGE if an amount does not fit.
 */
export function issueInvoice(state: BillingState, series: { readonly name: string; readonly number: number }, context: PostingContext): IssueDecision {
  const { owner, currency, previous, asOf } = state;
  if (previous !== null && asOf < previous.asOf) {
    throw new BillingError('INVALID_STATE', `lies before ${instantText(previous.asOf)}, until when this customer is invoiced already`, ['asOf']);
  }
  const draft = draftInvoice(state, context);
  if (draft.view.lines.length === 0) throw new BillingError('NOTHING_TO_INVOICE', 'nothing is due that was not invoiced before');
  const cutNumber = (previous?.cutNumber ?? 0) + 1;
  const id = deriveId('invoice', draft.head.recordedAt, [owner.tenantId, owner.customerId, BigInt(cutNumber)]);
  const issue = appendJournals(owner, draft.head, [issueJournal(draft, { id, currency, at: draft.head.recordedAt })], context);
  const cut: IssuedCut = {
    ...draft.cut,
    id,
    cutNumber,
    issueSeq: issue.head.seq,
    series: series.name,
    seriesNumber: series.number,
    number: documentNumber(series),
    issuedAt: draft.head.recordedAt,
    derivation: DERIVATION,
  };
  return {
    journals: [...draft.charges, ...issue.journals],
    head: issue.head,
    cut,
    seal: sealOf(draft.view, { owner, currency, cut, issueHash: issue.head.hash }),
  };
}

const NUMBER_DIGITS = 6;

/** `INV-000001` for the first of series `INV`. */
export function documentNumber({ name, number }: { name: string; number: number }): string {
  return `${name}-${String(number).padStart(NUMBER_DIGITS, '0')}`;
}

function issueJournal({ view }: InvoiceDraft, { id, currency, at }: { id: string; currency: CurrencyCode; at: Instant }): JournalDraft {
  return { kind: 'INVOICE', currency, effectiveAt: at, billableAt: null, reversesSeq: null, invoiceId: id, line: null, postings: issuePostings(view, id) };
}

/** Moves every line from unbilled to the invoice; what is below zero as a whole becomes customer credit. */
export function issuePostings(view: InvoiceView, invoiceId: string): Posting[] {
  const lines = view.lines.flatMap((line) => postFact('line invoiced', { invoice: invoiceId, chargeLine: line.lineKey }, line.amount));
  const excess = view.total < 0n ? postFact('document below zero', { invoice: invoiceId }, -view.total) : [];
  const postings = [...lines, ...excess];
  invariant(netOn(UNBILLED, postings) === -view.subtotal, 'an issued invoice clears what its lines have unbilled');
  invariant(netOn(RECEIVABLE, postings) === (view.total < 0n ? 0n : view.total), 'an issued invoice is owed its total, or nothing');
  return postings;
}
