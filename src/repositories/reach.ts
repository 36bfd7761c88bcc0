/** Reach: which rows a reader may see. Every read of tenant data goes through it. */
import { type SQL, and, eq } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** A tenant's rows, or those of its one customer. */
export interface Reach {
  readonly tenantId: string;
  /** Null: all customers of the tenant. */
  readonly customerId: string | null;
}

/** The condition that keeps a query of a customer-owned table within reach. */
export function within(table: { tenantId: PgColumn; customerId: PgColumn }, { tenantId, customerId }: Reach): SQL | undefined {
  return and(eq(table.tenantId, tenantId), customerId === null ? undefined : eq(table.customerId, customerId));
}

/** The reach of one customer of a tenant; null if the reader may not see that customer. */
export function narrowTo(reach: Reach, customerId: string): Reach | null {
  return reach.customerId === null || reach.customerId === customerId ? { tenantId: reach.tenantId, customerId } : null;
}
