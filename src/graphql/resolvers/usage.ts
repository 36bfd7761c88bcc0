/** Usage events: recording, correcting and listing. */
import type { EventOutcome } from '../../core/usageBatch.ts';
import { invariant } from '../../core/invariant.ts';
import { type UsageValues, valuesKnown } from '../../core/usageCorrection.ts';
import { countUsageEvents, pageUsageEvents } from '../../repositories/usageEvents.ts';
import type { UsageEventRecord } from '../../repositories/usageEvents.ts';
import type { TenantActor } from '../../services/actor.ts';
import { amendUsage, voidUsage } from '../../services/correctUsage.ts';
import type { Engine } from '../../services/engine.ts';
import { recordUsage } from '../../services/recordUsage.ts';
import type { RequestContext } from '../context.ts';
import { asPayload, asUserError } from '../errors.ts';
import { listWithin } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { encodeNodeId } from '../nodeId.ts';

export const usageResolvers: Resolvers = {
  Query: {
    usageEvents: (_root, { filter, ...args }, context) => {
      const { customerExternalId, ...wanted } = filter ?? {};
      return listWithin(customerExternalId, context, {
        args,
        list: ['usageEvents', { ...filter }],
        keyOf: ({ customerId, id }) => [customerId, id],
        read: (db, reach, request) => pageUsageEvents(db, reach, wanted, request),
        count: (db, reach, limit) => countUsageEvents(db, reach, wanted, limit),
      });
    },
  },
  Mutation: {
    recordUsage: (_root, { input }, context) =>
      asPayload({ results: [], counts: NONE }, async () => {
        const inputs = input.events.map((event) => ({ ...event, properties: event.properties ?? null }));
        const outcomes = await recordUsage(context.engine, context.tenantActor(), inputs);
        return { results: outcomes.map((outcome, index) => ({ index, key: inputs[index]?.key ?? '', outcome })), counts: countsOf(outcomes) };
      }),
    voidUsage: (_root, { input }, context) => correction(context, (engine, actor) => voidUsage(engine, actor, input)),
    amendUsage: (_root, { input }, context) => correction(context, (engine, actor) => amendUsage(engine, actor, input)),
  },
  UsageEventEdge: {
    counts: ({ node }, _args, context) => (node.onLine ? node.onLine.counted : countsNow(node, context)),
    countedBefore: ({ node }) => node.onLine?.before ?? null,
  },
  UsageResult: {
    outcome: ({ outcome }) => outcome.outcome,
    event: ({ outcome }, _args, { loaders }) => ('eventId' in outcome ? loaders().events.load({ customerId: outcome.customerId, id: outcome.eventId }) : null),
    error: ({ index, outcome }) => ('refusal' in outcome ? asUserError(outcome.refusal.under('input', 'events', String(index))) : null),
  },
  UsageEvent: {
    id: ({ customerId, id }) => encodeNodeId('evt', customerId, id),
    customer: async ({ customerId }, _args, { loaders }) => {
      const customer = await loaders().customers.load(customerId);
      invariant(customer, 'an event has a customer');
      return customer;
    },
    counts: (event, _args, context) => countsNow(event, context),
    corrections: ({ customerId, id }, _args, { loaders }) => loaders().correctionsOfEvent.load({ customerId, id }),
    backfill: async ({ customerId, id }, _args, { loaders }) => {
      const addition = await loaders().additions.load({ customerId, id });
      return addition && (await loaders().backfills.load(addition.backfillId));
    },
  },
  UsageCorrection: {
    backfill: ({ backfillId }, _args, { loaders }) => (backfillId === null ? null : loaders().backfills.load(backfillId)),
  },
};

async function correction({ engine, tenantActor, loaders }: RequestContext, correct: (engine: Engine, actor: TenantActor) => ReturnType<typeof voidUsage>) {
  return await asPayload({ replayed: false }, async () => {
    const { customerId, eventId, replayed } = await correct(engine, tenantActor());
    return { event: await loaders().events.load({ customerId, id: eventId }), replayed };
  });
}

async function countsNow(event: UsageEventRecord, { loaders }: RequestContext): Promise<UsageValues | null> {
  return valuesKnown(event, await loaders().correctionsOfEvent.load(event), null);
}

const NONE = { accepted: 0, duplicate: 0, conflict: 0, rejected: 0 };

function countsOf(outcomes: readonly EventOutcome[]) {
  const counted = (word: EventOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === word).length;
  return { accepted: counted('ACCEPTED'), duplicate: counted('DUPLICATE'), conflict: counted('CONFLICT'), rejected: counted('REJECTED') };
}
