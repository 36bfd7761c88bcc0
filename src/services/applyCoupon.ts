/** Applies a coupon to a customer, or to one subscription. */
import { type AppliedCoupon, afterInvoiced, checkApplication } from '../core/coupon.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { lockBook } from '../repositories/books.ts';
import { countApplications, findAppliedCoupons, insertAppliedCoupon, lockCouponByCode } from '../repositories/coupons.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { findSubscriptions } from '../repositories/subscriptions.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface ApplyCouponInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
  readonly subscriptionId: string | null;
  readonly couponCode: string;
  readonly startAt?: Instant | null | undefined;
}

/**
 * Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`, at `subscriptionId`, also if it is another
 * customer's, then at `couponCode`; those of `checkApplication`.
 */
export async function applyCoupon(engine: Engine, actor: TenantActor, input: ApplyCouponInput): Promise<{ appliedCouponId: string; replayed: boolean }> {
  const request = { operation: 'applyCoupon', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ appliedCouponId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const owner = { tenantId: tenant.id, customerId: customer.id };
    const book = await lockBook(tx, owner);
    invariant(book, 'a customer has a book');
    const { subscriptionId } = input;
    const known = subscriptionId === null || (await findSubscriptions(tx, owner, [subscriptionId])).length > 0;
    refuseUnless(known, 'NOT_FOUND', 'is not a subscription of the customer', ['subscriptionId']);
    const coupon = await lockCouponByCode(tx, tenant.id, input.couponCode);
    if (!coupon) throw new BillingError('NOT_FOUND', 'is not a coupon', ['couponCode']);
    const applied = await findAppliedCoupons(tx, owner);
    const redemptions = await countApplications(tx, tenant.id, coupon.id);

    checkApplication(coupon, { currency: customer.currency, subscriptionId, now, applied, redemptions });
    const id = deriveId('applied-coupon', now, [tenant.id, customer.id, input.idempotencyKey]);
    const startAt = input.startAt ?? afterInvoiced(now, book);
    const application: AppliedCoupon = { id, customerId: customer.id, subscriptionId, coupon, startAt, bookSeq: book.seq, recordedAt: now, actor: actor.keyId, removal: null };

    await insertAppliedCoupon(tx, tenant.id, application);
    return { kept: { appliedCouponId: id }, replayed: false };
  });
  return { ...kept, replayed };
}
