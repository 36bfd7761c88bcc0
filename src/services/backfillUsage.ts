/** Backfills usage: a named batch is put together in pages, or sent whole, and applied in one transaction: all of it counts, or nothing. */
import { BACKFILL_PAGE, BACKFILL_PAGES, type BackfillPlan, type BackfillScope, parseScope, refuseIncomplete } from '../core/backfill.ts';
import { digestOf } from '../core/digest.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import type { Instant } from '../core/instant.ts';
import { parseKey } from '../core/key.ts';
import type { UsageEvent, UsageEventInput } from '../core/usageEvent.ts';
import { parseReason } from '../core/usageCorrection.ts';
import { type Backfill, findBackfillByName, findBatch, findPageDigest, insertAdditions, insertBackfill, insertBackfillPage, insertBackfillStep } from '../repositories/backfills.ts';
import { type Book, lockBooks } from '../repositories/books.ts';
import { inChunks } from '../repositories/chunks.ts';
import { findCustomers } from '../repositories/customers.ts';
import { MANY_EVENTS, recordEvents, saveEventStatistics } from '../repositories/usageEvents.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { type BackfillBatch, insertPlanned, loadBackfillCustomers, loadBackfillPlan, readBatch } from './backfillPlan.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { refusePersonalBackfill } from './personalData.ts';

/** What a batch is about, and events of it. */
export interface BackfillBatchInput extends BackfillScope {
  readonly events: readonly UsageEventInput[];
}

export interface BackfillUsageInput extends BackfillBatchInput {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly reason: string;
}

export type StageBackfillInput = Omit<BackfillUsageInput, 'idempotencyKey'> & { readonly page: number };

export interface ApplyBackfillInput {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly pages: number;
}

interface Kept {
  readonly [field: string]: string;
  readonly backfillId: string;
}
type Done = { readonly backfillId: string; readonly replayed: boolean };

/**
 * A batch of at most 1,000 events, applied at once.
 * Errors, in order: TOO_MANY at `events`; those of `parseScope`; the idempotency key's; `name` as `parseKey`; `reason` as
 * `parseReason`; NOT_FOUND at `customerExternalIds`; CONFLICT at `name` if it was used before; those of `planBackfill`; that of
 * the first event that cannot be counted.
 */
export async function backfillUsage(engine: Engine, actor: TenantActor, input: BackfillUsageInput): Promise<Done> {
  const scope = readInput(input);
  const request = { operation: 'backfillUsage', idempotencyKey: input.idempotencyKey, input };
  let changed: readonly string[] = [];
  const { kept, replayed } = await once<Kept>(engine, actor, request, async (tx, { now }) => {
    const opening = { name: parseKey(input.name, ['name']), reason: parseReason(input.reason), scope };
    const customerIds = await loadBackfillCustomers(tx, actor, scope, input.customerExternalIds);
    await refusePersonalBackfill(tx, actor.tenantId, scope, [...customerIds.values()]);
    refuseUnless((await findBackfillByName(tx, actor.tenantId, opening.name)) === null, 'CONFLICT', 'was used before', ['name']);
    const batch = { scope, customerIds, events: readBatch(input.events, scope) };
    const books = await lockScope(tx, actor, batch);
    const backfill = await open(tx, actor, opening, { customerIds, now });
    await apply(tx, engine, actor, { backfill, batch, books, now });
    await insertPage(tx, actor, { backfillId: backfill.id, page: 1, events: wellFormed(batch), now });
    changed = [...customerIds.values()];
    return { kept: { backfillId: backfill.id }, replayed: false };
  });
  engine.usageNews.emit('changed', actor.tenantId, changed);
  return { ...kept, replayed };
}

/**
 * One page of a larger batch; nothing of it counts yet. The first page that comes opens the backfill. A page that is sent again
 * with the same events is the same page.
 * Errors, in order: TOO_MANY at `events`; those of `parseScope`; OUT_OF_RANGE at `page`; `name`, `reason` and customers as for
 * `backfillUsage`; INVALID_STATE at `name` if it was applied; CONFLICT at `name` if it is about something else; that of the first
 * event that is not well-formed or out of scope; CONFLICT at `page` if it holds other events.
 */
