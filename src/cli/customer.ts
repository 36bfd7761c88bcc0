/** `neruba customer`: a customer's statement of account, what is kept of it, and its erasure. */
import { type Command, Option } from 'commander';
import { throughServer, writeFile, writeOut } from './download.ts';
import { CommandFailure, UsageFailure } from './failure.ts';
import { note, printJson, type Terminal } from './terminal.ts';

const STATEMENT_FORMATS = ['pdf', 'html', 'csv'] as const;

interface CustomerOptions {
  readonly key?: string;
  readonly url?: string;
  readonly json?: boolean;
}

interface ExportOptions extends CustomerOptions {
  readonly out?: string;
}

interface StatementOptions extends ExportOptions {
  readonly format: (typeof STATEMENT_FORMATS)[number];
  readonly from: string;
  readonly to: string;
  readonly knownAt?: string;
}

interface EraseOptions extends CustomerOptions {
  readonly reason: string;
  readonly idempotencyKey: string;
}

const EXPORT_EXAMPLE = `
Example:
  neruba customer export acme --out acme.ndjson`;

const STATEMENT_EXAMPLE = `
Example:
  neruba customer statement acme --from 2026-01-01T00:00:00Z --to 2026-02-01T00:00:00Z --out acme.pdf`;

const ERASE_EXAMPLE = `
Example:
  neruba customer erase acme --reason "asked by letter of 3 May" --idempotency-key erase-acme-1`;

export function addCustomer(program: Command, terminal: Terminal): void {
  const customer = program.command('customer').description('Of one customer: its statement of account, everything that is kept, and its erasure.');
  withServer(customer.command('export <externalId>'))
    .description('Everything that is kept of a customer, as newline-delimited JSON.')
    .option('--out <file>', 'where to write (default: standard output)')
    .option('--json', 'with --out: print what was written as one JSON document')
    .addHelpText('after', EXPORT_EXAMPLE)
    .action((externalId: string, options: ExportOptions) => exportOne(externalId, options, terminal));
  withServer(customer.command('statement <externalId>'))
    .description('The statement of account: what was owed, everything that changed it, and what was owed then.')
    .requiredOption('--from <time>', 'the first instant, as RFC 3339')
    .requiredOption('--to <time>', 'the first instant after')
    .option('--known-at <time>', 'as it was known then (default: now)')
    .addOption(new Option('--format <format>', 'what to write').choices(STATEMENT_FORMATS).default('pdf'))
    .option('--out <file>', 'where to write (default: standard output)')
    .option('--json', 'with --out: print what was written as one JSON document')
    .addHelpText('after', STATEMENT_EXAMPLE)
    .action((externalId: string, options: StatementOptions) => writeStatement(externalId, options, terminal));
  withServer(customer.command('erase <externalId>'))
    .description('Erases what tells who a customer is, for good, and says what the law keeps and until when.')
    .requiredOption('--reason <text>', 'why; kept for ever, so no personal data')
    .requiredOption('--idempotency-key <key>', 'the same key never erases twice')
    .option('--json', 'print the answer as one JSON document')
    .addHelpText('after', ERASE_EXAMPLE)
    .action((externalId: string, options: EraseOptions) => eraseOne(externalId, options, terminal));
}

async function writeStatement(externalId: string, { format, from, to, knownAt, ...options }: StatementOptions, terminal: Terminal): Promise<void> {
  const query = new URLSearchParams({ from, to, ...(knownAt === undefined ? {} : { knownAt }) });
  await download(`/customers/${encodeURIComponent(externalId)}/statement.${format}?${query.toString()}`, options, terminal);
}

function withServer(command: Command): Command {
  return command
    .addOption(new Option('--key <secret>', 'an API key of the tenant with the scope CUSTOMERS_READ, and INVOICES_READ for statements, PRIVACY_MANAGE for the others').env('NERUBA_API_KEY'))
    .option('--url <url>', 'a running server; without it, the database that the environment names');
}

async function exportOne(externalId: string, options: ExportOptions, terminal: Terminal): Promise<void> {
  await download(`/customers/${encodeURIComponent(externalId)}/export`, options, terminal);
}

async function download(path: string, { key, url, out, json }: ExportOptions, terminal: Terminal): Promise<void> {
  if (json === true && out === undefined) throw new UsageFailure('--json needs --out: standard output is the file itself');
  await throughServer({ url, key: needed(key) }, async (client) => {
    const chunks = client.stream(path);
    if (out === undefined) return void (await writeOut(chunks, terminal));
    const bytes = await writeFile(chunks, { out, title: 'Writing' }, terminal);
    if (json === true) printJson(terminal, { file: out, bytes });
    else note(terminal, `${bytes} bytes in ${out}`);
  });
}

const ERASE = `mutation($input: EraseCustomerInput!) {
  payload: eraseCustomer(input: $input) { erasure { erasedAt keptInvoices keptUntil } replayed userErrors { code message } }
}`;

interface Erased {
  readonly erasure: { readonly erasedAt: string; readonly keptInvoices: number; readonly keptUntil: string | null } | null;
  readonly replayed: boolean;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

async function eraseOne(externalId: string, { key, url, json, reason, idempotencyKey }: EraseOptions, terminal: Terminal): Promise<void> {
  await throughServer({ url, key: needed(key) }, async (client) => {
    const { payload } = await client.request<{ payload: Erased }>(ERASE, { input: { idempotencyKey, customerExternalId: externalId, reason } });
    if (payload.erasure === null) throw new CommandFailure(payload.userErrors.map(({ message }) => message).join('; '));
    const { erasedAt, keptInvoices, keptUntil } = payload.erasure;
    if (json === true) printJson(terminal, { ...payload.erasure, replayed: payload.replayed });
    else note(terminal, `erased at ${erasedAt}; ${keptUntil === null ? 'nothing is kept' : `${keptInvoices} invoices name the customer until ${keptUntil}`}`);
  });
}

function needed(key: string | undefined): string {
  if (key === undefined) throw new UsageFailure('an API key is needed: --key, or NERUBA_API_KEY in the environment');
  return key;
}
