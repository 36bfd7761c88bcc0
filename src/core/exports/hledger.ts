/** The journal in hledger's format: one transaction a journal, two lines a posting, nothing left for hledger to infer. */
import { exponentOf, type CurrencyCode } from '../currency.ts';
import { instantText } from '../instant.ts';
import type { Journal } from '../journal.ts';
import { amountText } from '../money.ts';
import { accountPath, escapedBytes } from './accountPath.ts';
import type { ExportFormat, ExportedBook } from './exportFormat.ts';

export const HLEDGER: ExportFormat = {
  mediaType: 'text/plain; charset=utf-8',
  extension: 'journal',
  begin: (currencies) => currencies.map((currency) => `commodity ${commoditySample(currency)} ${currency}\n`).join(''),
  declare: ({ externalId }, accounts) => accounts.map((account) => `account ${accountPath(account, externalId)}\n`).join(''),
  write: (book, journals) => journals.map((journal) => transaction(book, journal)).join(''),
};

/** hledger wants the decimal mark also where no digits follow it. */
function commoditySample(currency: CurrencyCode): string {
  return `1000.${'0'.repeat(exponentOf(currency))}`;
}

/** The day is that of the journal's effect, in UTC. A journal without postings is a comment. */
function transaction(book: ExportedBook, journal: Journal): string {
  const { seq, kind, currency, postings } = journal;
  const tags = tagsOf(book, journal).map(([name, value]) => `${name}:${plain(value)}`).join(', ');
  const heading = `${instantText(journal.effectiveAt).slice(0, 10)} * (${seq}) ${kind}`;
  if (postings.length === 0) return `; ${heading}  ${tags}\n\n`;
  const lines = postings.flatMap(({ debit, credit, amount }) => [
    `    ${accountPath(debit, book.externalId)}  ${amountText(amount, currency)} ${currency}\n`,
    `    ${accountPath(credit, book.externalId)}  ${amountText(-amount, currency)} ${currency}\n`,
  ]);
  return `${heading}\n    ; ${tags}\n${lines.join('')}\n`;
}

/** What is told of a journal besides its postings, by the names that both plain-text formats use. */
export function tagsOf({ customerId, externalId }: ExportedBook, journal: Journal): [string, string][] {
  const { line, billableAt, invoiceId, reversesSeq } = journal;
  return [
    ['customer', externalId],
    ['customer-id', customerId],
    ['seq', String(journal.seq)],
    ['effective-at', instantText(journal.effectiveAt)],
    ['recorded-at', instantText(journal.recordedAt)],
    ...optional('billable-at', billableAt === null ? null : instantText(billableAt)),
    ['cause', journal.cause],
    ...optional('invoice', invoiceId),
    ...optional('reverses', reversesSeq === null ? null : String(reversesSeq)),
    ...optional('line', line?.lineKey ?? null),
    ['hash', journal.hash],
  ];
}

function optional(name: string, value: string | null): [string, string][] {
  return value === null ? [] : [[name, value]];
}

/** A tag's value ends at a comma or a line, and brackets make dates: all but plain characters are written as %XX. */
function plain(text: string): string {
  return text.replace(/[^\w.:/@+ -]/gu, (character) => escapedBytes(character, '%'));
}
