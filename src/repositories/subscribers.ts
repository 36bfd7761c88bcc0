/** Subscribers of a plan: which subscriptions were ever on it, in SQL. */
import { type SQL, and, asc, eq, gt, inArray, lte, or } from 'drizzle-orm';
import type { Customer } from '../core/customer.ts';
import type { Instant } from '../core/instant.ts';
import type { Database } from '../store/database.ts';
import { countCustomers, pageCustomers } from './customers.ts';
import type { Page, PageRequest } from './page.ts';
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
  return await db
    .selectDistinct({ customerId: segments.customerId, subscriptionId: segments.subscriptionId })
    .from(segments)
    .innerJoin(planVersions, and(eq(planVersions.tenantId, segments.tenantId), eq(planVersions.id, segments.planVersionId)))
    .innerJoin(subscriptions, and(eq(subscriptions.tenantId, segments.tenantId), eq(subscriptions.customerId, segments.customerId), eq(subscriptions.id, segments.subscriptionId)))
    .where(
      and(
        within(segments, reach),
        eq(planVersions.planId, planId),
        ofVersions(db, versionIds),
        customerIds === null ? undefined : inArray(segments.customerId, [...customerIds]),
        lte(subscriptions.createdAt, createdThrough),
        after === null ? undefined : or(gt(segments.customerId, after.customerId), and(eq(segments.customerId, after.customerId), gt(segments.subscriptionId, after.subscriptionId))),
      ),
    )
    .orderBy(asc(segments.customerId), asc(segments.subscriptionId))
    .limit(limit);
}

/** Whose subscriptions were ever on a plan's versions. */
export type SubscribingCustomers = Pick<SubscriberQuestion, 'planId' | 'versionIds' | 'customerIds'>;

/** The customers themselves, newest first. */
export async function pageSubscribingCustomers(db: Database, reach: Reach, question: SubscribingCustomers, request: PageRequest): Promise<Page<Customer>> {
  return await pageCustomers(db, reach, request, question.customerIds, areSubscribing(db, reach, question));
}

export async function countSubscribingCustomers(db: Database, reach: Reach, question: SubscribingCustomers, limit: number): Promise<number> {
  const chosen = question.customerIds === null ? undefined : inArray(db.tables.customers.id, [...question.customerIds]);
  return question.customerIds?.length === 0 ? 0 : await countCustomers(db, reach, limit, and(chosen, areSubscribing(db, reach, question)));
}

function areSubscribing(db: Database, reach: Reach, { planId, versionIds }: SubscribingCustomers): SQL {
  const { customers, subscriptionSegments: segments, planVersions } = db.tables;
  const subscribing = db
    .select({ customerId: segments.customerId })
    .from(segments)
    .innerJoin(planVersions, and(eq(planVersions.tenantId, segments.tenantId), eq(planVersions.id, segments.planVersionId)))
    .where(and(within(segments, reach), eq(planVersions.planId, planId), ofVersions(db, versionIds)));
  return inArray(customers.id, subscribing);
}

/** Published versions, and what overrides them for one subscription. */
function ofVersions({ tables: { planVersions } }: Database, versionIds: readonly string[] | null): SQL | undefined {
  return versionIds === null ? undefined : or(inArray(planVersions.id, [...versionIds]), inArray(planVersions.baseVersionId, [...versionIds]));
}
