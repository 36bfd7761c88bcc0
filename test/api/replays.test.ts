import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, type UserError, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, HYBRID, JANUARY, createCatalog, createSubscriber, issue, record, request, stateOf } from '../support/shop.ts';

/** A mutation that takes a key: what it is asked first, what else, and the object it answers with. */
interface Keyed {
  readonly mutation: string;
  readonly object: string;
  readonly intent: object;
  readonly other: object;
}

const { code: _, ...TERMS } = HYBRID;
const BATCH = { customerExternalIds: ['acme'], eventNames: ['request'], from: JANUARY, to: FEBRUARY, replace: false, events: [request('acme', 'filled')] };
const KEYED: readonly Keyed[] = [
  { mutation: 'createCustomer', object: 'customer', intent: { externalId: 'c1', name: 'One', metadata: { a: 1, b: null } }, other: { externalId: 'c2', name: 'One' } },
  { mutation: 'updateCustomer', object: 'customer', intent: { externalId: 'acme', timeZone: 'Asia/Tokyo', reason: 'moved' }, other: { externalId: 'acme', timeZone: 'UTC' } },
  { mutation: 'createMeter', object: 'meter', intent: { code: 'm1', eventName: 'm1', aggregation: 'COUNT' }, other: { code: 'm1', eventName: 'm2', aggregation: 'COUNT' } },
  { mutation: 'createPlan', object: 'plan', intent: { ...TERMS, code: 'p1' }, other: { ...TERMS, code: 'p1', name: 'Other' } },
  { mutation: 'publishPlanVersion', object: 'plan', intent: { ...TERMS, code: 'hybrid', anchor: 'ANNIVERSARY' }, other: { ...TERMS, code: 'hybrid', interval: { unit: 'YEAR' } } },
  { mutation: 'createTaxRate', object: 'taxRate', intent: { code: 't1', percentage: '20' }, other: { code: 't1', percentage: '21' } },
  { mutation: 'publishTaxRateVersion', object: 'taxRate', intent: { code: 'vat', percentage: '21', effectiveFrom: FEBRUARY }, other: { code: 'vat', percentage: '22', effectiveFrom: FEBRUARY } },
  { mutation: 'createCreditUnit', object: 'creditUnit', intent: { code: 'HOURS', decimals: 2 }, other: { code: 'HOURS', decimals: 3 } },
  { mutation: 'publishCreditUnitRate', object: 'creditUnit', intent: { code: 'HOURS', currency: 'USD', moneyPerUnit: '2' }, other: { code: 'HOURS', currency: 'USD', moneyPerUnit: '3' } },
  { mutation: 'createSubscription', object: 'subscription', intent: { customerExternalId: 'acme', planCode: 'hybrid', startAt: JANUARY }, other: { customerExternalId: 'acme', planCode: 'hybrid' } },
  { mutation: 'createApiKey', object: 'apiKey', intent: { name: 'k', scopes: ['USAGE_READ'] }, other: { name: 'k', scopes: ['USAGE_WRITE'] } },
  { mutation: 'createCoupon', object: 'coupon', intent: { code: 'ten', percentage: '10' }, other: { code: 'ten', percentage: '20' } },
  { mutation: 'applyCoupon', object: 'appliedCoupon', intent: { customerExternalId: 'acme', couponCode: 'ten' }, other: { customerExternalId: 'acme', couponCode: 'eleven' } },
  { mutation: 'addCharge', object: 'charge', intent: { customerExternalId: 'acme', description: 'Setup', amount: '5' }, other: { customerExternalId: 'acme', description: 'Setup', amount: '6' } },
  { mutation: 'issueInvoice', object: 'invoice', intent: { customerExternalId: 'acme' }, other: { customerExternalId: 'acme', asOf: JANUARY } },
  { mutation: 'recordPayment', object: 'settlement', intent: { customerExternalId: 'acme', amount: '100', currency: 'USD' }, other: { customerExternalId: 'acme', amount: '101', currency: 'USD' } },
  { mutation: 'refundPayment', object: 'settlement', intent: { paymentId: 'PAYMENT', amount: '1' }, other: { paymentId: 'PAYMENT', amount: '2' } },
  { mutation: 'failPayment', object: 'settlement', intent: { paymentId: 'PAYMENT', amount: '1' }, other: { paymentId: 'PAYMENT', amount: '2' } },
  { mutation: 'refundCustomerCredit', object: 'settlement', intent: { customerExternalId: 'acme', amount: '1' }, other: { customerExternalId: 'acme', amount: '2' } },
  { mutation: 'backfillUsage', object: 'backfill', intent: { name: 'b1', reason: 'r', batch: BATCH }, other: { name: 'b1', reason: 'another', batch: BATCH } },
  { mutation: 'applyBackfill', object: 'backfill', intent: { name: 'staged', pages: 1 }, other: { name: 'staged', pages: 2 } },
  { mutation: 'revertBackfill', object: 'backfill', intent: { name: 'b1', reason: 'r' }, other: { name: 'b1', reason: 'another' } },
  { mutation: 'grantCredits', object: 'grant', intent: { customerExternalId: 'acme', amount: '5', metadata: { a: 1 } }, other: { customerExternalId: 'acme', amount: '5', metadata: { a: 2 } } },
  { mutation: 'createCreditAlert', object: 'creditAlert', intent: { customerExternalId: 'acme', threshold: '5' }, other: { customerExternalId: 'acme', threshold: '6' } },
  { mutation: 'setTopUpRule', object: 'topUpRule', intent: { customerExternalId: 'acme', threshold: '1', amount: '5', monthlyLimit: '10' }, other: { customerExternalId: 'acme', threshold: '1', amount: '5', monthlyLimit: '15' } },
  { mutation: 'createRecurringGrant', object: 'recurringGrant', intent: { customerExternalId: 'acme', amount: '5', interval: { unit: 'MONTH' } }, other: { customerExternalId: 'acme', amount: '5', interval: { unit: 'YEAR' } } },
  { mutation: 'purchaseCredits', object: 'grant', intent: { customerExternalId: 'acme', amount: '5' }, other: { customerExternalId: 'acme', amount: '5', bonusAmount: '1' } },
  { mutation: 'transferCredits', object: 'received', intent: { grantId: 'GRANT', amount: '1', toCustomerExternalId: 'acme' }, other: { grantId: 'GRANT', amount: '2', toCustomerExternalId: 'acme' } },
  { mutation: 'holdCredits', object: 'hold', intent: { customerExternalId: 'acme', amount: '0.10' }, other: { customerExternalId: 'acme', amount: '0.20' } },
  { mutation: 'issueCreditNote', object: 'creditNote', intent: { invoiceId: 'INVOICE', amount: '1', reason: 'r' }, other: { invoiceId: 'INVOICE', amount: '2', reason: 'r' } },
  { mutation: 'voidInvoice', object: 'creditNote', intent: { invoiceId: 'INVOICE', lines: 'GIVE_UP', reason: 'r' }, other: { invoiceId: 'INVOICE', lines: 'BILL_AGAIN', reason: 'r' } },
  { mutation: 'amendUsage', object: 'event', intent: { customerExternalId: 'acme', eventKey: 'r1', properties: { a: 1 }, reason: 'r' }, other: { customerExternalId: 'acme', eventKey: 'r1', properties: { a: 2 }, reason: 'r' } },
  { mutation: 'voidUsage', object: 'event', intent: { customerExternalId: 'acme', eventKey: 'r1', reason: 'r' }, other: { customerExternalId: 'acme', eventKey: 'r1', reason: 'another' } },
  { mutation: 'issueUsageNote', object: 'note', intent: { customerExternalId: 'acme' }, other: { customerExternalId: 'credited' } },
];

