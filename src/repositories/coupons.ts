/** Coupons, and where they are applied and removed, in SQL. */
import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { BookOwner } from '../core/book.ts';
import { type AppliedCoupon, type Coupon, type CouponRemoval, couponTermsJson, parseCouponTerms } from '../core/coupon.ts';
import { canonicalJson } from '../core/json.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

export async function findCoupons(db: Database, tenantId: string, ids: readonly string[]): Promise<Coupon[]> {
  if (ids.length === 0) return [];
  const { coupons } = db.tables;
  return (await db.select().from(coupons).where(and(eq(coupons.tenantId, tenantId), inArray(coupons.id, [...ids])))).map(fromCouponRow);
}

export async function findCouponByCode(db: Database, tenantId: string, code: string): Promise<Coupon | null> {
  const { coupons } = db.tables;
  const [row] = await db.select().from(coupons).where(and(eq(coupons.tenantId, tenantId), eq(coupons.code, code)));
  return row ? fromCouponRow(row) : null;
}

/** Locks a coupon, so that its applications are counted one after another. */
export async function lockCouponByCode(tx: Transaction, tenantId: string, code: string): Promise<Coupon | null> {
  const { coupons } = tx.tables;
  const [row] = await tx.select().from(coupons).where(and(eq(coupons.tenantId, tenantId), eq(coupons.code, code))).for('update');
  return row ? fromCouponRow(row) : null;
}

/** Newest first. */
export async function pageCoupons(db: Database, tenantId: string, request: PageRequest): Promise<Page<Coupon>> {
  const { coupons } = db.tables;
  const page = keysetClauses(request, [{ column: coupons.id, isDescending: true }]);
  const rows = await db.select().from(coupons).where(and(eq(coupons.tenantId, tenantId), page.where)).orderBy(...page.orderBy).limit(page.limit);
  return pageOf(rows.map(fromCouponRow), request);
}

export async function countCoupons(db: Database, tenantId: string, limit: number): Promise<number> {
  const { coupons } = db.tables;
  return await countRows(db, coupons.id, eq(coupons.tenantId, tenantId), limit);
}

export async function insertCoupon(tx: Transaction, tenantId: string, { terms, planIds, ...coupon }: Coupon): Promise<void> {
  await tx.insert(tx.tables.coupons).values({ tenantId, ...coupon, terms: canonicalJson(couponTermsJson(terms)), planIds: canonicalJson(planIds === null ? null : [...planIds]) });
}

/** How often a coupon was applied, over all customers. */
export async function countApplications(db: Database, tenantId: string, couponId: string): Promise<number> {
  const { appliedCoupons } = db.tables;
  const [row] = await db.select({ applications: count() }).from(appliedCoupons).where(and(eq(appliedCoupons.tenantId, tenantId), eq(appliedCoupons.couponId, couponId)));
  return row?.applications ?? 0;
}

/** Every coupon that was ever applied to a customer, in order of application. */
export async function findAppliedCoupons(db: Database, { tenantId, customerId }: BookOwner): Promise<AppliedCoupon[]> {
  const { appliedCoupons } = db.tables;
  const rows = await db
    .select()
    .from(appliedCoupons)
    .where(and(eq(appliedCoupons.tenantId, tenantId), eq(appliedCoupons.customerId, customerId)))
    .orderBy(asc(appliedCoupons.id));
  return await withCoupons(db, tenantId, rows);
}

export async function findAppliedCouponsById(db: Database, reach: Reach, ids: readonly string[]): Promise<AppliedCoupon[]> {
  if (ids.length === 0) return [];
  const { appliedCoupons } = db.tables;
  return await withCoupons(db, reach.tenantId, await db.select().from(appliedCoupons).where(and(within(appliedCoupons, reach), inArray(appliedCoupons.id, [...ids]))));
}

/** By customer, newest first within each. */
export async function pageAppliedCoupons(db: Database, reach: Reach, request: PageRequest): Promise<Page<AppliedCoupon>> {
  const { appliedCoupons } = db.tables;
  const page = keysetClauses(request, [{ column: appliedCoupons.customerId }, { column: appliedCoupons.id, isDescending: true }]);
  const rows = await db.select().from(appliedCoupons).where(and(within(appliedCoupons, reach), page.where)).orderBy(...page.orderBy).limit(page.limit);
  const { rows: own, ...ends } = pageOf(rows, request);
  return { rows: await withCoupons(db, reach.tenantId, own), ...ends };
}

export async function countAppliedCoupons(db: Database, reach: Reach, limit: number): Promise<number> {
  const { appliedCoupons } = db.tables;
  return await countRows(db, appliedCoupons.id, within(appliedCoupons, reach), limit);
}

export async function insertAppliedCoupon(tx: Transaction, tenantId: string, { coupon, removal: _, ...applied }: AppliedCoupon): Promise<void> {
  await tx.insert(tx.tables.appliedCoupons).values({ tenantId, ...applied, couponId: coupon.id });
}

export async function insertCouponRemoval(tx: Transaction, tenantId: string, removal: CouponRemoval): Promise<void> {
  await tx.insert(tx.tables.couponRemovals).values({ tenantId, ...removal });
}

async function withCoupons(db: Database, tenantId: string, rows: readonly Tables['appliedCoupons']['$inferSelect'][]): Promise<AppliedCoupon[]> {
  if (rows.length === 0) return [];
  const { couponRemovals } = db.tables;
  const coupons = new Map((await findCoupons(db, tenantId, [...new Set(rows.map(({ couponId }) => couponId))])).map((coupon) => [coupon.id, coupon]));
  const removals = await db
    .select()
    .from(couponRemovals)
    .where(
      and(
        eq(couponRemovals.tenantId, tenantId),
        inArray(couponRemovals.customerId, [...new Set(rows.map(({ customerId }) => customerId))]),
        inArray(couponRemovals.appliedCouponId, rows.map(({ id }) => id)),
      ),
    );
  const byApplication = new Map(removals.map(({ tenantId: _, ...removal }) => [removal.appliedCouponId, removal]));
  return rows.flatMap(({ tenantId: _, couponId, ...applied }) => {
    const coupon = coupons.get(couponId);
    return coupon ? [{ ...applied, coupon, removal: byApplication.get(applied.id) ?? null }] : [];
  });
}

function fromCouponRow({ tenantId: _, terms, planIds, ...coupon }: Tables['coupons']['$inferSelect']): Coupon {
  return { ...coupon, terms: parseCouponTerms(JSON.parse(terms) as object), planIds: JSON.parse(planIds) as string[] | null };
}
