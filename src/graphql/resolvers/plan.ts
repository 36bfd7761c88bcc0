/** Plans, their versions and prices. */
import { invariant } from '../../core/invariant.ts';
import type { JsonObject } from '../../core/json.ts';
import { needsOf, priceModelJson } from '../../core/pricing/models.ts';
import { countPlans, findPlansByCode, pagePlans } from '../../repositories/plans.ts';
import { createPlan } from '../../services/createPlan.ts';
import { publishPlanVersion } from '../../services/publishPlanVersion.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import { encodeNodeId } from '../nodeId.ts';

export const planResolvers: Resolvers = {
  Query: {
    plan: async (_root, { code }, { engine, tenantActor }) => (await findPlansByCode(engine.store.database, tenantActor().tenantId, [code]))[0] ?? null,
    plans: (_root, args, { engine, tenantActor }) =>
      listOf(args, {
        list: ['plans'],
        keyOf: ({ id }) => [id],
        read: (request) => pagePlans(engine.store.database, tenantActor().tenantId, request),
        count: (limit) => countPlans(engine.store.database, tenantActor().tenantId, limit),
      }),
  },
  Mutation: {
    createPlan: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { planId, replayed } = await createPlan(engine, tenantActor(), input);
        return { plan: await loaders().plans.load(planId), replayed };
      }),
    publishPlanVersion: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { planId, replayed } = await publishPlanVersion(engine, tenantActor(), input);
        return { plan: await loaders().plans.load(planId), replayed };
      }),
  },
  Plan: {
    id: ({ id }) => encodeNodeId('pln', id),
    versions: ({ id }, _args, { loaders }) => loaders().versionsOfPlan.load(id),
    currentVersion: async ({ id }, _args, { loaders }) => {
      const newest = (await loaders().versionsOfPlan.load(id)).at(-1);
      invariant(newest, 'a plan has a version');
      return newest;
    },
  },
  PlanVersion: {
    id: ({ id }) => encodeNodeId('plv', id),
    taxRateCodes: ({ taxRateCodes }) => [...taxRateCodes],
    isOverridden: ({ baseId }) => baseId !== null,
    prices: ({ prices }) => [...prices],
  },
  Price: {
    id: ({ id }) => encodeNodeId('prc', id),
    code: ({ terms }) => terms.code,
    name: ({ terms }) => terms.name,
    timing: ({ terms }) => terms.timing,
    interval: ({ terms }) => terms.interval,
    groupBy: ({ terms }) => [...terms.groupBy],
    proration: ({ terms }) => terms.proration,
    taxRateCodes: ({ terms }) => [...terms.taxRateCodes],
    unitConversion: ({ terms }) => terms.unitConversion,
    includedUnits: ({ terms }) => terms.includedUnits,
    minimumAmount: ({ terms }) => terms.minimumAmount,
    maximumAmount: ({ terms }) => terms.maximumAmount,
    model: ({ terms }) => needsOf(terms.model).field,
    terms: ({ terms }) => priceModelJson(terms.model)[needsOf(terms.model).field] as JsonObject,
  },
};
