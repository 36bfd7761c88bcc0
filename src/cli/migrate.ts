/** `neruba migrate`: brings the database schema up to date. */
import type { Command } from 'commander';
import { loadConfig, storeAddress } from '../config.ts';
import { print, printJson, type Terminal } from './terminal.ts';

const EXAMPLE = `
Example:
  NERUBA_DATABASE_URL=mysql://neruba:secret@localhost/neruba neruba migrate

Several may run at once: one does the work, the others wait. Killed half-way, the next one goes on.`;

export function addMigrate(program: Command, terminal: Terminal): void {
  program
    .command('migrate')
    .description('Bring the database schema up to date.')
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((options: { json?: boolean }) => migrateSchema(options, terminal));
}

async function migrateSchema({ json }: { json?: boolean }, terminal: Terminal): Promise<void> {
  const [{ openStore }, { migrate }] = await Promise.all([import('../store/open.ts'), import('../store/migrate.ts')]);
  const store = await openStore(storeAddress(loadConfig()));
  try {
    const { present, applied } = await migrate(store);
    if (json === true) printJson(terminal, { dialect: store.dialect, present, applied });
    else print(terminal, applied === 0 ? `the schema is up to date (${present} steps)` : `${applied} steps applied, ${present} were there`);
  } finally {
    await store.close();
  }
}
