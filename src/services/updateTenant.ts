/** Changes what documents say of the seller, and the terms of all its customers. Issued documents keep what they say. */
import { refuseUnknownRates } from '../core/billingTerms.ts';
import { invariant } from '../core/invariant.ts';
import { type Tenant, type TenantChanges, changeTenant } from '../core/tenant.ts';
import { findTaxRatesByCode } from '../repositories/taxRates.ts';
import { lockTenant, saveTenantBilling } from '../repositories/tenants.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';

/** Errors, in order: as `refuseLimited`; those of `changeTenant`; NOT_FOUND at `taxRateCodes`. */
export async function updateTenant(engine: Engine, actor: TenantActor, changes: TenantChanges): Promise<Tenant> {
  refuseLimited(actor);
  return await engine.store.transaction(async (tx) => {
    const tenant = await lockTenant(tx, actor.tenantId);
    invariant(tenant, 'the tenant of a key exists');
    const changed = changeTenant(tenant, changes);
    const known = await findTaxRatesByCode(tx, tenant.id, changed.taxRateCodes);
    refuseUnknownRates(changed.taxRateCodes, new Set(known.map(({ code }) => code)));
    await saveTenantBilling(tx, changed);
    return changed;
  });
}
