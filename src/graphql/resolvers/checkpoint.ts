/** Checkpoints and the proofs that end in them. */
import type { JsonObject } from '../../core/json.ts';
import { countCheckpoints, pageCheckpoints } from '../../repositories/checkpoints.ts';
import { narrowTo } from '../../repositories/reach.ts';
import { createCheckpointAfter } from '../../services/createCheckpoint.ts';
import { proveInclusion } from '../../services/proveInclusion.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { emptyList, listOf } from '../lists.ts';
import { decodeIdOf } from '../nodeId.ts';

export const checkpointResolvers: Resolvers = {
  Query: {
    checkpoints: async (_root, args, { engine, tenantActor }) => {
      const { tenantId, customerId } = tenantActor();
      // How many books there are is nothing for a key of one of them.
      if (customerId !== null) return await emptyList(args, ['checkpoints']);
      const db = engine.store.database;
      return await listOf(args, {
        list: ['checkpoints'],
        keyOf: ({ number }) => [number],
        read: (request) => pageCheckpoints(db, tenantId, request),
        count: (limit) => countCheckpoints(db, tenantId, limit),
      });
    },
    inclusionProof: async (_root, { journalId }, { engine, tenantActor }) => {
      const [customerId, seq] = decodeIdOf('jrn', journalId) ?? [null, 0];
      const reach = customerId === null ? null : narrowTo(tenantActor(), customerId);
      if (reach === null || customerId === null) return null;
      const proof = await proveInclusion(engine, { tenantId: reach.tenantId, customerId }, seq);
      if (proof === null) return null;
      const { book, ...rest } = proof;
      return { ...rest, bookSeq: book.seq, bookHash: book.hash, journalPath: [...rest.journalPath], bookPath: [...rest.bookPath], journalsRoot: book.journalsRoot, tenantUuid: reach.tenantId, customerUuid: customerId };
    },
  },
  Mutation: {
    createCheckpoint: (_root, { input }, { engine, tenantActor }) => asPayload({ replayed: false }, async () => await createCheckpointAfter(engine, tenantActor(), input)),
  },
  Checkpoint: {
    series: ({ series }) => JSON.parse(series) as JsonObject,
  },
};
