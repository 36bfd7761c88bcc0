/** Tables of who is who: tenants, their API keys, their customers, and the answers kept for idempotency keys. */
import type { ColumnKit } from './columns.postgres.ts';

export function defineIdentityTables(c: ColumnKit) {
  const tenants = c.table('tenants', {
    id: c.id('id').primaryKey(),
    name: c.key('name'),
    /** The n-th tenant of this name; makes the id a function of the input. */
    ordinal: c.count('ordinal'),
    defaultCurrency: c.word('default_currency'),
    timeZone: c.key('time_zone'),
    /** A sandbox tenant's own time; null for a tenant that lives in real time. */
    clockAt: c.nullable.instant('clock_at'),
    /** Canonical JSON: what documents say of the seller, and the terms of all its customers. Null: nothing said. */
    billing: c.nullable.document('billing'),
    idempotencyKey: c.nullable.key('idempotency_key').unique('tenants_idempotency_key'),
    intent: c.digest('intent'),
    createdAt: c.instant('created_at'),
  }, (t) => [c.unique('tenants_name_ordinal').on(t.name, t.ordinal)]);

  const apiKeys = c.table('api_keys', {
    tenantId: c.id('tenant_id'),
    id: c.id('id'),
    name: c.key('name'),
    /** SHA-256 of the secret; the secret itself is shown once and not kept. */
    secretDigest: c.digest('secret_digest').unique('api_keys_secret_digest'),
    scopes: c.document('scopes'),
    /** Limits the key to one customer. */
    customerId: c.nullable.id('customer_id'),
    createdAt: c.instant('created_at'),
    expiresAt: c.nullable.instant('expires_at'),
    revokedAt: c.nullable.instant('revoked_at'),
  }, (t) => [
    c.primaryKey({ name: 'api_keys_pk', columns: [t.tenantId, t.id] }),
    c.foreignKey({ name: 'api_keys_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  const customers = c.table('customers', {
    tenantId: c.id('tenant_id'),
    id: c.id('id'),
    externalId: c.key('external_id'),
    name: c.text('name'),
    email: c.nullable.text('email'),
    currency: c.word('currency'),
    /** The zone that the customer was created with; changes of it are rows of their own. */
    timeZone: c.key('time_zone'),
    billingAddress: c.nullable.document('billing_address'),
    /** Canonical JSON: tax number and exemption, language, and the customer's own terms. Null: nothing said. */
    billing: c.nullable.document('billing'),
    metadata: c.document('metadata'),
    createdAt: c.instant('created_at'),
  }, (t) => [
    c.primaryKey({ name: 'customers_pk', columns: [t.tenantId, t.id] }),
    c.unique('customers_external_id').on(t.tenantId, t.externalId),
    c.foreignKey({ name: 'customers_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  const customerZoneChanges = c.table('customer_zone_changes', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    ordinal: c.count('ordinal'),
    /** Holds from here until a later ordinal's start. */
    startAt: c.instant('start_at'),
    timeZone: c.key('time_zone'),
    /** The book's head when this was recorded. */
    bookSeq: c.sequence('book_seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
    reason: c.nullable.text('reason'),
  }, (t) => [
    c.primaryKey({ name: 'customer_zone_changes_pk', columns: [t.tenantId, t.customerId, t.ordinal] }),
    c.foreignKey({
      name: 'customer_zone_changes_customer',
      columns: [t.tenantId, t.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }).onDelete('restrict'),
  ]);

  const idempotencyRecords = c.table('idempotency_records', {
    tenantId: c.id('tenant_id'),
    key: c.key('idempotency_key'),
    operation: c.word('operation'),
    /** SHA-256 over what the client asked for, without the key. */
    intent: c.digest('intent'),
    /** What to give again: ids, never amounts. */
    result: c.document('result'),
    recordedAt: c.instant('recorded_at'),
  }, (t) => [
    c.primaryKey({ name: 'idempotency_records_pk', columns: [t.tenantId, t.key] }),
    c.foreignKey({ name: 'idempotency_records_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  return { tenants, apiKeys, customers, customerZoneChanges, idempotencyRecords };
}

export type IdentityTables = ReturnType<typeof defineIdentityTables>;
