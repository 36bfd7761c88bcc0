/** Revenue schedules: what a period recognised, and what is deferred, prepaid and unbilled. */
import { accountName } from '../../core/accounts.ts';
import { parseCurrency } from '../../core/currency.ts';
import { invariant } from '../../core/invariant.ts';
import type { RevenueAccount } from '../../core/revenue.ts';
import { findTenant } from '../../repositories/tenants.ts';
import { type RevenueSchedule, countRevenueByCustomer, deferralSchedule, pageRevenueByCustomer, revenueByPlan, revenueByPrice, revenueSchedule } from '../../services/revenueSchedule.ts';
import { reachOf } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import { type PageArguments, pageOfArray } from '../pagination.ts';
import type { RevenueFiguresSource, RevenueGroupList, RevenueGroupSource } from '../sources.ts';

export const revenueResolvers: Resolvers = {
  Query: {
    revenueSchedule: async (_root, { period, currency: code, knownAt, customerExternalId }, context) => {
      const { engine, tenantActor } = context;
      const tenant = await findTenant(engine.store.database, tenantActor().tenantId);
      invariant(tenant, 'an actor has a tenant');
      const currency = code == null ? tenant.defaultCurrency : parseCurrency(code, ['currency']);
      const reach = await reachOf(customerExternalId, context);
      return reach && (await revenueSchedule(engine, { reach, currency, period: { start: period.from, end: period.to }, knownAt: knownAt ?? null }));
    },
  },
  RevenueSchedule: {
    currency: ({ scope }) => scope.currency,
    period: ({ scope }) => scope.period,
    knownAt: ({ scope }) => scope.knownAt,
    total: ({ total, scope }) => ({ figures: total, currency: scope.currency }),
    ties: ({ ties, scope: { currency } }) =>
      ties.map(({ code, scheduled, trialBalance, residual }) => ({
        code,
        scheduled: { minor: scheduled, currency },
        trialBalance: { minor: trialBalance, currency },
        residual: { minor: residual, currency },
      })),
    residual: ({ ties, scope: { currency } }) => ({ minor: ties.reduce((sum, { residual }) => sum + (residual < 0n ? -residual : residual), 0n), currency }),
    deferral: async ({ scope }, _args, { engine }) => {
      const months = await deferralSchedule(engine.store.database, scope);
      const { currency } = scope;
      return months.map(({ month, earned, straightLine }) => ({ month, earned: { minor: earned, currency }, straightLine: { minor: straightLine, currency } }));
    },
    customers: ({ scope }, args, { engine }) => {
      const db = engine.store.database;
      return listOf(args, {
        list: listName('customers', scope),
        keyOf: ({ key }) => [key],
        read: async (request) => {
          const { rows, ...ends } = await pageRevenueByCustomer(db, scope, request);
          return { rows: rows.map((group): RevenueGroupSource => ({ ...group, currency: scope.currency })), ...ends };
        },
        count: (limit) => countRevenueByCustomer(db, scope, limit),
      });
    },
    prices: async ({ scope }, args, { engine }) => await wholeList('prices', scope, args, await revenueByPrice(engine.store.database, scope)),
    plans: async ({ scope }, args, { engine }) => await wholeList('plans', scope, args, await revenueByPlan(engine.store.database, scope)),
  },
  RevenueFigures: {
    recognised: ({ figures, currency }) => ({ minor: figures.recognised, currency }),
    breakage: ({ figures, currency }) => ({ minor: figures.breakage, currency }),
    deferred: (source) => inCurrency(source, source.figures.deferred),
    prepaid: (source) => inCurrency(source, source.figures.prepaid),
    unbilled: (source) => inCurrency(source, source.figures.unbilled),
    accounts: (source) => source.figures.accounts.map((account) => inCurrency(source, account)),
  },
  RevenueAccount: {
    name: ({ code }) => accountName(code),
    opening: ({ opening, currency }) => ({ minor: opening, currency }),
    movements: ({ movements, currency }) => movements.map(({ kind, amount }) => ({ kind, amount: { minor: amount, currency } })),
    closing: ({ closing, currency }) => ({ minor: closing, currency }),
  },
  RevenueGroup: {
    customerExternalId: ({ customer }) => customer?.externalId ?? null,
    figures: ({ figures, currency }) => ({ figures, currency }),
  },
};

function inCurrency({ currency }: RevenueFiguresSource, account: RevenueAccount) {
  return { ...account, currency };
}

type Scope = RevenueSchedule['scope'];

function listName(by: string, { reach, currency, period, knownAt }: Scope): readonly unknown[] {
  return ['revenueSchedule', by, reach.customerId, currency, period.start, period.end, knownAt];
}

async function wholeList(by: string, scope: Scope, args: PageArguments, groups: Awaited<ReturnType<typeof revenueByPrice>>): Promise<RevenueGroupList> {
  const rows = groups.map((group): RevenueGroupSource => ({ ...group, currency: scope.currency }));
  const keyOf = ({ key }: RevenueGroupSource) => [key];
  return await listOf(args, { list: listName(by, scope), keyOf, read: (request) => pageOfArray(rows, request, keyOf), count: () => rows.length });
}
