/** Tables of what settles invoices: payments, credit applied, refunds and write-offs. */
import type { ColumnKit } from './columns.postgres.ts';
import type { LedgerTables } from './tables.ledger.ts';

export function defineSettlementTables(c: ColumnKit, { journals }: LedgerTables) {
  const settlements = c.table('settlements', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    id: c.id('id'),
    kind: c.word('kind'),
    /** Canonical JSON of what was asked; its journal holds what it came to. */
    terms: c.document('terms'),
    /** The place of its journal in the book. */
    seq: c.sequence('seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'settlements_pk', columns: [t.tenantId, t.customerId, t.id] }),
    c.unique('settlements_id').on(t.tenantId, t.id),
    c.unique('settlements_seq').on(t.tenantId, t.customerId, t.seq),
    c.foreignKey({
      name: 'settlements_journal',
      columns: [t.tenantId, t.customerId, t.seq],
      foreignColumns: [journals.tenantId, journals.customerId, journals.seq],
    }).onDelete('restrict'),
  ]);

  return { settlements };
}
