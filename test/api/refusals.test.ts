import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type ApiClient, type TestApi, type UserError, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { BAD_DECIMALS, BAD_TIMES, REFUSED_INPUTS, REJECTED_EVENTS } from '../support/refusedInputs.ts';
import { FEBRUARY, HYBRID, JANUARY, completion, createCatalog, createSubscriber, issue, record, request, stateOf } from '../support/shop.ts';

/** An acme with an invoice of 1 February, which it is now, and a customer who is billed in yen. */
async function setUp(client: ApiClient): Promise<void> {
  await createCatalog(client);
  await createSubscriber(client, 'acme');
  await client.must('createCustomer', { externalId: 'kyoto', name: 'Kyoto', currency: 'JPY' }, 'replayed');
  await client.must('createCreditUnit', { code: 'TOKENS', decimals: 2, rates: [{ currency: 'USD', moneyPerUnit: '0.5' }] }, 'replayed');
  await record(client, [request('acme', 'e1'), completion('acme', 'e2', 10)]);
  await issue(client, 'acme', 'i1');
}

/** Sends variables as the text they are: JSON.stringify knows no 1e400. */
async function sendText<Data>(client: ApiClient, query: string, variables: string): Promise<Answer<Data>> {
  const response = await fetch(`${client.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${client.key}` },
    body: `{"query": ${JSON.stringify(query)}, "variables": ${variables}}`,
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer<Data>, 'status'>) };
}

const refusalIn = ({ userErrors }: { userErrors: readonly UserError[] }) => userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);
const blame = ({ data, errors }: Answer<unknown>) => [data ?? null, errors?.map(({ extensions }) => [extensions['code'], extensions['path']])];

