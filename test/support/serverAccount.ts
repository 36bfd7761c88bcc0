/**
 * The account that servers run as when the tests run as root: PostgreSQL refuses root, and MariaDB's installer as root
 * would alter the MariaDB of the system.
 */
import { execFile } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Account = { readonly uid: number; readonly gid: number };

/** Gives the folder to `nobody`, whom every system has; null, and nothing changed, unless the tests run as root. */
export async function handToUnprivileged(folder: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'nobody'])));
  const account = { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  await chown(folder, account.uid, account.gid);
  return account;
}
