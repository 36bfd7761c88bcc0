/** Customers in SQL. */
import { type SQL, and, eq, inArray } from 'drizzle-orm';
import type { TimeZone } from '../core/calendar.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Customer } from '../core/customer.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import type { Reach } from './reach.ts';

export async function findCustomersByExternalId(db: Database, reach: Reach, externalIds: readonly string[]): Promise<Customer[]> {
  if (externalIds.length === 0) return [];
  const { customers } = db.tables;
  const rows = await db.select().from(customers).where(and(customersWithin(db, reach), inArray(customers.externalId, [...externalIds])));
  return rows.map(fromCustomerRow);
}

export async function findCustomers(db: Database, reach: Reach, ids: readonly string[]): Promise<Customer[]> {
  if (ids.length === 0) return [];
  const { customers } = db.tables;
  const rows = await db.select().from(customers).where(and(customersWithin(db, reach), inArray(customers.id, [...ids])));
  return rows.map(fromCustomerRow);
}

/** Locks a customer's row, so that changes of it are made one after another. */
export async function lockCustomerByExternalId(tx: Transaction, reach: Reach, externalId: string): Promise<Customer | null> {
  const { customers } = tx.tables;
  const [row] = await tx.select().from(customers).where(and(customersWithin(tx, reach), eq(customers.externalId, externalId))).for('update');
  return row ? fromCustomerRow(row) : null;
}

/** Newest first; of a choice of ids, or all. */
export async function pageCustomers(db: Database, reach: Reach, request: PageRequest, ids: readonly string[] | null = null): Promise<Page<Customer>> {
  const { customers } = db.tables;
  if (ids?.length === 0) return pageOf([], request);
  const page = keysetClauses(request, [{ column: customers.id, isDescending: true }]);
  const chosen = ids === null ? undefined : inArray(customers.id, [...ids]);
  const rows = await db.select().from(customers).where(and(customersWithin(db, reach), chosen, page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(rows.map(fromCustomerRow), request);
}

/** The currencies that customers are billed in, sorted. */
export async function findCurrencies(db: Database, reach: Reach): Promise<CurrencyCode[]> {
  const { customers } = db.tables;
  const rows = await db.selectDistinct({ currency: customers.currency }).from(customers).where(customersWithin(db, reach)).orderBy(customers.currency);
  return rows.map(({ currency }) => currency as CurrencyCode);
}

export async function countCustomers(db: Database, reach: Reach, limit: number): Promise<number> {
  return await countRows(db, db.tables.customers.id, customersWithin(db, reach), limit);
}

export async function insertCustomer(tx: Transaction, tenantId: string, customer: Customer): Promise<void> {
  await tx.insert(tx.tables.customers).values({ tenantId, ...customer, ...documentsOf(customer) });
}

export async function saveCustomer(tx: Transaction, tenantId: string, customer: Customer): Promise<void> {
  const { customers } = tx.tables;
  await tx
    .update(customers)
    .set({ name: customer.name, email: customer.email, ...documentsOf(customer) })
    .where(and(eq(customers.tenantId, tenantId), eq(customers.id, customer.id)));
}

function customersWithin({ tables: { customers } }: Database, { tenantId, customerId }: Reach): SQL | undefined {
  return and(eq(customers.tenantId, tenantId), customerId === null ? undefined : eq(customers.id, customerId));
}

function documentsOf({ billingAddress, metadata }: Customer) {
  return { billingAddress: billingAddress === null ? null : canonicalJson(billingAddress), metadata: canonicalJson(metadata) };
}

function fromCustomerRow(row: Tables['customers']['$inferSelect']): Customer {
  return {
    id: row.id,
    externalId: row.externalId,
    name: row.name,
    email: row.email,
    currency: row.currency as CurrencyCode,
    timeZone: row.timeZone as TimeZone,
    billingAddress: row.billingAddress === null ? null : (JSON.parse(row.billingAddress) as JsonObject),
    metadata: JSON.parse(row.metadata) as JsonObject,
    createdAt: row.createdAt,
  };
}
