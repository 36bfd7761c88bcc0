/** Settlements: money received, credit applied, refunds and write-offs, each decided from what is there and capped at it. */
import { CUSTOMER_CREDIT, RECEIVABLE, TAX_PAYABLE, TRANSIT } from './accounts.ts';
import { roundShares } from './allocation.ts';
import { readAmount } from './amountField.ts';
import type { CurrencyCode } from './currency.ts';
import { BillingError, refuseUnless } from './errors.ts';
import { type InputObject, readList, readObject, readText, refuseRepeats, required } from './fields.ts';
import type { Instant } from './instant.ts';
import { invariant } from './invariant.ts';
import type { Journal, JournalDraft, JournalKind } from './journal.ts';
import type { JsonObject } from './json.ts';
import { parseKey } from './key.ts';
import { amountText } from './money.ts';
import { type ReturnablePayment, documentLeft, returnPostings } from './paymentReturn.ts';
import { type Posting, netOn } from './posting.ts';
import { postFact } from './postingRules.ts';

/** What a settlement is; the SDL's enum `SettlementKind` lists the same words. Its journal is of the same kind. */
export const SETTLEMENT_KINDS = ['PAYMENT', 'PAYMENT_REFUND', 'PAYMENT_FAILURE', 'CREDIT_APPLICATION', 'REFUND', 'REFUND_PAYMENT', 'WRITE_OFF'] as const satisfies readonly JournalKind[];
export type SettlementKind = (typeof SETTLEMENT_KINDS)[number];

export function isSettlementKind(kind: JournalKind): kind is SettlementKind {
  return SETTLEMENT_KINDS.some((settlement) => settlement === kind);
}

/** Whether it gives a payment back, in whole or in part. */
export function isReturn(kind: SettlementKind): boolean {
  return kind === 'PAYMENT_REFUND' || kind === 'PAYMENT_FAILURE';
}

/** A part of a settlement that is meant for one invoice, in minor units. */
export interface Allocation {
  readonly invoiceId: string;
  readonly amount: bigint;
}

/** What was asked. */
export interface SettlementTerms {
  /** In minor units; null for as much as there is. */
  readonly amount: bigint | null;
  /** Null for the oldest invoices first. */
  readonly allocations: readonly Allocation[] | null;
  /** Where the money is or was kept; null if none moves. */
  readonly provider: string | null;
  /** The refund that is paid; null otherwise. */
  readonly refundId: string | null;
  /** The payment that is given back, or that did not hold; null otherwise. */
  readonly paymentId: string | null;
  /** The invoice that is written off; null otherwise. */
  readonly invoiceId: string | null;
  /** By which the seller finds it elsewhere. */
  readonly reference: string | null;
  readonly reason: string | null;
}

/** A settlement as it was recorded. What it came to stands in its journal. */
export interface RecordedSettlement {
  readonly id: string;
  readonly customerId: string;
  readonly kind: SettlementKind;
  readonly terms: SettlementTerms;
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
}

