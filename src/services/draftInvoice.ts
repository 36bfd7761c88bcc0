/** Drafts the invoice to come: the same decision as issuing, on the same state, and nothing is written. */
import { nextBillableAt } from '../core/chargeLine.ts';
import type { Customer } from '../core/customer.ts';
import { refuseUnless } from '../core/errors.ts';
import { type Instant, earlier, instantText, later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { findBooks } from '../repositories/books.ts';
import type { TenantActor } from './actor.ts';
import { type CustomerSubscriptions, loadSubscriptions } from './billingState.ts';
import type { Engine } from './engine.ts';
import { type DraftInvoice, draftAt } from './invoiceDraft.ts';
import { loadTenantAtNow } from './tenantTime.ts';

/**
 * The invoice at `asOf`; by default at the end of the period that is not invoiced yet, or now if that is over or the usage so far
 * is to be on it. Null if no line would be on it.
 * Errors: OUT_OF_RANGE at `asOf` before the customer's newest invoice, or more than ten years ahead.
 */
export async function draftInvoice(engine: Engine, actor: TenantActor, customer: Customer, requested: Instant | null, { usageSoFar = false }: { usageSoFar?: boolean } = {}): Promise<DraftInvoice | null> {
  const db = engine.store.database;
  const { now } = await loadTenantAtNow(engine, db, actor.tenantId);
  const [book] = await findBooks(db, actor, [customer.id]);
  invariant(book, 'a customer has a book');
  const subscribed = await loadSubscriptions(db, actor.tenantId, customer.id);
  const after = book.ratedThrough ?? earlier(now, firstStart(subscribed) ?? now);
  const next = nextBillableAt({ ...subscribed, after }) ?? now;
  const earliest = book.ratedThrough;
  const asOf = requested ?? (usageSoFar ? later(now, earliest ?? now) : later(now, next));
  refuseUnless(earliest === null || asOf >= earliest, 'OUT_OF_RANGE', `lies before ${earliest === null ? '' : instantText(earliest)}, until when this customer is invoiced`, ['asOf']);
  refuseUnless(asOf <= now + HORIZON_MS, 'OUT_OF_RANGE', 'lies more than ten years ahead', ['asOf']);
  return (await draftAt(db, actor, { customer, book, asOf, subscribed, usageSoFar }, now)).draft;
}

function firstStart({ subscriptions }: CustomerSubscriptions): Instant | null {
  return subscriptions.reduce<Instant | null>((first, { startAt }) => (first === null ? startAt : earlier(first, startAt)), null);
}

const HORIZON_MS = 10 * 366 * 86_400_000;
