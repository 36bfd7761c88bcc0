/** Recurring grants and alerts over HTTP, on every engine: owed before they are posted, posted once, rolled over, ended; a crossing fires once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeIdOf } from '../../src/graphql/nodeId.ts';
import { postAllCredit } from '../../src/jobs/credits.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import type { Engine } from '../../src/services/engine.ts';
import { findDueCredit, postDueCredit } from '../../src/services/postDueCredit.ts';
import { ApiClient, type TestApi, configOf, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, MARCH, advance, completion, createCatalog, createSubscriber, record } from '../support/shop.ts';

const APRIL = '2026-04-01T00:00:00Z';
const MAY = '2026-05-01T00:00:00Z';

interface Wallet {
  readonly balance: { readonly amount: string };
  readonly projectedBalance: { readonly amount: string };
  readonly owed: readonly Row[];
  readonly grants: { readonly nodes: readonly Row[] };
}
type Row = Record<'status' | 'startsAt' | 'expiresAt' | 'recurringPart', string> & Record<'granted' | 'burned' | 'expired' | 'remaining', { readonly amount: string }> & { readonly journal: { readonly effectiveAt: string } };

const LOT = 'status startsAt expiresAt recurringPart granted { amount } burned { amount } expired { amount } remaining { amount } journal { effectiveAt }';
const wallet = async (client: ApiClient): Promise<Wallet> =>
  (await client.ask<{ customer: { credits: Wallet } }>(`{ customer(externalId: "acme") { credits { balance { amount } projectedBalance { amount } owed { ${LOT} } grants(first: 100) { nodes { ${LOT} } } } } }`)).customer.credits;
const tell = ({ startsAt, recurringPart, status, ...lot }: Row) => `${startsAt.slice(0, 10)} ${recurringPart} ${status} ${lot.granted.amount} ${lot.burned.amount} ${lot.expired.amount} ${lot.remaining.amount}`;
const lots = async (client: ApiClient) => (await wallet(client)).grants.nodes.map(tell).sort();
const credits = async (client: ApiClient, key: string) => (await client.must<{ invoice: { credits: { amount: string } } }>('issueInvoice', { idempotencyKey: key, customerExternalId: 'acme' }, 'invoice { credits { amount } }')).invoice.credits.amount;
/** Name and state of a customer's newest alert, and its record. */
async function alerts(client: ApiClient, externalId = 'acme'): Promise<string[]> {
  const { creditAlerts } = await client.ask<{ creditAlerts: { nodes: { name: string; state: string; events: { kind: string; balance: { amount: string } }[] }[] } }>('query($e: String!) { creditAlerts(filter: { customerExternalId: $e }, first: 1) { nodes { name state events { kind balance { amount } occurredAt } } } }', { e: externalId });
  const [newest] = creditAlerts.nodes;
  return [`${newest?.name} ${newest?.state}`, ...(newest?.events ?? []).toReversed().map(({ kind, balance }, index) => `${index + 1} ${kind} ${balance.amount}`)];
}

const inMonth = (key: string, n: number, month: number) => ({ ...completion('acme', key, n), occurredAt: `2026-0${month}-10T12:00:00Z` });

