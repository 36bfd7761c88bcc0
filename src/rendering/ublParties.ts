/** Seller and buyer in UBL: BG-4 and BG-7 of EN 16931. */
import { refuseUnless } from '../core/errors.ts';
import type { JsonObject } from '../core/json.ts';
import type { Parties } from '../core/parties.ts';
import type { TaxCategory } from '../core/taxRate.ts';
import { printable } from './printableText.ts';
import { type UblNode, given } from './ublNode.ts';

/** A VAT identifier begins with its country (BR-CO-09). */
const VAT_ID = /^[A-Z]{2}[0-9A-Z+*]+$/;

/**
 * Refuses with INVALID_STATE a seller without country (BR-09) or without a number that the categories need: a tax number
 * (BR-S-02, BR-Z-02, BR-E-02, BR-AE-02), which begins with its country for categories K and G (BR-IC-02, BR-G-02); in category O, which shows
 * no VAT identifier (BR-O-02), any number at all (BR-CO-26).
 */
export function ublSeller({ name, address, taxNumber, registrationNumber }: Parties['seller'], categories: readonly TaxCategory[]): UblNode {
  const postal = postalAddress(address, 'the seller');
  const number = taxNumber === null ? null : compact(taxNumber);
  const isOutside = categories.includes('O');
  refuseUnless(isOutside || number !== null, 'INVALID_STATE', 'has no tax number of the seller; EN 16931 needs it');
  const needsVatId = categories.some((category) => category === 'K' || category === 'G');
  refuseUnless(!needsVatId || VAT_ID.test(number ?? ''), 'INVALID_STATE', 'has no VAT identifier of the seller that begins with a country code; EN 16931 needs it for categories K and G');
  refuseUnless(!isOutside || number !== null || registrationNumber !== null, 'INVALID_STATE', 'has neither tax nor registration number of the seller; EN 16931 needs one');
  // A seller that no VAT identifier names is named by one of its other numbers.
  const isNamed = registrationNumber !== null || (!isOutside && VAT_ID.test(number ?? ''));
  const scheme = isOutside || number === null ? null : { 'cbc:CompanyID': number, 'cac:TaxScheme': { 'cbc:ID': VAT_ID.test(number) ? 'VAT' : 'TAX' } };
  return party({ identification: isNamed ? null : number, name, postal, scheme, legalId: registrationNumber });
}

/**
 * Refuses with INVALID_STATE a buyer without country (BR-11), or without a tax number in categories AE and K (BR-AE-02), which begins
 * with its country for K (BR-IC-02).
 */
export function ublBuyer({ name, address, taxNumber }: Parties['buyer'], categories: readonly TaxCategory[]): UblNode {
  const postal = postalAddress(address, 'the buyer');
  const number = taxNumber === null ? null : compact(taxNumber);
  const isVatId = VAT_ID.test(number ?? '');
  refuseUnless(!categories.includes('AE') || number !== null, 'INVALID_STATE', 'has no tax number of the buyer; EN 16931 needs it for category AE');
  refuseUnless(!categories.includes('K') || isVatId, 'INVALID_STATE', 'has no VAT identifier of the buyer that begins with a country code; EN 16931 needs it for category K');
  const showsVatId = isVatId && !categories.includes('O');
  const scheme = showsVatId ? { 'cbc:CompanyID': number, 'cac:TaxScheme': { 'cbc:ID': 'VAT' } } : null;
  return party({ identification: null, name, postal, scheme, legalId: isVatId ? null : number });
}

interface PartyParts {
  readonly identification: string | null;
  readonly name: string;
  readonly postal: UblNode;
  readonly scheme: UblNode | null;
  readonly legalId: string | null;
}

function party({ identification, name, postal, scheme, legalId }: PartyParts): UblNode {
  return {
    'cac:Party': given({
      'cac:PartyIdentification': identification === null ? null : { 'cbc:ID': identification },
      'cac:PartyName': { 'cbc:Name': printable(name) },
      'cac:PostalAddress': postal,
      'cac:PartyTaxScheme': scheme,
      'cac:PartyLegalEntity': given({ 'cbc:RegistrationName': printable(name), 'cbc:CompanyID': legalId === null ? null : printable(legalId) }),
    }),
  };
}

function postalAddress(address: JsonObject | null, whose: string): UblNode {
  const text = (name: string) => {
    const value = address?.[name];
    return typeof value === 'string' ? printable(value) : null;
  };
  const country = text('country');
  refuseUnless(/^[A-Z]{2}$/.test(country ?? ''), 'INVALID_STATE', `has no country in the address of ${whose}; EN 16931 needs its ISO 3166-1 code`);
  return given({
    'cbc:StreetName': text('line1'),
    'cbc:AdditionalStreetName': text('line2'),
    'cbc:CityName': text('city'),
    'cbc:PostalZone': text('postalCode'),
    'cbc:CountrySubentity': text('region'),
    'cac:Country': { 'cbc:IdentificationCode': country },
  });
}

/** Tax numbers are often written in groups. */
function compact(number: string): string {
  return printable(number).replaceAll(' ', '');
}
