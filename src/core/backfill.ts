/** Backfills: a named batch of usage for a time, decided as a whole: what it adds, what it changes and takes out, and how that is undone. */
import { BillingError, refuseUnless } from './errors.ts';
import type { Instant } from './instant.ts';
import { type JsonObject, canonicalJson } from './json.ts';
import { parseKey } from './key.ts';
import type { RecordedEvent } from './lineUsage.ts';
import { contains } from './period.ts';
import { type ReadEvent, type UniqueEvent, placeOf } from './usageBatch.ts';
import { CORRECTION_LIMIT, type CorrectionDraft, type UsageCorrection, type UsageValues, valuesKnown } from './usageCorrection.ts';
import type { UsageEvent } from './usageEvent.ts';

/** STAGED: being put together. The SDL's enum `UsageBackfillState` lists the same words. */
export const BACKFILL_STATES = ['STAGED', 'APPLIED', 'REVERTED'] as const;
export type BackfillState = (typeof BACKFILL_STATES)[number];

/** What becomes of one event of a batch; the SDL's enum `BackfillOutcome` lists the same words. */
export const BACKFILL_OUTCOMES = ['ADDED', 'RESTORED', 'AMENDED', 'DUPLICATE', 'CONFLICT', 'REJECTED'] as const;
export type BackfillOutcome = (typeof BACKFILL_OUTCOMES)[number];

/** Events of one request and of one page. */
export const BACKFILL_PAGE = 1_000;
export const BACKFILL_PAGES = 100;
/** The most events that a backfill may take out of the count. */
export const BACKFILL_VOID_LIMIT = 100_000;
const CUSTOMER_LIMIT = 1_000;
const NAME_LIMIT = 100;

/** What a backfill is about: it changes nothing outside of it. */
export interface BackfillScope {
  readonly customerExternalIds: readonly string[];
  readonly eventNames: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  /** Whether what counts within it, and is not named again, is taken out. */
  readonly replace: boolean;
}

/** The scope in one order, each name once. Errors, in order: REQUIRED and TOO_MANY at `customerExternalIds` (1,000), at `eventNames` (100), each as `parseKey`; OUT_OF_RANGE at `to` unless it lies after `from`. */
export function parseScope({ customerExternalIds, eventNames, from, to, replace }: BackfillScope): BackfillScope {
  const scope = {
    customerExternalIds: readNames(customerExternalIds, CUSTOMER_LIMIT, 'customerExternalIds'),
    eventNames: readNames(eventNames, NAME_LIMIT, 'eventNames'),
  };
  refuseUnless(from < to, 'OUT_OF_RANGE', 'does not lie after `from`', ['to']);
  return { ...scope, from, to, replace };
}

function readNames(names: readonly string[], limit: number, field: string): string[] {
  refuseUnless(names.length > 0, 'REQUIRED', 'needs at least one', [field]);
  refuseUnless(names.length <= limit, 'TOO_MANY', `has more than ${limit} entries`, [field]);
  return [...new Set(names.map((name, index) => parseKey(name, [field, String(index)])))].sort();
}

/** Refuses events that lie outside of what the backfill is about. Rejections, in order: OUT_OF_RANGE at `customerExternalId`, `eventName`, `occurredAt`. */
export function checkScope(events: readonly ReadEvent[], scope: BackfillScope): ReadEvent[] {
  const [customers, names] = [new Set(scope.customerExternalIds), new Set(scope.eventNames)];
  const time = { start: scope.from, end: scope.to };
  return events.map((read) => {
    if ('refusal' in read) return read;
    const { customerExternalId, eventName, occurredAt } = read.event;
    if (!customers.has(customerExternalId)) return { refusal: outside('is not a customer of this backfill', 'customerExternalId') };
    if (!names.has(eventName)) return { refusal: outside('is not an event name of this backfill', 'eventName') };
    return contains(time, occurredAt) ? read : { refusal: outside('lies outside of `from` and `to`', 'occurredAt') };
  });
}

function outside(message: string, field: string): BillingError {
  return new BillingError('OUT_OF_RANGE', message, [field]);
}

/** A correction with what made it: null if it was asked for by itself. */
export type BackfilledCorrection = UsageCorrection & { readonly backfillId: string | null };

/** An event with everything that was recorded about it. */
export interface KnownEvent {
  readonly customerId: string;
  readonly event: RecordedEvent & { readonly id: string; readonly bookSeq: number };
  readonly corrections: readonly BackfilledCorrection[];
}

