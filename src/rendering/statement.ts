/** Statements of account for people and their machines: HTML and PDF as invoices are laid out, and CSV. */
import { stringify } from 'csv-stringify/sync';
import { type TimeZone, localDay } from '../core/calendar.ts';
import type { CurrencyCode } from '../core/currency.ts';
import { type Instant, instant, instantText } from '../core/instant.ts';
import type { JournalKind } from '../core/journal.ts';
import { amountText } from '../core/money.ts';
import type { InvoiceKind } from '../core/documentTerms.ts';
import type { Parties } from '../core/parties.ts';
import type { AgedReceivables, StatementTime } from '../core/statement.ts';
import { dayText, moneyText } from './figures.ts';
import { sheetHtml } from './html.ts';
import { LABELS, type Language, fill, languageOf } from './language.ts';
import { loadPdf } from './loadLate.ts';
import { printable } from './printableText.ts';
import { type Fact, type Sheet, type SheetRow, buyerOf, sellerOf } from './sheet.ts';
import { STATEMENT_LABELS, type StatementLabels } from './statementLabels.ts';

/** Everything that a statement says. Amounts are minor units. */
export interface PrintedStatement {
  /** As they are now; null once they are erased. */
  readonly parties: Parties | null;
  readonly currency: CurrencyCode;
  readonly time: StatementTime;
  /** The seller's, whose calendar it is. */
  readonly timeZone: TimeZone;
  readonly opening: bigint;
  readonly closing: bigint;
  readonly credit: bigint;
  readonly refundsPayable: bigint;
  readonly aged: AgedReceivables;
  readonly rows: readonly PrintedEntry[];
}

export interface PrintedEntry {
  readonly kind: JournalKind;
  /** What document it is; null for what is none. */
  readonly document: InvoiceKind | null;
  readonly effectiveAt: Instant;
  readonly recordedAt: Instant;
  readonly numbers: readonly string[];
  readonly reference: string | null;
  readonly amount: bigint;
  readonly change: bigint;
  readonly balance: bigint;
}

export function statementHtml(statement: PrintedStatement): string {
  return sheetHtml(statementSheet(statement));
}

export async function statementPdf(statement: PrintedStatement): Promise<Uint8Array> {
  const { sheetPdf } = await loadPdf();
  return await sheetPdf(statementSheet(statement));
}

const CSV_COLUMNS = ['effective_at', 'recorded_at', 'kind', 'invoices', 'reference', 'amount', 'change', 'balance', 'currency'] as const;

/** As RFC 4180 has it; amounts in major units. The first and the last row are what was owed before and after. */
export function statementCsv({ currency, time, opening, closing, rows }: PrintedStatement): string {
  const amount = (minor: bigint) => amountText(minor, currency);
  const cells = rows.map((row) => [
    ...[instantText(row.effectiveAt), instantText(row.recordedAt), row.kind, row.numbers.map(harmless).join(' '), harmless(row.reference ?? '')],
    ...[amount(row.amount), amount(row.change), amount(row.balance), currency],
  ]);
  const end = (at: Instant, kind: string, balance: bigint) => [instantText(at), '', kind, '', '', '', '', amount(balance), currency];
  return stringify([[...CSV_COLUMNS], end(time.from, 'OPENING_BALANCE', opening), ...cells, end(time.to, 'CLOSING_BALANCE', closing)], { record_delimiter: 'windows' });
}

/** A spreadsheet takes what begins like a formula for one. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** In the customer's language; in English once that is erased. */
function statementSheet(statement: PrintedStatement): Sheet {
  const language = languageOf(statement.parties?.buyer.language ?? null);
  const common = LABELS[language];
  const labels = STATEMENT_LABELS[language];
  const { parties, currency, time, timeZone } = statement;
  const money = (minor: bigint) => moneyText(amountText(minor, currency), currency, language);
  const period = `${dayText(localDay(time.from, timeZone), language)} – ${dayText(localDay(instant(time.to - 1), timeZone), language)}`;
  return {
    language,
    title: labels.title,
    number: period,
    issuedAt: time.to,
    facts: [{ label: labels.period, value: period }, ...(time.knownAt === null ? [] : [{ label: labels.knownAt, value: instantText(time.knownAt) }])],
    seller: parties && sellerOf(parties, common),
    buyer: parties && buyerOf(parties, common),
    columns: { description: common.description, quantity: labels.change, tax: '', amount: labels.balance },
    groups: [{ heading: null, rows: [balanceRow(labels.opening, money(statement.opening)), ...statement.rows.map((row) => entryRow(row, { language, labels, timeZone, money }))] }],
    taxColumns: { rate: labels.aged, taxable: '', tax: common.amount },
    taxes: agedRows(statement.aged, labels).map(({ label, value }) => ({ rate: label, note: null, taxable: '', tax: money(value) })),
    totals: totalsOf(statement, labels, money),
    erased: parties === null ? common.erased : null,
    seal: { label: labels.closing, value: money(statement.closing) },
    labels: common,
  };
}

interface Words {
  readonly language: Language;
  readonly labels: StatementLabels;
  readonly timeZone: TimeZone;
  readonly money: (minor: bigint) => string;
}

function balanceRow(title: string, balance: string): SheetRow {
  return { title, notes: [], quantity: '', tax: '', amount: balance };
}

function entryRow(row: PrintedEntry, { language, labels, timeZone, money }: Words): SheetRow {
  const words: Readonly<Record<string, string>> = { ...labels.kinds };
  const about = [row.document === null ? (words[row.kind] ?? labels.kinds.other) : LABELS[language][row.document], ...row.numbers.map(printable)].join(' ');
  const came = dayText(localDay(row.effectiveAt, timeZone), language);
  // What comes to something and changes nothing would else say nothing.
  const notes = [came, ...(row.change === 0n ? [money(row.amount)] : []), ...(row.reference === null ? [] : [`${labels.reference}: ${printable(row.reference)}`])];
  return { title: about, notes, quantity: money(row.change), tax: '', amount: money(row.balance) };
}

function agedRows(aged: AgedReceivables, { current, days }: StatementLabels): { label: string; value: bigint }[] {
  const late = (span: string) => fill(days, { days: span });
  return [
    { label: current, value: aged.current },
    { label: late('1–30'), value: aged.days1To30 },
    { label: late('31–60'), value: aged.days31To60 },
    { label: late('61–90'), value: aged.days61To90 },
    { label: late('> 90'), value: aged.over90Days },
  ];
}

function totalsOf({ opening, closing, credit, refundsPayable }: PrintedStatement, labels: StatementLabels, money: Words['money']): Fact[] {
  const given = (label: string, minor: bigint): Fact[] => (minor === 0n ? [] : [{ label, value: money(minor) }]);
  return [
    { label: labels.opening, value: money(opening) },
    { label: labels.change, value: money(closing - opening) },
    ...given(labels.credit, credit),
    ...given(labels.refundsPayable, refundsPayable),
    { label: labels.closing, value: money(closing) },
  ];
}
