/** A small seller with some of everything: what suites of the API look at, and what must not change when something is refused. */
import type { ApiClient } from './api.ts';

export const JANUARY = '2026-01-01T00:00:00Z';
export const FEBRUARY = '2026-02-01T00:00:00Z';
export const MARCH = '2026-03-01T00:00:00Z';

/** `requests` counts events, `tokens` adds up `n` of them by `model`. */
export async function createMeters(client: ApiClient): Promise<void> {
  await client.must('createMeter', { code: 'requests', eventName: 'request', aggregation: 'COUNT' }, 'replayed');
  await client.must('createMeter', { code: 'tokens', eventName: 'completion', aggregation: 'SUM', valueProperty: 'n', groupBy: ['model'] }, 'replayed');
}

/** Monthly: 10.00 in advance, 0.10 a request, tokens in two tiers. */
export const HYBRID = {
  code: 'hybrid',
  currency: 'USD',
  interval: { unit: 'MONTH' },
  prices: [
    { code: 'fee', model: { flat: { amount: '10.00' } } },
    { code: 'requests', meterCode: 'requests', model: { perUnit: { unitAmount: '0.10' } } },
    { code: 'tokens', meterCode: 'tokens', model: { graduated: { tiers: [{ upTo: '1000', unitAmount: '0.01' }, { upTo: null, unitAmount: '0.005' }] } } },
  ],
};

/** A catalog: the meters, the plan, and a tax rate that nothing names. */
export async function createCatalog(client: ApiClient): Promise<void> {
  await client.must('createTaxRate', { code: 'vat', percentage: '20' }, 'replayed');
  await createMeters(client);
  await client.must('createPlan', HYBRID, 'replayed');
}

/** A customer on the plan from 1 January. */
export async function createSubscriber(client: ApiClient, externalId: string, customer: object = {}): Promise<void> {
  await client.must('createCustomer', { externalId, name: `Customer ${externalId}`, ...customer }, 'replayed');
  await client.must('createSubscription', { idempotencyKey: `subscribe ${externalId}`, customerExternalId: externalId, planCode: 'hybrid', startAt: JANUARY }, 'replayed');
}

export interface EventInput {
  readonly key: string;
  readonly customerExternalId: string;
  readonly eventName: string;
  readonly occurredAt: string;
  readonly properties?: unknown;
}

/** A request at noon of a day in January. */
export function request(customerExternalId: string, key: string, day = 15): EventInput {
  return { key, customerExternalId, eventName: 'request', occurredAt: `2026-01-${String(day).padStart(2, '0')}T12:00:00Z` };
}

/** A completion of `n` tokens at noon of a day in January. */
export function completion(customerExternalId: string, key: string, n: unknown, day = 15): EventInput {
  return { ...request(customerExternalId, key, day), eventName: 'completion', properties: { n, model: 'small' } };
}

export interface UsageAnswer {
  readonly results: readonly { readonly index: number; readonly outcome: string; readonly error: { readonly code: string; readonly path: readonly string[] } | null }[];
  readonly counts: { readonly accepted: number; readonly duplicate: number; readonly conflict: number; readonly rejected: number };
}

export async function record(client: ApiClient, events: readonly object[]): Promise<UsageAnswer> {
  return await client.must<UsageAnswer>('recordUsage', { events }, 'results { index outcome error { code path } } counts { accepted duplicate conflict rejected }');
}

export interface IssuedInvoice {
  readonly id: string;
  readonly number: string;
  readonly total: { readonly amount: string };
  readonly lines: { readonly nodes: readonly { readonly lineKey: string; readonly description: string; readonly quantity: string | null; readonly amount: { readonly amount: string } }[] };
}

export const INVOICE_FIELDS = 'id number total { amount } lines { nodes { lineKey description quantity amount { amount } } }';

export async function issue(client: ApiClient, customerExternalId: string, idempotencyKey: string, asOf?: string): Promise<IssuedInvoice> {
  const input = { idempotencyKey, customerExternalId, ...(asOf === undefined ? {} : { asOf }) };
  return (await client.must<{ invoice: IssuedInvoice }>('issueInvoice', input, `invoice { ${INVOICE_FIELDS} }`)).invoice;
}

export async function advance(client: ApiClient, to: string): Promise<void> {
  await client.must('advanceClock', { to }, 'clock { now }');
}

const STATE = `{
  viewer { clock { now } tenant { name legalName netDays invoiceNumberFormat } }
  customers(first: 100) { totalCount { value } nodes { externalId name email currency timeZone metadata billingAddress { line1 } taxNumber taxRateCodes netDays } }
  meters(first: 100) { totalCount { value } nodes { code } }
  taxRates(first: 100) { totalCount { value } nodes { code versions { number percentage } } }
  creditUnits(first: 100) { nodes { code name decimals rates { currency moneyPerUnit effectiveFrom } } }
  plans(first: 100) { totalCount { value } nodes { code name versions { number prices { code } } } }
  subscriptions { totalCount { value } }
  usageEvents { totalCount { value } }
  coupons { totalCount { value } }
  appliedCoupons { totalCount { value } nodes { removal { endAt } } }
  charges { totalCount { value } }
  invoices { totalCount { value } }
  ledgerJournals { totalCount { value } }
  ledgerEntries { totalCount { value } }
  ledgerVerification { isValid digest findings { message } }
}`;

/** Everything a tenant has, told apart by names, counts and the digest over its books. */
export async function stateOf(client: ApiClient): Promise<unknown> {
  return await client.ask<unknown>(STATE);
}
