/** The clockwork of erasures: every so many hours, what the law no longer holds of customers who were erased. */
import type { Logger } from 'pino';
import type { Engine } from '../services/engine.ts';
import { eraseExpired } from '../services/eraseCustomer.ts';
import { listTenants } from '../services/listTenants.ts';

const EVERY_MS = 6 * 3_600_000;

/** However many processes do it at once: what one has erased, the others find gone. */
export function startErasures(engine: Engine, log: Logger): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => eraseAll(engine, log));
  }, EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** One tenant's trouble does not keep the others from theirs. */
export async function eraseAll(engine: Engine, log: Pick<Logger, 'error'>): Promise<void> {
  for (const tenantId of await listTenants(engine)) {
    await eraseExpired(engine, tenantId).catch((error: unknown) => log.error({ err: error, tenantId }, 'what has run out was not erased'));
  }
}
