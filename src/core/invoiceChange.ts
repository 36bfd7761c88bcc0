/** Changes of what an issued invoice owes: payments, credit applied, payments given back, write-offs, credit notes and its void. */
import { RECEIVABLE } from './accounts.ts';
import type { Instant } from './instant.ts';
import type { Journal } from './journal.ts';
import type { Posting } from './posting.ts';
import { type SettlementKind, isSettlementKind } from './settlement.ts';

/** What changes what an invoice owes; the SDL's enum `InvoiceChangeKind` lists the same words. */
export const INVOICE_CHANGES = ['PAYMENT', 'PAYMENT_REFUND', 'PAYMENT_FAILURE', 'CREDIT_APPLICATION', 'WRITE_OFF', 'CREDIT_NOTE', 'VOID'] as const satisfies readonly (SettlementKind | 'CREDIT_NOTE' | 'VOID')[];
export type InvoiceChangeKind = (typeof INVOICE_CHANGES)[number];

/** A credit note on the invoice, with its own journal. */
export interface NoteOfInvoice {
  readonly journal: Journal;
  readonly isVoid: boolean;
  /** What it comes to, in minor units. */
  readonly total: bigint;
}

/** One change. Minor units. */
export interface InvoiceChange {
  readonly kind: InvoiceChangeKind;
  /** Of its journal. */
  readonly seq: number;
  readonly effectiveAt: Instant;
  readonly recordedAt: Instant;
  /** What it comes to for the invoice, never below zero: of a note all of it, also what became the customer's credit because nothing was owed. */
  readonly amount: bigint;
  /** What it adds to what the invoice owes; below zero for what it takes off. */
  readonly change: bigint;
}

/**
 * Everything that was recorded after `from` and by `to` and changed what the invoice owes, with every note on it, in book
 * order. The changes together are what it owes at `to` less what it owed at `from`.
 * `journals`: at least those with a posting on the invoice's receivable.
 */
export function changesOf(invoiceId: string, { journals, notes }: { readonly journals: readonly Journal[]; readonly notes: readonly NoteOfInvoice[] }, { from, to }: { readonly from: Instant; readonly to: Instant | null }): InvoiceChange[] {
  const settled = journals.flatMap((journal): InvoiceChange[] => {
    const { kind, seq, effectiveAt, recordedAt, postings } = journal;
    const change = owedBy(invoiceId, postings);
    const known = isSettlementKind(kind) ? INVOICE_CHANGES.find((one) => one === kind) : undefined;
    return known === undefined || change === 0n ? [] : [{ kind: known, seq, effectiveAt, recordedAt, amount: change < 0n ? -change : change, change }];
  });
  const credited = notes.map(({ journal: { seq, effectiveAt, recordedAt, postings }, isVoid, total }): InvoiceChange => {
    return { kind: isVoid ? 'VOID' : 'CREDIT_NOTE', seq, effectiveAt, recordedAt, amount: total, change: owedBy(invoiceId, postings) };
  });
  return [...settled, ...credited].filter(({ recordedAt }) => recordedAt > from && (to === null || recordedAt <= to)).sort((a, b) => a.seq - b.seq);
}

function owedBy(invoiceId: string, postings: readonly Posting[]): bigint {
  const isOwed = ({ code, reference }: Posting['debit']) => code === RECEIVABLE && reference === invoiceId;
  return postings.reduce((sum, { debit, credit, amount }) => sum + (isOwed(debit) ? amount : 0n) - (isOwed(credit) ? amount : 0n), 0n);
}
