/** Sheets: everything that a document says, in the words and figures of one language. HTML and PDF only lay it out. */
import type { JsonObject } from '../core/json.ts';
import type { Instant } from '../core/instant.ts';
import type { Parties } from '../core/parties.ts';
import { dayText, moneyText, numberText, percentText } from './figures.ts';
import { LABELS, type Labels, type Language, fill, languageOf } from './language.ts';
import { printable } from './printableText.ts';
import { type PrintedCorrection, type PrintedDocument, type PrintedGroup, type PrintedLine, type PrintedPeriod, type PrintedTax, type PrintedWhole, negated } from './printedDocument.ts';

/** All texts are printable. */
export interface Sheet {
  readonly language: Language;
  readonly title: string;
  readonly number: string;
  readonly issuedAt: Instant;
  readonly facts: readonly Fact[];
  /** Null once they are erased. */
  readonly seller: Block | null;
  readonly buyer: Block | null;
  readonly columns: { readonly description: string; readonly quantity: string; readonly tax: string; readonly amount: string };
  readonly groups: readonly SheetGroup[];
  readonly taxColumns: { readonly rate: string; readonly taxable: string; readonly tax: string };
  readonly taxes: readonly TaxRow[];
  /** The last one is what the document comes to. */
  readonly totals: readonly Fact[];
  readonly erased: string | null;
  readonly seal: Fact;
  readonly labels: Labels;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** One side of the document. */
export interface Block {
  readonly label: string;
  readonly name: string;
  readonly lines: readonly string[];
}

export interface SheetGroup {
  /** Null where the document has one group only. */
  readonly heading: string | null;
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  readonly title: string;
  readonly notes: readonly string[];
  readonly quantity: string;
  readonly tax: string;
  readonly amount: string;
}

export interface TaxRow {
  readonly rate: string;
  readonly note: string | null;
  readonly taxable: string;
  readonly tax: string;
}

/** The sheet of a document in its buyer's language; in English once that is erased. */
export function sheetOf(document: PrintedDocument): Sheet {
  const language = languageOf(document.parties?.buyer.language ?? null);
  const labels = LABELS[language];
  const { parties, taxes } = document;
  const page: Page = { document, language, labels };
  return {
    language,
    title: labels[document.kind],
    number: printable(document.number),
    issuedAt: document.issuedAt,
    facts: factsOf(page),
    seller: parties && sellerOf(parties, labels),
    buyer: parties && buyerOf(parties, labels),
    columns: { description: labels.description, quantity: labels.quantity, tax: labels.tax, amount: labels.amount },
    groups: document.groups.map((group) => groupOf(group, page)),
    taxColumns: { rate: labels.taxRate, taxable: labels.taxableAmount, tax: labels.allTax },
    taxes: taxes.map((tax) => taxRowOf(tax, page)),
    totals: totalsOf(page),
    erased: parties === null ? labels.erased : null,
    seal: { label: labels.seal, value: document.seal },
    labels,
  };
}

/** What every part of a sheet is written with. */
interface Page {
  readonly document: PrintedDocument;
  readonly language: Language;
  readonly labels: Labels;
}

function factsOf({ document, language, labels }: Page): Fact[] {
  const { number, references, reason, issueDate, dueDate } = document;
  return [
    { label: labels.number, value: printable(number) },
    ...(references.length === 0 ? [] : [{ label: labels.references, value: references.map(printable).join(', ') }]),
    ...(reason === null ? [] : [{ label: labels.reason, value: printable(reason) }]),
    { label: labels.issueDate, value: dayText(issueDate, language) },
    ...(dueDate === null ? [] : [{ label: labels.dueDate, value: dayText(dueDate, language) }]),
    ...document.corrections.map((correction) => ({ label: labels.priceCorrection, value: correctionText(correction, { document, language, labels }) })),
  ];
}

/** Why, for which time, and what it comes to over all its lines. */
function correctionText({ reason, period, amount }: PrintedCorrection, { document, language }: Page): string {
  const said = reason === null ? [] : [printable(reason)];
  return [...said, periodText(period, language), moneyText(amount, document.currency, language)].join('; ');
}

export function sellerOf({ seller }: Parties, labels: Labels): Block {
  const { name, address, taxNumber, registrationNumber } = seller;
  return { label: labels.seller, name: printable(name), lines: [...addressLines(address), ...numberLine(labels.taxNumber, taxNumber), ...numberLine(labels.registrationNumber, registrationNumber)] };
}

export function buyerOf({ buyer }: Parties, labels: Labels): Block {
  return { label: labels.buyer, name: printable(buyer.name), lines: [...addressLines(buyer.address), ...numberLine(labels.taxNumber, buyer.taxNumber)] };
}

function addressLines(address: JsonObject | null): string[] {
  const { line1, line2, postalCode, city, region, country } = address ?? {};
  const lines = [[line1], [line2], [postalCode, city], [region], [country]];
  return lines.map((parts) => printable(parts.filter((part) => typeof part === 'string').join(' '))).filter((line) => line !== '');
}

function numberLine(label: string, number: string | null): string[] {
  return number === null ? [] : [`${label}: ${printable(number)}`];
}

function groupOf({ subscriptionId, lines }: PrintedGroup, page: Page): SheetGroup {
  const { document, labels } = page;
  const heading = subscriptionId === null ? labels.oneOffCharges : printable(`${labels.subscription} ${subscriptionId}`);
  return { heading: document.groups.length > 1 ? heading : null, rows: lines.flatMap((line) => rowsOf(line, page)) };
}

function rowsOf(line: PrintedLine, page: Page): SheetRow[] {
  const { document, language, labels } = page;
  const money = (amount: string) => moneyText(amount, document.currency, language);
  const period = periodText(line.period, language);
  const whole = ({ quantity, amount }: PrintedWhole) => (quantity === null ? money(amount) : `${numberText(quantity, language)} / ${money(amount)}`);
  const corrected = line.correction && fill(labels.correction, { period, before: whole(line.correction.before), after: whole(line.correction.after) });
  const moved = line.movesCredit ? fill(labels.creditMoved, { period }) : null;
  const note = moved ?? corrected ?? (line.previous === null ? period : fill(line.previous.usageUntil === undefined ? labels.adjustment : labels.continuation, { period, amount: money(line.previous.amount) }));
  const dimensions = line.dimensions.map(([name, value]) => printable(`${name}: ${value}`));
  return [
    {
      title: printable(line.description),
      notes: [...dimensions, note],
      quantity: line.quantity === null ? '' : numberText(line.quantity, language),
      tax: line.taxes.flatMap((place) => ratesAt(document, place)).map((percentage) => percentText(percentage, language)).join(', '),
      amount: money(line.amount),
    },
    ...line.discounts.map((amount) => ({ title: labels.discount, notes: [], quantity: '', tax: '', amount: money(amount) })),
    ...(line.creditOffset === null ? [] : [{ title: labels.creditOffset, notes: [], quantity: '', tax: '', amount: money(line.creditOffset) }]),
    ...line.credits.map((amount) => ({ title: labels.credits, notes: [], quantity: '', tax: '', amount: money(amount) })),
  ];
}

function ratesAt({ taxes }: PrintedDocument, place: number): string[] {
  const tax = taxes[place];
  return tax === undefined || tax.category === 'O' ? [] : [tax.percentage];
}

function periodText({ first, last }: PrintedPeriod, language: Language): string {
  return first === last ? dayText(first, language) : `${dayText(first, language)} – ${dayText(last, language)}`;
}

function taxRowOf(tax: PrintedTax, { document, language, labels }: Page): TaxRow {
  const category = tax.category === 'S' ? null : labels.categories[tax.category];
  const name = printable(tax.name);
  const notes = [...(tax.isInclusive ? [labels.included] : []), category, tax.reason === null ? null : printable(tax.reason), tax.reasonCode];
  const said = notes.filter((note): note is string => note !== null && note !== name);
  return {
    rate: tax.category === 'O' ? name : `${name} ${percentText(tax.percentage, language)}`,
    note: said.length === 0 ? null : said.join('; '),
    taxable: moneyText(tax.taxableAmount, document.currency, language),
    tax: moneyText(tax.taxAmount, document.currency, language),
  };
}

/** Sums that are nothing are left out, but for the two ends. */
function totalsOf({ document, language, labels }: Page): Fact[] {
  const { subtotal, discounts, creditOffsets, tax, taxIncluded, credits, total } = document.totals;
  const fact = (label: string, amount: string): Fact => ({ label, value: moneyText(amount, document.currency, language) });
  const given = (label: string, amount: string | null): Fact[] => (amount === null || isZero(amount) ? [] : [fact(label, amount)]);
  return [
    fact(labels.subtotal, subtotal),
    ...given(labels.discounts, discounts),
    ...given(labels.creditOffset, creditOffsets),
    ...(document.taxes.length === 0 ? [] : [fact(labels.allTax, tax)]),
    ...given(labels.taxIncluded, negated(taxIncluded)),
    ...given(labels.credits, credits),
    fact(labels.total, total),
  ];
}

function isZero(amount: string): boolean {
  return /^-?[0.]+$/.test(amount);
}
