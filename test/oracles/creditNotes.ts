/** The figures of Lago and Meteroid on credit notes, in our words: lines credited whole, one note after the other. Amounts are cents. */
import { allocate } from '../../src/core/allocation.ts';
import { type CreditNoteView, type CreditableInvoice, viewCreditNote } from '../../src/core/creditNote.ts';
import { invoiceOf, treatment } from '../support/creditableInvoice.ts';
import type { Outcome, Translation } from './oracleCases.ts';

const ASKED = { amount: null, destination: 'OPEN_INVOICE', lapsedCredit: 'LAPSES' as const, lapsedDays: null, bonusCredit: 'IN_PROPORTION' as const, reason: 'oracle', voids: null } as const;

/** An invoice with a coupon over its lines by largest remainder, and one rate. */
function couponInvoice(cents: readonly number[], couponCents: bigint, tax: number): CreditableInvoice {
  const amounts = cents.map(BigInt);
  const coupon = allocate(couponCents, amounts);
  return invoiceOf(amounts.map((amount, index) => [amount, [0], -(coupon[index] ?? 0n)] as const), [treatment(String(tax))]);
}

/** A note over each group of lines, in turn. */
function notesOn(invoice: CreditableInvoice, groups: readonly (readonly number[])[]): readonly CreditNoteView[] {
  return groups.reduce<readonly CreditNoteView[]>((earlier, places) => {
    const lines = places.map((place) => ({ lineKey: `line${place}`, amount: null }));
    return [...earlier, viewCreditNote({ ...ASKED, lines }, { ...invoice, earlier })];
  }, []);
}

interface EachInTurn {
  readonly fees_cents: readonly number[];
  readonly tax: number;
}

function eachInTurn({ fees_cents, tax }: EachInTurn, expected: { invoice: { tax: number; total: number }; credit_notes: readonly { tax: number; total: number }[] }): Outcome {
  const invoice = couponInvoice(fees_cents, 0n, tax);
  const figures = (document: { tax: bigint; total: bigint }) => ({ tax: document.tax, total: document.total });
  return {
    ours: [invoice.view, ...notesOn(invoice, fees_cents.map((_, place) => [place]))].map(figures),
    theirs: [expected.invoice, ...expected.credit_notes].map((document) => ({ tax: BigInt(document.tax), total: BigInt(document.total) })),
  };
}

interface CouponFigures {
  readonly invoice_total: number;
  readonly credit_note_totals: readonly number[];
  readonly subtotals: readonly number[];
  readonly taxes: readonly number[];
}

function couponInTurn({ fees_cents, coupon_cents, tax }: EachInTurn & { readonly coupon_cents: number }, expected: CouponFigures): Outcome {
  const invoice = couponInvoice(fees_cents, BigInt(coupon_cents), tax);
  const notes = notesOn(invoice, fees_cents.map((_, place) => [place]));
  return {
    ours: { invoice: invoice.view.total, totals: notes.map(({ total }) => total), subtotals: notes.map(({ subtotal }) => subtotal), taxes: notes.map((note) => note.tax) },
    theirs: { invoice: BigInt(expected.invoice_total), totals: expected.credit_note_totals.map(BigInt), subtotals: expected.subtotals.map(BigInt), taxes: expected.taxes.map(BigInt) },
  };
}

interface SplitInputs {
  readonly lines_cents: readonly number[];
  readonly coupon_percent: number;
  readonly tax_percent: number;
  readonly credit_note_1_lines: readonly number[];
  readonly credit_note_2_lines: readonly number[];
}
interface SplitFigures {
  readonly invoice: { readonly tax: number; readonly total: number };
  readonly credit_note_1: { readonly tax: number; readonly total: number };
  readonly credit_note_2: { readonly tax: number; readonly total: number };
}

/** Their notes are below zero; their subtotals are before the coupon, ours after it. */
function split({ lines_cents, coupon_percent, tax_percent, credit_note_1_lines, credit_note_2_lines }: SplitInputs, expected: SplitFigures): Outcome {
  const all = lines_cents.reduce((sum, cents) => sum + cents, 0);
  const invoice = couponInvoice(lines_cents, BigInt((all * coupon_percent) / 100), tax_percent);
  const [first, second] = notesOn(invoice, [credit_note_1_lines, credit_note_2_lines]);
  const negated = (note: CreditNoteView | undefined) => [-(note?.tax ?? 0n), -(note?.total ?? 0n)];
  return {
    ours: [[invoice.view.tax, invoice.view.total], negated(first), negated(second)],
    theirs: [expected.invoice, expected.credit_note_1, expected.credit_note_2].map(({ tax, total }) => [BigInt(tax), BigInt(total)]),
  };
}

export const LAGO_CREDIT_NOTES: Translation = { cases: { 'cn-rounding-2-items': eachInTurn, 'cn-rounding-coupon': couponInTurn }, areas: {} };
export const OPENMETER_CREDIT_NOTES: Translation = { cases: { 'mt-credit-note-split': split }, areas: {} };
