/** Invoices of usage so far: a line is for what had passed of its period, in every format. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { documentHtml } from '../../src/rendering/html.ts';
import { documentUbl } from '../../src/rendering/ubl.ts';
import { DOCUMENT, line, sample, standard } from './sampleInvoice.ts';

const document = {
  ...DOCUMENT,
  usageSoFar: { threshold: '10.00' },
  groups: [{ subscriptionId: null, lines: [{ ...line('API requests', '15.00', { quantity: '1500', taxes: [{ tax: 0, taxAmount: '2.85' }] }), usageUntil: '2026-01-10T12:00:00.000Z' }] }],
  taxes: [{ ...standard('19'), taxableAmount: '15.00', taxAmount: '2.85' }],
  totals: { subtotal: '15.00', discounts: '0.00', tax: '2.85', taxIncluded: '0.00', credits: '0.00', total: '17.85' },
};

describe('renderings of usage so far', () => {
  it('documentUbl: the line ends on the day until which it charges', () => {
    const xml = documentUbl(sample({ document }));
    expect(xml).toMatch(/<cac:InvoicePeriod>\s*<cbc:StartDate>2026-01-01<\/cbc:StartDate>\s*<cbc:EndDate>2026-01-10<\/cbc:EndDate>/);
    expect(xml).not.toContain('2026-01-31');
  });

  it('documentHtml: so does what people read', () => {
    const html = documentHtml(sample({ document, language: 'de' }));
    expect(html).toContain('10.01.2026');
    expect(html).not.toContain('31.01.2026');
  });

  it('documentHtml: what is left at the end of the period is no correction of what was charged within it', () => {
    const { usageUntil: _until, ...charged } = document.groups[0]!.lines[0]!;
    const rest = (previous: JsonObject) => ({ ...document, groups: [{ subscriptionId: null, lines: [{ ...charged, previous }] }] });
    const soFar = { quantity: '900', amount: '9.00', usageUntil: '2026-01-10T12:00:00.000Z' };
    const { usageUntil: _, ...whole } = soFar;
    expect(documentHtml(sample({ document: rest(soFar), language: 'en' }))).toContain('1 Jan 2026 – 31 Jan 2026; charged before: €9.00');
    expect(documentHtml(sample({ document: rest(soFar), language: 'en' }))).not.toContain('Correction');
    expect(documentHtml(sample({ document: rest(whole), language: 'en' }))).toContain('Correction for 1 Jan 2026 – 31 Jan 2026; charged before: €9.00');
  });
});
