/** The ledger decided again in another database: every engine from the one before it, and what must not come out as equal. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { topUpAll } from '../../src/jobs/topUps.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { type FactRow, scanRows } from '../../src/repositories/facts.ts';
import type { Engine } from '../../src/services/engine.ts';
import { rebuildLedger } from '../../src/services/rebuildLedger.ts';
import { replayLedger } from '../../src/services/replayLedger.ts';
import { verifyLedger } from '../../src/services/verifyLedger.ts';
import { type AnyTable, allTables } from '../../src/store/anyTable.ts';
import { type ApiClient, type TestApi, configOf, startApi } from '../support/api.ts';
import { type TestDatabase, dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, HYBRID, MARCH, advance, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

const EVERYTHING = { tenantId: null, customerId: null, customerExternalId: null, time: null };

/** Two tenants; invoices of two customers in turn, a change back in time, late usage, and facts that no invoice knows yet. */
async function trade(api: TestApi): Promise<void> {
  const other = await api.createTenant({ sandboxClock: FEBRUARY, name: 'Other' });
  await createCatalog(other);
  await createSubscriber(other, 'acme');
  await issue(other, 'acme', 'first');
  const client = await api.createTenant({ sandboxClock: FEBRUARY, name: 'Traded' });
  await createCatalog(client);
  for (const customer of ['acme', 'beta', 'idle']) await createSubscriber(client, customer);
  await record(client, [request('acme', 'r1'), completion('acme', 'c1', 1_200), completion('beta', 'c1', 30)]);
  await client.must('createPlan', { ...HYBRID, code: 'with credit', prices: [{ code: 'seat', model: { flat: { amount: '0.30' } } }], allowances: [{ code: 'included', amount: '0.20', proration: 'BY_TIME', rollover: { percentage: '50' } }] }, 'replayed');
  const { subscription: allowed } = await client.must<{ subscription: { id: string } }>('createSubscription', { idempotencyKey: 'allowed', customerExternalId: 'idle', planCode: 'with credit', startAt: '2026-01-16T00:00:00Z' }, 'subscription { id }');
  // Under this policy until late usage has notes of its own.
  await client.must('updateTenant', { lateCredit: 'AS_IF_ON_TIME' }, '__typename');
  await credit(client, 'early', '0.31', { startsAt: '2026-01-01T00:00:00Z', expiresAt: '2026-02-02T00:00:00Z', scope: { meterCodes: ['tokens'] } });
  await issue(client, 'beta', 'beta 1');
  await client.must('createCreditAlert', { idempotencyKey: 'low', customerExternalId: 'beta', threshold: '0.10' }, 'replayed');
  const { recurringGrant } = await client.must<{ recurringGrant: { id: string } }>('createRecurringGrant', { idempotencyKey: 'monthly', customerExternalId: 'beta', amount: '0.10', anchor: 'CALENDAR', interval: { unit: 'MONTH' }, rollover: { percentage: '30' } }, 'recurringGrant { id }');
  await issue(client, 'acme', 'acme 1');
  await advance(client, MARCH);
  await record(client, [request('acme', 'late'), { ...completion('acme', 'c2', 5), occurredAt: '2026-02-03T00:00:00Z' }]);
  const batch = { customerExternalIds: ['acme', 'beta'], eventNames: ['completion'], from: '2026-01-01T00:00:00Z', to: FEBRUARY, replace: true, events: [completion('acme', 'c3', 900), completion('beta', 'c1', 31)] };
  await client.must('backfillUsage', { idempotencyKey: 'backfill', name: 'january', reason: 'r', batch }, 'replayed');
  const { subscriptions } = await client.ask<{ subscriptions: { nodes: { id: string; customer: { externalId: string } }[] } }>('{ subscriptions { nodes { id customer { externalId } } } }');
  const ofAcme = subscriptions.nodes.find(({ customer }) => customer.externalId === 'acme');
  await client.must('pauseSubscription', { idempotencyKey: 'pause', subscriptionId: ofAcme?.id, at: '2026-01-20T00:00:00Z', effective: 'AT', usage: 'CHARGE' }, 'replayed');
  for (const description of ['Set-up', 'Support']) await client.must('addCharge', { idempotencyKey: description, customerExternalId: 'acme', description, amount: '7.50' }, 'replayed');
  await issue(client, 'acme', 'acme 2');
  const lapsed = await credit(client, 'lapsed', '0.50', { startsAt: '2026-01-01T00:00:00Z', expiresAt: '2026-02-15T00:00:00Z' });
  await client.must('createCreditUnit', { code: 'TOKENS', decimals: 3, rates: [{ currency: 'USD', moneyPerUnit: '0.07' }] }, 'replayed');
  // 357.15 tokens are worth 25.0005 dollars.
  const paid = await credit(client, 'paid credit', '357.15', { unit: 'TOKENS', kind: 'PAID', scope: { planCodes: ['hybrid'] } });
  const drawn = await issue(client, 'beta', 'beta 2');
  await client.must('issueCreditNote', { idempotencyKey: 'credit drawn', invoiceId: drawn.id, lapsedCredit: 'EXTENDS', lapsedDays: 30, reason: 'goodwill' }, 'replayed');
  await client.must('revertBackfill', { idempotencyKey: 'revert', name: 'january', reason: 'r' }, 'replayed');
  await client.must('adjustGrantExpiry', { idempotencyKey: 'put off', grantId: lapsed, expiresAt: '2026-05-01T00:00:00Z' }, 'replayed');
  await client.must('endRecurringGrant', { idempotencyKey: 'no more', recurringGrantId: recurringGrant.id, endAt: '2026-04-01T00:00:00Z' }, 'replayed');
  const { hold } = await client.must<{ hold: { id: string } }>('holdCredits', { idempotencyKey: 'hold', customerExternalId: 'beta', amount: '0.10' }, 'hold { id }');
  await client.must('captureHold', { idempotencyKey: 'capture', holdId: hold.id }, 'replayed');
  await client.must('voidGrant', { idempotencyKey: 'void credit', grantId: paid, amount: '21.43', unit: 'TOKENS' }, 'replayed');
  // To another book, and some of it back; all of what had lapsed.
  const { received } = await client.must<{ received: { id: string } }>('transferCredits', { idempotencyKey: 'give', grantId: paid, amount: '10', unit: 'TOKENS', toCustomerExternalId: 'acme' }, 'received { id }');
  await client.must('transferCredits', { idempotencyKey: 'give some back', grantId: received.id, amount: '4', unit: 'TOKENS', toCustomerExternalId: 'beta' }, 'replayed');
  await client.must('transferCredits', { idempotencyKey: 'give lapsed', grantId: lapsed, toCustomerExternalId: 'acme' }, 'replayed');
  await client.must('purchaseCredits', { idempotencyKey: 'buy', customerExternalId: 'acme', amount: '40', bonusAmount: '4', usable: 'ON_PAYMENT' }, 'replayed');
  const { charge } = await client.must<{ charge: { id: string } }>('addCharge', { idempotencyKey: 'wrong', customerExternalId: 'acme', description: 'Wrong', quantity: '3', unitAmount: '0.10' }, 'charge { id }');
  await client.must('reverseCharge', { idempotencyKey: 'reverse', chargeId: charge.id, reason: 'by mistake' }, 'replayed');
  await client.must('recordPayment', { idempotencyKey: 'pay', customerExternalId: 'acme', amount: '1000.00', currency: 'USD', paidAt: '2026-02-01T00:00:00Z', provider: 'bank' }, 'replayed');
  const { settlement } = await client.must<{ settlement: { id: string } }>('refundCustomerCredit', { idempotencyKey: 'refund', customerExternalId: 'acme', amount: '5.00' }, 'settlement { id }');
  await client.must('payRefund', { idempotencyKey: 'paid', refundId: settlement.id }, 'replayed');
  const { invoices } = await client.ask<{ invoices: { nodes: { id: string; amountDue: { amount: string } }[] } }>('{ invoices(filter: { customerExternalId: "beta" }) { nodes { id amountDue { amount } } } }');
  await client.must('writeOffInvoice', { idempotencyKey: 'give up', invoiceId: invoices.nodes.find(({ amountDue }) => amountDue.amount !== '0.00')?.id, reason: 'insolvent' }, 'replayed');
  const { invoice } = await client.ask<{ invoice: { id: string } }>('{ invoice(number: "INV-000002") { id } }');
  await client.must('issueCreditNote', { idempotencyKey: 'credit', invoiceId: invoice.id, amount: '3.33', reason: 'too much' }, 'replayed');
  await client.must('issueCreditNote', { idempotencyKey: 'give back', invoiceId: invoice.id, amount: '1.00', destination: 'REFUND', reason: 'goodwill' }, 'replayed');
  await client.must('voidInvoice', { idempotencyKey: 'again', invoiceId: (await issue(client, 'idle', 'idle 1')).id, lines: 'BILL_AGAIN', reason: 'wrong address' }, 'replayed');
  // Known after lots were posted: another share of January, and the end of what February was granted.
  for (const [planCode, at] of [['hybrid', '2026-01-16T00:00:00Z'], ['with credit', '2026-01-20T00:00:00Z'], ['hybrid', '2026-02-10T00:00:00Z']]) await client.must('changePlan', { idempotencyKey: `${planCode} ${at}`, subscriptionId: allowed.id, planCode, effective: 'AT', at }, 'replayed');
  await issue(client, 'idle', 'idle 2');
  const { settlements } = await client.ask<{ settlements: { nodes: { id: string }[] } }>('{ settlements(filter: { customerExternalId: "acme", kinds: [PAYMENT] }) { nodes { id } } }');
  await client.must('refundPayment', { idempotencyKey: 'back', paymentId: settlements.nodes[0]?.id, amount: '12.00' }, 'replayed');
  await client.must('failPayment', { idempotencyKey: 'failed', paymentId: settlements.nodes[0]?.id }, 'replayed');
  await client.must('resumeSubscription', { idempotencyKey: 'resume', subscriptionId: ofAcme?.id }, 'replayed');
  await tradeWithCoupons(client);
  const bought = [{ threshold: '1', amount: '5' }, { unit: 'TOKENS', threshold: '10', amount: '90', bonusAmount: '9.5' }];
  for (const terms of bought) await client.must('setTopUpRule', { idempotencyKey: `top up by ${terms.amount}`, customerExternalId: 'idle', ...terms, monthlyLimit: '10' }, 'replayed');
  await record(client, [request('acme', 'unbilled'), { ...request('beta', 'march'), occurredAt: '2026-02-28T23:00:00Z' }]);
}

