/** The `neruba` command: one file a subcommand, here put together and run. */
import { Command, CommanderError } from 'commander';
import { loadConfig } from '../config.ts';
import { addCheckpoint } from './checkpoint.ts';
import { addDemo } from './demo.ts';
import { addCustomer } from './customer.ts';
import { addExport } from './export.ts';
import { addDrift } from './drift.ts';
import { describeFailure, EXIT, type ExitCode, exitCodeOf, isExpected } from './failure.ts';
import { addInvoice } from './invoice.ts';
import { addMigrate } from './migrate.ts';
import { addReplay } from './replay.ts';
import { addRevenue } from './revenue.ts';
import { addServe } from './serve.ts';
import { addTenantCreate } from './tenantCreate.ts';
import { addSimulate } from './simulate.ts';
import { endWithReader, note, processTerminal, type Terminal } from './terminal.ts';
import { addUsageBackfill } from './usageBackfill.ts';
import { addUsageImport } from './usageImport.ts';
import { addVerify } from './verify.ts';

/** Runs one command line (`argv` as of the process) to its end and gives the exit code. Never throws. */
export async function run(argv: readonly string[], terminal: Terminal = processTerminal): Promise<ExitCode> {
  endWithReader(terminal);
  try {
    await buildProgram(terminal).parseAsync(argv);
    return EXIT.done;
  } catch (error) {
    // Commander has written its message, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
    reportFailure(error, terminal);
    return exitCodeOf(error);
  }
}

/** The whole command line, as a value. */
export function buildProgram(terminal: Terminal): Command {
  const program = new Command('neruba')
    .description('A billing engine of your own: usage in, a double-entry ledger, invoices as views of it.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
    })
    .showHelpAfterError('(--help shows how it is called)')
    .addHelpText('after', EXAMPLE);
  addServe(program, terminal);
  addMigrate(program, terminal);
  addDemo(program, terminal);
  addTenantCreate(program.command('tenant').description('Tenants: the sellers that use the engine.'), terminal);
  const usage = program.command('usage').description('Usage events.');
  addUsageImport(usage, terminal);
  addUsageBackfill(usage, terminal);
  addVerify(program, terminal);
  addCheckpoint(program, terminal);
  addDrift(program, terminal);
  addSimulate(program, terminal);
  addExport(program, terminal);
  addRevenue(program, terminal);
  addInvoice(program, terminal);
  addCustomer(program, terminal);
  addReplay(program, terminal);
  return program;
}

const EXAMPLE = `
Example:
  neruba demo          a server with a worked example, on an embedded database
  neruba serve         a server, and nothing else

Settings come from the environment: PORT, NERUBA_DATABASE_URL (absent: an embedded database in NERUBA_DATA_DIR),
NERUBA_ROOT_KEY, NERUBA_LOG_LEVEL. Exit codes: 0 done, 1 failed or found something, 2 wrong usage.`;

function reportFailure(error: unknown, terminal: Terminal): void {
  const isDebugging = wantsStacks();
  note(terminal, `neruba: ${describeFailure(error)}`);
  if (isDebugging && error instanceof Error) note(terminal, error.stack ?? '');
  else if (!isExpected(error)) note(terminal, 'This should not happen; NERUBA_LOG_LEVEL=debug shows where it did.');
}

function wantsStacks(): boolean {
  try {
    return ['debug', 'trace'].includes(loadConfig().logLevel);
  } catch {
    return false;
  }
}
