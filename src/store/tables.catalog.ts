/** Tables of what is sold: meters, plans with their immutable versions and prices, and subscriptions with their segments. */
import type { ColumnKit } from './columns.postgres.ts';
import type { IdentityTables } from './tables.identity.ts';

export function defineCatalogTables(c: ColumnKit, { tenants, customers }: IdentityTables) {
  const meters = c.table('meters', {
    tenantId: c.id('tenant_id'),
    id: c.id('id'),
    code: c.key('code'),
    name: c.key('name'),
    eventName: c.key('event_name'),
    /** Canonical JSON of the whole definition. */
    definition: c.document('definition'),
    createdAt: c.instant('created_at'),
  }, (t) => [
    c.primaryKey({ name: 'meters_pk', columns: [t.tenantId, t.id] }),
    c.unique('meters_code').on(t.tenantId, t.code),
    c.index('meters_event_name').on(t.tenantId, t.eventName),
    c.foreignKey({ name: 'meters_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  const plans = c.table('plans', {
    tenantId: c.id('tenant_id'),
    id: c.id('id'),
    code: c.key('code'),
    name: c.key('name'),
    createdAt: c.instant('created_at'),
  }, (t) => [
    c.primaryKey({ name: 'plans_pk', columns: [t.tenantId, t.id] }),
    c.unique('plans_code').on(t.tenantId, t.code),
    c.foreignKey({ name: 'plans_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  const planVersions = c.table('plan_versions', {
    tenantId: c.id('tenant_id'),
    id: c.id('id'),
    planId: c.id('plan_id'),
    /** Null for a version with overridden prices, which belongs to one subscription and is not published. */
    number: c.nullable.count('number'),
    currency: c.word('currency'),
    /** Canonical JSON of every term but the prices; of a version with overridden prices nothing, for they are its base's. */
    terms: c.document('terms'),
    /** SHA-256 over the terms and all prices. */
    digest: c.digest('digest'),
    publishedAt: c.instant('published_at'),
    /** Of a version with overridden prices: the published one beneath it. */
    baseVersionId: c.nullable.id('base_version_id'),
    /** Whose prices they are. */
    subscriptionId: c.nullable.id('subscription_id'),
    /** Canonical JSON: the prices replaced, added and removed. */
    overrides: c.nullable.document('overrides'),
    /** Canonical JSON: the ids of all its prices in order; those that are its base's, or an earlier override's, have their rows there. */
    priceIds: c.nullable.document('price_ids'),
  }, (t) => [
    c.primaryKey({ name: 'plan_versions_pk', columns: [t.tenantId, t.id] }),
    c.unique('plan_versions_number').on(t.tenantId, t.planId, t.number),
    c.foreignKey({ name: 'plan_versions_plan', columns: [t.tenantId, t.planId], foreignColumns: [plans.tenantId, plans.id] }).onDelete('restrict'),
  ]);

  const prices = c.table('prices', {
    tenantId: c.id('tenant_id'),
    id: c.id('id'),
    planVersionId: c.id('plan_version_id'),
    ordinal: c.count('ordinal'),
    code: c.key('code'),
    meterId: c.nullable.id('meter_id'),
    /** Canonical JSON of the price as it was published. */
    terms: c.document('terms'),
  }, (t) => [
    c.primaryKey({ name: 'prices_pk', columns: [t.tenantId, t.id] }),
    c.unique('prices_code').on(t.tenantId, t.planVersionId, t.code),
    c.foreignKey({
      name: 'prices_plan_version',
      columns: [t.tenantId, t.planVersionId],
      foreignColumns: [planVersions.tenantId, planVersions.id],
    }).onDelete('restrict'),
    c.foreignKey({ name: 'prices_meter', columns: [t.tenantId, t.meterId], foreignColumns: [meters.tenantId, meters.id] }).onDelete('restrict'),
  ]);

  const subscriptions = c.table('subscriptions', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    id: c.id('id'),
    startAt: c.instant('start_at'),
    createdAt: c.instant('created_at'),
  }, (t) => [
    c.primaryKey({ name: 'subscriptions_pk', columns: [t.tenantId, t.customerId, t.id] }),
    c.foreignKey({
      name: 'subscriptions_customer',
      columns: [t.tenantId, t.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }).onDelete('restrict'),
  ]);

  const subscriptionSegments = c.table('subscription_segments', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    subscriptionId: c.id('subscription_id'),
    ordinal: c.count('ordinal'),
    /** In force from here until a later ordinal's start. */
    startAt: c.instant('start_at'),
    /** What it charges: a word of `core/segment.ts`. */
    state: c.word('state'),
    planVersionId: c.id('plan_version_id'),
    /** Canonical JSON: quantity by price code. */
    quantities: c.document('quantities'),
    /** How the change at its start splits a period; null: as each price says. */
    proration: c.nullable.key('proration'),
    /** What the change at its start does to usage tiers: a word of `core/segment.ts`; null: begin anew with another price. */
    tiers: c.nullable.key('tiers'),
    /** The book's head when this was recorded. */
    bookSeq: c.sequence('book_seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
    reason: c.nullable.text('reason'),
  }, (t) => [
    c.primaryKey({ name: 'subscription_segments_pk', columns: [t.tenantId, t.customerId, t.subscriptionId, t.ordinal] }),
    c.foreignKey({
      name: 'subscription_segments_subscription',
      columns: [t.tenantId, t.customerId, t.subscriptionId],
      foreignColumns: [subscriptions.tenantId, subscriptions.customerId, subscriptions.id],
    }).onDelete('restrict'),
    c.foreignKey({
      name: 'subscription_segments_plan_version',
      columns: [t.tenantId, t.planVersionId],
      foreignColumns: [planVersions.tenantId, planVersions.id],
    }).onDelete('restrict'),
  ]);

  return { meters, plans, planVersions, prices, subscriptions, subscriptionSegments };
}
