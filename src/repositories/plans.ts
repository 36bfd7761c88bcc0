/** Plans, their immutable versions and their prices, in SQL. */
import { and, asc, desc, eq, inArray, isNotNull, or } from 'drizzle-orm';
import type { CatalogPrice, CatalogVersion } from '../core/catalog.ts';
import { readAllowances } from '../core/credits/allowance.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Decimal } from '../core/decimal.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import { type PlanVersion, chargedPrices, parsePlanVersion, planVersionJson, taxRateCodesOf } from '../core/plan.ts';
import { type PriceOverrides, parsePriceOverrides, priceOverridesJson } from '../core/priceOverrides.ts';
import { type Price, parsePrice, priceJson } from '../core/pricing/price.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import { type CatalogMeter, findMeters } from './meters.ts';
import type { Page, PageRequest } from './page.ts';

export interface Plan {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly createdAt: Instant;
}

/** A price with the meter's own place in the catalog. */
export interface PublishedPrice extends CatalogPrice {
  readonly meter: CatalogMeter | null;
}

/** A plan version with its place in the catalog. */
export interface PublishedVersion extends CatalogVersion {
  readonly prices: readonly PublishedPrice[];
  readonly planId: string;
  /** Of a version with overridden prices, its base's. */
  readonly number: number;
  readonly currency: CurrencyCode;
  /** Major units for a full period; null for none. */
  readonly minimumCommitment: Decimal | null;
  /** Of prices that name none. */
  readonly taxRateCodes: readonly string[];
  readonly digest: string;
  readonly publishedAt: Instant;
  /** How it differs from its base; null if it is published. */
  readonly overrides: PriceOverrides | null;
}

/** A version whose prices are overridden for one subscription. */
export interface OverriddenVersion extends PublishedVersion {
  readonly baseId: string;
  readonly overrides: PriceOverrides;
  readonly subscriptionId: string;
}

/** What is written of a version: its terms, and the ids and meters of all prices that make charge lines, in their order. */
export interface NewVersion {
  readonly id: string;
  readonly planId: string;
  readonly number: number;
  readonly digest: string;
  readonly publishedAt: Instant;
  readonly terms: PlanVersion;
  readonly prices: readonly { readonly id: string; readonly meterId: string | null }[];
}

export async function findPlansByCode(db: Database, tenantId: string, codes: readonly string[]): Promise<Plan[]> {
  if (codes.length === 0) return [];
  const { plans } = db.tables;
  return await db.select(planColumns(db)).from(plans).where(and(eq(plans.tenantId, tenantId), inArray(plans.code, [...codes])));
}

export async function findPlans(db: Database, tenantId: string, ids: readonly string[]): Promise<Plan[]> {
  if (ids.length === 0) return [];
  const { plans } = db.tables;
  return await db.select(planColumns(db)).from(plans).where(and(eq(plans.tenantId, tenantId), inArray(plans.id, [...ids])));
}

/** Locks a plan, so that its versions get their numbers in one order. */
export async function lockPlanByCode(tx: Transaction, tenantId: string, code: string): Promise<Plan | null> {
  const { plans } = tx.tables;
  const [row] = await tx.select(planColumns(tx)).from(plans).where(and(eq(plans.tenantId, tenantId), eq(plans.code, code))).for('update');
  return row ?? null;
}

