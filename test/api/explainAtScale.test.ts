/** What explaining a line reads: the line's own events, however many others its customer has, on every engine. */
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Instant, instant, parseInstant } from '../../src/core/instant.ts';
import { readTrace } from '../../src/core/lineTrace.ts';
import type { Mention } from '../../src/core/propertyMention.ts';
import { createLineEventLoader } from '../../src/graphql/loaders/lineEvents.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { findCustomersByExternalId } from '../../src/repositories/customers.ts';
import { findTenantIds } from '../../src/repositories/tenants.ts';
import type { Engine } from '../../src/services/engine.ts';
import type { Transaction } from '../../src/store/database.ts';
import { type ApiClient, type TestApi, configOf, startApi } from '../support/api.ts';
import { type Dialect, dialectsUnderTest } from '../support/dialects.ts';
import { isMysqlFamily } from '../support/rawSql.ts';
import { FEBRUARY, JANUARY, MARCH, advance, record } from '../support/shop.ts';

const CALLS = { code: 'calls', eventName: 'called', aggregation: 'SUM', valueProperty: 'n', groupBy: ['project'] };
const PRICES = [
  { code: 'by project', meterCode: 'calls', groupBy: ['project'], model: { perUnit: { unitAmount: '0.01' } } },
  { code: 'share', meterCode: 'calls', model: { percentage: { rate: '1', fixedPerEvent: '0.1' } } },
];
const RARE = 10;
/** Of another project in the same days, and as many of the same project a month before. */
const OTHERS = 1_000;

const DAY_MS = 86_400_000;
const START = Date.parse(JANUARY) + 4 * DAY_MS;
const LATE = START + 20 * DAY_MS;
const APRIL = '2026-04-01T00:00:00Z';
const called = (key: string, customerExternalId: string, occurredAt: number, project: string) => ({ key, customerExternalId, eventName: 'called', occurredAt: new Date(occurredAt).toISOString(), properties: { n: 100, project } });
const rare = (customer: string) => Array.from({ length: RARE }, (_, index) => called(`rare ${index}`, customer, START + index * 60_000, 'rare'));
const others = (customer: string) =>
  Array.from({ length: OTHERS }, (_, index) => [called(`usual ${index}`, customer, START + index * 200 + 1, 'usual'), called(`before ${index}`, customer, START - 30 * DAY_MS + index * 200, 'rare')]).flat();

interface Lines {
  readonly invoice: { readonly lines: { readonly edges: readonly { readonly cursor: string; readonly node: { readonly price: { readonly code: string }; readonly dimensions: { readonly project: string } | null } }[] } };
}

interface Line {
  readonly events: { readonly nodes: readonly { readonly key: string }[]; readonly totalCount: { readonly value: number }; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string; readonly startCursor: string } };
  readonly explain: { readonly quantity: string; readonly exactAmount: string; readonly steps: readonly { readonly kind: string; readonly amount: string }[] };
}

const LINES = 'query($id: ID!) { invoice(id: $id) { lines(first: 50) { edges { cursor node { price { code } dimensions } } } } }';

/** Asks for one line alone: cursors of its events are its own. */
async function lineOf(client: ApiClient, id: string, which: { readonly code: string; readonly project: string | null }, fields: string): Promise<Line> {
  const { invoice } = await client.ask<Lines>(LINES, { id });
  const index = invoice.lines.edges.findIndex(({ node }) => node.price.code === which.code && (node.dimensions?.project ?? null) === which.project);
  const after = invoice.lines.edges[index - 1]?.cursor ?? null;
  const { invoice: asked } = await client.ask<{ invoice: { lines: { nodes: [Line] } } }>(`query($id: ID!, $after: String) { invoice(id: $id) { lines(first: 1, after: $after) { nodes { ${fields} } } } }`, { id, after });
  return asked.lines.nodes[0];
}

const RARE_LINE = { code: 'by project', project: 'rare' };
const EVENTS = (args: string) => `events(${args}) { nodes { key } totalCount { value } pageInfo { hasNextPage endCursor startCursor } }`;
const keysOf = ({ events }: Pick<Line, 'events'>) => events.nodes.map(({ key }) => key);

