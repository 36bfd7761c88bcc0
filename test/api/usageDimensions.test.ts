/** Lines by dimension and levels over HTTP, on every engine: what is charged, explained, listed, and refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { JANUARY, advance, record } from '../support/shop.ts';

const STORAGE = { code: 'storage', eventName: 'resized', aggregation: 'WEIGHTED_SUM', valueProperty: 'by', groupBy: ['disk', 'zone'] };
const CALLS = { code: 'calls', eventName: 'called', aggregation: 'MAX', valueProperty: 'n', groupBy: ['model', 'project'] };
const TIERS = { graduated: { tiers: [{ upTo: '10', unitAmount: '1' }, { upTo: null, unitAmount: '0.5' }] } };

/** One plan of these prices, from 1 January in UTC. */
async function setUp(client: ApiClient, prices: readonly object[]): Promise<void> {
  await client.must('createMeter', STORAGE, 'replayed');
  await client.must('createMeter', CALLS, 'replayed');
  await client.must('createPlan', { code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, prices }, 'replayed');
  await client.must('createCustomer', { externalId: 'acme', name: 'Acme', timeZone: 'UTC' }, 'replayed');
  await client.must('createSubscription', { idempotencyKey: 's', customerExternalId: 'acme', planCode: 'plan', startAt: JANUARY }, 'replayed');
}

const resized = (key: string, occurredAt: string, by: number, properties: object = {}) => ({ key, customerExternalId: 'acme', eventName: 'resized', occurredAt, properties: { by, ...properties } });
const called = (key: string, day: number, n: number, properties: object) => ({ key, customerExternalId: 'acme', eventName: 'called', occurredAt: `2026-01-0${day}T00:00:00Z`, properties: { n, ...properties } });

interface Line {
  readonly description: string;
  readonly dimensions: Record<string, string | null> | null;
  readonly quantity: string;
  readonly amount: { readonly amount: string };
  readonly servicePeriod: { readonly start: string };
  readonly events: { readonly nodes: readonly { readonly key: string }[]; readonly totalCount: { readonly value: number } };
  readonly news: { readonly nodes: readonly { readonly key: string }[]; readonly totalCount: { readonly value: number } };
  readonly explain: { readonly quantity: string; readonly exactAmount: string; readonly steps: readonly { readonly amount: string }[] };
}

interface Listed {
  readonly nodes: readonly { readonly key: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly startCursor: string; readonly endCursor: string };
}

const LISTED = '{ nodes { key } totalCount { value } }';
const LINES = `lines(first: 50) { nodes { description dimensions quantity amount { amount } servicePeriod { start } events ${LISTED} news: events(newOnly: true) ${LISTED} explain { quantity exactAmount steps { amount } } } }`;

async function issue(client: ApiClient, asOf: string): Promise<readonly Line[]> {
  await advance(client, asOf);
  const { invoice } = await client.must<{ invoice: { lines: { nodes: readonly Line[] } } }>('issueInvoice', { idempotencyKey: asOf, customerExternalId: 'acme', asOf }, `invoice { ${LINES} }`);
  return invoice.lines.nodes;
}

/** `month dimensions quantity amount: keys of its events`, by text. */
function texts(lines: readonly Line[]): string[] {
  return lines
    .map(({ servicePeriod, dimensions, quantity, amount, events }) => {
      expect(events.totalCount.value).toBe(events.nodes.length);
      const values = dimensions === null ? '' : ` ${Object.entries(dimensions).map(([name, value]) => `${name}=${value}`).join(' ')}`;
      return `${servicePeriod.start.slice(0, 7)}${values} ${quantity} ${amount.amount}: ${events.nodes.map(({ key }) => key).join(' ')}`;
    })
    .sort();
}

const digests = new Map<string, string[]>();

async function verified(client: ApiClient, dialect: string): Promise<void> {
  const { ledgerVerification: found } = await client.ask<{ ledgerVerification: { digest: string; findings: object[] } }>('{ ledgerVerification { digest findings { message } } }');
  expect(found.findings).toEqual([]);
  digests.set(dialect, [...(digests.get(dialect) ?? []), found.digest]);
}

