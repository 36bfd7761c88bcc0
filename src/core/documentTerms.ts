/** Document terms: what an issued document needs beyond the ledger. Frozen on its cut, and covered by its seal. */
import type { LateCreditPolicy } from './billingTerms.ts';
import { type CalendarDay, type TimeZone, addDays, localDay } from './calendar.ts';
import { Decimal, decimalText } from './decimal.ts';
import type { Instant } from './instant.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { type PriceCorrection, correctionJson, readCorrection } from './priceCorrection.ts';
import type { TaxTreatment } from './tax.ts';
import { TAX_CATEGORIES } from './taxRate.ts';
import type { UsageSoFar } from './threshold.ts';

/** How each line of a document is taxed. */
export interface TaxTerms {
  readonly treatments: readonly TaxTreatment[];
  /** By line key, where its treatments stand. A line without tax is left out. */
  readonly lines: ReadonlyMap<string, readonly number[]>;
}

/** When a document was issued and is to be paid, by the seller's calendar. */
export interface DocumentDates {
  readonly issueDate: CalendarDay;
  readonly dueDate: CalendarDay;
}

export interface DocumentTerms extends DocumentDates {
  /** The customer's, in which service periods begin and end. */
  readonly timeZone: TimeZone;
  /** As `partiesDigest`. */
  readonly partiesDigest: string;
  readonly tax: TaxTerms;
  /** Null for an invoice. */
  readonly note: NoteTerms | null;
  readonly corrections: readonly PriceCorrection[];
  /** Of an invoice with usage of periods that went on; null for every other document. */
  readonly usageSoFar: UsageSoFar | null;
  /** Under which policy late charges on it draw on credit. */
  readonly lateCredit: LateCreditPolicy;
}

/** What a cut makes; the SDL's enum `InvoiceKind` lists the same words. */
export const INVOICE_KINDS = ['INVOICE', 'DEBIT_NOTE', 'CREDIT_NOTE'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

/** What a note is, and which documents had its lines, or would have had them: oldest first. */
export interface NoteTerms {
  readonly kind: Exclude<InvoiceKind, 'INVOICE'>;
  readonly corrects: readonly CorrectedDocument[];
}

export interface CorrectedDocument {
  readonly id: string;
  readonly number: string;
}

/** Due so many days after the seller's local day of issue. */
export function datesOf(issuedAt: Instant, { sellerZone, netDays }: { readonly sellerZone: TimeZone; readonly netDays: number }): DocumentDates {
  const issueDate = localDay(issuedAt, sellerZone);
  return { issueDate, dueDate: addDays(issueDate, netDays) };
}

/** The terms in canonical form; `parseDocumentTerms` reads them back. */
export function documentTermsJson({ issueDate, dueDate, timeZone, partiesDigest, tax, note, corrections, usageSoFar, lateCredit }: DocumentTerms): JsonObject {
  return {
    issueDate,
    dueDate,
    timeZone,
    partiesDigest,
    taxes: tax.treatments.map(treatmentJson),
    lines: Object.fromEntries([...tax.lines].map(([lineKey, indices]) => [lineKey, [...indices]])),
    ...(note === null ? {} : { note: noteJson(note) }),
    ...(corrections.length === 0 ? {} : { corrections: corrections.map(correctionJson) }),
    ...(usageSoFar === null ? {} : { usageSoFar: { threshold: usageSoFar.threshold === null ? null : String(usageSoFar.threshold) } }),
    ...(lateCredit === 'AS_OF_NOW' ? {} : { lateCredit }),
  };
}

/** What makes a document a note, as it and its terms write it. */
export function noteJson({ kind, corrects }: NoteTerms): JsonObject {
  return { kind, corrects: corrects.map(({ id, number }) => ({ id, number })) };
}

/** A treatment as documents and their terms write it. */
export function treatmentJson({ rateId, code, name, percentage, category, isInclusive, reason, reasonCode }: TaxTreatment): JsonObject {
  return { rateId, code, name, percentage: decimalText(percentage), category, isInclusive, reason, reasonCode };
}

/** Reads what `documentTermsJson` wrote; null if it is anything else, which only tampering can bring about. */
export function parseDocumentTerms(text: string): DocumentTerms | null {
  try {
    const { issueDate, dueDate, timeZone, partiesDigest, taxes, lines, note, corrections = [], usageSoFar, lateCredit = 'AS_OF_NOW' } = JSON.parse(text) as Record<string, JsonValue>;
    const isDated = [issueDate, dueDate, timeZone, partiesDigest].every((value) => typeof value === 'string');
    if (lateCredit !== 'AS_OF_NOW' && lateCredit !== 'AS_IF_ON_TIME') return null;
    if (!isDated || !Array.isArray(taxes) || !Array.isArray(corrections) || typeof lines !== 'object' || lines === null) return null;
    const treatments = taxes.map((tax) => parseTreatment(tax as JsonObject));
    const byLine = Object.entries(lines).map(([lineKey, indices]) => [lineKey, parseIndices(indices, treatments.length)] as const);
    return {
      issueDate: issueDate as CalendarDay,
      dueDate: dueDate as CalendarDay,
      timeZone: timeZone as TimeZone,
      partiesDigest: partiesDigest as string,
      tax: { treatments, lines: new Map(byLine) },
      note: note === undefined ? null : parseNote(note as JsonObject),
      corrections: corrections.map(readCorrection),
      usageSoFar: usageSoFar === undefined ? null : parseUsageSoFar(usageSoFar as JsonObject),
      lateCredit,
    };
  } catch {
    return null;
  }
}

function parseUsageSoFar({ threshold }: JsonObject): UsageSoFar {
  return { threshold: threshold === null ? null : BigInt(textOf(threshold)) };
}

function parseNote({ kind, corrects }: JsonObject): NoteTerms {
  if ((kind !== 'DEBIT_NOTE' && kind !== 'CREDIT_NOTE') || !Array.isArray(corrects)) throw new TypeError('not a note');
  return { kind, corrects: corrects.map((one) => parseCorrected(one as JsonObject)) };
}

function parseCorrected({ id, number }: JsonObject): CorrectedDocument {
  return { id: textOf(id), number: textOf(number) };
}

function parseTreatment(tax: JsonObject): TaxTreatment {
  const category = TAX_CATEGORIES.find((known) => known === tax['category']);
  const percentage = new Decimal(textOf(tax['percentage']));
  if (category === undefined || !percentage.isFinite() || percentage.isNegative()) throw new TypeError('not a tax treatment');
  return {
    rateId: textOrNull(tax['rateId']),
    code: textOrNull(tax['code']),
    name: textOf(tax['name']),
    percentage,
    category,
    isInclusive: tax['isInclusive'] === true,
    reason: textOrNull(tax['reason']),
    reasonCode: textOrNull(tax['reasonCode']),
  };
}

function parseIndices(indices: JsonValue | undefined, count: number): readonly number[] {
  const isIndex = (value: JsonValue): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < count;
  if (!Array.isArray(indices) || !indices.every(isIndex)) throw new TypeError('not places of treatments');
  return indices;
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw new TypeError('not text');
  return value;
}

function textOrNull(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
