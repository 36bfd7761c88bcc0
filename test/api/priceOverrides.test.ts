/** Price overrides and carried tiers over HTTP, on every engine: one subscription charged otherwise than its plan. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { advance, record } from '../support/shop.ts';

const SEGMENTS = 'segments { startAt tiers planVersion { number isOverridden prices { id code } } overrides { replaced { id code terms } added { id code } removed } }';
const CHANGED = `replayed subscription { plan { code versions { number } } ${SEGMENTS} }`;
const LINE = 'description quantity amount { amount } price { id code terms } explain { exactAmount steps { kind label amount } }';
const INVOICE = `total { amount } lines { nodes { ${LINE} } }`;

interface Segment {
  readonly planVersion: { readonly number: number; readonly isOverridden: boolean; readonly prices: readonly { readonly id: string; readonly code: string }[] };
  readonly overrides: { readonly replaced: readonly { readonly id: string }[] } | null;
}
interface Changed {
  readonly replayed: boolean;
  readonly subscription: { readonly plan: { readonly versions: readonly unknown[] }; readonly segments: readonly Segment[] };
}
interface Invoice {
  readonly total: { readonly amount: string };
  readonly lines: { readonly nodes: readonly { readonly description: string; readonly quantity: string | null; readonly amount: { readonly amount: string }; readonly explain: object }[] };
}

const FEE = { code: 'fee', model: { flat: { amount: '31.00' } } };
const SEATS = { code: 'seats', model: { perUnit: { unitAmount: '6.20' } } };
const TOKENS = { code: 'tokens', meterCode: 'tokens', model: { graduated: { tiers: [{ upTo: '1000', unitAmount: '0.01' }, { unitAmount: '0.005' }] } } };
const DEAR = { ...TOKENS, model: { graduated: { tiers: [{ upTo: '1000', unitAmount: '0.02' }, { unitAmount: '0.01' }] } } };

/** A customer on the plan from 1 January, UTC, which it is. */
async function start(api: TestApi, overrides?: object): Promise<{ client: ApiClient; subscriptionId: string }> {
  const client = await api.createTenant({ sandboxClock: '2026-01-01T00:00:00Z' });
  await client.must('createCustomer', { externalId: 'acme', name: 'Acme', currency: 'USD', timeZone: 'UTC' }, 'replayed');
  await client.must('createMeter', { code: 'tokens', eventName: 'tokens', aggregation: 'SUM', valueProperty: 'n' }, 'replayed');
  await client.must('createMeter', { code: 'other', eventName: 'other', aggregation: 'COUNT' }, 'replayed');
  await client.must('createPlan', { code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, minimumCommitment: '1', prices: [FEE, SEATS, TOKENS] }, 'replayed');
  const input = { idempotencyKey: 's', customerExternalId: 'acme', planCode: 'plan', startAt: '2026-01-01T00:00:00Z', ...(overrides ? { overrides } : {}) };
  const { subscription } = await client.must<{ subscription: { id: string } }>('createSubscription', input, 'subscription { id }');
  return { client, subscriptionId: subscription.id };
}

const use = (client: ApiClient, ...used: readonly (readonly [day: string, n: number])[]) =>
  record(client, used.map(([day, n]) => ({ key: day, customerExternalId: 'acme', eventName: 'tokens', occurredAt: `2026-${day}T12:00:00Z`, properties: { n } })));

async function issueAt(client: ApiClient, to: string): Promise<Invoice> {
  await advance(client, to);
  return (await client.must<{ invoice: Invoice }>('issueInvoice', { idempotencyKey: to, customerExternalId: 'acme' }, `invoice { ${INVOICE} }`)).invoice;
}

const amounts = ({ lines }: Invoice) => lines.nodes.map(({ description, quantity, amount }) => `${description} ${quantity ?? '-'} ${amount.amount}`).sort();
let overrides = 0;
const override = (client: ApiClient, input: { subscriptionId: string; overrides: object; [term: string]: unknown }) => client.must<Changed>('overridePrices', { idempotencyKey: `override ${(overrides += 1)}`, ...input }, CHANGED);

