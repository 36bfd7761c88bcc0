/** The life of a subscription over HTTP, on every engine: changes of plan and units, pauses, cancellations, and their previews. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';

const CHANGED = 'replayed subscription { status segments { startAt state } }';
const INVOICE = 'total { amount } amountDue { amount } status lines { nodes { description amount { amount } isAdjustment explain { exactAmount roundedAmount { amount } previouslyBilled { amount } } } }';
const PREVIEW = `effectiveAt postings { kind debit { code } credit { code } amount { amount } } invoice { ${INVOICE} } nextInvoice { total { amount } }`;

interface InvoiceAnswer {
  readonly total: { readonly amount: string };
  readonly amountDue: { readonly amount: string };
  readonly status: string;
  readonly lines: { readonly nodes: readonly { readonly description: string; readonly amount: { readonly amount: string } }[] };
}
interface ChangedAnswer {
  readonly replayed: boolean;
  readonly subscription: { readonly status: string; readonly segments: readonly { readonly startAt: string; readonly state: string }[] };
}

/** A tenant whose customer is on `plan` since 1 January 2026, UTC, and was invoiced on that day. */
async function start(api: TestApi, plan: 'basic' | 'seats', quantity?: string): Promise<{ client: ApiClient; subscriptionId: string }> {
  const client = await api.createTenant({ sandboxClock: '2026-01-01T00:00:00Z' });
  await client.must('createCustomer', { externalId: 'acme', name: 'Acme', currency: 'USD', timeZone: 'UTC' }, 'replayed');
  await client.must('createMeter', { code: 'calls', eventName: 'calls', aggregation: 'COUNT' }, 'replayed');
  const calls = { code: 'calls', meterCode: 'calls', model: { perUnit: { unitAmount: '0.10' } } };
  for (const [code, amount] of [['basic', '30.00'], ['pro', '60.00']] as const) {
    const prices = [{ code: 'fee', name: `${code} fee`, model: { flat: { amount } } }, calls];
    await client.must('createPlan', { code, currency: 'USD', interval: { unit: 'MONTH' }, prices }, 'replayed');
  }
  const seats = [{ code: 'seat', model: { perUnit: { unitAmount: '10.00' } } }, calls];
  await client.must('createPlan', { code: 'seats', currency: 'USD', interval: { unit: 'MONTH' }, prices: seats }, 'replayed');
  await client.must('createPlan', { code: 'euro', currency: 'EUR', interval: { unit: 'MONTH' }, prices: [{ code: 'fee', model: { flat: { amount: '1' } } }] }, 'replayed');
  const quantities = quantity === undefined ? [] : [{ priceCode: 'seat', quantity }];
  const input = { idempotencyKey: 's', customerExternalId: 'acme', planCode: plan, startAt: '2026-01-01T00:00:00Z', quantities };
  const { subscription } = await client.must<{ subscription: { id: string } }>('createSubscription', input, 'subscription { id }');
  await issue(client, 'first');
  return { client, subscriptionId: subscription.id };
}

const moveTo = (client: ApiClient, to: string) => client.must('advanceClock', { to }, 'clock { now }');

async function issue(client: ApiClient, idempotencyKey: string): Promise<InvoiceAnswer> {
  const { invoice } = await client.must<{ invoice: InvoiceAnswer }>('issueInvoice', { idempotencyKey, customerExternalId: 'acme' }, `invoice { ${INVOICE} }`);
  return invoice;
}

const change = (client: ApiClient, name: string, input: object) => client.must<ChangedAnswer>(name, { idempotencyKey: `${name} 1`, ...input }, CHANGED);

const preview = async (client: ApiClient, name: string, input: object) => {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
  const data = await client.ask<Record<string, { invoice: InvoiceAnswer | null; nextInvoice: InvoiceAnswer | null; postings: unknown[] }>>(
    `query($input: ${type}!) { ${name}(input: $input) { ${PREVIEW} } }`,
    { input },
  );
  return data[name]!;
};

const amounts = ({ lines }: InvoiceAnswer) => lines.nodes.map(({ description, amount }) => `${description} ${amount.amount}`);

