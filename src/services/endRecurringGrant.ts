/** Ends a rule that grants credit by the interval; what it owes by then stays owed. */
import { refuseEnd } from '../core/credits/recurringGrant.ts';
import { BillingError } from '../core/errors.ts';
import { readText } from '../core/fields.ts';
import { type Instant, later } from '../core/instant.ts';
import { lockBook } from '../repositories/books.ts';
import { findCustomers } from '../repositories/customers.ts';
import { findRecurringGrants, insertRecurringGrantEnd } from '../repositories/recurringGrants.ts';
import type { TenantActor } from './actor.ts';
import { noticeBalance } from './balanceAlerts.ts';
import { grantDueInTransaction } from './creditPosting.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

/** Where a rule is found. */
export interface RecurringGrantPlace {
  readonly customerId: string;
  readonly recurringGrantId: string;
}

export interface EndRecurringGrantInput {
  readonly idempotencyKey: string;
  readonly endAt?: Instant | null | undefined;
  readonly reason?: string | null | undefined;
}

const TEXT_LIMIT = 500;

/** Errors, in order: the idempotency key's; NOT_FOUND at `recurringGrantId`, also out of the actor's reach; those of `refuseEnd`; `reason` as `readText`. */
export async function endRecurringGrant(engine: Engine, actor: TenantActor, place: RecurringGrantPlace | null, input: EndRecurringGrantInput): Promise<{ recurringGrantId: string; replayed: boolean }> {
  const request = { operation: 'endRecurringGrant', idempotencyKey: input.idempotencyKey, input: { ...input, ...place } };
  const { kept, replayed } = await once<{ recurringGrantId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const isInReach = place !== null && (actor.customerId === null || actor.customerId === place.customerId);
    const owner = isInReach ? { tenantId: tenant.id, customerId: place.customerId } : null;
    const book = owner && (await lockBook(tx, owner));
    const [rule] = book ? await findRecurringGrants(tx, book, [place?.recurringGrantId ?? '']) : [];
    const [customer] = rule ? await findCustomers(tx, actor, [rule.customerId]) : [];
    if (!book || !rule || !customer) throw new BillingError('NOT_FOUND', 'is not a recurring grant', ['recurringGrantId']);
    await noticeBalance(tx, book, now);
    const endAt = input.endAt ?? now;
    refuseEnd(rule, endAt, now);
    const reason = readText({ of: { ...input }, name: 'reason', path: [] }, TEXT_LIMIT);

    const { book: posted } = await grantDueInTransaction(tx, { book, currency: customer.currency }, now);
    const end = { customerId: rule.customerId, recurringGrantId: rule.id, endAt, reason, bookSeq: posted.seq, recordedAt: later(now, posted.recordedAt), actor: actor.keyId };
    await insertRecurringGrantEnd(tx, tenant.id, end);
    return { kept: { recurringGrantId: rule.id }, replayed: false };
  });
  return { ...kept, replayed };
}
