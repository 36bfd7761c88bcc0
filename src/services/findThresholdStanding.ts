/** Tells how far a customer's unbilled usage is from its threshold. Nothing is locked or written. */
import type { Customer } from '../core/customer.ts';
import { invariant } from '../core/invariant.ts';
import type { ThresholdStanding } from '../core/threshold.ts';
import { findBooks } from '../repositories/books.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { loadTenantAtNow } from './tenantTime.ts';
import { loadThresholdStanding } from './thresholdStanding.ts';

/** Null without a threshold. */
export async function findThresholdStanding(engine: Engine, actor: TenantActor, customer: Customer): Promise<ThresholdStanding | null> {
  return await engine.store.snapshot(async (db) => {
    const { tenant, now } = await loadTenantAtNow(engine, db, actor.tenantId);
    const [book] = await findBooks(db, actor, [customer.id]);
    invariant(book, 'a customer has a book');
    return await loadThresholdStanding(db, { tenant, customer, book }, now);
  });
}
