import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, JANUARY, MARCH, advance, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

interface Charge {
  readonly state: string;
  readonly kind: string;
  readonly invoice: { readonly number: string } | null;
  readonly servicePeriod: { readonly start: string };
  readonly countedBefore: object | null;
  readonly counts: object | null;
  readonly quantityBefore: string | null;
  readonly quantityAfter: string | null;
  readonly amountBefore: { readonly amount: string };
  readonly amountAfter: { readonly amount: string };
  readonly price: { readonly code: string };
}

const BILLING = `event { key counts { properties } corrections { kind } } hasMore unratedReason
  charges { state kind invoice { number } servicePeriod { start } countedBefore { properties } counts { properties } quantityBefore quantityAfter
    amountBefore { amount } amountAfter { amount } price { code } }`;

/** The charges of an event, each as one text, and why nothing counts it now. */
async function billingOf(client: ApiClient, customerExternalId: string, eventKey: string): Promise<readonly string[]> {
  const query = `query($c: String!, $k: String!) { correctionsFor(customerExternalId: $c, eventKey: $k) { ${BILLING} } }`;
  const { correctionsFor: found } = await client.ask<{ correctionsFor: { charges: readonly Charge[]; unratedReason: string | null } }>(query, { c: customerExternalId, k: eventKey });
  const charges = found.charges.map((one) => {
    const document = one.invoice?.number ?? one.state;
    const change = `${one.countedBefore ? 'counted' : '-'} to ${one.counts ? 'counted' : '-'}`;
    return `${document} ${one.kind} ${one.price.code} ${one.servicePeriod.start.slice(0, 7)}: ${change}, ${one.quantityBefore ?? '-'} (${one.amountBefore.amount}) to ${one.quantityAfter ?? '-'} (${one.amountAfter.amount})`;
  });
  return found.unratedReason === null ? charges : [...charges, found.unratedReason];
}

interface UnratedPage {
  readonly nodes: readonly { readonly event: { readonly key: string }; readonly reason: string }[];
  readonly scanned: number;
  readonly cursor: string | null;
  readonly hasMore: boolean;
}

async function unrated(client: ApiClient, args: { filter?: object; first?: number; after?: string | null } = {}): Promise<UnratedPage & { texts: readonly string[] }> {
  const query = 'query($filter: UnratedUsageFilter, $first: Int!, $after: String) { unratedUsage(filter: $filter, first: $first, after: $after) { nodes { event { key } reason } scanned cursor hasMore } }';
  const { unratedUsage: page } = await client.ask<{ unratedUsage: UnratedPage }>(query, { first: 100, ...args });
  // The order of customers is that of their ids.
  return { ...page, texts: page.nodes.map(({ event, reason }) => `${event.key}: ${reason}`).sort() };
}

