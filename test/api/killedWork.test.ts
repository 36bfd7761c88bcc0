/** Operations and jobs that are killed half-way, on every engine: each is whole or not there, runs on, and ends as if nothing had happened. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeIdOf } from '../../src/graphql/nodeId.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { findBackfillByName } from '../../src/repositories/backfills.ts';
import { scanBooks } from '../../src/repositories/books.ts';
import { findErasures } from '../../src/repositories/customerKeys.ts';
import { findCustomers } from '../../src/repositories/customers.ts';
import { findTenantIds } from '../../src/repositories/tenants.ts';
import { countUsageEvents } from '../../src/repositories/usageEvents.ts';
import type { Engine } from '../../src/services/engine.ts';
import { verifyLedger } from '../../src/services/verifyLedger.ts';
import { type ApiClient, configOf, startApi } from '../support/api.ts';
import { type Dialect, type TestDatabase, dialectsUnderTest } from '../support/dialects.ts';
import { type Whose, type WorkName, doWork, isWrite } from '../support/killedWork.ts';
import { workUntilKilled } from '../support/serverProcess.ts';
import { FEBRUARY, JANUARY, MARCH, advance, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

const EVENTS = 60;
/** In an order in which each leaves the next something to do. */
const WORK: readonly WorkName[] = ['backfill', 'usageNotes', 'credits', 'thresholds', 'topUps', 'erasure'];
/** Those that go through customers, in a transaction each. */
const JOBS: ReadonlySet<WorkName> = new Set(['usageNotes', 'credits', 'thresholds', 'topUps']);

/** Two customers who were invoiced for January, have credit that is owed and that has expired, and of whom usage of January is staged; whose usage of March has reached a threshold, and who have too little credit; and one who has left. */
async function trade(client: ApiClient): Promise<void> {
  await createCatalog(client);
  await client.must('updateTenant', { lateUsage: 'NOTE_AT_ONCE' }, '__typename');
  for (const customer of ['acme', 'birke', 'cora']) {
    await createSubscriber(client, customer);
    await client.must('grantCredits', { idempotencyKey: `grant ${customer}`, customerExternalId: customer, amount: '5.00', expiresAt: '2026-02-10T00:00:00Z', scope: { meterCodes: ['tokens'] } }, 'replayed');
    await client.must('createRecurringGrant', { idempotencyKey: `rule ${customer}`, customerExternalId: customer, amount: '8.00', interval: { unit: 'MONTH' }, scope: { meterCodes: ['tokens'] } }, 'replayed');
    await issue(client, customer, `invoice ${customer}`);
  }
  const { subscriptions } = await client.ask<{ subscriptions: { nodes: { id: string; customer: { externalId: string } }[] } }>('{ subscriptions(first: 10) { nodes { id customer { externalId } } } }');
  await client.must('cancelSubscription', { idempotencyKey: 'cancel', subscriptionId: subscriptions.nodes.find(({ customer }) => customer.externalId === 'cora')?.id, effective: 'NOW' }, 'replayed');
  const events = Array.from({ length: EVENTS }, (_, index) => request(index % 2 === 0 ? 'acme' : 'birke', `late ${index}`));
  const batch = { customerExternalIds: ['acme', 'birke'], eventNames: ['request'], from: JANUARY, to: FEBRUARY, replace: false, events };
  await client.must('stageBackfill', { name: 'january', reason: 'the collector was down', page: 1, batch }, 'replayed');
  await advance(client, '2026-03-02T00:00:00Z');
  for (const customer of ['acme', 'birke']) {
    await client.must('updateCustomer', { externalId: customer, usageThreshold: '2.00' }, 'replayed');
    await client.must('setTopUpRule', { idempotencyKey: `top up ${customer}`, customerExternalId: customer, threshold: '50.00', amount: '60.00', bonusAmount: '6.00', monthlyLimit: '200.00' }, 'replayed');
    await record(client, Array.from({ length: 20 }, (_, index) => ({ ...request(customer, `${customer} march ${index}`), occurredAt: MARCH })));
  }
}

