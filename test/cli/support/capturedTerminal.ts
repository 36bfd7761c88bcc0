/** A terminal that keeps what is written to it. */
import { Writable } from 'node:stream';
import type { Terminal } from '../../../src/cli/terminal.ts';

export interface CapturedTerminal extends Terminal {
  /** Everything written to stdout so far. */
  out(): string;
  /** Everything written to stderr so far. */
  err(): string;
}

export function capturedTerminal(): CapturedTerminal {
  const [stdout, stderr] = [capture(), capture()];
  return { stdout: stdout.stream, stderr: stderr.stream, out: stdout.text, err: stderr.text };
}

function capture(): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer | string, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}
