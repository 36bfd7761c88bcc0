import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMMUTABLE_TABLES } from '../../src/store/tables.ts';
import { type TestApi, startApi, takeCheckpoints } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { type RawSql, isMysqlFamily, openRaw } from '../support/rawSql.ts';
import { FEBRUARY, HYBRID, JANUARY, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

/** Leaves at least one row in every immutable table: the event of January comes after January was invoiced, and leaves a mark. */
async function fill(api: TestApi): Promise<void> {
  const client = await api.createTenant({ sandboxClock: FEBRUARY });
  await createCatalog(client);
  await createSubscriber(client, 'acme');
  await client.must('declarePersonalProperties', { eventName: 'completion', properties: ['user'] }, 'replayed');
  await client.must('createCustomer', { externalId: 'gone', name: 'Gone' }, 'replayed');
  await client.must('eraseCustomer', { idempotencyKey: 'erase', customerExternalId: 'gone', reason: 'asked' }, 'replayed');
  await client.must('createPlan', { ...HYBRID, code: 'split', prices: [{ code: 'by model', meterCode: 'tokens', groupBy: ['model'], model: { perUnit: { unitAmount: '0.01' } } }] }, 'replayed');
  await client.must('createSubscription', { idempotencyKey: 'split', customerExternalId: 'acme', planCode: 'split', startAt: JANUARY }, 'replayed');
  await record(client, [request('acme', 'in time'), completion('acme', 'of a model', 1)]);
  const { charge } = await client.must<{ charge: { id: string } }>('addCharge', { idempotencyKey: 'c', customerExternalId: 'acme', description: 'Setup', amount: '5.00' }, 'charge { id }');
  await client.must('reverseCharge', { idempotencyKey: 'r', chargeId: charge.id, reason: 'by mistake' }, 'replayed');
  await client.must('createCoupon', { code: 'ten', percentage: '10' }, 'replayed');
  const { appliedCoupon } = await client.must<{ appliedCoupon: { id: string } }>('applyCoupon', { idempotencyKey: 'a', customerExternalId: 'acme', couponCode: 'ten' }, 'appliedCoupon { id }');
  await client.must('removeCoupon', { idempotencyKey: 'x', appliedCouponId: appliedCoupon.id }, 'replayed');
  const { id: invoiceId } = await issue(client, 'acme', 'i1');
  await client.must('issueCreditNote', { idempotencyKey: 'n', invoiceId, amount: '1', reason: 'too much' }, 'replayed');
  await client.must('recordPayment', { idempotencyKey: 'p', customerExternalId: 'acme', amount: '1', currency: 'USD' }, 'replayed');
  await client.must('createCreditUnit', { code: 'TOKENS', rates: [{ currency: 'USD', moneyPerUnit: '1' }] }, 'replayed');
  const { grant } = await client.must<{ grant: { id: string } }>('grantCredits', { idempotencyKey: 'g', customerExternalId: 'acme', amount: '5.00' }, 'grant { id }');
  const { hold } = await client.must<{ hold: { id: string } }>('holdCredits', { idempotencyKey: 'h', customerExternalId: 'acme', amount: '0.50' }, 'hold { id }');
  await client.must('releaseHold', { idempotencyKey: 'q', holdId: hold.id }, 'replayed');
  await client.must('adjustGrantExpiry', { idempotencyKey: 'e', grantId: grant.id, expiresAt: '2026-05-01T00:00:00Z' }, 'replayed');
  await client.must('voidGrant', { idempotencyKey: 'v', grantId: grant.id, amount: '1.00' }, 'replayed');
  await client.must('createCreditAlert', { idempotencyKey: 'ca', customerExternalId: 'acme', threshold: '1000' }, 'replayed');
  const { topUpRule } = await client.must<{ topUpRule: { id: string } }>('setTopUpRule', { idempotencyKey: 'tu', customerExternalId: 'acme', threshold: '1', amount: '5', monthlyLimit: '10' }, 'topUpRule { id }');
  await client.must('endTopUpRule', { idempotencyKey: 'tue', topUpRuleId: topUpRule.id }, 'replayed');
  const { recurringGrant } = await client.must<{ recurringGrant: { id: string } }>('createRecurringGrant', { idempotencyKey: 'rg', customerExternalId: 'acme', amount: '5.00', interval: { unit: 'MONTH' } }, 'recurringGrant { id }');
  await client.must('endRecurringGrant', { idempotencyKey: 'rge', recurringGrantId: recurringGrant.id }, 'replayed');
  await client.must('createCustomer', { externalId: 'other', name: 'Other' }, 'replayed');
  await client.must('transferCredits', { idempotencyKey: 't', grantId: grant.id, amount: '1.00', toCustomerExternalId: 'other' }, 'replayed');
  await client.must('updateCustomer', { externalId: 'acme', timeZone: 'Asia/Tokyo' }, 'replayed');
  await record(client, [request('acme', 'late')]);
  const batch = { customerExternalIds: ['acme'], eventNames: ['request'], from: '2026-01-01T00:00:00Z', to: FEBRUARY, replace: false, events: [request('acme', 'filled')] };
  await client.must('backfillUsage', { idempotencyKey: 'b1', name: 'b', reason: 'r', batch }, 'replayed');
  await takeCheckpoints(api.url);
  await client.must('amendUsage', { idempotencyKey: 'a1', customerExternalId: 'acme', eventKey: 'late', properties: { n: 2 }, reason: 'r' }, 'replayed');
}

describe.each(dialectsUnderTest())('immutability on $name', ({ name, ...dialect }) => {
  let api: TestApi;
  let raw: RawSql;
  beforeAll(async () => {
    api = await startApi({ name, ...dialect });
    await fill(api);
    await api.stop({ keepDatabase: true });
    raw = await openRaw(name, api.database, 'owner');
  });
  afterAll(async () => {
    await raw.close();
    await api.database.drop();
  });

  const refusalOf = async (statement: string) => await raw.run(statement).then(() => `carried out: ${statement}`, (error: unknown) => (error as Error).message);

  it.each(IMMUTABLE_TABLES)('immutability: the database refuses to change or delete rows of %s', async (table) => {
    const rows = await raw.run(`select * from ${table}`);
    expect(rows.length).toBeGreaterThan(0);
    for (const column of Object.keys(rows[0]!)) {
      expect(await refusalOf(`update ${table} set ${column} = ${column}`)).toContain(`rows of ${table} are immutable: UPDATE refused`);
    }
    expect(await refusalOf(`delete from ${table}`)).toContain(`rows of ${table} are immutable: DELETE refused`);
    if (isMysqlFamily(name)) {
      // A foreign key may refuse the deletion that REPLACE begins with before the trigger does.
      expect(await refusalOf(`replace into ${table} select * from ${table}`)).toMatch(/are immutable: DELETE refused|foreign key constraint fails/);
    } else {
      expect(await refusalOf(`truncate ${table} cascade`)).toMatch(/^rows of \w+ are immutable: TRUNCATE refused/);
    }
    expect(await raw.run(`select * from ${table}`)).toEqual(rows);
  });
});
