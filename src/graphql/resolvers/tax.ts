/** Tax rates, and what they come to on documents. */
import { rateInForce } from '../../core/taxRate.ts';
import { countTaxRates, findTaxRatesByCode, pageTaxRates } from '../../repositories/taxRates.ts';
import { createTaxRate } from '../../services/createTaxRate.ts';
import { publishTaxRateVersion } from '../../services/publishTaxRateVersion.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import { encodeNodeId } from '../nodeId.ts';

export const taxResolvers: Resolvers = {
  Query: {
    taxRate: async (_root, { code }, { engine, tenantActor }) => (await findTaxRatesByCode(engine.store.database, tenantActor().tenantId, [code]))[0] ?? null,
    taxRates: (_root, args, { engine, tenantActor }) =>
      listOf(args, {
        list: ['taxRates'],
        keyOf: ({ id }) => [id],
        read: (request) => pageTaxRates(engine.store.database, tenantActor().tenantId, request),
        count: (limit) => countTaxRates(engine.store.database, tenantActor().tenantId, limit),
      }),
  },
  Mutation: {
    createTaxRate: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { taxRateId, replayed } = await createTaxRate(engine, tenantActor(), input);
        return { taxRate: await loaders().taxRates.load(taxRateId), replayed };
      }),
    publishTaxRateVersion: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { taxRateId, replayed } = await publishTaxRateVersion(engine, tenantActor(), input);
        return { taxRate: await loaders().taxRates.load(taxRateId), replayed };
      }),
  },
  TaxRate: {
    id: ({ id }) => encodeNodeId('txr', id),
    versions: ({ id }, _args, { loaders }) => loaders().versionsOfTaxRate.load(id),
    currentVersion: async ({ id }, _args, { loaders }) => {
      const [versions, now] = await Promise.all([loaders().versionsOfTaxRate.load(id), loaders().now()]);
      return rateInForce(versions, now);
    },
  },
  TaxRateVersion: {
    id: ({ id }) => encodeNodeId('txv', id),
  },
  DocumentTax: {
    name: ({ share }) => share.treatment.name,
    rate: ({ share: { treatment } }, _args, { loaders }) => (treatment.rateId === null ? null : loaders().taxRateVersions.load(treatment.rateId)),
    percentage: ({ share }) => share.treatment.percentage,
    category: ({ share }) => share.treatment.category,
    isInclusive: ({ share }) => share.treatment.isInclusive,
    reason: ({ share }) => share.treatment.reason,
    reasonCode: ({ share }) => share.treatment.reasonCode,
    taxableAmount: ({ share, currency }) => ({ minor: share.taxableAmount, currency }),
    taxAmount: ({ share, currency }) => ({ minor: share.taxAmount, currency }),
  },
};
