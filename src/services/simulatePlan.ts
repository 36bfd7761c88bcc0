/** Simulates a plan: rates customers' real history under another plan version, beside what they were charged. Nothing is written. */
import type { CatalogVersion } from '../core/catalog.ts';
import { lineKeyOf } from '../core/chargeLine.ts';
import { rateLines } from '../core/commitment.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Customer } from '../core/customer.ts';
import { BillingError, type ErrorCode, refuseUnless } from '../core/errors.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { chargedPrices, taxRateCodesOf } from '../core/plan.ts';
import { type PriceComparison, type PricedAmount, type Simulation, beginsIn, comparePrices, simulatedLines, underVersion } from '../core/simulation.ts';
import { countCustomers, findCustomersByExternalId, pageCustomers } from '../repositories/customers.ts';
import { findMeters } from '../repositories/meters.ts';
import { findPlansByCode, findVersionIdsOfPlans, findVersionsOfPlans, findVersionsOfPrices } from '../repositories/plans.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { loadLineUsage } from './lineUsage.ts';
import { type CustomerStandings, loadStandings } from './lineStandings.ts';
import { readVersionTerms } from './planVersion.ts';
import { loadTenantAtNow } from './tenantTime.ts';

export interface SimulatePlanInput {
  /** Terms as a plan version has them. */
  readonly plan?: object | null | undefined;
  readonly planCode?: string | null | undefined;
  /** The number of a version of that plan; the newest if left out. */
  readonly planVersion?: number | null | undefined;
  /** Null: all. */
  readonly customerExternalIds?: readonly string[] | null | undefined;
  /** Null: whatever a subscription is on. */
  readonly replacedPlanCodes?: readonly string[] | null | undefined;
  readonly from: Instant;
  readonly to: Instant;
}

/** A simulation that can be asked about customers. */
export interface PlanSimulation {
  readonly tenantId: string;
  readonly simulation: Simulation;
  readonly currency: CurrencyCode;
  readonly now: Instant;
  /** Of the customers chosen; null: all. */
  readonly customerIds: readonly string[] | null;
}

/** What a customer was charged for the lines compared, and what the plan would have charged. Amounts are minor units, gross. */
export interface SimulatedCustomer {
  readonly customer: Customer;
  /** Subscriptions that were on what is replaced. */
  readonly subscriptions: number;
  /** Null if `refusal` says why it could not be simulated. */
  readonly result: SimulationResult | null;
  readonly refusal: { readonly code: ErrorCode; readonly message: string } | null;
}

export interface SimulationResult {
  readonly currency: CurrencyCode;
  readonly actual: bigint;
  /** The part of `actual` that is due and not posted yet. */
  readonly due: bigint;
  readonly simulated: bigint;
  readonly prices: readonly PriceComparison[];
}

export const SIMULATED_CUSTOMERS_LIMIT = 1_000;
const SIMULATED = 'simulated';

/**
 * Errors, in order: OUT_OF_RANGE at `to`; REQUIRED at `plan` if neither it nor `planCode` is given; INVALID_VALUE at `planCode` with both,
 * at `planVersion` without a code; under `plan`, those of `readVersionTerms`; NOT_FOUND at `planCode`, `planVersion`, an item of
 * `replacedPlanCodes`; TOO_MANY at `customerExternalIds` above 1,000; NOT_FOUND at an item of it.
 */
export async function prepareSimulation(engine: Engine, actor: TenantActor, input: SimulatePlanInput): Promise<PlanSimulation> {
  const db = engine.store.database;
  refuseUnless(input.from < input.to, 'OUT_OF_RANGE', 'does not lie after `from`', ['to']);
  const { now } = await loadTenantAtNow(engine, db, actor.tenantId);
  const { version, currency } = await loadVersion(db, actor.tenantId, input, now);
  const replaced = await loadReplaced(db, actor.tenantId, input.replacedPlanCodes ?? null);
  const customerIds = await loadCustomerIds(db, actor, input.customerExternalIds ?? null);
  return { tenantId: actor.tenantId, simulation: { version, replaced, time: { start: input.from, end: input.to } }, currency, now, customerIds };
}

