/** Revokes an API key from now on. */
import { BillingError } from '../core/errors.ts';
import { type ApiKey, findApiKeys, saveRevocation } from '../repositories/apiKeys.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { loadTenantAtNow } from './tenantTime.ts';

/** A key that is revoked already stays as it was. Errors: NOT_FOUND. */
export async function revokeApiKey(engine: Engine, actor: TenantActor, id: string | null): Promise<ApiKey> {
  return await engine.store.transaction(async (tx) => {
    const [key] = id === null ? [] : await findApiKeys(tx, actor.tenantId, [id]);
    const isInReach = key !== undefined && (actor.customerId === null || key.customerId === actor.customerId);
    if (!isInReach) throw new BillingError('NOT_FOUND', 'is not an API key', ['id']);
    if (key.revokedAt !== null) return key;
    const { now } = await loadTenantAtNow(engine, tx, actor.tenantId);
    await saveRevocation(tx, { tenantId: actor.tenantId, id: key.id, revokedAt: now });
    return { ...key, revokedAt: now };
  });
}
