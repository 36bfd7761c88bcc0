/** Publishes the next version of a plan; subscriptions that exist stay on theirs. */
import { BillingError } from '../core/errors.ts';
import { parseKey } from '../core/key.ts';
import { findNewestVersion, insertVersion, lockPlanByCode, savePlanName } from '../repositories/plans.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { newVersion, readVersionTerms } from './planVersion.ts';

export interface PublishPlanVersionInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly code: string;
  readonly name?: string | null | undefined;
}

/** The newest version's terms again change nothing. Errors, in order: as `refuseLimited`; the idempotency key's; NOT_FOUND at `code`; `name` as `parseKey`; those of `readVersionTerms`. */
export async function publishPlanVersion(engine: Engine, actor: TenantActor, input: PublishPlanVersionInput): Promise<{ planId: string; replayed: boolean }> {
  refuseLimited(actor);
  const request = { operation: 'publishPlanVersion', idempotencyKey: input.idempotencyKey ?? null, input };
  const { kept, replayed } = await once<{ id: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const plan = await lockPlanByCode(tx, tenant.id, input.code);
    if (!plan) throw new BillingError('NOT_FOUND', 'is not a plan', ['code']);
    const name = input.name == null ? plan.name : parseKey(input.name, ['name']);
    const terms = await readVersionTerms(tx, tenant.id, input, now);
    const newest = await findNewestVersion(tx, tenant.id, plan.id);
    if (newest.digest === terms.digest && name === plan.name) return { kept: { id: plan.id }, replayed: true };
    if (name !== plan.name) await savePlanName(tx, tenant.id, { id: plan.id, name });
    if (newest.digest === terms.digest) return { kept: { id: plan.id }, replayed: false };
    await insertVersion(tx, tenant.id, newVersion(terms, { planId: plan.id, number: newest.number + 1, publishedAt: now }));
    return { kept: { id: plan.id }, replayed: false };
  });
  return { planId: kept.id, replayed };
}
