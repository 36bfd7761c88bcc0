/** Rows from before there were digests, taken over on every engine: whole, once, and not where something is wrong. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeEngine, openEngine } from '../../src/main.ts';
import { adoptFacts } from '../../src/services/adoptFacts.ts';
import type { Engine } from '../../src/services/engine.ts';
import { verifyLedger } from '../../src/services/verifyLedger.ts';
import { type TestApi, configOf, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { type RawSql, openRaw } from '../support/rawSql.ts';
import { FEBRUARY, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';
import { Tampering } from '../support/tampering.ts';

describe.each(dialectsUnderTest())('adopting facts on $name', (dialect) => {
  let api: TestApi;
  let engine: Engine;
  let raw: RawSql;
  let tampering: Tampering;
  beforeAll(async () => {
    api = await startApi(dialect);
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    await record(client, [request('acme', 'r1')]);
    await issue(client, 'acme', 'i1');
    await client.must('createCoupon', { code: 'ten', percentage: '10' }, 'replayed');
    await api.stop({ keepDatabase: true });
    engine = await openEngine(configOf(api.database));
    // Two programs cannot open one folder, so there the engine's own connection is lent to the tamperer.
    raw = dialect.name === 'pglite' ? { run: (statement) => engine.store.exclusively((run) => run(statement)), close: () => Promise.resolve() } : await openRaw(dialect.name, api.database, 'superuser');
    tampering = new Tampering(dialect.name, raw);
  });
  afterAll(async () => {
    await raw.close();
    await closeEngine(engine);
    await api.database.drop();
  });

  const findings = async () => (await verifyLedger(engine, { tenantId: null, customerId: null })).findings.map(({ message }) => message);
  const entries = async () => (await raw.run('select table_name, row_key, digest from fact_entries')).length;

  it('adoptFacts: rows without digests get the ones that they would have had, and a kill half-way leaves the rest to the next run', async () => {
    const recorded = await entries();
    const digestsOf = async () => (await raw.run('select row_key, digest from fact_entries order by table_name, row_key')).map((row) => JSON.stringify(row));
    const digests = await digestsOf();
    expect(await findings()).toEqual([]);
    await tampering.unguarded(['fact_entries'], () => raw.run('delete from fact_entries'));
    expect((await findings()).filter((message) => message.includes('was put in'))).toHaveLength(recorded);
    await expect(adoptFacts(engine, { onProgress: () => { throw new Error('killed'); } })).rejects.toThrow('killed');
    expect(await entries()).toBeGreaterThan(0);
    const { adopted } = await adoptFacts(engine);
    expect([adopted['coupons'], await entries()]).toEqual([1, recorded]);
    expect(await digestsOf()).toEqual(digests);
    expect(await findings()).toEqual([]);
    expect(await adoptFacts(engine)).toEqual({ adopted: {}, findings: [] });
  });

  it('adoptFacts: where a row is not as its digest says, or is gone, nothing is written', async () => {
    await tampering.unguarded(['fact_entries', 'coupons', 'meters'], async () => {
      await raw.run(`delete from fact_entries where table_name = 'meters'`);
      await raw.run(`update coupons set code = 'twenty'`);
    });
    const before = await entries();
    const { adopted, findings: found } = await adoptFacts(engine);
    expect([adopted, found.map(({ message }) => message.replace(/".*"/, '...')), await entries()]).toEqual([{}, ['coupons [...] is not what was recorded'], before]);
    await tampering.unguarded(['coupons'], () => raw.run('delete from coupons'));
    expect((await adoptFacts(engine)).findings.map(({ message }) => message.replace(/".*"/, '...'))).toEqual(['coupons [...] is gone: it was recorded']);
  });
});
