/** Derived credit notes: what each comes to by its invoice, the notes before it and its journal, held against its seal. */
import { type CreditNoteView, viewCreditNote } from '../core/creditNote.ts';
import { creditNoteDocument, creditNoteSeal } from '../core/creditNoteIssue.ts';
import { CURRENCY_CODES } from '../core/currency.ts';
import { BillingError } from '../core/errors.ts';
import { groupBy } from '../core/grouping.ts';
import type { Journal } from '../core/journal.ts';
import type { JsonObject } from '../core/json.ts';
import { type RecordedCreditNote, findCreditNotesOfInvoices } from '../repositories/creditNotes.ts';
import { findCuts } from '../repositories/invoices.ts';
import { findJournals } from '../repositories/journals.ts';
import type { Database } from '../store/database.ts';
import { type DerivedInvoice, assertSealed, deriveInvoices } from './derivedInvoices.ts';

/** An issued credit note as the ledger gives it now. What cannot be derived is null, and then the seal does not hold. */
export interface DerivedCreditNote {
  readonly note: RecordedCreditNote;
  readonly invoice: DerivedInvoice | null;
  readonly view: CreditNoteView | null;
  readonly journal: Journal | null;
  readonly derivedSeal: string | null;
  /** What the seal covers. */
  readonly document: JsonObject | null;
}

/** A credit note that holds its seal. */
export interface SealedCreditNote extends DerivedCreditNote {
  readonly invoice: DerivedInvoice;
  readonly view: CreditNoteView;
  readonly journal: Journal;
  readonly document: JsonObject;
}

/** Credit notes of one tenant, each with the notes before it: a fixed number of statements however many. */
export async function deriveCreditNotes(db: Database, tenantId: string, notes: readonly RecordedCreditNote[]): Promise<DerivedCreditNote[]> {
  if (notes.length === 0) return [];
  const reach = { tenantId, customerId: null };
  const invoiceIds = [...new Set(notes.map(({ invoiceId }) => invoiceId))];
  const derived = await deriveAll(db, tenantId, { invoices: await deriveInvoices(db, tenantId, await findCuts(db, reach, invoiceIds)), notes: await findCreditNotesOfInvoices(db, reach, invoiceIds) });
  const byId = new Map(derived.map((one) => [one.note.id, one]));
  return notes.map((note) => byId.get(note.id) ?? { note, invoice: null, view: null, journal: null, derivedSeal: null, document: null });
}

/** All notes on invoices that were derived already. */
export async function deriveNotesOfInvoices(db: Database, tenantId: string, invoices: readonly DerivedInvoice[]): Promise<DerivedCreditNote[]> {
  const notes = await findCreditNotesOfInvoices(db, { tenantId, customerId: null }, invoices.map(({ cut }) => cut.id));
  return await deriveAll(db, tenantId, { invoices, notes });
}

async function deriveAll(db: Database, tenantId: string, { invoices, notes }: { invoices: readonly DerivedInvoice[]; notes: readonly RecordedCreditNote[] }): Promise<DerivedCreditNote[]> {
  const journals = await findJournals(db, { tenantId, customerId: null }, notes.map(({ customerId, seq }) => ({ customerId, seq })));
  const journalAt = new Map(journals.map((journal) => [`${journal.customerId}:${journal.seq}`, journal]));
  const ofInvoice = groupBy(notes, ({ invoiceId }) => invoiceId);
  return invoices.flatMap((invoice) => deriveNotesOn(invoice, ofInvoice.get(invoice.cut.id) ?? [], ({ customerId, seq }) => journalAt.get(`${customerId}:${seq}`) ?? null));
}

/** The notes on one invoice, oldest first, from the database or from a bundle. One that cannot be derived leaves those after it underivable too. */
export function deriveNotesOn(invoice: DerivedInvoice, notes: readonly RecordedCreditNote[], journalOf: (note: RecordedCreditNote) => Journal | null): DerivedCreditNote[] {
  const earlier: CreditNoteView[] = [];
  let isBroken = invoice.document === null;
  return notes.map((note) => {
    const journal = journalOf(note);
    const view = isBroken ? null : viewOf(note, invoice, earlier);
    if (view === null) isBroken = true;
    else earlier.push(view);
    if (view === null || journal === null || note.terms === null || !CURRENCY_CODES.includes(note.currency)) return { note, invoice, view, journal, derivedSeal: null, document: null };
    const place = { owner: note, note, invoiceNumber: invoice.cut.number, journal };
    return { note, invoice, view, journal, derivedSeal: creditNoteSeal(view, place), document: creditNoteDocument(view, place) };
  });
}

/** Refuses to show a note that is not what was sealed, or whose invoice is not. Errors: SEAL_BROKEN. */
export function assertNoteSealed(derived: DerivedCreditNote): asserts derived is SealedCreditNote {
  if (derived.invoice !== null) assertSealed(derived.invoice);
  if (derived.document === null || derived.derivedSeal !== derived.note.seal) {
    throw new BillingError('SEAL_BROKEN', `credit note ${derived.note.number} no longer derives to its seal; verify the ledger`);
  }
}

/** Null if what is stored asks for what its invoice refuses, which only tampering can bring about. */
function viewOf({ terms, currency }: RecordedCreditNote, { view, cut }: DerivedInvoice, earlier: readonly CreditNoteView[]): CreditNoteView | null {
  if (terms === null || cut.terms === null) return null;
  try {
    return viewCreditNote(terms.asked, { currency, view, tax: cut.terms.tax, earlier: [...earlier] });
  } catch (error) {
    if (error instanceof BillingError) return null;
    throw error;
  }
}
