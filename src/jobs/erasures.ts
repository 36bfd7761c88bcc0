/** The clockwork of erasures: every so many hours, what the law no longer holds of customers who were erased. */
import type { Logger } from 'pino';
import type { Engine } from '../services/engine.ts';
import { eraseExpired } from '../services/eraseCustomer.ts';
import { type Clockwork, every, forEachTenant } from './clockwork.ts';

const EVERY_MS = 6 * 3_600_000;

/** However many processes do it at once: what one has erased, the others find gone. */
export function startErasures(engine: Engine, log: Logger): Clockwork {
  return every(EVERY_MS, () => eraseAll(engine, log));
}

export async function eraseAll(engine: Engine, log: Pick<Logger, 'error'>): Promise<void> {
  await forEachTenant(engine, (tenantId) => eraseExpired(engine, tenantId), { log, failed: 'what has run out was not erased' });
}
