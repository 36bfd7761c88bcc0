import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { generateLedger } from '../support/generatedLedger.ts';
import { programFile } from '../support/program.ts';

const BIN = programFile('neruba');
const CUSTOMERS = 60;
/** For a machine that has much else to do. */
const LONG_MS = 240_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'neruba-verify-'));
  const engine = await openEngine(loadConfig({ NERUBA_DATA_DIR: join(folder, 'data') }));
  await generateLedger(engine.store, { customers: CUSTOMERS, journals: 20, seed: 1 });
  await closeEngine(engine);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Verified {
  readonly findings: readonly unknown[];
  readonly [count: string]: unknown;
}

const start = (...words: string[]) => spawn(process.execPath, [BIN, 'verify', '--json', ...words], { env: { PATH: process.env['PATH'], NERUBA_DATA_DIR: join(folder, 'data') } });

async function answerOf(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(...words);
  let [out, err] = ['', ''];
  // Decoded by the stream: a chunk may end within a character, and the names in a generated ledger are not all ASCII.
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return { code: await new Promise((resolve) => child.on('close', resolve)), out, err };
}

describe('neruba verify --resume-from', () => {
  it('verify: killed half-way, goes on after the book that was checked last, and ends as one that was not', async () => {
    const file = join(folder, 'verify.state');
    const child = start('--resume-from', file);
    const closed = new Promise((resolve) => child.on('close', resolve));
    while (!existsSync(file) && child.exitCode === null) await wait(5);
    child.kill('SIGKILL');
    await closed;
    const state = JSON.parse(await readFile(file, 'utf8')) as { books: number };
    expect(state.books).toBeGreaterThan(0);
    expect(state.books).toBeLessThan(CUSTOMERS);
    // What was found before the kill is not forgotten: the planted finding is in the answer, and the exit code says so.
    const planted = { check: 'CHAIN', message: 'planted', journalSeq: 1, invoiceNumber: null, tenantId: null, customerExternalId: null };
    await writeFile(file, JSON.stringify({ ...state, findings: [planted] }));
    const resumed = await answerOf('--resume-from', file);
    expect([resumed.code, existsSync(file)]).toEqual([1, false]);
    const whole = await answerOf();
    // A generated ledger has journals of lines and invoices that are not there, which is found of each book.
    const [{ findings, ...counts }, { findings: all, ...allCounts }] = [JSON.parse(resumed.out), JSON.parse(whole.out)] as [Verified, Verified];
    expect(counts).toEqual(allCounts);
    expect(findings[0]).toEqual(planted);
    expect(findings.length).toBeLessThan(all.length);
    const known = new Set(all.map((finding) => JSON.stringify(finding)));
    expect(findings.slice(1).filter((finding) => !known.has(JSON.stringify(finding)))).toEqual([]);
  }, LONG_MS);

  it('verify: a file that no verification left is refused, and stays', async () => {
    const file = join(folder, 'other.json');
    await writeFile(file, '{}');
    const { code, err } = await answerOf('--resume-from', file);
    expect([code, err]).toEqual([1, expect.stringContaining('is not what a verification left')]);
    expect(existsSync(file)).toBe(true);
  });
});
