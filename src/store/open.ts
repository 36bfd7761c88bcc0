/** Opens a store from its address: one entry for all four engines. */
import type { Store, StoreOptions } from './database.ts';
import { connectMysql } from './connect.mysql.ts';
import { connectPglite } from './connect.pglite.ts';
import { connectPostgres } from './connect.postgres.ts';

/** Where the data is: a database's URL, or the embedded database's folder. */
export type StoreAddress = { readonly databaseUrl: string } | { readonly dataDir: string };

/**
 * `postgres://` or `postgresql://`, `mysql://`, `mariadb://`; a data folder opens the embedded PGlite.
 * Throws `StoreUnusableError` if the folder is held by another process.
 */
export async function openStore(address: StoreAddress, options: StoreOptions = {}): Promise<Store> {
  if ('dataDir' in address) return await connectPglite(address.dataDir, options);
  const { protocol } = new URL(address.databaseUrl);
  return protocol.startsWith('postgres') ? connectPostgres(address.databaseUrl, options) : await connectMysql(address.databaseUrl, options);
}
