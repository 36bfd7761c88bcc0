/** Ends holds: captures one, with the usage that it was for, or releases it. */
import { type Hold, type HoldOutcome, measureCapture, readCaptureLimit, refuseBeyondHold, refuseEnded } from '../core/credits/hold.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { readText } from '../core/fields.ts';
import { later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { readEvents } from '../core/usageBatch.ts';
import type { UsageEventInput } from '../core/usageEvent.ts';
import { type Book, lockBook } from '../repositories/books.ts';
import { findCustomers } from '../repositories/customers.ts';
import { findHolds, insertHoldEnd } from '../repositories/holds.ts';
import { findMetersByCode } from '../repositories/meters.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { recordInTransaction } from './usageRecording.ts';

/** Where a hold is found. */
export interface HoldPlace {
  readonly customerId: string;
  readonly holdId: string;
}

export interface CaptureHoldInput {
  readonly idempotencyKey: string;
  readonly events?: readonly UsageEventInput[] | null | undefined;
  readonly limit?: string | null | undefined;
}

export interface ReleaseHoldInput {
  readonly idempotencyKey: string;
  readonly reason?: string | null | undefined;
}

const EVENT_LIMIT = 1_000;
const TEXT_LIMIT = 500;

/**
 * All events are recorded, or none and the hold stays. Errors, in order: the idempotency key's; TOO_MANY at `events` above 1,000;
 * NOT_FOUND at `holdId`; INVALID_STATE at `holdId` for one that has ended; `limit` as `readCaptureLimit`; INVALID_VALUE at an event of
 * another customer; OUT_OF_RANGE at `events` beyond the limit; the first event's that is rejected or in conflict.
 */
export async function captureHold(engine: Engine, actor: TenantActor, place: HoldPlace | null, { idempotencyKey, ...input }: CaptureHoldInput): Promise<{ holdId: string; replayed: boolean }> {
  const events = input.events ?? [];
  refuseUnless(events.length <= EVENT_LIMIT, 'TOO_MANY', `has more than ${EVENT_LIMIT} events`, ['events']);
  const { customerId, ...ended } = await endHold(engine, actor, place, { operation: 'captureHold', idempotencyKey, input }, async (tx, hold) => {
    const limit = readCaptureLimit(input, hold);
    await refuseOthersEvents(tx, actor, hold, events);
    if (limit === 'HELD_QUANTITY') await refuseBeyond(tx, actor, hold, events);
    for (const [index, outcome] of (await recordInTransaction(engine, tx, actor, events)).entries()) {
      if ('refusal' in outcome) throw outcome.refusal.under('events', String(index));
    }
    return { outcome: 'CAPTURED', terms: { eventKeys: events.map(({ key }) => key), reason: null } };
  });
  engine.usageNews.emit('changed', actor.tenantId, [customerId]);
  return ended;
}

/** Errors, in order: the idempotency key's; NOT_FOUND at `holdId`; INVALID_STATE at `holdId` for one that has ended; `reason` as `readText`. */
export async function releaseHold(engine: Engine, actor: TenantActor, place: HoldPlace | null, { idempotencyKey, ...input }: ReleaseHoldInput): Promise<{ holdId: string; replayed: boolean }> {
  const { holdId, replayed } = await endHold(engine, actor, place, { operation: 'releaseHold', idempotencyKey, input }, () =>
    Promise.resolve({ outcome: 'RELEASED', terms: { eventKeys: [], reason: readText({ of: { ...input }, name: 'reason', path: [] }, TEXT_LIMIT) } }),
  );
  return { holdId, replayed };
}

interface HoldRequest {
  readonly operation: string;
  readonly idempotencyKey: string;
  readonly input: object;
}

type Ending = { readonly outcome: HoldOutcome; readonly terms: { readonly eventKeys: readonly string[]; readonly reason: string | null } };

async function endHold(engine: Engine, actor: TenantActor, place: HoldPlace | null, request: HoldRequest, decide: (tx: Transaction, hold: Hold) => Promise<Ending>): Promise<{ holdId: string; customerId: string; replayed: boolean }> {
  // Usage may be personal, so its digest is salted as the customer's other data is.
  const customerOf = ({ customerId }: { customerId: string }) => customerId;
  const { kept, replayed } = await once<{ holdId: string; customerId: string }>(engine, actor, { ...request, input: { ...request.input, ...place }, customerOf }, async (tx, { tenant, now }) => {
    const { book, hold } = await lockHold(tx, actor, place);
    refuseEnded(hold, now);
    const ending = await decide(tx, hold);
    await insertHoldEnd(tx, { tenantId: tenant.id, bookSeq: book.seq }, hold, { ...ending, recordedAt: later(now, book.recordedAt), actor: actor.keyId });
    return { kept: { holdId: hold.id, customerId: hold.customerId }, replayed: false };
  });
  return { ...kept, replayed };
}

/** Locks the book of a hold. Errors: NOT_FOUND at `holdId`, also out of the actor's reach. */
async function lockHold(tx: Transaction, actor: TenantActor, place: HoldPlace | null): Promise<{ book: Book; hold: Hold }> {
  const isInReach = place !== null && (actor.customerId === null || actor.customerId === place.customerId);
  const book = isInReach ? await lockBook(tx, { tenantId: actor.tenantId, customerId: place.customerId }) : null;
  const [hold] = book && place ? await findHolds(tx, { tenantId: book.tenantId, customerId: book.customerId }, [place.holdId]) : [];
  if (!book || !hold) throw new BillingError('NOT_FOUND', 'is not a hold', ['holdId']);
  return { book, hold };
}

async function refuseOthersEvents(tx: Transaction, actor: TenantActor, hold: Hold, events: readonly UsageEventInput[]): Promise<void> {
  const [customer] = await findCustomers(tx, actor, [hold.customerId]);
  invariant(customer, 'a hold has a customer');
  for (const [index, { customerExternalId }] of events.entries()) {
    refuseUnless(customerExternalId === customer.externalId, 'INVALID_VALUE', 'is not the customer of the hold', ['events', String(index), 'customerExternalId']);
  }
}

/** What is not well-formed is refused where it is recorded. */
async function refuseBeyond(tx: Transaction, actor: TenantActor, hold: Hold, events: readonly UsageEventInput[]): Promise<void> {
  const [meter] = await findMetersByCode(tx, actor.tenantId, [hold.terms.usage?.meterCode ?? '']);
  invariant(meter, 'usage is held of a meter');
  refuseBeyondHold(hold, measureCapture(meter, readEvents(events).flatMap((read) => ('event' in read ? [read.event] : []))));
}
