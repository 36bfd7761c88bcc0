/** Migrations of subscriptions to another version of their plan. */
import { BillingError } from '../../core/errors.ts';
import type { SubscriberPlace } from '../../repositories/subscribers.ts';
import { migrateSubscriptions } from '../../services/migrateSubscriptions.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { decodeIdOf, encodeNodeId } from '../nodeId.ts';

const IDS_LIMIT = 1_000;

export const migrationResolvers: Resolvers = {
  Mutation: {
    migrateSubscriptions: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ results: [], hasMore: false, replayed: false }, async () => {
        const { first = 50, after, subscriptionIds, ...values } = input;
        refuseMany(subscriptionIds, 'subscriptionIds');
        refuseMany(values.customerExternalIds, 'customerExternalIds');
        const places = subscriptionIds?.map((id, index) => placeAt(id, ['subscriptionIds', String(index)]));
        const page = { first, after: after == null ? null : placeAt(after, ['after']) };
        const { results, ...answer } = await migrateSubscriptions(engine, tenantActor(), { ...values, ...(places ? { places } : {}) }, page);
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

function refuseMany(list: readonly unknown[] | null | undefined, name: string): void {
  if ((list?.length ?? 0) > IDS_LIMIT) throw new BillingError('TOO_MANY', `has more than ${IDS_LIMIT} entries`, [name]);
}

/** Errors: NOT_FOUND for what is no id of a subscription. */
function placeAt(id: string, path: readonly string[]): SubscriberPlace {
  const [customerId, subscriptionId] = decodeIdOf('sub', id) ?? [];
  if (customerId === undefined || subscriptionId === undefined) throw new BillingError('NOT_FOUND', 'is not a subscription', path);
  return { customerId, subscriptionId };
}
