/** Issuing a credit note: what it comes to, the journals that post it, and the document that is sealed. */
import { CUSTOMER_CREDIT, RECEIVABLE } from './accounts.ts';
import type { BookOwner } from './book.ts';
import type { CalendarDay, TimeZone } from './calendar.ts';
import { type GivenBack, type GivingBack, type GivingMoment, giveBack } from './credits/givingBack.ts';
import { type CreditNoteLine, type CreditNoteTerms, type CreditNoteView, type CreditableInvoice, creditNoteTermsJson, readCreditNoteTerms, viewCreditNote } from './creditNote.ts';
import { noteEvidence } from './creditOffset.ts';
import type { CurrencyCode } from './currency.ts';
import { digestOf } from './digest.ts';
import { treatmentJson } from './documentTerms.ts';
import { BillingError, refuseUnless } from './errors.ts';
import { groupBy } from './grouping.ts';
import { creditOf, sellsCredit } from './invoice.ts';
import { type Instant, instantText } from './instant.ts';
import { invariant } from './invariant.ts';
import type { Journal, JournalDraft, LineEvidence } from './journal.ts';
import { type JsonObject, canonicalJson } from './json.ts';
import { amountText } from './money.ts';
import { type Posting, netOn } from './posting.ts';
import { postFact } from './postingRules.ts';
import type { TaxShare } from './tax.ts';

/** What a note's row freezes: what was asked, and what its document needs beyond that. */
export interface CreditNoteFrozen {
  readonly asked: CreditNoteTerms;
  readonly issueDate: CalendarDay;
  /** As the invoice has it. */
  readonly timeZone: TimeZone;
  readonly partiesDigest: string;
}

/** A credit note as it was issued. What it comes to is derived from its invoice, the notes before it, and its journal. */
export interface IssuedCreditNote {
  readonly id: string;
  readonly customerId: string;
  readonly invoiceId: string;
  readonly currency: CurrencyCode;
  /** The place of its journal in the book. */
  readonly seq: number;
  readonly series: string;
  readonly seriesNumber: number;
  readonly number: string;
  readonly issuedAt: Instant;
  readonly derivation: number;
  /** Null if it cannot be read, which only tampering can bring about. */
  readonly terms: CreditNoteFrozen | null;
  readonly actor: string;
}

/** An invoice as it stands in a locked book when it is credited. */
export interface CreditStanding extends CreditableInvoice, Pick<GivingBack, 'lots' | 'moved' | 'ratedThrough'> {
  readonly invoice: { readonly id: string; readonly number: string };
  /** What it still owes. */
  readonly due: bigint;
  readonly isVoid: boolean;
  readonly isWrittenOff: boolean;
  /** Of its lines with deferred revenue: how much, and the evidence of the newest journal. */
  readonly deferred: ReadonlyMap<string, { readonly amount: bigint; readonly evidence: LineEvidence }>;
}

/** What a note comes to and where it goes. */
export interface CreditDecision {
  readonly view: CreditNoteView;
  /** The note's own journal first; then, line by line, what is taken off it with what that releases of deferred revenue, or what is billed again; then the credit that comes back. */
  readonly journals: readonly JournalDraft[];
  /** Lots in place of lapsed ones. */
  readonly grants: GivenBack['grants'];
}

/**
 * Decides a note. Money goes to what the invoice still owes, and beyond that to the customer's credit; or all of it to the
 * customer's credit, from where a refund that is asked takes it.
 * Errors, in order: INVALID_STATE for an invoice that is void or written off, or, when it is voided, for lines that are billed again although notes
 * credited some, or they stand in place of earlier ones; those of `viewCreditNote`; INVALID_STATE for a void that would leave something owed, because notes
 * went to the customer's credit while the invoice was open; OUT_OF_RANGE at `destination` for a refund of more than was paid; those of `giveBack`.
 */
