/** Reverts a backfill: voids what it added, and lets count again what it took out or changed. The rows of both stay. */
import { type PlannedCorrection, planReversion } from '../core/backfill.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { parseReason } from '../core/usageCorrection.ts';
import { findAdditions, findBackfillByName, findStanding, insertBackfillStep } from '../repositories/backfills.ts';
import { lockBooks } from '../repositories/books.ts';
import { inChunks } from '../repositories/chunks.ts';
import { findCustomers } from '../repositories/customers.ts';
import { findEventsCorrectedBy } from '../repositories/usageCorrections.ts';
import { type EventPlace, type UsageEventRecord, findUsageEvents, MANY_EVENTS, saveEventStatistics } from '../repositories/usageEvents.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { insertPlanned, loadKnown } from './backfillPlan.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface RevertBackfillInput {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly reason: string;
}

/**
 * Errors, in order: the idempotency key's; `reason` as `parseReason`; NOT_FOUND at `name`; INVALID_STATE at `name` if it was not
 * applied, or was reverted; that of `planReversion`.
 */
export async function revertBackfill(engine: Engine, actor: TenantActor, input: RevertBackfillInput): Promise<{ backfillId: string; replayed: boolean }> {
  const request = { operation: 'revertBackfill', idempotencyKey: input.idempotencyKey, input };
  let changed: readonly string[] = [];
  const { kept, replayed } = await once<{ backfillId: string }>(engine, actor, request, async (tx, { now }) => {
    const reason = parseReason(input.reason);
    const { tenantId, keyId } = actor;
    const backfill = await findBackfillByName(tx, tenantId, input.name);
    const isInReach = backfill !== null && (await findCustomers(tx, actor, backfill.customerIds)).length === backfill.customerIds.length;
    if (!backfill || !isInReach) throw new BillingError('NOT_FOUND', 'is not a backfill', ['name']);
    refuseUnless(backfill.state === 'APPLIED', 'INVALID_STATE', backfill.state === 'STAGED' ? 'was not applied' : 'was reverted already', ['name']);
    const books = new Map((await lockBooks(tx, tenantId, backfill.customerIds)).map((book) => [book.customerId, book]));
    const additions = await findAdditions(tx, tenantId, backfill.id);
    const touched = await loadKnown(tx, actor, await findAll(tx, tenantId, [...additions, ...(await findEventsCorrectedBy(tx, tenantId, backfill.id))]));
    const others = touched.flatMap(({ corrections }) => corrections.flatMap(({ backfillId }) => backfillId ?? []));
    const applied = await findStanding(tx, tenantId, [...new Set(others)]);

    const corrections = planReversion({ id: backfill.id, touched, additions: new Set(additions.map(({ id }) => id)), applied });

    if (corrections.length >= MANY_EVENTS) await saveEventStatistics(tx);
    await insertPlanned(tx, tenantId, { additions: [], corrections }, { backfillId: backfill.id, books, now, actor: keyId, reason });
    await insertBackfillStep(tx, tenantId, { backfillId: backfill.id, kind: 'REVERT', reason, recordedAt: now, actor: keyId, ...countsOf(corrections) });
    changed = backfill.customerIds;
    return { kept: { backfillId: backfill.id }, replayed: false };
  });
  engine.usageNews.emit('changed', actor.tenantId, changed);
  return { ...kept, replayed };
}

const EVENTS_AT_ONCE = 1_000;

async function findAll(tx: Transaction, tenantId: string, places: readonly EventPlace[]): Promise<UsageEventRecord[]> {
  const found: UsageEventRecord[] = [];
  for (const chunk of inChunks(places, EVENTS_AT_ONCE)) found.push(...(await findUsageEvents(tx, { tenantId, customerId: null }, chunk)));
  return found;
}

function countsOf(corrections: readonly PlannedCorrection[]) {
  const counted = (word: string) => corrections.filter(({ draft: { kind } }) => kind === word).length;
  return { added: 0, amended: counted('AMEND'), restored: counted('RESTORE'), voided: counted('VOID'), duplicates: 0 };
}
