/** Statements of account and the two times of the books over HTTP, on every engine: one history, worked by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, JANUARY, advance, issue } from '../support/shop.ts';

interface Statement {
  readonly openingBalance: { readonly amount: string };
  readonly change: { readonly amount: string };
  readonly closingBalance: { readonly amount: string; readonly minorUnits: string };
  readonly aged: Readonly<Record<string, { readonly amount: string }>>;
  readonly entries: { readonly nodes: readonly { readonly kind: string; readonly invoiceNumbers: readonly string[]; readonly amount: { readonly amount: string }; readonly change: { readonly amount: string }; readonly balance: { readonly amount: string } }[] };
}

const FIELDS = `openingBalance { amount } change { amount } closingBalance { amount minorUnits } receivable { amount } credit { amount } refundsPayable { amount }
  aged { current { amount } days1To30 { amount } days31To60 { amount } days61To90 { amount } over90Days { amount } total { amount } }
  entries { totalCount { value } nodes { kind invoiceNumbers amount { amount } change { amount } balance { amount } } }`;

async function statement(client: ApiClient, from: string, to: string, knownAt: string | null = null): Promise<Statement> {
  const query = `query($from: DateTime!, $to: DateTime!, $knownAt: DateTime) { customer(externalId: "acme") { statement(from: $from, to: $to, knownAt: $knownAt) { ${FIELDS} } } }`;
  return (await client.ask<{ customer: { statement: Statement } }>(query, { from, to, knownAt })).customer.statement;
}

const rows = ({ entries }: Statement) => entries.nodes.map(({ kind, invoiceNumbers, amount, change, balance }) => [kind, invoiceNumbers.join(' '), amount.amount, change.amount, balance.amount].join(' | '));
const sums = ({ openingBalance, change, closingBalance }: Statement) => [openingBalance.amount, change.amount, closingBalance.amount];

/** Receivable less credit in the trial balance, in minor units. */
async function owedInLedger(client: ApiClient, asOf: string, knownAt: string | null = null): Promise<string> {
  const query = 'query($asOf: DateTime, $knownAt: DateTime) { trialBalance(asOf: $asOf, knownAt: $knownAt) { accounts { code balance { minorUnits } } } }';
  const { trialBalance } = await client.ask<{ trialBalance: { accounts: { code: string; balance: { minorUnits: string } }[] } }>(query, { asOf, knownAt });
  return String(trialBalance.accounts.reduce((sum, { code, balance }) => (code === '1100' || code === '2000' ? sum + BigInt(balance.minorUnits) : sum), 0n));
}

