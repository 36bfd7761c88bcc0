/** Compares what is known at two times about what an issued invoice bills, and what changed what it owes. Nothing is written. */
import { RECEIVABLE } from '../core/accounts.ts';
import { cutsOfJournals } from '../core/changeEffect.ts';
import type { Customer } from '../core/customer.ts';
import { refuseUnless } from '../core/errors.ts';
import { groupBy } from '../core/grouping.ts';
import { type Instant, earlier, instantText, later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type InvoiceChange, changesOf } from '../core/invoiceChange.ts';
import { type LineDifference, type NoteOnDocument, diffInvoice as diffLines } from '../core/invoiceDiff.ts';
import { type Book, findBooks } from '../repositories/books.ts';
import { findCustomers } from '../repositories/customers.ts';
import { findCutsOfBook } from '../repositories/invoices.ts';
import { findHeadKnownAt, findJournalsOfLines, findJournalsOfSubscriptions, findJournalsOn } from '../repositories/journals.ts';
import type { RecordedSettlement } from '../core/settlement.ts';
import { findSettlementsAt } from '../repositories/settlements.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { loadSubscriptions } from './billingState.ts';
import { type SealedCreditNote, assertNoteSealed, deriveNotesOfInvoices } from './derivedCreditNotes.ts';
import { type DerivedInvoice, assertSealed, deriveInvoices } from './derivedInvoices.ts';
import type { Engine } from './engine.ts';
import { type DraftInvoice, draftAt } from './invoiceDraft.ts';
import { loadTenantAtNow } from './tenantTime.ts';

/** A document that has something of the invoice's lines: an invoice, or the next one, which is not issued yet. */
export type AdjustingDocument = { readonly issued: DerivedInvoice; readonly draft: null } | { readonly issued: null; readonly draft: DraftInvoice };

/** What changed what the invoice owes, with the row that asked for it: one of the two. */
export interface RecordedInvoiceChange extends InvoiceChange {
  readonly settlement: RecordedSettlement | null;
  readonly note: SealedCreditNote | null;
}

export interface InvoiceDiff {
  readonly invoice: DerivedInvoice;
  readonly from: Instant;
  /** Null: now. */
  readonly to: Instant | null;
  readonly lines: readonly LineDifference<AdjustingDocument, SealedCreditNote>[];
  readonly changes: readonly RecordedInvoiceChange[];
}

