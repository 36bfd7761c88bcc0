/** Printed documents: what a rendering shows, read from a canonical document and its parties. */
import type { CalendarDay, TimeZone } from '../core/calendar.ts';
import { localDay } from '../core/calendar.ts';
import type { CurrencyCode } from '../core/currency.ts';
import { type Instant, instant, parseInstant } from '../core/instant.ts';
import type { JsonObject } from '../core/json.ts';
import type { Parties } from '../core/parties.ts';
import type { TaxCategory } from '../core/taxRate.ts';

/** What is rendered. Amounts and quantities are decimal texts, amounts with all digits of the currency. */
export interface PrintedDocument {
  readonly kind: 'INVOICE' | 'CREDIT_NOTE';
  readonly number: string;
  /** Numbers of the documents that it refers to; a credit note's invoice. */
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
  readonly taxes: readonly PrintedTax[];
  readonly totals: PrintedTotals;
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
  /** Credit that is burned, by lot; zero or below, above zero where it is given back. */
  readonly credits: readonly string[];
  /** After discounts and credit, and without any tax. */
  readonly netAmount: string;
  /** The places of its rates among the document's taxes. */
  readonly taxes: readonly number[];
  /** What earlier documents charged; null unless the line corrects it. */
  readonly previous: { readonly amount: string } | null;
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

/** `total = subtotal + discounts + tax - taxIncluded + credits`. */
export interface PrintedTotals {
  readonly subtotal: string;
  /** Null if the document has none. */
  readonly discounts: string | null;
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
  readonly cut: { readonly issuedAt: string };
  readonly groups: readonly { readonly subscriptionId: string | null; readonly lines: readonly CanonicalLine[] }[];
  readonly taxes: readonly PrintedTax[];
  readonly totals: Omit<PrintedTotals, 'discounts'> & { readonly discounts?: string };
}

/** What `creditNoteDocument` writes, as far as it is printed. */
interface CanonicalCreditNote extends Pick<CanonicalInvoice, 'groups' | 'taxes' | 'totals'> {
  readonly creditNote: { readonly number: string; readonly currency: CurrencyCode; readonly issueDate: CalendarDay; readonly timeZone: TimeZone; readonly issuedAt: string };
  readonly invoice: { readonly number: string };
  readonly reason: string;
}

interface CanonicalLine {
  readonly description: string;
  readonly servicePeriod: { readonly start: string; readonly end: string };
  /** Canonical JSON. */
  readonly dimensions: string | null;
  readonly quantity: string | null;
  readonly amount: string;
  readonly discounts?: readonly { readonly amount: string }[];
  readonly draws?: readonly { readonly amount: string }[];
  readonly netAmount: string;
  readonly taxes: readonly { readonly tax: number }[];
  readonly previous: { readonly amount: string } | null;
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
    taxes,
    totals: { ...totals, discounts: null },
  };
}

function readInvoice({ document, parties, seal }: SealedDocument): PrintedDocument {
  const { invoice, cut, groups, taxes, totals } = document as unknown as CanonicalInvoice;
  const { number, currency, issueDate, dueDate, timeZone } = invoice;
  return {
    kind: 'INVOICE',
    number,
    references: [],
    reason: null,
    currency,
    issueDate,
    dueDate,
    issuedAt: parseInstant(cut.issuedAt),
    seal,
    parties,
    groups: groups.map(({ subscriptionId, lines }) => ({ subscriptionId, lines: lines.map((line) => readLine(line, timeZone)) })),
    taxes,
    totals: { ...totals, discounts: totals.discounts ?? null },
  };
}

function readLine(line: CanonicalLine, zone: TimeZone): PrintedLine {
  const { description, quantity, amount, netAmount, previous } = line;
  return {
    description,
    dimensions: dimensionsOf(line.dimensions),
    period: periodOf(line.servicePeriod, zone),
    quantity,
    amount,
    discounts: (line.discounts ?? []).map((discount) => discount.amount),
    credits: (line.draws ?? []).map((draw) => draw.amount),
    netAmount,
    taxes: line.taxes.map(({ tax }) => tax),
    previous,
  };
}

function dimensionsOf(text: string | null): [string, string][] {
  const values = text === null ? {} : (JSON.parse(text) as JsonObject);
  return Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
}

/** A period ends before its end; one without length is its day. */
function periodOf(service: CanonicalLine['servicePeriod'], zone: TimeZone): PrintedPeriod {
  const start = parseInstant(service.start);
  const end = parseInstant(service.end);
  return { first: localDay(start, zone), last: localDay(end > start ? instant(end - 1) : start, zone) };
}
