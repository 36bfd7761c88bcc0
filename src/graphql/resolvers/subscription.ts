/** Subscriptions and their segments. */
import { invariant } from '../../core/invariant.ts';
import { segmentAt, timelineOf } from '../../core/segment.ts';
import { trialEndOf } from '../../core/trial.ts';
import { type Subscription, countSubscriptions, pageSubscriptions } from '../../repositories/subscriptions.ts';
import { changePlan } from '../../services/changePlan.ts';
import { changeQuantity } from '../../services/changeQuantity.ts';
import { cancelSubscription, pauseSubscription, resumeSubscription, unscheduleChanges } from '../../services/changeState.ts';
import { createSubscription } from '../../services/createSubscription.ts';
import { overridePrices } from '../../services/overridePrices.ts';
import { previewCancellation, previewPlanChange, previewPriceOverrides } from '../../services/previewChange.ts';
import type { SubscriptionPlace } from '../../services/subscriptionChange.ts';
import type { RequestContext } from '../context.ts';
import { asPayload } from '../errors.ts';
import { listWithin } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';
import { projectedPostings } from '../projectedPostings.ts';
import { draftSource } from '../sources.ts';

export const subscriptionResolvers: Resolvers = {
  Query: {
    subscription: (_root, { id }, { loaders }) => {
      const place = placeOf(id);
      return place && loaders().subscriptions.load({ customerId: place.customerId, id: place.subscriptionId });
    },
    subscriptions: (_root, { filter, ...args }, context) =>
      listWithin(filter?.customerExternalId, context, {
        args,
        list: ['subscriptions', filter?.customerExternalId ?? null],
        keyOf: ({ customerId, id }) => [customerId, id],
        read: pageSubscriptions,
        count: countSubscriptions,
      }),
    previewPlanChange: (_root, { input }, { engine, tenantActor }) => previewPlanChange(engine, tenantActor(), placeOf(input.subscriptionId), input),
    previewPriceOverrides: (_root, { input }, { engine, tenantActor }) => previewPriceOverrides(engine, tenantActor(), placeOf(input.subscriptionId), input),
    previewCancellation: (_root, { input }, { engine, tenantActor }) => previewCancellation(engine, tenantActor(), placeOf(input.subscriptionId), input),
  },
  Mutation: {
    createSubscription: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { customerId, subscriptionId, replayed } = await createSubscription(engine, tenantActor(), input);
        return { subscription: await loaders().subscriptions.load({ customerId, id: subscriptionId }), replayed };
      }),
    changePlan: (_root, { input }, context) => changed(context, input, (place) => changePlan(context.engine, context.tenantActor(), place, input)),
    overridePrices: (_root, { input }, context) => changed(context, input, (place) => overridePrices(context.engine, context.tenantActor(), place, input)),
    changeQuantity: (_root, { input }, context) => changed(context, input, (place) => changeQuantity(context.engine, context.tenantActor(), place, input)),
    pauseSubscription: (_root, { input }, context) => changed(context, input, (place) => pauseSubscription(context.engine, context.tenantActor(), place, input)),
    resumeSubscription: (_root, { input }, context) => changed(context, input, (place) => resumeSubscription(context.engine, context.tenantActor(), place, input)),
    cancelSubscription: (_root, { input }, context) => changed(context, input, (place) => cancelSubscription(context.engine, context.tenantActor(), place, input)),
    unscheduleChanges: (_root, { input }, context) => changed(context, input, (place) => unscheduleChanges(context.engine, context.tenantActor(), place, input)),
  },
  ChangePreview: {
    postings: ({ charges }) => charges.flatMap(projectedPostings),
    invoice: ({ invoice }) => invoice && draftSource(invoice),
    nextInvoice: ({ nextInvoice }) => nextInvoice && draftSource(nextInvoice),
  },
  Subscription: {
    id: ({ customerId, id }) => encodeNodeId('sub', customerId, id),
    customer: ({ customerId }, _args, context) => customerById(customerId, context),
    trialEndAt: async (subscription, _args, context) => {
      const versions = await Promise.all(subscription.segments.map(({ planVersionId }) => versionById(planVersionId, context)));
      const zones = await context.loaders().zones.load(subscription.customerId);
      invariant(zones, 'a customer has a calendar');
      return trialEndOf(subscription, { versions: new Map(versions.map((version) => [version.id, version])), zone: zones.zone });
    },
    status: async ({ segments }, _args, { loaders }) => {
      const current = segmentAt(segments, await loaders().now());
      return current ? STATUS[current.state] : 'SCHEDULED';
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
    actor: ({ actor }) => encodeActor(actor),
    planVersion: ({ planVersionId }, _args, context) => versionById(planVersionId, context),
    overrides: async ({ planVersionId }, _args, context) => {
      const { overrides, prices } = await versionById(planVersionId, context);
      if (overrides === null) return null;
      const pricesOf = (given: readonly { code: string }[]) => given.flatMap(({ code }) => prices.find(({ terms }) => terms.code === code) ?? []);
      return { replaced: pricesOf(overrides.replaced), added: pricesOf(overrides.added), removed: [...overrides.removed] };
    },
    quantities: ({ quantities }) => Object.entries(quantities).map(([priceCode, quantity]) => ({ priceCode, quantity })),
  },
};

const STATUS = { ACTIVE: 'ACTIVE', METERED: 'PAUSED', PAUSED: 'PAUSED', ENDED: 'ENDED' } as const;

/** Where a global id says that a subscription is; null if it is the id of something else. */
function placeOf(id: string): SubscriptionPlace | null {
  const [customerId, subscriptionId] = decodeIdOf('sub', id) ?? [];
  return customerId === undefined || subscriptionId === undefined ? null : { customerId, subscriptionId };
}

type Changed = SubscriptionPlace & { replayed: boolean };

/** Every change answers the subscription as it is afterwards. */
async function changed({ loaders }: RequestContext, { subscriptionId }: { subscriptionId: string }, change: (place: SubscriptionPlace | null) => Promise<Changed>) {
  return await asPayload({ replayed: false }, async () => {
    const { replayed, ...place } = await change(placeOf(subscriptionId));
    return { subscription: await loaders().subscriptions.load({ customerId: place.customerId, id: place.subscriptionId }), replayed };
  });
}

async function customerById(id: string, { loaders }: RequestContext) {
  const customer = await loaders().customers.load(id);
  invariant(customer, 'a subscription has a customer');
  return customer;
}

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
