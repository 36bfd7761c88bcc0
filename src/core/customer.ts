/** Customers: who is billed, in which currency and by whose calendar. */
import { type TimeZone, parseTimeZone } from './calendar.ts';
import { type CurrencyCode, parseCurrency } from './currency.ts';
import { BillingError, type FieldPath, refuseUnless } from './errors.ts';
import type { Instant } from './instant.ts';
import { type JsonObject, checkJsonObject } from './json.ts';
import { codePointCount, isWellFormed, parseKey } from './key.ts';
import type { Tenant } from './tenant.ts';

export interface Customer {
  readonly id: string;
  /** The seller's own key, unique in the tenant. */
  readonly externalId: string;
  readonly name: string;
  readonly email: string | null;
  readonly currency: CurrencyCode;
  readonly timeZone: TimeZone;
  readonly billingAddress: JsonObject | null;
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
  readonly metadata?: unknown;
}

/** What `updateCustomer` may change; a field that is undefined stays as it is. */
export type CustomerChanges = Partial<Pick<CustomerInput, 'name' | 'email' | 'billingAddress' | 'metadata'>>;

const NAME_LIMIT = 500;
const EMAIL_LIMIT = 320;
const DOCUMENT_MAX_BYTES = 8192;

/**
 * Reads a customer; currency and time zone default to the tenant's. Errors, in order: `externalId` as `parseKey`; `name`
 * REQUIRED, INVALID_VALUE, TOO_LONG; `email` INVALID_VALUE, TOO_LONG; `currency` UNKNOWN_CURRENCY; `timeZone`
 * UNKNOWN_TIME_ZONE; `billingAddress` and `metadata` as `checkJsonObject`.
 */
export function parseCustomer(input: CustomerInput, tenant: Pick<Tenant, 'defaultCurrency' | 'timeZone'>): NewCustomer {
  return {
    externalId: parseKey(input.externalId, ['externalId']),
    name: parseName(input.name),
    email: parseEmail(input.email ?? null),
    currency: input.currency == null ? tenant.defaultCurrency : parseCurrency(input.currency, ['currency']),
    timeZone: input.timeZone == null ? tenant.timeZone : parseTimeZone(input.timeZone, ['timeZone']),
    billingAddress: parseDocument(input.billingAddress ?? null, ['billingAddress']),
    metadata: parseDocument(input.metadata ?? null, ['metadata']) ?? {},
  };
}

/** A customer with the changes made. Errors as `parseCustomer`. */
export function changeCustomer(customer: Customer, changes: CustomerChanges): Customer {
  return {
    ...customer,
    ...(changes.name === undefined ? {} : { name: parseName(changes.name) }),
    ...(changes.email === undefined ? {} : { email: parseEmail(changes.email) }),
    ...(changes.billingAddress === undefined ? {} : { billingAddress: parseDocument(changes.billingAddress, ['billingAddress']) }),
    ...(changes.metadata === undefined ? {} : { metadata: parseDocument(changes.metadata, ['metadata']) ?? {} }),
  };
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

function parseText(text: string, limit: number, path: FieldPath): string {
  refuseUnless(isWellFormed(text) && !text.includes('\0'), 'INVALID_VALUE', 'is not well-formed text', path);
  if (codePointCount(text) > limit) throw new BillingError('TOO_LONG', `is longer than ${limit} characters`, path);
  return text;
}

function parseDocument(value: unknown, path: FieldPath): JsonObject | null {
  return value === null ? null : checkJsonObject(value, { maxBytes: DOCUMENT_MAX_BYTES }, path).object;
}
