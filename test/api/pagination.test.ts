import { buildASTSchema, getNamedType, isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi, takeCheckpoints } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, JANUARY, MARCH, advance, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';
import { readSchema } from '../support/tidySources.ts';

/** A list: the field of the schema, and a query that has it as `page: list(ARGS) BODY`. */
type List = readonly [field: string, query: string];

const acme = (list: string) => `{ customer(externalId: "acme") { ${list} } }`;
const onlyLine = (list: string) => `{ customer(externalId: "metered") { invoices(first: 1) { nodes { lines { nodes { ${list} } } } } } }`;

const YEAR = 'revenueSchedule(period: { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" })';

const LISTS: readonly List[] = [
  ['Query.customers', '{ page: customers(ARGS) BODY }'],
  ['Query.meters', '{ page: meters(ARGS) BODY }'],
  ['Query.plans', '{ page: plans(ARGS) BODY }'],
  ['Query.taxRates', '{ page: taxRates(ARGS) BODY }'],
  ['Query.creditUnits', '{ page: creditUnits(ARGS) BODY }'],
  ['Query.subscriptions', '{ page: subscriptions(ARGS) BODY }'],
  ['Query.subscriptions', '{ page: subscriptions(filter: { customerExternalId: "acme" }, ARGS) BODY }'],
  ['Query.usageEvents', '{ page: usageEvents(ARGS) BODY }'],
  ['Query.usageEvents', '{ page: usageEvents(filter: { customerExternalId: "acme", occurredFrom: "2026-01-03T00:00:00Z" }, ARGS) BODY }'],
  ['Query.usageBackfills', '{ page: usageBackfills(ARGS) BODY }'],
  ['Query.coupons', '{ page: coupons(ARGS) BODY }'],
  ['Query.appliedCoupons', '{ page: appliedCoupons(ARGS) BODY }'],
  ['Query.appliedCoupons', '{ page: appliedCoupons(filter: { customerExternalId: "acme" }, ARGS) BODY }'],
  ['Query.charges', '{ page: charges(ARGS) BODY }'],
  ['Query.charges', '{ page: charges(filter: { customerExternalId: "acme" }, ARGS) BODY }'],
  ['Query.settlements', '{ page: settlements(ARGS) BODY }'],
  ['Query.settlements', '{ page: settlements(filter: { customerExternalId: "acme", kinds: [PAYMENT] }, ARGS) BODY }'],
  ['Query.creditNotes', '{ page: creditNotes(ARGS) BODY }'],
  ['Query.creditNotes', '{ page: creditNotes(filter: { customerExternalId: "acme" }, ARGS) BODY }'],
  ['CreditNote.lines', '{ creditNote(number: "CN-000001") { page: lines(ARGS) BODY } }'],
  ['CreditNotePreview.lines', '{ previewCreditNote(input: { invoiceId: "THE_INVOICE", amount: "1", reason: "r" }) { page: lines(ARGS) BODY } }'],
  ['Invoice.creditNotes', '{ invoice(number: "INV-000001") { page: creditNotes(ARGS) BODY } }'],
  ['Query.invoices', '{ page: invoices(ARGS) BODY }'],
  ['Query.invoices', '{ page: invoices(filter: { customerExternalId: "acme" }, ARGS) BODY }'],
  ['Query.ledgerJournals', '{ page: ledgerJournals(ARGS) BODY }'],
  ['Query.ledgerJournals', '{ page: ledgerJournals(filter: { kind: INVOICE }, ARGS) BODY }'],
  ['Query.checkpoints', '{ page: checkpoints(ARGS) BODY }'],
  ['Query.ledgerEntries', '{ page: ledgerEntries(filter: { customerExternalId: "metered" }, ARGS) BODY }'],
  ['Query.ledgerEntries', '{ page: ledgerEntries(filter: { accountCode: "1150" }, ARGS) BODY }'],
  ['Query.ledgerEntries', '{ page: ledgerEntries(filter: { accountCode: "1150", side: CREDIT }, ARGS) BODY }'],
  ['Query.ledgerEntries', '{ page: ledgerEntries(filter: { side: DEBIT, customerExternalId: "acme" }, ARGS) BODY }'],
  ['Customer.subscriptions', acme('page: subscriptions(ARGS) BODY')],
  ['Customer.invoices', acme('page: invoices(ARGS) BODY')],
  ['Query.creditAlerts', '{ page: creditAlerts(ARGS) BODY }'],
  ['Query.topUpRules', '{ page: topUpRules(ARGS) BODY }'],
  ['Query.recurringGrants', '{ page: recurringGrants(ARGS) BODY }'],
  ['Query.recurringGrants', '{ page: recurringGrants(filter: { customerExternalId: "acme" }, ARGS) BODY }'],
  ['CustomerCredits.grants', acme('credits { page: grants(ARGS) BODY }')],
  ['CustomerCredits.holds', acme('credits { page: holds(ARGS) BODY }')],
  ['AccountStatement.entries', acme('statement(from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { page: entries(ARGS) BODY }')],
  ['Invoice.lines', '{ invoice(number: "INV-000001") { page: lines(ARGS) BODY } }'],
  ['Invoice.lines', acme('upcomingInvoice { page: lines(ARGS) BODY }')],
  ['Invoice.settlements', '{ invoice(number: "INV-000001") { page: settlements(ARGS) BODY } }'],
  ['InvoiceLine.entries', onlyLine('page: entries(ARGS) BODY')],
  ['InvoiceLine.events', onlyLine('page: events(ARGS) BODY')],
  ['InvoiceLine.events', onlyLine('page: events(newOnly: true, ARGS) BODY')],
  ['Query.driftReport', '{ page: driftReport(mode: CHANGED, ARGS) BODY }'],
  ['CustomerDrift.lines', '{ driftReport(filter: { customerExternalId: "acme" }) { nodes { page: lines(ARGS) BODY } } }'],
  ['PlanSimulation.customers', '{ simulatePlan(input: { planCode: "hybrid", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }) { page: customers(ARGS) BODY } }'],
  ['MigrationPreview.customers', '{ previewMigration(input: { planCode: "hybrid" }) { page: customers(ARGS) BODY } }'],
  ['RevenueSchedule.customers', `{ ${YEAR} { page: customers(ARGS) BODY } }`],
  ['RevenueSchedule.prices', `{ ${YEAR} { page: prices(ARGS) BODY } }`],
  ['RevenueSchedule.plans', `{ ${YEAR} { page: plans(ARGS) BODY } }`],
  ['LedgerJournal.entries', '{ node(id: "JOURNAL") { ... on LedgerJournal { page: entries(ARGS) BODY } } }'],
];

