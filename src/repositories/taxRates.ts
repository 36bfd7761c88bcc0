/** Tax rates and their immutable versions in SQL. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { canonicalJson } from '../core/json.ts';
import { type TaxRateVersion, parseTaxRate, taxRateJson } from '../core/taxRate.ts';
import type { Database, Transaction } from '../store/database.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';

/** A code that versions go by. */
export interface TaxRate {
  readonly id: string;
  readonly code: string;
  readonly createdAt: Instant;
}

/** A version with its place in the catalog. */
export interface PublishedTaxRateVersion extends TaxRateVersion {
  readonly taxRateId: string;
  readonly publishedAt: Instant;
}

export async function findTaxRatesByCode(db: Database, tenantId: string, codes: readonly string[]): Promise<TaxRate[]> {
  if (codes.length === 0) return [];
  const { taxRates } = db.tables;
  return await db.select(taxRateColumns(db)).from(taxRates).where(and(eq(taxRates.tenantId, tenantId), inArray(taxRates.code, [...codes])));
}

export async function findTaxRates(db: Database, tenantId: string, ids: readonly string[]): Promise<TaxRate[]> {
  if (ids.length === 0) return [];
  const { taxRates } = db.tables;
  return await db.select(taxRateColumns(db)).from(taxRates).where(and(eq(taxRates.tenantId, tenantId), inArray(taxRates.id, [...ids])));
}

/** Locks a rate, so that its versions get their numbers in one order. */
export async function lockTaxRateByCode(tx: Transaction, tenantId: string, code: string): Promise<TaxRate | null> {
  const { taxRates } = tx.tables;
  const [row] = await tx.select(taxRateColumns(tx)).from(taxRates).where(and(eq(taxRates.tenantId, tenantId), eq(taxRates.code, code))).for('update');
  return row ?? null;
}

/** Newest first. */
export async function pageTaxRates(db: Database, tenantId: string, request: PageRequest): Promise<Page<TaxRate>> {
  const { taxRates } = db.tables;
  const page = keysetClauses(request, [{ column: taxRates.id, isDescending: true }]);
  const rows = await db.select(taxRateColumns(db)).from(taxRates).where(and(eq(taxRates.tenantId, tenantId), page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(rows, request);
}

export async function countTaxRates(db: Database, tenantId: string, limit: number): Promise<number> {
  const { taxRates } = db.tables;
  return await countRows(db, taxRates.id, eq(taxRates.tenantId, tenantId), limit);
}

/** Every version of the rates, oldest first: two statements however many. */
export async function findVersionsOfTaxRates(db: Database, tenantId: string, taxRateIds: readonly string[]): Promise<PublishedTaxRateVersion[]> {
  return await loadVersions(db, tenantId, await findTaxRates(db, tenantId, taxRateIds));
}

/** Versions by id. */
export async function findTaxRateVersions(db: Database, tenantId: string, ids: readonly string[]): Promise<PublishedTaxRateVersion[]> {
  if (ids.length === 0) return [];
  const { taxRateVersions } = db.tables;
  const rows = await db.select({ taxRateId: taxRateVersions.taxRateId }).from(taxRateVersions).where(and(eq(taxRateVersions.tenantId, tenantId), inArray(taxRateVersions.id, [...ids])));
  const versions = await findVersionsOfTaxRates(db, tenantId, [...new Set(rows.map(({ taxRateId }) => taxRateId))]);
  return versions.filter(({ id }) => ids.includes(id));
}

/** The versions of each of some codes, oldest first. Codes that name no rate are left out. */
export async function findVersionsByCode(db: Database, tenantId: string, codes: readonly string[]): Promise<ReadonlyMap<string, readonly PublishedTaxRateVersion[]>> {
  return groupBy(await loadVersions(db, tenantId, await findTaxRatesByCode(db, tenantId, codes)), ({ code }) => code);
}

export async function insertTaxRate(tx: Transaction, tenantId: string, rate: TaxRate): Promise<void> {
  await tx.insert(tx.tables.taxRates).values({ tenantId, ...rate });
}

export async function insertTaxRateVersion(tx: Transaction, tenantId: string, version: PublishedTaxRateVersion): Promise<void> {
  const { id, taxRateId, number, effectiveFrom, publishedAt } = version;
  await tx.insert(tx.tables.taxRateVersions).values({ tenantId, id, taxRateId, number, effectiveFrom, publishedAt, terms: canonicalJson(taxRateJson(version)) });
}

async function loadVersions(db: Database, tenantId: string, rates: readonly TaxRate[]): Promise<PublishedTaxRateVersion[]> {
  if (rates.length === 0) return [];
  const { taxRateVersions } = db.tables;
  const rows = await db
    .select()
    .from(taxRateVersions)
    .where(and(eq(taxRateVersions.tenantId, tenantId), inArray(taxRateVersions.taxRateId, rates.map(({ id }) => id))))
    .orderBy(asc(taxRateVersions.number));
  const codes = new Map(rates.map(({ id, code }) => [id, code]));
  return rows.map(({ id, taxRateId, number, effectiveFrom, publishedAt, terms }) => {
    const code = codes.get(taxRateId) ?? '';
    return { id, taxRateId, code, number, effectiveFrom, publishedAt, ...parseTaxRate(JSON.parse(terms), code) };
  });
}

function taxRateColumns({ tables: { taxRates } }: Database) {
  return { id: taxRates.id, code: taxRates.code, createdAt: taxRates.createdAt };
}
