/** Automatic top-ups over HTTP and by the job, on every engine: bought once, held back while unpaid, stopped by the month's limit. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/core/instant.ts';
import { topUpAll } from '../../src/jobs/topUps.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { findLots } from '../../src/repositories/credits.ts';
import { findCustomersByExternalId } from '../../src/repositories/customers.ts';
import { findTopUpRulesOfCustomers } from '../../src/repositories/topUpRules.ts';
import type { TenantActor } from '../../src/services/actor.ts';
import { advanceClock } from '../../src/services/advanceClock.ts';
import { authenticate } from '../../src/services/authenticate.ts';
import type { Engine } from '../../src/services/engine.ts';
import { issueInvoice } from '../../src/services/issueInvoice.ts';
import { setTopUpRule } from '../../src/services/setTopUpRule.ts';
import { loadTenantAtNow } from '../../src/services/tenantTime.ts';
import { findDueTopUps, topUpCredit } from '../../src/services/topUpCredit.ts';
import { lookAtTopUps } from '../../src/services/topUpLook.ts';
import { voidGrant } from '../../src/services/voidGrant.ts';
import { ApiClient, type TestApi, configOf, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, MARCH, completion, createCatalog, createSubscriber, record } from '../support/shop.ts';
import { expectSound, lotsOf } from '../support/wallet.ts';

const RULE = { customerExternalId: 'acme', threshold: '20.00', amount: '50.00', monthlyLimit: '120.00' };
const STANDING = 'standing { state balance { amount } boughtInMonth { amount } leftInMonth { amount } awaitingPayment { amount } monthEndsAt }';

/** `state balance bought-this-month left-this-month awaiting-payment` of the rule in force. */
async function standing(client: ApiClient, externalId: string): Promise<string> {
  type Rule = { standing: Record<'balance' | 'boughtInMonth' | 'leftInMonth' | 'awaitingPayment', { amount: string }> & { state: string } };
  const { customer } = await client.ask<{ customer: { credits: { topUpRule: Rule } } }>(`query($e: String!) { customer(externalId: $e) { credits { topUpRule { ${STANDING} } } } }`, { e: externalId });
  const { state, balance, boughtInMonth, leftInMonth, awaitingPayment } = customer.credits.topUpRule.standing;
  return [state, ...[balance, boughtInMonth, leftInMonth, awaitingPayment].map(({ amount }) => amount)].join(' ');
}

/** The books while no server has them. */
class Backstage {
  readonly #db;

  constructor(
    readonly engine: Engine,
    readonly actor: TenantActor,
  ) {
    this.#db = engine.store.database;
  }