/** Five customers; acme has four subscriptions, seven events and three invoices, metered one line whose events came in two parts. */
async function fill(client: ApiClient): Promise<void> {
  await createCatalog(client);
  for (const n of [1, 2, 3]) {
    await client.must('createTaxRate', { code: `rate ${n}`, percentage: '5' }, 'replayed');
    await client.must('createCreditUnit', { code: `unit ${n}` }, 'replayed');
    await client.must('createMeter', { code: `meter ${n}`, eventName: 'other', aggregation: 'COUNT' }, 'replayed');
    await client.must('createPlan', { code: `plan ${n}`, currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'r', meterCode: 'requests', model: { perUnit: { unitAmount: '1' } } }] }, 'replayed');
  }
  for (const customer of ['acme', 'b', 'c', 'd']) await createSubscriber(client, customer);
  await client.must('createCustomer', { externalId: 'metered', name: 'Metered' }, 'replayed');
  for (const [customerExternalId, planCode, n] of [['acme', 'hybrid', 1], ['acme', 'hybrid', 2], ['acme', 'plan 1', 3], ['metered', 'plan 2', 4]] as const) {
    await client.must('createSubscription', { idempotencyKey: `subscription ${n}`, customerExternalId, planCode, startAt: JANUARY }, 'replayed');
  }
  await record(client, [1, 2, 3, 4, 5, 6, 7].map((day) => request('acme', `e${day}`, day)));
  await record(client, [1, 2, 3].map((day) => request('metered', `m${day}`, day)));
  const batch = { customerExternalIds: ['acme'], eventNames: ['request'], from: JANUARY, to: MARCH, replace: false, events: [] };
  for (const name of ['one', 'two', 'three']) await client.must('stageBackfill', { name, reason: 'r', page: 1, batch }, 'replayed');
  for (const [code, percentage] of [['ten', '10'], ['five', '5'], ['one', '1']] as const) {
    await client.must('createCoupon', { code, percentage }, 'replayed');
    await client.must('applyCoupon', { idempotencyKey: `apply ${code}`, customerExternalId: code === 'one' ? 'b' : 'acme', couponCode: code }, 'replayed');
  }
  for (const [n, customerExternalId] of ['acme', 'acme', 'b', 'acme'].entries()) await client.must('addCharge', { idempotencyKey: `charge ${n}`, customerExternalId, description: `Charge ${n}`, amount: '1' }, 'replayed');
  for (const customer of ['acme', 'b', 'metered']) {
    await issue(client, customer, `${customer} 1`);
    await takeCheckpoints(client.url);
  }
  await record(client, [4, 5, 6, 7].map((day) => request('metered', `m${day}`, day)));
  for (const [month, customers] of [[MARCH, ['acme', 'metered']], ['2026-04-01T00:00:00Z', ['acme', 'b']]] as const) {
    await advance(client, month);
    for (const customer of customers) await issue(client, customer, `${customer} ${month}`);
  }
  for (const [n, customerExternalId] of ['acme', 'b', 'acme', 'acme', 'b'].entries()) await client.must('grantCredits', { idempotencyKey: `grant ${n}`, customerExternalId, amount: '0.10' }, 'replayed');
  for (const [n, customerExternalId] of ['acme', 'b', 'acme', 'acme', 'b'].entries()) {
    await client.must('createRecurringGrant', { idempotencyKey: `recurring ${n}`, customerExternalId, amount: '0.10', interval: { unit: 'YEAR' } }, 'replayed');
    await client.must('setTopUpRule', { idempotencyKey: `top-up ${n}`, customerExternalId, threshold: '1', amount: '5', monthlyLimit: '10' }, 'replayed');
    await client.must('createCreditAlert', { idempotencyKey: `alert ${n}`, customerExternalId, threshold: '1' }, 'replayed');
  }
  for (const n of [1, 2, 3]) await client.must('holdCredits', { idempotencyKey: `hold ${n}`, customerExternalId: 'acme', amount: '0.01' }, 'replayed');
  const { invoices } = await client.ask<{ invoices: { nodes: { id: string }[] } }>('{ invoices { nodes { id } } }');
  const { invoice } = await client.ask<{ invoice: { id: string } }>('{ invoice(number: "INV-000001") { id } }');
  for (const [n, { id }] of [invoice, invoice, invoices.nodes[0]!].entries()) await client.must('issueCreditNote', { idempotencyKey: `note ${n}`, invoiceId: id, amount: '1', reason: 'r' }, 'replayed');
  for (const [n, customerExternalId] of ['acme', 'b', 'acme', 'acme', 'b'].entries()) await client.must('recordPayment', { idempotencyKey: `payment ${n}`, customerExternalId, amount: '0.10', currency: 'USD' }, 'replayed');
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly key: string } }[];
  readonly nodes: readonly { readonly key: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly startCursor: string | null; readonly endCursor: string | null };
  readonly totalCount: { readonly value: number; readonly isCapped: boolean };
}

