/** Loads what a backfill is decided from, and decides it: previewing and applying look at exactly the same. */
import {
  BACKFILL_VOID_LIMIT, type BackfilledCorrection, type BackfillPlan, type BackfillScope, type CountingEvent, type KnownEvent, type PlannedCorrection, checkScope, planBackfill, touchedTimes,
} from '../core/backfill.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { groupBy } from '../core/grouping.ts';
import { type Instant, instantText } from '../core/instant.ts';
import { type ReadEvent, type UniqueEvent, checkEvents, placeOf, readEvents, uniqueEvents } from '../core/usageBatch.ts';
import type { UsageEventInput } from '../core/usageEvent.ts';
import type { Book } from '../repositories/books.ts';
import { inChunks } from '../repositories/chunks.ts';
import { scanEvents } from '../repositories/countedEvents.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { type LateMark, markLateArrivals } from '../repositories/lateArrivals.ts';
import { findMetersOfEvents } from '../repositories/meters.ts';
import { findCorrections, insertCorrections } from '../repositories/usageCorrections.ts';
import { type UsageEventRecord, findUsageEventsByKeys } from '../repositories/usageEvents.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';

/** A batch that was read, and its customers' ids by their own keys. */
export interface BackfillBatch {
  readonly scope: BackfillScope;
  readonly events: readonly ReadEvent[];
  readonly customerIds: ReadonlyMap<string, string>;
}

/** Errors: NOT_FOUND at `customerExternalIds` and the place of one that is no customer within reach. */
export async function loadBackfillCustomers(db: Database, actor: TenantActor, { customerExternalIds }: Pick<BackfillScope, 'customerExternalIds'>, asked: readonly string[]): Promise<Map<string, string>> {
  const customers = await findCustomersByExternalId(db, actor, [...customerExternalIds]);
  const ids = new Map(customers.map(({ id, externalId }) => [externalId, id]));
  const unknown = asked.findIndex((externalId) => !ids.has(externalId));
  refuseUnless(unknown === -1, 'NOT_FOUND', 'is not a customer', ['customerExternalIds', String(unknown)]);
  return ids;
}

/** Reads a batch of one request; one that is not well-formed or out of scope spoils only itself, here. */
export function readBatch(inputs: readonly UsageEventInput[], scope: BackfillScope): ReadEvent[] {
  return checkScope(readEvents(inputs), scope);
}

/** Errors: those of `planBackfill`. */
export async function loadBackfillPlan(db: Database, actor: TenantActor, { scope, events, customerIds }: BackfillBatch): Promise<BackfillPlan> {
  const meters = groupBy(await findMetersOfEvents(db, actor.tenantId, scope.eventNames), ({ eventName }) => eventName);
  const checked = checkEvents(events, { customerIds, meters });
  const wanted = uniqueEvents(checked, customerIds).map(({ customerId, event: { key } }) => ({ customerId, key }));
  const held = await loadKnown(db, actor, await findUsageEventsByKeys(db, { tenantId: actor.tenantId, customerId: null }, wanted));
  const holders = new Map(held.map((known) => [placeOf(known.customerId, known.event.key), known]));
  const counting = scope.replace ? await findCounting(db, actor.tenantId, scope, [...customerIds.values()]) : [];
  return planBackfill({ scope, events: checked, customerIds, holders, counting });
}

const EVENTS_AT_ONCE = 1_000;

/** The events with everything that was recorded about them. */
export async function loadKnown(db: Database, { tenantId }: TenantActor, events: readonly UsageEventRecord[]): Promise<KnownEvent[]> {
  const corrections: (BackfilledCorrection & { customerId: string; eventId: string })[] = [];
  for (const chunk of inChunks(events, EVENTS_AT_ONCE)) corrections.push(...(await findCorrections(db, { tenantId, customerId: null }, chunk)));
  const ofEvents = groupBy(corrections, ({ customerId, eventId }) => placeOf(customerId, eventId));
  return events.map((event) => ({ customerId: event.customerId, event, corrections: ofEvents.get(placeOf(event.customerId, event.id)) ?? [] }));
}

/** Whatever counts in the scope; no more than may be taken out, and one. */
async function findCounting(db: Database, tenantId: string, { eventNames, from, to }: BackfillScope, customerIds: readonly string[]): Promise<CountingEvent[]> {
  const found: CountingEvent[] = [];
  for (const customerId of customerIds) {
    for (const eventName of eventNames) {
      await scanEvents(db, tenantId, { customerId, eventName, time: { start: from, end: to }, knownBySeq: null }, (event) => {
        found.push(event);
        // What is named again is among them, and a batch is as long at most.
        refuseUnless(found.length <= 2 * BACKFILL_VOID_LIMIT, 'TOO_MANY', `covers more than ${2 * BACKFILL_VOID_LIMIT} events`, ['replace']);
      });
    }
  }
  return found;
}

/** By whom and why events are corrected, and how their books stand. */
export interface CorrectionContext {
  readonly backfillId: string;
  readonly books: ReadonlyMap<string, Book>;
  readonly now: Instant;
  readonly actor: string;
  readonly reason: string;
}

/** Records corrections of locked books, and marks whatever was rated of the times that they and `additions` touch. */
export async function insertPlanned(tx: Transaction, tenantId: string, { additions, corrections }: { additions: readonly UniqueEvent[]; corrections: readonly PlannedCorrection[] }, context: CorrectionContext): Promise<void> {
  const { books, backfillId, now: recordedAt, actor, reason } = context;
  const bookOf = (customerId: string) => {
    const book = books.get(customerId);
    if (!book) throw new BillingError('NOT_FOUND', 'is not a customer of this backfill', ['customerExternalIds']);
    return book;
  };
  const rows = corrections.map(({ customerId, eventId, eventName, draft }) => ({ ...draft, customerId, eventId, eventName, bookSeq: bookOf(customerId).seq, recordedAt, actor, reason, backfillId }));
  await insertCorrections(tx, tenantId, rows);
  const marks = touchedTimes(additions, corrections).flatMap(({ customerId, eventName, at }): LateMark[] => {
    const { ratedThrough, seq: bookSeq } = bookOf(customerId);
    return ratedThrough !== null && at < ratedThrough ? [{ customerId, bookSeq, eventName, day: instantText(at).slice(0, DAY_TEXT) }] : [];
  });
  await markLateArrivals(tx, tenantId, marks);
}

const DAY_TEXT = 'YYYY-MM-DD'.length;
