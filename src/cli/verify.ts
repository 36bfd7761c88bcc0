/** `neruba verify`: the ledgers of all tenants checked against themselves. */
import type { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { ApiClient } from './apiClient.ts';
import { servingHolder } from './servingHolder.ts';
import { CommandFailure } from './failure.ts';
import { startProgress } from './progress.ts';
import { print, printJson, type Terminal } from './terminal.ts';

/** As the engine gives it, and as the operator's API writes it. */
interface Verification {
  readonly isValid: boolean;
  readonly digest: string;
  readonly books: number | bigint | string;
  readonly journals: number | bigint | string;
  readonly postings: number | bigint | string;
  readonly invoices: number | bigint | string;
  readonly findings: readonly { readonly check: string; readonly message: string }[];
}

const EXAMPLE = `
Example:
  neruba verify --json

Checks chains, balances, cuts, seals and numbering of every book, and changes nothing. The digest is over all books: the
same figures give the same digest on every database. Exit code 1 if anything is wrong.`;

export function addVerify(program: Command, terminal: Terminal): void {
  program
    .command('verify')
    .description('Check the ledgers of all tenants.')
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((options: { json?: boolean }) => verify(options, terminal));
}

async function verify({ json }: { json?: boolean }, terminal: Terminal): Promise<void> {
  const config = loadConfig();
  const holder = await servingHolder(config);
  const result = holder === null ? await verifyHere(terminal) : await new ApiClient(holder).get<Verification>('/operator/verification');
  if (json === true) printJson(terminal, result);
  else print(terminal, ...verificationLines(result));
  if (!result.isValid) throw new CommandFailure('the ledger is not as it must be');
}

async function verifyHere(terminal: Terminal): Promise<Verification> {
  const [{ openEngine, closeEngine }, { verifyLedger }] = await Promise.all([import('../main.ts'), import('../services/verifyLedger.ts')]);
  const engine = await openEngine(loadConfig());
  const progress = startProgress(terminal, { title: 'Verifying', total: null });
  try {
    const onProgress = ({ books, journals }: { books: number; journals: number }): void => progress.update(books, `${books} books, ${journals} journals`);
    return await verifyLedger(engine, { tenantId: null, customerId: null }, { onProgress });
  } finally {
    progress.stop();
    await closeEngine(engine);
  }
}

const SHOWN_FINDINGS = 100;

function verificationLines({ isValid, digest, books, journals, postings, invoices, findings }: Verification): string[] {
  const counts = Object.entries({ books, journals, postings, invoices }).map(([name, count]) => `${name.padEnd(10)}${String(count).padStart(12)}`);
  const wrong = findings.slice(0, SHOWN_FINDINGS).map(({ check, message }) => `${check.padEnd(14)}${message}`);
  if (findings.length > SHOWN_FINDINGS) wrong.push(`and ${findings.length - SHOWN_FINDINGS} more; --json lists all`);
  return [...counts, `digest    ${digest}`, ...wrong, isValid ? 'valid' : 'NOT VALID'];
}
