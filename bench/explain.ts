/**
 * Explaining a line: milliseconds for `explain` and the first page of its events through the API, for a line of many events, one
 * of few, and one of few beside others, as many but at most 50,000: half of them of the same name a month before, half of another name in the same
 * month. The ratios are what to look at: about 1. A line that a few of its name's events make, one whose price looks at single
 * events, and the late events of an adjustment stand beside. `npm run bench -- explain [EVENTS] [DIALECT]`; events are written as
 * `recordUsage` writes them, without HTTP.
 */
import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import postgres from 'postgres';
import { v7 } from 'uuid';
import { loadConfig } from '../src/config.ts';
import { instant, parseInstant } from '../src/core/instant.ts';
import { parseUsageEvent } from '../src/core/usageEvent.ts';
import { closeEngine, openEngine, startNeruba } from '../src/main.ts';
import { findCustomersByExternalId } from '../src/repositories/customers.ts';
import { findTenantIds } from '../src/repositories/tenants.ts';
import { type NewUsageEvent, recordEvents } from '../src/repositories/usageEvents.ts';
import type { Engine } from '../src/services/engine.ts';
import { ApiClient, ROOT_KEY } from '../test/support/api.ts';
import { DIALECT_NAMES, startServers } from '../test/support/servers.ts';

const FEW = 1_000;
const OTHERS_LIMIT = 50_000;
const ROUNDS = 15;
/** A few of the events, on a line of their own. */
const RARE = 10;
const [JANUARY, FEBRUARY, MARCH, APRIL] = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'].map((day) => `${day}T00:00:00Z`) as [string, string, string, string];

export async function benchExplain(): Promise<void> {
  const events = Number(process.argv[3] ?? 1_000_000);
  const dialect = DIALECT_NAMES.find((name) => name === (process.argv[4] ?? 'postgres')) ?? 'postgres';
  const servers = await startServers({ names: [dialect], required: [dialect] });
  try {
    const whereabouts = servers.whereabouts[dialect];
    if (!whereabouts || !('superuserUrl' in whereabouts)) throw new Error(`${dialect} is no server`);
    const url = await createDatabase(whereabouts.superuserUrl);
    const config = loadConfig({ PORT: '0', NERUBA_ROOT_KEY: ROOT_KEY, NERUBA_LOG_LEVEL: 'error', NERUBA_DATABASE_URL: url });
    const neruba = await startNeruba(config);
    const engine = await openEngine(config);
    try {
      await measure(await createSeller(neruba.url), engine, events);
    } finally {
      await closeEngine(engine);
      await neruba.stop();
    }
  } finally {
    await servers.stop();
  }
}

interface BenchCustomer {
  readonly name: string;
  readonly events: number;
  readonly others: number;
}

