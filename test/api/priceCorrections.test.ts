/** A wrong price found after three months, over HTTP, on every engine: previewed, applied, and one adjustment for each customer that explains itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { advance, createMeters, record, stateOf } from '../support/shop.ts';

const FEE = { code: 'fee', name: 'Fee', model: { flat: { amount: '10.00' } } };
const wrong = { code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, prices: [FEE, { code: 'requests', name: 'Requests', meterCode: 'requests', model: { perUnit: { unitAmount: '0.50' } } }] };
const right = { ...wrong, prices: [FEE, { code: 'requests', name: 'Requests', meterCode: 'requests', model: { perUnit: { unitAmount: '0.05' } } }] };
const ORDER = { planCode: 'plan', fromVersions: [1], toVersion: 2, at: '2026-01-01T00:00:00Z' };
const CUSTOMERS = ['a', 'b', 'c'];

const requests = (customer: string, month: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `${customer} ${month} ${index}`, customerExternalId: customer, eventName: 'request', occurredAt: `2026-${month}-10T00:00:00Z` }));

/**
 * Requests cost 0.50 and should have cost 0.05; the fee of 10.00 was right. a, b and c are on it since 1 January, c until 1
 * February; b has a coupon of 10 %. Tax is 20 %. Each month but March of b is invoiced at its end.
 */
async function start(api: TestApi): Promise<ApiClient> {
  const client = await api.createTenant({ sandboxClock: '2026-01-01T00:00:00Z' });
  await createMeters(client);
  await client.must('createTaxRate', { code: 'vat', percentage: '20' }, 'replayed');
  await client.must('createCoupon', { code: 'ten', name: 'Ten', percentage: '10', duration: 'FOREVER' }, 'replayed');
  await client.must('createPlan', wrong, 'replayed');
  for (const externalId of CUSTOMERS) {
    await client.must('createCustomer', { externalId, name: externalId, currency: 'USD', timeZone: 'UTC', taxRateCodes: ['vat'] }, 'replayed');
    const { subscription } = await client.must<{ subscription: { id: string } }>('createSubscription', { idempotencyKey: externalId, customerExternalId: externalId, planCode: 'plan', startAt: '2026-01-01T00:00:00Z' }, 'subscription { id }');
    if (externalId === 'c') await client.must('cancelSubscription', { idempotencyKey: 'end', subscriptionId: subscription.id, at: '2026-02-01T00:00:00Z' }, 'replayed');
  }
  await client.must('applyCoupon', { idempotencyKey: 'ten', customerExternalId: 'b', couponCode: 'ten' }, 'replayed');
  for (const [month, next] of [['01', '02'], ['02', '03'], ['03', '04']] as const) {
    await record(client, [...requests('a', month, 20), ...requests('b', month, 10), ...(month === '01' ? requests('c', month, 4) : [])]);
    await advance(client, `2026-${next}-01T00:00:00Z`);
    for (const name of CUSTOMERS) if (name !== 'b' || month !== '03') await client.mutate('issueInvoice', { idempotencyKey: `${name} ${month}`, customerExternalId: name }, 'replayed');
  }
  await client.must('publishPlanVersion', right, 'replayed');
  return client;
}

const MONEY = '{ amount }';
const SUMS = `billed ${MONEY} shouldBe ${MONEY} difference ${MONEY} ofMigration ${MONEY}`;
const CORRECTIONS = `corrections { cause { kind reason effectiveAt planVersion { number } } amount ${MONEY} netAmount ${MONEY} lines { lineKey } periods { start } }`;
const NEXT = `${CORRECTIONS} total ${MONEY} tax ${MONEY} discounts ${MONEY} lines { nodes { lineKey description quantity amount ${MONEY} servicePeriod { start } } }`;
const PREVIEW = `query($input: PreviewMigrationInput!, $first: Int, $after: String) { previewMigration(input: $input) {
  planVersion { number } total { customers refused invoices ${SUMS} }
  customers(first: $first, after: $after) { pageInfo { hasNextPage endCursor } totalCount { value } nodes { customerExternalId subscriptions { outcome error { code } } refusal { code } effect {
    ${SUMS} totals { subtotal ${MONEY} discounts ${MONEY} tax ${MONEY} total ${MONEY} } nextInvoice { ${NEXT} }
    invoices { number invoice { number } ${SUMS} lines { priceCode servicePeriod { start } billedQuantity quantity billedOn billedPrice { terms } price { terms } discounts ${MONEY} ${SUMS} } }
  } } } } }`;

