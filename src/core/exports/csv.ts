/** The journal as CSV (RFC 4180): one row a posting; a journal without postings has one row whose posting is empty. */
import { stringify } from 'csv-stringify/sync';
import { decimalText } from '../decimal.ts';
import { instantText } from '../instant.ts';
import type { Journal } from '../journal.ts';
import { amountText } from '../money.ts';
import type { ExportFormat, ExportedBook } from './exportFormat.ts';
import { chartName } from './ndjson.ts';

/** The header's words, in the order of the cells. */
export const CSV_COLUMNS = [
  'customer', 'customer_id', 'seq', 'kind', 'effective_at', 'recorded_at', 'billable_at', 'cause', 'actor', 'reverses_seq', 'invoice_id',
  'line_key', 'subscription_id', 'price_id', 'service_start', 'service_end', 'dimensions', 'quantity', 'exact_amount', 'rated_digest', 'hash',
  'posting', 'debit_code', 'debit_account', 'debit_reference', 'credit_code', 'credit_account', 'credit_reference', 'amount', 'currency',
] as const;

export const CSV: ExportFormat = {
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  begin: () => rows([[...CSV_COLUMNS]]),
  declare: null,
  write: (book, journals) => rows(journals.flatMap((journal) => journalRows(book, journal))),
};

type Cells = (string | null)[];

function rows(cells: readonly Cells[]): string {
  return stringify([...cells], { record_delimiter: 'windows' });
}

function journalRows(book: ExportedBook, journal: Journal): Cells[] {
  const { currency, postings } = journal;
  const start = journalCells(book, journal);
  if (postings.length === 0) return [[...start, null, null, null, null, null, null, null, null, currency]];
  return postings.map(({ debit, credit, amount }, ordinal) => [
    ...start,
    String(ordinal),
    ...[debit, credit].flatMap(({ code, reference }) => [code, chartName(code), harmless(reference)]),
    amountText(amount, currency),
    currency,
  ]);
}

function journalCells({ externalId, customerId }: ExportedBook, journal: Journal): Cells {
  const { line } = journal;
  return [
    harmless(externalId),
    customerId,
    String(journal.seq),
    journal.kind,
    instantText(journal.effectiveAt),
    instantText(journal.recordedAt),
    journal.billableAt === null ? null : instantText(journal.billableAt),
    harmless(journal.cause),
    harmless(journal.actor),
    journal.reversesSeq === null ? null : String(journal.reversesSeq),
    journal.invoiceId,
    harmless(line?.lineKey ?? null),
    line?.subscriptionId ?? null,
    line?.priceId ?? null,
    line === null ? null : instantText(line.service.start),
    line === null ? null : instantText(line.service.end),
    harmless(line?.dimensions ?? null),
    line?.quantity ? decimalText(line.quantity) : null,
    line ? decimalText(line.exactAmount) : null,
    line?.ratedDigest ?? null,
    journal.hash,
  ];
}

/** What makes a spreadsheet take a cell for a formula (CWE-1236), and the apostrophe that says it is text. */
const FORMULA = /^['=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * Text that a spreadsheet shows and does not run: an apostrophe goes before a first character that begins a formula, and
 * before an apostrophe, so that taking one off gives the text back. Numbers are not text: -5 stays a number.
 */
export function harmless(text: string | null): string | null {
  return text !== null && FORMULA.test(text) ? `'${text}` : text;
}
