/** Facts as they are stored, for checks that trust none of them: read in pages, nothing parsed. */
import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import type { BookOwner } from '../core/book.ts';
import type { StoredEvent, StoredVersion } from '../core/factCheck.ts';
import { groupBy } from '../core/grouping.ts';
import type { OverriddenTerms } from '../core/priceOverrides.ts';
import type { Database } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { eventDigest } from './factSeals.ts';

const EVENT_ROWS = 5_000;
const VERSION_ROWS = 200;

/** Every event of a customer, page by page in the order of arrival. */
export async function* scanStoredEvents(db: Database, { tenantId, customerId }: BookOwner): AsyncGenerator<(StoredEvent & { id: string; digest: string })[]> {
  const { usageEvents } = db.tables;
  const digestOfEvent = eventDigest(db);
  let after: string | null = null;
  for (;;) {
    const isNext = and(eq(usageEvents.tenantId, tenantId), eq(usageEvents.customerId, customerId), after === null ? undefined : gt(usageEvents.id, after));
    const rows: (typeof usageEvents.$inferSelect)[] = await db.select().from(usageEvents).where(isNext).orderBy(asc(usageEvents.id)).limit(EVENT_ROWS);
    if (rows.length > 0) yield rows.map((row) => ({ ...row, propertiesText: row.properties, digest: digestOfEvent(row) }));
    after = rows.at(-1)?.id ?? null;
    if (rows.length < EVENT_ROWS || after === null) return;
  }
}

/** Every version of a tenant's plans, or of all, with overridden prices too. */
export async function* scanStoredVersions(db: Database, tenantId: string | null): AsyncGenerator<(StoredVersion & { tenantId: string })[]> {
  const { planVersions, prices, meters } = db.tables;
  let after: { tenantId: string; id: string } | null = null;
  for (;;) {
    const isLater = after === null ? undefined : or(gt(planVersions.tenantId, after.tenantId), and(eq(planVersions.tenantId, after.tenantId), gt(planVersions.id, after.id)));
    const rows: (typeof planVersions.$inferSelect)[] = await db
      .select()
      .from(planVersions)
      .where(and(tenantId === null ? undefined : eq(planVersions.tenantId, tenantId), isLater))
      .orderBy(asc(planVersions.tenantId), asc(planVersions.id))
      .limit(VERSION_ROWS);
    const last = rows.at(-1);
    if (!last) return;
    const priceRows = await db
      .select({ id: prices.id, planVersionId: prices.planVersionId, ordinal: prices.ordinal, code: prices.code, terms: prices.terms, meterCode: meters.code })
      .from(prices)
      .leftJoin(meters, and(eq(meters.tenantId, prices.tenantId), eq(meters.id, prices.meterId)))
      .where(inArray(prices.planVersionId, rows.map(({ id }) => id)))
      .orderBy(asc(prices.ordinal));
    const ofVersion = groupBy(priceRows, ({ planVersionId }) => planVersionId);
    yield rows.map((row) => ({ ...row, overridden: overriddenTerms(row), prices: ofVersion.get(row.id) ?? [] }));
    if (rows.length < VERSION_ROWS) return;
    after = { tenantId: last.tenantId, id: last.id };
  }
}

/** Null if no column says that prices are overridden; one that is missing among others is told by the digest. */
function overriddenTerms({ planId, currency, baseVersionId, subscriptionId, overrides, priceIds }: Tables['planVersions']['$inferSelect']): OverriddenTerms | null {
  if (baseVersionId === null && subscriptionId === null && overrides === null && priceIds === null) return null;
  return { planId, currency, baseVersionId: baseVersionId ?? '', subscriptionId: subscriptionId ?? '', overrides: overrides ?? '', priceIds: priceIds ?? '' };
}