/** One customer. What stands in the way of simulating it is told, and is no error of the others. */
export async function simulateCustomer({ store: { database: db } }: Engine, plan: PlanSimulation, customer: Customer): Promise<SimulatedCustomer> {
  const { tenantId, simulation, now } = plan;
  try {
    const actual = await loadStandings(db, { tenantId, customer, now, time: simulation.time, choice: 'DUE' });
    const subscriptions = actual.subscribed.subscriptions.filter((subscription) => underVersion(subscription, simulation) !== null);
    if (customer.currency !== plan.currency) {
      const message = `is billed in ${customer.currency}, and the plan is priced in ${plan.currency}`;
      return { customer, subscriptions: subscriptions.length, result: null, refusal: { code: 'CURRENCY_MISMATCH', message } };
    }
    const { charged, due } = await loadCharged(db, plan, actual);
    const simulated = await loadSimulated(db, plan, customer, actual);
    const prices = comparePrices(charged, simulated, simulation.version);
    const sumOf = (priced: readonly PricedAmount[]) => priced.reduce((sum, { amount }) => sum + amount, 0n);
    const result = { currency: plan.currency, actual: sumOf(charged), due, simulated: sumOf(simulated), prices };
    return { customer, subscriptions: subscriptions.length, result, refusal: null };
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
    return { customer, subscriptions: 0, result: null, refusal: { code: error.code, message: error.message } };
  }
}

/** How many customers the simulation is about. */
export async function countSimulated({ store: { database } }: Engine, actor: TenantActor, { customerIds }: PlanSimulation, limit: number): Promise<number> {
  return customerIds === null ? await countCustomers(database, actor, limit) : Math.min(customerIds.length, limit);
}

const STREAM_ROWS = 50;

/** Every customer of the simulation, newest first, one after the other: memory does not grow with their number. */
export async function* simulateAll(engine: Engine, actor: TenantActor, plan: PlanSimulation): AsyncGenerator<SimulatedCustomer> {
  for (let after: readonly [string] | null = null; ; ) {
    const page: Awaited<ReturnType<typeof pageCustomers>> = await pageCustomers(engine.store.database, actor, { limit: STREAM_ROWS, after, before: null, isBackward: false }, plan.customerIds);
    for (const customer of page.rows) yield await simulateCustomer(engine, plan, customer);
    const last = page.rows.at(-1);
    if (!page.hasNextPage || !last) return;
    after = [last.id];
  }
}

/** The lines of the subscriptions as they stand, what the next invoice would post of them included; not usage so far of a service that goes on, which is simulated when it is over. */
async function loadCharged(db: Database, { tenantId, simulation }: PlanSimulation, { subscribed, standings, unrated }: CustomerStandings): Promise<{ charged: PricedAmount[]; due: bigint }> {
  const replaced = new Set(subscribed.subscriptions.filter((subscription) => underVersion(subscription, simulation) !== null).map(({ id }) => id));
  const goingOn = new Set(unrated.flatMap(({ isOpen, lineKey }) => (isOpen ? [lineKey] : [])));
  const own = standings.filter(({ subscriptionId, priceId, service }) => replaced.has(subscriptionId) && !goingOn.has(lineKeyOf(subscriptionId, priceId, service.start)));
  const versions = await findVersionsOfPrices(db, tenantId, [...new Set(own.map(({ priceId }) => priceId))]);
  const prices = new Map(versions.flatMap((version) => version.prices.map((price) => [price.id, price])));
  const charged = own.map(({ priceId, billed, posted, due }) => {
    const price = prices.get(priceId);
    invariant(price, `price ${priceId} exists`);
    return { price, amount: billed + posted + due };
  });
  return { charged, due: own.reduce((sum, standing) => sum + standing.due, 0n) };
}

