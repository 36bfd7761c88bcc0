/** The journal as NDJSON: one canonical JSON object a line for each journal, with its postings and the evidence of its line. */
import { accountName, isAccountCode } from '../accounts.ts';
import type { CurrencyCode } from '../currency.ts';
import { Decimal, decimalText } from '../decimal.ts';
import { instantText } from '../instant.ts';
import { type JsonObject, type JsonValue, canonicalJson } from '../json.ts';
import type { Journal, LineEvidence } from '../journal.ts';
import { amountText } from '../money.ts';
import type { Posting } from '../posting.ts';
import type { ExportFormat, ExportedBook } from './exportFormat.ts';

export const NDJSON: ExportFormat = {
  mediaType: 'application/x-ndjson; charset=utf-8',
  extension: 'ndjson',
  begin: () => '',
  declare: null,
  write: (book, journals) => journals.map((journal) => `${canonicalJson(journalJson(book, journal))}\n`).join(''),
};

/** Amounts are texts in major units beside whole minor units, also as text: no reader makes a double of them. */
function journalJson({ customerId, externalId }: ExportedBook, { currency, line, postings, ...journal }: Journal): JsonObject {
  return {
    customer: { id: customerId, externalId },
    seq: journal.seq,
    kind: journal.kind,
    currency,
    effectiveAt: instantText(journal.effectiveAt),
    recordedAt: instantText(journal.recordedAt),
    billableAt: journal.billableAt === null ? null : instantText(journal.billableAt),
    cause: journal.cause,
    actor: journal.actor,
    reversesSeq: journal.reversesSeq,
    invoiceId: journal.invoiceId,
    line: line === null ? null : lineJson(line),
    postings: postings.map((posting) => postingJson(posting, currency)),
    hash: journal.hash,
  };
}

/** Every field of the evidence as it is: what is added to it is exported too. */
function lineJson({ service, ...line }: LineEvidence): JsonObject {
  const fields = Object.entries(line).map(([name, value]): [string, JsonValue] => [name, value instanceof Decimal ? decimalText(value) : value]);
  return { ...Object.fromEntries(fields), servicePeriod: { start: instantText(service.start), end: instantText(service.end) } };
}

function postingJson({ debit, credit, amount }: Posting, currency: CurrencyCode): JsonObject {
  const side = ({ code, reference }: Posting['debit']) => ({ code, name: chartName(code), reference });
  return { debit: side(debit), credit: side(credit), amount: amountText(amount, currency), minorUnits: amount.toString() };
}

/** Also of a code that somebody put there by other means. */
export function chartName(code: string): string {
  return isAccountCode(code) ? accountName(code) : 'not in the chart';
}
