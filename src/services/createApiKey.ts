/** Creates an API key of a tenant. */
import { BillingError, refuseUnless } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import type { Instant } from '../core/instant.ts';
import { parseKey } from '../core/key.ts';
import { countApiKeysNamed, insertApiKey } from '../repositories/apiKeys.ts';
import { findCustomers } from '../repositories/customers.ts';
import type { Scope, TenantActor } from './actor.ts';
import { newApiKey } from './apiKeySecret.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface CreateApiKeyInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The id of the customer to limit the key to. */
  readonly customerId?: string | null | undefined;
  readonly expiresAt?: Instant | null | undefined;
}

export interface CreatedApiKey {
  readonly apiKey: { readonly id: string; readonly secret: string | null };
  readonly replayed: boolean;
}

/**
 * Errors, in order: the idempotency key's; `name` as `parseKey`; `scopes` REQUIRED if empty, INVALID_VALUE for one that the
 * key in use does not hold; `customerId` NOT_FOUND; `expiresAt` OUT_OF_RANGE unless it lies in the future, and not after the
 * expiry of the key in use. A key made by one that is limited, or that expires, is limited and expires as that does.
 */
export async function createApiKey(engine: Engine, actor: TenantActor, input: CreateApiKeyInput): Promise<CreatedApiKey> {
  let shown: string | null = null;
  const request = { operation: 'createApiKey', idempotencyKey: input.idempotencyKey ?? null, input };
  const { kept, replayed } = await once<{ id: string }>(engine, actor, request, async (tx, { now }) => {
    const name = parseKey(input.name, ['name']);
    refuseUnless(input.scopes.length > 0, 'REQUIRED', 'needs at least one scope', ['scopes']);
    const lacking = input.scopes.findIndex((scope) => !actor.scopes.has(scope));
    refuseUnless(lacking === -1, 'INVALID_VALUE', 'is not held by the key in use', ['scopes', String(lacking)]);
    const customerId = input.customerId ?? actor.customerId;
    if (customerId !== null && (await findCustomers(tx, actor, [customerId])).length === 0) {
      throw new BillingError('NOT_FOUND', 'is not a customer', ['customerId']);
    }
    refuseUnless(input.expiresAt == null || input.expiresAt > now, 'OUT_OF_RANGE', 'does not lie in the future', ['expiresAt']);
    const expiresAt = input.expiresAt ?? actor.expiresAt;
    const isInTime = actor.expiresAt === null || (expiresAt !== null && expiresAt <= actor.expiresAt);
    refuseUnless(isInTime, 'OUT_OF_RANGE', 'lies after the expiry of the key in use', ['expiresAt']);
    const id = deriveId('api-key', now, [actor.tenantId, name, BigInt(await countApiKeysNamed(tx, actor.tenantId, name)) + 1n]);
    const scopes = [...new Set(input.scopes)];
    const { key, secret } = newApiKey(engine, { id, tenantId: actor.tenantId, name, scopes, createdAt: now, customerId, expiresAt });
    await insertApiKey(tx, key, secret.digest);
    shown = secret.text;
    return { kept: { id }, replayed: false };
  });
  return { apiKey: { id: kept.id, secret: replayed ? null : shown }, replayed };
}
