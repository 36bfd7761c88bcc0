/** Changes what may be changed of a customer; its time zone from a date on. */
import { refuseUnknownRates, saysTerms } from '../core/billingTerms.ts';
import { type CustomerChanges, type ZoneChangeInput, changeCustomer, parseZoneChange } from '../core/customer.ts';
import { refuseErased } from '../core/erasure.ts';
import { BillingError } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import { decideZoneChange } from '../core/zoneTimeline.ts';
import { lockBook } from '../repositories/books.ts';
import { findErasedAt } from '../repositories/customerKeys.ts';
import { findCustomers, findCustomersByExternalId, saveCustomer } from '../repositories/customers.ts';
import { getCustomerZone, insertZoneChange } from '../repositories/customerZones.ts';
import { findTaxRatesByCode } from '../repositories/taxRates.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface UpdateCustomerInput extends CustomerChanges, ZoneChangeInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly externalId: string;
}

/**
 * Changes of one customer are made one after another, by its book. A zone that holds already from then on is not recorded
 * again. Errors, in order: the idempotency key's; NOT_FOUND; INVALID_STATE for one who was erased; those of `changeCustomer`; INVALID_STATE for a limited key that
 * says how its customer is taxed, numbered or paid; NOT_FOUND at `taxRateCodes`; those of `parseZoneChange`.
 */
export async function updateCustomer(engine: Engine, actor: TenantActor, input: UpdateCustomerInput): Promise<{ customerId: string; replayed: boolean }> {
  const request = { operation: 'updateCustomer', idempotencyKey: input.idempotencyKey ?? null, input, customerOf: ({ id }: { id: string }) => id };
  const { kept, replayed } = await once<{ id: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [found] = await findCustomersByExternalId(tx, actor, [input.externalId]);
    if (!found) throw new BillingError('NOT_FOUND', 'is not a customer', ['externalId']);
    const book = await lockBook(tx, { tenantId: tenant.id, customerId: found.id });
    const [customer] = await findCustomers(tx, actor, [found.id]);
    invariant(book && customer, 'a customer stays, and has a book');
    refuseErased(await findErasedAt(tx, { tenantId: tenant.id, customerId: found.id }), ['externalId']);
    const zones = await getCustomerZone(tx, actor, customer.id);

    const changed = changeCustomer(customer, input);
    if (actor.customerId !== null && (saysTerms({ ...input }) || input.taxExemption !== undefined)) {
      throw new BillingError('INVALID_STATE', 'a key that is limited to one customer cannot change how that customer is billed');
    }
    const known = await findTaxRatesByCode(tx, tenant.id, changed.taxRateCodes);
    refuseUnknownRates(changed.taxRateCodes, new Set(known.map(({ code }) => code)));
    const wanted = parseZoneChange(input, now);
    const zoneChange = wanted && decideZoneChange(zones, wanted);

    await saveCustomer(tx, tenant.id, changed);
    if (zoneChange) await insertZoneChange(tx, tenant.id, customer.id, { ...zoneChange, bookSeq: book.seq, recordedAt: now, actor: actor.keyId, reason: wanted.reason });
    return { kept: { id: customer.id }, replayed: false };
  });
  return { customerId: kept.id, replayed };
}
