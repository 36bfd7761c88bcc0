/** Tables of automatic top-ups: rules that buy credit, and their ends. What they bought are grants that name them. */
import type { ColumnKit } from './columns.postgres.ts';
import type { IdentityTables } from './tables.identity.ts';

export function defineTopUpTables(c: ColumnKit, { customers }: IdentityTables) {
  const topUpRules = c.table('top_up_rules', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    id: c.id('id'),
    /** Canonical JSON of what is bought, and when; the id holds its digest. */
    terms: c.document('terms'),
    /** The book's head when it was recorded. */
    bookSeq: c.sequence('book_seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'top_up_rules_pk', columns: [t.tenantId, t.customerId, t.id] }),
    c.unique('top_up_rules_id').on(t.tenantId, t.id),
    c.foreignKey({ name: 'top_up_rules_customer', columns: [t.tenantId, t.customerId], foreignColumns: [customers.tenantId, customers.id] }).onDelete('restrict'),
  ]);

  /** At most one a rule. */
  const topUpRuleEnds = c.table('top_up_rule_ends', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    topUpRuleId: c.id('top_up_rule_id'),
    reason: c.nullable.text('reason'),
    bookSeq: c.sequence('book_seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'top_up_rule_ends_pk', columns: [t.tenantId, t.customerId, t.topUpRuleId] }),
    c.foreignKey({
      name: 'top_up_rule_ends_rule',
      columns: [t.tenantId, t.customerId, t.topUpRuleId],
      foreignColumns: [topUpRules.tenantId, topUpRules.customerId, topUpRules.id],
    }).onDelete('restrict'),
  ]);

  return { topUpRules, topUpRuleEnds };
}
