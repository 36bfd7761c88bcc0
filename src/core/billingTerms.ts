/** Billing terms: how documents are taxed, numbered, paid and delayed. A tenant has them for all its customers, a customer for itself. */
import { readAmountOrZero } from './amountField.ts';
import type { CurrencyCode } from './currency.ts';
import { BillingError, type FieldPath, refuseUnless } from './errors.ts';
import { type InputObject, readCount, readList, readWord, refuseRepeats } from './fields.ts';
import { type Instant, LATEST_MS, instant } from './instant.ts';
import type { JsonObject } from './json.ts';
import { parseKey } from './key.ts';
import { amountText } from './money.ts';
import { DEFAULT_CREDIT_NOTE_FORMAT, DEFAULT_DEBIT_NOTE_FORMAT, DEFAULT_NUMBER_FORMAT, parseNumberFormat } from './numbering.ts';

/** What is not said is as the tenant has it; what the tenant does not say is as `DEFAULT_TERMS`. */
export interface BillingTerms {
  /** The rates of everything whose price or plan names none; empty if not said. */
  readonly taxRateCodes: readonly string[];
  /** Days from issue until a document is due. */
  readonly netDays: number | null;
  /** Hours after the end of a metered period in which its invoice waits for late usage. */
  readonly gracePeriodHours: number | null;
  readonly invoiceNumberFormat: string | null;
  readonly creditNoteNumberFormat: string | null;
  readonly debitNoteNumberFormat: string | null;
  readonly lateUsage: LateUsagePolicy | null;
  readonly lateCredit: LateCreditPolicy | null;
  /** In minor units: what unbilled usage comes to, or more, when it is invoiced before its period is over. Zero: never; null: not said. */
  readonly usageThreshold: bigint | null;
}

/** What becomes of usage and corrections of periods that were invoiced; the SDL's enum `LateUsagePolicy` lists the same words. */
export const LATE_USAGE_POLICIES = ['NEXT_INVOICE', 'NOTE_AT_ONCE'] as const;
export type LateUsagePolicy = (typeof LATE_USAGE_POLICIES)[number];

/** What usage and corrections of periods that were invoiced draw on credit; the SDL's enum `LateCreditPolicy` lists the same words. */
export const LATE_CREDIT_POLICIES = ['AS_OF_NOW', 'AS_IF_ON_TIME'] as const;
export type LateCreditPolicy = (typeof LATE_CREDIT_POLICIES)[number];

/** Terms as they are after both levels were asked. */
export interface EffectiveTerms {
  readonly netDays: number;
  readonly gracePeriodHours: number;
  readonly invoiceNumberFormat: string;
  readonly creditNoteNumberFormat: string;
  readonly debitNoteNumberFormat: string;
  readonly lateUsage: LateUsagePolicy;
  readonly lateCredit: LateCreditPolicy;
}

/** Due on the day of issue, no waiting, `INV-000001`, `CN-000001`, `DN-000001`, late usage on the next invoice, drawing on what is there then. */
export const DEFAULT_TERMS: EffectiveTerms = { netDays: 0, gracePeriodHours: 0, invoiceNumberFormat: DEFAULT_NUMBER_FORMAT, creditNoteNumberFormat: DEFAULT_CREDIT_NOTE_FORMAT, debitNoteNumberFormat: DEFAULT_DEBIT_NOTE_FORMAT, lateUsage: 'NEXT_INVOICE', lateCredit: 'AS_OF_NOW' };
export const NOTHING_SAID: BillingTerms = { taxRateCodes: [], netDays: null, gracePeriodHours: null, invoiceNumberFormat: null, creditNoteNumberFormat: null, debitNoteNumberFormat: null, lateUsage: null, lateCredit: null, usageThreshold: null };

export const TAX_RATES_LIMIT = 10;
const NET_DAYS_LIMIT = 3_650;
const GRACE_HOURS_LIMIT = 8_760;

/**
 * Reads what `input` says of the terms; a field that is undefined stays as in `before`, null takes it back.
 * Errors, in order of precedence: `taxRateCodes` TOO_MANY above 10, as `parseKey`, CONFLICT for a code given twice; `netDays` (0 to 3,650) and
 * `gracePeriodHours` (0 to 8,760) INVALID_VALUE, OUT_OF_RANGE; `invoiceNumberFormat`, `creditNoteNumberFormat` and `debitNoteNumberFormat` as `parseNumberFormat`; `lateUsage` and `lateCredit` INVALID_VALUE;
 * `usageThreshold`, in `currency`, as `readDecimal`, OUT_OF_RANGE with more digits than the currency has or for more than a ledger amount can hold.
 */
