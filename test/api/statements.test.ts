import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, advance, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

const EVENTS_EACH = 3;
const name = (n: number) => `customer ${String(n).padStart(2, '0')}`;

/** 50 customers with a subscription, three events and an invoice each, and 51 more plans. */
async function fill(api: TestApi): Promise<ApiClient> {
  const client = await api.createTenant({ sandboxClock: FEBRUARY });
  await createCatalog(client);
  const customers = Array.from({ length: 50 }, (_, n) => name(n));
  await Promise.all(customers.map((customer) => createSubscriber(client, customer)));
  await record(client, customers.flatMap((customer) => Array.from({ length: EVENTS_EACH }, (_, n) => request(customer, `e${n}`, n + 1))));
  await Promise.all(customers.map((customer) => issue(client, customer, `invoice of ${customer}`)));
  const plans = Array.from({ length: 51 }, (_, n) => ({ code: `plan ${n}`, currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'r', meterCode: 'requests', model: { perUnit: { unitAmount: String(n) } } }] }));
  await Promise.all(plans.map((plan) => client.must('createPlan', plan, 'replayed')));
  return client;
}

const LINES = `lines { totalCount { value } nodes { lineKey quantity isAdjustment isProjected servicePeriod { start } subscription { id plan { code } } price { code meter { code } }
  explain { model quantity steps { label amount } fraction { numerator } exactAmount roundedAmount { amount } previouslyBilled { amount } }
  entries { totalCount { value } nodes { id side amount { amount } journal { seq hash } } } events { totalCount { value } nodes { id key customer { externalId } } } } }`;

/** Pages whose cost must not depend on their size. */
const PAGES: readonly (readonly [page: string, query: string])[] = [
  ['invoices with lines, evidence, entries and events', `query($n: Int) { page: invoices(first: $n) { totalCount { value } nodes { id number status customer { name } total { amount } amountDue { amount } ${LINES} } } }`],
  ['customers with subscriptions and invoices', `query($n: Int) { page: customers(first: $n) { nodes { id subscriptions { totalCount { value } nodes { id plan { code } segments { planVersion { number } } } } invoices(first: 3) { totalCount { value } nodes { number total { amount } amountDue { amount } ${LINES} } } } } }`],
  ['subscriptions with plan and customer', 'query($n: Int) { page: subscriptions(first: $n) { nodes { id plan { code currentVersion { number } } planVersion { prices { meter { code } } } customer { name } } } }'],
  ['ledger entries with journals', 'query($n: Int) { page: ledgerEntries(first: $n) { nodes { id journal { seq hash customer { name } entries { nodes { id } } } } } }'],
  ['ledger journals with entries and customer', 'query($n: Int) { page: ledgerJournals(first: $n) { nodes { seq customer { name } entries { totalCount { value } nodes { id } } } } }'],
  ['usage events with customer', 'query($n: Int) { page: usageEvents(first: $n) { edges { counts { occurredAt } } nodes { id counts { properties } corrections { ordinal } customer { name subscriptions { nodes { id } } } } } }'],
  ['plans with versions', 'query($n: Int) { page: plans(first: $n) { nodes { code currentVersion { number } versions { number prices { code meter { code } } } } } }'],
];

describe.each(dialectsUnderTest())('statements on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await fill(api);
  });
  afterAll(() => api.stop());

  it.each(PAGES)('statements: a page of 50 %s costs as many as a page of 5', async (_page, query) => {
    const counts: [rows: number, statements: number][] = [];
    for (const n of [5, 50]) {
      let rows = 0;
      const statements = await api.countStatements(async () => {
        const { page } = await client.ask<{ page: { nodes: unknown[] } }>(query, { n });
        rows = page.nodes.length;
      });
      counts.push([rows, statements.length]);
    }
    expect(counts).toEqual([[5, counts[0]![1]], [50, counts[0]![1]]]);
    expect(counts[0]![1]).toBeLessThan(40);
  });

  it('statements: an object by id costs as many among 50 as among 5', async () => {
    const { invoices, ledgerEntries, usageEvents, subscriptions, customers } = await client.ask<Record<string, { nodes: { id: string }[] }>>(
      '{ invoices(first: 20) { nodes { id } } ledgerEntries(first: 20) { nodes { id } } usageEvents(first: 20) { nodes { id } } subscriptions(first: 20) { nodes { id } } customers(first: 20) { nodes { id } } }',
    );
    const cost = async (each: number) => {
      const ids = [invoices, ledgerEntries, usageEvents, subscriptions, customers].flatMap((list) => list!.nodes.slice(0, each).map(({ id }) => id));
      const statements = await api.countStatements(() => client.ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }));
      return statements.length;
    };
    expect(await cost(20)).toBe(await cost(2));
  });

  it('statements: recording 1,000 events costs as many as recording 10, new or not', async () => {
    const batch = (prefix: string, size: number) => Array.from({ length: size }, (_, n) => ({ ...request(name(n % 50), `${prefix} ${n}`, 5), occurredAt: '2026-02-10T00:00:00Z' }));
    const cost = async (events: object[]) => (await api.countStatements(() => record(client, events))).length;
    const [ten, thousand] = [await cost(batch('ten', 10)), await cost(batch('thousand', 1_000))];
    expect(thousand).toBe(ten);
    expect(await cost(batch('thousand', 1_000))).toBe(await cost(batch('ten', 10)));
    // An event of January, which is invoiced, leaves a mark.
    const late = (prefix: string, size: number) => batch(prefix, size).map((event) => ({ ...event, occurredAt: '2026-01-10T00:00:00Z' }));
    const marking = await cost(late('late ten', 10));
    expect(marking).toBeGreaterThan(ten);
    expect(await cost(late('late thousand', 1_000))).toBe(marking);
  });

  it('statements: issuing costs as many for 500 events as for 5, and for the sixth invoice as for the second', async () => {
    const customers = ['few', 'many'];
    for (const customer of customers) await createSubscriber(client, customer, {});
    await record(client, [
      ...Array.from({ length: 5 }, (_, n) => request('few', `e${n}`)),
      ...Array.from({ length: 500 }, (_, n) => request('many', `e${n}`)),
    ]);
    const cost = async (customer: string, key: string) => (await api.countStatements(() => issue(client, customer, key))).length;
    expect(await cost('many', 'many 1')).toBe(await cost('few', 'few 1'));
    const later: number[] = [];
    for (const month of ['03', '04', '05', '06', '07']) {
      await advance(client, `2026-${month}-01T00:00:00Z`);
      later.push(await cost('few', `few ${month}`));
    }
    expect(new Set(later)).toEqual(new Set([later[0]]));
  });
});
