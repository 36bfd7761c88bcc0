/** Plan versions to be: the terms a client gave, checked against the tenant's meters and given their ids. */
import { refuseUnknownRates } from '../core/billingTerms.ts';
import { type Allowance, namedIn, parseAllowances } from '../core/credits/allowance.ts';
import { digestOf } from '../core/digest.ts';
import { BillingError } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import type { Instant } from '../core/instant.ts';
import { canonicalJson } from '../core/json.ts';
import { type PlanVersion, chargedPrices, parsePlanVersion, planVersionJson } from '../core/plan.ts';
import { checkPriceForMeter } from '../core/pricing/price.ts';
import { findMetersByCode } from '../repositories/meters.ts';
import type { NewVersion } from '../repositories/plans.ts';
import { findTaxRatesByCode } from '../repositories/taxRates.ts';
import type { Database } from '../store/database.ts';
import { unitsInForce } from './creditUnits.ts';
import { refusePersonalPrices } from './personalData.ts';

/** The terms of a version and the digest by which two versions are compared. */
export interface VersionTerms {
  readonly terms: PlanVersion;
  readonly digest: string;
  /** By price given, in order. */
  readonly meterIds: readonly (string | null)[];
}

/** Errors, in order: those of `parsePlanVersion`; NOT_FOUND at a price's `meterCode`; a price its meter cannot serve; INVALID_STATE at a price's `model` that reads a personal property; NOT_FOUND at `taxRateCodes` of the plan and of a price; those of `parseAllowances`. */
export async function readVersionTerms(db: Database, tenantId: string, input: object, now: Instant): Promise<VersionTerms> {
  const given = parsePlanVersion(input);
  const codes = [...new Set(given.prices.flatMap(({ meterCode }) => (meterCode === null ? [] : [meterCode])))];
  const meters = new Map((await findMetersByCode(db, tenantId, codes)).map((meter) => [meter.code, meter]));
  const meterIds = given.prices.map((price, index) => {
    if (price.meterCode === null) return null;
    const path = ['prices', String(index)];
    const meter = meters.get(price.meterCode);
    if (!meter) throw new BillingError('NOT_FOUND', 'is not a meter', [...path, 'meterCode']);
    checkPriceForMeter(price, meter, path);
    return meter.id;
  });
  await refusePersonalPrices(db, tenantId, given.prices.map((price, index) => ({ price, meter: meters.get(price.meterCode ?? '') ?? null, path: ['prices', String(index), 'model'] })));
  await refuseUnknownTaxRates(db, tenantId, given);
  const allowances = await readAllowances(db, tenantId, input, { plan: given, now });
  const terms = { ...given, ...(allowances.length > 0 && { allowances }) };
  return { terms, meterIds, digest: digestOf('neruba.plan-version.v1', [canonicalJson(planVersionJson(terms))]) };
}

/** Units count at the rate in force now, which the version keeps. */
async function readAllowances(db: Database, tenantId: string, input: object, { plan, now }: { readonly plan: PlanVersion; readonly now: Instant }): Promise<Allowance[]> {
  const { unitCodes, meterCodes } = namedIn(input);
  const units = await unitsInForce(db, tenantId, unitCodes, { currency: plan.currency, now });
  const meters = await findMetersByCode(db, tenantId, meterCodes);
  const priceCodes = new Set(chargedPrices(plan).map(({ code }) => code));
  return parseAllowances(input, { currency: plan.currency, interval: plan.interval, priceCodes, meterCodes: new Set(meters.map(({ code }) => code)), units });
}

async function refuseUnknownTaxRates(db: Database, tenantId: string, { taxRateCodes, prices }: PlanVersion): Promise<void> {
  const codes = new Set([...taxRateCodes, ...prices.flatMap((price) => price.taxRateCodes)]);
  const known = new Set((await findTaxRatesByCode(db, tenantId, [...codes])).map(({ code }) => code));
  refuseUnknownRates(taxRateCodes, known);
  for (const [index, price] of prices.entries()) refuseUnknownRates(price.taxRateCodes, known, ['prices', String(index)]);
}

/** The rows of a version: its ids follow from the plan, the number and the price codes. */
export function newVersion({ terms, meterIds, digest }: VersionTerms, { planId, number, publishedAt }: { planId: string; number: number; publishedAt: Instant }): NewVersion {
  const id = deriveId('plan-version', publishedAt, [planId, BigInt(number)]);
  const prices = chargedPrices(terms).map(({ code }, index) => ({ id: deriveId('price', publishedAt, [id, code]), meterId: meterIds[index] ?? null }));
  return { id, planId, number, digest, publishedAt, terms, prices };
}
