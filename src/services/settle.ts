/** Records what settles invoices: payments, credit applied, refunds asked and paid, and write-offs. */
import { type CurrencyCode, parseCurrency } from '../core/currency.ts';
import type { Customer } from '../core/customer.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import { type Instant, instantText } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type SettlementInput, type SettlementKind, type SettlementTerms, parseSettlement } from '../core/settlement.ts';
import { lockBook } from '../repositories/books.ts';
import { findCustomers, findCustomersByExternalId } from '../repositories/customers.ts';
import { findCuts } from '../repositories/invoices.ts';
import { findSettlements } from '../repositories/settlements.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { bookAfter, noticeBalance } from './balanceAlerts.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { settleInTransaction } from './settlementPosting.ts';

interface Keyed extends SettlementInput {
  readonly idempotencyKey: string;
}

interface OfCustomer extends Keyed {
  readonly customerExternalId: string;
}

export interface RecordPaymentInput extends OfCustomer {
  readonly currency: string;
  readonly paidAt?: Instant | null | undefined;
}

export interface Settled {
  readonly settlementId: string;
  readonly replayed: boolean;
}

/** What one kind of settlement finds and reads before the book is locked. */
interface Asked {
  readonly kind: SettlementKind;
  readonly operation: string;
  readonly input: Keyed;
  readonly find: (tx: Transaction) => Promise<{ readonly customer: Customer; readonly about?: Partial<SettlementTerms> }>;
  readonly check?: (customer: Customer) => void;
  readonly effectiveAt?: Instant | null | undefined;
}

/**
 * Records money that has arrived. Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`;
 * UNKNOWN_CURRENCY, CURRENCY_MISMATCH at `currency`; OUT_OF_RANGE at `paidAt` in the future; those of `parseSettlement`; those
 * of the decision.
 */
export async function recordPayment(engine: Engine, actor: TenantActor, input: RecordPaymentInput): Promise<Settled> {
  const check = ({ currency }: Customer) => refuseOtherCurrency(input.currency, currency);
  return await settle(engine, actor, { kind: 'PAYMENT', operation: 'recordPayment', input, find: byExternalId(actor, input), check, effectiveAt: input.paidAt });
}

/** Pays invoices with the customer's credit. Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`; those of `parseSettlement` and the decision. */
export async function applyCustomerCredit(engine: Engine, actor: TenantActor, input: OfCustomer): Promise<Settled> {
  return await settle(engine, actor, { kind: 'CREDIT_APPLICATION', operation: 'applyCustomerCredit', input, find: byExternalId(actor, input) });
}

/** Asks for credit to be paid out. Errors as `applyCustomerCredit`. */
export async function refundCustomerCredit(engine: Engine, actor: TenantActor, input: OfCustomer): Promise<Settled> {
  return await settle(engine, actor, { kind: 'REFUND', operation: 'refundCustomerCredit', input, find: byExternalId(actor, input) });
}

/** Records that a refund was paid out, whole. Errors, in order: the idempotency key's; NOT_FOUND at `refundId`; those of `parseSettlement`; INVALID_STATE the second time. */
export async function payRefund(engine: Engine, actor: TenantActor, refundId: string, input: Keyed): Promise<Settled> {
  const find = async (tx: Transaction) => {
    const [refund] = await findSettlements(tx, actor, [refundId]);
    refuseUnless(refund?.kind === 'REFUND', 'NOT_FOUND', 'is not a refund', ['refundId']);
    return { customer: await customerOf(tx, actor, refund.customerId), about: { refundId } };
  };
  return await settle(engine, actor, { kind: 'REFUND_PAYMENT', operation: 'payRefund', input: { ...input, ...{ refundId } }, find });
}

/** Gives a recorded payment back, in whole or in part. Errors, in order: the idempotency key's; NOT_FOUND at `paymentId`; those of `parseSettlement` and `returnPostings`. */
export async function refundPayment(engine: Engine, actor: TenantActor, paymentId: string, input: Keyed): Promise<Settled> {
  return await settle(engine, actor, { kind: 'PAYMENT_REFUND', operation: 'refundPayment', input: { ...input, ...{ paymentId } }, find: byPayment(actor, paymentId) });
}

/** Records that a payment did not hold, or was charged back. Errors as `refundPayment`, but that what was done with the money refuses nothing. */
export async function failPayment(engine: Engine, actor: TenantActor, paymentId: string, input: Keyed): Promise<Settled> {
  return await settle(engine, actor, { kind: 'PAYMENT_FAILURE', operation: 'failPayment', input: { ...input, ...{ paymentId } }, find: byPayment(actor, paymentId) });
}

/** Gives up what an invoice still owes. Errors, in order: the idempotency key's; NOT_FOUND at `invoiceId`; those of `parseSettlement`; INVALID_STATE if it owes nothing. */
export async function writeOffInvoice(engine: Engine, actor: TenantActor, invoiceId: string, input: Keyed): Promise<Settled> {
  const find = async (tx: Transaction) => {
    const [cut] = await findCuts(tx, actor, [invoiceId]);
    if (!cut) throw new BillingError('NOT_FOUND', 'is not an issued invoice', ['invoiceId']);
    return { customer: await customerOf(tx, actor, cut.customerId), about: { invoiceId } };
  };
  return await settle(engine, actor, { kind: 'WRITE_OFF', operation: 'writeOffInvoice', input: { ...input, ...{ invoiceId } }, find });
}

async function settle(engine: Engine, actor: TenantActor, { kind, operation, input, find, check, effectiveAt }: Asked): Promise<Settled> {
  const request = { operation, idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ settlementId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const { customer, about } = await find(tx);
    check?.(customer);
    refuseUnless((effectiveAt ?? now) <= now, 'OUT_OF_RANGE', `lies in the future: it is ${instantText(now)}`, ['paidAt']);
    const terms = { ...parseSettlement(kind, input, customer.currency), ...about };
    const book = await lockBook(tx, { tenantId: tenant.id, customerId: customer.id });
    invariant(book, 'a customer has a book');
    await noticeBalance(tx, book, now);
    const id = deriveId('settlement', now, [tenant.id, customer.id, input.idempotencyKey]);
    const order = { id, kind, terms, book, currency: customer.currency, effectiveAt: effectiveAt ?? now };
    const journal = await settleInTransaction(tx, order, { now, cause: input.idempotencyKey, actor: actor.keyId });
    await noticeBalance(tx, bookAfter(book, [journal]), now);
    return { kept: { settlementId: id }, replayed: false };
  });
  return { ...kept, replayed };
}

function byExternalId(actor: TenantActor, { customerExternalId }: OfCustomer) {
  return async (tx: Transaction) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    return { customer };
  };
}

function byPayment(actor: TenantActor, paymentId: string) {
  return async (tx: Transaction) => {
    const [payment] = await findSettlements(tx, actor, [paymentId]);
    refuseUnless(payment?.kind === 'PAYMENT', 'NOT_FOUND', 'is not a payment', ['paymentId']);
    return { customer: await customerOf(tx, actor, payment.customerId), about: { paymentId } };
  };
}

async function customerOf(tx: Transaction, actor: TenantActor, customerId: string): Promise<Customer> {
  const [customer] = await findCustomers(tx, actor, [customerId]);
  invariant(customer, 'a book has a customer');
  return customer;
}

function refuseOtherCurrency(given: string, currency: CurrencyCode): void {
  refuseUnless(parseCurrency(given, ['currency']) === currency, 'CURRENCY_MISMATCH', `is not the customer's ${currency}`, ['currency']);
}
