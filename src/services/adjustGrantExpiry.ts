/** Changes when a grant expires, also one that has expired: what is left of it then counts again. */
import { refuseEarlyExpiry } from '../core/credits/grant.ts';
import { BillingError } from '../core/errors.ts';
import { readText } from '../core/fields.ts';
import { type Instant, later } from '../core/instant.ts';
import { findExpiryChanges, findGrants, insertExpiryChange } from '../repositories/credits.ts';
import type { TenantActor } from './actor.ts';
import { noticeBalance } from './balanceAlerts.ts';
import { expireInTransaction } from './creditPosting.ts';
import type { Engine } from './engine.ts';
import { type GrantPlace, lockGrant } from './grantPlace.ts';
import { once } from './idempotency.ts';

export interface AdjustGrantExpiryInput {
  readonly idempotencyKey: string;
  /** Null for never. */
  readonly expiresAt?: Instant | null | undefined;
  readonly reason?: string | null | undefined;
}

const TEXT_LIMIT = 500;

/** Errors, in order: the idempotency key's; NOT_FOUND at `grantId`; OUT_OF_RANGE at `expiresAt` unless it lies ahead and after the start; `reason` as `readText`. */
export async function adjustGrantExpiry(engine: Engine, actor: TenantActor, place: GrantPlace | null, input: AdjustGrantExpiryInput): Promise<{ grantId: string; replayed: boolean }> {
  const request = { operation: 'adjustGrantExpiry', idempotencyKey: input.idempotencyKey, input: { ...input, ...place } };
  const { kept, replayed } = await once<{ grantId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const { book, customer } = await lockGrant(tx, actor, tenant.id, place);
    await noticeBalance(tx, book, now);
    const owner = { tenantId: tenant.id, customerId: customer.id };
    const [grant] = await findGrants(tx, owner, [place?.grantId ?? '']);
    if (!grant) throw new BillingError('NOT_FOUND', 'is not a grant', ['grantId']);
    const expiresAt = input.expiresAt ?? null;
    refuseEarlyExpiry(expiresAt, later(now, grant.terms.startsAt ?? now));
    const reason = readText({ of: { ...input }, name: 'reason', path: [] }, TEXT_LIMIT);
    const changes = await findExpiryChanges(tx, owner, [grant.id]);

    const change = { customerId: customer.id, grantId: grant.id, ordinal: changes.length, expiresAt, reason, bookSeq: book.seq, recordedAt: later(now, book.recordedAt), actor: actor.keyId };
    await insertExpiryChange(tx, tenant.id, change);
    const { book: posted } = await expireInTransaction(tx, { book, currency: customer.currency }, { now, cause: input.idempotencyKey, actor: actor.keyId });
    await noticeBalance(tx, posted, now);
    return { kept: { grantId: grant.id }, replayed: false };
  });
  return { ...kept, replayed };
}
