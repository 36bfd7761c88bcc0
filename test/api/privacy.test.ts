/** Personal data over HTTP, on every engine: kept apart, given to whoever it is about, and erased without a trace in any proof. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeEngine, openEngine } from '../../src/main.ts';
import { bookLeaf } from '../../src/core/checkpoint.ts';
import { leafHash, rootOfPath } from '../../src/core/merkle.ts';
import { eraseAll } from '../../src/jobs/erasures.ts';
import { scanBooks } from '../../src/repositories/books.ts';
import type { Engine } from '../../src/services/engine.ts';
import { exportBundle } from '../../src/services/exportBundle.ts';
import { listTenants } from '../../src/services/listTenants.ts';
import { proveInclusion } from '../../src/services/proveInclusion.ts';
import { rebuildLedger } from '../../src/services/rebuildLedger.ts';
import { replayLedger } from '../../src/services/replayLedger.ts';
import { isSigned } from '../../src/services/signer.ts';
import { BundleCheck } from '../../src/services/verifyBundle.ts';
import { verifyLedger } from '../../src/services/verifyLedger.ts';
import { allTables } from '../../src/store/anyTable.ts';
import { type ApiClient, type TestApi, configOf, startApi, takeCheckpoints } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, JANUARY, advance, createCatalog, issue, record, request } from '../support/shop.ts';

const SECRET = 'Ada Lovelace';
const EVENT = `{ usageEvents(filter: { customerExternalId: "acme" }) { nodes { key properties personalProperties counts { properties } } } }`;
const NOTHING_ERASED = { usageEvents: { nodes: [{ key: 'e1', properties: { model: 'small', n: 500, user: SECRET }, personalProperties: ['user'], counts: { properties: { model: 'small', n: 500 } } }] } };
const ERASURE = 'customer { name email billingAddress { line1 } taxNumber language metadata erasures { ordinal reason keptInvoices keptUntil } } erasure { ordinal erasedAt reason actor keptInvoices keptUntil } replayed';

const event = (key: string, user: string | null = SECRET) => ({ ...request('acme', key), eventName: 'completion', properties: { n: 500, model: 'small', ...(user === null ? {} : { user }) } });
const outcomes = async (client: ApiClient, ...events: object[]) => (await record(client, events)).results.map(({ outcome, error }) => (error === null ? outcome : `${outcome} ${error.code}`));
const cancel = async (client: ApiClient, subscriptionId: string) => await client.must('cancelSubscription', { idempotencyKey: 'cancel', subscriptionId, effective: 'NOW' }, 'replayed');
const proofs = async (client: ApiClient) => await client.ask<unknown>('{ ledgerVerification { isValid digest findings { message } } replay { isExact } invoices { nodes { number seal documentJson total { amount } } } }');

/** January's invoice of acme, with one event; the customer is a person. */
async function trade(client: ApiClient): Promise<{ subscriptionId: string }> {
  await createCatalog(client);
  await client.must('declarePersonalProperties', { eventName: 'completion', properties: ['user'] }, 'replayed');
  const customer = { externalId: 'acme', idempotencyKey: 'create acme', name: SECRET, email: 'ada@example.com', billingAddress: { line1: 'St. James Square', country: 'GB' }, taxNumber: 'GB123', language: 'de', metadata: { nickname: 'Countess' } };
  await client.must('createCustomer', customer, 'replayed');
  const { subscription } = await client.must<{ subscription: { id: string } }>('createSubscription', { idempotencyKey: 's', customerExternalId: 'acme', planCode: 'hybrid', startAt: JANUARY }, 'subscription { id }');
  expect(await outcomes(client, event('e1'))).toEqual(['ACCEPTED']);
  await issue(client, 'acme', 'i1');
  return { subscriptionId: subscription.id };
}