/** From when, by default from the invoice's issue, until when; null: now. */
export interface DiffTimes {
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/**
 * What is pending at a time in the past is the invoice of what was recorded by then. A time to come is now.
 * Errors, in order: OUT_OF_RANGE at `from` before the invoice was issued; OUT_OF_RANGE at `to` before `from`; SEAL_BROKEN.
 */
export async function diffInvoice(engine: Engine, actor: TenantActor, invoice: DerivedInvoice, times: DiffTimes): Promise<InvoiceDiff> {
  const db = engine.store.database;
  const { cut } = invoice;
  const { now } = await loadTenantAtNow(engine, db, actor.tenantId);
  const from = times.from ?? cut.issuedAt;
  refuseUnless(from >= cut.issuedAt, 'OUT_OF_RANGE', `lies before ${instantText(cut.issuedAt)}, when the invoice was issued`, ['from']);
  refuseUnless(times.to === null || times.to >= from, 'OUT_OF_RANGE', 'lies before `from`', ['to']);
  const to = times.to === null || times.to >= now ? null : times.to;
  const others = await loadOthers(db, invoice, to);
  const notes = await loadNotes(db, [invoice, ...others], to);
  const asDocument = (issued: DerivedInvoice) => ({ document: { issued, draft: null }, issuedAt: issued.cut.issuedAt, view: issued.view, notes: notes.get(issued.cut.id) ?? [] });
  const draft = await loadNext(db, actor, cut.customerId, { now, to });
  const pending = draft === null ? [] : [{ document: { issued: null, draft }, issuedAt: null, view: draft.view, notes: [] }];
  const [before, after] = [others.filter((other) => other.cut.cutNumber < cut.cutNumber), others.filter((other) => other.cut.cutNumber > cut.cutNumber)];
  const documents = { invoice: asDocument(invoice), earlier: before.map(asDocument), later: [...after.map(asDocument), ...pending] };
  const lines = diffLines<AdjustingDocument, SealedCreditNote>(documents, from);
  return { invoice, from, to: times.to, lines, changes: await loadChanges(db, invoice, notes.get(cut.id) ?? [], { from, to }) };
}

/** The other documents that were issued by then and have a line of the same subscriptions and service starts, or of the same charges. */
async function loadOthers(db: Database, { cut, view }: DerivedInvoice, to: Instant | null): Promise<DerivedInvoice[]> {
  const owner = { tenantId: cut.tenantId, customerId: cut.customerId };
  const starts = new Set(view.lines.map(({ service }) => service.start));
  const [first, ...rest] = starts;
  if (first === undefined) return [];
  const after = rest.reduce(earlier, first);
  const subscriptionIds = [...new Set(view.lines.flatMap(({ subscriptionId, chargeId }) => (subscriptionId === null || chargeId !== null ? [] : [subscriptionId])))];
  const ofSubscriptions = await findJournalsOfSubscriptions(db, owner, subscriptionIds.map((subscriptionId) => ({ subscriptionId, after })));
  const chargeKeys = view.lines.flatMap(({ lineKey, chargeId }) => (chargeId === null ? [] : [lineKey]));
  const ofCharges = chargeKeys.length === 0 ? [] : await findJournalsOfLines(db, owner.tenantId, [owner.customerId], chargeKeys);
  const journals = [...ofSubscriptions.filter(({ line }) => line !== null && starts.has(line.service.start)), ...ofCharges];
  const cuts = cutsOfJournals(journals, await findCutsOfBook(db, owner)).filter(({ id, issuedAt }) => id !== cut.id && (to === null || issuedAt <= to));
  const derived = await deriveInvoices(db, owner.tenantId, cuts);
  derived.forEach(assertSealed);
  return derived;
}

type Note = NoteOnDocument<SealedCreditNote>;

/** The credit notes on the documents that were issued by then, by the id of what they credit. */
async function loadNotes(db: Database, invoices: readonly DerivedInvoice[], to: Instant | null): Promise<Map<string, Note[]>> {
  const [first] = invoices;
  const derived = first === undefined ? [] : await deriveNotesOfInvoices(db, first.cut.tenantId, invoices);
  const sealed = derived.map((note): Note => {
    assertNoteSealed(note);
    return { note, issuedAt: note.note.issuedAt, isVoid: note.note.terms?.asked.voids != null, view: note.view };
  });
  return groupBy(sealed.filter(({ issuedAt }) => to === null || issuedAt <= to), ({ note }) => note.note.invoiceId);
}

/** What changed what the invoice owes, of all that is recorded. */
async function loadChanges(db: Database, { cut }: DerivedInvoice, notes: readonly Note[], times: { readonly from: Instant; readonly to: Instant | null }): Promise<RecordedInvoiceChange[]> {
  const owner = { tenantId: cut.tenantId, customerId: cut.customerId };
  const journals = await findJournalsOn(db, owner, { code: RECEIVABLE, reference: cut.id });
  const changes = changesOf(cut.id, { journals, notes: notes.map(({ note, isVoid }) => ({ journal: note.journal, isVoid, total: note.view.total })) }, times);
  const settlements = new Map((await findSettlementsAt(db, owner, changes.map(({ seq }) => ({ customerId: cut.customerId, seq })))).map((settlement) => [settlement.seq, settlement]));
  const noted = new Map(notes.map(({ note }) => [note.note.seq, note]));
  return changes.map((change) => ({ ...change, settlement: settlements.get(change.seq) ?? null, note: noted.get(change.seq) ?? null }));
}

/** The next invoice as it would be at a time; null if nothing would be on it. */
async function loadNext(db: Database, actor: TenantActor, customerId: string, { now, to }: { now: Instant; to: Instant | null }): Promise<DraftInvoice | null> {
  const [customer]: Customer[] = await findCustomers(db, actor, [customerId]);
  const [newest] = await findBooks(db, actor, [customerId]);
  invariant(customer && newest, 'an invoice has a customer with a book');
  const book = to === null ? newest : await bookKnownAt(db, newest, to);
  const subscribed = await loadSubscriptions(db, actor.tenantId, customerId, to);
  const at = to ?? now;
  return (await draftAt(db, actor, { customer, book, asOf: later(at, book.ratedThrough ?? at), subscribed, knownAt: to }, at)).draft;
}

/** The book as it stood at a time at which it had an invoice. */
async function bookKnownAt(db: Database, book: Book, knownAt: Instant): Promise<Book> {
  const head = await findHeadKnownAt(db, book, knownAt);
  const cut = (await findCutsOfBook(db, book)).findLast(({ issuedAt }) => issuedAt <= knownAt);
  invariant(head && cut, 'a book with an invoice has journals');
  return { ...book, ...head, cutNumber: cut.cutNumber, ratedThrough: cut.asOf, ratedSeq: cut.issueSeq };
}