async function preview(client: ApiClient, input: object): Promise<Invoice | null> {
  const { previewPriceOverrides } = await client.ask<{ previewPriceOverrides: { invoice: Invoice | null } }>(
    `query($input: PreviewPriceOverridesInput!) { previewPriceOverrides(input: $input) { invoice { ${INVOICE} } } }`,
    { input },
  );
  return previewPriceOverrides.invoice;
}

async function expectValid(client: ApiClient): Promise<void> {
  const { ledgerVerification } = await client.ask<{ ledgerVerification: object }>('{ ledgerVerification { isValid findings { message } } }');
  expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
}

describe.each(dialectsUnderTest())('price overrides on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('createSubscription: prices replaced, added and removed are charged from the start, and the plan stays as it was', async () => {
    const overrides = { replaced: [{ ...FEE, name: 'Agreed fee', model: { flat: { amount: '20.00' } } }], added: [{ code: 'support', model: { flat: { amount: '5.00' } } }], removed: ['seats'] };
    const { client } = await start(api, overrides);
    await use(client, ['01-05', 100]);
    // January: fee 20.00 and support 5.00; the tokens, 100 x 0.01 = 1.00, with February's fees.
    expect(amounts(await issueAt(client, '2026-01-31T00:00:00Z'))).toEqual(['Agreed fee - 20.00', 'support - 5.00']);
    expect(amounts(await issueAt(client, '2026-02-01T00:00:00Z'))).toEqual(['Agreed fee - 20.00', 'support - 5.00', 'tokens 100 1.00']);
    const seen = await client.ask<{ plans: object; subscriptions: { nodes: object[] } }>(`{ plans { nodes { code currentVersion { isOverridden } versions { number prices { code } } } } subscriptions { nodes { ${SEGMENTS} } } }`);
    expect(seen.plans).toEqual({ nodes: [{ code: 'plan', currentVersion: { isOverridden: false }, versions: [{ number: 1, prices: ['fee', 'seats', 'tokens', 'minimum-commitment'].map((code) => ({ code })) }] }] });
    expect(seen.subscriptions.nodes).toMatchObject([
      { segments: [{ tiers: null, planVersion: { number: 1, isOverridden: true }, overrides: { replaced: [{ code: 'fee', terms: { amount: '20' } }], added: [{ code: 'support' }], removed: ['seats'] } }] },
    ]);
    await expectValid(client);
  });

  it('overridePrices: one price changes, the others go on as one line, and taking it back restores the plan', async () => {
    const { client, subscriptionId } = await start(api);
    expect(amounts(await issueAt(client, '2026-01-01T00:00:00Z'))).toEqual(['fee - 31.00', 'seats 1 6.20']);
    await use(client, ['01-05', 800], ['01-20', 500]);
    await advance(client, '2026-01-11T00:00:00Z');
    const change = { subscriptionId, overrides: { replaced: [{ ...FEE, model: { flat: { amount: '62.00' } } }] } };
    const previewed = await preview(client, change);
    const { subscription } = await override(client, change);
    // The fee of 31.00 for 10 of 31 days is 10.00, of 31.00: -21.00. 62.00 for the other 21: 42.00. Seats are as they were.
    const invoice = await issueAt(client, '2026-01-12T00:00:00Z');
    expect(amounts(invoice)).toEqual(['fee - -21.00', 'fee - 42.00']);
    expect(previewed).toEqual(invoice);
    expect(subscription.plan.versions).toHaveLength(1);

    await override(client, { subscriptionId, overrides: {}, effective: 'PERIOD_END' });
    // February: the plan's own fee. January's tokens are one line: 1000 x 0.01 + 300 x 0.005 = 11.50.
    expect(amounts(await issueAt(client, '2026-02-01T00:00:00Z'))).toEqual(['fee - 31.00', 'seats 1 6.20', 'tokens 1300 11.50']);
    await expectValid(client);
  });

  it('overridePrices: the same override again is the same price, also beside another, and nothing is charged for going back and forth', async () => {
    const { client, subscriptionId } = await start(api);
    const fee = { ...FEE, model: { flat: { amount: '20.00' } } };
    await override(client, { subscriptionId, overrides: { replaced: [fee] } });
    await issueAt(client, '2026-01-01T00:00:00Z');
    await advance(client, '2026-01-11T00:00:00Z');
    await override(client, { subscriptionId, overrides: {} });
    const { subscription } = await override(client, { subscriptionId, overrides: { replaced: [fee], removed: ['tokens'] } });
    const [first, last] = [subscription.segments[0], subscription.segments.at(-1)];
    expect(last?.overrides?.replaced[0]?.id).toBe(first?.overrides?.replaced[0]?.id);
    expect(last?.planVersion.prices.map(({ code }) => code)).toEqual(['fee', 'seats', 'minimum-commitment']);
    const { userErrors } = await client.mutate('issueInvoice', { idempotencyKey: 'nothing', customerExternalId: 'acme' }, 'replayed');
    expect(userErrors.map(({ code }) => code)).toEqual(['NOTHING_TO_INVOICE']);
    // An override that says what the plan says is the plan's own price.
    const { subscription: restated } = await override(client, { subscriptionId, overrides: { replaced: [FEE], removed: ['tokens'] } });
    const { plan } = await client.ask<{ plan: { currentVersion: { prices: { id: string }[] } } }>('{ plan(code: "plan") { currentVersion { prices { id } } } }');
    expect(restated.segments.at(-1)?.planVersion.prices[0]?.id).toBe(plan.currentVersion.prices[0]?.id);
    await expectValid(client);
  });

  it('overridePrices: tiers carried over are charged and explained, and begin anew without a word', async () => {
    const { client, subscriptionId } = await start(api, { removed: ['fee', 'seats'] });
    await use(client, ['01-05', 800], ['01-15', 500]);
    await advance(client, '2026-01-11T00:00:00Z');
    const change = { subscriptionId, overrides: { removed: ['fee', 'seats'], replaced: [DEAR] } };
    const { subscription } = await override(client, { ...change, tiers: 'CARRY_OVER' });
    expect(subscription.segments).toMatchObject([{ tiers: null }, { tiers: 'CARRY_OVER' }]);
    // 800 x 0.01 = 8.00. The new price makes 1000 x 0.02 + 300 x 0.01 = 23.00 of 1300 and 16.00 of 800: 7.00.
    const invoice = await issueAt(client, '2026-02-01T00:00:00Z');
    expect(amounts(invoice)).toEqual(['tokens 500 7.00', 'tokens 800 8.00']);
    expect(invoice.lines.nodes.find(({ quantity }) => quantity === '500')?.explain).toMatchObject({
      exactAmount: '7',
      steps: [{ kind: 'TIER', amount: '20' }, { kind: 'TIER', amount: '3' }, { kind: 'CARRIED', label: 'the same for 800 used before the change', amount: '-16' }],
    });
    // Had they begun anew, 500 x 0.02 = 10.00: recorded for the same time, 3.00 more.
    await override(client, { ...change, at: '2026-01-11T00:00:00Z', overrides: { removed: ['fee', 'seats'] } });
    await override(client, { ...change, at: '2026-01-11T00:00:00Z' });
    expect(amounts(await issueAt(client, '2026-02-02T00:00:00Z'))).toEqual(['tokens 0 3.00']);
    await expectValid(client);
  });

  it('changePlan: takes overrides of the plan it moves to, and drops those of the one it leaves', async () => {
    const { client, subscriptionId } = await start(api, { removed: ['seats'] });
    await client.must('createPlan', { code: 'next', currency: 'USD', interval: { unit: 'MONTH' }, prices: [FEE, SEATS] }, 'replayed');
    await client.must('changePlan', { idempotencyKey: 'c1', subscriptionId, planCode: 'next', overrides: { added: [{ code: 'more', model: { flat: { amount: '1.00' } } }] } }, 'replayed');
    expect(amounts(await issueAt(client, '2026-01-01T00:00:00Z'))).toEqual(['fee - 31.00', 'more - 1.00', 'seats 1 6.20']);
    await client.must('changePlan', { idempotencyKey: 'c2', subscriptionId, planCode: 'next' }, 'replayed');
    expect(amounts(await issueAt(client, '2026-01-01T00:00:01Z'))).toEqual(['more - -1.00']);
    await expectValid(client);
  });

  it('overridePrices: refuses what cannot be, by code and field, and writes nothing', async () => {
    const { client, subscriptionId } = await start(api);
    await client.must('cancelSubscription', { idempotencyKey: 'end', subscriptionId, at: '2026-06-01T00:00:00Z' }, 'replayed');
    const commitment = { code: 'minimum-commitment', model: { flat: { amount: '1' } } };
    const state = () => client.ask(`{ subscriptions { nodes { ${SEGMENTS} } } plans { nodes { versions { number } } } }`);
    const before = await state();
    const told: unknown[] = [];
    const cases: readonly (readonly [object, string])[] = [
      [{ subscriptionId: 'sub_none', overrides: {} }, 'NOT_FOUND input.subscriptionId'],
      [{ overrides: {}, effective: 'AT' }, 'REQUIRED input.at'],
      [{ overrides: {}, at: '2025-12-31T00:00:00Z' }, 'OUT_OF_RANGE input.at'],
      [{ overrides: {}, at: '2026-06-01T00:00:00Z' }, 'INVALID_STATE '],
      [{ overrides: {} }, 'INVALID_STATE input.overrides'],
      [{ overrides: { replaced: [{ ...FEE, code: 'none' }] } }, 'NOT_FOUND input.overrides.replaced.0.code'],
      [{ overrides: { replaced: [FEE, FEE] } }, 'CONFLICT input.overrides.replaced.1.code'],
      [{ overrides: { replaced: [FEE], removed: ['fee'] } }, 'CONFLICT input.overrides.removed.0'],
      [{ overrides: { added: [FEE] } }, 'CONFLICT input.overrides.added.0.code'],
      [{ overrides: { added: [{ ...FEE, code: 'x', meterCode: 'none' }] } }, 'NOT_FOUND input.overrides.added.0.meterCode'],
      [{ overrides: { replaced: [{ ...TOKENS, meterCode: 'other' }] } }, 'INVALID_VALUE input.overrides.replaced.0.meterCode'],
      [{ overrides: { replaced: [{ ...TOKENS, model: { graduated: { tiers: [] } } }] } }, 'INVALID_TIERS input.overrides.replaced.0.model.graduated.tiers'],
      [{ overrides: { replaced: [{ ...FEE, model: { flat: { amount: '-1' } } }] } }, 'OUT_OF_RANGE input.overrides.replaced.0.model.flat.amount'],
      [{ overrides: { replaced: [commitment] } }, 'INVALID_VALUE input.overrides.replaced.0.code'],
      [{ overrides: { removed: ['none'] } }, 'NOT_FOUND input.overrides.removed.0'],
      [{ overrides: { removed: ['fee', 'seats', 'tokens'] } }, 'REQUIRED input.overrides'],
      [{ overrides: { removed: ['seats'] }, quantities: [{ priceCode: 'seats', quantity: '1' }] }, 'NOT_FOUND input.quantities.0.priceCode'],
    ];
    for (const [index, [input]] of cases.entries()) {
      const { userErrors } = await client.mutate('overridePrices', { idempotencyKey: `refused ${index}`, subscriptionId, ...input }, '__typename');
      told.push(userErrors.map(({ code, path }) => `${code} ${path.join('.')}`).join());
    }
    expect(told).toEqual(cases.map(([, refusal]) => refusal));
    expect(await state()).toEqual(before);
  });

  it('overridePrices: once for a key, and another intent is a conflict', async () => {
    const { client, subscriptionId } = await start(api);
    const input = { idempotencyKey: 'k', subscriptionId, overrides: { removed: ['seats'] } };
    const answers = await Promise.all(Array.from({ length: 4 }, () => client.must<Changed>('overridePrices', input, CHANGED)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const { userErrors } = await client.mutate('overridePrices', { ...input, overrides: { removed: ['fee'] } }, 'replayed');
    expect(userErrors.map(({ code }) => code)).toEqual(['IDEMPOTENCY_CONFLICT']);
  });
});
