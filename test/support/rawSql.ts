/** Raw SQL beside the engine: as the application's own user, or as a superuser who tampers. */
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createConnection } from 'mysql2/promise';
import postgres from 'postgres';
import type { DialectName } from './servers.ts';
import type { TestDatabase } from './dialects.ts';

export type RawRow = Record<string, unknown>;

/** One connection that sends statements as they are. */
export interface RawSql {
  run(statement: string): Promise<RawRow[]>;
  close(): Promise<void>;
}

/** Opens a test database. PGlite's folder must not be held by a server, and everyone is a superuser there. */
export async function openRaw(dialect: DialectName, database: TestDatabase, user: 'owner' | 'superuser'): Promise<RawSql> {
  if (database.dataDir !== null) return await openFolder(database.dataDir);
  const url = user === 'owner' ? database.url : database.superuserUrl;
  if (url === null) throw new Error(`${dialect} has no address`);
  return dialect === 'postgres' ? openPostgres(url) : await openMysql(url);
}

export function isMysqlFamily(dialect: DialectName): boolean {
  return dialect === 'mysql' || dialect === 'mariadb';
}

async function openFolder(dataDir: string): Promise<RawSql> {
  const client = await PGlite.create(join(dataDir, 'pglite'));
  return { run: async (statement) => (await client.query<RawRow>(statement)).rows, close: () => client.close() };
}

function openPostgres(url: string): RawSql {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  return { run: async (statement) => [...(await client.unsafe<RawRow[]>(statement))], close: () => client.end({ timeout: 1 }) };
}

async function openMysql(url: string): Promise<RawSql> {
  const connection = await createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), dateStrings: true, timezone: 'Z' });
  const run = async (statement: string): Promise<RawRow[]> => {
    const [rows] = await connection.query(statement);
    return Array.isArray(rows) ? (rows as RawRow[]) : [];
  };
  return { run, close: () => connection.end() };
}
