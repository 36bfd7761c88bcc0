/** `neruba demo`: a real server with a worked example, from nothing to a proven ledger in a minute. */
import type { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { type Check, checkFigures } from './demo/checks.ts';
import { featuredInvoice, type Played, playStory } from './demo/play.ts';
import { queriesToPaste } from './demo/queriesToPaste.ts';
import { lineToExplain, reportLines } from './demo/report.ts';
import { CHAPTERS } from './demo/story.ts';
import { heading } from './demo/textTable.ts';
import { CommandFailure } from './failure.ts';
import { wholeNumber } from './optionValues.ts';
import { startOwnServer } from './ownServer.ts';
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
  note(terminal, stepLine(0, 'a server on its database'));
  const config = loadConfig();
  const server = await startOwnServer({ ...config, port: options.port ?? (options.exit === true ? 0 : config.port) });
  let isHeld: boolean;
  try {
    let step = 0;
    const played = await playStory({ url: server.url, key: server.rootKey }, (title) => note(terminal, stepLine((step += 1), title)));
    const checks = checkFigures(played);
    isHeld = checks.every(({ holds }) => holds);
    report({ played, checks, url: server.url, seconds: (performance.now() - startedAt) / 1_000 }, options, terminal);
  } catch (error) {
    await server.stop();
    throw error;
  }
  if (options.exit === true) await server.stop();
  else {
    note(terminal, 'The server is running. Ctrl-C stops it.');
    await untilStopped(server, terminal);
  }
  if (!isHeld) throw new CommandFailure('not every figure held');
}

interface DemoResult {
  readonly played: Played;
  readonly checks: readonly Check[];
  readonly url: string;
  readonly seconds: number;
}

function report(result: DemoResult, { json, exit }: DemoOptions, terminal: Terminal): void {
  const { played, checks, url, seconds } = result;
  if (json === true) {
    printJson(terminal, figures(result));
    return;
  }
  const pace = `${played.events.length.toLocaleString('en')} events, ${played.invoices.length} invoices, ${seconds.toFixed(1)} seconds`;
  print(terminal, ...reportLines(played, checks), '', pace);
  if (exit === true) return;
  const { number } = featuredInvoice(played.invoices);
  print(terminal, ...heading('Your turn'), `address  ${url}/graphql`, `API key  ${played.apiKey}`, '');
  print(terminal, ...queriesToPaste({ url, key: played.apiKey, invoiceNumber: number }));
}

function stepLine(step: number, title: string): string {
  const steps = CHAPTERS.length + 2;
  return `[${step}/${steps}] ${title}`;
}

function figures({ played, checks, url, seconds }: DemoResult): Record<string, unknown> {
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