/** A settlement as it is asked for: decimals as text, and undefined invoice ids for what names no invoice. */
export interface SettlementInput {
  readonly amount?: string | null | undefined;
  readonly allocations?: readonly { readonly invoiceId: string; readonly amount: string }[] | null | undefined;
  readonly provider?: string | null | undefined;
  readonly reference?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** The provider of sellers who name none. */
export const DEFAULT_PROVIDER = 'manual';

const ALLOCATION_LIMIT = 1_000;
const TEXT_LIMIT = 500;
const NOTHING_ASKED: SettlementTerms = { amount: null, allocations: null, provider: null, refundId: null, paymentId: null, invoiceId: null, reference: null, reason: null };

/**
 * Reads what is asked of a settlement. `provider` is read where money moves, and is `manual` if left out.
 * Errors, in order: `amount` as `readDecimal`, REQUIRED where the kind needs it, OUT_OF_RANGE for zero or with more digits than
 * the currency has; `allocations` TOO_MANY, each amount as `amount`, CONFLICT for an invoice given twice, OUT_OF_RANGE at
 * `allocations` for more than the amount; `provider` as `parseKey`; `reference` and `reason` as `readText`.
 */
export function parseSettlement(kind: SettlementKind, input: SettlementInput, currency: CurrencyCode): SettlementTerms {
  const of = readObject(input, []);
  const amountField = { of, name: 'amount', path: [] };
  const amount = kind === 'WRITE_OFF' || kind === 'REFUND_PAYMENT' ? null : readAmount(amountField, currency);
  if (kind === 'PAYMENT' || kind === 'REFUND') required(amount, amountField);
  const moves = kind === 'PAYMENT' || kind === 'REFUND_PAYMENT';
  return {
    ...NOTHING_ASKED,
    amount,
    allocations: of['allocations'] == null ? null : readAllocations(of, amount, currency),
    provider: moves ? parseKey(of['provider'] ?? DEFAULT_PROVIDER, ['provider']) : null,
    reference: readText({ of, name: 'reference', path: [] }, TEXT_LIMIT),
    reason: readText({ of, name: 'reason', path: [] }, TEXT_LIMIT),
  };
}

/** What is stored of the terms; amounts are texts of minor units. */
export function settlementTermsJson({ amount, allocations, ...texts }: SettlementTerms): JsonObject {
  return { ...texts, amount: amount === null ? null : String(amount), allocations: allocations && allocations.map((part) => ({ invoiceId: part.invoiceId, amount: String(part.amount) })) };
}

/** Reads what `settlementTermsJson` wrote. */
export function readSettlementTerms(stored: JsonObject): SettlementTerms {
  const { amount, allocations, ...texts } = stored as unknown as Omit<SettlementTerms, 'amount' | 'allocations'> & { amount: string | null; allocations: { invoiceId: string; amount: string }[] | null };
  return { ...texts, amount: amount === null ? null : BigInt(amount), allocations: allocations && allocations.map((part) => ({ invoiceId: part.invoiceId, amount: BigInt(part.amount) })) };
}

/** An issued invoice of the customer with something left to pay. */
export interface OwedInvoice {
  readonly id: string;
  readonly number: string;
  readonly due: bigint;
}

/** What is there to settle with and to settle, in a locked book. */
export interface SettlementStanding {
  readonly currency: CurrencyCode;
  /** In the order of issue. */
  readonly owed: readonly OwedInvoice[];
  /** What the seller owes the customer and no invoice has had. */
  readonly credit: bigint;
  /** What is left to pay of the refund in question. */
  readonly refundDue: bigint;
  /** The payment in question; null where there is none. */
  readonly payment: ReturnablePayment | null;
  /** The journals of the invoice in question, and of what corrected it. */
  readonly invoiceJournals: readonly Journal[];
}

/** The journal of a settlement. Errors: those of `settlementPostings`. */
export function settlementJournal(
  { id, kind, terms }: Pick<RecordedSettlement, 'id' | 'kind' | 'terms'>,
  standing: SettlementStanding,
  effectiveAt: Instant,
): JournalDraft {
  const postings = settlementPostings({ id, kind, terms }, standing);
  return { kind, currency: standing.currency, effectiveAt, billableAt: null, reversesSeq: null, invoiceId: terms.invoiceId, line: null, postings };
}

/**
 * What a settlement moves.
 * Errors: OUT_OF_RANGE at `allocations.N.amount` for more than the invoice owes, or at `amount` for more credit than there is;
 * NOT_FOUND at `allocations.N.invoiceId` for an invoice that is not the customer's or owes nothing; INVALID_STATE if there is
 * nothing to settle; of a payment given back, those of `returnPostings`.
 */
export function settlementPostings({ id, kind, terms }: Pick<RecordedSettlement, 'id' | 'kind' | 'terms'>, standing: SettlementStanding): Posting[] {
  switch (kind) {
    case 'PAYMENT':
      return paymentPostings(id, terms, standing);
    case 'PAYMENT_REFUND':
    case 'PAYMENT_FAILURE':
      invariant(standing.payment, 'what gives a payment back names it');
      return returnPostings(terms.amount, standing.payment, { ...standing, mayOverdraw: kind === 'PAYMENT_FAILURE' });
    case 'CREDIT_APPLICATION':
      return applicationPostings(terms, standing);
    case 'REFUND':
      return postFact('refund asked', { refund: id }, refuseBeyondCredit(terms.amount ?? 0n, standing));
    case 'REFUND_PAYMENT':
      refuseUnless(standing.refundDue > 0n, 'INVALID_STATE', 'was paid already', ['refundId']);
      return postFact('refund paid', { refund: terms.refundId ?? '', provider: terms.provider ?? DEFAULT_PROVIDER }, standing.refundDue);
    case 'WRITE_OFF':
      return writeOffPostings(terms, standing);
  }
}

/** What the postings take off each invoice, in their order. */
export function settledInvoices(postings: readonly Posting[]): Allocation[] {
  const sums = new Map<string, bigint>();
  for (const { credit, amount } of postings) if (credit.code === RECEIVABLE) sums.set(credit.reference, (sums.get(credit.reference) ?? 0n) + amount);
  return [...sums].map(([invoiceId, amount]) => ({ invoiceId, amount }));
}

/** What the postings of a payment that is given back make each invoice owe again, in their order. */
export function reopenedInvoices(postings: readonly Posting[]): Allocation[] {
  return postings.flatMap(({ debit, amount }) => (debit.code === RECEIVABLE ? [{ invoiceId: debit.reference, amount }] : []));
}

/** What a settlement comes to: the money that moved, the credit that was applied or asked back, or what was given up. */
export function settledAmount(kind: SettlementKind, postings: readonly Posting[]): bigint {
  const received = settledInvoices(postings).reduce((sum, { amount }) => sum + amount, 0n);
  if (kind === 'PAYMENT') return received + creditedBy(postings);
  if (isReturn(kind)) return postings.reduce((sum, { debit, amount }) => (debit.code === TRANSIT ? sum + amount : sum), 0n);
  if (kind === 'REFUND' || kind === 'REFUND_PAYMENT') return postings.reduce((sum, { amount }) => sum + amount, 0n);
  return received;
}

/** What of a settlement became the customer's credit; below zero for what was taken of it. */
export function creditedBy(postings: readonly Posting[]): bigint {
  return -netOn(CUSTOMER_CREDIT, postings);
}

function paymentPostings(id: string, { amount, allocations, provider }: SettlementTerms, { owed, currency }: SettlementStanding): Posting[] {
  invariant(amount !== null, 'a payment has an amount');
  const parts = allocations === null ? oldestFirst(amount, owed) : checked(allocations, owed, currency);
  const excess = amount - totalOf(parts);
  return [
    ...parts.flatMap((part) => postFact('payment captured', { payment: id, invoice: part.invoiceId }, part.amount)),
    ...postFact('payment in excess', { payment: id }, excess),
    ...postFact('payment settled', { payment: id, provider: provider ?? DEFAULT_PROVIDER }, amount),
  ];
}

function applicationPostings({ amount, allocations }: SettlementTerms, standing: SettlementStanding): Posting[] {
  const { owed, currency } = standing;
  const wanted = amount ?? (allocations === null ? standing.credit : totalOf(allocations));
  refuseUnless(standing.credit > 0n, 'INVALID_STATE', 'has no credit', ['customerExternalId']);
  refuseBeyondCredit(wanted, standing);
  const parts = allocations === null ? oldestFirst(wanted, owed) : checked(allocations, owed, currency);
  refuseUnless(parts.length > 0, 'INVALID_STATE', 'owes nothing', ['customerExternalId']);
  return parts.flatMap((part) => postFact('credit applied', { invoice: part.invoiceId }, part.amount));
}

/**
 * Takes everything the invoice still owes off it. Each rate's share is what is left of its tax, in proportion to what is left
 * of the document, so that an invoice of which nothing was paid gives all its tax back.
 */
function writeOffPostings({ invoiceId }: SettlementTerms, { owed, invoiceJournals }: SettlementStanding): Posting[] {
  const invoice = owed.find(({ id }) => id === invoiceId);
  if (!invoice) throw new BillingError('INVALID_STATE', 'owes nothing', ['invoiceId']);
  const taxes = taxesLeft(invoiceJournals);
  const left = documentLeft(invoiceJournals);
  const total = left > invoice.due ? left : invoice.due;
  const weights = [total - taxes.reduce((sum, [, tax]) => sum + tax, 0n), ...taxes.map(([, tax]) => tax)];
  const { parts } = roundShares(weights.map((weight) => ({ numerator: invoice.due * weight, denominator: total })));
  return [
    ...postFact('written off', { invoice: invoice.id }, parts[0] ?? 0n),
    ...taxes.flatMap(([taxRate], index) => postFact('tax written off', { invoice: invoice.id, taxRate }, parts[index + 1] ?? 0n)),
  ];
}

/** What is owed of each rate, in the order in which the invoice has them. */
function taxesLeft(journals: readonly Journal[]): [taxRate: string, tax: bigint][] {
  const sums = new Map<string, bigint>();
  for (const { debit, credit, amount } of journals.flatMap(({ postings }) => postings)) {
    if (credit.code === TAX_PAYABLE) sums.set(credit.reference, (sums.get(credit.reference) ?? 0n) + amount);
    if (debit.code === TAX_PAYABLE) sums.set(debit.reference, (sums.get(debit.reference) ?? 0n) - amount);
  }
  return [...sums];
}

function oldestFirst(amount: bigint, owed: readonly OwedInvoice[]): Allocation[] {
  let left = amount;
  return owed.flatMap(({ id, due }) => {
    const part = left < due ? left : due;
    left -= part;
    return part > 0n ? [{ invoiceId: id, amount: part }] : [];
  });
}

function checked(allocations: readonly Allocation[], owed: readonly OwedInvoice[], currency: CurrencyCode): readonly Allocation[] {
  for (const [index, { invoiceId, amount }] of allocations.entries()) {
    const invoice = owed.find(({ id }) => id === invoiceId);
    if (!invoice) throw new BillingError('NOT_FOUND', 'is not an invoice of the customer that owes anything', ['allocations', String(index), 'invoiceId']);
    refuseUnless(amount <= invoice.due, 'OUT_OF_RANGE', `is more than the ${amountText(invoice.due, currency)} that ${invoice.number} owes`, ['allocations', String(index), 'amount']);
  }
  return allocations;
}

function refuseBeyondCredit(amount: bigint, { credit, currency }: SettlementStanding): bigint {
  refuseUnless(amount <= credit, 'OUT_OF_RANGE', `is more than the credit of ${amountText(credit > 0n ? credit : 0n, currency)}`, ['amount']);
  return amount;
}

function readAllocations(of: InputObject, amount: bigint | null, currency: CurrencyCode): Allocation[] {
  const parts = readList({ of, name: 'allocations', path: [] }, ALLOCATION_LIMIT).map((entry, index) => {
    const path = ['allocations', String(index)];
    const part = readObject(entry, path);
    const field = { of: part, name: 'amount', path };
    return { invoiceId: String(part['invoiceId']), amount: required(readAmount(field, currency), field) };
  });
  refuseRepeats(parts.map(({ invoiceId }) => invoiceId), ['allocations'], 'invoiceId');
  refuseUnless(amount === null || totalOf(parts) <= amount, 'OUT_OF_RANGE', 'come to more than the amount', ['allocations']);
  return parts;
}

function totalOf(parts: readonly Allocation[]): bigint {
  return parts.reduce((sum, { amount }) => sum + amount, 0n);
}
