/** A server of the command's own, with a root key in any case. */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { CommandFailure } from './failure.ts';
import type { Stoppable } from './untilStopped.ts';

export interface OwnServer extends Stoppable {
  readonly url: string;
  readonly rootKey: string;
}

/**
 * The embedded database keeps a root key of its own, which other commands find there; for another database without a
 * configured one, a key that ends with this process. The log leaves out what every request says, to keep the command's own
 * answer readable.
 */
export async function startOwnServer(config: Config): Promise<OwnServer> {
  const { startNeruba } = await import('../main.ts');
  const rootKey = config.rootKey ?? (config.databaseUrl === null ? null : randomBytes(24).toString('base64url'));
  const logLevel = config.logLevel === 'info' ? 'warn' : config.logLevel;
  const server = await startNeruba({ ...config, rootKey, logLevel });
  if (server.rootKey !== null) return { ...server, rootKey: server.rootKey };
  await server.stop();
  throw new CommandFailure('the server has no root key; set NERUBA_ROOT_KEY');
}
