import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNeruba } from '../../src/main.ts';
import { ApiClient, ROOT_KEY, type TestApi, configOf, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, createCatalog, createSubscriber, request } from '../support/shop.ts';

const RECORD = 'mutation($input: RecordUsageInput!) { recordUsage(input: $input) { counts { accepted } } }';

const health = async (url: string, what: 'live' | 'ready') => {
  const response = await fetch(`${url}/health/${what}`);
  return [response.status, await response.json()];
};

describe.each(dialectsUnderTest())('operations on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi(dialect);
  });
  afterAll(() => api.database.drop());

  it('health: a server that serves is live and ready, and says so to anyone', async () => {
    expect(await health(api.url, 'live')).toEqual([200, { status: 'live' }]);
    expect(await health(api.url, 'ready')).toEqual([200, { status: 'ready' }]);
  });

  it('stop: a request that has begun is answered, what it was told is kept, and no further one is taken', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    await api.stop({ keepDatabase: true });

    let started: () => void = () => undefined;
    const began = new Promise<void>((resolve) => {
      started = resolve;
    });
    const server = await startNeruba(configOf(api.database), {
      onStatement: (statement) => {
        if (/insert into .usage_events/i.test(statement)) started();
      },
    });
    const again = new ApiClient(server.url, client.key);
    const events = Array.from({ length: 1_000 }, (_, n) => request('acme', `e${n}`));
    const answer = again.send<{ recordUsage: unknown }>(RECORD, { input: { events } });
    await began;
    const stopped = server.stop();
    expect(await answer).toMatchObject({ status: 200, data: { recordUsage: { counts: { accepted: 1_000 } } } });
    await stopped;
    await server.finished;
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();

    api = await startApi(dialect, { database: api.database });
    const after = new ApiClient(api.url, client.key);
    expect(await after.ask('{ usageEvents { totalCount { value } } ledgerVerification { isValid } }')).toEqual({ usageEvents: { totalCount: { value: 1_000 } }, ledgerVerification: { isValid: true } });
  });

  it('stop: stopping twice is stopping once', async () => {
    await Promise.all([api.stop({ keepDatabase: true }), api.stop({ keepDatabase: true })]);
    api = await startApi(dialect, { database: api.database });
    expect(await health(api.url, 'ready')).toEqual([200, { status: 'ready' }]);
    await api.stop({ keepDatabase: true });
  });
});

describe.each(dialectsUnderTest().filter(({ name }) => name !== 'pglite'))('a database that is gone on $name', (dialect) => {
  it('health: a server whose database is gone is live and not ready, refuses with INTERNAL, and stops', async () => {
    const api = await startApi(dialect);
    const client = await api.createTenant();
    await api.database.drop();
    await sleep(100);
    expect(await health(api.url, 'live')).toEqual([200, { status: 'live' }]);
    expect(await health(api.url, 'ready')).toEqual([503, { status: 'unavailable' }]);
    const { status, errors } = await client.send('{ viewer { scopes } }');
    expect([status, errors?.map(({ message, extensions }) => [message, extensions['code']])]).toEqual([500, [['internal error', 'INTERNAL']]]);
    await api.stop({ keepDatabase: true });
    await expect(fetch(`${api.url}/health/live`)).rejects.toThrow();
  });
});

describe('the root key', () => {
  it('operator: verification over all tenants is behind the root key', async () => {
    const [dialect] = dialectsUnderTest();
    const api = await startApi(dialect!);
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    const asked = async (key: string | null) => {
      const response = await fetch(`${api.url}/operator/verification`, key === null ? {} : { headers: { authorization: `Bearer ${key}` } });
      return [response.status, await response.json()] as [number, { isValid?: boolean; books?: number; errors?: { extensions: { code: string } }[] }];
    };
    const codes = ([status, { errors }]: Awaited<ReturnType<typeof asked>>) => [status, errors?.map(({ extensions }) => extensions.code)];
    expect(await asked(ROOT_KEY)).toMatchObject([200, { isValid: true, books: 1, findings: [] }]);
    expect(codes(await asked(client.key))).toEqual([403, ['FORBIDDEN']]);
    expect(codes(await asked(null))).toEqual([401, ['UNAUTHENTICATED']]);
    for (const path of ['drift', 'drift?mode=some', 'replay?from=yesterday', 'replay?to=1e300']) {
      const refused = await fetch(`${api.url}/operator/${path}`, { headers: { authorization: `Bearer ${ROOT_KEY}` } });
      expect([path, refused.status, await refused.json()]).toMatchObject([path, 400, { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
    }
    await api.stop();
  });
});
