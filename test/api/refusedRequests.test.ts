import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, advance, createCatalog, createSubscriber, stateOf } from '../support/shop.ts';

const VIEWER = '{ viewer { scopes } }';
const body = (query: string, variables: object = {}) => JSON.stringify({ query, variables });
const nested = (levels: number) => `{ customers { nodes ${'{ subscriptions { nodes { customer '.repeat(levels / 3)}{ id }${' } } }'.repeat(levels / 3)} } }`;

/** What is wrong with a request, its body, and the status and code it is refused with. */
type RefusedRequest = readonly [fault: string, body: string, status: number, code: string, headers?: Record<string, string>];

const REFUSED: readonly RefusedRequest[] = [
  ['not JSON', '{"query":', 400, 'BAD_USER_INPUT'],
  ['an empty body', '', 400, 'BAD_USER_INPUT'],
  ['a text', '"viewer"', 400, 'BAD_USER_INPUT'],
  ['no query', '{}', 400, 'BAD_USER_INPUT'],
  ['another content type', body(VIEWER), 415, 'BAD_USER_INPUT', { 'content-type': 'text/plain' }],
  ['a form', 'query=%7Bviewer%7D', 415, 'BAD_USER_INPUT', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['several requests in one', `[${body(VIEWER)},${body(VIEWER)}]`, 400, 'BAD_USER_INPUT'],
  ['no GraphQL', body('viewer }'), 400, 'GRAPHQL_PARSE_FAILED'],
  ['100 levels', body(nested(99)), 400, 'COST_EXCEEDED'],
  ['a document of 100 KB', body(`{ viewer { ${'scopes '.repeat(14_000)}} }`), 400, 'COST_EXCEEDED'],
  ['a comment of 100 KB', body(`# ${'x'.repeat(100_000)}\n${VIEWER}`), 400, 'COST_EXCEEDED'],
  ['2,000 aliases', body(`{ ${Array.from({ length: 2_000 }, (_, n) => `a${n}: viewer { scopes }`).join(' ')} }`), 400, 'COST_EXCEEDED'],
  ['31 aliases of one field', body(`{ ${Array.from({ length: 31 }, (_, n) => `a${n}:viewer{scopes}`).join(' ')} }`), 400, 'COST_EXCEEDED'],
  ['11 mutations', body(`mutation { ${Array.from({ length: 11 }, (_, n) => `a${n}: advanceClock(input: { to: "2027-01-01T00:00:00Z" }) { clock { now } }`).join(' ')} }`), 400, 'COST_EXCEEDED'],
  ['a million objects through variables', body('query($n: Int) { customers(first: $n) { nodes { invoices(first: $n) { nodes { lines(first: $n) { nodes { lineKey } } } } } } }', { n: 100 }), 400, 'COST_EXCEEDED'],
  ['a million objects through defaults', body('query($n: Int = 100) { customers(first: $n) { nodes { invoices(first: $n) { nodes { lines(first: $n) { nodes { lineKey } } } } } } }'), 400, 'COST_EXCEEDED'],
  ['fragments in a circle', body('{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['a subscription', body('subscription { viewer { scopes } }'), 200, 'OPERATION_RESOLUTION_FAILURE'],
  ['an unknown field', body('{ viewer { secret } }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown argument', body('{ customers(limit: 5) { nodes { id } } }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown word', body('mutation { createMeter(input: { code: "x", eventName: "x", aggregation: AVERAGE }) { replayed } }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown word in a variable', body('mutation($input: CreateMeterInput!) { createMeter(input: $input) { replayed } }', { input: { code: 'x', eventName: 'x', aggregation: 'AVERAGE' } }), 400, 'BAD_USER_INPUT'],
  ['an unknown input field', body('mutation($input: CreateMeterInput!) { createMeter(input: $input) { replayed } }', { input: { code: 'x', eventName: 'x', aggregation: 'COUNT', unit: 'x' } }), 400, 'BAD_USER_INPUT'],
  ['a missing input field', body('mutation($input: CreateMeterInput!) { createMeter(input: $input) { replayed } }', { input: { code: 'x', aggregation: 'COUNT' } }), 400, 'BAD_USER_INPUT'],
  ['two models of a price', body('mutation($input: CreatePlanInput!) { createPlan(input: $input) { replayed } }', { input: { code: 'x', currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'x', model: { flat: { amount: '1' }, perUnit: { unitAmount: '1' } } }] } }), 400, 'BAD_USER_INPUT'],
  ['no model of a price', body('mutation($input: CreatePlanInput!) { createPlan(input: $input) { replayed } }', { input: { code: 'x', currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'x', model: {} }] } }), 400, 'BAD_USER_INPUT'],
  ['101 ids', body('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 101 }, () => 'cus_x') }), 200, 'BAD_USER_INPUT'],
  ['an id and an externalId', body('{ customer(id: "cus_x", externalId: "acme") { id } }'), 200, 'BAD_USER_INPUT'],
  ['neither id nor number', body('{ invoice { id } }'), 200, 'BAD_USER_INPUT'],
  ['a draft ten years ahead', body('{ customer(externalId: "acme") { upcomingInvoice(asOf: "2037-01-01T00:00:00Z") { id } } }'), 200, 'BAD_USER_INPUT'],
  ['usage that ends before it begins', body('{ customer(externalId: "acme") { usage(meterCode: "requests", from: "2026-02-01T00:00:00Z", to: "2026-02-01T00:00:00Z") { quantity } } }'), 200, 'BAD_USER_INPUT'],
  ['1,001 days of usage', body('{ customer(externalId: "acme") { usage(meterCode: "requests", from: "2020-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z", window: DAY) { quantity } } }'), 200, 'BAD_USER_INPUT'],
  ['a balance in no currency', body('{ trialBalance(currency: "ABC") { isBalanced } }'), 200, 'BAD_USER_INPUT'],
];

describe.each(dialectsUnderTest())('refused requests on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
  });
  afterAll(() => api.stop());

  const post = async (text: string, headers: Record<string, string> = {}) => {
    const all = { 'content-type': 'application/json', authorization: `Bearer ${client.key}`, ...headers };
    const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers: all, body: text });
    const { errors } = (await response.json()) as { errors?: { message: string; extensions: { code: string; requestId: string } }[] };
    return { status: response.status, codes: errors?.map(({ extensions }) => extensions.code), ids: errors?.map(({ extensions }) => extensions.requestId), id: response.headers.get('x-request-id') };
  };

  it('refused requests: each is told by a status and one of the closed set of codes, with its request id, and nothing is written', async () => {
    const before = await stateOf(client);
    for (const [fault, text, status, code, headers] of REFUSED) {
      const { id, ...told } = await post(text, headers);
      expect({ fault, ...told }).toEqual({ fault, status, codes: [code], ids: [id] });
    }
    expect(await stateOf(client)).toEqual(before);
  });

  it('refused requests: 401 without a key, with a malformed, an unknown, a revoked and an expired one', async () => {
    const { apiKey: revoked } = await client.must<{ apiKey: { id: string; secret: string } }>('createApiKey', { name: 'revoked', scopes: ['CATALOG_READ'] }, 'apiKey { id secret }');
    const { apiKey: expiring } = await client.must<{ apiKey: { secret: string } }>('createApiKey', { name: 'expiring', scopes: ['CATALOG_READ'], expiresAt: '2026-02-01T00:00:01Z' }, 'apiKey { secret }');
    const asked = async (authorization: string) => {
      const { status, codes } = await post(body(VIEWER), { authorization });
      return [status, codes?.join()];
    };
    for (const key of ['', 'Bearer', 'Bearer ', `Basic ${client.key}`, `Bearer  ${client.key}`, `Bearer ${client.key} x`, `Bearer ${client.key}x`, 'Bearer nrb_unknown']) {
      expect([key, ...(await asked(key))]).toEqual([key, 401, 'UNAUTHENTICATED']);
    }
    expect(await asked(`Bearer ${revoked.secret}`)).toEqual([200, undefined]);
    expect(await asked(`Bearer ${expiring.secret}`)).toEqual([200, undefined]);
    await client.must('revokeApiKey', { id: revoked.id }, 'apiKey { revokedAt }');
    await advance(client, '2026-02-01T00:00:01Z');
    expect(await asked(`Bearer ${revoked.secret}`)).toEqual([401, 'UNAUTHENTICATED']);
    expect(await asked(`Bearer ${expiring.secret}`)).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('createApiKey: a key that expires makes none that outlives it', async () => {
    const expiresAt = '2026-02-03T00:00:00Z';
    const { apiKey } = await client.must<{ apiKey: { secret: string } }>('createApiKey', { name: 'a day', scopes: ['KEYS_MANAGE', 'CATALOG_READ'], expiresAt }, 'apiKey { secret }');
    const borrower = client.as(apiKey.secret);
    const refused = await borrower.mutate('createApiKey', { name: 'longer', scopes: ['CATALOG_READ'], expiresAt: '2026-02-03T00:00:00.001Z' }, 'apiKey { secret }');
    expect(refused).toMatchObject({ apiKey: null, userErrors: [{ code: 'OUT_OF_RANGE', path: ['input', 'expiresAt'] }] });
    const { apiKey: left } = await borrower.must<{ apiKey: { secret: string } }>('createApiKey', { name: 'as long', scopes: ['CATALOG_READ'] }, 'apiKey { secret }');
    await advance(client, expiresAt);
    const { status, codes } = await post(body(VIEWER), { authorization: `Bearer ${left.secret}` });
    expect([status, codes?.join()]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('refused requests: the root key has no tenant, a tenant key no tenants, and a key no more than its scopes', async () => {
    const { apiKey } = await client.must<{ apiKey: { secret: string } }>('createApiKey', { name: 'reader', scopes: ['CUSTOMERS_READ'] }, 'apiKey { secret }');
    const asked = async (key: string, query: string) => (await post(body(query), { authorization: `Bearer ${key}` })).codes?.join();
    expect(await asked(api.root.key, '{ customers { nodes { id } } }')).toBe('FORBIDDEN');
    expect(await asked(api.root.key, 'mutation { recordUsage(input: { events: [] }) { counts { accepted } } }')).toBe('FORBIDDEN');
    expect(await asked(client.key, 'mutation { createTenant(input: { name: "T", defaultCurrency: "USD" }) { tenant { id } } }')).toBe('FORBIDDEN');
    expect(await asked(apiKey.secret, '{ customers { nodes { id } } }')).toBeUndefined();
    expect(await asked(apiKey.secret, '{ customers { nodes { subscriptions { nodes { id } } } } }')).toBe('FORBIDDEN');
    expect(await asked(apiKey.secret, 'mutation { createCustomer(input: { externalId: "x", name: "X" }) { replayed } }')).toBe('FORBIDDEN');
    expect(await asked(apiKey.secret, '{ ledgerVerification { isValid } }')).toBe('FORBIDDEN');
    expect(await client.ask('{ customer(externalId: "x") { id } }')).toEqual({ customer: null });
  });
});