/** Coupons of both kinds, one of them removed; usage amended and voided; another zone; prices of one subscription's own; a charge. */
async function tradeWithCoupons(client: ApiClient): Promise<void> {
  await createSubscriber(client, 'delta');
  await record(client, [request('delta', 'r1'), request('delta', 'r2'), completion('delta', 'c1', 700), completion('delta', 'c2', 900)]);
  await client.must('createCoupon', { code: 'tenth', percentage: '10', duration: 'FOREVER' }, 'replayed');
  await client.must('createCoupon', { code: 'three', amount: '3.00', currency: 'USD', duration: 'FOREVER' }, 'replayed');
  const applied: string[] = [];
  for (const couponCode of ['tenth', 'three']) {
    const { appliedCoupon } = await client.must<{ appliedCoupon: { id: string } }>('applyCoupon', { idempotencyKey: `apply ${couponCode}`, customerExternalId: 'delta', couponCode, startAt: '2026-01-01T00:00:00Z' }, 'appliedCoupon { id }');
    applied.push(appliedCoupon.id);
  }
  // What is amended and voided below has been given back by this in part.
  const credited = await issue(client, 'delta', 'delta 1', '2026-02-01T00:00:00Z');
  await client.must('issueCreditNote', { idempotencyKey: 'credit delta', invoiceId: credited.id, amount: '5.00', reason: 'outage' }, 'replayed');
  const { subscriptions } = await client.ask<{ subscriptions: { nodes: { id: string; customer: { externalId: string } }[] } }>('{ subscriptions(first: 100) { nodes { id customer { externalId } } } }');
  const subscriptionId = subscriptions.nodes.find(({ customer }) => customer.externalId === 'delta')?.id;
  await client.must('overridePrices', { idempotencyKey: 'own', subscriptionId, overrides: { replaced: [{ code: 'requests', meterCode: 'requests', model: { perUnit: { unitAmount: '0.07' } } }] }, effective: 'AT', at: '2026-02-01T00:00:00Z' }, 'replayed');
  await client.must('amendUsage', { idempotencyKey: 'amend', customerExternalId: 'delta', eventKey: 'c1', properties: { n: 650, model: 'small' }, reason: 'counted twice' }, 'replayed');
  await client.must('voidUsage', { idempotencyKey: 'void', customerExternalId: 'delta', eventKey: 'r2', reason: 'a test' }, 'replayed');
  await client.must('updateCustomer', { externalId: 'delta', timeZone: 'Asia/Tokyo', reason: 'moved' }, 'replayed');
  await client.must('removeCoupon', { idempotencyKey: 'remove', appliedCouponId: applied[1], reason: 'ended' }, 'replayed');
  await expectLateCredit(client);
  await client.must('updateTenant', { lateUsage: 'NOTE_AT_ONCE', lateCredit: null }, '__typename');
  await client.must('issueUsageNote', { idempotencyKey: 'delta note', customerExternalId: 'delta' }, 'replayed');
  await client.must('addCharge', { idempotencyKey: 'delta set-up', customerExternalId: 'delta', description: 'Set-up', amount: '12.00' }, 'replayed');
  await issue(client, 'delta', 'delta 2');
}

