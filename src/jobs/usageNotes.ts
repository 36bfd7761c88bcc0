/** The clockwork of notes of late usage: every so many minutes, one to each customer whose policy asks for it at once. */
import type { Logger } from 'pino';
import type { Engine } from '../services/engine.ts';
import { issueNotesAtOnce } from '../services/issueUsageNote.ts';
import { type Clockwork, every, forEachTenant } from './clockwork.ts';

const EVERY_MS = 5 * 60_000;

/** However many processes do it at once: what one has put on a note, the others find billed. */
export function startUsageNotes(engine: Engine, log: Logger): Clockwork {
  return every(EVERY_MS, () => issueAllNotes(engine, log));
}

/** One customer's trouble does not keep the others from theirs. */
export async function issueAllNotes(engine: Engine, log: Pick<Logger, 'error'>): Promise<void> {
  const issueTo = (tenantId: string) => issueNotesAtOnce(engine, tenantId, (customerId, err) => log.error({ err, tenantId, customerId }, 'no note of late usage was issued'));
  await forEachTenant(engine, issueTo, { log, failed: 'no notes of late usage were issued' });
}
