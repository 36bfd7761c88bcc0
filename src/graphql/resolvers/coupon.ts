/** Coupons, and their application to customers. */
import { invariant } from '../../core/invariant.ts';
import { countAppliedCoupons, countCoupons, findCouponByCode, pageAppliedCoupons, pageCoupons } from '../../repositories/coupons.ts';
import { applyCoupon } from '../../services/applyCoupon.ts';
import { createCoupon } from '../../services/createCoupon.ts';
import { removeCoupon } from '../../services/removeCoupon.ts';
import { asPayload } from '../errors.ts';
import { listWithin } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import { UNKNOWN_ID, decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';

export const couponResolvers: Resolvers = {
  Query: {
    coupon: (_root, { code }, { engine, tenantActor }) => findCouponByCode(engine.store.database, tenantActor().tenantId, code),
    coupons: (_root, args, { engine, tenantActor }) =>
      listOf(args, {
        list: ['coupons'],
        keyOf: ({ id }) => [id],
        read: (request) => pageCoupons(engine.store.database, tenantActor().tenantId, request),
        count: (limit) => countCoupons(engine.store.database, tenantActor().tenantId, limit),
      }),
    appliedCoupons: (_root, { filter, ...args }, context) =>
      listWithin(filter?.customerExternalId, context, {
        args,
        list: ['appliedCoupons', filter?.customerExternalId ?? null],
        keyOf: ({ customerId, id }) => [customerId, id],
        read: pageAppliedCoupons,
        count: countAppliedCoupons,
      }),
  },
  Mutation: {
    createCoupon: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { couponId, replayed } = await createCoupon(engine, tenantActor(), input);
        return { coupon: await loaders().coupons.load(couponId), replayed };
      }),
    applyCoupon: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const subscriptionId = input.subscriptionId == null ? null : (decodeIdOf('sub', input.subscriptionId)?.[1] ?? UNKNOWN_ID);
        const { appliedCouponId, replayed } = await applyCoupon(engine, tenantActor(), { ...input, subscriptionId });
        return { appliedCoupon: await loaders().appliedCoupons.load(appliedCouponId), replayed };
      }),
    removeCoupon: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const [customerId, id] = decodeIdOf('apc', input.appliedCouponId) ?? [UNKNOWN_ID, UNKNOWN_ID];
        const { appliedCouponId, replayed } = await removeCoupon(engine, tenantActor(), { customerId, appliedCouponId: id }, input);
        return { appliedCoupon: await loaders().appliedCoupons.load(appliedCouponId), replayed };
      }),
  },
  Coupon: {
    id: ({ id }) => encodeNodeId('cpn', id),
    percentage: ({ terms }) => terms.percentage,
    amount: ({ terms }) => terms.amount,
    currency: ({ terms }) => terms.currency,
    duration: ({ terms }) => terms.duration,
    periods: ({ terms }) => terms.periods,
    priceCodes: ({ terms }) => terms.priceCodes && [...terms.priceCodes],
    planCodes: ({ terms }) => terms.planCodes && [...terms.planCodes],
    redemptionLimit: ({ terms }) => terms.redemptionLimit,
    expiresAt: ({ terms }) => terms.expiresAt,
  },
  AppliedCoupon: {
    id: ({ customerId, id }) => encodeNodeId('apc', customerId, id),
    customer: async ({ customerId }, _args, { loaders }) => {
      const customer = await loaders().customers.load(customerId);
      invariant(customer, 'an applied coupon has a customer');
      return customer;
    },
    subscription: ({ customerId, subscriptionId }, _args, { loaders }) => (subscriptionId === null ? null : loaders().subscriptions.load({ customerId, id: subscriptionId })),
    createdAt: ({ recordedAt }) => recordedAt,
    actor: ({ actor }) => encodeActor(actor),
  },
  CouponRemoval: {
    removedAt: ({ recordedAt }) => recordedAt,
    actor: ({ actor }) => encodeActor(actor),
  },
};
