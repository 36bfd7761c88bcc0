import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { capturedTerminal } from './support/capturedTerminal.ts';
import { startToyApi, type ToyApi, TOY_KEY } from './support/toyApi.ts';

const TRACE = fileURLToPath(new URL('../../../shared/data/llm-trace-code.csv', import.meta.url));

interface SentEvent {
  readonly key: string;
  readonly occurredAt: string;
  readonly properties: { readonly ContextTokens: number; readonly GeneratedTokens: number };
}

describe.skipIf(!existsSync(TRACE))('usage import: a real trace (left out where the file is absent)', () => {
  let api: ToyApi;
  beforeAll(async () => {
    api = await startToyApi();
  });
  afterAll(() => api.close());

  it('every request is an event, and a second import changes nothing', async () => {
    expect(await importing()).toMatchObject({ rows: 8_819, accepted: 8_819, duplicate: 0, rejected: 0 });
    expect(await importing()).toMatchObject({ rows: 8_819, accepted: 0, duplicate: 8_819, rejected: 0 });
    // The facts that the data set's own description states.
    const events = [...api.events.values()].map((text) => JSON.parse(text) as SentEvent);
    expect(events.reduce((sum, { properties }) => sum + properties.ContextTokens, 0)).toBe(18_059_974);
    expect(events.reduce((sum, { properties }) => sum + properties.GeneratedTokens, 0)).toBe(245_896);
    expect(Math.max(...events.map(({ properties }) => properties.ContextTokens))).toBe(7_437);
    expect(events[0]).toMatchObject({ occurredAt: '2023-11-16T18:17:03.979Z', properties: { ContextTokens: 4_808, GeneratedTokens: 10 } });
  });

  async function importing(): Promise<unknown> {
    const terminal = capturedTerminal();
    const where = ['--url', api.url, '--key', TOY_KEY, '--time-column', 'TIMESTAMP', '--time-zone', 'UTC'];
    const what = ['--customer', 'acme', '--event-name', 'completion', '--properties', 'ContextTokens,GeneratedTokens'];
    expect(await run(['node', 'neruba', 'usage', 'import', TRACE, ...where, ...what, '--json'], terminal)).toBe(0);
    return JSON.parse(terminal.out());
  }
});
