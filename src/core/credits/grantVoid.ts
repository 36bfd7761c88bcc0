/** Voids: credit taken back from a lot before it was used. */
import { readAmount } from '../amountField.ts';
import type { CurrencyCode } from '../currency.ts';
import { Decimal, decimalText } from '../decimal.ts';
import { refuseUnless } from '../errors.ts';
import { type Field, readObject, readText, readWord } from '../fields.ts';
import type { Instant } from '../instant.ts';
import type { JsonObject } from '../json.ts';
import { type GrantUnit, readUnits } from './creditUnit.ts';

/** What becomes of paid credit that is voided; the SDL's enum `VoidDestination` lists the same words. */
export const VOID_DESTINATIONS = ['CUSTOMER_CREDIT', 'BREAKAGE'] as const;
export type VoidDestination = (typeof VOID_DESTINATIONS)[number];

/** A void as it was recorded. How much it took, its journal says. */
export interface GrantVoid {
  readonly customerId: string;
  readonly grantId: string;
  readonly terms: {
    /** In minor units; null for all that was left. */
    readonly amount: bigint | null;
    /** What was asked for in the grant's unit, of which the amount is the worth; absent if it was asked for in money. */
    readonly units?: Decimal;
    readonly destination: VoidDestination;
    readonly reason: string | null;
  };
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
}

/** A void as it is asked for: decimals as text. */
export interface VoidInput {
  readonly amount?: string | null | undefined;
  /** The code of the grant's unit, if `amount` is in it. */
  readonly unit?: string | null | undefined;
  readonly destination?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

const TEXT_LIMIT = 500;

/** What is asked of a grant: as much, or all that is left. */
export type AskedOfGrant = Pick<GrantVoid['terms'], 'amount' | 'units'>;

/**
 * Reads a void. Errors, in order: `unit` and `amount` as `readAsked`; `destination` INVALID_VALUE; `reason` as `readText`.
 */
export function parseVoid(input: VoidInput, currency: CurrencyCode, unit: GrantUnit | null = null): GrantVoid['terms'] {
  const of = readObject(input, []);
  const field = (name: string) => ({ of, name, path: [] });
  return {
    ...readAsked(input, currency, unit),
    destination: readWord(field('destination'), VOID_DESTINATIONS) ?? 'CUSTOMER_CREDIT',
    reason: readText(field('reason'), TEXT_LIMIT),
  };
}

/** Reads how much is asked of a grant: in money, or in its unit. Errors, in order: `unit` UNIT_MISMATCH; `amount` as `readAmount`, or as `readUnits`. */
export function readAsked(input: Pick<VoidInput, 'amount' | 'unit'>, currency: CurrencyCode, unit: GrantUnit | null): AskedOfGrant {
  const field: Field = { of: { ...input }, name: 'amount', path: [] };
  if ((input.unit ?? null) === null) return { amount: readAmount(field, currency) };
  refuseUnless(unit !== null && unit.code === input.unit, 'UNIT_MISMATCH', unit === null ? `is not what the grant is in: ${currency}` : `is not the grant's ${unit.code}`, ['unit']);
  const read = readUnits(field, unit, currency);
  return read === null ? { amount: null } : { amount: read.amount, units: read.units };
}

/** What is stored of what was asked, amounts as texts; `readVoidTerms` reads it back. */
export function voidTermsJson({ amount, units, ...others }: GrantVoid['terms']): JsonObject {
  return { ...others, amount: amount === null ? null : String(amount), ...(units && { units: decimalText(units) }) };
}

export function readVoidTerms(stored: JsonObject): GrantVoid['terms'] {
  const { amount, units, ...others } = stored as unknown as Omit<GrantVoid['terms'], 'amount' | 'units'> & { readonly amount: string | null; readonly units?: string };
  return { ...others, amount: amount === null ? null : BigInt(amount), ...(units !== undefined && { units: new Decimal(units) }) };
}
