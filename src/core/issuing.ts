/** Issuing: decides an invoice whole: what is charged, what the document holds, which journals, cut and seal are written. */
import { RECEIVABLE, TAX_PAYABLE, UNBILLED } from './accounts.ts';
import { type EffectiveTerms, graceEnd } from './billingTerms.ts';
import { type BookHead, type BookOwner, type PostingContext, appendJournals } from './book.ts';
import type { TimeZone } from './calendar.ts';
import { isInAdvance } from './chargeLine.ts';
import { chargeDifferences } from './charging.ts';
import { type CreditedPlace, creditedByLine, creditedPlaces, offsetDifferences } from './creditOffset.ts';
import { type CreditState, creditJournals } from './credits/drawing.ts';
import { type DiscountedLine, discountDifferences } from './discount.ts';
import type { CurrencyCode } from './currency.ts';
import { type Cut, type CutSpan, type IssuedCut, isOnCut } from './cut.ts';
import { type DocumentTerms, type NoteTerms, type TaxTerms, datesOf, treatmentJson } from './documentTerms.ts';
import { BillingError } from './errors.ts';
import { deriveId } from './identity.ts';
import { type Instant, instant, instantText, later } from './instant.ts';
import { invariant } from './invariant.ts';
import { type InvoiceLine, type InvoiceView, type LineSubjects, movesCredit, taxInvoice, viewInvoice } from './invoice.ts';
import { type Journal, type JournalDraft, isCharge } from './journal.ts';
import { canonicalJson } from './json.ts';
import { type Series, documentNumber } from './numbering.ts';
import { type PriceCorrection, type RecordedChange, priceCorrections } from './priceCorrection.ts';
import { type Posting, netOn } from './posting.ts';
import { postFact } from './postingRules.ts';
import type { RatedLine } from './rating.ts';
import { type RatingRecord, ratingRecords } from './ratingRecord.ts';
import { DERIVATION, sealOf } from './seal.ts';
import { clearedKeys } from './supersession.ts';
import { type TaxRules, type TaxTreatment, treatmentsOf } from './tax.ts';
import type { UsageSoFar } from './threshold.ts';

/** How a customer's documents are taxed, dated and delayed. */
export interface BillingRules {
  readonly terms: EffectiveTerms;
  readonly tax: TaxRules;
  /** Whose calendar dates documents. */
  readonly sellerZone: TimeZone;
  /** The customer's own. */
  readonly zone: TimeZone;
}

/** Everything that is known about a book when an invoice is made of it. */
export interface BillingState extends LineSubjects {
  readonly owner: BookOwner;
  readonly currency: CurrencyCode;
  readonly head: BookHead;
  /** The newest cut; null before the first. */
  readonly previous: (Cut & { readonly cutNumber: number; readonly issueSeq?: number }) | null;
  /** What was recorded of each subscription, by its id. */
  readonly changes: ReadonlyMap<string, readonly RecordedChange[]>;
  /** The lines that may be due at `asOf`, rated with everything known now. */
  readonly rated: readonly RatedLine[];
  /** What coupons take off those of them that share a coupon's time with a line that may have moved. */
  readonly discounted: readonly DiscountedLine[];
  /** All journals of the rated lines, of lines with something unbilled, and of those that notes credited together with them, in book order. */
  readonly lineJournals: readonly Journal[];
  /** Every cut of the book, oldest first, where any of the lines was on one or a note credited it; else they may be left out. */
  readonly cuts?: readonly IssuedCut[];
  /** What the lines may draw on. */
  readonly credit: CreditState;
  readonly rules: BillingRules;
  readonly asOf: Instant;
}

/** An invoice as it would be if it were issued now, and the charges that issuing it would post. */
export interface InvoiceDraft {
  readonly view: InvoiceView;
  readonly charges: readonly Journal[];
  readonly head: BookHead;
  readonly cut: Cut;
  readonly tax: TaxTerms;
  readonly corrections: readonly PriceCorrection[];
  /** When the grace period of everything on it is over: not before `asOf`. */
  readonly mayIssueAt: Instant;
}

/** What is issued: an invoice, or a note of what became known about periods that were invoiced. */
export interface DocumentDraft extends Omit<InvoiceDraft, 'mayIssueAt'> {
  readonly note: NoteTerms | null;
}

