/** Revenue schedules over HTTP, on every engine: one book with everything, by hand, and tied to the trial balance. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, JANUARY, MARCH, advance, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

interface Amount {
  readonly amount: string;
}
interface Account {
  readonly code: string;
  readonly opening: Amount;
  readonly movements: readonly { readonly kind: string; readonly amount: Amount }[];
  readonly closing: Amount;
}
interface Figures {
  readonly recognised: Amount;
  readonly breakage: Amount;
  readonly accounts: readonly Account[];
}
interface Group {
  readonly customerExternalId: string | null;
  readonly planCode: string | null;
  readonly versionNumber: number | null;
  readonly priceCode: string | null;
  readonly figures: Figures;
}
interface Schedule {
  readonly total: Figures;
  readonly residual: Amount;
  readonly ties: readonly { readonly residual: Amount }[];
  readonly deferral: readonly { readonly month: { readonly start: string }; readonly earned: Amount; readonly straightLine: Amount }[];
  readonly customers: { readonly nodes: readonly Group[] };
  readonly prices: { readonly nodes: readonly Group[] };
  readonly plans: { readonly nodes: readonly Group[] };
}

const FIGURES = 'recognised { amount } breakage { amount } accounts { code opening { amount } movements { kind amount { amount } } closing { amount } }';
const GROUPS = `{ nodes { customerExternalId planCode versionNumber priceCode figures { ${FIGURES} } } }`;
const SCHEDULE = `query($period: RevenuePeriod!, $knownAt: DateTime, $customer: String) { revenueSchedule(period: $period, knownAt: $knownAt, customerExternalId: $customer) {
  total { ${FIGURES} } residual { amount } ties { residual { amount } } deferral { month { start } earned { amount } straightLine { amount } }
  customers(first: 100) ${GROUPS} prices(first: 100) ${GROUPS} plans(first: 100) ${GROUPS} } }`;

/** `code opening kind amount ... closing` of each account with entries. */
const textsOf = ({ accounts }: Figures) =>
  accounts.filter(({ opening, movements }) => movements.length > 0 || Number(opening.amount) !== 0).map(({ code, opening, movements, closing }) => [code, opening.amount, ...movements.map(({ kind, amount }) => `${kind} ${amount.amount}`), closing.amount].join(' '));

/**
 * acme: a yearly fee, a monthly fee with a coupon, usage; a gift for all of it and paid credit for requests that expires. beta: prices
 * hold 20 % tax; a one-off charge, a credit note. gamma: its invoice is voided. delta: bought credit.
 */
async function playEverything(client: ApiClient): Promise<void> {
  await createCatalog(client);
  await client.must('createTaxRate', { code: 'held', percentage: '20', isInclusive: true }, 'replayed');
  await client.must('createPlan', { code: 'yearly', currency: 'USD', interval: { unit: 'YEAR' }, prices: [{ code: 'licence', model: { flat: { amount: '120.00' } } }] }, 'replayed');
  await createSubscriber(client, 'acme');
  await client.must('createSubscription', { idempotencyKey: 'year', customerExternalId: 'acme', planCode: 'yearly', startAt: JANUARY }, 'replayed');
  await createSubscriber(client, 'beta', { taxRateCodes: ['held'] });
  await createSubscriber(client, 'gamma');
  await client.must('createCustomer', { externalId: 'delta', name: 'Delta' }, 'replayed');
  await client.must('createCoupon', { code: 'tenth', percentage: '10', planCodes: ['hybrid'] }, 'replayed');
  await client.must('applyCoupon', { idempotencyKey: 'coupon', customerExternalId: 'acme', couponCode: 'tenth' }, 'replayed');
  await client.must('grantCredits', { idempotencyKey: 'gift', customerExternalId: 'acme', amount: '5', priority: 1, scope: { planCodes: ['yearly'] } }, 'replayed');
  await client.must('grantCredits', { idempotencyKey: 'paid', customerExternalId: 'acme', amount: '20', kind: 'PAID', expiresAt: '2026-02-15T00:00:00Z', scope: { meterCodes: ['requests'] } }, 'replayed');
  await issue(client, 'acme', 'acme 1');
  const beta = await issue(client, 'beta', 'beta 1');
  const gamma = await issue(client, 'gamma', 'gamma 1');
  await advance(client, '2026-01-16T00:00:00Z');
  await client.must('addCharge', { idempotencyKey: 'once', customerExternalId: 'beta', description: 'Setup', amount: '7', taxRateCodes: [] }, 'replayed');
  await client.must('issueCreditNote', { idempotencyKey: 'note', invoiceId: beta.id, amount: '6', reason: 'r' }, 'replayed');
  await client.must('voidInvoice', { idempotencyKey: 'void', invoiceId: gamma.id, lines: 'GIVE_UP', reason: 'r' }, 'replayed');
  await client.must('purchaseCredits', { idempotencyKey: 'buy', customerExternalId: 'delta', amount: '50' }, 'replayed');
  await record(client, Array.from({ length: 30 }, (_, n) => request('acme', `r${n}`, 10)));
  await advance(client, FEBRUARY);
  for (const customer of ['acme', 'beta']) await issue(client, customer, `${customer} 2`);
  await advance(client, MARCH);
  await issue(client, 'acme', 'acme 3');
}

