/** One-off charges over HTTP, on every engine: added, explained, invoiced, taken back, and none of it twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, JANUARY, MARCH, advance, createCatalog, createSubscriber, issue } from '../support/shop.ts';

const CHARGE = `id description amount { amount } quantity unitAmount servicePeriod { start end } taxRateCodes reason lineKey createdAt
  customer { externalId } subscription { id } reversal { reason reversedAt }`;
const LINE = `description quantity amount { amount } isAdjustment isProjected servicePeriod { start end } subscription { id } price { code }
  charge { id reversal { reason } } events { totalCount { value } } entries { nodes { side account { code } amount { amount } journal { kind } } }
  explain { model exactAmount steps { kind label amount } previouslyBilled { amount } amount { amount } }`;

interface ChargeAnswer {
  readonly id: string;
  readonly lineKey: string;
  readonly amount: { readonly amount: string };
  readonly reversal: { readonly reason: string } | null;
}
interface Added {
  readonly charge: ChargeAnswer;
  readonly replayed: boolean;
}

const add = (client: ApiClient, input: object) => client.must<Added>('addCharge', { idempotencyKey: 'c1', customerExternalId: 'acme', description: 'Setup', ...input }, `charge { ${CHARGE} } replayed`);
const reverse = (client: ApiClient, chargeId: string, key = 'r1') => client.mutate<Added>('reverseCharge', { idempotencyKey: key, chargeId, reason: 'agreed' }, `charge { ${CHARGE} } replayed`);
const upcoming = async (client: ApiClient) => {
  const { customer } = await client.ask<{ customer: { upcomingInvoice: { lines: { nodes: unknown[] } } | null } }>(`{ customer(externalId: "acme") { upcomingInvoice(asOf: "2026-02-01T00:00:00Z") { lines { nodes { ${LINE} } } } } }`);
  return customer.upcomingInvoice?.lines.nodes ?? [];
};

async function expectValid(client: ApiClient): Promise<void> {
  const { ledgerVerification, trialBalance } = await client.ask<{ ledgerVerification: object; trialBalance: object }>('{ ledgerVerification { isValid findings { message } } trialBalance { isBalanced } }');
  expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
  expect(trialBalance).toEqual({ isBalanced: true });
}

describe.each(dialectsUnderTest())('one-off charges on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  /** An acme that has nothing yet, on 1 February. */
  async function start(): Promise<ApiClient> {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await client.must('createTaxRate', { code: 'vat', percentage: '0', category: 'Z' }, 'replayed');
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme', timeZone: 'UTC' }, 'replayed');
    return client;
  }

  it('addCharge: is in the ledger at once and explained on the draft, then on the next invoice alone', async () => {
    const client = await start();
    const input = { quantity: '3', unitAmount: '0.335', servicePeriod: { start: JANUARY, end: FEBRUARY }, taxRateCodes: ['vat'], reason: 'ticket 7' };
    const { charge } = await add(client, input);
    // 3 x 0.335 = 1.005 -> 1.01.
    expect(charge).toEqual({
      ...{ id: expect.stringMatching(/^chg_/), description: 'Setup', amount: { amount: '1.01' }, quantity: '3', unitAmount: '0.335', taxRateCodes: ['vat'], reason: 'ticket 7' },
      servicePeriod: { start: '2026-01-01T00:00:00.000Z', end: '2026-02-01T00:00:00.000Z' },
      ...{ lineKey: expect.stringMatching(/^charge:/), createdAt: '2026-02-01T00:00:00.000Z', customer: { externalId: 'acme' }, subscription: null, reversal: null },
    });
    const entry = (side: string, code: string) => ({ side, account: { code }, amount: { amount: '1.01' }, journal: { kind: 'ONE_OFF' } });
    expect(await upcoming(client)).toEqual([
      {
        ...{ description: 'Setup', quantity: '3', amount: { amount: '1.01' }, isAdjustment: false, isProjected: false, servicePeriod: { start: '2026-01-01T00:00:00.000Z', end: '2026-02-01T00:00:00.000Z' } },
        ...{ subscription: null, price: null, charge: { id: charge.id, reversal: null }, events: { totalCount: { value: 0 } } },
        entries: { nodes: [entry('DEBIT', '1150'), entry('CREDIT', '4030')] },
        explain: { model: 'oneOff', exactAmount: '1.005', steps: [{ kind: 'UNIT', label: 'Setup', amount: '1.005' }], previouslyBilled: { amount: '0.00' }, amount: { amount: '1.01' } },
      },
    ]);
    // The first invoice reaches back to before the charge was made.
    expect((await issue(client, 'acme', 'i1', JANUARY)).total.amount).toBe('1.01');
    expect(await upcoming(client)).toEqual([]);
    const { node, charges } = await client.ask<{ node: object; charges: { nodes: object[] } }>('query($id: ID!) { node(id: $id) { __typename id } charges(filter: { customerExternalId: "acme" }) { nodes { id } } }', { id: charge.id });
    expect([node, charges.nodes]).toEqual([{ __typename: 'OneOffCharge', id: charge.id }, [{ id: charge.id }]]);
    await expectValid(client);
  });

  it('reverseCharge: before the invoice nothing is left of the charge, after it the next invoice gives it back', async () => {
    const client = await start();
    const first = await add(client, { amount: '7.00' });
    expect((await reverse(client, first.charge.id)).charge.reversal).toMatchObject({ reason: 'agreed' });
    expect(await upcoming(client)).toEqual([]);
    const { userErrors } = await client.mutate('issueInvoice', { idempotencyKey: 'none', customerExternalId: 'acme' }, '__typename');
    expect(userErrors).toMatchObject([{ code: 'NOTHING_TO_INVOICE' }]);

    const { charge } = await add(client, { idempotencyKey: 'c2', amount: '20.00' });
    await issue(client, 'acme', 'i1');
    await reverse(client, charge.id, 'r2');
    expect(await upcoming(client)).toMatchObject([
      {
        ...{ description: 'Setup', amount: { amount: '-20.00' }, isAdjustment: true, charge: { id: charge.id, reversal: { reason: 'agreed' } } },
        explain: { exactAmount: '0', steps: [{ kind: 'FLAT', amount: '20' }, { kind: 'REVERSED', label: 'agreed', amount: '-20' }], previouslyBilled: { amount: '20.00' }, amount: { amount: '-20.00' } },
      },
    ]);
    const { id, total } = await issue(client, 'acme', 'i2');
    expect(total.amount).toBe('-20.00');
    const { invoice } = await client.ask<{ invoice: object }>('query($id: ID!) { invoice(id: $id) { total { amount } lines { nodes { charge { id } } } } }', { id });
    expect(invoice).toEqual({ total: { amount: '-20.00' }, lines: { nodes: [{ charge: { id: charge.id } }] } });
    await expectValid(client);
  });

  it('voidInvoice: a charge that was taken back is billed again as taken back', async () => {
    const client = await start();
    const { charge } = await add(client, { amount: '20.00' });
    await issue(client, 'acme', 'i1');
    await reverse(client, charge.id);
    await add(client, { idempotencyKey: 'c2', amount: '50.00' });
    // 50.00 - 20.00
    const second = await issue(client, 'acme', 'i2');
    expect(second.total.amount).toBe('30.00');
    await client.must('voidInvoice', { idempotencyKey: 'v', invoiceId: second.id, lines: 'BILL_AGAIN', reason: 'address' }, 'replayed');
    expect(await upcoming(client)).toMatchObject([{ amount: { amount: '-20.00' }, charge: { id: charge.id } }, { amount: { amount: '50.00' } }]);
    expect((await issue(client, 'acme', 'i3')).total.amount).toBe('30.00');
    await expectValid(client);
  });

  it('a charge about a subscription says so, and stands after the lines of its prices', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    await createSubscriber(client, 'other');
    const { subscriptions } = await client.ask<{ subscriptions: { nodes: { id: string; customer: { externalId: string } }[] } }>('{ subscriptions { nodes { id customer { externalId } } } }');
    const idOf = (externalId: string) => subscriptions.nodes.find(({ customer }) => customer.externalId === externalId)!.id;
    expect((await add(client, { amount: '5', subscriptionId: idOf('acme') })).charge).toMatchObject({ subscription: { id: idOf('acme') } });
    const { userErrors } = await client.mutate('addCharge', { idempotencyKey: 'c2', customerExternalId: 'acme', description: 'S', amount: '5', subscriptionId: idOf('other') }, '__typename');
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'subscriptionId'] }]);
    // Two fees of 10.00, for January and for February, and no usage.
    expect((await issue(client, 'acme', 'i1')).lines.nodes.map(({ description, amount }) => `${description} ${amount.amount}`)).toEqual(['fee 10.00', 'fee 10.00', 'Setup 5.00']);
    await advance(client, MARCH);
    expect((await issue(client, 'acme', 'i2')).total.amount).toBe('10.00');
  });

  it('of calls at once with one key one charges, and of reversals at once one reverses', async () => {
    const client = await start();
    const added = await Promise.all(Array.from({ length: 6 }, () => add(client, { amount: '5.00' })));
    expect(added.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const id = added[0]!.charge.id;
    expect(new Set(added.map(({ charge }) => charge.id))).toEqual(new Set([id]));
    const reversals = await Promise.all(['a', 'b', 'c', 'd', 'd', 'd'].map((key) => reverse(client, id, key)));
    const codes = reversals.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(reversals.filter(({ userErrors, replayed }) => userErrors.length === 0 && !replayed)).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['INVALID_STATE']));
    const { ledgerJournals } = await client.ask<{ ledgerJournals: { nodes: object[] } }>('{ ledgerJournals { nodes { kind } } }');
    expect(ledgerJournals.nodes).toEqual([{ kind: 'ONE_OFF' }, { kind: 'ONE_OFF' }]);
    await expectValid(client);
  });

  it('charges and invoices at once: every charge is on exactly one invoice', async () => {
    const client = await start();
    const charges = Array.from({ length: 12 }, (_, n) => add(client, { idempotencyKey: `c${n}`, amount: '1.00' }));
    const invoices = Array.from({ length: 4 }, (_, n) => client.mutate('issueInvoice', { idempotencyKey: `i${n}`, customerExternalId: 'acme' }, '__typename'));
    await Promise.all([...charges, ...invoices]);
    await client.mutate('issueInvoice', { idempotencyKey: 'last', customerExternalId: 'acme' }, '__typename');
    const { customer } = await client.ask<{ customer: { invoices: { nodes: { lines: { nodes: { lineKey: string; amount: { amount: string } }[] } }[] } } }>('{ customer(externalId: "acme") { invoices { nodes { lines { nodes { lineKey amount { amount } } } } } } }');
    const lines = customer.invoices.nodes.flatMap(({ lines: { nodes } }) => nodes);
    expect([lines.length, new Set(lines.map(({ lineKey }) => lineKey)).size]).toEqual([12, 12]);
    expect(await upcoming(client)).toEqual([]);
    await expectValid(client);
  });
});
