/** The clockwork of automatic top-ups: every five minutes, credit is bought for customers to whom too little of it is left. */
import type { Logger } from 'pino';
import type { Engine } from '../services/engine.ts';
import { findDueTopUps, topUpCredit } from '../services/topUpCredit.ts';
import { type Clockwork, every, forEachTenant } from './clockwork.ts';

const EVERY_MS = 5 * 60_000;

/** However many processes do it at once: what one has bought, the others find there. */
export function startTopUps(engine: Engine, log: Logger): Clockwork {
  return every(EVERY_MS, () => topUpAll(engine, log));
}

export async function topUpAll(engine: Engine, log: Pick<Logger, 'error'>): Promise<void> {
  await forEachTenant(engine, (tenantId) => topUpTenant(engine, tenantId, log), { log, failed: 'customers whose credit is to be topped up were not found' });
}

/** One customer's trouble does not keep the others from theirs. */
async function topUpTenant(engine: Engine, tenantId: string, log: Pick<Logger, 'error'>): Promise<void> {
  for await (const owner of findDueTopUps(engine, tenantId)) {
    await topUpCredit(engine, owner).catch((error: unknown) => log.error({ err: error, ...owner }, 'credit was not topped up'));
  }
}
