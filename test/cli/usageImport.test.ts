import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { capturedTerminal } from './support/capturedTerminal.ts';
import { startToyApi, type ToyApi, TOY_KEY } from './support/toyApi.ts';
import { programFile } from '../support/program.ts';

const BIN = programFile('neruba');

let api: ToyApi;
let folder: string;

beforeEach(async () => {
  api = await startToyApi();
  folder = await mkdtemp(join(tmpdir(), 'neruba-import-'));
});

afterEach(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

describe('usage import', () => {
  it('CSV: byte-order mark, CRLF, quoted cells and blank lines go in; a second import changes nothing', async () => {
    const file = await given('trace.csv', '\ufeffat,tokens,"the ""model"""\r\n2026-01-01 00:00:00.1234567,5,"a\r\nb"\r\n\r\n2026-01-01 00:00:01,6,"x,y"\r\n');
    expect(await importing(file)).toMatchObject({ code: 0, rows: 2, accepted: 2, duplicate: 0, conflict: 0, rejected: 0 });
    expect(storedProperties()).toEqual([
      { tokens: 5, 'the "model"': 'a\r\nb' },
      { tokens: 6, 'the "model"': 'x,y' },
    ]);
    const before = [...api.events];
    expect(await importing(file)).toMatchObject({ code: 0, rows: 2, accepted: 0, duplicate: 2 });
    expect([...api.events]).toEqual(before);
  });

  it('equal rows: each is an event, in the first import and in none after', async () => {
    const file = await given('equal.csv', `at,tokens\n${'2026-01-01 00:00:00,5\n'.repeat(7)}`);
    expect(await importing(file, '--batch-size', '2')).toMatchObject({ rows: 7, accepted: 7 });
    expect(await importing(file, '--batch-size', '3')).toMatchObject({ rows: 7, accepted: 0, duplicate: 7 });
  });

  it('NDJSON: blank lines, any types, numbers beyond a double as text', async () => {
    const file = await given('events.data', '{"at":"2026-01-01T00:00:00Z","n":12345678901234567890.5,"ok":true}\r\n\n{"at":1767225600,"deep":{"a":[1]}}\n');
    expect(await importing(file)).toMatchObject({ code: 0, rows: 2, accepted: 2 });
    expect(storedProperties()).toEqual([{ n: '12345678901234567890.5', ok: true }, { deep: { a: [1] } }]);
  });

  it('bad rows: each is reported with its line and reason, the others go in, and the exit code is 1', async () => {
    const file = await given(
      'bad.csv',
      [
        'at,tokens,note,who',
        '2026-01-01 00:00:00,1,,acme',
        'soon,2,,acme',
        '2026-01-01 00:00:00,3',
        '2026-01-01 00:00:00,4,"two',
        'lines",acme',
        '2026-01-01 00:00:00,5,,nobody',
        '2026-01-01 00:00:00,many,,acme',
        '2026-01-01 00:00:00,"6,,acme',
        '2026-01-01 00:00:00,7,,acme',
        '',
      ].join('\n'),
    );
    const result = await importing(file, '--customer-column', 'who', '--number-properties', 'tokens');
    expect(result).toMatchObject({ code: 1, rows: 8, accepted: 3, rejected: 5, failure: null });
    expect((await rejects()).map(({ line, field, reason }) => [line, field, reason])).toEqual([
      [3, 'occurredAt', 'is not a time such as "2026-01-31T23:59:59Z": "soon"'],
      [4, null, 'has 2 columns instead of 4'],
      [7, 'customerExternalId', 'is unknown (NOT_FOUND)'],
      [8, 'properties.tokens', 'is not a plain decimal number such as "12.50"'],
      [9, null, 'has a quote that is never closed'],
    ]);
    expect((await rejects()).find(({ line }) => line === 7)?.row).toEqual({ at: '2026-01-01 00:00:00', tokens: '5', note: '', who: 'nobody' });
    expect((await rejects()).find(({ line }) => line === 9)?.row).toBe('2026-01-01 00:00:00,"6,,acme');
  });

  it('bad rows: --allow-rejects makes them no failure', async () => {
    const file = await given('bad.csv', 'at\nsoon\n2026-01-01 00:00:00\n');
    expect(await importing(file, '--allow-rejects')).toMatchObject({ code: 0, accepted: 1, rejected: 1 });
  });

  it('bad NDJSON: lines that are no objects, and numbers that cannot be kept', async () => {
    const file = await given('bad.ndjson', `{"at":0}\n[1]\n{"at":0,\n{"at":0,"n":1e400}\n{"at":0,"d":${'['.repeat(3_000)}${']'.repeat(3_000)}}\n{"at":0,"t":"\\ud800"}\n`);
    expect(await importing(file)).toMatchObject({ code: 1, rows: 6, accepted: 1, rejected: 5, failure: null });
    expect((await rejects()).map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  });

  it('conflict: a key that holds other content is reported, and nothing is changed', async () => {
    const first = await given('first.csv', 'at,id,tokens\n0,k1,5\n');
    const second = await given('second.csv', 'at,id,tokens\n0,k1,6\n0,k2,7\n');
    await importing(first, '--key-column', 'id');
    expect(await importing(second, '--key-column', 'id')).toMatchObject({ code: 1, accepted: 1, conflict: 1 });
    expect(await rejects()).toMatchObject([{ line: 2, field: 'key', row: { id: 'k1', tokens: '6' } }]);
    expect(storedProperties()).toEqual([{ tokens: 5 }, { tokens: 7 }]);
  });

  it('trouble on the way: is tried again, and nothing is counted twice', async () => {
    const file = await given('many.csv', rowsOf(100));
    api.mishaps.push('cut after work', { status: 503 }, null, 'cut', { status: 429, headers: { 'retry-after': '0' } });
    expect(await importing(file, '--batch-size', '10')).toMatchObject({ code: 0, rows: 100, accepted: 90, duplicate: 10 });
    expect(api.events.size).toBe(100);
  });

  it('a failure that stays: ends with what was confirmed, and the next import finishes', async () => {
    const file = await given('many.csv', rowsOf(100));
    api.mishaps.push(null, null, null, { status: 500 });
    const failed = await importing(file, '--batch-size', '10', '--concurrency', '1');
    expect(failed).toMatchObject({ code: 1, rows: 40, accepted: 30, unconfirmed: 10 });
    expect(failed.failure).toContain('answers 500');
    expect(await importing(file, '--batch-size', '10')).toMatchObject({ code: 0, rows: 100, accepted: 70, duplicate: 30 });
  });

  it('interrupt: the batches in flight are counted, the next import finishes', async () => {
    const file = await given('many.csv', rowsOf(100));
    api.onBatch = () => {
      if (api.batches.length === 3) process.emit('SIGINT');
    };
    const stopped = await importing(file, '--batch-size', '10', '--concurrency', '2');
    expect(stopped).toMatchObject({ code: 1, failure: 'interrupted', unconfirmed: 0 });
    expect(stopped.accepted).toBe(api.events.size);
    expect(stopped.accepted).toBeLessThanOrEqual(40);
    expect(await importing(file)).toMatchObject({ code: 0, rows: 100, duplicate: stopped.accepted });
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('kill: the next import finds what was in and finishes the rest', async () => {
    const file = await given('many.csv', rowsOf(500));
    const child = spawn(process.execPath, [BIN, ...commandLine(file, '--batch-size', '10').slice(2)], { stdio: 'ignore' });
    const gone = new Promise((resolve) => child.on('close', resolve));
    api.onBatch = () => {
      if (api.batches.length === 5) child.kill('SIGKILL');
    };
    await gone;
    const { size } = api.events;
    expect(size).toBeGreaterThanOrEqual(30);
    expect(size).toBeLessThan(500);
    expect(await importing(file)).toMatchObject({ code: 0, rows: 500, accepted: 500 - size, duplicate: size });
    expect(api.events.size).toBe(500);
  });

  it('dry run: checks every row and sends none', async () => {
    const file = await given('mixed.csv', 'at\n0\nsoon\n');
    expect(await importing(file, '--dry-run')).toMatchObject({ code: 1, rows: 2, accepted: 1, rejected: 1, dryRun: true });
    expect(api.batches).toEqual([]);
  });

  it('batches: no more than asked for at a time', async () => {
    await importing(await given('many.csv', rowsOf(25)), '--batch-size', '10', '--concurrency', '1');
    expect(api.batches).toEqual([10, 10, 5]);
  });

  it.each([
    ['a column that the file lacks', ['--key-column', 'id'], 'no column "id"; it has "at"'],
    ['a zone that does not exist', ['--time-zone', 'Mars/Base'], 'not an IANA time zone'],
    ['a batch of 1,001', ['--batch-size', '1001'], 'a whole number from 1 to 1000'],
    ['a customer and a customer column', ['--customer-column', 'at'], 'exactly one of --customer and --customer-column'],
    ['number properties that are none', ['--properties', 'at', '--number-properties', 'x'], 'names "x"'],
  ])('wrong usage: %s', async (_, options, message) => {
    const terminal = capturedTerminal();
    const file = await given('one.csv', 'at\n0\n');
    expect(await run(commandLine(file, ...options, ...(options[0] === '--customer-column' ? ['--customer', 'acme'] : [])), terminal)).toBe(2);
    expect(terminal.err()).toContain(message);
    expect(terminal.out()).toBe('');
    expect(api.batches).toEqual([]);
  });

  it('wrong usage: a file that is not there, a missing key, two columns of one name', async () => {
    const failing = async (...argv: string[]) => {
      const terminal = capturedTerminal();
      return [await run(argv, terminal), terminal.err()];
    };
    expect(await failing(...commandLine(join(folder, 'none.csv')))).toEqual([2, `neruba: there is no file ${folder}/none.csv\n`]);
    const twice = await given('twice.csv', 'at,at\n0,0\n');
    expect(await failing(...commandLine(twice))).toEqual([2, 'neruba: the file has two columns named "at"\n']);
    const noKey = commandLine(twice).filter((part) => part !== '--key' && part !== TOY_KEY);
    expect(await failing(...noKey)).toEqual([2, 'neruba: an API key is needed: --key, or NERUBA_API_KEY in the environment\n']);
  });

  it('a wrong API key: is one sentence', async () => {
    const terminal = capturedTerminal();
    const argv = commandLine(await given('one.csv', 'at\n0\n')).map((part) => (part === TOY_KEY ? 'wrong' : part));
    expect(await run(argv, terminal)).toBe(1);
    expect(terminal.err()).toContain(`neruba: the import stopped: ${api.url} does not know this API key.`);
  });

  it('summary: is readable without --json', async () => {
    const terminal = capturedTerminal();
    const argv = commandLine(await given('many.csv', rowsOf(1_500))).filter((part) => part !== '--json');
    expect(await run(argv, terminal)).toBe(0);
    expect(terminal.out()).toMatch(/^rows +1,500\naccepted +1,500\nduplicate +0\nconflict +0\nrejected +0\n[\d.]+ seconds, [\d,]+ rows a second\n$/);
  });
});

async function given(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

function rowsOf(count: number): string {
  return `at,tokens\n${Array.from({ length: count }, (_, index) => `${index},1\n`).join('')}`;
}

function commandLine(file: string, ...options: string[]): string[] {
  const customer = options.includes('--customer') || options.includes('--customer-column') ? [] : ['--customer', 'acme'];
  const fixed = ['--url', api.url, '--key', TOY_KEY, '--event-name', 'completion', '--time-column', 'at', '--rejects', join(folder, 'rejects.ndjson'), '--json'];
  return ['node', 'neruba', 'usage', 'import', file, ...fixed, ...customer, ...options];
}

interface Summary {
  readonly accepted: number;
  readonly failure: string | null;
}

/** Runs the import and gives its exit code with the figures of its summary. */
async function importing(file: string, ...options: string[]): Promise<Summary & { code: number }> {
  const terminal = capturedTerminal();
  const code = await run(commandLine(file, ...options), terminal);
  return { code, ...(JSON.parse(terminal.out()) as Summary) };
}

function storedProperties(): unknown[] {
  return [...api.events.values()].map((text) => (JSON.parse(text) as { properties: unknown }).properties);
}

async function rejects(): Promise<{ line: number; field: string | null; reason: string; row: unknown }[]> {
  const text = await readFile(join(folder, 'rejects.ndjson'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { line: number; field: string | null; reason: string; row: unknown });
  return lines.sort((a, b) => a.line - b.line);
}
