/** Moves credit from a lot of one customer to another customer. */
import { type Grant, grantId } from '../core/credits/grant.ts';
import { type TransferInput, movedOf, parseTransfer, receivedTerms } from '../core/credits/transfer.ts';
import type { Customer } from '../core/customer.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type Book, lockBooks } from '../repositories/books.ts';
import { findGrants, lotsOf } from '../repositories/credits.ts';
import { findErasures } from '../repositories/customerKeys.ts';
import { findCustomers, findCustomersByExternalId } from '../repositories/customers.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { noticeBalance } from './balanceAlerts.ts';
import { receiveInTransaction, sendInTransaction } from './creditTransfers.ts';
import type { Engine } from './engine.ts';
import type { GrantPlace } from './grantPlace.ts';
import { once } from './idempotency.ts';

export interface TransferCreditsInput extends TransferInput {
  readonly idempotencyKey: string;
  readonly toCustomerExternalId: string;
}

/** The lot that credit left, and the one that it became. */
export interface Transferred {
  readonly grantId: string;
  readonly receivedId: string;
}

/**
 * Errors, in order: the idempotency key's; NOT_FOUND at `grantId`; at `toCustomerExternalId` NOT_FOUND, INVALID_VALUE for the
 * same customer, CURRENCY_MISMATCH, INVALID_STATE once it is erased; those of `parseTransfer`; those of `movedOf`.
 */
export async function transferCredits(engine: Engine, actor: TenantActor, place: GrantPlace | null, input: TransferCreditsInput): Promise<Transferred & { replayed: boolean }> {
  const request = { operation: 'transferCredits', idempotencyKey: input.idempotencyKey, input: { ...input, ...place } };
  const { kept, replayed } = await once<{ grantId: string; receivedId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const grant = await grantInReach(tx, actor, tenant.id, place);
    const [from] = await findCustomers(tx, actor, [grant.customerId]);
    const [to] = await findCustomersByExternalId(tx, actor, [input.toCustomerExternalId]);
    invariant(from, 'a grant has a customer');
    if (!to) throw new BillingError('NOT_FOUND', 'is not a customer', ['toCustomerExternalId']);
    // In the order of ids, so that transfers in opposite directions wait for one another.
    const books = await lockBooks(tx, tenant.id, [from.id, to.id]);
    for (const book of books) await noticeBalance(tx, book, now);
    await refuseReceiver(tx, tenant.id, from, to);
    const { currency } = from;
    const asked = parseTransfer(input, currency, grant.terms);
    const [lot] = await lotsOf(tx, { tenantId: tenant.id, customerId: from.id }, [grant], null);
    invariant(lot, 'a grant is a lot');

    const source = bookOf(books, from);
    const moved = movedOf(lot, asked.asked, { at: later(now, source.recordedAt), currency });
    const terms = receivedTerms(lot, moved);
    const context = { now, cause: input.idempotencyKey, actor: actor.keyId };
    const received = { id: grantId(terms, { tenantId: tenant.id, customerId: to.id, cause: context.cause, at: now }), customerId: to.id, terms };

    const transfer = { customerId: from.id, grantId: grant.id, toCustomerId: to.id, toGrantId: received.id, terms: { ...asked, moved } };
    const sent = await sendInTransaction(tx, { book: source, currency }, { lot, transfer }, context);
    const arrived = await receiveInTransaction(tx, { book: bookOf(books, to), currency }, received, context);
    for (const { book } of [sent, arrived]) await noticeBalance(tx, book, now);
    return { kept: { grantId: grant.id, receivedId: received.id }, replayed: false };
  });
  return { ...kept, replayed };
}

async function grantInReach(tx: Transaction, actor: TenantActor, tenantId: string, place: GrantPlace | null): Promise<Grant> {
  const isInReach = place !== null && (actor.customerId === null || actor.customerId === place.customerId);
  const [grant] = isInReach ? await findGrants(tx, { tenantId, customerId: place.customerId }, [place.grantId]) : [];
  if (!grant) throw new BillingError('NOT_FOUND', 'is not a grant', ['grantId']);
  return grant;
}

function bookOf(books: readonly Book[], customer: Customer): Book {
  const book = books.find(({ customerId }) => customerId === customer.id);
  invariant(book, 'a customer has a book');
  return book;
}

/** With the receiver's book locked, so that it is not erased meanwhile. */
async function refuseReceiver(tx: Transaction, tenantId: string, from: Customer, to: Customer): Promise<void> {
  const path = ['toCustomerExternalId'];
  refuseUnless(from.id !== to.id, 'INVALID_VALUE', 'is whose the credit is already', path);
  refuseUnless(from.currency === to.currency, 'CURRENCY_MISMATCH', `is billed in ${to.currency}, and the credit is in ${from.currency}`, path);
  const erasures = await findErasures(tx, { tenantId, customerId: to.id }, [to.id]);
  refuseUnless(erasures.length === 0, 'INVALID_STATE', 'is erased', path);
}
