/** UBL 2.1: an issued invoice, debit note or credit note as the e-invoice that EN 16931 describes. BT and BG numbers, and rules, are those of the standard. */
import { create } from 'xmlbuilder2';
import { exponentOf } from '../core/currency.ts';
import { Decimal, ZERO } from '../core/decimal.ts';
import { refuseUnless } from '../core/errors.ts';
import { printable } from './printableText.ts';
import { type PrintedDocument, type PrintedLine, type PrintedTax, type SealedDocument, readDocument } from './printedDocument.ts';
import { ublBuyer, ublSeller } from './ublParties.ts';
import { type UblNode, given } from './ublNode.ts';

/** What an invoice and a credit note call the same things; the types are those of UNTDID 1001. */
const WORDS = {
  INVOICE: { root: 'Invoice', namespace: 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2', type: '380', typeCode: 'cbc:InvoiceTypeCode', line: 'cac:InvoiceLine', quantity: 'cbc:InvoicedQuantity' },
  DEBIT_NOTE: { root: 'Invoice', namespace: 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2', type: '383', typeCode: 'cbc:InvoiceTypeCode', line: 'cac:InvoiceLine', quantity: 'cbc:InvoicedQuantity' },
  CREDIT_NOTE: { root: 'CreditNote', namespace: 'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2', type: '381', typeCode: 'cbc:CreditNoteTypeCode', line: 'cac:CreditNoteLine', quantity: 'cbc:CreditedQuantity' },
} as const satisfies Record<PrintedDocument['kind'], object>;
const NAMESPACES = {
  '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
};
const SPECIFICATION = 'urn:cen.eu:en16931:2017';
/** UN/ECE Rec 20: one, a unit without a name. */
const UNIT = 'C62';
/** UNTDID 5189: a discount. */
const DISCOUNT_CODE = '95';

/**
 * An issued invoice, or a credit note, as UBL 2.1. Amounts are those of the sealed document; taxes of one category and percentage are one entry
 * (BR-S-08), and a discount on a line is an allowance (BG-27), what credit notes gave back already a charge (BG-28), both without the tax that its price holds.
 * A line of N units that comes to A has the price A for a base quantity of N: what tiers make of it is no price of one unit.
 *
 * Refuses with INVALID_STATE, in this order, what the standard has no place for: parties that were erased; a currency of more
 * than two decimals (BR-DEC); no line (BR-16); a line with no tax rate, or more than one (BG-30); category O beside others
 * (BR-O-11); and the parties as `ublSeller` and `ublBuyer`.
 */
export function documentUbl(invoice: SealedDocument): string {
  const document = readDocument(invoice);
  const { currency, parties, taxes } = document;
  const lines = document.groups.flatMap((group) => group.lines);
  refuseUnless(parties, 'INVALID_STATE', 'has no parties any more: they were erased');
  refuseUnless(exponentOf(currency) <= 2, 'INVALID_STATE', `is in ${currency}; EN 16931 writes amounts with two decimals at most`);
  refuseUnless(lines.length > 0, 'INVALID_STATE', 'has no line; EN 16931 needs one');
  for (const line of lines) {
    refuseUnless(line.taxes.length === 1, 'INVALID_STATE', `has ${line.taxes.length} tax rates on the line "${printable(line.description)}"; EN 16931 needs exactly one, of category O if it is outside the scope of tax`);
  }
  const categories = [...new Set(taxes.map(({ category }) => category))];
  refuseUnless(!categories.includes('O') || categories.length === 1, 'INVALID_STATE', 'mixes what is outside the scope of tax with what is not; EN 16931 keeps them apart');
  const words = WORDS[document.kind];
  const root = {
    [words.root]: given({
      '@xmlns': words.namespace,
      ...NAMESPACES,
      'cbc:CustomizationID': SPECIFICATION,
      'cbc:ID': printable(document.number),
      'cbc:IssueDate': document.issueDate,
      'cbc:DueDate': document.dueDate,
      [words.typeCode]: words.type,
      'cbc:Note': noteOf(document),
      'cbc:DocumentCurrencyCode': currency,
      'cac:InvoicePeriod': wholePeriod(lines),
      'cac:BillingReference': document.references.length === 0 ? null : document.references.map((number) => ({ 'cac:InvoiceDocumentReference': { 'cbc:ID': printable(number) } })),
      'cac:AccountingSupplierParty': ublSeller(parties.seller, categories),
      'cac:AccountingCustomerParty': ublBuyer(parties.buyer, categories),
      'cac:Delivery': categories.includes('K') ? deliveryTo(parties.buyer.address?.['country']) : null,
      'cac:TaxTotal': taxTotal(document),
      'cac:LegalMonetaryTotal': monetaryTotal(document, lines),
      [words.line]: lines.map((line, index) => documentLine(line, index, document)),
    }),
  };
  return `${create({ version: '1.0', encoding: 'UTF-8' }, root).end({ prettyPrint: true })}\n`;
}

/** Why the document was issued, and why prices on it were corrected (BT-22). */
function noteOf({ reason, corrections }: PrintedDocument): string | null {
  const reasons = [reason, ...corrections.map((correction) => correction.reason)].filter((one) => one !== null);
  return reasons.length === 0 ? null : reasons.map(printable).join('; ');
}

function wholePeriod(lines: readonly PrintedLine[]): UblNode {
  const days = lines.flatMap(({ period }) => [period.first, period.last]).sort();
  return { 'cbc:StartDate': days[0] ?? null, 'cbc:EndDate': days.at(-1) ?? null };
}

/** BR-IC-12: where an intra-community supply goes to. */
function deliveryTo(country: unknown): UblNode {
  return { 'cac:DeliveryLocation': { 'cac:Address': { 'cac:Country': { 'cbc:IdentificationCode': String(country) } } } };
}

function taxTotal({ currency, taxes, totals }: PrintedDocument): UblNode {
  const kinds = new Map<string, PrintedTax[]>();
  for (const tax of taxes) kinds.set(kindOf(tax), [...(kinds.get(kindOf(tax)) ?? []), tax]);
  return {
    'cbc:TaxAmount': money(totals.tax, currency),
    'cac:TaxSubtotal': [...kinds.values()].map((same) => ({
      'cbc:TaxableAmount': money(sum(same.map(({ taxableAmount }) => taxableAmount), currency), currency),
      'cbc:TaxAmount': money(sum(same.map(({ taxAmount }) => taxAmount), currency), currency),
      'cac:TaxCategory': taxCategory(same[0], reasonsOf(same)),
    })),
  };
}

/** Different reasons in one category are one text: a code can stand for one of them only. */
function reasonsOf(taxes: readonly PrintedTax[]): UblNode {
  const codes = new Set(taxes.map(({ reasonCode }) => reasonCode));
  const [code = null] = codes;
  const isOne = codes.size === 1;
  const texts = [...new Set(taxes.map(({ reason, reasonCode }) => (reason === null ? (isOne ? null : reasonCode) : printable(reason))))].filter((text) => text !== null);
  return given({ 'cbc:TaxExemptionReasonCode': isOne ? code : null, 'cbc:TaxExemptionReason': texts.length === 0 ? null : texts.join('; ') });
}

function kindOf({ category, percentage }: PrintedTax): string {
  return `${category} ${percentage}`;
}

/** Category O has no rate (BR-O-05). */
function taxCategory(tax: PrintedTax | undefined, reasons: UblNode = {}): UblNode {
  return given({
    'cbc:ID': tax?.category ?? null,
    'cbc:Percent': tax === undefined || tax.category === 'O' ? null : tax.percentage,
    ...reasons,
    'cac:TaxScheme': { 'cbc:ID': 'VAT' },
  });
}

/** BR-CO-10, 13, 15 and 16: the lines, after discounts, credit offsets and credit, come to the net total, and with tax to what is payable. */
function monetaryTotal({ currency, totals }: PrintedDocument, lines: readonly PrintedLine[]): UblNode {
  const net = sum(lines.map(({ netAmount }) => netAmount), currency);
  return given({
    'cbc:LineExtensionAmount': money(net, currency),
    'cbc:TaxExclusiveAmount': money(net, currency),
    'cbc:TaxInclusiveAmount': money(sum([net, totals.tax], currency), currency),
    'cbc:PayableAmount': money(totals.total, currency),
  });
}

function documentLine(line: PrintedLine, index: number, { kind, currency, taxes }: PrintedDocument): UblNode {
  const tax = taxes[line.taxes[0] ?? 0];
  const allowances = [
    ...line.discounts.map((amount) => ({ amount: withoutTax(new Decimal(amount).negated(), tax, currency), reasons: DISCOUNT })),
    ...(line.creditOffset === null ? [] : [{ amount: withoutTax(new Decimal(line.creditOffset).negated(), tax, currency), reasons: CREDIT_OFFSET }]),
    ...line.credits.map((amount) => ({ amount: withoutTax(new Decimal(amount).negated(), tax, currency), reasons: CREDIT })),
  ];
  const priced = new Decimal(sum([line.netAmount, ...allowances.map(({ amount }) => amount)], currency));
  const quantity = quantityFor(line, priced);
  return given({
    'cbc:ID': String(index + 1),
    [WORDS[kind].quantity]: { '@unitCode': UNIT, '#': quantity.toFixed() },
    'cbc:LineExtensionAmount': money(line.netAmount, currency),
    'cac:InvoicePeriod': { 'cbc:StartDate': line.period.first, 'cbc:EndDate': line.period.last },
    'cac:AllowanceCharge': allowances.length === 0 ? null : allowances.map((one) => allowance(one, currency)),
    'cac:Item': given({
      'cbc:Name': printable(line.description),
      'cac:ClassifiedTaxCategory': taxCategory(tax),
      'cac:AdditionalItemProperty': line.dimensions.length === 0 ? null : line.dimensions.map(([name, value]) => ({ 'cbc:Name': printable(name), 'cbc:Value': printable(value) })),
    }),
    'cac:Price': { 'cbc:PriceAmount': money(fixed(priced.abs(), currency), currency), 'cbc:BaseQuantity': { '@unitCode': UNIT, '#': quantity.abs().toFixed() } },
  });
}

/** Why something is taken off a line, and why it is put back. */
interface AllowanceReasons {
  readonly given: UblNode;
  readonly takenBack: UblNode;
}

const DISCOUNT: AllowanceReasons = { given: { 'cbc:AllowanceChargeReasonCode': DISCOUNT_CODE }, takenBack: { 'cbc:AllowanceChargeReason': 'Discount taken back' } };
const CREDIT_OFFSET: AllowanceReasons = { given: { 'cbc:AllowanceChargeReason': 'Credited already' }, takenBack: { 'cbc:AllowanceChargeReason': 'Credited already' } };
const CREDIT: AllowanceReasons = { given: { 'cbc:AllowanceChargeReason': 'Credit drawn' }, takenBack: { 'cbc:AllowanceChargeReason': 'Credit given back' } };

/** What is taken back is a charge: neither has a negative amount. */
function allowance({ amount, reasons }: { readonly amount: string; readonly reasons: AllowanceReasons }, currency: PrintedDocument['currency']): UblNode {
  const isCharge = amount.startsWith('-');
  const reason = isCharge ? reasons.takenBack : reasons.given;
  return { 'cbc:ChargeIndicator': String(isCharge), ...reason, 'cbc:Amount': money(isCharge ? amount.slice(1) : amount, currency) };
}

/** A price is never negative (BR-27), so what is given back has a negative quantity. Where that is not the line's own, it is one. */
function quantityFor({ quantity }: PrintedLine, priced: Decimal): Decimal {
  const own = new Decimal(quantity ?? 0);
  const isFitting = !own.isZero() && (priced.isZero() || own.isNegative() === priced.isNegative());
  return isFitting ? own : new Decimal(priced.isNegative() && !priced.isZero() ? -1 : 1);
}

/** A discount on a price that holds tax is one on the tax as well. */
function withoutTax(discount: Decimal, tax: PrintedTax | undefined, currency: PrintedDocument['currency']): string {
  const held = tax?.isInclusive === true ? new Decimal(tax.percentage) : ZERO;
  return fixed(discount.times(100).div(held.plus(100)), currency);
}

function sum(amounts: readonly string[], currency: PrintedDocument['currency']): string {
  return fixed(amounts.reduce((total, amount) => total.plus(amount), ZERO), currency);
}

function fixed(amount: Decimal, currency: PrintedDocument['currency']): string {
  return amount.toFixed(exponentOf(currency));
}

function money(amount: string, currency: PrintedDocument['currency']): UblNode {
  return { '@currencyID': currency, '#': amount };
}
