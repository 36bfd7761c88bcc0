/** Credit units and their immutable rates in SQL. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { CreditUnit, CreditUnitRate } from '../core/credits/creditUnit.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Database, Transaction } from '../store/database.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';

export async function findCreditUnits(db: Database, tenantId: string, ids: readonly string[]): Promise<CreditUnit[]> {
  if (ids.length === 0) return [];
  const { creditUnits } = db.tables;
  return await db.select(unitColumns(db)).from(creditUnits).where(and(eq(creditUnits.tenantId, tenantId), inArray(creditUnits.id, [...ids])));
}

export async function findCreditUnitsByCode(db: Database, tenantId: string, codes: readonly string[]): Promise<CreditUnit[]> {
  if (codes.length === 0) return [];
  const { creditUnits } = db.tables;
  return await db.select(unitColumns(db)).from(creditUnits).where(and(eq(creditUnits.tenantId, tenantId), inArray(creditUnits.code, [...codes])));
}

/** Locks a unit, so that its rates get their numbers in one order. */
export async function lockCreditUnitByCode(tx: Transaction, tenantId: string, code: string): Promise<CreditUnit | null> {
  const { creditUnits } = tx.tables;
  const [row] = await tx.select(unitColumns(tx)).from(creditUnits).where(and(eq(creditUnits.tenantId, tenantId), eq(creditUnits.code, code))).for('update');
  return row ?? null;
}

/** Newest first. */
export async function pageCreditUnits(db: Database, tenantId: string, request: PageRequest): Promise<Page<CreditUnit>> {
  const { creditUnits } = db.tables;
  const page = keysetClauses(request, [{ column: creditUnits.id, isDescending: true }]);
  const rows = await db.select(unitColumns(db)).from(creditUnits).where(and(eq(creditUnits.tenantId, tenantId), page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(rows, request);
}

export async function countCreditUnits(db: Database, tenantId: string, limit: number): Promise<number> {
  const { creditUnits } = db.tables;
  return await countRows(db, creditUnits.id, eq(creditUnits.tenantId, tenantId), limit);
}

/** Every rate of the units: by currency, of each the oldest first. */
export async function findRatesOfCreditUnits(db: Database, tenantId: string, unitIds: readonly string[]): Promise<CreditUnitRate[]> {
  if (unitIds.length === 0) return [];
  const { creditUnitRates } = db.tables;
  const rows = await db
    .select()
    .from(creditUnitRates)
    .where(and(eq(creditUnitRates.tenantId, tenantId), inArray(creditUnitRates.creditUnitId, [...unitIds])))
    .orderBy(asc(creditUnitRates.currency), asc(creditUnitRates.number));
  return rows.map(({ tenantId: _, currency, ...rate }) => ({ ...rate, currency: currency as CurrencyCode }));
}

export async function insertCreditUnit(tx: Transaction, tenantId: string, { id, code, name, decimals, createdAt }: CreditUnit): Promise<void> {
  await tx.insert(tx.tables.creditUnits).values({ tenantId, id, code, name, decimals, createdAt });
}

export async function insertCreditUnitRates(tx: Transaction, tenantId: string, rates: readonly CreditUnitRate[]): Promise<void> {
  if (rates.length === 0) return;
  await tx.insert(tx.tables.creditUnitRates).values(rates.map((rate) => ({ tenantId, ...rate })));
}

function unitColumns({ tables: { creditUnits } }: Database) {
  return { id: creditUnits.id, code: creditUnits.code, name: creditUnits.name, decimals: creditUnits.decimals, createdAt: creditUnits.createdAt };
}
