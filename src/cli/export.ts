/** `neruba export`: the journal of a tenant, streamed from its server into a file or to standard output. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { loadConfig } from '../config.ts';
import { EXPORT_FORMAT_NAMES, type ExportFormatName } from '../core/exports/exportFormats.ts';
import { ApiClient } from './apiClient.ts';
import { CommandFailure, UsageFailure } from './failure.ts';
import { startOwnServer } from './ownServer.ts';
import { type Progress, startProgress } from './progress.ts';
import { servingHolder } from './servingHolder.ts';
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
    const bytes = out === undefined ? await writeOut(chunks, terminal) : await writeFile(chunks, out, terminal);
    if (out === undefined) return;
    if (json === true) printJson(terminal, { file: out, bytes });
    else note(terminal, `${bytes} bytes in ${out}`);
  });
}

/** Asks the server that was named or that holds the embedded database; without one, a server that runs just for this. */
async function throughServer(address: { readonly url: string | undefined; readonly key: string }, ask: (client: ApiClient) => Promise<void>): Promise<void> {
  const { key } = address;
  const config = loadConfig();
  const url = address.url ?? (await servingHolder(config))?.url;
  const server = url === undefined ? await startOwnServer({ ...config, host: '127.0.0.1', port: 0 }) : null;
  try {
    await ask(new ApiClient({ url: url ?? server?.url ?? '', key }));
  } finally {
    await server?.stop();
  }
}

async function writeOut(chunks: AsyncIterable<Uint8Array>, { stdout }: Terminal): Promise<number> {
  const counter = { bytes: 0 };
  await pipeline(counted(chunks, counter), stdout, { end: false });
  return counter.bytes;
}

/** Under another name until it is whole: a file that is there is an export that ended. */
async function writeFile(chunks: AsyncIterable<Uint8Array>, out: string, terminal: Terminal): Promise<number> {
  const counter = { bytes: 0 };
  const partial = `${out}.partial`;
  const progress = startProgress(terminal, { title: 'Exporting', total: null });
  try {
    await pipeline(counted(chunks, counter, progress), createWriteStream(partial));
    await rename(partial, out);
    return counter.bytes;
  } catch (error) {
    await rm(partial, { force: true });
    throw error instanceof Error && 'code' in error && error.code === 'ENOENT' ? new CommandFailure(`${out} cannot be written: its folder is not there`) : error;
  } finally {
    progress.stop();
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, counter: { bytes: number }, progress?: Progress): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    counter.bytes += chunk.byteLength;
    progress?.update(counter.bytes, `${(counter.bytes / 1_000_000).toFixed(1)} MB`);
    yield chunk;
  }
}
