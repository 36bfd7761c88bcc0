/** The clockwork of thresholds: every minute, an invoice to each customer whose unbilled usage has reached the amount that was set. */
import type { Logger } from 'pino';
import type { Engine } from '../services/engine.ts';
import { type ThresholdLook, issueAtThresholds } from '../services/issueAtThreshold.ts';
import { type Clockwork, every, forEachTenant } from './clockwork.ts';

const EVERY_MS = 60_000;

/** However many processes do it at once: what one has invoiced, the others find billed. */
export function startThresholds(engine: Engine, log: Logger): Clockwork {
  const looks = new Map<string, ThresholdLook>();
  return every(EVERY_MS, () => issueAllAtThresholds(engine, log, looks));
}

/** `looks` is what this process remembers from round to round, by tenant. One customer's trouble does not keep the others from theirs. */
export async function issueAllAtThresholds(engine: Engine, log: Pick<Logger, 'error'>, looks: Map<string, ThresholdLook>): Promise<void> {
  const failed = 'no invoice was issued at a usage threshold';
  const look = async (tenantId: string) => {
    const round = await issueAtThresholds(engine, tenantId, looks.get(tenantId) ?? null, (customerId, err) => log.error({ err, tenantId, customerId }, failed));
    looks.set(tenantId, round.look);
  };
  await forEachTenant(engine, look, { log, failed });
}