interface Amount {
  readonly amount: string;
}
interface Sums {
  readonly billed: Amount;
  readonly shouldBe: Amount;
  readonly difference: Amount;
  readonly ofMigration: Amount;
}
interface Effect extends Sums {
  readonly totals: { readonly subtotal: Amount; readonly discounts: Amount; readonly tax: Amount; readonly total: Amount };
  readonly nextInvoice: object | null;
  readonly invoices: readonly (Sums & { readonly number: string | null; readonly lines: readonly (Sums & { readonly priceCode: string; readonly billedOn: readonly string[]; readonly billedQuantity: string; readonly quantity: string })[] })[];
}
interface Preview {
  readonly planVersion: { readonly number: number };
  readonly total: Sums & { readonly customers: number; readonly refused: number; readonly invoices: number };
  readonly customers: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly totalCount: { readonly value: number };
    readonly nodes: readonly { readonly customerExternalId: string; readonly subscriptions: readonly { readonly outcome: string; readonly error: { readonly code: string } | null }[]; readonly effect: Effect }[];
  };
}

const REASON = 'requests were ten times too dear';
/** A draft that nobody gave a reason for, with one. */
const withReason = (draft: object | null | undefined, reason: string) => JSON.parse(JSON.stringify(draft).replace(/"reason":null/g, `"reason":${JSON.stringify(reason)}`)) as object;
const preview = async (client: ApiClient, input: object, page: object = {}) => (await client.ask<{ previewMigration: Preview }>(PREVIEW, { input, ...page })).previewMigration;
const effectOf = ({ customers }: Preview, name: string) => customers.nodes.find(({ customerExternalId }) => customerExternalId === name)?.effect;
const names = ({ customers }: Preview) => customers.nodes.map(({ customerExternalId }) => customerExternalId).sort();
const texts = ({ billed, shouldBe, difference, ofMigration }: Sums) => [billed, shouldBe, difference, ofMigration].map(({ amount }) => amount).join(' ');

