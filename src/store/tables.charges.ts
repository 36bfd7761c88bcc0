/** Tables of what is charged singly: one-off charges and their reversals. */
import type { ColumnKit } from './columns.postgres.ts';
import type { LedgerTables } from './tables.ledger.ts';

export function defineChargeTables(c: ColumnKit, { journals }: LedgerTables) {
  const oneOffCharges = c.table('one_off_charges', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    id: c.id('id'),
    subscriptionId: c.nullable.id('subscription_id'),
    /** Canonical JSON of what is charged; its journal holds the digest. */
    terms: c.document('terms'),
    reason: c.nullable.text('reason'),
    /** The place of its journal in the book. */
    seq: c.sequence('seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'one_off_charges_pk', columns: [t.tenantId, t.customerId, t.id] }),
    c.unique('one_off_charges_id').on(t.tenantId, t.id),
    c.foreignKey({
      name: 'one_off_charges_journal',
      columns: [t.tenantId, t.customerId, t.seq],
      foreignColumns: [journals.tenantId, journals.customerId, journals.seq],
    }).onDelete('restrict'),
  ]);

  /** At most one a charge. */
  const oneOffReversals = c.table('one_off_reversals', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    chargeId: c.id('charge_id'),
    reason: c.text('reason'),
    seq: c.sequence('seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'one_off_reversals_pk', columns: [t.tenantId, t.customerId, t.chargeId] }),
    c.foreignKey({
      name: 'one_off_reversals_charge',
      columns: [t.tenantId, t.customerId, t.chargeId],
      foreignColumns: [oneOffCharges.tenantId, oneOffCharges.customerId, oneOffCharges.id],
    }).onDelete('restrict'),
    c.foreignKey({
      name: 'one_off_reversals_journal',
      columns: [t.tenantId, t.customerId, t.seq],
      foreignColumns: [journals.tenantId, journals.customerId, journals.seq],
    }).onDelete('restrict'),
  ]);

  return { oneOffCharges, oneOffReversals };
}
