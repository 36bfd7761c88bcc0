import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, createCatalog, createSubscriber, issue } from '../support/shop.ts';

describe.each(dialectsUnderTest())('GET /invoices/{number} on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme', { language: 'de', invoiceNumberFormat: 'ACME/{seq}' });
    await createSubscriber(client, 'beta');
    await issue(client, 'acme', 'acme 1');
    await issue(client, 'beta', 'beta 1');
  });
  afterAll(() => api.stop());

  const get = async (key: string, path: string) => {
    const response = await fetch(`${api.url}/invoices/${path}`, { headers: { authorization: `Bearer ${key}` } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const limitedKey = async (scopes: readonly string[]) => {
    const { customer } = await client.ask<{ customer: { id: string } }>('{ customer(externalId: "acme") { id } }');
    return (await client.must<{ apiKey: { secret: string } }>('createApiKey', { name: scopes.join(), scopes, customerId: customer.id }, 'apiKey { secret }')).apiKey.secret;
  };

  it('invoice documents: PDF and HTML in the language of the customer, with what a browser may do with them', async () => {
    const pdf = await get(client.key, 'ACME/1.pdf');
    expect([pdf.status, pdf.headers.get('content-type'), pdf.text.slice(0, 8)]).toEqual([200, 'application/pdf', '%PDF-1.7']);
    expect(pdf.headers.get('content-disposition')).toBe('inline; filename="ACME-1.pdf"');
    const html = await get(client.key, 'ACME%2F1.html');
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    // Two fees of 10.00 in advance: January and February.
    expect(html.text).toContain('<h1>Rechnung ACME/1</h1>');
    expect(html.text).toContain('10,00\u00A0$');
    const { invoice } = await client.ask<{ invoice: { html: string; pdfPath: string } }>('{ invoice(number: "ACME/1") { html pdfPath } }');
    expect(invoice).toEqual({ html: html.text, pdfPath: '/invoices/ACME%2F1.pdf' });
  });

  it('invoice documents: UBL says what the invoice lacks for it', async () => {
    const { status, text } = await get(client.key, 'INV-000001.xml');
    expect([status, text]).toEqual([409, expect.stringContaining('has 0 tax rates on the line')]);
  });

  it('invoice documents: a limited key sees those of its customer, another tenant none, and scopes are needed', async () => {
    const own = await limitedKey(['INVOICES_READ', 'CUSTOMERS_READ']);
    expect([(await get(own, 'ACME/1.pdf')).status, (await get(own, 'INV-000001.pdf')).status]).toEqual([200, 404]);
    expect((await get(await limitedKey(['INVOICES_READ']), 'ACME/1.pdf')).status).toBe(403);
    const other = await api.createTenant({ sandboxClock: FEBRUARY });
    expect((await get(other.key, 'ACME/1.pdf')).status).toBe(404);
    expect((await get('nobody', 'ACME/1.pdf')).status).toBe(401);
    expect((await get(client.key, 'ACME/1.doc')).status).toBe(404);
  });

  it('invoice documents: a draft has none', async () => {
    const { customer } = await client.ask<{ customer: { upcomingInvoice: unknown } }>('{ customer(externalId: "acme") { upcomingInvoice(asOf: "2026-03-01T00:00:00Z") { html pdfPath } } }');
    expect(customer.upcomingInvoice).toEqual({ html: null, pdfPath: null });
  });
});