describe.each(dialectsUnderTest())('recurring grants and alerts on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi(dialect);
  });
  afterAll(() => api.stop());

  /** Works on the database while no server does. */
  const offline = async (work: (engine: Engine) => Promise<void>): Promise<void> => {
    await api.stop({ keepDatabase: true });
    const engine = await openEngine(configOf(api.database));
    await work(engine).finally(() => closeEngine(engine));
    api = await startApi(dialect, { database: api.database });
  };

  it('credit alerts: two draws at once fire once, and what was given rearms', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    const { grant } = await client.must<{ grant: { id: string } }>('grantCredits', { idempotencyKey: 'g1', customerExternalId: 'acme', amount: '50.00', scope: { meterCodes: ['tokens'] } }, 'grant { id }');
    const { creditAlert } = await client.must<{ creditAlert: { id: string; state: string } }>('createCreditAlert', { idempotencyKey: 'alert', customerExternalId: 'acme', threshold: '25', name: 'half' }, 'creditAlert { id state threshold { amount } events { kind } }');
    expect(creditAlert).toEqual({ id: expect.any(String), state: 'ARMED', threshold: { amount: '25.00' }, events: [] });
    // 50.00 less three times 10.00, in whatever order: 40.00, 30.00, 20.00.
    await Promise.all([1, 2, 3].map((n) => client.must('voidGrant', { idempotencyKey: `v${n}`, grantId: grant.id, amount: '10.00' }, 'replayed')));
    await client.must('voidGrant', { idempotencyKey: 'v4', grantId: grant.id, amount: '5.00' }, 'replayed');
    await client.must('grantCredits', { idempotencyKey: 'g2', customerExternalId: 'acme', amount: '10.00' }, 'replayed');
    // 25.00 is not below 25.00. An invoice over the fees of January and February draws 10.00 of what is not for tokens.
    expect(await alerts(client)).toEqual(['half ARMED', '1 FIRED 20.00', '2 REARMED 25.00']);
    expect(await credits(client, 'i1')).toBe('-10.00');
    expect(await alerts(client)).toEqual(['half FIRED', '1 FIRED 20.00', '2 REARMED 25.00', '3 FIRED 15.00']);
    await client.must('removeCreditAlert', { idempotencyKey: 'r', creditAlertId: creditAlert.id }, 'creditAlert { state }');
    await client.must('grantCredits', { idempotencyKey: 'g3', customerExternalId: 'acme', amount: '100.00' }, 'replayed');
    expect((await alerts(client)).slice(3)).toEqual(['3 FIRED 15.00', '4 REMOVED 15.00']);
    const { userErrors } = await client.mutate('removeCreditAlert', { idempotencyKey: 'again', creditAlertId: creditAlert.id }, 'replayed');
    expect(userErrors.map(({ code }) => code)).toEqual(['INVALID_STATE']);

    // Nothing from the 10th to the 20th, and nobody looked; the first posting after it does. A payment that makes credit usable is a rise too.
    await client.must('createCustomer', { externalId: 'gap', name: 'Gap' }, 'replayed');
    for (const [key, times] of [['g4', { expiresAt: '2026-02-10T00:00:00Z' }], ['g5', { startsAt: '2026-02-20T00:00:00Z', expiresAt: MARCH }]] as const) await client.must('grantCredits', { idempotencyKey: key, customerExternalId: 'gap', amount: '30.00', ...times }, 'replayed');
    await client.must('createCreditAlert', { idempotencyKey: 'gap', customerExternalId: 'gap', threshold: '25', name: 'gap' }, 'replayed');
    await advance(client, MARCH);
    await client.must('purchaseCredits', { idempotencyKey: 'p1', customerExternalId: 'gap', amount: '40.00', usable: 'ON_PAYMENT' }, 'replayed');
    await client.must('recordPayment', { idempotencyKey: 'p2', customerExternalId: 'gap', amount: '40.00', currency: 'USD' }, 'replayed');
    expect(await alerts(client, 'gap')).toEqual(['gap ARMED', '1 FIRED 0.00', '2 REARMED 30.00', '3 FIRED 0.00', '4 REARMED 40.00']);
    const LOTS = 'lots { openingBalance { amount } granted { amount } burned { amount } expired { amount } voided { amount } transferred { amount } closingBalance { amount } }';
    const { customer } = await client.ask<{ customer: Record<string, { lots: Record<string, { amount: string }> }> }>(`{ customer(externalId: "gap") { february: statement(from: "${FEBRUARY}", to: "${MARCH}") { ${LOTS} } march: statement(from: "${MARCH}", to: "${APRIL}") { ${LOTS} } } }`);
    // Of 60.00 granted 30.00 expire on 10 February and 30.00 on 1 March; then 40.00 are bought.
    expect(['february', 'march'].map((month) => Object.values(customer[month]?.lots ?? {}).map(({ amount }) => amount).join(' '))).toEqual(['0.00 60.00 0.00 30.00 0.00 0.00 30.00', '30.00 40.00 0.00 30.00 0.00 0.00 40.00']);
  });

  it('recurring grants in a unit: both parts in it, also while they are owed', async () => {
    const client = await api.createTenant({ sandboxClock: MARCH });
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme' }, 'replayed');
    await client.must('createCreditUnit', { code: 'TOKENS', decimals: 1, rates: [{ currency: 'USD', moneyPerUnit: '0.07' }] }, 'replayed');
    const input = { idempotencyKey: 'r', customerExternalId: 'acme', amount: '100.5', unit: 'TOKENS', interval: { unit: 'MONTH' }, rollover: { maximumAmount: '25.1' } };
    const { recurringGrant } = await client.must<{ recurringGrant: object }>('createRecurringGrant', input, 'recurringGrant { amount { amount } units { amount unitCode } rollover { maximumAmount { amount } maximumUnits percentage } }');
    expect(recurringGrant).toEqual({ amount: { amount: '7.03' }, units: { amount: '100.5', unitCode: 'TOKENS' }, rollover: { maximumAmount: null, maximumUnits: '25.1', percentage: null } });
    // 25.1 tokens for 1.75 go over, 75.4 for 5.27 do not.
    await client.must('publishCreditUnitRate', { code: 'TOKENS', currency: 'USD', moneyPerUnit: '0.50', effectiveFrom: MARCH }, 'replayed');
    const inTokens = async () => (await client.ask<{ customer: { credits: object } }>('{ customer(externalId: "acme") { credits { balance { amount } unitBalances { amount } projectedUnitBalances { amount } owed { granted { amount } inUnits { granted moneyPerUnit } } grants { nodes { granted { amount } inUnits { granted } } } } } }')).customer.credits;
    expect(await inTokens()).toEqual({
      balance: { amount: '7.02' }, unitBalances: [{ amount: '100.5' }], projectedUnitBalances: [{ amount: '100.5' }], owed: [],
      grants: { nodes: [{ granted: { amount: '1.75' }, inUnits: { granted: '25.1' } }, { granted: { amount: '5.27' }, inUnits: { granted: '75.4' } }] },
    });
    await advance(client, APRIL);
    // At the rate at which the rule was made: 25.1 that came over, and 100.5.
    expect(await inTokens()).toMatchObject({
      balance: { amount: '8.77' }, unitBalances: [{ amount: '125.6' }], projectedUnitBalances: [{ amount: '125.6' }],
      owed: [{ granted: { amount: '5.27' }, inUnits: { granted: '75.4', moneyPerUnit: '0.07' } }, { granted: { amount: '1.75' }, inUnits: { granted: '25.1', moneyPerUnit: '0.07' } }],
    });
  });

  it('recurring grants: whether the job posts them or the next invoice, they are the same lots; what is left goes over', async () => {
    const keys: string[] = [];
    const rules: string[] = [];
    for (const name of ['invoiced', 'posted']) {
      const client = await api.createTenant({ sandboxClock: FEBRUARY, name });
      keys.push(client.key);
      await createCatalog(client);
      await createSubscriber(client, 'acme');
      const input = { idempotencyKey: 'rule', customerExternalId: 'acme', amount: '8.00', anchor: 'CALENDAR', interval: { unit: 'MONTH' }, rollover: { maximumAmount: '3.00' }, scope: { meterCodes: ['tokens'] } };
      const { recurringGrant } = await client.must<{ recurringGrant: { id: string } }>('createRecurringGrant', input, 'recurringGrant { id amount { amount } endAt rollover { maximumAmount { amount } percentage intervals } scope { meterCodes } ending { reason } }');
      expect(recurringGrant).toMatchObject({ amount: { amount: '8.00' }, endAt: null, rollover: { maximumAmount: { amount: '3.00' }, percentage: null, intervals: 1 }, scope: { meterCodes: ['tokens'] }, ending: null });
      rules.push(recurringGrant.id);
      // 8.00 a month, of which 3.00 may go over: 5.00 to the end of February, 3.00 to the end of March.
      expect(await lots(client)).toEqual(['2026-02-01 BASE ACTIVE 5.00 0.00 0.00 5.00', '2026-02-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00']);
      // 8.00 is below 10.00 from the start.
      await client.must('createCreditAlert', { idempotencyKey: 'alert', customerExternalId: 'acme', threshold: '10.00', name: 'low' }, 'replayed');
      // The fees of January and February are not tokens.
      expect(await credits(client, 'i1')).toBe('0.00');
      await record(client, [inMonth('february', 200, 2)]);
      await advance(client, MARCH);
      // Nobody posted anything since: of February 3.00 went over, March brings 8.00. February's 2.00 will be drawn on what ends with it.
      const { balance, projectedBalance, owed, grants } = await wallet(client);
      expect([balance.amount, projectedBalance.amount, grants.nodes.length]).toEqual(['11.00', '11.00', 2]);
      expect(owed.map(tell)).toEqual(['2026-03-01 BASE ACTIVE 5.00 0.00 0.00 5.00', '2026-03-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00']);
      // 900 tokens cost 9.00; 1,300 cost 1,000 times 0.01 and 300 times 0.005, 11.50 of the 11.00 that February leaves.
      const spend = await client.ask<object>('{ less: canSpend(input: { customerExternalId: "acme", meterCode: "tokens", quantity: "900" }) { isAllowed } more: canSpend(input: { customerExternalId: "acme", meterCode: "tokens", quantity: "1300" }) { isAllowed } }');
      expect(spend).toEqual({ less: { isAllowed: true }, more: { isAllowed: false } });
      expect(owed.map(({ expiresAt, journal }) => [expiresAt, journal.effectiveAt])).toEqual([['2026-04-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'], ['2026-05-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z']]);
    }

    const { viewer } = await new ApiClient(api.url, keys[1]!).ask<{ viewer: { tenant: { id: string } } }>('{ viewer { tenant { id } } }');
    await offline(async (engine) => {
      for await (const owner of findDueCredit(engine, decodeIdOf('ten', viewer.tenant.id)![0])) {
        // Two lots of March and the expiry of February, once, by whichever of four comes first.
        const posted = await Promise.all([1, 2, 3, 4].map(() => postDueCredit(engine, owner)));
        expect(posted.sort()).toEqual([0, 0, 0, 3]);
      }
    });

    for (const [index, key] of keys.entries()) {
      const client = new ApiClient(api.url, key);
      const { owed, balance } = await wallet(client);
      expect([owed.length, balance.amount]).toEqual([[2, 0][index], '11.00']);
      // 200 tokens of February for 2.00.
      expect(await credits(client, 'i2')).toBe('-2.00');
      expect(await lots(client)).toEqual([
        '2026-02-01 BASE EXPIRED 5.00 2.00 3.00 0.00', '2026-02-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00',
        '2026-03-01 BASE ACTIVE 5.00 0.00 0.00 5.00', '2026-03-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00',
      ]);
      // 900 tokens of March for 9.00 and 400 late ones for 4.00: 3.00 that came over, 8.00 of March, 2.00 are left to pay. April's lots are for April.
      await record(client, [inMonth('march', 900, 3), inMonth('late', 400, 2)]);
      await advance(client, APRIL);
      expect(await credits(client, 'i3')).toBe('-11.00');
      expect((await lots(client)).slice(1)).toEqual([
        '2026-02-01 ROLLOVER USED 3.00 3.00 0.00 0.00', '2026-03-01 BASE USED 5.00 5.00 0.00 0.00', '2026-03-01 ROLLOVER USED 3.00 3.00 0.00 0.00',
        '2026-04-01 BASE ACTIVE 5.00 0.00 0.00 5.00', '2026-04-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00',
      ]);
      const ended = await client.must<object>('endRecurringGrant', { idempotencyKey: 'end', recurringGrantId: rules[index], endAt: MAY, reason: 'churned' }, 'recurringGrant { endAt ending { endAt reason } }');
      expect(ended).toMatchObject({ recurringGrant: { endAt: '2026-05-01T00:00:00.000Z', ending: { endAt: '2026-05-01T00:00:00.000Z', reason: 'churned' } } });
      const { userErrors } = await client.mutate('endRecurringGrant', { idempotencyKey: 'again', recurringGrantId: rules[index] }, 'replayed');
      expect(userErrors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(['INVALID_STATE input.recurringGrantId']);
      await advance(client, MAY);
      expect((await wallet(client)).balance.amount).toBe('3.00');
    }

    await offline((engine) => postAllCredit(engine, { error: (context: unknown) => expect(context).toBeNull() }));
    for (const key of keys) {
      const client = new ApiClient(api.url, key);
      expect((await lots(client)).slice(-2)).toEqual(['2026-04-01 BASE EXPIRED 5.00 0.00 5.00 0.00', '2026-04-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00']);
      // Above by time alone, noticed by the job or by the invoice before it drew; below by what was drawn in April, and no more often since.
      expect(await alerts(client)).toEqual(['low FIRED', '1 FIRED 8.00', '2 REARMED 11.00', '3 FIRED 8.00']);
      const proof = await client.ask<object>('{ ledgerVerification { isValid findings { message } } trialBalance { isBalanced } replay { isExact } }');
      expect(proof).toEqual({ ledgerVerification: { isValid: true, findings: [] }, trialBalance: { isBalanced: true }, replay: { isExact: true } });
    }
  });
});
