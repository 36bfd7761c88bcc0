/** `neruba usage backfill`: a file of usage as one named batch that counts as a whole, through a running server's API. */
import { createHash } from 'node:crypto';
import { type Command, Option } from 'commander';
import { type Instant, instantText } from '../core/instant.ts';
import { ApiClient } from './apiClient.ts';
import { CommandFailure, UsageFailure } from './failure.ts';
import { commaList, instantValue } from './optionValues.ts';
import { startProgress } from './progress.ts';
import { note, print, printJson, type Terminal } from './terminal.ts';
import { type FileBatch, readBatch } from './usageImport/batch.ts';
import { missingColumns } from './usageImport/event.ts';
import { formatOfName, openSource, refuseMissing } from './usageImport/file.ts';
import { readLines } from './usageImport/lines.ts';
import { addMappingOptions, type MappingOptions, readMapping } from './usageImport/options.ts';
import { FILE_FORMATS, type FileFormat, readRows } from './usageImport/rows.ts';

interface BackfillOptions extends MappingOptions {
  readonly url: string;
  readonly key?: string;
  readonly name: string;
  readonly reason: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly replace?: boolean;
  readonly customers?: readonly string[];
  readonly eventNames?: readonly string[];
  readonly format?: FileFormat;
  readonly delimiter: string;
  readonly apply?: boolean;
  readonly json?: boolean;
}

const EXAMPLE = `
Example:
  neruba usage backfill january.csv --name "january again" --reason "the collector was down" --replace \\
    --from 2026-01-01T00:00:00Z --to 2026-02-01T00:00:00Z --customer acme --event-name completion --time-column at

Without --apply the batch is staged and what it would do is shown: nothing of it counts. Run again with --apply, all of it is
applied in one transaction. Stopped anywhere, run it again: pages that are there are left as they are, and a batch is applied
once. One row that cannot go in, and nothing is sent.`;

