/** Loads how a customer's documents are taxed, dated and delayed: its own terms, its tenant's, and the rates that its lines name. */
import { effectiveTerms } from '../core/billingTerms.ts';
import type { TimeZone } from '../core/calendar.ts';
import type { Customer } from '../core/customer.ts';
import type { BillingRules } from '../core/issuing.ts';
import type { Tenant } from '../core/tenant.ts';
import { findVersionsByCode } from '../repositories/taxRates.ts';
import type { Database } from '../store/database.ts';

/** What the lines say: the rates that they name themselves, and the zone that the customer's calendar follows at the end of them. */
interface LineFacts {
  readonly ownCodes: readonly string[];
  readonly zone: TimeZone;
}

export async function loadBillingRules(db: Database, tenant: Tenant, customer: Customer, { ownCodes, zone }: LineFacts): Promise<BillingRules> {
  const codes = new Set([...ownCodes, ...customer.taxRateCodes, ...tenant.taxRateCodes]);
  const rates = await findVersionsByCode(db, tenant.id, [...codes]);
  return {
    terms: effectiveTerms(customer, tenant),
    tax: { rates, customer: customer.taxRateCodes, tenant: tenant.taxRateCodes, exemption: customer.taxExemption },
    sellerZone: tenant.timeZone,
    zone,
  };
}
