import { describe, expect, it } from 'vitest';
import { CommandFailure, UsageFailure } from '../../../src/cli/failure.ts';
import { type BatchAbout, readBatch } from '../../../src/cli/usageImport/batch.ts';
import type { Mapping } from '../../../src/cli/usageImport/event.ts';
import type { BrokenRow, ImportRow } from '../../../src/cli/usageImport/rows.ts';
import { parseTimeZone } from '../../../src/core/calendar.ts';
import { parseInstant } from '../../../src/core/instant.ts';
import type { JsonObject } from '../../../src/core/json.ts';

const MAPPING: Mapping = { customer: { fixed: 'acme' }, eventName: { column: 'what' }, timeColumn: 'at', timeZone: parseTimeZone('UTC'), keyColumn: null, keyPrefix: '', properties: null, numberProperties: null };
const ABOUT: BatchAbout = { from: parseInstant('2026-01-01T00:00:00Z'), to: parseInstant('2026-02-01T00:00:00Z'), replace: false, customers: null, eventNames: null };
const JANUARY = '2026-01-05T10:00:00Z';

const row = (line: number, cells: JsonObject): ImportRow => ({ line, cells: { at: JANUARY, what: 'call', ...cells }, isTyped: true });
async function* rowsOf(rows: readonly (ImportRow | BrokenRow)[]) {
  yield* await Promise.resolve(rows);
}
const read = async (rows: readonly (ImportRow | BrokenRow)[], about: Partial<BatchAbout> = {}, mapping: Partial<Mapping> = {}) => await readBatch(rowsOf(rows), { ...MAPPING, ...mapping }, { ...ABOUT, ...about });
const refusal = async (rows: readonly (ImportRow | BrokenRow)[], about: Partial<BatchAbout> = {}, mapping: Partial<Mapping> = {}) =>
  await read(rows, about, mapping).then(
    () => 'none',
    (error: unknown) => (error instanceof CommandFailure || error instanceof UsageFailure ? `${error.name}: ${error.message}` : String(error)),
  );

describe('readBatch', () => {
  it('a file: is pages of 1,000 rows, about the customers and event names of its rows', async () => {
    const batch = await read(Array.from({ length: 2_001 }, (_, n) => row(n + 2, { n, what: n % 2 === 0 ? 'call' : 'chat' })));
    expect([batch.rows, batch.pages.map((page) => page.length)]).toEqual([2_001, [1_000, 1_000, 1]]);
    expect(batch.scope).toEqual({ customerExternalIds: ['acme'], eventNames: ['call', 'chat'], from: ABOUT.from, to: ABOUT.to, replace: false });
  });

  it('a file: gives equal rows keys of their own, the same at each reading, and may be empty', async () => {
    const rows = [row(2, { n: 1 }), row(3, { n: 1 })];
    const [first, again] = [await read(rows), await read(rows)];
    expect(new Set(first.pages.flat().map(({ key }) => key)).size).toBe(2);
    expect(again).toEqual(first);
    expect(await read([], { eventNames: ['call'], replace: true })).toMatchObject({ rows: 0, pages: [[]] });
  });

  it.each<[string, (ImportRow | BrokenRow)[], Partial<BatchAbout>, Partial<Mapping>, string]>([
    ['a row that is none', [row(2, {}), { line: 3, reason: 'has 2 columns instead of 3', text: 'a,b' }], {}, {}, 'CommandFailure: line 3: the row has 2 columns instead of 3; nothing was sent'],
    ['a time that is none', [row(2, { at: 'soon' })], {}, {}, 'CommandFailure: line 2: occurredAt '],
    ['a time outside', [row(2, {}), row(3, { at: '2026-02-01T00:00:00Z' })], {}, {}, 'CommandFailure: line 3: occurredAt lies outside of `from` and `to`; nothing was sent'],
    ['an event name that it is not about', [row(2, { what: 'chat' })], { eventNames: ['call'] }, {}, 'CommandFailure: line 2: eventName is not an event name of this backfill; nothing was sent'],
    ['a key twice, with other content', [row(2, { id: 'k', n: 1 }), row(4, { id: 'k', n: 2 })], {}, { keyColumn: 'id' }, 'CommandFailure: line 4: key is in the file twice, with other content; nothing was sent'],
    ['a time that ends before it begins', [row(2, {})], { to: ABOUT.from }, {}, 'UsageFailure: to does not lie after `from`'],
    ['no event name at all', [], {}, {}, 'UsageFailure: eventNames needs at least one'],
  ])('refuses %s', async (_, rows, about, mapping, expected) => {
    expect(await refusal(rows, about, mapping)).toContain(expected);
  });
});
