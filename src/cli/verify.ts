/** `neruba verify`: the ledgers of all tenants checked against themselves. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { loadConfig } from '../config.ts';
import { LEDGER_CHECKS } from '../core/bookCheck.ts';
import type { VerificationProgress } from '../services/verifyLedger.ts';
import { ApiClient } from './apiClient.ts';
import { servingHolder } from './servingHolder.ts';
import { CommandFailure, UsageFailure } from './failure.ts';
import { startProgress } from './progress.ts';
import { note, print, printJson, type Terminal } from './terminal.ts';

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

Checks chains, balances, cuts, seals, numbering, facts and checkpoints, and changes nothing. The digest is over all books: the
same figures give the same digest on every database. Exit code 1 if anything is wrong.

  neruba verify --resume-from verify.state

Notes in the file which books were checked and what was found. Stopped or killed, the same words go on from there; at the end
the file is taken away.

  neruba verify --adopt

Once, for a database that was filled before rows had digests: writes the digest of every row that has none, then checks as
always. Refuses, and writes nothing, if a row that has one is not as it says. Killed half-way, run it again.`;

export function addVerify(program: Command, terminal: Terminal): void {
  program
    .command('verify')
    .description('Check the ledgers of all tenants.')
    .option('--json', 'print the result as one JSON document')
    .option('--adopt', 'first write the digests of rows that were recorded before there were any')
    .option('--resume-from <file>', 'note the progress in this file, and go on from what it says')
    .addHelpText('after', EXAMPLE)
    .action((options: VerifyOptions) => verify(options, terminal));
}

interface VerifyOptions {
  readonly json?: boolean;
  readonly adopt?: boolean;
  readonly resumeFrom?: string;
}

async function verify({ json, adopt = false, resumeFrom }: VerifyOptions, terminal: Terminal): Promise<void> {
  const config = loadConfig();
  const holder = await servingHolder(config);
  if (holder !== null && resumeFrom !== undefined) throw new UsageFailure('--resume-from goes with no running server on the same folder');
  if (holder !== null && adopt) throw new UsageFailure('--adopt goes with no running server on the same folder');
  if (adopt) await adoptHere(terminal);
  const result = holder === null ? await verifyHere(terminal, resumeFrom ?? null) : await new ApiClient(holder).get<Verification>('/operator/verification');
  if (json === true) printJson(terminal, result);
  else print(terminal, ...verificationLines(result));
  if (!result.isValid) throw new CommandFailure('the ledger is not as it must be');
}

/** Progress and counts are notes: the result is the verification that follows. */
async function adoptHere(terminal: Terminal): Promise<void> {
  const [{ openEngine, closeEngine }, { adoptFacts }] = await Promise.all([import('../main.ts'), import('../services/adoptFacts.ts')]);
  const engine = await openEngine(loadConfig());
  const progress = startProgress(terminal, { title: 'Adopting', total: null });
  try {
    const { adopted, findings } = await adoptFacts(engine, { onProgress: (rows) => progress.update(rows, `${rows} rows`) });
    progress.stop();
    if (findings.length > 0) throw new CommandFailure(['nothing was adopted: rows that have digests are not as these say', ...findings.slice(0, SHOWN_FINDINGS).map(({ message }) => message)].join('\n'));
    for (const [table, rows] of Object.entries(adopted)) note(terminal, `adopted ${rows} of ${table}`);
  } finally {
    progress.stop();
    await closeEngine(engine);
  }
}

async function verifyHere(terminal: Terminal, stateFile: string | null): Promise<Verification> {
  const [{ openEngine, closeEngine }, { verifyLedger }] = await Promise.all([import('../main.ts'), import('../services/verifyLedger.ts')]);
  const engine = await openEngine(loadConfig());
  const progress = startProgress(terminal, { title: 'Verifying', total: null });
  try {
    const keep = stateFile === null ? () => undefined : noteIn(stateFile);
    const onProgress = (state: VerificationProgress): void => {
      progress.update(state.books, `${state.books} books, ${state.journals} journals`);
      keep(state);
    };
    const resumeFrom = stateFile === null ? null : readState(stateFile);
    const result = await verifyLedger(engine, { tenantId: null, customerId: null }, { onProgress, resumeFrom });
    if (stateFile !== null) rmSync(stateFile, { force: true });
    return result;
  } finally {
    progress.stop();
    await closeEngine(engine);
  }
}

const NOTE_EVERY_MS = 200;

/** Writes the state beside the file and moves it there: a kill leaves the old one or the new one, whole. */
function noteIn(file: string): (state: VerificationProgress) => void {
  let notedAt = 0;
  return (state) => {
    if (Date.now() - notedAt < NOTE_EVERY_MS) return;
    writeFileSync(`${file}.next`, JSON.stringify(state));
    renameSync(`${file}.next`, file);
    notedAt = Date.now();
  };
}

const count = z.number().int().nonnegative();
const stateSchema = z.object({
  books: count,
  journals: count,
  postings: count,
  invoices: count,
  after: z.object({ tenantId: z.string(), customerId: z.string() }),
  findings: z.array(z.object({ check: z.enum(LEDGER_CHECKS), message: z.string(), journalSeq: z.number().nullable(), invoiceNumber: z.string().nullable(), tenantId: z.string().nullable(), customerExternalId: z.string().nullable() })),
});

/** Null if there is no such file yet. */
function readState(file: string): VerificationProgress | null {
  if (!existsSync(file)) return null;
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new CommandFailure(`${file} is not what a verification left; take it away to begin anew`);
  }
}

const SHOWN_FINDINGS = 100;

function verificationLines({ isValid, digest, books, journals, postings, invoices, findings }: Verification): string[] {
  const counts = Object.entries({ books, journals, postings, invoices }).map(([name, count]) => `${name.padEnd(10)}${String(count).padStart(12)}`);
  const wrong = findings.slice(0, SHOWN_FINDINGS).map(({ check, message }) => `${check.padEnd(14)}${message}`);
  if (findings.length > SHOWN_FINDINGS) wrong.push(`and ${findings.length - SHOWN_FINDINGS} more; --json lists all`);
  return [...counts, `digest    ${digest}`, ...wrong, isValid ? 'valid' : 'NOT VALID'];
}
