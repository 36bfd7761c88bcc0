/** Meters. */
import { countMeters, findMetersByCode, pageMeters } from '../../repositories/meters.ts';
import { createMeter } from '../../services/createMeter.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import { encodeNodeId } from '../nodeId.ts';

export const meterResolvers: Resolvers = {
  Query: {
    meter: async (_root, { code }, { engine, tenantActor }) => (await findMetersByCode(engine.store.database, tenantActor().tenantId, [code]))[0] ?? null,
    meters: (_root, args, { engine, tenantActor }) =>
      listOf(args, {
        list: ['meters'],
        keyOf: ({ id }) => [id],
        read: (request) => pageMeters(engine.store.database, tenantActor().tenantId, request),
        count: (limit) => countMeters(engine.store.database, tenantActor().tenantId, limit),
      }),
  },
  Mutation: {
    createMeter: (_root, { input }, { engine, tenantActor }) =>
      asPayload({ replayed: false }, async () => {
        const { replayed } = await createMeter(engine, tenantActor(), input);
        const [meter] = await findMetersByCode(engine.store.database, tenantActor().tenantId, [input.code]);
        return { meter: meter ?? null, replayed };
      }),
  },
  Meter: {
    id: ({ id }) => encodeNodeId('mtr', id),
    groupBy: ({ groupBy }) => [...groupBy],
    filters: ({ filters }) => filters.map((filter) => ({ property: filter.property, in: filter.in && [...filter.in], notIn: filter.notIn && [...filter.notIn] })),
  },
};
