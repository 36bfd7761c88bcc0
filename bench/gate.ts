/**
 * The gate: `canSpend` over HTTP beside a plain query of the same customer, in the same run on the embedded database; and again
 * after two years of closed months, which must make no difference. The ratios are what to look at.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../src/config.ts';
import { startNeruba } from '../src/main.ts';
import { ApiClient, ROOT_KEY } from '../test/support/api.ts';
import { advance, createCatalog, createSubscriber, issue, record, request } from '../test/support/shop.ts';

const ROUNDS = 40;
const MONTHS = 24;
const EVENTS_A_MONTH = 200;

const CAN_SPEND = '{ canSpend(input: { customerExternalId: "acme", meterCode: "requests", quantity: "10" }) { isAllowed balanceAfter { amount } } }';
const PLAIN = '{ customer(externalId: "acme") { id name email currency timeZone } }';

export async function benchGate(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'neruba-gate-'));
  const neruba = await startNeruba(loadConfig({ PORT: '0', NERUBA_ROOT_KEY: ROOT_KEY, NERUBA_LOG_LEVEL: 'error', NERUBA_DATA_DIR: dataDir }));
  try {
    const root = new ApiClient(neruba.url, ROOT_KEY);
    const { apiKey } = await root.must<{ apiKey: { secret: string } }>('createTenant', { name: 'Bench', defaultCurrency: 'USD', sandboxClock: monthStart(0) }, 'apiKey { secret }');
    const client = root.as(apiKey.secret);
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    await client.must('grantCredits', { idempotencyKey: 'g', customerExternalId: 'acme', amount: '100000' }, 'replayed');
    const young = await measure(client, 0);
    for (let month = 1; month <= MONTHS; month += 1) {
      await advance(client, monthStart(month));
      await issue(client, 'acme', `month ${month}`);
      await recordMonth(client, month);
    }
    const old = await measure(client, MONTHS);
    print({ figure: 'canSpend / plain query, first month', unit: 'ratio', value: rounded(young.gate / young.plain) });
    print({ figure: `canSpend / plain query, after ${MONTHS} closed months`, unit: 'ratio', value: rounded(old.gate / old.plain) });
    print({ figure: 'canSpend after / before', unit: 'ratio', value: rounded(old.gate / old.plain / (young.gate / young.plain)) });
  } finally {
    await neruba.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The month's usage, then the medians of both queries in turn, in milliseconds. */
async function measure(client: ApiClient, month: number): Promise<{ gate: number; plain: number }> {
  if (month === 0) await recordMonth(client, 0);
  const times: { gate: number; plain: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push({ gate: await timeOf(client, CAN_SPEND), plain: await timeOf(client, PLAIN) });
  const [gate, plain] = [median(times.map((time) => time.gate)), median(times.map((time) => time.plain))];
  print({ figure: `canSpend, ${month} closed months`, unit: 'ms', value: rounded(gate) });
  print({ figure: `plain query, ${month} closed months`, unit: 'ms', value: rounded(plain) });
  return { gate, plain };
}

async function recordMonth(client: ApiClient, month: number): Promise<void> {
  const occurredAt = monthStart(month);
  await record(client, Array.from({ length: EVENTS_A_MONTH }, (_, index) => ({ ...request('acme', `${month}/${index}`), occurredAt })));
}

async function timeOf(client: ApiClient, query: string): Promise<number> {
  const begun = performance.now();
  await client.ask(query);
  return performance.now() - begun;
}

function monthStart(month: number): string {
  return new Date(Date.UTC(2026, month, 1)).toISOString();
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}

function print(figure: { readonly figure: string; readonly unit: string; readonly value: number }): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}
