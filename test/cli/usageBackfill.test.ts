/** `neruba usage backfill` against a real server: killed while it stages, gone on with, previewed, applied once, refused as a whole. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { runNerubaUntil } from '../support/serverProcess.ts';
import { FEBRUARY, createCatalog, createSubscriber } from '../support/shop.ts';
import { capturedTerminal } from './support/capturedTerminal.ts';

const ROWS = 4_000;
const PAGES = 4;
const ABOUT = ['--name', 'january', '--reason', 'the collector was down', '--from', '2026-01-01T00:00:00Z', '--to', FEBRUARY, '--customer', 'acme', '--event-name', 'request', '--time-column', 'at', '--key-column', 'key'];

describe('usage backfill', () => {
  let api: TestApi;
  let client: ApiClient;
  let folder: string;
  beforeAll(async () => {
    api = await sharedApi(dialectsUnderTest()[0]!);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    folder = await mkdtemp(join(tmpdir(), 'neruba-backfill-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await api.stop();
  });

  const argsOf = (file: string, ...more: string[]) => ['usage', 'backfill', file, '--url', api.url, '--key', client.key, ...ABOUT, ...more];
  const backfill = async (file: string, ...more: string[]) => {
    const terminal = capturedTerminal();
    const code = await run(['node', 'neruba', ...argsOf(file, ...more)], terminal);
    return { code, out: terminal.out(), err: terminal.err() };
  };
  const standing = async () =>
    await client.ask<{ usageEvents: { totalCount: { value: number } }; usageBackfill: { state: string; pages: number } | null }>('{ usageEvents { totalCount { value } } usageBackfill(name: "january") { state pages } }');
  const given = async (name: string, lines: readonly string[]) => {
    await writeFile(join(folder, name), ['at,key', ...lines, ''].join('\n'));
    return join(folder, name);
  };

  it('killed while it stages, it goes on under the same name; it shows what it would do, and is applied once', async () => {
    const lines = Array.from({ length: ROWS }, (_, n) => `2026-01-${String(1 + (n % 28)).padStart(2, '0')}T10:00:00Z,k${n}`);
    const file = await given('january.csv', lines);
    expect(await backfill(await given('bad.csv', [lines[0]!, 'yesterday,k2']), '--apply')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('line 3: occurredAt') });
    expect(await standing()).toMatchObject({ usageBackfill: null });

    const database = { url: null, dataDir: folder };
    await runNerubaUntil(argsOf(file, '--apply'), database, async () => {
      while (((await standing()).usageBackfill?.pages ?? 0) === 0) await sleep(5);
    });
    const cutOff = await standing();
    expect(cutOff.usageBackfill?.pages).toBeGreaterThanOrEqual(1);
    // Whole or not there: nothing counts before all of it does.
    expect([0, ROWS]).toContain(cutOff.usageEvents.totalCount.value);

    if (cutOff.usageBackfill?.state === 'STAGED') {
      // 4,000 requests at 0.10.
      expect(await backfill(file)).toMatchObject({ code: 0, out: expect.stringMatching(/counts nothing yet[^]*added +4,000[^]*acme: 400\.00 USD/) });
      expect(await standing()).toMatchObject({ usageEvents: { totalCount: { value: 0 } }, usageBackfill: { state: 'STAGED', pages: PAGES } });
      expect(await backfill(await given('other.csv', lines.map((line) => line.replace('T10', 'T11'))), '--apply')).toMatchObject({ code: 1, err: expect.stringContaining('staged before with other events') });
    }
    const statements = await api.countStatements(async () => {
      expect(await backfill(file, '--apply')).toMatchObject({ code: 0, out: expect.stringMatching(/"january"[^]*applied[^]*added +4,000/) });
    });
    // PostgreSQL is told of the new events before rows that refer to them are checked against them.
    const isTold = statements.some((statement) => /^analyze \(skip_locked\) "usage_events"/.test(statement));
    expect(isTold).toBe(cutOff.usageBackfill?.state === 'STAGED' && ['pglite', 'postgres'].includes(dialectsUnderTest()[0]!.name));
    expect(await backfill(file, '--apply', '--json').then(({ out }) => JSON.parse(out) as object)).toMatchObject({ state: 'APPLIED', application: { added: ROWS }, rows: ROWS, replayed: true });
    expect(await standing()).toMatchObject({ usageEvents: { totalCount: { value: ROWS } }, usageBackfill: { state: 'APPLIED' } });

    expect(await backfill(file)).toMatchObject({ code: 1, err: expect.stringContaining('was applied already') });
    expect(await backfill(await given('less.csv', lines.slice(1)), '--apply')).toMatchObject({ code: 1, err: expect.stringContaining('with 4000 events and not 3999') });
  });
});
