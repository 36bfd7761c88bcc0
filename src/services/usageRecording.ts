/** Recording usage within a transaction: by itself, or with what else must happen if it is recorded. */
import { groupBy } from '../core/grouping.ts';
import { type Instant, instantText } from '../core/instant.ts';
import { hasPersonal, recordedProperties } from '../core/personalUsage.ts';
import { type EventOutcome, type KeyHolder, type UniqueEvent, checkEvents, outcomesOf, placeOf, readEvents, uniqueEvents } from '../core/usageBatch.ts';
import type { UsageEvent, UsageEventInput } from '../core/usageEvent.ts';
import { type Book, lockBooksForUsage } from '../repositories/books.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { markLateArrivals } from '../repositories/lateArrivals.ts';
import { findMetersOfEvents } from '../repositories/meters.ts';
import { findCustomerKeys } from '../repositories/customerKeys.ts';
import { findPersonalNames } from '../repositories/personalProperties.ts';
import { type HeldKey, type NewUsageEvent, findHeldKeys, recordEvents } from '../repositories/usageEvents.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { makeDataKey } from './personalData.ts';
import { loadTenantAtNow } from './tenantTime.ts';

/** A batch within a transaction: what became of each event, and whose books are locked for it. */
export async function recordInTransaction(engine: Engine, tx: Transaction, actor: TenantActor, inputs: readonly UsageEventInput[]): Promise<EventOutcome[]> {
  const read = readEvents(inputs);
  const wellFormed = read.flatMap((event) => ('event' in event ? [event.event] : []));
  const { now } = await loadTenantAtNow(engine, tx, actor.tenantId);
  const customers = await findCustomersByExternalId(tx, actor, [...new Set(wellFormed.map(({ customerExternalId }) => customerExternalId))]);
  const meters = groupBy(await findMetersOfEvents(tx, actor.tenantId, [...new Set(wellFormed.map(({ eventName }) => eventName))]), ({ eventName }) => eventName);

  const customerIds = new Map(customers.map(({ id, externalId }) => [externalId, id]));
  const checked = checkEvents(read, { customerIds, meters });
  const unique = uniqueEvents(checked, customerIds);
  if (unique.length === 0) return outcomesOf(checked, customerIds, new Map(), new Set());
  const personal = await findPersonalNames(tx, actor.tenantId, [...new Set(unique.map(({ event }) => event.eventName))]);
  const personalOf = (event: UsageEvent) => personal.get(event.eventName) ?? NONE;

  // Held until the commit: an invoice of these customers is issued either before this batch or after it, never across.
  const books = new Map((await lockBooksForUsage(tx, actor.tenantId, [...new Set(unique.map(({ customerId }) => customerId))])).map((book) => [book.customerId, book]));
  const { keys, erased } = await loadKeys(engine, tx, actor.tenantId, { now, unique, needsKey: ({ event }) => hasPersonal(event, personalOf(event)) });
  // Ids rise in the order sent, which is the order of arrival; `unique` is in that of locks.
  const asSent = unique.filter(({ customerId }) => !erased.has(customerId)).sort((a, b) => a.index - b.index);
  const events = asSent.map(({ customerId, event }): NewUsageEvent => {
    const id = engine.newId();
    const kept = recordedProperties(event, personalOf(event), keys.get(customerId) ?? '', { customerId, eventId: id });
    return { ...event, ...kept, customerId, id, bookSeq: books.get(customerId)?.seq ?? 0, recordedAt: now };
  });
  const ofErased = unique.filter(({ customerId }) => erased.has(customerId)).map(({ customerId, event }) => ({ customerId, key: event.key }));
  const holding = [...(await recordEvents(tx, actor.tenantId, events)), ...(await findHeldKeys(tx, actor.tenantId, ofErased))];
  const held = new Map(holding.map((holder) => [placeOf(holder.customerId, holder.key), holder]));
  const recorded = unique.filter(({ customerId, event }) => !erased.has(customerId) && !held.has(placeOf(customerId, event.key)));
  await markLateArrivals(tx, actor.tenantId, lateMarks(recorded, books));

  const holders = new Map<string, KeyHolder>();
  const holderOf = ({ id: eventId, customerId, fingerprint, sealed }: HeldKey) => ({ eventId, customerId, fingerprint, sealed, dataKey: keys.get(customerId) ?? null });
  for (const event of events) holders.set(placeOf(event.customerId, event.key), { ...holderOf(event), isNew: true });
  for (const [place, holder] of held) holders.set(place, { ...holderOf(holder), isNew: false });
  return outcomesOf(checked, customerIds, holders, new Set(recorded.map(({ index }) => index)));
}

const NONE: ReadonlySet<string> = new Set();

/** The data keys of a batch's customers, made where an event needs one, and which of them were erased. Their books are locked. */
async function loadKeys(
  engine: Engine,
  tx: Transaction,
  tenantId: string,
  { now, unique, needsKey }: { now: Instant; unique: readonly UniqueEvent[]; needsKey: (event: UniqueEvent) => boolean },
): Promise<{ keys: ReadonlyMap<string, string | null>; erased: ReadonlySet<string> }> {
  const found = await findCustomerKeys(tx, { tenantId, customerId: null }, [...new Set(unique.map(({ customerId }) => customerId))]);
  const erased = new Set(found.flatMap(({ customerId, erasedAt }) => (erasedAt === null ? [] : [customerId])));
  const keys = new Map(found.map(({ customerId, dataKey }) => [customerId, dataKey]));
  for (const customerId of new Set(unique.filter((event) => needsKey(event) && !keys.has(event.customerId)).map((event) => event.customerId))) {
    keys.set(customerId, await makeDataKey(engine, tx, { tenantId, customerId }, now));
  }
  return { keys, erased };
}

/** Events older than what their book had rated: the next cut must look at their time again. */
function lateMarks(recorded: readonly UniqueEvent[], books: ReadonlyMap<string, Book>) {
  return recorded.flatMap(({ customerId, event: { eventName, occurredAt } }) => {
    const book = books.get(customerId);
    const isLate = book !== undefined && book.ratedThrough !== null && occurredAt < book.ratedThrough;
    return isLate ? [{ customerId, bookSeq: book.seq, eventName, day: instantText(occurredAt).slice(0, 10) }] : [];
  });
}
