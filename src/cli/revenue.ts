/** `neruba revenue`: the revenue schedule of a period, as CSV or NDJSON. */
import { type Command, Option } from 'commander';
import { REVENUE_FORMATS } from '../core/exports/revenueText.ts';
import { throughServer, writeFile, writeOut } from './download.ts';
import { UsageFailure } from './failure.ts';
import { note, printJson, type Terminal } from './terminal.ts';

interface RevenueOptions {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly format: (typeof REVENUE_FORMATS)[number];
  readonly currency?: string;
  readonly knownAt?: string;
  readonly key?: string;
  readonly url?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const EXAMPLE = `
Example:
  neruba revenue --from 2026-01-01T00:00:00Z --to 2026-02-01T00:00:00Z --by price --out january.csv

Of each account: the balance before, what journals of each kind did, and the balance at the end. It is refused if an account does
not tie to the trial balance. docs/revenue.md explains the figures.`;

/** Those of the route. */
const GROUPINGS = ['total', 'customer', 'plan', 'price'];

export function addRevenue(program: Command, terminal: Terminal): void {
  program
    .command('revenue')
    .description('What a period recognised as revenue, and what was deferred, prepaid and unbilled.')
    .requiredOption('--from <time>', 'the first instant, as RFC 3339')
    .requiredOption('--to <time>', 'the first instant after')
    .addOption(new Option('--by <group>', 'what to tell apart').choices(GROUPINGS).default('total'))
    .addOption(new Option('--format <format>', 'what to write').choices(REVENUE_FORMATS).default('csv'))
    .option('--currency <code>', "which currency (default: the tenant's)")
    .option('--known-at <time>', 'as it was known then (default: now)')
    .addOption(new Option('--key <secret>', 'an API key of the tenant that may read the ledger').env('NERUBA_API_KEY'))
    .option('--url <url>', 'a running server; without it, the database that the environment names')
    .option('--out <file>', 'where to write (default: standard output)')
    .option('--json', 'with --out: print what was written as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((options: RevenueOptions) => writeRevenue(options, terminal));
}

async function writeRevenue({ key, url, out, json, ...asked }: RevenueOptions, terminal: Terminal): Promise<void> {
  if (key === undefined) throw new UsageFailure('an API key is needed: --key, or NERUBA_API_KEY in the environment');
  if (json === true && out === undefined) throw new UsageFailure('--json needs --out: standard output is the schedule itself');
  const given = Object.entries<string | undefined>(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]));
  await throughServer({ url, key }, async (client) => {
    const chunks = client.stream(`/export/revenue?${new URLSearchParams(given).toString()}`);
    if (out === undefined) return void (await writeOut(chunks, terminal));
    const bytes = await writeFile(chunks, { out, title: 'Writing' }, terminal);
    if (json === true) printJson(terminal, { file: out, bytes });
    else note(terminal, `${bytes} bytes in ${out}`);
  });
}
