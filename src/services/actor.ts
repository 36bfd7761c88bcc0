/** Who is asking: what an API key lets its holder see and do. */
import { refuseUnless } from '../core/errors.ts';
import type { Instant } from '../core/instant.ts';

/** Every scope a key can hold; the SDL's enum `Scope` lists the same words, and a test compares the two. */
export const SCOPES = [
  'TENANTS_MANAGE',
  'KEYS_MANAGE',
  'CLOCK_ADVANCE',
  'SETTINGS_WRITE',
  'CUSTOMERS_READ',
  'CUSTOMERS_WRITE',
  'PRIVACY_MANAGE',
  'CATALOG_READ',
  'CATALOG_WRITE',
  'SUBSCRIPTIONS_READ',
  'SUBSCRIPTIONS_WRITE',
  'USAGE_READ',
  'USAGE_WRITE',
  'INVOICES_READ',
  'INVOICES_WRITE',
  'LEDGER_READ',
] as const;

export type Scope = (typeof SCOPES)[number];

/** What a tenant's first key holds: everything but the root key's one scope. */
export const TENANT_SCOPES: readonly Scope[] = SCOPES.filter((scope) => scope !== 'TENANTS_MANAGE');

/** The holder of the key in use. */
export interface Actor {
  /** Null for the root key, which belongs to no tenant. */
  readonly tenantId: string | null;
  /** Null for the root key. */
  readonly keyId: string | null;
  /** The one customer the key is limited to; null if it sees the whole tenant. */
  readonly customerId: string | null;
  readonly scopes: ReadonlySet<Scope>;
  /** From when on the key is refused; null if it is good until it is revoked. */
  readonly expiresAt: Instant | null;
}

/** An actor that belongs to a tenant; what all services but `createTenant` take. */
export interface TenantActor extends Actor {
  readonly tenantId: string;
  readonly keyId: string;
}

/** What concerns all customers is not for a key that is limited to one of them. Errors: INVALID_STATE. */
export function refuseLimited({ customerId }: TenantActor): void {
  refuseUnless(customerId === null, 'INVALID_STATE', 'a key that is limited to one customer cannot change what concerns all of them');
}
