import { create } from 'xmlbuilder2';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/core/decimal.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { SealedDocument } from '../../src/rendering/printedDocument.ts';
import { documentUbl } from '../../src/rendering/ubl.ts';
import { refusalOf } from '../support/refusal.ts';
import { DOCUMENT, SEAL, line, sample, standard } from './sampleInvoice.ts';

type Node = Readonly<Record<string, unknown>>;
const rootOf = (xml: string) => (create(xml).end({ format: 'object' }) as unknown as { Invoice: Node }).Invoice;

/** What stands at a path of element names; lists are gone through, attributes left out. */
function at(node: unknown, path: string): string[] {
  let found: unknown[] = [node];
  for (const name of path.split('/')) found = found.flatMap((each) => (each as Node)[name] ?? []).flat();
  return found.map((each) => (typeof each === 'object' && each !== null ? String((each as Node)['#']) : String(each)));
}
const nodesAt = (node: unknown, name: string): Node[] => [(node as Node)[name] ?? []].flat() as Node[];
const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0)).toFixed(2);

/** The arithmetic of EN 16931, over the XML alone. */
function expectConsistent(root: Node): void {
  const total = (name: string) => at(root, `cac:LegalMonetaryTotal/cbc:${name}`)[0] ?? '0';
  const lines = nodesAt(root, 'cac:InvoiceLine');
  const tax = at(root, 'cac:TaxTotal/cbc:TaxAmount')[0] ?? '';
  expect(total('LineExtensionAmount'), 'BR-CO-10').toBe(sum(lines.flatMap((each) => at(each, 'cbc:LineExtensionAmount'))));
  expect(total('TaxExclusiveAmount'), 'BR-CO-13').toBe(total('LineExtensionAmount'));
  expect(tax, 'BR-CO-14').toBe(sum(at(root, 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount')));
  expect(total('TaxInclusiveAmount'), 'BR-CO-15').toBe(sum([total('TaxExclusiveAmount'), tax]));
  expect(total('PayableAmount'), 'BR-CO-16').toBe(new Decimal(total('TaxInclusiveAmount')).minus(total('PrepaidAmount')).toFixed(2));
  for (const part of nodesAt(nodesAt(root, 'cac:TaxTotal')[0], 'cac:TaxSubtotal')) {
    const kind = (node: unknown, category: string) => [at(node, `${category}/cbc:ID`), at(node, `${category}/cbc:Percent`)].join();
    const own = lines.filter((each) => kind(each, 'cac:Item/cac:ClassifiedTaxCategory') === kind(part, 'cac:TaxCategory'));
    const [taxable = '0'] = at(part, 'cbc:TaxableAmount');
    expect(taxable, 'BR-S-08, BR-Z-08, BR-E-08, BR-AE-08').toBe(sum(own.flatMap((each) => at(each, 'cbc:LineExtensionAmount'))));
    const exact = new Decimal(taxable).times(at(part, 'cac:TaxCategory/cbc:Percent')[0] ?? 0).div(100);
    // Of prices that hold the tax, the net amount is what is left of it: to the unit, as the rule's tolerance has it.
    expect(exact.minus(at(part, 'cbc:TaxAmount')[0] ?? 0).abs().lte('0.01'), 'BR-S-09').toBe(true);
  }
  for (const each of lines) {
    const [quantity = '', price = '', base = '', net = ''] = ['cbc:InvoicedQuantity', 'cac:Price/cbc:PriceAmount', 'cac:Price/cbc:BaseQuantity', 'cbc:LineExtensionAmount'].map((path) => at(each, path)[0]);
    expect(price.startsWith('-'), 'BR-27').toBe(false);
    const priced = new Decimal(quantity).times(price).div(base).toFixed(2);
    expect(new Decimal(priced).minus(sum(at(each, 'cac:AllowanceCharge/cbc:Amount'))).toFixed(2), 'the net amount of a line').toBe(net);
  }
}

function only(tax: JsonObject, more: { lines?: JsonObject[]; totals?: JsonObject; invoice?: JsonObject } = {}): JsonObject {
  return {
    invoice: { ...(DOCUMENT['invoice'] as JsonObject), ...more.invoice },
    groups: [{ subscriptionId: 's', lines: more.lines ?? [line('Fee', '10.00', { taxes: [{ tax: 0, taxAmount: '0.00' }] })] }],
    taxes: [tax],
    totals: { subtotal: '10.00', tax: '0.00', taxIncluded: '0.00', credits: '0.00', total: '10.00', ...more.totals },
  };
}
const untaxed = (category: string, more: JsonObject = {}): JsonObject => ({ ...standard('0', { name: category, category }), taxableAmount: '10.00', taxAmount: '0.00', ...more });

describe('documentUbl', () => {
  it('documentUbl: holds every element that the standard asks for, and its arithmetic', () => {
    const xml = documentUbl(sample());
    const root = rootOf(xml);
    const said = (path: string) => at(root, path);
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"')).toBe(true);
    // BT-24, BT-1, BT-2, BT-9, BT-3, BT-5
    expect(['CustomizationID', 'ID', 'IssueDate', 'DueDate', 'InvoiceTypeCode', 'DocumentCurrencyCode'].flatMap((name) => said(`cbc:${name}`))).toEqual(['urn:cen.eu:en16931:2017', 'INV-2026-000001', '2026-02-01', '2026-03-03', '380', 'EUR']);
    // BG-4: BT-31, BT-40, BT-27, BT-30. BG-7: BT-48, BT-55, BT-44.
    const seller = nodesAt(nodesAt(root, 'cac:AccountingSupplierParty')[0], 'cac:Party')[0];
    expect(['cac:PartyTaxScheme/cbc:CompanyID', 'cac:PostalAddress/cac:Country/cbc:IdentificationCode', 'cac:PartyLegalEntity/cbc:RegistrationName', 'cac:PartyLegalEntity/cbc:CompanyID'].flatMap((path) => at(seller, path))).toEqual(['DE123456789', 'DE', 'Seller GmbH', 'HRB 12345']);
    const buyer = nodesAt(nodesAt(root, 'cac:AccountingCustomerParty')[0], 'cac:Party')[0];
    expect(['cac:PartyTaxScheme/cbc:CompanyID', 'cac:PostalAddress/cac:Country/cbc:IdentificationCode', 'cac:PartyLegalEntity/cbc:RegistrationName'].flatMap((path) => at(buyer, path))).toEqual(['EL094019245', 'GR', 'Αγοραστής ΑΕ']);
    expect(said('cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID')).toEqual(['S', 'S', 'E']);
    expect(said('cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReasonCode')).toEqual(['VATEX-EU-132-1I']);
    // 100.00 + 1036.63 - 1.00 + 74.77 + 50.00 = 1260.40; + 221.00 = 1481.40.
    expect(['LineExtensionAmount', 'TaxInclusiveAmount', 'PrepaidAmount', 'PayableAmount'].flatMap((name) => said(`cac:LegalMonetaryTotal/cbc:${name}`))).toEqual(['1260.40', '1481.40', '1481.40']);
    // 1036.63 and the allowances of 100.00 and 97.92 are what 12345.5 units cost; what is given back is a negative quantity.
    expect(said('cac:InvoiceLine/cbc:InvoicedQuantity')).toEqual(['1', '12345.5', '-10', '2', '1']);
    expect(said('cac:InvoiceLine/cac:Price/cbc:PriceAmount')).toEqual(['100.00', '1234.55', '1.00', '74.77', '50.00']);
    expect(said('cac:InvoiceLine/cac:AllowanceCharge/cbc:Amount')).toEqual(['100.00', '97.92']);
    expect(said('cac:InvoiceLine/cac:AllowanceCharge/cbc:AllowanceChargeReason')).toEqual(['Credit drawn']);
    expect(said('cac:InvoiceLine/cac:InvoicePeriod/cbc:EndDate')).toEqual(['2026-01-31', '2026-01-31', '2025-12-31', '2026-01-20', '2026-01-20']);
    expect(said('cac:InvoicePeriod/cbc:StartDate')).toEqual(['2025-12-01']);
    expectConsistent(root);
    expect(documentUbl(sample())).toBe(xml);
  });

  it('documentUbl: a discount on a price that holds 19 % is an allowance without it', () => {
    // 119.00 less 11.90 are 107.10, which hold 17.10: net 90.00. The allowance is 11.90 / 1.19 = 10.00, the price 100.00.
    const tax = { ...standard('19', { isInclusive: true }), taxableAmount: '90.00', taxAmount: '17.10' };
    const fee = line('Fee', '119.00', { discounts: [{ amount: '-11.90' }], netAmount: '90.00', taxes: [{ tax: 0, taxAmount: '17.10' }] });
    const root = rootOf(documentUbl(sample({ document: only(tax, { lines: [fee], totals: { subtotal: '119.00', discounts: '-11.90', tax: '17.10', taxIncluded: '17.10', total: '107.10' } }) })));
    expect([at(root, 'cac:InvoiceLine/cac:AllowanceCharge/cbc:Amount'), at(root, 'cac:InvoiceLine/cac:Price/cbc:PriceAmount')]).toEqual([['10.00'], ['100.00']]);
    expect(at(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toEqual(['107.10']);
    expectConsistent(root);
  });

  it('documentUbl: a discount that is taken back is a charge', () => {
    // -10.00 and 1.00 of its discount back are -9.00.
    const fee = line('Fee', '-10.00', { discounts: [{ amount: '1.00' }], netAmount: '-9.00', taxes: [{ tax: 0, taxAmount: '0.00' }] });
    const root = rootOf(documentUbl(sample({ document: only(untaxed('Z', { taxableAmount: '-9.00' }), { lines: [fee], totals: { subtotal: '-10.00', discounts: '1.00', total: '-9.00' } }) })));
    expect(['AllowanceCharge/cbc:ChargeIndicator', 'AllowanceCharge/cbc:Amount', 'Price/cbc:PriceAmount'].flatMap((path) => at(root, `cac:InvoiceLine/cac:${path}`))).toEqual(['true', '1.00', '10.00']);
    expect(at(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toEqual(['-9.00']);
  });

  it('documentUbl: what notes gave already is a charge of its line, without the tax that the price holds, and an allowance where it counts again', () => {
    // 59.50 and 11.90 hold 19 %: -59.50 with 11.90 already given is -47.60, which is -40.00 and -7.60. 23.80 less 11.90 is 10.00 and 1.90.
    const held = { ...standard('19', { isInclusive: true }), taxableAmount: '-30.00', taxAmount: '-5.70' };
    const lines = [
      line('Less', '-59.50', { quantity: '-50', creditOffset: '11.90', netAmount: '-40.00', taxes: [{ tax: 0, taxAmount: '-7.60' }] }),
      line('More', '23.80', { creditOffset: '-11.90', netAmount: '10.00', taxes: [{ tax: 0, taxAmount: '1.90' }] }),
    ];
    const totals = { subtotal: '-35.70', creditOffsets: '0.00', tax: '-5.70', taxIncluded: '-5.70', total: '-35.70' };
    const root = rootOf(documentUbl(sample({ document: only(held, { lines, totals }) })));
    const of = (path: string) => at(root, `cac:InvoiceLine/cac:${path}`);
    expect(['ChargeIndicator', 'AllowanceChargeReason', 'Amount'].map((name) => of(`AllowanceCharge/cbc:${name}`))).toEqual([['true', 'false'], ['Credited already', 'Credited already'], ['10.00', '10.00']]);
    // -50.00 and 10.00; 20.00 less 10.00.
    expect([of('Price/cbc:PriceAmount'), at(root, 'cac:InvoiceLine/cbc:LineExtensionAmount')]).toEqual([['50.00', '20.00'], ['-40.00', '10.00']]);
    expect(['LineExtensionAmount', 'TaxInclusiveAmount', 'PayableAmount'].flatMap((name) => at(root, `cac:LegalMonetaryTotal/cbc:${name}`))).toEqual(['-30.00', '-35.70', '-35.70']);
  });

  it('documentUbl: two rates of one category and percentage are one entry (BR-S-08)', () => {
    // 100.00 and 119.00 that hold 19.00 are 200.00 with 38.00 tax.
    const taxes = [{ ...standard('19'), taxableAmount: '100.00', taxAmount: '19.00' }, { ...standard('19', { isInclusive: true }), taxableAmount: '100.00', taxAmount: '19.00' }];
    const lines = [line('A', '100.00', { taxes: [{ tax: 0, taxAmount: '19.00' }] }), line('B', '119.00', { netAmount: '100.00', taxes: [{ tax: 1, taxAmount: '19.00' }] })];
    const root = rootOf(documentUbl(sample({ document: { groups: [{ subscriptionId: 's', lines }], taxes, totals: { subtotal: '219.00', tax: '38.00', taxIncluded: '19.00', credits: '0.00', total: '238.00' } } })));
    expect([at(root, 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount'), at(root, 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount')]).toEqual([['200.00'], ['38.00']]);
    expectConsistent(root);
  });

  it('documentUbl: reverse charge, supply within the Union, export and outside the scope each say what theirs needs', () => {
    const root = (category: string, reasonCode: string) => rootOf(documentUbl(sample({ document: only(untaxed(category, { reasonCode })) })));
    const reverse = root('AE', 'VATEX-EU-AE');
    expect(at(reverse, 'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReasonCode')).toEqual(['VATEX-EU-AE']);
    expect(at(reverse, 'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent')).toEqual(['0']);
    expectConsistent(reverse);
    // BR-IC-12
    expect(at(root('K', 'VATEX-EU-IC'), 'cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode')).toEqual(['GR']);
    expect(at(root('G', 'VATEX-EU-G'), 'cac:Delivery')).toEqual([]);
    const outside = root('O', 'VATEX-EU-O');
    // BR-O-02, BR-O-05
    expect(at(outside, 'cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme')).toEqual([]);
    expect(at(outside, 'cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent')).toEqual([]);
    expectConsistent(outside);
  });

  it('documentUbl: what names hold is text, without what XML cannot hold', () => {
    const evil = 'A & B <b>]]>\u0000\u000B\uFFFE "x"';
    const xml = documentUbl(sample({ seller: { name: evil }, document: only(untaxed('Z'), { lines: [line(evil, '10.00', { taxes: [{ tax: 0, taxAmount: '0.00' }] })] }) }));
    expect(xml).toContain('<cbc:Name>A &amp; B &lt;b&gt;]]&gt; "x"</cbc:Name>\n      <cac:ClassifiedTaxCategory>');
    expect(xml).not.toMatch(/<b>|[\u0000\u000B\uFFFE]/);
  });

  it.each<[string, SealedDocument, RegExp]>([
    ['erased parties', { document: DOCUMENT, parties: null, seal: SEAL }, /erased/],
    ['three decimals (BR-DEC)', sample({ document: only(untaxed('Z'), { invoice: { currency: 'KWD' } }) }), /two decimals/],
    ['no line (BR-16)', sample({ document: only(untaxed('Z'), { lines: [] }) }), /no line/],
    ['a line without a rate (BG-30)', sample({ document: only(untaxed('Z'), { lines: [line('Fee', '10.00')] }) }), /0 tax rates on the line "Fee"/],
    ['O beside others (BR-O-11)', sample({ document: { taxes: [untaxed('O'), untaxed('Z')], groups: only(untaxed('O'))['groups'] ?? [] } }), /outside the scope/],
    ['no country of the seller (BR-09)', sample({ seller: { address: null } }), /country in the address of the seller/],
    ['no country of the buyer (BR-11)', sample({ buyer: { address: { country: 'Greece' } } }), /country in the address of the buyer/],
    ['no tax number of the seller (BR-S-02)', sample({ seller: { taxNumber: null } }), /tax number of the seller/],
    ['no VAT identifier of the seller (BR-G-02)', sample({ seller: { taxNumber: '12/345' }, document: only(untaxed('G')) }), /VAT identifier of the seller/],
    ['no tax number of the buyer (BR-AE-02)', sample({ buyer: { taxNumber: null }, document: only(untaxed('AE')) }), /tax number of the buyer/],
    ['no VAT identifier of the buyer (BR-IC-02)', sample({ buyer: { taxNumber: '12345' }, document: only(untaxed('K')) }), /VAT identifier of the buyer/],
    ['no number of the seller (BR-CO-26)', sample({ seller: { taxNumber: null, registrationNumber: null }, document: only(untaxed('O')) }), /neither tax nor registration number/],
  ])('documentUbl: refuses %s', (_what, invoice, message) => {
    expect(() => documentUbl(invoice)).toThrow(message);
    expect(refusalOf(() => documentUbl(invoice))).toBe('INVALID_STATE at ');
  });
});
