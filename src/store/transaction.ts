/** Transactions. Whole-transaction retry: a deadlock or a lost race, at COMMIT too, runs everything again and sees the winner. */
import { setTimeout as sleep } from 'node:timers/promises';
import { classifyTrouble } from './errors.ts';

/** Runs after the first; the last one's error is the caller's. */
export const MAX_RETRIES = 3;

/** How reads on one state of the database are begun: they lock nothing, and nothing makes them fail. */
export const SNAPSHOT = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

/** Runs `attempt` until it succeeds, fails for a reason of its own, or was retried `MAX_RETRIES` times. */
export async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (retry >= MAX_RETRIES || classifyTrouble(error) === 'OTHER') throw error;
      await sleep(backoffMs(retry));
    }
  }
}

/** Full jitter, so that two transactions that met once do not meet again. */
function backoffMs(retry: number): number {
  return Math.random() * 10 * 4 ** retry;
}
