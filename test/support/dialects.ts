/** The dialects a test file loops over with `describe.each(dialectsUnderTest())`, each giving databases of its own. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { type Template, createServerDatabase } from './serverDatabases.ts';
import { DIALECT_NAMES, type DialectName, type Whereabouts } from './servers.ts';

const run = promisify(execFile);

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
  /** With nothing in it, not even tables. */
  createEmptyDatabase(): Promise<TestDatabase>;
  /** With empty tables. */
  createDatabase(): Promise<TestDatabase>;
};

/** In the order of `DIALECT_NAMES`; may be called at the top level of a test file. */
export function dialectsUnderTest(): Dialect[] {
  const servers = inject('databaseServers');
  const templates = inject('databaseTemplates');
  return DIALECT_NAMES.flatMap((name) => {
    const whereabouts = servers[name];
    if (whereabouts === undefined) return [];
    return [{ name, createEmptyDatabase: () => createDatabase(name, whereabouts, null), createDatabase: () => createDatabase(name, whereabouts, templates[name] ?? null) }];
  });
}

async function createDatabase(dialect: DialectName, whereabouts: Whereabouts, template: Template | null): Promise<TestDatabase> {
  if ('folder' in whereabouts) return await createDataFolder(whereabouts.folder, typeof template === 'string' ? template : null);
  const { url, superuserUrl, drop } = await createServerDatabase(dialect, whereabouts, template);
  return { url, superuserUrl, dataDir: null, drop };
}

async function createDataFolder(folder: string, template: string | null): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(folder, 'data-'));
  if (template !== null) await run('cp', ['-R', join(template, 'pglite'), dataDir]);
  return { url: null, superuserUrl: null, dataDir, drop: () => rm(dataDir, { recursive: true, force: true }) };
}
