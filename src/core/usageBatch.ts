/** Usage batches: what becomes of each event, decided for the whole batch at once. */
import { BillingError } from './errors.ts';
import { compareText } from './key.ts';
import { type Meter, checkEventForMeter } from './meter.ts';
import { type HeldEvent, isSameEvent } from './personalUsage.ts';
import { type UsageEvent, type UsageEventInput, parseUsageEvent } from './usageEvent.ts';

/** The SDL's enum `UsageOutcome` lists the same words. */
export type UsageOutcome = 'ACCEPTED' | 'DUPLICATE' | 'CONFLICT' | 'REJECTED';

/** An event of the batch, well-formed or not. */
export type ReadEvent = { readonly event: UsageEvent } | { readonly refusal: BillingError };

/** An event to record, and which places of the batch ask for exactly it. */
export interface UniqueEvent {
  readonly customerId: string;
  readonly event: UsageEvent;
  /** The first place of the batch with this key. */
  readonly index: number;
}

/** Reads every event; one that is not well-formed spoils only itself. */
export function readEvents(inputs: readonly UsageEventInput[]): ReadEvent[] {
  return inputs.map((input) => {
    try {
      return { event: parseUsageEvent(input) };
    } catch (error) {
      if (error instanceof BillingError) return { refusal: error };
      throw error;
    }
  });
}

/** Refuses events of customers that do not exist, and events that a meter of their name could not count. */
export function checkEvents(events: readonly ReadEvent[], { customerIds, meters }: { customerIds: ReadonlyMap<string, string>; meters: ReadonlyMap<string, readonly Meter[]> }): ReadEvent[] {
  return events.map((read) => {
    if ('refusal' in read) return read;
    const { event } = read;
    if (!customerIds.has(event.customerExternalId)) return { refusal: new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']) };
    for (const meter of meters.get(event.eventName) ?? []) {
      const refusal = checkEventForMeter(meter, event.properties);
      if (refusal) return { refusal };
    }
    return read;
  });
}

/** The events to try to record: of several with one key, the first. Sorted by customer and key, the order in which rows are locked. */
export function uniqueEvents(events: readonly ReadEvent[], customerIds: ReadonlyMap<string, string>): UniqueEvent[] {
  const unique = new Map<string, UniqueEvent>();
  for (const [index, read] of events.entries()) {
    if ('refusal' in read) continue;
    const customerId = customerIds.get(read.event.customerExternalId) ?? '';
    const place = placeOf(customerId, read.event.key);
    if (!unique.has(place)) unique.set(place, { customerId, event: read.event, index });
  }
  return [...unique.values()].sort((a, b) => compareText(a.customerId, b.customerId) || compareText(a.event.key, b.event.key));
}

/** What holds a key after recording: the recorded event itself, or one that was there before. */
export interface KeyHolder extends HeldEvent {
  /** Whether the holder was recorded by this batch. */
  readonly isNew: boolean;
}

/** What became of one event. */
export type EventOutcome =
  | { readonly outcome: 'ACCEPTED' | 'DUPLICATE'; readonly eventId: string; readonly customerId: string }
  | { readonly outcome: 'CONFLICT'; readonly eventId: string; readonly customerId: string; readonly refusal: BillingError }
  | { readonly outcome: 'REJECTED'; readonly refusal: BillingError };

/**
 * The outcome of each place of the batch, given what holds each key (by `placeOf`) and the first place of each new event. What
 * nothing holds was not recorded because its customer is erased: INVALID_STATE at `customerExternalId`.
 */
export function outcomesOf(
  events: readonly ReadEvent[],
  customerIds: ReadonlyMap<string, string>,
  holders: ReadonlyMap<string, KeyHolder>,
  firstPlaces: ReadonlySet<number>,
): EventOutcome[] {
  return events.map((read, index) => {
    if ('refusal' in read) return { outcome: 'REJECTED', refusal: read.refusal };
    const customerId = customerIds.get(read.event.customerExternalId) ?? '';
    const holder = holders.get(placeOf(customerId, read.event.key));
    if (!holder) return { outcome: 'REJECTED', refusal: new BillingError('INVALID_STATE', 'was erased', ['customerExternalId']) };
    const { eventId } = holder;
    if (!isSameEvent(read.event, holder)) {
      return { outcome: 'CONFLICT', eventId, customerId, refusal: new BillingError('CONFLICT', 'was used before with other content', ['key']) };
    }
    return { outcome: holder.isNew && firstPlaces.has(index) ? 'ACCEPTED' : 'DUPLICATE', eventId, customerId };
  });
}

/** A key's place: keys are unique for a customer. */
export function placeOf(customerId: string, key: string): string {
  return `${customerId}:${key}`;
}