/** An event that counts in the scope, and how many corrections it has. */
export interface CountingEvent extends UsageValues {
  readonly customerId: string;
  readonly id: string;
  readonly key: string;
  readonly eventName: string;
  readonly correction: number;
}

/** What one event counts as before and after. */
export interface PlannedCorrection {
  readonly customerId: string;
  readonly eventId: string;
  readonly key: string;
  readonly eventName: string;
  readonly draft: CorrectionDraft;
  readonly before: UsageValues | null;
}

export interface BackfillItem {
  readonly outcome: BackfillOutcome;
  readonly refusal: BillingError | null;
}

export interface BackfillPlan {
  /** One an event of the batch, in its order. */
  readonly items: readonly BackfillItem[];
  readonly additions: readonly UniqueEvent[];
  readonly corrections: readonly PlannedCorrection[];
  /** Those of `corrections` that take out what the batch does not name. */
  readonly voided: readonly PlannedCorrection[];
}

/** What a plan is made from. */
export interface BackfillFacts {
  readonly scope: Pick<BackfillScope, 'from' | 'to' | 'replace'>;
  readonly events: readonly ReadEvent[];
  readonly customerIds: ReadonlyMap<string, string>;
  /** Which event has each key that the batch names, by `placeOf`. */
  readonly holders: ReadonlyMap<string, KnownEvent>;
  /** With `replace`, whatever counts in the scope. */
  readonly counting: readonly CountingEvent[];
}

/**
 * What a backfill would do. An event whose key is free is ADDED; one that is there with the same values is a DUPLICATE and
 * stays. With `replace`, one that counts in the time with other values is AMENDED to the batch's. One that an earlier
 * backfill or its reversion took out is RESTORED, with the batch's values. Any other use of a key is a CONFLICT; what was
 * voided by itself stays voided. With `replace`, what counts in the scope and is not named by the batch is voided.
 * Errors: TOO_MANY at `replace` if it would void more than 100,000 events, or one that was corrected too often.
 */
export function planBackfill(facts: BackfillFacts): BackfillPlan {
  const { scope, events, customerIds, holders, counting } = facts;
  const firsts = new Map<string, UsageEvent>();
  const additions: UniqueEvent[] = [];
  const corrections: PlannedCorrection[] = [];
  const items = events.map((read, index): BackfillItem => {
    if ('refusal' in read) return { outcome: 'REJECTED', refusal: read.refusal };
    const { event } = read;
    const customerId = customerIds.get(event.customerExternalId) ?? '';
    const place = placeOf(customerId, event.key);
    const first = firsts.get(place);
    if (first) return first.fingerprint === event.fingerprint ? settled('DUPLICATE') : conflict('is in the batch twice, with other content');
    firsts.set(place, event);
    const holder = holders.get(place);
    if (!holder) {
      additions.push({ customerId, event, index });
      return settled('ADDED');
    }
    const { item, correction } = changeOf(event, holder, scope);
    if (correction) corrections.push(correction);
    return item;
  });
  const voided = scope.replace ? counting.filter(({ customerId, key }) => !firsts.has(placeOf(customerId, key))).map(voidOf) : [];
  refuseUnless(voided.length <= BACKFILL_VOID_LIMIT, 'TOO_MANY', `would take out more than ${BACKFILL_VOID_LIMIT} events`, ['replace']);
  return { items, additions, corrections: [...corrections, ...voided], voided };
}

/** The first event of a batch that cannot be counted is why nothing of it is. Errors: that of the event, at `events` and its place. */
export function refuseIncomplete({ items }: BackfillPlan): void {
  const index = items.findIndex(({ refusal }) => refusal !== null);
  const refusal = items[index]?.refusal;
  if (refusal) throw refusal.under('events', String(index));
}

/** Room for a reversion, so that a backfill can always be undone. */
const CHANGES_LEFT = 2;

function changeOf(event: UsageEvent, { customerId, event: held, corrections }: KnownEvent, { from, to, replace }: BackfillFacts['scope']): { item: BackfillItem; correction: PlannedCorrection | null } {
  const before = valuesKnown(held, corrections, null);
  const nothing = (item: BackfillItem) => ({ item, correction: null });
  if (before?.fingerprint === event.fingerprint) return nothing(settled('DUPLICATE'));
  if (held.eventName !== event.eventName) return nothing(conflict('was used before for an event of another name'));
  const newest = newestOf(corrections);
  if (before === null && newest?.backfillId == null) return nothing(conflict('was voided for good'));
  const isInTime = before !== null && contains({ start: from, end: to }, before.occurredAt);
  if (before !== null && !(replace && isInTime)) return nothing(conflict('was used before with other content'));
  if (corrections.length > CORRECTION_LIMIT - CHANGES_LEFT) return nothing({ outcome: 'REJECTED', refusal: tooMany(['key']) });
  const { occurredAt, properties, propertiesText, fingerprint } = event;
  const draft = { ordinal: corrections.length + 1, kind: before === null ? 'RESTORE' : 'AMEND', values: { occurredAt, properties, propertiesText, fingerprint } } as const;
  const correction = { customerId, eventId: held.id, key: held.key, eventName: held.eventName, draft, before };
  return { item: settled(before === null ? 'RESTORED' : 'AMENDED'), correction };
}