export function decideCreditNote(terms: CreditNoteTerms, standing: CreditStanding, moment: GivingMoment): CreditDecision {
  const { invoice, currency } = standing;
  refuseUnless(!standing.isVoid, 'INVALID_STATE', 'is void', ['invoiceId']);
  refuseUnless(!standing.isWrittenOff, 'INVALID_STATE', 'was written off', ['invoiceId']);
  refuseUnless(terms.voids !== 'BILL_AGAIN' || standing.earlier.length === 0, 'INVALID_STATE', 'was credited in part, so its lines cannot be billed again', ['lines']);
  const stands = standing.view.continued.length === 0 && standing.view.lines.every(({ supersedes }) => supersedes === null);
  refuseUnless(terms.voids !== 'BILL_AGAIN' || stands, 'INVALID_STATE', 'stand in place of lines of an earlier invoice, so they cannot be billed again', ['lines']);
  refuseUnless(terms.voids !== 'BILL_AGAIN' || !standing.view.lines.some(sellsCredit), 'INVALID_STATE', 'sold credit, which is not sold again: give it up', ['lines']);
  const view = viewCreditNote(terms, standing);
  const beyond = standing.due - view.total;
  refuseUnless(terms.voids === null || beyond <= 0n, 'INVALID_STATE', `would still owe ${amountText(beyond, currency)}: notes went to the customer's credit while it was open; apply that much of it to the invoice first`, ['invoiceId']);
  const paid = paidOf(standing);
  refuseUnless(terms.destination !== 'REFUND' || view.total <= paid, 'OUT_OF_RANGE', `would pay back more than the ${amountText(paid, currency)} that was paid`, ['destination']);
  const draft = { kind: 'CREDIT_NOTE' as const, currency, effectiveAt: moment.effectiveAt, billableAt: null, reversesSeq: null, invoiceId: invoice.id };
  const owed = standing.due < view.total ? standing.due : view.total;
  const applied = terms.destination === 'OPEN_INVOICE' && owed > 0n ? owed : 0n;
  const given = giveBack(view, { ...standing, lines: standing.view.lines }, terms, moment);
  return {
    view,
    journals: [
      { ...draft, line: null, postings: creditPostings(view, { invoiceId: invoice.id, voids: terms.voids, credited: view.total - applied }) },
      ...(terms.voids === 'BILL_AGAIN' ? standing.view.lines.map((line) => ({ ...draft, kind: 'REBILLING' as const, billableAt: standing.ratedThrough, line: line.evidence, postings: [] })) : []),
      ...(terms.voids === 'BILL_AGAIN' ? [] : view.lines.flatMap((line) => lineJournals(line, standing, draft))),
      ...given.journals,
    ],
    grants: given.grants,
  };
}

/** What of an invoice was paid and not given back by notes: in money, or with the customer's credit. */
export function paidOf({ view, earlier, due }: Pick<CreditStanding, 'view' | 'earlier' | 'due'>): bigint {
  const paid = view.total - earlier.reduce((sum, { total }) => sum + total, 0n) - due;
  return paid > 0n ? paid : 0n;
}

/**
 * What a note posts. Lines that are given up are taken off revenue; those that are billed again go back to what is unbilled.
 * `credited`: what of it becomes the customer's credit.
 */
export function creditPostings(view: CreditNoteView, { invoiceId, voids, credited }: { invoiceId: string; voids: CreditNoteTerms['voids']; credited: bigint }): Posting[] {
  const lines =
    voids === 'BILL_AGAIN'
      ? view.lines.flatMap((line) => postFact('line invoiced', { invoice: invoiceId, chargeLine: line.lineKey }, -line.amount - creditOf(line)))
      : postFact('credited', { invoice: invoiceId }, view.subtotal + view.credits);
  const taxes = view.taxes.flatMap(({ treatment, taxAmount }) => {
    if (treatment.rateId === null) return [];
    if (treatment.isInclusive) return postFact('tax held by prices', { taxRate: treatment.rateId }, -taxAmount);
    return postFact('tax credited', { invoice: invoiceId, taxRate: treatment.rateId }, taxAmount);
  });
  const postings = [...lines, ...taxes, ...postFact('credited beyond what is owed', { invoice: invoiceId }, credited)];
  invariant(netOn(RECEIVABLE, postings) === credited - view.total, 'a credit note takes off the invoice what does not become credit');
  return postings;
}

/** What of a note's journal became the customer's credit. */
export function creditedByNote(journal: Pick<Journal, 'postings'>): bigint {
  return -netOn(CUSTOMER_CREDIT, journal.postings);
}

/**
 * A journal on each line of which something is taken off: what later changes of the line eat of it is reckoned from there. What was charged in
 * advance and is not earned yet was no revenue, so it is taken off what is deferred.
 */
