/** Sellers: what the law wants a document to say of who issues it. */
import { type InputObject, readText } from './fields.ts';
import { type JsonObject, checkJsonObject } from './json.ts';

/** Each is null until it is said. */
export interface SellerDetails {
  /** As it is registered; documents use the tenant's name without it. */
  readonly legalName: string | null;
  readonly address: JsonObject | null;
  /** As tax authorities know the seller, for example a VAT id. */
  readonly taxNumber: string | null;
  /** In the register of companies. */
  readonly registrationNumber: string | null;
}

export const NO_DETAILS: SellerDetails = { legalName: null, address: null, taxNumber: null, registrationNumber: null };

const NAME_LIMIT = 500;
const NUMBER_LIMIT = 100;
const ADDRESS_MAX_BYTES = 8192;

/**
 * Reads what `input` says; a field that is undefined stays as in `before`, null takes it back.
 * Errors, in order: INVALID_VALUE and TOO_LONG at each of `legalName`, `address` (as `checkJsonObject`), `taxNumber`, `registrationNumber`.
 */
export function changeSellerDetails(before: SellerDetails, input: InputObject): SellerDetails {
  const text = (name: keyof SellerDetails, limit: number) => readText({ of: input, name, path: [] }, limit);
  const { legalName, address, taxNumber, registrationNumber } = input;
  return {
    legalName: legalName === undefined ? before.legalName : text('legalName', NAME_LIMIT),
    address: address === undefined ? before.address : address === null ? null : checkJsonObject(address, { maxBytes: ADDRESS_MAX_BYTES }, ['address']).object,
    taxNumber: taxNumber === undefined ? before.taxNumber : text('taxNumber', NUMBER_LIMIT),
    registrationNumber: registrationNumber === undefined ? before.registrationNumber : text('registrationNumber', NUMBER_LIMIT),
  };
}

/** Reads a tax number, null if absent. Errors: INVALID_VALUE, TOO_LONG at `taxNumber`. */
export function parseTaxNumber(taxNumber: unknown): string | null {
  return readText({ of: { taxNumber }, name: 'taxNumber', path: [] }, NUMBER_LIMIT);
}

/** Only what is said; `changeSellerDetails(NO_DETAILS, ...)` reads it back. */
export function sellerJson({ legalName, address, taxNumber, registrationNumber }: SellerDetails): JsonObject {
  return {
    ...(legalName === null ? {} : { legalName }),
    ...(address === null ? {} : { address }),
    ...(taxNumber === null ? {} : { taxNumber }),
    ...(registrationNumber === null ? {} : { registrationNumber }),
  };
}
