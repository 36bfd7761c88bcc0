/** Tax rate versions to be: what a client gives, the rows of it, and when two are the same. */
import { deriveId } from '../core/identity.ts';
import type { Instant } from '../core/instant.ts';
import { canonicalJson } from '../core/json.ts';
import { type TaxRate, taxRateJson } from '../core/taxRate.ts';
import type { PublishedTaxRateVersion } from '../repositories/taxRates.ts';

export interface TaxRateInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly code: string;
  readonly effectiveFrom?: Instant | null | undefined;
}

/** Its id follows from the rate and the number. */
export function newTaxRateVersion(terms: TaxRate, place: Omit<PublishedTaxRateVersion, keyof TaxRate | 'id'>): PublishedTaxRateVersion {
  return { ...terms, ...place, id: deriveId('tax-rate-version', place.publishedAt, [place.taxRateId, BigInt(place.number)]) };
}

type Terms = TaxRate & { readonly effectiveFrom: Instant | null };

export function isSameVersion(a: Terms, b: Terms): boolean {
  return a.effectiveFrom === b.effectiveFrom && canonicalJson(taxRateJson(a)) === canonicalJson(taxRateJson(b));
}
