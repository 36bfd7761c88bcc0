import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiClient, type ApiClientOptions } from '../../src/cli/apiClient.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('ApiClient', () => {
  it('request: posts the document with its variables and the key, and gives the data', async () => {
    const seen: unknown[] = [];
    const client = await clientOf((request, response) => {
      seen.push(request.method, request.url, request.headers.authorization, request.headers['content-type']);
      request.on('data', (chunk: Buffer) => seen.push(JSON.parse(chunk.toString())));
      request.on('end', () => response.end('{"data":{"viewer":1}}'));
    });
    expect(await client.request('{ viewer }', { a: 1 })).toEqual({ viewer: 1 });
    expect(seen).toEqual(['POST', '/graphql', 'Bearer secret', 'application/json', { query: '{ viewer }', variables: { a: 1 } }]);
  });

  it.each([502, 503, 504, 429])('request: status %i is tried again', async (status) => {
    const { client, tries } = await failingFirst(2, (response) => response.writeHead(status).end());
    expect(await client.request('{ a }')).toEqual({ a: 1 });
    expect(tries()).toBe(3);
  });

  it('request: a connection that breaks is tried again', async () => {
    const { client, tries } = await failingFirst(2, (response) => response.destroy());
    expect(await client.request('{ a }')).toEqual({ a: 1 });
    expect(tries()).toBe(3);
  });

  it('request: an answer that does not come in time is tried again', async () => {
    const { client, tries } = await failingFirst(1, () => undefined, { timeoutMs: 100 });
    expect(await client.request('{ a }')).toEqual({ a: 1 });
    expect(tries()).toBe(2);
  });

  it('request: Retry-After is waited for', async () => {
    const { client } = await failingFirst(1, (response) => response.writeHead(429, { 'retry-after': '1' }).end());
    const startedAt = performance.now();
    await client.request('{ a }');
    expect(performance.now() - startedAt).toBeGreaterThan(990);
  });

  it.each([400, 401, 403, 404, 413, 500])('request: status %i is not tried again', async (status) => {
    const { client, tries } = await failingFirst(1, (response) => response.writeHead(status).end('<html>'));
    await expect(client.request('{ a }')).rejects.toThrow(status === 401 ? 'does not know this API key' : `answers ${status}`);
    expect(tries()).toBe(1);
  });

  it('request: gives up after its tries, with the last reason', async () => {
    const { client, tries } = await failingFirst(99, (response) => response.writeHead(503).end());
    await expect(client.request('{ a }')).rejects.toThrow(/answers 503 Service Unavailable$/);
    expect(tries()).toBe(4);
  });

  it('request: a server that is not there is named, with the reason', async () => {
    const client = await clientOf(() => undefined, { retries: 0 });
    await new Promise((resolve) => servers.pop()?.close(resolve));
    await expect(client.request('{ a }')).rejects.toThrow(/^http:\/\/127\.0\.0\.1:\d+ cannot be reached \(connect ECONNREFUSED/);
  });

  it('request: top-level errors are said, whatever the status', async () => {
    const client = await clientOf((_, response) => response.writeHead(400).end('{"errors":[{"message":"too deep","extensions":{"code":"COST_EXCEEDED"}}]}'));
    await expect(client.request('{ a }')).rejects.toThrow('the API refused the request: too deep (COST_EXCEEDED)');
  });

  it('mutate: a refusal names the mutation, the field and the code', async () => {
    const refusal = { createPlan: { userErrors: [{ message: 'code is required', code: 'REQUIRED', path: ['input', 'code'] }] } };
    const client = await clientOf((_, response) => response.end(JSON.stringify({ data: refusal })));
    await expect(client.mutate('mutation {}', {})).rejects.toThrow('createPlan was refused: code is required (REQUIRED)');
  });

  it.each(['http://h/', 'http://h/graphql', 'http://h'])('address: %s leads to the same place', async (form) => {
    const client = await clientOf((request, response) => response.end(JSON.stringify({ data: { url: request.url } })), {}, form.slice('http://h'.length));
    expect(await client.request('{ a }')).toEqual({ url: '/graphql' });
  });

  it('address: one that is none is refused', () => {
    expect(() => new ApiClient({ url: 'localhost:4000', key: 'k' })).toThrow('"localhost:4000" is not an address');
  });
});

async function clientOf(listener: RequestListener, options: Partial<ApiClientOptions> = {}, path = ''): Promise<ApiClient> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  return new ApiClient({ url, key: 'secret', retries: 3, retryAfterMs: 5, ...options });
}

async function failingFirst(failures: number, fail: (response: Parameters<RequestListener>[1]) => void, options: Partial<ApiClientOptions> = {}) {
  let tries = 0;
  const client = await clientOf((request, response) => {
    tries += 1;
    request.resume();
    if (tries <= failures) fail(response);
    else response.end('{"data":{"a":1}}');
  }, options);
  return { client, tries: () => tries };
}
