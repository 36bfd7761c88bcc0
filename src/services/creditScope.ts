/** The scope of a grant, held against the catalog. */
import { type GrantTerms, resolveScope } from '../core/credits/grant.ts';
import { findMetersByCode } from '../repositories/meters.ts';
import { findPlansByCode, findPriceCodes } from '../repositories/plans.ts';
import type { Database } from '../store/database.ts';

/** The terms with the ids of the plans that they name. Errors: NOT_FOUND at the first code in `scope` that names nothing. */
export async function scopeInCatalog<Terms extends GrantTerms>(db: Database, tenantId: string, terms: Terms): Promise<Terms> {
  const { scope } = terms;
  if (scope === null) return terms;
  const meters = await findMetersByCode(db, tenantId, scope.meterCodes ?? []);
  const priceCodes = await findPriceCodes(db, tenantId, scope.priceCodes ?? []);
  const plans = await findPlansByCode(db, tenantId, scope.planCodes ?? []);
  return resolveScope(terms, {
    meterCodes: new Set(meters.map(({ code }) => code)),
    priceCodes: new Set(priceCodes),
    planIds: new Map(plans.map(({ code, id }) => [code, id])),
  });
}
