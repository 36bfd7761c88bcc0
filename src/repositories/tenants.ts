/** Tenants in SQL. */
import { count, eq } from 'drizzle-orm';
import type { CurrencyCode } from '../core/currency.ts';
import type { Instant } from '../core/instant.ts';
import { changeRetention } from '../core/erasure.ts';
import { NOTHING_SAID, changeTerms, termsJson } from '../core/billingTerms.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import { NO_DETAILS, changeSellerDetails, sellerJson } from '../core/seller.ts';
import type { Tenant } from '../core/tenant.ts';
import type { TimeZone } from '../core/calendar.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

type TenantRow = Tables['tenants']['$inferSelect'];

/** What is stored of a tenant besides what it is. */
export interface TenantRecord {
  readonly ordinal: number;
  readonly idempotencyKey: string | null;
  readonly intent: string;
}

export async function findTenant(db: Database, tenantId: string): Promise<Tenant | null> {
  const { tenants } = db.tables;
  const [row] = await db.select().from(tenants).where(eq(tenants.id, tenantId));
  return row ? fromTenantRow(row) : null;
}

/** Every tenant, oldest first. */
export async function findTenantIds(db: Database): Promise<string[]> {
  const { tenants } = db.tables;
  return (await db.select({ id: tenants.id }).from(tenants).orderBy(tenants.id)).map(({ id }) => id);
}

/** The tenant that an idempotency key made, with what was asked for then. */
export async function findTenantByIdempotencyKey(db: Database, key: string): Promise<(Tenant & { intent: string }) | null> {
  const { tenants } = db.tables;
  const [row] = await db.select().from(tenants).where(eq(tenants.idempotencyKey, key));
  return row ? { ...fromTenantRow(row), intent: row.intent } : null;
}

export async function countTenantsNamed(db: Database, name: string): Promise<number> {
  const { tenants } = db.tables;
  const [row] = await db.select({ value: count() }).from(tenants).where(eq(tenants.name, name));
  return row?.value ?? 0;
}

export async function insertTenant(tx: Transaction, tenant: Tenant, record: TenantRecord): Promise<void> {
  await tx.insert(tx.tables.tenants).values({ ...tenant, ...record, billing: billingOf(tenant) });
}

/** Locks the tenant's row, so that its clock moves in one order. */
export async function lockTenant(tx: Transaction, tenantId: string): Promise<Tenant | null> {
  const { tenants } = tx.tables;
  const [row] = await tx.select().from(tenants).where(eq(tenants.id, tenantId)).for('update');
  return row ? fromTenantRow(row) : null;
}

export async function saveTenantClock(tx: Transaction, tenantId: string, clockAt: Instant): Promise<void> {
  const { tenants } = tx.tables;
  await tx.update(tenants).set({ clockAt }).where(eq(tenants.id, tenantId));
}

/** Writes what documents say of the seller, and its terms. */
export async function saveTenantBilling(tx: Transaction, tenant: Tenant): Promise<void> {
  const { tenants } = tx.tables;
  await tx.update(tenants).set({ billing: billingOf(tenant) }).where(eq(tenants.id, tenant.id));
}

function billingOf(tenant: Tenant): string | null {
  const { retentionYears } = tenant;
  const billing = { ...sellerJson(tenant), ...termsJson(tenant, tenant.defaultCurrency), ...(retentionYears === null ? {} : { retentionYears }) };
  return Object.keys(billing).length === 0 ? null : canonicalJson(billing);
}

function fromTenantRow(row: TenantRow): Tenant {
  const billing = row.billing === null ? {} : (JSON.parse(row.billing) as JsonObject);
  return {
    id: row.id,
    name: row.name,
    defaultCurrency: row.defaultCurrency as CurrencyCode,
    timeZone: row.timeZone as TimeZone,
    clockAt: row.clockAt,
    createdAt: row.createdAt,
    ...changeSellerDetails(NO_DETAILS, billing),
    ...changeTerms(NOTHING_SAID, billing, row.defaultCurrency as CurrencyCode),
    retentionYears: changeRetention(null, billing),
  };
}
