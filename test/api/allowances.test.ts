/** Allowances of plans over HTTP, on every engine: owed before they are posted, gone on with, ended and brought back by changes of the subscription. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeIdOf } from '../../src/graphql/nodeId.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { findDueCredit, postDueCredit } from '../../src/services/postDueCredit.ts';
import { ApiClient, type TestApi, configOf, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, MARCH, advance, createMeters, record } from '../support/shop.ts';
import { expectSound } from '../support/wallet.ts';

const APRIL = '2026-04-01T00:00:00Z';
const TOKENS = { code: 'tokens', meterCode: 'tokens', model: { perUnit: { unitAmount: '0.01' } } };
/** 8.00 a month, of which 3.00 may go over. */
const INCLUDED = { code: 'included', name: 'Included tokens', amount: '8.00', scope: { meterCodes: ['tokens'] }, rollover: { maximumAmount: '3.00' } };
const STARTER = { code: 'starter', currency: 'USD', interval: { unit: 'MONTH' }, prices: [TOKENS] };

interface Row {
  readonly status: string;
  readonly startsAt: string;
  readonly expiresAt: string;
  readonly allowance: { readonly code: string; readonly name: string; readonly part: string; readonly subscription: { readonly id: string }; readonly planVersion: { readonly number: number } };
  readonly granted: Money;
  readonly burned: Money;
  readonly expired: Money;
  readonly remaining: Money;
}
type Money = { readonly amount: string };
const LOT = 'status startsAt expiresAt allowance { code name part subscription { id } planVersion { number } } granted { amount } burned { amount } expired { amount } remaining { amount }';
const tell = ({ allowance, status, startsAt, expiresAt, granted, burned, expired, remaining }: Row) =>
  `${allowance.code} ${allowance.part} ${startsAt.slice(0, 10)} ${expiresAt.slice(0, 10)} ${status} ${[granted, burned, expired, remaining].map(({ amount }) => amount).join(' ')}`;

interface Wallet {
  readonly balance: Money;
  readonly projectedBalance: Money;
  readonly owed: readonly Row[];
  readonly grants: { readonly nodes: readonly Row[] };
}
const wallet = async (client: ApiClient, externalId = 'acme'): Promise<Wallet> =>
  (await client.ask<{ customer: { credits: Wallet } }>(`query($e: String!) { customer(externalId: $e) { credits { balance { amount } projectedBalance { amount } owed { ${LOT} } grants(first: 50) { nodes { ${LOT} } } } } }`, { e: externalId })).customer.credits;
/** Posted and owed, in the order in which they begin. */
const lots = async (client: ApiClient, externalId = 'acme') => {
  const { grants, owed } = await wallet(client, externalId);
  return [...grants.nodes, ...owed].map(tell).sort((a, b) => a.split(' ')[2]!.localeCompare(b.split(' ')[2]!) || a.localeCompare(b));
};
const credits = async (client: ApiClient, idempotencyKey: string) => (await client.must<{ invoice: { credits: Money } }>('issueInvoice', { idempotencyKey, customerExternalId: 'acme' }, 'invoice { credits { amount } }')).invoice.credits.amount;
const usage = (key: string, n: number, occurredAt: string) => ({ key, customerExternalId: 'acme', eventName: 'completion', occurredAt, properties: { n, model: 'small' } });

