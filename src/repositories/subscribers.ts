/** Subscribers of a plan: which subscriptions were ever on it, in SQL. */
import { and, asc, eq, gt, inArray, lte, or } from 'drizzle-orm';
import type { Instant } from '../core/instant.ts';
import type { Database } from '../store/database.ts';
import { type Reach, within } from './reach.ts';

/** Where a subscription is found. */
export interface SubscriberPlace {
  readonly customerId: string;
  readonly subscriptionId: string;
}

/** Which subscribers: of a plan's published versions or what overrides them, of all customers or some, that were there at a time. */
export interface SubscriberQuestion {
  readonly planId: string;
  /** Null: of any version. */
  readonly versionIds: readonly string[] | null;
  /** Null: of all customers. */
  readonly customerIds: readonly string[] | null;
  readonly createdThrough: Instant;
  readonly after: SubscriberPlace | null;
  readonly limit: number;
}

/** By customer, then by subscription. */
export async function findSubscribers(db: Database, reach: Reach, { planId, versionIds, customerIds, createdThrough, after, limit }: SubscriberQuestion): Promise<SubscriberPlace[]> {
  const { subscriptions, subscriptionSegments: segments, planVersions } = db.tables;
  const ofVersions = versionIds === null ? undefined : or(inArray(planVersions.id, [...versionIds]), inArray(planVersions.baseVersionId, [...versionIds]));
  return await db
    .selectDistinct({ customerId: segments.customerId, subscriptionId: segments.subscriptionId })
    .from(segments)
    .innerJoin(planVersions, and(eq(planVersions.tenantId, segments.tenantId), eq(planVersions.id, segments.planVersionId)))
    .innerJoin(subscriptions, and(eq(subscriptions.tenantId, segments.tenantId), eq(subscriptions.customerId, segments.customerId), eq(subscriptions.id, segments.subscriptionId)))
    .where(
      and(
        within(segments, reach),
        eq(planVersions.planId, planId),
        ofVersions,
        customerIds === null ? undefined : inArray(segments.customerId, [...customerIds]),
        lte(subscriptions.createdAt, createdThrough),
        after === null ? undefined : or(gt(segments.customerId, after.customerId), and(eq(segments.customerId, after.customerId), gt(segments.subscriptionId, after.subscriptionId))),
      ),
    )
    .orderBy(asc(segments.customerId), asc(segments.subscriptionId))
    .limit(limit);
}
