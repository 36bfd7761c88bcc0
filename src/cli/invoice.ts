/** `neruba invoice`: the document of an issued invoice, into a file or to standard output. */
import { type Command, Option } from 'commander';
import { throughServer, writeFile, writeOut } from './download.ts';
import { UsageFailure } from './failure.ts';
import { note, printJson, type Terminal } from './terminal.ts';

interface InvoiceOptions {
  readonly format: keyof typeof ENDINGS;
  readonly key?: string;
  readonly url?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const ENDINGS = { pdf: 'pdf', html: 'html', ubl: 'xml' } as const;

const EXAMPLE = `
Example:
  neruba invoice INV-000001 --format pdf --out INV-000001.pdf`;

export function addInvoice(program: Command, terminal: Terminal): void {
  program
    .command('invoice <number>')
    .description('The document of an issued invoice: PDF, HTML, or UBL 2.1 as EN 16931 has it.')
    .addOption(new Option('--format <format>', 'what to write').choices(Object.keys(ENDINGS)).default('pdf'))
    .addOption(new Option('--key <secret>', 'an API key of the tenant that may read invoices and customers').env('NERUBA_API_KEY'))
    .option('--url <url>', 'a running server; without it, the database that the environment names')
    .option('--out <file>', 'where to write (default: standard output)')
    .option('--json', 'with --out: print what was written as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((number: string, options: InvoiceOptions) => writeDocument(number, options, terminal));
}

async function writeDocument(number: string, { format, key, url, out, json }: InvoiceOptions, terminal: Terminal): Promise<void> {
  if (key === undefined) throw new UsageFailure('an API key is needed: --key, or NERUBA_API_KEY in the environment');
  if (json === true && out === undefined) throw new UsageFailure('--json needs --out: standard output is the document itself');
  await throughServer({ url, key }, async (client) => {
    const chunks = client.stream(`/invoices/${encodeURIComponent(`${number}.${ENDINGS[format]}`)}`);
    if (out === undefined) return void (await writeOut(chunks, terminal));
    const bytes = await writeFile(chunks, { out, title: 'Writing' }, terminal);
    if (json === true) printJson(terminal, { file: out, bytes });
    else note(terminal, `${bytes} bytes in ${out}`);
  });
}
