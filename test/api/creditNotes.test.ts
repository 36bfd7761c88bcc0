/** Credit notes over HTTP, on every engine: capped at what is left, sealed, posted by rule, and none of it twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, type UserError, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, HYBRID, type IssuedInvoice, createMeters, createSubscriber, issue, record, request } from '../support/shop.ts';

const NOTE = `creditNote { id number reason destination total { amount } subtotal { amount } tax { amount } taxIncluded { amount } applied { amount } credited { amount }
  invoice { number status amountDue { amount } } refund { kind amount { amount } } lines { nodes { lineKey amount { amount } netAmount { amount } taxes { taxAmount { amount } } } totalCount { value } } journal { kind } seal documentJson } replayed`;

interface Note {
  readonly id: string;
  readonly number: string;
  readonly total: { readonly amount: string };
  readonly lines: { readonly nodes: readonly { readonly amount: { readonly amount: string }; readonly netAmount: { readonly amount: string } }[] };
  readonly seal: string;
  readonly documentJson: string;
}
interface Answer {
  readonly creditNote: Note | null;
  readonly replayed: boolean;
  readonly userErrors: readonly UserError[];
}

const credit = (client: ApiClient, key: string, invoiceId: string | undefined, more: object = {}) => client.mutate<Answer>('issueCreditNote', { idempotencyKey: key, invoiceId, reason: 'wrong', ...more }, NOTE);
const refusalsOf = ({ userErrors }: Answer) => userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

async function balances(client: ApiClient): Promise<Record<string, string>> {
  const { trialBalance } = await client.ask<{ trialBalance: { isBalanced: boolean; accounts: { code: string; debits: { minorUnits: string }; credits: { minorUnits: string } }[] } }>('{ trialBalance { isBalanced accounts { code debits { minorUnits } credits { minorUnits } } } }');
  expect(trialBalance.isBalanced).toBe(true);
  return Object.fromEntries(trialBalance.accounts.map(({ code, debits, credits }) => [code, String(BigInt(debits.minorUnits) - BigInt(credits.minorUnits))]));
}

async function expectValid(client: ApiClient): Promise<void> {
  const { ledgerVerification } = await client.ask<{ ledgerVerification: object }>('{ ledgerVerification { isValid findings { message } } }');
  expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
}

describe.each(dialectsUnderTest())('credit notes on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  /** One invoice: 100.00 and 50.00 with 20 % added, and 119.00 that hold 19 %. In all 150.00 + 30.00 + 119.00 = 299.00. */
  async function start(): Promise<{ client: ApiClient; invoice: IssuedInvoice; keys: string[] }> {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await client.must('createTaxRate', { code: 'vat', percentage: '20' }, 'replayed');
    await client.must('createTaxRate', { code: 'held', percentage: '19', isInclusive: true }, 'replayed');
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme' }, 'replayed');
    for (const [amount, rate] of [['100.00', 'vat'], ['50.00', 'vat'], ['119.00', 'held']] as const) {
      await client.must('addCharge', { idempotencyKey: `charge ${amount}`, customerExternalId: 'acme', description: amount, amount, taxRateCodes: [rate] }, 'replayed');
    }
    const invoice = await issue(client, 'acme', 'invoice');
    const keys = ['100.00', '50.00', '119.00'].map((amount) => invoice.lines.nodes.find((line) => line.amount.amount === amount)?.lineKey ?? '');
    return { client, invoice, keys };
  }

  it('issueCreditNote: takes lines, an amount and the rest off an invoice, with their tax, down to nothing', async () => {
    const { client, invoice, keys } = await start();
    // 50.00 of the first line with 10.00 of tax; the second whole with 10.00.
    const input = { lines: [{ lineKey: keys[0], amount: '50' }, { lineKey: keys[1] }] };
    const { previewCreditNote } = await client.ask<{ previewCreditNote: object }>(
      'query($input: PreviewCreditNoteInput!) { previewCreditNote(input: $input) { total { amount } tax { amount } applied { amount } credited { amount } lines { nodes { amount { amount } } } postings { kind debit { code } credit { code } amount { amount } } } }',
      { input: { invoiceId: invoice.id, reason: 'wrong', ...input } },
    );
    expect(previewCreditNote).toEqual({
      ...{ total: { amount: '120.00' }, tax: { amount: '20.00' }, applied: { amount: '120.00' }, credited: { amount: '0.00' } },
      lines: { nodes: [{ amount: { amount: '50.00' } }, { amount: { amount: '50.00' } }] },
      postings: [
        { kind: 'CREDIT_NOTE', debit: { code: '4110' }, credit: { code: '1100' }, amount: { amount: '100.00' } },
        { kind: 'CREDIT_NOTE', debit: { code: '2200' }, credit: { code: '1100' }, amount: { amount: '20.00' } },
      ],
    });
    const first = await credit(client, 'n1', invoice.id, input);
    expect(first).toMatchObject({
      replayed: false,
      creditNote: { number: 'CN-000001', reason: 'wrong', destination: 'OPEN_INVOICE', total: { amount: '120.00' }, applied: { amount: '120.00' }, refund: null, invoice: { number: 'INV-000001', status: 'ISSUED', amountDue: { amount: '179.00' } }, journal: { kind: 'CREDIT_NOTE' } },
    });
    // 100.00 of what is left, 179.00: a line of 50.00 with 10.00 of tax and one of 119.00: 27.93, 5.59 and 66.48, which hold 66.48 x 19 / 119 = 10.61.
    const second = await credit(client, 'n2', invoice.id, { amount: '100' });
    expect(second.creditNote).toMatchObject({ number: 'CN-000002', total: { amount: '100.00' }, tax: { amount: '16.20' }, taxIncluded: { amount: '10.61' }, lines: { totalCount: { value: 2 } } });
    expect((second.creditNote?.lines.nodes ?? []).map(({ amount, netAmount }) => `${amount.amount} ${netAmount.amount}`).sort()).toEqual(['27.93 27.93', '66.48 55.87']);
    const rest = await credit(client, 'n3', invoice.id);
    expect(rest.creditNote).toMatchObject({ total: { amount: '79.00' }, invoice: { status: 'PAID', amountDue: { amount: '0.00' } } });
    expect(refusalsOf(await credit(client, 'n4', invoice.id))).toEqual(['INVALID_STATE input.invoiceId']);
    expect((await credit(client, 'n1', invoice.id, input)).creditNote?.id).toBe(first.creditNote?.id);
    // Revenue of 269.00 and its contra; no tax is left, and none inside prices.
    expect(await balances(client)).toEqual({ 1100: '0', 1150: '0', 2200: '0', 4030: '-26900', 4110: '26900', 4120: '0' });
    const { creditNotes, creditNote, node, invoice: read } = await client.ask<{ creditNotes: { nodes: { number: string }[] }; creditNote: object; node: object; invoice: object }>(
      'query($id: ID!, $invoiceId: ID!) { creditNotes(filter: { customerExternalId: "acme", invoiceId: $invoiceId }) { nodes { number } } creditNote(number: "CN-000001") { id } node(id: $id) { __typename ... on CreditNote { number } } invoice(id: $invoiceId) { creditNotes { nodes { number } totalCount { value } } seal } }',
      { id: first.creditNote?.id, invoiceId: invoice.id },
    );
    // All of one millisecond of the sandbox's clock, so in no order among themselves.
    expect(creditNotes.nodes.map(({ number }) => number).sort()).toEqual(['CN-000001', 'CN-000002', 'CN-000003']);
    expect([creditNote, node]).toEqual([{ id: first.creditNote?.id }, { __typename: 'CreditNote', number: 'CN-000001' }]);
    expect(read).toMatchObject({ creditNotes: { nodes: [{ number: 'CN-000001' }, { number: 'CN-000002' }, { number: 'CN-000003' }], totalCount: { value: 3 } } });
    const html = await fetch(new URL('/credit-notes/CN-000001.html', client.url), { headers: { authorization: `Bearer ${client.key}` } });
    expect([html.status, (await html.text()).includes('Credit note CN-000001')]).toEqual([200, true]);
    expect(JSON.parse(first.creditNote?.documentJson ?? '')).toMatchObject({ creditNote: { number: 'CN-000001' }, invoice: { number: 'INV-000001' }, totals: { total: '120.00' } });
    await expectValid(client);
  });

  it('issueCreditNote: on a paid invoice becomes credit, or a refund of at most what was paid', async () => {
    const { client, invoice } = await start();
    await client.must('recordPayment', { idempotencyKey: 'p', customerExternalId: 'acme', amount: '200', currency: 'USD' }, 'replayed');
    expect(refusalsOf(await credit(client, 'r0', invoice.id, { amount: '200.01', destination: 'REFUND' }))).toEqual(['OUT_OF_RANGE input.destination']);
    // 99.00 are owed: of 150.00, 51.00 become credit.
    expect((await credit(client, 'n1', invoice.id, { amount: '150' })).creditNote).toMatchObject({ applied: { amount: '99.00' }, credited: { amount: '51.00' }, refund: null });
    const { creditNote } = await credit(client, 'r1', invoice.id, { amount: '20', destination: 'REFUND' });
    expect(creditNote).toMatchObject({ applied: { amount: '0.00' }, credited: { amount: '20.00' }, refund: { kind: 'REFUND', amount: { amount: '20.00' } } });
    expect(await balances(client)).toMatchObject({ 1100: '0', 2000: '-5100', 2300: '-2000' });
    await expectValid(client);
  });

  it('issueCreditNote: a fee in advance comes off what is deferred, and only the rest is earned', async () => {
    const client = await api.createTenant({ sandboxClock: '2026-01-01T00:00:00Z' });
    await createMeters(client);
    await client.must('createPlan', HYBRID, 'replayed');
    await createSubscriber(client, 'acme');
    const invoice = await issue(client, 'acme', 'january');
    // A fee of 10.00: 4.00 given back while all of it is deferred.
    await credit(client, 'n1', invoice.id, { amount: '4' });
    expect(await balances(client)).toMatchObject({ 1100: '600', 2150: '-600', 4110: '0' });
    await client.must('advanceClock', { to: FEBRUARY }, 'clock { now }');
    await issue(client, 'acme', 'february');
    // 6.00 earned; the next 10.00 deferred.
    expect(await balances(client)).toMatchObject({ 1100: '1600', 2150: '-1000', 4010: '-600' });
    await expectValid(client);
  });

  it('voidInvoice: gives lines up, keeps the number, and makes what was paid credit only if that is wanted', async () => {
    const { client, invoice } = await start();
    await client.must('recordPayment', { idempotencyKey: 'p', customerExternalId: 'acme', amount: '99', currency: 'USD' }, 'replayed');
    const give = { invoiceId: invoice.id, reason: 'wrong customer', lines: 'GIVE_UP' };
    expect(refusalsOf(await client.mutate<Answer>('voidInvoice', { idempotencyKey: 'v0', ...give }, NOTE))).toEqual(['INVALID_STATE input.payments']);
    const { creditNote } = await client.mutate<Answer>('voidInvoice', { idempotencyKey: 'v1', ...give, payments: 'TO_CREDIT' }, `${NOTE} creditNote { voids }`);
    expect(creditNote).toMatchObject({ number: 'CN-000001', voids: 'GIVE_UP', total: { amount: '299.00' }, applied: { amount: '200.00' }, credited: { amount: '99.00' }, invoice: { number: 'INV-000001', status: 'VOID', amountDue: { amount: '0.00' } } });
    expect(refusalsOf(await credit(client, 'n', invoice.id))).toEqual(['INVALID_STATE input.invoiceId']);
    expect(refusalsOf(await client.mutate<Answer>('voidInvoice', { idempotencyKey: 'v2', ...give }, NOTE))).toEqual(['INVALID_STATE input.invoiceId']);
    expect((await client.mutate('issueInvoice', { idempotencyKey: 'none', customerExternalId: 'acme' }, 'replayed')).userErrors).toMatchObject([{ code: 'NOTHING_TO_INVOICE' }]);
    expect(await balances(client)).toMatchObject({ 1100: '0', 2000: '-9900', 2200: '0', 4110: '26900' });
    await expectValid(client);
  });

  it('voidInvoice: lines that are billed again are on the next invoice, as they are rated then, and on the voided one as before', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createMeters(client);
    await client.must('createPlan', HYBRID, 'replayed');
    await createSubscriber(client, 'acme');
    await client.must('createCoupon', { code: 'half', percentage: '50', duration: 'ONCE' }, 'replayed');
    await client.must('applyCoupon', { idempotencyKey: 'c', customerExternalId: 'acme', couponCode: 'half' }, 'replayed');
    await client.must('addCharge', { idempotencyKey: 'charge', customerExternalId: 'acme', description: 'Setup', amount: '7.00' }, 'replayed');
    await record(client, [request('acme', 'r1'), request('acme', 'r2')]);
    const invoice = await issue(client, 'acme', 'first');
    const shown = async (number: string) => (await client.ask<{ invoice: { total: { amount: string }; lines: { nodes: object[] } } }>(`{ invoice(number: "${number}") { total { amount } status lines { nodes { description amount { amount } quantity isAdjustment discounts { amount { amount } } } } seal } }`)).invoice;
    const before = await shown('INV-000001');
    await client.must('voidInvoice', { idempotencyKey: 'v', invoiceId: invoice.id, reason: 'wrong address', lines: 'BILL_AGAIN' }, 'replayed');
    const voided = await balances(client);
    expect([voided['1100'], voided['4110']]).toEqual(['0', undefined]);
    // Two fees of 10.00 and two requests are on no invoice until they are billed again.
    const drift = async () => (await client.ask<{ driftReport: { nodes: object[] } }>('{ driftReport(filter: { customerExternalId: "acme" }) { nodes { shouldBeBilled { amount } billed { amount } pending { amount } residual { amount } } } }')).driftReport.nodes;
    expect(await drift()).toEqual([{ shouldBeBilled: { amount: '20.20' }, billed: { amount: '0.00' }, pending: { amount: '20.20' }, residual: { amount: '0.00' } }]);
    // One request more, 0.10, of which the coupon takes 0.05.
    await record(client, [request('acme', 'late')]);
    const again = await issue(client, 'acme', 'second');
    expect(await drift()).toEqual([{ shouldBeBilled: { amount: '20.30' }, billed: { amount: '20.30' }, pending: { amount: '0.00' }, residual: { amount: '0.00' } }]);
    const lines = (before.lines.nodes as { quantity: string | null }[]).map((line) => (line.quantity === '2' ? { ...line, quantity: '3', amount: { amount: '0.30' } } : line));
    expect((await shown(again.number)).lines.nodes.map((line) => ({ ...line, discounts: [] }))).toEqual(lines.map((line) => ({ ...line, discounts: [] })));
    expect(await shown('INV-000001')).toEqual({ ...before, status: 'VOID' });
    expect(Number(again.total.amount) - Number(before.total.amount)).toBeCloseTo(0.05, 10);
    expect((await client.mutate('issueInvoice', { idempotencyKey: 'third', customerExternalId: 'acme' }, 'replayed')).userErrors).toMatchObject([{ code: 'NOTHING_TO_INVOICE' }]);
    await expectValid(client);
  });

  it('refundPayment, failPayment: give a payment back, and the invoice owes again', async () => {
    const { client, invoice } = await start();
    const { settlement } = await client.must<{ settlement: { id: string } }>('recordPayment', { idempotencyKey: 'p', customerExternalId: 'acme', amount: '319', currency: 'USD', provider: 'bank' }, 'settlement { id }');
    const SETTLEMENT = 'settlement { kind amount { amount } credited { amount } allocations { invoice { number amountDue { amount } } amount { amount } } payment { id } } replayed';
    // 20.00 was in excess: 30.00 back takes that, and 10.00 from the invoice.
    const back = await client.must<{ settlement: object }>('refundPayment', { idempotencyKey: 'b', paymentId: settlement.id, amount: '30' }, SETTLEMENT);
    expect(back.settlement).toEqual({ kind: 'PAYMENT_REFUND', amount: { amount: '30.00' }, credited: { amount: '-20.00' }, allocations: [{ invoice: { number: 'INV-000001', amountDue: { amount: '10.00' } }, amount: { amount: '10.00' } }], payment: { id: settlement.id } });
    // Of 289.00 left: a note of 299.00 finds 10.00 owed, and 289.00 is credit, from which the failure takes it.
    await credit(client, 'n', invoice.id);
    const failed = await client.must<{ settlement: object }>('failPayment', { idempotencyKey: 'f', paymentId: settlement.id, reason: 'charged back' }, SETTLEMENT);
    expect(failed.settlement).toMatchObject({ kind: 'PAYMENT_FAILURE', amount: { amount: '289.00' }, credited: { amount: '-289.00' }, allocations: [] });
    expect((await client.mutate('refundPayment', { idempotencyKey: 'b2', paymentId: settlement.id }, 'replayed')).userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'paymentId'] }]);
    expect(await balances(client)).toMatchObject({ 1000: '0', 1010: '0', 1100: '0', 2000: '0' });
    const { invoice: read } = await client.ask<{ invoice: object }>('{ invoice(number: "INV-000001") { settlements { nodes { kind } } } }');
    expect(read).toEqual({ settlements: { nodes: [{ kind: 'PAYMENT' }, { kind: 'PAYMENT_REFUND' }] } });
    await expectValid(client);
  });

  it('of notes at once for more than is left, those that fit are issued, and numbers have no gap', async () => {
    const { client, invoice } = await start();
    const answers = await Promise.all([1, 2, 3, 4].map((n) => credit(client, `n${n}`, invoice.id, { amount: '120' })));
    // 299.00 takes two notes of 120.00; after them 59.00 is left.
    expect(answers.flatMap(({ creditNote }) => creditNote?.number ?? []).sort()).toEqual(['CN-000001', 'CN-000002']);
    expect(answers.flatMap(refusalsOf)).toEqual(['OUT_OF_RANGE input.amount', 'OUT_OF_RANGE input.amount']);
    const same = await Promise.all([1, 2, 3].map(() => credit(client, 'same', invoice.id, { amount: '59' })));
    expect(same.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await balances(client)).toMatchObject({ 1100: '0', 2200: '0' });
    await expectValid(client);
  });
});