describe.each(dialectsUnderTest())('refusals on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  let before: unknown;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await setUp(client);
    before = await stateOf(client);
  });
  afterAll(() => api.stop());

  it('refusals: each fault is told by code and field, and nothing is written', async () => {
    const told: unknown[] = [];
    for (const [fault, mutation, input] of REFUSED_INPUTS) told.push([fault, refusalIn(await client.mutate(mutation, input, '__typename'))]);
    expect(told).toEqual(REFUSED_INPUTS.map(([fault, , , code, path]) => [fault, [`${code} ${path === '' ? '' : `input.${path}`}`]]));
    expect(await stateOf(client)).toEqual(before);
  });

  it('refusals: a tenant in real time has no clock to move, and the root key makes no bad tenant', async () => {
    const real = await api.createTenant();
    expect(refusalIn(await real.mutate('advanceClock', { to: '2099-01-01T00:00:00Z' }, '__typename'))).toEqual(['INVALID_STATE ']);
    const tenant = { name: 'T', defaultCurrency: 'USD' };
    const told = async (input: object) => refusalIn(await api.root.mutate('createTenant', input, '__typename'));
    expect(await told({ ...tenant, name: ' T' })).toEqual(['INVALID_VALUE input.name']);
    expect(await told({ ...tenant, defaultCurrency: 'ABC' })).toEqual(['UNKNOWN_CURRENCY input.defaultCurrency']);
    expect(await told({ ...tenant, timeZone: 'Nowhere' })).toEqual(['UNKNOWN_TIME_ZONE input.timeZone']);
    expect(await told({ ...tenant, idempotencyKey: '' })).toEqual(['REQUIRED input.idempotencyKey']);
  });

  it('refusals: a value that is no decimal is BAD_USER_INPUT at its field, whichever way it is sent', async () => {
    const create = 'mutation($input: CreatePlanInput!) { createPlan(input: $input) { plan { id } } }';
    for (const value of BAD_DECIMALS) {
      const variables = `{"input": {"code": "new", "currency": "USD", "interval": {"unit": "MONTH"}, "prices": [{"code": "p", "model": {"flat": {"amount": ${value}}}}]}}`;
      expect([value, ...blame(await sendText(client, create, variables))]).toEqual([value, null, [['BAD_USER_INPUT', ['input', 'prices', '0', 'model', 'flat', 'amount']]]]);
      const inline = `mutation { createPlan(input: { code: "new", currency: "USD", interval: { unit: MONTH }, prices: [{ code: "p", model: { flat: { amount: ${value} } } }] }) { plan { id } } }`;
      expect([value, ...blame(await client.send(inline))]).toEqual([value, null, [['BAD_USER_INPUT', ['input', 'prices', '0', 'model', 'flat', 'amount']]]]);
    }
    expect(await stateOf(client)).toEqual(before);
  });

  it('refusals: a value that is no RFC 3339 time is BAD_USER_INPUT at its argument', async () => {
    for (const value of BAD_TIMES) {
      const asked = await sendText(client, 'query($asOf: DateTime) { trialBalance(asOf: $asOf) { isBalanced } }', `{"asOf": ${value}}`);
      expect([value, ...blame(asked)]).toEqual([value, null, [['BAD_USER_INPUT', ['asOf']]]]);
      const advanced = await sendText(client, 'mutation($input: AdvanceClockInput!) { advanceClock(input: $input) { clock { now } } }', `{"input": {"to": ${value}}}`);
      expect([value, ...blame(advanced)]).toEqual([value, null, [['BAD_USER_INPUT', ['input', 'to']]]]);
    }
    expect(await stateOf(client)).toEqual(before);
  });

  it('refusals: a bad event is REJECTED at its field, and only that one', async () => {
    const good = (key: string) => `{"key": "${key}", "customerExternalId": "acme", "eventName": "completion", "occurredAt": "2026-01-20T00:00:00Z", "properties": {"n": 1}}`;
    const bad = REJECTED_EVENTS.map(([, fields], index) => {
      const rest = Object.entries(JSON.parse(good(`bad ${index}`)) as object).filter(([name]) => !fields.startsWith(`"${name}"`));
      return `{${[fields, ...rest.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)].join(', ')}}`;
    });
    const events = `[${[good('first'), ...bad, good('last')].join(', ')}]`;
    const { data } = await sendText<{ recordUsage: { results: { outcome: string; event: unknown; error: UserError | null }[]; counts: unknown } }>(
      client,
      'mutation($input: RecordUsageInput!) { recordUsage(input: $input) { results { outcome event { key } error { code path } } counts { accepted rejected } } }',
      `{"input": {"events": ${events}}}`,
    );
    const { results, counts } = data.recordUsage;
    expect(results.map(({ outcome, error }, index) => [REJECTED_EVENTS[index - 1]?.[0], outcome, error && `${error.code} ${error.path.join('.')}`])).toEqual([
      [undefined, 'ACCEPTED', null],
      ...REJECTED_EVENTS.map(([fault, , code, path], index) => [fault, 'REJECTED', `${code} input.events.${index + 1}.${path}`]),
      [undefined, 'ACCEPTED', null],
    ]);
    expect(counts).toEqual({ accepted: 2, rejected: REJECTED_EVENTS.length });
    const kept = await client.ask<{ usageEvents: { nodes: { key: string }[] } }>('{ usageEvents(first: 100) { nodes { key } } }');
    expect(kept.usageEvents.nodes.map(({ key }) => key).sort()).toEqual(['e1', 'e2', 'first', 'last']);
    before = await stateOf(client);
  });

  it('refusals: a name with U+0000 or half a pair in it finds nothing, and breaks nothing', async () => {
    const query = `query($text: String!) {
      customer(externalId: $text) { id } meter(code: $text) { id } plan(code: $text) { id } invoice(number: $text) { id } ledgerVerification(customer: $text) { isValid } replay(customer: $text) { isExact }
      invoices(filter: { customerExternalId: $text }) { nodes { id } } usageEvents(filter: { key: $text, eventName: $text }) { nodes { id } }
      ledgerEntries(filter: { accountCode: $text, reference: $text }) { nodes { id } } ledgerJournals(filter: { lineKey: $text }) { nodes { id } }
    }`;
    const nothing = { nodes: [] };
    for (const text of ['a\u0000', '\ud800', '\u0000']) {
      expect(await client.ask(query, { text })).toEqual({
        customer: null, meter: null, plan: null, invoice: null, ledgerVerification: null, replay: null, invoices: nothing, usageEvents: nothing, ledgerEntries: nothing, ledgerJournals: nothing,
      });
      expect(refusalIn(await client.mutate('createSubscription', { idempotencyKey: 'x', customerExternalId: text, planCode: 'hybrid' }, '__typename'))).toEqual(['NOT_FOUND input.customerExternalId']);
      expect(refusalIn(await client.mutate('publishPlanVersion', { code: text, currency: 'USD', interval: { unit: 'MONTH' }, prices: HYBRID.prices }, '__typename'))).toEqual(['NOT_FOUND input.code']);
    }
    expect(await stateOf(client)).toEqual(before);
  });
});

