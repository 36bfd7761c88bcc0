/** Price overrides: what one subscription is charged otherwise than its plan version says. */
import { type CatalogPrice, type CatalogVersion, isCommitment } from './catalog.ts';
import { digestOf } from './digest.ts';
import { BillingError, type FieldPath, refuseUnless } from './errors.ts';
import { type Field, pathOf, readList, readObject } from './fields.ts';
import { deriveId } from './identity.ts';
import type { Instant } from './instant.ts';
import type { JsonObject } from './json.ts';
import { parseKey } from './key.ts';
import type { Interval } from './period.ts';
import { COMMITMENT_CODE, PRICE_LIMIT, inPlan } from './plan.ts';
import { parsePrice, type Price, priceJson } from './pricing/price.ts';

/** Prices in place of the plan's of the same code, prices beside them, and codes of the plan's that are not charged. */
export interface PriceOverrides {
  readonly replaced: readonly Price[];
  readonly added: readonly Price[];
  readonly removed: readonly string[];
}

/**
 * Reads `{ replaced added removed }` against the published version that is overridden. Errors, in order: each list TOO_MANY
 * above 100, its prices as `parsePrice`, its codes as `parseKey`; CONFLICT at a code that was given before;
 * INVALID_VALUE at the code of the minimum commitment; NOT_FOUND at a code to replace or remove that the plan lacks, CONFLICT
 * at one to add that it has; INVALID_VALUE at `meterCode` of a price that measures otherwise than the one it replaces;
 * REQUIRED if no price is left, TOO_MANY above 100.
 */
export function parsePriceOverrides(input: unknown, path: FieldPath, base: Pick<CatalogVersion, 'interval' | 'prices'>): PriceOverrides {
  const of = readObject(input, path);
  const field = (name: keyof PriceOverrides): Field => ({ of, name, path });
  const overrides = {
    replaced: readPrices(field('replaced'), base.interval),
    added: readPrices(field('added'), base.interval),
    removed: readList(field('removed'), PRICE_LIMIT).map((code, index) => parseKey(code, [...path, 'removed', String(index)])),
  };
  const own = new Map(base.prices.filter((price) => !isCommitment(price)).map((price) => [price.terms.code, price.terms]));
  refuseWrongCodes(overrides, own, path);
  const left = own.size + overrides.added.length - overrides.removed.length;
  refuseUnless(left > 0, 'REQUIRED', 'leave no price', path);
  refuseUnless(left <= PRICE_LIMIT, 'TOO_MANY', `make more than ${PRICE_LIMIT} prices`, path);
  return overrides;
}

/** In the shape of the input: `parsePriceOverrides` reads it back to the same. */
export function priceOverridesJson({ replaced, added, removed }: PriceOverrides): JsonObject {
  return { replaced: replaced.map(priceJson), added: added.map(priceJson), removed: [...removed] };
}

/** Whether everything is charged as the plan says. */
export function isWithoutOverrides({ replaced, added, removed }: PriceOverrides): boolean {
  return replaced.length === 0 && added.length === 0 && removed.length === 0;
}

/** The base's prices with the overrides applied: what is not overridden is the very price it was. A commitment stays last. */
export function overriddenPrices<Own extends CatalogPrice>(base: readonly Own[], { replaced, added, removed }: PriceOverrides, toPrice: (terms: Price, ordinal: number) => Own): Own[] {
  const instead = new Map(replaced.map((terms) => [terms.code, terms]));
  const isGone = new Set(removed);
  const kept = base
    .filter((price) => !isCommitment(price) && !isGone.has(price.terms.code))
    .map((price) => {
      const terms = instead.get(price.terms.code);
      return terms === undefined ? price : toPrice(terms, price.ordinal);
    });
  return [...kept, ...added.map((terms, index) => toPrice(terms, base.length + index)), ...base.filter(isCommitment)];
}

/** What names a version with overridden prices: the same of all these is the same version. */
export interface OverriddenTerms {
  readonly planId: string;
  readonly baseVersionId: string;
  readonly subscriptionId: string;
  readonly currency: string;
  /** Canonical JSON. */
  readonly overrides: string;
  readonly priceIds: string;
}

/** The digest and the id of a version with overridden prices. `publishedAt` is its base's. */
export function overriddenIdentity(terms: OverriddenTerms, publishedAt: Instant): { readonly digest: string; readonly id: string } {
  const { planId, baseVersionId, subscriptionId, currency, overrides, priceIds } = terms;
  const digest = digestOf('neruba.overridden-version.v1', [planId, baseVersionId, subscriptionId, currency, overrides, priceIds]);
  return { digest, id: deriveId('overridden-version', publishedAt, [subscriptionId, baseVersionId, digest]) };
}

/** The id of an overriding price, whose terms are canonical JSON. `publishedAt` is the base's. */
export function overridingPriceId({ subscriptionId, baseVersionId }: Pick<OverriddenTerms, 'subscriptionId' | 'baseVersionId'>, price: { readonly code: string; readonly terms: string }, publishedAt: Instant): string {
  return deriveId('overriding-price', publishedAt, [subscriptionId, baseVersionId, price.code, price.terms]);
}

function readPrices(field: Field, interval: Interval): Price[] {
  return readList(field, PRICE_LIMIT).map((price, index) => inPlan(parsePrice(price, [...pathOf(field), String(index)]), interval));
}

function refuseWrongCodes({ replaced, added, removed }: PriceOverrides, own: ReadonlyMap<string, Price>, path: FieldPath): void {
  const places = [
    ...replaced.map(({ code }, index) => ({ code, place: [...path, 'replaced', String(index), 'code'], isOwn: true })),
    ...added.map(({ code }, index) => ({ code, place: [...path, 'added', String(index), 'code'], isOwn: false })),
    ...removed.map((code, index) => ({ code, place: [...path, 'removed', String(index)], isOwn: true })),
  ];
  const seen = new Set<string>();
  for (const { code, place, isOwn } of places) {
    refuseUnless(!seen.has(code), 'CONFLICT', 'is given twice', place);
    refuseUnless(code !== COMMITMENT_CODE, 'INVALID_VALUE', 'is the minimum commitment of plans, which is not overridden', place);
    if (own.has(code) !== isOwn) throw isOwn ? new BillingError('NOT_FOUND', 'is not a price of the plan', place) : new BillingError('CONFLICT', 'is a price of the plan: replace it', place);
    seen.add(code);
  }
  for (const [index, price] of replaced.entries()) {
    const isSame = own.get(price.code)?.meterCode === price.meterCode;
    refuseUnless(isSame, 'INVALID_VALUE', 'is not the meter of the price that is replaced', [...path, 'replaced', String(index), 'meterCode']);
  }
}
