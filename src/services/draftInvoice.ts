/** Drafts the invoice to come, for whoever asks. */
import type { Customer } from '../core/customer.ts';
import type { Instant } from '../core/instant.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { type DraftInvoice, draftUpcoming } from './invoiceDraft.ts';
import { loadTenantAtNow } from './tenantTime.ts';

/** As `draftUpcoming`, now; of one state of the books. */
export async function draftInvoice(engine: Engine, actor: TenantActor, customer: Customer, requested: Instant | null, { usageSoFar = false }: { usageSoFar?: boolean } = {}): Promise<DraftInvoice | null> {
  return await engine.store.snapshot(async (db) => {
    const { now } = await loadTenantAtNow(engine, db, actor.tenantId);
    return await draftUpcoming(db, actor, customer, { requested, now, usageSoFar });
  });
}
