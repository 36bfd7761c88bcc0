/** Revenue schedules: a period's figures in total and by customer, price or plan, held against the trial balance. */
import type { CurrencyCode } from '../core/currency.ts';
import type { Customer } from '../core/customer.ts';
import { refuseUnless } from '../core/errors.ts';
import { groupBy } from '../core/grouping.ts';
import { instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { compareText } from '../core/key.ts';
import { type DeferredMonth, type RevenueFigures, type RevenueQuestion, type RevenueTie, deferralByMonth, revenueFigures, tieRevenue } from '../core/revenue.ts';
import { countCustomersIn, pageCustomersIn } from '../repositories/customers.ts';
import { sumAccounts } from '../repositories/entries.ts';
import type { Page, PageRequest } from '../repositories/page.ts';
import { findPlans, findVersionsOfPrices } from '../repositories/plans.ts';
import type { Reach } from '../repositories/reach.ts';
import { type GroupedRevenueSum, sumDeferred, sumRevenue } from '../repositories/revenue.ts';
import { findTenant } from '../repositories/tenants.ts';
import type { Database } from '../store/database.ts';
import type { Engine } from './engine.ts';

/** Of whom, in which currency, of which period. */
export interface ScheduleScope extends RevenueQuestion {
  readonly reach: Reach;
  readonly currency: CurrencyCode;
}

/** The whole of a schedule. */
export interface RevenueSchedule {
  readonly scope: ScheduleScope;
  readonly total: RevenueFigures;
  readonly ties: readonly RevenueTie[];
}

/** The figures of one customer, price or plan. Of what it is not grouped by, nothing is said. */
export interface RevenueGroup {
  /** Tells the groups of one list apart. */
  readonly key: string;
  readonly customer: Customer | null;
  /** Null for what belongs to no plan. */
  readonly planCode: string | null;
  readonly versionNumber: number | null;
  readonly priceCode: string | null;
  readonly figures: RevenueFigures;
}

/** Of one state of the books, so that it ties while others post. Errors: OUT_OF_RANGE at `period.to` unless it lies after `from`. */
export async function revenueSchedule({ store }: Engine, scope: ScheduleScope): Promise<RevenueSchedule> {
  const { period } = scope;
  refuseUnless(period.start < period.end, 'OUT_OF_RANGE', 'does not lie after `from`', ['period', 'to']);
  return await store.snapshot((db) => loadSchedule(db, scope));
}

async function loadSchedule(db: Database, scope: ScheduleScope): Promise<RevenueSchedule> {
  const { reach, currency, period, knownAt } = scope;
  const total = revenueFigures(await sumRevenue(db, { reach, currency, customerIds: null }, scope, 'NONE'));
  const balances = await sumAccounts(db, reach, { currency, asOf: instant(period.end - 1), knownAt });
  return { scope, total, ties: tieRevenue(total, new Map(balances.map(({ code, debits, credits }) => [code, debits - credits]))) };
}

/** When what is deferred at the end of the period will be earned, by the seller's calendar. */
export async function deferralSchedule(db: Database, scope: ScheduleScope): Promise<DeferredMonth[]> {
  const tenant = await findTenant(db, scope.reach.tenantId);
  invariant(tenant, 'a schedule has a tenant');
  return deferralByMonth(await sumDeferred(db, { ...scope, customerIds: null }, scope), tenant.timeZone);
}

/** A page of the customers that are billed in the currency, in two reads however many there are. */
export async function pageRevenueByCustomer(db: Database, scope: ScheduleScope, request: PageRequest): Promise<Page<RevenueGroup>> {
  const { rows: customers, ...ends } = await pageCustomersIn(db, scope.reach, scope.currency, request);
  const sums = customers.length === 0 ? [] : await sumRevenue(db, { ...scope, customerIds: customers.map(({ id }) => id) }, scope, 'CUSTOMER');
  const byCustomer = groupBy(sums, ({ groupId }) => groupId ?? '');
  const rows = customers.map((customer) => ({ key: customer.id, customer, planCode: null, versionNumber: null, priceCode: null, figures: revenueFigures(byCustomer.get(customer.id) ?? []) }));
  return { rows, ...ends };
}

export async function countRevenueByCustomer(db: Database, { reach, currency }: ScheduleScope, limit: number): Promise<number> {
  return await countCustomersIn(db, reach, currency, limit);
}

/** By plan, version and price; last what belongs to none. */
export async function revenueByPrice(db: Database, scope: ScheduleScope): Promise<RevenueGroup[]> {
  const placed = await placedSums(db, scope);
  return groupsOf(placed, ({ place, sum }) => sum.groupId === null || place === null ? '' : sum.groupId);
}

/** By the plans' codes; last what belongs to none. */
export async function revenueByPlan(db: Database, scope: ScheduleScope): Promise<RevenueGroup[]> {
  const placed = await placedSums(db, scope);
  return groupsOf(placed.map(({ sum, place }) => ({ sum, place: place && { ...place, versionNumber: null, priceCode: null } })), ({ place }) => place?.planCode ?? '');
}

/** Where a price stands in the catalog. */
interface PricePlace {
  readonly planCode: string;
  readonly versionNumber: number | null;
  readonly priceCode: string | null;
}

interface PlacedSum {
  readonly sum: GroupedRevenueSum;
  /** Null for what belongs to no price. */
  readonly place: PricePlace | null;
}

async function placedSums(db: Database, scope: ScheduleScope): Promise<PlacedSum[]> {
  const { tenantId } = scope.reach;
  const sums = await sumRevenue(db, { ...scope, customerIds: null }, scope, 'PRICE');
  const versions = await findVersionsOfPrices(db, tenantId, [...new Set(sums.flatMap(({ groupId }) => groupId ?? []))]);
  const plans = new Map((await findPlans(db, tenantId, [...new Set(versions.map(({ planId }) => planId))])).map(({ id, code }) => [id, code]));
  const places = new Map<string, PricePlace>();
  for (const { planId, number, prices } of versions) {
    for (const { id, terms } of prices) places.set(id, { planCode: plans.get(planId) ?? '', versionNumber: number, priceCode: terms.code });
  }
  return sums.map((sum) => ({ sum, place: places.get(sum.groupId ?? '') ?? null }));
}

function groupsOf(placed: readonly PlacedSum[], keyOf: (one: PlacedSum) => string): RevenueGroup[] {
  const groups = [...groupBy(placed, keyOf)].map(([key, members]) => {
    const place = members[0]?.place ?? null;
    return { key, customer: null, planCode: place?.planCode ?? null, versionNumber: place?.versionNumber ?? null, priceCode: place?.priceCode ?? null, figures: revenueFigures(members.map(({ sum }) => sum)) };
  });
  return groups.sort(
    (a, b) =>
      (a.planCode === null ? 1 : 0) - (b.planCode === null ? 1 : 0) ||
      compareText(a.planCode ?? '', b.planCode ?? '') ||
      (a.versionNumber ?? 0) - (b.versionNumber ?? 0) ||
      compareText(a.priceCode ?? '', b.priceCode ?? '') ||
      compareText(a.key, b.key),
  );
}
