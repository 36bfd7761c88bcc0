/** Credit that moves because other usage came late: a line that charges nothing says so, in every language and format. */
import { describe, expect, it } from 'vitest';
import { documentHtml } from '../../src/rendering/html.ts';
import { documentUbl } from '../../src/rendering/ubl.ts';
import { DOCUMENT, line, sample, standard } from './sampleInvoice.ts';

// 20.00 come back to one lot, and 5.00 are drawn on another: 15.00 more to pay, and 2.85 of tax at 19 %.
const moved = line('API requests', '0.00', { quantity: '0', draws: [{ amount: '20.00' }, { amount: '-5.00' }], netAmount: '15.00', previous: { quantity: '500', amount: '50.00' }, taxes: [{ tax: 0, taxAmount: '2.85' }] });
const document = {
  ...DOCUMENT,
  lateCredit: 'AS_IF_ON_TIME',
  groups: [{ subscriptionId: null, lines: [moved] }],
  taxes: [{ ...standard('19'), taxableAmount: '15.00', taxAmount: '2.85' }],
  totals: { subtotal: '0.00', discounts: '0.00', tax: '2.85', taxIncluded: '0.00', credits: '15.00', total: '17.85' },
};

describe('renderings of credit that moves', () => {
  it.each([
    ['en', 'credit drawn anew, because other usage came late'],
    ['de', 'Guthaben neu angerechnet, weil andere Nutzung nachgemeldet wurde'],
    ['fr', 'crédit imputé à nouveau, car une autre utilisation a été déclarée tardivement'],
    ['el', 'νέος καταλογισμός πίστωσης, επειδή άλλη χρήση δηλώθηκε εκπρόθεσμα'],
    ['ja', '他の利用分が遅れて届いたため、充当額を再計算'],
  ])('documentHtml: it is told apart from a correction: %s', (language, text) => {
    expect(documentHtml(sample({ document, language }))).toContain(text);
    const { lateCredit: _, ...asOfNow } = document;
    expect(documentHtml(sample({ document: asOfNow, language }))).not.toContain(text);
  });

  it('documentUbl: what comes back is a charge, what is drawn an allowance', () => {
    const xml = documentUbl(sample({ document }));
    // 1 x 0.00 + 20.00 - 5.00.
    expect(xml).toMatch(/<cbc:InvoicedQuantity unitCode="C62">1</);
    expect(xml).toMatch(/<cbc:LineExtensionAmount currencyID="EUR">15\.00</);
    expect(xml).toMatch(/<cbc:ChargeIndicator>true<\/cbc:ChargeIndicator>\s*<cbc:AllowanceChargeReason>Credit given back<\/cbc:AllowanceChargeReason>\s*<cbc:Amount currencyID="EUR">20\.00</);
    expect(xml).toMatch(/<cbc:ChargeIndicator>false<\/cbc:ChargeIndicator>[^]*?<cbc:Amount currencyID="EUR">5\.00</);
  });
});