/** Newest first. */
export async function pagePlans(db: Database, tenantId: string, request: PageRequest): Promise<Page<Plan>> {
  const { plans } = db.tables;
  const page = keysetClauses(request, [{ column: plans.id, isDescending: true }]);
  const rows = await db.select(planColumns(db)).from(plans).where(and(eq(plans.tenantId, tenantId), page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(rows, request);
}

export async function countPlans(db: Database, tenantId: string, limit: number): Promise<number> {
  const { plans } = db.tables;
  return await countRows(db, plans.id, eq(plans.tenantId, tenantId), limit);
}

/** Versions by id, with prices and meters: three statements however many. */
export async function findVersions(db: Database, tenantId: string, ids: readonly string[]): Promise<PublishedVersion[]> {
  if (ids.length === 0) return [];
  const { planVersions } = db.tables;
  return await loadVersions(db, tenantId, await db.select().from(planVersions).where(and(eq(planVersions.tenantId, tenantId), inArray(planVersions.id, [...ids]))));
}

/** Every published version of the plans, oldest first. */
export async function findVersionsOfPlans(db: Database, tenantId: string, planIds: readonly string[]): Promise<PublishedVersion[]> {
  if (planIds.length === 0) return [];
  const { planVersions } = db.tables;
  const rows = await db
    .select()
    .from(planVersions)
    .where(and(eq(planVersions.tenantId, tenantId), inArray(planVersions.planId, [...planIds]), isNotNull(planVersions.number)))
    .orderBy(asc(planVersions.number));
  return await loadVersions(db, tenantId, rows);
}

/** The ids of every version of the plans, also of those with prices that are overridden for one subscription. */
export async function findVersionIdsOfPlans(db: Database, tenantId: string, planIds: readonly string[]): Promise<string[]> {
  if (planIds.length === 0) return [];
  const { planVersions } = db.tables;
  const rows = await db.select({ id: planVersions.id }).from(planVersions).where(and(eq(planVersions.tenantId, tenantId), inArray(planVersions.planId, [...planIds])));
  return rows.map(({ id }) => id);
}

/** The newest published version of one plan. */
export async function findNewestVersion(db: Database, tenantId: string, planId: string): Promise<PublishedVersion> {
  const { planVersions } = db.tables;
  const rows = await db
    .select()
    .from(planVersions)
    .where(and(eq(planVersions.tenantId, tenantId), eq(planVersions.planId, planId), isNotNull(planVersions.number)))
    .orderBy(desc(planVersions.number))
    .limit(1);
  const [version] = await loadVersions(db, tenantId, rows);
  invariant(version, 'a plan has a version');
  return version;
}

/** The versions that hold these prices. */
export async function findVersionsOfPrices(db: Database, tenantId: string, priceIds: readonly string[]): Promise<PublishedVersion[]> {
  if (priceIds.length === 0) return [];
  const { prices } = db.tables;
  const rows = await db.selectDistinct({ id: prices.planVersionId }).from(prices).where(and(eq(prices.tenantId, tenantId), inArray(prices.id, [...priceIds])));
  return await findVersions(db, tenantId, rows.map(({ id }) => id));
}

/** What prices of all versions read from events of these meters, overridden prices too. */
export async function findPricesOfMeters(db: Database, tenantId: string, meterIds: readonly string[]): Promise<Price[]> {
  if (meterIds.length === 0) return [];
  const { prices } = db.tables;
  const rows = await db.select({ terms: prices.terms }).from(prices).where(and(eq(prices.tenantId, tenantId), inArray(prices.meterId, [...meterIds])));
  return rows.map(({ terms }) => parsePrice(JSON.parse(terms), []));
}

/** Those of the codes that some price of the tenant has. */
export async function findPriceCodes(db: Database, tenantId: string, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return [];
  const { prices } = db.tables;
  const rows = await db.selectDistinct({ code: prices.code }).from(prices).where(and(eq(prices.tenantId, tenantId), inArray(prices.code, [...codes])));
  return rows.map(({ code }) => code);
}

export async function insertPlan(tx: Transaction, tenantId: string, plan: Plan): Promise<void> {
  await tx.insert(tx.tables.plans).values({ tenantId, ...plan });
}

export async function savePlanName(tx: Transaction, tenantId: string, { id, name }: Pick<Plan, 'id' | 'name'>): Promise<void> {
  const { plans } = tx.tables;
  await tx.update(plans).set({ name }).where(and(eq(plans.tenantId, tenantId), eq(plans.id, id)));
}

export async function insertVersion(tx: Transaction, tenantId: string, version: NewVersion): Promise<void> {
  const { planVersions, prices } = tx.tables;
  const { prices: _, ...terms } = planVersionJson(version.terms);
  const charged = chargedPrices(version.terms);
  const { id, planId, number, digest, publishedAt } = version;
  await tx.insert(planVersions).values({ tenantId, id, planId, number, digest, publishedAt, currency: version.terms.currency, terms: canonicalJson(terms) });
  await tx.insert(prices).values(
    version.prices.map((price, ordinal) => ({
      tenantId,
      planVersionId: id,
      ordinal,
      ...price,
      code: charged[ordinal]?.code ?? '',
      terms: canonicalJson(charged[ordinal] ? priceJson(charged[ordinal]) : null),
    })),
  );
}

/** Keeps a version with overridden prices, and those of its prices that no version has yet; a subscription's same overrides of the same version again change nothing. */
export async function saveOverriddenVersion(tx: Transaction, tenantId: string, version: OverriddenVersion): Promise<void> {
  const { planVersions, prices } = tx.tables;
  const { id, planId, digest, publishedAt, currency, baseId, subscriptionId } = version;
  const [known] = await tx.select({ id: planVersions.id }).from(planVersions).where(and(eq(planVersions.tenantId, tenantId), eq(planVersions.id, id)));
  if (known) return;
  const priceIds = version.prices.map((price) => price.id);
  const written = await tx.select({ id: prices.id }).from(prices).where(and(eq(prices.tenantId, tenantId), inArray(prices.id, priceIds)));
  const isWritten = new Set(written.map((price) => price.id));
  const row = { number: null, baseVersionId: baseId, subscriptionId, overrides: canonicalJson(priceOverridesJson(version.overrides)), priceIds: canonicalJson(priceIds) };
  await tx.insert(planVersions).values({ tenantId, id, planId, digest, publishedAt, currency, terms: canonicalJson({}), ...row });
  const fresh = version.prices.filter((price) => !isWritten.has(price.id));
  if (fresh.length === 0) return;
  await tx.insert(prices).values(
    fresh.map((price) => ({ tenantId, planVersionId: id, id: price.id, ordinal: price.ordinal, meterId: price.meter?.id ?? null, code: price.terms.code, terms: canonicalJson(priceJson(price.terms)) })),
  );
}

export type VersionRow = Tables['planVersions']['$inferSelect'];
export type PriceRow = Tables['prices']['$inferSelect'];

async function loadVersions(db: Database, tenantId: string, rows: readonly VersionRow[]): Promise<PublishedVersion[]> {
  if (rows.length === 0) return [];
  const { prices } = db.tables;
  const published = await withBases(db, tenantId, rows);
  const overriding = rows.flatMap(({ priceIds }) => (priceIds === null ? [] : (JSON.parse(priceIds) as string[])));
  const priceRows = await db
    .select()
    .from(prices)
    .where(
      and(
        eq(prices.tenantId, tenantId),
        or(inArray(prices.planVersionId, published.map(({ id }) => id)), overriding.length === 0 ? undefined : inArray(prices.id, [...new Set(overriding)])),
      ),
    )
    .orderBy(asc(prices.ordinal));
  const meterIds = [...new Set(priceRows.flatMap(({ meterId }) => (meterId === null ? [] : [meterId])))];
  const meters = new Map((await findMeters(db, tenantId, meterIds)).map((meter) => [meter.id, meter]));
  return fromVersionRows(rows, { published, priceRows, meters });
}

/** What versions are read from: the published ones among them and beneath the others, and the rows of all their prices. */
export interface VersionSources {
  readonly published: readonly VersionRow[];
  /** In order of their ordinals. */
  readonly priceRows: readonly PriceRow[];
  readonly meters: ReadonlyMap<string, CatalogMeter>;
}

/** Versions of their rows, those with overridden prices put on their base. */
export function fromVersionRows(rows: readonly VersionRow[], { published, priceRows, meters }: VersionSources): PublishedVersion[] {
  const byVersion = groupBy(priceRows, ({ planVersionId }) => planVersionId);
  const bases = new Map(published.map((row) => [row.id, fromPublishedRow(row, byVersion.get(row.id) ?? [], meters)]));
  const pricesById = new Map(priceRows.map((price) => [price.id, price]));
  return rows.map((row) => {
    const base = bases.get(row.baseVersionId ?? row.id);
    invariant(base, 'an overridden version has a base');
    return row.baseVersionId === null ? base : withOverrides(base, row, pricesById, meters);
  });
}

/** The published versions among the rows, and those beneath the others. */
async function withBases(db: Database, tenantId: string, rows: readonly VersionRow[]): Promise<VersionRow[]> {
  const { planVersions } = db.tables;
  const published = rows.filter(({ baseVersionId }) => baseVersionId === null);
  const known = new Set(published.map(({ id }) => id));
  const missing = rows.flatMap(({ baseVersionId }) => (baseVersionId === null || known.has(baseVersionId) ? [] : [baseVersionId]));
  if (missing.length === 0) return published;
  const bases = await db.select().from(planVersions).where(and(eq(planVersions.tenantId, tenantId), inArray(planVersions.id, [...new Set(missing)])));
  return [...published, ...bases];
}

function fromPublishedRow(row: VersionRow, ownPrices: readonly PriceRow[], meters: ReadonlyMap<string, CatalogMeter>): PublishedVersion {
  const terms = JSON.parse(row.terms) as JsonObject;
  // The last price of a version with a commitment is the commitment's, which its own terms say.
  const given = terms['minimumCommitment'] === null ? ownPrices : ownPrices.slice(0, -1);
  const version = parsePlanVersion({ ...terms, prices: given.map((price) => JSON.parse(price.terms) as unknown) });
  const catalogPrices = chargedPrices(version).map((price, index) => {
    const priceRow = ownPrices[index];
    invariant(priceRow, 'a version has its prices');
    return fromPriceRow(priceRow, price, { meters, version });
  });
  const { id, planId, number, digest, publishedAt } = row;
  const { currency, interval, anchor, trialDays, minimumCommitment, taxRateCodes } = version;
  const allowances = readAllowances(terms['allowances']);
  invariant(number !== null, 'a published version has a number');
  return { id, baseId: null, overrides: null, planId, number, digest, publishedAt, currency, interval, anchor, trialDays, minimumCommitment, taxRateCodes, ...(allowances.length > 0 && { allowances }), prices: catalogPrices };
}

function withOverrides(base: PublishedVersion, { id, digest, overrides, priceIds }: VersionRow, rows: ReadonlyMap<string, PriceRow>, meters: ReadonlyMap<string, CatalogMeter>): PublishedVersion {
  const ofBase = new Map(base.prices.map((price) => [price.id, price]));
  const prices = (JSON.parse(priceIds ?? '[]') as string[]).map((priceId) => {
    const own = ofBase.get(priceId);
    if (own) return own;
    const row = rows.get(priceId);
    invariant(row, 'a version has its prices');
    return fromPriceRow(row, parsePrice(JSON.parse(row.terms), []), { meters, version: base });
  });
  return { ...base, id, digest, prices, baseId: base.id, overrides: parsePriceOverrides(JSON.parse(overrides ?? '{}'), [], base) };
}

/** What a price is read with: the meters, and the version whose tax rates it has if it names none. */
interface PriceSurroundings {
  readonly meters: ReadonlyMap<string, CatalogMeter>;
  readonly version: Pick<PlanVersion, 'taxRateCodes'>;
}

function fromPriceRow({ id, ordinal, meterId }: PriceRow, terms: Price, { meters, version }: PriceSurroundings): PublishedPrice {
  return { id, ordinal, terms, meter: meterId === null ? null : (meters.get(meterId) ?? null), taxRateCodes: taxRateCodesOf(terms, version) };
}

function planColumns({ tables: { plans } }: Database) {
  return { id: plans.id, code: plans.code, name: plans.name, createdAt: plans.createdAt };
}
