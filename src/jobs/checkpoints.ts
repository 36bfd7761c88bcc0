/** The clockwork of checkpoints: every so many minutes, one of every tenant's ledger, however many processes serve it. */
import type { Logger } from 'pino';
import { createCheckpoint } from '../services/createCheckpoint.ts';
import type { Engine } from '../services/engine.ts';
import { type Clockwork, every, forEachTenant } from './clockwork.ts';

const MINUTE_MS = 60_000;

/**
 * Time is cut into numbered slots, and a slot has at most one checkpoint of a tenant: the database refuses a second one, so
 * processes need not know of each other. Without a signing key, or at 0 minutes, nothing runs.
 */
export function startCheckpoints(engine: Engine, { everyMinutes, log }: { everyMinutes: number; log: Logger }): Clockwork {
  if (engine.signer === null || everyMinutes === 0) return { stop: () => Promise.resolve() };
  const periodMs = everyMinutes * MINUTE_MS;
  return every(periodMs, () => checkpointAll(engine, { slot: Math.floor(engine.now() / periodMs), log }));
}

export async function checkpointAll(engine: Engine, { slot, log }: { slot: number; log: Pick<Logger, 'error'> }): Promise<void> {
  await forEachTenant(engine, (tenantId) => createCheckpoint(engine, tenantId, { slot }), { log, failed: 'no checkpoint was taken' });
}
