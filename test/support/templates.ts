/** Migrated, empty databases to copy: to migrate one takes seconds, to copy it a tenth of that. */
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { RowDataPacket } from 'mysql2/promise';
import { migrate } from '../../src/store/migrate.ts';
import { type StoreAddress, openStore } from '../../src/store/open.ts';
import { createServerDatabase } from './serverDatabases.ts';
import type { DatabaseServers, ServerUrls } from './servers.ts';

export interface Templates {
  /** A data folder of PGlite. */
  readonly pglite?: string;
  /** A database of the PostgreSQL server. */
  readonly postgres?: string;
  /** The statements that make one; MySQL and MariaDB cannot copy a database. */
  readonly mysql?: readonly string[];
  readonly mariadb?: readonly string[];
}

/** Makes those of the engines under test. */
export async function makeTemplates({ pglite, ...servers }: DatabaseServers['whereabouts']): Promise<Templates> {
  const made = await Promise.all([
    pglite && 'folder' in pglite ? folderOf(join(pglite.folder, 'template')) : {},
    ...(['postgres', 'mysql', 'mariadb'] as const).map((name) => templateOn(name, servers[name])),
  ]);
  return Object.assign({}, ...made) as Templates;
}

async function folderOf(dataDir: string): Promise<Templates> {
  await migrateAt({ dataDir });
  return { pglite: dataDir };
}

async function templateOn(name: 'postgres' | 'mysql' | 'mariadb', server: ServerUrls | { folder: string } | undefined): Promise<Templates> {
  if (!server || 'folder' in server) return {};
  const database = await createServerDatabase(name, server);
  await migrateAt({ databaseUrl: database.url });
  if (name === 'postgres') return { postgres: database.name };
  const statements = await statementsOf(database.url);
  await database.drop();
  return { [name]: statements };
}

async function migrateAt(address: StoreAddress): Promise<void> {
  const store = await openStore(address);
  await migrate(store);
  await store.close();
}

/** What makes the tables and triggers of a database of the MySQL family again, and the record of its migrations. */
async function statementsOf(databaseUrl: string): Promise<string[]> {
  const connection = await createConnection({ uri: databaseUrl.replace(/^mariadb:/, 'mysql:'), rowsAsArray: true });
  try {
    const ask = async (statement: string): Promise<string[][]> => (await connection.query<RowDataPacket[]>(statement))[0].map((row) => Object.values(row as Record<string, string>));
    const tables: string[] = [];
    for (const [table] of await ask('SHOW TABLES')) tables.push((await ask(`SHOW CREATE TABLE ${table}`))[0]![1]!);
    const triggers: string[] = [];
    for (const [trigger] of await ask('SHOW TRIGGERS')) triggers.push((await ask(`SHOW CREATE TRIGGER ${trigger}`))[0]![2]!);
    const records = await ask('SELECT step, hash, state FROM neruba_migrations');
    const insert = `INSERT INTO neruba_migrations (step, hash, state) VALUES ${records.map((record) => `(${record.map((text) => connection.escape(text)).join(', ')})`).join(', ')}`;
    return ['SET FOREIGN_KEY_CHECKS = 0', ...tables, insert, ...triggers];
  } finally {
    await connection.end();
  }
}
