/** Three months to try other plans on: a change of plan, usage that came late, and one month that is due and not posted. */
import type { ApiClient, TestApi } from './api.ts';
import { JANUARY, MARCH, advance, createMeters, issue, record } from './shop.ts';

const MONTHLY = { currency: 'USD', interval: { unit: 'MONTH' } };
export const APRIL = '2026-04-01T00:00:00Z';

const fee = (amount: string) => ({ code: 'fee', name: 'Fee', model: { flat: { amount } } });
const requests = (model: object) => ({ code: 'requests', name: 'Requests', meterCode: 'requests', model });

/** 50.00 a month in advance, and 3.00 for each started pair of requests. */
export const PAIRS = { ...MONTHLY, prices: [fee('50.00'), requests({ package: { size: '2', amount: '3.00' } })] };
/** 2.00 a call, and no month below 100.00. */
export const COMMITTED = { ...MONTHLY, minimumCommitment: '100.00', prices: [{ code: 'calls', name: 'Calls', meterCode: 'requests', model: { perUnit: { unitAmount: '2.00' } } }] };

/**
 * It is 1 April. acme was on starter from 1 January and on pro from 15 February, and was invoiced to 1 March:
 *
 * | | starter: 31.00, 1.00 a request | pro: 62.00, two requests free, then 0.50 |
 * |---|---|---|
 * | January | 31.00, three requests 3.00, one that came in March 1.00 | |
 * | February | 14 of 28 days 15.50, one request 1.00 | 14 of 28 days 31.00, three requests 0.50 |
 * | March | | 62.00, one request 0.00 |
 *
 * In all 145.00, of which the late request's 1.00 is not posted. kyoto is billed in yen, idle has no subscription.
 */
export async function startHistory(api: TestApi): Promise<{ client: ApiClient; subscriptionId: string }> {
  const client = await api.createTenant({ sandboxClock: JANUARY });
  await createMeters(client);
  await client.must('createPlan', { code: 'starter', ...MONTHLY, prices: [fee('31.00'), requests({ perUnit: { unitAmount: '1.00' } })] }, 'replayed');
  const tiers = [{ upTo: '2', unitAmount: '0' }, { upTo: null, unitAmount: '0.50' }];
  await client.must('createPlan', { code: 'pro', ...MONTHLY, prices: [fee('62.00'), requests({ graduated: { tiers } })] }, 'replayed');
  await client.must('createCustomer', { externalId: 'acme', name: 'Acme' }, 'replayed');
  await client.must('createCustomer', { externalId: 'kyoto', name: 'Kyoto', currency: 'JPY' }, 'replayed');
  await client.must('createCustomer', { externalId: 'idle', name: 'Idle' }, 'replayed');
  const input = { idempotencyKey: 'subscribe', customerExternalId: 'acme', planCode: 'starter', startAt: JANUARY };
  const { subscription } = await client.must<{ subscription: { id: string } }>('createSubscription', input, 'subscription { id }');
  await ask(client, '2026-01-05', '2026-01-06', '2026-01-07', '2026-02-03');
  await issue(client, 'acme', 'january');
  await advance(client, '2026-02-01T00:00:00Z');
  await issue(client, 'acme', 'february');
  await advance(client, '2026-02-15T00:00:00Z');
  await client.must('changePlan', { idempotencyKey: 'change', subscriptionId: subscription.id, planCode: 'pro' }, 'replayed');
  await ask(client, '2026-02-20', '2026-02-21', '2026-02-22');
  await advance(client, MARCH);
  await issue(client, 'acme', 'march');
  await ask(client, '2026-03-05', '2026-01-20');
  await advance(client, APRIL);
  return { client, subscriptionId: subscription.id };
}

async function ask(client: ApiClient, ...days: readonly string[]): Promise<void> {
  await record(client, days.map((day) => ({ key: day, customerExternalId: 'acme', eventName: 'request', occurredAt: `${day}T12:00:00Z` })));
}
