/** Threshold billing over HTTP and by the job, on every engine: usage is invoiced when it reaches the amount, once, and every proof holds. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { instant } from '../../src/core/instant.ts';
import { decodeIdOf } from '../../src/graphql/nodeId.ts';
import { issueAllAtThresholds, wakeAtUsage } from '../../src/jobs/thresholds.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { findBooks } from '../../src/repositories/books.ts';
import { findCustomersByExternalId } from '../../src/repositories/customers.ts';
import { backfillUsage } from '../../src/services/backfillUsage.ts';
import { amendUsage } from '../../src/services/correctUsage.ts';
import type { Engine } from '../../src/services/engine.ts';
import { SCOPES } from '../../src/services/actor.ts';
import type { ThresholdLook } from '../../src/services/issueAtThreshold.ts';
import { captureHold } from '../../src/services/endHold.ts';
import { grantCredits } from '../../src/services/grantCredits.ts';
import { holdCredits } from '../../src/services/holdCredits.ts';
import { issueInvoice } from '../../src/services/issueInvoice.ts';
import { recordUsage } from '../../src/services/recordUsage.ts';
import { rebuildLedger } from '../../src/services/rebuildLedger.ts';
import { replayLedger } from '../../src/services/replayLedger.ts';
import { revertBackfill } from '../../src/services/revertBackfill.ts';
import { verifyLedger } from '../../src/services/verifyLedger.ts';
import { ApiClient, type TestApi, configOf, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { MARCH, advance, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

interface Amount {
  readonly amount: string;
}
interface Line {
  readonly description: string;
  readonly amount: Amount;
  readonly usageUntil: string | null;
  readonly isAdjustment: boolean;
  readonly causes: readonly { readonly kind: string }[];
  readonly explain: { readonly previousQuantity: string | null; readonly quantity: string | null; readonly previouslyBilled: Amount; readonly roundedAmount: Amount; readonly steps: readonly { readonly amount: string }[] };
  readonly events: { readonly nodes: readonly { readonly key: string }[] };
}
interface Invoice {
  readonly id: string;
  readonly number: string | null;
  readonly usageSoFar: boolean;
  readonly usageThreshold: Amount | null;
  readonly total: Amount;
  readonly lines: { readonly nodes: readonly Line[] };
}
const FIELDS = `id number usageSoFar usageThreshold { amount } total { amount } lines { nodes { description amount { amount } usageUntil isAdjustment causes { kind }
  explain { previousQuantity quantity previouslyBilled { amount } roundedAmount { amount } steps { amount } } events(newOnly: true) { nodes { key } } } }`;
const JANUARY_10 = '2026-01-10T00:00:00Z';
const log = { error: (context: unknown) => expect(context).toBeNull() };

const lineText = ({ description, amount, usageUntil, causes, explain }: Line) =>
  `${description} ${amount.amount} ${usageUntil === null ? 'whole' : `until ${usageUntil.slice(8, 10)}`}: ${explain.previousQuantity} for ${explain.previouslyBilled.amount}, now ${explain.quantity} for ${explain.roundedAmount.amount} ${causes.map(({ kind }) => kind).join(' ')}`.trim();
const textOf = ({ number, total, lines }: Invoice) => [`${number} ${total.amount}`, ...lines.nodes.map(lineText)];

describe.each(dialectsUnderTest())('usage thresholds on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(dialect);
    client = await api.createTenant({ sandboxClock: JANUARY_10 });
    await createCatalog(client);
  });
  afterAll(() => api.stop());

  /** Work on engines of its own beside the server; of the embedded database there is one at a time. */
  const beside = async (work: (engines: readonly Engine[]) => Promise<void>, count = 1) => {
    const { database } = api;
    const isEmbedded = database.url === null;
    if (isEmbedded) await api.stop({ keepDatabase: true });
    const engines = await Promise.all(Array.from({ length: isEmbedded ? 1 : count }, () => openEngine(configOf(database))));
    await work(engines);
    await Promise.all(engines.map(closeEngine));
    if (isEmbedded) api = await startApi(dialect, { database });
    client = new ApiClient(api.url, client.key);
  };
  const standingOf = async (externalId: string) =>
    await client.ask<{ customer: { usageThreshold: Amount | null; thresholdStanding: { threshold: Amount; unbilled: Amount; isReached: boolean; mayIssueAt: string } | null; upcomingInvoice: Invoice | null } }>(
      `query($externalId: String) { customer(externalId: $externalId) { usageThreshold { amount } thresholdStanding { threshold { amount } unbilled { amount } isReached mayIssueAt } upcomingInvoice(usageSoFar: true) { ${FIELDS} } } }`,
      { externalId },
    );
  const invoicesOf = async (of: ApiClient, externalId: string) =>
    (await of.ask<{ customer: { invoices: { nodes: Invoice[] } } }>(`query($externalId: String) { customer(externalId: $externalId) { invoices { nodes { ${FIELDS} } } } }`, { externalId })).customer.invoices.nodes.toReversed();

  it('usageThreshold: a customer has its own, else that of its tenant if that is in its currency; zero is none', async () => {
    await createSubscriber(client, 'acme', { usageThreshold: '12.50' });
    await client.must('createCustomer', { externalId: 'plain', name: 'Plain' }, 'replayed');
    await client.must('createCustomer', { externalId: 'never', name: 'Never', usageThreshold: '0' }, 'replayed');
    await client.must('createCustomer', { externalId: 'kyoto', name: 'Kyoto', currency: 'JPY' }, 'replayed');
    const { tenant } = await client.must<{ tenant: { usageThreshold: Amount } }>('updateTenant', { usageThreshold: '500' }, 'tenant { usageThreshold { amount } }');
    expect(tenant.usageThreshold.amount).toBe('500.00');
    const thresholds = await Promise.all(['acme', 'plain', 'never', 'kyoto'].map(async (id) => (await standingOf(id)).customer.thresholdStanding?.threshold.amount ?? null));
    expect(thresholds).toEqual(['12.50', '500.00', null, null]);
    expect((await client.mutate<object>('updateCustomer', { externalId: 'kyoto', usageThreshold: '1.5' }, '__typename')).userErrors).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['input', 'usageThreshold'] }]);
    await client.must('updateTenant', { usageThreshold: null }, '__typename');
    expect((await standingOf('plain')).customer.thresholdStanding).toBeNull();
  });

  it('a threshold that is reached: the draft says so, the job issues once however many run, and the invoice says what is charged until when', async () => {
    await createSubscriber(client, 'below', { usageThreshold: '12.51' });
    // 1,500 tokens: 1,000 at 0.01 and 500 at 0.005 are 12.50. What is dated after now is not used yet.
    for (const customer of ['acme', 'below']) await record(client, [completion(customer, 'c1', 1000, 2), completion(customer, 'c2', 500, 8), completion(customer, 'c3', 700, 20)]);
    const { thresholdStanding, upcomingInvoice } = (await standingOf('acme')).customer;
    expect(thresholdStanding).toEqual({ threshold: { amount: '12.50' }, unbilled: { amount: '12.50' }, isReached: true, mayIssueAt: '2026-01-10T00:00:00.000Z' });
    expect((await standingOf('below')).customer.thresholdStanding).toMatchObject({ unbilled: { amount: '12.50' }, isReached: false });
    // With the fee of January, which nobody has invoiced.
    expect(textOf(upcomingInvoice!)).toEqual(['null 22.50', 'fee 10.00 whole: null for 0.00, now null for 10.00', 'tokens 12.50 until 10: null for 0.00, now 1500 for 12.50']);
    const { node } = await client.ask<{ node: Invoice }>(`query($id: ID!) { node(id: $id) { ... on Invoice { ${FIELDS} } } }`, { id: upcomingInvoice!.id });
    expect(node).toEqual(upcomingInvoice);

    await beside(async (engines) => {
      await Promise.all([...engines, ...engines].map((engine) => issueAllAtThresholds(engine, log, new Map())));
    }, 2);
    const [invoice, ...others] = await invoicesOf(client, 'acme');
    expect(others).toEqual([]);
    expect(textOf(invoice!)).toEqual(['INV-000001 22.50', ...textOf(upcomingInvoice!).slice(1)]);
    expect(invoice).toMatchObject({ usageSoFar: true, usageThreshold: { amount: '12.50' } });
    expect(invoice?.lines.nodes[1]?.explain.steps.map(({ amount }) => amount)).toEqual(['10', '2.5']);
    expect(invoice?.lines.nodes[1]?.events.nodes.map(({ key }) => key)).toEqual(['c1', 'c2']);
    expect(await invoicesOf(client, 'below')).toEqual([]);
    expect((await standingOf('acme')).customer.thresholdStanding).toMatchObject({ unbilled: { amount: '0.00' }, isReached: false });
  });

  it('races: the job twice, an invoice that is asked for and usage at the same time end with everything billed once', async () => {
    const racing = await api.createTenant({ sandboxClock: JANUARY_10 });
    await createCatalog(racing);
    const { viewer } = await racing.ask<{ viewer: { tenant: { id: string } } }>('{ viewer { tenant { id } } }');
    const actor = { tenantId: decodeIdOf('ten', viewer.tenant.id)![0], keyId: 'racer', customerId: null, scopes: new Set(SCOPES), expiresAt: null };
    for (const customer of ['raced', 'woken']) await createSubscriber(racing, customer, { usageThreshold: '12.50' });
    await record(racing, [completion('raced', 'c1', 1500, 2)]);
    await beside(async (engines) => {
      const [one, other] = [engines[0]!, engines[1] ?? engines[0]!];
      const asked = issueInvoice(one, actor, { idempotencyKey: 'raced', customerExternalId: 'raced', usageSoFar: true }).catch((error: unknown) => expect(error).toMatchObject({ code: 'NOTHING_TO_INVOICE' }));
      const more = recordUsage(other, actor, [{ ...completion('raced', 'c2', 500, 3), properties: { n: 500, model: 'small' } }]);
      await Promise.all([asked, more, ...[one, other].map((engine) => issueAllAtThresholds(engine, log, new Map()))]);

      // Usage that this process records is looked at without waiting for a round, and so is a correction of it, by each of two jobs that hear of it.
      const looks = new Map<string, ThresholdLook>();
      await issueAllAtThresholds(one, log, looks);
      const wakes = [wakeAtUsage(one, log, looks), wakeAtUsage(one, log, looks)];
      const { database } = one.store;
      const [woken] = await findCustomersByExternalId(database, actor, ['woken']);
      const isInvoiced = async (times: number) => await vi.waitFor(async () => expect((await findBooks(database, actor, [woken!.id])).map(({ cutNumber }) => cutNumber)).toEqual([times]), { timeout: 30_000, interval: 100 });
      await recordUsage(one, actor, [{ ...completion('woken', 'c1', 1500, 2), properties: { n: 1500, model: 'small' } }]);
      await isInvoiced(1);
      // 1,000 at 0.01 and 3,000 at 0.005 are 25.00, of which 12.50 are invoiced.
      await amendUsage(one, actor, { idempotencyKey: 'more', customerExternalId: 'woken', eventKey: 'c1', properties: { n: 4000, model: 'small' }, reason: 'more' });
      await isInvoiced(2);
      // 3,000 more are 15.00; what brings them back down is below the threshold, and waits.
      const backfill = { name: 'more', reason: 'was missing', customerExternalIds: ['woken'], eventNames: ['completion'], from: instant(Date.parse('2026-01-01T00:00:00Z')), to: instant(Date.parse('2026-01-10T00:00:00Z')), replace: false };
      await backfillUsage(one, actor, { ...backfill, idempotencyKey: 'backfill', events: [{ ...completion('woken', 'c2', 3000, 2), properties: { n: 3000, model: 'small' } }] });
      await isInvoiced(3);
      const newsOf = async (change: () => Promise<unknown>) => {
        const news = new Promise((heard) => one.usageNews.once('changed', (tenantId, customerIds) => heard([tenantId, customerIds])));
        await change();
        return await news;
      };
      expect(await newsOf(() => revertBackfill(one, actor, { idempotencyKey: 'revert', name: 'more', reason: 'it was not' }))).toEqual([actor.tenantId, [woken!.id]]);
      await grantCredits(one, actor, { idempotencyKey: 'grant', customerExternalId: 'woken', amount: '1' });
      const { holdId } = await holdCredits(one, actor, { idempotencyKey: 'hold', customerExternalId: 'woken', amount: '1' });
      const captured = { idempotencyKey: 'capture', events: [{ ...completion('woken', 'c3', 10, 2), properties: { n: 10, model: 'small' } }] };
      expect(await newsOf(() => captureHold(one, actor, { customerId: woken!.id, holdId }, captured))).toEqual([actor.tenantId, [woken!.id]]);
      await Promise.all(wakes.map((wake) => wake.stop()));
    }, 2);
    const own = new ApiClient(api.url, racing.key);
    expect((await invoicesOf(own, 'woken')).map(({ total }) => total.amount)).toEqual(['22.50', '12.50', '15.00']);
    const [first, ...others] = await invoicesOf(own, 'raced');
    expect(others).toEqual([]);
    // 10.00 of fee and 12.50 or 15.00 of tokens; the next invoice has what the first did not know.
    const soFar = first?.total.amount;
    expect(['22.50', '25.00']).toContain(soFar);
    const rest = await own.mutate<{ invoice: Invoice | null }>('issueInvoice', { idempotencyKey: 'rest', customerExternalId: 'raced', usageSoFar: true }, `invoice { ${FIELDS} }`);
    expect(rest.invoice?.total.amount ?? null).toBe(soFar === '25.00' ? null : '2.50');
  });

  it('until the end of the period: late, voided and amended usage, an ordinary invoice and one that is asked for', async () => {
    await advance(client, '2026-01-15T00:00:00Z');
    await client.must('addCharge', { idempotencyKey: 'set-up', customerExternalId: 'acme', description: 'Set-up', amount: '5.00' }, 'replayed');
    // A request that comes late for the invoice of 10 January; 500 tokens less; 1,000 tokens are 900.
    await record(client, [request('acme', 'r1', 3)]);
    await client.must('voidUsage', { idempotencyKey: 'v1', customerExternalId: 'acme', eventKey: 'c2', reason: 'sent twice' }, 'replayed');
    await client.must('amendUsage', { idempotencyKey: 'a1', customerExternalId: 'acme', eventKey: 'c1', reason: 'measured again', properties: { n: 900, model: 'small' } }, 'replayed');
    // Usage of a period that goes on is on no ordinary invoice, though it was on one before.
    expect((await issue(client, 'acme', 'ordinary')).lines.nodes.map(({ description, amount }) => `${description} ${amount.amount}`)).toEqual(['Set-up 5.00']);
    // The facts, and where the lines stand, agree: what was billed stands until the next invoice that rates it.
    await beside(prove);
    const { driftReport } = await client.ask<{ driftReport: { nodes: { residual: Amount }[] } }>('{ driftReport(filter: { customerExternalId: "acme" }, mode: FULL) { nodes { residual { amount } } } }');
    expect(driftReport.nodes.map(({ residual }) => residual.amount)).toEqual(['0.00']);

    // A simulation compares what is due: the fee of January, and no usage of a month that goes on.
    const simulation = { planCode: 'hybrid', customerExternalIds: ['acme'], from: '2026-01-01T00:00:00Z', to: MARCH };
    const { simulatePlan } = await client.ask<{ simulatePlan: { total: { actual: Amount; simulated: Amount } } }>('query($input: SimulatePlanInput!) { simulatePlan(input: $input) { total { actual { amount } simulated { amount } } } }', { input: simulation });
    expect(simulatePlan.total).toEqual({ actual: { amount: '10.00' }, simulated: { amount: '10.00' } });

    const input = { idempotencyKey: 'by hand', customerExternalId: 'acme', usageSoFar: true };
    const { invoice } = await client.must<{ invoice: Invoice }>('issueInvoice', input, `invoice { ${FIELDS} } replayed`);
    // 900 tokens are 9.00, 3.50 less than 12.50; one request 0.10.
    expect(textOf(invoice)).toEqual(['INV-000003 -3.40', 'requests 0.10 until 15: null for 0.00, now 1 for 0.10', 'tokens -3.50 until 15: 1500 for 12.50, now 900 for 9.00 USAGE_SO_FAR USAGE']);
    expect(invoice.lines.nodes[1]?.events.nodes.map(({ key }) => key)).toEqual(['c1', 'c2']);
    expect(invoice.usageThreshold).toBeNull();
  });

  it('at the end of the period: the difference, and nothing twice', async () => {
    await advance(client, MARCH);
    const january = (await client.must<{ invoice: Invoice }>('issueInvoice', { idempotencyKey: 'january', customerExternalId: 'acme', asOf: '2026-02-01T00:00:00Z' }, `invoice { ${FIELDS} }`)).invoice;
    // 1,600 tokens are 10.00 and 3.00, of which 9.00 are billed; the request is billed.
    expect(textOf(january)).toEqual(['INV-000004 14.00', 'fee 10.00 whole: null for 0.00, now null for 10.00', 'tokens 4.00 whole: 900 for 9.00, now 1600 for 13.00 USAGE_SO_FAR USAGE']);
    expect(january.usageSoFar).toBe(false);
    // Without a threshold: 20.00 of fees, 13.00 of tokens, 0.10, and 5.00.
    const totals = (await invoicesOf(client, 'acme')).map(({ total }) => Number(total.amount) * 100);
    expect(totals.reduce((sum, total) => sum + total, 0)).toBe(3810);
    const { correctionsFor } = await client.ask<{ correctionsFor: { charges: { kind: string; invoice: { number: string } }[] } }>(`{ correctionsFor(customerExternalId: "acme", eventKey: "c1") { charges { kind invoice { number } } } }`);
    expect(correctionsFor.charges.map(({ kind, invoice }) => `${kind} ${invoice.number}`)).toEqual(['FIRST_CHARGE INV-000001', 'ADJUSTMENT INV-000003']);
    await beside(async (engines) => {
      await prove(engines);
      const database = await dialect.createDatabase();
      const other = await openEngine(configOf(database));
      expect(await rebuildLedger(engines[0]!, other)).toMatchObject({ isEqual: true, divergence: null });
      await closeEngine(other);
      await database.drop();
    });
  });

  it('usage so far at the first instant of a period: a level that has stood for no time', async () => {
    const own = await api.createTenant({ sandboxClock: '2026-01-10T00:00:00Z' });
    await own.must('createMeter', { code: 'seats', eventName: 'seats', aggregation: 'WEIGHTED_SUM', valueProperty: 'n' }, 'replayed');
    await own.must('createPlan', { code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, anchor: 'ANNIVERSARY', prices: [{ code: 'fee', model: { flat: { amount: '10' } } }, { code: 'seats', meterCode: 'seats', model: { perUnit: { unitAmount: '1' } } }] }, 'replayed');
    await own.must('createCustomer', { externalId: 'acme', name: 'Acme', usageThreshold: '5' }, 'replayed');
    await own.must('createSubscription', { idempotencyKey: 's', customerExternalId: 'acme', planCode: 'plan', startAt: '2026-01-10T00:00:00Z' }, 'replayed');
    const { customer } = await own.ask<{ customer: { thresholdStanding: { unbilled: Amount }; upcomingInvoice: { total: Amount } } }>('{ customer(externalId: "acme") { thresholdStanding { unbilled { amount } } upcomingInvoice(usageSoFar: true) { total { amount } } } }');
    expect(customer).toEqual({ thresholdStanding: { unbilled: { amount: '0.00' } }, upcomingInvoice: { total: { amount: '10.00' } } });
    await record(own, [{ ...completion('acme', 'e1', 31, 10), eventName: 'seats', properties: { n: 31 } }]);
    await advance(own, '2026-02-10T00:00:00Z');
    // Two fees, and 31 from noon of the first of 31 days; the second month has none of it yet.
    const { invoice } = await own.must<{ invoice: { total: Amount } }>('issueInvoice', { idempotencyKey: 'i', customerExternalId: 'acme', usageSoFar: true }, 'invoice { total { amount } }');
    expect(invoice.total.amount).toBe('50.50');
  });

  it('a grace period: what is over is waited for, and nothing is issued until then', async () => {
    await createSubscriber(client, 'waits', { usageThreshold: '1.00', gracePeriodHours: 48 });
    await record(client, [completion('waits', 'c1', 1000, 2)]);
    // January is over for a month, so nothing is waited for; February's grace ends two days after its end.
    expect((await standingOf('waits')).customer.thresholdStanding).toMatchObject({ isReached: true, mayIssueAt: '2026-03-03T00:00:00.000Z' });
    const refused = await client.mutate<object>('issueInvoice', { idempotencyKey: 'waits', customerExternalId: 'waits', usageSoFar: true }, 'replayed');
    expect(refused.userErrors).toMatchObject([{ code: 'GRACE_PERIOD' }]);
  });
});

async function prove([engine]: readonly Engine[]): Promise<void> {
  expect((await verifyLedger(engine!, { tenantId: null, customerId: null })).findings).toEqual([]);
  expect(await replayLedger(engine!, { tenantId: null, customerExternalId: null, customerId: null, time: null })).toMatchObject({ isExact: true, divergences: [] });
}
