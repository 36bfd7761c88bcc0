/** Customers: who is billed, in which currency and by whose calendar. */
import { type BillingTerms, NOTHING_SAID, changeTerms } from './billingTerms.ts';
import { type TimeZone, parseTimeZone } from './calendar.ts';
import { type CurrencyCode, parseCurrency } from './currency.ts';
import { type FieldPath, refuseUnless } from './errors.ts';
import type { Instant } from './instant.ts';
import { type JsonObject, checkJsonObject } from './json.ts';
import { parseKey, parseReason, parseText } from './key.ts';
import { parseTaxNumber } from './seller.ts';
import { type TaxExemption, readTaxExemption } from './taxRate.ts';
import type { Tenant } from './tenant.ts';

export interface Customer extends BillingTerms {
  readonly id: string;
  /** The seller's own key, unique in the tenant. */
  readonly externalId: string;
  readonly name: string;
  readonly email: string | null;
  readonly currency: CurrencyCode;
  /** The zone that it was created with: `zoneTimeline.ts` knows which one counts when. */
  readonly firstTimeZone: TimeZone;
  readonly billingAddress: JsonObject | null;
  /** As tax authorities know it, for example a VAT id. */
  readonly taxNumber: string | null;
  /** Why no tax is charged; null if it is. */
  readonly taxExemption: TaxExemption | null;
  /** BCP 47; the language of documents. */
  readonly language: string | null;
  readonly metadata: JsonObject;
  readonly createdAt: Instant;
}

export type NewCustomer = Omit<Customer, 'id' | 'createdAt'>;

export interface CustomerInput {
  readonly externalId: string;
  readonly name: string;
  readonly email?: string | null | undefined;
  readonly currency?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly billingAddress?: unknown;
  readonly taxNumber?: string | null | undefined;
  /** As `readTaxExemption` reads it. */
  readonly taxExemption?: unknown;
  readonly language?: string | null | undefined;
  /** As `changeTerms` reads these. */
  readonly taxRateCodes?: unknown;
  readonly netDays?: unknown;
  readonly gracePeriodHours?: unknown;
  readonly invoiceNumberFormat?: unknown;
  readonly creditNoteNumberFormat?: unknown;
  readonly debitNoteNumberFormat?: unknown;
  readonly lateUsage?: unknown;
  readonly lateCredit?: unknown;
  readonly usageThreshold?: unknown;
  readonly metadata?: unknown;
}

/** What `updateCustomer` may change; a field that is undefined stays as it is. */
export type CustomerChanges = Partial<Omit<CustomerInput, 'externalId' | 'currency' | 'timeZone'>>;

const NAME_LIMIT = 500;
const EMAIL_LIMIT = 320;
const LANGUAGE_LIMIT = 35;
const DOCUMENT_MAX_BYTES = 8192;

/**
 * Reads a customer; currency and time zone default to the tenant's. Errors, in order: `externalId` as `parseKey`; `name`
 * REQUIRED, INVALID_VALUE, TOO_LONG; `email` INVALID_VALUE, TOO_LONG; `currency` UNKNOWN_CURRENCY; `timeZone`
 * UNKNOWN_TIME_ZONE; `billingAddress` and `metadata` as `checkJsonObject`; `taxNumber` INVALID_VALUE, TOO_LONG; `taxExemption` as
 * `readTaxExemption`; `language` INVALID_VALUE; the terms as `changeTerms`; `taxNumber` REQUIRED with an exemption of category
 * AE or K, which shift the tax to a buyer known by it.
 */
export function parseCustomer(input: CustomerInput, tenant: Pick<Tenant, 'defaultCurrency' | 'timeZone'>): NewCustomer {
  const externalId = parseKey(input.externalId, ['externalId']);
  const [name, email] = [parseName(input.name), parseEmail(input.email ?? null)];
  const currency = input.currency == null ? tenant.defaultCurrency : parseCurrency(input.currency, ['currency']);
  const customer = {
    externalId,
    name,
    email,
    currency,
    firstTimeZone: input.timeZone == null ? tenant.timeZone : parseTimeZone(input.timeZone, ['timeZone']),
    billingAddress: parseDocument(input.billingAddress ?? null, ['billingAddress']),
    metadata: parseDocument(input.metadata ?? null, ['metadata']) ?? {},
    taxNumber: parseTaxNumber(input.taxNumber ?? null),
    taxExemption: readTaxExemption(input.taxExemption, ['taxExemption']),
    language: parseLanguage(input.language ?? null),
    ...changeTerms(NOTHING_SAID, { ...input }, currency),
  };
  refuseNamelessExemption(customer);
  return customer;
}

