/** Tables of discounts: coupons, and where they are applied and removed. */
import type { ColumnKit } from './columns.postgres.ts';
import type { IdentityTables } from './tables.identity.ts';

export function defineCouponTables(c: ColumnKit, { tenants, customers }: IdentityTables) {
  const coupons = c.table('coupons', {
    tenantId: c.id('tenant_id'),
    id: c.id('id'),
    code: c.key('code'),
    name: c.key('name'),
    /** Canonical JSON of what it takes off, off what and for how long. */
    terms: c.document('terms'),
    /** Canonical JSON: the ids of the plans that it is limited to; null for all. */
    planIds: c.document('plan_ids'),
    createdAt: c.instant('created_at'),
  }, (t) => [
    c.primaryKey({ name: 'coupons_pk', columns: [t.tenantId, t.id] }),
    c.unique('coupons_code').on(t.tenantId, t.code),
    c.foreignKey({ name: 'coupons_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  const appliedCoupons = c.table('applied_coupons', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    id: c.id('id'),
    couponId: c.id('coupon_id'),
    /** Null for all subscriptions of the customer. */
    subscriptionId: c.nullable.id('subscription_id'),
    startAt: c.instant('start_at'),
    /** The book's head when this was recorded. */
    bookSeq: c.sequence('book_seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
  }, (t) => [
    c.primaryKey({ name: 'applied_coupons_pk', columns: [t.tenantId, t.customerId, t.id] }),
    c.unique('applied_coupons_id').on(t.tenantId, t.id),
    c.index('applied_coupons_coupon').on(t.tenantId, t.couponId),
    c.foreignKey({ name: 'applied_coupons_coupon_id', columns: [t.tenantId, t.couponId], foreignColumns: [coupons.tenantId, coupons.id] }).onDelete('restrict'),
    c.foreignKey({
      name: 'applied_coupons_customer',
      columns: [t.tenantId, t.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }).onDelete('restrict'),
  ]);

  /** At most one an application. */
  const couponRemovals = c.table('coupon_removals', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    appliedCouponId: c.id('applied_coupon_id'),
    /** From here on nothing falls under it. */
    endAt: c.instant('end_at'),
    bookSeq: c.sequence('book_seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
    reason: c.nullable.text('reason'),
  }, (t) => [
    c.primaryKey({ name: 'coupon_removals_pk', columns: [t.tenantId, t.customerId, t.appliedCouponId] }),
    c.foreignKey({
      name: 'coupon_removals_application',
      columns: [t.tenantId, t.customerId, t.appliedCouponId],
      foreignColumns: [appliedCoupons.tenantId, appliedCoupons.customerId, appliedCoupons.id],
    }).onDelete('restrict'),
  ]);

  return { coupons, appliedCoupons, couponRemovals };
}
