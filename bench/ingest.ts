/**
 * Ingestion: events per second through `recordUsage` over HTTP in batches of 1,000, beside a raw multi-row insert of the
 * same rows, with the same driver, into the same table shape, on the same PostgreSQL. The ratio is what to look at.
 */
import { createHash, randomBytes } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { v7 } from 'uuid';
import { loadConfig } from '../src/config.ts';
import { startNeruba } from '../src/main.ts';
import { ApiClient, ROOT_KEY } from '../test/support/api.ts';
import { startServers } from '../test/support/servers.ts';

const BATCH = 1_000;
const BATCHES = 20;
const ROUNDS = 5;
/** Batches in flight at once, on both sides. */
const CONCURRENCY = 2;

export async function benchIngest(): Promise<void> {
  const servers = await startServers({ names: ['postgres'], required: ['postgres'] });
  try {
    const { postgres: whereabouts } = servers.whereabouts;
    if (!whereabouts || !('superuserUrl' in whereabouts)) throw new Error('no PostgreSQL was started');
    const url = await createDatabase(whereabouts.superuserUrl);
    const config = loadConfig({ PORT: '0', NERUBA_ROOT_KEY: ROOT_KEY, NERUBA_LOG_LEVEL: 'error', NERUBA_DATABASE_URL: url });
    const neruba = await startNeruba(config);
    const sql = postgres(url, { max: CONCURRENCY, onnotice: () => undefined });
    try {
      await sql`create table usage_events_twin (like usage_events including all)`;
      await compare(await createCustomer(neruba.url), sql);
    } finally {
      await sql.end();
      await neruba.stop();
    }
  } finally {
    await servers.stop();
  }
}

/** Rounds alternate, so that a noisy moment of the machine falls on both. */
async function compare(client: ApiClient, sql: Sql): Promise<void> {
  const rates: { recordUsage: number; rawInsert: number }[] = [];
  await rateOf(batchesOf('warm'), (batch) => record(client, batch));
  await rateOf(batchesOf('warm'), (batch) => insert(sql, batch));
  for (let round = 1; round <= ROUNDS; round += 1) {
    const batches = batchesOf(`round ${round}`);
    rates.push({ recordUsage: await rateOf(batches, (batch) => record(client, batch)), rawInsert: await rateOf(batches, (batch) => insert(sql, batch)) });
  }
  const recordUsage = median(rates.map((rate) => rate.recordUsage));
  const rawInsert = median(rates.map((rate) => rate.rawInsert));
  const ratio = median(rates.map((rate) => rate.recordUsage / rate.rawInsert));
  print({ figure: 'recordUsage over HTTP', unit: 'events/s', value: Math.round(recordUsage) });
  print({ figure: 'raw multi-row insert', unit: 'events/s', value: Math.round(rawInsert) });
  print({ figure: 'recordUsage / raw insert', unit: 'ratio', value: Number(ratio.toFixed(3)) });
}

interface BenchEvent {
  readonly key: string;
  readonly occurredAt: string;
  readonly properties: { readonly tokens: number; readonly model: string };
}

function batchesOf(label: string): BenchEvent[][] {
  return Array.from({ length: BATCHES }, (_, batch) =>
    Array.from({ length: BATCH }, (__, index) => ({
      key: `${label}/${batch}/${index}`,
      occurredAt: new Date(Date.UTC(2026, 0, 1) + (batch * BATCH + index) * 60_000).toISOString(),
      properties: { tokens: (index * 37) % 5_000, model: 'large' },
    })),
  );
}

const RECORD = 'mutation($input: RecordUsageInput!) { recordUsage(input: $input) { counts { accepted } } }';

async function record(client: ApiClient, batch: readonly BenchEvent[]): Promise<void> {
  const events = batch.map((event) => ({ ...event, customerExternalId: 'bench', eventName: 'tokens' }));
  const { recordUsage } = await client.ask<{ recordUsage: { counts: { accepted: number } } }>(RECORD, { input: { events } });
  if (recordUsage.counts.accepted !== batch.length) throw new Error(`accepted ${recordUsage.counts.accepted} of ${batch.length}`);
}

async function insert(sql: Sql, batch: readonly BenchEvent[]): Promise<void> {
  const rows = batch.map(({ key, occurredAt, properties }) => ({
    tenant_id: TENANT,
    customer_id: CUSTOMER,
    id: v7(),
    event_key: key,
    event_name: 'tokens',
    occurred_at: occurredAt,
    properties: JSON.stringify(properties),
    fingerprint: createHash('sha256').update(key).digest(),
    book_seq: 0,
    recorded_at: occurredAt,
  }));
  await sql`insert into usage_events_twin ${sql(rows)}`;
}

const [TENANT, CUSTOMER] = [v7(), v7()];

/** Events per second, with so many batches in flight. */
async function rateOf(batches: readonly BenchEvent[][], send: (batch: readonly BenchEvent[]) => Promise<void>): Promise<number> {
  const waiting = [...batches];
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) await send(batch);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return (batches.length * BATCH * 1_000) / (performance.now() - begun);
}

async function createCustomer(url: string): Promise<ApiClient> {
  const root = new ApiClient(url, ROOT_KEY);
  const { apiKey } = await root.must<{ apiKey: { secret: string } }>('createTenant', { name: 'Bench', defaultCurrency: 'USD' }, 'apiKey { secret }');
  const client = new ApiClient(url, apiKey.secret);
  await client.must('createCustomer', { externalId: 'bench', name: 'Bench' }, 'replayed');
  await client.must('createMeter', { code: 'tokens', eventName: 'tokens', aggregation: 'SUM', valueProperty: 'tokens' }, 'replayed');
  return client;
}

async function createDatabase(superuserUrl: string): Promise<string> {
  const name = `neruba_bench_${randomBytes(4).toString('hex')}`;
  const sql = postgres(superuserUrl, { max: 1 });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  return Object.assign(new URL(superuserUrl), { pathname: `/${name}` }).toString();
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function print(figure: object): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}