/** Under which number, with which parties, and whether at once. */
export interface IssueOrder extends Series {
  readonly number: number;
  readonly partiesDigest: string;
  readonly ignoresGrace: boolean;
  /** Where the lines have usage so far; null, as for a note, where they have not. */
  readonly usageSoFar?: UsageSoFar | null | undefined;
  /** The terms of an invoice that is made again; null for a new one. */
  readonly frozen: DocumentTerms | null;
}

/** The rows of an issued invoice. */
export interface IssueDecision {
  readonly journals: readonly Journal[];
  readonly ratings: readonly RatingRecord[];
  readonly head: BookHead;
  readonly cut: IssuedCut;
  readonly seal: string;
}

/** The invoice at `asOf` before anything is posted: the draft that people see, and the first half of issuing. */
export function draftInvoice(state: BillingState, context: PostingContext, frozen: TaxTerms | null = null): InvoiceDraft {
  const { owner, currency, prices, asOf } = state;
  const { charged, undrawn, credited } = chargeInvoice(state, context);
  const drawn = appendJournals(owner, charged.head, creditJournals(undrawn, state.credit, { currency, prices, credited, asOf, at: charged.head.recordedAt }), context);
  const [journals, { head }] = [[...charged.journals, ...drawn.journals], drawn];
  const view = drawn.journals.length === 0 ? undrawn : viewAt({ ...state, lineJournals: withMoved(state, drawn.journals) }, head.seq, journals);
  const tax = frozen ?? taxTermsOf(view.lines, state);
  return { view: taxInvoice(view, tax), charges: journals, head, cut: { cutSeq: head.seq, asOf }, tax, corrections: priceCorrections(view.lines, state), mayIssueAt: mayIssueAt(state) };
}

/** The journals of the state's lines, and of those whose credit the draws move though nothing else is on the document. */
export function withMoved({ lineJournals, credit: { history } }: Pick<BillingState, 'lineJournals' | 'credit'>, draws: readonly Journal[]): readonly Journal[] {
  if (history === undefined) return lineJournals;
  const keysOf = (journals: readonly Journal[]) => new Set(journals.map(({ line }) => line?.lineKey ?? ''));
  const [drawn, known] = [keysOf(draws), keysOf(lineJournals)];
  return [...lineJournals, ...history.journals.filter(({ line }) => line !== null && drawn.has(line.lineKey) && !known.has(line.lineKey))];
}

/** An invoice before it draws on any credit. */
export interface UndrawnInvoice {
  readonly view: InvoiceView;
  /** What notes took off its lines, as `DrawingContext` has it. */
  readonly credited: ReadonlyMap<string, bigint>;
}

/** The invoice at `asOf` before it draws on any credit: what the charges come to, after discounts and with what they eat of credit notes. */
export function undrawnInvoice(state: BillingState, context: PostingContext): UndrawnInvoice {
  const { undrawn, credited } = chargeInvoice(state, context);
  return { view: undrawn, credited };
}

interface ChargedInvoice extends Pick<UndrawnInvoice, 'credited'> {
  readonly charged: ReturnType<typeof appendJournals>;
  readonly undrawn: InvoiceView;
}

function chargeInvoice(state: BillingState, context: PostingContext): ChargedInvoice {
  const { owner, currency, previous, asOf } = state;
  const charging = { currency, asOf, ratedThrough: previous?.asOf ?? null };
  const drafts = [...chargeDifferences(state.rated, state.lineJournals, charging), ...discountDifferences(state.discounted, state.lineJournals, charging)];
  const posted = appendJournals(owner, state.head, drafts, context);
  const places = creditedAt(state, { cutSeq: posted.head.seq, asOf }, posted.journals);
  const offset = appendJournals(owner, posted.head, offsetDifferences(places, { currency, asOf, at: posted.head.recordedAt }), context);
  const charged = { journals: [...posted.journals, ...offset.journals], head: offset.head };
  return { charged, undrawn: viewAt(state, charged.head.seq, charged.journals), credited: creditedByLine(places) };
}

/** The lines that notes credited, as they stand on a document that has what was posted for it. */
export function creditedAt({ lineJournals, prices, cuts = [], previous }: BillingState, cut: Cut, posted: readonly Journal[]): CreditedPlace[] {
  return creditedPlaces([...lineJournals, ...posted], { prices, cuts, cut, previous });
}

