/** Tables of tax: the codes that rates go by, and their immutable versions. */
import type { ColumnKit } from './columns.postgres.ts';
import type { IdentityTables } from './tables.identity.ts';

export function defineTaxTables(c: ColumnKit, { tenants }: IdentityTables) {
  const taxRates = c.table('tax_rates', {
    tenantId: c.id('tenant_id'),
    id: c.id('id'),
    code: c.key('code'),
    createdAt: c.instant('created_at'),
  }, (t) => [
    c.primaryKey({ name: 'tax_rates_pk', columns: [t.tenantId, t.id] }),
    c.unique('tax_rates_code').on(t.tenantId, t.code),
    c.foreignKey({ name: 'tax_rates_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  const taxRateVersions = c.table('tax_rate_versions', {
    tenantId: c.id('tenant_id'),
    id: c.id('id'),
    taxRateId: c.id('tax_rate_id'),
    number: c.count('number'),
    /** In force from here until the next version's; null: from the beginning. */
    effectiveFrom: c.nullable.instant('effective_from'),
    /** Canonical JSON of all other terms. */
    terms: c.document('terms'),
    publishedAt: c.instant('published_at'),
  }, (t) => [
    c.primaryKey({ name: 'tax_rate_versions_pk', columns: [t.tenantId, t.id] }),
    c.unique('tax_rate_versions_number').on(t.tenantId, t.taxRateId, t.number),
    c.foreignKey({
      name: 'tax_rate_versions_tax_rate',
      columns: [t.tenantId, t.taxRateId],
      foreignColumns: [taxRates.tenantId, taxRates.id],
    }).onDelete('restrict'),
  ]);

  return { taxRates, taxRateVersions };
}
