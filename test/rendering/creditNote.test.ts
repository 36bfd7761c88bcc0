/** A credit note in every format: the same sheet as an invoice, with what it refers to and why. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { documentHtml } from '../../src/rendering/html.ts';
import { LABELS, LANGUAGES } from '../../src/rendering/language.ts';
import { documentPdf } from '../../src/rendering/pdf.ts';
import { documentUbl } from '../../src/rendering/ubl.ts';
import { SEAL, line, sample, standard } from './sampleInvoice.ts';

/** 50.00 with 9.50 of tax off an invoice. */
const NOTE: JsonObject = {
  derivation: 1,
  creditNote: { id: 'n', number: 'CN-000007', customerId: 'c', currency: 'EUR', issueDate: '2026-03-05', timeZone: 'Europe/Berlin', issuedAt: '2026-03-05T08:30:00.000Z' },
  invoice: { id: 'i', number: 'INV-2026-000001' },
  reason: 'Outage <on> 12 January',
  groups: [{ subscriptionId: null, lines: [line('Platform fee', '50.00', { taxes: [{ tax: 0, taxAmount: '9.50' }] })] }],
  taxes: [{ ...standard('19'), taxableAmount: '50.00', taxAmount: '9.50' }],
  totals: { subtotal: '50.00', tax: '9.50', taxIncluded: '0.00', credits: '0.00', total: '59.50' },
};
/** The sample's parties with a buyer who speaks a language, and the note instead of the invoice. */
function noteIn(language: string) {
  const { parties } = sample();
  return { document: NOTE, seal: SEAL, parties: parties && { ...parties, buyer: { ...parties.buyer, language } } };
}

describe('renderings of a credit note', () => {
  it.each(LANGUAGES)('documentHtml: names what it is, what it refers to and why, in %s', (language) => {
    const html = documentHtml(noteIn(language));
    const labels = LABELS[language];
    for (const text of [`${labels.CREDIT_NOTE} CN-000007`, `<dt>${labels.references}</dt><dd>INV-2026-000001</dd>`, `<dt>${labels.reason}</dt><dd>Outage &lt;on&gt; 12 January</dd>`]) expect(html).toContain(text);
    expect(html).not.toContain(labels.dueDate);
    expect(documentHtml(noteIn(language))).toBe(html);
  });

  it('documentPdf: gives the same bytes each time', async () => {
    const [first, second] = [await documentPdf(noteIn('ja')), await documentPdf(noteIn('ja'))];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  it('documentUbl: is a credit note of type 381 that refers to its invoice (BG-3), with amounts above zero', () => {
    const xml = documentUbl(noteIn('de'));
    for (const text of [
      '<CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"',
      '<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>',
      '<cbc:Note>Outage &lt;on&gt; 12 January</cbc:Note>',
      '<cac:InvoiceDocumentReference>\n      <cbc:ID>INV-2026-000001</cbc:ID>',
      '<cbc:CreditedQuantity unitCode="C62">1</cbc:CreditedQuantity>',
      '<cbc:TaxAmount currencyID="EUR">9.50</cbc:TaxAmount>',
      '<cbc:PayableAmount currencyID="EUR">59.50</cbc:PayableAmount>',
    ]) expect(xml).toContain(text);
    expect(xml).not.toContain('DueDate');
  });

  it('documentHtml and documentUbl: credit that comes back is taken off the line, before tax', () => {
    // 50.00 less 40.00 of credit: 10.00, and 1.90 of tax.
    const draws = [{ grantId: 'g', isPaid: true, amount: '-40.00' }];
    const groups = [{ subscriptionId: null, lines: [line('Platform fee', '50.00', { draws, netAmount: '10.00', taxes: [{ tax: 0, taxAmount: '1.90' }] })] }];
    const taxes = [{ ...standard('19'), taxableAmount: '10.00', taxAmount: '1.90' }];
    const document = { ...NOTE, groups, taxes, totals: { subtotal: '50.00', tax: '1.90', taxIncluded: '0.00', credits: '-40.00', total: '11.90' } };
    const note = { ...noteIn('en'), document };
    expect(documentHtml(note)).toContain(LABELS.en.credits);
    const xml = documentUbl(note);
    // BR-CO-10, 13, 15: 10.00 is the line, and the net total; 11.90 with tax.
    for (const text of ['<cbc:ChargeIndicator>false</cbc:ChargeIndicator>', '<cbc:Amount currencyID="EUR">40.00</cbc:Amount>', '<cbc:LineExtensionAmount currencyID="EUR">10.00</cbc:LineExtensionAmount>', '<cbc:PriceAmount currencyID="EUR">50.00</cbc:PriceAmount>', '<cbc:TaxInclusiveAmount currencyID="EUR">11.90</cbc:TaxInclusiveAmount>', '<cbc:PayableAmount currencyID="EUR">11.90</cbc:PayableAmount>']) expect(xml).toContain(text);
  });
});