async function measure(client: ApiClient, engine: Engine, events: number): Promise<void> {
  const besides = Math.min(events, OTHERS_LIMIT);
  const customers: BenchCustomer[] = [[FEW, 0], [FEW, besides], [events, 0]].map(([own = 0, others = 0]) => ({ name: `${own} and ${others} others`, events: own, others }));
  const begun = performance.now();
  for (const customer of customers) await fill(client, engine, customer);
  print({ figure: 'filled', unit: 'events/s', value: Math.round((customers.reduce((sum, one) => sum + one.events + one.others, 0) * 1_000) / (performance.now() - begun)) });

  // As the database does by itself a minute later.
  await engine.store.exclusively((run) => run(engine.store.dialect === 'postgres' ? 'analyze' : 'analyze table usage_events'));
  const lines = new Map<string, string>();
  for (const [to, late] of [[FEBRUARY, false], [MARCH, true], [APRIL, false]] as const) {
    await client.must('advanceClock', { to }, 'clock { now }');
    for (const { name } of customers) {
      const asked = performance.now();
      const { invoice } = await client.must<{ invoice: { id: string } }>('issueInvoice', { idempotencyKey: `${name} ${to}`, customerExternalId: name }, 'invoice { id }');
      lines.set(`${name} ${to}`, invoice.id);
      if (late) print({ figure: `issued: ${name}`, unit: 's', value: Number(((performance.now() - asked) / 1_000).toFixed(1)) });
      if (late) await client.must('recordUsage', { events: Array.from({ length: RARE }, (_, index) => ({ ...eventOf(name, `late ${index}`, FEBRUARY, index), eventName: 'completion' })) }, 'counts { accepted }');
    }
  }
  const medians = new Map<string, number>();
  for (const [what, question] of Object.entries(QUESTIONS)) {
    const places = await Promise.all(customers.map(async ({ name }) => ({ name, place: await placeOf(client, lines.get(`${name} ${question.month}`) ?? '', question) })));
    for (const [name, ms] of await mediansOf(places, (place) => explain(client, place, question))) {
      medians.set(`${what} ${name}`, ms);
      print({ figure: `${what}: ${name}`, unit: 'ms', value: Number(ms.toFixed(1)) });
    }
    const of = (own: number, others: number) => medians.get(`${what} ${own} and ${others} others`) ?? 0;
    print({ figure: `${what}: ${FEW} events with / without ${besides} others`, unit: 'ratio', value: Number((of(FEW, besides) / of(FEW, 0)).toFixed(2)) });
    print({ figure: `${what}: ${events} / ${FEW} events`, unit: 'ratio', value: Number((of(events, 0) / of(FEW, 0)).toFixed(2)) });
  }
}

interface Question {
  readonly month: string;
  readonly priceCode: string;
  readonly newOnly: boolean;
  readonly model: string | null;
}

const QUESTIONS: Readonly<Record<string, Question>> = {
  'whole line': { month: MARCH, priceCode: 'tokens', newOnly: false, model: null },
  'line of few of the events': { month: MARCH, priceCode: 'by model', newOnly: false, model: 'rare' },
  'line rated event by event': { month: MARCH, priceCode: 'share', newOnly: false, model: null },
  'adjustment by late events': { month: APRIL, priceCode: 'tokens', newOnly: true, model: null },
};

const LINES = `query($id: ID!) { invoice(id: $id) { lines(first: 50) { edges { cursor node { price { code } dimensions } } } } }`;
const EXPLAIN = `query($id: ID!, $after: String, $newOnly: Boolean!) { invoice(id: $id) { lines(first: 1, after: $after) { nodes {
  quantity explain { model steps { kind } } events(first: 50, newOnly: $newOnly) { nodes { key } pageInfo { hasNextPage } totalCount { value } } } } } }`;

interface Lines<Line> {
  readonly invoice: { readonly lines: Line };
}

/** The line alone, by the cursor of the one before it. */
async function placeOf(client: ApiClient, id: string, { priceCode, model }: Question): Promise<{ id: string; after: string | null }> {
  const { invoice } = await client.ask<Lines<{ edges: readonly { cursor: string; node: { price: { code: string } | null; dimensions: object | null } }[] }>>(LINES, { id });
  const index = invoice.lines.edges.findIndex(({ node }) => node.price?.code === priceCode && (model === null || JSON.stringify(node.dimensions).includes(model)));
  if (index < 0) throw new Error(`no line of ${priceCode} in ${JSON.stringify(invoice)}`);
  return { id, after: invoice.lines.edges[index - 1]?.cursor ?? null };
}

async function explain(client: ApiClient, place: { id: string; after: string | null }, { newOnly }: Question): Promise<void> {
  const { invoice } = await client.ask<Lines<{ nodes: readonly { events: { nodes: readonly object[] } }[] }>>(EXPLAIN, { ...place, newOnly });
  if ((invoice.lines.nodes[0]?.events.nodes.length ?? 0) === 0) throw new Error('the line has no events');
}

