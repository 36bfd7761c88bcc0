/** Creates a coupon. */
import { couponTermsJson, parseCouponTerms } from '../core/coupon.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import type { Instant } from '../core/instant.ts';
import { canonicalJson } from '../core/json.ts';
import { parseKey } from '../core/key.ts';
import { findCouponByCode, insertCoupon } from '../repositories/coupons.ts';
import { findPlansByCode } from '../repositories/plans.ts';
import type { Transaction } from '../store/database.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface CreateCouponInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly code: string;
  readonly name?: string | null | undefined;
  /** As `parseCouponTerms` reads it. */
  readonly expiresAt?: Instant | null | undefined;
}

/**
 * The `code` makes a repeat harmless. Errors, in order: as `refuseLimited`; the idempotency key's; `code` and `name` as
 * `parseKey`; those of `parseCouponTerms`; NOT_FOUND at `planCodes`; CONFLICT at `code`.
 */
export async function createCoupon(engine: Engine, actor: TenantActor, input: CreateCouponInput): Promise<{ couponId: string; replayed: boolean }> {
  refuseLimited(actor);
  const request = { operation: 'createCoupon', idempotencyKey: input.idempotencyKey ?? null, input };
  const { kept, replayed } = await once<{ id: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const code = parseKey(input.code, ['code']);
    const name = input.name == null ? code : parseKey(input.name, ['name']);
    const terms = parseCouponTerms(input);
    const planIds = terms.planCodes === null ? null : await planIdsOf(tx, tenant.id, terms.planCodes);
    const existing = await findCouponByCode(tx, tenant.id, code);
    if (existing) {
      const isSame = existing.name === name && canonicalJson(couponTermsJson(existing.terms)) === canonicalJson(couponTermsJson(terms));
      if (!isSame) throw new BillingError('CONFLICT', 'exists with other terms', ['code']);
      return { kept: { id: existing.id }, replayed: true };
    }
    const id = deriveId('coupon', now, [tenant.id, code]);
    await insertCoupon(tx, tenant.id, { id, code, name, terms, planIds, createdAt: now });
    return { kept: { id }, replayed: false };
  });
  return { couponId: kept.id, replayed };
}

async function planIdsOf(tx: Transaction, tenantId: string, codes: readonly string[]): Promise<string[]> {
  const plans = new Map((await findPlansByCode(tx, tenantId, [...codes])).map(({ code, id }) => [code, id]));
  return codes.map((code, index) => {
    const id = plans.get(code);
    refuseUnless(id, 'NOT_FOUND', 'is not a plan', ['planCodes', String(index)]);
    return id;
  });
}
