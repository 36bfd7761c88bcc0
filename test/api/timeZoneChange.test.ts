import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { JANUARY, advance, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

const ZONES = 'timeZone timeZones { timeZone startAt endAt recordedAt actor reason }';
interface Zones {
  readonly timeZone: string;
  readonly timeZones: readonly { readonly timeZone: string; readonly startAt: string | null; readonly endAt: string | null; readonly recordedAt: string | null; readonly actor: string | null; readonly reason: string | null }[];
}

async function zonesOf(client: ApiClient): Promise<Zones> {
  return (await client.ask<{ customer: Zones }>(`{ customer(externalId: "acme") { ${ZONES} } }`)).customer;
}

async function move(client: ApiClient, input: object) {
  return await client.mutate<{ replayed: boolean; customer: Zones | null }>('updateCustomer', { externalId: 'acme', ...input }, `replayed customer { ${ZONES} }`);
}

interface Periods {
  readonly id: string;
  readonly total: { readonly amount: string };
  readonly lines: { readonly nodes: readonly { readonly description: string; readonly servicePeriod: { readonly start: string; readonly end: string }; readonly amount: { readonly amount: string }; readonly explain: { readonly roundedAmount: { readonly amount: string } } }[] };
}

/** The lines of an invoice with their time, after each was explained as what it charged. */
async function linesOf(client: ApiClient, id: string): Promise<string[]> {
  const query = `query($id: ID!) { invoice(id: $id) { total { amount } lines { nodes { description servicePeriod { start end } amount { amount } explain { roundedAmount { amount } } } } } }`;
  const { invoice } = await client.ask<{ invoice: Periods }>(query, { id });
  return invoice.lines.nodes.map(({ description, servicePeriod: { start, end }, amount }) => `${description} ${start.slice(0, 16)}..${end.slice(0, 16)} ${amount.amount}`);
}

async function expectValid(client: ApiClient): Promise<void> {
  expect(await client.ask('{ ledgerVerification { isValid findings { message } } }')).toEqual({ ledgerVerification: { isValid: true, findings: [] } });
}

describe.each(dialectsUnderTest())('a changing time zone on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  async function start(): Promise<ApiClient> {
    const client = await api.createTenant({ sandboxClock: JANUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme', { timeZone: 'UTC' });
    return client;
  }

  it('updateCustomer: the month in force ends at its midnight in the new zone, and what was invoiced stays as it was', async () => {
    const client = await start();
    await record(client, [request('acme', 'in', 31), { ...request('acme', 'out'), occurredAt: '2026-01-31T16:00:00Z' }]);
    const first = await issue(client, 'acme', 'first');
    const before = await linesOf(client, first.id);
    expect(before).toEqual(['fee 2026-01-01T00:00..2026-02-01T00:00 10.00']);
    await advance(client, '2026-01-20T00:00:00Z');
    const { customer, userErrors } = await move(client, { timeZone: 'Asia/Tokyo', reason: 'head office moved' });
    expect(userErrors).toEqual([]);
    expect(customer).toEqual({
      timeZone: 'Asia/Tokyo',
      timeZones: [
        { timeZone: 'UTC', startAt: null, endAt: '2026-01-20T00:00:00.000Z', recordedAt: null, actor: null, reason: null },
        { timeZone: 'Asia/Tokyo', startAt: '2026-01-20T00:00:00.000Z', endAt: null, recordedAt: '2026-01-20T00:00:00.000Z', actor: expect.stringMatching(/^key_/), reason: 'head office moved' },
      ],
    });

    await advance(client, '2026-02-01T00:00:00Z');
    // January ends at midnight in Tokyo, 31 January 15:00Z: the request of 12:00Z is in it, 0.10; the one of 16:00Z is February's.
    const second = await issue(client, 'acme', 'second');
    expect(await linesOf(client, second.id)).toEqual(['fee 2026-01-31T15:00..2026-02-28T15:00 10.00', 'requests 2026-01-01T00:00..2026-01-31T15:00 0.10']);
    await advance(client, '2026-03-01T00:00:00Z');
    expect(await linesOf(client, (await issue(client, 'acme', 'third')).id)).toEqual(['fee 2026-02-28T15:00..2026-03-31T15:00 10.00', 'requests 2026-01-31T15:00..2026-02-28T15:00 0.10']);
    expect(await linesOf(client, first.id)).toEqual(before);
    await expectValid(client);
  });

  it('updateCustomer: a zone from a time that is billed moves what lies after it, and the next invoice holds the difference', async () => {
    const client = await start();
    await advance(client, '2026-02-10T00:00:00Z');
    await record(client, [{ ...request('acme', 'late in January'), occurredAt: '2026-01-31T16:00:00Z' }]);
    const first = await issue(client, 'acme', 'first');
    // January and February 10.00 each, and January's request 0.10.
    expect(first.total.amount).toBe('20.10');
    const was = await linesOf(client, first.id);
    expect((await move(client, { timeZone: 'Asia/Tokyo', timeZoneFrom: '2026-01-10T00:00:00Z' })).userErrors).toEqual([]);
    // February's fee now begins at 31 January 15:00Z: the one from midnight UTC is given back. The request is February's, which is not over.
    const second = await issue(client, 'acme', 'second');
    expect(await linesOf(client, second.id)).toEqual([
      'fee 2026-01-31T15:00..2026-02-28T15:00 10.00',
      'fee 2026-02-01T00:00..2026-03-01T00:00 -10.00',
      'requests 2026-01-01T00:00..2026-01-31T15:00 -0.10',
    ]);
    expect(await linesOf(client, first.id)).toEqual(was);
    await expectValid(client);
  });

  it('updateCustomer: a zone from a later date is scheduled; windows of usage and the draft follow it', async () => {
    const client = await start();
    await move(client, { timeZone: 'Asia/Tokyo', timeZoneFrom: '2026-01-10T12:00:00Z' });
    expect(await zonesOf(client)).toMatchObject({ timeZone: 'UTC', timeZones: [{ timeZone: 'UTC' }, { timeZone: 'Asia/Tokyo', startAt: '2026-01-10T12:00:00.000Z' }] });
    const query = `{ customer(externalId: "acme") { usage(meterCode: "requests", from: "2026-01-09T00:00:00Z", to: "2026-01-11T15:00:00Z", window: DAY) { period { start } }
      upcomingInvoice(asOf: "2026-01-31T15:00:00Z") { lines { nodes { description servicePeriod { end } } } } } }`;
    const { customer } = await client.ask<{ customer: { usage: { period: { start: string } }[]; upcomingInvoice: unknown } }>(query);
    // 10 January begins in UTC; the 11th begins in Tokyo, at 10 January 15:00Z.
    expect(customer.usage.map(({ period }) => period.start)).toEqual(['2026-01-09T00:00:00.000Z', '2026-01-10T00:00:00.000Z', '2026-01-10T15:00:00.000Z']);
    expect(customer.upcomingInvoice).toMatchObject({ lines: { nodes: [{ servicePeriod: { end: '2026-01-31T15:00:00.000Z' } }, { servicePeriod: { end: '2026-02-28T15:00:00.000Z' } }] } });
    // Another zone from before then takes its place.
    await move(client, { timeZone: 'America/New_York' });
    expect((await zonesOf(client)).timeZones.map(({ timeZone }) => timeZone)).toEqual(['UTC', 'America/New_York']);
  });

  it('updateCustomer: the zone that holds already is not recorded again, and a key gives its first answer', async () => {
    const client = await start();
    await advance(client, '2026-01-05T00:00:00Z');
    const input = { idempotencyKey: 'move', timeZone: 'Asia/Tokyo' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => move(client, input)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    await Promise.all(Array.from({ length: 4 }, () => move(client, { timeZone: 'asia/tokyo' })));
    expect((await zonesOf(client)).timeZones).toHaveLength(2);
    expect((await move(client, { idempotencyKey: 'move', timeZone: 'UTC' })).userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT', path: ['input', 'idempotencyKey'] }]);
    await move(client, { timeZone: 'UTC' });
    expect((await move(client, input)).replayed).toBe(true);
    expect((await zonesOf(client)).timeZone).toBe('UTC');
    expect((await zonesOf(client)).timeZones.map(({ timeZone }) => timeZone)).toEqual(['UTC', 'UTC']);
  });
});
