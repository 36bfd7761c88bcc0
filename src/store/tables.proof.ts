/** Tables of the proofs: signed checkpoints over all books of a tenant, and the books that each of them found changed. */
import type { ColumnKit } from './columns.postgres.ts';
import type { IdentityTables } from './tables.identity.ts';

export function defineProofTables(c: ColumnKit, { tenants, customers }: IdentityTables) {
  const checkpoints = c.table('checkpoints', {
    tenantId: c.id('tenant_id'),
    number: c.count('number'),
    /** The slot of time that it was taken for; null if somebody asked for it. One a slot, however many processes there are. */
    slot: c.nullable.sequence('slot'),
    takenAt: c.instant('taken_at'),
    bookCount: c.sequence('book_count'),
    journalCount: c.sequence('journal_count'),
    /** Canonical JSON: the last number of each series. */
    series: c.document('series'),
    root: c.digest('root'),
    previousHash: c.digest('previous_hash'),
    hash: c.digest('hash'),
    publicKey: c.key('public_key'),
    signature: c.key('signature'),
  }, (t) => [
    c.primaryKey({ name: 'checkpoints_pk', columns: [t.tenantId, t.number] }),
    c.unique('checkpoints_slot').on(t.tenantId, t.slot),
    c.foreignKey({ name: 'checkpoints_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  /** A book in a checkpoint. One that has not moved since the checkpoint before has no row: its newest row holds. */
  const checkpointBooks = c.table('checkpoint_books', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    number: c.count('number'),
    seq: c.sequence('seq'),
    hash: c.digest('hash'),
    journalsRoot: c.digest('journals_root'),
    /** Canonical JSON: the full subtrees of the tree over the journals, from which the next checkpoint goes on. */
    peaks: c.document('peaks'),
  }, (t) => [
    c.primaryKey({ name: 'checkpoint_books_pk', columns: [t.tenantId, t.customerId, t.number] }),
    c.foreignKey({
      name: 'checkpoint_books_checkpoint',
      columns: [t.tenantId, t.number],
      foreignColumns: [checkpoints.tenantId, checkpoints.number],
    }).onDelete('restrict'),
    c.foreignKey({
      name: 'checkpoint_books_customer',
      columns: [t.tenantId, t.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }).onDelete('restrict'),
  ]);

  return { checkpoints, checkpointBooks };
}
