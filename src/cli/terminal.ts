/** Where a command writes: answers to stdout, everything about the work to stderr. */
import type { Writable } from 'node:stream';

export interface Terminal {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean | undefined };
}

export const processTerminal: Terminal = { stdout: process.stdout, stderr: process.stderr };

/** When whoever reads the answer has seen enough (`neruba verify | head`), the command ends without a complaint. */
export function endWithReader({ stdout }: Terminal): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** Writes lines of the answer. */
export function print(terminal: Terminal, ...lines: string[]): void {
  terminal.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** Writes a line about the work. */
export function note(terminal: Terminal, line: string): void {
  terminal.stderr.write(`${line}\n`);
}

/** Writes the one JSON document of `--json`. Whole numbers of any size are written as strings of digits, as the API does. */
export function printJson(terminal: Terminal, document: unknown): void {
  print(terminal, JSON.stringify(document, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2));
}