describe.each(dialectsUnderTest())('statements of account on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await client.must('createTaxRate', { code: 'vat', percentage: '20' }, 'replayed');
    for (const externalId of ['acme', 'other']) await client.must('createCustomer', { externalId, name: externalId }, 'replayed');
    const invoices: { readonly id: string }[] = [];
    // 1 February: invoices of 100.00 and 50.00 with 20 % tax, due at once.
    for (const amount of ['100.00', '50.00']) {
      await client.must('addCharge', { idempotencyKey: `charge ${amount}`, customerExternalId: 'acme', description: 'Work', amount, taxRateCodes: ['vat'] }, 'replayed');
      invoices.push(await issue(client, 'acme', `invoice ${amount}`));
    }
    await client.must('addCharge', { idempotencyKey: 'other', customerExternalId: 'other', description: 'Work', amount: '7' }, 'replayed');
    await issue(client, 'other', 'invoice of other');
    // 10 February: 130.00, paid on 1 January already.
    await advance(client, '2026-02-10T00:00:00Z');
    const payment = { customerExternalId: 'acme', currency: 'USD' };
    await client.must('recordPayment', { idempotencyKey: 'p1', ...payment, amount: '130', paidAt: JANUARY, provider: 'bank', reference: 'stmt 7' }, 'replayed');
    // 20 March: 100.00 of credit, of which 20.00 are applied and 15.00 paid back.
    await advance(client, '2026-03-20T00:00:00Z');
    await client.must('recordPayment', { idempotencyKey: 'p2', ...payment, amount: '100', allocations: [] }, 'replayed');
    await client.must('applyCustomerCredit', { idempotencyKey: 'a1', customerExternalId: 'acme', amount: '20' }, 'replayed');
    const { settlement } = await client.must<{ settlement: { id: string } }>('refundCustomerCredit', { idempotencyKey: 'r1', customerExternalId: 'acme', amount: '15' }, 'settlement { id }');
    await client.must('payRefund', { idempotencyKey: 'o1', refundId: settlement.id }, 'replayed');
    // 15 May: what the second invoice still owes, 30.00, is given up.
    await advance(client, '2026-05-15T00:00:00Z');
    await client.must('writeOffInvoice', { idempotencyKey: 'w1', invoiceId: invoices[1]?.id }, 'replayed');
  }, 60_000);
  afterAll(() => api.stop());

  it('statement: opening balance, every document and settlement with its balance, closing balance', async () => {
    const whole = await statement(client, FEBRUARY, '2026-06-01T00:00:00Z');
    // 130.00 were paid before. 120.00 and 60.00 invoiced, 100.00 paid, 15.00 asked back, 30.00 given up.
    expect(sums(whole)).toEqual(['-130.00', '65.00', '-65.00']);
    expect(rows(whole)).toEqual([
      'INVOICE | INV-000001 | 120.00 | 120.00 | -10.00',
      'INVOICE | INV-000002 | 60.00 | 60.00 | 50.00',
      'PAYMENT |  | 100.00 | -100.00 | -50.00',
      'CREDIT_APPLICATION | INV-000002 | 20.00 | 0.00 | -50.00',
      'REFUND |  | 15.00 | 15.00 | -35.00',
      'REFUND_PAYMENT |  | 15.00 | 0.00 | -35.00',
      'WRITE_OFF | INV-000002 | 30.00 | -30.00 | -65.00',
    ]);
    expect(whole).toMatchObject({ receivable: { amount: '0.00' }, credit: { amount: '65.00' }, refundsPayable: { amount: '0.00' }, entries: { totalCount: { value: 7 } } });
    expect(whole.closingBalance.minorUnits).toBe(String(BigInt(await owedInLedger(client, '2026-05-31T23:59:59.999Z')) - 700n));
  });

  it('statement: a payment recorded late is there at its time once it is known, and not before', async () => {
    const known = await statement(client, JANUARY, '2026-03-01T00:00:00Z');
    expect(sums(known)).toEqual(['0.00', '50.00', '50.00']);
    expect(rows(known)).toEqual([
      'PAYMENT | INV-000001 INV-000002 | 130.00 | -130.00 | -130.00',
      'INVOICE | INV-000001 | 120.00 | 120.00 | -10.00',
      'INVOICE | INV-000002 | 60.00 | 60.00 | 50.00',
    ]);
    const unknown = await statement(client, JANUARY, '2026-03-01T00:00:00Z', '2026-02-09T00:00:00Z');
    expect(rows(unknown)).toEqual(['INVOICE | INV-000001 | 120.00 | 120.00 | 120.00', 'INVOICE | INV-000002 | 60.00 | 60.00 | 180.00']);
    expect(unknown.closingBalance.minorUnits).toBe(String(BigInt(await owedInLedger(client, '2026-02-28T23:59:59.999Z', '2026-02-09T00:00:00Z')) - 700n));
    // On 28 February both are 27 days late; on 30 April 30.00 of the second are, by 27 + 31 + 30 days.
    expect(unknown.aged).toMatchObject({ days1To30: { amount: '180.00' }, total: { amount: '180.00' } });
    expect((await statement(client, FEBRUARY, '2026-05-01T00:00:00Z')).aged).toEqual({
      ...{ current: { amount: '0.00' }, days1To30: { amount: '0.00' }, days31To60: { amount: '0.00' }, days61To90: { amount: '30.00' }, over90Days: { amount: '0.00' }, total: { amount: '30.00' } },
    });
  });

  it('statement: a time without anything has one balance; one that ends before it begins is refused', async () => {
    const june = await statement(client, '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z');
    expect([sums(june), rows(june)]).toEqual([['-65.00', '0.00', '-65.00'], []]);
    const { errors } = await client.send('{ customer(externalId: "acme") { statement(from: "2026-02-01T00:00:00Z", to: "2026-02-01T00:00:00Z") { currency } } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('invoice and creditBalance: what took effect by one time, as far as it was recorded by the other', async () => {
    const due = async (times: string) => (await client.ask<{ invoice: { status: string; amountDue: { amount: string }; settlements: { totalCount: { value: number } } } | null }>(`{ invoice(number: "INV-000001", ${times}) { status amountDue { amount } settlements { totalCount { value } } } }`)).invoice;
    const open = { status: 'ISSUED', amountDue: { amount: '120.00' }, settlements: { totalCount: { value: 0 } } };
    const paid = { status: 'PAID', amountDue: { amount: '0.00' }, settlements: { totalCount: { value: 1 } } };
    expect(await due('asOf: "2026-02-05T00:00:00Z", knownAt: "2026-02-20T00:00:00Z"')).toEqual(paid);
    expect(await due('asOf: "2026-02-05T00:00:00Z", knownAt: "2026-02-05T00:00:00Z"')).toEqual(open);
    expect(await due('asOf: "2026-02-05T00:00:00Z"')).toEqual(open);
    expect(await due('knownAt: "2026-02-10T00:00:00Z"')).toEqual(paid);
    expect(await due('asOf: "2026-01-31T00:00:00Z", knownAt: "2026-02-20T00:00:00Z"')).toBeNull();
    expect(await due('knownAt: "2026-01-31T00:00:00Z"')).toBeNull();
    const credit = await client.ask<unknown>('{ customer(externalId: "acme") { now: creditBalance { amount } then: creditBalance(asOf: "2026-03-19T00:00:00Z") { amount } unknown: creditBalance(knownAt: "2026-03-20T00:00:00Z") { amount } } }');
    expect(credit).toEqual({ customer: { now: { amount: '65.00' }, then: { amount: '0.00' }, unknown: { amount: '65.00' } } });
  });

  it('ledgerJournals and ledgerEntries: are found by either time', async () => {
    const query = '{ j: ledgerJournals(filter: { FILTER }) { nodes { kind } totalCount { value } } e: ledgerEntries(filter: { FILTER, accountCode: "1010", side: DEBIT }) { totalCount { value } nodes { amount { amount } } } }';
    const found = await client.ask<unknown>(query.replaceAll('FILTER', 'effectiveTo: "2026-02-01T00:00:00Z", recordedFrom: "2026-02-10T00:00:00Z", recordedTo: "2026-03-01T00:00:00Z"'));
    // 130.00: 120.00 of the first invoice, 10.00 of the second.
    expect(found).toEqual({ j: { nodes: [{ kind: 'PAYMENT' }], totalCount: { value: 1 } }, e: { totalCount: { value: 2 }, nodes: [{ amount: { amount: '120.00' } }, { amount: { amount: '10.00' } }] } });
  });

  it('GET /customers/{externalId}/statement: as PDF, HTML and CSV, behind the same key', async () => {
    const get = async (path: string, key = client.key) => {
      const response = await fetch(`${client.url}${path}`, { headers: { authorization: `Bearer ${key}` } });
      return { status: response.status, type: response.headers.get('content-type') ?? '', body: Buffer.from(await response.arrayBuffer()) };
    };
    const { customer } = await client.ask<{ customer: { statement: { pdfPath: string } } }>('{ customer(externalId: "acme") { statement(from: "2026-02-01T00:00:00Z", to: "2026-06-01T00:00:00Z") { pdfPath } } }');
    const pdf = await get(customer.statement.pdfPath);
    expect([pdf.status, pdf.type, pdf.body.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    expect((await get(customer.statement.pdfPath)).body.equals(pdf.body)).toBe(true);
    expect((await get(customer.statement.pdfPath.replace('.pdf', '.html'))).body.toString()).toContain('Closing balance');
    const csv = (await get(customer.statement.pdfPath.replace('.pdf', '.csv'))).body.toString().split('\r\n');
    expect([csv[1], csv[4], csv[9]]).toEqual([
      '2026-02-01T00:00:00.000Z,,OPENING_BALANCE,,,,,-130.00,USD',
      '2026-03-20T00:00:00.000Z,2026-03-20T00:00:00.000Z,PAYMENT,,,100.00,-100.00,-50.00,USD',
      '2026-06-01T00:00:00.000Z,,CLOSING_BALANCE,,,,,-65.00,USD',
    ]);
    const { apiKey } = await client.must<{ apiKey: { secret: string } }>('createApiKey', { name: 'reader', scopes: ['CUSTOMERS_READ'] }, 'apiKey { secret }');
    const statuses = [get(customer.statement.pdfPath, apiKey.secret), get('/customers/nobody/statement.pdf?from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z'), get('/customers/acme/statement.pdf?from=2026-02-01T00:00:00Z'), get('/customers/acme/statement.doc')];
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([403, 404, 400, 404]);
  });

  it('statement: a credit note is on it under its own number, with the invoice that it corrects', async () => {
    const { customer } = await client.ask<{ customer: { invoices: { nodes: { id: string }[] } } }>('{ customer(externalId: "other") { invoices { nodes { id } } } }');
    await client.must('issueCreditNote', { idempotencyKey: 'n1', invoiceId: customer.invoices.nodes[0]?.id, amount: '2', reason: 'goodwill' }, 'replayed');
    // 7.00 invoiced, 2.00 of it credited.
    const query = '{ customer(externalId: "other") { statement(from: "2026-01-01T00:00:00Z", to: "2026-06-01T00:00:00Z") { entries { nodes { kind number invoiceNumbers change { amount } balance { amount } } } } } }';
    expect(await client.ask<unknown>(query)).toEqual({
      customer: {
        statement: {
          entries: {
            nodes: [
              { kind: 'INVOICE', number: 'INV-000003', invoiceNumbers: ['INV-000003'], change: { amount: '7.00' }, balance: { amount: '7.00' } },
              { kind: 'CREDIT_NOTE', number: 'CN-000001', invoiceNumbers: ['INV-000003'], change: { amount: '-2.00' }, balance: { amount: '5.00' } },
            ],
          },
        },
      },
    });
  });
});
