/** Sells credit to a customer: invoiced at once, on a line of its own. */
import { type GrantTerms, type PurchaseInput, parsePurchase } from '../core/credits/grant.ts';
import { BillingError } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import { lockBook } from '../repositories/books.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import type { TenantActor } from './actor.ts';
import { type PurchaseWords, type Purchased, buyInTransaction, purchaseChargeId } from './creditPurchase.ts';
import { scopeInCatalog } from './creditScope.ts';
import { unitInForce } from './creditUnits.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface PurchaseCreditsInput extends PurchaseInput, PurchaseWords {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
}

/**
 * Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`; those of `unitInForce`; those of `parsePurchase`;
 * NOT_FOUND in `scope`; those of `buyInTransaction`.
 */
export async function purchaseCredits(engine: Engine, actor: TenantActor, input: PurchaseCreditsInput): Promise<Purchased & { replayed: boolean }> {
  const request = { operation: 'purchaseCredits', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ grantId: string; bonusId: string | null; invoiceId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const owner = { tenantId: tenant.id, customerId: customer.id };
    const { currency } = customer;
    const context = { now, cause: input.idempotencyKey, actor: actor.keyId };
    const chargeId = purchaseChargeId(owner, context);
    const [asked, ...bonus] = parsePurchase(input, chargeId, { currency, now, unit: await unitInForce(tx, tenant.id, input.unit ?? null, { currency, now }) });
    const paid = await scopeInCatalog(tx, tenant.id, asked);
    const lots: [GrantTerms, ...GrantTerms[]] = [paid, ...bonus.map((terms) => ({ ...terms, scope: paid.scope }))];
    const book = await lockBook(tx, owner);
    invariant(book, 'a customer has a book');
    const purchased = await buyInTransaction(tx, engine, { tenant, customer, book, chargeId, words: input, lots }, context);
    return { kept: { ...purchased }, replayed: false };
  });
  return { ...kept, replayed };
}
