/** Tenants, their API keys and their time. */
import type { Instant } from '../../core/instant.ts';
import { findTenant } from '../../repositories/tenants.ts';
import { type Scope, SCOPES } from '../../services/actor.ts';
import { advanceClock } from '../../services/advanceClock.ts';
import { createApiKey } from '../../services/createApiKey.ts';
import { createTenant } from '../../services/createTenant.ts';
import { revokeApiKey } from '../../services/revokeApiKey.ts';
import { updateTenant } from '../../services/updateTenant.ts';
import type { RequestContext } from '../context.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { UNKNOWN_ID, decodeIdOf, encodeNodeId } from '../nodeId.ts';

export const tenantResolvers: Resolvers = {
  Query: {
    viewer: async (_root, _args, context) => {
      const { actor, engine } = context;
      const tenant = actor.tenantId === null ? null : await findTenant(engine.store.database, actor.tenantId);
      const key = actor.keyId === null ? null : await context.loaders().apiKeys.load(actor.keyId);
      return { key, scopes: SCOPES.filter((scope) => actor.scopes.has(scope)), tenant, clock: tenant && clockOf(tenant, context) };
    },
  },
  Mutation: {
    createTenant: (_root, { input }, { engine }) =>
      asPayload({ replayed: false }, async () => {
        const { tenant, apiKey, replayed } = await createTenant(engine, input);
        return { tenant, apiKey: { id: encodeNodeId('key', apiKey.id), secret: apiKey.secret }, replayed };
      }),
    createApiKey: (_root, { input }, { engine, tenantActor }) =>
      asPayload({ replayed: false }, async () => {
        // An id of something else cannot name a customer either.
        const customerId = input.customerId == null ? null : (decodeIdOf('cus', input.customerId)?.[0] ?? UNKNOWN_ID);
        const { apiKey, replayed } = await createApiKey(engine, tenantActor(), { ...input, customerId });
        return { apiKey: { id: encodeNodeId('key', apiKey.id), secret: apiKey.secret }, replayed };
      }),
    revokeApiKey: (_root, { input }, { engine, tenantActor }) =>
      asPayload({}, async () => ({ apiKey: await revokeApiKey(engine, tenantActor(), decodeIdOf('key', input.id)?.[0] ?? null) })),
    updateTenant: (_root, { input }, { engine, tenantActor }) => asPayload({}, async () => ({ tenant: await updateTenant(engine, tenantActor(), input) })),
    advanceClock: (_root, { input }, context) =>
      asPayload({}, async () => ({ clock: clockOf(await advanceClock(context.engine, context.tenantActor(), input.to), context) })),
  },
  Tenant: {
    id: ({ id }) => encodeNodeId('ten', id),
    taxRateCodes: ({ taxRateCodes }) => [...taxRateCodes],
    usageThreshold: ({ usageThreshold, defaultCurrency }) => (usageThreshold === null ? null : { minor: usageThreshold, currency: defaultCurrency }),
    clock: (tenant, _args, context) => clockOf(tenant, context),
  },
  ApiKey: {
    id: ({ id }) => encodeNodeId('key', id),
    scopes: ({ scopes }) => scopes as Scope[],
    customer: ({ customerId }, _args, { loaders }) => (customerId === null ? null : loaders().customers.load(customerId)),
  },
};

function clockOf({ clockAt }: { clockAt: Instant | null }, { engine }: RequestContext) {
  return { now: clockAt ?? engine.now(), isSandbox: clockAt !== null };
}