describe.each(dialectsUnderTest())('dimensions and levels on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('groupBy: each combination is a line with tiers and events of its own, also late', async () => {
    client = await api.createTenant({ sandboxClock: JANUARY });
    await setUp(client, [{ code: 'calls', meterCode: 'calls', groupBy: ['project'], model: TIERS }]);
    await record(client, [called('a', 2, 8, { project: 'x', model: 's' }), called('b', 3, 30, { project: 'x', model: 'l' }), called('c', 4, 12, { project: 'y', model: 's' }), called('d', 5, 4, {})]);
    // The greatest of each project, whatever the model. x: 10 + 20 x 0.5; y: 10 + 2 x 0.5; none: 4.
    expect(texts(await issue(client, '2026-02-01T00:00:00Z'))).toEqual(['2026-01 project=null 4 4.00: d', '2026-01 project=x 30 20.00: a b', '2026-01 project=y 12 11.00: c']);
    await record(client, [called('e', 6, 14, { project: 'y', model: 'l' })]);
    // y: 10 + 4 x 0.5 = 12, of which 11 was billed.
    const late = await issue(client, '2026-03-01T00:00:00Z');
    expect(texts(late)).toEqual(['2026-01 project=y 2 1.00: c e']);
    expect(late[0]?.news).toEqual({ nodes: [{ key: 'e' }], totalCount: { value: 1 } });
    expect(late[0]?.explain).toEqual({ quantity: '14', exactAmount: '12', steps: [{ amount: '10' }, { amount: '2' }] });
    await verified(client, dialect.name);
  });

  it('groupBy: the events of a rare combination page both ways', async () => {
    client = await api.createTenant({ sandboxClock: JANUARY });
    await setUp(client, [{ code: 'calls', meterCode: 'calls', groupBy: ['project'], model: TIERS }]);
    // Of 40 events a millisecond apart, 7, 17, 27 and 37 are of project y.
    const instantOf = (index: number) => `2026-01-05T00:00:00.0${String(index).padStart(2, '0')}Z`;
    await record(client, Array.from({ length: 40 }, (_, index) => ({ ...called(`e${index}`, 5, 1, { project: index % 10 === 7 ? 'y' : 'x' }), occurredAt: instantOf(index) })));
    await advance(client, '2026-02-01T00:00:00Z');
    // Cursors are of one line, so only that line is asked for.
    type Upcoming = { customer: { upcomingInvoice: { lines: { nodes: [{ dimensions: { project: string }; events: Listed }] } } } };
    const upcoming = async (which: string, fields: string) =>
      (await client.ask<Upcoming>(`{ customer(externalId: "acme") { upcomingInvoice { lines(${which}: 1) { nodes { dimensions ${fields} } } } } }`)).customer.upcomingInvoice.lines.nodes[0];
    const which = (await upcoming('first', '')).dimensions.project === 'y' ? 'first' : 'last';
    const page = async (args: string) => {
      const { dimensions, events: { nodes, pageInfo } } = await upcoming(which, `events(${args}) { nodes { key } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`);
      expect(dimensions).toEqual({ project: 'y' });
      return { keys: nodes.map(({ key }) => key), ...pageInfo };
    };
    const first = await page('first: 2');
    expect([first.keys, first.hasNextPage]).toEqual([['e7', 'e17'], true]);
    const second = await page(`first: 3, after: "${first.endCursor}"`);
    expect([second.keys, second.hasNextPage]).toEqual([['e27', 'e37'], false]);
    const last = await page('last: 3');
    expect([last.keys, last.hasPreviousPage]).toEqual([['e17', 'e27', 'e37'], true]);
    const before = await page(`last: 3, before: "${last.startCursor}"`);
    expect([before.keys, before.hasPreviousPage]).toEqual([['e7'], false]);
  });

  it('groupBy: without it the same usage is one line', async () => {
    client = await api.createTenant({ sandboxClock: JANUARY });
    await setUp(client, [{ code: 'calls', meterCode: 'calls', model: TIERS }]);
    await record(client, [called('a', 2, 8, { project: 'x' }), called('c', 4, 12, { project: 'y' })]);
    expect(texts(await issue(client, '2026-02-01T00:00:00Z'))).toEqual(['2026-01 12 11.00: a c']);
  });

  it('WEIGHTED_SUM: a level is charged by time, carried on, and corrected in every later period', async () => {
    client = await api.createTenant({ sandboxClock: JANUARY });
    await setUp(client, [{ code: 'storage', meterCode: 'storage', model: { perUnit: { unitAmount: '1' } } }]);
    await record(client, [resized('a', '2025-12-24T00:00:00Z', 300), resized('b', '2026-01-11T00:00:00Z', -100)]);
    // 300 for 10 days and 200 for 21: 7200 / 31 = 232.258...
    expect(texts(await issue(client, '2026-02-01T00:00:00Z'))).toEqual(['2026-01 232.258064516129 232.26: a b']);
    expect(texts(await issue(client, '2026-03-01T00:00:00Z'))).toEqual(['2026-02 200 200.00: a b']);
    expect(texts(await issue(client, '2026-04-01T00:00:00Z'))).toEqual(['2026-03 200 200.00: a b']);
    await record(client, [resized('late', '2026-02-15T00:00:00Z', 28)]);
    // February: 28 for 14 of 28 days. March: 28. April: 228. January is left alone.
    const lines = await issue(client, '2026-05-01T00:00:00Z');
    expect(texts(lines)).toEqual(['2026-02 14 14.00: a b late', '2026-03 28 28.00: a b late', '2026-04 228 228.00: a b late']);
    const march = lines.find(({ servicePeriod }) => servicePeriod.start.startsWith('2026-03'));
    expect(march?.news).toEqual({ nodes: [{ key: 'late' }], totalCount: { value: 1 } });
    expect(march?.explain).toEqual({ quantity: '228', exactAmount: '228', steps: [{ amount: '228' }] });
    await verified(client, dialect.name);
  });

  it('WEIGHTED_SUM: usage answers the average level of each window', async () => {
    const usage = (from: string, to: string, window: string) => `usage(meterCode: "storage", from: "${from}T00:00:00Z", to: "${to}T00:00:00Z"${window}) { quantity eventCount dimensions }`;
    const { customer } = await client.ask<{ customer: Record<string, object[]> }>(
      `{ customer(externalId: "acme") { days: ${usage('2026-01-10', '2026-01-12', ', window: DAY')} months: ${usage('2026-01-16', '2026-03-01', ', window: MONTH')} before: ${usage('2025-12-01', '2025-12-24', '')} } }`,
    );
    const of = (quantity: string, eventCount: string) => ({ quantity, eventCount, dimensions: { disk: null, zone: null } });
    // February: 200, and 28 for half of it.
    expect(customer).toEqual({ days: [of('300', '0'), of('200', '1')], months: [of('200', '0'), of('214', '1')], before: [] });
  });

  it('WEIGHTED_SUM: by dimension, a combination that stands at zero has no line, and what it was charged in error is given back', async () => {
    client = await api.createTenant({ sandboxClock: JANUARY });
    await setUp(client, [{ code: 'storage', meterCode: 'storage', groupBy: ['disk'], minimumAmount: '2', model: { perUnit: { unitAmount: '1' } } }]);
    const at = '2026-01-01T00:00:00Z';
    await record(client, [resized('a', at, 31, { disk: 'd1', zone: 'z1' }), resized('b', at, 9, { disk: 'd2' }), resized('c', '2026-01-31T00:00:00Z', -9, { disk: 'd2', zone: 'z2' })]);
    // d2: 9 for 30 of 31 days.
    expect(texts(await issue(client, '2026-02-01T00:00:00Z'))).toEqual(['2026-01 disk=d1 31 31.00: a', '2026-01 disk=d2 8.709677419355 8.71: b c']);
    expect(texts(await issue(client, '2026-03-01T00:00:00Z'))).toEqual(['2026-02 disk=d1 31 31.00: a']);
    await record(client, [resized('late', '2026-01-31T00:00:00Z', -31, { disk: 'd1' })]);
    // January: a day of 31. February: all of it, and no minimum.
    const lines = await issue(client, '2026-04-01T00:00:00Z');
    expect(texts(lines)).toEqual(['2026-01 disk=d1 -1 -1.00: a late', '2026-02 disk=d1 -31 -31.00: a late']);
    expect(lines.find(({ quantity }) => quantity === '-31')?.explain).toEqual({ quantity: '0', exactAmount: '0', steps: [] });
    await verified(client, dialect.name);
  });

  it('groupBy: the plan shows it, and what a meter cannot serve is refused', async () => {
    const { plan } = await client.ask<{ plan: unknown }>('{ plan(code: "plan") { currentVersion { prices { groupBy } } } }');
    expect(plan).toEqual({ currentVersion: { prices: [{ groupBy: ['disk'] }] } });
    const refusal = async (price: object) => {
      const input = { code: 'refused', currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'p', model: TIERS, ...price }] };
      const { userErrors } = await client.mutate('createPlan', input, 'replayed');
      return userErrors.map(({ code, path }) => `${code} ${path.join('.')}`).join();
    };
    expect(await refusal({ meterCode: 'storage', groupBy: ['zone', 'model'] })).toBe('INVALID_VALUE input.prices.0.groupBy.1');
    expect(await refusal({ meterCode: 'storage', groupBy: ['zone', 'zone'] })).toBe('CONFLICT input.prices.0.groupBy.1');
    expect(await refusal({ groupBy: ['zone'] })).toBe('INVALID_VALUE input.prices.0.groupBy');
    const { userErrors } = await client.mutate('createMeter', { ...STORAGE, code: 'other', valueProperty: null }, 'replayed');
    expect(userErrors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(['REQUIRED input.valueProperty']);
  });
});

describe('dimensions and levels', () => {
  it('dimensions and levels: the same input gives the same ledger digests on every engine', () => {
    expect(digests.size).toBe(dialectsUnderTest().length);
    expect(new Set([...digests.values()].map((each) => each.join())).size).toBe(1);
  });
});
