/** Voids: credit taken back from a lot before it was used. */
import { readAmount } from '../amountField.ts';
import type { CurrencyCode } from '../currency.ts';
import { readObject, readText, readWord } from '../fields.ts';
import type { Instant } from '../instant.ts';

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
  readonly destination?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

const TEXT_LIMIT = 500;

/** Reads a void. Errors, in order: `amount` as `readAmount`; `destination` INVALID_VALUE; `reason` as `readText`. */
export function parseVoid(input: VoidInput, currency: CurrencyCode): GrantVoid['terms'] {
  const of = readObject(input, []);
  const field = (name: string) => ({ of, name, path: [] });
  return {
    amount: readAmount(field('amount'), currency),
    destination: readWord(field('destination'), VOID_DESTINATIONS) ?? 'CUSTOMER_CREDIT',
    reason: readText(field('reason'), TEXT_LIMIT),
  };
}