/** What there is, one fact a line. */
async function standing({ store: { database: db } }: Engine, tenantId: string): Promise<string[]> {
  const reach = { tenantId, customerId: null };
  const books = await scanBooks(db, { ...reach, after: null, limit: 100 });
  const ids = books.map(({ customerId }) => customerId);
  const names = new Map((await findCustomers(db, reach, ids)).map(({ id, externalId, name }) => [id, `${externalId}, called ${name}`]));
  const backfill = await findBackfillByName(db, tenantId, 'january');
  return [
    ...books.map(({ customerId, seq, hash }) => `${names.get(customerId)}: ${seq} ${hash}`).sort(),
    `${await countUsageEvents(db, reach, {}, 1_000)} events, ${backfill?.state}`,
    `${(await findErasures(db, reach, ids)).length} erasures`,
  ];
}

describe.each(dialectsUnderTest())('killed half-way on $name', (dialect) => {
  const databases: TestDatabase[] = [];
  let whose: Whose;
  beforeAll(async () => {
    for (let twin = 0; twin < 2; twin += 1) {
      const { database, owner } = await filled(dialect);
      databases.push(database);
      whose = owner;
    }
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  it('a backfill, notes of late usage, credit that is due, invoices at thresholds, top-ups and an erasure: whole or not there, and the same in the end', async () => {
    const [untouched, killed] = databases as [TestDatabase, TestDatabase];
    let counting = 0;
    const twin = await openEngine(configOf(untouched), { onStatement: (statement) => void (counting += isWrite(statement) ? 1 : 0) });
    try {
      for (const work of WORK) {
        const before = await standing(twin, whose.tenantId);
        counting = 0;
        await doWork(twin, work, whose);
        const writes = counting;
        const after = await standing(twin, whose.tenantId);
        expect(after).not.toEqual(before);

        // The last write of a job is one for its last customer; of one transaction, in its midst.
        await workUntilKilled(work, whose, { atWrite: JOBS.has(work) ? writes : Math.ceil(writes / 2), database: killed });
        await finish(killed, work, { before, after });
      }
      const { isValid, digest } = await verifyLedger(twin, { tenantId: null, customerId: null });
      const other = await openEngine(configOf(killed));
      expect(await verifyLedger(other, { tenantId: null, customerId: null }).finally(() => closeEngine(other))).toMatchObject({ isValid, digest, findings: [] });
      expect(isValid).toBe(true);
    } finally {
      await closeEngine(twin);
    }
  });

  /** Each fact is as it was before or as it is after; what is left to do is done when it is asked for again. */
  async function finish(killed: TestDatabase, work: WorkName, { before, after }: { before: readonly string[]; after: readonly string[] }): Promise<void> {
    const engine = await openEngine(configOf(killed));
    try {
      const halfWay = await standing(engine, whose.tenantId);
      for (const [place, fact] of halfWay.entries()) expect([before[place], after[place]]).toContain(fact);
      expect(halfWay).not.toEqual(after);
      await doWork(engine, work, whose);
      expect(await standing(engine, whose.tenantId)).toEqual(after);
    } finally {
      await closeEngine(engine);
    }
  }
});

/** A database with the trade in it. The ids follow from the clock and the names, so those of two are the same. */
async function filled(dialect: Dialect): Promise<{ database: TestDatabase; owner: Whose }> {
  const api = await startApi(dialect);
  const client = await api.createTenant({ sandboxClock: FEBRUARY });
  await trade(client);
  const { viewer } = await client.ask<{ viewer: { key: { id: string } } }>('{ viewer { key { id } } }');
  await api.stop({ keepDatabase: true });
  const engine = await openEngine(configOf(api.database));
  const [tenantId] = await findTenantIds(engine.store.database).finally(() => closeEngine(engine));
  return { database: api.database, owner: { tenantId: tenantId ?? '', keyId: decodeIdOf('key', viewer.key.id)?.[0] ?? '' } };
}