export async function stageBackfill(engine: Engine, actor: TenantActor, input: StageBackfillInput): Promise<Done> {
  const scope = readInput(input);
  const { page } = input;
  refuseUnless(page >= 1 && page <= BACKFILL_PAGES, 'OUT_OF_RANGE', `is not between 1 and ${BACKFILL_PAGES}`, ['page']);
  const { kept, replayed } = await once<Kept>(engine, actor, { operation: 'stageBackfill', idempotencyKey: null, input }, async (tx, { now }) => {
    const opening = { name: parseKey(input.name, ['name']), reason: parseReason(input.reason), scope };
    const customerIds = await loadBackfillCustomers(tx, actor, scope, input.customerExternalIds);
    await refusePersonalBackfill(tx, actor.tenantId, scope, [...customerIds.values()]);
    const known = await findBackfillByName(tx, actor.tenantId, opening.name);
    refuseUnless(known === null || known.state === 'STAGED', 'INVALID_STATE', 'was applied already', ['name']);
    refuseUnless(known === null || isSame(known, opening, customerIds), 'CONFLICT', 'was used before for something else', ['name']);
    const events = readBatch(input.events, scope).map((read, index) => {
      if ('refusal' in read) throw read.refusal.under('events', String(index));
      return read.event;
    });
    const backfill = known ?? (await open(tx, actor, opening, { customerIds, now }));
    const digest = await findPageDigest(tx, actor.tenantId, { backfillId: backfill.id, page });
    refuseUnless(digest === null || digest === digestOfEvents(events), 'CONFLICT', 'was staged before with other events', ['page']);
    if (digest === null) await insertPage(tx, actor, { backfillId: backfill.id, page, events, now });
    return { kept: { backfillId: backfill.id }, replayed: digest !== null };
  });
  return { ...kept, replayed };
}

/**
 * Applies what was staged. Errors, in order: the idempotency key's; NOT_FOUND at `name`; INVALID_STATE at `name` if it was
 * applied; INVALID_STATE at `pages` unless as many are staged; those of `planBackfill`; that of the first event that cannot be
 * counted, at its place in the whole batch.
 */
export async function applyBackfill(engine: Engine, actor: TenantActor, input: ApplyBackfillInput): Promise<Done> {
  let changed: readonly string[] = [];
  const { kept, replayed } = await once<Kept>(engine, actor, { operation: 'applyBackfill', idempotencyKey: input.idempotencyKey, input }, async (tx, { now }) => {
    const backfill = await findBackfillByName(tx, actor.tenantId, input.name);
    const batch = backfill && (await loadStaged(tx, actor, backfill));
    if (!backfill || !batch) throw new BillingError('NOT_FOUND', 'is not a backfill', ['name']);
    refuseUnless(backfill.state === 'STAGED', 'INVALID_STATE', 'was applied already', ['name']);
    refuseUnless(backfill.pages === input.pages, 'INVALID_STATE', `is not ${backfill.pages}, the number of pages that are staged`, ['pages']);
    await apply(tx, engine, actor, { backfill, batch, books: await lockScope(tx, actor, batch), now });
    changed = backfill.customerIds;
    return { kept: { backfillId: backfill.id }, replayed: false };
  });
  engine.usageNews.emit('changed', actor.tenantId, changed);
  return { ...kept, replayed };
}

function readInput({ events, ...input }: BackfillBatchInput): BackfillScope {
  refuseUnless(events.length <= BACKFILL_PAGE, 'TOO_MANY', `has more than ${BACKFILL_PAGE} events`, ['events']);
  return parseScope(input);
}

interface Opening {
  readonly name: string;
  readonly reason: string;
  readonly scope: BackfillScope;
}

async function open(tx: Transaction, actor: TenantActor, { name, reason, scope }: Opening, { customerIds, now }: { customerIds: ReadonlyMap<string, string>; now: Instant }) {
  const id = deriveId('backfill', now, [actor.tenantId, name]);
  const backfill = { id, name, reason, scope, customerIds: [...customerIds.values()].sort(), recordedAt: now, actor: actor.keyId };
  await insertBackfill(tx, actor.tenantId, backfill);
  return backfill;
}

