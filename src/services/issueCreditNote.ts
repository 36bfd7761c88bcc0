/** Issues credit notes on issued invoices, and shows beforehand what they would be. */
import { effectiveTerms } from '../core/billingTerms.ts';
import { type CreditNoteInput, type CreditNoteTerms, type VoidedLines, parseCreditNote } from '../core/creditNote.ts';
import { type CreditDecision, creditedByNote, decideCreditNote, paidOf } from '../core/creditNoteIssue.ts';
import type { Customer } from '../core/customer.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { type Instant, later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { amountText } from '../core/money.ts';
import type { Tenant } from '../core/tenant.ts';
import { findBooks, lockBook } from '../repositories/books.ts';
import { findCustomers } from '../repositories/customers.ts';
import { type InvoiceCut, findCuts } from '../repositories/invoices.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { creditInTransaction, loadCreditStanding } from './creditNotePosting.ts';
import { bookAfter, noticeBalance } from './balanceAlerts.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { loadTenantAtNow } from './tenantTime.ts';

export interface IssueCreditNoteInput extends CreditNoteInput {
  readonly idempotencyKey: string;
}

export interface CreditNoteIssued {
  readonly creditNoteId: string;
  readonly replayed: boolean;
}

/** Errors, in order: the idempotency key's; NOT_FOUND at `invoiceId`; those of `parseCreditNote`; SEAL_BROKEN; those of the decision. */
export async function issueCreditNote(engine: Engine, actor: TenantActor, invoiceId: string, input: IssueCreditNoteInput): Promise<CreditNoteIssued> {
  const request = { operation: 'issueCreditNote', idempotencyKey: input.idempotencyKey, input: { ...input, ...{ invoiceId } } };
  const { kept, replayed } = await once<{ creditNoteId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const { cut, customer } = await findInvoice(tx, actor, invoiceId);
    const asked = parseCreditNote(input, cut.currency);
    const book = await lockBook(tx, { tenantId: tenant.id, customerId: customer.id });
    invariant(book, 'a customer has a book');
    await noticeBalance(tx, book, now);
    const order = { book, cut, asked, numbering: numberingOf(tenant, customer), effectiveAt: now };
    const { note, journals } = await creditInTransaction(tx, order, { now, cause: input.idempotencyKey, actor: actor.keyId });
    await noticeBalance(tx, bookAfter(book, journals), now);
    return { kept: { creditNoteId: note.id }, replayed: false };
  });
  return { ...kept, replayed };
}

export interface VoidInvoiceInput extends Pick<CreditNoteInput, 'lapsedCredit' | 'lapsedDays' | 'bonusCredit'> {
  readonly idempotencyKey: string;
  readonly reason: string;
  readonly lines: VoidedLines;
  readonly payments?: VoidedPayments | null | undefined;
}

/** What becomes of what was paid of an invoice that is voided; the SDL's enum `VoidedPayments` lists the same words. */
export const VOIDED_PAYMENTS = ['REFUSE', 'TO_CREDIT'] as const;
export type VoidedPayments = (typeof VOIDED_PAYMENTS)[number];

/**
 * Voids an invoice: a credit note over all that is left of it, marked as the void. The invoice keeps its number.
 * Errors, in order: the idempotency key's; NOT_FOUND at `invoiceId`; those of `parseCreditNote`; INVALID_VALUE at `lapsedCredit` where lines are billed again; SEAL_BROKEN; INVALID_STATE at `payments`
 * if something was paid that nobody wants made credit; those of the decision.
 */
export async function voidInvoice(engine: Engine, actor: TenantActor, invoiceId: string, input: VoidInvoiceInput): Promise<CreditNoteIssued> {
  const request = { operation: 'voidInvoice', idempotencyKey: input.idempotencyKey, input: { ...input, ...{ invoiceId } } };
  const { kept, replayed } = await once<{ creditNoteId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const { cut, customer } = await findInvoice(tx, actor, invoiceId);
    const { reason, lapsedCredit, lapsedDays, bonusCredit } = input;
    const asked = { ...parseCreditNote({ reason, lapsedCredit, lapsedDays, bonusCredit }, cut.currency), voids: input.lines };
    refuseUnless(input.lines === 'GIVE_UP' || lapsedCredit == null, 'INVALID_VALUE', 'is about lines that are given up; what is billed again draws anew', ['lapsedCredit']);
    const book = await lockBook(tx, { tenantId: tenant.id, customerId: customer.id });
    invariant(book, 'a customer has a book');
    await noticeBalance(tx, book, now);
    const { standing } = await loadCreditStanding(tx, book, cut);
    const isKept = input.payments === 'TO_CREDIT' || standing.isVoid || standing.isWrittenOff || paidOf(standing) === 0n;
    refuseUnless(isKept, 'INVALID_STATE', `leaves ${amountText(paidOf(standing), cut.currency)} that was paid; TO_CREDIT makes it the customer's credit`, ['payments']);
    const order = { book, cut, asked, numbering: numberingOf(tenant, customer), effectiveAt: now };
    const { note, journals } = await creditInTransaction(tx, order, { now, cause: input.idempotencyKey, actor: actor.keyId });
    await noticeBalance(tx, bookAfter(book, journals), now);
    return { kept: { creditNoteId: note.id }, replayed: false };
  });
  return { ...kept, replayed };
}

/** What a note would come to, of which nothing is kept. */
export interface CreditNotePreview extends CreditDecision {
  readonly cut: InvoiceCut;
  /** What of it would become the customer's credit. */
  readonly credited: bigint;
}

/** The same decision as `issueCreditNote`, on a state that nobody locked. Errors: as there, without the idempotency key's. */
export async function previewCreditNote(engine: Engine, actor: TenantActor, invoiceId: string, input: CreditNoteInput): Promise<CreditNotePreview> {
  return await engine.store.snapshot(async (db) => await previewNote(db, actor, { invoiceId, input, now: (await loadTenantAtNow(engine, db, actor.tenantId)).now }));
}

async function previewNote(db: Database, actor: TenantActor, { invoiceId, input, now }: { invoiceId: string; input: CreditNoteInput; now: Instant }): Promise<CreditNotePreview> {
  const { cut } = await findInvoice(db, actor, invoiceId);
  const asked: CreditNoteTerms = parseCreditNote(input, cut.currency);
  const [book] = await findBooks(db, actor, [cut.customerId]);
  invariant(book, 'a customer has a book');
  const owner = { tenantId: book.tenantId, customerId: book.customerId };
  const moment = { owner, cause: 'preview', effectiveAt: now, at: later(now, book.recordedAt) };
  const decision = decideCreditNote(asked, (await loadCreditStanding(db, book, cut)).standing, moment);
  const [journal] = decision.journals;
  return { ...decision, cut, credited: journal ? creditedByNote(journal) : 0n };
}

async function findInvoice(db: Database, actor: TenantActor, invoiceId: string): Promise<{ cut: InvoiceCut; customer: Customer }> {
  const [cut] = await findCuts(db, actor, [invoiceId]);
  if (!cut) throw new BillingError('NOT_FOUND', 'is not an issued invoice', ['invoiceId']);
  const [customer] = await findCustomers(db, actor, [cut.customerId]);
  invariant(customer, 'an invoice has a customer');
  return { cut, customer };
}

function numberingOf(tenant: Tenant, customer: Customer) {
  return { format: effectiveTerms(customer, tenant).creditNoteNumberFormat, sellerZone: tenant.timeZone };
}
