/** Tables of what may be erased: which properties of usage are personal, the keys under which they are sealed, and what was erased. */
import type { ColumnKit } from './columns.postgres.ts';
import type { IdentityTables } from './tables.identity.ts';

export function definePrivacyTables(c: ColumnKit, { tenants, customers }: IdentityTables) {
  const personalProperties = c.table('personal_properties', {
    tenantId: c.id('tenant_id'),
    eventName: c.key('event_name'),
    property: c.key('property'),
    /** What is recorded from here on is sealed. */
    declaredAt: c.instant('declared_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'personal_properties_pk', columns: [t.tenantId, t.eventName, t.property] }),
    c.foreignKey({ name: 'personal_properties_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  /** One a customer. An erasure destroys the key, and with it everything that is sealed or salted by it. */
  const customerKeys = c.table('customer_keys', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    /** 256 random bits; null once they are destroyed. */
    dataKey: c.nullable.digest('data_key'),
    createdAt: c.instant('created_at'),
    erasedAt: c.nullable.instant('erased_at'),
  }, (t) => [
    c.primaryKey({ name: 'customer_keys_pk', columns: [t.tenantId, t.customerId] }),
    c.index('customer_keys_erased').on(t.tenantId, t.erasedAt),
    c.foreignKey({
      name: 'customer_keys_customer',
      columns: [t.tenantId, t.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }).onDelete('restrict'),
  ]);

  const customerErasures = c.table('customer_erasures', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    ordinal: c.count('ordinal'),
    erasedAt: c.instant('erased_at'),
    /** The API key that asked for it; null for the job that erases what has run out. */
    actor: c.nullable.key('actor'),
    reason: c.nullable.text('reason'),
    /** Documents that the law wants to name the customer still, and the last day of the last of them. */
    keptInvoices: c.count('kept_invoices'),
    keptUntil: c.nullable.key('kept_until'),
  }, (t) => [
    c.primaryKey({ name: 'customer_erasures_pk', columns: [t.tenantId, t.customerId, t.ordinal] }),
    c.foreignKey({
      name: 'customer_erasures_customer',
      columns: [t.tenantId, t.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }).onDelete('restrict'),
  ]);

  return { personalProperties, customerKeys, customerErasures };
}
