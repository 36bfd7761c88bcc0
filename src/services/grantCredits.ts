/** Grants credit to a customer. */
import { BillingError } from '../core/errors.ts';
import { type GrantInput, grantId, parseGrant } from '../core/credits/grant.ts';
import { invariant } from '../core/invariant.ts';
import { lockBook } from '../repositories/books.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import type { TenantActor } from './actor.ts';
import { noticeBalance } from './balanceAlerts.ts';
import { grantInTransaction } from './creditPosting.ts';
import { scopeInCatalog } from './creditScope.ts';
import { unitInForce } from './creditUnits.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface GrantCreditsInput extends GrantInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
}

/**
 * Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`; those of `unitInForce`; those of `parseGrant`;
 * NOT_FOUND in `scope`.
 */
export async function grantCredits(engine: Engine, actor: TenantActor, input: GrantCreditsInput): Promise<{ grantId: string; replayed: boolean }> {
  const request = { operation: 'grantCredits', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ grantId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const unit = await unitInForce(tx, tenant.id, input.unit ?? null, { currency: customer.currency, now });
    const terms = await scopeInCatalog(tx, tenant.id, parseGrant(input, { currency: customer.currency, now, unit }));
    const owner = { tenantId: tenant.id, customerId: customer.id };
    const book = await lockBook(tx, owner);
    invariant(book, 'a customer has a book');
    await noticeBalance(tx, book, now);
    const id = grantId(terms, { ...owner, cause: input.idempotencyKey, at: now });
    const { book: posted } = await grantInTransaction(tx, { book, currency: customer.currency }, { id, customerId: customer.id, terms }, { now, cause: input.idempotencyKey, actor: actor.keyId });
    await noticeBalance(tx, posted, now);
    return { kept: { grantId: id }, replayed: false };
  });
  return { ...kept, replayed };
}
