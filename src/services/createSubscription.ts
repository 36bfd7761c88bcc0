/** Puts a customer on a plan's newest version. */
import { refuseErased } from '../core/erasure.ts';
import { BillingError } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { lockBook } from '../repositories/books.ts';
import { findErasedAt } from '../repositories/customerKeys.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { findNewestVersion, findPlansByCode, saveOverriddenVersion } from '../repositories/plans.ts';
import { type RecordedSegment, insertSubscription } from '../repositories/subscriptions.ts';
import { noticeBalance } from './balanceAlerts.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { type QuantityInput, readQuantities } from './heldQuantities.ts';
import { once } from './idempotency.ts';
import { isOverridden, withPriceOverrides } from './overriddenVersion.ts';
import type { SubscriptionPlace } from './subscriptionChange.ts';

export interface CreateSubscriptionInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
  readonly planCode: string;
  readonly startAt?: Instant | null | undefined;
  readonly overrides?: object | null | undefined;
  readonly quantities?: readonly QuantityInput[] | null | undefined;
}

/**
 * Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`, INVALID_STATE for one who was erased; NOT_FOUND at `planCode`; CURRENCY_MISMATCH at `planCode`;
 * those of `withPriceOverrides`; at `quantities`: NOT_FOUND, CONFLICT for a price given twice, INVALID_VALUE for a metered one, OUT_OF_RANGE below zero.
 */
export async function createSubscription(engine: Engine, actor: TenantActor, input: CreateSubscriptionInput): Promise<SubscriptionPlace & { replayed: boolean }> {
  const request = { operation: 'createSubscription', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<SubscriptionPlace>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const book = await lockBook(tx, { tenantId: tenant.id, customerId: customer.id });
    invariant(book, 'a customer has a book');
    refuseErased(await findErasedAt(tx, { tenantId: tenant.id, customerId: customer.id }), ['customerExternalId']);
    const [plan] = await findPlansByCode(tx, tenant.id, [input.planCode]);
    if (!plan) throw new BillingError('NOT_FOUND', 'is not a plan', ['planCode']);
    const newest = await findNewestVersion(tx, tenant.id, plan.id);

    if (newest.currency !== customer.currency) {
      throw new BillingError('CURRENCY_MISMATCH', `is priced in ${newest.currency}, and the customer is billed in ${customer.currency}`, ['planCode']);
    }
    const id = deriveId('subscription', now, [tenant.id, customer.id, input.idempotencyKey]);
    const version = await withPriceOverrides(tx, tenant.id, id, newest, { overrides: input.overrides ?? {}, path: ['overrides'] });
    const quantities = readQuantities(input.quantities ?? [], version);
    const startAt = input.startAt ?? now;
    const segment: RecordedSegment = {
      ordinal: 1,
      startAt,
      state: 'ACTIVE',
      planVersionId: version.id,
      quantities,
      proration: null,
      tiers: null,
      bookSeq: book.seq,
      recordedAt: now,
      actor: actor.keyId,
      reason: null,
    };

    await noticeBalance(tx, book, now);
    if (isOverridden(version)) await saveOverriddenVersion(tx, tenant.id, version);
    await insertSubscription(tx, tenant.id, { id, customerId: customer.id, startAt, createdAt: now, segments: [segment] });
    await noticeBalance(tx, book, now);
    return { kept: { customerId: customer.id, subscriptionId: id }, replayed: false };
  });
  return { ...kept, replayed };
}
