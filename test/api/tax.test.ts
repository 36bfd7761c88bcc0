import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, JANUARY, MARCH, advance, createMeters, record, request } from '../support/shop.ts';

const TAXED = `number issueDate dueDate subtotal { amount } tax { amount } taxIncluded { amount } total { amount } amountDue { amount }
  taxes { name percentage category isInclusive reason reasonCode taxableAmount { amount } taxAmount { amount } rate { number } }
  lines { nodes { description amount { amount } netAmount { amount } taxes { name taxAmount { amount } } } }`;

interface Amount {
  readonly amount: string;
}
interface Taxed {
  readonly number: string | null;
  readonly issueDate: string;
  readonly dueDate: string;
  readonly subtotal: Amount;
  readonly tax: Amount;
  readonly taxIncluded: Amount;
  readonly total: Amount;
  readonly amountDue: Amount;
  readonly taxes: readonly { readonly name: string; readonly percentage: string; readonly category: string; readonly reason: string | null; readonly reasonCode: string | null; readonly taxableAmount: Amount; readonly taxAmount: Amount; readonly rate: { readonly number: number } | null }[];
  readonly lines: { readonly nodes: readonly { readonly description: string; readonly amount: Amount; readonly netAmount: Amount; readonly taxes: readonly { readonly name: string; readonly taxAmount: Amount }[] }[] };
}

const sums = ({ subtotal, tax, taxIncluded, total }: Taxed) => [subtotal, tax, taxIncluded, total].map(({ amount }) => amount);
const byRate = ({ taxes }: Taxed) => taxes.map(({ name, taxableAmount, taxAmount }) => `${name}: ${taxableAmount.amount} ${taxAmount.amount}`);
const fee = (code: string, amount: string, more: object = {}) => ({ code, model: { flat: { amount } }, ...more });

async function subscribe(client: ApiClient, externalId: string, planCode: string, customer: object = {}): Promise<void> {
  await client.must('createCustomer', { externalId, name: `Customer ${externalId}`, ...customer }, 'replayed');
  await client.must('createSubscription', { idempotencyKey: `subscribe ${externalId}`, customerExternalId: externalId, planCode, startAt: JANUARY }, 'replayed');
}

async function createPlan(client: ApiClient, code: string, prices: readonly object[], more: object = {}): Promise<void> {
  await client.must('createPlan', { code, currency: 'EUR', interval: { unit: 'MONTH' }, prices, ...more }, 'replayed');
}

async function issueTaxed(client: ApiClient, externalId: string, more: object = {}): Promise<Taxed> {
  const input = { idempotencyKey: `issue ${externalId} ${JSON.stringify(more)}`, customerExternalId: externalId, ...more };
  return (await client.must<{ invoice: Taxed }>('issueInvoice', input, `invoice { ${TAXED} }`)).invoice;
}

const draftOf = async (client: ApiClient, externalId: string, asOf?: string) =>
  (await client.ask<{ customer: { upcomingInvoice: Taxed } }>(`query($e: String!, $at: DateTime) { customer(externalId: $e) { upcomingInvoice(asOf: $at) { ${TAXED} } } }`, { e: externalId, at: asOf ?? null })).customer.upcomingInvoice;

async function expectValid(client: ApiClient): Promise<void> {
  const { ledgerVerification } = await client.ask<{ ledgerVerification: unknown }>('{ ledgerVerification { isValid findings { message } } }');
  expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
}

