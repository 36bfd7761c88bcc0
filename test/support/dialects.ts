/** The dialects a test file loops over with `describe.each(dialectsUnderTest())`, each giving empty databases. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import postgres from 'postgres';
import { inject } from 'vitest';
import { DIALECT_NAMES, type DialectName, type Whereabouts } from './servers.ts';

export type TestDatabase = {
  /** As the owner of the database, who has no right beyond it. Null on PGlite. */
  readonly url: string | null;
  /** The same database as a superuser, for tests that tamper. Null on PGlite, where everyone is one. */
  readonly superuserUrl: string | null;
  /** PGlite's data folder. Null on a server. */
  readonly dataDir: string | null;
  /** Removes the database, whoever is still connected. */
  drop(): Promise<void>;
};

export type Dialect = {
  readonly name: DialectName;
  createDatabase(): Promise<TestDatabase>;
};

/** In the order of `DIALECT_NAMES`; may be called at the top level of a test file. */
export function dialectsUnderTest(): Dialect[] {
  const servers = inject('databaseServers');
  return DIALECT_NAMES.flatMap((name) => {
    const whereabouts = servers[name];
    return whereabouts === undefined ? [] : [{ name, createDatabase: () => createDatabase(name, whereabouts) }];
  });
}

async function createDatabase(dialect: DialectName, whereabouts: Whereabouts): Promise<TestDatabase> {
  if ('folder' in whereabouts) return createDataFolder(whereabouts.folder);
  const { superuserUrl, ownerUrl } = whereabouts;
  const server = dialect === 'postgres' ? postgresServer : mysqlFamilyServer;
  const name = `neruba_${randomBytes(8).toString('hex')}`;
  await server.create({ superuserUrl, name, owner: new URL(ownerUrl).username });
  return {
    url: withDatabase(ownerUrl, name),
    superuserUrl: withDatabase(superuserUrl, name),
    dataDir: null,
    drop: () => server.drop({ superuserUrl, name }),
  };
}

async function createDataFolder(folder: string): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(folder, 'data-'));
  return { url: null, superuserUrl: null, dataDir, drop: () => rm(dataDir, { recursive: true, force: true }) };
}

type NewDatabase = { readonly superuserUrl: string; readonly name: string; readonly owner: string };

const postgresServer = {
  create: ({ superuserUrl, name, owner }: NewDatabase) =>
    asPostgresSuperuser(superuserUrl, `CREATE DATABASE ${name} OWNER ${owner}`),
  drop: ({ superuserUrl, name }: Omit<NewDatabase, 'owner'>) =>
    asPostgresSuperuser(superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
};

const mysqlFamilyServer = {
  create: ({ superuserUrl, name }: NewDatabase) =>
    asMysqlSuperuser(superuserUrl, async (connection) => {
      await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
    }),
  /** An open transaction would hold the drop up, so who is connected is cut off first. */
  drop: ({ superuserUrl, name }: Omit<NewDatabase, 'owner'>) =>
    asMysqlSuperuser(superuserUrl, async (connection) => {
      const [threads] = await connection.query<(RowDataPacket & { id: number })[]>(
        'SELECT id AS id FROM information_schema.processlist WHERE db = ?',
        [name],
      );
      for (const { id } of threads) await connection.query(`KILL ${id}`).catch(ignoreGoneThread);
      await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    }),
};

async function asPostgresSuperuser(superuserUrl: string, statement: string): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function asMysqlSuperuser(superuserUrl: string, work: (connection: Connection) => Promise<void>): Promise<void> {
  const { hostname, port, username, password } = new URL(superuserUrl);
  const connection = await createConnection({ host: hostname, port: Number(port), user: username, password });
  try {
    await work(connection);
  } finally {
    await connection.end();
  }
}

function ignoreGoneThread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ER_NO_SUCH_THREAD') throw error;
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
