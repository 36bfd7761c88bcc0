/** Credit that comes back, on every engine: to the very lots, by notes and voids, or in place of lapsed lots; and what was sold, taken back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, JANUARY, advance, completion, record } from '../support/shop.ts';
import { balancesOf, expectSound, lotsOf } from '../support/wallet.ts';

const NOTE = 'creditNote { number total { amount } tax { amount } subtotal { amount } credits { amount } applied { amount } lapsedCredit documentJson pdfPath html lines { nodes { amount { amount } netAmount { amount } draws { grant { id } amount { amount } } } } } replayed';

interface Note {
  readonly creditNote: { readonly number: string; readonly documentJson: string; readonly html: string; readonly pdfPath: string; readonly lines: { readonly nodes: readonly { readonly draws: readonly { readonly amount: { readonly amount: string } }[] }[] } };
}
interface Invoice {
  readonly id: string;
  readonly lines: { readonly nodes: readonly { readonly lineKey: string; readonly draws: readonly { readonly amount: { readonly amount: string } }[] }[] };
}
const INVOICE = 'invoice { id total { amount } credits { amount } lines { nodes { lineKey draws { amount { amount } } } } }';

const credit = async (client: ApiClient, idempotencyKey: string, invoiceId: string, more: object = {}) => (await client.must<Note>('issueCreditNote', { idempotencyKey, invoiceId, reason: 'wrong', ...more }, NOTE)).creditNote;
const issue = async (client: ApiClient, idempotencyKey: string) => (await client.must<{ invoice: Invoice }>('issueInvoice', { idempotencyKey, customerExternalId: 'acme' }, INVOICE)).invoice;
const charge = async (client: ApiClient, description: string, amount: string, more: object = {}) => await client.must('addCharge', { idempotencyKey: description, customerExternalId: 'acme', description, amount, ...more }, 'replayed');
const grant = async (client: ApiClient, idempotencyKey: string, amount: string, more: object) => await client.must('grantCredits', { idempotencyKey, customerExternalId: 'acme', amount, ...more }, 'replayed');
const refusals = async (client: ApiClient, mutation: string, input: object) => (await client.mutate(mutation, { reason: 'r', ...input }, '__typename')).userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

describe.each(dialectsUnderTest())('giving credit back on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('credit comes back to its lots by notes and voids, and what was sold is taken back', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await client.must('updateTenant', { legalName: 'Seller', address: { city: 'Berlin', country: 'DE' }, taxNumber: 'DE1' }, '__typename');
    await client.must('createTaxRate', { code: 'vat', percentage: '20' }, 'replayed');
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme', taxRateCodes: ['vat'], billingAddress: { city: 'Paris', country: 'FR' } }, 'replayed');
    await grant(client, 'gift', '30', { expiresAt: '2026-03-01T00:00:00Z' });
    await grant(client, 'paid', '50', { kind: 'PAID' });
    await charge(client, 'Work', '100');
    // 100.00 less 30.00 and 50.00: 20.00, and 4.00 of tax.
    const invoice = await issue(client, 'i1');
    expect(invoice).toMatchObject({ total: { amount: '24.00' }, credits: { amount: '-80.00' } });

    // Half: 50.00 less 40.00, which is all paid credit, drawn on last; 10.00 and 2.00 of tax.
    const half = { lines: [{ lineKey: invoice.lines.nodes[0]?.lineKey, amount: '50' }] };
    const { previewCreditNote } = await client.ask<{ previewCreditNote: object }>('query($input: PreviewCreditNoteInput!) { previewCreditNote(input: $input) { credits { amount } total { amount } lines { nodes { draws { amount { amount } } } } postings { kind debit { code } credit { code } amount { amount } } } }', { input: { invoiceId: invoice.id, reason: 'r', ...half } });
    expect(previewCreditNote).toMatchObject({ credits: { amount: '-40.00' }, total: { amount: '12.00' }, lines: { nodes: [{ draws: [{ amount: { amount: '-40.00' } }] }] } });
    const first = await credit(client, 'n1', invoice.id, half);
    expect(first).toMatchObject({ number: 'CN-000001', subtotal: { amount: '50.00' }, credits: { amount: '-40.00' }, tax: { amount: '2.00' }, total: { amount: '12.00' }, applied: { amount: '12.00' }, lapsedCredit: 'LAPSES' });
    expect(JSON.parse(first.documentJson)).toMatchObject({ totals: { subtotal: '50.00', credits: '-40.00', total: '12.00' }, groups: [{ lines: [{ amount: '50.00', netAmount: '10.00', draws: [{ isPaid: true, amount: '-40.00' }] }] }] });
    expect(first.html).toContain('Credits');
    const pdf = await fetch(new URL(first.pdfPath, client.url), { headers: { authorization: `Bearer ${client.key}` } });
    expect([pdf.status, (await pdf.text()).startsWith('%PDF')]).toEqual([200, true]);
    // UBL: the line of 50.00, an allowance of the 40.00 that were drawn, 10.00 net, 12.00 in all.
    const ubl = await (await fetch(new URL(first.pdfPath.replace(/pdf$/, 'xml'), client.url), { headers: { authorization: `Bearer ${client.key}` } })).text();
    expect([...ubl.matchAll(/<cbc:(PriceAmount|Amount|LineExtensionAmount|PayableAmount) currencyID="USD">([^<]+)</g)].map(([, name, amount]) => `${name} ${amount}`)).toEqual(['LineExtensionAmount 10.00', 'PayableAmount 12.00', 'LineExtensionAmount 10.00', 'Amount 40.00', 'PriceAmount 50.00']);
    expect(await lotsOf(client)).toEqual(['USED 30.00 30.00 0.00 0.00 0.00', 'ACTIVE 50.00 10.00 0.00 0.00 40.00']);

    // The gift has expired by April: the rest of the note gives 10.00 to the paid lot, and 30.00 as a lot of 30 days.
    await advance(client, '2026-04-01T00:00:00Z');
    await credit(client, 'n2', invoice.id, { lapsedCredit: 'EXTENDS', lapsedDays: 30 });
    expect(await lotsOf(client)).toEqual(['VOIDED 30.00 0.00 0.00 30.00 0.00', 'ACTIVE 50.00 0.00 0.00 0.00 50.00', 'ACTIVE 30.00 0.00 0.00 0.00 30.00']);
    const { customer } = await client.ask<{ customer: { credits: { grants: { nodes: { id: string; replaces: { id: string } | null }[] } } } }>('{ customer(externalId: "acme") { credits { grants { nodes { id replaces { id } } } } } }');
    expect(customer.credits.grants.nodes.map(({ replaces }) => replaces?.id ?? null)).toEqual([customer.credits.grants.nodes[2]?.id, null, null]);
    expect(await refusals(client, 'issueCreditNote', { idempotencyKey: 'n3', invoiceId: invoice.id })).toEqual(['INVALID_STATE input.invoiceId']);
    // Nothing is owed, taxed or promoted any more, and revenue is given up.
    expect(await balancesOf(client)).toEqual({ 1000: '5000', 1100: '0', 1150: '0', 2100: '-5000', 2200: '0', 4030: '-10000', 4100: '0', 4110: '10000', 9000: '3000', 9001: '-3000' });

    // 70.00 draw 30.00 and 40.00; voided, they are billed again together with 5.00 more: 30.00 and 45.00.
    await charge(client, 'More', '70');
    const wrong = await issue(client, 'i2');
    expect(await refusals(client, 'voidInvoice', { idempotencyKey: 'no', invoiceId: wrong.id, lines: 'BILL_AGAIN', lapsedCredit: 'LAPSES' })).toEqual(['INVALID_VALUE input.lapsedCredit']);
    await client.must('voidInvoice', { idempotencyKey: 'v1', invoiceId: wrong.id, lines: 'BILL_AGAIN', reason: 'address' }, 'replayed');
    expect((await lotsOf(client)).slice(1)).toEqual(['ACTIVE 50.00 0.00 0.00 0.00 50.00', 'ACTIVE 30.00 0.00 0.00 0.00 30.00']);
    // Charges of one instant stand in the order of their ids.
    await advance(client, '2026-04-01T00:00:01Z');
    await charge(client, 'Still more', '5');
    const again = await issue(client, 'i3');
    expect(again).toMatchObject({ total: { amount: '0.00' }, credits: { amount: '-75.00' } });
    expect((await lotsOf(client)).slice(1)).toEqual(['ACTIVE 50.00 45.00 0.00 0.00 5.00', 'USED 30.00 30.00 0.00 0.00 0.00']);
    await client.must('voidInvoice', { idempotencyKey: 'v2', invoiceId: again.id, lines: 'GIVE_UP', reason: 'goodwill' }, 'replayed');
    expect((await lotsOf(client)).slice(1)).toEqual(['ACTIVE 50.00 0.00 0.00 0.00 50.00', 'ACTIVE 30.00 0.00 0.00 0.00 30.00']);

    // Credit that was sold: 40.00 of 100.00 take 4.00 of the bonus of 10.00. What was used meanwhile is not taken back.
    const bought = await client.must<{ invoice: Invoice }>('purchaseCredits', { idempotencyKey: 'buy', customerExternalId: 'acme', amount: '100', bonusAmount: '10', priority: 1 }, INVOICE);
    const sold = { invoiceId: bought.invoice.id };
    await credit(client, 'n4', sold.invoiceId, { lines: [{ lineKey: bought.invoice.lines.nodes[0]?.lineKey, amount: '40' }] });
    await charge(client, 'Last', '30');
    await issue(client, 'i4');
    // The bonus has 6.00 of 30.00, what was bought the other 24.00: 36.00 are left of it.
    expect((await lotsOf(client)).slice(3)).toEqual(['ACTIVE 100.00 24.00 0.00 40.00 36.00', 'USED 10.00 6.00 0.00 4.00 0.00']);
    expect(await refusals(client, 'issueCreditNote', { idempotencyKey: 'n5', ...sold })).toEqual(['OUT_OF_RANGE input.invoiceId']);
    expect(await refusals(client, 'voidInvoice', { idempotencyKey: 'n6', ...sold, lines: 'BILL_AGAIN' })).toEqual(['INVALID_STATE input.lines']);
    await credit(client, 'n7', sold.invoiceId, { lines: [{ lineKey: bought.invoice.lines.nodes[0]?.lineKey, amount: '36' }], bonusCredit: 'KEPT' });
    await expectSound(client);
  }, 120_000);

  it('notes, voids and invoices of one wallet at once come to what some order of them comes to', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme' }, 'replayed');
    await grant(client, 'paid', '20', { kind: 'PAID' });
    await charge(client, 'Work', '10');
    const invoice = await issue(client, 'i1');
    const races = [
      ...Array.from({ length: 6 }, (_, n) => ['issueCreditNote', { invoiceId: invoice.id, amount: '1', reason: 'r', idempotencyKey: `n${n}` }] as const),
      ...Array.from({ length: 4 }, (_, n) => ['addCharge', { customerExternalId: 'acme', description: 'Race', amount: '4', idempotencyKey: `c${n}` }] as const),
      ...Array.from({ length: 4 }, (_, n) => ['issueInvoice', { customerExternalId: 'acme', idempotencyKey: `r${n}` }] as const),
      ['voidInvoice', { invoiceId: invoice.id, lines: 'GIVE_UP', reason: 'r', idempotencyKey: 'v' }] as const,
    ];
    const codes = (await Promise.all(races.map(async ([mutation, input]) => (await client.mutate(mutation, input, '__typename')).userErrors.map(({ code }) => `${mutation} ${code}`)))).flat();
    expect(codes.filter((code) => code !== 'issueInvoice NOTHING_TO_INVOICE' && code !== 'issueCreditNote INVALID_STATE')).toEqual([]);
    await client.mutate('issueInvoice', { customerExternalId: 'acme', idempotencyKey: 'last' }, '__typename');
    // Whatever came first, all 10.00 came back, and 16.00 were drawn: on the 10.00 that were left, and on what was back by then.
    const [drawn] = await lotsOf(client);
    const due = BigInt((await balancesOf(client))['1100'] ?? '0');
    const [, burned = ''] = /^\w+ 20\.00 (\S+) 0\.00 0\.00 \S+$/.exec(drawn ?? '') ?? [];
    expect(BigInt(burned.replace('.', '')) + due).toBe(1_600n);
    await expectSound(client);
  }, 120_000);

  it('a line that is billed again draws as of when it did, with whatever came late for it meanwhile', async () => {
    const client = await api.createTenant({ sandboxClock: JANUARY });
    await client.must('createMeter', { code: 'tokens', eventName: 'completion', aggregation: 'SUM', valueProperty: 'n' }, 'replayed');
    await client.must('createPlan', { code: 'plan', currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'tokens', meterCode: 'tokens', model: { perUnit: { unitAmount: '1' } } }] }, 'replayed');
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme' }, 'replayed');
    await client.must('createSubscription', { idempotencyKey: 's', customerExternalId: 'acme', planCode: 'plan', startAt: JANUARY }, 'replayed');
    await grant(client, 'lot', '40', { expiresAt: '2026-02-15T00:00:00Z' });
    await record(client, [completion('acme', 'c1', 15, 10)]);
    await advance(client, FEBRUARY);
    const first = await issue(client, 'i1');
    expect(first).toMatchObject({ total: { amount: '0.00' }, credits: { amount: '-15.00' } });
    // The lot has expired since; January's usage, one more or one less, is still paid by it: 16.00, then 14.00 of 40.00.
    await advance(client, '2026-02-20T00:00:00Z');
    await client.must('voidInvoice', { idempotencyKey: 'v1', invoiceId: first.id, lines: 'BILL_AGAIN', reason: 'address' }, 'replayed');
    await record(client, [completion('acme', 'c2', 1, 11)]);
    const second = await issue(client, 'i2');
    expect(second).toMatchObject({ total: { amount: '0.00' }, credits: { amount: '-16.00' } });
    await client.must('voidInvoice', { idempotencyKey: 'v2', invoiceId: second.id, lines: 'BILL_AGAIN', reason: 'address again' }, 'replayed');
    await client.must('amendUsage', { idempotencyKey: 'a1', customerExternalId: 'acme', eventKey: 'c1', properties: { n: 13, model: 'small' }, reason: 'counted wrong' }, 'replayed');
    expect(await issue(client, 'i3')).toMatchObject({ total: { amount: '0.00' }, credits: { amount: '-14.00' } });
    expect(await lotsOf(client)).toEqual(['EXPIRED 40.00 14.00 26.00 0.00 0.00']);
    await expectSound(client);
  });
});