function viewAt({ lineJournals, asOf, previous, prices, charges, voided = new Map<string, CutSpan>() }: BillingState, cutSeq: number, posted: readonly Journal[]): InvoiceView {
  return viewInvoice([...lineJournals, ...posted], { cut: { cutSeq, asOf }, previous, prices, charges, voided });
}

/** How each line is taxed: one that was on a document before as there, any other at the rates in force when its charge takes effect. */
export function taxTermsOf(invoiceLines: readonly InvoiceLine[], state: BillingState): TaxTerms {
  const { prices, charges, rules } = state;
  const treatments = new Map<string, { readonly index: number; readonly treatment: TaxTreatment }>();
  const lines = invoiceLines.map((line) => {
    const { lineKey, priceId, chargeId } = line;
    const own = prices.get(priceId ?? '')?.taxRateCodes ?? charges.get(chargeId ?? '')?.terms.taxRateCodes ?? [];
    const indices = (treatmentsBefore(line, state) ?? treatmentsOf(own, taxedAt(line, prices), rules.tax)).map((treatment) => {
      const key = canonicalJson(treatmentJson(treatment));
      const known = treatments.get(key) ?? { index: treatments.size, treatment };
      treatments.set(key, known);
      return known.index;
    });
    return [lineKey, indices] as const;
  });
  return { treatments: [...treatments.values()].map(({ treatment }) => treatment), lines: new Map(lines.filter(([, indices]) => indices.length > 0)) };
}

/** As the newest document that it was on taxed the line: what corrects a supply is taxed as it was. Null for a line that was on none. */
function treatmentsBefore({ lineKey, previous, supersedes }: InvoiceLine, { lineJournals, cuts = [] }: BillingState): TaxTreatment[] | null {
  if (previous === null) return null;
  const billed = supersedes?.lineKey ?? lineKey;
  const documents = lineJournals.flatMap((journal) => {
    const isBilled = journal.line?.lineKey === billed && (isCharge(journal) || journal.kind === 'REBILLING');
    return isBilled ? (cuts.find((cut) => isOnCut(journal, cut, null)) ?? []) : [];
  });
  const tax = documents.sort((one, other) => one.cutNumber - other.cutNumber).at(-1)?.terms?.tax;
  return tax ? (tax.lines.get(billed) ?? []).flatMap((index) => tax.treatments[index] ?? []) : null;
}

/** When its charge takes effect; of a line that has nothing but credit that moves, when the charge did that it moves on. */
function taxedAt({ journals, service, priceId }: InvoiceLine, prices: BillingState['prices']): Instant {
  const [first] = journals;
  invariant(first, 'an invoice line has a journal');
  const price = prices.get(priceId ?? '');
  if (price === undefined || !movesCredit({ journals })) return first.effectiveAt;
  return isInAdvance(price) ? service.start : instant(service.end - 1);
}

/** Late usage is waited for after the end of each metered period that no invoice has had yet. */
function mayIssueAt({ rated, previous, asOf, rules }: BillingState): Instant {
  const ends = rated.flatMap(({ line: { price, service } }) => (price.meter !== null && service.end <= asOf && (previous === null || service.end > previous.asOf) ? [service.end] : []));
  return ends.map((end) => graceEnd(end, rules.terms)).reduce(later, asOf);
}

/**
 * Issues the invoice at `asOf` under the next number of its series.
 * Errors, in order: INVALID_STATE if the customer's newest invoice reaches further; NOTHING_TO_INVOICE if no line is due;
 * GRACE_PERIOD while late usage is waited for; OUT_OF_RANGE if an amount does not fit.
 */
export function issueInvoice(state: BillingState, { ignoresGrace, ...order }: IssueOrder, context: PostingContext): IssueDecision {
  const { previous, asOf } = state;
  if (previous !== null && asOf < previous.asOf) {
    throw new BillingError('INVALID_STATE', `lies before ${instantText(previous.asOf)}, until when this customer is invoiced already`, ['asOf']);
  }
  const draft = draftInvoice(state, context, order.frozen?.tax);
  if (draft.view.lines.length === 0) throw new BillingError('NOTHING_TO_INVOICE', 'nothing is due that was not invoiced before');
  if (!ignoresGrace && draft.mayIssueAt > context.now) {
    throw new BillingError('GRACE_PERIOD', `waits for late usage until ${instantText(draft.mayIssueAt)}; ignoreGracePeriod issues it now`, ['asOf']);
  }
  return sealDraft({ ...draft, note: null }, state, order, context);
}

