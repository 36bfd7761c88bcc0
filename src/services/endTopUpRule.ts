/** Ends an automatic top-up: it buys no more, and what it bought stays. */
import { endTopUp } from '../core/credits/topUp.ts';
import { BillingError } from '../core/errors.ts';
import { later } from '../core/instant.ts';
import { lockBook } from '../repositories/books.ts';
import { findTopUpRules, insertTopUpRuleEnd } from '../repositories/topUpRules.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

/** Where a rule is found. */
export interface TopUpRulePlace {
  readonly customerId: string;
  readonly topUpRuleId: string;
}

export interface EndTopUpRuleInput {
  readonly idempotencyKey: string;
  readonly reason?: string | null | undefined;
}

/** Errors, in order: the idempotency key's; NOT_FOUND at `topUpRuleId`, also out of the actor's reach; those of `endTopUp`. */
export async function endTopUpRule(engine: Engine, actor: TenantActor, place: TopUpRulePlace | null, input: EndTopUpRuleInput): Promise<{ topUpRuleId: string; replayed: boolean }> {
  const request = { operation: 'endTopUpRule', idempotencyKey: input.idempotencyKey, input: { ...input, ...place } };
  const { kept, replayed } = await once<{ topUpRuleId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const isInReach = place !== null && (actor.customerId === null || actor.customerId === place.customerId);
    const book = isInReach ? await lockBook(tx, { tenantId: tenant.id, customerId: place.customerId }) : null;
    const [rule] = book ? await findTopUpRules(tx, { tenantId: tenant.id, customerId: book.customerId }, [place?.topUpRuleId ?? '']) : [];
    if (!book || !rule) throw new BillingError('NOT_FOUND', 'is not an automatic top-up', ['topUpRuleId']);
    await insertTopUpRuleEnd(tx, tenant.id, endTopUp(rule, input, { bookSeq: book.seq, recordedAt: later(now, book.recordedAt), actor: actor.keyId }));
    return { kept: { topUpRuleId: rule.id }, replayed: false };
  });
  return { ...kept, replayed };
}
