/** Every table, defined once; each column kit turns the definition into its own dialect. */
import type { ColumnKit } from './columns.postgres.ts';
import { defineBackfillTables } from './tables.backfills.ts';
import { defineCatalogTables } from './tables.catalog.ts';
import { defineChargeTables } from './tables.charges.ts';
import { defineCouponTables } from './tables.coupons.ts';
import { defineCreditTables, defineCreditUnitTables } from './tables.credits.ts';
import { defineCreditTransferTables } from './tables.creditTransfers.ts';
import { defineCreditNoteTables } from './tables.creditNotes.ts';
import { defineHoldTables } from './tables.holds.ts';
import { defineIdentityTables } from './tables.identity.ts';
import { defineLedgerTables } from './tables.ledger.ts';
import { defineSettlementTables } from './tables.settlements.ts';
import { defineTaxTables } from './tables.tax.ts';
import { defineTopUpTables } from './tables.topUps.ts';
import { definePrivacyTables } from './tables.privacy.ts';
import { defineProofTables } from './tables.proof.ts';

export function defineTables(columns: ColumnKit) {
  const identity = defineIdentityTables(columns);
  const ledger = defineLedgerTables(columns, identity);
  const credits = defineCreditTables(columns, identity, ledger);
  return {
    ...identity,
    ...defineCatalogTables(columns, identity),
    ...ledger,
    ...defineChargeTables(columns, ledger),
    ...defineCouponTables(columns, identity),
    ...defineCreditUnitTables(columns, identity),
    ...credits,
    ...defineCreditTransferTables(columns, identity, ledger, credits),
    ...defineHoldTables(columns, identity),
    ...defineTopUpTables(columns, identity),
    ...defineProofTables(columns, identity),
    ...defineTaxTables(columns, identity),
    ...defineSettlementTables(columns, ledger),
    ...definePrivacyTables(columns, identity),
    ...defineCreditNoteTables(columns, ledger),
    ...defineBackfillTables(columns, identity, ledger),
  };
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
  'usage_corrections',
  'late_arrivals',
  'journals',
  'postings',
  'rating_records',
  'invoice_cuts',
  'invoice_seals',
  'tax_rates',
  'tax_rate_versions',
  'one_off_charges',
  'one_off_reversals',
  'coupons',
  'applied_coupons',
  'coupon_removals',
  'checkpoints',
  'checkpoint_books',
  'checkpoint_facts',
  'fact_entries',
  'settlements',
  'personal_properties',
  'customer_erasures',
  'credit_units',
  'credit_unit_rates',
  'credit_grants',
  'credit_voids',
  'credit_expiry_changes',
  'recurring_grants',
  'recurring_grant_ends',
  'credit_alerts',
  'credit_alert_events',
  'credit_transfers',
  'credit_notes',
  'credit_holds',
  'credit_hold_ends',
  'top_up_rules',
  'top_up_rule_ends',
  'usage_backfills',
  'usage_backfill_pages',
  'usage_backfill_steps',
  'usage_backfill_additions',
] as const;

/** Immutable tables with proofs of their own: the ledger's chain, cuts and seals; checkpoints; and usage, which checkpoints seal by its rows. */
const PROVEN_OTHERWISE: ReadonlySet<string> = new Set(['usage_events', 'journals', 'postings', 'invoice_cuts', 'invoice_seals', 'checkpoints', 'checkpoint_books', 'checkpoint_facts', 'fact_entries']);

/** All others: the store writes an entry with the digest of each of their rows. A new immutable table is one of them by itself. */
export const FACT_TABLES: readonly string[] = IMMUTABLE_TABLES.filter((name) => !PROVEN_OTHERWISE.has(name));
