/** What lots of allowances follow from, in SQL: customers' subscriptions, the terms of their plan versions, and calendars. */
import { and, asc, eq, gt, inArray, isNotNull, like, or } from 'drizzle-orm';
import { readAllowances } from '../core/credits/allowance.ts';
import type { AllowanceHolder, AllowingVersion } from '../core/credits/allowanceLots.ts';
import type { CurrencyCode } from '../core/currency.ts';
import { groupBy } from '../core/grouping.ts';
import { invariant } from '../core/invariant.ts';
import type { Anchor, Interval } from '../core/period.ts';
import type { Database } from '../store/database.ts';
import { findCustomerZones } from './customerZones.ts';
import { type Reach, within } from './reach.ts';
import { findSubscriptionsOfCustomers } from './subscriptions.ts';

/** Those of the customers who were ever on a plan version with an allowance: two statements find that there are none. */
export async function findAllowanceHolders(db: Database, reach: Reach, customerIds: readonly string[]): Promise<AllowanceHolder[]> {
  if (customerIds.length === 0) return [];
  const { subscriptionSegments } = db.tables;
  const { tenantId } = reach;
  const isTheirs = and(within(subscriptionSegments, reach), inArray(subscriptionSegments.customerId, [...customerIds]));
  const places = await db.selectDistinct({ customerId: subscriptionSegments.customerId, versionId: subscriptionSegments.planVersionId }).from(subscriptionSegments).where(isTheirs);
  const versions = await findAllowingVersions(db, tenantId, [...new Set(places.map(({ versionId }) => versionId))]);
  const holding = [...new Set(places.flatMap(({ customerId, versionId }) => (versions.get(versionId)?.allowances ? [customerId] : [])))];
  if (holding.length === 0) return [];
  const found = await findSubscriptionsOfCustomers(db, reach, holding);
  // A change may have been made between the two reads.
  const changedTo = found.flatMap(({ segments }) => segments.flatMap(({ planVersionId }) => (versions.has(planVersionId) ? [] : [planVersionId])));
  for (const [id, version] of await findAllowingVersions(db, tenantId, [...new Set(changedTo)])) versions.set(id, version);
  const subscriptions = groupBy(found, ({ customerId }) => customerId);
  return (await findCustomerZones(db, reach, holding)).map(({ customerId, zone }) => ({ tenantId, customerId, zone, versions, subscriptions: subscriptions.get(customerId) ?? [] }));
}

/** Customers who were ever on a plan version with an allowance, in the order of their ids. */
export async function findCustomersWithAllowances(db: Database, tenantId: string, { after, limit }: { readonly after: string | null; readonly limit: number }): Promise<string[]> {
  const { planVersions, subscriptionSegments } = db.tables;
  // In canonical JSON a name stands in bare quotation marks, and never in a text.
  const published = await db.select({ id: planVersions.id }).from(planVersions).where(and(eq(planVersions.tenantId, tenantId), isNotNull(planVersions.number), like(planVersions.terms, '%"allowances":%')));
  const ids = published.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await db
    .selectDistinct({ customerId: subscriptionSegments.customerId })
    .from(subscriptionSegments)
    .innerJoin(planVersions, and(eq(planVersions.tenantId, subscriptionSegments.tenantId), eq(planVersions.id, subscriptionSegments.planVersionId)))
    .where(and(eq(subscriptionSegments.tenantId, tenantId), after === null ? undefined : gt(subscriptionSegments.customerId, after), or(inArray(planVersions.id, ids), inArray(planVersions.baseVersionId, ids))))
    .orderBy(asc(subscriptionSegments.customerId))
    .limit(limit);
  return rows.map(({ customerId }) => customerId);
}

/** Versions by id, as far as lots follow from them; one with overridden prices has its base's terms. */
async function findAllowingVersions(db: Database, tenantId: string, ids: readonly string[]): Promise<Map<string, AllowingVersion>> {
  if (ids.length === 0) return new Map();
  const { planVersions } = db.tables;
  const columns = { id: planVersions.id, baseVersionId: planVersions.baseVersionId, terms: planVersions.terms };
  const read = async (wanted: readonly string[]) => await db.select(columns).from(planVersions).where(and(eq(planVersions.tenantId, tenantId), inArray(planVersions.id, [...wanted])));
  const rows = await read(ids);
  const known = new Set(rows.map(({ id }) => id));
  const missing = [...new Set(rows.flatMap(({ baseVersionId }) => (baseVersionId === null || known.has(baseVersionId) ? [] : [baseVersionId])))];
  const published = new Map([...rows, ...(missing.length === 0 ? [] : await read(missing))].map(({ id, terms }) => [id, terms]));
  return new Map(
    rows.map(({ id, baseVersionId }) => {
      const terms = published.get(baseVersionId ?? id);
      invariant(terms !== undefined, 'an overridden version has a base');
      return [id, fromTerms(id, terms)];
    }),
  );
}

function fromTerms(id: string, text: string): AllowingVersion {
  const { currency, interval, anchor, trialDays, allowances } = JSON.parse(text) as { currency: CurrencyCode; interval: Interval; anchor: Anchor; trialDays: number; allowances?: unknown };
  return { id, currency, interval, anchor, trialDays, ...(allowances !== undefined && { allowances: readAllowances(allowances) }) };
}
