/** Privacy: which properties of usage are personal, and the erasure of customers. */
import { invariant } from '../../core/invariant.ts';
import { openProperties, sealedNames } from '../../core/personalProperties.ts';
import { findPersonalProperties } from '../../repositories/personalProperties.ts';
import { declarePersonalProperties } from '../../services/declarePersonalProperties.ts';
import { eraseCustomer } from '../../services/eraseCustomer.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { encodeNodeId } from '../nodeId.ts';

export const privacyResolvers: Resolvers = {
  Query: {
    personalProperties: async (_root, _args, { engine, tenantActor }) =>
      (await findPersonalProperties(engine.store.database, tenantActor().tenantId)).map(({ eventName, properties }) => ({ eventName, properties: [...properties] })),
  },
  Mutation: {
    declarePersonalProperties: (_root, { input }, { engine, tenantActor }) =>
      asPayload({ replayed: false }, async () => {
        const { eventName, replayed } = await declarePersonalProperties(engine, tenantActor(), input);
        const [declared] = await findPersonalProperties(engine.store.database, tenantActor().tenantId, [eventName]);
        invariant(declared, 'what was declared is there');
        return { personalProperties: { eventName, properties: [...declared.properties] }, replayed };
      }),
    eraseCustomer: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { customerId, ordinal, replayed } = await eraseCustomer(engine, tenantActor(), input);
        const erasure = (await loaders().erasures.load(customerId)).find((one) => one.ordinal === ordinal);
        invariant(erasure, 'an erasure is recorded');
        return { customer: await loaders().customers.load(customerId), erasure, replayed };
      }),
  },
  Customer: {
    erasures: ({ id }, _args, { loaders }) => loaders().erasures.load(id),
  },
  CustomerErasure: {
    actor: ({ actor }) => actor && encodeNodeId('key', actor),
  },
  UsageEvent: {
    properties: async ({ properties, sealed, customerId, id: eventId }, _args, { loaders }) => {
      if (sealed === null) return properties;
      const dataKey = (await loaders().customerKeys.load(customerId))?.dataKey ?? null;
      return { ...properties, ...(dataKey === null ? null : openProperties(sealed, dataKey, { customerId, eventId })) };
    },
    personalProperties: ({ sealed }) => [...sealedNames(sealed)],
  },
};
