/** The main job over HTTP, on every engine: usage in, ledger, invoice out, and the same digest everywhere. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';

const RECORD = 'results { index key outcome error { code path } } counts { accepted duplicate conflict rejected }';
const LINES = 'lines { nodes { description quantity isAdjustment amount { amount } explain { previousQuantity exactAmount } } }';

interface Line {
  readonly description: string;
  readonly quantity: string | null;
  readonly isAdjustment: boolean;
  readonly amount: { readonly amount: string };
  readonly explain: { readonly previousQuantity: string | null; readonly exactAmount: string };
}
interface Issued {
  readonly invoice: { readonly number: string; readonly total: { readonly amount: string }; readonly lines: { readonly nodes: readonly Line[] } };
}

async function setUp(client: ApiClient): Promise<void> {
  await client.must('createCustomer', { externalId: 'acme', name: 'Acme', currency: 'USD', timeZone: 'America/New_York' }, 'replayed');
  await client.must('createMeter', { code: 'tokens', eventName: 'tokens', aggregation: 'SUM', valueProperty: 'n' }, 'replayed');
  const tiers = [{ upTo: '1000', unitAmount: '0.01' }, { upTo: null, unitAmount: '0.005' }];
  const prices = [
    { code: 'fee', model: { flat: { amount: '30.00' } } },
    { code: 'tokens', meterCode: 'tokens', model: { graduated: { tiers } } },
  ];
  await client.must('createPlan', { code: 'hybrid', currency: 'USD', interval: { unit: 'MONTH' }, prices }, 'replayed');
  await client.must('createSubscription', { idempotencyKey: 's1', customerExternalId: 'acme', planCode: 'hybrid', startAt: '2026-01-10T15:00:00Z' }, 'replayed');
}

function usage(key: string, occurredAt: string, n: number) {
  return { key, customerExternalId: 'acme', eventName: 'tokens', occurredAt, properties: { n } };
}

const issue = (client: ApiClient, idempotencyKey: string) =>
  client.must<Issued>('issueInvoice', { idempotencyKey, customerExternalId: 'acme' }, `invoice { number total { amount } ${LINES} }`);

const digests = new Map<string, string>();

describe.each(dialectsUnderTest())('the main job on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('main job: a fee in advance, graduated usage in arrears, and late usage as an adjustment', async () => {
    const client = await api.createTenant({ sandboxClock: '2026-01-01T00:00:00Z' });
    await setUp(client);
    await client.must('recordUsage', { events: [usage('a', '2026-01-15T00:00:00Z', 800), usage('b', '2026-01-20T00:00:00Z', 700)] }, RECORD);
    await client.must('advanceClock', { to: '2026-02-01T05:00:00Z' }, 'clock { now }');

    // 10 to 31 January is 22 of 31 days: 30.00 x 22 / 31 = 21.2903... -> 21.29. February in full: 30.00.
    // 1,500 tokens: 1,000 x 0.01 + 500 x 0.005 = 10 + 2.50 = 12.50. Together 63.79.
    const first = await issue(client, 'i1');
    expect(first.invoice.number).toBe('INV-000001');
    expect(first.invoice.lines.nodes.map(({ description, amount }) => [description, amount.amount])).toEqual([
      ['fee', '21.29'],
      ['fee', '30.00'],
      ['tokens', '12.50'],
    ]);
    expect(first.invoice.total.amount).toBe('63.79');

    await client.must('recordUsage', { events: [usage('late', '2026-01-25T00:00:00Z', 500)] }, RECORD);
    await client.must('advanceClock', { to: '2026-03-01T05:00:00Z' }, 'clock { now }');

    // 2,000 tokens: 10 + 1,000 x 0.005 = 15.00, of which 12.50 was billed: 2.50. March in full: 30.00.
    const second = await issue(client, 'i2');
    const adjustment = second.invoice.lines.nodes.find(({ isAdjustment }) => isAdjustment);
    expect(adjustment).toEqual({ description: 'tokens', quantity: '500', isAdjustment: true, amount: { amount: '2.50' }, explain: { previousQuantity: '1500', exactAmount: '15' } });
    expect(second.invoice.total.amount).toBe('32.50');

    const { ledgerVerification, trialBalance } = await client.ask<{ ledgerVerification: { isValid: boolean; digest: string; findings: unknown[] }; trialBalance: { isBalanced: boolean } }>(
      '{ ledgerVerification { isValid digest findings { message } } trialBalance { isBalanced } }',
    );
    expect(ledgerVerification).toMatchObject({ isValid: true, findings: [] });
    expect(trialBalance.isBalanced).toBe(true);
    digests.set(dialect.name, ledgerVerification.digest);
  });
});

describe('the main job', () => {
  it('main job: the same input gives the same ledger digest on every engine', () => {
    expect(digests.size).toBe(dialectsUnderTest().length);
    expect(new Set(digests.values()).size).toBe(1);
  });
});
