/** Changes what may be changed of a customer. */
import { refuseUnknownRates, saysTerms } from '../core/billingTerms.ts';
import { type Customer, type CustomerChanges, changeCustomer } from '../core/customer.ts';
import { BillingError } from '../core/errors.ts';
import { lockCustomerByExternalId, saveCustomer } from '../repositories/customers.ts';
import { findTaxRatesByCode } from '../repositories/taxRates.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';

export interface UpdateCustomerInput extends CustomerChanges {
  readonly externalId: string;
}

/**
 * Errors, in order: NOT_FOUND; those of `changeCustomer`; INVALID_STATE for a limited key that says how its customer is taxed,
 * numbered or paid; NOT_FOUND at `taxRateCodes`.
 */
export async function updateCustomer(engine: Engine, actor: TenantActor, { externalId, ...changes }: UpdateCustomerInput): Promise<Customer> {
  return await engine.store.transaction(async (tx) => {
    const customer = await lockCustomerByExternalId(tx, actor, externalId);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['externalId']);
    const changed = changeCustomer(customer, changes);
    if (actor.customerId !== null && (saysTerms({ ...changes }) || changes.taxExemption !== undefined)) {
      throw new BillingError('INVALID_STATE', 'a key that is limited to one customer cannot change how that customer is billed');
    }
    const known = await findTaxRatesByCode(tx, actor.tenantId, changed.taxRateCodes);
    refuseUnknownRates(changed.taxRateCodes, new Set(known.map(({ code }) => code)));
    await saveCustomer(tx, actor.tenantId, changed);
    return changed;
  });
}
