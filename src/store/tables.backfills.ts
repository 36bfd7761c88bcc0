/** Tables of backfills: what each is about, the pages of its batch, what was done with it, and which events it added. */
import type { ColumnKit } from './columns.postgres.ts';
import type { IdentityTables } from './tables.identity.ts';
import type { LedgerTables } from './tables.ledger.ts';

export function defineBackfillTables(c: ColumnKit, { tenants }: IdentityTables, { usageEvents }: LedgerTables) {
  const usageBackfills = c.table('usage_backfills', {
    tenantId: c.id('tenant_id'),
    id: c.id('id'),
    name: c.key('name'),
    /** The only customer that it is about; null if it is about several. */
    customerId: c.nullable.id('customer_id'),
    /** Canonical JSON: customers, event names, time, and whether it replaces. */
    scope: c.document('scope'),
    reason: c.text('reason'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'usage_backfills_pk', columns: [t.tenantId, t.id] }),
    c.unique('usage_backfills_name').on(t.tenantId, t.name),
    c.foreignKey({ name: 'usage_backfills_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  /** The batch as it was sent, before anything of it counts. */
  const usageBackfillPages = c.table('usage_backfill_pages', {
    tenantId: c.id('tenant_id'),
    backfillId: c.id('backfill_id'),
    page: c.count('page'),
    /** Canonical JSON of the events. */
    events: c.document('events'),
    eventCount: c.count('event_count'),
    digest: c.digest('digest'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'usage_backfill_pages_pk', columns: [t.tenantId, t.backfillId, t.page] }),
    c.foreignKey({ name: 'usage_backfill_pages_backfill', columns: [t.tenantId, t.backfillId], foreignColumns: [usageBackfills.tenantId, usageBackfills.id] }).onDelete('restrict'),
  ]);

  /** That it was applied, and that it was reverted: each at most once. */
  const usageBackfillSteps = c.table('usage_backfill_steps', {
    tenantId: c.id('tenant_id'),
    backfillId: c.id('backfill_id'),
    kind: c.word('kind'),
    /** Why it was reverted; null for what applied it. */
    reason: c.nullable.text('reason'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
    added: c.count('added'),
    amended: c.count('amended'),
    restored: c.count('restored'),
    voided: c.count('voided'),
    duplicates: c.count('duplicates'),
  }, (t) => [
    c.primaryKey({ name: 'usage_backfill_steps_pk', columns: [t.tenantId, t.backfillId, t.kind] }),
    c.foreignKey({ name: 'usage_backfill_steps_backfill', columns: [t.tenantId, t.backfillId], foreignColumns: [usageBackfills.tenantId, usageBackfills.id] }).onDelete('restrict'),
  ]);

  /** The events that a backfill brought; what it corrected says so itself. */
  const usageBackfillAdditions = c.table('usage_backfill_additions', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    eventId: c.id('event_id'),
    backfillId: c.id('backfill_id'),
  }, (t) => [
    c.primaryKey({ name: 'usage_backfill_additions_pk', columns: [t.tenantId, t.customerId, t.eventId] }),
    c.index('usage_backfill_additions_backfill').on(t.tenantId, t.backfillId),
    c.foreignKey({
      name: 'usage_backfill_additions_event',
      columns: [t.tenantId, t.customerId, t.eventId],
      foreignColumns: [usageEvents.tenantId, usageEvents.customerId, usageEvents.id],
    }).onDelete('restrict'),
  ]);

  return { usageBackfills, usageBackfillPages, usageBackfillSteps, usageBackfillAdditions };
}
