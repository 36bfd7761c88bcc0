/** Notes of late usage in every format: what each line was before and is now, and which invoice is corrected. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { documentHtml } from '../../src/rendering/html.ts';
import { LABELS, LANGUAGES } from '../../src/rendering/language.ts';
import { documentPdf } from '../../src/rendering/pdf.ts';
import { documentUbl } from '../../src/rendering/ubl.ts';
import { DOCUMENT, line, sample, standard } from './sampleInvoice.ts';

/** 1,500 requests at 0.01 were billed; `quantity` of them came late, or were voided. At 19 %. */
function noteOf(kind: 'DEBIT_NOTE' | 'CREDIT_NOTE', figures: { number: string; quantity: string; amount: string; tax: string; total: string }): JsonObject {
  const { number, quantity, amount, tax, total } = figures;
  return {
    invoice: { ...(DOCUMENT['invoice'] as JsonObject), number, issueDate: '2026-02-05' },
    note: { kind, corrects: [{ id: 'i', number: 'INV-2026-000001' }] },
    groups: [{ subscriptionId: null, lines: [line('API requests', amount, { quantity, previous: { quantity: '1500', amount: '15.00' }, supersedes: null, taxes: [{ tax: 0, taxAmount: tax }] })] }],
    taxes: [{ ...standard('19'), taxableAmount: amount, taxAmount: tax }],
    totals: { subtotal: amount, discounts: '0.00', tax, taxIncluded: '0.00', credits: '0.00', total },
  };
}
const DEBIT = noteOf('DEBIT_NOTE', { number: 'DN-000001', quantity: '100', amount: '1.00', tax: '0.19', total: '1.19' });
const CREDIT = noteOf('CREDIT_NOTE', { number: 'CN-000001', quantity: '-500', amount: '-5.00', tax: '-0.95', total: '-5.95' });

describe('renderings of a note of late usage', () => {
  it.each(LANGUAGES)('documentHtml: what it is, what it corrects, and each line before and now, in %s', (language) => {
    const labels = LABELS[language];
    for (const [document, title] of [[DEBIT, `${labels.DEBIT_NOTE} DN-000001`], [CREDIT, `${labels.CREDIT_NOTE} CN-000001`]] as const) {
      const html = documentHtml(sample({ language, document }));
      for (const text of [title, `<dt>${labels.references}</dt><dd>INV-2026-000001</dd>`]) expect(html).toContain(text);
      expect(documentHtml(sample({ language, document }))).toBe(html);
    }
  });

  it('documentHtml: a credit note shows what it takes off above zero, and is not to be paid', () => {
    const html = documentHtml(sample({ document: CREDIT }));
    // 1,500 for 15.00 less 500 for 5.00.
    expect(html).toContain('before: 1,500 / €15.00; now: 1,000 / €10.00');
    for (const text of ['€5.00', '€0.95', '€5.95']) expect(html).toContain(text);
    expect(html).not.toContain('-€');
    expect(html).not.toContain(LABELS.en.dueDate);
    expect(documentHtml(sample({ document: DEBIT }))).toContain('before: 1,500 / €15.00; now: 1,600 / €16.00');
  });

  it('documentHtml and documentUbl: a price that was corrected is told once, with its reason, its time and what it comes to', () => {
    const corrections = (amount: string) => [{ reason: 'Requests <were> too dear', effectiveAt: '2025-12-31T23:00:00.000Z', recordedAt: '2026-02-04T00:00:00.000Z', planVersionId: 'v', lines: ['API requests'], amount }];
    const credit = { ...CREDIT, corrections: corrections('-5.00') };
    expect(documentHtml(sample({ document: credit }))).toContain('<dt>Price correction</dt><dd>Requests &lt;were&gt; too dear; 1 Jan 2026 – 31 Jan 2026; €5.00</dd>');
    expect(documentHtml(sample({ language: 'de', document: { ...DEBIT, corrections: corrections('1.00') } }))).toContain('<dt>Preisberichtigung</dt><dd>Requests &lt;were&gt; too dear; 01.01.2026 – 31.01.2026; 1,00\u00a0€</dd>');
    expect(documentUbl(sample({ document: credit }))).toContain('<cbc:Note>Requests &lt;were&gt; too dear</cbc:Note>');
  });

  it('documentPdf: gives the same bytes each time, in every language', async () => {
    for (const language of LANGUAGES) {
      const [first, second] = [await documentPdf(sample({ language, document: DEBIT })), await documentPdf(sample({ language, document: DEBIT }))];
      expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    }
  });

  it('documentUbl: a debit note is an invoice of type 383, a credit note of type 381 with amounts above zero; both refer to the invoice (BT-25)', () => {
    const reference = '<cac:InvoiceDocumentReference>\n      <cbc:ID>INV-2026-000001</cbc:ID>';
    for (const text of ['<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"', '<cbc:InvoiceTypeCode>383</cbc:InvoiceTypeCode>', '<cbc:PayableAmount currencyID="EUR">1.19</cbc:PayableAmount>', reference]) {
      expect(documentUbl(sample({ document: DEBIT }))).toContain(text);
    }
    const credit = documentUbl(sample({ document: CREDIT }));
    for (const text of ['<CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"', '<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>', '<cbc:CreditedQuantity unitCode="C62">500</cbc:CreditedQuantity>', '<cbc:TaxAmount currencyID="EUR">0.95</cbc:TaxAmount>', '<cbc:PayableAmount currencyID="EUR">5.95</cbc:PayableAmount>', reference]) expect(credit).toContain(text);
    expect(credit).not.toContain('DueDate');
  });
});