export function changeTerms(before: BillingTerms, input: InputObject, currency: CurrencyCode): BillingTerms {
  const isSaid = (name: keyof BillingTerms) => input[name] !== undefined;
  const field = (name: keyof BillingTerms) => ({ of: input, name, path: [] });
  return {
    taxRateCodes: isSaid('taxRateCodes') ? readTaxRateCodes(input, []) : before.taxRateCodes,
    netDays: isSaid('netDays') ? readCount(field('netDays'), { min: 0, max: NET_DAYS_LIMIT }) : before.netDays,
    gracePeriodHours: isSaid('gracePeriodHours') ? readCount(field('gracePeriodHours'), { min: 0, max: GRACE_HOURS_LIMIT }) : before.gracePeriodHours,
    invoiceNumberFormat: isSaid('invoiceNumberFormat') ? readFormat(input, 'invoiceNumberFormat') : before.invoiceNumberFormat,
    creditNoteNumberFormat: isSaid('creditNoteNumberFormat') ? readFormat(input, 'creditNoteNumberFormat') : before.creditNoteNumberFormat,
    debitNoteNumberFormat: isSaid('debitNoteNumberFormat') ? readFormat(input, 'debitNoteNumberFormat') : before.debitNoteNumberFormat,
    lateUsage: isSaid('lateUsage') ? readWord(field('lateUsage'), LATE_USAGE_POLICIES) : before.lateUsage,
    lateCredit: isSaid('lateCredit') ? readWord(field('lateCredit'), LATE_CREDIT_POLICIES) : before.lateCredit,
    usageThreshold: isSaid('usageThreshold') ? readAmountOrZero(field('usageThreshold'), currency) : before.usageThreshold,
  };
}

/** Only what is said, in canonical form; `changeTerms(NOTHING_SAID, ...)` reads it back. */
export function termsJson({ taxRateCodes, netDays, gracePeriodHours, invoiceNumberFormat, creditNoteNumberFormat, debitNoteNumberFormat, lateUsage, lateCredit, usageThreshold }: BillingTerms, currency: CurrencyCode): JsonObject {
  return {
    ...(taxRateCodes.length === 0 ? {} : { taxRateCodes: [...taxRateCodes] }),
    ...(netDays === null ? {} : { netDays }),
    ...(gracePeriodHours === null ? {} : { gracePeriodHours }),
    ...(invoiceNumberFormat === null ? {} : { invoiceNumberFormat }),
    ...(creditNoteNumberFormat === null ? {} : { creditNoteNumberFormat }),
    ...(debitNoteNumberFormat === null ? {} : { debitNoteNumberFormat }),
    ...(lateUsage === null ? {} : { lateUsage }),
    ...(lateCredit === null ? {} : { lateCredit }),
    ...(usageThreshold === null ? {} : { usageThreshold: amountText(usageThreshold, currency) }),
  };
}

/** Whether an input says anything of the terms. */
export function saysTerms(input: InputObject): boolean {
  return Object.keys(NOTHING_SAID).some((name) => input[name] !== undefined);
}

/** What holds for a customer: its own terms, else its tenant's, else the default. */
export function effectiveTerms(customer: BillingTerms, tenant: BillingTerms): EffectiveTerms {
  return {
    netDays: customer.netDays ?? tenant.netDays ?? DEFAULT_TERMS.netDays,
    gracePeriodHours: customer.gracePeriodHours ?? tenant.gracePeriodHours ?? DEFAULT_TERMS.gracePeriodHours,
    invoiceNumberFormat: customer.invoiceNumberFormat ?? tenant.invoiceNumberFormat ?? DEFAULT_TERMS.invoiceNumberFormat,
    creditNoteNumberFormat: customer.creditNoteNumberFormat ?? tenant.creditNoteNumberFormat ?? DEFAULT_TERMS.creditNoteNumberFormat,
    debitNoteNumberFormat: customer.debitNoteNumberFormat ?? tenant.debitNoteNumberFormat ?? DEFAULT_TERMS.debitNoteNumberFormat,
    lateUsage: customer.lateUsage ?? tenant.lateUsage ?? DEFAULT_TERMS.lateUsage,
    lateCredit: customer.lateCredit ?? tenant.lateCredit ?? DEFAULT_TERMS.lateCredit,
  };
}

const HOUR_MS = 3_600_000;

/** The end of a grace period that begins at the end of a metered period. */
export function graceEnd(periodEnd: Instant, { gracePeriodHours }: Pick<EffectiveTerms, 'gracePeriodHours'>): Instant {
  return instant(Math.min(periodEnd + gracePeriodHours * HOUR_MS, LATEST_MS));
}

/** Reads `taxRateCodes`, empty if absent. Errors: INVALID_VALUE, TOO_MANY, each as `parseKey`, CONFLICT for a code given twice. */
export function readTaxRateCodes(of: InputObject, path: FieldPath): readonly string[] {
  const at = [...path, 'taxRateCodes'];
  const codes = readList({ of, name: 'taxRateCodes', path }, TAX_RATES_LIMIT).map((code, index) => parseKey(code, [...at, String(index)]));
  refuseRepeats(codes, at);
  return codes;
}

/** Refuses a code that names no rate: NOT_FOUND at its place. */
export function refuseUnknownRates(codes: readonly string[], known: ReadonlySet<string>, path: FieldPath = []): void {
  const unknown = codes.findIndex((code) => !known.has(code));
  if (unknown !== -1) throw new BillingError('NOT_FOUND', 'is not a tax rate', [...path, 'taxRateCodes', String(unknown)]);
}

function readFormat(input: InputObject, name: 'invoiceNumberFormat' | 'creditNoteNumberFormat' | 'debitNoteNumberFormat'): string | null {
  const value = input[name];
  if (value === null) return null;
  refuseUnless(typeof value === 'string', 'INVALID_VALUE', 'is not text', [name]);
  return parseNumberFormat(value, [name]);
}
