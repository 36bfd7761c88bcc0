/** Runs an import: rows in, batches out, each row counted once by what became of it. */
import type { JsonObject } from '../../core/json.ts';
import type { ImportEvent, Rejection } from './event.ts';
import type { BrokenRow, ImportRow } from './rows.ts';

/** What became of the rows so far. `rows` is the sum of the other five. */
export interface ImportCounts {
  rows: number;
  accepted: number;
  duplicate: number;
  conflict: number;
  rejected: number;
  /** Sent without an answer: they may be in or not, the next import tells. */
  unconfirmed: number;
}

/** A row that did not go in, as it stands in the rejects file. */
export interface Reject extends Rejection {
  readonly line: number;
  /** The row's cells, or its text where there are none. */
  readonly row: JsonObject | string;
}

/** What the API says about one event of a batch. */
export interface SendResult {
  readonly outcome: 'ACCEPTED' | 'DUPLICATE' | 'CONFLICT' | 'REJECTED';
  readonly rejection: Rejection | null;
}

export interface ImportRun {
  readonly rows: AsyncIterable<ImportRow | BrokenRow>;
  readonly decide: (row: ImportRow) => ImportEvent | Rejection;
  /** Sends one batch; one result an event, in order. */
  readonly send: (events: readonly ImportEvent[]) => Promise<readonly SendResult[]>;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly onReject: (reject: Reject) => void;
  readonly onProgress: (counts: Readonly<ImportCounts>) => void;
  /** When it fires no more batches are sent; those in flight are waited for. */
  readonly stop: AbortSignal;
}

export interface ImportOutcome {
  readonly counts: Readonly<ImportCounts>;
  readonly isInterrupted: boolean;
  /** Why it could not go on; null if it did. */
  readonly failure: Error | null;
}

/** A row that means an event, on its way. */
interface Pending {
  readonly line: number;
  readonly row: JsonObject | string;
  readonly event: ImportEvent;
}

/** Never throws for what reading or sending does: what was confirmed before that is part of the outcome. */
export async function runImport(run: ImportRun): Promise<ImportOutcome> {
  const counts: ImportCounts = { rows: 0, accepted: 0, duplicate: 0, conflict: 0, rejected: 0, unconfirmed: 0 };
  const inFlight = new Set<Promise<void>>();
  const failures: Error[] = [];
  const mayGoOn = (): boolean => !run.stop.aborted && failures.length === 0;
  let batch: Pending[] = [];

  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const sending: Promise<void> = sendBatch(run, batch, counts)
      .catch((error: unknown) => void failures.push(asError(error)))
      .finally(() => inFlight.delete(sending));
    inFlight.add(sending);
    batch = [];
    if (inFlight.size >= run.concurrency) await Promise.race(inFlight);
  };

  try {
    for await (const read of run.rows) {
      if (!mayGoOn()) break;
      const { line } = read;
      const row = 'cells' in read ? read.cells : read.text;
      const decided = 'cells' in read ? run.decide(read) : { field: null, reason: read.reason };
      if ('reason' in decided) {
        count(counts, 'rejected');
        run.onReject({ line, ...decided, row });
      } else if (batch.push({ line, row, event: decided }) >= run.batchSize) {
        await flush();
      }
    }
    if (mayGoOn()) await flush();
  } catch (error) {
    failures.push(asError(error));
  }
  await Promise.all(inFlight);
  return { counts, isInterrupted: run.stop.aborted, failure: failures[0] ?? null };
}

async function sendBatch(run: ImportRun, batch: readonly Pending[], counts: ImportCounts): Promise<void> {
  let results: readonly SendResult[];
  try {
    results = await run.send(batch.map(({ event }) => event));
  } catch (error) {
    for (const _ of batch) count(counts, 'unconfirmed');
    throw error;
  }
  for (const [index, { line, row }] of batch.entries()) {
    const { outcome, rejection } = results[index] ?? { outcome: 'UNCONFIRMED', rejection: null };
    count(counts, COUNTED_AS[outcome]);
    if (rejection !== null) run.onReject({ line, ...rejection, row });
  }
  run.onProgress(counts);
}

const COUNTED_AS = { ACCEPTED: 'accepted', DUPLICATE: 'duplicate', CONFLICT: 'conflict', REJECTED: 'rejected', UNCONFIRMED: 'unconfirmed' } as const;

function count(counts: ImportCounts, outcome: Exclude<keyof ImportCounts, 'rows'>): void {
  counts.rows += 1;
  counts[outcome] += 1;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
