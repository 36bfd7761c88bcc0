/** Replay over HTTP and as the command's service, on every engine: facts against ledger, line by line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeEngine, openEngine } from '../../src/main.ts';
import { findBooks } from '../../src/repositories/books.ts';
import { findCustomersByExternalId } from '../../src/repositories/customers.ts';
import { addCharge } from '../../src/services/addCharge.ts';
import type { Engine } from '../../src/services/engine.ts';
import { issueInvoice } from '../../src/services/issueInvoice.ts';
import { listTenants } from '../../src/services/listTenants.ts';
import { replayBook } from '../../src/services/replayBook.ts';
import { replayLedger } from '../../src/services/replayLedger.ts';
import { reverseCharge } from '../../src/services/reverseCharge.ts';
import { type ApiClient, type TestApi, configOf, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { type RawSql, openRaw } from '../support/rawSql.ts';
import { FEBRUARY, MARCH, advance, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';
import { Tampering } from '../support/tampering.ts';

const EVERYTHING = { tenantId: null, customerId: null, customerExternalId: null, time: null };

interface Replay {
  readonly isExact: boolean;
  readonly lines: string;
  readonly events: string;
  readonly ledgerDigest: string;
  readonly rebuiltDigest: string;
  readonly drift: readonly { readonly amount: string; readonly currency: string }[];
  readonly firstDivergence: object | null;
}
const FIELDS = 'isExact books lines journals events ledgerDigest rebuiltDigest drift { amount currency } divergenceCount firstDivergence { kind lineKey }';

/**
 * acme: January and February with a plan change back in time, a late event, and a maximum that a later event does not move;
 * beta: January alone. gamma has no invoice.
 */
async function trade(client: ApiClient): Promise<void> {
  await createCatalog(client);
  await client.must('createMeter', { code: 'peak', eventName: 'completion', aggregation: 'MAX', valueProperty: 'n' }, 'replayed');
  await client.must('createPlan', { code: 'peaks', currency: 'USD', interval: { unit: 'MONTH' }, minimumCommitment: '50.00', prices: [{ code: 'peak', meterCode: 'peak', model: { perUnit: { unitAmount: '0.10' } } }] }, 'replayed');
  for (const customer of ['acme', 'beta', 'gamma']) await createSubscriber(client, customer);
  await client.must('createSubscription', { idempotencyKey: 'peaks', customerExternalId: 'acme', planCode: 'peaks', startAt: '2026-01-01T00:00:00Z' }, 'replayed');
  for (const customer of ['acme', 'beta']) {
    await record(client, [request(customer, 'r1'), request(customer, 'r2'), completion(customer, 'c1', 100)]);
    await issue(client, customer, `${customer} 1`);
  }
  await advance(client, MARCH);
  await record(client, [{ ...request('acme', 'r3'), occurredAt: '2026-02-10T00:00:00Z' }, completion('acme', 'late', 7)]);
  await issue(client, 'acme', 'acme 2');
}

