/** The zones of customers' calendars, in SQL. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { TimeZone } from '../core/calendar.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type ZoneChange, type ZoneTimeline, zoneTimeline } from '../core/zoneTimeline.ts';
import type { Database, Transaction } from '../store/database.ts';
import { type Reach, within } from './reach.ts';

/** A change of zone with who recorded it, when and why. */
export interface RecordedZoneChange extends ZoneChange {
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly reason: string | null;
}

/** A customer's timeline, and its changes as they were recorded, oldest first. */
export interface CustomerZones {
  readonly customerId: string;
  readonly zone: ZoneTimeline;
  readonly recorded: readonly RecordedZoneChange[];
}

/** One for each of the customers that there is. */
export async function findCustomerZones(db: Database, reach: Reach, customerIds: readonly string[]): Promise<CustomerZones[]> {
  if (customerIds.length === 0) return [];
  const { customers, customerZoneChanges } = db.tables;
  const rows = await db
    .select({ customerId: customers.id, first: customers.timeZone, change: customerZoneChanges })
    .from(customers)
    .leftJoin(customerZoneChanges, and(eq(customerZoneChanges.tenantId, customers.tenantId), eq(customerZoneChanges.customerId, customers.id)))
    .where(and(within({ tenantId: customers.tenantId, customerId: customers.id }, reach), inArray(customers.id, [...customerIds])))
    .orderBy(asc(customers.id), asc(customerZoneChanges.ordinal));
  return [...groupBy(rows, ({ customerId }) => customerId)].map(([customerId, own]) => {
    const [row] = own;
    invariant(row, 'a group has a member');
    const recorded = own.flatMap(({ change }) => (change === null ? [] : [fromZoneChangeRow(change)]));
    return { customerId, zone: zoneTimeline(row.first as TimeZone, recorded), recorded };
  });
}

/** One customer's timeline, as far as it was recorded by `knownAt`; null: all of it. */
export async function getCustomerZone(db: Database, reach: Reach, customerId: string, knownAt: Instant | null = null): Promise<ZoneTimeline> {
  const [zones] = await findCustomerZones(db, reach, [customerId]);
  invariant(zones, 'a customer has a calendar');
  return knownAt === null ? zones.zone : zoneTimeline(zones.zone.first, zones.recorded.filter(({ recordedAt }) => recordedAt <= knownAt));
}

export async function insertZoneChange(tx: Transaction, tenantId: string, customerId: string, change: RecordedZoneChange): Promise<void> {
  await tx.insert(tx.tables.customerZoneChanges).values({ tenantId, customerId, ...change });
}

function fromZoneChangeRow({ ordinal, startAt, timeZone, bookSeq, recordedAt, actor, reason }: ZoneChangeRow): RecordedZoneChange {
  return { ordinal, startAt, timeZone: timeZone as TimeZone, bookSeq, recordedAt, actor, reason };
}

type ZoneChangeRow = Omit<RecordedZoneChange, 'timeZone'> & { readonly timeZone: string };
