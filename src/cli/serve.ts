/** `neruba serve`: the server, until it is told to stop. */
import type { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { wholeNumber } from './optionValues.ts';
import { note, printJson, type Terminal } from './terminal.ts';
import { untilStopped } from './untilStopped.ts';

interface ServeOptions {
  readonly port?: number;
  readonly json?: boolean;
}

const EXAMPLE = `
Example:
  NERUBA_DATABASE_URL=postgres://neruba@localhost/neruba neruba serve --port 4000

Brings the database schema up to date first. SIGTERM and SIGINT let the requests in flight finish.`;

export function addServe(program: Command, terminal: Terminal): void {
  program
    .command('serve')
    .description('Serve the API, on the database of NERUBA_DATABASE_URL or an embedded one.')
    .option('--port <n>', 'instead of PORT; 0 takes any free one', wholeNumber({ from: 0, to: 65_535 }))
    .option('--json', 'print the address as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((options: ServeOptions) => serve(options, terminal));
}

async function serve({ port, json }: ServeOptions, terminal: Terminal): Promise<void> {
  const { startNeruba } = await import('../main.ts');
  const config = loadConfig();
  const server = await startNeruba({ ...config, port: port ?? config.port });
  if (json === true) printJson(terminal, { url: server.url });
  else note(terminal, `Neruba serves ${server.url}/graphql`);
  await untilStopped(server, terminal);
}
