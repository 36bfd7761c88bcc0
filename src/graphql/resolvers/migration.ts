/** Migrations of subscriptions to another version of their plan. */
import { migrateSubscriptions } from '../../services/migrateSubscriptions.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { migrationOrder, subscriberAt } from '../migrationOrder.ts';
import { encodeNodeId } from '../nodeId.ts';

export const migrationResolvers: Resolvers = {
  Mutation: {
    migrateSubscriptions: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ results: [], hasMore: false, replayed: false }, async () => {
        const { first = 50, after, ...values } = input;
        const order = migrationOrder(values);
        const page = { first, after: after == null ? null : subscriberAt(after, ['after']) };
        const { results, ...answer } = await migrateSubscriptions(engine, tenantActor(), order, page);
        const subscriptions = await Promise.all(results.map(({ customerId, subscriptionId }) => loaders().subscriptions.load({ customerId, id: subscriptionId })));
        return {
          ...answer,
          results: results.map(({ customerId, subscriptionId, outcome, replayed, error }, index) => ({
            subscriptionId: encodeNodeId('sub', customerId, subscriptionId),
            subscription: subscriptions[index] ?? null,
            outcome,
            replayed,
            error: error && { code: error.code, message: error.message, path: [...error.path] },
          })),
        };
      }),
  },
};
