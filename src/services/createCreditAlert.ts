/** Creates a low-balance alert; it fires at once if the balance is below its threshold already. */
import { type AlertInput, creditAlertId, parseAlert } from '../core/credits/creditAlert.ts';
import { BillingError } from '../core/errors.ts';
import { later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { lockBook } from '../repositories/books.ts';
import { insertCreditAlert } from '../repositories/creditAlerts.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import type { TenantActor } from './actor.ts';
import { noticeBalance } from './balanceAlerts.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface CreateCreditAlertInput extends AlertInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
}

/** Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`; those of `parseAlert`. */
export async function createCreditAlert(engine: Engine, actor: TenantActor, input: CreateCreditAlertInput): Promise<{ creditAlertId: string; replayed: boolean }> {
  const request = { operation: 'createCreditAlert', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ creditAlertId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const terms = parseAlert(input, customer.currency);
    const owner = { tenantId: tenant.id, customerId: customer.id };
    const book = await lockBook(tx, owner);
    invariant(book, 'a customer has a book');
    const id = creditAlertId(terms, { ...owner, cause: input.idempotencyKey, at: now });
    await insertCreditAlert(tx, tenant.id, { id, customerId: customer.id, terms, bookSeq: book.seq, recordedAt: later(now, book.recordedAt), actor: actor.keyId, events: [] });
    await noticeBalance(tx, book, now);
    return { kept: { creditAlertId: id }, replayed: false };
  });
  return { ...kept, replayed };
}
