/** Privacy: which properties of usage are personal, and the erasure of customers. */
import type { JsonObject } from '../../core/json.ts';
import { invariant } from '../../core/invariant.ts';
import { openProperties, sealedNames } from '../../core/personalProperties.ts';
import { findCustomersByExternalId } from '../../repositories/customers.ts';
import type { PageKey } from '../../repositories/page.ts';
import { findPersonalProperties } from '../../repositories/personalProperties.ts';
import { declarePersonalProperties } from '../../services/declarePersonalProperties.ts';
import { eraseCustomer } from '../../services/eraseCustomer.ts';
import { type ExportPlace, type ExportedRow, readExportPage } from '../../services/exportCustomer.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { encodeActor } from '../nodeId.ts';
import { encodeCursor, readPage } from '../pagination.ts';

export const privacyResolvers: Resolvers = {
  Query: {
    personalProperties: async (_root, _args, { engine, tenantActor }) =>
      (await findPersonalProperties(engine.store.database, tenantActor().tenantId)).map(({ eventName, properties }) => ({ eventName, properties: [...properties] })),
    exportCustomer: async (_root, { customerExternalId, ...args }, { engine, tenantActor }) => {
      const list = JSON.stringify(['exportCustomer', customerExternalId]);
      const { after, limit } = readPage(args, list);
      const { tenantId, customerId } = tenantActor();
      const [customer] = await findCustomersByExternalId(engine.store.database, { tenantId, customerId }, [customerExternalId]);
      if (!customer) return null;
      const { rows, next } = await readExportPage(engine, { tenantId, customerId: customer.id }, customer, { after: after && placeOf(after), limit });
      return { rows: rows.map(asJson), next: next && encodeCursor(list, [next.part, next.afterEventId ?? '', next.rows]) };
    },
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
    actor: ({ actor }) => actor && encodeActor(actor),
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

function placeOf([part = 0, afterEventId = '', rows = 0]: PageKey): ExportPlace {
  return { part: Number(part), afterEventId: afterEventId === '' ? null : String(afterEventId), rows: Number(rows) };
}

/** Whole numbers of any size as strings of digits, as the streamed export has them. */
function asJson(row: ExportedRow): JsonObject {
  return JSON.parse(JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))) as JsonObject;
}
