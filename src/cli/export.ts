/** `neruba export`: the journal of a tenant, streamed from its server into a file or to standard output. */
import { type Command, Option } from 'commander';
import { EXPORT_FORMAT_NAMES, type ExportFormatName } from '../core/exports/exportFormats.ts';
import { throughServer, writeFile, writeOut } from './download.ts';
import { UsageFailure } from './failure.ts';
import { note, printJson, type Terminal } from './terminal.ts';

interface ExportOptions {
  readonly format?: ExportFormatName;
  readonly bundle?: string;
  readonly key?: string;
  readonly url?: string;
  readonly customer?: string;
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const EXAMPLE = `
Example:
  neruba export --format hledger --out ledger.journal && hledger -f ledger.journal balance

Times are RFC 3339, for example 2026-01-01T00:00:00Z. The file appears under its name once it is whole. docs/exports.md
describes the formats.`;

export function addExport(program: Command, terminal: Terminal): void {
  program
    .command('export')
    .description('Export the journal of a tenant: NDJSON, CSV, hledger or Beancount.')
    .addOption(new Option('--format <format>', 'what to write').choices(EXPORT_FORMAT_NAMES))
    .option('--bundle <file>', 'instead: everything that neruba-verify needs to check the ledger, in one signed file')
    .addOption(new Option('--key <secret>', "an API key of the tenant that may read the ledger").env('NERUBA_API_KEY'))
    .option('--url <url>', 'a running server; without it, the database that the environment names')
    .option('--customer <externalId>', 'only the book of this customer')
    .option('--from <time>', 'only what takes effect at this instant or later')
    .option('--to <time>', 'only what takes effect before this instant')
    .option('--out <file>', 'where to write (default: standard output)')
    .option('--json', 'with --out or --bundle: print what was written as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((options: ExportOptions) => exportJournal(options, terminal));
}

async function exportJournal(options: ExportOptions, terminal: Terminal): Promise<void> {
  const { format, bundle, customer, from, to, key, json } = options;
  const out = bundle ?? options.out;
  if ((format === undefined) === (bundle === undefined)) throw new UsageFailure('give --format, or --bundle');
  if (key === undefined) throw new UsageFailure('an API key is needed: --key, or NERUBA_API_KEY in the environment');
  if (json === true && out === undefined) throw new UsageFailure('--json needs --out: standard output is the export itself');
  const given = Object.entries({ format, customer, from, to }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]));
  await throughServer({ url: options.url, key }, async (client) => {
    const chunks = client.stream(bundle === undefined ? `/export/ledger?${new URLSearchParams(given).toString()}` : '/export/bundle');
    const bytes = out === undefined ? await writeOut(chunks, terminal) : await writeFile(chunks, { out, title: 'Exporting' }, terminal);
    if (out === undefined) return;
    if (json === true) printJson(terminal, { file: out, bytes });
    else note(terminal, `${bytes} bytes in ${out}`);
  });
}
