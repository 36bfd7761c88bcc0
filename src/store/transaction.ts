/** Transactions. Whole-transaction retry: a deadlock or a lost race, at COMMIT too, runs everything again and sees the winner. */
import { setTimeout as sleep } from 'node:timers/promises';
import { classifyTrouble } from './errors.ts';

/** Runs after the first; the last one's error is the caller's. */
export const MAX_RETRIES = 3;
/**
 * Of what the database undid by itself, so long as it does so at once: where many write, who asks for much meets others again and again, and none of
 * them waited in vain. A lock that does not come for a minute is no such thing.
 */
export const DEADLOCK_RETRIES = 12;
const PATIENCE_MS = 10_000;

/** How reads on one state of the database are begun: they lock nothing, and nothing makes them fail. */
export const SNAPSHOT = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

/** Runs `attempt` until it succeeds, fails for a reason of its own, or was retried as often as there is sense in it. */
export async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  for (let retry = 0; ; retry += 1) {
    try {
      return await attempt();
    } catch (error) {
      const trouble = classifyTrouble(error);
      const isQuick = trouble === 'RETRY' && performance.now() - startedAt < PATIENCE_MS;
      if (trouble === 'OTHER' || retry >= (isQuick ? DEADLOCK_RETRIES : MAX_RETRIES)) throw error;
      await sleep(backoffMs(retry));
    }
  }
}

/** Full jitter, so that two transactions that met once do not meet again. */
function backoffMs(retry: number): number {
  return Math.random() * 10 * 4 ** Math.min(retry, 2);
}
