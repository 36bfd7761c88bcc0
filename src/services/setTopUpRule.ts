/** Sets how a customer's credit is topped up automatically; the rule that was in force ends. */
import { type TopUpInput, endTopUp, parseTopUp, topUpRuleId } from '../core/credits/topUp.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { lockBook } from '../repositories/books.ts';
import { findErasures } from '../repositories/customerKeys.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { findTopUpRulesOfCustomers, insertTopUpRule, insertTopUpRuleEnd } from '../repositories/topUpRules.ts';
import type { TenantActor } from './actor.ts';
import { loadPurchaseCharge } from './creditPurchase.ts';
import { scopeInCatalog } from './creditScope.ts';
import { unitInForce } from './creditUnits.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface SetTopUpRuleInput extends TopUpInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
}

/**
 * Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`; those of `unitInForce`; those of `parseTopUp`; NOT_FOUND in
 * `scope`; those of `loadPurchaseCharge`; INVALID_STATE at `customerExternalId` for one who was erased.
 */
export async function setTopUpRule(engine: Engine, actor: TenantActor, input: SetTopUpRuleInput): Promise<{ topUpRuleId: string; replayed: boolean }> {
  const request = { operation: 'setTopUpRule', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ topUpRuleId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const { currency } = customer;
    const asked = parseTopUp(input, { currency, now, unit: await unitInForce(tx, tenant.id, input.unit ?? null, { currency, now }) });
    const lot = await scopeInCatalog(tx, tenant.id, asked.lot);
    const { taxRateCodes } = await loadPurchaseCharge(tx, tenant.id, customer, { words: input, now, paid: lot });
    const terms = { ...asked, lot, description: input.description ?? null, taxRateCodes };
    const owner = { tenantId: tenant.id, customerId: customer.id };
    const book = await lockBook(tx, owner);
    invariant(book, 'a customer has a book');
    refuseUnless((await findErasures(tx, owner, [customer.id])).length === 0, 'INVALID_STATE', 'is erased', ['customerExternalId']);

    const by = { bookSeq: book.seq, recordedAt: later(now, book.recordedAt), actor: actor.keyId };
    const inForce = (await findTopUpRulesOfCustomers(tx, owner, [customer.id])).find(({ end }) => end === null);
    const id = topUpRuleId(terms, { ...owner, cause: input.idempotencyKey, at: now });
    if (inForce) await insertTopUpRuleEnd(tx, tenant.id, endTopUp(inForce, {}, by));
    await insertTopUpRule(tx, tenant.id, { id, customerId: customer.id, terms, ...by, end: null });
    return { kept: { topUpRuleId: id }, replayed: false };
  });
  return { ...kept, replayed };
}
