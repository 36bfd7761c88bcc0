/** The demo's report: an invoice, one of its lines explained, the books and the proofs, as text for a terminal. */
import { addDays, localDay, parseTimeZone } from '../../core/calendar.ts';
import { Decimal } from '../../core/decimal.ts';
import { parseInstant } from '../../core/instant.ts';
import type { Check } from './checks.ts';
import type { ExplainedLine, Invoice, InvoiceLine, TrialBalance } from './documents.ts';
import { featuredInvoice, type Played } from './play.ts';
import { grouped, heading, textTable } from './textTable.ts';

export function reportLines(played: Played, checks: readonly Check[]): string[] {
  const featured = featuredInvoice(played.invoices);
  const explained = lineToExplain(played.explained);
  return [
    ...heading('All invoices'),
    ...overview(played.invoices),
    ...heading(`Invoice ${featured.number}`),
    ...invoiceLines(featured),
    ...(explained === null ? [] : [...heading(`Why "${explained.description}" again? The line explained`), ...explanationLines(explained)]),
    ...heading('Trial balance'),
    ...played.trialBalances.flatMap(trialBalanceLines),
    ...heading('Ledger verification'),
    ...verificationLines(played),
    ...heading('Checked'),
    ...checks.map(({ claim, holds, found }) => `${holds ? '  ok  ' : 'WRONG '} ${claim} (${found})`),
  ];
}

/** An adjustment of metered usage, because it takes everything the ledger knows to explain one. */
export function lineToExplain(lines: readonly ExplainedLine[]): ExplainedLine | null {
  const adjustments = lines.filter(({ isAdjustment }) => isAdjustment);
  return adjustments.find(({ explain }) => explain.steps.length > 1) ?? adjustments[0] ?? lines[0] ?? null;
}

/** One row a customer, one column a month. */
function overview(invoices: readonly Invoice[]): string[] {
  const dates = [...new Set(invoices.map(({ asOf }) => asOf.slice(0, 10)))];
  const customers = [...new Map(invoices.map(({ customer }) => [customer.externalId, customer])).values()];
  const rows = customers.map(({ externalId, name, timeZone }) => {
    const own = invoices.filter(({ customer }) => customer.externalId === externalId);
    const totals = dates.map((date) => own.find(({ asOf }) => asOf.startsWith(date))?.total.amount ?? '');
    return [name, timeZone, own[0]?.total.currency ?? '', ...totals.map(grouped)];
  });
  return textTable([['', '', '', ...dates], ...rows], ['left', 'left', 'left', ...dates.map(() => 'right' as const)]);
}

function invoiceLines({ customer, asOf, lines, subtotal, credits, tax, total, seal }: Invoice): string[] {
  const rows = lines.nodes.map((line) => [
    `${line.description}${line.isAdjustment ? ' (adjustment)' : ''}`,
    periodText(line.servicePeriod, customer.timeZone),
    line.quantity === null ? '' : grouped(line.quantity),
    grouped(line.amount.amount),
  ]);
  const sums = [
    ['', '', 'subtotal', grouped(subtotal.amount)],
    ...Object.entries({ credits, tax }).flatMap(([label, { amount, minorUnits }]) => (BigInt(minorUnits) === 0n ? [] : [['', '', label, grouped(amount)]])),
    ['', '', `total ${total.currency}`, grouped(total.amount)],
  ];
  const table = textTable([['what', 'when (local days)', 'quantity', 'amount'], ...rows, [], ...sums], ['left', 'left', 'right', 'right']);
  return [`${customer.name} (${customer.externalId}), ${customer.timeZone}, as of ${asOf.slice(0, 10)}`, '', ...table, '', `seal ${seal}`];
}

function explanationLines({ explain, entries, events }: ExplainedLine): string[] {
  const { currency } = explain.amount;
  const steps = explain.steps.map(({ label, quantity, unitAmount, flatAmount, amount }) => [label, arithmetic({ quantity, unitAmount, flatAmount }), amount]);
  const sums = [
    ['exactly', '', explain.exactAmount],
    ['rounded once', '', explain.roundedAmount.amount],
    [`billed before${explain.previousQuantity === null ? '' : `, for ${grouped(explain.previousQuantity)}`}`, '', explain.previouslyBilled.amount],
    [`this invoice, ${currency}`, '', explain.amount.amount],
  ];
  const named = events.nodes.map(({ key, occurredAt, recordedAt, properties }) => {
    return [`  ${key}`, `occurred ${occurredAt}`, `recorded ${recordedAt}`, `${properties.tokens ?? ''} tokens`];
  });
  const posted = entries.nodes.map(({ journal, side, account, amount }) => {
    return [`  journal ${journal.seq}`, journal.kind, side.toLowerCase(), account.code, account.name, amount.amount];
  });
  const more = events.totalCount.value - events.nodes.length;
  return [
    `${explain.model}: ${grouped(explain.quantity ?? '')} in ${explain.eventCount} events, all that is known of the period now`,
    ...textTable(pointsAligned([...steps, ...sums]), ['left', 'left', 'right']).map((line) => `  ${line}`),
    '',
    'from usage that came after the period was invoiced',
    ...textTable(named, ['left', 'left', 'left', 'right']),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
    'in the ledger',
    ...textTable(posted, ['left', 'left', 'left', 'left', 'left', 'right']),
  ];
}

/** The last column with as many decimals everywhere as the longest has, so that the points stand above one another. */
function pointsAligned(rows: readonly (readonly string[])[]): string[][] {
  const places = Math.max(...rows.map((row) => row.at(-1)?.split('.')[1]?.length ?? 0));
  return rows.map((row) => [...row.slice(0, -1), grouped(new Decimal(row.at(-1) ?? 0).toFixed(places))]);
}

function arithmetic({ quantity, unitAmount, flatAmount }: { quantity: string | null; unitAmount: string | null; flatAmount: string | null }): string {
  const units = quantity === null || unitAmount === null ? [] : [`${grouped(quantity)} x ${unitAmount}`];
  const flat = flatAmount === null || flatAmount === '0' ? [] : [flatAmount];
  return [...units, ...flat].join(' + ');
}

function trialBalanceLines({ currency, accounts, totalDebits, totalCredits, difference }: TrialBalance): string[] {
  const rows = accounts.map(({ code, name, debits, credits }) => [`${code}  ${name}`, grouped(debits.amount), grouped(credits.amount)]);
  const sums = [
    ['', grouped(totalDebits.amount), grouped(totalCredits.amount)],
    ['difference', grouped(difference.amount), ''],
  ];
  return [...textTable([[currency, 'debits', 'credits'], ...rows, ...sums], ['left', 'right', 'right']), ''];
}

function verificationLines({ verification }: Played): string[] {
  const { isValid, digest, books, journals, postings, invoices, findings } = verification;
  return [
    `${books} books, ${journals} journals, ${postings} postings, ${invoices} invoices derived again: ${isValid ? 'valid' : 'NOT VALID'}`,
    `digest ${digest}`,
    ...findings.map(({ check, message }) => `${check}: ${message}`),
  ];
}

/** First and last day, both included, by the customer's calendar. */
function periodText({ start, end }: InvoiceLine['servicePeriod'], timeZone: string): string {
  const zone = parseTimeZone(timeZone);
  const first = localDay(parseInstant(start), zone);
  return `${first} to ${addDays(localDay(parseInstant(end), zone), -1)}`;
}
