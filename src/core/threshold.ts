/** Threshold billing: whether usage that no invoice has comes to so much that it is invoiced before its period is over. */
import type { CatalogPrice } from './catalog.ts';
import { isUsage } from './charging.ts';
import type { Customer } from './customer.ts';
import type { Instant } from './instant.ts';
import { type InvoiceLine, type InvoiceView, creditOf, discountOf } from './invoice.ts';
import type { InvoiceDraft } from './issuing.ts';
import type { Tenant } from './tenant.ts';

/** What makes an invoice one of usage so far. */
export interface UsageSoFar {
  /** What unbilled usage had come to, or more, in minor units; null if the invoice was asked for. */
  readonly threshold: bigint | null;
}

/** How far a customer's unbilled usage is. Minor units of the customer's currency. */
export interface ThresholdStanding {
  readonly threshold: bigint;
  readonly unbilled: bigint;
  readonly isReached: boolean;
  /** Until when an invoice waits for late usage of a period that is over; not before now. */
  readonly mayIssueAt: Instant;
}

/** The customer's own threshold, else its tenant's if that is in the customer's currency; null for none, which zero says too. */
export function usageThresholdOf(customer: Pick<Customer, 'usageThreshold' | 'currency'>, tenant: Pick<Tenant, 'usageThreshold' | 'defaultCurrency'>): bigint | null {
  const ofTenant = tenant.defaultCurrency === customer.currency ? tenant.usageThreshold : null;
  const threshold = customer.usageThreshold ?? ofTenant;
  return threshold === 0n ? null : threshold;
}

/** How a draft with the usage so far stands against a threshold: one that is met is reached. */
export function standingOf({ view, mayIssueAt }: Pick<InvoiceDraft, 'view' | 'mayIssueAt'>, prices: ReadonlyMap<string, CatalogPrice>, threshold: bigint): ThresholdStanding {
  const unbilled = unbilledUsage(view, prices);
  return { threshold, unbilled, isReached: unbilled >= threshold, mayIssueAt };
}

/**
 * What the usage on an invoice comes to for its customer: metered lines after discounts and credit, before tax. Usage that a
 * coupon or credit pays for is no reason to ask for money. Fees, one-off charges and commitments do not count.
 */
export function unbilledUsage({ lines }: Pick<InvoiceView, 'lines'>, prices: ReadonlyMap<string, CatalogPrice>): bigint {
  const metered = lines.filter(({ priceId }) => isUsage(prices.get(priceId ?? '')));
  return metered.reduce((sum, line) => sum + line.amount + discountOf(line) + creditOf(line), 0n);
}

/** Whether a line goes on with what an earlier invoice billed of the usage so far. */
export function isContinuation({ previous }: Pick<InvoiceLine, 'previous'>): boolean {
  return previous !== null && previous.usageUntil !== null;
}
