/** What all jobs have in common: they come round again and again until they are stopped, and go through the tenants. */
import type { Logger } from 'pino';
import type { Engine } from '../services/engine.ts';
import { listTenants } from '../services/listTenants.ts';

/** A job that comes round. */
export interface Clockwork {
  /** Resolves when the round that goes on has ended; there is no other. */
  stop(): Promise<void>;
}

/** Goes round every so many milliseconds, one round after another. `round` must not reject. Nothing stays up for its sake. */
export function every(milliseconds: number, round: () => Promise<void>): Clockwork {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(round);
  }, milliseconds);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** One tenant's trouble, which `failed` names in the log, does not keep the others from theirs; nor does a database that is away end the clockwork. */
export async function forEachTenant(engine: Engine, work: (tenantId: string) => Promise<unknown>, { log, failed }: { log: Pick<Logger, 'error'>; failed: string }): Promise<void> {
  const tenantIds = await listTenants(engine).catch((error: unknown) => {
    log.error({ err: error }, failed);
    return [];
  });
  for (const tenantId of tenantIds) {
    await work(tenantId).catch((error: unknown) => log.error({ err: error, tenantId }, failed));
  }
}
