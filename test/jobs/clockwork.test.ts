import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { every, forEachTenant } from '../../src/jobs/clockwork.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { type TestApi, configOf, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';

describe('every', () => {
  it('every: rounds follow one another, and stopping waits for the one that goes on', async () => {
    let running = 0;
    let most = 0;
    let ended = 0;
    const clockwork = every(1, async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(5);
      running -= 1;
      ended += 1;
    });
    while (ended < 3) await sleep(1);
    await clockwork.stop();
    const atStop = ended;
    await sleep(20);
    expect([most, running, ended - atStop]).toEqual([1, 0, 0]);
  });
});

describe.each(dialectsUnderTest())('forEachTenant on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi(dialect);
    await api.createTenant();
    await api.createTenant();
    await api.stop({ keepDatabase: true });
  });
  afterAll(() => api.database.drop());

  it('forEachTenant: goes on after the trouble of one, and a database that is away is told and not thrown', async () => {
    const told: string[] = [];
    const log = { error: (_: unknown, message?: string) => void told.push(message ?? '') };
    const engine = await openEngine(configOf(api.database));
    const seen: string[] = [];
    const work = (tenantId: string) => {
      seen.push(tenantId);
      return seen.length === 1 ? Promise.reject(new Error('trouble')) : Promise.resolve();
    };
    await forEachTenant(engine, work, { log, failed: 'it failed' });
    expect([seen.length, told]).toEqual([2, ['it failed']]);
    await closeEngine(engine);
    await forEachTenant(engine, work, { log, failed: 'it is away' });
    expect([seen.length, told]).toEqual([2, ['it failed', 'it is away']]);
  });
});