describe.each(dialectsUnderTest())('tax on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: JANUARY, defaultCurrency: 'EUR', timeZone: 'Europe/Berlin' });
    const rates = [
      { code: 'de-16', name: 'VAT', percentage: '16', country: 'DE' },
      { code: 'de-7', name: 'Reduced VAT', percentage: '7' },
      { code: 'de-19-held', name: 'VAT held', percentage: '19', isInclusive: true },
      { code: 'city', name: 'City tax', percentage: '2.5', jurisdiction: 'Springfield' },
      { code: 'training', name: 'Training', percentage: '0', category: 'E', reason: 'Vocational training' },
    ];
    for (const rate of rates) await client.must('createTaxRate', rate, 'replayed');
    await createMeters(client);
    await client.must('updateTenant', { taxRateCodes: ['de-16'] }, 'tenant { taxRateCodes }');
  });
  afterAll(() => api.stop());

  it('tax: a rate is taken from the price, else the plan, else the customer, else the tenant', async () => {
    await createPlan(client, 'levels', [fee('own', '10.00', { taxRateCodes: ['de-7'] }), fee('plain', '100.00')]);
    await createPlan(client, 'planned', [fee('own', '10.00', { taxRateCodes: ['de-7'] }), fee('plain', '100.00')], { taxRateCodes: ['city'] });
    await subscribe(client, 'of tenant', 'levels');
    await subscribe(client, 'of customer', 'levels', { taxRateCodes: ['de-19-held'] });
    await subscribe(client, 'of plan', 'planned', { taxRateCodes: ['de-19-held'] });
    // 10.00 x 7 % = 0.70; 100.00 x 16 % = 16.00.
    expect(byRate(await issueTaxed(client, 'of tenant'))).toEqual(['Reduced VAT: 10.00 0.70', 'VAT: 100.00 16.00']);
    // 100.00 x 19 / 119 = 15.966..., 15.97; net 84.03.
    const held = await issueTaxed(client, 'of customer');
    expect(byRate(held)).toEqual(['Reduced VAT: 10.00 0.70', 'VAT held: 84.03 15.97']);
    // 110.00 + 16.67 - 15.97
    expect(sums(held)).toEqual(['110.00', '16.67', '15.97', '110.70']);
    expect(held.lines.nodes.map(({ description, amount, netAmount, taxes }) => [description, amount.amount, netAmount.amount, taxes[0]?.taxAmount.amount])).toEqual([
      ['own', '10.00', '10.00', '0.70'],
      ['plain', '100.00', '84.03', '15.97'],
    ]);
    // 100.00 x 2.5 % = 2.50.
    expect(byRate(await issueTaxed(client, 'of plan'))).toEqual(['Reduced VAT: 10.00 0.70', 'City tax: 100.00 2.50']);
  });

  it('tax: what a draft projects is what issuing posts', async () => {
    await createPlan(client, 'three', [fee('a', '0.33'), fee('b', '0.33'), fee('c', '0.33')], { taxRateCodes: ['de-16', 'city'] });
    await subscribe(client, 'drafted', 'three');
    const draft = await draftOf(client, 'drafted', JANUARY);
    // 0.99 x 16 % = 0.1584, 0.16; 0.99 x 2.5 % = 0.02475, 0.02. On each line it would be 0.05 and 0.01.
    expect([sums(draft), byRate(draft)]).toEqual([['0.99', '0.18', '0.00', '1.17'], ['VAT: 0.99 0.16', 'City tax: 0.99 0.02']]);
    expect(draft.lines.nodes.map(({ taxes }) => taxes.map(({ taxAmount }) => taxAmount.amount))).toEqual([['0.06', '0.01'], ['0.05', '0.01'], ['0.05', '0.00']]);
    const issued = await issueTaxed(client, 'drafted');
    expect({ ...issued, number: null }).toEqual(draft);
    expect(issued.amountDue.amount).toBe('1.17');
  });

  it('tax: the ledger owes it by the rate, and moves what prices hold out of revenue', async () => {
    const { ledgerJournals } = await client.ask<{ ledgerJournals: { nodes: { entries: { nodes: { side: string; account: { code: string; name: string }; amount: Amount }[] } }[] } }>(
      '{ ledgerJournals(filter: { customerExternalId: "of customer", kind: INVOICE }) { nodes { entries(first: 100) { nodes { side account { code name } amount { amount } } } } } }',
    );
    const texts = ledgerJournals.nodes[0]!.entries.nodes.map(({ side, account, amount }) => `${side} ${account.code} ${amount.amount}`);
    expect(texts).toEqual([
      'DEBIT 1100 10.00', 'CREDIT 1150 10.00', 'DEBIT 1100 100.00', 'CREDIT 1150 100.00',
      'DEBIT 1100 0.70', 'CREDIT 2200 0.70', 'DEBIT 4120 15.97', 'CREDIT 2200 15.97',
    ]);
    await expectValid(client);
  });

  it('tax: a one-off charge takes the rates that it names, else those of its customer', async () => {
    await client.must('createCustomer', { externalId: 'once', name: 'Once', taxRateCodes: ['de-7'] }, 'replayed');
    const charge = { customerExternalId: 'once', description: 'Workshop', amount: '80.00' };
    await client.must('addCharge', { ...charge, idempotencyKey: 'own', taxRateCodes: ['city'] }, 'replayed');
    await client.must('addCharge', { ...charge, idempotencyKey: 'customer' }, 'replayed');
    // 80.00 x 2.5 % = 2.00; 80.00 x 7 % = 5.60.
    const once = await issueTaxed(client, 'once');
    expect([byRate(once).sort(), sums(once)]).toEqual([['City tax: 80.00 2.00', 'Reduced VAT: 80.00 5.60'], ['160.00', '7.60', '0.00', '167.60']]);
  });

  it('tax: a reverse charge and an exemption say why, and charge nothing', async () => {
    await createPlan(client, 'plain', [fee('fee', '50.00')]);
    await subscribe(client, 'reverse', 'plain', { taxNumber: 'FR12345678901', taxExemption: { category: 'AE' } });
    const reverse = await issueTaxed(client, 'reverse');
    expect(sums(reverse)).toEqual(['50.00', '0.00', '0.00', '50.00']);
    expect(reverse.taxes).toMatchObject([{ name: 'Reverse charge', category: 'AE', reason: null, reasonCode: 'VATEX-EU-AE', taxableAmount: { amount: '50.00' }, taxAmount: { amount: '0.00' }, rate: null }]);
    await subscribe(client, 'school', 'plain', { taxRateCodes: ['training'] });
    expect((await issueTaxed(client, 'school')).taxes).toMatchObject([{ category: 'E', reason: 'Vocational training', taxAmount: { amount: '0.00' }, rate: { number: 1 } }]);
  });

  it('tax: a new version is for what takes effect from its date on; what is issued stays as it is', async () => {
    await createPlan(client, 'usage', [fee('fee', '10.00'), { code: 'requests', meterCode: 'requests', model: { perUnit: { unitAmount: '1' } } }]);
    await subscribe(client, 'versions', 'usage', { timeZone: 'UTC' });
    const before = await issueTaxed(client, 'versions');
    await client.must('publishTaxRateVersion', { code: 'de-16', name: 'VAT', percentage: '19', effectiveFrom: FEBRUARY, country: 'DE' }, 'taxRate { currentVersion { number } versions { number percentage effectiveFrom } }');
    await record(client, [request('versions', 'v1'), request('versions', 'v2')]);
    await advance(client, FEBRUARY);
    // January's usage of 2.00 at 16 %: 0.32; February's fee of 10.00 at 19 %: 1.90. One rate in two versions is two rates.
    const after = await issueTaxed(client, 'versions', { asOf: FEBRUARY });
    expect(byRate(after).sort()).toEqual(['VAT: 10.00 1.90', 'VAT: 2.00 0.32']);
    const { invoice } = await client.ask<{ invoice: Taxed }>(`query($n: String!) { invoice(number: $n) { ${TAXED} } }`, { n: before.number });
    expect(invoice).toEqual(before);
    // A late request of January is taxed as January was: 1.00 at 16 %.
    await record(client, [request('versions', 'late')]);
    expect(byRate(await draftOf(client, 'versions'))).toContain('VAT: 1.00 0.16');
    const { taxRate } = await client.ask<{ taxRate: unknown }>('{ taxRate(code: "de-16") { currentVersion { number } versions { number percentage effectiveFrom } } }');
    expect(taxRate).toEqual({ currentVersion: { number: 2 }, versions: [{ number: 1, percentage: '16', effectiveFrom: null }, { number: 2, percentage: '19', effectiveFrom: '2026-02-01T00:00:00.000Z' }] });
    const refused = await client.mutate<object>('publishTaxRateVersion', { code: 'de-16', percentage: '20', effectiveFrom: FEBRUARY }, '__typename');
    expect(refused.userErrors).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['input', 'effectiveFrom'] }]);
  });

  it('tax: what corrects a line is taxed as the line was, whatever its customer has become; what is new as it is now', async () => {
    const own = await api.createTenant({ sandboxClock: JANUARY, defaultCurrency: 'EUR', timeZone: 'UTC' });
    for (const [code, percentage] of [['full', '19'], ['reduced', '7']]) await own.must('createTaxRate', { code, percentage }, 'replayed');
    await createMeters(own);
    await createPlan(own, 'metered', [{ code: 'requests', meterCode: 'requests', model: { perUnit: { unitAmount: '50' } } }]);
    await subscribe(own, 'exempt', 'metered', { taxNumber: 'ATU1', taxRateCodes: ['full'] });
    await subscribe(own, 'reduced', 'metered', { taxRateCodes: ['full'] });
    for (const externalId of ['exempt', 'reduced']) await record(own, [request(externalId, 'r1', 10), request(externalId, 'r2', 11)]);
    await advance(own, FEBRUARY);
    // Two of 50.00, and 19 % of 100.00.
    for (const externalId of ['exempt', 'reduced']) expect(sums(await issueTaxed(own, externalId))).toEqual(['100.00', '19.00', '0.00', '119.00']);
    await own.must('updateCustomer', { externalId: 'exempt', taxExemption: { category: 'AE' } }, 'replayed');
    await own.must('updateCustomer', { externalId: 'reduced', taxRateCodes: ['reduced'] }, 'replayed');
    for (const customerExternalId of ['exempt', 'reduced']) await own.must('voidUsage', { idempotencyKey: `v ${customerExternalId}`, customerExternalId, eventKey: 'r1', reason: 'sent twice' }, 'replayed');
    await record(own, ['exempt', 'reduced'].map((externalId) => ({ ...request(externalId, 'r3', 10), occurredAt: '2026-02-10T12:00:00Z' })));
    await advance(own, MARCH);
    // 50.00 less at 19 % is 9.50 of tax less; 50.00 more is free of it, or at 7 % has 3.50.
    const [exempt, reduced] = [await issueTaxed(own, 'exempt', { asOf: MARCH }), await issueTaxed(own, 'reduced', { asOf: MARCH })];
    expect([sums(exempt), sums(reduced)]).toEqual([['0.00', '-9.50', '0.00', '-9.50'], ['0.00', '-6.00', '0.00', '-6.00']]);
    expect(reduced.taxes.map(({ percentage, taxAmount }) => `${percentage} ${taxAmount.amount}`).sort()).toEqual(['19 -9.50', '7 3.50']);

    // Taxed wrongly, and billed again at 7 %: what corrects it then is taxed at 7 %.
    await subscribe(own, 'wrong', 'metered', { taxRateCodes: ['full'] });
    await record(own, [request('wrong', 'w1', 10), request('wrong', 'w2', 11)]);
    const wrong = await own.must<{ invoice: Taxed & { id: string } }>('issueInvoice', { idempotencyKey: 'wrong', customerExternalId: 'wrong' }, `invoice { id ${TAXED} }`);
    expect(sums(wrong.invoice)).toEqual(['100.00', '19.00', '0.00', '119.00']);
    await own.must('updateCustomer', { externalId: 'wrong', taxRateCodes: ['reduced'] }, 'replayed');
    await own.must('voidInvoice', { idempotencyKey: 'void', invoiceId: wrong.invoice.id, lines: 'BILL_AGAIN', reason: 'wrong rate' }, 'replayed');
    expect(sums(await issueTaxed(own, 'wrong'))).toEqual(['100.00', '7.00', '0.00', '107.00']);
    await own.must('voidUsage', { idempotencyKey: 'v wrong', customerExternalId: 'wrong', eventKey: 'w1', reason: 'sent twice' }, 'replayed');
    expect(sums(await issueTaxed(own, 'wrong', { asOf: MARCH }))).toEqual(['-50.00', '-3.50', '0.00', '-53.50']);
    await expectValid(own);
  });

  it('tax: a document below zero gives its tax back', async () => {
    await createPlan(client, 'seats', [fee('fee', '31.00')], { taxRateCodes: ['city'] });
    await subscribe(client, 'leaver', 'seats', { timeZone: 'UTC' });
    await issueTaxed(client, 'leaver', { asOf: FEBRUARY });
    const { customer } = await client.ask<{ customer: { subscriptions: { nodes: { id: string }[] } } }>('{ customer(externalId: "leaver") { subscriptions { nodes { id } } } }');
    await client.must('cancelSubscription', { idempotencyKey: 'leave', subscriptionId: customer.subscriptions.nodes[0]!.id, effective: 'NOW' }, 'replayed');
    // February's fee of 31.00 is taken back whole: its tax of 0.775, 0.78, too.
    const credit = await issueTaxed(client, 'leaver', { asOf: null });
    expect(sums(credit)).toEqual(['-31.00', '-0.78', '0.00', '-31.78']);
    await expectValid(client);
  });
});

