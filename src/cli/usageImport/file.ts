/** The file of an import: its bytes as they are read, the format that its name tells, and columns that it must have. */
import { createReadStream, statSync } from 'node:fs';
import { extname } from 'node:path';
import { UsageFailure } from '../failure.ts';
import type { FileFormat } from './rows.ts';

const CHUNK_BYTES = 262_144;

export interface Source {
  readonly totalBytes: number | null;
  chunks(): AsyncIterable<Uint8Array>;
  bytesRead(): number;
}

/** "-" is standard input. Throws `UsageFailure` if there is no such file. */
export function openSource(file: string): Source {
  if (file !== '-' && !statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageFailure(`there is no file ${file}`);
  const totalBytes = file === '-' ? null : statSync(file).size;
  let bytes = 0;
  return {
    totalBytes,
    bytesRead: () => bytes,
    async *chunks() {
      const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES });
      // Neither has an encoding set, so both give bytes.
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        yield chunk;
      }
    },
  };
}

/** Null where the name does not tell. */
export function formatOfName(file: string): FileFormat | null {
  const format = { '.csv': 'csv', '.tsv': 'csv', '.ndjson': 'ndjson', '.jsonl': 'ndjson' }[extname(file).toLowerCase()];
  return (format as FileFormat | undefined) ?? null;
}

/** Throws `UsageFailure` if any are missing. */
export function refuseMissing(missing: readonly string[], columns: readonly string[]): void {
  const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
  if (missing.length > 0) throw new UsageFailure(`the file has no column ${quoted(missing)}; it has ${quoted(columns)}`);
}
