/** What a customer can draw on, for readers, and what unbilled usage and holds would leave of it. */
import { type Lot, drawnLots } from '../core/credits/lot.ts';
import { heldLots } from '../core/credits/spending.ts';
import type { Customer } from '../core/customer.ts';
import type { Instant } from '../core/instant.ts';
import { findLots } from '../repositories/credits.ts';
import { findActiveHolds } from '../repositories/holds.ts';
import type { Reach } from '../repositories/reach.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { draftUpcoming } from './invoiceDraft.ts';
import { loadOwedLots } from './owedCredit.ts';

/** All lots that customers have or are owed; of one state of the books, in which a lot that is posted meanwhile is one of either. */
export async function loadWallets({ store }: Engine, reach: Reach, customerIds: readonly string[], { now, asOf }: { readonly now: Instant; readonly asOf: Instant | null }): Promise<Wallets> {
  return await store.snapshot(async (db) => {
    const posted = await findLots(db, reach, customerIds, asOf);
    return { posted, owed: await loadOwedLots(db, reach, customerIds, { at: now, lots: asOf === null ? posted : null }) };
  });
}

/** Lots by whether they are posted. */
export interface Wallets {
  readonly posted: Lot[];
  readonly owed: Lot[];
}

/** As `loadProjectedLots`, of one state of the books. */
export async function loadProjectedWallet({ store }: Engine, actor: TenantActor, customer: Customer, now: Instant): Promise<Lot[]> {
  return await store.snapshot(async (db) => {
    const posted = await findLots(db, actor, [customer.id], null);
    const owed = await loadOwedLots(db, actor, [customer.id], { at: now, lots: posted });
    return await loadProjectedLots(db, actor, customer, { lots: [...posted, ...owed], now });
  });
}

/** All lots that a customer has or is owed: less what the upcoming invoice would draw on them, and less what is held. */
export async function loadProjectedLots(db: Database, actor: Pick<TenantActor, 'tenantId' | 'customerId' | 'keyId'>, customer: Customer, { lots, now }: { readonly lots: readonly Lot[]; readonly now: Instant }): Promise<Lot[]> {
  const draft = await draftUpcoming(db, actor, customer, { requested: null, now });
  const left = drawnLots(lots, draft?.view.lines.flatMap((line) => line.draws) ?? []);
  return heldLots(left, await findActiveHolds(db, actor, [customer.id], now), now);
}