async function fill(client: ApiClient, engine: Engine, { name, events, others }: BenchCustomer): Promise<void> {
  await client.must('createCustomer', { externalId: name, name }, 'replayed');
  await client.must('createSubscription', { idempotencyKey: name, customerExternalId: name, planCode: 'tokens', startAt: JANUARY }, 'replayed');
  const [tenantId = ''] = await findTenantIds(engine.store.database);
  const [customer] = await findCustomersByExternalId(engine.store.database, { tenantId, customerId: null }, [name]);
  if (!customer) throw new Error(`no customer ${name}`);
  // At least one, so that each has an invoice of January, and all have as many journals.
  const half = Math.max(others >> 1, 1);
  const series = [
    { label: 'before', eventName: 'completion', month: JANUARY, count: half },
    { label: 'other', eventName: 'other', month: FEBRUARY, count: Math.max(others - half, 0) },
    { label: 'own', eventName: 'completion', month: FEBRUARY, count: events },
  ];
  for (const { label, eventName, month, count } of series) {
    for (let done = 0; done < count; done += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, count - done) }, (_, index): NewUsageEvent => {
        const event = parseUsageEvent({ ...eventOf(name, `${label} ${done + index}`, month, done + index), eventName });
        const { key, occurredAt, propertiesText, fingerprint } = event;
        return { key, occurredAt, propertiesText, fingerprint, eventName, customerId: customer.id, id: v7(), sealed: null, bookSeq: 0, recordedAt: instant(parseInstant(JANUARY)) };
      });
      await engine.store.transaction((tx) => recordEvents(tx, tenantId, rows));
    }
  }
}

const BATCH = 2_000;

/** Spread over four weeks of the month; ten of them are of a model of their own. */
function eventOf(customerExternalId: string, key: string, month: string, index: number) {
  const occurredAt = new Date(Date.parse(month) + ((index * 7_919) % 2_419_200) * 1_000).toISOString();
  return { key, customerExternalId, occurredAt, properties: { n: (index * 37) % 5_000, model: index < RARE ? 'rare' : 'usual' } };
}

async function createSeller(url: string): Promise<ApiClient> {
  const { apiKey } = await new ApiClient(url, ROOT_KEY).must<{ apiKey: { secret: string } }>('createTenant', { name: 'Bench', defaultCurrency: 'USD', sandboxClock: JANUARY }, 'apiKey { secret }');
  const client = new ApiClient(url, apiKey.secret);
  await client.must('createMeter', { code: 'tokens', eventName: 'completion', aggregation: 'SUM', valueProperty: 'n', groupBy: ['model'] }, 'replayed');
  const tiers = [{ upTo: '1000000', unitAmount: '0.0001' }, { upTo: null, unitAmount: '0.00005' }];
  const prices = [
    { code: 'tokens', meterCode: 'tokens', model: { graduated: { tiers } } },
    { code: 'share', meterCode: 'tokens', model: { percentage: { rate: '0.1', fixedPerEvent: '0.0001' } } },
    { code: 'by model', meterCode: 'tokens', groupBy: ['model'], model: { perUnit: { unitAmount: '0.0001' } } },
  ];
  await client.must('createPlan', { code: 'tokens', currency: 'USD', interval: { unit: 'MONTH' }, prices }, 'replayed');
  return client;
}

async function createDatabase(superuserUrl: string): Promise<string> {
  const name = `neruba_bench_${randomBytes(4).toString('hex')}`;
  if (superuserUrl.startsWith('postgres')) {
    const sql = postgres(superuserUrl, { max: 1 });
    await sql.unsafe(`create database ${name}`);
    await sql.end();
  } else {
    const connection = await createConnection({ uri: superuserUrl.replace(/^mariadb:/, 'mysql:') });
    await connection.query(`create database ${name}`);
    await connection.end();
  }
  return Object.assign(new URL(superuserUrl), { pathname: `/${name}` }).toString();
}

/** Milliseconds of each. They take turns, so that a noisy moment of the machine falls on all. */
async function mediansOf<Place>(places: readonly { name: string; place: Place }[], work: (place: Place) => Promise<void>): Promise<Map<string, number>> {
  const taken = new Map(places.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { name, place } of places) {
      const begun = performance.now();
      await work(place);
      if (round > 0) taken.get(name)?.push(performance.now() - begun);
    }
  }
  return new Map([...taken].map(([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1] ?? 0]));
}

function print(figure: object): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}
