/** The clockwork of thresholds: an invoice to each customer whose unbilled usage has reached the amount that was set, every minute, and sooner where usage was sent to this process. */
import type { Logger } from 'pino';
import type { BookOwner } from '../core/book.ts';
import type { Engine } from '../services/engine.ts';
import { type ThresholdLook, issueAtThresholdOf, issueAtThresholds } from '../services/issueAtThreshold.ts';
import { type Clockwork, every, forEachTenant, whenTold } from './clockwork.ts';

const EVERY_MS = 60_000;
const FAILED = 'no invoice was issued at a usage threshold';

/** However many processes do it at once: what one has invoiced, the others find billed. */
export function startThresholds(engine: Engine, log: Logger): Clockwork {
  const looks = new Map<string, ThresholdLook>();
  const rounds = every(EVERY_MS, () => issueAllAtThresholds(engine, log, looks));
  const wakes = wakeAtUsage(engine, log, looks);
  return { stop: async () => void (await Promise.all([rounds.stop(), wakes.stop()])) };
}

/** `looks` is what this process remembers from round to round, by tenant. One customer's trouble does not keep the others from theirs. */
export async function issueAllAtThresholds(engine: Engine, log: Pick<Logger, 'error'>, looks: Map<string, ThresholdLook>): Promise<void> {
  const look = async (tenantId: string) => {
    const round = await issueAtThresholds(engine, tenantId, looks.get(tenantId) ?? null, (customerId, err) => log.error({ err, tenantId, customerId }, FAILED));
    looks.set(tenantId, round.look);
  };
  await forEachTenant(engine, look, { log, failed: FAILED });
}

/** Looks soon at a customer whose usage has changed and of whom the newest round found a threshold. One that is in trouble waits for the next round. */
export function wakeAtUsage(engine: Engine, log: Pick<Logger, 'error'>, looks: ReadonlyMap<string, ThresholdLook>): Clockwork {
  /** By the newest round, the customers with whom there was trouble since. */
  const troubled = new WeakMap<ThresholdLook, Set<string>>();
  const wakes = whenTold<BookOwner>(async ({ tenantId, customerId }) => {
    await issueAtThresholdOf(engine, { tenantId, customerId }).catch((error: unknown) => {
      const look = looks.get(tenantId);
      if (look) troubled.set(look, new Set(troubled.get(look)).add(customerId));
      log.error({ err: error, tenantId, customerId }, FAILED);
    });
  });
  const hear = (tenantId: string, customerIds: readonly string[]) => {
    const look = looks.get(tenantId);
    if (!look) return;
    for (const customerId of customerIds) {
      if (look.thresholds.has(customerId) && !troubled.get(look)?.has(customerId)) wakes.tell(customerId, { tenantId, customerId });
    }
  };
  engine.usageNews.on('changed', hear);
  return {
    stop: async () => {
      engine.usageNews.off('changed', hear);
      await wakes.stop();
    },
  };
}
