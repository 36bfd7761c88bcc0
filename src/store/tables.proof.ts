/** Tables of the proofs: signed checkpoints over all books of a tenant, what each of them found new, and the digests of facts. */
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
    /** The root of the Merkle tree over the parts of facts that it seals; null, as the next, in one that is older than such parts. */
    factsRoot: c.nullable.digest('facts_root'),
    /** Every row of a fact whose id is below this one is sealed by it, or by one before it. */
    factsBefore: c.nullable.id('facts_before'),
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

  /** Rows of facts that a checkpoint found new. `owner_id` is a customer for its usage, and the tenant for everything else. */
  const checkpointFacts = c.table('checkpoint_facts', {
    tenantId: c.id('tenant_id'),
    ownerId: c.id('owner_id'),
    firstId: c.id('first_id'),
    lastId: c.id('last_id'),
    number: c.count('number'),
    rowCount: c.count('row_count'),
    digest: c.digest('digest'),
    /** The beginning of each row's digest, one after another. */
    marks: c.document('marks'),
    hash: c.digest('hash'),
  }, (t) => [
    c.primaryKey({ name: 'checkpoint_facts_pk', columns: [t.tenantId, t.ownerId, t.firstId] }),
    c.index('checkpoint_facts_end').on(t.tenantId, t.ownerId, t.lastId),
    c.foreignKey({
      name: 'checkpoint_facts_checkpoint',
      columns: [t.tenantId, t.number],
      foreignColumns: [checkpoints.tenantId, checkpoints.number],
    }).onDelete('restrict'),
  ]);

  /** The digest of each row of a fact but usage, written with it by the store (`store/factEntries.ts`). */
  const factEntries = c.table('fact_entries', {
    tenantId: c.id('tenant_id'),
    /** Of the table and the row's primary key. */
    keyHash: c.digest('key_hash'),
    /** By the time of recording: the order in which checkpoints seal. */
    id: c.id('id'),
    tableName: c.word('table_name'),
    /** Null for what all customers share. */
    customerId: c.nullable.id('customer_id'),
    /** Canonical JSON: the values of the primary key but the tenant, in its order. */
    rowKey: c.document('row_key'),
    digest: c.digest('digest'),
  }, (t) => [
    c.primaryKey({ name: 'fact_entries_pk', columns: [t.tenantId, t.keyHash] }),
    c.unique('fact_entries_id').on(t.tenantId, t.id),
    c.foreignKey({ name: 'fact_entries_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  return { checkpoints, checkpointBooks, checkpointFacts, factEntries };
}
