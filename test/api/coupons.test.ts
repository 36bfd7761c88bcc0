/** Coupons over HTTP, on every engine: applied, seen on drafts, invoices and in the ledger, limited, removed, and raced for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, MARCH, advance, createCatalog, createSubscriber, record, request } from '../support/shop.ts';

const DISCOUNTS = 'discounts { appliedCoupon { coupon { code } } amount { amount } }';
const INVOICE = `subtotal { amount } discounts { amount } total { amount } amountDue { amount }
  lines { nodes { description amount { amount } netAmount { amount } ${DISCOUNTS} isAdjustment explain { amount { amount } previouslyDiscounted { amount } ${DISCOUNTS} } } }`;

interface InvoiceAnswer {
  readonly subtotal: { readonly amount: string };
  readonly discounts: { readonly amount: string };
  readonly total: { readonly amount: string };
  readonly lines: { readonly nodes: readonly { readonly description: string; readonly netAmount: { readonly amount: string }; readonly explain: object }[] };
}

const issue = async (client: ApiClient, idempotencyKey: string) =>
  (await client.must<{ invoice: InvoiceAnswer }>('issueInvoice', { idempotencyKey, customerExternalId: 'acme' }, `invoice { ${INVOICE} }`)).invoice;
const apply = (client: ApiClient, couponCode: string, input: object = {}) =>
  client.mutate<{ appliedCoupon: { id: string } | null; replayed: boolean }>('applyCoupon', { idempotencyKey: `apply ${couponCode}`, customerExternalId: 'acme', couponCode, ...input }, 'appliedCoupon { id } replayed');
const create = (client: ApiClient, code: string, terms: object) => client.must('createCoupon', { code, duration: 'FOREVER', ...terms }, 'replayed');
const sums = ({ subtotal, discounts, total }: InvoiceAnswer) => [subtotal.amount, discounts.amount, total.amount];

async function expectValid(client: ApiClient): Promise<void> {
  const { ledgerVerification, trialBalance } = await client.ask<{ ledgerVerification: object; trialBalance: object }>('{ ledgerVerification { isValid findings { message } } trialBalance { isBalanced } }');
  expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
  expect(trialBalance).toEqual({ isBalanced: true });
}

describe.each(dialectsUnderTest())('coupons on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  /** An acme on the plan since 1 January, with 20 requests in January; it is 1 February. */
  async function start(): Promise<ApiClient> {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    await record(client, Array.from({ length: 20 }, (_, n) => request('acme', `e${n}`)));
    return client;
  }

  it('a coupon is on the draft, the invoice, its lines and in the ledger; late usage gets the same share', async () => {
    const client = await start();
    await create(client, 'ten', { percentage: '10' });
    await apply(client, 'ten', { startAt: FEBRUARY });
    const { customer } = await client.ask<{ customer: { upcomingInvoice: InvoiceAnswer } }>(`{ customer(externalId: "acme") { upcomingInvoice(asOf: "2026-02-01T00:00:00Z") { ${INVOICE} } } }`);
    // January's fee fell due before the coupon's time; February's 10.00 and 20 requests at 0.10 in it: 10 % of 12.00.
    expect(sums(customer.upcomingInvoice)).toEqual(['22.00', '-1.20', '20.80']);
    const invoice = await issue(client, 'i1');
    expect(invoice.lines.nodes.map(({ explain: _, ...line }) => line)).toEqual(customer.upcomingInvoice.lines.nodes.map(({ explain: _, ...line }) => line));
    expect(invoice.lines.nodes.map(({ description, netAmount }) => `${description} ${netAmount.amount}`)).toEqual(['fee 10.00', 'fee 9.00', 'requests 1.80']);

    await record(client, [request('acme', 'late')]);
    const late = await issue(client, 'i2');
    // 0.10 more: 12.10 in all, 10 % of which is 1.21.
    expect(sums(late)).toEqual(['0.10', '-0.01', '0.09']);
    const ten = (amount: string) => [{ appliedCoupon: { coupon: { code: 'ten' } }, amount: { amount } }];
    expect(late.lines.nodes.find(({ description }) => description === 'requests')).toMatchObject({ isAdjustment: true, discounts: ten('-0.01'), explain: { amount: { amount: '0.10' }, previouslyDiscounted: { amount: '-0.20' }, discounts: ten('-0.21') } });
    const { trialBalance } = await client.ask<{ trialBalance: { accounts: { code: string; balance: { amount: string } }[] } }>('{ trialBalance { accounts { code balance { amount } } } }');
    expect(trialBalance.accounts.filter(({ code }) => code === '4100' || code === '1150')).toEqual([{ code: '1150', balance: { amount: '0.00' } }, { code: '4100', balance: { amount: '1.21' } }]);
    await expectValid(client);
  });

  it('a removed coupon leaves what was invoiced as it was, and what comes then is charged in full', async () => {
    const client = await start();
    await create(client, 'five', { amount: '5.00', currency: 'USD', planCodes: ['hybrid'] });
    const { appliedCoupon } = await apply(client, 'five', { startAt: FEBRUARY });
    expect(sums(await issue(client, 'i1'))).toEqual(['22.00', '-5.00', '17.00']);
    const removed = await client.must<{ appliedCoupon: object }>('removeCoupon', { idempotencyKey: 'r', appliedCouponId: appliedCoupon?.id, reason: 'over' }, 'appliedCoupon { coupon { code amount planCodes } removal { endAt reason } }');
    expect(removed.appliedCoupon).toEqual({ coupon: { code: 'five', amount: '5', planCodes: ['hybrid'] }, removal: { endAt: '2026-02-01T00:00:00.001Z', reason: 'over' } });
    const { userErrors } = await client.mutate('removeCoupon', { idempotencyKey: 'again', appliedCouponId: appliedCoupon?.id }, '__typename');
    expect(userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'appliedCouponId'] }]);
    await advance(client, MARCH);
    expect(sums(await issue(client, 'i2'))).toEqual(['10.00', '0.00', '10.00']);
    await expectValid(client);
  });

  it('a coupon is refused in another currency, once expired, where it stands, and beyond its limit', async () => {
    const client = await start();
    for (const n of [1, 2, 3, 4]) await client.must('createCustomer', { externalId: `c${n}`, name: `C${n}` }, 'replayed');
    await create(client, 'yen', { amount: '100', currency: 'JPY' });
    await create(client, 'old', { percentage: '1', expiresAt: FEBRUARY });
    await create(client, 'two', { percentage: '1', redemptionLimit: 2 });
    const codes = async (code: string) => (await apply(client, code, { idempotencyKey: `${code} again` })).userErrors.map((error) => error.code);
    expect([await codes('yen'), await codes('old')]).toEqual([['CURRENCY_MISMATCH'], ['INVALID_STATE']]);
    await apply(client, 'two');
    expect(await codes('two')).toEqual(['INVALID_STATE']);
    // One is left, and four ask at once.
    const answers = await Promise.all([1, 2, 3, 4].map((n) => apply(client, 'two', { customerExternalId: `c${n}`, idempotencyKey: `c${n}` })));
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });

  it('two invoices at once give a discount once', async () => {
    const client = await start();
    await create(client, 'half', { percentage: '50' });
    await apply(client, 'half', { startAt: FEBRUARY });
    await Promise.all(['a', 'b', 'c'].map((idempotencyKey) => client.mutate('issueInvoice', { idempotencyKey, customerExternalId: 'acme' }, '__typename')));
    const { customer } = await client.ask<{ customer: { invoices: { nodes: InvoiceAnswer[] } } }>(`{ customer(externalId: "acme") { invoices { nodes { ${INVOICE} } } } }`);
    expect(customer.invoices.nodes.map(sums)).toEqual([['22.00', '-6.00', '16.00']]);
    await expectValid(client);
  });
});
