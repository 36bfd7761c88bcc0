/** Terms of a plan over HTTP, on every engine: trials, minimum commitments, set-up fees, and intervals of single prices. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';

const EXPLAIN = 'explain { model exactAmount roundedAmount { amount } fraction { numerator denominator } steps { kind amount } }';
const LINES = `lines { nodes { description amount { amount } isAdjustment servicePeriod { start } quantity price { code model } ${EXPLAIN} } }`;
const FEE = { code: 'fee', name: 'Fee', model: { flat: { amount: '31.00' } } };
const CALLS = { code: 'calls', name: 'Calls', meterCode: 'calls', model: { perUnit: { unitAmount: '1' } } };

interface LineAnswer {
  readonly description: string;
  readonly amount: { readonly amount: string };
  readonly isAdjustment: boolean;
  readonly servicePeriod: { readonly start: string };
}
interface InvoiceAnswer {
  readonly total: { readonly amount: string };
  readonly lines: { readonly nodes: readonly LineAnswer[] };
}

/** A tenant in January 2026 whose customer in New York is on a plan from the 1st, unless it says otherwise. */
async function start(api: TestApi, terms: object, startAt = '2026-01-01T05:00:00Z'): Promise<{ client: ApiClient; subscriptionId: string }> {
  const client = await api.createTenant({ sandboxClock: '2026-01-01T05:00:00Z' });
  await client.must('createCustomer', { externalId: 'acme', name: 'Acme', currency: 'USD', timeZone: 'America/New_York' }, 'replayed');
  await client.must('createMeter', { code: 'calls', eventName: 'calls', aggregation: 'COUNT' }, 'replayed');
  await client.must('createPlan', { code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, ...terms }, 'replayed');
  const input = { idempotencyKey: 's', customerExternalId: 'acme', planCode: 'plan', startAt };
  const { subscription } = await client.must<{ subscription: { id: string } }>('createSubscription', input, 'subscription { id }');
  return { client, subscriptionId: subscription.id };
}

/** Moves the clock to a time, and issues the invoice that is due then. */
async function issueAt(client: ApiClient, to: string): Promise<InvoiceAnswer> {
  await client.must('advanceClock', { to }, 'clock { now }');
  const { invoice } = await client.must<{ invoice: InvoiceAnswer }>('issueInvoice', { idempotencyKey: to, customerExternalId: 'acme' }, `invoice { total { amount } ${LINES} }`);
  return invoice;
}

const record = (client: ApiClient, ...days: readonly string[]) =>
  client.must('recordUsage', { events: days.map((day) => ({ key: day, customerExternalId: 'acme', eventName: 'calls', occurredAt: `${day}T17:00:00Z` })) }, 'counts { accepted }');

const amounts = ({ lines }: InvoiceAnswer) => lines.nodes.map(({ description, amount, servicePeriod }) => `${description} ${servicePeriod.start.slice(5, 10)} ${amount.amount}`).sort();

async function expectValid(client: ApiClient): Promise<void> {
  const { ledgerVerification, trialBalance } = await client.ask<{ ledgerVerification: object; trialBalance: object }>('{ ledgerVerification { isValid findings { message } } trialBalance { isBalanced } }');
  expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
  expect(trialBalance).toEqual({ isBalanced: true });
}

