/** Creates a customer with its empty book. */
import { refuseUnknownRates } from '../core/billingTerms.ts';
import { emptyBook } from '../core/book.ts';
import { type Customer, type CustomerInput, parseCustomer } from '../core/customer.ts';
import { BillingError } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import { canonicalJson } from '../core/json.ts';
import { insertBook } from '../repositories/books.ts';
import { findCustomersByExternalId, insertCustomer } from '../repositories/customers.ts';
import { findTaxRatesByCode } from '../repositories/taxRates.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { makeDataKey } from './personalData.ts';

export interface CreateCustomerInput extends CustomerInput {
  readonly idempotencyKey?: string | null | undefined;
}

/** The `externalId` makes a repeat harmless. Errors, in order: the idempotency key's; those of `parseCustomer`; NOT_FOUND at `taxRateCodes`; CONFLICT at `externalId`. */
export async function createCustomer(engine: Engine, actor: TenantActor, input: CreateCustomerInput): Promise<{ customerId: string; replayed: boolean }> {
  const request = { operation: 'createCustomer', idempotencyKey: input.idempotencyKey ?? null, input, customerOf: ({ id }: { id: string }) => id };
  const { kept, replayed } = await once<{ id: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const parsed = parseCustomer(input, tenant);
    const known = await findTaxRatesByCode(tx, tenant.id, parsed.taxRateCodes);
    refuseUnknownRates(parsed.taxRateCodes, new Set(known.map(({ code }) => code)));
    const [existing] = await findCustomersByExternalId(tx, actor, [parsed.externalId]);
    if (existing) {
      if (!isSame(existing, { ...existing, ...parsed })) throw new BillingError('CONFLICT', 'exists with other values', ['externalId']);
      return { kept: { id: existing.id }, replayed: true };
    }
    if (actor.customerId !== null) throw new BillingError('INVALID_STATE', 'a key that is limited to one customer cannot create another');
    const id = deriveId('customer', now, [tenant.id, parsed.externalId]);
    const owner = { tenantId: tenant.id, customerId: id };
    await insertCustomer(tx, tenant.id, { ...parsed, id, createdAt: now });
    await makeDataKey(engine, tx, owner, now);
    await insertBook(tx, { ...owner, ...emptyBook(owner, now), cutNumber: 0, ratedThrough: null, ratedSeq: 0 });
    return { kept: { id }, replayed: false };
  });
  return { customerId: kept.id, replayed };
}

function isSame(a: Customer, b: Customer): boolean {
  const textOf = ({ taxExemption, taxRateCodes, usageThreshold, ...customer }: Customer) =>
    canonicalJson({ ...customer, taxRateCodes: [...taxRateCodes], taxExemption: taxExemption && { ...taxExemption }, usageThreshold: usageThreshold === null ? null : String(usageThreshold) });
  return textOf(a) === textOf(b);
}