async function get(client: ApiClient, path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${client.url}${path}`, { headers: { authorization: `Bearer ${client.key}` } });
  return { status: response.status, text: await response.text() };
}

describe.each(dialectsUnderTest())('privacy on $name', (dialect) => {
  let api: TestApi;
  /** Those with a customer who was erased in the end. */
  const tenants: ApiClient[] = [];
  beforeAll(async () => {
    api = await startApi(dialect);
  });
  afterAll(() => api.stop());

  it('eraseCustomer: takes away who it was, keeps what the law holds, and leaves ledger and proofs as they are', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    tenants.push(client);
    const { subscriptionId } = await trade(client);
    expect(await client.ask<unknown>(EVENT)).toEqual(NOTHING_ERASED);
    const before = await proofs(client);
    const erase = (key: string, reason = 'asked by letter') => client.mutate<{ customer: unknown; erasure: unknown; replayed: boolean }>('eraseCustomer', { idempotencyKey: key, customerExternalId: 'acme', reason }, ERASURE);

    expect((await erase('x1')).userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'customerExternalId'] }]);
    await cancel(client, subscriptionId);
    const erased = await erase('x1');
    // Issued in 2026: until the end of 2036.
    const kept = { ordinal: 1, reason: 'asked by letter', keptInvoices: 1, keptUntil: '2036-12-31' };
    expect(erased).toEqual({
      customer: { name: '(erased)', email: null, billingAddress: null, taxNumber: null, language: null, metadata: {}, erasures: [kept] },
      ...{ erasure: { ...kept, erasedAt: '2026-02-01T00:00:00.000Z', actor: expect.stringMatching(/^key_/) }, replayed: false, userErrors: [] },
    });
    expect(await erase('x1')).toEqual({ ...erased, replayed: true });
    expect((await erase('x1', 'another')).userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT' }]);

    expect(await client.ask<unknown>(EVENT)).toEqual({ usageEvents: { nodes: [{ key: 'e1', properties: { model: 'small', n: 500 }, personalProperties: ['user'], counts: { properties: { model: 'small', n: 500 } } }] } });
    expect(await proofs(client)).toEqual(before);
    expect((await get(client, '/invoices/INV-000001.html')).text).toContain(SECRET);
    // Sent again, what was recorded is a duplicate or a conflict still; what is new is refused.
    expect(await outcomes(client, event('e1'), event('e1', null), event('e2'))).toEqual(['DUPLICATE', 'CONFLICT CONFLICT', 'REJECTED INVALID_STATE']);
    expect((await client.mutate('updateCustomer', { externalId: 'acme', name: 'Back' }, 'replayed')).userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    expect((await client.mutate('createSubscription', { idempotencyKey: 's2', customerExternalId: 'acme', planCode: 'hybrid' }, 'replayed')).userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    // What was said to create it cannot be compared any more, and is not given away either.
    expect(await client.must('createCustomer', { externalId: 'acme', idempotencyKey: 'create acme', name: 'Guess' }, 'replayed')).toMatchObject({ replayed: true });

    // Without retention the parties go too, and the seal holds.
    await client.must('updateTenant', { retentionYears: 0 }, 'tenant { retentionYears }');
    await advance(client, '2026-12-31T00:00:00Z');
    expect(await erase('x2')).toMatchObject({ erasure: { ordinal: 2, keptInvoices: 1, keptUntil: '2026-12-31' } });
    await advance(client, '2027-01-01T00:00:00Z');
    expect(await erase('x3')).toMatchObject({ erasure: { ordinal: 3, keptInvoices: 0, keptUntil: null } });
    expect(await proofs(client)).toEqual(before);
    const { status, text } = await get(client, '/invoices/INV-000001.html');
    expect([status, text.includes(SECRET), text.includes('Names and addresses were erased.')]).toEqual([200, false, true]);
  });

  it('declarePersonalProperties: what is rated is not erasable, and what is personal is not rated', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    const declare = async (properties: readonly string[]) => {
      const { userErrors, ...payload } = await client.mutate<object>('declarePersonalProperties', { eventName: 'completion', properties }, 'personalProperties { properties } replayed');
      return userErrors.length > 0 ? userErrors.map(({ code, path }) => `${code} ${path.join('.')}`) : payload;
    };
    const priced = { code: 'cost', currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'cost', meterCode: 'completions', model: { dynamic: { amountProperty: 'cost' } } }] };
    await client.must('createMeter', { code: 'completions', eventName: 'completion', aggregation: 'COUNT' }, 'replayed');
    await client.must('createPlan', priced, 'replayed');
    for (const read of ['n', 'model', 'cost']) expect(await declare(['user', read])).toEqual(['INVALID_STATE input.properties']);
    expect(await declare(['user', 'ip'])).toEqual({ personalProperties: { properties: ['ip', 'user'] }, replayed: false });
    expect(await declare(['user'])).toEqual({ personalProperties: { properties: ['ip', 'user'] }, replayed: true });
    expect(await client.ask<unknown>('{ personalProperties { eventName properties } }')).toEqual({ personalProperties: [{ eventName: 'completion', properties: ['ip', 'user'] }] });
    expect((await client.mutate('createMeter', { code: 'u', eventName: 'completion', aggregation: 'UNIQUE_COUNT', valueProperty: 'user' }, 'replayed')).userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'eventName'] }]);
    const reading = { ...priced, code: 'ip', prices: [{ code: 'ip', meterCode: 'completions', model: { dynamic: { amountProperty: 'ip' } } }] };
    expect((await client.mutate('createPlan', reading, 'replayed')).userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'prices', '0', 'model'] }]);
  });

  it('an export holds everything that is kept, also what was amended; only a key with the scope gets it', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    tenants.push(client);
    const { subscriptionId } = await trade(client);
    await client.must('amendUsage', { idempotencyKey: 'a1', customerExternalId: 'acme', eventKey: 'e1', properties: { n: 400, model: 'small', user: `${SECRET} II` }, reason: 'counted wrong' }, 'replayed');
    await client.must('recordPayment', { idempotencyKey: 'p1', customerExternalId: 'acme', amount: '1', currency: 'USD' }, 'replayed');
    const exported = async () => (await get(client, '/customers/acme/export')).text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown> & { type: string });
    await client.must('grantCredits', { idempotencyKey: 'g1', customerExternalId: 'acme', amount: '2' }, 'replayed');
    const rows = await exported();
    const paged: unknown[] = [];
    for (let after: string | null = null; ; ) {
      const { exportCustomer: page }: { exportCustomer: { rows: unknown[]; next: string | null } } = await client.ask('query($after: String) { exportCustomer(customerExternalId: "acme", first: 1, after: $after) { rows next } }', { after });
      paged.push(...page.rows);
      after = page.next;
      if (after === null) break;
    }
    expect(paged).toEqual(rows.slice(0, -1));
    expect(rows.find(({ type }) => type === 'creditGrant')).toMatchObject({ amount: '200', kind: 'PROMOTIONAL', voided: '0' });
    expect(rows.find(({ type }) => type === 'customer')).toMatchObject({ externalId: 'acme', name: SECRET, email: 'ada@example.com', taxNumber: 'GB123', metadata: { nickname: 'Countess' } });
    expect(rows.find(({ type }) => type === 'event')).toMatchObject({ key: 'e1', properties: { n: 500, user: SECRET } });
    expect(rows.find(({ type }) => type === 'correction')).toMatchObject({ kind: 'AMEND', counts: { properties: { n: 400, user: `${SECRET} II` } } });
    expect(rows.find(({ type }) => type === 'invoice')).toMatchObject({ number: 'INV-000001', parties: { buyer: { name: SECRET } } });
    expect(rows.at(-1)).toEqual({ type: 'end', rows: { customer: 1, timeZone: 1, subscription: 1, invoice: 1, settlement: 1, creditGrant: 1, event: 1, correction: 1 } });

    const { apiKey } = await client.must<{ apiKey: { secret: string } }>('createApiKey', { name: 'reader', scopes: ['CUSTOMERS_READ', 'USAGE_READ'] }, 'apiKey { secret }');
    expect([(await get(client.as(apiKey.secret), '/customers/acme/export')).status, (await get(client, '/customers/nobody/export')).status, (await get(client, '/customers/acme')).status]).toEqual([403, 404, 404]);

    await cancel(client, subscriptionId);
    await client.must('eraseCustomer', { idempotencyKey: 'x', customerExternalId: 'acme', reason: 'asked' }, 'replayed');
    const after = await exported();
    expect(after.find(({ type }) => type === 'correction')).toMatchObject({ counts: { properties: { n: 400 }, erased: ['user'] } });
    expect(after.filter((row) => JSON.stringify(row).includes('Lovelace')).map(({ type }) => type)).toEqual(['invoice']);
    const amended = { idempotencyKey: 'a2', customerExternalId: 'acme', eventKey: 'e1', properties: { n: 300, model: 'small', user: 'x' }, reason: 'r' };
    expect((await client.mutate('amendUsage', amended, 'replayed')).userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'properties'] }]);
  });

  it('of usage recorded and invoices issued while a customer is erased nothing personal stays behind', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    tenants.push(client);
    const { subscriptionId } = await trade(client);
    await cancel(client, subscriptionId);
    const [erased, ...recorded] = await Promise.all([
      client.mutate<{ erasure: object | null }>('eraseCustomer', { idempotencyKey: 'x', customerExternalId: 'acme', reason: 'asked' }, 'erasure { ordinal }'),
      ...Array.from({ length: 6 }, (_, n) => outcomes(client, event(`race ${n}`))),
      client.mutate('issueInvoice', { idempotencyKey: 'i2', customerExternalId: 'acme' }, 'replayed').then(() => []),
    ]);
    expect(erased.erasure).toEqual({ ordinal: 1 });
    for (const outcome of recorded.flat()) expect(['ACCEPTED', 'REJECTED INVALID_STATE']).toContain(outcome);
    const { usageEvents, ledgerVerification } = await client.ask<{ usageEvents: { nodes: { properties: object; personalProperties: string[] }[] }; ledgerVerification: object }>('{ usageEvents { nodes { properties personalProperties } } ledgerVerification { isValid } }');
    for (const { properties, personalProperties } of usageEvents.nodes) expect([properties, personalProperties]).toEqual([{ n: 500, model: 'small' }, ['user']]);
    expect(ledgerVerification).toEqual({ isValid: true });
  });

  it('once the time of all documents is over, the job leaves no trace in any table, and every proof passes', async () => {
    await takeCheckpoints(api.url);
    for (const client of tenants) {
      await client.must('updateTenant', { retentionYears: 0 }, 'tenant { retentionYears }');
      await advance(client, '2027-01-02T00:00:00Z');
    }
    const { database } = api;
    const rebuilt = await dialect.createDatabase();
    await api.stop({ keepDatabase: true });
    const engine = await openEngine(configOf(database));
    try {
      await eraseAll(engine, { error: (context: unknown) => expect(context).toBeNull() });
      const findings: string[] = [];
      for (const { name, table } of allTables(engine.store.database)) {
        const rows: unknown[] = await engine.store.database.select().from(table);
        if (rows.some((row) => /Lovelace|ada@|Countess|GB123|James/.test(JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))))) findings.push(name);
      }
      expect(findings).toEqual([]);
      expect((await verifyLedger(engine, { tenantId: null, customerId: null })).findings).toEqual([]);
      expect(await replayLedger(engine, { tenantId: null, customerExternalId: null, customerId: null, time: null })).toMatchObject({ isExact: true });
      let proven = 0;
      for (const tenantId of await listTenants(engine)) proven += await expectSigned(engine, tenantId);
      expect(proven).toBeGreaterThanOrEqual(tenants.length);
      const target = await openEngine(configOf(rebuilt));
      expect(await rebuildLedger(engine, target)).toMatchObject({ isEqual: true, divergence: null });
      await closeEngine(target);
    } finally {
      await closeEngine(engine);
      await rebuilt.drop();
      api = await startApi(dialect, { database });
    }
  });
});

/** A bundle made after the erasure is as the checkpoints before it signed, names nobody, and every book's first journal leads to a signed root. Answers how many. */
async function expectSigned(engine: Engine, tenantId: string): Promise<number> {
  const check = new BundleCheck({ publicKey: null });
  let text = '';
  for await (const piece of exportBundle(engine, tenantId)) text += piece;
  for (const line of text.trimEnd().split('\n')) check.add(line);
  expect(check.finish()).toMatchObject({ findings: [], isValid: true, checkpoints: 1 });
  expect(text).not.toMatch(/Lovelace|ada@|Countess|GB123|James/);
  const books = (await scanBooks(engine.store.database, { tenantId, customerId: null, after: null, limit: 100 })).filter(({ seq }) => seq > 0);
  for (const owner of books) {
    const proof = await proveInclusion(engine, owner, 1);
    const { book, checkpoint, bookIndex, bookPath, journalHash, journalPath } = proof!;
    expect(rootOfPath(leafHash(journalHash), { index: 0, size: book.seq, path: journalPath })).toBe(book.journalsRoot);
    expect(rootOfPath(bookLeaf(tenantId, book), { index: bookIndex, size: checkpoint.bookCount, path: bookPath })).toBe(checkpoint.root);
    expect(isSigned(checkpoint.hash, checkpoint)).toBe(true);
  }
  return books.length;
}
