/** Meters in SQL. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Instant } from '../core/instant.ts';
import { canonicalJson } from '../core/json.ts';
import { type Meter, meterJson, parseMeter } from '../core/meter.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';

/** A meter with its place in the catalog. */
export interface CatalogMeter extends Meter {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly createdAt: Instant;
}

export async function findMetersByCode(db: Database, tenantId: string, codes: readonly string[]): Promise<CatalogMeter[]> {
  if (codes.length === 0) return [];
  const { meters } = db.tables;
  const rows = await db.select().from(meters).where(and(eq(meters.tenantId, tenantId), inArray(meters.code, [...codes])));
  return rows.map(fromMeterRow);
}

export async function findMeters(db: Database, tenantId: string, ids: readonly string[]): Promise<CatalogMeter[]> {
  if (ids.length === 0) return [];
  const { meters } = db.tables;
  const rows = await db.select().from(meters).where(and(eq(meters.tenantId, tenantId), inArray(meters.id, [...ids])));
  return rows.map(fromMeterRow);
}

/** The meters that events of these names are measured by. */
export async function findMetersOfEvents(db: Database, tenantId: string, eventNames: readonly string[]): Promise<CatalogMeter[]> {
  if (eventNames.length === 0) return [];
  const { meters } = db.tables;
  const rows = await db.select().from(meters).where(and(eq(meters.tenantId, tenantId), inArray(meters.eventName, [...eventNames])));
  return rows.map(fromMeterRow);
}

/** Newest first. */
export async function pageMeters(db: Database, tenantId: string, request: PageRequest): Promise<Page<CatalogMeter>> {
  const { meters } = db.tables;
  const page = keysetClauses(request, [{ column: meters.id, isDescending: true }]);
  const rows = await db.select().from(meters).where(and(eq(meters.tenantId, tenantId), page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(rows.map(fromMeterRow), request);
}

export async function countMeters(db: Database, tenantId: string, limit: number): Promise<number> {
  const { meters } = db.tables;
  return await countRows(db, meters.id, eq(meters.tenantId, tenantId), limit);
}

export async function insertMeter(tx: Transaction, tenantId: string, meter: CatalogMeter): Promise<void> {
  const { id, code, name, eventName, createdAt } = meter;
  await tx.insert(tx.tables.meters).values({ tenantId, id, code, name, eventName, definition: canonicalJson(meterJson(meter)), createdAt });
}

export type MeterRow = Tables['meters']['$inferSelect'];

export function fromMeterRow({ id, code, name, definition, createdAt }: MeterRow): CatalogMeter {
  return { id, code, name, createdAt, ...parseMeter(JSON.parse(definition)) };
}