describe.each(dialectsUnderTest())('what became of usage on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  const shop = async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    return client;
  };

  it('correctionsFor: names every document that an event was charged or corrected on', async () => {
    const client = await shop();
    await createSubscriber(client, 'c');
    let calls = 0;
    const correct = async (name: string, eventKey: string, change: object = {}) => await client.must(name, { idempotencyKey: `c${(calls += 1)}`, customerExternalId: 'c', eventKey, reason: 'r', ...change }, 'replayed');
    await record(client, [completion('c', 'c1', 1000), completion('c', 'c2', 500), request('c', 'r1')]);
    // 1,000 at 0.01 and 500 at 0.005.
    expect(await billingOf(client, 'c', 'c2')).toEqual(['PROJECTED FIRST_CHARGE tokens 2026-01: - to counted, - (0.00) to 1500 (12.50)']);
    await issue(client, 'c', 'i1');
    expect(await billingOf(client, 'c', 'c2')).toEqual(['INV-000001 FIRST_CHARGE tokens 2026-01: - to counted, - (0.00) to 1500 (12.50)']);

    await advance(client, MARCH);
    await correct('amendUsage', 'c2', { properties: { n: 700, model: 'small' } });
    await record(client, [completion('c', 'late', 40), completion('c', 'zero', 0)]);
    // With the late 40: 1,740 tokens, 10.00 + 3.70.
    expect(await billingOf(client, 'c', 'c2')).toEqual([
      'INV-000001 FIRST_CHARGE tokens 2026-01: - to counted, - (0.00) to 1500 (12.50)',
      'PROJECTED ADJUSTMENT tokens 2026-01: counted to counted, 1500 (12.50) to 1740 (13.70)',
    ]);
    await issue(client, 'c', 'i2');
    expect(await billingOf(client, 'c', 'late')).toEqual(['INV-000002 FIRST_CHARGE tokens 2026-01: - to counted, 1500 (12.50) to 1740 (13.70)']);

    await advance(client, '2026-04-01T00:00:00Z');
    // Out of January, to February: 1,040 are left, 10.20; and 700 at 0.01.
    await correct('amendUsage', 'c2', { occurredAt: '2026-02-10T00:00:00Z' });
    await issue(client, 'c', 'i3');
    await correct('voidUsage', 'c2');
    await record(client, [completion('c', 'nothing', 0)]);
    expect(await billingOf(client, 'c', 'c2')).toEqual([
      'INV-000001 FIRST_CHARGE tokens 2026-01: - to counted, - (0.00) to 1500 (12.50)',
      'INV-000002 ADJUSTMENT tokens 2026-01: counted to counted, 1500 (12.50) to 1740 (13.70)',
      'INV-000003 ADJUSTMENT tokens 2026-01: counted to -, 1740 (13.70) to 1040 (10.20)',
      'INV-000003 FIRST_CHARGE tokens 2026-02: - to counted, - (0.00) to 700 (7.00)',
      'PROJECTED ADJUSTMENT tokens 2026-02: counted to -, 700 (7.00) to 0 (0.00)',
      'VOIDED',
    ]);
    expect(await billingOf(client, 'c', 'nothing')).toEqual(['WITHOUT_EFFECT FIRST_CHARGE tokens 2026-01: - to counted, 1040 (10.20) to 1040 (10.20)']);
    const { correctionsFor } = await client.ask<{ correctionsFor: unknown }>('{ correctionsFor(customerExternalId: "c", eventKey: "no such event") { hasMore } }');
    expect(correctionsFor).toBeNull();
    const { usageEvents } = await client.ask<{ usageEvents: { nodes: { id: string }[] } }>('{ usageEvents(filter: { key: "r1" }) { nodes { id } } }');
    expect(await client.ask('query($id: ID!) { correctionsFor(eventId: $id) { event { key } charges { invoice { number } journal { kind } subscription { id } } } }', { id: usageEvents.nodes[0]?.id })).toMatchObject({
      correctionsFor: { event: { key: 'r1' }, charges: [{ invoice: { number: 'INV-000001' }, journal: { kind: 'CHARGE' } }] },
    });
    const { errors } = await client.send('{ correctionsFor(customerExternalId: "c") { hasMore } }');
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('correctionsFor: costs no more statements for an event of many corrections and invoices', async () => {
    const client = await shop();
    const cost = async (customer: string, months: number) => {
      await createSubscriber(client, customer);
      await record(client, [completion(customer, 'e', 1)]);
      for (let n = 1; n <= months; n += 1) {
        await client.must('amendUsage', { idempotencyKey: `${customer} ${n}`, customerExternalId: customer, eventKey: 'e', reason: 'r', properties: { n: n + 1, model: 'small' } }, 'replayed');
        await issue(client, customer, `invoice ${n} of ${customer}`);
      }
      const statements = await api.countStatements(() => billingOf(client, customer, 'e'));
      return statements.length;
    };
    expect(await cost('many', 4)).toBe(await cost('few', 2));
  });

  it('unratedUsage: tells why, in pages, and lists nothing that a later subscription or meter claims', async () => {
    const client = await shop();
    await client.must('createCustomer', { externalId: 'late', name: 'Late' }, 'replayed');
    await createSubscriber(client, 'paid');
    const at = (customer: string, key: string, occurredAt: string, eventName = 'request') => ({ ...request(customer, key), eventName, occurredAt });
    await record(client, [
      at('late', 'l1', '2026-01-10T00:00:00Z'),
      at('late', 'l2', '2026-01-11T00:00:00Z', 'download'),
      at('paid', 'p1', '2025-12-31T00:00:00Z'),
      at('paid', 'p2', '2026-01-11T00:00:00Z'),
      at('paid', 'p3', '2026-01-12T00:00:00Z', 'download'),
      at('paid', 'p4', '2026-01-12T00:00:00Z'),
    ]);
    await client.must('voidUsage', { idempotencyKey: 'v', customerExternalId: 'paid', eventKey: 'p4', reason: 'r' }, 'replayed');
    await client.must('amendUsage', { idempotencyKey: 'a', customerExternalId: 'paid', eventKey: 'p1', occurredAt: '2025-12-30T00:00:00Z', reason: 'r' }, 'replayed');
    const all = ['l1: NO_SUBSCRIPTION', 'l2: NO_METER', 'p1: BEFORE_SUBSCRIPTION', 'p3: NO_METER'];
    expect(await unrated(client)).toMatchObject({ texts: all, scanned: 6, hasMore: false });
    expect((await unrated(client, { filter: { customerExternalId: 'paid', reasons: ['VOIDED', 'NO_METER'] } })).texts).toEqual(['p3: NO_METER', 'p4: VOIDED']);
    expect((await unrated(client, { filter: { occurredFrom: '2026-01-11T00:00:00Z', eventName: 'download' } })).texts).toEqual(['l2: NO_METER', 'p3: NO_METER']);
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page: Awaited<ReturnType<typeof unrated>> = await unrated(client, { first: 1, after });
      paged.push(...page.texts);
      [after, more] = [page.cursor, page.hasMore];
    }
    expect(paged.sort()).toEqual(all);
    const crossed = await client.send('query($after: String) { unratedUsage(filter: { eventName: "request" }, after: $after) { scanned } }', { after: (await unrated(client)).cursor });
    expect(crossed.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');

    // A subscription that reaches back, and then a meter with a plan that does.
    await client.must('createSubscription', { idempotencyKey: 's', customerExternalId: 'late', planCode: 'hybrid', startAt: JANUARY }, 'replayed');
    expect((await unrated(client)).texts).toEqual(all.filter((text) => !text.startsWith('l1')));
    await issue(client, 'late', 'late 1');
    expect(await billingOf(client, 'late', 'l1')).toEqual(['INV-000001 FIRST_CHARGE requests 2026-01: - to counted, - (0.00) to 1 (0.10)']);
    expect(await billingOf(client, 'late', 'l2')).toEqual(['NO_METER']);
    await client.must('createMeter', { code: 'downloads', eventName: 'download', aggregation: 'COUNT' }, 'replayed');
    expect((await unrated(client, { filter: { customerExternalId: 'late' } })).texts).toEqual(['l2: NO_PRICE']);
    await client.must('createPlan', { code: 'downloads', currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'downloads', meterCode: 'downloads', model: { perUnit: { unitAmount: '0.50' } } }] }, 'replayed');
    await client.must('createSubscription', { idempotencyKey: 'd', customerExternalId: 'late', planCode: 'downloads', startAt: JANUARY }, 'replayed');
    expect((await unrated(client, { filter: { customerExternalId: 'late' } })).texts).toEqual([]);
    await advance(client, MARCH);
    await issue(client, 'late', 'late 2');
    expect(await billingOf(client, 'late', 'l2')).toEqual(['INV-000002 FIRST_CHARGE downloads 2026-01: - to counted, - (0.00) to 1 (0.50)']);
  });

  it('unratedUsage: a page costs the same number of statements whatever is on it', async () => {
    const client = await shop();
    const cost = async () => (await api.countStatements(() => unrated(client))).length;
    await createSubscriber(client, 'a');
    await record(client, [request('a', 'r')]);
    const few = await cost();
    for (const customer of ['b', 'c']) await createSubscriber(client, customer);
    await record(client, ['a', 'b', 'c'].flatMap((customer) => Array.from({ length: 30 }, (_, n) => ({ ...request(customer, `d${n}`), eventName: n % 2 === 0 ? 'download' : 'request' }))));
    // One more reads the records of the events on the page.
    expect(await cost() - few).toBeLessThanOrEqual(1);
  });
});
