/** Whether a command must go through the server that holds the embedded database. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { isHeld, readHolder } from '../store/dataFolder.ts';
import type { ApiAddress } from './apiClient.ts';
import { CommandFailure } from './failure.ts';

/**
 * The server that has the embedded database open, with the root key; null where the database may be opened here.
 * An embedded database has one process, so what else wants to work on it asks that process.
 */
export async function servingHolder(config: Config): Promise<ApiAddress | null> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl !== null || !(await isHeld(dataDir))) return null;
  const holder = await readHolder(dataDir);
  if (holder === null || holder.url === null) throw new CommandFailure(`the data folder ${dataDir} is held by a process that does not serve an API`);
  const key = config.rootKey ?? (await readRootKey(dataDir));
  if (key === null) throw new CommandFailure(`${dataDir} is held by the server at ${holder.url}; set NERUBA_ROOT_KEY to its root key to go through it`);
  return { url: holder.url, key };
}

async function readRootKey(dataDir: string): Promise<string | null> {
  try {
    return (await readFile(join(dataDir, 'root.key'), 'utf8')).trim();
  } catch {
    return null;
  }
}