function voidOf({ customerId, id, key, eventName, correction, occurredAt, properties, fingerprint }: CountingEvent): PlannedCorrection {
  if (correction > CORRECTION_LIMIT - CHANGES_LEFT) throw tooMany(['replace']);
  return { customerId, eventId: id, key, eventName, draft: { ordinal: correction + 1, kind: 'VOID', values: null }, before: { occurredAt, properties, fingerprint } };
}

function tooMany(path: readonly string[]): BillingError {
  return new BillingError('TOO_MANY', `has an event that was corrected more than ${CORRECTION_LIMIT - CHANGES_LEFT} times`, path);
}

function settled(outcome: BackfillOutcome): BackfillItem {
  return { outcome, refusal: null };
}

function conflict(message: string): BackfillItem {
  return { outcome: 'CONFLICT', refusal: new BillingError('CONFLICT', message, ['key']) };
}

function newestOf(corrections: readonly BackfilledCorrection[]): BackfilledCorrection | null {
  return corrections.reduce<BackfilledCorrection | null>((last, one) => (last === null || one.ordinal > last.ordinal ? one : last), null);
}

/** Of a backfill that is to be undone. */
export interface AppliedBackfill {
  readonly id: string;
  /** Every event that it added or corrected. */
  readonly touched: readonly KnownEvent[];
  /** The ids of those that it added. */
  readonly additions: ReadonlySet<string>;
  /** Backfills that stand applied. */
  readonly applied: ReadonlySet<string>;
}

/**
 * The corrections that undo a backfill: events that it added are voided, and others count again as they did before it. What
 * somebody corrected since by itself stays, but that an added event is voided whatever it counts as.
 * Errors: INVALID_STATE if a later backfill that stands changed one of its events: that one is to be reverted first.
 */
export function planReversion({ id, touched, additions, applied }: AppliedBackfill): PlannedCorrection[] {
  return touched.flatMap((known) => {
    const { customerId, event, corrections } = known;
    const own = corrections.find(({ backfillId }) => backfillId === id) ?? null;
    const isAddition = additions.has(event.id);
    const left = isAddition ? event : (own?.values ?? null);
    const standing = valuesKnown(event, corrections, null);
    const newest = newestOf(corrections);
    const isUntouched = left?.fingerprint === standing?.fingerprint;
    const laterId = newest?.backfillId ?? null;
    refuseUnless(isUntouched || laterId === null || laterId === id || !applied.has(laterId), 'INVALID_STATE', 'was followed by a backfill that changed some of its events; revert that one first', ['name']);
    if (!isUntouched && !isAddition) return [];
    const earlier = corrections.filter(({ ordinal }) => own !== null && ordinal < own.ordinal);
    const before = isAddition ? null : valuesKnown(event, earlier, null);
    if (before?.fingerprint === standing?.fingerprint) return [];
    const kind = before === null ? 'VOID' : standing === null ? 'RESTORE' : 'AMEND';
    const draft = { ordinal: corrections.length + 1, kind, values: before && { ...before, propertiesText: textOf(before.properties) } } as const;
    return [{ customerId, eventId: event.id, key: event.key, eventName: event.eventName, draft, before: standing }];
  });
}

function textOf(properties: JsonObject): string {
  return canonicalJson(properties);
}

/** A time that was rated already, of which an event is added or changed: name and instant, for the marks that the next cut reads. */
export interface TouchedTime {
  readonly customerId: string;
  readonly eventName: string;
  readonly at: Instant;
}

/** When events are added, left and come to. */
export function touchedTimes(additions: readonly UniqueEvent[], corrections: readonly PlannedCorrection[]): TouchedTime[] {
  const added = additions.map(({ customerId, event: { eventName, occurredAt } }) => ({ customerId, eventName, at: occurredAt }));
  const changed = corrections.flatMap(({ customerId, eventName, before, draft }) => [before, draft.values].flatMap((values) => (values === null ? [] : [{ customerId, eventName, at: values.occurredAt }])));
  return [...added, ...changed];
}
