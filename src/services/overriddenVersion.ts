/** Overridden versions to be: a published version with prices of one subscription's own, checked like a plan's, and their ids. */
import { BillingError, type FieldPath } from '../core/errors.ts';
import { canonicalJson } from '../core/json.ts';
import { type PriceOverrides, isWithoutOverrides, overriddenIdentity, overriddenPrices, overridingPriceId, parsePriceOverrides, priceOverridesJson } from '../core/priceOverrides.ts';
import { taxRateCodesOf } from '../core/plan.ts';
import { type Price, checkPriceForMeter, priceJson } from '../core/pricing/price.ts';
import { findMetersByCode } from '../repositories/meters.ts';
import { type OverriddenVersion, type PublishedPrice, type PublishedVersion, findVersions } from '../repositories/plans.ts';
import type { Database } from '../store/database.ts';
import { refusePersonalPrices } from './personalData.ts';

/** Overrides as a client gives them, and where in its input they stand. */
export interface OverridesInput {
  readonly overrides: object;
  readonly path: FieldPath;
}

/** The published version beneath one that may have overridden prices. */
export async function publishedBase(db: Database, tenantId: string, version: PublishedVersion): Promise<PublishedVersion> {
  if (version.baseId === null) return version;
  const [base] = await findVersions(db, tenantId, [version.baseId]);
  return base ?? version;
}

/**
 * A published version with a subscription's overrides; without any, the version itself. An override that says what the plan
 * says is the plan's own price, and the same override of the same version is always the same price: its lines go on.
 * Errors, in order: those of `parsePriceOverrides`; NOT_FOUND at a price's `meterCode`; a price its meter cannot serve.
 */
export async function withPriceOverrides(db: Database, tenantId: string, subscriptionId: string, base: PublishedVersion, { overrides: input, path }: OverridesInput): Promise<PublishedVersion | OverriddenVersion> {
  const overrides = parsePriceOverrides(input, path, base);
  if (isWithoutOverrides(overrides)) return base;
  const meters = await metersOf(db, tenantId, overrides, path);
  const own = new Map(base.prices.map((price) => [price.terms.code, price]));
  const prices = overriddenPrices(base.prices, overrides, (terms, ordinal): PublishedPrice => {
    const published = own.get(terms.code);
    const text = canonicalJson(priceJson(terms));
    if (published && canonicalJson(priceJson(published.terms)) === text) return published;
    const id = overridingPriceId({ subscriptionId, baseVersionId: base.id }, { code: terms.code, terms: text }, base.publishedAt);
    return { id, ordinal, terms, meter: terms.meterCode === null ? null : (meters.get(terms.meterCode) ?? null), taxRateCodes: taxRateCodesOf(terms, base) };
  });
  const written = { overrides: canonicalJson(priceOverridesJson(overrides)), priceIds: canonicalJson(prices.map((price) => price.id)) };
  const { digest, id } = overriddenIdentity({ planId: base.planId, baseVersionId: base.id, subscriptionId, currency: base.currency, ...written }, base.publishedAt);
  return { ...base, id, digest, prices, baseId: base.id, overrides, subscriptionId };
}

/** Whether a version is one of a subscription's own, which must be kept with what refers to it. */
export function isOverridden(version: PublishedVersion | OverriddenVersion): version is OverriddenVersion {
  return 'subscriptionId' in version;
}

async function metersOf(db: Database, tenantId: string, { replaced, added }: PriceOverrides, path: FieldPath) {
  const priced = [...placed(replaced, [...path, 'replaced']), ...placed(added, [...path, 'added'])];
  const codes = [...new Set(priced.flatMap(({ price }) => price.meterCode ?? []))];
  const meters = new Map((await findMetersByCode(db, tenantId, codes)).map((meter) => [meter.code, meter]));
  await refusePersonalPrices(db, tenantId, priced.map(({ price, place }) => ({ price, meter: meters.get(price.meterCode ?? '') ?? null, path: [...place, 'model'] })));
  for (const { price, place } of priced) {
    if (price.meterCode === null) continue;
    const meter = meters.get(price.meterCode);
    if (!meter) throw new BillingError('NOT_FOUND', 'is not a meter', [...place, 'meterCode']);
    checkPriceForMeter(price, meter, place);
  }
  return meters;
}

function placed(prices: readonly Price[], path: FieldPath) {
  return prices.map((price, index) => ({ price, place: [...path, String(index)] }));
}
