import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreUnusableError } from '../../src/store/errors.ts';
import { openStore } from '../../src/store/open.ts';
import { ApiClient, ROOT_KEY } from '../support/api.ts';
import { runNeruba, startServerProcess } from '../support/serverProcess.ts';

describe('the embedded data folder', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'neruba-folder-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('lock: a second process is refused and told who holds the folder; a killed holder, or one that stopped, leaves it free', async () => {
    const folder = { url: null, dataDir };
    const first = await startServerProcess(folder);
    const { apiKey } = await new ApiClient(first.url, ROOT_KEY).must<{ apiKey: { secret: string } }>('createTenant', { name: 'Acme', defaultCurrency: 'USD' }, 'apiKey { secret }');
    const askName = async (url: string) => (await new ApiClient(url, apiKey.secret).ask<{ viewer: { tenant: { name: string } } }>('{ viewer { tenant { name } } }')).viewer.tenant.name;

    const second = await runNeruba(['serve', '--json'], folder);
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toContain(`held by process ${first.pid} on `);
    expect(second.stderr).toContain(`serving ${first.url}`);
    await expect(openStore({ dataDir })).rejects.toThrow(StoreUnusableError);
    expect(await askName(first.url)).toBe('Acme');

    await first.kill();
    const afterKill = await startServerProcess(folder);
    expect(await askName(afterKill.url)).toBe('Acme');
    await expect(openStore({ dataDir })).rejects.toThrow(`process ${afterKill.pid} on `);

    expect(await afterKill.stop()).toBe(0);
    const store = await openStore({ dataDir });
    await expect(openStore({ dataDir })).rejects.toThrow(`process ${process.pid} on `);
    await store.close();
    const last = await openStore({ dataDir });
    await last.close();
  });

  it('lock: a folder whose database does not open is let go again', async () => {
    const broken = join(dataDir, 'broken');
    await openStore({ dataDir: broken }).then((store) => store.close());
    await rm(join(broken, 'pglite', 'global'), { recursive: true });
    await expect(openStore({ dataDir: broken })).rejects.not.toThrow('is held by');
    await expect(openStore({ dataDir: broken })).rejects.not.toThrow('is held by');
  });
});