/** A customer with the changes made. Errors as `parseCustomer`. */
export function changeCustomer(customer: Customer, changes: CustomerChanges): Customer {
  const changed = {
    ...customer,
    ...(changes.name === undefined ? {} : { name: parseName(changes.name) }),
    ...(changes.email === undefined ? {} : { email: parseEmail(changes.email) }),
    ...(changes.billingAddress === undefined ? {} : { billingAddress: parseDocument(changes.billingAddress, ['billingAddress']) }),
    ...(changes.metadata === undefined ? {} : { metadata: parseDocument(changes.metadata, ['metadata']) ?? {} }),
    ...(changes.taxNumber === undefined ? {} : { taxNumber: parseTaxNumber(changes.taxNumber) }),
    ...(changes.taxExemption === undefined ? {} : { taxExemption: readTaxExemption(changes.taxExemption, ['taxExemption']) }),
    ...(changes.language === undefined ? {} : { language: parseLanguage(changes.language) }),
    ...changeTerms(customer, { ...changes }, customer.currency),
  };
  refuseNamelessExemption(changed);
  return changed;
}

/** Reverse charge and intra-community supplies name the buyer's tax number (BR-AE-02, BR-IC-02). */
function refuseNamelessExemption({ taxNumber, taxExemption }: Pick<Customer, 'taxNumber' | 'taxExemption'>): void {
  const isShifted = taxExemption?.category === 'AE' || taxExemption?.category === 'K';
  refuseUnless(!isShifted || taxNumber !== null, 'REQUIRED', `is required with an exemption of category ${taxExemption?.category ?? ''}`, ['taxNumber']);
}

function parseLanguage(language: string | null): string | null {
  if (language === null) return null;
  refuseUnless(language.length <= LANGUAGE_LIMIT && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language), 'INVALID_VALUE', 'is not a language tag such as "de" or "pt-BR"', ['language']);
  return language;
}

/** What `updateCustomer` takes about the customer's calendar. */
export interface ZoneChangeInput {
  readonly timeZone?: string | null | undefined;
  /** From when on; from `now` on if left out. */
  readonly timeZoneFrom?: Instant | null | undefined;
  readonly reason?: string | null | undefined;
}

/** A change of zone that is asked for. */
export interface WantedZone {
  readonly timeZone: TimeZone;
  readonly startAt: Instant;
  readonly reason: string | null;
}

/**
 * Reads a change of zone; null if none is asked for. Errors, in order: INVALID_VALUE at `timeZoneFrom` or `reason` without
 * `timeZone`; UNKNOWN_TIME_ZONE at `timeZone`; `reason` as `parseReason`.
 */
export function parseZoneChange({ timeZone, timeZoneFrom, reason }: ZoneChangeInput, now: Instant): WantedZone | null {
  if (timeZone == null) {
    refuseUnless(timeZoneFrom == null, 'INVALID_VALUE', 'goes with a time zone', ['timeZoneFrom']);
    refuseUnless(reason == null, 'INVALID_VALUE', 'goes with a time zone', ['reason']);
    return null;
  }
  return { timeZone: parseTimeZone(timeZone, ['timeZone']), startAt: timeZoneFrom ?? now, reason: parseReason(reason) };
}

function parseName(name: string | null): string {
  refuseUnless(name !== null && name.trim() !== '', 'REQUIRED', 'is required', ['name']);
  return parseText(name, NAME_LIMIT, ['name']);
}

function parseEmail(email: string | null): string | null {
  if (email === null) return null;
  refuseUnless(/^[^\s@]+@[^\s@]+$/.test(email), 'INVALID_VALUE', 'is not an e-mail address', ['email']);
  return parseText(email, EMAIL_LIMIT, ['email']);
}

function parseDocument(value: unknown, path: FieldPath): JsonObject | null {
  return value === null ? null : checkJsonObject(value, { maxBytes: DOCUMENT_MAX_BYTES }, path).object;
}
