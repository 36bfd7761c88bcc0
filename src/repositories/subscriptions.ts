/** Subscriptions and their append-only segments, in SQL. */
import { and, asc, inArray } from 'drizzle-orm';
import { Decimal, decimalText } from '../core/decimal.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { canonicalJson } from '../core/json.ts';
import type { Proration } from '../core/proration.ts';
import type { Segment, SegmentState, TierPolicy } from '../core/segment.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

/** A segment with who recorded it, when and why. */
export interface RecordedSegment extends Segment {
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly reason: string | null;
}

export interface Subscription {
  readonly id: string;
  readonly customerId: string;
  readonly startAt: Instant;
  readonly createdAt: Instant;
  readonly segments: readonly RecordedSegment[];
}

export async function findSubscriptions(db: Database, reach: Reach, ids: readonly string[]): Promise<Subscription[]> {
  if (ids.length === 0) return [];
  const { subscriptions } = db.tables;
  return await withSegments(db, reach, await db.select().from(subscriptions).where(and(within(subscriptions, reach), inArray(subscriptions.id, [...ids]))));
}

/** Every subscription of the customers, oldest first. */
export async function findSubscriptionsOfCustomers(db: Database, reach: Reach, customerIds: readonly string[]): Promise<Subscription[]> {
  if (customerIds.length === 0) return [];
  const { subscriptions } = db.tables;
  const rows = await db
    .select()
    .from(subscriptions)
    .where(and(within(subscriptions, reach), inArray(subscriptions.customerId, [...customerIds])))
    .orderBy(asc(subscriptions.id));
  return await withSegments(db, reach, rows);
}

/** By customer, newest first within each. */
export async function pageSubscriptions(db: Database, reach: Reach, request: PageRequest): Promise<Page<Subscription>> {
  const { subscriptions } = db.tables;
  const page = keysetClauses(request, [{ column: subscriptions.customerId }, { column: subscriptions.id, isDescending: true }]);
  const rows = await db.select().from(subscriptions).where(and(within(subscriptions, reach), page.where)).orderBy(...page.orderBy).limit(page.limit);
  const { rows: own, ...ends } = pageOf(rows, request);
  return { rows: await withSegments(db, reach, own), ...ends };
}

export async function countSubscriptions(db: Database, reach: Reach, limit: number): Promise<number> {
  const { subscriptions } = db.tables;
  return await countRows(db, subscriptions.id, within(subscriptions, reach), limit);
}

export async function insertSubscription(tx: Transaction, tenantId: string, { segments, ...subscription }: Subscription): Promise<void> {
  await tx.insert(tx.tables.subscriptions).values({ tenantId, ...subscription });
  await insertSegments(tx, tenantId, subscription, segments);
}

/** Records segments of a subscription, after those that it has. */
export async function insertSegments(tx: Transaction, tenantId: string, { id, customerId }: Pick<Subscription, 'id' | 'customerId'>, segments: readonly RecordedSegment[]): Promise<void> {
  await tx.insert(tx.tables.subscriptionSegments).values(
    segments.map(({ quantities, ...segment }) => ({
      tenantId,
      customerId,
      subscriptionId: id,
      ...segment,
      quantities: canonicalJson(Object.fromEntries(Object.entries(quantities).map(([code, quantity]) => [code, decimalText(quantity)]))),
    })),
  );
}

async function withSegments(db: Database, reach: Reach, rows: readonly Tables['subscriptions']['$inferSelect'][]): Promise<Subscription[]> {
  if (rows.length === 0) return [];
  const { subscriptionSegments } = db.tables;
  const segmentRows = await db
    .select()
    .from(subscriptionSegments)
    .where(
      and(
        within(subscriptionSegments, reach),
        inArray(subscriptionSegments.customerId, [...new Set(rows.map(({ customerId }) => customerId))]),
        inArray(subscriptionSegments.subscriptionId, rows.map(({ id }) => id)),
      ),
    )
    .orderBy(asc(subscriptionSegments.ordinal));
  const bySubscription = groupBy(segmentRows, ({ subscriptionId }) => subscriptionId);
  return rows.map(({ id, customerId, startAt, createdAt }) => ({
    id,
    customerId,
    startAt,
    createdAt,
    segments: (bySubscription.get(id) ?? []).map(fromSegmentRow),
  }));
}

function fromSegmentRow(row: Tables['subscriptionSegments']['$inferSelect']): RecordedSegment {
  const quantities = JSON.parse(row.quantities) as Record<string, string>;
  return {
    ordinal: row.ordinal,
    startAt: row.startAt,
    state: row.state as SegmentState,
    planVersionId: row.planVersionId,
    quantities: Object.fromEntries(Object.entries(quantities).map(([code, text]) => [code, new Decimal(text)])),
    proration: row.proration as Proration | null,
    tiers: row.tiers as TierPolicy | null,
    bookSeq: row.bookSeq,
    recordedAt: row.recordedAt,
    actor: row.actor,
    reason: row.reason,
  };
}
