/** Migrated, empty databases to copy: to migrate one takes seconds, to copy it a tenth of that. MySQL and MariaDB cannot copy one. */
import { join } from 'node:path';
import { migrate } from '../../src/store/migrate.ts';
import { type StoreAddress, openStore } from '../../src/store/open.ts';
import { createServerDatabase } from './serverDatabases.ts';
import type { DatabaseServers } from './servers.ts';

export interface Templates {
  /** A data folder of PGlite. */
  readonly pglite?: string;
  /** A database of the PostgreSQL server. */
  readonly postgres?: string;
}

/** Makes those that the engines under test can copy. */
export async function makeTemplates({ pglite, postgres }: DatabaseServers['whereabouts']): Promise<Templates> {
  const templates: { pglite?: string; postgres?: string } = {};
  if (pglite && 'folder' in pglite) {
    const dataDir = join(pglite.folder, 'template');
    await migrateAt({ dataDir });
    templates.pglite = dataDir;
  }
  if (postgres && !('folder' in postgres)) {
    const { name, url } = await createServerDatabase('postgres', postgres);
    await migrateAt({ databaseUrl: url });
    templates.postgres = name;
  }
  return templates;
}

async function migrateAt(address: StoreAddress): Promise<void> {
  const store = await openStore(address);
  await migrate(store);
  await store.close();
}
