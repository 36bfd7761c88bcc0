/** `neruba simulate`: another plan tried on real history, through a running server's API. */
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { type Command, Option } from 'commander';
import { type Instant, instantText } from '../core/instant.ts';
import { CommandFailure, describeFailure, UsageFailure } from './failure.ts';
import { commaList, instantValue, wholeNumber } from './optionValues.ts';
import { startProgress } from './progress.ts';
import { fetchRows } from './rowStream.ts';
import { note, type Terminal } from './terminal.ts';

interface SimulateOptions {
  readonly url: string;
  readonly key?: string;
  readonly plan?: string;
  readonly planCode?: string;
  readonly planVersion?: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly customers?: readonly string[];
  readonly replace?: readonly string[];
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
  readonly out?: string;
}

const FORMATS = ['csv', 'ndjson'] as const;

const EXAMPLE = `
Example:
  neruba simulate --plan next.json --replace pro --from 2026-01-01T00:00:00Z --to 2026-04-01T00:00:00Z --out next.csv

next.json holds the terms as \`createPlan\` takes them, without code and name. Nothing is written to the ledger. CSV has a row for
each customer and price code, and one for each customer in all; NDJSON has the API's own rows.`;

export function addSimulate(program: Command, terminal: Terminal): void {
  program
    .command('simulate')
    .description('Rate real history under another plan, and compare with what was charged.')
    .option('--url <url>', 'where the server is', 'http://127.0.0.1:4000')
    .addOption(new Option('--key <secret>', 'an API key that may read customers, catalog, subscriptions, usage and ledger').env('NERUBA_API_KEY'))
    .option('--plan <file>', 'the terms to try, as JSON')
    .option('--plan-code <code>', 'or a plan that exists')
    .option('--plan-version <number>', 'and which version of it; the newest if left out', wholeNumber({ from: 1, to: 2_147_483_647 }))
    .requiredOption('--from <time>', 'charge lines whose service begins at this time or later', instantValue)
    .requiredOption('--to <time>', 'and before this one', instantValue)
    .option('--customers <externalIds>', 'on these only, as "a,b,c"', commaList)
    .option('--replace <planCodes>', 'in the place of these plans only, as "a,b,c"', commaList)
    .addOption(new Option('--format <format>', 'of the rows').choices(FORMATS).default('csv'))
    .option('--json', 'the same as --format ndjson')
    .option('--out <path>', 'where the rows go; standard output if left out')
    .addHelpText('after', EXAMPLE)
    .action((options: SimulateOptions) => simulate(options, terminal));
}

interface Sides {
  readonly actual: string;
  readonly simulated: string;
  readonly difference: string;
}
interface CustomerRow extends Partial<Sides> {
  readonly type: 'customer';
  readonly done: number;
  readonly customerExternalId: string;
  readonly currency?: string;
  readonly prices?: readonly (Sides & { readonly code: string })[];
  readonly refusal: { readonly code: string; readonly message: string } | null;
}
type Row = { readonly type: 'start'; readonly customers: number } | CustomerRow | (Sides & { readonly type: 'total'; readonly customers: number; readonly refused: number; readonly currency: string });

async function simulate(options: SimulateOptions, terminal: Terminal): Promise<void> {
  if (options.key === undefined) throw new UsageFailure('an API key is needed: --key, or NERUBA_API_KEY in the environment');
  const body = {
    plan: options.plan === undefined ? null : await readPlan(options.plan),
    planCode: options.planCode ?? null,
    planVersion: options.planVersion ?? null,
    customerExternalIds: options.customers ?? null,
    replacedPlanCodes: options.replace ?? null,
    from: instantText(options.from),
    to: instantText(options.to),
  };
  const format = options.json === true ? 'ndjson' : options.format;
  const out = options.out === undefined ? terminal.stdout : createWriteStream(options.out);
  const write = async (text: string): Promise<void> => {
    if (!out.write(text)) await once(out, 'drain');
  };
  let progress = startProgress(terminal, { title: 'Simulating', total: null });
  try {
    if (format === 'csv') await write(csvLine(['customer', 'price', 'currency', 'actual', 'simulated', 'difference', 'refusal']));
    for await (const row of fetchRows<Row>({ url: options.url, key: options.key }, '/simulations', body)) {
      if (row.type === 'start') {
        progress.stop();
        progress = startProgress(terminal, { title: 'Simulating', total: row.customers });
      }
      if (row.type === 'customer') progress.update(row.done, `${row.done} customers`);
      if (format === 'ndjson') await write(`${JSON.stringify(row)}\n`);
      else if (row.type === 'customer') await write(csvRows(row));
      if (row.type === 'total') {
        progress.stop();
        note(terminal, `${row.customers} customers compared, ${row.refused} not; actual ${row.actual}, simulated ${row.simulated}, difference ${row.difference} ${row.currency}`);
      }
    }
  } finally {
    progress.stop();
    if (out !== terminal.stdout) await new Promise<void>((resolve) => out.end(() => resolve()));
  }
}

async function readPlan(path: string): Promise<object> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageFailure(`${path} cannot be read: ${describeFailure(error)}`);
  });
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    throw new CommandFailure(`${path} is not JSON: ${describeFailure(error)}`);
  }
}

function csvRows({ customerExternalId, currency = '', prices = [], refusal, actual = '', simulated = '', difference = '' }: CustomerRow): string {
  const ofPrices = prices.map((price) => csvLine([customerExternalId, price.code, currency, price.actual, price.simulated, price.difference, '']));
  return [...ofPrices, csvLine([customerExternalId, '', currency, actual, simulated, difference, refusal === null ? '' : `${refusal.code}: ${refusal.message}`])].join('');
}

/** As RFC 4180 has it, with the lines of this system. */
function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