describe.each(dialectsUnderTest())('replay on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await trade(client);
  });
  afterAll(() => api.stop());

  const replay = async (args: string) => (await client.ask<{ replay: Replay | null }>(`{ replay${args} { ${FIELDS} } }`)).replay;

  it('replay: facts and ledger agree line by line, on every customer', async () => {
    const all = await replay('');
    // hybrid: fees of January, February and March, requests and tokens of each month: 7 for acme. Its February tokens are
    // nothing for nothing, on neither side: 6. peaks: the maximum and the commitment, twice, of which February's maximum is
    // nothing for nothing: 3. beta: two fees, requests, tokens: 4. Events, twice those of completions of acme, which two meters
    // count: acme r1 r2 r3, c1 and late twice: 7; beta 3.
    expect(all).toEqual({
      isExact: true, books: '3', lines: '13', journals: expect.any(String), events: '10', ledgerDigest: expect.any(String), rebuiltDigest: all?.ledgerDigest,
      drift: [{ amount: '0.00', currency: 'USD' }], divergenceCount: '0', firstDivergence: null,
    });
  });

  it('replay: of one customer, and of a time that the service overlaps', async () => {
    expect(await replay('(customer: "beta")')).toMatchObject({ isExact: true, lines: '4', events: '3' });
    // In February beta has its fee in advance alone; at the very end of January nothing else.
    expect(await replay('(customer: "beta", from: "2026-02-01T00:00:00Z")')).toMatchObject({ isExact: true, lines: '1', events: '0' });
    expect(await replay('(customer: "beta", to: "2026-02-01T00:00:00Z")')).toMatchObject({ isExact: true, lines: '3', events: '3' });
    expect(await replay('(customer: "gamma")')).toMatchObject({ isExact: true, lines: '0' });
    expect(await replay('(customer: "nobody")')).toBeNull();
    const { errors } = await client.send('{ replay(from: "2026-02-01T00:00:00Z", to: "2026-02-01T00:00:00Z") { isExact } }');
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  });

  it('replay: what is recorded after the newest invoice is on neither side yet', async () => {
    const before = await replay('');
    await record(client, [request('beta', 'r9')]);
    await client.must('createSubscription', { idempotencyKey: 'again', customerExternalId: 'beta', planCode: 'peaks', startAt: '2026-01-01T00:00:00Z' }, 'replayed');
    expect(await replay('')).toEqual(before);
  });

  it('replay: a change of what was recorded is found, with what the ledger has and what the facts come to', async () => {
    await api.stop({ keepDatabase: true });
    const engine = await openEngine(configOf(api.database));
    const raw: RawSql = dialect.name === 'pglite' ? { run: (statement) => engine.store.exclusively((run) => run(statement)), close: () => Promise.resolve() } : await openRaw(dialect.name, api.database, 'superuser');
    const tampering = new Tampering(dialect.name, raw);
    await tampering.keep(['usage_events', 'prices', 'journals']);
    const OF_BETA = `customer_id = (select id from customers where external_id = 'beta')`;
    try {
      await tampering.change('usage_events', `update usage_events set properties = '{"model":"small","n":200}' where ${OF_BETA} and event_key = 'c1'`);
      // 200 tokens at 0.01 instead of 100.
      expect(await divergences(engine)).toMatchObject([
        ['beta', 'AMOUNT', { quantity: '100', amount: 100n, eventCount: 1 }, { quantity: '200', amount: 200n, eventCount: 1, steps: [{ label: expect.stringContaining('tier 1') }] }],
      ]);
      await tampering.change('usage_events', `update usage_events set fingerprint = (select e.fingerprint from kept_usage_events e where e.event_key = 'late') where ${OF_BETA} and event_key = 'c1'`);
      expect(await divergences(engine)).toMatchObject([['beta', 'EVIDENCE', { amount: 100n }, { amount: 100n }]]);
      await tampering.change('usage_events', `delete from usage_events where ${OF_BETA} and event_key = 'r1'`);
      expect(await divergences(engine)).toMatchObject([['beta', 'AMOUNT', { amount: 20n, eventCount: 2 }, { amount: 10n, eventCount: 1 }]]);
      await tampering.undo('usage_events');
      await tampering.change('prices', `update prices set terms = concat(terms, 'x') where code = 'requests'`);
      expect((await divergences(engine)).map(([customer, kind]) => [customer, kind]).sort()).toEqual([['acme', 'UNREADABLE'], ['beta', 'UNREADABLE'], ['gamma', 'UNREADABLE']]);
      await tampering.undo('prices');
      expect(await divergences(engine)).toEqual([]);
      expect(await divergencesMeanwhile(engine, 'beta')).toEqual([]);
    } finally {
      await raw.close();
      await closeEngine(engine);
    }
    api = await startApi(dialect, { database: api.database });
  });
});

/** What a replay finds that read the book before a charge was taken back and usage so far was invoiced, and everything else after that. */
async function divergencesMeanwhile(engine: Engine, externalId: string): Promise<unknown[]> {
  const db = engine.store.database;
  const [tenantId] = await listTenants(engine);
  const actor = { tenantId: tenantId!, customerId: null, keyId: 'test', scopes: new Set<never>(), expiresAt: null };
  const [customer] = await findCustomersByExternalId(db, actor, [externalId]);
  const { chargeId } = await addCharge(engine, actor, { idempotencyKey: 'charge', customerExternalId: externalId, subscriptionId: null, description: 'Setup', amount: '5.00' });
  const [book] = await findBooks(db, actor, [customer!.id]);
  await reverseCharge(engine, actor, { customerId: customer!.id, chargeId }, { idempotencyKey: 'reversal', reason: 'agreed' });
  await issueInvoice(engine, actor, { idempotencyKey: 'meanwhile', customerExternalId: externalId, usageSoFar: true });
  const { lines } = await replayBook(db, { customer: customer!, book: book!, time: null });
  return lines.filter(({ divergence }) => divergence !== null);
}

async function divergences(engine: Engine): Promise<unknown[][]> {
  const found = await replayLedger(engine, EVERYTHING);
  const texts = <Side extends { quantity: { toString(): string } | null }>(side: Side | null) => side && { ...side, quantity: side.quantity?.toString() ?? null };
  return found.divergences.map(({ customerExternalId, kind, ledger, rebuilt }) => [customerExternalId, kind, texts(ledger), texts(rebuilt)]);
}
