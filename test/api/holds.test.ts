/** The gate and holds over HTTP, on every engine: what may be spent, and that holds made at the same time never promise more than there is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { JANUARY, advance, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

interface Amount {
  readonly amount: string;
}
interface Decision {
  readonly isAllowed: boolean;
  readonly reason: string | null;
  readonly unclaimed: string | null;
  readonly cost: Amount;
  readonly balanceBefore: Amount;
  readonly balanceAfter: Amount;
  readonly missing: Amount;
}
interface Hold {
  readonly id: string;
  readonly status: string;
  readonly amount: Amount;
}

const CAN_SPEND = 'query($input: CanSpendInput!) { canSpend(input: $input) { isAllowed reason unclaimed cost { amount } balanceBefore { amount } balanceAfter { amount } missing { amount } } }';
const HOLD = 'id status amount { amount }';

async function decide(client: ApiClient, meterCode: string, quantity: string, more: object = {}): Promise<string> {
  const { canSpend } = await client.ask<{ canSpend: Decision }>(CAN_SPEND, { input: { customerExternalId: 'acme', meterCode, quantity, ...more } });
  const { isAllowed, reason, unclaimed, cost, balanceBefore, balanceAfter, missing } = canSpend;
  return [isAllowed ? 'yes' : reason, unclaimed, ...[cost, balanceBefore, balanceAfter, missing].map(({ amount }) => amount)].filter((part) => part !== null).join(' ');
}

const hold = async (client: ApiClient, idempotencyKey: string, input: object) => await client.mutate<{ hold: Hold | null; replayed: boolean }>('holdCredits', { idempotencyKey, customerExternalId: 'acme', ...input }, `hold { ${HOLD} meterCode quantity } replayed`);

async function wallet(client: ApiClient): Promise<string[]> {
  const { customer } = await client.ask<{ customer: { credits: { balance: Amount; projectedBalance: Amount; heldAmount: Amount } } }>('{ customer(externalId: "acme") { credits { balance { amount } projectedBalance { amount } heldAmount { amount } } } }');
  return [customer.credits.balance, customer.credits.projectedBalance, customer.credits.heldAmount].map(({ amount }) => amount);
}

describe.each(dialectsUnderTest())('holds on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('canSpend, holdCredits, captureHold, releaseHold: answered from the projected balance, by the waterfall', async () => {
    const client = await api.createTenant({ sandboxClock: JANUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    await client.must('createCustomer', { externalId: 'nobody', name: 'N' }, 'replayed');
    await issue(client, 'acme', 'fee');
    await client.must('grantCredits', { idempotencyKey: 'g1', customerExternalId: 'acme', amount: '5', priority: 1, scope: { meterCodes: ['requests'] } }, 'replayed');
    await client.must('grantCredits', { idempotencyKey: 'g2', customerExternalId: 'acme', amount: '3' }, 'replayed');
    await advance(client, '2026-01-16T00:00:00Z');
    await record(client, Array.from({ length: 10 }, (_, n) => request('acme', `r${n}`)));

    // 10 requests take 1.00 of the 5.00 for requests: 4.00 and the 3.00 for all are left. A request costs 0.10.
    expect(await decide(client, 'requests', '40')).toBe('yes 4.00 7.00 3.00 0.00');
    expect(await decide(client, 'requests', '80')).toBe('INSUFFICIENT_CREDIT 8.00 7.00 0.00 1.00');
    // 1,200 tokens: 1,000 for 0.01 and 200 for 0.005. Only the 3.00 covers them.
    expect(await decide(client, 'tokens', '1200', { properties: { model: 'small' } })).toBe('INSUFFICIENT_CREDIT 11.00 3.00 0.00 8.00');
    expect(await decide(client, 'requests', '1', { customerExternalId: 'nobody' })).toBe('NO_SUBSCRIPTION_CLAIMS NO_SUBSCRIPTION 0.00 0.00 0.00 0.00');
    expect(await client.ask(CAN_SPEND, { input: { customerExternalId: 'missing', meterCode: 'requests', quantity: '1' } })).toEqual({ canSpend: null });
    const unknown = await client.send(CAN_SPEND, { input: { customerExternalId: 'acme', meterCode: 'no meter', quantity: '1' } });
    expect(unknown.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);

    // 30 requests hold 3.00. The upcoming invoice draws 1.00 and, for the fee of February, the 3.00 for all: of 8.00 there are 4.00, less 3.00 held.
    const first = await hold(client, 'h1', { meterCode: 'requests', quantity: '30', reference: 'job' });
    expect(first).toMatchObject({ hold: { status: 'ACTIVE', amount: { amount: '3.00' }, meterCode: 'requests', quantity: '30' }, replayed: false });
    expect(await hold(client, 'h1', { meterCode: 'requests', quantity: '30', reference: 'job' })).toMatchObject({ hold: { id: first.hold?.id }, replayed: true });
    expect(await wallet(client)).toEqual(['8.00', '1.00', '3.00']);
    expect(await decide(client, 'requests', '40')).toBe('yes 4.00 4.00 0.00 0.00');
    expect(await decide(client, 'requests', '41')).toBe('INSUFFICIENT_CREDIT 4.10 4.00 0.00 0.10');
    // An amount by itself is held on the lot without a scope.
    const second = await hold(client, 'h2', { amount: '2.50', ttlSeconds: 60 });
    expect((await hold(client, 'h3', { amount: '0.51' })).userErrors).toMatchObject([{ code: 'INSUFFICIENT_CREDIT', path: ['input', 'amount'] }]);
    expect((await hold(client, 'h3', { meterCode: 'requests', quantity: '16' })).userErrors).toMatchObject([{ code: 'INSUFFICIENT_CREDIT', path: ['input', 'quantity'] }]);

    const capture = async (key: string, id: string | undefined, input: object) => await client.mutate<{ hold: Hold & { eventKeys: readonly string[] } }>('captureHold', { idempotencyKey: key, holdId: id, ...input }, `hold { ${HOLD} eventKeys } replayed`);
    const many = Array.from({ length: 31 }, (_, n) => request('acme', `held ${n}`));
    expect((await capture('c1', first.hold?.id, { events: many, limit: 'HELD_QUANTITY' })).userErrors).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['input', 'events'] }]);
    expect((await capture('c1', first.hold?.id, { events: [request('acme', 'ok'), { ...request('acme', 'r1'), occurredAt: JANUARY }] })).userErrors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'events', '1', 'key'] }]);
    expect((await client.ask<{ usageEvents: { totalCount: { value: number } } }>('{ usageEvents { totalCount { value } } }')).usageEvents.totalCount.value).toBe(10);
    // 12 requests in all, and nothing held for them any more: 3.80 of the first lot; 2.50 of the 3.00 for all are held.
    expect(await capture('c1', first.hold?.id, { events: many.slice(0, 2), limit: 'HELD_QUANTITY' })).toMatchObject({ hold: { status: 'CAPTURED', eventKeys: ['held 0', 'held 1'] }, userErrors: [] });
    expect(await capture('c1', first.hold?.id, { events: many.slice(0, 2), limit: 'HELD_QUANTITY' })).toMatchObject({ replayed: true });
    expect((await capture('c2', first.hold?.id, {})).userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'holdId'] }]);
    expect(await decide(client, 'requests', '1')).toBe('yes 0.10 4.30 4.20 0.00');

    const third = await hold(client, 'h4', { meterCode: 'requests', quantity: '5' });
    expect(await client.must('releaseHold', { idempotencyKey: 'x', holdId: third.hold?.id, reason: 'given up' }, 'hold { status reason }')).toMatchObject({ hold: { status: 'RELEASED', reason: 'given up' } });
    // A minute later the second has expired by itself.
    await advance(client, '2026-01-16T00:01:00Z');
    expect((await wallet(client))[2]).toBe('0.00');
    expect(await decide(client, 'requests', '1')).toBe('yes 0.10 6.80 6.70 0.00');
    expect((await capture('c3', second.hold?.id, {})).userErrors).toMatchObject([{ code: 'INVALID_STATE', message: expect.stringContaining('expired') as string }]);
    // Of another customer, of whose holds none has ended.
    await client.must('grantCredits', { idempotencyKey: 'g3', customerExternalId: 'nobody', amount: '1' }, 'replayed');
    expect((await hold(client, 'h5', { customerExternalId: 'nobody', amount: '1' })).userErrors).toEqual([]);
    const ended = await client.ask<{ customer: { credits: { holds: { nodes: { status: string }[] } } }; ledgerVerification: object; replay: object }>('{ customer(externalId: "acme") { credits { holds { nodes { status } } } } ledgerVerification { isValid } replay { isExact } }');
    expect(ended.customer.credits.holds.nodes.map(({ status }) => status).sort()).toEqual(['CAPTURED', 'EXPIRED', 'RELEASED']);
    expect([ended.ledgerVerification, ended.replay]).toEqual([{ isValid: true }, { isExact: true }]);
  });

  it('canSpend: at the present tier position, with what holds are for before it', async () => {
    const client = await api.createTenant({ sandboxClock: JANUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    await client.must('grantCredits', { idempotencyKey: 'g', customerExternalId: 'acme', amount: '100' }, 'replayed');
    await record(client, [{ key: 't', customerExternalId: 'acme', eventName: 'completion', occurredAt: JANUARY, properties: { n: 900, model: 'small' } }]);
    // 100 at 0.01 are left in the first tier, then 0.005: 1.00 + 0.50. The fee of 10.00 and 900 tokens take 19.00 of the 100.00.
    expect(await decide(client, 'tokens', '200', { properties: { model: 'large' } })).toBe('yes 1.50 81.00 79.50 0.00');
    await hold(client, 'h', { meterCode: 'tokens', quantity: '100', properties: { model: 'small' } });
    // What is held fills the first tier.
    expect(await decide(client, 'tokens', '200', { properties: { model: 'large' } })).toBe('yes 1.00 80.00 79.00 0.00');
    expect((await client.send(CAN_SPEND, { input: { customerExternalId: 'acme', meterCode: 'tokens', quantity: '1', properties: { n: 5 } } })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('holdCredits: 200 at the same time on one wallet never promise more than there is', async () => {
    const client = await api.createTenant({ sandboxClock: JANUARY });
    await client.must('createCustomer', { externalId: 'acme', name: 'A' }, 'replayed');
    await client.must('grantCredits', { idempotencyKey: 'g', customerExternalId: 'acme', amount: '5' }, 'replayed');
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => hold(client, `race ${n}`, { amount: '0.30' })));
    // 16 x 0.30 are 4.80; 0.20 is too little for another.
    const made = answers.filter((answer) => answer.hold !== null);
    expect([made.length, new Set(made.map((answer) => answer.hold?.id)).size]).toEqual([16, 16]);
    expect(new Set(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(new Set(['INSUFFICIENT_CREDIT']));
    expect(await wallet(client)).toEqual(['5.00', '0.20', '4.80']);
  });
});
