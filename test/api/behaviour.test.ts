import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { type EventInput, FEBRUARY, JANUARY, MARCH, advance, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

interface Line {
  readonly description: string;
  readonly quantity: string | null;
  readonly amount: { readonly amount: string };
  readonly servicePeriod: { readonly start: string; readonly end: string };
}
interface Invoice {
  readonly total: { readonly amount: string; readonly minorUnits: string };
  readonly lines: { readonly nodes: readonly Line[] };
}
const FIELDS = 'total { amount minorUnits } lines { nodes { description quantity amount { amount } servicePeriod { start end } } }';

const issueNow = async (client: ApiClient, customerExternalId: string, idempotencyKey = `invoice of ${customerExternalId}`) =>
  (await client.must<{ invoice: Invoice }>('issueInvoice', { idempotencyKey, customerExternalId }, `invoice { ${FIELDS} }`)).invoice;
const draftAt = async (client: ApiClient, externalId: string, asOf: string) =>
  (await client.ask<{ customer: { upcomingInvoice: Invoice | null } }>(`query($e: String!, $asOf: DateTime!) { customer(externalId: $e) { upcomingInvoice(asOf: $asOf) { ${FIELDS} } } }`, { e: externalId, asOf })).customer.upcomingInvoice;
/** `description quantity amount` of each line, then the total. */
const figures = ({ lines, total }: Invoice) => [...lines.nodes.map(({ description, quantity, amount }) => `${description} ${quantity ?? '-'} ${amount.amount}`), total.amount];

async function createPlan(client: ApiClient, code: string, prices: object[], terms: object = {}): Promise<void> {
  await client.must('createPlan', { code, currency: 'USD', interval: { unit: 'MONTH' }, prices, ...terms }, 'replayed');
}
async function subscribe(client: ApiClient, customerExternalId: string, planCode: string, startAt: string): Promise<void> {
  await client.must('createSubscription', { idempotencyKey: `${customerExternalId} ${planCode} ${startAt}`, customerExternalId, planCode, startAt }, 'replayed');
}
async function createCustomer(client: ApiClient, externalId: string, customer: object = {}): Promise<void> {
  await client.must('createCustomer', { externalId, name: externalId, ...customer }, 'replayed');
}
const fee = (amount: string) => ({ code: 'fee', model: { flat: { amount } } });

describe.each(dialectsUnderTest())('behaviour on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  const newTenant = (sandboxClock: string) => api.createTenant({ sandboxClock });

  it('viewer: a tenant key tells its tenant and time, the root key that it has none', async () => {
    const client = await api.createTenant({ sandboxClock: JANUARY, name: 'Seller', defaultCurrency: 'EUR', timeZone: 'Europe/Athens' });
    const query = '{ viewer { key { name customer { id } expiresAt revokedAt } scopes tenant { name defaultCurrency timeZone clock { now } } clock { now isSandbox } } }';
    expect(await client.ask(query)).toEqual({
      viewer: {
        key: { name: 'first key', customer: null, expiresAt: null, revokedAt: null },
        scopes: ['KEYS_MANAGE', 'CLOCK_ADVANCE', 'SETTINGS_WRITE', 'CUSTOMERS_READ', 'CUSTOMERS_WRITE', 'PRIVACY_MANAGE', 'CATALOG_READ', 'CATALOG_WRITE', 'SUBSCRIPTIONS_READ', 'SUBSCRIPTIONS_WRITE', 'USAGE_READ', 'USAGE_WRITE', 'INVOICES_READ', 'INVOICES_WRITE', 'LEDGER_READ'],
        tenant: { name: 'Seller', defaultCurrency: 'EUR', timeZone: 'Europe/Athens', clock: { now: '2026-01-01T00:00:00.000Z' } },
        clock: { now: '2026-01-01T00:00:00.000Z', isSandbox: true },
      },
    });
    expect(await api.root.ask(query)).toEqual({ viewer: { key: null, scopes: ['TENANTS_MANAGE'], tenant: null, clock: null } });
  });

  it('clock: a sandbox moves forward by command alone, and may be told the time it has', async () => {
    const client = await newTenant(JANUARY);
    const now = async () => (await client.ask<{ viewer: { clock: { now: string } } }>('{ viewer { clock { now } } }')).viewer.clock.now;
    await advance(client, '2026-01-01T00:00:00+00:00');
    expect(await now()).toBe('2026-01-01T00:00:00.000Z');
    await advance(client, '2026-02-01T01:00:00.9999+01:00');
    expect(await now()).toBe('2026-02-01T00:00:00.999Z');
    expect((await client.mutate('advanceClock', { to: '2026-02-01T00:00:00.998Z' }, '__typename')).userErrors).toMatchObject([{ code: 'OUT_OF_RANGE' }]);
    expect(await now()).toBe('2026-02-01T00:00:00.999Z');
  });

  it('mutations of one document: each answer has what was so when it was done', async () => {
    const client = await newTenant(JANUARY);
    await createCustomer(client, 'acme');
    const grant = (key: string, name: string) => `${name}: grantCredits(input: { idempotencyKey: "${key}", customerExternalId: "acme", amount: "5" }) { grant { grantedAt customer { credits { balance { amount } } } } }`;
    const answer = await client.ask(`mutation { ${grant('k1', 'first')} clock: advanceClock(input: { to: "2026-02-01T00:00:00Z" }) { clock { now } } ${grant('k2', 'second')} ${grant('k1', 'again')} }`);
    const granted = (month: string, amount: string) => ({ grant: { grantedAt: `2026-${month}-01T00:00:00.000Z`, customer: { credits: { balance: { amount } } } } });
    expect(answer).toEqual({ first: granted('01', '5.00'), clock: { clock: { now: '2026-02-01T00:00:00.000Z' } }, second: granted('02', '10.00'), again: granted('01', '10.00') });
  });

  it('draft: it has the figures of the invoice that is then issued', async () => {
    const client = await newTenant(JANUARY);
    await createCatalog(client);
    await createSubscriber(client, 'acme', { timeZone: 'America/New_York' });
    await createSubscriber(client, 'quiet');
    expect(await draftAt(client, 'acme', '2026-01-01T00:00:00Z')).not.toBeNull();
    await record(client, [request('acme', 'r1'), completion('acme', 'c1', 1500)]);
    for (const [month, late] of [['2026-02-01T05:00:00Z', 'l1'], ['2026-03-01T05:00:00Z', 'l2'], ['2026-04-01T04:00:00Z', 'l3']] as const) {
      const draft = await draftAt(client, 'acme', month);
      await advance(client, month);
      expect(await draftAt(client, 'acme', month)).toEqual(draft);
      expect(await issueNow(client, 'acme', month)).toEqual(draft);
      await record(client, [completion('acme', late, 250, 20)]);
    }
    expect(await draftAt(client, 'quiet', '2026-04-01T04:00:00Z')).toEqual(await issueNow(client, 'quiet'));
  });

  it('usage: windows are local days, weeks and months, also where clocks change', async () => {
    const client = await newTenant('2026-04-01T00:00:00Z');
    await createCatalog(client);
    await createSubscriber(client, 'acme', { timeZone: 'America/New_York' });
    // Clocks go forward on Sunday 8 March 2026: local midnights are 05:00Z until then, 04:00Z after.
    const times = ['2026-03-08T04:59:59.999Z', '2026-03-08T05:00:00Z', '2026-03-09T03:59:59.999Z', '2026-03-09T04:00:00Z'];
    await record(client, times.map((occurredAt, n): EventInput => ({ ...request('acme', `e${n}`), occurredAt })));
    const windows = async (window: string) => {
      const query = `{ customer(externalId: "acme") { usage(meterCode: "requests", from: "2026-03-07T05:00:00Z", to: "2026-03-10T04:00:00Z"${window}) { period { start end } quantity eventCount dimensions } } }`;
      const { customer } = await client.ask<{ customer: { usage: { period: { start: string; end: string }; quantity: string; eventCount: string; dimensions: unknown }[] } }>(query);
      return customer.usage.map(({ period, quantity, eventCount, dimensions }) => [period.start.slice(8, 16), period.end.slice(8, 16), quantity, eventCount, dimensions]);
    };
    expect(await windows(', window: DAY')).toEqual([
      ['07T05:00', '08T05:00', '1', '1', null],
      ['08T05:00', '09T04:00', '2', '2', null],
      ['09T04:00', '10T04:00', '1', '1', null],
    ]);
    expect(await windows(', window: WEEK')).toEqual([['07T05:00', '09T04:00', '3', '3', null], ['09T04:00', '10T04:00', '1', '1', null]]);
    expect(await windows(', window: MONTH')).toEqual([['07T05:00', '10T04:00', '4', '4', null]]);
    expect(await windows('')).toEqual([['07T05:00', '10T04:00', '4', '4', null]]);
  });

  it('usage: a meter with groupBy answers one quantity a window and combination', async () => {
    const client = await newTenant(FEBRUARY);
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    const of = (key: string, day: number, properties: object): EventInput => ({ ...completion('acme', key, 0, day), properties });
    await record(client, [of('a', 1, { n: 1, model: 'small' }), of('b', 1, { n: '2.5', model: 'large' }), of('c', 2, { n: 4, model: 'small' }), of('d', 2, { n: 8 }), of('e', 2, { n: 16, model: 'small' })]);
    const { customer } = await client.ask<{ customer: { usage: unknown } }>('{ customer(externalId: "acme") { usage(meterCode: "tokens", from: "2026-01-01T00:00:00Z", to: "2026-01-03T00:00:00Z", window: DAY) { quantity eventCount dimensions } none: usage(meterCode: "nothing", from: "2026-01-01T00:00:00Z", to: "2026-01-03T00:00:00Z") { quantity } } }');
    expect(customer).toEqual({
      usage: [
        { quantity: '2.5', eventCount: '1', dimensions: { model: 'large' } },
        { quantity: '1', eventCount: '1', dimensions: { model: 'small' } },
        { quantity: '8', eventCount: '1', dimensions: { model: null } },
        { quantity: '20', eventCount: '2', dimensions: { model: 'small' } },
      ],
      none: null,
    });
  });

  it('usage events: filters hold together, times from and up to', async () => {
    const client = await newTenant(FEBRUARY);
    await createCatalog(client);
    for (const customer of ['acme', 'beta']) await createSubscriber(client, customer);
    await record(client, [request('acme', 'one', 1), request('acme', 'two', 2), completion('acme', 'three', 1, 3), request('beta', 'one', 1)]);
    const keys = async (filter: string) => (await client.ask<{ usageEvents: { nodes: { key: string }[]; totalCount: { value: number } } }>(`{ usageEvents(filter: {${filter}}) { nodes { key } totalCount { value } } }`)).usageEvents;
    const expected = (...found: string[]) => ({ nodes: found.map((key) => ({ key })), totalCount: { value: found.length } });
    expect(await keys('customerExternalId: "acme"')).toEqual(expected('one', 'two', 'three'));
    expect(await keys('key: "one"')).toEqual(expected('one', 'one'));
    expect(await keys('key: "ONE"')).toEqual(expected());
    expect(await keys('eventName: "request", customerExternalId: "acme"')).toEqual(expected('one', 'two'));
    expect(await keys('customerExternalId: "acme", occurredFrom: "2026-01-02T12:00:00Z"')).toEqual(expected('two', 'three'));
    expect(await keys('customerExternalId: "acme", occurredFrom: "2026-01-01T12:00:00Z", occurredTo: "2026-01-02T12:00:00Z"')).toEqual(expected('one'));
    expect(await keys('customerExternalId: "nobody"')).toEqual(expected());
  });

  it('aggregation: each is billed to the end', async () => {
    const client = await newTenant(FEBRUARY);
    const meters = [['count', 'COUNT', null], ['sum', 'SUM', 'n'], ['max', 'MAX', 'n'], ['latest', 'LATEST', 'n'], ['unique', 'UNIQUE_COUNT', 'user']] as const;
    for (const [code, aggregation, valueProperty] of meters) await client.must('createMeter', { code, eventName: 'work', aggregation, valueProperty }, 'replayed');
    await client.must('createMeter', { code: 'filtered', eventName: 'work', aggregation: 'SUM', valueProperty: 'n', filters: [{ property: 'user', notIn: ['b'] }] }, 'replayed');
    await createPlan(client, 'all', [...meters.map(([code]) => code), 'filtered'].map((code) => ({ code, meterCode: code, model: { perUnit: { unitAmount: '0.5' } } })));
    await createCustomer(client, 'acme');
    await subscribe(client, 'acme', 'all', JANUARY);
    const work = (key: string, day: number, n: unknown, user: string): EventInput => ({ ...request('acme', key, day), eventName: 'work', properties: { n, user } });
    await record(client, [work('c', 3, '2.25', 'a'), work('a', 1, 5, 'a'), work('b', 2, 7, 'b')]);
    // Of 5, 7 and 2.25, at 0.5: three events 1.50; the sum 14.25 is 7.125, so 7.13; the greatest 7 is 3.50; the latest 2.25 is
    // 1.125, so 1.13; two users 1.00; without user b 7.25 is 3.625, so 3.63. Together 17.89.
    expect(figures(await issueNow(client, 'acme'))).toEqual(['count 3 1.50', 'sum 14.25 7.13', 'max 7 3.50', 'latest 2.25 1.13', 'unique 2 1.00', 'filtered 7.25 3.63', '17.89']);
  });

  it('models: a quantity over two tiers, at a volume price, in packages and above what is included', async () => {
    const client = await newTenant(FEBRUARY);
    await client.must('createMeter', { code: 'units', eventName: 'units', aggregation: 'SUM', valueProperty: 'n' }, 'replayed');
    const tiers = [{ upTo: '100', unitAmount: '0.10', flatAmount: '1' }, { upTo: '1000', unitAmount: '0.05', flatAmount: '2' }, { unitAmount: '0.01' }];
    const price = (code: string, terms: object) => ({ code, meterCode: 'units', ...terms });
    await createPlan(client, 'models', [price('graduated', { model: { graduated: { tiers } } }), price('volume', { model: { volume: { tiers } } }), price('package', { model: { package: { size: '100', amount: '3' } } }), price('included', { includedUnits: '200', model: { perUnit: { unitAmount: '0.02' } } })]);
    await createCustomer(client, 'acme');
    await subscribe(client, 'acme', 'models', JANUARY);
    await record(client, [40, 60, 150].map((n, index): EventInput => ({ ...request('acme', `u${index}`), eventName: 'units', properties: { n } })));
    // 250 units. Graduated: 1 + 100 x 0.10 + 2 + 150 x 0.05 = 20.50. Volume: all in tier 2: 2 + 250 x 0.05 = 14.50.
    // Packages of 100: 3 x 3 = 9. Above 200 included: 50 x 0.02 = 1. Together 45.00.
    expect(figures(await issueNow(client, 'acme'))).toEqual(['graduated 250 20.50', 'volume 250 14.50', 'package 250 9.00', 'included 250 1.00', '45.00']);
    await record(client, [{ ...request('acme', 'late'), eventName: 'units', properties: { n: 800 } }]);
    await advance(client, MARCH);
    // 1,050 units. Graduated: 1 + 10 + 2 + 900 x 0.05 + 50 x 0.01 = 58.50, less 20.50 is 38. Volume: 1,050 x 0.01 = 10.50, less 14.50 is -4.
    // Packages: 11 x 3 = 33, less 9 is 24. 850 x 0.02 = 17, less 1 is 16. February has no units: graduated and volume charge the first tier's 1.
    expect(figures(await issueNow(client, 'acme', 'second'))).toEqual(['graduated 800 38.00', 'graduated 0 1.00', 'volume 800 -4.00', 'volume 0 1.00', 'package 800 24.00', 'included 800 16.00', '76.00']);
  });

  it('currency: yen have no decimals, dinars three', async () => {
    const client = await newTenant(FEBRUARY);
    await client.must('createMeter', { code: 'requests', eventName: 'request', aggregation: 'COUNT' }, 'replayed');
    for (const [currency, amount, unitAmount] of [['JPY', '1000', '0.5'], ['KWD', '10', '0.0005']] as const) {
      await createPlan(client, currency, [fee(amount), { code: 'requests', meterCode: 'requests', model: { perUnit: { unitAmount } } }], { currency });
      await createCustomer(client, currency, { currency });
      await subscribe(client, currency, currency, '2026-01-10T00:00:00Z');
      await record(client, [11, 12, 13].map((day) => request(currency, `r${day}`, day)));
    }
    // 22 of 31 days of 1,000 are 709.677 -> 710 yen; 3 x 0.5 = 1.5 -> 2 yen; with February's 1,000 together 1,712.
    const yen = await issueNow(client, 'JPY');
    expect([figures(yen), yen.total.minorUnits]).toEqual([['fee - 710', 'fee - 1000', 'requests 3 2', '1712'], '1712']);
    // 22 of 31 days of 10 are 7.0967... -> 7.097 dinars; 3 x 0.0005 = 0.0015 -> 0.002; with February's 10 together 17.099.
    const dinars = await issueNow(client, 'KWD');
    expect([figures(dinars), dinars.total.minorUnits]).toEqual([['fee - 7.097', 'fee - 10.000', 'requests 3 0.002', '17.099'], '17099']);
    const balance = await client.ask('{ usd: trialBalance { accounts { code } } jpy: trialBalance(currency: "JPY") { isBalanced totalDebits { amount } accounts { code balance { amount } } } }');
    // Yen: 710 + 1,000 + 2 charged, 710 earned, 1,712 invoiced: debits of 1,712 + 710 + 1,712 = 4,134.
    expect(balance).toEqual({
      usd: { accounts: [] },
      jpy: { isBalanced: true, totalDebits: { amount: '4134' }, accounts: [['1100', '1712'], ['1150', '0'], ['2150', '-1000'], ['4000', '-2'], ['4010', '-710']].map(([code, amount]) => ({ code, balance: { amount } })) },
    });
  });

  it('subscriptions: two of one customer are on one invoice, and one that begins before the last invoice is caught up on the next', async () => {
    const client = await newTenant(FEBRUARY);
    await createPlan(client, 'basic', [fee('5')]);
    await createPlan(client, 'extra', [{ ...fee('31'), code: 'extra' }]);
    await createCustomer(client, 'acme');
    await subscribe(client, 'acme', 'basic', JANUARY);
    await subscribe(client, 'acme', 'basic', '2026-01-31T00:00:00Z');
    // The first: January and February, 5 each. The second: 1 of 31 days of January, 0.1612... -> 0.16, and February.
    expect(figures(await issueNow(client, 'acme')).sort()).toEqual(['15.16', 'fee - 0.16', 'fee - 5.00', 'fee - 5.00', 'fee - 5.00']);
    await subscribe(client, 'acme', 'extra', '2026-01-15T00:00:00Z');
    await advance(client, MARCH);
    // From 15 January on 17 of 31 days of 31.00 are 17.00; February and March in full. March of the other two, 5 each. Together 89.00.
    expect(figures(await issueNow(client, 'acme', 'second')).sort()).toEqual(['89.00', 'extra - 17.00', 'extra - 31.00', 'extra - 31.00', 'fee - 5.00', 'fee - 5.00']);
  });

  it('anniversary: periods from the 31st clamp to short months and come back', async () => {
    const client = await newTenant('2026-04-30T00:00:00Z');
    await createPlan(client, 'anniversary', [fee('10')], { anchor: 'ANNIVERSARY' });
    await createCustomer(client, 'acme');
    await subscribe(client, 'acme', 'anniversary', '2026-01-31T00:00:00Z');
    const { lines, total } = await issueNow(client, 'acme');
    expect(total.amount).toBe('40.00');
    expect(lines.nodes.map(({ servicePeriod: { start, end } }) => [start.slice(0, 10), end.slice(0, 10)])).toEqual([['2026-01-31', '2026-02-28'], ['2026-02-28', '2026-03-31'], ['2026-03-31', '2026-04-30'], ['2026-04-30', '2026-05-31']]);
  });

  it('plan version: a new one is for subscriptions to come', async () => {
    const client = await newTenant(FEBRUARY);
    await createPlan(client, 'plan', [fee('10')]);
    for (const customer of ['old', 'new']) await createCustomer(client, customer);
    await subscribe(client, 'old', 'plan', FEBRUARY);
    await client.must('publishPlanVersion', { code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, prices: [fee('20')] }, 'replayed');
    await subscribe(client, 'new', 'plan', FEBRUARY);
    await advance(client, MARCH);
    expect(figures(await issueNow(client, 'old'))).toEqual(['fee - 10.00', 'fee - 10.00', '20.00']);
    expect(figures(await issueNow(client, 'new'))).toEqual(['fee - 20.00', 'fee - 20.00', '40.00']);
    expect(await client.ask('{ subscriptions { nodes { customer { externalId } planVersion { number } plan { currentVersion { number } } } } }')).toEqual({
      subscriptions: { nodes: expect.arrayContaining([['old', 1], ['new', 2]].map(([externalId, number]) => ({ customer: { externalId }, planVersion: { number }, plan: { currentVersion: { number: 2 } } }))) },
    });
  });

  it('as of: an invoice and a balance as they were known', async () => {
    const client = await newTenant(FEBRUARY);
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    await record(client, [request('acme', 'r1'), request('acme', 'r2')]);
    await issue(client, 'acme', 'i1');
    const invoices = await client.ask('{ before: invoice(number: "INV-000001", asOf: "2026-01-31T23:59:59.999Z") { number } then: invoice(number: "INV-000001", asOf: "2026-02-01T00:00:00Z") { status amountDue { amount } } }');
    // January 10, February 10, 2 requests 0.20; the first tier of tokens charges nothing for nothing.
    expect(invoices).toEqual({ before: null, then: { status: 'ISSUED', amountDue: { amount: '20.20' } } });
    const balance = (args: string) => client.ask<{ trialBalance: { accounts: { code: string; debits: { amount: string }; credits: { amount: string } }[] } }>(`{ trialBalance${args} { accounts { code debits { amount } credits { amount } } } }`);
    const rows = async (args: string) => (await balance(args)).trialBalance.accounts.map(({ code, debits, credits }) => `${code} ${debits.amount} ${credits.amount}`);
    // To the end of January: its fee charged and earned, and the requests. On 1 February: its fee, and the invoice.
    expect(await rows('(asOf: "2026-01-31T23:59:59.999Z")')).toEqual(['1150 10.20 0.00', '2150 10.00 10.00', '4000 0.00 0.20', '4010 0.00 10.00']);
    expect(await rows('(asOf: "2026-02-01T00:00:00Z")')).toEqual(['1100 20.20 0.00', '1150 20.20 20.20', '2150 10.00 20.00', '4000 0.00 0.20', '4010 0.00 10.00']);
    expect(await rows('(knownAt: "2026-01-31T23:59:59.999Z")')).toEqual([]);
    expect(await rows('')).toEqual(await rows('(asOf: "2026-02-01T00:00:00Z", knownAt: "2026-02-01T00:00:00Z")'));
  });
});
