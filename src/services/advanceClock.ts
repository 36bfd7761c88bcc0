/** Moves a sandbox tenant's clock forward. */
import { BillingError } from '../core/errors.ts';
import { type Instant, instantText } from '../core/instant.ts';
import type { Tenant } from '../core/tenant.ts';
import { lockTenant, saveTenantClock } from '../repositories/tenants.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';

/** The present time again changes nothing. Errors, in order: as `refuseLimited`; INVALID_STATE for a tenant in real time; OUT_OF_RANGE for an earlier time. */
export async function advanceClock(engine: Engine, actor: TenantActor, to: Instant): Promise<Tenant> {
  refuseLimited(actor);
  return await engine.store.transaction(async (tx) => {
    const tenant = await lockTenant(tx, actor.tenantId);
    if (!tenant || tenant.clockAt === null) throw new BillingError('INVALID_STATE', 'only a sandbox has a clock that can be moved');
    if (to < tenant.clockAt) throw new BillingError('OUT_OF_RANGE', `lies before the sandbox's time, ${instantText(tenant.clockAt)}`, ['to']);
    if (to > tenant.clockAt) await saveTenantClock(tx, tenant.id, to);
    return { ...tenant, clockAt: to };
  });
}
