/** Lists every tenant, for what is done to all of them. */
import { findTenantIds } from '../repositories/tenants.ts';
import type { Engine } from './engine.ts';

export async function listTenants({ store }: Engine): Promise<string[]> {
  return await findTenantIds(store.database);
}
