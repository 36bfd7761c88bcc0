/** What unbilled usage and holds would leave of what a customer can draw on. */
import { balanceOf, drawnLots } from '../core/credits/lot.ts';
import type { Lot } from '../core/credits/lot.ts';
import { heldOn } from '../core/credits/spending.ts';
import type { Customer } from '../core/customer.ts';
import type { Instant } from '../core/instant.ts';
import { findActiveHolds } from '../repositories/holds.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { draftUpcoming } from './invoiceDraft.ts';

/** Of all lots that a customer has or is owed: less what the upcoming invoice would draw on them, and less what is held. */
export async function loadProjectedBalance(db: Database, actor: Pick<TenantActor, 'tenantId' | 'customerId' | 'keyId'>, customer: Customer, { lots, now }: { readonly lots: readonly Lot[]; readonly now: Instant }): Promise<bigint> {
  const draft = await draftUpcoming(db, actor, customer, { requested: null, now });
  const left = drawnLots(lots, draft?.view.lines.flatMap((line) => line.draws) ?? []);
  return balanceOf(left, now) - heldOn(left, await findActiveHolds(db, actor, [customer.id], now), now);
}
