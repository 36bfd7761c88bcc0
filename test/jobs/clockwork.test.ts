import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { instant } from '../../src/core/instant.ts';
import { every, forEachTenant, whenTold } from '../../src/jobs/clockwork.ts';
import { wakeAtUsage } from '../../src/jobs/thresholds.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import type { Engine } from '../../src/services/engine.ts';
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

describe('whenTold', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('whenTold: a second later, once for what is told twice, and then it rests nine times as long as it took', async () => {
    const begun = Date.now();
    const done: string[] = [];
    const work = async (task: string) => {
      await sleepFor(400);
      done.push(`${task} ${Date.now() - begun}`);
    };
    const job = whenTold(work);
    job.tell('a', 'early');
    job.tell('b', 'other');
    job.tell('a', 'late');
    await vi.advanceTimersByTimeAsync(1_500);
    // Told while it works: 800 ms of work are followed by 7,200 of rest.
    job.tell('a', 'again');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(done).toEqual(['late 1400', 'other 1800', 'again 9400']);
    // It has come to rest, and begins anew.
    expect(vi.getTimerCount()).toBe(0);
    job.tell('a', 'anew');
    await vi.advanceTimersByTimeAsync(1_100);
    const stopped = job.stop();
    job.tell('b', 'never');
    await vi.advanceTimersByTimeAsync(20_000);
    await stopped;
    expect(done.slice(3)).toEqual(['anew 22900']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('whenTold: what is left when it is stopped is left', async () => {
    const done: string[] = [];
    const job = whenTold<string>((task) => Promise.resolve(void done.push(task)));
    job.tell('a', 'a');
    await job.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(done).toEqual([]);
  });
});

/** Without its database: who has a threshold is looked at once a round, however much usage is said to come; of who has none nothing is said. */
async function expectPatience(engine: Engine): Promise<void> {
  vi.useFakeTimers();
  try {
    const said: unknown[] = [];
    const lookedAt = () => ({ at: instant(0), everyoneAt: instant(0), thresholds: new Map([['watched', 1n]]) });
    const looks = new Map([['tenant', lookedAt()]]);
    const wakes = wakeAtUsage(engine, { error: (about: unknown) => void said.push(about) }, looks);
    const use = async (tenantId: string) => {
      engine.usageNews.emit('changed', tenantId, ['watched', 'another']);
      await vi.advanceTimersByTimeAsync(5_000);
    };
    for (const tenantId of ['tenant', 'tenant', 'other tenant']) await use(tenantId);
    expect(said).toMatchObject([{ tenantId: 'tenant', customerId: 'watched' }]);
    looks.set('tenant', lookedAt());
    await use('tenant');
    expect(said).toHaveLength(2);
    await wakes.stop();
    looks.set('tenant', lookedAt());
    await use('tenant');
    expect([said.length, engine.usageNews.listenerCount('changed')]).toEqual([2, 0]);
  } finally {
    vi.useRealTimers();
  }
}

function sleepFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void globalThis.setTimeout(resolve, milliseconds));
}

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
    await expectPatience(engine);
  });
});
