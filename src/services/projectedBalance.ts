/** What unbilled usage and holds would leave of what a customer can draw on. */
import { type Lot, drawnLots } from '../core/credits/lot.ts';
import { heldLots } from '../core/credits/spending.ts';
import type { Customer } from '../core/customer.ts';
import type { Instant } from '../core/instant.ts';
import { findActiveHolds } from '../repositories/holds.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { draftUpcoming } from './invoiceDraft.ts';

/** All lots that a customer has or is owed: less what the upcoming invoice would draw on them, and less what is held. */
export async function loadProjectedLots(db: Database, actor: Pick<TenantActor, 'tenantId' | 'customerId' | 'keyId'>, customer: Customer, { lots, now }: { readonly lots: readonly Lot[]; readonly now: Instant }): Promise<Lot[]> {
  const draft = await draftUpcoming(db, actor, customer, { requested: null, now });
  const left = drawnLots(lots, draft?.view.lines.flatMap((line) => line.draws) ?? []);
  return heldLots(left, await findActiveHolds(db, actor, [customer.id], now), now);
}
