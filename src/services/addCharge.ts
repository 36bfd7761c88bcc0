/** Puts a one-off charge on a customer's next invoice. */
import { refuseUnknownRates } from '../core/billingTerms.ts';
import { appendJournals } from '../core/book.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import { invariant } from '../core/invariant.ts';
import { type ChargeInput, type OneOffCharge, chargeJournal, parseCharge, parseSentence } from '../core/oneOffCharge.ts';
import { lockBook, saveBook } from '../repositories/books.ts';
import { insertCharge } from '../repositories/charges.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { getCustomerZone } from '../repositories/customerZones.ts';
import { insertJournals } from '../repositories/journals.ts';
import { findSubscriptions } from '../repositories/subscriptions.ts';
import { findTaxRatesByCode } from '../repositories/taxRates.ts';
import type { TenantActor } from './actor.ts';
import { noticeBalance } from './balanceAlerts.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface AddChargeInput extends ChargeInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
  /** Null for none; undefined if what was given names no subscription at all. */
  readonly subscriptionId: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/**
 * Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`, then at `subscriptionId`, also if it is another
 * customer's; those of `parseCharge`; NOT_FOUND at `taxRateCodes`; `reason` as a description.
 */
export async function addCharge(engine: Engine, actor: TenantActor, input: AddChargeInput): Promise<{ chargeId: string; replayed: boolean }> {
  const request = { operation: 'addCharge', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ chargeId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const owner = { tenantId: tenant.id, customerId: customer.id };
    const book = await lockBook(tx, owner);
    invariant(book, 'a customer has a book');
    await noticeBalance(tx, book, now);
    const { subscriptionId = '' } = input;
    const known = subscriptionId === null || (subscriptionId !== '' && (await findSubscriptions(tx, owner, [subscriptionId])).length > 0);
    refuseUnless(known, 'NOT_FOUND', 'is not a subscription of the customer', ['subscriptionId']);

    const zone = await getCustomerZone(tx, owner, customer.id);
    const terms = parseCharge(input, { currency: customer.currency, zone, now });
    const rates = await findTaxRatesByCode(tx, tenant.id, terms.taxRateCodes ?? []);
    refuseUnknownRates(terms.taxRateCodes ?? [], new Set(rates.map(({ code }) => code)));
    const reason = input.reason == null ? null : parseSentence(input.reason, 'reason');
    const id = deriveId('one-off-charge', now, [tenant.id, customer.id, input.idempotencyKey]);
    const draft = chargeJournal({ id, subscriptionId, terms }, { currency: customer.currency, now, ratedThrough: book.ratedThrough });
    const { journals, head } = appendJournals(owner, book, [draft], { now, cause: input.idempotencyKey, actor: actor.keyId });
    const charge: OneOffCharge = { id, customerId: customer.id, subscriptionId, terms, reason, seq: head.seq, recordedAt: head.recordedAt, actor: actor.keyId };

    await insertJournals(tx, owner, journals);
    await insertCharge(tx, tenant.id, charge);
    await saveBook(tx, { ...book, ...head });
    return { kept: { chargeId: id }, replayed: false };
  });
  return { ...kept, replayed };
}
