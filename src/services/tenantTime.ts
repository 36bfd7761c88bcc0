/** A tenant's time: its own clock if it is a sandbox, real time otherwise. */
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { Tenant } from '../core/tenant.ts';
import { findTenant } from '../repositories/tenants.ts';
import type { Database } from '../store/database.ts';
import type { Engine } from './engine.ts';

/** A tenant and what it takes for now. */
export interface TenantAtNow {
  readonly tenant: Tenant;
  readonly now: Instant;
}

export async function loadTenantAtNow(engine: Engine, db: Database, tenantId: string): Promise<TenantAtNow> {
  const tenant = await findTenant(db, tenantId);
  invariant(tenant, `tenant ${tenantId} exists`);
  return { tenant, now: tenant.clockAt ?? engine.now() };
}
