/** The clockwork of credit: every quarter of an hour, lots that recurring grants owe and lots that have expired are posted, and alerts noticed. */
import type { Logger } from 'pino';
import type { Engine } from '../services/engine.ts';
import { findDueCredit, postDueCredit } from '../services/postDueCredit.ts';
import { type Clockwork, every, forEachTenant } from './clockwork.ts';

const EVERY_MS = 15 * 60_000;

/** However many processes do it at once: what one has posted, the others find posted. What was missed is due still. */
export function startCredits(engine: Engine, log: Logger): Clockwork {
  return every(EVERY_MS, () => postAllCredit(engine, log));
}

export async function postAllCredit(engine: Engine, log: Pick<Logger, 'error'>): Promise<void> {
  await forEachTenant(engine, (tenantId) => postTenantCredit(engine, tenantId, log), { log, failed: 'credit that is due was not found' });
}

/** One customer's trouble does not keep the others from theirs. */
async function postTenantCredit(engine: Engine, tenantId: string, log: Pick<Logger, 'error'>): Promise<void> {
  for await (const owner of findDueCredit(engine, tenantId)) {
    await postDueCredit(engine, owner).catch((error: unknown) => log.error({ err: error, ...owner }, 'credit that is due was not posted'));
  }
}
