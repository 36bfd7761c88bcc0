/** Printed documents: what a rendering shows, read from a canonical document and its parties. */
import type { LateCreditPolicy } from '../core/billingTerms.ts';
import type { CalendarDay, TimeZone } from '../core/calendar.ts';
import { localDay } from '../core/calendar.ts';
import type { CurrencyCode } from '../core/currency.ts';
import { type Instant, instant, parseInstant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { JsonObject } from '../core/json.ts';
import { Decimal } from '../core/decimal.ts';
import type { InvoiceKind } from '../core/documentTerms.ts';
import type { Parties } from '../core/parties.ts';
import type { TaxCategory } from '../core/taxRate.ts';

/** What is rendered. Amounts and quantities are decimal texts, amounts with all digits of the currency. */
export interface PrintedDocument {
  readonly kind: InvoiceKind;
  readonly number: string;
  /** Numbers of the documents that it refers to: the invoices that a note corrects. */
  readonly references: readonly string[];
  /** Why a credit note was issued; null for an invoice. */
  readonly reason: string | null;
  readonly currency: CurrencyCode;
  readonly issueDate: CalendarDay;
  /** Null where nothing is to be paid. */
  readonly dueDate: CalendarDay | null;
  readonly issuedAt: Instant;
  readonly seal: string;
  /** Null once they are erased. */
  readonly parties: Parties | null;
  readonly groups: readonly PrintedGroup[];
  /** What corrected prices come to, over all their lines. */
  readonly corrections: readonly PrintedCorrection[];
  readonly taxes: readonly PrintedTax[];
  readonly totals: PrintedTotals;
}

/** One change of prices back in time. */
export interface PrintedCorrection {
  readonly reason: string | null;
  /** From the first day of its lines to the last. */
  readonly period: PrintedPeriod;
  readonly amount: string;
}

/** Lines of one subscription, or those of none. */
export interface PrintedGroup {
  readonly subscriptionId: string | null;
  readonly lines: readonly PrintedLine[];
}

export interface PrintedLine {
  readonly description: string;
  readonly dimensions: readonly (readonly [name: string, value: string])[];
  readonly period: PrintedPeriod;
  readonly quantity: string | null;
  /** Before discounts, as its price is: with the tax that the price holds. */
  readonly amount: string;
  /** Zero or below; above zero where one is taken back. */
  readonly discounts: readonly string[];
  /** What credit notes gave back already, above zero; below zero where that counts again. Null if there is nothing of it. */
  readonly creditOffset: string | null;
  /** Credit that is burned, by lot; zero or below, above zero where it is given back. */
  readonly credits: readonly string[];
  /** After discounts, credit offset and credit, and without any tax. */
  readonly netAmount: string;
  /** The places of its rates among the document's taxes. */
  readonly taxes: readonly number[];
  /** What earlier documents charged; null unless the line corrects it, or goes on with it if that was of a period that went on. */
  readonly previous: { readonly amount: string; readonly usageUntil?: string } | null;
  /** The whole line before and after a note of late usage; null on every other document. */
  readonly correction: { readonly before: PrintedWhole; readonly after: PrintedWhole } | null;
  /** Whether nothing is charged, and other credit pays for it because charges of other lines came late. */
  readonly movesCredit: boolean;
}

/** A whole line, as documents up to one have it. */
export interface PrintedWhole {
  /** Null for a fee without a quantity. */
  readonly quantity: string | null;
  readonly amount: string;
}

/** Days of the customer's calendar, both inside. */
export interface PrintedPeriod {
  readonly first: CalendarDay;
  readonly last: CalendarDay;
}

export interface PrintedTax {
  readonly name: string;
  readonly percentage: string;
  readonly category: TaxCategory;
  readonly isInclusive: boolean;
  readonly reason: string | null;
  readonly reasonCode: string | null;
  readonly taxableAmount: string;
  readonly taxAmount: string;
}

/** `total = subtotal + discounts + creditOffsets + tax - taxIncluded + credits`. */
export interface PrintedTotals {
  readonly subtotal: string;
  /** Null if the document has none. */
  readonly discounts: string | null;
  /** Null if the document has none. */
  readonly creditOffsets: string | null;
  readonly tax: string;
  readonly taxIncluded: string;
  readonly credits: string;
  readonly total: string;
}

/** A sealed invoice or credit note as the ledger gives it: all that renderings are made from. */
export interface SealedDocument {
  /** As `canonicalDocument` or `creditNoteDocument`, held against `seal` by whoever asks for a rendering. */
  readonly document: JsonObject;
  readonly parties: Parties | null;
  readonly seal: string;
}

/** What `canonicalDocument` writes, as far as it is printed. */
interface CanonicalInvoice {
  readonly invoice: { readonly number: string; readonly currency: CurrencyCode; readonly issueDate: CalendarDay; readonly dueDate: CalendarDay; readonly timeZone: TimeZone };
  readonly note?: { readonly kind: Exclude<InvoiceKind, 'INVOICE'>; readonly corrects: readonly { readonly number: string }[] };
  readonly lateCredit?: LateCreditPolicy;
  readonly cut: { readonly issuedAt: string };
  readonly groups: readonly { readonly subscriptionId: string | null; readonly lines: readonly CanonicalLine[] }[];
  readonly corrections?: readonly { readonly reason: string | null; readonly amount: string; readonly lines: readonly string[] }[];
  readonly taxes: readonly PrintedTax[];
  readonly totals: Omit<PrintedTotals, 'discounts' | 'creditOffsets'> & Partial<Record<'discounts' | 'creditOffsets', string>>;
}

/** What `creditNoteDocument` writes, as far as it is printed. */
interface CanonicalCreditNote extends Pick<CanonicalInvoice, 'groups' | 'taxes' | 'totals'> {
  readonly creditNote: { readonly number: string; readonly currency: CurrencyCode; readonly issueDate: CalendarDay; readonly timeZone: TimeZone; readonly issuedAt: string };
  readonly invoice: { readonly number: string };
  readonly reason: string;
}

interface CanonicalLine {
  readonly lineKey: string;
  readonly description: string;
  readonly servicePeriod: { readonly start: string; readonly end: string };
  /** Of usage of a period that went on. */
  readonly usageUntil?: string;
  /** Canonical JSON. */
  readonly dimensions: string | null;
  readonly quantity: string | null;
  readonly amount: string;
  readonly discounts?: readonly { readonly amount: string }[];
  readonly creditOffset?: string;
  readonly draws?: readonly { readonly amount: string }[];
  readonly netAmount: string;
  readonly taxes: readonly { readonly tax: number }[];
  readonly previous: (CanonicalWhole & { readonly usageUntil?: string }) | null;
  readonly supersedes?: CanonicalWhole | null;
}

interface CanonicalWhole {
  readonly quantity?: string | null;
  readonly amount: string;
}

/** Reads a document that holds its seal, and so has the form that core gave it. */
export function readDocument(sealed: SealedDocument): PrintedDocument {
  return 'creditNote' in sealed.document ? readCreditNote(sealed) : readInvoice(sealed);
}

/** What a note takes off stands on it as it is, above zero. */
function readCreditNote({ document, parties, seal }: SealedDocument): PrintedDocument {
  const { creditNote, invoice, reason, groups, taxes, totals } = document as unknown as CanonicalCreditNote;
  const { number, currency, issueDate, timeZone, issuedAt } = creditNote;
  return {
    ...{ kind: 'CREDIT_NOTE', number, references: [invoice.number], reason, currency, issueDate, dueDate: null, issuedAt: parseInstant(issuedAt), seal, parties },
    groups: groups.map(({ subscriptionId, lines }) => ({ subscriptionId, lines: lines.map((line) => readLine(line, timeZone)) })),
    corrections: [],
    taxes,
    totals: { ...totals, discounts: null, creditOffsets: null },
  };
}

function readInvoice({ document, parties, seal }: SealedDocument): PrintedDocument {
  const { invoice, note, lateCredit, cut, groups, corrections = [], taxes, totals } = document as unknown as CanonicalInvoice;
  const { number, currency, issueDate, dueDate, timeZone } = invoice;
  const printed: PrintedDocument = {
    kind: note?.kind ?? 'INVOICE',
    number,
    references: (note?.corrects ?? []).map((corrected) => corrected.number),
    reason: null,
    currency,
    issueDate,
    dueDate,
    issuedAt: parseInstant(cut.issuedAt),
    seal,
    parties,
    groups: groups.map(({ subscriptionId, lines }) => ({ subscriptionId, lines: lines.map((line) => ({ ...readLine(line, timeZone), correction: note ? correctionOf(line) : null, movesCredit: lateCredit === 'AS_IF_ON_TIME' && isMoved(line) })) })),
    corrections: corrections.map(({ reason, amount, lines }) => ({ reason, amount, period: spanOf(groups.flatMap((group) => group.lines.filter(({ lineKey }) => lines.includes(lineKey))), timeZone) })),
    taxes,
    totals: { ...totals, discounts: totals.discounts ?? null, creditOffsets: totals.creditOffsets ?? null },
  };
  return note?.kind === 'CREDIT_NOTE' ? takenOff(printed) : printed;
}

/** What the line came to on earlier documents, with the line in whose place it is, and what it comes to now. */
function correctionOf({ quantity, amount, previous, supersedes }: CanonicalLine): PrintedLine['correction'] {
  const billed = [previous, supersedes].filter((whole) => whole != null);
  const [quantities, amounts] = [billed.map((whole) => whole.quantity ?? '0'), billed.map((whole) => whole.amount)];
  const digits = amount.split('.')[1]?.length ?? 0;
  const whole = (more: { readonly quantity: string | null; readonly amount: string }): PrintedWhole => ({
    quantity: more.quantity === null ? null : sumOf([...quantities, more.quantity]).toFixed(),
    amount: sumOf([...amounts, more.amount]).toFixed(digits),
  });
  return { before: whole({ quantity: quantity === null ? null : '0', amount: '0' }), after: whole({ quantity, amount }) };
}

function sumOf(figures: readonly string[]): Decimal {
  return figures.reduce((sum, figure) => sum.plus(figure), new Decimal(0));
}

/** A credit note shows what it takes off above zero. */
function takenOff(document: PrintedDocument): PrintedDocument {
  const { groups, taxes, totals } = document;
  return {
    ...document,
    dueDate: null,
    groups: groups.map((group) => ({ ...group, lines: group.lines.map(lineTakenOff) })),
    corrections: document.corrections.map((correction) => ({ ...correction, amount: negated(correction.amount) })),
    taxes: taxes.map((tax) => ({ ...tax, taxableAmount: negated(tax.taxableAmount), taxAmount: negated(tax.taxAmount) })),
    totals: {
      subtotal: negated(totals.subtotal),
      discounts: totals.discounts === null ? null : negated(totals.discounts),
      creditOffsets: totals.creditOffsets === null ? null : negated(totals.creditOffsets),
      tax: negated(totals.tax),
      taxIncluded: negated(totals.taxIncluded),
      credits: negated(totals.credits),
      total: negated(totals.total),
    },
  };
}

function lineTakenOff(line: PrintedLine): PrintedLine {
  return {
    ...line,
    quantity: line.quantity === null ? null : negated(line.quantity),
    amount: negated(line.amount),
    discounts: line.discounts.map(negated),
    creditOffset: line.creditOffset === null ? null : negated(line.creditOffset),
    credits: line.credits.map(negated),
    netAmount: negated(line.netAmount),
  };
}

/** The same figure with the other sign; nothing has none. */
export function negated(figure: string): string {
  if (/^-?[0.]+$/.test(figure)) return figure.replace('-', '');
  return figure.startsWith('-') ? figure.slice(1) : `-${figure}`;
}

function readLine(line: CanonicalLine, zone: TimeZone): PrintedLine {
  const { description, quantity, amount, netAmount, previous } = line;
  return {
    description,
    dimensions: dimensionsOf(line.dimensions),
    period: periodOf(chargedPeriod(line), zone),
    quantity,
    amount,
    discounts: (line.discounts ?? []).map((discount) => discount.amount),
    creditOffset: line.creditOffset ?? null,
    credits: (line.draws ?? []).map((draw) => draw.amount),
    netAmount,
    taxes: line.taxes.map(({ tax }) => tax),
    previous,
    correction: null,
    movesCredit: false,
  };
}

/** Only what it draws is on the document. */
function isMoved({ amount, discounts = [], creditOffset, draws = [], previous }: CanonicalLine): boolean {
  return previous !== null && draws.length > 0 && discounts.length === 0 && creditOffset === undefined && new Decimal(amount).isZero();
}

function dimensionsOf(text: string | null): [string, string][] {
  const values = text === null ? {} : (JSON.parse(text) as JsonObject);
  return Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
}

/** From the first day of some lines to the last. */
function spanOf(lines: readonly CanonicalLine[], zone: TimeZone): PrintedPeriod {
  const periods = lines.map((line) => periodOf(chargedPeriod(line), zone));
  const [firsts, lasts] = [periods.map(({ first }) => first).sort(), periods.map(({ last }) => last).sort()];
  const [first, last] = [firsts[0], lasts.at(-1)];
  invariant(first !== undefined && last !== undefined, 'a correction has a line');
  return { first, last };
}

/** Of usage so far, what had passed of its period. */
function chargedPeriod({ servicePeriod, usageUntil }: CanonicalLine): CanonicalLine['servicePeriod'] {
  return usageUntil === undefined ? servicePeriod : { start: servicePeriod.start, end: usageUntil };
}

/** A period ends before its end; one without length is its day. */
function periodOf(service: CanonicalLine['servicePeriod'], zone: TimeZone): PrintedPeriod {
  const start = parseInstant(service.start);
  const end = parseInstant(service.end);
  return { first: localDay(start, zone), last: localDay(end > start ? instant(end - 1) : start, zone) };
}
