/** Tells on which documents a usage event ended: the charges that count it, first and corrected, and what is still to come. */
import { type ChargeLine, linesMeeting } from '../core/chargeLine.ts';
import { rateLine } from '../core/rating.ts';
import type { Customer } from '../core/customer.ts';
import type { CatalogPrice } from '../core/catalog.ts';
import { type EventCharge, type PostedStand, isCounted, isWithoutEffect, pendingCharges, postedCharges } from '../core/eventBilling.ts';
import { type Instant, instant, later } from '../core/instant.ts';
import { carriesLevel } from '../core/level.ts';
import type { RecordedEvent } from '../core/lineUsage.ts';
import { type CorrectedEvent, type UsageValues, valuesKnown } from '../core/usageCorrection.ts';
import { type UnratedReason, claimantsOf, unratedReason } from '../core/unrated.ts';
import { type InvoiceCut, findCutsHolding } from '../repositories/invoices.ts';
import { findJournalsOfLines, findLinesInForce } from '../repositories/journals.ts';
import { findMetersOfEvents } from '../repositories/meters.ts';
import { findCorrections } from '../repositories/usageCorrections.ts';
import type { UsageEventRecord } from '../repositories/usageEvents.ts';
import type { Database } from '../store/database.ts';
import { type CustomerSubscriptions, loadSubscriptions } from './billingState.ts';
import { loadLineUsage } from './lineUsage.ts';

/** INVOICED: on an issued invoice. UNBILLED: posted, and on none yet. PROJECTED: the next invoice that is due posts it. WITHOUT_EFFECT: counted, and nothing to post. */
export const EVENT_CHARGE_STATES = ['INVOICED', 'UNBILLED', 'PROJECTED', 'WITHOUT_EFFECT'] as const;
export type EventChargeState = (typeof EVENT_CHARGE_STATES)[number];

/** A charge with the document that it is on; null while it is on none. */
export interface BilledEventCharge extends EventCharge {
  readonly state: EventChargeState;
  readonly cut: InvoiceCut | null;
}

export interface EventBilling {
  readonly event: UsageEventRecord;
  readonly charges: readonly BilledEventCharge[];
  /** Whether there are lines beyond the limit; only the level of a meter counts one event on so many. */
  readonly hasMore: boolean;
  /** Why no line counts it now; null if one does. */
  readonly unrated: UnratedReason | null;
}

export const EVENT_LINE_LIMIT = 100;

/** Reads the lines that count the event, or did, and nothing of the customer's other history. Nothing is written. */
export async function traceEvent(db: Database, { tenantId, customer, event, now }: { tenantId: string; customer: Customer; event: UsageEventRecord; now: Instant }): Promise<EventBilling> {
  const owner = { tenantId, customerId: customer.id };
  const corrected = { event, corrections: await findCorrections(db, owner, [event]) };
  const subscribed = await loadSubscriptions(db, tenantId, customer.id);
  const meters = await findMetersOfEvents(db, tenantId, [event.eventName]);
  const prices = pricesOf(subscribed, event.eventName);
  const times = timesOf(corrected);

  const found = await findLinesInForce(db, owner, { times, priceIds: prices.plain, levelPriceIds: prices.levels, limit: LINES_READ });
  const wanted = found.filter((line) => valuesOf(corrected).some((values) => isCounted(line, prices.meterOf(line.priceId), { ...event, ...values })));
  const made = linesMade(subscribed, { times, now, priceIds: prices.byId });
  const keys = [...new Set(wanted.map(({ lineKey }) => lineKey))];
  const lineKeys = keys.slice(0, EVENT_LINE_LIMIT);
  const journals = await findJournalsOfLines(db, tenantId, [customer.id], lineKeys);
  const { charges, stands } = postedCharges(corrected, journals, prices.byId);
  const open = made.filter((line) => isOpen(line, corrected, stands)).slice(0, EVENT_LINE_LIMIT);
  const usage = await loadLineUsage(db, { ...owner, knownBySeq: null }, open);
  const rated = open.flatMap((line) => rateLine(line, usage.get(line) ?? null, customer.currency));
  const openKeys = new Set(open.map(({ lineKey }) => lineKey));
  const madeKeys = new Set(made.map(({ lineKey }) => lineKey));
  // A line that still stands as it was posted is not open; one that nothing makes any more comes to nothing.
  const moving = stands.filter((stand) => openKeys.has(baseKeyOf(stand)) || !madeKeys.has(baseKeyOf(stand)));
  const pending = pendingCharges(corrected, moving, rated);

  const cuts = await findCutsHolding(db, owner, charges.flatMap(({ journal }) => journal ?? []));
  const values = valuesKnown(event, corrected.corrections, null);
  return {
    event,
    charges: [...charges, ...pending].map((charge): BilledEventCharge => {
      const cut = charge.journal === null ? null : (cuts.get(charge.journal.seq) ?? null);
      return { ...charge, cut, state: charge.journal === null ? (isWithoutEffect(charge) ? 'WITHOUT_EFFECT' : 'PROJECTED') : cut ? 'INVOICED' : 'UNBILLED' };
    }),
    hasMore: keys.length > EVENT_LINE_LIMIT || made.length > EVENT_LINE_LIMIT,
    unrated: unratedReason(values && { ...event, ...values }, meters, claimantsOf(subscribed.subscriptions, subscribed)),
  };
}

