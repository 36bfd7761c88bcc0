/** Drift: what is billed and on its way, beside what should be. */
import type { JsonObject } from '../../core/json.ts';
import { countCustomers, pageCustomers } from '../../repositories/customers.ts';
import { type CustomerDrift, reportCustomer } from '../../services/driftReport.ts';
import { timeBetween } from '../../services/replayLedger.ts';
import { loadTenantAtNow } from '../../services/tenantTime.ts';
import { reachOf } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { emptyList, listOf } from '../lists.ts';
import { requestError } from '../errors.ts';
import { pageOfArray } from '../pagination.ts';
import type { CustomerDriftSource } from '../sources.ts';

export const driftResolvers: Resolvers = {
  Query: {
    driftReport: async (_root, { filter, mode, ...args }, context) => {
      const { customerExternalId, from, to, residualsOnly = false } = filter ?? {};
      const time = timeBetween(from, to);
      if (time !== null && time.start >= time.end) throw requestError('BAD_USER_INPUT', 'to does not lie after `from`', { path: ['filter', 'to'] });
      const list = ['driftReport', mode, { ...filter }];
      const reach = await reachOf(customerExternalId, context);
      if (!reach) return await emptyList(args, list);
      const { engine, tenantActor } = context;
      const db = engine.store.database;
      const { now } = await loadTenantAtNow(engine, db, tenantActor().tenantId);
      return await listOf<CustomerDriftSource>(args, {
        list,
        keyOf: ({ drift }) => [drift.customer.id],
        read: async (request) => {
          const { rows, ...ends } = await pageCustomers(db, reach, request);
          const reported: CustomerDriftSource[] = [];
          for (const customer of rows) {
            const drift = await reportCustomer(db, { tenantId: reach.tenantId, now, time, mode }, customer);
            reported.push({ drift, lines: drift.lines.filter(({ residual }) => !residualsOnly || residual !== 0n), list });
          }
          return { rows: reported, ...ends };
        },
        count: (limit) => countCustomers(db, reach, limit),
      });
    },
  },
  CustomerDrift: {
    customerExternalId: ({ drift }) => drift.customer.externalId,
    customer: ({ drift }) => drift.customer,
    shouldBeBilled: ({ drift }) => moneyOf(drift, 'should'),
    billed: ({ drift }) => moneyOf(drift, 'billed'),
    pending: ({ drift }) => moneyOf(drift, 'pending'),
    residual: ({ drift }) => moneyOf(drift, 'residual'),
    residualLines: ({ drift }) => drift.residualLines,
    ratedLines: ({ drift }) => drift.ratedLines,
    refusal: ({ drift }) => drift.refusal,
    lines: ({ drift: { customer, currency }, lines, list }, args) => {
      const rows = lines.map((line) => ({ ...line, currency }));
      const keyOf = ({ lineKey }: { lineKey: string }) => [lineKey];
      return listOf(args, { list: [...list, 'lines', customer.id], keyOf, read: (request) => pageOfArray(rows, request, keyOf), count: () => rows.length });
    },
  },
  LineDrift: {
    servicePeriod: ({ service }) => service,
    dimensions: ({ dimensions }) => (dimensions === null ? null : (JSON.parse(dimensions) as JsonObject)),
    shouldBeBilled: ({ should, currency }) => ({ minor: should, currency }),
    billed: ({ billed, currency }) => ({ minor: billed, currency }),
    pending: ({ pending, currency }) => ({ minor: pending, currency }),
    residual: ({ residual, currency }) => ({ minor: residual, currency }),
  },
};

function moneyOf({ sums, currency }: CustomerDrift, name: keyof CustomerDrift['sums']) {
  return { minor: sums[name], currency };
}
