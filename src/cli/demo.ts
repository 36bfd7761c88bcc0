/** `neruba demo`: a real server with a worked example, from nothing to a proven ledger in a minute. */
import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { type Config, loadConfig } from '../config.ts';
import { type Check, checkFigures } from './demo/checks.ts';
import { featuredInvoice, type Played, playStory } from './demo/play.ts';
import { queriesToPaste } from './demo/queriesToPaste.ts';
import { lineToExplain, reportLines } from './demo/report.ts';
import { CHAPTERS } from './demo/story.ts';
import { heading } from './demo/textTable.ts';
import { CommandFailure } from './failure.ts';
import { wholeNumber } from './optionValues.ts';
import { note, print, printJson, type Terminal } from './terminal.ts';
import { untilStopped } from './untilStopped.ts';

interface DemoOptions {
  readonly exit?: boolean;
  readonly json?: boolean;
  readonly port?: number;
}

const EXAMPLE = `
Example:
  neruba demo                                        then paste one of the queries that it prints
  neruba demo --exit                                 as a check: exit code 0 if every figure held
  NERUBA_DATABASE_URL=postgres://... neruba demo     on a database of yours

It works in a sandbox tenant of its own, a new one each time, on the database that the environment names.`;

export function addDemo(program: Command, terminal: Terminal): void {
  program
    .command('demo')
    .description('Start a server, bill three months of five customers through its API, show and prove the result.')
    .option('--exit', 'stop afterwards instead of leaving the server running')
    .option('--port <n>', 'instead of PORT; with --exit any free port', wholeNumber({ from: 0, to: 65_535 }))
    .option('--json', 'print all figures as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((options: DemoOptions) => demo(options, terminal));
}

async function demo(options: DemoOptions, terminal: Terminal): Promise<void> {
  const startedAt = performance.now();
  const { startNeruba } = await import('../main.ts');
  note(terminal, stepLine(0, 'a server on its database'));
  const config = demoConfig(loadConfig(), options);
  const server = await startNeruba(config);
  let checks: readonly Check[];
  try {
    let step = 0;
    const played = await playStory({ url: server.url, key: config.rootKey }, (title) => note(terminal, stepLine((step += 1), title)));
    checks = checkFigures(played);
    const seconds = (performance.now() - startedAt) / 1_000;
    if (options.json === true) printJson(terminal, figures(played, { checks, url: server.url, seconds }));
    else print(terminal, ...reportLines(played, checks), '', `${played.events.length.toLocaleString('en')} events, ${played.invoices.length} invoices, ${seconds.toFixed(1)} seconds`);
    if (options.exit !== true && options.json !== true) {
      const number = featuredInvoice(played.invoices).number;
      print(terminal, ...heading('Your turn'), `address  ${server.url}/graphql`, `API key  ${played.apiKey}`, '');
      print(terminal, ...queriesToPaste({ url: server.url, key: played.apiKey, invoiceNumber: number }));
    }
    if (options.exit !== true) {
      note(terminal, 'The server is running. Ctrl-C stops it.');
      await untilStopped(server, terminal);
    }
  } finally {
    await server.stop();
  }
  const wrong = checks.filter(({ holds }) => !holds);
  if (wrong.length > 0) throw new CommandFailure(`not every figure held: ${wrong.map(({ claim }) => claim).join('; ')}`);
}

/** A root key is needed to make a tenant. With none given, one for this process alone; and a log that leaves the report readable. */
function demoConfig(config: Config, { port, exit }: DemoOptions): Config & { rootKey: string } {
  const logLevel = config.logLevel === 'info' ? 'warn' : config.logLevel;
  return { ...config, logLevel, port: port ?? (exit === true ? 0 : config.port), rootKey: config.rootKey ?? randomBytes(24).toString('base64url') };
}

function stepLine(step: number, title: string): string {
  const steps = CHAPTERS.length + 2;
  return `[${step}/${steps}] ${title}`;
}

function figures(played: Played, { checks, url, seconds }: { checks: readonly Check[]; url: string; seconds: number }): Record<string, unknown> {
  const { tenant, apiKey, events, sent, counts, invoices, explained, trialBalances, verification } = played;
  return {
    url,
    apiKey,
    tenant,
    usage: { events: events.length, sent, ...counts },
    invoices,
    explained: lineToExplain(explained),
    trialBalances,
    verification,
    checks,
    isHeld: checks.every(({ holds }) => holds),
    seconds: Math.round(seconds * 1_000) / 1_000,
  };
}
