/** Credited lines that come to less, on every engine: nothing is given back twice, on whichever document, and every proof holds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, MARCH, advance, completion, record } from '../support/shop.ts';
import { balancesOf, expectSound } from '../support/wallet.ts';

interface Line {
  readonly lineKey: string;
  readonly amount: { readonly amount: string };
  readonly creditOffset: { readonly amount: string };
  readonly draws: readonly { readonly amount: { readonly amount: string } }[];
  readonly netAmount: { readonly amount: string };
}
interface Document {
  readonly id: string;
  readonly kind: string;
  readonly total: { readonly amount: string };
  readonly lines: { readonly nodes: readonly Line[] };
}
const DOCUMENT = 'id kind total { amount } lines { nodes { lineKey amount { amount } creditOffset { amount } draws { amount { amount } } netAmount { amount } } }';

/** `total: amount offset draws net` */
const figures = ({ total, lines }: Document) => [total.amount, ...lines.nodes.map((line) => [line.amount, line.creditOffset, ...line.draws.map(({ amount }) => amount), line.netAmount].map(({ amount }) => amount).join(' '))].join(': ');
const issue = async (client: ApiClient, key: string) => (await client.must<{ invoice: Document }>('issueInvoice', { idempotencyKey: key, customerExternalId: 'acme' }, `invoice { ${DOCUMENT} }`)).invoice;
const credit = async (client: ApiClient, key: string, invoice: Document, amount: string) =>
  await client.must('issueCreditNote', { idempotencyKey: key, invoiceId: invoice.id, reason: 'outage', lines: [{ lineKey: invoice.lines.nodes[0]?.lineKey, amount }] }, 'replayed');
const voidUsage = async (client: ApiClient, eventKey: string) => await client.must('voidUsage', { idempotencyKey: `void ${eventKey}`, customerExternalId: 'acme', eventKey, reason: 'a test' }, 'replayed');

