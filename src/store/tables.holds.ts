/** Tables of holds: credit that is promised, and how each promise ended. */
import type { ColumnKit } from './columns.postgres.ts';
import type { IdentityTables } from './tables.identity.ts';

export function defineHoldTables(c: ColumnKit, { customers }: IdentityTables) {
  const creditHolds = c.table('credit_holds', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    id: c.id('id'),
    /** Canonical JSON of what is held; the id holds its digest. */
    terms: c.document('terms'),
    /** That of the terms: from here on it counts nothing. */
    expiresAt: c.instant('expires_at'),
    /** The book's head when it was recorded. */
    bookSeq: c.sequence('book_seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'credit_holds_pk', columns: [t.tenantId, t.customerId, t.id] }),
    c.unique('credit_holds_id').on(t.tenantId, t.id),
    c.index('credit_holds_expiry').on(t.tenantId, t.customerId, t.expiresAt),
    c.foreignKey({
      name: 'credit_holds_customer',
      columns: [t.tenantId, t.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }).onDelete('restrict'),
  ]);

  /** At most one a hold. */
  const creditHoldEnds = c.table('credit_hold_ends', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    holdId: c.id('hold_id'),
    outcome: c.word('outcome'),
    /** Canonical JSON of what was said with it. */
    terms: c.document('terms'),
    bookSeq: c.sequence('book_seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'credit_hold_ends_pk', columns: [t.tenantId, t.customerId, t.holdId] }),
    c.foreignKey({
      name: 'credit_hold_ends_hold',
      columns: [t.tenantId, t.customerId, t.holdId],
      foreignColumns: [creditHolds.tenantId, creditHolds.customerId, creditHolds.id],
    }).onDelete('restrict'),
  ]);

  return { creditHolds, creditHoldEnds };
}
