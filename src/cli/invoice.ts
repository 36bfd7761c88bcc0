/** `neruba invoice`: the document of an issued invoice, into a file or to standard output. */
import { type Command, Option } from 'commander';
import { throughServer, writeFile, writeOut } from './download.ts';
import { UsageFailure } from './failure.ts';
import { note, type Terminal } from './terminal.ts';

interface InvoiceOptions {
  readonly format: keyof typeof ENDINGS;
  readonly key?: string;
  readonly url?: string;
  readonly out?: string;
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
    .addHelpText('after', EXAMPLE)
    .action((number: string, options: InvoiceOptions) => writeDocument(number, options, terminal));
}

async function writeDocument(number: string, { format, key, url, out }: InvoiceOptions, terminal: Terminal): Promise<void> {
  if (key === undefined) throw new UsageFailure('an API key is needed: --key, or NERUBA_API_KEY in the environment');
  await throughServer({ url, key }, async (client) => {
    const chunks = client.stream(`/invoices/${encodeURIComponent(`${number}.${ENDINGS[format]}`)}`);
    if (out === undefined) await writeOut(chunks, terminal);
    else note(terminal, `${await writeFile(chunks, { out, title: 'Writing' }, terminal)} bytes in ${out}`);
  });
}
