/** The clockwork of checkpoints: every so many minutes, one of every tenant's ledger, however many processes serve it. */
import type { Logger } from 'pino';
import { createCheckpoint } from '../services/createCheckpoint.ts';
import type { Engine } from '../services/engine.ts';
import { listTenants } from '../services/listTenants.ts';

const MINUTE_MS = 60_000;

/**
 * Time is cut into numbered slots, and a slot has at most one checkpoint of a tenant: the database refuses a second one, so
 * processes need not know of each other. Without a signing key, or at 0 minutes, nothing runs.
 */
export function startCheckpoints(engine: Engine, { everyMinutes, log }: { everyMinutes: number; log: Logger }): { stop(): Promise<void> } {
  if (engine.signer === null || everyMinutes === 0) return { stop: () => Promise.resolve() };
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => checkpointAll(engine, { slot: Math.floor(engine.now() / (everyMinutes * MINUTE_MS)), log }));
  }, everyMinutes * MINUTE_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** One tenant's trouble does not keep the others from theirs. */
export async function checkpointAll(engine: Engine, { slot, log }: { slot: number; log: Pick<Logger, 'error'> }): Promise<void> {
  for (const tenantId of await listTenants(engine)) {
    await createCheckpoint(engine, tenantId, { slot }).catch((error: unknown) => log.error({ err: error, tenantId }, 'no checkpoint was taken'));
  }
}