async function loadSimulated(db: Database, { tenantId, simulation, now }: PlanSimulation, customer: Customer, { subscribed }: CustomerStandings): Promise<PricedAmount[]> {
  const lines = simulatedLines(subscribed.subscriptions, simulation, { ...subscribed, asOf: now });
  const usage = await loadLineUsage(db, { tenantId, customerId: customer.id, knownBySeq: null }, lines);
  const rated = rateLines(lines, (line) => usage.get(line) ?? null, customer.currency);
  return rated.filter(({ line }) => beginsIn(line.service, simulation.time)).map(({ line, targetMinor }) => ({ price: line.price, amount: targetMinor }));
}

/** The version to try: terms that need no place in the catalog, or a version that has one. */
async function loadVersion(db: Database, tenantId: string, { plan, planCode, planVersion }: SimulatePlanInput, now: Instant): Promise<{ version: CatalogVersion; currency: CurrencyCode }> {
  refuseUnless(plan != null || planCode != null, 'REQUIRED', 'is required, or planCode', ['plan']);
  refuseUnless(plan == null || planCode == null, 'INVALID_VALUE', 'cannot be given with plan', ['planCode']);
  refuseUnless(planVersion == null || planCode != null, 'INVALID_VALUE', 'needs planCode', ['planVersion']);
  if (plan != null) return await readTerms(db, tenantId, plan, now);
  const [found] = await findPlansByCode(db, tenantId, [planCode ?? '']);
  if (!found) throw new BillingError('NOT_FOUND', 'is not a plan', ['planCode']);
  const versions = await findVersionsOfPlans(db, tenantId, [found.id]);
  const version = planVersion == null ? versions.at(-1) : versions.find(({ number }) => number === planVersion);
  if (!version) throw new BillingError('NOT_FOUND', 'is not a version of the plan', ['planVersion']);
  return { version, currency: version.currency };
}

async function readTerms(db: Database, tenantId: string, input: object, now: Instant): Promise<{ version: CatalogVersion; currency: CurrencyCode }> {
  const { terms, meterIds } = await readVersionTerms(db, tenantId, input, now).catch((error: unknown) => {
    throw error instanceof BillingError ? error.under('plan') : error;
  });
  const meters = new Map((await findMeters(db, tenantId, meterIds.filter((id) => id !== null))).map((meter) => [meter.id, meter]));
  const prices = chargedPrices(terms).map((price, ordinal) => {
    const meterId = meterIds[ordinal] ?? null;
    return { id: `${SIMULATED}/${price.code}`, ordinal, terms: price, meter: meterId === null ? null : (meters.get(meterId) ?? null), taxRateCodes: taxRateCodesOf(price, terms) };
  });
  const { interval, anchor, trialDays, currency } = terms;
  return { version: { id: SIMULATED, planId: SIMULATED, baseId: null, interval, anchor, trialDays, prices }, currency };
}

/** The ids of every version of the plans, with overridden prices too. */
async function loadReplaced(db: Database, tenantId: string, codes: readonly string[] | null): Promise<ReadonlySet<string> | null> {
  if (codes === null) return null;
  const plans = await findPlansByCode(db, tenantId, codes);
  const unknown = codes.findIndex((code) => plans.every((plan) => plan.code !== code));
  refuseUnless(unknown === -1, 'NOT_FOUND', 'is not a plan', ['replacedPlanCodes', String(unknown)]);
  return new Set(await findVersionIdsOfPlans(db, tenantId, plans.map(({ id }) => id)));
}

async function loadCustomerIds(db: Database, actor: TenantActor, externalIds: readonly string[] | null): Promise<readonly string[] | null> {
  if (externalIds === null) return null;
  refuseUnless(externalIds.length <= SIMULATED_CUSTOMERS_LIMIT, 'TOO_MANY', `names more than ${SIMULATED_CUSTOMERS_LIMIT} customers`, ['customerExternalIds']);
  const customers = await findCustomersByExternalId(db, actor, externalIds);
  const unknown = externalIds.findIndex((externalId) => customers.every((customer) => customer.externalId !== externalId));
  refuseUnless(unknown === -1, 'NOT_FOUND', 'is not a customer', ['customerExternalIds', String(unknown)]);
  return customers.map(({ id }) => id);
}
