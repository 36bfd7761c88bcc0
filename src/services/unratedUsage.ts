/** Lists usage that nothing charges: reads events in the order of arrival, a bounded number a page, and says of each why. */
import { groupBy } from '../core/grouping.ts';
import { type UnratedReason, claimantsOf, unratedReason } from '../core/unrated.ts';
import { valuesKnown } from '../core/usageCorrection.ts';
import { findCustomerZones } from '../repositories/customerZones.ts';
import { findMetersOfEvents } from '../repositories/meters.ts';
import { findVersions } from '../repositories/plans.ts';
import type { Reach } from '../repositories/reach.ts';
import { findSubscriptionsOfCustomers } from '../repositories/subscriptions.ts';
import { findCorrectionsBetween } from '../repositories/usageCorrections.ts';
import { type EventPlace, type UsageEventFilter, type UsageEventRecord, scanUsageEvents } from '../repositories/usageEvents.ts';
import type { Database } from '../store/database.ts';

/** An event on no charge line, due or not. */
export interface UnratedEvent {
  readonly event: UsageEventRecord;
  readonly reason: UnratedReason;
}

export interface UnratedPage {
  readonly events: readonly UnratedEvent[];
  /** How many events were looked at. */
  readonly scanned: number;
  /** The last that was looked at; null if there was none. */
  readonly last: EventPlace | null;
  /** Whether there may be more after it. */
  readonly hasMore: boolean;
}

export interface UnratedQuestion extends UsageEventFilter {
  /** Null or empty: all. VOIDED events are listed only if they are asked for. */
  readonly reasons?: readonly UnratedReason[] | null | undefined;
}

/** The most events that one page looks at. */
export const UNRATED_SCAN = 2_000;

/** A fixed number of statements, whatever is on the page. Events that were found beyond `first` are left for the next page. */
export async function findUnrated(db: Database, reach: Reach, question: UnratedQuestion, { after, first }: { after: EventPlace | null; first: number }): Promise<UnratedPage> {
  const scanned = await scanUsageEvents(db, reach, question, { after, limit: UNRATED_SCAN });
  const reasonOf = await loadReasons(db, reach, scanned);
  const isWanted = wantedReasons(question.reasons);
  const found: UnratedEvent[] = [];
  let seen = 0;
  for (const event of scanned) {
    if (found.length === first) break;
    seen += 1;
    const reason = reasonOf(event);
    if (reason !== null && isWanted(reason)) found.push({ event, reason });
  }
  const last = scanned[seen - 1];
  return { events: found, scanned: seen, last: last ? { customerId: last.customerId, id: last.id } : null, hasMore: seen < scanned.length || scanned.length === UNRATED_SCAN };
}

function wantedReasons(reasons: UnratedQuestion['reasons']): (reason: UnratedReason) => boolean {
  if (reasons == null || reasons.length === 0) return (reason) => reason !== 'VOIDED';
  return (reason) => reasons.includes(reason);
}

/** Everything that says of the events what claims them: corrections, meters, and their customers' subscriptions. */
async function loadReasons(db: Database, reach: Reach, events: readonly UsageEventRecord[]): Promise<(event: UsageEventRecord) => UnratedReason | null> {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return () => null;
  const corrections = groupBy(await findCorrectionsBetween(db, reach, first, last), ({ customerId, eventId }) => `${customerId}:${eventId}`);
  const meters = groupBy(await findMetersOfEvents(db, reach.tenantId, [...new Set(events.map(({ eventName }) => eventName))]), ({ eventName }) => eventName);
  const customerIds = [...new Set(events.map(({ customerId }) => customerId))];
  const subscriptions = await findSubscriptionsOfCustomers(db, reach, customerIds);
  const versionIds = subscriptions.flatMap(({ segments }) => segments.map(({ planVersionId }) => planVersionId));
  const versions = new Map((await findVersions(db, reach.tenantId, [...new Set(versionIds)])).map((version) => [version.id, version]));
  const zones = await findCustomerZones(db, reach, customerIds);
  const ofCustomers = groupBy(subscriptions, ({ customerId }) => customerId);
  const claimants = new Map(zones.map(({ customerId, zone }) => [customerId, claimantsOf(ofCustomers.get(customerId) ?? [], { versions, zone })]));
  return (event) => {
    const values = valuesKnown(event, corrections.get(`${event.customerId}:${event.id}`) ?? [], null);
    return unratedReason(values && { ...event, ...values }, meters.get(event.eventName) ?? [], claimants.get(event.customerId) ?? []);
  };
}
