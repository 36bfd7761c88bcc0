/** Compares what is known at two times about what an issued invoice bills. Nothing is written. */
import { cutsOfJournals } from '../core/changeEffect.ts';
import type { Customer } from '../core/customer.ts';
import { refuseUnless } from '../core/errors.ts';
import { type Instant, earlier, instantText, later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type LineDifference, diffInvoice as diffLines } from '../core/invoiceDiff.ts';
import { findBooks } from '../repositories/books.ts';
import { findCustomers } from '../repositories/customers.ts';
import { findCutsOfBook } from '../repositories/invoices.ts';
import { findJournalsOfLines, findJournalsOfSubscriptions } from '../repositories/journals.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { loadSubscriptions } from './billingState.ts';
import { type DerivedInvoice, assertSealed, deriveInvoices } from './derivedInvoices.ts';
import type { Engine } from './engine.ts';
import { type DraftInvoice, draftAt } from './invoiceDraft.ts';
import { loadTenantAtNow } from './tenantTime.ts';

/** A document that has something of the invoice's lines: an invoice, or the next one, which is not issued yet. */
export type AdjustingDocument = { readonly issued: DerivedInvoice; readonly draft: null } | { readonly issued: null; readonly draft: DraftInvoice };

export interface InvoiceDiff {
  readonly invoice: DerivedInvoice;
  readonly from: Instant;
  /** Null: now, with what is pending. */
  readonly to: Instant | null;
  readonly lines: readonly LineDifference<AdjustingDocument>[];
}

/** From when, by default from the invoice's issue, until when; null: now. */
export interface DiffTimes {
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/**
 * What is pending is told for now alone: what was known at an earlier time and posted later cannot be told from what came in between.
 * Errors, in order: OUT_OF_RANGE at `from` before the invoice was issued; OUT_OF_RANGE at `to` before `from`; SEAL_BROKEN.
 */
export async function diffInvoice(engine: Engine, actor: TenantActor, invoice: DerivedInvoice, times: DiffTimes): Promise<InvoiceDiff> {
  const db = engine.store.database;
  const { cut } = invoice;
  const from = times.from ?? cut.issuedAt;
  refuseUnless(from >= cut.issuedAt, 'OUT_OF_RANGE', `lies before ${instantText(cut.issuedAt)}, when the invoice was issued`, ['from']);
  refuseUnless(times.to === null || times.to >= from, 'OUT_OF_RANGE', 'lies before `from`', ['to']);
  const issued = await loadLater(db, invoice, times.to);
  const draft = times.to === null ? await loadNext(engine, actor, cut.customerId) : null;
  const pending = draft === null ? [] : [{ document: { issued: null, draft }, issuedAt: null, view: draft.view }];
  const documents = issued.map((one) => ({ document: { issued: one, draft: null }, issuedAt: one.cut.issuedAt, view: one.view }));
  return { invoice, from, to: times.to, lines: diffLines<AdjustingDocument>(invoice.view, [...documents, ...pending], from) };
}

/** The invoices after it that have a line of the same subscriptions and service starts, or of the same charges. */
async function loadLater(db: Database, { cut, view }: DerivedInvoice, to: Instant | null): Promise<DerivedInvoice[]> {
  const owner = { tenantId: cut.tenantId, customerId: cut.customerId };
  const starts = new Set(view.lines.map(({ service }) => service.start));
  const [first, ...others] = starts;
  if (first === undefined) return [];
  const after = others.reduce(earlier, first);
  const subscriptionIds = [...new Set(view.lines.flatMap(({ subscriptionId, chargeId }) => (subscriptionId === null || chargeId !== null ? [] : [subscriptionId])))];
  const ofSubscriptions = await findJournalsOfSubscriptions(db, owner, subscriptionIds.map((subscriptionId) => ({ subscriptionId, after })));
  const chargeKeys = view.lines.flatMap(({ lineKey, chargeId }) => (chargeId === null ? [] : [lineKey]));
  const ofCharges = chargeKeys.length === 0 ? [] : await findJournalsOfLines(db, owner.tenantId, [owner.customerId], chargeKeys);
  const journals = [...ofSubscriptions.filter(({ line }) => line !== null && starts.has(line.service.start)), ...ofCharges];
  const cuts = cutsOfJournals(journals, await findCutsOfBook(db, owner)).filter(({ cutNumber, issuedAt }) => cutNumber > cut.cutNumber && (to === null || issuedAt <= to));
  const derived = await deriveInvoices(db, owner.tenantId, cuts);
  derived.forEach(assertSealed);
  return derived;
}

/** The next invoice as it would be now; null if nothing would be on it. */
async function loadNext(engine: Engine, actor: TenantActor, customerId: string): Promise<DraftInvoice | null> {
  const db = engine.store.database;
  const { now } = await loadTenantAtNow(engine, db, actor.tenantId);
  const [customer]: Customer[] = await findCustomers(db, actor, [customerId]);
  const [book] = await findBooks(db, actor, [customerId]);
  invariant(customer && book, 'an invoice has a customer with a book');
  const subscribed = await loadSubscriptions(db, actor.tenantId, customerId);
  return (await draftAt(db, actor, { customer, book, asOf: later(now, book.ratedThrough ?? now), subscribed }, now)).draft;
}
