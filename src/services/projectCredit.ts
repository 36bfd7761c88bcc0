/** Projects a customer's credit: what the upcoming invoice would leave of it. */
import { balanceOf } from '../core/credits/lot.ts';
import type { Customer } from '../core/customer.ts';
import { findLots } from '../repositories/credits.ts';
import type { TenantActor } from './actor.ts';
import { draftInvoice } from './draftInvoice.ts';
import type { Engine } from './engine.ts';
import { loadTenantAtNow } from './tenantTime.ts';

/** In minor units. */
export async function projectCredit(engine: Engine, actor: TenantActor, customer: Customer): Promise<bigint> {
  const db = engine.store.database;
  const { now } = await loadTenantAtNow(engine, db, actor.tenantId);
  const draft = await draftInvoice(engine, actor, customer, null);
  const draws = new Map<string, bigint>();
  for (const { grantId, amount } of draft?.view.lines.flatMap((line) => line.draws) ?? []) draws.set(grantId, (draws.get(grantId) ?? 0n) - amount);
  const lots = await findLots(db, actor, [customer.id], null);
  return balanceOf(lots.map((lot) => ({ ...lot, burned: lot.burned + (draws.get(lot.grant.id) ?? 0n) })), now);
}
