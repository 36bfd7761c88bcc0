/** Creates a tenant with its first API key. */
import { DEFAULT_TERMS } from '../core/billingTerms.ts';
import { localDay } from '../core/calendar.ts';
import { BillingError } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import { parseKey } from '../core/key.ts';
import { seriesOn } from '../core/numbering.ts';
import { type Tenant, type TenantInput, parseTenant } from '../core/tenant.ts';
import { insertApiKey } from '../repositories/apiKeys.ts';
import { insertSeries } from '../repositories/invoices.ts';
import { countTenantsNamed, findTenantByIdempotencyKey, insertTenant } from '../repositories/tenants.ts';
import { TENANT_SCOPES } from './actor.ts';
import { newApiKey } from './apiKeySecret.ts';
import type { Engine } from './engine.ts';
import { intentOf } from './idempotency.ts';

export interface CreateTenantInput extends TenantInput {
  readonly idempotencyKey?: string | null | undefined;
}

export interface CreatedTenant {
  readonly tenant: Tenant;
  /** The secret is null on a replay: it is shown once. */
  readonly apiKey: { readonly id: string; readonly secret: string | null };
  readonly replayed: boolean;
}

const FIRST_KEY = 'first key';

/** Errors, in order: the key's; IDEMPOTENCY_CONFLICT; those of `parseTenant`. */
export async function createTenant(engine: Engine, input: CreateTenantInput): Promise<CreatedTenant> {
  const idempotencyKey = input.idempotencyKey == null ? null : parseKey(input.idempotencyKey, ['idempotencyKey']);
  const intent = intentOf({ operation: 'createTenant', input }, null);
  return await engine.store.transaction(async (tx) => {
    const existing = idempotencyKey === null ? null : await findTenantByIdempotencyKey(tx, idempotencyKey);
    if (existing) {
      if (existing.intent !== intent) throw new BillingError('IDEMPOTENCY_CONFLICT', 'was used before for another tenant', ['idempotencyKey']);
      return { tenant: existing, apiKey: { id: firstKeyId(existing), secret: null }, replayed: true };
    }
    const parsed = parseTenant(input);
    const ordinal = (await countTenantsNamed(tx, parsed.name)) + 1;
    const createdAt = parsed.clockAt ?? engine.now();
    const tenant = { ...parsed, id: deriveId('tenant', createdAt, [parsed.name, BigInt(ordinal)]), createdAt };
    const { key, secret } = newApiKey(engine, { id: firstKeyId(tenant), tenantId: tenant.id, name: FIRST_KEY, scopes: TENANT_SCOPES, createdAt });
    await insertTenant(tx, tenant, { ordinal, idempotencyKey, intent });
    await insertApiKey(tx, key, secret.digest);
    await insertSeries(tx, tenant.id, seriesOn(DEFAULT_TERMS.invoiceNumberFormat, localDay(createdAt, tenant.timeZone)).name);
    return { tenant, apiKey: { id: key.id, secret: secret.text }, replayed: false };
  });
}

function firstKeyId(tenant: Pick<Tenant, 'id' | 'createdAt'>): string {
  return deriveId('api-key', tenant.createdAt, [tenant.id, FIRST_KEY, 1n]);
}