/** Combinations of dimensions in one period are lines too, and most of them are not the event's. */
const LINES_READ = 10_000;
const AFTER = 1;

function pricesOf({ versions }: CustomerSubscriptions, eventName: string) {
  const metered = [...versions.values()].flatMap(({ prices }) => prices.flatMap((price) => (price.meter?.eventName === eventName ? [{ price, meter: price.meter }] : [])));
  const byId = new Map<string, CatalogPrice>(metered.map(({ price }) => [price.id, price]));
  const meters = new Map(metered.map(({ price, meter }) => [price.id, meter]));
  const ids = (isLevel: boolean) => [...meters].filter(([, meter]) => carriesLevel(meter) === isLevel).map(([id]) => id);
  return {
    byId,
    plain: ids(false),
    levels: ids(true),
    meterOf: (priceId: string) => {
      const meter = meters.get(priceId);
      if (!meter) throw new RangeError(`no metered price ${priceId}`);
      return meter;
    },
  };
}

/** What the event was recorded with, and what it was corrected to. */
function valuesOf({ event, corrections }: CorrectedEvent): UsageValues[] {
  return [event, ...corrections.flatMap(({ values }) => values ?? [])];
}

function timesOf(corrected: CorrectedEvent): Instant[] {
  return [...new Set(valuesOf(corrected).map(({ occurredAt }) => occurredAt))];
}

/** The metered lines that the segments make for the event's times; of a level also those that began since. */
function linesMade(subscribed: CustomerSubscriptions, { times, now, priceIds }: { times: readonly Instant[]; now: Instant; priceIds: ReadonlyMap<string, CatalogPrice> }): ChargeLine[] {
  const lines = times.flatMap((at) => {
    const moment = { start: at, end: instant(at + AFTER) };
    const since = { start: at, end: later(moment.end, now) };
    const isLevel = ({ price }: ChargeLine) => price.meter !== null && carriesLevel(price.meter);
    const hasLevel = [...priceIds.values()].some(({ meter }) => meter !== null && carriesLevel(meter));
    const levels = hasLevel ? linesMeeting(subscribed.subscriptions, subscribed, since).filter(isLevel) : [];
    return [...linesMeeting(subscribed.subscriptions, subscribed, moment).filter((line) => !isLevel(line)), ...levels];
  });
  return [...new Map(lines.filter(({ price }) => priceIds.has(price.id)).map((line) => [line.lineKey, line])).values()].sort((a, b) => a.service.start - b.service.start);
}

/** Whether a line counts the event otherwise than its charges did, whatever the dimension. */
function isOpen(line: ChargeLine, { event, corrections }: CorrectedEvent, stands: readonly PostedStand[]): boolean {
  const { meter } = line.price;
  if (meter === null) return false;
  const values = valuesKnown(event, corrections, null);
  const counts = values !== null && isCounted({ service: line.service, dimensions: null }, meter, { ...event, ...values } satisfies RecordedEvent) ? values : null;
  const posted = stands.filter((stand) => baseKeyOf(stand) === line.lineKey).flatMap((stand) => stand.counts ?? []);
  return counts === null ? posted.length > 0 : !posted.some(({ fingerprint }) => fingerprint === counts.fingerprint);
}

/** The key of the line that a dimension's is of: `subscription:price:service start`. */
function baseKeyOf({ lineKey, dimensions }: Pick<PostedStand, 'lineKey' | 'dimensions'>): string {
  return dimensions === null ? lineKey : lineKey.slice(0, lineKey.lastIndexOf(':'));
}
