import { buildASTSchema, isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { CROSSINGS, type Handles, handlesOfNobody } from '../support/crossings.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';
import { readSchema } from '../support/tidySources.ts';

const PAGE = 'pageInfo { startCursor endCursor } totalCount { value }';
/** Everything a key can see, with every id and cursor. */
const WALK = `{
  viewer { key { id customer { id } } tenant { id name clock { now } } clock { now } }
  customers(first: 100) { ${PAGE} nodes { id externalId name creditBalance { amount } credits { balance { amount } projectedBalance { amount } grants { ${PAGE} nodes { id } } heldAmount { amount } holds { ${PAGE} nodes { id } } } upcomingInvoice { id total { amount } lines { nodes { lineKey } } }
    usage(meterCode: "requests", from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z") { quantity }
    subscriptions { ${PAGE} nodes { id } } invoices { ${PAGE} nodes { id number } } } }
  meters(first: 100) { ${PAGE} nodes { id code } }
  plans(first: 100) { ${PAGE} nodes { id code versions { id prices { id meter { id } } } } }
  taxRates(first: 100) { ${PAGE} nodes { id code versions { id } } }
  creditUnits(first: 100) { ${PAGE} nodes { id code rates { moneyPerUnit } } }
  subscriptions(first: 100) { ${PAGE} nodes { id customer { id } plan { id } } }
  usageEvents(first: 100) { ${PAGE} nodes { id key customer { id } counts { occurredAt } corrections { ordinal } } }
  usageBackfills(first: 100) { ${PAGE} nodes { id name customers { id } } }
  recurringGrants(first: 100) { ${PAGE} nodes { id customer { id } } }
  topUpRules(first: 100) { ${PAGE} nodes { id customer { id } standing { state } ending { reason } } }
  creditAlerts(first: 100) { ${PAGE} nodes { id customer { id } state events { kind } } }
  coupons(first: 100) { ${PAGE} nodes { id code } }
  appliedCoupons(first: 100) { ${PAGE} nodes { id customer { id } coupon { code } } }
  charges(first: 100) { ${PAGE} nodes { id description customer { id } reversal { reason } } }
  settlements(first: 100) { ${PAGE} nodes { id kind amount { amount } customer { id } allocations { invoice { id } amount { amount } } } }
  creditNotes(first: 100) { ${PAGE} nodes { id number customer { id } invoice { id } lines { ${PAGE} nodes { lineKey } } } }
  invoices(first: 100) { ${PAGE} nodes { id number customer { id } creditNotes { ${PAGE} nodes { id } } settlements { ${PAGE} nodes { id } } lines { ${PAGE} nodes { lineKey entries { ${PAGE} nodes { id } } events { ${PAGE} nodes { id } } } } } }
  ledgerJournals(first: 100) { ${PAGE} nodes { id lineKey hash customer { id } entries { ${PAGE} nodes { id } } } }
  ledgerEntries(first: 100) { ${PAGE} nodes { id account { reference } journal { id } } }
  trialBalance { totalDebits { amount } accounts { code debits { amount } credits { amount } } }
  ledgerVerification { isValid digest books journals invoices }
  replay { isExact books lines journals events ledgerDigest rebuiltDigest }
}`;

interface Walk {
  readonly customers: { readonly nodes: readonly { readonly id: string; readonly externalId: string; readonly upcomingInvoice: { readonly id: string } | null; readonly credits: { readonly grants: { readonly nodes: readonly { readonly id: string }[] }; readonly holds: { readonly nodes: readonly { readonly id: string }[] } } }[] };
  readonly meters: { readonly nodes: readonly { readonly id: string; readonly code: string }[] };
  readonly plans: { readonly nodes: readonly { readonly id: string; readonly code: string; readonly versions: readonly { readonly id: string; readonly prices: readonly { readonly id: string }[] }[] }[] };
  readonly taxRates: { readonly nodes: readonly { readonly id: string; readonly code: string; readonly versions: readonly { readonly id: string }[] }[] };
  readonly creditUnits: { readonly nodes: readonly { readonly id: string; readonly code: string }[] };
  readonly subscriptions: { readonly nodes: readonly OfCustomer[] };
  readonly usageEvents: { readonly nodes: readonly (OfCustomer & { readonly key: string })[] };
  readonly usageBackfills: { readonly nodes: readonly { readonly id: string; readonly name: string; readonly customers: readonly { readonly id: string }[] }[] };
  readonly topUpRules: { readonly nodes: readonly OfCustomer[] };
  readonly creditAlerts: { readonly nodes: readonly OfCustomer[] };
  readonly recurringGrants: { readonly nodes: readonly OfCustomer[] };
  readonly settlements: { readonly nodes: readonly OfCustomer[] };
  readonly creditNotes: { readonly nodes: readonly (OfCustomer & { readonly number: string })[] };
  readonly appliedCoupons: { readonly nodes: readonly (OfCustomer & { readonly coupon: { readonly code: string } })[] };
  readonly charges: { readonly nodes: readonly OfCustomer[] };
  readonly invoices: { readonly nodes: readonly (OfCustomer & { readonly number: string })[] };
  readonly ledgerJournals: { readonly nodes: readonly (OfCustomer & { readonly lineKey: string | null; readonly entries: { readonly nodes: readonly { readonly id: string }[] } })[] };
}
interface OfCustomer {
  readonly id: string;
  readonly customer: { readonly id: string };
}

const walk = async (client: ApiClient) => await client.ask<Walk>(WALK);

interface Elsewhere {
  readonly meterCode: string;
  readonly planCode: string;
  readonly taxRateCode: string;
  readonly creditUnitCode: string;
  readonly keyId: string;
  readonly otherIds: readonly string[];
}

/** The handles of one customer, and of what else belongs to the tenant. */
function harvest(found: Walk, externalId: string, { meterCode, planCode, taxRateCode, creditUnitCode, keyId, otherIds }: Elsewhere): Handles {
  const customer = found.customers.nodes.find((one) => one.externalId === externalId)!;
  const last = <Row extends OfCustomer>({ nodes }: { readonly nodes: readonly Row[] }) => nodes.filter((row) => row.customer.id === customer.id).at(-1)!;
  const journal = found.ledgerJournals.nodes.find(({ customer: { id }, lineKey }) => id === customer.id && lineKey !== null)!;
  const backfill = found.usageBackfills.nodes.find(({ customers }) => customers.some(({ id }) => id === customer.id))!;
  const meter = found.meters.nodes.find(({ code }) => code === meterCode)!;
  const plan = found.plans.nodes.find(({ code }) => code === planCode)!;
  const taxRate = found.taxRates.nodes.find(({ code }) => code === taxRateCode)!;
  return {
    externalId,
    customerId: customer.id,
    subscriptionId: last(found.subscriptions).id,
    eventId: last(found.usageEvents).id,
    eventKey: last(found.usageEvents).key,
    journalId: journal.id,
    entryId: journal.entries.nodes[0]!.id,
    invoiceId: last(found.invoices).id,
    chargeId: last(found.charges).id,
    settlementId: last(found.settlements).id,
    grantId: customer.credits.grants.nodes[0]!.id,
    recurringGrantId: last(found.recurringGrants).id,
    creditAlertId: last(found.creditAlerts).id,
    topUpRuleId: last(found.topUpRules).id,
    holdId: customer.credits.holds.nodes[0]!.id,
    creditNoteId: last(found.creditNotes).id,
    creditNoteNumber: last(found.creditNotes).number,
    appliedCouponId: last(found.appliedCoupons).id,
    backfillId: backfill.id,
    backfillName: backfill.name,
    couponCode: last(found.appliedCoupons).coupon.code,
    draftId: customer.upcomingInvoice!.id,
    number: last(found.invoices).number,
    lineKey: journal.lineKey!,
    keyId,
    meterCode: meter.code,
    meterId: meter.id,
    planCode: plan.code,
    planId: plan.id,
    taxRateCode: taxRate.code,
    taxRateId: taxRate.id,
    creditUnitCode,
    creditUnitId: found.creditUnits.nodes.find(({ code }) => code === creditUnitCode)!.id,
    otherIds: [...otherIds, ...taxRate.versions.map(({ id }) => id), ...plan.versions.flatMap(({ id, prices }) => [id, ...prices.map((price) => price.id)])],
  };
}

/** A customer with a subscription, two events of its own and an invoice. */
async function trade(client: ApiClient, externalId: string): Promise<void> {
  await createSubscriber(client, externalId);
  await record(client, [request(externalId, `${externalId} request`), completion(externalId, `${externalId} completion`, 5)]);
  const batch = { customerExternalIds: [externalId], eventNames: ['request'], from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z', replace: false, events: [] };
  await client.must('backfillUsage', { idempotencyKey: `backfill of ${externalId}`, name: `backfill of ${externalId}`, reason: 'r', batch }, 'replayed');
  await client.must('createCoupon', { code: `coupon of ${externalId}`, percentage: '10' }, 'replayed');
  await client.must('applyCoupon', { idempotencyKey: `apply to ${externalId}`, customerExternalId: externalId, couponCode: `coupon of ${externalId}` }, 'replayed');
  await client.must('addCharge', { idempotencyKey: `charge of ${externalId}`, customerExternalId: externalId, description: 'Setup', amount: '5.00' }, 'replayed');
  const invoice = await issue(client, externalId, `invoice of ${externalId}`);
  await client.must('issueCreditNote', { idempotencyKey: `credit of ${externalId}`, invoiceId: invoice.id, amount: '1', reason: 'goodwill' }, 'replayed');
  await client.must('recordPayment', { idempotencyKey: `payment of ${externalId}`, customerExternalId: externalId, amount: '1000', currency: 'USD', allocations: [] }, 'replayed');
  await client.must('createCreditUnit', { code: 'TOKENS', rates: [{ currency: 'USD', moneyPerUnit: '2' }] }, 'replayed');
  await client.must('grantCredits', { idempotencyKey: `grant to ${externalId}`, customerExternalId: externalId, amount: '1', unit: 'TOKENS' }, 'replayed');
  await client.must('createCreditAlert', { idempotencyKey: `alert to ${externalId}`, customerExternalId: externalId, threshold: '1000' }, 'replayed');
  await client.must('setTopUpRule', { idempotencyKey: `top-up of ${externalId}`, customerExternalId: externalId, threshold: '1', amount: '5', monthlyLimit: '10' }, 'replayed');
  await client.must('createRecurringGrant', { idempotencyKey: `recurring to ${externalId}`, customerExternalId: externalId, amount: '0.10', interval: { unit: 'YEAR' } }, 'replayed');
  await client.must('holdCredits', { idempotencyKey: `hold of ${externalId}`, customerExternalId: externalId, amount: '0.01', ttlSeconds: 86_400 }, 'replayed');
  await client.must('refundCustomerCredit', { idempotencyKey: `refund of ${externalId}`, customerExternalId: externalId, amount: '1' }, 'replayed');
}

async function limitedKey(client: ApiClient, externalId: string): Promise<{ id: string; client: ApiClient }> {
  const { customer, viewer } = await client.ask<{ customer: { id: string }; viewer: { scopes: string[] } }>('query($e: String!) { customer(externalId: $e) { id } viewer { scopes } }', { e: externalId });
  const input = { name: `only ${externalId}`, scopes: viewer.scopes, customerId: customer.id };
  const { apiKey } = await client.must<{ apiKey: { id: string; secret: string } }>('createApiKey', input, 'apiKey { id secret }');
  return { id: apiKey.id, client: client.as(apiKey.secret) };
}

/** What each crossing answers for the handles of another party, beside what it answers for those of nobody. */
async function cross(client: ApiClient, others: Handles, nobody: Handles, isCrossed: (name: string) => boolean = () => true): Promise<[unknown[], unknown[]]> {
  const [forOthers, forNobody]: [unknown[], unknown[]] = [[], []];
  for (const [name, crossing] of Object.entries(CROSSINGS)) {
    if (crossing === null || !isCrossed(name)) continue;
    for (const [handles, answers] of [[others, forOthers], [nobody, forNobody]] as const) {
      const { data, errors } = await client.send(...crossing(handles));
      answers.push([name, data, errors?.map(({ message, extensions }) => [message, extensions['code']])]);
    }
  }
  return [forOthers, forNobody];
}

const cursorsIn = (found: unknown) => [...JSON.stringify(found).matchAll(/Cursor":"([^"]+)"/g)].flatMap(([, cursor]) => cursor ?? []);
const idsIn = (found: unknown) => [...JSON.stringify(found).matchAll(/"id":"([^"]+)"/g)].flatMap(([, id]) => id ?? []);

describe('the crossings', () => {
  it('isolation: every root field of the schema has a crossing', () => {
    const schema = buildASTSchema(parse(readSchema()));
    const fields = [schema.getType('Query'), schema.getType('Mutation')].flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()) : []));
    expect(Object.keys(CROSSINGS).sort()).toEqual(fields.sort());
  });
});

describe.each(dialectsUnderTest())('isolation on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('isolation: two tenants of one name, with the same keys and codes at the same time, do not see each other', async () => {
    const twin = { name: 'Twin', sandboxClock: FEBRUARY };
    const [own, other] = [await api.createTenant(twin), await api.createTenant(twin)];
    await createCatalog(own);
    await trade(own, 'acme');
    const before = await walk(own);

    await createCatalog(other);
    await trade(other, 'acme');
    await trade(other, 'theirs');
    await other.must('createMeter', { code: 'their meter', eventName: 'x', aggregation: 'COUNT' }, 'replayed');
    await other.must('createPlan', { code: 'their plan', currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'p', model: { flat: { amount: '2' } } }] }, 'replayed');
    await other.must('createTaxRate', { code: 'their rate', percentage: '7' }, 'replayed');
    await other.must('createCreditUnit', { code: 'their unit' }, 'replayed');
    const { id: keyId } = await limitedKey(other, 'theirs');
    const theirs = await walk(other);
    expect(await walk(own)).toEqual(before);
    expect(new Set([...idsIn(before), ...idsIn(theirs)]).size).toBe(new Set(idsIn(before)).size + new Set(idsIn(theirs)).size);

    const { viewer } = await other.ask<{ viewer: { tenant: { id: string }; key: { id: string } } }>('{ viewer { tenant { id } key { id } } }');
    const others = harvest(theirs, 'theirs', { meterCode: 'their meter', planCode: 'their plan', taxRateCode: 'their rate', creditUnitCode: 'their unit', keyId, otherIds: [viewer.tenant.id, viewer.key.id] });
    const [forOthers, forNobody] = await cross(own, others, handlesOfNobody(others, { keepCatalog: false }));
    expect(forOthers).toEqual(forNobody);
    expect(await walk(other)).toEqual(theirs);
    await expectNoCrossingCursors(own, theirs);
  });

  it('isolation: a key that is limited to one customer does not see the others of its tenant', async () => {
    const full = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(full);
    // Coupons belong to the tenant: a limited key sees them all.
    await full.must('createCoupon', { code: 'coupon of theirs', percentage: '10' }, 'replayed');
    await trade(full, 'acme');
    const { client: limited } = await limitedKey(full, 'acme');
    const before = await walk(limited);
    expect(before.customers.nodes.map(({ externalId }) => externalId)).toEqual(['acme']);
    expect([before.usageEvents.nodes.length, before.invoices.nodes.length]).toEqual([2, 1]);

    await trade(full, 'theirs');
    const { id: keyId } = await limitedKey(full, 'theirs');
    const theirs = await walk(full);
    expect(await walk(limited)).toEqual(before);

    const { viewer } = await full.ask<{ viewer: { key: { id: string } } }>('{ viewer { key { id } } }');
    for (const [key, isCrossed] of [[keyId, () => true], [viewer.key.id, (name: string) => /Key|^nodes?$/.test(name)]] as const) {
      const others = { ...harvest(theirs, 'theirs', { meterCode: 'requests', planCode: 'hybrid', taxRateCode: 'vat', creditUnitCode: 'TOKENS', keyId: key, otherIds: [] }), otherIds: [] };
      const [forOthers, forNobody] = await cross(limited, others, handlesOfNobody(others, { keepCatalog: true }), isCrossed);
      expect(forOthers).not.toEqual([]);
      expect(forOthers).toEqual(forNobody);
      expect(await walk(full)).toEqual(theirs);
    }
    await expectNoCrossingCursors(limited, theirs, new Set(idsIn(before)));
  });

  it('isolation: a limited key gets no answer that was kept for a key that sees more', async () => {
    const full = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(full);
    await createSubscriber(full, 'acme');
    await createSubscriber(full, 'theirs');
    const { client: limited } = await limitedKey(full, 'acme');
    const { viewer } = await full.ask<{ viewer: { scopes: string[] } }>('{ viewer { scopes } }');
    const kept = [
      ['issueInvoice', { idempotencyKey: 'k1', customerExternalId: 'theirs' }, 'invoice { id }'],
      ['createSubscription', { idempotencyKey: 'k2', customerExternalId: 'theirs', planCode: 'hybrid' }, 'subscription { id }'],
      ['createCustomer', { idempotencyKey: 'k3', externalId: 'theirs', name: 'Customer theirs' }, 'customer { id }'],
      ['createApiKey', { idempotencyKey: 'k4', name: 'all', scopes: viewer.scopes }, 'apiKey { id secret }'],
    ] as const;
    for (const [name, input, selection] of kept) {
      await full.must(name, input, selection);
      const object = selection.split(' ')[0]!;
      expect(await limited.mutate(name, input, `${selection} replayed`)).toEqual({ [object]: null, replayed: false, userErrors: [{ code: 'IDEMPOTENCY_CONFLICT', message: expect.any(String), path: ['input', 'idempotencyKey'] }] });
    }
  });

  it('isolation: a limited key cannot widen itself, nor change what concerns all customers', async () => {
    const full = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(full);
    await createSubscriber(full, 'acme');
    await createSubscriber(full, 'theirs');
    const { client: limited } = await limitedKey(full, 'acme');
    const { apiKey } = await limited.must<{ apiKey: { secret: string } }>('createApiKey', { name: 'child', scopes: ['CUSTOMERS_READ'] }, 'apiKey { secret }');
    expect(await full.as(apiKey.secret).ask('{ viewer { key { customer { externalId } } scopes } customers { nodes { externalId } } }')).toEqual({
      viewer: { key: { customer: { externalId: 'acme' } }, scopes: ['CUSTOMERS_READ'] },
      customers: { nodes: [{ externalId: 'acme' }] },
    });
    const terms = { currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'fee', model: { flat: { amount: '1' } } }] };
    for (const [name, input] of [
      ['createCustomer', { externalId: 'new', name: 'New' }],
      ['createMeter', { code: 'new', eventName: 'request', aggregation: 'SUM', valueProperty: 'n' }],
      ['createPlan', { code: 'new', ...terms }],
      ['publishPlanVersion', { code: 'hybrid', ...terms }],
      ['createTaxRate', { code: 'new', percentage: '8' }],
      ['publishTaxRateVersion', { code: 'vat', percentage: '8', effectiveFrom: '2027-01-01T00:00:00Z' }],
      ['createCreditUnit', { code: 'unit' }],
      ['publishCreditUnitRate', { code: 'unit', currency: 'USD', moneyPerUnit: '1' }],
      ['updateTenant', { netDays: 30 }],
      ['updateCustomer', { externalId: 'acme', taxExemption: { category: 'G' } }],
      ['updateCustomer', { externalId: 'acme', netDays: 999 }],
      ['advanceClock', { to: '2027-01-01T00:00:00Z' }],
    ] as const) {
      const { userErrors } = await limited.mutate(name, input, '__typename');
      expect([name, userErrors.map(({ code }) => code)]).toEqual([name, ['INVALID_STATE']]);
    }
  });

  /** Sends another party's cursors to the lists that they are of: refused, or a page of the asker's own rows. */
  async function expectNoCrossingCursors(client: ApiClient, theirs: Walk, shared: ReadonlySet<string> = new Set()): Promise<void> {
    const foreign = new Set(idsIn(theirs).filter((id) => !shared.has(id)));
    const lists = Object.entries(theirs).flatMap(([list, found]) => cursorsIn(found).slice(0, 6).map((cursor) => [list, cursor] as const));
    expect(lists.length).toBeGreaterThan(20);
    for (const [list, cursor] of lists) {
      const { data } = await client.send(`query($c: String) { after: ${list}(after: $c) { nodes { id } } before: ${list}(last: 100, before: $c) { nodes { id } } }`, { c: cursor });
      expect(idsIn(data ?? null).filter((id) => foreign.has(id))).toEqual([]);
    }
  }
});