describe.each(dialectsUnderTest())('allowances on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi(dialect);
  });
  afterAll(() => api.stop());

  it('allowances: follow a subscription, whoever posts them and whatever becomes known', async () => {
    let client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createMeters(client);
    for (const plan of [
      { ...STARTER, allowances: [INCLUDED] }, { ...STARTER, code: 'bare' },
      { ...STARTER, code: 'plus', allowances: [INCLUDED, { code: 'bonus', amount: '31.00', priority: 10, proration: 'BY_TIME', scope: { priceCodes: ['tokens'] } }] },
    ]) await client.must('createPlan', plan, 'replayed');
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme' }, 'replayed');
    const { subscription: { id: subscriptionId } } = await client.must<{ subscription: { id: string } }>('createSubscription', { idempotencyKey: 's', customerExternalId: 'acme', planCode: 'starter', startAt: FEBRUARY }, 'subscription { id }');
    const change = async (key: string, planCode: string, when: object) => await client.must('changePlan', { idempotencyKey: key, subscriptionId, planCode, ...when }, 'replayed');

    // Nothing is posted, and everything counts: 800 tokens for 8.00.
    const { balance, grants, owed } = await wallet(client);
    expect([balance.amount, grants.nodes.length, owed.map(tell)]).toEqual(['8.00', 0, ['included BASE 2026-02-01 2026-03-01 ACTIVE 5.00 0.00 0.00 5.00', 'included ROLLOVER 2026-02-01 2026-04-01 ACTIVE 3.00 0.00 0.00 3.00']]);
    expect(owed[0]?.allowance).toEqual({ code: 'included', name: 'Included tokens', part: 'BASE', subscription: { id: subscriptionId }, planVersion: { number: 1 } });
    expect(await client.ask<object>('{ less: canSpend(input: { customerExternalId: "acme", meterCode: "tokens", quantity: "800" }) { isAllowed } more: canSpend(input: { customerExternalId: "acme", meterCode: "tokens", quantity: "801" }) { isAllowed } }')).toEqual({ less: { isAllowed: true }, more: { isAllowed: false } });

    await record(client, [usage('february', 300, '2026-02-10T12:00:00Z')]);
    await advance(client, MARCH);
    expect(await credits(client, 'i1')).toBe('-3.00');
    const february = ['included BASE 2026-02-01 2026-03-01 EXPIRED 5.00 3.00 2.00 0.00', 'included ROLLOVER 2026-02-01 2026-04-01 ACTIVE 3.00 0.00 0.00 3.00'];
    const march = ['included BASE 2026-03-01 2026-04-01 ACTIVE 5.00 0.00 0.00 5.00', 'included ROLLOVER 2026-03-01 2026-05-01 ACTIVE 3.00 0.00 0.00 3.00'];
    expect(await lots(client)).toEqual([...february, ...march]);

    await client.must('createCreditAlert', { idempotencyKey: 'alert', customerExternalId: 'acme', threshold: '5.00' }, 'replayed');
    // On 16 March it turns out that there was no allowance since the 10th: the three lots end there, 3.00 and 5.00 and 3.00, once.
    await advance(client, '2026-03-16T00:00:00Z');
    await change('c1', 'bare', { effective: 'AT', at: '2026-03-10T00:00:00Z' });
    const ended = [february[0], 'included ROLLOVER 2026-02-01 2026-03-10 EXPIRED 3.00 0.00 3.00 0.00', 'included BASE 2026-03-01 2026-03-10 EXPIRED 5.00 0.00 5.00 0.00', 'included ROLLOVER 2026-03-01 2026-03-10 EXPIRED 3.00 0.00 3.00 0.00'];
    expect([(await wallet(client)).balance.amount, await lots(client)]).toEqual(['0.00', ended]);
    const { viewer } = await client.ask<{ viewer: { tenant: { id: string } } }>('{ viewer { tenant { id } } }');
    await api.stop({ keepDatabase: true });
    const engine = await openEngine(configOf(api.database));
    const posted: number[] = [];
    for await (const owner of findDueCredit(engine, decodeIdOf('ten', viewer.tenant.id)![0])) posted.push(...(await Promise.all([1, 2].map(() => postDueCredit(engine, owner)))));
    await closeEngine(engine);
    expect(posted.sort()).toEqual([0, 3]);
    api = await startApi(dialect, { database: api.database });
    client = new ApiClient(api.url, client.key);
    expect(await lots(client)).toEqual(ended);

    // Taken back: they are there again. Plus has the very same allowance, which goes on, and one more for 16 of 31 days.
    await change('c2', 'starter', { effective: 'AT', at: '2026-03-10T00:00:00Z' });
    expect([(await wallet(client)).balance.amount, await lots(client)]).toEqual(['11.00', [...february, ...march]]);
    // Each change is looked at when it is made.
    expect(await client.ask<object>('{ creditAlerts { nodes { events { kind balance { amount } } } } }')).toEqual({ creditAlerts: { nodes: [{ events: [{ kind: 'REARMED', balance: { amount: '11.00' } }, { kind: 'FIRED', balance: { amount: '0.00' } }] }] } });
    await record(client, [usage('march', 2_000, '2026-03-20T12:00:00Z')]);
    const { previewPlanChange } = await client.ask<{ previewPlanChange: { nextInvoice: { credits: Money } } }>('query($i: PreviewPlanChangeInput!) { previewPlanChange(input: $i) { nextInvoice { credits { amount } } } }', { i: { subscriptionId, planCode: 'plus', effective: 'NOW' } });
    await change('c3', 'plus', { effective: 'NOW' });
    expect(await lots(client)).toEqual([...february, ...march, 'bonus BASE 2026-03-16 2026-04-01 ACTIVE 16.00 0.00 0.00 16.00']);
    await advance(client, APRIL);
    // 2,000 tokens for 20.00: 16.00 of the bonus, 3.00 that came over, 1.00 of March.
    expect([previewPlanChange.nextInvoice.credits.amount, await credits(client, 'i2')]).toEqual(['-20.00', '-20.00']);
    const spent = [
      february[0], 'included ROLLOVER 2026-02-01 2026-04-01 USED 3.00 3.00 0.00 0.00',
      'included BASE 2026-03-01 2026-04-01 EXPIRED 5.00 1.00 4.00 0.00', march[1], 'bonus BASE 2026-03-16 2026-04-01 USED 16.00 16.00 0.00 0.00',
    ];
    expect(await lots(client)).toEqual([...spent, 'bonus BASE 2026-04-01 2026-05-01 ACTIVE 31.00 0.00 0.00 31.00', 'included BASE 2026-04-01 2026-05-01 ACTIVE 5.00 0.00 0.00 5.00', 'included ROLLOVER 2026-04-01 2026-06-01 ACTIVE 3.00 0.00 0.00 3.00']);
    await client.must('cancelSubscription', { idempotencyKey: 'c4', subscriptionId, effective: 'NOW' }, 'replayed');
    expect((await wallet(client)).balance.amount).toBe('0.00');
    await expectSound(client);
  });

  it('allowances: versions say them, bad ones are refused with nothing written, and a migration goes on with them', async () => {
    const client = await api.createTenant({ sandboxClock: MARCH });
    await createMeters(client);
    await client.must('createCreditUnit', { code: 'COINS', decimals: 1, rates: [{ currency: 'USD', moneyPerUnit: '0.07' }] }, 'replayed');
    const coins = { code: 'coins', amount: '100.5', unit: 'COINS', interval: { unit: 'WEEK' }, rollover: { percentage: '25' } };
    await client.must('createPlan', { ...STARTER, allowances: [INCLUDED, coins] }, 'replayed');
    const versions = async () => (await client.ask<{ plan: { versions: object[] } }>('{ plan(code: "starter") { versions { allowances { code name amount { amount } units { amount unitCode } interval { unit count } priority scope { meterCodes priceCodes } rollover { maximumAmount { amount } maximumUnits percentage intervals } proration } } } }')).plan.versions;
    const first = {
      allowances: [
        { code: 'included', name: 'Included tokens', amount: { amount: '8.00' }, units: null, interval: null, priority: 50, scope: { meterCodes: ['tokens'], priceCodes: null }, rollover: { maximumAmount: { amount: '3.00' }, maximumUnits: null, percentage: null, intervals: 1 }, proration: 'NONE' },
        { code: 'coins', name: 'coins', amount: { amount: '7.03' }, units: { amount: '100.5', unitCode: 'COINS' }, interval: { unit: 'WEEK', count: 1 }, priority: 50, scope: null, rollover: { maximumAmount: null, maximumUnits: null, percentage: '25', intervals: 1 }, proration: 'NONE' },
      ],
    };
    for (const [refusal, ...allowances] of [['OUT_OF_RANGE input.allowances.0.amount', { ...INCLUDED, amount: '0' }], ['NOT_FOUND input.allowances.1.unit', INCLUDED, { ...coins, unit: 'BONES' }], ['NOT_FOUND input.allowances.0.scope.priceCodes.0', { ...INCLUDED, scope: { priceCodes: ['fee'] } }], ['CONFLICT input.allowances.1.code', INCLUDED, INCLUDED]]) {
      const { userErrors } = await client.mutate('publishPlanVersion', { ...STARTER, allowances }, 'replayed');
      expect(userErrors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([refusal]);
    }
    expect(await versions()).toEqual([first]);

    await client.must('createCustomer', { externalId: 'acme', name: 'Acme' }, 'replayed');
    await client.must('createSubscription', { idempotencyKey: 's', customerExternalId: 'acme', planCode: 'starter', startAt: MARCH }, 'replayed');
    const before = await lots(client);
    // Whoever grants credit posts nothing of it, and an invoice does; 100.5 coins a week, of which 25.1 go over.
    expect(before).toEqual(['coins BASE 2026-03-01 2026-03-02 ACTIVE 5.27 0.00 0.00 5.27', 'coins ROLLOVER 2026-03-01 2026-03-09 ACTIVE 1.75 0.00 0.00 1.75', 'included BASE 2026-03-01 2026-04-01 ACTIVE 5.00 0.00 0.00 5.00', 'included ROLLOVER 2026-03-01 2026-05-01 ACTIVE 3.00 0.00 0.00 3.00']);
    await client.must('publishPlanVersion', { ...STARTER, prices: [{ ...TOKENS, model: { perUnit: { unitAmount: '0.02' } } }], allowances: [{ ...INCLUDED, name: 'More tokens' }] }, 'replayed');
    await advance(client, '2026-03-01T12:00:00Z');
    await client.must('migrateSubscriptions', { idempotencyKey: 'm', planCode: 'starter', toVersion: 2, effective: 'NOW' }, 'replayed');
    // The week's coins end with the version that has them; what is included goes on.
    expect(await lots(client)).toEqual(['coins BASE 2026-03-01 2026-03-01 EXPIRED 5.27 0.00 5.27 0.00', 'coins ROLLOVER 2026-03-01 2026-03-01 EXPIRED 1.75 0.00 1.75 0.00', ...before.slice(2)]);
  });
});
