/** The clockwork of the embedded database's house: what a database server's own does there, once a minute. */
import type { Logger } from 'pino';
import type { Engine } from '../services/engine.ts';
import { type Clockwork, every } from './clockwork.ts';

const EVERY_MS = 60_000;

/** None for a database that keeps its house itself. */
export function startHousekeeping({ store: { keepHouse } }: Engine, log: Pick<Logger, 'error'>): readonly Clockwork[] {
  if (keepHouse === null) return [];
  return [every(EVERY_MS, () => keepHouse().then(() => undefined, (error: unknown) => log.error({ err: error }, 'the embedded database was not put in order')))];
}