/** Issues what was drafted: the journal that clears its lines, the cut, the terms and the seal. */
export function sealDraft(draft: DocumentDraft, state: BillingState, { number, partiesDigest, usageSoFar = null, frozen, ...series }: Omit<IssueOrder, 'ignoresGrace'>, context: PostingContext): IssueDecision {
  const { owner, currency } = state;
  const id = nextDocumentId(state, draft.head.recordedAt);
  const issue = appendJournals(owner, draft.head, [issueJournal(draft, { id, currency, at: draft.head.recordedAt })], context);
  const cut: IssuedCut = {
    ...draft.cut,
    id,
    cutNumber: nextCutNumber(state),
    issueSeq: issue.head.seq,
    series: series.name,
    seriesNumber: number,
    number: documentNumber(series, number),
    issuedAt: draft.head.recordedAt,
    derivation: DERIVATION,
    terms: frozen ?? termsOf(draft, state, { partiesDigest, usageSoFar }),
  };
  return {
    journals: [...draft.charges, ...issue.journals],
    ratings: ratingRecords(state.rated, draft.charges),
    head: issue.head,
    cut,
    seal: sealOf(draft.view, { owner, currency, cut, issueHash: issue.head.hash }),
  };
}

/** The id of the next document of a book, issued at a time. */
export function nextDocumentId(state: Pick<BillingState, 'owner' | 'previous'>, issuedAt: Instant): string {
  const { tenantId, customerId } = state.owner;
  return deriveId('invoice', issuedAt, [tenantId, customerId, BigInt(nextCutNumber(state))]);
}

function nextCutNumber({ previous }: Pick<BillingState, 'previous'>): number {
  return (previous?.cutNumber ?? 0) + 1;
}

function termsOf({ head, tax, note, corrections }: DocumentDraft, { rules }: BillingState, { partiesDigest, usageSoFar }: Pick<DocumentTerms, 'partiesDigest' | 'usageSoFar'>): DocumentTerms {
  const dates = datesOf(head.recordedAt, { sellerZone: rules.sellerZone, netDays: rules.terms.netDays });
  return { ...dates, timeZone: rules.zone, partiesDigest, tax, note, corrections, usageSoFar, lateCredit: rules.terms.lateCredit };
}

function issueJournal({ view }: Pick<InvoiceDraft, 'view'>, { id, currency, at }: { id: string; currency: CurrencyCode; at: Instant }): JournalDraft {
  return { kind: 'INVOICE', currency, effectiveAt: at, billableAt: null, reversesSeq: null, invoiceId: id, line: null, postings: issuePostings(view, id) };
}

/** Moves every line from unbilled to the invoice and owes the tax; what is below zero as a whole becomes customer credit. */
export function issuePostings(view: InvoiceView, invoiceId: string): Posting[] {
  const cleared = [...view.lines, ...view.continued].flatMap(clearedKeys);
  const lines = cleared.flatMap(({ lineKey, amount }) => postFact('line invoiced', { invoice: invoiceId, chargeLine: lineKey }, amount));
  const taxes = view.taxes.flatMap(({ treatment, taxAmount }) => {
    if (treatment.rateId === null) return [];
    return postFact(treatment.isInclusive ? 'tax held by prices' : 'tax added', { invoice: invoiceId, taxRate: treatment.rateId }, taxAmount);
  });
  const excess = view.total < 0n ? postFact('document below zero', { invoice: invoiceId }, -view.total) : [];
  const postings = [...lines, ...taxes, ...excess];
  invariant(netOn(UNBILLED, postings) === -(view.subtotal + view.discounts + view.offsets + view.credits), 'an issued invoice clears what its lines have unbilled');
  invariant(netOn(TAX_PAYABLE, postings) === -view.tax, 'an issued invoice owes its tax');
  invariant(netOn(RECEIVABLE, postings) === (view.total < 0n ? 0n : view.total), 'an issued invoice is owed its total, or nothing');
  return postings;
}