export function addUsageBackfill(usage: Command, terminal: Terminal): void {
  const command = usage
    .command('backfill')
    .argument('<file>', 'CSV or NDJSON in UTF-8, at most 100000 rows; "-" reads standard input')
    .description('Send the usage in a file as one named batch that counts as a whole, or show what it would do.')
    .option('--url <url>', 'where the server is', 'http://127.0.0.1:4000')
    .addOption(new Option('--key <secret>', 'an API key that may write usage, and to show what it would do, see customers and the ledger').env('NERUBA_API_KEY'))
    .requiredOption('--name <name>', 'what the batch is called, once for all')
    .requiredOption('--reason <text>', 'why; kept with every correction that it makes')
    .requiredOption('--from <time>', 'the beginning of the time that it is about, RFC 3339', instantValue)
    .requiredOption('--to <time>', 'its end, which is not in it', instantValue)
    .option('--replace', 'let the batch count instead of what counts there')
    .option('--customers <externalIds>', 'which customers it is about; those of the rows if left out', commaList)
    .option('--event-names <names>', 'which event names it is about; those of the rows if left out', commaList);
  addMappingOptions(command)
    .addOption(new Option('--format <format>', 'by name or first character if left out').choices(FILE_FORMATS))
    .option('--delimiter <char>', 'between the cells of CSV; "tab" for tabs', ',')
    .option('--apply', 'apply it; otherwise what it would do is shown')
    .option('--json', 'print the outcome as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((file: string, options: BackfillOptions) => backfillFile(file, options, terminal));
}

/** A batch of 100,000 events takes its time to be looked at and applied. */
const TIMEOUT_MS = 280_000;

async function backfillFile(file: string, options: BackfillOptions, terminal: Terminal): Promise<void> {
  if (options.key === undefined) throw new UsageFailure('an API key is needed: --key, or NERUBA_API_KEY in the environment');
  const batch = await readFile(file, options);
  const client = new ApiClient({ url: options.url, key: options.key, timeoutMs: TIMEOUT_MS, onRetry: (reason) => note(terminal, `${reason}; trying again`) });
  const { name } = options;
  const { usageBackfill: known } = await client.request<{ usageBackfill: KnownBackfill | null }>(STATE, { name });
  const isStaged = known === null || known.state === 'STAGED';
  if (!isStaged) refuseAnother(known, batch, options);
  else await stagePages(client, batch, options, terminal);
  const shown = options.apply === true ? await apply(client, batch, options, terminal) : await preview(client, batch, options, terminal);
  if (shown === 'NOT_APPLICABLE') throw new CommandFailure('the batch cannot be applied as it is');
}

async function readFile(file: string, options: BackfillOptions): Promise<FileBatch> {
  const mapping = readMapping(options);
  const { from, to, replace = false, customers = null, eventNames = null } = options;
  const rows = readRows(readLines(openSource(file).chunks()), {
    format: options.format ?? formatOfName(file),
    delimiter: options.delimiter === 'tab' ? '\t' : options.delimiter,
    onColumns: (columns) => refuseMissing(missingColumns(mapping, columns), columns),
  });
  return await readBatch(rows, mapping, { from, to, replace, customers, eventNames });
}

interface KnownBackfill {
  readonly state: 'STAGED' | 'APPLIED' | 'REVERTED';
  readonly eventCount: number;
}

/** A name stands for one batch: what was applied under it can be applied again without effect, and nothing else. */
function refuseAnother({ state, eventCount }: KnownBackfill, { rows }: FileBatch, { name, apply: isApplying }: BackfillOptions): void {
  if (state === 'REVERTED') throw new CommandFailure(`"${name}" was applied and reverted; another batch needs another name`);
  if (isApplying !== true) throw new CommandFailure(`"${name}" was applied already; another batch needs another name`);
  if (eventCount !== rows) throw new CommandFailure(`"${name}" was applied already, with ${eventCount} events and not ${rows}; another batch needs another name`);
}

async function stagePages(client: ApiClient, { scope, pages }: FileBatch, { name, reason }: BackfillOptions, terminal: Terminal): Promise<void> {
  const about = { ...scope, from: instantText(scope.from), to: instantText(scope.to) };
  const progress = startProgress(terminal, { title: 'Staging', total: pages.length });
  try {
    for (const [index, events] of pages.entries()) {
      await client.mutate(STAGE, { name, reason, page: index + 1, batch: { ...about, events } });
      progress.update(index + 1, `page ${index + 1} of ${pages.length}`);
    }
  } finally {
    progress.stop();
  }
}

async function preview(client: ApiClient, { rows }: FileBatch, { name, json }: BackfillOptions, terminal: Terminal): Promise<'APPLICABLE' | 'NOT_APPLICABLE'> {
  const { previewBackfill } = await client.request<{ previewBackfill: { preview: Preview | null; userErrors: readonly { message: string }[] } }>(PREVIEW, { name });
  const [refusal] = previewBackfill.userErrors;
  if (refusal || !previewBackfill.preview) throw new CommandFailure(`the preview was refused: ${refusal?.message ?? 'no reason was given'}`);
  if (json === true) printJson(terminal, { name, state: 'STAGED', rows, preview: previewBackfill.preview });
  else print(terminal, ...previewLines(name, previewBackfill.preview));
  return previewBackfill.preview.isApplicable ? 'APPLICABLE' : 'NOT_APPLICABLE';
}

async function apply(client: ApiClient, { pages, rows }: FileBatch, { name, json }: BackfillOptions, terminal: Terminal): Promise<'APPLIED'> {
  // Names are as long as keys may be.
  const idempotencyKey = `backfill:${createHash('sha256').update(name).digest('hex')}`;
  const { backfill, replayed } = await client.mutate<{ backfill: { state: string; application: Outcome }; replayed: boolean }>(APPLY, { idempotencyKey, name, pages: pages.length });
  if (json === true) printJson(terminal, { name, ...backfill, rows, replayed });
  else print(terminal, ...outcomeLines(`"${name}" ${replayed ? 'was applied before' : 'is applied'}`, backfill.application));
  return 'APPLIED';
}

/** What a batch does, or would do, by number of events. */
interface Outcome {
  readonly added: number;
  readonly amended: number;
  readonly restored: number;
  readonly voided: number;
  readonly duplicates: number;
}

/** What `previewBackfill` says of a staged batch. */
interface Preview {
  readonly isApplicable: boolean;
  readonly counts: Outcome & { readonly conflicts: number; readonly rejected: number };
  readonly refused: readonly { readonly key: string; readonly outcome: string; readonly error: { readonly message: string } | null }[];
  readonly customerCount: number;
  readonly effects: readonly { readonly customer: { readonly externalId: string }; readonly difference: { readonly amount: string; readonly currency: string } }[];
}

function previewLines(name: string, { counts, refused, customerCount, effects }: Preview): string[] {
  const bills = effects.map(({ customer, difference }) => `  ${customer.externalId}: ${difference.amount} ${difference.currency}`);
  const more = customerCount - effects.length;
  return [
    ...outcomeLines(`"${name}" is staged and counts nothing yet; with --apply it would be`, counts),
    ...(bills.length === 0 ? [] : ['Before discounts and tax it changes what is charged', ...bills, ...(more > 0 ? [`  and ${more} more customers`] : [])]),
    ...refused.map(({ key, outcome, error }) => `${outcome} ${key}${error === null ? '' : `: ${error.message}`}`),
  ];
}

function outcomeLines(title: string, { added, amended, restored, voided, duplicates }: Outcome): string[] {
  return [title, ...Object.entries({ added, amended, restored, voided, duplicates }).map(([word, count]) => `${word.padEnd(12)}${count.toLocaleString('en').padStart(12)}`)];
}

const STATE = 'query Backfill($name: String!) { usageBackfill(name: $name) { state eventCount } }';
const STAGE = 'mutation StageBackfill($input: StageBackfillInput!) { stageBackfill(input: $input) { replayed userErrors { message code path } } }';
const APPLY = `
  mutation ApplyBackfill($input: ApplyBackfillInput!) {
    applyBackfill(input: $input) { backfill { state application { added amended restored voided duplicates } } replayed userErrors { message code path } }
  }
`;
const PREVIEW = `
  query PreviewBackfill($name: String!) {
    previewBackfill(input: { staged: $name }) {
      preview {
        isApplicable counts { added amended restored voided duplicates conflicts rejected } refused { key outcome error { message } }
        customerCount effects { customer { externalId } difference { amount currency } }
      }
      userErrors { message }
    }
  }
`;
