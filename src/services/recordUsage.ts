/** Records a batch of usage events: durable before it is acknowledged, counted once however often it is sent. */
import { BillingError } from '../core/errors.ts';
import { groupBy } from '../core/grouping.ts';
import { instantText } from '../core/instant.ts';
import { type EventOutcome, type KeyHolder, type UniqueEvent, checkEvents, outcomesOf, placeOf, readEvents, uniqueEvents } from '../core/usageBatch.ts';
import type { UsageEventInput } from '../core/usageEvent.ts';
import { type Book, lockBooksForUsage } from '../repositories/books.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { markLateArrivals } from '../repositories/lateArrivals.ts';
import { findMetersOfEvents } from '../repositories/meters.ts';
import { type NewUsageEvent, recordEvents } from '../repositories/usageEvents.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { loadTenantAtNow } from './tenantTime.ts';

export const BATCH_LIMIT = 1_000;

/**
 * One outcome an event, in the order sent. The whole batch is refused only with TOO_MANY above 1,000 events.
 * Rejections of one event, in order: as `parseUsageEvent`; NOT_FOUND at `customerExternalId`; as `checkEventForMeter`.
 */
export async function recordUsage(engine: Engine, actor: TenantActor, inputs: readonly UsageEventInput[]): Promise<EventOutcome[]> {
  if (inputs.length > BATCH_LIMIT) throw new BillingError('TOO_MANY', `has more than ${BATCH_LIMIT} events`, ['events']);
  const read = readEvents(inputs);
  const wellFormed = read.flatMap((event) => ('event' in event ? [event.event] : []));

  return await engine.store.transaction(async (tx) => {
    const { now } = await loadTenantAtNow(engine, tx, actor.tenantId);
    const customers = await findCustomersByExternalId(tx, actor, [...new Set(wellFormed.map(({ customerExternalId }) => customerExternalId))]);
    const meters = groupBy(await findMetersOfEvents(tx, actor.tenantId, [...new Set(wellFormed.map(({ eventName }) => eventName))]), ({ eventName }) => eventName);

    const customerIds = new Map(customers.map(({ id, externalId }) => [externalId, id]));
    const checked = checkEvents(read, { customerIds, meters });
    const unique = uniqueEvents(checked, customerIds);
    if (unique.length === 0) return outcomesOf(checked, customerIds, new Map(), new Set());

    // Held until the commit: an invoice of these customers is issued either before this batch or after it, never across.
    const books = new Map((await lockBooksForUsage(tx, actor.tenantId, [...new Set(unique.map(({ customerId }) => customerId))])).map((book) => [book.customerId, book]));
    // Ids rise in the order sent, which is the order of arrival; `unique` is in that of locks.
    const asSent = [...unique].sort((a, b) => a.index - b.index);
    const events = asSent.map(({ customerId, event }): NewUsageEvent => ({ ...event, customerId, id: engine.newId(), bookSeq: books.get(customerId)?.seq ?? 0, recordedAt: now }));
    const held = new Map((await recordEvents(tx, actor.tenantId, events)).map((holder) => [placeOf(holder.customerId, holder.key), holder]));
    const recorded = unique.filter(({ customerId, event }) => !held.has(placeOf(customerId, event.key)));
    await markLateArrivals(tx, actor.tenantId, lateMarks(recorded, books));

    const holders = new Map<string, KeyHolder>();
    for (const { id, customerId, key, fingerprint } of events) holders.set(placeOf(customerId, key), { id, fingerprint, isNew: true });
    for (const [place, { id, fingerprint }] of held) holders.set(place, { id, fingerprint, isNew: false });
    return outcomesOf(checked, customerIds, holders, new Set(recorded.map(({ index }) => index)));
  });
}

/** Events older than what their book had rated: the next cut must look at their time again. */
function lateMarks(recorded: readonly UniqueEvent[], books: ReadonlyMap<string, Book>) {
  return recorded.flatMap(({ customerId, event: { eventName, occurredAt } }) => {
    const book = books.get(customerId);
    const isLate = book !== undefined && book.ratedThrough !== null && occurredAt < book.ratedThrough;
    return isLate ? [{ customerId, bookSeq: book.seq, eventName, day: instantText(occurredAt).slice(0, 10) }] : [];
  });
}
