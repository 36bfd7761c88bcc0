/** A small catalog for tests of whole runs: tokens, summed by month and priced in two graduated tiers, billed in arrears. */
import type { ApiClient } from './api.ts';

/** The first 1,000 tokens of a month cost 0.01 each, the others 0.005. USD, UTC, calendar months. */
export async function createTokenPlan(client: ApiClient): Promise<void> {
  await client.must('createMeter', { code: 'tokens', eventName: 'tokens', aggregation: 'SUM', valueProperty: 'n' }, 'replayed');
  const tiers = [{ upTo: '1000', unitAmount: '0.01' }, { upTo: null, unitAmount: '0.005' }];
  const prices = [{ code: 'tokens', meterCode: 'tokens', model: { graduated: { tiers } } }];
  await client.must('createPlan', { code: 'tokens', currency: 'USD', interval: { unit: 'MONTH' }, prices }, 'replayed');
}

/** A customer on the token plan. */
export async function subscribe(client: ApiClient, externalId: string, startAt: string): Promise<void> {
  await client.must('createCustomer', { externalId, name: externalId, currency: 'USD', timeZone: 'UTC' }, 'replayed');
  await client.must('createSubscription', { idempotencyKey: `subscribe ${externalId}`, customerExternalId: externalId, planCode: 'tokens', startAt }, 'replayed');
}

export interface TokenEvent {
  readonly key: string;
  readonly customerExternalId: string;
  readonly eventName: 'tokens';
  readonly occurredAt: string;
  readonly properties: { readonly n: number };
}

export function tokens(customerExternalId: string, { key, occurredAt, n }: { key: string; occurredAt: string; n: number }): TokenEvent {
  return { key, customerExternalId, eventName: 'tokens', occurredAt, properties: { n } };
}

export interface UsageAnswer {
  readonly results: readonly {
    readonly key: string;
    readonly outcome: 'ACCEPTED' | 'DUPLICATE' | 'CONFLICT' | 'REJECTED';
    readonly event: { readonly id: string; readonly properties: { readonly n: number } } | null;
    readonly error: { readonly code: string; readonly path: readonly string[] } | null;
  }[];
  readonly counts: { readonly accepted: number; readonly duplicate: number; readonly conflict: number; readonly rejected: number };
}

/** Sends one batch; the whole of it must not be refused. */
export async function record(client: ApiClient, events: readonly TokenEvent[]): Promise<UsageAnswer> {
  return await client.must<UsageAnswer>('recordUsage', { events }, 'results { key outcome event { id properties } error { code path } } counts { accepted duplicate conflict rejected }');
}

/** How many events the tenant has, as the list of them counts. */
export async function countEvents(client: ApiClient): Promise<number> {
  const { usageEvents } = await client.ask<{ usageEvents: { totalCount: { value: number } } }>('{ usageEvents(first: 1) { totalCount { value } } }');
  return usageEvents.totalCount.value;
}
