/** The clockwork of notes of late usage: every so many minutes, one to each customer whose policy asks for it at once. */
import type { Logger } from 'pino';
import type { Engine } from '../services/engine.ts';
import { issueNotesAtOnce } from '../services/issueUsageNote.ts';
import { listTenants } from '../services/listTenants.ts';

const EVERY_MS = 5 * 60_000;

/** However many processes do it at once: what one has put on a note, the others find billed. */
export function startUsageNotes(engine: Engine, log: Logger): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => issueAllNotes(engine, log));
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
export async function issueAllNotes(engine: Engine, log: Pick<Logger, 'error'>): Promise<void> {
  for (const tenantId of await listTenants(engine)) {
    const onFailure = (customerId: string, err: unknown) => log.error({ err, tenantId, customerId }, 'no note of late usage was issued');
    await issueNotesAtOnce(engine, tenantId, onFailure).catch((err: unknown) => log.error({ err, tenantId }, 'no notes of late usage were issued'));
  }
}
