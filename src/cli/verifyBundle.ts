/** `neruba-verify`: checks a bundle alone, without a database and without a network. */
import { createReadStream, statSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { BundleCheck, type BundleVerification } from '../services/verifyBundle.ts';
import { CommandFailure, EXIT, type ExitCode, describeFailure, exitCodeOf } from './failure.ts';
import { startProgress } from './progress.ts';
import { endWithReader, note, print, printJson, processTerminal, type Terminal } from './terminal.ts';
import { readLines } from './usageImport/lines.ts';

interface VerifyOptions {
  readonly publicKey?: string;
  readonly json?: boolean;
}

const EXAMPLE = `
Example:
  neruba-verify ledger.bundle --public-key 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=

Without --public-key any key may have signed: that proves that one hand made it all, not whose. Exit code 1 if anything is wrong.`;

export async function runVerify(argv: readonly string[], terminal: Terminal = processTerminal): Promise<ExitCode> {
  endWithReader(terminal);
  const program = new Command('neruba-verify')
    .argument('<bundle>', 'a file that neruba export --bundle wrote')
    .description('Check a ledger bundle: hashes, balances, invoices, numbers, checkpoints and signatures.')
    .option('--public-key <key>', 'the only key that may have signed, 32 bytes in base64')
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', EXAMPLE)
    .exitOverride()
    .configureOutput({ writeOut: (text) => void terminal.stdout.write(text), writeErr: (text) => void terminal.stderr.write(text) })
    .action((file: string, options: VerifyOptions) => verifyFile(file, options, terminal));
  try {
    await program.parseAsync(argv);
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
    note(terminal, `neruba-verify: ${describeFailure(error)}`);
    return exitCodeOf(error);
  }
}

async function verifyFile(file: string, { publicKey, json }: VerifyOptions, terminal: Terminal): Promise<void> {
  const check = new BundleCheck({ publicKey: publicKey ?? null });
  const progress = startProgress(terminal, { title: 'Verifying', total: statSync(file).size });
  const stream = createReadStream(file);
  for await (const { text } of readLines(stream)) {
    check.add(text);
    progress.update(stream.bytesRead, `${check.progress.books} books, ${check.progress.rows} rows`);
  }
  progress.stop();
  const result = check.finish();
  if (json === true) printJson(terminal, result);
  else print(terminal, ...linesOf(result, publicKey));
  if (!result.isValid) throw new CommandFailure('the bundle is not as it must be');
}

const SHOWN_FINDINGS = 100;

function linesOf(result: BundleVerification, pinned: string | undefined): string[] {
  const { books, journals, postings, invoices, checkpoints, findings, publicKeys } = result;
  const counts = Object.entries({ books, journals, postings, invoices, checkpoints }).map(([name, count]) => `${name.padEnd(12)}${String(count).padStart(12)}`);
  const wrong = findings.slice(0, SHOWN_FINDINGS).map(({ check, message }) => `${check.padEnd(14)}${message}`);
  if (findings.length > SHOWN_FINDINGS) wrong.push(`and ${findings.length - SHOWN_FINDINGS} more; --json lists all`);
  const keys = publicKeys.map((key) => `signed by   ${key}${pinned === undefined ? '  (not held against a known key)' : ''}`);
  return [...counts, ...keys, ...wrong, result.isValid ? 'valid' : 'NOT VALID'];
}
