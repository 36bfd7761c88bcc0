/** Creates a plan with its version 1. */
import { BillingError } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import { parseKey } from '../core/key.ts';
import { findPlansByCode, findVersionsOfPlans, insertPlan, insertVersion } from '../repositories/plans.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { newVersion, readVersionTerms } from './planVersion.ts';

export interface CreatePlanInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly code: string;
  readonly name?: string | null | undefined;
}

/** The `code` makes a repeat harmless. Errors, in order: as `refuseLimited`; the idempotency key's; `code` and `name` as `parseKey`; those of `readVersionTerms`; CONFLICT at `code`. */
export async function createPlan(engine: Engine, actor: TenantActor, input: CreatePlanInput): Promise<{ planId: string; replayed: boolean }> {
  refuseLimited(actor);
  const request = { operation: 'createPlan', idempotencyKey: input.idempotencyKey ?? null, input };
  const { kept, replayed } = await once<{ id: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const code = parseKey(input.code, ['code']);
    const name = input.name == null ? code : parseKey(input.name, ['name']);
    const terms = await readVersionTerms(tx, tenant.id, input, now);
    const [existing] = await findPlansByCode(tx, tenant.id, [code]);
    if (existing) {
      const [first] = await findVersionsOfPlans(tx, tenant.id, [existing.id]);
      if (existing.name !== name || first?.digest !== terms.digest) throw new BillingError('CONFLICT', 'exists with other terms', ['code']);
      return { kept: { id: existing.id }, replayed: true };
    }
    const id = deriveId('plan', now, [tenant.id, code]);
    await insertPlan(tx, tenant.id, { id, code, name, createdAt: now });
    await insertVersion(tx, tenant.id, newVersion(terms, { planId: id, number: 1, publishedAt: now }));
    return { kept: { id }, replayed: false };
  });
  return { planId: kept.id, replayed };
}
