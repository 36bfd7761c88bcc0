/** Changes what may be changed of a customer. */
import { type Customer, type CustomerChanges, changeCustomer } from '../core/customer.ts';
import { BillingError } from '../core/errors.ts';
import { lockCustomerByExternalId, saveCustomer } from '../repositories/customers.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';

export interface UpdateCustomerInput extends CustomerChanges {
  readonly externalId: string;
}

/** Errors, in order: NOT_FOUND; those of `changeCustomer`. */
export async function updateCustomer(engine: Engine, actor: TenantActor, { externalId, ...changes }: UpdateCustomerInput): Promise<Customer> {
  return await engine.store.transaction(async (tx) => {
    const customer = await lockCustomerByExternalId(tx, actor, externalId);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['externalId']);
    const changed = changeCustomer(customer, changes);
    await saveCustomer(tx, actor.tenantId, changed);
    return changed;
  });
}