/** The one `page` somewhere in an answer. */
function pageIn(value: unknown): Page {
  if (typeof value !== 'object' || value === null) throw new Error('there is no page');
  if ('page' in value) return value.page as Page;
  const inside = Object.values(value).filter((member) => typeof member === 'object' && member !== null);
  expect(inside).toHaveLength(1);
  return pageIn(inside[0]);
}

/** What tells an item of a list that has no id apart. */
const ITEMS: Readonly<Record<string, string>> = {
  'CreditNote.lines': 'key: lineKey',
  'CreditNotePreview.lines': 'key: lineKey',
  'Invoice.lines': 'key: lineKey',
  'Query.checkpoints': 'key: hash',
  'RevenueSchedule.customers': 'key',
  'RevenueSchedule.prices': 'key',
  'RevenueSchedule.plans': 'key',
  // The balance after an entry tells it apart, and is the same from wherever the page is come to.
  'AccountStatement.entries': 'key: balance { amount }',
  'Query.driftReport': 'key: customerExternalId',
  'CustomerDrift.lines': 'key: lineKey',
  'PlanSimulation.customers': 'key: customerExternalId',
  'MigrationPreview.customers': 'key: customerExternalId',
};

const body = (field: string) => {
  const item = ITEMS[field] ?? 'key: id';
  return `{ edges { cursor node { ${item} } } nodes { ${item} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount { value isCapped } }`;
};
const keysOf = ({ edges }: Page) => edges.map(({ node }) => node.key);

describe('the lists', () => {
  it('pagination: every connection of the schema is walked', () => {
    const types = Object.values(buildASTSchema(parse(readSchema())).getTypeMap()).filter(isObjectType);
    const connections = types.flatMap((type) => Object.values(type.getFields()).flatMap((field) => (getNamedType(field.type).name.endsWith('Connection') ? [`${type.name}.${field.name}`] : [])));
    expect([...new Set(LISTS.map(([field]) => field))].sort()).toEqual(connections.sort());
  });
});

