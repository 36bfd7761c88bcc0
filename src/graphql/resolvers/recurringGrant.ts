/** Rules that grant credit by the interval. */
import { endOf } from '../../core/credits/recurringGrant.ts';
import type { RecurringGrant } from '../../core/credits/recurringGrant.ts';
import { invariant } from '../../core/invariant.ts';
import { countRecurringGrants, pageRecurringGrants } from '../../repositories/recurringGrants.ts';
import { createRecurringGrant } from '../../services/createRecurringGrant.ts';
import { type RecurringGrantPlace, endRecurringGrant } from '../../services/endRecurringGrant.ts';
import type { RequestContext } from '../context.ts';
import { asPayload } from '../errors.ts';
import { listWithin } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';
import { scopeSource } from '../sources.ts';

export const recurringGrantResolvers: Resolvers = {
  Query: {
    recurringGrants: (_root, { filter, ...args }, context) =>
      listWithin(filter?.customerExternalId, context, {
        args,
        list: ['recurringGrants', filter?.customerExternalId ?? null],
        keyOf: ({ customerId, id }) => [customerId, id],
        read: pageRecurringGrants,
        count: countRecurringGrants,
      }),
  },
  Mutation: {
    createRecurringGrant: (_root, { input }, context) => answer(context, () => createRecurringGrant(context.engine, context.tenantActor(), input)),
    endRecurringGrant: (_root, { input: { recurringGrantId, ...input } }, context) => answer(context, () => endRecurringGrant(context.engine, context.tenantActor(), placeOf(recurringGrantId), input)),
  },
  RecurringGrant: {
    id: ({ customerId, id }) => encodeNodeId('rcg', customerId, id),
    customer: (rule, _args, context) => customerOf(rule, context),
    kind: ({ terms }) => terms.lot.kind,
    amount: async (rule, _args, context) => ({ minor: rule.terms.lot.amount, currency: (await customerOf(rule, context)).currency }),
    interval: ({ terms }) => terms.interval,
    anchor: ({ terms }) => terms.anchor,
    anchorAt: ({ terms }) => terms.anchorAt,
    startAt: ({ terms }) => terms.startAt,
    endAt: (rule) => endOf(rule),
    priority: ({ terms }) => terms.lot.priority,
    expiresAfter: ({ terms }) => terms.expiresAfter,
    neverExpires: ({ terms }) => terms.neverExpires,
    rollover: async (rule, _args, context) => {
      const { rollover } = rule.terms;
      if (rollover === null) return null;
      const { currency } = await customerOf(rule, context);
      return { ...rollover, maximumAmount: rollover.maximumAmount === null ? null : { minor: rollover.maximumAmount, currency } };
    },
    scope: ({ terms }) => scopeSource(terms.lot.scope),
    source: ({ terms }) => terms.lot.source,
    metadata: ({ terms }) => terms.lot.metadata,
    createdAt: ({ recordedAt }) => recordedAt,
    actor: ({ actor }) => encodeActor(actor),
    ending: ({ end }) => end,
  },
  RecurringGrantEnd: {
    endedAt: ({ recordedAt }) => recordedAt,
    actor: ({ actor }) => encodeActor(actor),
  },
};

function answer({ loaders }: RequestContext, work: () => Promise<{ recurringGrantId: string; replayed: boolean }>) {
  return asPayload({ replayed: false }, async () => {
    const { recurringGrantId, replayed } = await work();
    return { recurringGrant: await loaders().recurringGrants.load(recurringGrantId), replayed };
  });
}

/** An id of something else names no rule either. */
function placeOf(id: string): RecurringGrantPlace | null {
  const parts = decodeIdOf('rcg', id);
  return parts && { customerId: parts[0], recurringGrantId: parts[1] };
}

async function customerOf({ customerId }: RecurringGrant, { loaders }: RequestContext) {
  const customer = await loaders().customers.load(customerId);
  invariant(customer, 'a rule has a customer');
  return customer;
}
