/** Account paths: one name for each cell of the chart, valid in hledger and in Beancount alike. docs/exports.md shows the mapping. */
import { type Account, CHART, type ChartAccount } from '../accounts.ts';

/** The five roots that plain-text accounting programs know, by the first digit of a chart code. */
const ROOTS: Readonly<Record<string, string>> = { '1': 'Assets', '2': 'Liabilities', '4': 'Income', '5': 'Expenses', '9': 'Equity' };

const byCode: ReadonlyMap<string, ChartAccount> = new Map(CHART.map((account) => [account.code, account]));

/**
 * `Assets:Receivable:C-acme:I-<invoice>`: root, the chart's name, the customer, and what the account is about, if anything.
 * No two cells share a path. A code that is not in the chart, put there by other means, is shown under its digits.
 */
export function accountPath({ code, reference }: Account, customerExternalId: string): string {
  const account = byCode.get(code);
  const top = account ? accountTop(account) : `Equity:${component('Unknown', code)}`;
  const about = reference === '' ? [] : [component(account?.reference.charAt(0) ?? 'X', reference)];
  return [top, component('C', customerExternalId), ...about].join(':');
}

/** The first two levels, which all customers share: `Assets:Unbilled-receivable`. */
export function accountTop({ code, name }: ChartAccount): string {
  return `${ROOTS[code.charAt(0)] ?? 'Equity'}:${name.replaceAll(' ', '-')}`;
}

/**
 * A text of any characters as letters, digits and hyphens, after a capital letter and a hyphen. A hyphen is doubled, any
 * other byte is a hyphen and two hexadecimal digits, so different texts stay different: `a-b c` is `C-a--b-20c`.
 */
function component(initial: string, text: string): string {
  const escaped = text.replace(/[^A-Za-z0-9]/gu, (character) => (character === '-' ? '--' : escapedBytes(character, '-')));
  return `${initial}-${escaped}`;
}

/** Each UTF-8 byte of a text as a mark and two capital hexadecimal digits. */
export function escapedBytes(text: string, mark: string): string {
  return [...Buffer.from(text, 'utf8')].map((byte) => `${mark}${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