function lineJournals(line: CreditNoteLine, { view, deferred, currency, invoice }: CreditStanding, draft: Omit<JournalDraft, 'line' | 'postings'>): JournalDraft[] {
  if (line.amount === 0n) return [];
  const own = deferred.get(line.lineKey);
  const evidence = own?.evidence ?? view.lines.find(({ lineKey }) => lineKey === line.lineKey)?.evidence;
  invariant(evidence, `line ${line.lineKey} is on the invoice`);
  const revenue = line.netAmount - creditOf(line);
  const released = own === undefined || own.amount <= 0n || revenue <= 0n ? 0n : revenue < own.amount ? revenue : own.amount;
  return [{ ...draft, line: noteEvidence(evidence, line.amount, currency), postings: postFact('deferred revenue credited', { chargeLine: line.lineKey, invoice: invoice.id }, released) }];
}

/** What a note's row stores of its terms, in canonical form. */
export function creditNoteFrozenJson({ asked, issueDate, timeZone, partiesDigest }: CreditNoteFrozen): JsonObject {
  return { asked: creditNoteTermsJson(asked), issueDate, timeZone, partiesDigest };
}

/** Reads what `creditNoteFrozenJson` wrote; null if it is anything else, which only tampering can bring about. */
export function parseCreditNoteFrozen(text: string): CreditNoteFrozen | null {
  try {
    const stored = JSON.parse(text) as unknown as Omit<CreditNoteFrozen, 'asked'> & { asked: JsonObject };
    const frozen = { asked: readCreditNoteTerms(stored.asked), issueDate: stored.issueDate, timeZone: stored.timeZone, partiesDigest: stored.partiesDigest };
    return canonicalJson(creditNoteFrozenJson(frozen)) === text ? frozen : null;
  } catch {
    return null;
  }
}

/** What a note's seal covers besides what it comes to. */
export interface CreditNotePlace {
  readonly owner: BookOwner;
  readonly note: IssuedCreditNote;
  readonly invoiceNumber: string;
  readonly journal: Pick<Journal, 'hash' | 'postings'>;
}

/** The canonical document of a note, in the form of an invoice's: what it takes off is above zero. */
export function creditNoteDocument(view: CreditNoteView, { note, invoiceNumber, journal }: CreditNotePlace): JsonObject {
  const { terms, currency } = note;
  if (terms === null) throw new BillingError('SEAL_BROKEN', `credit note ${note.number} has lost its terms`);
  const money = (minor: bigint) => amountText(minor, currency);
  const credited = creditedByNote(journal);
  return {
    derivation: note.derivation,
    creditNote: { id: note.id, number: note.number, customerId: note.customerId, currency, issueDate: terms.issueDate, timeZone: terms.timeZone, issuedAt: instantText(note.issuedAt) },
    invoice: { id: note.invoiceId, number: invoiceNumber },
    reason: terms.asked.reason,
    destination: terms.asked.destination,
    lapsedCredit: terms.asked.lapsedCredit,
    voids: terms.asked.voids,
    partiesDigest: terms.partiesDigest,
    groups: [...groupBy(view.lines, ({ subscriptionId }) => subscriptionId)].map(([subscriptionId, lines]) => ({
      subscriptionId,
      lines: lines.map((line) => ({
        lineKey: line.lineKey,
        description: line.description,
        servicePeriod: { start: instantText(line.service.start), end: instantText(line.service.end) },
        dimensions: line.dimensions,
        quantity: null,
        amount: money(line.amount),
        draws: line.draws.map(({ grantId, isPaid, amount }) => ({ grantId, isPaid, amount: money(amount) })),
        netAmount: money(line.netAmount),
        taxes: line.taxes.map(({ treatment, taxAmount }) => ({ tax: placeOf(treatment, view.taxes), taxAmount: money(taxAmount) })),
        previous: null,
      })),
    })),
    taxes: view.taxes.map(({ treatment, taxableAmount, taxAmount }) => ({ ...treatmentJson(treatment), taxableAmount: money(taxableAmount), taxAmount: money(taxAmount) })),
    totals: { subtotal: money(view.subtotal), tax: money(view.tax), taxIncluded: money(view.taxIncluded), credits: money(view.credits), total: money(view.total) },
    applied: { invoice: money(view.total - credited), credit: money(credited) },
  };
}

function placeOf(treatment: TaxShare['treatment'], taxes: readonly TaxShare[]): number {
  return taxes.findIndex((share) => share.treatment === treatment);
}

/** SHA-256 over the canonical document and the book it was derived from. */
export function creditNoteSeal(view: CreditNoteView, place: CreditNotePlace): string {
  return digestOf('neruba.credit-note-seal.v1', [place.owner.tenantId, place.journal.hash, canonicalJson(creditNoteDocument(view, place))]);
}
