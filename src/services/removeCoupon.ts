/** Removes an applied coupon, from now on. */
import { afterInvoiced } from '../core/coupon.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { parseSentence } from '../core/oneOffCharge.ts';
import { lockBook } from '../repositories/books.ts';
import { findAppliedCouponsById, insertCouponRemoval } from '../repositories/coupons.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

/** Where an applied coupon is found. */
export interface AppliedCouponPlace {
  readonly customerId: string;
  readonly appliedCouponId: string;
}

export interface RemoveCouponInput {
  readonly idempotencyKey: string;
  readonly reason?: string | null | undefined;
}

/** Errors, in order: the idempotency key's; NOT_FOUND at `appliedCouponId`; INVALID_STATE there the second time; `reason` as `parseSentence`. */
export async function removeCoupon(engine: Engine, actor: TenantActor, place: AppliedCouponPlace, input: RemoveCouponInput): Promise<{ appliedCouponId: string; replayed: boolean }> {
  const request = { operation: 'removeCoupon', idempotencyKey: input.idempotencyKey, input: { ...input, ...place } };
  const { kept, replayed } = await once<{ appliedCouponId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const isInReach = actor.customerId === null || actor.customerId === place.customerId;
    const owner = { tenantId: tenant.id, customerId: place.customerId };
    const book = isInReach ? await lockBook(tx, owner) : null;
    const [applied] = book ? await findAppliedCouponsById(tx, owner, [place.appliedCouponId]) : [];
    if (!book || !applied) throw new BillingError('NOT_FOUND', 'is not an applied coupon', ['appliedCouponId']);
    refuseUnless(applied.removal === null, 'INVALID_STATE', 'was removed already', ['appliedCouponId']);
    const reason = input.reason == null ? null : parseSentence(input.reason, 'reason');

    const removal = { appliedCouponId: applied.id, customerId: applied.customerId, endAt: afterInvoiced(now, book), bookSeq: book.seq, recordedAt: now, actor: actor.keyId, reason };

    await insertCouponRemoval(tx, tenant.id, removal);
    return { kept: { appliedCouponId: applied.id }, replayed: false };
  });
  return { ...kept, replayed };
}