describe.each(dialectsUnderTest())('credit offsets on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  /** January had four events of 2,500 tokens at 0.01: 100.00, with 20 % of tax. */
  async function start(): Promise<ApiClient> {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await client.must('updateTenant', { legalName: 'Seller', address: { city: 'Berlin', country: 'DE' }, taxNumber: 'DE1' }, '__typename');
    await client.must('createTaxRate', { code: 'vat', percentage: '20' }, 'replayed');
    await client.must('createMeter', { code: 'tokens', eventName: 'completion', aggregation: 'SUM', valueProperty: 'n' }, 'replayed');
    await client.must('createPlan', { code: 'tokens', currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'tokens', meterCode: 'tokens', model: { perUnit: { unitAmount: '0.01' } } }] }, 'replayed');
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme', taxRateCodes: ['vat'], billingAddress: { city: 'Paris', country: 'FR' } }, 'replayed');
    await client.must('createSubscription', { idempotencyKey: 'subscribe', customerExternalId: 'acme', planCode: 'tokens', startAt: '2026-01-01T00:00:00Z' }, 'replayed');
    await record(client, ['a', 'b', 'c', 'd'].map((key) => completion('acme', key, 2_500)));
    return client;
  }

  it('usage that is voided after a note comes off what the note gave, on invoices and on notes at once, and says so', async () => {
    const client = await start();
    const first = await issue(client, 'i1');
    expect(figures(first)).toBe('120.00: 100.00 0.00 100.00');
    await credit(client, 'n1', first, '30.00');
    await voidUsage(client, 'a');
    await voidUsage(client, 'b');
    await advance(client, MARCH);
    // 50.00 less, of which the note gave 30.00: 20.00, with 4.00 of tax.
    const asked = `upcomingInvoice { ${DOCUMENT} }`;
    const { customer } = await client.ask<{ customer: { upcomingInvoice: Document } }>(`{ customer(externalId: "acme") { ${asked} } }`);
    expect(figures(customer.upcomingInvoice)).toBe('-24.00: -50.00 30.00 -20.00');
    const second = await issue(client, 'i2');
    expect(figures(second)).toBe('-24.00: -50.00 30.00 -20.00');

    const more = 'creditOffsets { amount } documentJson html pdfPath lines { nodes { explain { amount { amount } creditOffset { amount } } entries { nodes { account { code } side amount { amount } journal { kind } } } } }';
    const { invoice } = await client.ask<{ invoice: { creditOffsets: object; documentJson: string; html: string; pdfPath: string; lines: { nodes: { explain: object; entries: { nodes: { account: { code: string }; side: string; amount: { amount: string }; journal: { kind: string } }[] } }[] } } }>(`query($id: ID!) { invoice(id: $id) { ${more} } }`, { id: second.id });
    expect([invoice.creditOffsets, invoice.lines.nodes[0]?.explain]).toEqual([{ amount: '30.00' }, { amount: { amount: '-50.00' }, creditOffset: { amount: '30.00' } }]);
    expect(invoice.lines.nodes[0]?.entries.nodes.filter(({ journal }) => journal.kind === 'CREDIT_OFFSET').map(({ side, account, amount }) => `${side} ${account.code} ${amount.amount}`)).toEqual(['DEBIT 1150 30.00', 'CREDIT 4110 30.00']);
    expect(JSON.parse(invoice.documentJson)).toMatchObject({ groups: [{ lines: [{ amount: '-50.00', creditOffset: '30.00', netAmount: '-20.00' }] }], totals: { subtotal: '-50.00', creditOffsets: '30.00', tax: '-4.00', total: '-24.00' } });
    expect(invoice.html).toContain('Credited already');
    const ubl = await (await fetch(new URL(invoice.pdfPath.replace(/pdf$/, 'xml'), client.url), { headers: { authorization: `Bearer ${client.key}` } })).text();
    // -50.00, with a charge of the 30.00 that the note gave: -20.00 net.
    expect([...ubl.matchAll(/<cbc:(ChargeIndicator|AllowanceChargeReason|PriceAmount|Amount|LineExtensionAmount|PayableAmount)[^>]*>([^<]+)</g)].map(([, name, text]) => `${name} ${text}`)).toEqual(['LineExtensionAmount -20.00', 'PayableAmount -24.00', 'LineExtensionAmount -20.00', 'ChargeIndicator true', 'AllowanceChargeReason Credited already', 'Amount 30.00', 'PriceAmount 50.00']);
    const { invoiceDiff } = await client.ask<{ invoiceDiff: { lines: { difference: { amount: string }; adjustments: { line: { causes: { kind: string }[] } }[] }[] } }>('query($id: ID!) { invoiceDiff(id: $id) { lines { difference { amount } adjustments { line { causes { kind } } } } } }', { id: first.id });
    expect(invoiceDiff.lines).toEqual([{ difference: { amount: '-50.00' }, adjustments: [{ line: { causes: [{ kind: 'USAGE' }, { kind: 'CREDIT_NOTE' }] } }] }]);

    // 30.00 come late, 80.00 in all: 70.00 are owed, because 10.00 of the note count again.
    await record(client, [completion('acme', 'late', 3_000)]);
    const { note } = await client.must<{ note: Document }>('issueUsageNote', { idempotencyKey: 'at once', customerExternalId: 'acme' }, `note { ${DOCUMENT} }`);
    expect([note.kind, figures(note)]).toEqual(['DEBIT_NOTE', '24.00: 30.00 -10.00 20.00']);
    await expectSound(client);
    // 120.00 - 36.00 - 24.00 + 24.00, of which 24.00 became credit and 84.00 are due; 70.00 of revenue and 14.00 of tax.
    expect(await balancesOf(client)).toMatchObject({ 1100: '10800', 1150: '0', 2000: '-2400', 2200: '-1400', 4000: '-8000', 4110: '1000' });
  }, 120_000);

  it('a gift that a credited line drew on comes back once, and is never money', async () => {
    const client = await start();
    await client.must('grantCredits', { idempotencyKey: 'gift', customerExternalId: 'acme', amount: '80' }, 'replayed');
    const first = await issue(client, 'i1');
    expect(figures(first)).toBe('24.00: 100.00 0.00 -80.00 20.00');
    // Half of the line: 40.00 to the gift, 10.00 and 2.00 in money.
    await credit(client, 'n1', first, '50.00');
    for (const key of ['a', 'b', 'c', 'd']) await voidUsage(client, key);
    await advance(client, MARCH);
    // 100.00 less, of which the note gave 50.00; 40.00 go to the gift, and the 10.00 that were paid are given back.
    expect(figures(await issue(client, 'i2'))).toBe('-12.00: -100.00 50.00 40.00 -10.00');
    await expectSound(client);
    expect(await balancesOf(client)).toMatchObject({ 1150: '0', 2200: '0', 4000: '0', 4100: '0', 4110: '0', 9000: '8000', 9001: '-8000' });
    // A one-off charge: credited whole, then taken back, it comes to nothing more.
    const { charge } = await client.must<{ charge: { id: string } }>('addCharge', { idempotencyKey: 'work', customerExternalId: 'acme', description: 'Work', amount: '10', taxRateCodes: ['vat'] }, 'charge { id }');
    await client.must('voidGrant', { idempotencyKey: 'none', grantId: (await client.ask<{ customer: { credits: { grants: { nodes: { id: string }[] } } } }>('{ customer(externalId: "acme") { credits { grants { nodes { id } } } } }')).customer.credits.grants.nodes[0]?.id }, 'replayed');
    const third = await issue(client, 'i3');
    expect(figures(third)).toBe('12.00: 10.00 0.00 10.00');
    await credit(client, 'n2', third, '10.00');
    await client.must('reverseCharge', { idempotencyKey: 'reverse', chargeId: charge.id, reason: 'by mistake' }, 'replayed');
    expect(figures(await issue(client, 'i4'))).toBe('0.00: -10.00 10.00 0.00');
    await expectSound(client);
  }, 120_000);
});
