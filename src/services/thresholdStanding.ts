/** Loads how far a customer's unbilled usage is: the decision of issuing on everything due and the usage so far, of which nothing is kept. */
import type { Customer } from '../core/customer.ts';
import { type Instant, later } from '../core/instant.ts';
import type { Tenant } from '../core/tenant.ts';
import { type ThresholdStanding, standingOf, usageThresholdOf } from '../core/threshold.ts';
import type { Book } from '../repositories/books.ts';
import type { Database } from '../store/database.ts';
import { loadSubscriptions } from './billingState.ts';
import { draftAt } from './invoiceDraft.ts';

/** Null without a threshold. The book is locked, unless only looking. Costs the usage of what is not invoiced yet. */
export async function loadThresholdStanding(db: Database, { tenant, customer, book }: { tenant: Tenant; customer: Customer; book: Book }, now: Instant): Promise<ThresholdStanding | null> {
  const threshold = usageThresholdOf(customer, tenant);
  if (threshold === null) return null;
  const subscribed = await loadSubscriptions(db, tenant.id, customer.id);
  const question = { customer, book, asOf: later(now, book.ratedThrough ?? now), subscribed, usageSoFar: true };
  const { view, mayIssueAt, subjects } = await draftAt(db, { keyId: 'draft' }, question, now);
  return standingOf({ view, mayIssueAt }, subjects.prices, threshold);
}
