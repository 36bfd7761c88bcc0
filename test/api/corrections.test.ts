import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { type IssuedInvoice, FEBRUARY, MARCH, advance, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

const EVENT = 'event { occurredAt properties counts { occurredAt properties } corrections { ordinal kind reason values { occurredAt properties } } } replayed';

interface Corrected {
  readonly event: {
    readonly occurredAt: string;
    readonly counts: { readonly occurredAt: string; readonly properties: object } | null;
    readonly corrections: readonly { readonly ordinal: number; readonly kind: string; readonly reason: string }[];
  };
}

let calls = 0;
const correct = async (client: ApiClient, name: 'voidUsage' | 'amendUsage', customerExternalId: string, eventKey: string, change: object = {}) => {
  calls += 1;
  return await client.must<Corrected>(name, { idempotencyKey: `correction ${calls}`, reason: 'sent in error', customerExternalId, eventKey, ...change }, EVENT);
};

/** What each line of an invoice charges, and the total. */
const chargesOf = ({ lines, total }: IssuedInvoice) => [...lines.nodes.map(({ description, quantity, amount }) => `${description}: ${quantity ?? '-'} ${amount.amount}`), total.amount];
/** An invoice without the fees of 10.00 that are on it. */
const usageOf = (invoice: IssuedInvoice) => chargesOf(invoice).filter((text) => text !== 'fee: - 10.00').slice(0, -1);

interface Evidence {
  readonly edges: readonly {
    readonly counts: { readonly properties: object } | null;
    readonly countedBefore: { readonly properties: object } | null;
    readonly node: { readonly key: string };
  }[];
  readonly totalCount: { readonly value: number };
}

/** Of each line with a quantity: the period's month, and the events that caused it. */
async function evidenceOf(client: ApiClient, id: string, newOnly = true) {
  const { invoice } = await client.ask<{ invoice: { lines: { nodes: { quantity: string | null; servicePeriod: { start: string }; explain: { quantity: string; previousQuantity: string | null; previouslyBilled: { amount: string } }; events: Evidence }[] } } }>(
    `query($id: ID!, $newOnly: Boolean!) { invoice(id: $id) { lines { nodes { quantity servicePeriod { start } explain { quantity previousQuantity previouslyBilled { amount } }
      events(newOnly: $newOnly) { totalCount { value } edges { counts { properties } countedBefore { properties } node { key } } } } } } }`,
    { id, newOnly },
  );
  return invoice.lines.nodes
    .filter(({ quantity }) => quantity !== null)
    .map(({ servicePeriod, explain, events }) => ({
      month: servicePeriod.start.slice(0, 7),
      from: `${explain.previousQuantity ?? '-'} (${explain.previouslyBilled.amount}) to ${explain.quantity}`,
      events: events.edges.map(({ node, counts, countedBefore }) => [node.key, countedBefore?.properties ?? null, counts?.properties ?? null]),
      counted: events.totalCount.value,
    }));
}

describe.each(dialectsUnderTest())('corrections on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
  });
  afterAll(() => api.stop());

  it('corrections: before the invoice they are simply in it', async () => {
    await createSubscriber(client, 'before');
    await record(client, [request('before', 'r1'), request('before', 'r2'), completion('before', 'c1', 100), completion('before', 'c2', 50)]);
    const { event } = await correct(client, 'voidUsage', 'before', 'r1');
    expect(event).toEqual({ occurredAt: '2026-01-15T12:00:00.000Z', properties: {}, counts: null, corrections: [{ ordinal: 1, kind: 'VOID', reason: 'sent in error', values: null }] });
    await correct(client, 'amendUsage', 'before', 'c1', { properties: { n: '300', model: 'small' } });
    // Out of January: it is February's.
    await correct(client, 'amendUsage', 'before', 'c2', { occurredAt: '2026-02-03T00:00:00Z' });
    // The fees of January and February, 10.00 each; one request left, 0.10; 300 tokens at 0.01.
    expect(chargesOf(await issue(client, 'before', 'before 1'))).toEqual(['fee: - 10.00', 'fee: - 10.00', 'requests: 1 0.10', 'tokens: 300 3.00', '23.10']);
    const usage = '{ customer(externalId: "before") { usage(meterCode: "tokens", from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z", window: MONTH) { quantity } } }';
    expect(await client.ask(usage)).toEqual({ customer: { usage: [{ quantity: '300' }, { quantity: '50' }] } });
  });

  it('corrections: after the invoice each is the difference on the next, in every period that it touches', async () => {
    const customer = 'after';
    const own = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(own);
    await createSubscriber(own, customer);
    await record(own, [request(customer, 'r1'), request(customer, 'r2'), completion(customer, 'c1', 1000), completion(customer, 'c2', 500)]);
    // 2 requests; 1,000 tokens at 0.01 and 500 at 0.005.
    const first = await issue(own, customer, 'i1');
    expect(usageOf(first)).toEqual(['requests: 2 0.20', 'tokens: 1500 12.50']);

    await advance(own, MARCH);
    await correct(own, 'voidUsage', customer, 'r1');
    await correct(own, 'amendUsage', customer, 'c2', { properties: { n: 700, model: 'small' } });
    await correct(own, 'amendUsage', customer, 'c1', { occurredAt: '2026-02-10T00:00:00Z' });
    await record(own, [completion(customer, 'late', 40)]);
    const second = await issue(own, customer, 'i2');
    // January: a request less; 740 tokens left, 7.40 of which 12.50 were billed. February: 1,000 tokens.
    expect(usageOf(second)).toEqual(['requests: -1 -0.10', 'tokens: -760 -5.10', 'tokens: 1000 10.00']);
    const small = (n: number) => ({ model: 'small', n });
    expect(await evidenceOf(own, second.id)).toEqual([
      { month: '2026-01', from: '2 (0.20) to 1', events: [['r1', {}, null]], counted: 1 },
      { month: '2026-01', from: '1500 (12.50) to 740', events: [['c1', small(1000), null], ['c2', small(500), small(700)], ['late', null, small(40)]], counted: 3 },
      { month: '2026-02', from: '- (0.00) to 1000', events: [['c1', null, small(1000)]], counted: 1 },
    ]);
    // What the first invoice knew has not changed, nor has its seal.
    expect(await evidenceOf(own, first.id, false)).toEqual([
      { month: '2026-01', from: '- (0.00) to 2', events: [['r1', null, {}], ['r2', null, {}]], counted: 2 },
      { month: '2026-01', from: '- (0.00) to 1500', events: [['c1', null, small(1000)], ['c2', null, small(500)]], counted: 2 },
    ]);
    expect(await own.ask('{ ledgerVerification { isValid } replay { isExact } }')).toEqual({ ledgerVerification: { isValid: true }, replay: { isExact: true } });

    // A second amendment of one event, back to where it was: 1,740 tokens of January are 10.00 + 3.70, of which 7.40 are billed.
    await correct(own, 'amendUsage', customer, 'c1', { occurredAt: '2026-01-15T12:00:00Z' });
    await advance(own, '2026-04-01T00:00:00Z');
    expect(usageOf(await issue(own, customer, 'i3'))).toEqual(['tokens: 1000 6.30', 'tokens: -1000 -10.00']);
    const { customer: found } = await own.ask<{ customer: { usage: unknown } }>(`{ customer(externalId: "${customer}") { usage(meterCode: "tokens", from: "2026-01-01T00:00:00Z", to: "2026-04-01T00:00:00Z", window: MONTH) { quantity eventCount } } }`);
    expect(found.usage).toEqual([{ quantity: '1740', eventCount: '3' }]);
  });

  it('lateness: usage of any age is accepted, and billed for the time in which it occurred', async () => {
    const own = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(own);
    await createSubscriber(own, 'c');
    const at = (key: string, occurredAt: string) => ({ ...request('c', key), occurredAt });
    const sent = [at('first', '1970-01-01T00:00:00Z'), at('before the start', '2025-12-31T23:59:59Z'), at('in time', '2026-01-31T23:59:59.999Z'), at('to come', '2026-02-10T00:00:00Z')];
    expect((await record(own, sent)).counts.accepted).toBe(4);
    // One request of January at 0.10; then one of February, which was to come.
    expect(usageOf(await issue(own, 'c', 'i1'))).toEqual(['requests: 1 0.10']);
    await advance(own, MARCH);
    expect(usageOf(await issue(own, 'c', 'i2'))).toEqual(['requests: 1 0.10']);
  });

  it('lateness: what nothing charged is billed by the next invoice after something reaches back to it', async () => {
    const own = await api.createTenant({ sandboxClock: FEBRUARY });
    const fee = { code: 'fee', model: { flat: { amount: '10.00' } } };
    const plan = { currency: 'USD', interval: { unit: 'MONTH' } };
    await own.must('createPlan', { ...plan, code: 'flat', prices: [fee] }, 'replayed');
    await own.must('createCustomer', { externalId: 'c', name: 'C' }, 'replayed');
    const { subscription } = await own.must<{ subscription: { id: string } }>('createSubscription', { idempotencyKey: 's', customerExternalId: 'c', planCode: 'flat', startAt: '2026-01-01T00:00:00Z' }, 'subscription { id }');
    const download = (key: string) => ({ ...request('c', key), eventName: 'download' });
    await record(own, [download('d1'), download('d2'), download('d3')]);
    await correct(own, 'voidUsage', 'c', 'd3');
    expect(usageOf(await issue(own, 'c', 'i1'))).toEqual([]);

    await own.must('createMeter', { code: 'downloads', eventName: 'download', aggregation: 'COUNT' }, 'replayed');
    await own.must('createPlan', { ...plan, code: 'metered', prices: [fee, { code: 'downloads', meterCode: 'downloads', model: { perUnit: { unitAmount: '0.50' } } }] }, 'replayed');
    await own.must('changePlan', { idempotencyKey: 'c', subscriptionId: subscription.id, planCode: 'metered', effective: 'AT', at: '2026-01-01T00:00:00Z' }, 'replayed');
    await advance(own, MARCH);
    // January's two downloads that count, at 0.50; February has none.
    expect(usageOf(await issue(own, 'c', 'i2')).filter((text) => text.startsWith('downloads'))).toEqual(['downloads: 2 1.00']);
    expect(await own.ask('{ replay { isExact } }')).toEqual({ replay: { isExact: true } });
  });

  it('corrections: a dimension that loses its only event is given back whole', async () => {
    const own = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(own);
    const price = { code: 'by model', meterCode: 'tokens', model: { matrix: { dimensions: ['model'], entries: [{ values: { model: 'small' }, unitAmount: '0.01' }, { values: { model: 'large' }, unitAmount: '0.02' }] } } };
    await own.must('createPlan', { code: 'by-model', currency: 'USD', interval: { unit: 'MONTH' }, prices: [price] }, 'replayed');
    await own.must('createCustomer', { externalId: 'c', name: 'C' }, 'replayed');
    await own.must('createSubscription', { idempotencyKey: 's', customerExternalId: 'c', planCode: 'by-model', startAt: '2026-01-01T00:00:00Z' }, 'replayed');
    await record(own, [completion('c', 'c1', 100)]);
    expect((await issue(own, 'c', 'i1')).total.amount).toBe('1.00');
    await correct(own, 'amendUsage', 'c', 'c1', { properties: { n: 100, model: 'large' } });
    await advance(own, MARCH);
    // 100 large ones at 0.02, and the 1.00 of the small ones back.
    expect((await issue(own, 'c', 'i2')).total.amount).toBe('1.00');
    await correct(own, 'voidUsage', 'c', 'c1');
    await advance(own, '2026-04-01T00:00:00Z');
    expect((await issue(own, 'c', 'i3')).total.amount).toBe('-2.00');
    expect(await own.ask('{ replay { isExact } }')).toEqual({ replay: { isExact: true } });
  });

  it('corrections: a key stays used, and a voided event takes no other', async () => {
    await createSubscriber(client, 'used');
    await record(client, [request('used', 'r1')]);
    await correct(client, 'voidUsage', 'used', 'r1');
    expect((await record(client, [request('used', 'r1')])).counts).toEqual({ accepted: 0, duplicate: 1, conflict: 0, rejected: 0 });
    const again = async (name: string, change: object = {}) => {
      const { userErrors } = await client.mutate(name, { idempotencyKey: `again ${name}`, customerExternalId: 'used', eventKey: 'r1', reason: 'r', ...change }, '__typename');
      return userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);
    };
    expect(await again('voidUsage')).toEqual(['INVALID_STATE input.eventKey']);
    expect(await again('amendUsage', { properties: { a: 1 } })).toEqual(['INVALID_STATE input.eventKey']);
    const { usageEvents } = await client.ask<{ usageEvents: unknown }>('{ usageEvents(filter: { customerExternalId: "used" }) { edges { counts { occurredAt } countedBefore { occurredAt } node { key } } } }');
    expect(usageEvents).toEqual({ edges: [{ counts: null, countedBefore: null, node: { key: 'r1' } }] });
  });

  it('corrections: of many at once on one event, each is either recorded in turn or refused', async () => {
    await createSubscriber(client, 'race');
    await record(client, [completion('race', 'c1', 1)]);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => {
        const input = { idempotencyKey: `race ${n}`, customerExternalId: 'race', eventKey: 'c1', reason: 'r' };
        return n === 3 ? client.mutate('voidUsage', input, '__typename') : client.mutate('amendUsage', { ...input, properties: { n: n + 10, model: 'small' } }, '__typename');
      }),
    );
    const refused = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(new Set([...refused, 'INVALID_STATE'])).toEqual(new Set(['INVALID_STATE']));
    const { usageEvents } = await client.ask<{ usageEvents: { nodes: { counts: null; corrections: { ordinal: number; kind: string }[] }[] } }>('{ usageEvents(filter: { customerExternalId: "race" }) { nodes { counts { occurredAt } corrections { ordinal kind } } } }');
    const [event] = usageEvents.nodes;
    expect(event?.counts).toBeNull();
    expect(event?.corrections.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 8 - refused.length }, (_, n) => n + 1));
    expect(event?.corrections.at(-1)?.kind).toBe('VOID');
  });

  it('corrections: how many there are changes no number of statements', async () => {
    const own = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(own);
    const costs: number[] = [];
    for (const [customer, corrections] of [['few', 1], ['many', 30]] as const) {
      await createSubscriber(own, customer);
      await record(own, Array.from({ length: 40 }, (_, n) => completion(customer, `e${n}`, n)));
      await Promise.all(Array.from({ length: corrections }, (_, n) => correct(own, 'amendUsage', customer, `e${n}`, { properties: { n: n + 1, model: 'large' } })));
      costs.push((await api.countStatements(() => issue(own, customer, `invoice of ${customer}`))).length);
    }
    expect(costs[1]).toBe(costs[0]);
    const list = '{ invoices { nodes { lines { nodes { events(first: 50) { edges { counts { properties } node { counts { properties } corrections { ordinal } } } } } } } } }';
    expect((await api.countStatements(() => own.ask(list))).length).toBeLessThan(25);
  });
});
