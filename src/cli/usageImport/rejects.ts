/** The rejects file: one JSON line for each row that did not go in. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describeFailure, UsageFailure } from '../failure.ts';
import type { Reject } from './run.ts';

export interface RejectsFile {
  readonly path: string;
  write(reject: Reject): void;
  close(): void;
}

/**
 * With a path of the user's the file is made at once, and emptied; without, `NAME.rejects.ndjson` in the current folder is made
 * with the first reject. Written through with each row, so that a killed import leaves what it found.
 */
export function openRejects({ path, source }: { path: string | undefined; source: string }): RejectsFile {
  const target = path ?? `${source === '-' ? 'stdin' : basename(source)}.rejects.ndjson`;
  if (resolve(target) === resolve(source)) throw new UsageFailure('the rejects file is the file to import');
  let file = path === undefined ? null : open(target);
  return {
    path: target,
    write({ line, reason, field, row }) {
      file ??= open(target);
      writeSync(file, `${JSON.stringify({ line, reason, field, row })}\n`);
    },
    close() {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw new UsageFailure(`the rejects file ${path} cannot be written: ${describeFailure(error)}`);
  }
}
