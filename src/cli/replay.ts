/** `neruba replay`: charge lines rebuilt from raw facts and compared with the ledger. */
import type { Command } from 'commander';
import { loadConfig } from '../config.ts';
import type { Instant } from '../core/instant.ts';
import type { LedgerReplay } from '../services/replayLedger.ts';
import { ApiClient } from './apiClient.ts';
import { CommandFailure, UsageFailure } from './failure.ts';
import { instantValue } from './optionValues.ts';
import { startProgress } from './progress.ts';
import { replayInto } from './replayInto.ts';
import { servingHolder } from './servingHolder.ts';
import { print, printJson, type Terminal } from './terminal.ts';

interface ReplayOptions {
  readonly customer?: string;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly into?: string;
  readonly json?: boolean;
}

/** As `replayDocument` writes it. */
interface Replay extends Pick<LedgerReplay, 'isExact' | 'books' | 'lines' | 'journals' | 'events' | 'ledgerDigest' | 'rebuiltDigest' | 'divergenceCount'> {
  readonly drift: readonly { readonly amount: string; readonly currency: string }[];
  readonly divergences: readonly {
    readonly kind: string;
    readonly message: string;
    readonly customerExternalId: string;
    readonly lineKey: string | null;
    readonly ledger: (Side & { readonly journalSeq: number }) | null;
    readonly rebuilt: (Side & { readonly steps: readonly { readonly label: string; readonly amount: string }[] }) | null;
  }[];
}
interface Side {
  readonly quantity: string | null;
  readonly amount: string;
  readonly eventCount: number | null;
}

const EXAMPLE = `
Example:
  neruba replay --customer acme --from 2026-01-01T00:00:00Z

Rates every charge line again from usage events, plan versions and subscription segments alone, and compares with what the
ledger posted. Changes nothing. Exit code 1 if a line differs; the first ones are shown with both sides.

  neruba replay --into postgres://user@host/empty

Copies what was recorded as fact into an empty database, of any engine, and decides every journal, invoice and seal again
there. Exit code 1 unless both ledgers have one digest; a database that is not done, or not equal, is never served.`;

export function addReplay(program: Command, terminal: Terminal): void {
  program
    .command('replay')
    .description('Rebuild every charge line from raw facts, and compare with the ledger.')
    .option('--customer <externalId>', 'only customers with this external id')
    .option('--from <time>', 'only lines whose service ends after this', instantValue)
    .option('--to <time>', 'only lines whose service begins before this', instantValue)
    .option('--into <url>', 'decide the whole ledger again in this empty database: a URL, or a folder for an embedded one')
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((options: ReplayOptions) => replay(options, terminal));
}

async function replay(options: ReplayOptions, terminal: Terminal): Promise<void> {
  const { into, customer, from, to, json = false } = options;
  if (into !== undefined) {
    if (customer !== undefined || from !== undefined || to !== undefined) throw new UsageFailure('--into replays everything; it goes with no --customer, --from or --to');
    await replayInto(loadConfig(), { into, json }, terminal);
    return;
  }
  const holder = await servingHolder(loadConfig());
  const result = holder === null ? await replayHere(options, terminal) : await new ApiClient(holder).get<Replay>(`/operator/replay?${parametersOf(options)}`);
  if (options.customer !== undefined && result.books === 0) throw new CommandFailure(`there is no customer ${options.customer}`);
  if (options.json === true) printJson(terminal, result);
  else print(terminal, ...replayLines(result));
  if (!result.isExact) throw new CommandFailure('the ledger is not what the facts come to');
}

function parametersOf({ customer, from, to }: ReplayOptions): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ customer, from, to })) if (value !== undefined) parameters.set(name, String(value));
  return parameters.toString();
}

async function replayHere({ customer, from, to }: ReplayOptions, terminal: Terminal): Promise<Replay> {
  const [{ openEngine, closeEngine }, { replayLedger, timeBetween }, { replayDocument }] = await Promise.all([
    import('../main.ts'),
    import('../services/replayLedger.ts'),
    import('../rest/replayDocument.ts'),
  ]);
  const engine = await openEngine(loadConfig());
  const progress = startProgress(terminal, { title: 'Replaying', total: null });
  try {
    const request = { tenantId: null, customerId: null, customerExternalId: customer ?? null, time: timeBetween(from, to) };
    const onProgress = ({ books, lines, events }: { books: number; lines: number; events: number }): void => progress.update(books, `${books} books, ${lines} lines, ${events} events`);
    return replayDocument(await replayLedger(engine, request, { onProgress })) as unknown as Replay;
  } finally {
    progress.stop();
    await closeEngine(engine);
  }
}

const SHOWN_DIVERGENCES = 10;

function replayLines({ books, lines, journals, events, ledgerDigest, rebuiltDigest, drift, divergenceCount, divergences, isExact }: Replay): string[] {
  const counts = Object.entries({ books, lines, journals, events }).map(([name, count]) => `${name.padEnd(10)}${String(count).padStart(12)}`);
  const drifts = drift.map(({ amount, currency }) => `drift     ${amount} ${currency}`);
  const shown = divergences.slice(0, SHOWN_DIVERGENCES).flatMap((one) => [
    `${one.kind.padEnd(12)}${one.customerExternalId} ${one.lineKey ?? ''}: ${one.message}`,
    `  ledger    ${one.ledger === null ? 'no such line' : `${sideText(one.ledger)}, journal ${one.ledger.journalSeq}`}`,
    `  facts     ${one.rebuilt === null ? 'no such line' : sideText(one.rebuilt)}`,
    ...(one.rebuilt?.steps ?? []).map(({ label, amount }) => `            ${label}: ${amount}`),
  ]);
  const more = divergenceCount > SHOWN_DIVERGENCES ? [`and ${divergenceCount - SHOWN_DIVERGENCES} more; --json shows up to 100`] : [];
  return [...counts, ...drifts, `ledger    ${ledgerDigest}`, `facts     ${rebuiltDigest}`, ...shown, ...more, isExact ? 'exact' : 'NOT EXACT'];
}

function sideText({ quantity, amount, eventCount }: Side): string {
  return [amount, ...(quantity === null ? [] : [`for ${quantity}`]), ...(eventCount === null ? [] : [`from ${eventCount} events`])].join(' ');
}