const BATCH = { customerExternalIds: ['acme'], eventNames: ['completion'], from: JANUARY, to: FEBRUARY, replace: false, events: [completion('acme', 'e2', 11)] };

/** A service's faults in the order of its documentation; each is put on top of all that come after it. */
const PRECEDENCE: readonly (readonly [mutation: string, base: object, faults: readonly (readonly [fault: object, refusal: string])[]])[] = [
  [
    'createCustomer',
    { externalId: 'acme', name: 'Another' },
    [
      [{ idempotencyKey: ' ' }, 'INVALID_VALUE input.idempotencyKey'],
      [{ externalId: '' }, 'REQUIRED input.externalId'],
      [{ name: '' }, 'REQUIRED input.name'],
      [{ email: '' }, 'INVALID_VALUE input.email'],
      [{ currency: 'XXX' }, 'UNKNOWN_CURRENCY input.currency'],
      [{ timeZone: 'X' }, 'UNKNOWN_TIME_ZONE input.timeZone'],
      [{ metadata: { a: '\u0000' } }, 'INVALID_VALUE input.metadata.a'],
      [{}, 'CONFLICT input.externalId'],
    ],
  ],
  [
    'updateCustomer',
    { externalId: 'acme' },
    [
      [{ externalId: 'nobody' }, 'NOT_FOUND input.externalId'],
      [{ name: '' }, 'REQUIRED input.name'],
      [{ email: '' }, 'INVALID_VALUE input.email'],
      [{ metadata: { a: '\u0000' } }, 'INVALID_VALUE input.metadata.a'],
    ],
  ],
  [
    'createMeter',
    { code: 'requests', eventName: 'other', aggregation: 'COUNT' },
    [
      [{ idempotencyKey: '' }, 'REQUIRED input.idempotencyKey'],
      [{ code: '' }, 'REQUIRED input.code'],
      [{ name: ' ' }, 'INVALID_VALUE input.name'],
      [{ eventName: '' }, 'REQUIRED input.eventName'],
      [{ aggregation: 'SUM' }, 'REQUIRED input.valueProperty'],
      [{ groupBy: ['a', 'a'] }, 'CONFLICT input.groupBy.1'],
      [{ filters: [{ property: 'a' }] }, 'INVALID_VALUE input.filters.0'],
      [{}, 'CONFLICT input.code'],
    ],
  ],
  [
    'createPlan',
    { ...HYBRID, prices: [{ code: 'p', model: { flat: { amount: '1' } } }] },
    [
      [{ idempotencyKey: '' }, 'REQUIRED input.idempotencyKey'],
      [{ code: '' }, 'REQUIRED input.code'],
      [{ name: ' ' }, 'INVALID_VALUE input.name'],
      [{ currency: 'XXX' }, 'UNKNOWN_CURRENCY input.currency'],
      [{ interval: { unit: 'DAY', count: 1001 } }, 'OUT_OF_RANGE input.interval.count'],
      [{ prices: [] }, 'REQUIRED input.prices'],
      [{ prices: [{ code: 'p', meterCode: 'nothing', minimumAmount: '-1', model: { flat: { amount: '1' } } }] }, 'OUT_OF_RANGE input.prices.0.minimumAmount'],
      [{ prices: [{ code: 'p', meterCode: 'nothing', model: { flat: { amount: '1' } } }] }, 'NOT_FOUND input.prices.0.meterCode'],
      [{ prices: [{ code: 'p', meterCode: 'tokens', model: { matrix: { dimensions: ['region'], entries: [{ values: { region: 'eu' }, unitAmount: '1' }] } } }] }, 'INVALID_VALUE input.prices.0.model.matrix.dimensions.0'],
      [{}, 'CONFLICT input.code'],
    ],
  ],
  [
    'createSubscription',
    { idempotencyKey: 'precedence', customerExternalId: 'acme', planCode: 'hybrid' },
    [
      [{ idempotencyKey: '' }, 'REQUIRED input.idempotencyKey'],
      [{ customerExternalId: 'nobody' }, 'NOT_FOUND input.customerExternalId'],
      [{ planCode: 'nothing' }, 'NOT_FOUND input.planCode'],
      [{ planCode: 'yen' }, 'CURRENCY_MISMATCH input.planCode'],
      [{ quantities: [{ priceCode: 'nothing', quantity: '-1' }] }, 'NOT_FOUND input.quantities.0.priceCode'],
      [{ quantities: [{ priceCode: 'fee', quantity: '1' }, { priceCode: 'fee', quantity: '-1' }] }, 'CONFLICT input.quantities.1.priceCode'],
      [{ quantities: [{ priceCode: 'requests', quantity: '-1' }] }, 'INVALID_VALUE input.quantities.0.priceCode'],
      [{ quantities: [{ priceCode: 'fee', quantity: '-1' }] }, 'OUT_OF_RANGE input.quantities.0.quantity'],
    ],
  ],
  [
    'issueInvoice',
    { idempotencyKey: 'precedence', customerExternalId: 'acme', asOf: FEBRUARY },
    [
      [{ idempotencyKey: 'x'.repeat(256) }, 'TOO_LONG input.idempotencyKey'],
      [{ customerExternalId: 'nobody' }, 'NOT_FOUND input.customerExternalId'],
      [{ asOf: '2027-01-01T00:00:00Z' }, 'OUT_OF_RANGE input.asOf'],
      [{ asOf: JANUARY }, 'INVALID_STATE input.asOf'],
      [{}, 'NOTHING_TO_INVOICE '],
    ],
  ],
  [
    'amendUsage',
    { idempotencyKey: 'precedence', customerExternalId: 'acme', eventKey: 'e2', reason: 'r', properties: { n: 11 } },
    [
      [{ idempotencyKey: ' ' }, 'INVALID_VALUE input.idempotencyKey'],
      [{ reason: ' ' }, 'REQUIRED input.reason'],
      [{ customerExternalId: 'nobody' }, 'NOT_FOUND input.customerExternalId'],
      [{ eventKey: 'nothing' }, 'NOT_FOUND input.eventKey'],
      [{ properties: { n: 10, model: '\u0000' } }, 'INVALID_VALUE input.properties.model'],
      [{ properties: { n: 10, model: 'small' } }, 'INVALID_VALUE '],
      [{ properties: { n: 'many' } }, 'INVALID_VALUE input.properties.n'],
    ],
  ],
  [
    'backfillUsage',
    { idempotencyKey: 'precedence', name: 'new', reason: 'r', batch: BATCH },
    [
      [{ batch: { ...BATCH, customerExternalIds: [] } }, 'REQUIRED input.batch.customerExternalIds'],
      [{ batch: { ...BATCH, eventNames: [''] } }, 'REQUIRED input.batch.eventNames.0'],
      [{ batch: { ...BATCH, to: JANUARY } }, 'OUT_OF_RANGE input.batch.to'],
      [{ idempotencyKey: ' ' }, 'INVALID_VALUE input.idempotencyKey'],
      [{ name: ' n' }, 'INVALID_VALUE input.name'],
      [{ reason: '' }, 'REQUIRED input.reason'],
      [{ batch: { ...BATCH, customerExternalIds: ['acme', 'nobody'] } }, 'NOT_FOUND input.batch.customerExternalIds.1'],
      [{}, 'CONFLICT input.batch.events.0.key'],
    ],
  ],
  [
    'createApiKey',
    { name: 'k', scopes: ['USAGE_READ'] },
    [
      [{ idempotencyKey: '' }, 'REQUIRED input.idempotencyKey'],
      [{ name: '' }, 'REQUIRED input.name'],
      [{ scopes: [] }, 'REQUIRED input.scopes'],
      [{ scopes: ['TENANTS_MANAGE'] }, 'INVALID_VALUE input.scopes.0'],
      [{ customerId: 'cus_A' }, 'NOT_FOUND input.customerId'],
      [{ expiresAt: JANUARY }, 'OUT_OF_RANGE input.expiresAt'],
    ],
  ],
];

describe.each(dialectsUnderTest().slice(0, 1))('precedence', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await setUp(client);
    await client.must('createPlan', { code: 'yen', currency: 'JPY', interval: { unit: 'MONTH' }, prices: [{ code: 'fee', model: { flat: { amount: '1' } } }] }, 'replayed');
  });
  afterAll(() => api.stop());

  it.each(PRECEDENCE)('precedence: %s tells the first of several faults', async (mutation, base, faults) => {
    const before = await stateOf(client);
    const told: string[][] = [];
    for (const index of faults.keys()) {
      const faulty = faults.slice(index).reduceRight((input, [fault]) => ({ ...input, ...fault }), base);
      told.push(refusalIn(await client.mutate(mutation, faulty, '__typename')));
    }
    expect(told).toEqual(faults.map(([, refusal]) => [refusal]));
    expect(await stateOf(client)).toEqual(before);
  });
});