  /** `state balance bought-this-month awaiting-payment`, in minor units. */
  async standing(): Promise<string> {
    const { now } = await loadTenantAtNow(this.engine, this.#db, this.actor.tenantId);
    const rules = (await findTopUpRulesOfCustomers(this.#db, this.actor, [await this.acme()])).filter(({ end }) => end === null);
    return (await lookAtTopUps(this.#db, this.actor, rules, now)).map(({ standing: { state, balance, boughtInMonth, awaitingPayment } }) => `${state} ${balance} ${boughtInMonth} ${awaitingPayment}`).join();
  }

  async voidNewest(idempotencyKey: string, amount: string): Promise<void> {
    const newest = (await findLots(this.#db, this.actor, [await this.acme()], null)).at(-1)?.grant;
    await voidGrant(this.engine, this.actor, newest ? { customerId: newest.customerId, grantId: newest.id } : null, { idempotencyKey, amount });
  }

  async runJob(): Promise<void> {
    await topUpAll(this.engine, { error: (context: unknown) => expect(context).toBeNull() });
  }

  async acme(): Promise<string> {
    return (await findCustomersByExternalId(this.#db, this.actor, ['acme']))[0]!.id;
  }
}

describe.each(dialectsUnderTest())('automatic top-ups on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi(dialect);
  });
  afterAll(() => api.stop());

  const backstage = async (secret: string, work: (books: Backstage) => Promise<void>): Promise<void> => {
    await api.stop({ keepDatabase: true });
    const engine = await openEngine(configOf(api.database));
    const run = async () => await work(new Backstage(engine, (await authenticate(engine, null, secret)) as TenantActor));
    await run().finally(() => closeEngine(engine));
    api = await startApi(dialect, { database: api.database });
  };

  it('top-ups: one purchase whoever looks, none while one is unpaid, and none beyond the month', async () => {
    let client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    for (const customer of ['acme', 'beta']) await createSubscriber(client, customer);
    const { topUpRule: first } = await client.must<{ topUpRule: { id: string } }>('setTopUpRule', { idempotencyKey: 'rule', ...RULE, description: 'More tokens' }, 'topUpRule { id threshold { amount } amount { amount } monthlyLimit { amount } basis usable priority scope { meterCodes } taxRateCodes ending { reason } }');
    expect(first).toMatchObject({ threshold: { amount: '20.00' }, amount: { amount: '50.00' }, monthlyLimit: { amount: '120.00' }, basis: 'BALANCE', usable: 'ON_ISSUE', priority: 50, scope: null, taxRateCodes: null, ending: null });
    expect(await standing(client, 'acme')).toBe('DUE 0.00 0.00 120.00 0.00');
    // 50.00 for tokens, of which 1,000 that no invoice has yet will take 10.00: 40.00 projected are below 45.00, 50.00 are not.
    await client.must('grantCredits', { idempotencyKey: 'gift', customerExternalId: 'beta', amount: '50.00', scope: { meterCodes: ['tokens'] } }, 'replayed');
    await record(client, [completion('beta', 'c1', 1_000)]);
    const ofBeta = { ...RULE, customerExternalId: 'beta', threshold: '45.00', scope: { meterCodes: ['tokens'] } };
    await client.must('setTopUpRule', { idempotencyKey: 'posted', ...ofBeta }, 'replayed');
    expect(await standing(client, 'beta')).toBe('WATCHING 50.00 0.00 120.00 0.00');
    await client.must('setTopUpRule', { idempotencyKey: 'projected', ...ofBeta, basis: 'PROJECTED_BALANCE' }, 'replayed');
    expect(await standing(client, 'beta')).toBe('DUE 40.00 0.00 120.00 0.00');

    // 100 tokens at 0.02 are 2.00, 400.5 are 8.01, and 40 are 0.80. What a token is worth from now on is no matter to the rule.
    await client.must('createCreditUnit', { code: 'TOKENS', decimals: 2, rates: [{ currency: 'USD', moneyPerUnit: '0.02' }] }, 'replayed');
    await client.must('createCustomer', { externalId: 'gamma', name: 'Gamma' }, 'replayed');
    await client.must('setTopUpRule', { idempotencyKey: 'tokens', customerExternalId: 'gamma', unit: 'TOKENS', threshold: '100', amount: '400.5', bonusAmount: '40', monthlyLimit: '10.00' }, 'replayed');
    await client.must('publishCreditUnitRate', { idempotencyKey: 'dearer', code: 'TOKENS', currency: 'USD', moneyPerUnit: '0.03', effectiveFrom: FEBRUARY }, 'replayed');

    await backstage(client.key, async (books) => {
      const { engine, actor } = books;
      let due = 0;
      for await (const owner of findDueTopUps(engine, actor.tenantId)) {
        due += 1;
        // Killed before its invoice has parties, it has bought nothing.
        const dying = { ...engine, newSalt: () => { throw new Error('killed'); } };
        await expect(topUpCredit(dying, owner)).rejects.toThrow('killed');
        const bought = await Promise.all([1, 2, 3, 4].map(() => topUpCredit(engine, owner)));
        expect(bought.filter((one) => one !== null)).toHaveLength(1);
      }
      expect([due, await books.standing()]).toEqual([3, 'WATCHING 5000 5000 0']);
      // The fees of January and February draw 20.00; 11.00 less, 19.00 are below 20.00.
      await issueInvoice(engine, actor, { idempotencyKey: 'fees', customerExternalId: 'acme' });
      await books.voidNewest('v1', '11.00');
      expect(await books.standing()).toBe('DUE 1900 5000 0');
      await books.runJob();
      expect(await books.standing()).toBe('WATCHING 6900 10000 0');
      // A third purchase would make 150.00 of 120.00, by this rule or the next.
      await books.voidNewest('v2', '50.00');
      await books.runJob();
      expect(await books.standing()).toBe('LIMIT_REACHED 1900 10000 0');
      await setTopUpRule(engine, actor, { idempotencyKey: 'again', ...RULE, usable: 'ON_PAYMENT' });
      await books.runJob();
      expect(await books.standing()).toBe('LIMIT_REACHED 1900 10000 0');

      await advanceClock(engine, actor, parseInstant(MARCH));
      for (const round of [1, 2]) {
        await books.runJob();
        expect([round, await books.standing()]).toEqual([round, 'AWAITING_PAYMENT 1900 5000 5000']);
      }
    });

    client = new ApiClient(api.url, client.key);
    expect([await standing(client, 'acme'), await standing(client, 'beta')]).toEqual(['AWAITING_PAYMENT 19.00 50.00 70.00 50.00', 'WATCHING 90.00 0.00 120.00 0.00']);
    await client.must('recordPayment', { idempotencyKey: 'paid', customerExternalId: 'acme', amount: '150.00', currency: 'USD' }, 'replayed');
    expect(await standing(client, 'acme')).toBe('WATCHING 69.00 50.00 70.00 0.00');
    expect(await lotsOf(client)).toEqual(['ACTIVE 50.00 20.00 0.00 11.00 19.00', 'VOIDED 50.00 0.00 0.00 50.00 0.00', 'ACTIVE 50.00 0.00 0.00 0.00 50.00']);
    type Invoice = { number: string; lines: { nodes: { charge: { id: string } }[] } };
    const { customer, topUpRules } = await client.ask<{ customer: { invoices: { nodes: Invoice[] }; credits: { topUpRule: { id: string }; grants: { nodes: object[] } } }; topUpRules: { nodes: { id: string }[] } }>(`{
      customer(externalId: "acme") { invoices { nodes { number total { amount } status lines { nodes { description draws { grant { id } } charge { id } } } } } credits { topUpRule { id } grants { nodes { kind usable topUpRule { id } charge { id } } } } }
      topUpRules(filter: { customerExternalId: "acme" }) { nodes { id standing { state monthEndsAt } ending { reason endedAt } } } }`);
    const [oldest] = customer.invoices.nodes.toSorted((a, b) => a.number.localeCompare(b.number));
    expect(oldest).toMatchObject({ total: { amount: '50.00' }, status: 'PAID', lines: { nodes: [{ description: 'More tokens', draws: [] }] } });
    const second = customer.credits.topUpRule;
    expect(customer.credits.grants.nodes).toMatchObject([{ kind: 'PAID', usable: 'ON_PAYMENT', topUpRule: second }, { usable: 'ON_ISSUE', topUpRule: { id: first.id } }, { topUpRule: { id: first.id }, charge: oldest!.lines.nodes[0]!.charge }]);
    expect(new Set(topUpRules.nodes)).toEqual(new Set([
      { id: second.id, standing: { state: 'WATCHING', monthEndsAt: '2026-04-01T00:00:00.000Z' }, ending: null },
      { id: first.id, standing: { state: 'ENDED', monthEndsAt: '2026-04-01T00:00:00.000Z' }, ending: { reason: null, endedAt: '2026-02-01T00:00:00.000Z' } },
    ]));
    const tokens = await client.ask<{ customer: object; topUpRules: object }>(`{
      topUpRules(filter: { customerExternalId: "gamma" }) { nodes { threshold { amount } thresholdUnits { amount } amount { amount } units { unitCode amount } bonusAmount { amount } bonusUnits { amount } monthlyLimit { amount } standing { state balance { amount } unitBalance { unitCode amount } boughtInMonth { amount } } } }
      customer(externalId: "gamma") { invoices { nodes { total { amount } lines { nodes { description } } } } credits { grants { nodes { kind granted { amount } inUnits { granted moneyPerUnit } topUpRule { thresholdUnits { amount } } } } } } }`);
    const own = { threshold: { amount: '2.00' }, thresholdUnits: { amount: '100' }, amount: { amount: '8.01' }, units: { unitCode: 'TOKENS', amount: '400.5' }, bonusAmount: { amount: '0.80' }, bonusUnits: { amount: '40' }, monthlyLimit: { amount: '10.00' } };
    expect(tokens.topUpRules).toEqual({ nodes: [{ ...own, standing: { state: 'WATCHING', balance: { amount: '8.81' }, unitBalance: { unitCode: 'TOKENS', amount: '440.5' }, boughtInMonth: { amount: '0.00' } } }] });
    const [paid, bonus] = [['PAID', '8.01', '400.5'], ['PROMOTIONAL', '0.80', '40']].map(([kind, amount, granted]) => ({ kind, granted: { amount }, inUnits: { granted, moneyPerUnit: '0.02' }, topUpRule: { thresholdUnits: { amount: '100' } } }));
    expect(tokens.customer).toEqual({ invoices: { nodes: [{ total: { amount: '8.01' }, lines: { nodes: [{ description: 'Prepaid credit: 400.5 TOKENS' }] } }] }, credits: { grants: { nodes: [bonus, paid] } } });
    // A hold of 1.00 draws the 0.80 of the bonus and 10 tokens that were paid: 390.5 of 440.5 are left.
    await client.must('holdCredits', { idempotencyKey: 'held', customerExternalId: 'gamma', amount: '1.00' }, 'replayed');
    await client.must('setTopUpRule', { idempotencyKey: 'less', customerExternalId: 'gamma', unit: 'TOKENS', basis: 'PROJECTED_BALANCE', threshold: '391', amount: '391', monthlyLimit: '100' }, 'replayed');
    const projected = await client.ask('{ customer(externalId: "gamma") { credits { projectedBalance { amount } projectedUnitBalances { amount } topUpRule { amount { amount } standing { state balance { amount } unitBalance { amount } } } } } }');
    // At 0.03 by now, 391 cost 11.73.
    expect(projected).toEqual({ customer: { credits: { projectedBalance: { amount: '7.81' }, projectedUnitBalances: [{ amount: '390.5' }], topUpRule: { amount: { amount: '11.73' }, standing: { state: 'DUE', balance: { amount: '7.81' }, unitBalance: { amount: '390.5' } } } } } });
    await client.must('endTopUpRule', { idempotencyKey: 'end', topUpRuleId: second.id, reason: 'by hand now' }, 'topUpRule { ending { reason } }');
    const { userErrors } = await client.mutate('endTopUpRule', { idempotencyKey: 'twice', topUpRuleId: first.id }, 'replayed');
    expect(userErrors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(['INVALID_STATE input.topUpRuleId']);

    // An erased customer is bought nothing.
    await client.must('createCustomer', { externalId: 'gone', name: 'Gone' }, 'replayed');
    await client.must('setTopUpRule', { idempotencyKey: 'of the gone', ...RULE, customerExternalId: 'gone' }, 'replayed');
    await client.must('eraseCustomer', { idempotencyKey: 'erase', customerExternalId: 'gone', reason: 'asked' }, 'replayed');
    const late = await client.mutate('setTopUpRule', { idempotencyKey: 'too late', ...RULE, customerExternalId: 'gone' }, 'replayed');
    expect(late.userErrors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(['INVALID_STATE input.customerExternalId']);
    const gone = await client.ask<{ topUpRules: object }>('{ topUpRules(filter: { customerExternalId: "gone" }) { nodes { standing { state } } } }');
    expect(gone.topUpRules).toEqual({ nodes: [{ standing: { state: 'ENDED' } }] });
    await expectSound(client);
  });
});
