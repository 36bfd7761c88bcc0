import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { type EventInput, type IssuedInvoice, FEBRUARY, JANUARY, MARCH, advance, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

const BACKFILL = 'backfill { name state pages eventCount application { added amended restored voided duplicates } reversion { voided amended restored reason } }';

interface Answer {
  readonly backfill: { readonly state: string; readonly application: object | null; readonly reversion: object | null } | null;
  readonly replayed: boolean;
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

const batchOf = (customers: readonly string[], events: readonly EventInput[], changes: object = {}) => ({ customerExternalIds: customers, eventNames: ['completion', 'request'], from: JANUARY, to: FEBRUARY, replace: false, events, ...changes });

async function send(client: ApiClient, mutation: string, input: object): Promise<Answer> {
  return await client.mutate<Answer>(mutation, input, `${BACKFILL} replayed`);
}

const told = ({ backfill, replayed, userErrors }: Answer) => (backfill ? `${backfill.state}${replayed ? ' again' : ''}` : userErrors.map(({ code, path }) => `${code} ${path.join('.')}`).join());
const usageOf = ({ lines }: IssuedInvoice) => lines.nodes.filter(({ description }) => description !== 'fee').map(({ description, quantity, amount }) => `${description}: ${quantity ?? '-'} ${amount.amount}`);

interface Preview {
  readonly isApplicable: boolean;
  readonly counts: object;
  readonly refused: readonly object[];
  readonly voidedKeys: readonly string[];
  readonly customerCount: number;
  readonly effects: readonly { readonly customer: { readonly externalId: string }; readonly difference: { readonly amount: string }; readonly lines: readonly Record<'billed' | 'current' | 'shouldBe' | 'difference', { amount: string }>[] }[];
}

async function previewed(client: ApiClient, input: object): Promise<Preview> {
  const { preview } = await client.ask<{ preview: { preview: Preview; userErrors: unknown } }>(
    `query($input: PreviewBackfillInput!) { preview: previewBackfill(input: $input) { userErrors { code path } preview { isApplicable counts { added amended restored voided duplicates conflicts rejected } refused { index key outcome error { code path } }
      voidedKeys customerCount effects { customer { externalId } difference { amount } lines { price { code } quantityBefore quantityAfter billed { amount } current { amount } shouldBe { amount } difference { amount } } } } } }`,
    { input },
  ).then(({ preview: answer }) => answer);
  return preview;
}

describe.each(dialectsUnderTest())('backfills on $name', (dialect) => {
  let api: TestApi;
  let calls = 0;
  const key = () => ({ idempotencyKey: `call ${(calls += 1)}`, reason: 'the collector was down' });
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  const shop = async (...customers: readonly string[]) => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    for (const customer of customers) await createSubscriber(client, customer);
    return client;
  };

  it('backfillUsage: replaces a month, as previewed and to the cent, and its reversion gives that back', async () => {
    const client = await shop('a', 'b');
    await record(client, [completion('a', 'a1', 1000), completion('a', 'a2', 500), request('a', 'r1'), completion('b', 'b1', 100), { ...completion('a', 'a3', 7), occurredAt: '2026-02-01T00:00:00Z' }]);
    // 1,000 at 0.01 and 500 at 0.005; one request at 0.10; 100 at 0.01.
    expect(usageOf(await issue(client, 'a', 'a 1'))).toEqual(['requests: 1 0.10', 'tokens: 1500 12.50']);
    expect(usageOf(await issue(client, 'b', 'b 1'))).toEqual(['tokens: 100 1.00']);

    const batch = batchOf(['a', 'b'], [completion('a', 'a1', 1000), completion('a', 'a2', 700), completion('a', 'a4', 40), completion('b', 'b2', 250)], { replace: true });
    const preview = await previewed(client, { batch });
    const money = (text: string) => ({ amount: text });
    expect(preview).toMatchObject({ isApplicable: true, refused: [], customerCount: 2, counts: { added: 2, amended: 1, restored: 0, voided: 2, duplicates: 1, conflicts: 0, rejected: 0 } });
    expect([...preview.voidedKeys].sort()).toEqual(['b1', 'r1']);
    // 1,740 tokens are 10.00 + 3.70 and the request is out; 250 tokens are 2.50.
    expect([...preview.effects].sort((one, other) => (one.customer.externalId < other.customer.externalId ? -1 : 1))).toMatchObject([
      { customer: { externalId: 'a' }, difference: money('1.10'), lines: expect.arrayContaining([expect.objectContaining({ quantityAfter: '1740', billed: money('12.50'), current: money('12.50'), shouldBe: money('13.70'), difference: money('1.20') })]) },
      { customer: { externalId: 'b' }, difference: money('1.50'), lines: [{ quantityBefore: '100', quantityAfter: '250', billed: money('1.00'), shouldBe: money('2.50'), difference: money('1.50') }] },
    ]);

    const input = { ...key(), name: 'january again', batch };
    expect(await send(client, 'backfillUsage', input)).toMatchObject({ replayed: false, backfill: { state: 'APPLIED', pages: 1, eventCount: 4, application: { added: 2, amended: 1, restored: 0, voided: 2, duplicates: 1 } } });
    expect(told(await send(client, 'backfillUsage', input))).toBe('APPLIED again');
    expect(told(await send(client, 'backfillUsage', { ...input, ...key() }))).toBe('CONFLICT input.name');
    await advance(client, MARCH);
    // And February's 7.
    expect(usageOf(await issue(client, 'a', 'a 2'))).toEqual(['requests: -1 -0.10', 'tokens: 240 1.20', 'tokens: 7 0.07']);
    expect(usageOf(await issue(client, 'b', 'b 2'))).toEqual(['tokens: 150 1.50']);
    const { usageEvents } = await client.ask<{ usageEvents: { nodes: object[] } }>('{ usageEvents(filter: { key: "b1" }) { nodes { backfill { name } counts { occurredAt } corrections { kind reason backfill { name } } } } }');
    expect(usageEvents.nodes).toEqual([{ backfill: null, counts: null, corrections: [{ kind: 'VOID', reason: 'the collector was down', backfill: { name: 'january again' } }] }]);
    expect(await client.ask('{ usageEvents(filter: { key: "b2" }) { nodes { backfill { name state } } } }')).toEqual({ usageEvents: { nodes: [{ backfill: { name: 'january again', state: 'APPLIED' } }] } });

    const revert = { ...key(), name: 'january again', reason: 'wrong file' };
    expect(await send(client, 'revertBackfill', revert)).toMatchObject({ backfill: { state: 'REVERTED', reversion: { voided: 2, amended: 1, restored: 2, reason: 'wrong file' } } });
    expect(told(await send(client, 'revertBackfill', revert))).toBe('REVERTED again');
    expect(told(await send(client, 'revertBackfill', { ...revert, ...key() }))).toBe('INVALID_STATE input.name');
    await advance(client, '2026-04-01T00:00:00Z');
    expect(usageOf(await issue(client, 'a', 'a 3'))).toEqual(['requests: 1 0.10', 'tokens: -240 -1.20']);
    expect(usageOf(await issue(client, 'b', 'b 3'))).toEqual(['tokens: -150 -1.50']);
    // What a reversion took out may be sent in another backfill, under the same keys.
    expect(await send(client, 'backfillUsage', { ...key(), name: 'third', batch: batchOf(['b'], [completion('b', 'b2', 300)]) })).toMatchObject({ backfill: { application: { added: 0, restored: 1, voided: 0 } } });
    expect(await client.ask('{ ledgerVerification { isValid } replay { isExact } driftReport { nodes { residualLines } } }')).toEqual({ ledgerVerification: { isValid: true }, replay: { isExact: true }, driftReport: { nodes: [{ residualLines: 0 }, { residualLines: 0 }] } });
  });

  it('stageBackfill: pages come in any order and count for nothing until they are applied together', async () => {
    const client = await shop('a');
    const page = (n: number) => Array.from({ length: 600 }, (_, index) => completion('a', `${n} ${index}`, 1, (index % 28) + 1));
    const stage = async (n: number, changes: object = {}, events = page(n)) => told(await send(client, 'stageBackfill', { name: 'large', reason: 'r', page: n, batch: batchOf(['a'], events), ...changes }));
    expect([await stage(2), await stage(1), await stage(2)]).toEqual(['STAGED', 'STAGED', 'STAGED again']);
    expect(await stage(2, {}, page(3))).toBe('CONFLICT input.page');
    expect(await stage(3, { reason: 'another' })).toBe('CONFLICT input.name');
    expect(await stage(101)).toBe('OUT_OF_RANGE input.page');
    expect(await stage(3, {}, [request('a', 'r'), { ...request('a', 's'), occurredAt: MARCH }])).toBe('OUT_OF_RANGE input.batch.events.1.occurredAt');
    expect(await client.ask('{ usageEvents { totalCount { value } } usageBackfill(name: "large") { state pages eventCount } }')).toEqual({ usageEvents: { totalCount: { value: 0 } }, usageBackfill: { state: 'STAGED', pages: 2, eventCount: 1200 } });
    expect((await previewed(client, { staged: 'large' })).counts).toMatchObject({ added: 1200 });
    const apply = async (input: object) => told(await send(client, 'applyBackfill', { name: 'large', pages: 2, ...input }));
    expect(await apply({ idempotencyKey: 'k1', pages: 3 })).toBe('INVALID_STATE input.pages');
    expect(await apply({ idempotencyKey: 'k1', name: 'nothing' })).toBe('NOT_FOUND input.name');
    const both = await Promise.all([apply({ idempotencyKey: 'k2' }), apply({ idempotencyKey: 'k3' })]);
    expect(both.sort()).toEqual(['APPLIED', 'INVALID_STATE input.name']);
    expect(await stage(3)).toBe('INVALID_STATE input.name');
    // 1,000 at 0.01 and 200 at 0.005.
    expect(usageOf(await issue(client, 'a', 'a 1'))).toEqual(['tokens: 1200 11.00']);
    const { usageBackfills } = await client.ask<{ usageBackfills: { nodes: { name: string; customers: object[] }[] } }>('{ usageBackfills { nodes { name state customers { externalId } eventNames period { start } actor } totalCount { value } } }');
    expect(usageBackfills.nodes).toMatchObject([{ name: 'large', customers: [{ externalId: 'a' }] }]);
  });

  it('backfillUsage: one event that cannot be counted keeps all from counting', async () => {
    const client = await shop('a');
    await record(client, [completion('a', 'a1', 5)]);
    const batch = batchOf(['a'], [completion('a', 'new', 1), completion('a', 'a1', 6), completion('a', 'bad', 'many')]);
    expect(await previewed(client, { batch })).toMatchObject({
      isApplicable: false,
      counts: { added: 1, conflicts: 1, rejected: 1 },
      refused: [{ index: 1, key: 'a1', outcome: 'CONFLICT', error: { code: 'CONFLICT', path: ['input', 'batch', 'events', '1', 'key'] } }, { index: 2, outcome: 'REJECTED', error: { code: 'INVALID_VALUE' } }],
    });
    expect(told(await send(client, 'backfillUsage', { ...key(), name: 'bad', batch }))).toBe('CONFLICT input.batch.events.1.key');
    expect(told(await send(client, 'backfillUsage', { ...key(), name: 'bad', batch: batchOf(['a', 'nobody'], []) }))).toBe('NOT_FOUND input.batch.customerExternalIds.1');
    expect(await client.ask('{ usageEvents { totalCount { value } } usageBackfills { totalCount { value } } }')).toEqual({ usageEvents: { totalCount: { value: 1 } }, usageBackfills: { totalCount: { value: 0 } } });
  });

  it('backfillUsage: of two that touch one event, the later is to be reverted first', async () => {
    const client = await shop('a');
    const apply = async (name: string, n: number) => told(await send(client, 'backfillUsage', { ...key(), name, batch: batchOf(['a'], [completion('a', 'e', n)], { replace: true }) }));
    const revert = async (name: string) => told(await send(client, 'revertBackfill', { ...key(), name }));
    expect([await apply('one', 1), await apply('two', 2)]).toEqual(['APPLIED', 'APPLIED']);
    expect([await revert('one'), await revert('two'), await revert('one')]).toEqual(['INVALID_STATE input.name', 'REVERTED', 'REVERTED']);
    expect(await client.ask('{ usageEvents { nodes { counts { occurredAt } corrections { kind } } } }')).toEqual({ usageEvents: { nodes: [{ counts: null, corrections: [{ kind: 'AMEND' }, { kind: 'AMEND' }, { kind: 'VOID' }] }] } });
  });
});
