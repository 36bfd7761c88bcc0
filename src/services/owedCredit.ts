/** What recurring grants owe and is not posted yet: readers of a wallet count it, and posting makes the same of it. */
import type { Grant } from '../core/credits/grant.ts';
import type { Lot } from '../core/credits/lot.ts';
import { type OwedByRule, dueLots, newestIntervals, oweCredit, owedLots } from '../core/credits/recurringLots.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { findBooks } from '../repositories/books.ts';
import { findGrantsOfCustomers } from '../repositories/credits.ts';
import { findCustomerZones } from '../repositories/customerZones.ts';
import { findCustomers } from '../repositories/customers.ts';
import type { Reach } from '../repositories/reach.ts';
import { findRecurringGrantsOfCustomers } from '../repositories/recurringGrants.ts';
import type { Database } from '../store/database.ts';

/** The rules of the customers that owe something by a time, and what. Their grants are read unless they are given. */
export async function loadOwed(db: Database, reach: Reach, customerIds: readonly string[], { at, grants }: { readonly at: Instant; readonly grants: readonly Grant[] | null }): Promise<OwedByRule[]> {
  const rules = await findRecurringGrantsOfCustomers(db, reach, customerIds);
  if (rules.length === 0) return [];
  const ruled = [...new Set(rules.map(({ customerId }) => customerId))];
  const newest = newestIntervals(grants ?? (await findGrantsOfCustomers(db, reach, ruled)));
  const zones = new Map((await findCustomerZones(db, reach, ruled)).map(({ customerId, zone }) => [customerId, zone]));
  return rules.flatMap((rule) => {
    const zone = zones.get(rule.customerId);
    invariant(zone, 'a customer has a calendar');
    const due = dueLots(rule, { tenantId: reach.tenantId, zone, newest, at });
    return due.length === 0 ? [] : [{ rule, due }];
  });
}

/** What is owed as lots, as they would be posted now. All lots that the customers have are read unless they are given. */
export async function loadOwedLots(db: Database, reach: Reach, customerIds: readonly string[], { at, lots }: { readonly at: Instant; readonly lots: readonly Lot[] | null }): Promise<Lot[]> {
  const owed = groupBy(await loadOwed(db, reach, customerIds, { at, grants: lots && lots.map(({ grant }) => grant) }), ({ rule }) => rule.customerId);
  if (owed.size === 0) return [];
  const books = new Map((await findBooks(db, reach, [...owed.keys()])).map((book) => [book.customerId, book]));
  const customers = await findCustomers(db, reach, [...owed.keys()]);
  return customers.flatMap(({ id, currency }) => {
    const book = books.get(id);
    invariant(book, 'a customer has a book');
    return owedLots(oweCredit({ tenantId: reach.tenantId, customerId: id }, book, owed.get(id) ?? [], { currency, now: at }));
  });
}