const keyOf = ({ mutation }: Keyed) => `key of ${mutation}`;

interface Answered {
  readonly replayed: boolean;
  readonly userErrors: readonly UserError[];
  readonly object: { readonly id: string } | null;
}

describe.each(dialectsUnderTest())('replays on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  let invoiceId: string;
  let paymentId: string;
  let grantId: string;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    await record(client, [request('acme', 'r1')]);
    await client.must('stageBackfill', { name: 'staged', reason: 'r', page: 1, batch: BATCH }, 'replayed');
    await createSubscriber(client, 'credited');
    invoiceId = (await issue(client, 'credited', 'to be credited')).id;
    await client.must('createCustomer', { externalId: 'payer', name: 'Payer' }, 'replayed');
    paymentId = (await client.must<{ settlement: { id: string } }>('recordPayment', { idempotencyKey: 'to be returned', customerExternalId: 'payer', amount: '5', currency: 'USD' }, 'settlement { id }')).settlement.id;
    grantId = (await client.must<{ grant: { id: string } }>('grantCredits', { idempotencyKey: 'to be moved', customerExternalId: 'credited', amount: '5' }, 'grant { id }')).grant.id;
  });
  afterAll(() => api.stop());

  const send = async ({ mutation, object }: Keyed, input: object) =>
    await client.mutate<Answered>(mutation, { ...input, ...('invoiceId' in input ? { invoiceId } : {}), ...('paymentId' in input ? { paymentId } : {}), ...('grantId' in input ? { grantId } : {}) }, `object: ${object} { id } replayed`);

  const firstAnswers = new Map<string, Answered>();
  let state: unknown;

  it('replays: each mutation does its work the first time', async () => {
    for (const keyed of KEYED) {
      const first = await send(keyed, { ...keyed.intent, idempotencyKey: keyOf(keyed) });
      expect([keyed.mutation, first]).toMatchObject([keyed.mutation, { replayed: false, userErrors: [] }]);
      firstAnswers.set(keyed.mutation, first);
    }
    state = await stateOf(client);
  });

  it.each(KEYED)('replays: $mutation with a key and an intent that it had gives the first answer again, whatever was done since', async (keyed) => {
    const idempotencyKey = keyOf(keyed);
    const reordered = Object.fromEntries(Object.entries({ ...keyed.intent, idempotencyKey }).reverse());
    expect(await send(keyed, reordered)).toEqual({ ...firstAnswers.get(keyed.mutation), replayed: true });
    const refused = { object: null, replayed: false, userErrors: [{ code: 'IDEMPOTENCY_CONFLICT', message: expect.any(String), path: ['input', 'idempotencyKey'] }] };
    expect(await send(keyed, { ...keyed.other, idempotencyKey })).toEqual(refused);
    // Every mutation meets keys of two others, and its own is met by two.
    for (const distance of [1, 7]) {
      const another = KEYED[(KEYED.indexOf(keyed) + distance) % KEYED.length]!;
      expect(await send(another, { ...another.intent, idempotencyKey })).toEqual(refused);
    }
  });

  it('replays: none of them changed anything', async () => {
    expect(await stateOf(client)).toEqual(state);
  });

  it('replays: an absent field and null are one intent, a name inside metadata is not lost', async () => {
    const customer = { externalId: 'c3', name: 'Three', idempotencyKey: 'k3' };
    const create = async (input: object) => {
      const { replayed, userErrors } = await client.mutate<{ replayed: boolean }>('createCustomer', { ...customer, ...input }, 'replayed');
      return [replayed, userErrors.map(({ code }) => code)];
    };
    expect(await create({ metadata: { idempotencyKey: 'theirs', none: null } })).toEqual([false, []]);
    expect(await create({ metadata: { idempotencyKey: 'theirs', none: null }, email: null, timeZone: null })).toEqual([true, []]);
    expect(await create({ metadata: { idempotencyKey: 'others', none: null } })).toEqual([false, ['IDEMPOTENCY_CONFLICT']]);
  });

  it('replays: a refusal leaves the key free', async () => {
    const input = { idempotencyKey: 'free', customerExternalId: 'late', planCode: 'hybrid' };
    const refused = await client.mutate('createSubscription', input, 'replayed');
    expect(refused).toMatchObject({ replayed: false, userErrors: [{ code: 'NOT_FOUND' }] });
    await client.must('createCustomer', { externalId: 'late', name: 'Late' }, 'replayed');
    expect(await client.must('createSubscription', input, 'replayed')).toMatchObject({ replayed: false });
    expect(await client.must('createSubscription', input, 'replayed')).toMatchObject({ replayed: true });
  });

  it('replays: of calls at once with one key, one does the work and all give its answer', async () => {
    await createSubscriber(client, 'hasty');
    const input = { idempotencyKey: 'at once', customerExternalId: 'hasty' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.must<{ invoice: { id: string }; replayed: boolean }>('issueInvoice', input, 'invoice { id } replayed')));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ invoice }) => invoice.id)).size).toBe(1);
  });

  it('replays: a natural key with the same values is the object that is there, with others a CONFLICT', async () => {
    const answers: unknown[] = [];
    const state = async () => await stateOf(client);
    const before = await state();
    for (const [mutation, object, input, other] of [
      ['createCustomer', 'customer', { externalId: 'acme', name: 'Customer acme' }, { externalId: 'acme', name: 'Customer acme', currency: 'EUR' }],
      ['createMeter', 'meter', { code: 'requests', eventName: 'request', aggregation: 'COUNT' }, { code: 'requests', eventName: 'request', aggregation: 'COUNT', groupBy: ['a'] }],
      ['createPlan', 'plan', HYBRID, { ...HYBRID, currency: 'EUR' }],
      ['createTaxRate', 'taxRate', { code: 'vat', percentage: '20.0' }, { code: 'vat', percentage: '20', isInclusive: true }],
      ['createCreditUnit', 'creditUnit', { code: 'HOURS', name: 'HOURS', decimals: 2, rates: [] }, { code: 'HOURS', decimals: 2, rates: [{ currency: 'USD', moneyPerUnit: '2' }] }],
    ] as const) {
      const same = await client.mutate<Answered>(mutation, input, `object: ${object} { id } replayed`);
      const another = await client.mutate<Answered>(mutation, other, `object: ${object} { id } replayed`);
      answers.push([mutation, same.replayed, same.object === null, another.replayed, another.object, another.userErrors.map(({ code }) => code)]);
    }
    expect(answers).toEqual([
      ['createCustomer', true, false, false, null, ['CONFLICT']],
      ['createMeter', true, false, false, null, ['CONFLICT']],
      ['createPlan', true, false, false, null, ['CONFLICT']],
      ['createTaxRate', true, false, false, null, ['CONFLICT']],
      ['createCreditUnit', true, false, false, null, ['CONFLICT']],
    ]);
    expect(await state()).toEqual(before);
  });

  it('replays: the terms of the newest version publish nothing, those of an older one do', async () => {
    const versions = async (input: object) => {
      const { plan, replayed } = await client.must<{ plan: { versions: { number: number }[] }; replayed: boolean }>('publishPlanVersion', input, 'plan { versions { number } } replayed');
      return [plan.versions.length, replayed];
    };
    await client.must('createPlan', { ...TERMS, code: 'v' }, 'replayed');
    expect(await versions({ ...TERMS, code: 'v' })).toEqual([1, true]);
    expect(await versions({ ...TERMS, code: 'v', anchor: 'ANNIVERSARY' })).toEqual([2, false]);
    expect(await versions({ ...TERMS, code: 'v', anchor: 'ANNIVERSARY' })).toEqual([2, true]);
    expect(await versions({ ...TERMS, code: 'v' })).toEqual([3, false]);
  });

  it('replays: a tenant is made once for a key, and its secret shown once', async () => {
    interface Made {
      readonly tenant: { readonly id: string } | null;
      readonly apiKey: { readonly id: string; readonly secret: string | null } | null;
      readonly replayed: boolean;
    }
    const make = (input: object) => api.root.mutate<Made>('createTenant', { idempotencyKey: 'tenant', name: 'Once', defaultCurrency: 'EUR', ...input }, 'tenant { id } apiKey { id secret } replayed');
    const first = await make({});
    expect([first.replayed, typeof first.apiKey?.secret]).toEqual([false, 'string']);
    expect(await make({ timeZone: null })).toEqual({ ...first, apiKey: { id: first.apiKey?.id, secret: null }, replayed: true });
    const { tenant, replayed, userErrors } = await make({ name: 'Twice' });
    expect([tenant, replayed, userErrors.map(({ code }) => code)]).toEqual([null, false, ['IDEMPOTENCY_CONFLICT']]);
  });

  it('replays: the secret of a key is shown once', async () => {
    const make = () => client.must<{ apiKey: { id: string; secret: string | null }; replayed: boolean }>('createApiKey', { idempotencyKey: 'secret', name: 's', scopes: ['USAGE_READ'] }, 'apiKey { id secret } replayed');
    const first = await make();
    expect(first.apiKey.secret).toMatch(/^nrb_[\w-]{43}$/);
    expect(await make()).toEqual({ apiKey: { id: first.apiKey.id, secret: null }, replayed: true, userErrors: [] });
  });
});
