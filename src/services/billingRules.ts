/** Loads how a customer's documents are taxed, dated and delayed: its own terms, its tenant's, and the rates that its lines name. */
import { effectiveTerms } from '../core/billingTerms.ts';
import type { Customer } from '../core/customer.ts';
import type { BillingRules } from '../core/issuing.ts';
import type { Tenant } from '../core/tenant.ts';
import { findVersionsByCode } from '../repositories/taxRates.ts';
import type { Database } from '../store/database.ts';

/** `ownCodes` are the rates that the lines themselves name. */
export async function loadBillingRules(db: Database, tenant: Tenant, customer: Customer, ownCodes: readonly string[]): Promise<BillingRules> {
  const codes = new Set([...ownCodes, ...customer.taxRateCodes, ...tenant.taxRateCodes]);
  const rates = await findVersionsByCode(db, tenant.id, [...codes]);
  return {
    terms: effectiveTerms(customer, tenant),
    tax: { rates, customer: customer.taxRateCodes, tenant: tenant.taxRateCodes, exemption: customer.taxExemption },
    sellerZone: tenant.timeZone,
    zone: customer.timeZone,
  };
}
