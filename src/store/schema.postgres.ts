/** The tables as drizzle-kit reads them to generate PostgreSQL migrations. */
import { postgresColumns } from './columns.postgres.ts';
import { defineTables } from './tables.ts';

export const postgresTables = defineTables(postgresColumns);
export const {
  tenants, apiKeys, customers, customerZoneChanges, idempotencyRecords,
  meters, plans, planVersions, prices, subscriptions, subscriptionSegments,
  customerBooks, usageEvents, usageCorrections, lateArrivals, journals, postings, ratingRecords, invoiceCuts, invoiceSeals, invoiceParties, documentSeries,
  taxRates, taxRateVersions,
  oneOffCharges, oneOffReversals, coupons, appliedCoupons, couponRemovals,
  settlements, creditNotes,
  creditUnits, creditUnitRates,
  creditGrants, creditVoids, creditExpiryChanges, creditTransfers, creditHolds, creditHoldEnds,
  recurringGrants, recurringGrantEnds, creditAlerts, creditAlertEvents, topUpRules, topUpRuleEnds,
  checkpoints, checkpointBooks, checkpointFacts, factEntries,
  usageBackfills, usageBackfillPages, usageBackfillSteps, usageBackfillAdditions,
  personalProperties, customerKeys, customerErasures,
} = postgresTables;
