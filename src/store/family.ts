/** The two families of engines: what is written differently asks here which one it is. */
import type { Dialect } from './database.ts';

export function isMysqlFamily({ dialect }: { readonly dialect: Dialect }): boolean {
  return dialect === 'mysql' || dialect === 'mariadb';
}