describe.each(dialectsUnderTest())('pagination on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  let journal: string;
  let invoice: string;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await fill(client);
    const { ledgerJournals } = await client.ask<{ ledgerJournals: { nodes: { id: string }[] } }>('{ ledgerJournals(filter: { customerExternalId: "acme", kind: INVOICE }, first: 1) { nodes { id } } }');
    journal = ledgerJournals.nodes[0]!.id;
    invoice = (await client.ask<{ invoice: { id: string } }>('{ invoice(number: "INV-000001") { id } }')).invoice.id;
  });
  afterAll(() => api.stop());

  const documentOf = ([field, query]: List, args: string) => query.replace('ARGS', args).replace('BODY', body(field)).replace('JOURNAL', journal).replace('THE_INVOICE', invoice);
  const read = async (list: List, args: string) => pageIn(await client.ask(documentOf(list, args)));
  const refusal = async (list: List, args: string) => {
    const { errors } = await client.send(documentOf(list, args));
    return errors?.map(({ extensions }) => extensions['code']).join();
  };

  it.each(LISTS)('pagination: %s walked forward and backward is the whole list, without gap or repeat: %s', async (...list) => {
    const whole = await read(list, 'first: 100');
    const keys = keysOf(whole);
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys).size).toBe(keys.length);
    expect(whole.nodes.map(({ key }) => key)).toEqual(keys);
    expect(whole.totalCount).toEqual({ value: keys.length, isCapped: false });
    // Three pages, or two: a first one, one between, and a last one that may be short.
    const size = Math.ceil(keys.length / 3);

    const forward: string[] = [];
    for (let cursor: string | null = null; forward.length < keys.length; ) {
      const page: Page = await read(list, `first: ${size}${cursor === null ? '' : `, after: "${cursor}"`}`);
      expect(page.pageInfo).toEqual({ hasNextPage: forward.length + size < keys.length, hasPreviousPage: forward.length > 0, startCursor: page.edges[0]!.cursor, endCursor: page.edges.at(-1)!.cursor });
      forward.push(...keysOf(page));
      cursor = page.pageInfo.endCursor;
    }
    expect(forward).toEqual(keys);

    const backward: string[] = [];
    for (let cursor: string | null = null; backward.length < keys.length; ) {
      const page: Page = await read(list, `last: ${size}${cursor === null ? '' : `, before: "${cursor}"`}`);
      expect(page.pageInfo).toMatchObject({ hasNextPage: backward.length > 0, hasPreviousPage: backward.length + size < keys.length });
      backward.unshift(...keysOf(page));
      cursor = page.pageInfo.startCursor;
    }
    expect(backward).toEqual(keys);

    const cursors = whole.edges.map(({ cursor }) => cursor);
    expect(keysOf(await read(list, `first: 100, after: "${cursors[0]}", before: "${cursors.at(-1)}"`))).toEqual(keys.slice(1, -1));
    expect(await read(list, `first: 1, after: "${cursors.at(-1)}"`)).toMatchObject({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null } });
    expect(await read(list, 'first: 0')).toMatchObject({ edges: [], pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null }, totalCount: { value: keys.length } });
  });

  it('pagination: sizes out of bounds, both ways at once, and cursors that are none or of another list are BAD_USER_INPUT', async () => {
    const own = await Promise.all(LISTS.map(async (list) => (await read(list, 'first: 1')).edges[0]!.cursor));
    for (const [index, list] of LISTS.entries()) {
      const cursor = own[index]!;
      const changed = `${cursor.slice(0, -6)}${cursor.at(-6) === 'A' ? 'B' : 'A'}${cursor.slice(-5)}`;
      const sizes = ['first: 101', 'first: -1', 'last: 101', 'last: -1', 'first: 1, last: 1'];
      const cursors = ['after: ""', 'after: "x"', `after: "${cursor}A"`, `after: "${changed}"`, `before: "${changed}"`];
      // Each list is asked with some of what is no size and no cursor, each of these by many lists, and every list with what others gave.
      const refused = [0, 1].flatMap((n) => [sizes[(index + 2 * n) % sizes.length], cursors[(index + 2 * n) % cursors.length]]).concat([`before: "${own[(index + 1) % own.length]}"`, `after: "${own[(index + 5) % own.length]}"`]).map(String);
      const told = await Promise.all(refused.map(async (args) => [list[1], args, await refusal(list, args)]));
      expect(told).toEqual(refused.map((args) => [list[1], args, 'BAD_USER_INPUT']));
    }
  });
});