describe.each(dialectsUnderTest())('explaining at scale on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  const invoices: Record<string, string> = {};

  async function issue(customerExternalId: string, asOf: string): Promise<void> {
    const { invoice } = await client.must<{ invoice: { id: string } }>('issueInvoice', { idempotencyKey: `${customerExternalId} ${asOf}`, customerExternalId, asOf }, 'invoice { id }');
    invoices[`${customerExternalId} ${asOf}`] = invoice.id;
  }

  beforeAll(async () => {
    api = await startApi(dialect);
    client = await api.createTenant({ sandboxClock: JANUARY, timeZone: 'UTC' });
    await client.must('createMeter', CALLS, 'replayed');
    await client.must('createPlan', { code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, prices: PRICES }, 'replayed');
    for (const customer of ['alone', 'crowded']) {
      await client.must('createCustomer', { externalId: customer, name: customer }, 'replayed');
      await client.must('createSubscription', { idempotencyKey: customer, customerExternalId: customer, planCode: 'plan', startAt: JANUARY }, 'replayed');
      await record(client, rare(customer));
    }
    for (let done = 0; done < OTHERS * 2; done += 1_000) await record(client, others('crowded').slice(done, done + 1_000));
    await advance(client, FEBRUARY);
    for (const customer of ['alone', 'crowded']) await issue(customer, FEBRUARY);
  });
  afterAll(() => api.stop());

  it('events: a line of few among many pages both ways, and each invoice shows what it knew', async () => {
    const id = invoices[`crowded ${FEBRUARY}`] ?? '';
    const first = await lineOf(client, id, RARE_LINE, EVENTS('first: 4'));
    expect([keysOf(first), first.events.totalCount.value, first.events.pageInfo.hasNextPage]).toEqual([['rare 0', 'rare 1', 'rare 2', 'rare 3'], 10, true]);
    const rest = await lineOf(client, id, RARE_LINE, EVENTS(`first: 50, after: "${first.events.pageInfo.endCursor}"`));
    expect([keysOf(rest), rest.events.pageInfo.hasNextPage]).toEqual([['rare 4', 'rare 5', 'rare 6', 'rare 7', 'rare 8', 'rare 9'], false]);
    const last = await lineOf(client, id, RARE_LINE, EVENTS('last: 3'));
    expect(keysOf(last)).toEqual(['rare 7', 'rare 8', 'rare 9']);
    expect(keysOf(await lineOf(client, id, RARE_LINE, EVENTS(`last: 3, before: "${last.events.pageInfo.startCursor}"`)))).toEqual(['rare 4', 'rare 5', 'rare 6']);

    // One is moved to where the line had none, one leaves it, and one comes late.
    for (const customerExternalId of ['alone', 'crowded']) {
      await client.must('amendUsage', { idempotencyKey: `move ${customerExternalId}`, customerExternalId, eventKey: 'rare 1', occurredAt: '2026-01-20T00:00:00Z', properties: { n: 100, project: 'rare' }, reason: 'moved' }, 'replayed');
      await client.must('amendUsage', { idempotencyKey: `leave ${customerExternalId}`, customerExternalId, eventKey: 'rare 2', properties: { n: 100, project: 'usual' }, reason: 'left' }, 'replayed');
      await record(client, [called('late', customerExternalId, START - 60_000, 'rare'), called('later', customerExternalId, START - 30_000, 'rare')]);
    }
    await advance(client, MARCH);
    await issue('crowded', MARCH);
    const now = await lineOf(client, invoices[`crowded ${MARCH}`] ?? '', RARE_LINE, EVENTS('first: 50'));
    expect(keysOf(now)).toEqual(['late', 'later', 'rare 0', 'rare 3', 'rare 4', 'rare 5', 'rare 6', 'rare 7', 'rare 8', 'rare 9', 'rare 1']);
    expect(keysOf(await lineOf(client, id, RARE_LINE, EVENTS('first: 50')))).toEqual(Array.from({ length: RARE }, (_, index) => `rare ${index}`));
  });

  it('events: what is new on an adjustment is what came since, and nothing else', async () => {
    // On a day on which nothing else came late, in a month of a thousand others.
    await record(client, [called('once more', 'crowded', LATE, 'rare')]);
    await advance(client, APRIL);
    await issue('crowded', APRIL);
    const line = await lineOf(client, invoices[`crowded ${APRIL}`] ?? '', RARE_LINE, EVENTS('first: 50, newOnly: true'));
    expect([keysOf(line), line.events.totalCount.value]).toEqual([['once more'], 1]);
    const before = await lineOf(client, invoices[`crowded ${MARCH}`] ?? '', RARE_LINE, EVENTS('first: 50, newOnly: true'));
    expect([keysOf(before), before.events.totalCount.value]).toEqual([['late', 'later', 'rare 1', 'rare 2'], 4]);
  });

  it('explain: a price that looks at single events is explained without reading one of them', async () => {
    const id = invoices[`alone ${FEBRUARY}`] ?? '';
    let line: Line | undefined;
    const statements = await api.countStatements(async () => {
      line = await lineOf(client, id, { code: 'share', project: null }, 'explain { quantity exactAmount steps { kind amount } }');
    });
    // Ten events of 100: 1 % of 1000, and ten times 0.1.
    expect(line?.explain).toEqual({ quantity: '1000', exactAmount: '11', steps: [{ kind: 'PERCENTAGE', amount: '10' }, { kind: 'FIXED', amount: '1' }] });
    expect(statements.filter((statement) => statement.includes('usage_events'))).toEqual([]);
  });

  it('events: what the first page reads does not depend on the other events of the customer', async () => {
    await api.stop({ keepDatabase: true });
    const engine = await openEngine(configOf(api.database));
    try {
      await engine.store.exclusively((run) => run(isMysqlFamily(dialect.name) ? 'analyze table usage_events' : 'analyze usage_events'));
      // Ten events: an entry of an index and a row for each, and whether it was corrected.
      for (const customer of ['alone', 'crowded']) expect(await rowsRead(engine, dialect, customer)).toBeLessThan(80);
      // Of all usage together the page is the beginning of an index, which no engine has to sort.
      expect(await rowsRead(engine, dialect, 'crowded', { isTraced: false, mentions: [], limit: 10 })).toBeLessThan(80);
      // What is new is looked for on the days on which something came late.
      expect(await rowsRead(engine, dialect, 'crowded', { isTraced: false, since: instant(Date.parse(FEBRUARY) - 1) })).toBeLessThan(80);
      // A count that would see it.
      expect(await rowsRead(engine, dialect, 'crowded', { isTraced: false })).toBeGreaterThan(OTHERS);
      // PostgreSQL counts no entry of an index that says by itself that it is not new.
      if (isMysqlFamily(dialect.name)) expect(await rowsRead(engine, dialect, 'crowded', { isTraced: false, since: null })).toBeGreaterThan(OTHERS);
    } finally {
      await closeEngine(engine);
    }
  });
});

