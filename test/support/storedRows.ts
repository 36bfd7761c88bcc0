/** Rows for tests of the store alone: tenants and customers that are in order, and say nothing. */
import { NOTHING_SAID } from '../../src/core/billingTerms.ts';
import { NO_DETAILS } from '../../src/core/seller.ts';
import { emptyBook } from '../../src/core/book.ts';
import { parseTimeZone } from '../../src/core/calendar.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import type { Customer } from '../../src/core/customer.ts';
import { digestOf } from '../../src/core/digest.ts';
import { deriveId } from '../../src/core/identity.ts';
import { EARLIEST_MS, instant } from '../../src/core/instant.ts';
import type { Tenant } from '../../src/core/tenant.ts';
import type { Book } from '../../src/repositories/books.ts';
import type { TenantRecord } from '../../src/repositories/tenants.ts';

const EPOCH = instant(EARLIEST_MS);
const USD = parseCurrency('USD');
const UTC = parseTimeZone('UTC');

export interface StoredTenant {
  readonly tenant: Tenant;
  readonly record: TenantRecord;
}

export function tenantOf(name: string): StoredTenant {
  const tenant = { id: deriveId('tenant', EPOCH, [name]), name, defaultCurrency: USD, timeZone: UTC, clockAt: null, retentionYears: null, createdAt: EPOCH, ...NO_DETAILS, ...NOTHING_SAID };
  return { tenant, record: { ordinal: 1, idempotencyKey: null, intent: digestOf('test', [name]) } };
}

export interface StoredCustomer {
  readonly customer: Customer;
  readonly book: Book;
}

export function customerOf({ tenant }: StoredTenant, externalId: string): StoredCustomer {
  const id = deriveId('customer', EPOCH, [tenant.id, externalId]);
  const owner = { tenantId: tenant.id, customerId: id };
  const customer = { id, externalId, name: externalId, email: null, currency: USD, firstTimeZone: UTC, billingAddress: null, metadata: {}, createdAt: EPOCH, taxNumber: null, taxExemption: null, language: null, ...NOTHING_SAID };
  return { customer, book: { ...owner, ...emptyBook(owner, EPOCH), cutNumber: 0, ratedThrough: null, ratedSeq: 0 } };
}
