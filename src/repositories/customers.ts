/** Customers in SQL. */
import { type SQL, and, eq, inArray } from 'drizzle-orm';
import { NOTHING_SAID, changeTerms, termsJson } from '../core/billingTerms.ts';
import type { TimeZone } from '../core/calendar.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Customer } from '../core/customer.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import { parseTaxNumber } from '../core/seller.ts';
import { readTaxExemption } from '../core/taxRate.ts';
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

/** Newest first; of a choice of ids, or all; of those that `others` holds for. */
export async function pageCustomers(db: Database, reach: Reach, request: PageRequest, ids: readonly string[] | null = null, others?: SQL): Promise<Page<Customer>> {
  const { customers } = db.tables;
  if (ids?.length === 0) return pageOf([], request);
  const page = keysetClauses(request, [{ column: customers.id, isDescending: true }]);
  const chosen = and(ids === null ? undefined : inArray(customers.id, [...ids]), others);
  const rows = await db.select().from(customers).where(and(customersWithin(db, reach), chosen, page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(rows.map(fromCustomerRow), request);
}

/** Newest first, of those that are billed in a currency. */
export async function pageCustomersIn(db: Database, reach: Reach, currency: CurrencyCode, request: PageRequest): Promise<Page<Customer>> {
  return await pageCustomers(db, reach, request, null, eq(db.tables.customers.currency, currency));
}

export async function countCustomersIn(db: Database, reach: Reach, currency: CurrencyCode, limit: number): Promise<number> {
  return await countCustomers(db, reach, limit, eq(db.tables.customers.currency, currency));
}

/** The currencies that customers are billed in, sorted. */
export async function findCurrencies(db: Database, reach: Reach): Promise<CurrencyCode[]> {
  const { customers } = db.tables;
  const rows = await db.selectDistinct({ currency: customers.currency }).from(customers).where(customersWithin(db, reach)).orderBy(customers.currency);
  return rows.map(({ currency }) => currency as CurrencyCode);
}

export async function countCustomers(db: Database, reach: Reach, limit: number, others?: SQL): Promise<number> {
  return await countRows(db, db.tables.customers.id, and(customersWithin(db, reach), others), limit);
}

export async function insertCustomer(tx: Transaction, tenantId: string, customer: Customer): Promise<void> {
  await tx.insert(tx.tables.customers).values({ tenantId, ...customer, timeZone: customer.firstTimeZone, ...documentsOf(customer) });
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

function documentsOf(customer: Customer) {
  const { billingAddress, metadata } = customer;
  return { billingAddress: billingAddress === null ? null : canonicalJson(billingAddress), metadata: canonicalJson(metadata), billing: billingOf(customer) };
}

/** Only what is said; null for nothing. */
function billingOf(customer: Customer): string | null {
  const { taxNumber, taxExemption, language } = customer;
  const billing = {
    ...(taxNumber === null ? {} : { taxNumber }),
    ...(taxExemption === null ? {} : { taxExemption: { ...taxExemption } }),
    ...(language === null ? {} : { language }),
    ...termsJson(customer, customer.currency),
  };
  return Object.keys(billing).length === 0 ? null : canonicalJson(billing);
}

function fromCustomerRow(row: Tables['customers']['$inferSelect']): Customer {
  const billing = row.billing === null ? {} : (JSON.parse(row.billing) as JsonObject);
  return {
    id: row.id,
    externalId: row.externalId,
    name: row.name,
    email: row.email,
    currency: row.currency as CurrencyCode,
    firstTimeZone: row.timeZone as TimeZone,
    billingAddress: row.billingAddress === null ? null : (JSON.parse(row.billingAddress) as JsonObject),
    metadata: JSON.parse(row.metadata) as JsonObject,
    createdAt: row.createdAt,
    taxNumber: parseTaxNumber(billing['taxNumber']),
    taxExemption: readTaxExemption(billing['taxExemption'], ['taxExemption']),
    language: typeof billing['language'] === 'string' ? billing['language'] : null,
    ...changeTerms(NOTHING_SAID, billing, row.currency as CurrencyCode),
  };
}