interface Reading {
  readonly isTraced?: boolean;
  readonly mentions?: readonly Mention[];
  readonly limit?: number;
  /** Only what is new since the event of `LATE` was recorded, of a line that was rated through this; null: through a time that is not known. */
  readonly since?: Instant | null;
}

/** How many rows and index entries the first page of the rare line's events of January takes the engine. */
async function rowsRead(engine: Engine, dialect: Dialect, externalId: string, { isTraced = true, mentions = [['"project":"rare"']], limit = 50, since }: Reading = {}): Promise<number> {
  const db = engine.store.database;
  const [tenantId = ''] = await findTenantIds(db);
  const [customer] = await findCustomersByExternalId(db, { tenantId, customerId: null }, [externalId]);
  if (!customer) throw new Error(`no customer ${externalId}`);
  const traces = (await db.select().from(db.tables.ratingRecords)).filter(({ customerId }) => customerId === customer.id).map(({ trace }) => (trace === null ? null : readTrace(trace)));
  const trace = traces.find((one) => one?.instants.length === RARE && one.instants[0] === START);
  if (!trace) throw new Error(`no trace of ${externalId}`);
  const time = { start: parseInstant(JANUARY), end: parseInstant(FEBRUARY) };
  const request = { limit, after: null, before: null, isBackward: false };
  const { usageEvents: event } = db.tables;
  const [late] = await db.select({ seq: event.bookSeq }).from(event).where(and(eq(event.customerId, customer.id), eq(event.occurredAt, instant(LATE))));
  const window = { customerId: customer.id, eventName: 'called', time, knownBySeq: null, mentions, since: since === undefined || !late ? null : { seq: late.seq, ratedThrough: since }, request };
  return await engine.store.transaction(async (tx) => {
    const begun = await counted(tx);
    const overhead = (await counted(tx)) - begun;
    const before = await counted(tx);
    await createLineEventLoader(tx, tenantId).load({ window, matches: () => true, trace: isTraced ? trace : null });
    return (await counted(tx)) - before - overhead;
  });

  /** What this session has read of usage, as the engine itself counts it. */
  async function counted(tx: Transaction): Promise<number> {
    const status = dialect.name === 'mariadb' ? sql`information_schema.session_status` : sql`performance_schema.session_status`;
    const ofMysql = sql<string>`(select sum(variable_value) from ${status} where variable_name in ('Handler_read_first', 'Handler_read_key', 'Handler_read_next', 'Handler_read_prev', 'Handler_read_rnd'))`;
    const ofPostgres = sql<string>`(select pg_stat_get_xact_tuples_returned('usage_events'::regclass) + sum(pg_stat_get_xact_tuples_returned(indexrelid)) from pg_index where indrelid = 'usage_events'::regclass)`;
    const [row] = await tx.select({ read: isMysqlFamily(dialect.name) ? ofMysql : ofPostgres }).from(tx.tables.tenants).limit(1);
    return Number(row?.read);
  }
}
