/** The embedded data folder's lock: held by one process at a time, and by no dead one. */
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';
import { z } from 'zod';
import { StoreUnusableError } from './errors.ts';

const HOLDER_FILE = 'holder.json';

/** Who holds the folder, for the message a second process gets and for operator commands that go through its API. */
const holderShape = z.object({ pid: z.number(), host: z.string(), url: z.string().nullable() });
export type FolderHolder = z.infer<typeof holderShape>;

export interface HeldFolder {
  release(): Promise<void>;
}

/**
 * Locks `dataDir` (made if it is not there) for this process. The lock is the operating system's own on an open file, so it
 * ends with the process however that ends. Throws `StoreUnusableError` naming the holder if another process has it.
 */
export async function lockDataFolder(dataDir: string): Promise<HeldFolder> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = await open(join(dataDir, 'lock'), 'a+', 0o600);
  if (!tryLock(file.fd)) {
    await file.close();
    throw new StoreUnusableError(`the data folder ${dataDir} is held by ${describe(await readHolder(dataDir))}; stop it first, or use its API`);
  }
  await writeHolder(dataDir, null);
  return { release: () => file.close() };
}

/** Tells later processes at which address the holder serves. */
export async function announceAddress(dataDir: string, url: string): Promise<void> {
  await writeHolder(dataDir, url);
}

/** The process that holds, or last held, the folder; null if it was never held. */
export async function readHolder(dataDir: string): Promise<FolderHolder | null> {
  try {
    return holderShape.parse(JSON.parse(await readFile(join(dataDir, HOLDER_FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** Whether a living process holds the folder now. */
export async function isHeld(dataDir: string): Promise<boolean> {
  const file = await open(join(dataDir, 'lock'), 'a+', 0o600).catch(() => null);
  if (!file) return false;
  const isFree = tryLock(file.fd);
  await file.close();
  return !isFree;
}

async function writeHolder(dataDir: string, url: string | null): Promise<void> {
  const holder: FolderHolder = { pid: process.pid, host: hostname(), url };
  await writeFile(join(dataDir, HOLDER_FILE), JSON.stringify(holder), { mode: 0o600 });
}

function describe(holder: FolderHolder | null): string {
  return holder ? `process ${holder.pid} on ${holder.host}${holder.url ? `, serving ${holder.url}` : ''}` : 'another process';
}
