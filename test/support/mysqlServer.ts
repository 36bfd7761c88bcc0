/** Throw-away servers of the MySQL family; its two differ in where they are found and how a data folder is made. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { access, constants, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { runStep, startServer } from './guardedProgram.ts';
import { handToUnprivileged } from './serverAccount.ts';
import type { DatabaseServer } from './servers.ts';

const run = promisify(execFile);

type Engine = {
  readonly scheme: 'mysql' | 'mariadb';
  readonly name: string;
  /** The server's program, and the program with the arguments that make an empty data folder. */
  readonly server: string;
  readonly initialiser: string;
  readonly initialise: readonly string[];
  /** Whether the program may be where only the account of the tests can run it. */
  readonly mayBePrivate: boolean;
};

/** Null where no MySQL is found: in `NERUBA_TEST_MYSQL_HOME`, where `.ci/install-mysql.sh` puts it, or on the path. */
export async function findMysql(): Promise<Engine | null> {
  const named = process.env['NERUBA_TEST_MYSQL_HOME'];
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const homes = named === undefined ? [join(cache, 'neruba-mysql')] : [named];
  const candidates = [...homes.map((home) => join(home, 'bin')), ...programFolders()].map((folder) => join(folder, 'mysqld'));
  const server = await findProgram(candidates, (version) => !version.includes('MariaDB'));
  if (server === null) return null;
  return {
    scheme: 'mysql',
    name: 'MySQL',
    server,
    initialiser: server,
    initialise: ['--initialize-insecure'],
    mayBePrivate: true,
  };
}

/** Null where no MariaDB is on the path or in the usual folders. */
export async function findMariadb(): Promise<Engine | null> {
  const folders = programFolders();
  const isMariadb = (version: string): boolean => version.includes('MariaDB');
  const programs = ['mariadbd', 'mysqld'].flatMap((name) => folders.map((folder) => join(folder, name)));
  const server = await findProgram(programs, isMariadb);
  const installer = await findProgram(folders.map((folder) => join(folder, 'mariadb-install-db')));
  if (server === null || installer === null) return null;
  return {
    scheme: 'mariadb',
    name: 'MariaDB',
    server,
    initialiser: installer,
    initialise: ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'],
    mayBePrivate: false,
  };
}

/** Starts the server in an empty folder. Its time zone is chosen unlike UTC, so that a query that leans on it shows. */
export async function startMysqlFamily(engine: Engine, folder: string): Promise<DatabaseServer> {
  const superuser = { user: 'neruba_root', password: randomUUID() };
  const owner = { user: 'neruba', password: randomUUID() };
  const account = engine.mayBePrivate ? null : await handToUnprivileged(folder);
  // MySQL wants root to say that it means it.
  const asRoot = account === null && process.getuid?.() === 0 ? ['--user=root'] : [];
  const place = ['--no-defaults', ...asRoot, `--datadir=${join(folder, 'data')}`];
  await runStep({
    name: `${engine.name}-initialise`,
    folder,
    account,
    command: engine.initialiser,
    args: [...place, ...engine.initialise],
  });
  const logins = join(folder, 'logins.sql');
  await writeFile(
    logins,
    `CREATE USER IF NOT EXISTS '${superuser.user}'@'%' IDENTIFIED BY '${superuser.password}';
GRANT ALL PRIVILEGES ON *.* TO '${superuser.user}'@'%' WITH GRANT OPTION;
CREATE USER IF NOT EXISTS '${owner.user}'@'%' IDENTIFIED BY '${owner.password}';
GRANT ALL PRIVILEGES ON \`neruba\\_%\`.* TO '${owner.user}'@'%';
`,
  );
  const server = await startServer({
    name: engine.name,
    folder,
    account,
    command: engine.server,
    args: (port) => [
      ...place,
      ...[`--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve', `--init-file=${logins}`],
      ...[`--socket=${join(folder, 'server.sock')}`, `--pid-file=${join(folder, 'server.pid')}`],
      ...['--character-set-server=utf8mb4', '--default-time-zone=+05:45'],
      ...['--skip-log-bin', '--innodb-buffer-pool-size=256M'],
      // The machine does not lose its power during a test, so nothing waits for its disk.
      ...['--innodb-flush-log-at-trx-commit=2', '--innodb-flush-method=nosync', '--skip-innodb-doublewrite'],
      // Nobody reads its statistics of itself, which MariaDB does not keep unless asked.
      '--performance-schema=OFF',
      '--max-connections=300',
      ...(engine.scheme === 'mysql' ? ['--mysqlx=OFF'] : []),
    ],
    stopSignal: 'KILL',
    connect: async (port) => {
      const connection = await createConnection({ host: '127.0.0.1', port, ...superuser });
      await connection.end();
    },
  });
  const address = (login: typeof owner): string =>
    `${engine.scheme}://${login.user}:${login.password}@127.0.0.1:${server.port}`;
  return { whereabouts: { superuserUrl: address(superuser), ownerUrl: address(owner) }, stop: server.stop };
}

function programFolders(): string[] {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...new Set([...path, '/usr/sbin', '/usr/local/sbin', '/usr/libexec'])];
}

/** The first candidate that runs and, where that is asked, says a version that is wanted. */
async function findProgram(candidates: string[], isWanted?: (version: string) => boolean): Promise<string | null> {
  for (const candidate of candidates) {
    try {
      await access(candidate, constants.X_OK);
      if (isWanted === undefined) return candidate;
      const { stdout } = await run(candidate, ['--no-defaults', '--version']);
      if (isWanted(stdout)) return candidate;
    } catch {
      // Not there, or it does not run on this machine: the next one.
    }
  }
  return null;
}
