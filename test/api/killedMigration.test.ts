import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient, ROOT_KEY } from '../support/api.ts';
import { type TestDatabase, dialectsUnderTest } from '../support/dialects.ts';
import { type ServerProcess, startServerProcess } from '../support/serverProcess.ts';

const CUSTOMERS = Array.from({ length: 30 }, (_, index) => `customer ${index}`);
const TIMEOUT_MS = 120_000;
const plan = (amount: string) => ({ code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'fee', model: { flat: { amount } } }] });
const MIGRATION = { idempotencyKey: 'move everybody', planCode: 'plan', first: 100, reason: 'new price' };

interface Answer {
  readonly results: readonly { readonly outcome: string; readonly replayed: boolean }[];
}

describe.each(dialectsUnderTest())('a killed migration on $name', (dialect) => {
  let database: TestDatabase;
  let server: ServerProcess;
  beforeAll(async () => {
    database = await dialect.createEmptyDatabase();
    server = await startServerProcess(database);
  });
  afterAll(async () => {
    await server.kill();
    await database.drop();
  });

  it('migrateSubscriptions: killed half-way, the same key goes on where it was and moves everybody once', async () => {
    const key = await setUp(server.url);
    const client = new ApiClient(server.url, key);
    const cutOff = client.mutate('migrateSubscriptions', MIGRATION, 'results { outcome }').then(
      () => 'answered',
      () => 'cut off',
    );
    const watcher = new ApiClient(server.url, key);
    while ((await moved(watcher)) === 0);
    await server.kill();
    expect(await cutOff).toBe('cut off');

    server = await startServerProcess(database);
    const later = new ApiClient(server.url, key);
    const before = await moved(later);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(CUSTOMERS.length);
    const { results } = await later.mutate<Answer>('migrateSubscriptions', MIGRATION, 'results { outcome replayed } userErrors { code }');
    expect(results.map(({ outcome }) => outcome)).toEqual(CUSTOMERS.map(() => 'MIGRATED'));
    expect(results.filter(({ replayed }) => replayed)).toHaveLength(before);
    expect(await versions(later)).toEqual(CUSTOMERS.map(() => [1, 2]));
  }, TIMEOUT_MS);
});

async function setUp(url: string): Promise<string> {
  const root = new ApiClient(url, ROOT_KEY);
  const { apiKey } = await root.must<{ apiKey: { secret: string } }>('createTenant', { name: 'Acme', defaultCurrency: 'USD', sandboxClock: '2026-01-01T00:00:00Z' }, 'apiKey { secret }');
  const client = new ApiClient(url, apiKey.secret);
  await client.must('createPlan', plan('31.00'), 'replayed');
  for (const externalId of CUSTOMERS) {
    await client.must('createCustomer', { externalId, name: externalId, timeZone: 'UTC' }, 'replayed');
    await client.must('createSubscription', { idempotencyKey: externalId, customerExternalId: externalId, planCode: 'plan' }, 'replayed');
  }
  await client.must('publishPlanVersion', plan('28.00'), 'replayed');
  await client.must('advanceClock', { to: '2026-01-15T00:00:00Z' }, 'clock { now }');
  return apiKey.secret;
}

/** The version numbers that each subscription is on, one after another. */
async function versions(client: ApiClient): Promise<number[][]> {
  const { subscriptions } = await client.ask<{ subscriptions: { nodes: { segments: { planVersion: { number: number } }[] }[] } }>('{ subscriptions(first: 100) { nodes { segments { planVersion { number } } } } }');
  return subscriptions.nodes.map(({ segments }) => segments.map(({ planVersion }) => planVersion.number));
}

async function moved(client: ApiClient): Promise<number> {
  return (await versions(client)).filter((numbers) => numbers.length > 1).length;
}
