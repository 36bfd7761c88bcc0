/** Loaders of credit: lots with what became of them. Not kept over a request, in which a mutation may change them. */
import DataLoader from 'dataloader';
import { groupBy } from '../../core/grouping.ts';
import type { Instant } from '../../core/instant.ts';
import { findCreditAlerts } from '../../repositories/creditAlerts.ts';
import { findExpiryChanges, findGrants, findLots, findTransfers, lotsOf } from '../../repositories/credits.ts';
import { findHolds } from '../../repositories/holds.ts';
import { type Reach, narrowTo } from '../../repositories/reach.ts';
import { findRecurringGrants } from '../../repositories/recurringGrants.ts';
import { loadOwedLots } from '../../services/owedCredit.ts';
import type { Database } from '../../store/database.ts';

export function createLotLoaders(db: Database, reach: Reach, now: () => Promise<Instant>) {
  return {
    /** What recurring grants owe a customer and is not posted yet, as lots. */
    owedLots: new DataLoader(
      async (customerIds: readonly string[]) => {
        const theirs = [...new Set(customerIds.filter((id) => narrowTo(reach, id) !== null))];
        const owed = groupBy(await loadOwedLots(db, reach, theirs, { at: await now(), lots: null }), ({ grant }) => grant.customerId);
        return customerIds.map((id) => owed.get(id) ?? []);
      },
      { cache: false },
    ),
    /** By id. */
    creditAlerts: new DataLoader(
      async (ids: readonly string[]) => {
        const alerts = new Map((await findCreditAlerts(db, reach, [...new Set(ids)])).map((alert) => [alert.id, alert]));
        return ids.map((id) => alerts.get(id) ?? null);
      },
      { cache: false },
    ),
    /** By id. */
    recurringGrants: new DataLoader(
      async (ids: readonly string[]) => {
        const rules = new Map((await findRecurringGrants(db, reach, [...new Set(ids)])).map((rule) => [rule.id, rule]));
        return ids.map((id) => rules.get(id) ?? null);
      },
      { cache: false },
    ),
    /** By the grant's id. */
    lots: new DataLoader(
      async (ids: readonly string[]) => {
        const lots = new Map((await lotsOf(db, reach, await findGrants(db, reach, [...new Set(ids)]), null)).map((lot) => [lot.grant.id, lot]));
        return ids.map((id) => lots.get(id) ?? null);
      },
      { cache: false },
    ),
    lotsOfCustomer: new DataLoader(
      async (customerIds: readonly string[]) => {
        const lots = groupBy(await findLots(db, reach, [...new Set(customerIds.filter((id) => narrowTo(reach, id) !== null))], null), ({ grant }) => grant.customerId);
        return customerIds.map((id) => lots.get(id) ?? []);
      },
      { cache: false },
    ),
    /** By the hold's id. */
    holds: new DataLoader(
      async (ids: readonly string[]) => {
        const holds = new Map((await findHolds(db, reach, [...new Set(ids)])).map((hold) => [hold.id, hold]));
        return ids.map((id) => holds.get(id) ?? null);
      },
      { cache: false },
    ),
    /** By the grant's id, oldest first. */
    transfersOfGrant: new DataLoader(
      async (grantIds: readonly string[]) => {
        const transfers = groupBy(await findTransfers(db, reach, [...new Set(grantIds)]), ({ grantId }) => grantId);
        return grantIds.map((id) => transfers.get(id) ?? []);
      },
      { cache: false },
    ),
    /** By the grant's id, oldest first. */
    expiryChanges: new DataLoader(
      async (grantIds: readonly string[]) => {
        const changes = groupBy(await findExpiryChanges(db, reach, [...new Set(grantIds)]), ({ grantId }) => grantId);
        return grantIds.map((id) => changes.get(id) ?? []);
      },
      { cache: false },
    ),
  };
}