describe.each(dialectsUnderTest())('terms of a plan on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('terms: a plan shows them as they were given, and again they are the same plan', async () => {
    const annual = { ...FEE, code: 'annual', interval: { unit: 'HALF_YEAR' } };
    const terms = { trialDays: 14, minimumCommitment: '100.00', prices: [FEE, annual, { ...FEE, code: 'set-up', timing: 'ONCE' }] };
    const { client } = await start(api, terms);
    const selection = 'plan { currentVersion { trialDays minimumCommitment prices { code timing proration model terms interval { unit count } } } }';
    const { plan } = await client.ask<{ plan: object }>(`{ ${selection.replace('plan {', 'plan(code: "plan") {')} }`);
    const price = { timing: 'IN_ADVANCE', proration: 'DAILY', model: 'flat', terms: { amount: '31' }, interval: null };
    expect(plan).toEqual({
      currentVersion: {
        trialDays: 14,
        minimumCommitment: '100',
        prices: [
          { ...price, code: 'fee' },
          { ...price, code: 'annual', interval: { unit: 'HALF_YEAR', count: 1 } },
          { ...price, code: 'set-up', timing: 'ONCE', proration: 'NONE' },
          { ...price, code: 'minimum-commitment', timing: 'IN_ARREARS', model: 'commitment', terms: { amount: '100' } },
        ],
      },
    });
    const again = { code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, ...terms };
    expect(await client.must('createPlan', again, 'replayed')).toMatchObject({ replayed: true });
    const { userErrors } = await client.mutate('createPlan', { ...again, trialDays: 15 }, 'replayed');
    expect(userErrors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'code'] }]);
  });

  it('trialDays: neither fees nor usage are charged until the trial ends, and what is left of the period is', async () => {
    const { client, subscriptionId } = await start(api, { trialDays: 14, prices: [FEE, CALLS] }, '2026-01-10T15:00:00Z');
    await record(client, '2026-01-12', '2026-01-23', '2026-01-24');
    // 14 days from 10 January, 10:00 in New York, end with 24 January there.
    const { subscription } = await client.ask<{ subscription: object }>('query($id: ID!) { subscription(id: $id) { trialEndAt status } }', { id: subscriptionId });
    expect(subscription).toEqual({ trialEndAt: '2026-01-24T05:00:00.000Z', status: 'SCHEDULED' });
    await client.must('advanceClock', { to: '2026-01-24T04:59:59Z' }, 'clock { now }');
    const { userErrors } = await client.mutate('issueInvoice', { idempotencyKey: 'trial', customerExternalId: 'acme' }, 'replayed');
    expect(userErrors.map(({ code }) => code)).toEqual(['NOTHING_TO_INVOICE']);
    // 24 to 31 January are 8 of 31 days of 31.00.
    expect(amounts(await issueAt(client, '2026-01-24T05:00:00Z'))).toEqual(['Fee 01-24 8.00']);
    // One call of three lay after the trial.
    expect(amounts(await issueAt(client, '2026-02-01T05:00:00Z'))).toEqual(['Calls 01-24 1.00', 'Fee 02-01 31.00']);
    await expectValid(client);
  });

  it('trialDays: a change of plan within a trial leaves it as it was', async () => {
    const { client, subscriptionId } = await start(api, { trialDays: 14, prices: [FEE] });
    await client.must('createPlan', { code: 'other', currency: 'USD', interval: { unit: 'MONTH' }, trialDays: 90, prices: [{ ...FEE, name: 'Other' }] }, 'replayed');
    await client.must('advanceClock', { to: '2026-01-05T05:00:00Z' }, 'clock { now }');
    const { subscription } = await client.must<{ subscription: object }>('changePlan', { idempotencyKey: 'c', subscriptionId, planCode: 'other' }, 'subscription { trialEndAt }');
    expect(subscription).toEqual({ trialEndAt: '2026-01-15T05:00:00.000Z' });
    // 15 to 31 January are 17 of 31 days of 31.00.
    expect(amounts(await issueAt(client, '2026-01-15T05:00:00Z'))).toEqual(['Other 01-15 17.00']);
    await expectValid(client);
  });

  it('minimumCommitment: a line trues up the other prices, explains itself, and gives way to late usage', async () => {
    const { client } = await start(api, { minimumCommitment: '100', prices: [FEE, CALLS] });
    expect(amounts(await issueAt(client, '2026-01-01T05:00:00Z'))).toEqual(['Fee 01-01 31.00']);
    await record(client, '2026-01-15', '2026-01-16');
    // 31.00 and two calls at 1.00 are 33.00 of 100.00.
    const february = await issueAt(client, '2026-02-01T05:00:00Z');
    expect(amounts(february)).toEqual(['Calls 01-01 2.00', 'Fee 02-01 31.00', 'Minimum commitment 01-01 67.00']);
    expect(february.lines.nodes.find(({ description }) => description === 'Minimum commitment')).toMatchObject({
      isAdjustment: false,
      quantity: null,
      price: { code: 'minimum-commitment', model: 'commitment' },
      explain: {
        model: 'commitment',
        exactAmount: '67',
        roundedAmount: { amount: '67.00' },
        fraction: { numerator: '31', denominator: '31' },
        steps: [
          { kind: 'FLAT', amount: '100' },
          { kind: 'USED', amount: '-33' },
        ],
      },
    });
    await record(client, '2026-01-17');
    // January: a call more, 1.00 less of true-up. February: 100 - 31.
    const march = await issueAt(client, '2026-03-01T05:00:00Z');
    expect(amounts(march)).toEqual(['Calls 01-01 1.00', 'Fee 03-01 31.00', 'Minimum commitment 01-01 -1.00', 'Minimum commitment 02-01 69.00']);
    expect(march.lines.nodes.filter(({ isAdjustment }) => isAdjustment)).toHaveLength(2);
    await expectValid(client);
  });

  it('minimumCommitment: is no price whose units a subscription can hold', async () => {
    const { client, subscriptionId } = await start(api, { minimumCommitment: '100', prices: [FEE] });
    const input = { idempotencyKey: 'q', subscriptionId, quantities: [{ priceCode: 'minimum-commitment', quantity: '2' }] };
    const { userErrors } = await client.mutate('changeQuantity', input, 'replayed');
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'quantities', '0', 'priceCode'] }]);
  });

  it('ONCE: a set-up fee is charged in full at the start, and not again on a version that has it', async () => {
    const setUp = { code: 'set-up', name: 'Set-up', timing: 'ONCE', model: { flat: { amount: '250.00' } } };
    const { client, subscriptionId } = await start(api, { prices: [FEE, setUp] }, '2026-01-17T05:00:00Z');
    // 17 to 31 January are 15 of 31 days of 31.00; the set-up fee is not prorated.
    expect(amounts(await issueAt(client, '2026-01-17T05:00:00Z'))).toEqual(['Fee 01-17 15.00', 'Set-up 01-17 250.00']);
    await client.must('publishPlanVersion', { code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ ...FEE, model: { flat: { amount: '62.00' } } }, setUp] }, 'replayed');
    await client.must('advanceClock', { to: '2026-01-22T05:00:00Z' }, 'clock { now }');
    await client.must('changePlan', { idempotencyKey: 'c', subscriptionId, planCode: 'plan' }, 'replayed');
    // The old fee for 5 days is 5.00 of 15.00, the new one for 10 days 20.00.
    expect(amounts(await issueAt(client, '2026-01-22T05:00:00Z'))).toEqual(['Fee 01-17 -10.00', 'Fee 01-22 20.00']);
    expect(amounts(await issueAt(client, '2026-02-01T05:00:00Z'))).toEqual(['Fee 02-01 62.00']);
    await expectValid(client);
  });

  it('interval: an annual fee beside monthly usage', async () => {
    const annual = { code: 'annual', name: 'Annual', interval: { unit: 'YEAR' }, model: { flat: { amount: '365.00' } } };
    const { client } = await start(api, { prices: [annual, CALLS] });
    await record(client, '2026-01-15', '2026-02-15');
    expect(amounts(await issueAt(client, '2026-02-01T05:00:00Z'))).toEqual(['Annual 01-01 365.00', 'Calls 01-01 1.00']);
    expect(amounts(await issueAt(client, '2026-03-01T05:00:00Z'))).toEqual(['Calls 02-01 1.00']);
    expect(amounts(await issueAt(client, '2027-01-01T05:00:00Z')).filter((line) => line.startsWith('Annual'))).toEqual(['Annual 01-01 365.00']);
    await expectValid(client);
  });

  it('terms: are refused with their field', async () => {
    const { client } = await start(api, { prices: [FEE] });
    const cases: [object, string][] = [
      [{ trialDays: -1 }, 'OUT_OF_RANGE input.trialDays'],
      [{ trialDays: 10_001 }, 'OUT_OF_RANGE input.trialDays'],
      [{ minimumCommitment: '-1' }, 'OUT_OF_RANGE input.minimumCommitment'],
      [{ minimumCommitment: '1', prices: [{ ...FEE, code: 'minimum-commitment' }] }, 'CONFLICT input.prices.0.code'],
      [{ prices: [{ ...FEE, interval: { unit: 'YEAR', count: 0 } }] }, 'OUT_OF_RANGE input.prices.0.interval.count'],
      [{ prices: [{ ...FEE, timing: 'ONCE', interval: { unit: 'YEAR' } }] }, 'INVALID_VALUE input.prices.0.interval'],
      [{ prices: [{ ...CALLS, timing: 'ONCE' }] }, 'INVALID_VALUE input.prices.0.timing'],
    ];
    for (const [terms, expected] of cases) {
      const { userErrors } = await client.mutate('createPlan', { code: 'refused', currency: 'USD', interval: { unit: 'MONTH' }, prices: [FEE], ...terms }, 'replayed');
      expect([terms, userErrors.map(({ code, path }) => `${code} ${path.join('.')}`)]).toEqual([terms, [expected]]);
    }
  });
});
