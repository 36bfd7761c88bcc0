/** Removes a low-balance alert: it fires no more, and its record stays. */
import { alertEvents, removeAlert } from '../core/credits/creditAlert.ts';
import { BillingError } from '../core/errors.ts';
import { lockBook } from '../repositories/books.ts';
import { findCreditAlerts, insertCreditAlertEvents } from '../repositories/creditAlerts.ts';
import type { TenantActor } from './actor.ts';
import { seeBalances } from './balanceAlerts.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

/** Where an alert is found. */
export interface CreditAlertPlace {
  readonly customerId: string;
  readonly creditAlertId: string;
}

/** Errors, in order: the idempotency key's; NOT_FOUND at `creditAlertId`, also out of the actor's reach; INVALID_STATE there the second time. */
export async function removeCreditAlert(engine: Engine, actor: TenantActor, place: CreditAlertPlace | null, input: { readonly idempotencyKey: string }): Promise<{ creditAlertId: string; replayed: boolean }> {
  const request = { operation: 'removeCreditAlert', idempotencyKey: input.idempotencyKey, input: { ...input, ...place } };
  const { kept, replayed } = await once<{ creditAlertId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const isInReach = place !== null && (actor.customerId === null || actor.customerId === place.customerId);
    const book = isInReach ? await lockBook(tx, { tenantId: tenant.id, customerId: place.customerId }) : null;
    const [alert] = book ? await findCreditAlerts(tx, { tenantId: tenant.id, customerId: book.customerId }, [place?.creditAlertId ?? '']) : [];
    if (!book || !alert) throw new BillingError('NOT_FOUND', 'is not a credit alert', ['creditAlertId']);
    const seen = await seeBalances(tx, book, now);
    const crossings = alertEvents([alert], seen);
    const removal = removeAlert({ ...alert, events: [...alert.events, ...crossings] }, seen.now);
    await insertCreditAlertEvents(tx, tenant.id, [...crossings, removal]);
    return { kept: { creditAlertId: alert.id }, replayed: false };
  });
  return { ...kept, replayed };
}