describe.each(dialectsUnderTest())('price corrections on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('previewMigration: shows every invoice concerned and writes nothing; applying and issuing gives those figures', async () => {
    const client = await start(api);
    const before = await stateOf(client);
    const shown = await preview(client, ORDER);
    expect(await stateOf(client)).toEqual(before);
    expect([shown.planVersion.number, shown.customers.totalCount.value, names(shown)]).toEqual([2, 3, CUSTOMERS]);
    expect(shown.customers.nodes.flatMap(({ subscriptions }) => subscriptions.map(({ outcome }) => outcome))).toEqual(['MIGRATED', 'MIGRATED', 'MIGRATED']);

    // a: 20 requests in each of three months, 10.00 that should be 1.00.
    const a = effectOf(shown, 'a');
    expect(a?.invoices.map((concerned) => [concerned.number, texts(concerned)])).toEqual([
      ['INV-000001', '10.00 1.00 -9.00 -9.00'],
      ['INV-000004', '10.00 1.00 -9.00 -9.00'],
      ['INV-000006', '10.00 1.00 -9.00 -9.00'],
    ]);
    expect(a?.invoices[0]?.lines).toMatchObject([{ priceCode: 'requests', servicePeriod: { start: '2026-01-01T00:00:00.000Z' }, billedQuantity: '20', quantity: '20', billedOn: ['INV-000001'], billedPrice: { terms: { unitAmount: '0.5' } }, price: { terms: { unitAmount: '0.05' } }, discounts: { amount: '0.00' } }]);
    // -27.00 and 20 % of it.
    expect(a?.totals).toEqual({ subtotal: { amount: '-27.00' }, discounts: { amount: '0.00' }, tax: { amount: '-5.40' }, total: { amount: '-32.40' } });

    // b: 10 requests a month, 5.00 that should be 0.50. March is not invoiced yet: it falls due first, and with the correction
    // for 4.50 less. 10 % off: 13.50 less is 1.35 less off; tax of -12.15 is -2.43.
    const b = effectOf(shown, 'b');
    expect(b?.invoices.map((concerned) => [concerned.number, texts(concerned)])).toEqual([
      ['INV-000002', '5.00 0.50 -4.50 -4.50'],
      ['INV-000005', '5.00 0.50 -4.50 -4.50'],
      [null, '0.00 0.50 0.50 -4.50'],
    ]);
    expect(b?.totals).toEqual({ subtotal: { amount: '-13.50' }, discounts: { amount: '1.35' }, tax: { amount: '-2.43' }, total: { amount: '-14.58' } });
    // c: 4 requests in January, 2.00 that should be 0.20.
    expect(effectOf(shown, 'c')?.invoices.map((concerned) => [concerned.number, texts(concerned)])).toEqual([['INV-000003', '2.00 0.20 -1.80 -1.80']]);
    // Billed 30.00 + 10.00 + 2.00. Should be 3.00 + 1.50 + 0.20. By the migration -27.00 - 13.50 - 1.80.
    expect(shown.total).toMatchObject({ customers: 3, refused: 0, invoices: 6 });
    expect(texts(shown.total)).toBe('42.00 4.70 -37.30 -42.30');

    // Two calls at once with one key: each subscription is moved once, and both answer the same.
    const migrate = () => client.must<{ results: { subscription: { id: string }; outcome: string; replayed: boolean }[] }>('migrateSubscriptions', { idempotencyKey: 'correct', reason: REASON, ...ORDER }, 'results { subscription { id } outcome replayed }');
    const [one, other] = await Promise.all([migrate(), migrate()]);
    expect(one.results.map(({ subscription, outcome }) => [subscription.id, outcome])).toEqual(other.results.map(({ subscription, outcome }) => [subscription.id, outcome]));
    expect([...one.results, ...other.results].filter(({ replayed }) => !replayed)).toHaveLength(3);
    // c has its end on the new version as well.
    const { subscriptions } = await client.ask<{ subscriptions: { nodes: { segments: { planVersion: { number: number } }[] }[] } }>('{ subscriptions { nodes { segments { planVersion { number } } } } }');
    expect(subscriptions.nodes.map(({ segments }) => segments.filter(({ planVersion }) => planVersion.number === 2).length).sort()).toEqual([1, 1, 2]);
    for (const name of CUSTOMERS) {
      const { invoice } = await client.must<{ invoice: object }>('issueInvoice', { idempotencyKey: `corrected ${name}`, customerExternalId: name }, `invoice { ${NEXT} }`);
      expect(invoice).toEqual(withReason(effectOf(shown, name)?.nextInvoice, REASON));
    }
    // a: one adjustment over three months, 20 requests each, 1.00 instead of 10.00.
    const { invoices } = await client.ask<{ invoices: { nodes: { corrections: { amount: Amount; cause: object; periods: object[] }[] }[] } }>(`{ invoices(filter: { customerExternalId: "a" }) { nodes { ${CORRECTIONS} html } } }`);
    expect(invoices.nodes.filter(({ corrections }) => corrections.length > 0)).toMatchObject([{
      corrections: [{ cause: { kind: 'PRICE', reason: REASON, effectiveAt: '2026-01-01T00:00:00.000Z', planVersion: { number: 2 } }, amount: { amount: '-27.00' }, netAmount: { amount: '-27.00' }, periods: ['01', '02', '03'].map((month) => ({ start: `2026-${month}-01T00:00:00.000Z` })) }],
      html: expect.stringContaining(`<dt>Price correction</dt><dd>${REASON}; 1 Jan 2026 – 31 Mar 2026; -$27.00</dd>`),
    }]);
    // Applied, there is nothing left to do.
    const after = await preview(client, ORDER);
    expect(after.customers.nodes.map(({ subscriptions, effect }) => [subscriptions[0]?.outcome, effect.invoices])).toEqual([['UNCHANGED', []], ['UNCHANGED', []], ['UNCHANGED', []]]);
    const { ledgerVerification, replay } = await client.ask<{ ledgerVerification: object; replay: object }>('{ ledgerVerification { isValid findings { message } } replay(customer: "a") { isExact } }');
    expect([ledgerVerification, replay]).toEqual([{ isValid: true, findings: [] }, { isExact: true }]);
  });

  it('invoiceLine.supersedes: a line explains what was billed and what is charged in its place', async () => {
    const client = await start(api);
    await client.must('migrateSubscriptions', { idempotencyKey: 'correct', ...ORDER }, 'results { outcome }');
    const explain = 'explain { model quantity eventCount exactAmount roundedAmount { amount } previouslyBilled { amount } amount { amount } steps { kind quantity unitAmount amount } }';
    const { invoice } = await client.must<{ invoice: { id: string; lines: { nodes: object[] } } }>(
      'issueInvoice',
      { idempotencyKey: 'corrected', customerExternalId: 'a' },
      `invoice { id lines { nodes { description isAdjustment planVersion { number } quantity amount { amount } ${explain} entries { totalCount { value } } events(newOnly: true) { totalCount { value } }
        supersedes { lineKey planVersion { number } price { code } quantity amount { amount } ${explain} } } } }`,
    );
    expect(invoice.lines.nodes).toHaveLength(3);
    expect(invoice.lines.nodes[0]).toEqual({
      description: 'Requests',
      isAdjustment: true,
      planVersion: { number: 2 },
      quantity: '0',
      amount: { amount: '-9.00' },
      // 20 x 0.05 = 1.00, less 10.00.
      explain: { model: 'perUnit', quantity: '20', eventCount: '20', exactAmount: '1', roundedAmount: { amount: '1.00' }, previouslyBilled: { amount: '10.00' }, amount: { amount: '-9.00' }, steps: [{ kind: 'UNIT', quantity: '20', unitAmount: '0.05', amount: '1' }] },
      // Two sides of what is taken back, two of what is charged.
      entries: { totalCount: { value: 4 } },
      events: { totalCount: { value: 0 } },
      supersedes: {
        lineKey: expect.stringContaining(':2026-01-01T00:00:00.000Z') as string,
        planVersion: { number: 1 },
        price: { code: 'requests' },
        quantity: '20',
        amount: { amount: '10.00' },
        explain: { model: 'perUnit', quantity: '20', eventCount: '20', exactAmount: '10', roundedAmount: { amount: '10.00' }, previouslyBilled: { amount: '0.00' }, amount: { amount: '10.00' }, steps: [{ kind: 'UNIT', quantity: '20', unitAmount: '0.5', amount: '10' }] },
      },
    });
  });

  it('invoiceDiff: tells what became known of an invoice, why, and on which document it was settled', async () => {
    const client = await start(api);
    const { invoice } = await client.ask<{ invoice: { id: string } }>('{ invoice(number: "INV-000001") { id } }');
    const DIFF = `query($id: ID!, $from: DateTime, $to: DateTime) { invoiceDiff(id: $id, from: $from, to: $to) {
      before { amountDue { amount } status } after { amountDue { amount } status } difference { amount } settled { amount } pending { amount }
      lines { line { description } quantityBefore quantityAfter amountBefore { amount } amountAfter { amount } difference { amount } pending { amount }
        adjustments { isPending amount { amount } invoice { number status } line { causes { kind reason planVersion { number } } } } } } }`;
    const diff = async (times: object = {}) => (await client.ask<{ invoiceDiff: object }>(DIFF, { id: invoice.id, ...times })).invoiceDiff;
    await record(client, [{ key: 'late', customerExternalId: 'a', eventName: 'request', occurredAt: '2026-01-20T00:00:00Z' }]);
    await advance(client, '2026-04-02T00:00:00Z');
    const late = await client.must<{ invoice: { number: string } }>('issueInvoice', { idempotencyKey: 'late', customerExternalId: 'a' }, 'invoice { number }');
    await advance(client, '2026-04-03T00:00:00Z');
    await client.must('migrateSubscriptions', { idempotencyKey: 'correct', reason: 'ten times too dear', ...ORDER }, 'results { outcome }');
    await client.must('recordPayment', { idempotencyKey: 'pay', customerExternalId: 'a', amount: '24.00', currency: 'USD', allocations: [{ invoiceId: invoice.id, amount: '24.00' }] }, 'replayed');
    // January of a: 20 x 0.50 = 10.00 beside the fees of January and February in advance, 30.00 and 20 % tax: 36.00. One more
    // request is 0.50 on the next invoice; 21 x 0.05 = 1.05 by the corrected price, 9.45 less, pending.
    const requestsLine = { quantityBefore: '20', quantityAfter: '21', amountBefore: { amount: '10.00' }, amountAfter: { amount: '1.05' }, difference: { amount: '-8.95' }, pending: { amount: '-9.45' } };
    const whole = await diff();
    expect(whole).toMatchObject({ difference: { amount: '-8.95' }, settled: { amount: '0.50' }, pending: { amount: '-9.45' }, before: { status: 'ISSUED' }, after: { status: 'ISSUED' } });
    const { lines, before, after } = whole as { lines: { line: { description: string }; adjustments: object[] }[]; before: { amountDue: { amount: string } }; after: { amountDue: { amount: string } } };
    expect(Number(before.amountDue.amount) - Number(after.amountDue.amount)).toBe(24);
    expect(lines.find(({ line }) => line.description === 'Requests')).toMatchObject({
      ...requestsLine,
      adjustments: [
        { isPending: false, amount: { amount: '0.50' }, invoice: { number: late.invoice.number }, line: { causes: [{ kind: 'USAGE', reason: null, planVersion: null }] } },
        { isPending: true, amount: { amount: '-9.45' }, invoice: { number: null, status: 'DRAFT' }, line: { causes: [{ kind: 'PRICE', reason: 'ten times too dear', planVersion: { number: 2 } }] } },
      ],
    });
    expect(await diff({ to: '2026-04-02T12:00:00Z' })).toMatchObject({ difference: { amount: '0.50' }, settled: { amount: '0.50' }, pending: { amount: '0.00' } });
    expect(await diff({ from: '2026-04-02T12:00:00Z' })).toMatchObject({ difference: { amount: '-9.45' }, settled: { amount: '0.00' }, pending: { amount: '-9.45' } });
    // The late request had come by then, and was on no invoice yet.
    expect(await diff({ from: '2026-04-01T12:00:00Z', to: '2026-04-01T12:00:00Z' })).toMatchObject({ difference: { amount: '0.50' }, settled: { amount: '0.00' }, pending: { amount: '0.50' } });
    const refusals = [];
    for (const times of [{ from: '2026-01-01T00:00:00Z' }, { from: '2026-04-02T00:00:00Z', to: '2026-04-01T00:00:00Z' }]) {
      const { errors } = await client.send(DIFF, { id: invoice.id, ...times });
      refusals.push((errors?.[0]?.extensions['path'] as string[] | undefined)?.join('.'));
    }
    expect(refusals).toEqual(['from', 'to']);
  });

  it('previewMigration: pages go through every customer once; refusals are of one subscription, or of the whole question', async () => {
    const client = await start(api);
    const first = await preview(client, ORDER, { first: 2 });
    const rest = await preview(client, ORDER, { first: 2, after: first.customers.pageInfo.endCursor });
    expect([first.customers.pageInfo.hasNextPage, rest.customers.pageInfo.hasNextPage]).toEqual([true, false]);
    expect([...names(first), ...names(rest)].sort()).toEqual(CUSTOMERS);
    expect(names(await preview(client, { ...ORDER, customerExternalIds: ['b'] }))).toEqual(['b']);
    // c had ended by then, and stays as it is.
    const late = await preview(client, { ...ORDER, at: '2026-03-01T00:00:00Z' });
    expect(late.customers.nodes.map(({ customerExternalId, subscriptions, effect }) => [customerExternalId, subscriptions[0]?.outcome, subscriptions[0]?.error?.code, effect.difference.amount].join(' ')).sort()).toEqual([
      'a MIGRATED  -9.00',
      'b MIGRATED  0.50',
      'c REFUSED INVALID_STATE 0.00',
    ]);
    const cases: readonly (readonly [object, string])[] = [
      [{ subscriptionIds: ['x'] }, 'input.subscriptionIds.0'],
      [{ planCode: 'none' }, 'input.planCode'],
      [{ toVersion: 9 }, 'input.toVersion'],
      [{ fromVersions: [1, 9] }, 'input.fromVersions.1'],
      [{ customerExternalIds: ['a', 'z'] }, 'input.customerExternalIds.1'],
      [{ effective: 'AT', at: null }, 'input.at'],
      [{ effective: 'NOW' }, 'input.at'],
    ];
    const refused = [];
    for (const [input] of cases) {
      const { errors } = await client.send(PREVIEW, { input: { ...ORDER, ...input } });
      refused.push((errors?.[0]?.extensions['path'] as string[] | undefined)?.join('.'));
    }
    expect(refused).toEqual(cases.map(([, path]) => path));
  });
});
