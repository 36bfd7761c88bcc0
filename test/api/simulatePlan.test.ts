/** Other plans tried on three real months over HTTP, on every engine, and that nothing of it is written. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { capturedTerminal } from '../cli/support/capturedTerminal.ts';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, JANUARY, MARCH, stateOf } from '../support/shop.ts';
import { APRIL, COMMITTED, PAIRS, startHistory } from '../support/simulatedHistory.ts';

const MONEY = '{ amount currency }';
const SIMULATE = `query($input: SimulatePlanInput!) { simulatePlan(input: $input) {
  currency total { customers refused actual ${MONEY} simulated ${MONEY} difference ${MONEY} }
  customers { totalCount { value } nodes { customer { externalId } subscriptions refusal { code message }
    comparison { actual { amount } notPosted { amount } simulated { amount } difference { amount } prices { code name actual { amount } simulated { amount } difference { amount } } } } } } }`;

interface Amount {
  readonly amount: string;
}
interface Sides {
  readonly actual: Amount;
  readonly simulated: Amount;
  readonly difference: Amount;
}
interface SimulationAnswer {
  readonly currency: string;
  readonly total: Sides & { readonly customers: number; readonly refused: number };
  readonly customers: {
    readonly nodes: readonly {
      readonly customer: { readonly externalId: string };
      readonly subscriptions: number;
      readonly refusal: { readonly code: string } | null;
      readonly comparison: (Sides & { readonly notPosted: Amount; readonly prices: readonly (Sides & { readonly code: string })[] }) | null;
    }[];
  };
}

interface StreamedRow {
  readonly type: string;
  readonly done?: number;
  readonly customerExternalId?: string;
  readonly refusal?: { readonly code: string } | null;
  readonly actual?: string;
  readonly simulated?: string;
  readonly difference?: string;
}

const amounts = ({ actual, simulated, difference }: Sides) => [actual.amount, simulated.amount, difference.amount];

describe.each(dialectsUnderTest())('simulatePlan on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    ({ client } = await startHistory(api));
  });
  afterAll(() => api.stop());

  const simulate = async (input: object): Promise<SimulationAnswer> =>
    (await client.ask<{ simulatePlan: SimulationAnswer }>(SIMULATE, { input: { from: JANUARY, to: APRIL, ...input } })).simulatePlan;
  /** Acme's `code actual simulated difference`, and all of it. */
  const ofAcme = async (input: object) => {
    const { customers } = await simulate({ customerExternalIds: ['acme'], ...input });
    const { comparison } = customers.nodes[0]!;
    return [...comparison!.prices.map((price) => `${price.code} ${amounts(price).join(' ')}`), amounts(comparison!).join(' ')];
  };

  it('simulatePlan: three months with a change of plan and late usage, under a plan by its terms', async () => {
    // Fees: 31.00 + 15.50 + 31.00 + 62.00 = 139.50 against three times 50.00.
    // Requests: 4.00 + 1.00 + 0.50 = 5.50 against pairs of 4, 4 and 1 requests: 6.00 + 6.00 + 3.00. February is one stretch.
    expect(await ofAcme({ plan: PAIRS })).toEqual(['fee 139.50 150.00 10.50', 'requests 5.50 15.00 9.50', '145.00 165.00 20.00']);
  });

  it('simulatePlan: under a plan with a commitment, whose prices have other codes', async () => {
    // Calls: 9 at 2.00 = 18.00. The months come to 8.00, 8.00 and 2.00, and lack 92.00 + 92.00 + 98.00 = 282.00.
    expect(await ofAcme({ plan: COMMITTED })).toEqual([
      'calls 0.00 18.00 18.00',
      'minimum-commitment 0.00 282.00 282.00',
      'fee 139.50 0.00 -139.50',
      'requests 5.50 0.00 -5.50',
      '145.00 300.00 155.00',
    ]);
  });

  it('simulatePlan: under a plan that exists, as if it had been from the start', async () => {
    // 62.00 three times; requests beyond two: 2 in January, 2 in February, at 0.50.
    expect(await ofAcme({ planCode: 'pro' })).toEqual(['fee 139.50 186.00 46.50', 'requests 5.50 2.00 -3.50', '145.00 188.00 43.00']);
    expect(await ofAcme({ planCode: 'pro', planVersion: 1 })).toEqual(await ofAcme({ planCode: 'pro' }));
  });

  it('simulatePlan: replacing a plan by itself changes nothing', async () => {
    for (const planCode of ['starter', 'pro']) {
      expect(await ofAcme({ planCode, replacedPlanCodes: [planCode] })).toEqual(['fee 139.50 139.50 0.00', 'requests 5.50 5.50 0.00', '145.00 145.00 0.00']);
    }
  });

  it('simulatePlan: only the segments on the plans named are replaced', async () => {
    // Starter stays: 31.00 + 15.50, 4.00 + 1.00. From 15 February half of 50.00, and 50.00; two pairs for 3 requests, one for 1: 9.00.
    expect(await ofAcme({ plan: PAIRS, replacedPlanCodes: ['pro'] })).toEqual(['fee 139.50 121.50 -18.00', 'requests 5.50 14.00 8.50', '145.00 135.50 -9.50']);
  });

  it('simulatePlan: lines that begin in the time are compared, whole', async () => {
    // February: 15.50 + 31.00 and 1.00 + 0.50, against 50.00 and two pairs.
    expect(await ofAcme({ plan: PAIRS, from: FEBRUARY, to: MARCH })).toEqual(['fee 46.50 50.00 3.50', 'requests 1.50 6.00 4.50', '48.00 56.00 8.00']);
    // Without the 15th only what pro charged began: 31.00 and 0.50. One line of the month began before.
    expect(await ofAcme({ plan: PAIRS, from: '2026-02-15T00:00:00Z', to: MARCH })).toEqual(['fee 31.00 0.00 -31.00', 'requests 0.50 0.00 -0.50', '31.50 0.00 -31.50']);
    // April's fee is due; its requests are not.
    expect(await ofAcme({ plan: PAIRS, from: APRIL, to: '2027-01-01T00:00:00Z' })).toEqual(['fee 62.00 50.00 -12.00', '62.00 50.00 -12.00']);
  });

  it('simulatePlan: all customers and their total; one that cannot be compared says why, and one without a subscription is zero', async () => {
    const { total, customers, currency } = await simulate({ plan: PAIRS });
    expect(currency).toBe('USD');
    const told = customers.nodes.map(({ customer, subscriptions, refusal, comparison }) => [customer.externalId, subscriptions, refusal?.code ?? null, comparison && [...amounts(comparison), comparison.notPosted.amount]]);
    expect(told.sort()).toEqual([
      ['acme', 1, null, ['145.00', '165.00', '20.00', '1.00']],
      ['idle', 0, null, ['0.00', '0.00', '0.00', '0.00']],
      ['kyoto', 0, 'CURRENCY_MISMATCH', null],
    ]);
    expect([total.customers, total.refused, ...amounts(total)]).toEqual([2, 1, '145.00', '165.00', '20.00']);
  });

  it('simulatePlan: writes nothing', async () => {
    const before = await stateOf(client);
    const statements = await api.countStatements(() => simulate({ plan: COMMITTED }));
    expect(statements.length).toBeGreaterThan(5);
    expect(statements.filter((statement) => !/^\(?\s*select/i.test(statement) || /for (update|share)/i.test(statement))).toEqual([]);
    expect(await stateOf(client)).toEqual(before);
  });

  it('simulatePlan: what it refuses names the field', async () => {
    const cases: [object, string][] = [
      [{}, 'REQUIRED input.plan'],
      [{ plan: PAIRS, planCode: 'pro' }, 'INVALID_VALUE input.planCode'],
      [{ plan: PAIRS, planVersion: 1 }, 'INVALID_VALUE input.planVersion'],
      [{ planCode: 'none' }, 'NOT_FOUND input.planCode'],
      [{ planCode: 'pro', planVersion: 2 }, 'NOT_FOUND input.planVersion'],
      [{ plan: { ...PAIRS, prices: [] } }, 'REQUIRED input.plan.prices'],
      [{ plan: PAIRS, replacedPlanCodes: ['pro', 'none'] }, 'NOT_FOUND input.replacedPlanCodes.1'],
      [{ plan: PAIRS, customerExternalIds: ['acme', 'none'] }, 'NOT_FOUND input.customerExternalIds.1'],
      [{ plan: PAIRS, customerExternalIds: Array.from({ length: 1_001 }, (_, n) => `c${n}`) }, 'TOO_MANY input.customerExternalIds'],
      [{ plan: PAIRS, from: APRIL, to: APRIL }, 'OUT_OF_RANGE input.to'],
    ];
    for (const [input, expected] of cases) {
      const { errors } = await client.send(SIMULATE, { input: { from: JANUARY, to: APRIL, ...input } });
      expect(errors?.map(({ extensions }) => `${String(extensions['errorCode'])} ${(extensions['path'] as string[]).join('.')}`)).toEqual([expected]);
    }
  });

  it('simulatePlan: the cost of a request bounds how many customers it may rate', async () => {
    const page = 'customers(first: 100) { nodes { subscriptions } }';
    const { errors } = await client.send(`query($input: SimulatePlanInput!) { simulatePlan(input: $input) { a: ${page} b: ${page} c: ${page} } }`, { input: { plan: PAIRS, from: JANUARY, to: APRIL } });
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['COST_EXCEEDED']);
  });

  describe('POST /simulations', () => {
    const post = (key: string, body: object, signal: AbortSignal | null = null) =>
      fetch(`${api.url}/simulations`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ from: JANUARY, to: APRIL, ...body }), signal });
    const stream = async (key: string, body: object) => {
      const response = await post(key, body);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
      return (await response.text()).trimEnd().split('\n').map((line) => JSON.parse(line) as StreamedRow);
    };
    const refused = async (key: string, body: object) => {
      const response = await post(key, body);
      const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
      return [response.status, errors[0]!.extensions.code, errors[0]!.message];
    };
    const limitedKey = async (scopes: readonly string[]) => {
      const { customer } = await client.ask<{ customer: { id: string } }>('{ customer(externalId: "acme") { id } }');
      const { apiKey } = await client.must<{ apiKey: { secret: string } }>('createApiKey', { name: 'limited', scopes, customerId: customer.id }, 'apiKey { secret }');
      return apiKey.secret;
    };

    it('simulations: how many first, then each customer with its number, last the total; as GraphQL has them', async () => {
      const rows = await stream(client.key, { plan: PAIRS });
      expect(rows.map(({ type, done }) => [type, done])).toEqual([['start', undefined], ['customer', 1], ['customer', 2], ['customer', 3], ['total', undefined]]);
      expect(rows[0]).toEqual({ type: 'start', customers: 3, currency: 'USD' });
      // The figures are worked at the tests of simulatePlan above.
      expect(rows.find(({ customerExternalId }) => customerExternalId === 'acme')).toMatchObject({
        subscriptions: 1, refusal: null, currency: 'USD', actual: '145.00', simulated: '165.00', difference: '20.00', notPosted: '1.00',
        prices: [{ code: 'fee', actual: '139.50', simulated: '150.00', difference: '10.50' }, { code: 'requests', actual: '5.50', simulated: '15.00', difference: '9.50' }],
      });
      expect(rows.at(-1)).toEqual({ type: 'total', customers: 2, refused: 1, currency: 'USD', actual: '145.00', simulated: '165.00', difference: '20.00' });
      const { customers } = await simulate({ plan: PAIRS });
      const told = customers.nodes.map(({ customer, refusal, comparison }) => [customer.externalId, refusal?.code ?? null, ...(comparison === null ? [undefined, undefined, undefined] : amounts(comparison))]);
      expect(rows.slice(1, -1).map((row) => [row.customerExternalId, row.refusal?.code ?? null, row.actual, row.simulated, row.difference])).toEqual(told);
    });

    it('simulations: a limited key has its customer alone, another tenant nothing, and scopes are asked for', async () => {
      const scopes = ['CATALOG_READ', 'CUSTOMERS_READ', 'SUBSCRIPTIONS_READ', 'USAGE_READ', 'LEDGER_READ'];
      const limited = await limitedKey(scopes);
      const rows = await stream(limited, { plan: PAIRS });
      expect(rows.map(({ type, customerExternalId }) => [type, customerExternalId])).toEqual([['start', undefined], ['customer', 'acme'], ['total', undefined]]);
      expect((await refused(limited, { plan: PAIRS, customerExternalIds: ['idle'] })).slice(0, 2)).toEqual([400, 'BAD_USER_INPUT']);
      const other = await api.createTenant({ sandboxClock: APRIL });
      expect((await stream(other.key, { plan: { ...PAIRS, prices: [PAIRS.prices[0]] } })).map(({ type }) => type)).toEqual(['start', 'total']);
      expect(await refused(other.key, { planCode: 'pro' })).toEqual([400, 'BAD_USER_INPUT', expect.stringContaining('(NOT_FOUND)')]);
      for (const missing of scopes) expect((await refused(await limitedKey(scopes.filter((scope) => scope !== missing)), { plan: PAIRS })).slice(0, 2)).toEqual([403, 'FORBIDDEN']);
      expect((await refused(api.root.key, { plan: PAIRS })).slice(0, 2)).toEqual([403, 'FORBIDDEN']);
      expect((await refused('none', { plan: PAIRS })).slice(0, 2)).toEqual([401, 'UNAUTHENTICATED']);
    });

    it('simulations: bad input is refused before the first row, and names the field', async () => {
      const cases: [object, RegExp][] = [
        [{}, /plan .*\(REQUIRED\)/],
        [{ planCode: 7 }, /planCode .*\(INVALID_VALUE\)/],
        [{ planCode: 'none' }, /planCode .*\(NOT_FOUND\)/],
        [{ plan: PAIRS, customerExternalIds: ['acme', 'none'] }, /customerExternalIds\.1 .*\(NOT_FOUND\)/],
        [{ plan: PAIRS, customerExternalIds: ['acme', null] }, /customerExternalIds\.1 .*\(REQUIRED\)/],
        [{ plan: PAIRS, from: 'yesterday' }, /from .*\(INVALID_VALUE\)/],
        [{ plan: PAIRS, to: JANUARY }, /to .*\(OUT_OF_RANGE\)/],
      ];
      for (const [body, message] of cases) expect(await refused(client.key, body)).toEqual([400, 'BAD_USER_INPUT', expect.stringMatching(message)]);
    });

    it('neruba simulate: CSV by price and customer, rows of the API as NDJSON, and exit codes', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'neruba-simulate-'));
      const [plan, out] = [join(folder, 'plan.json'), join(folder, 'out.csv')];
      await writeFile(plan, JSON.stringify(PAIRS));
      const neruba = async (...words: string[]) => {
        const terminal = capturedTerminal();
        const code = await run(['node', 'neruba', 'simulate', '--url', api.url, '--key', client.key, '--from', JANUARY, '--to', APRIL, ...words], terminal);
        return { code, out: terminal.out(), err: terminal.err() };
      };
      expect(await neruba('--plan', plan, '--customers', 'acme', '--out', out)).toMatchObject({ code: 0, out: '' });
      expect(await readFile(out, 'utf8')).toBe('customer,price,currency,actual,simulated,difference,refusal\nacme,fee,USD,139.50,150.00,10.50,\nacme,requests,USD,5.50,15.00,9.50,\nacme,,USD,145.00,165.00,20.00,\n');
      const rows = await neruba('--plan', plan, '--json');
      expect([rows.code, rows.out.trimEnd().split('\n').map((line) => JSON.parse(line) as StreamedRow)]).toEqual([0, await stream(client.key, { plan: PAIRS })]);
      expect(await neruba('--plan-code', 'none')).toMatchObject({ code: 1, err: expect.stringContaining('(NOT_FOUND)') as string });
      expect(await neruba('--plan', join(folder, 'missing.json'))).toMatchObject({ code: 2, out: '' });
      await rm(folder, { recursive: true });
    });

    it('simulations: a reader who goes away ends the work', async () => {
      const tenant = await api.createTenant({ sandboxClock: APRIL });
      await Promise.all(Array.from({ length: 120 }, (_, n) => tenant.must('createCustomer', { externalId: `c${n}`, name: 'C' }, 'replayed')));
      const body = { plan: { ...PAIRS, prices: [PAIRS.prices[0]] } };
      const whole = await api.countStatements(() => stream(tenant.key, body));
      const part = await api.countStatements(async () => {
        const gone = new AbortController();
        const response = await post(tenant.key, body, gone.signal);
        await response.body!.getReader().read();
        gone.abort();
        await sleep(1_000);
      });
      expect(whole.length).toBeGreaterThan(120);
      expect(part.length).toBeLessThan(whole.length / 2);
    });
  });
});
