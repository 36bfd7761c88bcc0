/** Finds out who holds a secret. */
import { timingSafeEqual } from 'node:crypto';
import { findApiKeyBySecret } from '../repositories/apiKeys.ts';
import { type Actor, SCOPES, type Scope } from './actor.ts';
import { secretDigest } from './apiKeySecret.ts';
import type { Engine } from './engine.ts';
import { loadTenantAtNow } from './tenantTime.ts';

/** The holder of a secret; null for an unknown, revoked or expired one. Looked up each time, so a revocation bites at once. */
export async function authenticate(engine: Engine, rootKey: string | null, secret: string): Promise<Actor | null> {
  const digest = secretDigest(secret);
  if (rootKey !== null && timingSafeEqual(Buffer.from(digest), Buffer.from(secretDigest(rootKey)))) {
    return { tenantId: null, keyId: null, customerId: null, scopes: new Set(['TENANTS_MANAGE']), expiresAt: null };
  }
  const key = await findApiKeyBySecret(engine.store.database, digest);
  if (!key || key.revokedAt !== null) return null;
  if (key.expiresAt !== null) {
    const { now } = await loadTenantAtNow(engine, engine.store.database, key.tenantId);
    if (key.expiresAt <= now) return null;
  }
  const scopes = new Set(SCOPES.filter((scope: Scope) => key.scopes.includes(scope)));
  return { tenantId: key.tenantId, keyId: key.id, customerId: key.customerId, scopes, expiresAt: key.expiresAt };
}