describe.each(dialectsUnderTest())('revenueSchedule on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: JANUARY });
    await playEverything(client);
  });
  afterAll(() => api.stop());

  const schedule = async (from: string, to: string, more: object = {}) => (await client.ask<{ revenueSchedule: Schedule }>(SCHEDULE, { period: { from, to }, ...more })).revenueSchedule;

  it('schedule: January is what was recognised in it, and February goes on where it ended', async () => {
    const january = await schedule(JANUARY, FEBRUARY);
    // Fees in advance 120 + 3 x 10; of the monthly ones 10 is earned for acme and 5 for beta, 5 of beta's and all of gamma's was credited
    // before. Usage 30 x 0.10, charge 7; coupon 1 and gift 5. beta's note of 6 held 1 of tax: 6 - 5 - 10 + 10 of it is no deferred
    // revenue. Its fee of 10 holds 10 / 6 = 1.67. 15 + 3 + 7 - 6 - 1 - 0.67.
    expect(textsOf(january.total)).toEqual([
      '1150 0.00 CHARGE 3.00 ADVANCE_FEE 150.00 ONE_OFF 7.00 DISCOUNT -1.00 INVOICE -194.00 CREDIT_PURCHASE 50.00 CREDIT_DRAW -5.00 10.00',
      '2100 0.00 CREDIT_GRANT 20.00 CREDIT_PURCHASE 50.00 70.00',
      '2150 0.00 ADVANCE_FEE 150.00 EARNING -15.00 CREDIT_NOTE -15.00 120.00',
      '4000 0.00 CHARGE 3.00 3.00',
      '4010 0.00 EARNING 15.00 15.00',
      '4030 0.00 ONE_OFF 7.00 7.00',
      '4100 0.00 DISCOUNT -1.00 CREDIT_DRAW -5.00 -6.00',
      '4110 0.00 CREDIT_NOTE -1.00 -1.00',
      '4120 0.00 INVOICE -1.67 CREDIT_NOTE 1.00 -0.67',
    ]);
    expect([january.total.recognised.amount, january.total.breakage.amount, january.residual.amount]).toEqual(['17.33', '0.00', '0.00']);
    const february = await schedule(FEBRUARY, MARCH);
    // acme's requests draw 3 of the 20; 17 expire. beta's invoice of 17 holds 17 / 6 = 2.83 of tax. 10 + 17 - 2.83.
    expect(textsOf(february.total)).toEqual([
      '1150 10.00 ADVANCE_FEE 20.00 INVOICE -27.00 CREDIT_DRAW -3.00 0.00',
      '2100 70.00 CREDIT_DRAW -3.00 CREDIT_EXPIRY -17.00 50.00',
      '2150 120.00 ADVANCE_FEE 20.00 EARNING -10.00 130.00',
      '4000 3.00 3.00',
      '4010 15.00 EARNING 10.00 25.00',
      '4020 0.00 CREDIT_EXPIRY 17.00 17.00',
      '4030 7.00 7.00',
      '4100 -6.00 -6.00',
      '4110 -1.00 -1.00',
      '4120 -0.67 INVOICE -2.83 -3.50',
    ]);
    expect([february.total.recognised.amount, february.total.breakage.amount, february.residual.amount]).toEqual(['24.17', '17.00', '0.00']);
    expect([january, february].flatMap(({ ties }) => ties).map(({ residual }) => residual.amount)).toEqual(Array.from({ length: 20 }, () => '0.00'));
  });

  it('schedule: what is deferred is earned when its service ends, and both columns add up to it', async () => {
    const { deferral } = await schedule(FEBRUARY, MARCH);
    // beta's February was not invoiced yet in March, so its 10 are late; the licence of 120 ends with the year.
    expect(deferral.filter(({ earned }) => earned.amount !== '0.00').map(({ month, earned }) => `${month.start.slice(0, 10)} ${earned.amount}`)).toEqual(['2026-02-01 10.00', '2026-12-01 120.00']);
    // 120 x 28 / 365 = 9.205, and beta's 10.
    expect(deferral[1]?.straightLine.amount).toBe('19.21');
    expect(deferral.reduce((sum, { straightLine }) => sum + BigInt(straightLine.amount.replace('.', '')), 0n)).toBe(13_000n);
  });

  it('schedule: customers, prices and plans each add up to the whole, account by account', async () => {
    const { total, customers, prices, plans } = await schedule(JANUARY, FEBRUARY);
    for (const { nodes } of [customers, prices, plans]) {
      for (const [index, { code, closing }] of total.accounts.entries()) {
        const closings = nodes.map(({ figures }) => figures.accounts[index]!).map((account) => [account.code, BigInt(account.closing.amount.replace('.', ''))] as const);
        expect([code, closings.reduce((sum, [, minor]) => sum + minor, 0n)]).toEqual([code, BigInt(closing.amount.replace('.', ''))]);
        expect(new Set(closings.map(([of]) => of))).toEqual(new Set([code]));
      }
    }
    const recognised = ({ nodes }: Schedule['customers']) => nodes.map(({ customerExternalId, planCode, versionNumber, priceCode, figures }) => [customerExternalId, planCode, versionNumber, priceCode, figures.recognised.amount].join(' '));
    // acme 3 + 10 - 6; beta 5 + 7 - 1 - 0.67.
    expect(recognised(customers).sort()).toEqual(['acme    7.00', 'beta    10.33', 'delta    0.00', 'gamma    0.00']);
    // The fee earned 15 and a coupon took 1; the gift of 5 was for the licence; 7 - 1 - 0.67 belongs to no price.
    expect(recognised(prices)).toEqual([' hybrid 1 fee 14.00', ' hybrid 1 requests 3.00', ' yearly 1 licence -5.00', '    5.33']);
    expect(recognised(plans)).toEqual([' hybrid   17.00', ' yearly   -5.00', '    5.33']);
    const acme = await schedule(JANUARY, FEBRUARY, { customer: 'acme' });
    expect([acme.total.recognised.amount, acme.residual.amount, acme.customers.nodes.length]).toEqual(['7.00', '0.00', 1]);
    expect(await schedule(JANUARY, FEBRUARY, { customer: 'nobody' })).toBeNull();
  });

  it('schedule: as it was known in January, nothing of it is earned and no usage is charged', async () => {
    const known = await schedule(JANUARY, FEBRUARY, { knownAt: '2026-01-31T00:00:00Z' });
    // 7 - 1 - 5 - 1 - 0.67; deferred are 150 - 15.
    expect([known.total.recognised.amount, known.residual.amount, textsOf(known.total).find((text) => text.startsWith('2150'))]).toEqual(['-0.67', '0.00', '2150 0.00 ADVANCE_FEE 150.00 CREDIT_NOTE -15.00 135.00']);
  });

  it('export: the same figures as CSV and NDJSON, and what it refuses', async () => {
    const get = async (query: string, key = client.key) => {
      const answer = await fetch(`${client.url}/export/revenue?${query}`, { headers: { authorization: `Bearer ${key}` } });
      return { status: answer.status, text: await answer.text() };
    };
    const months = `from=${FEBRUARY}&to=${MARCH}`;
    const { text } = await get(`${months}&by=price`);
    expect(text.split('\r\n').slice(0, 2)).toEqual(['customer,plan,version,price,account,name,entry,amount,currency', ',hybrid,1,fee,1150,Unbilled receivable,OPENING,0.00,USD']);
    expect(text).toContain(',,,,4020,Breakage,CREDIT_EXPIRY,17.00,USD\r\n');
    const rows = (await get(`${months}&by=customer&format=ndjson`)).text.trimEnd().split('\n').map((row) => JSON.parse(row) as Record<string, string>);
    expect(rows.filter(({ account, entry }) => account === '2150' && entry === 'CLOSING').map(({ customer, amount }) => `${customer} ${amount}`).sort()).toEqual(['acme 120.00', 'beta 10.00']);
    expect((await get(`${months}&by=day`)).text).toContain('by is not one of total, customer, plan, price');
    expect((await get(`from=${FEBRUARY}`)).text).toContain('to is required');
    expect(await get(`from=${MARCH}&to=${MARCH}`)).toMatchObject({ status: 400 });
    expect(await get(months, api.root.key)).toMatchObject({ status: 403 });
    const { errors } = await client.send(SCHEDULE, { period: { from: MARCH, to: FEBRUARY } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', path: ['period', 'to'] } }]);
  });
});