async function refusal(client: ApiClient, name: string, input: object): Promise<string> {
  const { userErrors } = await client.mutate(name, { idempotencyKey: `refused ${name} ${JSON.stringify(input)}`, ...input }, CHANGED);
  return userErrors.map(({ code, path }) => `${code} ${path.join('.')}`.trim()).join();
}

async function expectValid(client: ApiClient): Promise<void> {
  const { ledgerVerification, trialBalance } = await client.ask<{ ledgerVerification: object; trialBalance: object }>('{ ledgerVerification { isValid findings { message } } trialBalance { isBalanced } }');
  expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
  expect(trialBalance).toEqual({ isBalanced: true });
}

describe.each(dialectsUnderTest())('the life of a subscription on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('changePlan: now credits the rest of the old fee and charges the rest of the new one, as the preview says', async () => {
    const { client, subscriptionId } = await start(api, 'basic');
    await client.must('recordUsage', { events: [10, 20].map((day) => ({ key: `e${day}`, customerExternalId: 'acme', eventName: 'calls', occurredAt: `2026-01-${day}T00:00:00Z` })) }, 'counts { accepted }');
    await moveTo(client, '2026-01-16T00:00:00Z');
    const planChange = { subscriptionId, planCode: 'pro', effective: 'NOW' };
    const previewed = await preview(client, 'previewPlanChange', planChange);
    const { replayed } = await change(client, 'changePlan', planChange);
    expect(replayed).toBe(false);

    // Basic was in force 15 of 31 days: 30 x 15/31 = 14.5161 -> 14.52, of 30.00 billed: -15.48. Pro for 16 of 31 days:
    // 60 x 16/31 = 30.9677 -> 30.97. One call on basic at 0.10; the call of the 20th is on pro, in arrears.
    const invoice = await issue(client, 'after the change');
    expect(amounts(invoice).sort()).toEqual(['basic fee -15.48', 'calls 0.10', 'pro fee 30.97']);
    expect(invoice.total.amount).toBe('15.59');
    expect(previewed.invoice).toEqual({ ...invoice, status: 'DRAFT' });
    expect(previewed.postings).toContainEqual({ kind: 'ADVANCE_FEE', debit: { code: '2150' }, credit: { code: '1150' }, amount: { amount: '15.48' } });
    // 1 February: pro for February 60.00, and the call on pro 0.10; the preview was taken before the change was invoiced.
    expect(previewed.nextInvoice?.total.amount).toBe('75.69');
    await moveTo(client, '2026-02-01T00:00:00Z');
    expect((await issue(client, 'february')).total.amount).toBe('60.10');
    await expectValid(client);
  });

  it('changePlan: back to the start on the same day charges nothing', async () => {
    const { client, subscriptionId } = await start(api, 'basic');
    await moveTo(client, '2026-01-16T00:00:00Z');
    await change(client, 'changePlan', { subscriptionId, planCode: 'pro' });
    await change(client, 'changePlan', { idempotencyKey: 'back', subscriptionId, planCode: 'basic' });
    const { userErrors } = await client.mutate('issueInvoice', { idempotencyKey: 'nothing', customerExternalId: 'acme' }, 'replayed');
    expect(userErrors.map(({ code }) => code)).toEqual(['NOTHING_TO_INVOICE']);
    await expectValid(client);
  });

  it('changePlan: back in time that is billed takes back what was charged there', async () => {
    const { client, subscriptionId } = await start(api, 'basic');
    await moveTo(client, '2026-02-01T00:00:00Z');
    expect((await issue(client, 'february')).total.amount).toBe('30.00');
    await moveTo(client, '2026-02-10T00:00:00Z');
    await change(client, 'changePlan', { subscriptionId, planCode: 'pro', at: '2026-01-16T00:00:00Z', reason: 'agreed by telephone' });
    // January as above, -15.48 and 30.97; all of February, 30.00 on basic, is 60.00 on pro: one line of 30.00. Together 45.49.
    const invoice = await issue(client, 'corrected');
    expect(amounts(invoice).sort()).toEqual(['basic fee -15.48', 'pro fee 30.00', 'pro fee 30.97']);
    expect(invoice.total.amount).toBe('45.49');
    await expectValid(client);
  });

  it('changeQuantity: added seats are charged for the rest of the period, and usage goes on as one line', async () => {
    const { client, subscriptionId } = await start(api, 'seats', '5');
    await moveTo(client, '2026-01-11T00:00:00Z');
    await change(client, 'changeQuantity', { subscriptionId, quantities: [{ priceCode: 'seat', quantity: '8' }] });
    // 5 seats for 10 of 31 days: 50 x 10/31 = 16.129 -> 16.13, of 50.00: -33.87. 8 seats for 21: 80 x 21/31 = 54.1935 -> 54.19.
    const invoice = await issue(client, 'seats');
    expect(amounts(invoice)).toEqual(['seat -33.87', 'seat 54.19']);
    const events = [5, 15].map((day) => ({ key: `e${day}`, customerExternalId: 'acme', eventName: 'calls', occurredAt: `2026-01-${String(day).padStart(2, '0')}T00:00:00Z` }));
    await client.must('recordUsage', { events }, 'counts { accepted }');
    await moveTo(client, '2026-02-01T00:00:00Z');
    // 8 seats for February 80.00; two calls in the whole of January 0.20.
    expect(amounts(await issue(client, 'february')).sort()).toEqual(['calls 0.20', 'seat 80.00']);
    await expectValid(client);
  });

  it('pauseSubscription: the rest of the fee is given back as customer credit, and charged again from the day it is resumed', async () => {
    const { client, subscriptionId } = await start(api, 'basic');
    await moveTo(client, '2026-01-11T00:00:00Z');
    expect((await change(client, 'pauseSubscription', { subscriptionId })).subscription.status).toBe('PAUSED');
    // 30 x 10/31 = 9.677 -> 9.68, of 30.00: -20.32. Below zero: nothing is due, and the customer has the credit.
    expect(await issue(client, 'paused')).toMatchObject({ total: { amount: '-20.32' }, amountDue: { amount: '0.00' }, status: 'PAID' });
    await moveTo(client, '2026-01-21T00:00:00Z');
    expect((await change(client, 'resumeSubscription', { subscriptionId })).subscription.status).toBe('ACTIVE');
    // 21 to 31 January: 30 x 11/31 = 10.645 -> 10.65.
    expect((await issue(client, 'resumed')).total.amount).toBe('10.65');
    await expectValid(client);
  });

  it('pauseSubscription: usage meanwhile is charged or not, as was said', async () => {
    for (const [usage, total] of [['CHARGE', '30.10'], ['IGNORE', '30.00']] as const) {
      const { client, subscriptionId } = await start(api, 'basic');
      await moveTo(client, '2026-01-11T00:00:00Z');
      await change(client, 'pauseSubscription', { subscriptionId, usage });
      await issue(client, 'paused');
      await client.must('recordUsage', { events: [{ key: 'e', customerExternalId: 'acme', eventName: 'calls', occurredAt: '2026-01-15T00:00:00Z' }] }, 'counts { accepted }');
      await moveTo(client, '2026-02-01T00:00:00Z');
      await change(client, 'resumeSubscription', { subscriptionId });
      expect((await issue(client, 'february')).total.amount).toBe(total);
    }
  });

  it('cancelSubscription: now with credit, now without, and at the end of the period', async () => {
    const { client, subscriptionId } = await start(api, 'basic');
    await moveTo(client, '2026-01-11T00:00:00Z');
    const previewed = await preview(client, 'previewCancellation', { subscriptionId });
    expect(previewed.invoice?.total.amount).toBe('-20.32');
    expect((await preview(client, 'previewCancellation', { subscriptionId, proration: 'NONE' })).invoice).toBeNull();
    const scheduled = await change(client, 'cancelSubscription', { subscriptionId, effective: 'PERIOD_END' });
    expect(scheduled.subscription).toEqual({ status: 'ACTIVE', segments: [{ startAt: '2026-01-01T00:00:00.000Z', state: 'ACTIVE' }, { startAt: '2026-02-01T00:00:00.000Z', state: 'ENDED' }] });
    await change(client, 'unscheduleChanges', { subscriptionId });
    await moveTo(client, '2026-02-01T00:00:00Z');
    expect((await issue(client, 'goes on')).total.amount).toBe('30.00');
    const ended = await change(client, 'cancelSubscription', { idempotencyKey: 'now', subscriptionId });
    expect(ended.subscription.status).toBe('ENDED');
    // Ended at the start of February: all of its 30.00 is given back.
    expect((await issue(client, 'ended')).total.amount).toBe('-30.00');
    expect(await refusal(client, 'changePlan', { subscriptionId, planCode: 'pro' })).toBe('INVALID_STATE');
    expect(await refusal(client, 'cancelSubscription', { subscriptionId })).toBe('INVALID_STATE');
    await expectValid(client);
  });

  it('a change keeps what is scheduled for later', async () => {
    const { client, subscriptionId } = await start(api, 'basic');
    await change(client, 'cancelSubscription', { subscriptionId, effective: 'PERIOD_END' });
    await moveTo(client, '2026-01-16T00:00:00Z');
    const { subscription } = await change(client, 'changePlan', { subscriptionId, planCode: 'pro' });
    expect(subscription.segments.map(({ state }) => state)).toEqual(['ACTIVE', 'ACTIVE', 'ENDED']);
  });

  it('a change is refused with its field, and nothing is recorded', async () => {
    const { client, subscriptionId } = await start(api, 'basic');
    const cases: [string, object, string][] = [
      ['changePlan', { subscriptionId: 'sub_none', planCode: 'pro' }, 'NOT_FOUND input.subscriptionId'],
      ['changePlan', { subscriptionId, planCode: 'none' }, 'NOT_FOUND input.planCode'],
      ['changePlan', { subscriptionId, planCode: 'euro' }, 'CURRENCY_MISMATCH input.planCode'],
      ['changePlan', { subscriptionId, planCode: 'basic' }, 'INVALID_STATE input.planCode'],
      ['changePlan', { subscriptionId, planCode: 'pro', effective: 'AT' }, 'REQUIRED input.at'],
      ['changePlan', { subscriptionId, planCode: 'pro', effective: 'NOW', at: '2026-01-05T00:00:00Z' }, 'INVALID_VALUE input.at'],
      ['changePlan', { subscriptionId, planCode: 'pro', at: '2025-12-31T00:00:00Z' }, 'OUT_OF_RANGE input.at'],
      ['changePlan', { subscriptionId, planCode: 'pro', quantities: [{ priceCode: 'calls', quantity: '1' }] }, 'INVALID_VALUE input.quantities.0.priceCode'],
      ['changeQuantity', { subscriptionId, quantities: [] }, 'REQUIRED input.quantities'],
      ['changeQuantity', { subscriptionId, quantities: [{ priceCode: 'fee', quantity: '-1' }] }, 'OUT_OF_RANGE input.quantities.0.quantity'],
      ['resumeSubscription', { subscriptionId }, 'INVALID_STATE'],
      ['unscheduleChanges', { subscriptionId }, 'INVALID_STATE'],
    ];
    for (const [name, input, expected] of cases) expect([name, input, await refusal(client, name, input)]).toEqual([name, input, expected]);
    const { subscription } = await client.ask<{ subscription: { segments: unknown[] } }>('query($id: ID!) { subscription(id: $id) { segments { state } } }', { id: subscriptionId });
    expect(subscription.segments).toEqual([{ state: 'ACTIVE' }]);
  });

  it('a change is made once for its key, however often and from however many sides it is asked for', async () => {
    const { client, subscriptionId } = await start(api, 'basic');
    await moveTo(client, '2026-01-16T00:00:00Z');
    const answers = await Promise.all(Array.from({ length: 8 }, () => change(client, 'changePlan', { subscriptionId, planCode: 'pro' })));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(answers.every(({ subscription }) => subscription.segments.length === 2)).toBe(true);
    expect(await refusal(client, 'changePlan', { idempotencyKey: 'changePlan 1', subscriptionId, planCode: 'basic' })).toBe('IDEMPOTENCY_CONFLICT input.idempotencyKey');
  });
});
