/** Builds the program and starts the database servers once a test run, before the first file that needs them, and stops them after the last. */
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildProgram } from './program.ts';
import { type RunFolder, createRunFolder } from './runFolder.ts';
import { chooseDialects, type DatabaseServers, startServers } from './servers.ts';
import { type Templates, makeTemplates } from './templates.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseServers: DatabaseServers['whereabouts'];
    databaseTemplates: Templates;
    programFolder: string;
  }
}

let servers: DatabaseServers | null = null;
let folder: RunFolder | null = null;

export async function setup(project: TestProject): Promise<void> {
  folder = await createRunFolder();
  project.provide('programFolder', await buildProgram(join(folder.path, 'program')));
  servers = await startServers(chooseDialects(process.env['NERUBA_TEST_DIALECTS']));
  project.provide('databaseServers', servers.whereabouts);
  project.provide('databaseTemplates', await makeTemplates(servers.whereabouts));
  const absent = servers.absent.length > 0 ? `; not found, so left out: ${servers.absent.join(', ')}` : '';
  process.stderr.write(`databases under test: ${Object.keys(servers.whereabouts).join(', ')}${absent}\n`);
}

export async function teardown(): Promise<void> {
  await servers?.stop();
  await folder?.remove();
}