function isSame(known: Backfill, { reason, scope }: Opening, customerIds: ReadonlyMap<string, string>): boolean {
  const textOf = (one: Pick<Backfill, 'reason' | 'scope'>, ids: readonly string[]) => JSON.stringify([one.reason, one.scope.eventNames, one.scope.from, one.scope.to, one.scope.replace, [...ids].sort()]);
  return textOf(known, known.customerIds) === textOf({ reason, scope }, [...customerIds.values()]);
}

async function insertPage(tx: Transaction, actor: TenantActor, { backfillId, page, events, now }: { backfillId: string; page: number; events: readonly UsageEvent[]; now: Instant }): Promise<void> {
  await insertBackfillPage(tx, actor.tenantId, { backfillId, page, events, digest: digestOfEvents(events), recordedAt: now, actor: actor.keyId });
}

function digestOfEvents(events: readonly UsageEvent[]): string {
  return digestOf('neruba.backfill-page.v1', events.map(({ fingerprint }) => fingerprint));
}

function wellFormed({ events }: BackfillBatch): UsageEvent[] {
  return events.flatMap((read) => ('event' in read ? [read.event] : []));
}

/** What was staged, if the actor may see all customers that it is about; null otherwise. */
export async function loadStaged(db: Transaction, actor: TenantActor, backfill: Backfill): Promise<BackfillBatch | null> {
  const customers = await findCustomers(db, actor, backfill.customerIds);
  if (customers.length < backfill.customerIds.length) return null;
  const events = (await findBatch(db, actor.tenantId, backfill.id)).map((event) => ({ event }));
  const customerIds = new Map(customers.map(({ id, externalId }) => [externalId, id]));
  return { scope: { ...backfill.scope, customerExternalIds: [...customerIds.keys()] }, events, customerIds };
}

const RECORD_ROWS = 1_000;

/**
 * Locks every book of the scope in the order of customer ids: an invoice of them has all of the backfill, or nothing. Before anything is inserted: on the
 * MySQL family an insert locks the rows that it refers to, and who waits for a book with these in hand keeps whoever wants one of them waiting.
 */
async function lockScope(tx: Transaction, { tenantId }: TenantActor, { customerIds }: BackfillBatch): Promise<ReadonlyMap<string, Book>> {
  return new Map((await lockBooks(tx, tenantId, [...customerIds.values()])).map((book) => [book.customerId, book]));
}

/** With the books of the scope locked. */
async function apply(
  tx: Transaction,
  engine: Engine,
  actor: TenantActor,
  { backfill, batch, books, now }: { backfill: Pick<Backfill, 'id' | 'reason'>; batch: BackfillBatch; books: ReadonlyMap<string, Book>; now: Instant },
): Promise<void> {
  const { tenantId, keyId } = actor;
  await refusePersonalBackfill(tx, tenantId, batch.scope, [...batch.customerIds.values()]);
  const plan = await loadBackfillPlan(tx, actor, batch);
  refuseIncomplete(plan);

  const inOrder = [...plan.additions].sort((a, b) => a.index - b.index);
  const events = inOrder.map(({ customerId, event }) => ({ ...event, customerId, id: engine.newId(), sealed: null, bookSeq: books.get(customerId)?.seq ?? 0, recordedAt: now }));
  for (const chunk of inChunks(events, RECORD_ROWS)) await recordEvents(tx, tenantId, chunk);
  if (events.length + plan.corrections.length >= MANY_EVENTS) await saveEventStatistics(tx);
  await insertAdditions(tx, tenantId, backfill.id, events);
  await insertPlanned(tx, tenantId, plan, { backfillId: backfill.id, books, now, actor: keyId, reason: backfill.reason });
  await insertBackfillStep(tx, tenantId, { backfillId: backfill.id, kind: 'APPLY', reason: null, recordedAt: now, actor: keyId, ...countsOf(plan) });
}

function countsOf({ items, voided }: BackfillPlan) {
  const counted = (word: string) => items.filter(({ outcome }) => outcome === word).length;
  return { added: counted('ADDED'), amended: counted('AMENDED'), restored: counted('RESTORED'), voided: voided.length, duplicates: counted('DUPLICATE') };
}
