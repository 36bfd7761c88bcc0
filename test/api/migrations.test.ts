/** Migrations over HTTP, on every engine: many subscriptions to another version of their plan, also back in time that is billed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, type UserError, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { advance } from '../support/shop.ts';

const plan = (amount: string, ...others: object[]) => ({ code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'fee', model: { flat: { amount } } }, ...others] });
const SUPPORT = { code: 'support', model: { flat: { amount: '5.00' } } };
const ANSWER = 'results { subscriptionId outcome replayed error { code path } subscription { customer { externalId } segments { startAt reason planVersion { number isOverridden } } } } hasMore replayed';

interface Result {
  readonly subscriptionId: string;
  readonly outcome: string;
  readonly replayed: boolean;
  readonly error: { readonly code: string } | null;
  readonly subscription: { readonly customer: { readonly externalId: string }; readonly segments: readonly object[] } | null;
}
interface Answer {
  readonly results: readonly Result[];
  readonly hasMore: boolean;
  readonly replayed: boolean;
  readonly userErrors: readonly UserError[];
}

const CUSTOMERS = ['a', 'b', 'c', 'd'];

/** Version 1 charges 31.00 a month. a to d are on it since 1 January, c with a price of its own and b until 1 March; d began on 1 March. Invoiced until 15 March, which it is. */
async function start(api: TestApi): Promise<ApiClient> {
  const client = await api.createTenant({ sandboxClock: '2026-01-01T00:00:00Z' });
  await client.must('createPlan', plan('31.00', SUPPORT), 'replayed');
  await client.must('createPlan', { ...plan('1'), code: 'other' }, 'replayed');
  for (const externalId of CUSTOMERS) {
    await client.must('createCustomer', { externalId, name: externalId, currency: 'USD', timeZone: 'UTC' }, 'replayed');
    const startAt = externalId === 'd' ? '2026-03-01T00:00:00Z' : '2026-01-01T00:00:00Z';
    const overrides = externalId === 'c' ? { overrides: { replaced: [{ ...SUPPORT, model: { flat: { amount: '2.00' } } }] } } : {};
    const { subscription } = await client.must<{ subscription: { id: string } }>('createSubscription', { idempotencyKey: externalId, customerExternalId: externalId, planCode: 'plan', startAt, ...overrides }, 'subscription { id }');
    if (externalId === 'b') await client.must('cancelSubscription', { idempotencyKey: 'end', subscriptionId: subscription.id, at: '2026-03-01T00:00:00Z' }, 'replayed');
  }
  await advance(client, '2026-03-15T00:00:00Z');
  for (const externalId of CUSTOMERS) await issue(client, externalId, `first ${externalId}`);
  return client;
}

async function issue(client: ApiClient, customerExternalId: string, idempotencyKey: string): Promise<string[]> {
  const { invoice, userErrors } = await client.mutate<{ invoice: { lines: { nodes: { description: string; amount: { amount: string } }[] } } | null }>('issueInvoice', { idempotencyKey, customerExternalId }, 'invoice { lines { nodes { description amount { amount } } } }');
  return invoice ? invoice.lines.nodes.map(({ description, amount }) => `${description} ${amount.amount}`).sort() : userErrors.map(({ code }) => code);
}

const migrate = (client: ApiClient, input: object) => client.mutate<Answer>('migrateSubscriptions', { planCode: 'plan', ...input }, ANSWER);
const outcomes = ({ results }: Answer) => results.map(({ subscription, outcome, error }) => `${subscription?.customer.externalId ?? '-'} ${outcome} ${error?.code ?? ''}`.trim()).sort();

