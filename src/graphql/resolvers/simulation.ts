/** Simulations: real history under another plan. */
import { BillingError } from '../../core/errors.ts';
import { pageCustomers } from '../../repositories/customers.ts';
import { type SimulatedCustomer, countSimulated, prepareSimulation, simulateCustomer } from '../../services/simulatePlan.ts';
import type { RequestContext } from '../context.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import { LARGEST_PAGE } from '../pagination.ts';
import type { SimulationSource } from '../sources.ts';

export const simulationResolvers: Resolvers = {
  Query: {
    simulatePlan: async (_root, { input }, { engine, tenantActor }) => {
      const plan = await prepareSimulation(engine, tenantActor(), input).catch((error: unknown) => {
        throw error instanceof BillingError ? error.under('input') : error;
      });
      return { plan, input, known: new Map() };
    },
  },
  PlanSimulation: {
    currency: ({ plan }) => plan.currency,
    total: async (source, _args, context) => {
      const { plan } = source;
      const { rows, hasNextPage } = await pageCustomers(context.engine.store.database, context.tenantActor(), WHOLE_PAGE, plan.customerIds);
      if (hasNextPage) return null;
      const all: SimulatedCustomer[] = [];
      for (const customer of rows) all.push(await simulatedOnce(source, customer, context));
      const results = all.flatMap(({ result }) => result ?? []);
      const sums = { actual: 0n, simulated: 0n };
      for (const { actual, simulated } of results) {
        sums.actual += actual;
        sums.simulated += simulated;
      }
      return { customers: results.length, refused: all.length - results.length, ...comparison(sums, plan.currency) };
    },
    customers: (source, args, context) => {
      const { plan, input } = source;
      return listOf(args, {
        list: ['simulatePlan', input],
        keyOf: ({ customer }) => [customer.id],
        read: async (request) => {
          const { rows, ...ends } = await pageCustomers(context.engine.store.database, context.tenantActor(), request, plan.customerIds);
          const simulated: SimulatedCustomer[] = [];
          for (const customer of rows) simulated.push(await simulatedOnce(source, customer, context));
          return { rows: simulated, ...ends };
        },
        count: (limit) => countSimulated(context.engine, context.tenantActor(), plan, limit),
      });
    },
  },
  SimulatedCustomer: {
    customerExternalId: ({ customer }) => customer.externalId,
    comparison: ({ result }) => result,
  },
  SimulationComparison: {
    actual: ({ actual, currency }) => ({ minor: actual, currency }),
    notPosted: ({ due, currency }) => ({ minor: due, currency }),
    simulated: ({ simulated, currency }) => ({ minor: simulated, currency }),
    difference: ({ actual, simulated, currency }) => ({ minor: simulated - actual, currency }),
    prices: ({ prices, currency }) => prices.map(({ code, name, ...sums }) => ({ code, name, ...comparison(sums, currency) })),
  },
};

const WHOLE_PAGE = { limit: LARGEST_PAGE, after: null, before: null, isBackward: false };

function comparison({ actual, simulated }: { actual: bigint; simulated: bigint }, currency: SimulationSource['plan']['currency']) {
  const money = (minor: bigint) => ({ minor, currency });
  return { actual: money(actual), simulated: money(simulated), difference: money(simulated - actual) };
}

/** A customer that several fields of one request ask about is rated once. */
async function simulatedOnce({ plan, known }: SimulationSource, customer: SimulatedCustomer['customer'], { engine }: RequestContext): Promise<SimulatedCustomer> {
  const begun = known.get(customer.id) ?? simulateCustomer(engine, plan, customer);
  known.set(customer.id, begun);
  return await begun;
}
