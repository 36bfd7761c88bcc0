/** Creates a rule that grants a customer credit for every interval, and posts what it owes by now. */
import { type RecurringInput, parseRecurring, recurringGrantId } from '../core/credits/recurringGrant.ts';
import { BillingError } from '../core/errors.ts';
import { later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { lockBook } from '../repositories/books.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { insertRecurringGrant } from '../repositories/recurringGrants.ts';
import type { TenantActor } from './actor.ts';
import { noticeBalance } from './balanceAlerts.ts';
import { grantDueInTransaction } from './creditPosting.ts';
import { scopeInCatalog } from './creditScope.ts';
import { unitInForce } from './creditUnits.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface CreateRecurringGrantInput extends RecurringInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
}

/** Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`; those of `unitInForce`; those of `parseRecurring`; NOT_FOUND in `scope`. */
export async function createRecurringGrant(engine: Engine, actor: TenantActor, input: CreateRecurringGrantInput): Promise<{ recurringGrantId: string; replayed: boolean }> {
  const request = { operation: 'createRecurringGrant', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ recurringGrantId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const unit = await unitInForce(tx, tenant.id, input.unit ?? null, { currency: customer.currency, now });
    const asked = parseRecurring(input, { currency: customer.currency, now, unit });
    const terms = { ...asked, lot: await scopeInCatalog(tx, tenant.id, asked.lot) };
    const owner = { tenantId: tenant.id, customerId: customer.id };
    const book = await lockBook(tx, owner);
    invariant(book, 'a customer has a book');
    await noticeBalance(tx, book, now);
    const id = recurringGrantId(terms, { ...owner, cause: input.idempotencyKey, at: now });
    await insertRecurringGrant(tx, tenant.id, { id, customerId: customer.id, terms, cause: input.idempotencyKey, bookSeq: book.seq, recordedAt: later(now, book.recordedAt), actor: actor.keyId, end: null });
    const { book: posted } = await grantDueInTransaction(tx, { book, currency: customer.currency }, now);
    await noticeBalance(tx, posted, now);
    return { kept: { recurringGrantId: id }, replayed: false };
  });
  return { ...kept, replayed };
}
