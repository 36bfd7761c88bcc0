/** `neruba usage import`: a file of usage, through a running server's API. */
import { type Command, Option } from 'commander';
import { ApiClient } from './apiClient.ts';
import { CommandFailure, describeFailure, UsageFailure } from './failure.ts';
import { wholeNumber } from './optionValues.ts';
import { startProgress } from './progress.ts';
import { note, print, printJson, type Terminal } from './terminal.ts';
import { decideEvent, type ImportEvent, missingColumns } from './usageImport/event.ts';
import { formatOfName, openSource, refuseMissing } from './usageImport/file.ts';
import { readLines } from './usageImport/lines.ts';
import { addMappingOptions, type MappingOptions, readMapping } from './usageImport/options.ts';
import { openRejects } from './usageImport/rejects.ts';
import { RowKeys } from './usageImport/rowKey.ts';
import { FILE_FORMATS, type FileFormat, readRows } from './usageImport/rows.ts';
import { type ImportCounts, type ImportOutcome, runImport, type SendResult } from './usageImport/run.ts';
import { sendEvents } from './usageImport/send.ts';

interface ImportOptions extends MappingOptions {
  readonly url: string;
  readonly key?: string;
  readonly format?: FileFormat;
  readonly delimiter: string;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly rejects?: string;
  readonly allowRejects?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const EXAMPLE = `
Example:
  neruba usage import trace.csv --customer acme --event-name completion \\
    --time-column TIMESTAMP --properties ContextTokens,GeneratedTokens

A row without a key of its own (--key-column) gets one made of its content, so importing a file again, or after it
was stopped or has grown, sends nothing twice. Rows that cannot go in are written to the rejects file, with their line.`;

export function addUsageImport(usage: Command, terminal: Terminal): void {
  const command = usage
    .command('import')
    .argument('<file>', 'CSV or NDJSON in UTF-8; "-" reads standard input')
    .description('Send the usage in a file to a running server. Resumable, and repeatable without effect.')
    .option('--url <url>', 'where the server is', 'http://127.0.0.1:4000')
    .addOption(new Option('--key <secret>', 'an API key that may write usage').env('NERUBA_API_KEY'));
  addMappingOptions(command)
    .addOption(new Option('--format <format>', 'by name or first character if left out').choices(FILE_FORMATS))
    .option('--delimiter <char>', 'between the cells of CSV; "tab" for tabs', ',')
    .option('--batch-size <n>', 'events sent at a time, at most 1000', wholeNumber({ from: 1, to: 1000 }), 1000)
    .option('--concurrency <n>', 'batches in flight, at most 16', wholeNumber({ from: 1, to: 16 }), 2)
    .option('--rejects <path>', 'where rows that do not go in are written (default: FILE.rejects.ndjson in this folder)')
    .option('--allow-rejects', 'exit with 0 even if some rows did not go in')
    .option('--dry-run', 'read and check everything, send nothing')
    .option('--json', 'print the summary as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((file: string, options: ImportOptions) => importFile(file, options, terminal));
}

async function importFile(file: string, options: ImportOptions, terminal: Terminal): Promise<void> {
  const mapping = readMapping(options);
  const send = options.dryRun === true ? pretendToSend : sender(options, terminal);
  const source = openSource(file);
  const rejects = openRejects({ path: options.rejects, source: file });
  const interrupt = stopOnInterrupt(terminal);
  const progress = startProgress(terminal, { title: 'Importing', total: source.totalBytes });
  const keys = new RowKeys();
  const startedAt = performance.now();
  let outcome: ImportOutcome;
  try {
    outcome = await runImport({
      rows: readRows(readLines(source.chunks()), {
        format: options.format ?? formatOfName(file),
        delimiter: options.delimiter === 'tab' ? '\t' : options.delimiter,
        onColumns: (columns) => refuseMissing(missingColumns(mapping, columns), columns),
      }),
      decide: (row) => decideEvent(row, mapping, mapping.keyColumn === null ? keys.keyOf(row.cells) : ''),
      send,
      batchSize: options.batchSize,
      concurrency: options.concurrency,
      onReject: (reject) => rejects.write(reject),
      onProgress: (counts) => progress.update(source.bytesRead(), `${counts.rows} rows, ${counts.accepted} accepted`),
      stop: interrupt.signal,
    });
  } finally {
    progress.stop();
    interrupt.release();
    rejects.close();
  }
  report({ outcome, options, rejectsPath: rejects.path, seconds: (performance.now() - startedAt) / 1_000, terminal });
}

function report(finished: { outcome: ImportOutcome; options: ImportOptions; rejectsPath: string; seconds: number; terminal: Terminal }): void {
  const { outcome, options, rejectsPath, seconds, terminal } = finished;
  const { counts, isInterrupted, failure } = outcome;
  const rejectCount = counts.conflict + counts.rejected;
  const rowsPerSecond = Math.round(counts.rows / Math.max(seconds, 0.001));
  const summary = {
    ...counts,
    seconds: Math.round(seconds * 1_000) / 1_000,
    rowsPerSecond,
    dryRun: options.dryRun === true,
    rejects: rejectCount > 0 ? rejectsPath : null,
    failure: failure === null ? (isInterrupted ? 'interrupted' : null) : describeFailure(failure),
  };
  // Wrong usage found while reading (a column that is not there) is no import at all.
  if (failure instanceof UsageFailure) throw failure;
  if (options.json === true) printJson(terminal, summary);
  else print(terminal, ...summaryLines(counts, { seconds, rowsPerSecond, isDryRun: summary.dryRun }));
  if (rejectCount > 0) note(terminal, `${rejectCount} rows did not go in; see ${rejectsPath}`);
  if (failure !== null) throw new CommandFailure(`the import stopped: ${describeFailure(failure)}. Run it again to finish: what is in stays in.`);
  if (isInterrupted) throw new CommandFailure('interrupted. Run it again to finish: what is in stays in.');
  if (rejectCount > 0 && options.allowRejects !== true) throw new CommandFailure('not every row went in');
}

function summaryLines(counts: ImportCounts, { seconds, rowsPerSecond, isDryRun }: { seconds: number; rowsPerSecond: number; isDryRun: boolean }): string[] {
  const { rows, accepted, duplicate, conflict, rejected, unconfirmed } = counts;
  const figures = Object.entries({ rows, [isDryRun ? 'valid' : 'accepted']: accepted, duplicate, conflict, rejected, ...(unconfirmed > 0 ? { unconfirmed } : {}) });
  const lines = figures.map(([name, count]) => `${name.padEnd(12)}${count.toLocaleString('en').padStart(12)}`);
  return [...lines, `${seconds.toFixed(1)} seconds, ${rowsPerSecond.toLocaleString('en')} rows a second`];
}

function sender(options: ImportOptions, terminal: Terminal): (events: readonly ImportEvent[]) => Promise<SendResult[]> {
  if (options.key === undefined) throw new UsageFailure('an API key is needed: --key, or NERUBA_API_KEY in the environment');
  const client = new ApiClient({ url: options.url, key: options.key, onRetry: (reason) => note(terminal, `${reason}; trying again`) });
  return (events) => sendEvents(client, events);
}

function pretendToSend(events: readonly ImportEvent[]): Promise<SendResult[]> {
  return Promise.resolve(events.map(() => ({ outcome: 'ACCEPTED', rejection: null })));
}

/** The first interrupt lets the batches in flight finish; a second one ends the process as always. */
function stopOnInterrupt(terminal: Terminal): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    note(terminal, 'stopping after the batches in flight');
    controller.abort();
  };
  process.once('SIGINT', stop);
  return { signal: controller.signal, release: () => process.off('SIGINT', stop) };
}
