/** Tables of credit: units and their rates; grants, what was voided of them, and changes of their expiry. */
import type { ColumnKit } from './columns.postgres.ts';
import type { IdentityTables } from './tables.identity.ts';
import type { LedgerTables } from './tables.ledger.ts';

export function defineCreditTables(c: ColumnKit, { journals }: LedgerTables) {
  const creditGrants = c.table('credit_grants', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    id: c.id('id'),
    /** Canonical JSON of what was granted; the id holds its digest, and what became of it is a sum of postings. */
    terms: c.document('terms'),
    /** The place of its journal in the book. */
    seq: c.sequence('seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'credit_grants_pk', columns: [t.tenantId, t.customerId, t.id] }),
    c.unique('credit_grants_id').on(t.tenantId, t.id),
    c.unique('credit_grants_seq').on(t.tenantId, t.customerId, t.seq),
    c.foreignKey({
      name: 'credit_grants_journal',
      columns: [t.tenantId, t.customerId, t.seq],
      foreignColumns: [journals.tenantId, journals.customerId, journals.seq],
    }).onDelete('restrict'),
  ]);

  const creditVoids = c.table('credit_voids', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    grantId: c.id('grant_id'),
    /** The place of its journal in the book, which says how much. */
    seq: c.sequence('seq'),
    /** Canonical JSON of what was asked. */
    terms: c.document('terms'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'credit_voids_pk', columns: [t.tenantId, t.customerId, t.seq] }),
    c.foreignKey({
      name: 'credit_voids_grant',
      columns: [t.tenantId, t.customerId, t.grantId],
      foreignColumns: [creditGrants.tenantId, creditGrants.customerId, creditGrants.id],
    }).onDelete('restrict'),
    c.foreignKey({
      name: 'credit_voids_journal',
      columns: [t.tenantId, t.customerId, t.seq],
      foreignColumns: [journals.tenantId, journals.customerId, journals.seq],
    }).onDelete('restrict'),
  ]);

  /** The newest of a grant's says when it expires. */
  const creditExpiryChanges = c.table('credit_expiry_changes', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    grantId: c.id('grant_id'),
    ordinal: c.count('ordinal'),
    /** Null for never. */
    expiresAt: c.nullable.instant('expires_at'),
    reason: c.nullable.text('reason'),
    /** The book's head when it was recorded: a journal knows it if its seq is greater. */
    bookSeq: c.sequence('book_seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'credit_expiry_changes_pk', columns: [t.tenantId, t.customerId, t.grantId, t.ordinal] }),
    c.foreignKey({
      name: 'credit_expiry_changes_grant',
      columns: [t.tenantId, t.customerId, t.grantId],
      foreignColumns: [creditGrants.tenantId, creditGrants.customerId, creditGrants.id],
    }).onDelete('restrict'),
  ]);

  return { creditGrants, creditVoids, creditExpiryChanges };
}

export type CreditTables = ReturnType<typeof defineCreditTables>;

/** Tables of credit units: what never changes of one, and what it is worth from when on. */
export function defineCreditUnitTables(c: ColumnKit, { tenants }: IdentityTables) {
  const creditUnits = c.table('credit_units', {
    tenantId: c.id('tenant_id'),
    id: c.id('id'),
    code: c.key('code'),
    name: c.key('name'),
    decimals: c.count('decimals'),
    createdAt: c.instant('created_at'),
  }, (t) => [
    c.primaryKey({ name: 'credit_units_pk', columns: [t.tenantId, t.id] }),
    c.unique('credit_units_code').on(t.tenantId, t.code),
    c.foreignKey({ name: 'credit_units_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  const creditUnitRates = c.table('credit_unit_rates', {
    tenantId: c.id('tenant_id'),
    creditUnitId: c.id('credit_unit_id'),
    currency: c.word('currency'),
    /** 0 for the one that the unit was created with; later ones count from 1. */
    number: c.count('number'),
    /** Major units of the currency for one unit. */
    moneyPerUnit: c.quantity('money_per_unit'),
    /** In force from here until the next one's; null: from the beginning. */
    effectiveFrom: c.nullable.instant('effective_from'),
    publishedAt: c.instant('published_at'),
  }, (t) => [
    c.primaryKey({ name: 'credit_unit_rates_pk', columns: [t.tenantId, t.creditUnitId, t.currency, t.number] }),
    c.foreignKey({
      name: 'credit_unit_rates_unit',
      columns: [t.tenantId, t.creditUnitId],
      foreignColumns: [creditUnits.tenantId, creditUnits.id],
    }).onDelete('restrict'),
  ]);

  return { creditUnits, creditUnitRates };
}
