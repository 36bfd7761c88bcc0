/** Opens a store from its address: one entry for all four engines. */
import type { Store, StoreOptions } from './database.ts';

/** Where the data is: a database's URL, or the embedded database's folder. */
export type StoreAddress = { readonly databaseUrl: string } | { readonly dataDir: string };

/**
 * `postgres://` or `postgresql://`, `mysql://`, `mariadb://`; a data folder opens the embedded PGlite. Of the drivers only the one
 * that is needed is loaded. Throws `StoreUnusableError` if the folder is held by another process.
 */
export async function openStore(address: StoreAddress, options: StoreOptions = {}): Promise<Store> {
  if ('dataDir' in address) return await (await import('./connect.pglite.ts')).connectPglite(address.dataDir, options);
  const { protocol } = new URL(address.databaseUrl);
  if (protocol.startsWith('postgres')) return (await import('./connect.postgres.ts')).connectPostgres(address.databaseUrl, options);
  return await (await import('./connect.mysql.ts')).connectMysql(address.databaseUrl, options);
}
