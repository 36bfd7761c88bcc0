/** Tables of transfers: credit that left a lot of one customer for another. */
import type { ColumnKit } from './columns.postgres.ts';
import type { CreditTables } from './tables.credits.ts';
import type { IdentityTables } from './tables.identity.ts';
import type { LedgerTables } from './tables.ledger.ts';

export function defineCreditTransferTables(c: ColumnKit, { customers }: IdentityTables, { journals }: LedgerTables, { creditGrants }: CreditTables) {
  const creditTransfers = c.table('credit_transfers', {
    tenantId: c.id('tenant_id'),
    /** Whose lot it left. */
    customerId: c.id('customer_id'),
    grantId: c.id('grant_id'),
    /** The place of its journal in that customer's book. */
    seq: c.sequence('seq'),
    toCustomerId: c.id('to_customer_id'),
    /** The lot that it became, whose terms say how much. */
    toGrantId: c.id('to_grant_id'),
    /** Canonical JSON of what was asked, and of what it came to. */
    terms: c.document('terms'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'credit_transfers_pk', columns: [t.tenantId, t.customerId, t.seq] }),
    c.unique('credit_transfers_to_grant').on(t.tenantId, t.toGrantId),
    c.foreignKey({
      name: 'credit_transfers_grant',
      columns: [t.tenantId, t.customerId, t.grantId],
      foreignColumns: [creditGrants.tenantId, creditGrants.customerId, creditGrants.id],
    }).onDelete('restrict'),
    c.foreignKey({
      name: 'credit_transfers_journal',
      columns: [t.tenantId, t.customerId, t.seq],
      foreignColumns: [journals.tenantId, journals.customerId, journals.seq],
    }).onDelete('restrict'),
    c.foreignKey({ name: 'credit_transfers_to', columns: [t.tenantId, t.toCustomerId], foreignColumns: [customers.tenantId, customers.id] }).onDelete('restrict'),
  ]);

  return { creditTransfers };
}