/** That a document drew for late usage as if it had been on time: else nothing of that would be decided again. */
async function expectLateCredit(client: ApiClient): Promise<void> {
  const { invoices } = await client.ask<{ invoices: { nodes: { lateCredit: { policy: string; lots: { before: { amount: string }; after: { amount: string } }[] } }[] } }>('{ invoices(first: 100) { nodes { lateCredit { policy lots { before { amount } after { amount } } } } } }');
  const moved = invoices.nodes.filter(({ lateCredit: { policy, lots } }) => policy === 'AS_IF_ON_TIME' && lots.some(({ before, after }) => before.amount !== after.amount));
  expect(moved.length).toBeGreaterThan(0);
}

/** Credit of beta, by its id. */
async function credit(client: ApiClient, idempotencyKey: string, amount: string, terms: object): Promise<string> {
  return (await client.must<{ grant: { id: string } }>('grantCredits', { idempotencyKey, customerExternalId: 'beta', amount, ...terms }, 'grant { id }')).grant.id;
}

/** Whatever its key is made of, each table is in small pages what it is in one. */
async function expectPaged({ store: { database } }: Engine): Promise<void> {
  const read = async (table: AnyTable, pageRows: number) => {
    const rows: FactRow[] = [];
    for await (const page of scanRows(database, table, { pageRows })) rows.push(...page);
    return rows;
  };
  const paged = allTables(database).map(async (table) => [table.name, await read(table, 2)]);
  const whole = allTables(database).map(async (table) => [table.name, await read(table, 10_000)]);
  expect(await Promise.all(paged)).toEqual(await Promise.all(whole));
}

