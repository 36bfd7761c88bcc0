/** The clockwork of credit: every quarter of an hour, lots that recurring grants owe and lots that have expired are posted, and alerts noticed. */
import type { Logger } from 'pino';
import type { Engine } from '../services/engine.ts';
import { listTenants } from '../services/listTenants.ts';
import { findDueCredit, postDueCredit } from '../services/postDueCredit.ts';

const EVERY_MS = 15 * 60_000;

/** However many processes do it at once: what one has posted, the others find posted. What was missed is due still. */
export function startCredits(engine: Engine, log: Logger): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => postAllCredit(engine, log));
  }, EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** One tenant's or customer's trouble does not keep the others from theirs. */
export async function postAllCredit(engine: Engine, log: Pick<Logger, 'error'>): Promise<void> {
  for (const tenantId of await listTenants(engine)) {
    await postTenantCredit(engine, tenantId, log).catch((error: unknown) => log.error({ err: error, tenantId }, 'credit that is due was not found'));
  }
}

async function postTenantCredit(engine: Engine, tenantId: string, log: Pick<Logger, 'error'>): Promise<void> {
  for await (const owner of findDueCredit(engine, tenantId)) {
    await postDueCredit(engine, owner).catch((error: unknown) => log.error({ err: error, ...owner }, 'credit that is due was not posted'));
  }
}
