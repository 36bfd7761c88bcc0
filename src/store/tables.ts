/** Every table, defined once; each column kit turns the definition into its own dialect. */
import type { ColumnKit } from './columns.postgres.ts';
import { defineCatalogTables } from './tables.catalog.ts';
import { defineIdentityTables } from './tables.identity.ts';
import { defineLedgerTables } from './tables.ledger.ts';

export function defineTables(columns: ColumnKit) {
  const identity = defineIdentityTables(columns);
  return { ...identity, ...defineCatalogTables(columns, identity), ...defineLedgerTables(columns, identity) };
}

export type Tables = ReturnType<typeof defineTables>;

/** Tables whose rows are only ever inserted: the database refuses UPDATE and DELETE on them. */
export const IMMUTABLE_TABLES = [
  'idempotency_records',
  'customer_zone_changes',
  'meters',
  'plan_versions',
  'prices',
  'subscriptions',
  'subscription_segments',
  'usage_events',
  'late_arrivals',
  'journals',
  'postings',
  'invoice_cuts',
  'invoice_seals',
] as const;
