import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, startApi } from '../support/api.ts';
import { type Chance, chanceOf } from '../support/chance.ts';
import { shareOut, withConnections } from '../support/connections.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { type TokenEvent, type UsageAnswer, countEvents, createTokenPlan, record, subscribe, tokens } from '../support/tokenPlan.ts';

const CONNECTIONS = 16;
const PASSES = 20;
const JANUARY = '2026-01-01T00:00:00Z';
const FEBRUARY = '2026-02-01T00:00:00Z';

const INVOICE = 'invoice { number total { amount } lines { nodes { description quantity amount { amount } explain { eventCount exactAmount steps { label quantity amount } } } } }';
const JOURNALS =
  '{ ledgerJournals(first: 100) { nodes { seq kind effectiveAt billableAt quantity exactAmount ratedDigest entries { nodes { side account { code } amount { amount } } } } } }';

interface Issued {
  readonly invoice: { readonly number: string; readonly total: { readonly amount: string }; readonly lines: { readonly nodes: readonly unknown[] } };
}

/** 1,000 events of 1 to 1,000 tokens, dealt to the customers one by one. */
function thousandEvents(customers: readonly string[]): TokenEvent[] {
  return Array.from({ length: 1_000 }, (_, index) => {
    const occurredAt = new Date(Date.parse(JANUARY) + index * 2_000_000).toISOString();
    return tokens(customers[index % customers.length]!, { key: `event ${index}`, occurredAt, n: index + 1 });
  });
}

/** One pass over all events: in an order of its own, cut into batches of 1 to 1,000, small ones as likely as large ones. */
function batchesOfPass(events: readonly TokenEvent[], chance: Chance): TokenEvent[][] {
  const order = chance.shuffle(events);
  const batches: TokenEvent[][] = [];
  while (order.length > 0) batches.push(order.splice(0, Math.min(chance.whole(1, 10) ** chance.whole(0, 3), 1_000)));
  return batches;
}

async function newTenant(api: TestApi, customers: readonly string[]): Promise<ApiClient> {
  const client = await api.createTenant({ sandboxClock: JANUARY });
  await createTokenPlan(client);
  for (const customer of customers) await subscribe(client, customer, JANUARY);
  return client;
}

async function issueAll(client: ApiClient, customers: readonly string[]): Promise<Issued[]> {
  await client.must('advanceClock', { to: FEBRUARY }, 'clock { now }');
  const issued: Issued[] = [];
  for (const customerExternalId of customers) {
    issued.push(await client.must<Issued>('issueInvoice', { idempotencyKey: `issue ${customerExternalId}`, customerExternalId }, INVOICE));
  }
  return issued;
}

/** All journals with what they hold, and without what differs between tenants: ids and hashes. */
async function journalsOf(client: ApiClient): Promise<unknown[]> {
  const { ledgerJournals } = await client.ask<{ ledgerJournals: { nodes: unknown[] } }>(JOURNALS);
  return ledgerJournals.nodes;
}

function acceptedKeys(answers: readonly UsageAnswer[]): string[] {
  return answers.flatMap(({ results }) => results.filter(({ outcome }) => outcome === 'ACCEPTED').map(({ key }) => key));
}

function sumCounts(answers: readonly UsageAnswer[]): UsageAnswer['counts'] {
  const sum = (word: keyof UsageAnswer['counts']) => answers.reduce((total, { counts }) => total + counts[word], 0);
  return { accepted: sum('accepted'), duplicate: sum('duplicate'), conflict: sum('conflict'), rejected: sum('rejected') };
}

