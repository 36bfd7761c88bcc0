/** Holds credit for usage that is on its way: holds made at the same time never promise more than there is. */
import { type HoldInput, type HoldTerms, holdId, parseHold } from '../core/credits/hold.ts';
import { BillingError } from '../core/errors.ts';
import { later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { amountText } from '../core/money.ts';
import { lockBook } from '../repositories/books.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { insertHold } from '../repositories/holds.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { loadSpend } from './spendingState.ts';

export interface HoldCreditsInput extends HoldInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
}

/**
 * Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`; those of `parseHold`; those of `loadSpend`; INVALID_STATE at
 * `meterCode` where no subscription claims the usage; INSUFFICIENT_CREDIT at `amount` or `quantity`.
 */
export async function holdCredits(engine: Engine, actor: TenantActor, input: HoldCreditsInput): Promise<{ holdId: string; replayed: boolean }> {
  const request = { operation: 'holdCredits', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ holdId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const { currency } = customer;
    const { amount: asked, usage, expiresAt, reference } = parseHold(input, { currency, now });
    const owner = { tenantId: tenant.id, customerId: customer.id };
    const book = await lockBook(tx, owner);
    invariant(book, 'a customer has a book');

    const { decision, parts, unclaimed } = await loadSpend(tx, { customer, book, now, asked: usage === null ? { usage, amount: asked ?? 0n } : { usage } });
    if (decision.reason === 'NO_SUBSCRIPTION_CLAIMS') throw new BillingError('INVALID_STATE', `is on no charge line of the customer: ${unclaimed ?? ''}`, ['meterCode']);
    if (!decision.isAllowed) throw new BillingError('INSUFFICIENT_CREDIT', `needs ${amountText(decision.missing, currency)} more than the ${amountText(decision.balanceBefore, currency)} that is left`, [usage === null ? 'amount' : 'quantity']);
    // What would make all of the usage cheaper needs nothing to be held.
    const amount = decision.cost > 0n ? decision.cost : 0n;
    const terms: HoldTerms = { amount, parts: amount === 0n ? [] : parts, usage, expiresAt, reference };
    const id = holdId(terms, { ...owner, cause: input.idempotencyKey, at: now });

    await insertHold(tx, { tenantId: tenant.id, bookSeq: book.seq }, { id, customerId: customer.id, terms, recordedAt: later(now, book.recordedAt), actor: actor.keyId, end: null });
    return { kept: { holdId: id }, replayed: false };
  });
  return { ...kept, replayed };
}
