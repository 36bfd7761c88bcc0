/** Corrects usage: voids or amends one event by a row beside it, and marks the days whose charges that may change. */
import { BillingError } from '../core/errors.ts';
import { type Instant, instantText } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type CorrectedEvent, type CorrectionDraft, decideAmendment, decideVoid, parseReason, valuesKnown } from '../core/usageCorrection.ts';
import { type Book, lockBook } from '../repositories/books.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { type LateMark, markLateArrivals } from '../repositories/lateArrivals.ts';
import { findMetersOfEvents } from '../repositories/meters.ts';
import { findCorrections, insertCorrections } from '../repositories/usageCorrections.ts';
import { type UsageEventRecord, findUsageEventByKey } from '../repositories/usageEvents.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { dataKeysOf, personalNamesOf } from './personalData.ts';

export interface VoidUsageInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
  readonly eventKey: string;
  readonly reason: string;
}

export interface AmendUsageInput extends VoidUsageInput {
  readonly occurredAt?: Instant | null | undefined;
  readonly properties?: unknown;
}

/** Where the corrected event is found. */
type EventPlace = { readonly customerId: string; readonly eventId: string };
type Corrected = EventPlace & { readonly replayed: boolean };

/** Errors, in order: the idempotency key's; `reason` as `parseReason`; NOT_FOUND at `customerExternalId`, at `eventKey`; those of `decideVoid`. */
export async function voidUsage(engine: Engine, actor: TenantActor, input: VoidUsageInput): Promise<Corrected> {
  return await correctUsage(engine, actor, { operation: 'voidUsage', input }, (_tx, corrected) => Promise.resolve(decideVoid(corrected)));
}

/** Errors, in order: the idempotency key's; `reason` as `parseReason`; NOT_FOUND at `customerExternalId`, at `eventKey`; those of `decideAmendment`. */
export async function amendUsage(engine: Engine, actor: TenantActor, input: AmendUsageInput): Promise<Corrected> {
  return await correctUsage(engine, actor, { operation: 'amendUsage', input }, async (tx, corrected, now) => {
    const { customerExternalId, occurredAt = null, properties } = input;
    const { eventName, customerId, id: eventId } = corrected.event;
    const meters = await findMetersOfEvents(tx, actor.tenantId, [eventName]);
    const personalNames = await personalNamesOf(tx, actor.tenantId, eventName);
    const dataKey = personalNames.size === 0 ? null : ((await dataKeysOf(engine, tx, actor.tenantId, [customerId], now)).get(customerId) ?? null);
    return decideAmendment(corrected, { customerExternalId, occurredAt, properties }, meters, { personalNames, dataKey, place: { customerId, eventId } });
  });
}

async function correctUsage(
  engine: Engine,
  actor: TenantActor,
  { operation, input }: { operation: string; input: VoidUsageInput },
  decide: (tx: Transaction, corrected: CorrectedEvent & { readonly event: UsageEventRecord }, now: Instant) => Promise<CorrectionDraft>,
): Promise<Corrected> {
  const request = { operation, idempotencyKey: input.idempotencyKey, input, customerOf: ({ customerId }: EventPlace) => customerId };
  const { kept, replayed } = await once<EventPlace>(engine, actor, request, async (tx, { now }) => {
    const reason = parseReason(input.reason);
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const book = await lockBook(tx, { tenantId: actor.tenantId, customerId: customer.id });
    invariant(book, 'a customer has a book');
    const event = await findUsageEventByKey(tx, { ...actor, customerId: customer.id }, input.eventKey);
    if (!event) throw new BillingError('NOT_FOUND', 'is not an event of the customer', ['eventKey']);
    const corrected = { event, corrections: await findCorrections(tx, actor, [event]) };

    const draft = await decide(tx, corrected, now);

    const { customerId, eventName, id: eventId } = event;
    await insertCorrections(tx, actor.tenantId, [{ ...draft, customerId, eventId, eventName, bookSeq: book.seq, recordedAt: now, actor: actor.keyId, reason, backfillId: null }]);
    await markLateArrivals(tx, actor.tenantId, marksOf(book, event, [valuesKnown(event, corrected.corrections, null), draft.values]));
    return { kept: { customerId, eventId }, replayed: false };
  });
  engine.usageNews.emit('changed', actor.tenantId, [kept.customerId]);
  return { ...kept, replayed };
}

/** The days, already rated, that an event leaves or comes to. */
function marksOf(book: Book, { eventName }: Pick<UsageEventRecord, 'eventName'>, values: readonly ({ occurredAt: Instant } | null)[]): LateMark[] {
  const { customerId, ratedThrough, seq: bookSeq } = book;
  const rated = values.flatMap((one) => (one !== null && ratedThrough !== null && one.occurredAt < ratedThrough ? [instantText(one.occurredAt).slice(0, 10)] : []));
  return [...new Set(rated)].map((day) => ({ customerId, bookSeq, eventName, day }));
}