describe.each(dialectsUnderTest())('concurrent usage on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi(dialect, { poolSize: CONNECTIONS });
  });
  afterAll(() => api.stop());

  it('record usage: 1,000 events sent 20 times over 16 connections count once, and bill as one ordered pass does', async () => {
    const events = thousandEvents(['acme']);
    const chance = chanceOf(20_260_101);
    const client = await newTenant(api, ['acme']);
    const batches = chance.shuffle(Array.from({ length: PASSES }, () => batchesOfPass(events, chance)).flat());
    const answers = await withConnections(client, CONNECTIONS, (connections) => shareOut(connections, batches, record));

    expect(sumCounts(answers)).toEqual({ accepted: 1_000, duplicate: 19_000, conflict: 0, rejected: 0 });
    expect(new Set(acceptedKeys(answers)).size).toBe(1_000);
    expect(await countEvents(client)).toBe(1_000);

    const single = await newTenant(api, ['acme']);
    expect(sumCounts([await record(single, events)])).toEqual({ accepted: 1_000, duplicate: 0, conflict: 0, rejected: 0 });
    const [raced] = await issueAll(client, ['acme']);
    // 1 + 2 + ... + 1,000 = 500,500 tokens: 1,000 x 0.01 + 499,500 x 0.005 = 10 + 2,497.50.
    expect(raced!.invoice.total.amount).toBe('2507.50');
    expect([raced]).toEqual(await issueAll(single, ['acme']));
    expect(await journalsOf(client)).toEqual(await journalsOf(single));
  });

  it('record usage: batches that mix customers in opposite orders do not lock each other out', async () => {
    const customers = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const events = thousandEvents(customers);
    const chance = chanceOf(20_260_102);
    const client = await newTenant(api, customers);
    const byCustomer = [...events].sort((a, b) => a.customerExternalId.localeCompare(b.customerExternalId));
    const orders = [events, [...events].reverse(), byCustomer, [...byCustomer].reverse()];
    const batches = orders.flatMap((order) => [100, 250, 1_000].flatMap((size) => cut(order, size)));
    const answers = await withConnections(client, CONNECTIONS, (connections) => shareOut(connections, chance.shuffle(batches), record));

    expect(sumCounts(answers)).toEqual({ accepted: 1_000, duplicate: 11_000, conflict: 0, rejected: 0 });
    expect(new Set(acceptedKeys(answers)).size).toBe(1_000);
    expect(await countEvents(client)).toBe(1_000);
    const issued = await issueAll(client, customers);
    // Customer number c has the 125 events of 8k + c tokens, k from 0 to 124: 62,000 + 125c tokens, of which 1,000 cost
    // 10.00 and the others 305 + 0.625c: for c = 1 315.625, which rounds away from zero.
    expect(issued.map(({ invoice }) => invoice.total.amount)).toEqual(['315.63', '316.25', '316.88', '317.50', '318.13', '318.75', '319.38', '320.00']);
  });

  it('record usage: of two contents racing for one key one wins for ever, and every answer agrees with it', async () => {
    const client = await newTenant(api, ['acme']);
    const contest = (n: number) => Array.from({ length: 25 }, (_, index) => tokens('acme', { key: `key ${index}`, occurredAt: JANUARY, n: n * 1_000 + index }));
    const answers = await withConnections(client, 8, (connections) =>
      Promise.all(connections.map((connection, number) => record(connection, chanceOf(number).shuffle(contest(1 + (number % 2)))))),
    );

    const winners = new Map<string, number>();
    for (const { results } of answers) {
      for (const { key, event } of results) winners.set(key, event!.properties.n);
    }
    for (const [number, { results }] of answers.entries()) {
      for (const { key, outcome, event, error } of results) {
        const index = Number(key.slice('key '.length));
        const hasWon = winners.get(key) === (1 + (number % 2)) * 1_000 + index;
        expect(event!.properties.n).toBe(winners.get(key));
        expect(hasWon ? ['ACCEPTED', 'DUPLICATE'] : ['CONFLICT']).toContain(outcome);
        expect(error?.code ?? null).toBe(hasWon ? null : 'CONFLICT');
      }
    }
    expect(acceptedKeys(answers).sort()).toEqual([...winners.keys()].sort());
    // 25 keys from 8 connections, 4 with either content: one ACCEPTED and three DUPLICATE for the winner, four CONFLICT.
    expect(sumCounts(answers)).toEqual({ accepted: 25, duplicate: 75, conflict: 100, rejected: 0 });
    expect(await countEvents(client)).toBe(25);
  });

  it('record usage: one bad event in a batch is rejected with its field, and the others go in', async () => {
    const client = await newTenant(api, ['acme']);
    const events = Array.from({ length: 20 }, (_, index) => tokens('acme', { key: `key ${index}`, occurredAt: index === 7 ? 'yesterday' : JANUARY, n: index }));
    const { results, counts } = await record(client, events);
    expect(counts).toEqual({ accepted: 19, duplicate: 0, conflict: 0, rejected: 1 });
    expect(results[7]).toMatchObject({ outcome: 'REJECTED', event: null, error: { path: ['input', 'events', '7', 'occurredAt'] } });
    expect(await countEvents(client)).toBe(19);
  });
});

function cut<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