describe.each(dialectsUnderTest())('the document on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: JANUARY, defaultCurrency: 'EUR', timeZone: 'Europe/Berlin', name: 'Acme' });
    await createMeters(client);
    await createPlan(client, 'plain', [fee('fee', '50.00')]);
    await createPlan(client, 'metered', [fee('fee', '50.00'), { code: 'requests', meterCode: 'requests', model: { perUnit: { unitAmount: '1' } } }]);
  });
  afterAll(() => api.stop());

  const PARTIES = 'seller { name address { city } taxNumber registrationNumber } buyer { name address { city country } taxNumber language } documentJson seal';
  interface Document {
    readonly seller: { readonly name: string };
    readonly buyer: { readonly name: string };
    readonly documentJson: string | null;
    readonly seal: string | null;
  }

  it('document: names its parties as they were at issue, and when it is to be paid', async () => {
    await client.must('updateTenant', { legalName: 'Acme GmbH', address: { city: 'Berlin' }, taxNumber: 'DE1', registrationNumber: 'HRB 1', netDays: 14 }, '__typename');
    await subscribe(client, 'buyer', 'plain', { taxNumber: 'FR1', language: 'fr', billingAddress: { city: 'Paris', country: 'FR' } });
    const draft = await client.ask<{ customer: { upcomingInvoice: Document } }>(`{ customer(externalId: "buyer") { upcomingInvoice { ${PARTIES} } } }`);
    // Midnight of 1 January in UTC is 1 January in Berlin; 14 days later is the 15th.
    const { number, dueDate, issueDate } = await issueTaxed(client, 'buyer');
    expect([issueDate, dueDate]).toEqual(['2026-01-01', '2026-01-15']);
    await client.must('updateTenant', { legalName: 'Other AG', netDays: null }, '__typename');
    await client.must('updateCustomer', { externalId: 'buyer', name: 'Renamed', netDays: 30 }, '__typename');
    const read = async () => (await client.ask<{ invoice: Document & { dueDate: string } }>(`query($n: String!) { invoice(number: $n) { dueDate ${PARTIES} } }`, { n: number })).invoice;
    const invoice = await read();
    expect(invoice).toMatchObject({
      dueDate: '2026-01-15',
      seller: { name: 'Acme GmbH', address: { city: 'Berlin' }, taxNumber: 'DE1', registrationNumber: 'HRB 1' },
      buyer: { name: 'Customer buyer', address: { city: 'Paris', country: 'FR' }, taxNumber: 'FR1', language: 'fr' },
    });
    expect(draft.customer.upcomingInvoice).toMatchObject({ seller: invoice.seller, buyer: invoice.buyer, documentJson: null, seal: null });
    const document = JSON.parse(invoice.documentJson!) as { invoice: object; totals: object; groups: object[] };
    expect(document.invoice).toMatchObject({ number, issueDate: '2026-01-01', dueDate: '2026-01-15' });
    expect(document.groups).toHaveLength(1);
    expect(invoice.documentJson).not.toMatch(/Customer buyer|Paris|Acme|FR1/);
  });

  it('document: waits for late usage until its grace period is over, unless told otherwise', async () => {
    await subscribe(client, 'waiting', 'metered', { timeZone: 'UTC', gracePeriodHours: 48 });
    await subscribe(client, 'hasty', 'metered', { timeZone: 'UTC' });
    await issueTaxed(client, 'waiting');
    await advance(client, FEBRUARY);
    await client.must('updateTenant', { gracePeriodHours: 24 }, '__typename');
    const mayIssueAt = async (externalId: string) =>
      (await client.ask<{ customer: { upcomingInvoice: { mayIssueAt: string } } }>('query($e: String!) { customer(externalId: $e) { upcomingInvoice(asOf: "2026-02-01T00:00:00Z") { mayIssueAt } } }', { e: externalId })).customer.upcomingInvoice.mayIssueAt;
    expect(await mayIssueAt('waiting')).toBe('2026-02-03T00:00:00.000Z');
    expect(await mayIssueAt('hasty')).toBe('2026-02-02T00:00:00.000Z');
    const tooEarly = await client.mutate<object>('issueInvoice', { idempotencyKey: 'early', customerExternalId: 'waiting' }, 'replayed');
    expect(tooEarly.userErrors).toMatchObject([{ code: 'GRACE_PERIOD', path: ['input', 'asOf'] }]);
    await record(client, [request('waiting', 'in grace')]);
    await advance(client, '2026-02-03T00:00:00Z');
    expect((await issueTaxed(client, 'waiting', { asOf: FEBRUARY })).lines.nodes.map(({ description }) => description)).toEqual(['fee', 'requests']);
    await client.must('updateTenant', { gracePeriodHours: 8_760 }, '__typename');
    expect(sums(await issueTaxed(client, 'hasty', { ignoreGracePeriod: true }))).toEqual(['100.00', '0.00', '0.00', '100.00']);
    await client.must('updateTenant', { gracePeriodHours: null }, '__typename');
  });

  it('document: each series is numbered without a gap, by its format and year', async () => {
    const own = await api.createTenant({ sandboxClock: '2026-12-31T23:30:00Z', defaultCurrency: 'EUR', timeZone: 'UTC' });
    await createPlan(own, 'plain', [fee('fee', '50.00')]);
    for (const customer of ['a', 'b', 'c', 'd']) await subscribe(own, customer, 'plain', { timeZone: 'UTC' });
    const numberOf = async (customer: string) => (await issueTaxed(own, customer)).number;
    expect(await numberOf('a')).toBe('INV-000001');
    await own.must('updateTenant', { invoiceNumberFormat: 'R-{YYYY}-{seq:3}' }, 'tenant { invoiceNumberFormat }');
    await own.must('updateCustomer', { externalId: 'd', invoiceNumberFormat: 'D/{seq}' }, '__typename');
    expect([await numberOf('b'), await numberOf('d')]).toEqual(['R-2026-001', 'D/1']);
    await advance(own, '2027-01-01T00:00:00Z');
    expect([await numberOf('c'), (await issueTaxed(own, 'd', { asOf: '2027-01-01T00:00:00Z' })).number]).toEqual(['R-2027-001', 'D/2']);
    await own.must('updateTenant', { invoiceNumberFormat: null }, '__typename');
    expect((await issueTaxed(own, 'b', { asOf: '2027-01-01T00:00:00Z' })).number).toBe('INV-000002');
    await expectValid(own);
  });

  it('document: first documents of a series that race get its numbers without a gap', async () => {
    const own = await api.createTenant({ sandboxClock: MARCH, defaultCurrency: 'EUR', timeZone: 'UTC' });
    await createPlan(own, 'plain', [fee('fee', '50.00')]);
    const customers = Array.from({ length: 12 }, (_, n) => `customer ${n}`);
    for (const customer of customers) await subscribe(own, customer, 'plain');
    await own.must('updateTenant', { invoiceNumberFormat: 'R-{YYYY}-{seq:3}' }, '__typename');
    const numbers = await Promise.all(customers.map(async (customer) => (await issueTaxed(own, customer)).number));
    expect(numbers.sort()).toEqual(customers.map((_, n) => `R-2026-${String(n + 1).padStart(3, '0')}`));
    await expectValid(own);
  });
});
