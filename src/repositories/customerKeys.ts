/** Customers' data keys in SQL, and the erasures that destroy them. */
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { BookOwner } from '../core/book.ts';
import type { CalendarDay } from '../core/calendar.ts';
import type { Erasure } from '../core/erasure.ts';
import type { Instant } from '../core/instant.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { type Reach, within } from './reach.ts';

export interface CustomerKey {
  readonly customerId: string;
  /** 64 hex digits; null once they are destroyed. */
  readonly dataKey: string | null;
  readonly erasedAt: Instant | null;
}

/** An erasure with whose it is. */
export interface CustomerErasure extends Erasure {
  readonly customerId: string;
}

/** Customers that have no key yet are left out. */
export async function findCustomerKeys(db: Database, reach: Reach, customerIds: readonly string[]): Promise<CustomerKey[]> {
  if (customerIds.length === 0) return [];
  const { customerKeys } = db.tables;
  return await db
    .select({ customerId: customerKeys.customerId, dataKey: customerKeys.dataKey, erasedAt: customerKeys.erasedAt })
    .from(customerKeys)
    .where(and(within(customerKeys, reach), inArray(customerKeys.customerId, [...customerIds])));
}

/** When a customer was erased first; null if it was not. */
export async function findErasedAt(db: Database, { tenantId, customerId }: BookOwner): Promise<Instant | null> {
  const [key] = await findCustomerKeys(db, { tenantId, customerId }, [customerId]);
  return key?.erasedAt ?? null;
}

/** Customers of a tenant that were erased, in the order of their ids. */
export async function findErasedCustomers(db: Database, tenantId: string): Promise<string[]> {
  const { customerKeys } = db.tables;
  const rows = await db
    .select({ customerId: customerKeys.customerId })
    .from(customerKeys)
    .where(and(eq(customerKeys.tenantId, tenantId), isNotNull(customerKeys.erasedAt)))
    .orderBy(asc(customerKeys.customerId));
  return rows.map(({ customerId }) => customerId);
}

export async function insertCustomerKey(tx: Transaction, { tenantId, customerId }: BookOwner, dataKey: string, createdAt: Instant): Promise<void> {
  await tx.insert(tx.tables.customerKeys).values({ tenantId, customerId, dataKey, createdAt, erasedAt: null });
}

/** Destroys the key of a customer, or sees to it that there will be none. The first erasure's time stays. */
export async function saveErasedKey(tx: Transaction, { tenantId, customerId }: BookOwner, now: Instant): Promise<void> {
  const { customerKeys } = tx.tables;
  const [key] = await findCustomerKeys(tx, { tenantId, customerId }, [customerId]);
  if (!key) await tx.insert(customerKeys).values({ tenantId, customerId, dataKey: null, createdAt: now, erasedAt: now });
  else if (key.erasedAt === null) await tx.update(customerKeys).set({ dataKey: null, erasedAt: now }).where(and(eq(customerKeys.tenantId, tenantId), eq(customerKeys.customerId, customerId)));
}

/** Oldest first within each customer. */
export async function findErasures(db: Database, reach: Reach, customerIds: readonly string[]): Promise<CustomerErasure[]> {
  if (customerIds.length === 0) return [];
  const { customerErasures } = db.tables;
  const rows = await db
    .select()
    .from(customerErasures)
    .where(and(within(customerErasures, reach), inArray(customerErasures.customerId, [...customerIds])))
    .orderBy(asc(customerErasures.customerId), asc(customerErasures.ordinal));
  return rows.map(fromErasureRow);
}

export async function insertErasure(tx: Transaction, tenantId: string, erasure: CustomerErasure): Promise<void> {
  await tx.insert(tx.tables.customerErasures).values({ tenantId, ...erasure });
}

function fromErasureRow({ tenantId: _, keptUntil, ...row }: Tables['customerErasures']['$inferSelect']): CustomerErasure {
  return { ...row, keptUntil: keptUntil as CalendarDay | null };
}
