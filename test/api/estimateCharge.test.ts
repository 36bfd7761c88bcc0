/** `estimateCharge` over HTTP, and the same prices charged for real: both in the same words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';

const EXPLAIN = 'explain { model quantity steps { kind label quantity unitAmount flatAmount amount } exactAmount roundedAmount { amount } }';
const ESTIMATE = `query($input: EstimateChargeInput!) { estimateCharge(input: $input) { amount { amount currency minorUnits } exactAmount ${EXPLAIN} } }`;
const LINES = `invoice { lines { nodes { description amount { amount } price { unitConversion { divideBy rounding } } ${EXPLAIN} } } }`;

const CALLS = { code: 'calls', model: { dynamic: { amountProperty: 'cost' } } };
const TOKENS = { code: 'tokens', unitConversion: { divideBy: '1000', rounding: 'UP' }, includedUnits: '1', model: { perUnit: { unitAmount: '0.25' } } };

interface Explanation {
  readonly model: string;
  readonly quantity: string | null;
  readonly steps: readonly { readonly kind: string; readonly label: string; readonly amount: string }[];
  readonly exactAmount: string;
  readonly roundedAmount: { readonly amount: string };
}
interface Line {
  readonly description: string;
  readonly amount: { readonly amount: string };
  readonly price: { readonly unitConversion: object | null };
  readonly explain: Explanation;
}

const stepsOf = ({ steps }: Explanation) => steps.map(({ kind, amount }) => `${kind} ${amount}`);

describe.each(dialectsUnderTest())('estimateCharge on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: '2026-01-01T00:00:00Z' });
  });
  afterAll(() => api.stop());

  it('estimateCharge: gives the amount, the exact amount and every step, and reads nothing', async () => {
    // 10.00 / 3 = 3.333... to 30 digits
    const input = { price: { code: 'fee', model: { flat: { amount: '10.00' } } }, currency: 'USD', fractionOf: { numerator: '1', denominator: '3' } };
    const exact = `3.${'3'.repeat(30)}`;
    let answer: unknown;
    const statements = await api.countStatements(async () => {
      answer = await client.ask(ESTIMATE, { input });
    });
    expect(answer).toEqual({
      estimateCharge: {
        amount: { amount: '3.33', currency: 'USD', minorUnits: '333' },
        exactAmount: exact,
        explain: {
          model: 'flat',
          quantity: null,
          steps: [
            { kind: 'FLAT', label: 'flat amount', quantity: null, unitAmount: null, flatAmount: '10', amount: '10' },
            { kind: 'PRORATION', label: 'prorated 1/3', quantity: null, unitAmount: null, flatAmount: null, amount: `-6.${'6'.repeat(29)}7` },
          ],
          exactAmount: exact,
          roundedAmount: { amount: '3.33' },
        },
      },
    });
    // Only the key is looked up.
    expect(statements.filter((statement) => !/api_keys|tenants/i.test(statement))).toEqual([]);
  });

  it('estimateCharge: a refusal names the field, in the words of userErrors', async () => {
    const refused = async (input: object) => {
      const { errors } = await client.send(ESTIMATE, { input: { price: { code: 'a', model: { perUnit: { unitAmount: '1' } } }, currency: 'USD', ...input } });
      return errors?.map(({ extensions }) => [extensions['code'], extensions['errorCode'], extensions['path']]);
    };
    const tiers = [{ upTo: null, unitAmount: '1' }, { upTo: null, unitAmount: '1' }];
    expect(await refused({})).toEqual([['BAD_USER_INPUT', 'REQUIRED', ['input', 'quantity']]]);
    expect(await refused({ quantity: '1', currency: 'XXY' })).toEqual([['BAD_USER_INPUT', 'UNKNOWN_CURRENCY', ['input', 'currency']]]);
    expect(await refused({ price: { code: 'a', model: { volume: { tiers } } }, quantity: '1' })).toEqual([
      ['BAD_USER_INPUT', 'INVALID_TIERS', ['input', 'price', 'model', 'volume', 'tiers', '0', 'upTo']],
    ]);
    expect(await refused({ quantity: '1', fractionOf: { numerator: '2', denominator: '1' } })).toEqual([
      ['BAD_USER_INPUT', 'OUT_OF_RANGE', ['input', 'fractionOf', 'numerator']],
    ]);
  });

  it('estimateCharge: what is estimated is what is then charged, and explained alike', async () => {
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme', currency: 'USD', timeZone: 'UTC' }, 'replayed');
    await client.must('createMeter', { code: 'calls', eventName: 'call', aggregation: 'COUNT' }, 'replayed');
    await client.must('createMeter', { code: 'tokens', eventName: 'call', aggregation: 'SUM', valueProperty: 'tokens' }, 'replayed');
    const prices = [{ ...CALLS, meterCode: 'calls' }, { ...TOKENS, meterCode: 'tokens' }];
    await client.must('createPlan', { code: 'metered', currency: 'USD', interval: { unit: 'MONTH' }, prices }, 'replayed');
    await client.must('createSubscription', { idempotencyKey: 's1', customerExternalId: 'acme', planCode: 'metered', startAt: '2026-01-01T00:00:00Z' }, 'replayed');
    const event = (key: string, properties: object) => ({ key, customerExternalId: 'acme', eventName: 'call', occurredAt: '2026-01-05T00:00:00Z', properties });
    const events = [event('a', { tokens: 1500, cost: '0.105' }), event('b', { tokens: 1001, cost: 0.1 }), event('c', { tokens: 0 })];
    await client.must('recordUsage', { events }, 'counts { accepted }');
    await client.must('advanceClock', { to: '2026-02-01T00:00:00Z' }, 'clock { now }');
    const issued = await client.must<{ invoice: { lines: { nodes: Line[] } } }>('issueInvoice', { idempotencyKey: 'i1', customerExternalId: 'acme' }, LINES);
    const [calls, tokens] = issued.invoice.lines.nodes;

    // 0.105 + 0.1 = 0.205, rounded to 0.21; the third call does not say what it costs.
    expect([calls?.description, calls?.amount.amount, calls?.explain.quantity, calls && stepsOf(calls.explain)]).toEqual(['calls', '0.21', '3', ['DYNAMIC 0.205', 'UNPRICED 0']]);
    // 2,501 tokens are 3 started thousands, 1 is included: 2 x 0.25
    expect([tokens?.description, tokens?.amount.amount, tokens?.explain.quantity, tokens && stepsOf(tokens.explain)]).toEqual(['tokens', '0.50', '2501', ['CONVERTED 0', 'INCLUDED 0', 'UNIT 0.5']]);
    expect([calls?.price.unitConversion, tokens?.price.unitConversion]).toEqual([null, { divideBy: '1000', rounding: 'UP' }]);

    const { estimateCharge } = await client.ask<{ estimateCharge: { explain: Explanation } }>(ESTIMATE, { input: { price: TOKENS, currency: 'USD', quantity: '2501' } });
    expect(estimateCharge.explain).toEqual(tokens?.explain);
    const { ledgerVerification } = await client.ask<{ ledgerVerification: object }>('{ ledgerVerification { isValid findings { message } } }');
    expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
  });
});
