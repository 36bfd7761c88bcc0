/** Records a batch of usage events: durable before it is acknowledged, counted once however often it is sent. */
import { BillingError } from '../core/errors.ts';
import type { EventOutcome } from '../core/usageBatch.ts';
import type { UsageEventInput } from '../core/usageEvent.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { recordInTransaction } from './usageRecording.ts';

export const BATCH_LIMIT = 1_000;

/**
 * One outcome an event, in the order sent. The whole batch is refused only with TOO_MANY above 1,000 events.
 * Rejections of one event, in order: as `parseUsageEvent`; NOT_FOUND at `customerExternalId`; as `checkEventForMeter`; INVALID_STATE at
 * `customerExternalId` for a new one of a customer who was erased.
 */
export async function recordUsage(engine: Engine, actor: TenantActor, inputs: readonly UsageEventInput[]): Promise<EventOutcome[]> {
  if (inputs.length > BATCH_LIMIT) throw new BillingError('TOO_MANY', `has more than ${BATCH_LIMIT} events`, ['events']);
  const outcomes = await engine.store.transaction((tx) => recordInTransaction(engine, tx, actor, inputs));
  engine.usageNews.emit('changed', actor.tenantId, outcomes.flatMap((one) => (one.outcome === 'ACCEPTED' ? [one.customerId] : [])));
  return outcomes;
}
