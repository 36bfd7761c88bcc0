/** Payments, credit, refunds and write-offs over HTTP, on every engine: capped at what is there, and none of it twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, JANUARY, type IssuedInvoice, issue } from '../support/shop.ts';

const SETTLEMENT = `settlement { id kind amount { amount } credited { amount } allocations { invoice { number amountDue { amount } } amount { amount } }
  effectiveAt provider reference reason refund { id } customer { externalId } journal { kind } } replayed`;
const PAYMENT = { customerExternalId: 'acme', currency: 'USD' };

interface Answer {
  readonly settlement: { readonly id: string; readonly amount: { readonly amount: string } } | null;
  readonly replayed: boolean;
}

const pay = (client: ApiClient, key: string, amount: string, more: object = {}) => client.must<Answer>('recordPayment', { idempotencyKey: key, ...PAYMENT, amount, ...more }, SETTLEMENT);

async function standing(client: ApiClient): Promise<readonly string[]> {
  const { customer } = await client.ask<{ customer: { creditBalance: { amount: string }; invoices: { nodes: { number: string; status: string; amountDue: { amount: string } }[] } } }>(
    '{ customer(externalId: "acme") { creditBalance { amount } invoices { nodes { number status amountDue { amount } } } } }',
  );
  return [...customer.invoices.nodes.map(({ number, status, amountDue }) => `${number} ${status} ${amountDue.amount}`).sort(), `credit ${customer.creditBalance.amount}`];
}

async function balances(client: ApiClient): Promise<Record<string, string>> {
  const { trialBalance } = await client.ask<{ trialBalance: { accounts: { code: string; debits: { minorUnits: string }; credits: { minorUnits: string } }[] } }>('{ trialBalance { accounts { code debits { minorUnits } credits { minorUnits } } } }');
  return Object.fromEntries(trialBalance.accounts.map(({ code, debits, credits }) => [code, String(BigInt(debits.minorUnits) - BigInt(credits.minorUnits))]));
}

async function expectValid(client: ApiClient): Promise<void> {
  const { ledgerVerification, trialBalance } = await client.ask<{ ledgerVerification: object; trialBalance: object }>('{ ledgerVerification { isValid findings { message } } trialBalance { isBalanced } }');
  expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
  expect(trialBalance).toEqual({ isBalanced: true });
}

describe.each(dialectsUnderTest())('settlements on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  /** Invoices of 100.00 and 50.00 with 20 % tax: 120.00 and 60.00. */
  async function start(): Promise<{ client: ApiClient; invoices: IssuedInvoice[] }> {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await client.must('createTaxRate', { code: 'vat', percentage: '20' }, 'replayed');
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme' }, 'replayed');
    const invoices: IssuedInvoice[] = [];
    for (const amount of ['100.00', '50.00']) {
      await client.must('addCharge', { idempotencyKey: `charge ${amount}`, customerExternalId: 'acme', description: 'Work', amount, taxRateCodes: ['vat'] }, 'replayed');
      invoices.push(await issue(client, 'acme', `invoice ${amount}`));
    }
    return { client, invoices };
  }

  it('recordPayment: pays the oldest first, keeps the excess as credit, and says what it paid', async () => {
    const { client } = await start();
    // 130.00: 120.00 of the first, 10.00 of the second.
    const { settlement } = await pay(client, 'p1', '130.00', { paidAt: JANUARY, provider: 'bank', reference: 'stmt 7' });
    expect(settlement).toEqual({
      ...{ id: expect.stringMatching(/^stl_/), kind: 'PAYMENT', amount: { amount: '130.00' }, credited: { amount: '0.00' }, effectiveAt: '2026-01-01T00:00:00.000Z' },
      allocations: [
        { invoice: { number: 'INV-000001', amountDue: { amount: '0.00' } }, amount: { amount: '120.00' } },
        { invoice: { number: 'INV-000002', amountDue: { amount: '50.00' } }, amount: { amount: '10.00' } },
      ],
      ...{ provider: 'bank', reference: 'stmt 7', reason: null, refund: null, customer: { externalId: 'acme' }, journal: { kind: 'PAYMENT' } },
    });
    expect(await standing(client)).toEqual(['INV-000001 PAID 0.00', 'INV-000002 ISSUED 50.00', 'credit 0.00']);
    // 60.00 on 50.00: 10.00 too much.
    expect((await pay(client, 'p2', '60')).settlement).toMatchObject({ credited: { amount: '10.00' } });
    expect(await standing(client)).toEqual(['INV-000001 PAID 0.00', 'INV-000002 PAID 0.00', 'credit 10.00']);
    // 190.00 received, and in transit no more; 150.00 revenue and 30.00 tax.
    expect(await balances(client)).toEqual({ 1000: '19000', 1010: '0', 1100: '0', 1150: '0', 2000: '-1000', 2200: '-3000', 4030: '-15000' });
    const { invoice, node } = await client.ask<{ invoice: { settlements: { nodes: { amount: { amount: string } }[] } }; node: object }>(
      'query($id: ID!) { invoice(number: "INV-000002") { settlements { nodes { amount { amount } } totalCount { value } } } node(id: $id) { __typename id } }',
      { id: settlement?.id },
    );
    expect(invoice.settlements).toEqual({ nodes: [{ amount: { amount: '130.00' } }, { amount: { amount: '60.00' } }], totalCount: { value: 2 } });
    expect(node).toEqual({ __typename: 'Settlement', id: settlement?.id });
    await expectValid(client);
  });

  it('applyCustomerCredit, refundCustomerCredit, payRefund: use up the credit and nothing beyond it', async () => {
    const { client, invoices } = await start();
    await pay(client, 'p1', '100', { allocations: [] });
    await client.must('applyCustomerCredit', { idempotencyKey: 'a1', customerExternalId: 'acme', allocations: [{ invoiceId: invoices[1]?.id, amount: '60' }] }, 'replayed');
    expect(await standing(client)).toEqual(['INV-000001 ISSUED 120.00', 'INV-000002 PAID 0.00', 'credit 40.00']);
    const { settlement: refund } = await client.must<Answer>('refundCustomerCredit', { idempotencyKey: 'r1', customerExternalId: 'acme', amount: '15' }, SETTLEMENT);
    expect(refund).toMatchObject({ kind: 'REFUND', amount: { amount: '15.00' }, credited: { amount: '-15.00' }, allocations: [], provider: null });
    const { settlement: paid } = await client.must<Answer>('payRefund', { idempotencyKey: 'o1', refundId: refund?.id, provider: 'bank' }, SETTLEMENT);
    expect(paid).toMatchObject({ kind: 'REFUND_PAYMENT', amount: { amount: '15.00' }, refund: { id: refund?.id } });
    const again = await client.mutate<Answer>('payRefund', { idempotencyKey: 'o2', refundId: refund?.id }, SETTLEMENT);
    expect(again.userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'refundId'] }]);
    // A payment is no refund.
    expect((await client.mutate<Answer>('payRefund', { idempotencyKey: 'o3', refundId: paid?.id }, SETTLEMENT)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    // What is left, 25.00, goes to the invoice that owes.
    await client.must('applyCustomerCredit', { idempotencyKey: 'a2', customerExternalId: 'acme' }, 'replayed');
    expect(await standing(client)).toEqual(['INV-000001 ISSUED 95.00', 'INV-000002 PAID 0.00', 'credit 0.00']);
    expect(await balances(client)).toMatchObject({ 1000: '8500', 1010: '0', 2000: '0', 2300: '0' });
    await expectValid(client);
  });

  it('writeOffInvoice: gives up what is left with its share of the tax, once, and leaves the document alone', async () => {
    const { client, invoices } = await start();
    const seals = async () => await client.ask<unknown>('{ invoices { nodes { seal total { amount } } } }');
    const before = await seals();
    await pay(client, 'p1', '60', { allocations: [{ invoiceId: invoices[0]?.id, amount: '60' }] });
    const { settlement } = await client.must<Answer>('writeOffInvoice', { idempotencyKey: 'w1', invoiceId: invoices[0]?.id, reason: 'insolvent' }, SETTLEMENT);
    expect(settlement).toMatchObject({ kind: 'WRITE_OFF', amount: { amount: '60.00' }, reason: 'insolvent' });
    expect(await standing(client)).toEqual(['INV-000001 WRITTEN_OFF 0.00', 'INV-000002 ISSUED 60.00', 'credit 0.00']);
    // 60.00 of 120.00: 50.00 net, and 10.00 of the 30.00 tax.
    expect(await balances(client)).toMatchObject({ 1100: '6000', 2200: '-2000', 5000: '5000' });
    expect((await client.mutate('writeOffInvoice', { idempotencyKey: 'w2', invoiceId: invoices[0]?.id }, 'replayed')).userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'invoiceId'] }]);
    expect((await client.mutate('recordPayment', { idempotencyKey: 'p2', ...PAYMENT, amount: '1', allocations: [{ invoiceId: invoices[0]?.id, amount: '1' }] }, 'replayed')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await seals()).toEqual(before);
    await expectValid(client);
  });

  it('amountDue: is as it was known at a time', async () => {
    const { client, invoices } = await start();
    await client.must('advanceClock', { to: '2026-02-10T00:00:00Z' }, 'clock { now }');
    // Paid in January, and known since 10 February.
    await pay(client, 'p1', '120', { paidAt: JANUARY });
    const at = async (asOf: string) => (await client.ask<{ invoice: object }>(`{ invoice(number: "INV-000001", asOf: "${asOf}") { status amountDue { amount } settlements { totalCount { value } } } }`)).invoice;
    expect(await at('2026-02-09T00:00:00Z')).toEqual({ status: 'ISSUED', amountDue: { amount: '120.00' }, settlements: { totalCount: { value: 0 } } });
    expect(await at('2026-02-10T00:00:00Z')).toEqual({ status: 'PAID', amountDue: { amount: '0.00' }, settlements: { totalCount: { value: 1 } } });
    expect(invoices).toHaveLength(2);
  });

  it('of payments at once with one key one is recorded', async () => {
    const { client } = await start();
    const answers = await Promise.all(Array.from({ length: 6 }, () => pay(client, 'same', '10')));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await standing(client)).toEqual(['INV-000001 ISSUED 110.00', 'INV-000002 ISSUED 60.00', 'credit 0.00']);
  });

  it('payments of one invoice at once, and a write-off among them: it is settled once, and no unit more', async () => {
    const { client, invoices } = await start();
    const allocations = [{ invoiceId: invoices[0]?.id, amount: '70' }];
    const answers = await Promise.all([
      ...[1, 2, 3].map((n) => client.mutate<Answer>('recordPayment', { idempotencyKey: `p${n}`, ...PAYMENT, amount: '70', allocations }, SETTLEMENT)),
      client.mutate<Answer>('writeOffInvoice', { idempotencyKey: 'w', invoiceId: invoices[0]?.id }, SETTLEMENT),
    ]);
    // 120.00 takes one payment of 70.00 at most; what follows the write-off finds nothing owed.
    const recorded = answers.flatMap(({ settlement }) => (settlement ? [settlement.amount.amount] : []));
    expect([['120.00'], ['50.00', '70.00']]).toContainEqual(recorded.sort());
    expect(await standing(client)).toEqual(['INV-000001 WRITTEN_OFF 0.00', 'INV-000002 ISSUED 60.00', 'credit 0.00']);
    await expectValid(client);
  });

  it('credit applied and refunded at once: no more than there is', async () => {
    const { client } = await start();
    await pay(client, 'p1', '30', { allocations: [] });
    const answers = await Promise.all([
      ...[1, 2].map((n) => client.mutate<Answer>('applyCustomerCredit', { idempotencyKey: `a${n}`, customerExternalId: 'acme', amount: '20' }, SETTLEMENT)),
      ...[1, 2].map((n) => client.mutate<Answer>('refundCustomerCredit', { idempotencyKey: `r${n}`, customerExternalId: 'acme', amount: '20' }, SETTLEMENT)),
    ]);
    expect(answers.filter(({ settlement }) => settlement !== null)).toHaveLength(1);
    expect((await standing(client)).at(-1)).toBe('credit 10.00');
    await expectValid(client);
  });
});
