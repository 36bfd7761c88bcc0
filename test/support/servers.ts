/** The database servers of one test run: which dialects are asked for, and a started server for each that needs one. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findMariadb, findMysql, startMysqlFamily } from './mysqlServer.ts';
import { startPostgres } from './postgresServer.ts';
import { createRunFolder } from './runFolder.ts';

export const DIALECT_NAMES = ['pglite', 'postgres', 'mysql', 'mariadb'] as const;

export type DialectName = (typeof DIALECT_NAMES)[number];

export type ServerUrls = {
  /** May do everything, on every database of the server. */
  readonly superuserUrl: string;
  /** Owns the databases made for tests and has no right beyond them, as in production. */
  readonly ownerUrl: string;
};

/** Where tests make their databases: on a server, or for PGlite in a folder. */
export type Whereabouts = ServerUrls | { readonly folder: string };

export type DatabaseServer = {
  readonly whereabouts: Whereabouts;
  stop(): Promise<void>;
};

export type DatabaseServers = {
  readonly whereabouts: Partial<Record<DialectName, Whereabouts>>;
  /** Asked for only where they are found, and not found. */
  readonly absent: readonly DialectName[];
  stop(): Promise<void>;
};

/** Starts what `choice` asks for, all at once. If one fails, the others are stopped again. */
export async function startServers(choice: DialectChoice): Promise<DatabaseServers> {
  const found = await Promise.all(choice.names.map(async (name) => ({ name, start: await findStart(name) })));
  const absent = found.flatMap(({ name, start }) => (start === null ? [name] : []));
  const missing = absent.filter((name) => choice.required.includes(name));
  if (missing.length > 0) throw new Error(missing.map(missingServer).join('\n'));

  const runFolder = await createRunFolder();
  const started = await Promise.allSettled(
    found.flatMap(({ name, start }) => (start === null ? [] : [startIn(join(runFolder.path, name), name, start)])),
  );
  const servers = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failures = started.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map(({ server }) => server.stop()));
    await runFolder.remove();
  };
  if (failures.length > 0) {
    await stop();
    throw new AggregateError(failures, failures.map(String).join('\n'));
  }
  return { whereabouts: Object.fromEntries(servers.map(({ name, server }) => [name, server.whereabouts])), absent, stop };
}

export type DialectChoice = {
  readonly names: readonly DialectName[];
  readonly required: readonly DialectName[];
};

/**
 * Reads `NERUBA_TEST_DIALECTS`: absent means PGlite and PostgreSQL, and MySQL and MariaDB where they are found; `all`
 * means all four; a comma list means exactly these.
 */
export function chooseDialects(setting: string | undefined): DialectChoice {
  if (setting === undefined || setting === '') return { names: DIALECT_NAMES, required: ['pglite', 'postgres'] };
  if (setting === 'all') return { names: DIALECT_NAMES, required: DIALECT_NAMES };
  const asked = setting.split(',').map((word) => word.trim());
  const unknown = asked.filter((word) => !DIALECT_NAMES.some((name) => name === word));
  if (unknown.length > 0) {
    throw new Error(
      `NERUBA_TEST_DIALECTS names ${unknown.map((word) => `"${word}"`).join(', ')}; known are ${DIALECT_NAMES.join(', ')}, or all`,
    );
  }
  const names = DIALECT_NAMES.filter((name) => asked.includes(name));
  return { names, required: names };
}

/** Starts a server in the empty folder it is given. */
type Start = (folder: string) => Promise<DatabaseServer>;

/** Null where this machine has no such server. */
async function findStart(name: DialectName): Promise<Start | null> {
  switch (name) {
    case 'pglite':
      return (folder) => Promise.resolve({ whereabouts: { folder }, stop: () => Promise.resolve() });
    case 'postgres':
      return startPostgres;
    case 'mysql':
    case 'mariadb': {
      const engine = await (name === 'mysql' ? findMysql() : findMariadb());
      return engine && ((folder) => startMysqlFamily(engine, folder));
    }
  }
}

async function startIn(folder: string, name: DialectName, start: Start) {
  await mkdir(folder, { mode: 0o700 });
  return { name, server: await start(folder) };
}

function missingServer(name: DialectName): string {
  const remedy =
    name === 'mysql'
      ? 'run .ci/install-databases.sh, or set NERUBA_TEST_MYSQL_HOME to a folder with bin/mysqld'
      : 'run .ci/install-databases.sh';
  return `NERUBA_TEST_DIALECTS asks for ${name}, but no such server was found: ${remedy}`;
}