describe('replaying into another database', () => {
  const dialects = dialectsUnderTest();
  const databases: TestDatabase[] = [];
  const open: Engine[] = [];
  const openOn = async (database: TestDatabase): Promise<Engine> => {
    const engine = await openEngine(configOf(database));
    open.push(engine);
    return engine;
  };
  const close = async (engine: Engine): Promise<void> => {
    open.splice(open.indexOf(engine), 1);
    await closeEngine(engine);
  };
  const newDatabase = async (dialect: (typeof dialects)[number]): Promise<TestDatabase> => {
    const database = await dialect.createEmptyDatabase();
    databases.push(database);
    return database;
  };
  let first: TestDatabase;
  beforeAll(async () => {
    const api = await startApi(dialects[0]!);
    first = api.database;
    databases.push(first);
    await trade(api);
    await api.stop({ keepDatabase: true });
    const engine = await openOn(first);
    await topUpAll(engine, { error: (context: unknown) => expect(context).toBeNull() });
    await close(engine);
  });
  afterEach(async () => {
    for (const engine of open.splice(0)) await closeEngine(engine);
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  it('replay into: each engine from the one before, and back to the first: one digest, valid and exact everywhere', async () => {
    const digests: string[] = [];
    let from = first;
    for (const dialect of [...dialects.slice(1), dialects[0]!]) {
      const into = await newDatabase(dialect);
      const [source, target] = [await openOn(from), await openOn(into)];
      const { copied, ...done } = await rebuildLedger(source, target);
      // Invoices: one of the other tenant, three of acme with the one for credit, two of beta, two of delta and a note, two of idle and one that the job made. Twelve events, one of them backfilled, of which three came late: two after the newest invoice.
      expect(done).toEqual({ isEqual: true, sourceDigest: expect.any(String), targetDigest: done.sourceDigest, books: 5, journals: expect.any(Number), invoices: 12, divergence: null });
      expect(copied).toMatchObject({ tenants: 2, customers: 5, subscriptions: 6, subscription_segments: 12, usage_events: 12, usage_corrections: 7, usage_backfills: 1, usage_backfill_steps: 2, usage_backfill_additions: 1, applied_coupons: 2, coupon_removals: 1, customer_zone_changes: 1, credit_expiry_changes: 1, credit_units: 1, credit_unit_rates: 1, credit_holds: 1, credit_hold_ends: 1, recurring_grants: 1, recurring_grant_ends: 1, credit_alerts: 1, top_up_rules: 2, top_up_rule_ends: 1 });
      expect(copied).not.toHaveProperty('journals');
      digests.push(done.targetDigest);
      await close(source);
      await close(target);
      const again = await openOn(into);
      const [verified, replayed] = [await verifyLedger(again, EVERYTHING), await replayLedger(again, EVERYTHING)];
      expect([verified.findings, verified.digest, verified.invoices, replayed.isExact]).toEqual([[], done.sourceDigest, 12, true]);
      await expectPaged(again);
      await close(again);
      from = into;
    }
    expect(new Set(digests).size).toBe(1);
  });

  it('replay into: a database that holds anything is refused, and is left as it was', async () => {
    const [source, target] = [await openOn(first), await openOn(databases.at(-1)!)];
    const before = (await verifyLedger(target, EVERYTHING)).digest;
    await expect(rebuildLedger(source, target)).rejects.toThrow(/not empty; nothing was written/);
    expect((await verifyLedger(target, EVERYTHING)).digest).toBe(before);
    await close(source);
    await close(target);
  });

  it('replay into: what stops half-way is never served nor replayed into again', async () => {
    const into = await newDatabase(dialects[0]!);
    const [source, target] = [await openOn(first), await openOn(into)];
    const stop = ({ invoices }: { invoices: number }) => {
      if (invoices === 2) throw new Error('killed');
    };
    await expect(rebuildLedger(source, target, { onProgress: stop })).rejects.toThrow('killed');
    await close(source);
    await close(target);
    await expect(openEngine(configOf(into))).rejects.toThrow(/not finished/);
  });

  it('replay into: facts that do not make the recorded ledger stop at the first journal that comes out otherwise, and are not served', async () => {
    const into = await newDatabase(dialects[0]!);
    const [source, target] = [await openOn(first), await openOn(into)];
    const { usageEvents } = source.store.database.tables;
    const foreign = { ...(await source.store.database.select().from(usageEvents).limit(1))[0]!, id: source.newId(), key: 'slipped in', eventName: 'completion', properties: '{"n":1000,"model":"x"}', bookSeq: 0 };
    await source.store.transaction((tx) => tx.insert(usageEvents).values(foreign));
    const { isEqual, divergence, targetDigest, sourceDigest } = await rebuildLedger(source, target);
    expect([isEqual, targetDigest === sourceDigest]).toEqual([false, false]);
    expect(divergence).toMatchObject({ customerId: foreign.customerId, message: 'the facts make another journal here', recorded: expect.stringContaining('"kind":"CHARGE"'), decided: expect.stringContaining('"kind":"CHARGE"') });
    await close(source);
    await close(target);
    await expect(openEngine(configOf(into))).rejects.toThrow(/did not come out equal/);
  });
});
