/** Takes back what is left of a grant, or some of it. */
import { type VoidInput, parseVoid } from '../core/credits/grantVoid.ts';
import { BillingError } from '../core/errors.ts';
import { findGrants } from '../repositories/credits.ts';
import type { TenantActor } from './actor.ts';
import { noticeBalance } from './balanceAlerts.ts';
import { voidInTransaction } from './creditPosting.ts';
import type { Engine } from './engine.ts';
import { type GrantPlace, lockGrant } from './grantPlace.ts';
import { once } from './idempotency.ts';

export interface VoidGrantInput extends VoidInput {
  readonly idempotencyKey: string;
}

/**
 * Errors, in order: the idempotency key's; NOT_FOUND at `grantId`; those of `parseVoid`; INVALID_STATE at `grantId` for
 * credit not paid for that would become the customer's, and if nothing is left; OUT_OF_RANGE at `amount` for more than is left, in money or in units.
 */
export async function voidGrant(engine: Engine, actor: TenantActor, place: GrantPlace | null, input: VoidGrantInput): Promise<{ grantId: string; replayed: boolean }> {
  const request = { operation: 'voidGrant', idempotencyKey: input.idempotencyKey, input: { ...input, ...place } };
  const { kept, replayed } = await once<{ grantId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const { book, customer } = await lockGrant(tx, actor, tenant.id, place);
    await noticeBalance(tx, book, now);
    const [grant] = await findGrants(tx, { tenantId: tenant.id, customerId: customer.id }, [place?.grantId ?? '']);
    if (!grant) throw new BillingError('NOT_FOUND', 'is not a grant', ['grantId']);
    const terms = parseVoid(input, customer.currency, grant.terms.unit);
    const asked = { customerId: customer.id, grantId: grant.id, terms };
    const { book: posted } = await voidInTransaction(tx, { book, currency: customer.currency }, asked, { now, cause: input.idempotencyKey, actor: actor.keyId });
    await noticeBalance(tx, posted, now);
    return { kept: { grantId: grant.id }, replayed: false };
  });
  return { ...kept, replayed };
}
