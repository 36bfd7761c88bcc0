import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { type Chance, chanceOf } from '../support/chance.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { type EventInput, FEBRUARY, JANUARY, MARCH, advance, completion, createCatalog, createSubscriber, issue, record } from '../support/shop.ts';

const APRIL = '2026-04-01T00:00:00Z';
const EVENTS = 6;
/** Another history for each engine. */
const SEEDS = { pglite: 1, postgres: 2, mysql: 3, mariadb: 4 } as const;

type Step = (client: ApiClient) => Promise<unknown>;

const oneOf = <Item>(chance: Chance, items: readonly [Item, ...Item[]]): Item => items[chance.whole(0, items.length - 1)] ?? items[0];

/** Every value is another power of two: no two sets of events have one sum. */
const event = (key: string, n: number, month: string, day: number): EventInput => ({ ...completion('c', key, 2 ** n), occurredAt: `2026-${month}-${String(day).padStart(2, '0')}T12:00:00Z` });

/** Phases that come one after another; the steps of one come in any order, but that of each list. */
function phasesOf(chance: Chance): Step[][][] {
  const month = () => oneOf(chance, ['01', '02']);
  const recorded = (from: number, to: number) => Array.from({ length: to - from }, (_, offset): Step[] => {
    const n = from + offset;
    // Asked once, when the step is made: every order does the same.
    const sent = event(`e${n}`, n, month(), chance.whole(1, 28));
    const send: Step = (client) => record(client, [sent]);
    const name = oneOf(chance, ['none', 'voidUsage', 'amendUsage']);
    const values = name === 'amendUsage' ? { properties: { n: 2 ** (n + 10), model: 'small' }, occurredAt: `2026-${month()}-20T12:00:00Z` } : {};
    const correct: Step = (client) => client.must(name, { idempotencyKey: `correct ${n}`, customerExternalId: 'c', eventKey: `e${n}`, reason: 'r', ...values }, 'replayed');
    return name === 'none' ? [send] : [send, correct];
  });
  const scope = { customerExternalIds: ['c'], eventNames: ['completion'], from: JANUARY, to: FEBRUARY };
  const apply = (name: string, n: number, replace: boolean): Step => (client) =>
    client.must('backfillUsage', { idempotencyKey: `apply ${name}`, name, reason: 'r', batch: { ...scope, replace, events: [event(`${name} 1`, n, '01', 5), event(`${name} 2`, n + 1, '01', 9)] } }, 'replayed');
  const revert: Step = (client) => client.must('revertBackfill', { idempotencyKey: 'revert', name: 'second', reason: 'r' }, 'replayed');
  return [recorded(0, EVENTS / 2), [[apply('first', 22, oneOf(chance, [true, false]))]], recorded(EVENTS / 2, EVENTS), [[apply('second', 26, true)]], [[revert]]];
}

/** All of the history in an order of its own, with invoices in between at 1 February, 1 March and 1 April, and a last one. */
async function run(client: ApiClient, phases: readonly Step[][][], order: Chance): Promise<void> {
  await createCatalog(client);
  await createSubscriber(client, 'c');
  const times = [MARCH, APRIL, '2026-05-01T00:00:00Z'];
  let invoices = 0;
  const maybeIssue = async () => {
    if (order.whole(0, 3) > 0) return;
    const time = times.shift();
    if (time) await advance(client, time);
    await issue(client, 'c', `invoice ${(invoices += 1)}`).catch(nothingDue);
  };
  for (const phase of phases) {
    const waiting = phase.map((steps) => [...steps]);
    while (waiting.some((steps) => steps.length > 0)) {
      const open = waiting.filter((steps) => steps.length > 0);
      await open[order.whole(0, open.length - 1)]?.shift()?.(client);
      await maybeIssue();
    }
  }
  await advance(client, '2026-06-01T00:00:00Z');
  await issue(client, 'c', 'the last').catch(nothingDue);
}

function nothingDue(error: unknown): void {
  if (!(error instanceof Error) || !error.message.includes('NOTHING_TO_INVOICE')) throw error;
}

interface Charge {
  readonly kind: string;
  readonly state: string;
  readonly lineKey: string;
  readonly invoice: { readonly number: string } | null;
}

/** What all invoices together bill for the tokens of each month. */
async function billedOf(client: ApiClient): Promise<Record<string, string>> {
  const { invoices } = await client.ask<{ invoices: { nodes: { lines: { nodes: { description: string; servicePeriod: { start: string }; quantity: string | null; amount: { amount: string } }[] } }[] } }>(
    '{ invoices(first: 100) { nodes { lines { nodes { description quantity servicePeriod { start } amount { amount } } } } } }',
  );
  const sums = new Map<string, [number, number]>();
  for (const { description, servicePeriod, quantity, amount } of invoices.nodes.flatMap(({ lines }) => lines.nodes)) {
    if (description !== 'tokens') continue;
    const [tokens, cents] = sums.get(servicePeriod.start) ?? [0, 0];
    sums.set(servicePeriod.start, [tokens + Number(quantity), cents + Math.round(Number(amount.amount) * 100)]);
  }
  return Object.fromEntries([...sums].filter(([, [tokens, cents]]) => tokens !== 0 || cents !== 0).map(([start, [tokens, cents]]) => [start, `${tokens} ${cents}`] as const).sort());
}

describe.each(dialectsUnderTest())('orders of arrival on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('arrival: late, voided, amended and backfilled usage ends the same in every order, and each event on one first document a line', async () => {
    const seed = SEEDS[dialect.name];
    const outcomes: Record<string, string>[] = [];
    for (const order of [1, 2]) {
      const client = await api.createTenant({ sandboxClock: FEBRUARY });
      await run(client, phasesOf(chanceOf(seed)), chanceOf(100 * seed + order));
      outcomes.push(await billedOf(client));
      expect(await client.ask('{ ledgerVerification { isValid } replay { isExact } driftReport { nodes { residualLines } } }')).toEqual({ ledgerVerification: { isValid: true }, replay: { isExact: true }, driftReport: { nodes: [{ residualLines: 0 }] } });
      const keys = [...Array.from({ length: EVENTS }, (_, n) => `e${n}`), 'first 1', 'first 2', 'second 1', 'second 2'];
      const traced = await client.ask<Record<string, { charges: readonly Charge[] }>>(`{ ${keys.map((key, n) => `k${n}: correctionsFor(customerExternalId: "c", eventKey: "${key}") { charges { kind state lineKey invoice { number } } }`).join(' ')} }`);
      for (const [index, key] of keys.entries()) {
        const charges = traced[`k${index}`]?.charges ?? [];
        const firsts = charges.filter(({ kind }) => kind === 'FIRST_CHARGE').map(({ lineKey }) => lineKey);
        expect([key, firsts.length]).toEqual([key, new Set(charges.map(({ lineKey }) => lineKey)).size]);
        expect([key, charges.filter(({ state, invoice }) => state !== 'INVOICED' || invoice === null)]).toEqual([key, []]);
      }
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(Object.keys(outcomes[0] ?? {}).length).toBeGreaterThan(0);
  }, 240_000);
});