describe.each(dialectsUnderTest())('migrations on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('migrateSubscriptions: a wrong price found after months is put right for everybody from a day on that is billed', async () => {
    const client = await start(api);
    await client.must('publishPlanVersion', plan('28.00', SUPPORT), 'replayed');
    const input = { idempotencyKey: 'm', fromVersions: [1], toVersion: 2, at: '2026-02-01T00:00:00Z', reason: 'wrong price' };
    const answer = await migrate(client, input);
    expect(answer).toMatchObject({ hasMore: false, replayed: false, userErrors: [] });
    expect(outcomes(answer)).toEqual(['a MIGRATED', 'b MIGRATED', 'c MIGRATED', 'd MIGRATED']);
    expect(answer.results.find(({ subscription }) => subscription?.customer.externalId === 'd')?.subscription?.segments).toEqual([{ startAt: '2026-03-01T00:00:00.000Z', reason: 'wrong price', planVersion: { number: 2, isOverridden: false } }]);
    // a: February and March at 28.00 in place of 31.00; support is 5.00 as before, and says nothing. b ended on 1 March:
    // February alone. c keeps its own price of support. d began in March.
    expect(await issue(client, 'a', 'second a')).toEqual(['fee -3.00', 'fee -3.00']);
    expect(await issue(client, 'b', 'second b')).toEqual(['fee -3.00']);
    expect(await issue(client, 'c', 'second c')).toEqual(['fee -3.00', 'fee -3.00']);
    expect(await issue(client, 'd', 'second d')).toEqual(['fee -3.00']);
    // Again, the same answers and nothing more; another key finds everybody there.
    const again = await migrate(client, input);
    expect([again.replayed, again.results.every(({ replayed }) => replayed), outcomes(again)]).toEqual([true, true, outcomes(answer)]);
    expect(outcomes(await migrate(client, { ...input, idempotencyKey: 'm2' }))).toEqual(CUSTOMERS.map((name) => `${name} UNCHANGED`));
    expect(await issue(client, 'a', 'third a')).toEqual(['NOTHING_TO_INVOICE']);
    const { ledgerVerification } = await client.ask<{ ledgerVerification: object }>('{ ledgerVerification { isValid findings { message } } }');
    expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
  });

  it('migrateSubscriptions: overrides that the new version cannot keep refuse that subscription alone, and DROP ends them', async () => {
    const client = await start(api);
    await client.must('publishPlanVersion', plan('28.00'), 'replayed');
    expect(outcomes(await migrate(client, { idempotencyKey: 'keep', effective: 'PERIOD_END' }))).toEqual(['a MIGRATED', 'b REFUSED INVALID_STATE', 'c REFUSED NOT_FOUND', 'd MIGRATED']);
    expect(outcomes(await migrate(client, { idempotencyKey: 'drop', effective: 'PERIOD_END', overrides: 'DROP', customerExternalIds: ['c'] }))).toEqual(['c MIGRATED']);
    await advance(client, '2026-04-01T00:00:00Z');
    for (const name of ['a', 'c', 'd']) expect(await issue(client, name, `april ${name}`)).toEqual(['fee 28.00']);
    // A refusal is the answer to its key for good.
    expect(outcomes(await migrate(client, { idempotencyKey: 'keep', effective: 'PERIOD_END' }))).toEqual(['a MIGRATED', 'b REFUSED INVALID_STATE', 'c REFUSED NOT_FOUND', 'd MIGRATED']);
  });

  it('migrateSubscriptions: pages go through everybody once, and a run that was cut off goes on where it was', async () => {
    const client = await start(api);
    await client.must('publishPlanVersion', plan('28.00', SUPPORT), 'replayed');
    const input = { idempotencyKey: 'paged', at: '2026-02-01T00:00:00Z' };
    const first = await migrate(client, { ...input, first: 3 });
    expect([first.results.length, first.hasMore]).toEqual([3, true]);
    // Cut off here. A newer version is published, and the clock moves on: the key keeps to what it fixed.
    await client.must('publishPlanVersion', plan('1.00', SUPPORT), 'replayed');
    await advance(client, '2026-03-16T00:00:00Z');
    const again = await Promise.all([migrate(client, input), migrate(client, input)]);
    for (const answer of again) expect(outcomes(answer)).toEqual(CUSTOMERS.map((name) => `${name} MIGRATED`));
    const rest = await migrate(client, { ...input, first: 3, after: first.results[2]?.subscriptionId });
    expect([rest.results.length, rest.hasMore, rest.replayed]).toEqual([1, false, true]);
    expect(new Set([...first.results, ...rest.results].map(({ subscriptionId }) => subscriptionId)).size).toBe(4);
    const { subscriptions } = await client.ask<{ subscriptions: { nodes: { segments: { planVersion: { number: number } }[] }[] } }>('{ subscriptions { nodes { segments { planVersion { number } } } } }');
    expect(Math.max(...subscriptions.nodes.flatMap(({ segments }) => segments.map(({ planVersion }) => planVersion.number)))).toBe(2);
  });

  it('migrateSubscriptions: by id, unknown ones are refused one by one, and a bad question as a whole', async () => {
    const client = await start(api);
    const [other] = (await (await startOther(api)).ask<{ subscriptions: { nodes: { id: string }[] } }>('{ subscriptions { nodes { id } } }')).subscriptions.nodes;
    const [own] = (await client.ask<{ subscriptions: { nodes: { id: string }[] } }>('{ subscriptions(filter: { customerExternalId: "a" }) { nodes { id } } }')).subscriptions.nodes;
    const { results } = await migrate(client, { idempotencyKey: 'ids', subscriptionIds: [own?.id, other?.id, own?.id] });
    expect(results.map(({ outcome, error }) => [outcome, error?.code]).sort()).toEqual([['REFUSED', 'NOT_FOUND'], ['UNCHANGED', undefined]]);
    const refusals: unknown[] = [];
    const cases: readonly (readonly [object, string])[] = [
      [{ first: 0 }, 'OUT_OF_RANGE input.first'],
      [{ first: 101 }, 'OUT_OF_RANGE input.first'],
      [{ after: 'x' }, 'NOT_FOUND input.after'],
      [{ subscriptionIds: ['x'] }, 'NOT_FOUND input.subscriptionIds.0'],
      [{ planCode: 'none' }, 'NOT_FOUND input.planCode'],
      [{ toVersion: 9 }, 'NOT_FOUND input.toVersion'],
      [{ fromVersions: [1, 9] }, 'NOT_FOUND input.fromVersions.1'],
      [{ customerExternalIds: ['a', 'z'] }, 'NOT_FOUND input.customerExternalIds.1'],
      [{ effective: 'AT' }, 'REQUIRED input.at'],
      [{ effective: 'NOW', at: '2026-02-01T00:00:00Z' }, 'INVALID_VALUE input.at'],
      [{ idempotencyKey: 'ids' }, 'IDEMPOTENCY_CONFLICT input.idempotencyKey'],
    ];
    for (const [index, [input]] of cases.entries()) refusals.push((await migrate(client, { idempotencyKey: `bad ${index}`, ...input })).userErrors.map(({ code, path }) => `${code} ${path.join('.')}`).join());
    expect(refusals).toEqual(cases.map(([, refusal]) => refusal));
  });
});

/** Another tenant's subscription. */
async function startOther(api: TestApi): Promise<ApiClient> {
  const client = await api.createTenant({ sandboxClock: '2026-01-01T00:00:00Z' });
  await client.must('createPlan', plan('31.00'), 'replayed');
  await client.must('createCustomer', { externalId: 'a', name: 'a', currency: 'USD' }, 'replayed');
  await client.must('createSubscription', { idempotencyKey: 's', customerExternalId: 'a', planCode: 'plan' }, 'replayed');
  return client;
}
