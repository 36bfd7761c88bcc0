/** Revenue schedules as CSV (RFC 4180) or NDJSON: of each group and account the opening, a row a movement, and the closing. */
import { stringify } from 'csv-stringify/sync';
import { accountName } from '../accounts.ts';
import type { CurrencyCode } from '../currency.ts';
import { canonicalJson } from '../json.ts';
import { amountText } from '../money.ts';
import type { RevenueFigures } from '../revenue.ts';
import { harmless } from './csv.ts';

export const REVENUE_FORMATS = ['csv', 'ndjson'] as const;
export type RevenueFormat = (typeof REVENUE_FORMATS)[number];

/** What figures are of; null for what they are not grouped by. */
export interface RevenueSubject {
  readonly customer: string | null;
  readonly plan: string | null;
  readonly version: number | null;
  readonly price: string | null;
}

/** The header's words, in the order of the cells. */
const COLUMNS = ['customer', 'plan', 'version', 'price', 'account', 'name', 'entry', 'amount', 'currency'] as const;

/** One figure: `entry` is OPENING, a kind of journal, or CLOSING. */
interface RevenueLine extends RevenueSubject {
  readonly account: string;
  readonly name: string;
  readonly entry: string;
  readonly amount: string;
  readonly currency: CurrencyCode;
}

export function revenueHeader(format: RevenueFormat): string {
  return format === 'csv' ? csv([[...COLUMNS]]) : '';
}

/** Accounts without entries are left out. */
export function revenueText(format: RevenueFormat, subject: RevenueSubject, { figures, currency }: { readonly figures: RevenueFigures; readonly currency: CurrencyCode }): string {
  const lines = figures.accounts.flatMap(({ code, opening, movements, closing }): RevenueLine[] => {
    if (opening === 0n && movements.length === 0) return [];
    const entries = [['OPENING', opening] as const, ...movements.map(({ kind, amount }) => [kind, amount] as const), ['CLOSING', closing] as const];
    return entries.map(([entry, amount]) => ({ ...subject, account: code, name: accountName(code), entry, amount: amountText(amount, currency), currency }));
  });
  if (format === 'ndjson') return lines.map((line) => `${canonicalJson({ ...line })}\n`).join('');
  return csv(lines.map((line) => COLUMNS.map((column) => cellOf(line, column))));
}

/** An amount is no text: -5 stays a number. */
function cellOf(line: RevenueLine, column: (typeof COLUMNS)[number]): string | null {
  const value = line[column];
  if (value === null || typeof value === 'number') return value === null ? null : String(value);
  return column === 'amount' ? value : harmless(value);
}

function csv(rows: readonly (string | null)[][]): string {
  return rows.length === 0 ? '' : stringify([...rows], { record_delimiter: 'windows' });
}
