/** Customers, and what hangs on one: subscriptions, invoices, usage. */
import { invariant } from '../../core/invariant.ts';
import { zoneAt } from '../../core/zoneTimeline.ts';
import { countCustomers, pageCustomers } from '../../repositories/customers.ts';
import type { CustomerZones } from '../../repositories/customerZones.ts';
import { createCustomer } from '../../services/createCustomer.ts';
import { draftInvoice } from '../../services/draftInvoice.ts';
import { findThresholdStanding } from '../../services/findThresholdStanding.ts';
import { measureUsage } from '../../services/measureUsage.ts';
import { updateCustomer } from '../../services/updateCustomer.ts';
import { asPayload, requestError } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import type { Loaders } from '../loaders/loaders.ts';
import { decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';
import { pageOfArray } from '../pagination.ts';
import { draftSource } from '../sources.ts';
import { loadIssuedPage } from '../issuedPage.ts';

export const customerResolvers: Resolvers = {
  Query: {
    customer: (_root, { id, externalId }, { loaders }) => {
      if ((id == null) === (externalId == null)) throw requestError('BAD_USER_INPUT', 'customer takes exactly one of id and externalId');
      if (externalId != null) return loaders().customersByExternalId.load(externalId);
      const [customerId] = decodeIdOf('cus', id ?? '') ?? [];
      return customerId === undefined ? null : loaders().customers.load(customerId);
    },
    customers: (_root, args, { engine, tenantActor }) =>
      listOf(args, {
        list: ['customers'],
        keyOf: ({ id }) => [id],
        read: (request) => pageCustomers(engine.store.database, tenantActor(), request),
        count: (limit) => countCustomers(engine.store.database, tenantActor(), limit),
      }),
  },
  Mutation: {
    createCustomer: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { customerId, replayed } = await createCustomer(engine, tenantActor(), input);
        return { customer: await loaders().customers.load(customerId), replayed };
      }),
    updateCustomer: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { name, ...changes } = input;
        // A name cannot be taken away, so null leaves it as it is.
        const { customerId, replayed } = await updateCustomer(engine, tenantActor(), { ...changes, ...(name == null ? {} : { name }) });
        return { customer: await loaders().customers.load(customerId), replayed };
      }),
  },
  Customer: {
    id: ({ id }) => encodeNodeId('cus', id),
    taxRateCodes: ({ taxRateCodes }) => [...taxRateCodes],
    usageThreshold: ({ usageThreshold, currency }) => (usageThreshold === null ? null : { minor: usageThreshold, currency }),
    thresholdStanding: async (customer, _args, { engine, tenantActor }) => {
      const standing = await findThresholdStanding(engine, tenantActor(), customer);
      const money = (minor: bigint) => ({ minor, currency: customer.currency });
      return standing && { ...standing, threshold: money(standing.threshold), unbilled: money(standing.unbilled) };
    },
    creditBalance: async ({ id, currency }, { asOf, knownAt }, { loaders }) => {
      const times = { asOf: asOf ?? null, knownAt: knownAt ?? null };
      return { minor: await loaders().credits.load({ customerId: id, times }), currency };
    },
    timeZone: async ({ id }, _args, { loaders }) => zoneAt((await zonesOf(id, loaders())).zone, await loaders().now()),
    timeZones: async ({ id }, _args, { loaders }) => zoneSpans(await zonesOf(id, loaders())),
    subscriptions: async ({ id }, args, { loaders }) => {
      const newestFirst = (await loaders().subscriptionsOfCustomer.load(id)).toReversed();
      const keyOf = (subscription: { id: string }) => [subscription.id];
      return await listOf(args, {
        list: ['customer.subscriptions', id],
        keyOf,
        read: (request) => pageOfArray(newestFirst, request, keyOf),
        count: () => newestFirst.length,
      });
    },
    invoices: ({ id }, args, context) =>
      listOf(args, {
        list: ['customer.invoices', id],
        keyOf: ({ cut }) => [cut?.cutNumber ?? 0],
        read: async (request) => await loadIssuedPage(context, await context.loaders().cutPages.load({ customerId: id, request })),
        count: () => context.loaders().cutCounts.load(id),
      }),
    upcomingInvoice: async (customer, { asOf, usageSoFar }, { engine, tenantActor }) => {
      const draft = await draftInvoice(engine, tenantActor(), customer, asOf ?? null, { usageSoFar });
      return draft && draftSource(draft);
    },
    usage: async (customer, { meterCode, from, to, window }, { engine, tenantActor }) =>
      await measureUsage(engine, tenantActor(), customer, { meterCode, time: { start: from, end: to }, window: window ?? null }),
  },
};

async function zonesOf(customerId: string, { zones }: Loaders): Promise<CustomerZones> {
  const found = await zones.load(customerId);
  invariant(found, 'a customer has a calendar');
  return found;
}

function zoneSpans({ zone, recorded }: CustomerZones) {
  return zone.spans.map(({ timeZone, startAt, endAt, change }) => {
    const record = recorded.find(({ ordinal }) => ordinal === change?.ordinal);
    const by = record && { recordedAt: record.recordedAt, actor: encodeActor(record.actor), reason: record.reason };
    return { timeZone, startAt: change && startAt, endAt, recordedAt: null, actor: null, reason: null, ...by };
  });
}
