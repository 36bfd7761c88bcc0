import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../src/cli/apiClient.ts';
import { programFile } from '../support/program.ts';

const BIN = programFile('neruba');
const TRACE = fileURLToPath(new URL('../../../shared/data/llm-trace-code.csv', import.meta.url));
const ROOT_KEY = 'a-root-key-for-operators';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'neruba-operator-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('neruba on an embedded database', () => {
  it('migrate: brings the schema up, then finds nothing to do', async () => {
    const first = await answerOf('migrate', '--json');
    expect(first).toMatchObject({ dialect: 'pglite', present: 0 });
    expect(await answerOf('migrate', '--json')).toEqual({ dialect: 'pglite', present: (first as { applied: number }).applied, applied: 0 });
  });

  it('tenant create, usage import, verify: beside a running server, and after it', async () => {
    const server = await serving();
    const { apiKey } = (await answerOf('tenant', 'create', 'Acme Cloud', '--currency', 'USD', '--json')) as { apiKey: { secret: string } };
    const key = apiKey.secret;
    const client = new ApiClient({ url: server.url, key });
    expect(await client.request('{ viewer { tenant { name } } }')).toEqual({ viewer: { tenant: { name: 'Acme Cloud' } } });
    if (existsSync(TRACE)) await billTrace(client, { url: server.url, key });
    const beside = await answerOf('verify', '--json');
    expect(beside).toMatchObject({ isValid: true, findings: [] });
    const files = [join(dataDir, 'beside.csv'), join(dataDir, 'after.csv')] as const;
    expect(await answerOf('export', '--format', 'csv', '--key', key, '--out', files[0], '--json')).toMatchObject({ file: files[0] });
    expect(await server.stop()).toBe(0);
    expect(await answerOf('verify', '--json')).toEqual(beside);
    expect(await answerOf('export', '--format', 'csv', '--key', key, '--out', files[1], '--json')).toMatchObject({ file: files[1] });
    expect(await readFile(files[1], 'utf8')).toBe(await readFile(files[0], 'utf8'));
    const refused = await neruba('export', '--format', 'csv', '--key', key, '--from', 'yesterday', '--out', join(dataDir, 'none.csv'));
    expect([refused.code, existsSync(join(dataDir, 'none.csv')), existsSync(join(dataDir, 'none.csv.partial'))]).toEqual([1, false, false]);
    expect(refused.err).toMatch(/from is not an RFC 3339 timestamp/);
  });

  it('tenant create: with no server running; refused input is one sentence, and no tenant', async () => {
    expect(await answerOf('tenant', 'create', 'Birke', '--currency', 'EUR', '--json')).toMatchObject({ tenant: { name: 'Birke' } });
    const { code, out, err } = await neruba('tenant', 'create', 'Birke', '--currency', 'XXQ', '--json');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^neruba: createTenant was refused: .*\(UNKNOWN_CURRENCY\)\n$/);
  });

  it('a second server on the same folder: is refused in a sentence that names the holder', async () => {
    const server = await serving();
    const { code, err } = await neruba('serve', '--port', '0');
    expect(code).toBe(1);
    expect(err).toContain(`is held by process`);
    expect(err).toContain(server.url);
    expect(err).not.toContain('    at ');
    expect(await server.stop()).toBe(0);
  });

  it('demo: runs a second time on the same folder, and --json is one document', async () => {
    for (const _ of [1, 2]) {
      const { code, out } = await neruba('demo', '--exit', '--json');
      expect(JSON.parse(out)).toMatchObject({ isHeld: true, verification: { isValid: true } });
      expect(code).toBe(0);
    }
  });
});

const TIERS = [
  { upTo: '1000000', unitAmount: '0.000003' },
  { upTo: '10000000', unitAmount: '0.0000025' },
  { upTo: null, unitAmount: '0.0000013' },
];

function mutation(name: string, answer = ''): string {
  const field = name.charAt(0).toLowerCase() + name.slice(1);
  return `mutation ${name}($input: ${name}Input!) { ${field}(input: $input) { ${answer} userErrors { message code path } } }`;
}

/** Imports the real trace twice, bills it by graduated tiers, and compares with arithmetic of its own. */
async function billTrace(client: ApiClient, { url, key }: { url: string; key: string }): Promise<void> {
  const startAt = '2023-11-01T00:00:00Z';
  await client.mutate(mutation('CreateMeter'), {
    code: 'context', eventName: 'completion', aggregation: 'SUM', valueProperty: 'ContextTokens',
  });
  await client.mutate(mutation('CreatePlan'), {
    code: 'tiers', currency: 'USD', interval: { unit: 'MONTH', count: 1 },
    prices: [{ code: 'context', meterCode: 'context', model: { graduated: { tiers: TIERS } } }],
  });
  await client.mutate(mutation('CreateCustomer'), { externalId: 'coder', name: 'Coder' });
  await client.mutate(mutation('CreateSubscription'), {
    idempotencyKey: 'subscribe', customerExternalId: 'coder', planCode: 'tiers', startAt,
  });
  const options = ['--url', url, '--key', key, '--customer', 'coder', '--event-name', 'completion', '--time-column', 'TIMESTAMP', '--json'];
  expect(await answerOf('usage', 'import', TRACE, ...options)).toMatchObject({ rows: 8_819, accepted: 8_819, duplicate: 0 });
  expect(await answerOf('usage', 'import', TRACE, ...options)).toMatchObject({ rows: 8_819, accepted: 0, duplicate: 8_819 });

  const issued = await client.mutate<{ invoice: { total: { minorUnits: string }; lines: { nodes: { quantity: string }[] } } }>(
    mutation('IssueInvoice', 'invoice { total { minorUnits } lines { nodes { quantity } } }'),
    { idempotencyKey: 'issue', customerExternalId: 'coder', asOf: '2023-12-01T00:00:00Z' },
  );
  const rows = (await readFile(TRACE, 'utf8')).trimEnd().split('\r\n').slice(1);
  const tokens = rows.reduce((sum, row) => sum + BigInt(row.split(',')[1] ?? ''), 0n);
  // Millionths of a cent: 0.000003 USD a token are 300. Half a cent is 500,000 of them.
  const millionths = 1_000_000n * 300n + 9_000_000n * 250n + (tokens - 10_000_000n) * 130n;
  expect(issued.invoice.lines.nodes[0]?.quantity).toBe(tokens.toString());
  expect(issued.invoice.total.minorUnits).toBe(((millionths + 500_000n) / 1_000_000n).toString());
}

interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(...words: string[]) {
  return spawn(process.execPath, [BIN, ...words], { env: { PATH: process.env['PATH'], NERUBA_DATA_DIR: dataDir, NERUBA_ROOT_KEY: ROOT_KEY } });
}

async function neruba(...words: string[]): Promise<Finished> {
  const child = start(...words);
  const texts = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
  return { code: await new Promise((resolve) => child.on('close', resolve)), ...texts };
}

/** The JSON document of a command that succeeds. */
async function answerOf(...words: string[]): Promise<unknown> {
  const { code, out, err } = await neruba(...words);
  if (code !== 0) throw new Error(`neruba ${words.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out);
}

/** A server of its own process; `stop` gives its exit code. */
async function serving(): Promise<{ url: string; stop: () => Promise<number | null> }> {
  const child = start('serve', '--port', '0', '--json');
  const gone = new Promise<number | null>((resolve) => child.on('close', resolve));
  let [out, err] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const found = /"url": "([^"]+)"/.exec(out);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    void gone.then((code) => reject(new Error(`the server ended with ${code}: ${err}`)));
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      return await gone;
    },
  };
}
