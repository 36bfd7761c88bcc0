/** Loaders of credit: lots with what became of them. Not kept over a request, in which a mutation may change them. */
import DataLoader from 'dataloader';
import { groupBy } from '../../core/grouping.ts';
import type { Instant } from '../../core/instant.ts';
import { findCreditAlerts } from '../../repositories/creditAlerts.ts';
import { findExpiryChanges, findGrants, findTransfers, lotsOf } from '../../repositories/credits.ts';
import { findHolds } from '../../repositories/holds.ts';
import { type Reach, narrowTo } from '../../repositories/reach.ts';
import { findRecurringGrants } from '../../repositories/recurringGrants.ts';
import { findTopUpRules, findTopUpRulesOfCustomers } from '../../repositories/topUpRules.ts';
import type { Engine } from '../../services/engine.ts';
import { type Wallets, loadWallets } from '../../services/projectedBalance.ts';
import { type LookedAtRule, lookAtTopUps } from '../../services/topUpLook.ts';

export function createLotLoaders(engine: Engine, reach: Reach, now: () => Promise<Instant>) {
  const { store } = engine;
  const db = store.database;
  return {
    /** A customer's lots, and what recurring grants and allowances owe it that is not posted yet, as lots. */
    wallets: new DataLoader<string, Wallets>(
      async (customerIds) => {
        const { posted, owed } = await loadWallets(engine, reach, within(reach, customerIds), { now: await now(), asOf: null });
        const [postedBy, owedBy] = [posted, owed].map((lots) => groupBy(lots, ({ grant }) => grant.customerId));
        return customerIds.map((id) => ({ posted: postedBy?.get(id) ?? [], owed: owedBy?.get(id) ?? [] }));
      },
      { cache: false },
    ),
    creditAlerts: byId(async (ids) => await findCreditAlerts(db, reach, ids), ({ id }) => id),
    recurringGrants: byId(async (ids) => await findRecurringGrants(db, reach, ids), ({ id }) => id),
    topUpRules: byId(async (ids) => await findTopUpRules(db, reach, ids), ({ id }) => id),
    topUpRulesOfCustomer: listsOf(async (customerIds) => await findTopUpRulesOfCustomers(db, reach, within(reach, customerIds)), ({ customerId }) => customerId),
    /** By the rule's id. */
    topUpLooks: byId<LookedAtRule>(async (ids) => await lookAtTopUps(db, reach, await findTopUpRules(db, reach, ids), await now()), ({ rule }) => rule.id),
    /** By the grant's id. */
    lots: byId(async (ids) => await store.snapshot(async (one) => await lotsOf(one, reach, await findGrants(one, reach, ids), null)), ({ grant }) => grant.id),
    holds: byId(async (ids) => await findHolds(db, reach, ids), ({ id }) => id),
    /** By the grant's id, oldest first. */
    transfersOfGrant: listsOf(async (grantIds) => await findTransfers(db, reach, grantIds), ({ grantId }) => grantId),
    /** By the grant's id, oldest first. */
    expiryChanges: listsOf(async (grantIds) => await findExpiryChanges(db, reach, grantIds), ({ grantId }) => grantId),
  };
}

function within(reach: Reach, customerIds: readonly string[]): string[] {
  return customerIds.filter((id) => narrowTo(reach, id) !== null);
}

/** One row a key; null where there is none. */
function byId<Row>(load: (ids: readonly string[]) => Promise<readonly Row[]>, keyOf: (row: Row) => string): DataLoader<string, Row | null> {
  return new DataLoader(
    async (ids: readonly string[]) => {
      const rows = new Map((await load([...new Set(ids)])).map((row) => [keyOf(row), row]));
      return ids.map((id) => rows.get(id) ?? null);
    },
    { cache: false },
  );
}

/** Any number of rows a key, in the order in which they are loaded. */
function listsOf<Row>(load: (ids: readonly string[]) => Promise<readonly Row[]>, keyOf: (row: Row) => string): DataLoader<string, Row[]> {
  return new DataLoader(
    async (ids: readonly string[]) => {
      const rows = groupBy(await load([...new Set(ids)]), keyOf);
      return ids.map((id) => rows.get(id) ?? []);
    },
    { cache: false },
  );
}
