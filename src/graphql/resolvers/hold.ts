/** Holds, and the gate that answers whether something may be spent. */
import { holdStatus } from '../../core/credits/hold.ts';
import type { Hold } from '../../core/credits/hold.ts';
import { invariant } from '../../core/invariant.ts';
import { countHolds, findActiveHolds, pageHolds } from '../../repositories/holds.ts';
import { canSpend } from '../../services/canSpend.ts';
import { type HoldPlace, captureHold, releaseHold } from '../../services/endHold.ts';
import { holdCredits } from '../../services/holdCredits.ts';
import type { RequestContext } from '../context.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import { decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';

export const holdResolvers: Resolvers = {
  Query: {
    canSpend: async (_root, { input: { customerExternalId, ...input } }, { engine, tenantActor, loaders }) => {
      const customer = await loaders().customersByExternalId.load(customerExternalId);
      return customer && { ...(await canSpend(engine, tenantActor(), customer, input)), currency: customer.currency };
    },
  },
  Mutation: {
    holdCredits: (_root, { input }, context) => answer(context, () => holdCredits(context.engine, context.tenantActor(), input)),
    captureHold: (_root, { input: { holdId, events, ...input } }, context) =>
      answer(context, () => captureHold(context.engine, context.tenantActor(), placeOf(holdId), { ...input, events: events?.map((event) => ({ ...event, properties: event.properties ?? null })) })),
    releaseHold: (_root, { input: { holdId, ...input } }, context) => answer(context, () => releaseHold(context.engine, context.tenantActor(), placeOf(holdId), input)),
  },
  CustomerCredits: {
    heldAmount: async ({ id, currency }, _args, { engine, tenantActor, loaders }) => {
      const holds = await findActiveHolds(engine.store.database, tenantActor(), [id], await loaders().now());
      return { minor: holds.reduce((sum, { terms }) => sum + terms.amount, 0n), currency };
    },
    holds: ({ id }, args, { engine, tenantActor }) => {
      const owner = { tenantId: tenantActor().tenantId, customerId: id };
      const db = engine.store.database;
      return listOf(args, { list: ['customer.credits.holds', id], keyOf: (hold: Hold) => [hold.id], read: (request) => pageHolds(db, owner, request), count: (limit) => countHolds(db, owner, limit) });
    },
  },
  SpendDecision: {
    isAllowed: ({ decision }) => decision.isAllowed,
    reason: ({ decision }) => decision.reason,
    cost: ({ decision, currency }) => ({ minor: decision.cost, currency }),
    balanceBefore: ({ decision, currency }) => ({ minor: decision.balanceBefore, currency }),
    balanceAfter: ({ decision, currency }) => ({ minor: decision.balanceAfter, currency }),
    missing: ({ decision, currency }) => ({ minor: decision.missing, currency }),
  },
  CreditHold: {
    id: ({ customerId, id }) => encodeNodeId('hld', customerId, id),
    customer: async (hold, _args, context) => await customerOf(hold, context),
    status: async (hold, _args, { loaders }) => holdStatus(hold, await loaders().now()),
    amount: async (hold, _args, context) => ({ minor: hold.terms.amount, currency: (await customerOf(hold, context)).currency }),
    meterCode: ({ terms }) => terms.usage?.meterCode ?? null,
    quantity: ({ terms }) => terms.usage?.quantity ?? null,
    expiresAt: ({ terms }) => terms.expiresAt,
    reference: ({ terms }) => terms.reference,
    heldAt: ({ recordedAt }) => recordedAt,
    actor: ({ actor }) => encodeActor(actor),
    endedAt: ({ end }) => end?.recordedAt ?? null,
    eventKeys: ({ end }) => [...(end?.terms.eventKeys ?? [])],
    reason: ({ end }) => end?.terms.reason ?? null,
  },
};

function answer({ loaders }: RequestContext, work: () => Promise<{ holdId: string; replayed: boolean }>) {
  return asPayload({ replayed: false }, async () => {
    const { holdId, replayed } = await work();
    return { hold: await loaders().holds.load(holdId), replayed };
  });
}

/** An id of something else names no hold either. */
function placeOf(id: string): HoldPlace | null {
  const parts = decodeIdOf('hld', id);
  return parts && { customerId: parts[0], holdId: parts[1] };
}

async function customerOf({ customerId }: Hold, { loaders }: RequestContext) {
  const customer = await loaders().customers.load(customerId);
  invariant(customer, 'a hold has a customer');
  return customer;
}
