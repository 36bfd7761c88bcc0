/** What became of usage in billing: the documents that an event ended on, and the events that nothing charges. */
import { invariant } from '../../core/invariant.ts';
import type { JsonObject } from '../../core/json.ts';
import { narrowTo } from '../../repositories/reach.ts';
import { type UsageEventRecord, findUsageEventByKey } from '../../repositories/usageEvents.ts';
import { assertSealed } from '../../services/derivedInvoices.ts';
import { traceEvent } from '../../services/eventBilling.ts';
import { findUnrated } from '../../services/unratedUsage.ts';
import type { RequestContext } from '../context.ts';
import { requestError } from '../errors.ts';
import { reachOf } from '../filterReach.ts';
import type { QueryCorrectionsForArgs, Resolvers } from '../generated.ts';
import { decodeIdOf } from '../nodeId.ts';
import { encodeCursor, readPage } from '../pagination.ts';
import { issuedSource } from '../sources.ts';

export const usageBillingResolvers: Resolvers = {
  Query: {
    correctionsFor: async (_root, args, context) => {
      const event = await findEvent(args, context);
      const { engine, tenantActor, loaders } = context;
      const customer = event && (await loaders().customers.load(event.customerId));
      if (!event || !customer) return null;
      return await traceEvent(engine.store.database, { tenantId: tenantActor().tenantId, customer, event, now: await loaders().now() });
    },
    unratedUsage: async (_root, { filter, first, after }, context) => {
      const { customerExternalId, ...wanted } = filter ?? {};
      const list = JSON.stringify(['unratedUsage', { ...filter }]);
      const request = readPage({ first, after }, list);
      const reach = await reachOf(customerExternalId, context);
      if (!reach) return { nodes: [], scanned: 0, cursor: null, hasMore: false };
      const [customerId, id] = request.after ?? [];
      const place = typeof customerId === 'string' && typeof id === 'string' ? { customerId, id } : null;
      const { events, scanned, last, hasMore } = await findUnrated(context.engine.store.database, reach, wanted, { after: place, first: request.limit });
      return { nodes: [...events], scanned, cursor: last && encodeCursor(list, [last.customerId, last.id]), hasMore };
    },
  },
  UsageEventBilling: {
    charges: async ({ event, charges }, _args, { loaders }) => {
      const customer = await loaders().customers.load(event.customerId);
      invariant(customer, 'an event has a customer');
      return charges.map((charge) => ({ customer, charge }));
    },
    unratedReason: ({ unrated }) => unrated,
  },
  UsageEventCharge: {
    state: ({ charge }) => charge.state,
    kind: ({ charge }) => (charge.isFirst ? 'FIRST_CHARGE' : 'ADJUSTMENT'),
    invoice: async ({ charge: { cut } }, _args, { loaders }) => {
      const invoice = cut && (await loaders().invoices.load(cut.id));
      if (!invoice) return null;
      assertSealed(invoice);
      return issuedSource(invoice);
    },
    journal: ({ customer, charge: { journal } }, _args, { loaders }) => journal && loaders().journals.load({ customerId: customer.id, seq: journal.seq }),
    lineKey: ({ charge }) => charge.lineKey,
    subscription: async ({ customer, charge }, _args, { loaders }) => {
      const subscription = await loaders().subscriptions.load({ customerId: customer.id, id: charge.subscriptionId });
      invariant(subscription, 'a charge has a subscription');
      return subscription;
    },
    price: async ({ customer, charge }, _args, { loaders }) => {
      const subscribed = await loaders().subscribed.load(customer.id);
      const price = [...(subscribed?.versions.values() ?? [])].flatMap(({ prices }) => prices).find(({ id }) => id === charge.priceId);
      invariant(price, 'a charge has a price of a version that its customer was on');
      return price;
    },
    servicePeriod: ({ charge }) => charge.service,
    dimensions: ({ charge: { dimensions } }) => (dimensions === null ? null : (JSON.parse(dimensions) as JsonObject)),
    countedBefore: ({ charge }) => charge.countedBefore,
    counts: ({ charge }) => charge.counts,
    quantityBefore: ({ charge }) => charge.before.quantity,
    quantityAfter: ({ charge }) => charge.after.quantity,
    amountBefore: ({ customer: { currency }, charge }) => ({ minor: charge.before.amount, currency }),
    amountAfter: ({ customer: { currency }, charge }) => ({ minor: charge.after.amount, currency }),
  },
};

/** By its id, or by its customer and key. */
async function findEvent({ eventId, customerExternalId, eventKey }: QueryCorrectionsForArgs, context: RequestContext): Promise<UsageEventRecord | null> {
  const { engine, tenantActor, loaders } = context;
  const isNamed = customerExternalId != null && eventKey != null;
  if (eventId == null ? !isNamed : customerExternalId != null || eventKey != null) throw requestError('BAD_USER_INPUT', 'correctionsFor takes either eventId, or customerExternalId and eventKey');
  if (eventId != null) {
    const [customerId, id] = decodeIdOf('evt', eventId) ?? [];
    return customerId === undefined || id === undefined ? null : await loaders().events.load({ customerId, id });
  }
  const customer = await loaders().customersByExternalId.load(customerExternalId ?? '');
  const reach = customer && narrowTo(tenantActor(), customer.id);
  return reach && (await findUsageEventByKey(engine.store.database, reach, eventKey ?? ''));
}
