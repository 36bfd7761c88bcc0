/** The journal in Beancount's format: one transaction a journal, with every account opened and every commodity declared. */
import { instantText } from '../instant.ts';
import type { Journal } from '../journal.ts';
import { amountText } from '../money.ts';
import { accountPath } from './accountPath.ts';
import type { ExportFormat, ExportedBook } from './exportFormat.ts';
import { tagsOf } from './hledger.ts';

/** Before the first instant that the engine stores takes effect. */
const OPENED = '1970-01-01';

export const BEANCOUNT: ExportFormat = {
  mediaType: 'text/plain; charset=utf-8',
  extension: 'beancount',
  begin: (currencies) => `${OPTIONS}${currencies.map((currency) => `${OPENED} commodity ${currency}\n`).join('')}`,
  declare: ({ externalId }, accounts) => accounts.map((account) => `${OPENED} open ${accountPath(account, externalId)}\n`).join(''),
  write: (book, journals) => journals.map((journal) => transaction(book, journal)).join(''),
};

/** Every transaction balances to the unit, so none of Beancount's tolerance is wanted. */
const OPTIONS = 'option "title" "Neruba ledger"\noption "inferred_tolerance_multiplier" "0"\n';

/** The day is that of the journal's effect, in UTC. A journal without postings is a comment. */
function transaction(book: ExportedBook, journal: Journal): string {
  const { kind, currency, postings } = journal;
  const heading = `${instantText(journal.effectiveAt).slice(0, 10)} * ${quoted(kind)}`;
  const tags = tagsOf(book, journal).map(([name, value]) => `${name}: ${quoted(value)}`);
  if (postings.length === 0) return `; ${heading} ${tags.join(' ')}\n\n`;
  const lines = postings.flatMap(({ debit, credit, amount }) => [
    `  ${accountPath(debit, book.externalId)}  ${amountText(amount, currency)} ${currency}\n`,
    `  ${accountPath(credit, book.externalId)}  ${amountText(-amount, currency)} ${currency}\n`,
  ]);
  return `${heading}\n${tags.map((tag) => `  ${tag}\n`).join('')}${lines.join('')}\n`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
