/** The HTTP server, spoken to as clients speak to it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { READER_KEY, ROOT_KEY, send, startToyServer, TENANT_KEY, type ToyServer } from './graphql/toyServer.ts';

let toy: ToyServer;
beforeAll(async () => {
  toy = await startToyServer();
});
afterAll(async () => {
  await toy.server.stop();
});

const RECORD = 'mutation Send($input: RecordUsageInput!) { recordUsage(input: $input) { results { key event { properties } } counts { accepted } userErrors { code message path } } }';
const event = (properties: string): string =>
  `{"key":"e1","customerExternalId":"acme","eventName":"tokens","occurredAt":"2026-01-01T00:00:00Z","properties":${properties}}`;
const recordBody = (...events: string[]): string => `{"query":${JSON.stringify(RECORD)},"variables":{"input":{"events":[${events.join(',')}]}}}`;

describe('authentication', () => {
  const refused = async (headers: Record<string, string>, body?: string): Promise<unknown> => {
    const { status, answer } = await send(toy, { query: '{ viewer { scopes } }', key: null, headers, ...(body !== undefined && { body }) });
    return [status, answer.errors?.[0]?.extensions['code'], typeof answer.errors?.[0]?.extensions['requestId']];
  };

  it.each([
    ['no header', {}],
    ['an unknown key', { authorization: 'Bearer nobody-knows-this-key' }],
    ['another scheme', { authorization: `Basic ${TENANT_KEY}` }],
    ['two spaces', { authorization: `Bearer  ${TENANT_KEY}` }],
    ['something after the key', { authorization: `Bearer ${TENANT_KEY} x` }],
    ['the bare key', { authorization: TENANT_KEY }],
  ] as [string, Record<string, string>][])('authentication: %s is 401 UNAUTHENTICATED', async (_name, headers) => {
    expect(await refused(headers)).toEqual([401, 'UNAUTHENTICATED', 'string']);
  });

  it('authentication: is asked for before the body is looked at', async () => {
    expect(await refused({}, 'not json')).toEqual([401, 'UNAUTHENTICATED', 'string']);
  });

  it('authentication: introspection needs a key too', async () => {
    const query = '{ __schema { queryType { name } } }';
    expect((await send(toy, { query, key: null })).status).toBe(401);
    expect((await send(toy, { query })).answer.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });

  it('authentication: a key that is taken away is refused at the next request', async () => {
    toy.actors.set('short-lived-key', { tenantId: 't', keyId: 'k', customerId: null, scopes: new Set(), expiresAt: null });
    const status = async (): Promise<number> => (await send(toy, { query: '{ viewer { scopes } }', key: 'short-lived-key' })).status;
    expect(await status()).toBe(200);
    toy.actors.delete('short-lived-key');
    expect(await status()).toBe(401);
  });
});

describe('scopes', () => {
  it('scopes: a field whose scope is missing is FORBIDDEN and names what it needs', async () => {
    const { status, answer } = await send(toy, { query: '{ viewer { scopes } customer(externalId: "acme") { invoices { nodes { id } } } }', key: READER_KEY });
    expect(status).toBe(200);
    expect(answer.data).toEqual({ viewer: { scopes: ['CUSTOMERS_READ'] }, customer: null });
    expect(answer.errors?.[0]).toMatchObject({
      message: 'Customer.invoices needs a key with INVOICES_READ',
      path: ['customer', 'invoices'],
      extensions: { code: 'FORBIDDEN', requiredScopes: [['INVOICES_READ']] },
    });
  });

  it('scopes: the root key sees who it is and nothing of tenants', async () => {
    const { answer } = await send(toy, { query: '{ viewer { scopes } customer(externalId: "acme") { name } }', key: ROOT_KEY });
    expect(answer.data).toEqual({ viewer: { scopes: ['TENANTS_MANAGE'] }, customer: null });
    expect(answer.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

describe('body', () => {
  it.each([
    ['not JSON', '{"query": ', 400],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('latin1'), 400],
    ['empty', '', 400],
    ['without a query', '{"variables":{}}', 400],
    ['a batch', '[{"query":"{ viewer { scopes } }"}]', 400],
    ['nested out of reason, with a number that is not exact', `{"a":1e400,"b":${'['.repeat(500_000)}`, 400],
  ])('body: %s is refused in the shape of a GraphQL error', async (name, text, expected) => {
    const body = name === 'not UTF-8' ? Buffer.from(text, 'latin1') : text;
    const response = await fetch(`${toy.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TENANT_KEY}` },
      body,
    });
    expect(response.status).toBe(expected);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({
      errors: [expect.objectContaining({ message: expect.any(String), extensions: { code: 'BAD_USER_INPUT', requestId: response.headers.get('x-request-id') } })],
    });
  });

  it('body: over 12 MiB is 413', async () => {
    const { status, answer } = await send(toy, { body: JSON.stringify({ query: 'x'.repeat(12 * 1024 * 1024) }) });
    expect([status, answer.errors?.[0]?.message, answer.errors?.[0]?.extensions['code']]).toEqual([413, 'the body is larger than 12 MiB', 'BAD_USER_INPUT']);
  });

  it('body: another media type is 415', async () => {
    const { status, answer } = await send(toy, { body: '{}', headers: { 'content-type': 'text/plain' } });
    expect([status, answer.errors?.[0]?.extensions['code']]).toEqual([415, 'BAD_USER_INPUT']);
  });

  it('body: a number that a double would change reaches the field as it was sent, and is not an answer in JSON that lies', async () => {
    const { answer } = await send(toy, { body: recordBody(event('{"exact":0.5,"long":12345678901234567890,"huge":1e400}')) });
    expect(answer.data?.['recordUsage']).toMatchObject({
      results: [{ event: { properties: { exact: 0.5, long: { value: '12345678901234567890' }, huge: { value: '1e400' } } } }],
    });
  });

  it('body: keys that name prototypes are data', async () => {
    for (const number of ['1', '1e400']) {
      const { status, answer } = await send(toy, { body: recordBody(event(`{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"n":${number}}`)) });
      expect([status, answer.errors]).toEqual([200, undefined]);
      expect(JSON.stringify(answer.data)).toContain('"__proto__":{"polluted":true}');
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    }
  });

  it('body: a thousand events in one request are taken', async () => {
    const { status, answer } = await send(toy, { body: recordBody(...Array.from({ length: 1_000 }, () => event('{"tokens":12}'))) });
    expect([status, answer.data]).toMatchObject([200, { recordUsage: { counts: { accepted: 1_000 }, userErrors: [] } }]);
  });
});

describe('refusals', () => {
  it('refusals: a mutation answers them in its payload, with the path from the input on', async () => {
    const { answer } = await send(toy, { query: 'mutation { createCustomer(input: { externalId: "acme", name: "A" }) { customer { id } replayed userErrors { code message path } } }' });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      createCustomer: {
        customer: null,
        replayed: false,
        userErrors: [{ code: 'CONFLICT', message: 'externalId exists with other values', path: ['input', 'externalId'] }],
      },
    });
  });

  it('refusals: one of a whole batch leaves the payload empty but whole', async () => {
    const { answer } = await send(toy, { body: recordBody(...Array.from({ length: 1_001 }, () => event('{}'))) });
    expect(answer.data?.['recordUsage']).toEqual({
      results: [],
      counts: { accepted: 0 },
      userErrors: [{ code: 'TOO_MANY', message: 'events has more than 1000 entries', path: ['input', 'events'] }],
    });
  });

  it('refusals: a query answers them as BAD_USER_INPUT with the code and the field', async () => {
    const { answer } = await send(toy, { query: '{ customer(externalId: "wrong") { name } }' });
    expect(answer.data).toEqual({ customer: null });
    expect(answer.errors?.[0]).toMatchObject({
      message: 'externalId begins or ends with white space',
      extensions: { code: 'BAD_USER_INPUT', errorCode: 'INVALID_VALUE', path: ['externalId'], requestId: expect.any(String) },
    });
  });

  it('refusals: what nobody foresaw is INTERNAL, tells nothing, and is logged in full with the request id', async () => {
    const { headers, answer } = await send(toy, { query: 'query Broken { customer(externalId: "broken") { name } }', headers: { 'x-request-id': 'find-me.1' } });
    expect(headers.get('x-request-id')).toBe('find-me.1');
    expect(answer.errors).toEqual([
      { message: 'internal error', locations: expect.any(Array), path: ['customer'], extensions: { code: 'INTERNAL', requestId: 'find-me.1' } },
    ]);
    expect(toy.logged).toContainEqual(
      expect.objectContaining({ requestId: 'find-me.1', err: expect.objectContaining({ type: 'InvariantError', message: 'the secret inside of the program', stack: expect.any(String) }) }),
    );
  });

  it.each([
    ['a float literal', 'mutation { createPlan(input: { code: "p", currency: "EUR", interval: { unit: MONTH }, prices: [{ code: "a", model: { flat: { amount: 1.5 } } }] }) { plan { id } } }', ['input', 'prices', '0', 'model', 'flat', 'amount']],
    ['a timestamp that is not RFC 3339', '{ customer(externalId: "acme") { upcomingInvoice(asOf: "yesterday") { id } } }', ['asOf']],
  ])('refusals: %s in the document is BAD_USER_INPUT and names the field', async (_name, query, path) => {
    const { status, answer } = await send(toy, { query });
    expect([status, answer.errors?.[0]?.extensions]).toMatchObject([400, { code: 'BAD_USER_INPUT', path }]);
  });

  it('refusals: a wrong variable is BAD_USER_INPUT and names the field', async () => {
    const query = 'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { id } } }';
    const price = (amount: unknown) => ({ code: 'a', model: { flat: { amount } } });
    const variables = { input: { code: 'at "input.code"; ', currency: 'EUR', interval: { unit: 'MONTH' }, prices: [price('1'), price(1.5)] } };
    const { status, answer } = await send(toy, { query, variables });
    expect([status, answer.errors]).toMatchObject([
      400,
      [{ extensions: { code: 'BAD_USER_INPUT', errorCode: 'INVALID_VALUE', path: ['input', 'prices', '1', 'model', 'flat', 'amount'], requestId: expect.any(String) } }],
    ]);
  });

  it('refusals: a null for an argument that has a default is BAD_USER_INPUT', async () => {
    const query = 'query ($n: Boolean) { invoices { nodes { lines { nodes { events(newOnly: $n) { nodes { id } } } } } } customer(externalId: $n2) { id } }';
    const { status, answer } = await send(toy, { query });
    expect([status, answer.errors?.[0]?.extensions['code']]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    const skipped = await send(toy, { query: 'query ($s: Boolean = true) { viewer @skip(if: $s) { scopes } }', variables: { s: null } });
    expect(skipped.answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('refusals: a syntax error, an unknown field and an unknown operation keep the codes of GraphQL', async () => {
    const codeOf = async (body: object): Promise<unknown> => {
      const { status, answer } = await send(toy, { body: JSON.stringify(body) });
      return [status, answer.errors?.[0]?.extensions['code']];
    };
    expect(await codeOf({ query: '{ viewer ' })).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
    expect(await codeOf({ query: '{ nothing }' })).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(await codeOf({ query: 'query A { viewer { scopes } }', operationName: 'B' })).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
    expect(await codeOf({ extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } })).toEqual([200, 'PERSISTED_QUERY_NOT_SUPPORTED']);
  });
});

describe('limits', () => {
  const refusedWith = async (query: string): Promise<unknown> => {
    const { status, answer } = await send(toy, { query });
    return [status, answer.errors?.[0]?.extensions['code']];
  };

  it('limits: a query 100 levels deep is refused with COST_EXCEEDED', async () => {
    expect(await refusedWith(`${'{ customer(externalId: "a") '.repeat(100)}${'}'.repeat(100)}`.replace('") }', '") { name } }'))).toEqual([400, 'COST_EXCEEDED']);
    expect(await refusedWith(`${'{ a '.repeat(100)}${'}'.repeat(100)}`)).toEqual([400, 'COST_EXCEEDED']);
  });

  it('limits: more than 2,000 tokens, or 15,000 characters, are refused with COST_EXCEEDED', async () => {
    expect(await refusedWith(`{ ${'viewer { scopes } '.repeat(500)} }`)).toEqual([400, 'COST_EXCEEDED']);
    expect(await refusedWith(`{ viewer { scopes } } # ${'x'.repeat(15_000)}`)).toEqual([400, 'COST_EXCEEDED']);
  });

  it('limits: brackets nested more than 200 levels deep are refused before they are parsed', async () => {
    expect(await refusedWith(`{ customer(externalId: ${'['.repeat(1_900)}) { id } }`)).toEqual([400, 'COST_EXCEEDED']);
    expect(await refusedWith(`{ customer(externalId: ${'{a:'.repeat(250)}1${'}'.repeat(250)}) { id } }`)).toEqual([400, 'COST_EXCEEDED']);
    // What stands in texts and comments opens nothing.
    const text = '['.repeat(300);
    expect(await refusedWith(`{ customer(externalId: "${text}", nothing: """${text}""") # ${text}\n { id } }`)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  it('limits: pages within pages are refused by their product, with the sizes in variables', async () => {
    const query = 'query ($n: Int!) { customers(first: $n) { nodes { invoices(first: $n) { nodes { lines(first: $n) { nodes { lineKey } } } } } } }';
    const refused = await send(toy, { query, variables: { n: 100 } });
    // 1 + 100 + 100 + 100*100 + 100*100 + 100*100*100
    expect([refused.status, refused.answer.errors?.[0]?.message]).toEqual([400, 'the request may be answered with 1020201 objects; the limit is 500000: ask for smaller pages']);
    expect(refused.answer.errors?.[0]?.extensions['code']).toBe('COST_EXCEEDED');
    expect(refused.answer.extensions).toEqual({ cost: { requested: 1_020_201, limit: 500_000 } });
  });

  it('limits: every answer tells its cost', async () => {
    const { answer } = await send(toy, { query: '{ customers(first: 2) { nodes { externalId } totalCount { value isCapped } pageInfo { hasNextPage } } }' });
    expect(answer.data).toEqual({ customers: { nodes: [{ externalId: 'acme' }, { externalId: 'bolt' }], totalCount: { value: 3, isCapped: false }, pageInfo: { hasNextPage: false } } });
    // the connection, its two customers, the count and the page's place
    expect(answer.extensions).toEqual({ cost: { requested: 5, limit: 500_000 } });
  });

  it('limits: the whole introspection query passes', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const { status, answer } = await send(toy, { query: getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, oneOf: true }) });
    expect([status, answer.errors]).toEqual([200, undefined]);
  });
});

describe('addresses', () => {
  it('addresses: health says live always, and ready as the database is', async () => {
    const health = async (path: string): Promise<unknown> => {
      const response = await fetch(`${toy.url}/health/${path}`);
      return [response.status, await response.json()];
    };
    expect(await health('live')).toEqual([200, { status: 'live' }]);
    expect(await health('ready')).toEqual([200, { status: 'ready' }]);
    toy.setReady(false);
    expect(await health('ready')).toEqual([503, { status: 'unavailable' }]);
    toy.setReady(true);
  });

  it('addresses: the SDL is served with its directives and descriptions', async () => {
    const sdl = await (await fetch(`${toy.url}/schema.graphql`)).text();
    expect(sdl).toContain('createTenant(');
    expect(sdl).toContain('@requiresScopes(scopes: [[TENANTS_MANAGE]])');
    expect(sdl).toContain('"""A calendar day without a time zone, "2026-01-31"."""');
  });

  it('addresses: queries may come by GET from clients that are no web page, mutations may not', async () => {
    const get = async (query: string, headers: Record<string, string>): Promise<[number, unknown]> => {
      const response = await fetch(`${toy.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { authorization: `Bearer ${TENANT_KEY}`, ...headers } });
      return [response.status, await response.json()];
    };
    const preflighted = { 'apollo-require-preflight': '1' };
    expect(await get('{ viewer { scopes } }', preflighted)).toMatchObject([200, { data: { viewer: {} } }]);
    expect(await get('{ viewer { scopes } }', {})).toMatchObject([400, { errors: [{ extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) } }] }]);
    expect(await get('mutation { createCustomer(input: { externalId: "a", name: "A" }) { replayed } }', preflighted)).toMatchObject([405, { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
    expect(await get(`{ viewer { scopes } } # ${'x'.repeat(15_000)}`, preflighted)).toMatchObject([400, { errors: [{ extensions: { code: 'COST_EXCEEDED' } }] }]);
  });

  it('addresses: another one is 404 in the shape of a GraphQL error', async () => {
    const response = await fetch(`${toy.url}/nothing`);
    expect([response.status, await response.json()]).toMatchObject([404, { errors: [{ extensions: { requestId: expect.any(String) } }] }]);
  });
});

describe('log', () => {
  it('log: one line a request, with its operation and without key, body, variables or query string', async () => {
    await send(toy, { body: recordBody(event('{"secret":"platypus"}')), headers: { 'x-request-id': 'log-1' } });
    await fetch(`${toy.url}/graphql?query=%7Bviewer%7Bscopes%7D%7D&variables=%7B%22a%22:%22platypus%22%7D`, {
      headers: { authorization: `Bearer ${TENANT_KEY}`, 'apollo-require-preflight': '1', 'x-request-id': 'log-2' },
    });
    const lines = toy.logged.filter(({ requestId }) => requestId === 'log-1' || requestId === 'log-2');
    expect(lines).toEqual([
      expect.objectContaining({ requestId: 'log-1', method: 'POST', url: '/graphql', status: 200, ms: expect.any(Number), operation: 'Send', msg: 'request' }),
      expect.objectContaining({ requestId: 'log-2', method: 'GET', url: '/graphql', status: 200, msg: 'request' }),
    ]);
    const everything = JSON.stringify(toy.logged);
    expect(everything).not.toContain(TENANT_KEY);
    expect(everything).not.toContain('platypus');
  });

  it('log: a request id that is not short and plain is replaced', async () => {
    const { headers } = await send(toy, { query: '{ viewer { scopes } }', headers: { 'x-request-id': 'a b' } });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('stop', () => {
  it('stop: a request in flight is answered, new ones are not taken', async () => {
    const own = await startToyServer();
    const answer = send(own, { query: '{ customer(externalId: "slow") { name } }' });
    await own.slowStarted;
    // It would wait for the grace if it held on to idle connections, and the test with it.
    const stopped = own.server.stop({ graceMs: 600_000 });
    await expect(fetch(`${own.url}/health/live`)).rejects.toThrow();
    own.release();
    expect((await answer).answer.data).toEqual({ customer: { name: 'slow' } });
    await stopped;
  });

  it('stop: with notice, it serves on and says that it is draining', async () => {
    const own = await startToyServer();
    const stopped = own.server.stop({ noticeMs: 200 });
    const ready = await fetch(`${own.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }]);
    expect((await send(own, { query: '{ viewer { scopes } }' })).status).toBe(200);
    await stopped;
    await expect(fetch(`${own.url}/health/ready`)).rejects.toThrow();
  });

  it('stop: a request that does not end is cut off after the grace time', async () => {
    const own = await startToyServer();
    const answer = send(own, { query: '{ customer(externalId: "slow") { name } }' });
    const outcome = answer.then(() => 'answered', () => 'cut off');
    await own.slowStarted;
    await own.server.stop({ graceMs: 50 });
    expect(await outcome).toBe('cut off');
    own.release();
  });
});
