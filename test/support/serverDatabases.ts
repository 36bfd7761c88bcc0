/** Databases on a server: made for its owner, as a copy of another where the server can, and dropped. */
import { randomBytes } from 'node:crypto';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import postgres from 'postgres';
import type { DialectName, ServerUrls } from './servers.ts';

export interface ServerDatabase {
  readonly name: string;
  /** As the owner of the database, who has no right beyond it. */
  readonly url: string;
  readonly superuserUrl: string;
  /** Removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

/** What a new database holds: what another does, which only PostgreSQL can copy, or what statements make. */
export type Template = string | readonly string[];

/** Under a name of its own. */
export async function createServerDatabase(dialect: DialectName, { superuserUrl, ownerUrl }: ServerUrls, template: Template | null = null): Promise<ServerDatabase> {
  const server = dialect === 'postgres' ? postgresServer : mysqlFamilyServer;
  const name = `neruba_${randomBytes(8).toString('hex')}`;
  const url = withDatabase(ownerUrl, name);
  await server.create({ superuserUrl, name, owner: new URL(ownerUrl).username, template: typeof template === 'string' ? template : null });
  if (typeof template === 'object' && template !== null) await runOnMysql(url, template.join(';\n'));
  return { name, url, superuserUrl: withDatabase(superuserUrl, name), drop: () => server.drop({ superuserUrl, name }) };
}

interface NewDatabase {
  readonly superuserUrl: string;
  readonly name: string;
  readonly owner: string;
  readonly template: string | null;
}

const postgresServer = {
  create: ({ superuserUrl, name, owner, template }: NewDatabase) =>
    asPostgresSuperuser(superuserUrl, `CREATE DATABASE ${name} OWNER ${owner}${template === null ? '' : ` TEMPLATE ${template}`}`),
  drop: ({ superuserUrl, name }: Pick<NewDatabase, 'superuserUrl' | 'name'>) => asPostgresSuperuser(superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
};

const mysqlFamilyServer = {
  create: ({ superuserUrl, name }: NewDatabase) =>
    asMysqlSuperuser(superuserUrl, async (connection) => {
      await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
    }),
  /** An open transaction would hold the drop up, so who is connected is cut off first. */
  drop: ({ superuserUrl, name }: Pick<NewDatabase, 'superuserUrl' | 'name'>) =>
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

async function runOnMysql(url: string, statements: string): Promise<void> {
  const connection = await createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), multipleStatements: true });
  try {
    await connection.query(statements);
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
