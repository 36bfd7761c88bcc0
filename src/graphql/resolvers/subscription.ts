/** Subscriptions and their segments. */
import { invariant } from '../../core/invariant.ts';
import { timelineOf } from '../../core/segment.ts';
import { type Subscription, countSubscriptions, pageSubscriptions } from '../../repositories/subscriptions.ts';
import { createSubscription } from '../../services/createSubscription.ts';
import type { RequestContext } from '../context.ts';
import { asPayload } from '../errors.ts';
import { reachOf } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { emptyList, listOf } from '../lists.ts';
import { decodeIdOf, encodeNodeId } from '../nodeId.ts';

export const subscriptionResolvers: Resolvers = {
  Query: {
    subscription: (_root, { id }, { loaders }) => {
      const [customerId, subscriptionId] = decodeIdOf('sub', id) ?? [];
      return customerId === undefined || subscriptionId === undefined ? null : loaders().subscriptions.load({ customerId, id: subscriptionId });
    },
    subscriptions: async (_root, { filter, ...args }, context) => {
      const list = ['subscriptions', filter?.customerExternalId ?? null];
      const reach = await reachOf(filter?.customerExternalId, context);
      if (!reach) return await emptyList(args, list);
      const db = context.engine.store.database;
      return await listOf(args, {
        list,
        keyOf: ({ customerId, id }) => [customerId, id],
        read: (request) => pageSubscriptions(db, reach, request),
        count: (limit) => countSubscriptions(db, reach, limit),
      });
    },
  },
  Mutation: {
    createSubscription: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { customerId, subscriptionId, replayed } = await createSubscription(engine, tenantActor(), input);
        return { subscription: await loaders().subscriptions.load({ customerId, id: subscriptionId }), replayed };
      }),
  },
  Subscription: {
    id: ({ customerId, id }) => encodeNodeId('sub', customerId, id),
    customer: async ({ customerId }, _args, { loaders }) => {
      const customer = await loaders().customers.load(customerId);
      invariant(customer, 'a subscription has a customer');
      return customer;
    },
    planVersion: newestVersion,
    plan: async (subscription, _args, context) => {
      const plan = await context.loaders().plans.load((await newestVersion(subscription, {}, context)).planId);
      invariant(plan, 'a version has a plan');
      return plan;
    },
    segments: ({ segments }) => {
      const recorded = new Map(segments.map((segment) => [segment.ordinal, segment]));
      return timelineOf(segments).flatMap((inForce) => {
        const segment = recorded.get(inForce.ordinal);
        return segment ? [{ ...segment, ...inForce }] : [];
      });
    },
  },
  SubscriptionSegment: {
    planVersion: ({ planVersionId }, _args, context) => versionById(planVersionId, context),
    quantities: ({ quantities }) => Object.entries(quantities).map(([priceCode, quantity]) => ({ priceCode, quantity })),
  },
};

async function newestVersion({ segments }: Subscription, _args: object, context: RequestContext) {
  const newest = segments.at(-1);
  invariant(newest, 'a subscription has a segment');
  return await versionById(newest.planVersionId, context);
}

async function versionById(id: string, { loaders }: RequestContext) {
  const version = await loaders().versions.load(id);
  invariant(version, 'a segment has a plan version');
  return version;
}
