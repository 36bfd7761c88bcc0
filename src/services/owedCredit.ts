/** What recurring grants and allowances owe and is not posted yet: readers of a wallet count it, and posting makes the same of it. */
import { type AllowanceHolder, dueAllowances, standAllowances } from '../core/credits/allowanceLots.ts';
import type { Grant } from '../core/credits/grant.ts';
import type { Lot } from '../core/credits/lot.ts';
import { type OwedByRule, dueLots, newestIntervals, oweCredit, owedLots } from '../core/credits/recurringLots.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { findAllowanceHolders } from '../repositories/allowances.ts';
import { findBooks } from '../repositories/books.ts';
import { findGrantsOfCustomers, findLots } from '../repositories/credits.ts';
import { findCustomerZones } from '../repositories/customerZones.ts';
import { findCustomers } from '../repositories/customers.ts';
import type { Reach } from '../repositories/reach.ts';
import { findRecurringGrantsOfCustomers } from '../repositories/recurringGrants.ts';
import type { Database } from '../store/database.ts';

/** By when, and what is known already: the customers' grants, and what allowances follow from; each is read unless it is given. */
interface OwedQuestion {
  readonly at: Instant;
  readonly grants: readonly Grant[] | null;
  readonly holders?: readonly AllowanceHolder[] | undefined;
}

/** The rules and subscriptions of the customers that owe something by a time, and what. */
export async function loadOwed(db: Database, reach: Reach, customerIds: readonly string[], question: OwedQuestion): Promise<OwedByRule[]> {
  const { at } = question;
  const rules = await findRecurringGrantsOfCustomers(db, reach, customerIds);
  const holders = question.holders ?? (await findAllowanceHolders(db, reach, customerIds));
  if (rules.length === 0 && holders.length === 0) return [];
  const ruled = [...new Set(rules.map(({ customerId }) => customerId))];
  const granted = [...new Set([...ruled, ...holders.map(({ customerId }) => customerId)])];
  const grants = question.grants ?? (await findGrantsOfCustomers(db, reach, granted));
  const newest = newestIntervals(grants);
  const zones = new Map((await findCustomerZones(db, reach, ruled)).map(({ customerId, zone }) => [customerId, zone]));
  const byRules = rules.flatMap((rule) => {
    const zone = zones.get(rule.customerId);
    invariant(zone, 'a customer has a calendar');
    const due = dueLots(rule, { tenantId: reach.tenantId, zone, newest, at });
    return due.length === 0 ? [] : [{ rule, due }];
  });
  const posted = groupBy(grants, ({ customerId }) => customerId);
  return [...byRules, ...holders.flatMap((holder) => dueAllowances(holder, { posted: posted.get(holder.customerId) ?? [], at }))];
}

/** What is owed as lots, as they would be posted now. All lots that the customers have are read unless they are given. */
export async function loadOwedLots(db: Database, reach: Reach, customerIds: readonly string[], { at, lots, holders: known }: { readonly at: Instant; readonly lots: readonly Lot[] | null; readonly holders?: readonly AllowanceHolder[] }): Promise<Lot[]> {
  const holders = known ?? (await findAllowanceHolders(db, reach, customerIds));
  const owed = groupBy(await loadOwed(db, reach, customerIds, { at, grants: lots && lots.map(({ grant }) => grant), holders }), ({ rule }) => rule.customerId);
  if (owed.size === 0) return [];
  const books = new Map((await findBooks(db, reach, [...owed.keys()])).map((book) => [book.customerId, book]));
  const customers = await findCustomers(db, reach, [...owed.keys()]);
  const found = customers.flatMap(({ id, currency }) => {
    const book = books.get(id);
    invariant(book, 'a customer has a book');
    return owedLots(oweCredit({ tenantId: reach.tenantId, customerId: id }, book, owed.get(id) ?? [], { currency, now: at }));
  });
  const allowed = [...new Set(found.flatMap(({ grant: { customerId, terms } }) => (terms.allowance === undefined ? [] : [customerId])))];
  if (allowed.length === 0) return found;
  // What was taken of a lot that is not owed as it was posted is withheld of the one in its place.
  const posted = lots ?? (await findLots(db, reach, allowed, null, holders));
  return standAllowances([...found, ...posted.filter(({ grant }) => grant.terms.allowance !== undefined)], holders, { adjusted: new Set() }).slice(0, found.length);
}
