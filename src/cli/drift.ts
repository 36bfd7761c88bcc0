/** `neruba drift`: whether what every charge line should come to is billed, or on its way. */
import { type Command, Option } from 'commander';
import { loadConfig } from '../config.ts';
import type { DriftRow } from '../services/driftReport.ts';
import { CommandFailure } from './failure.ts';
import { startProgress } from './progress.ts';
import { fetchRows } from './rowStream.ts';
import { servingHolder } from './servingHolder.ts';
import { print, type Terminal } from './terminal.ts';

interface DriftOptions {
  readonly mode: (typeof MODES)[number];
  readonly mark?: boolean;
  readonly json?: boolean;
}

const MODES = ['full', 'changed'] as const;

/** As the engine gives them, and as the operator's API writes them: whole numbers of any size may be strings of digits. */
type Row = { readonly [Kind in DriftRow['type']]: Written<Extract<DriftRow, { type: Kind }>> }[DriftRow['type']];
type Written<Of> = { readonly [Name in keyof Of]: Of[Name] extends bigint ? bigint | string : Of[Name] };

const EXAMPLE = `
Example:
  neruba drift --mode changed        every day
  neruba drift --mode full --mark    every week

Lists charge lines whose residual (what they should come to, less what is billed and what is pending) is not zero, in minor
units. "changed" rates fees, and usage whose number of events is not what was rated; "full" rates every line. --mark lets the
next invoice look again at lines whose usage it would overlook; nothing else is ever written. Exit code 1 on a residual.`;

export function addDrift(program: Command, terminal: Terminal): void {
  program
    .command('drift')
    .description('Check that every charge line is billed or pending as it should be, for all tenants.')
    .addOption(new Option('--mode <mode>', 'how closely to look').choices(MODES).default('full'))
    .option('--mark', 'mark overlooked lines for the next invoice')
    .option('--json', 'print rows as newline-delimited JSON, progress among them')
    .addHelpText('after', EXAMPLE)
    .action((options: DriftOptions) => drift(options, terminal));
}

async function drift(options: DriftOptions, terminal: Terminal): Promise<void> {
  const progress = startProgress(terminal, { title: 'Checking', total: null });
  let wrong = 0;
  try {
    for await (const row of await rows(options)) {
      if (options.json === true) print(terminal, JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)));
      else print(terminal, ...linesOf(row));
      if (row.type === 'progress') progress.update(row.customers, `${row.customers} customers, ${row.lines} lines, ${row.rated} rated`);
      if (row.type === 'total') wrong = row.residuals + row.refusals;
    }
  } finally {
    progress.stop();
  }
  if (wrong > 0) throw new CommandFailure('not everything is billed or pending as it should be');
}

async function rows({ mode, mark = false }: DriftOptions): Promise<AsyncIterable<Row>> {
  const config = loadConfig();
  const holder = await servingHolder(config);
  if (holder !== null) return fetchRows<Row>(holder, `/operator/drift?${new URLSearchParams({ mode: mode.toUpperCase(), mark: String(mark) }).toString()}`);
  return rowsHere(mode, mark);
}

async function* rowsHere(mode: DriftOptions['mode'], marks: boolean): AsyncGenerator<Row> {
  const [{ openEngine, closeEngine }, { reportDrift }] = await Promise.all([import('../main.ts'), import('../services/driftReport.ts')]);
  const engine = await openEngine(loadConfig());
  try {
    yield* reportDrift(engine, { tenantId: null, mode: mode === 'full' ? 'FULL' : 'CHANGED', marks });
  } finally {
    await closeEngine(engine);
  }
}

function linesOf(row: Row): string[] {
  switch (row.type) {
    case 'progress':
      return [];
    case 'residual':
      return [`${row.customerExternalId} ${row.lineKey} (${row.priceCode ?? 'no price'}): should ${row.should}, billed ${row.billed}, pending ${row.pending}, residual ${row.residual} ${row.currency}`];
    case 'refusal':
      return [`${row.customerExternalId}: ${row.message} (${row.code})`];
    case 'total': {
      const { type: _, ...counts } = row;
      const isHeld = row.residuals + row.refusals === 0;
      return [...Object.entries(counts).map(([name, count]) => `${name.padEnd(10)}${String(count).padStart(12)}`), isHeld ? 'residual 0' : 'NOT 0'];
    }
  }
}
