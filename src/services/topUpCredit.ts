/** Tops credit up: finds the customers to whom too little is left, and buys for each by its rule. */
import type { BookOwner } from '../core/book.ts';
import { nextTopUp, topUpCause, topUpGrants } from '../core/credits/topUp.ts';
import { later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { lockBook } from '../repositories/books.ts';
import { insertIdempotencyRecord } from '../repositories/idempotency.ts';
import { findTopUpRulesInForce, findTopUpRulesOfCustomers } from '../repositories/topUpRules.ts';
import { type Purchased, buyInTransaction, purchaseChargeId } from './creditPurchase.ts';
import type { Engine } from './engine.ts';
import { intentOf } from './idempotency.ts';
import { loadTenantAtNow } from './tenantTime.ts';
import { lookAtTopUps } from './topUpLook.ts';

const RULES = 200;

/** The customers of a tenant whose rule would buy now, in the order of their ids. What was missed is due still, if too little is left still. */
export async function* findDueTopUps(engine: Engine, tenantId: string): AsyncGenerator<BookOwner> {
  const db = engine.store.database;
  for (let after: string | null = null; ; ) {
    const { now } = await loadTenantAtNow(engine, db, tenantId);
    const rules = await findTopUpRulesInForce(db, tenantId, { after, limit: RULES });
    for (const { rule, standing } of await lookAtTopUps(db, { tenantId, customerId: null }, rules, now)) {
      if (standing.state === 'DUE') yield { tenantId, customerId: rule.customerId };
    }
    if (rules.length < RULES) return;
    after = rules.at(-1)?.customerId ?? null;
  }
}

/**
 * Buys once, if that is due still: decided again on the locked book, so whoever comes second, or again after being killed, finds
 * the credit or the unpaid invoice there. Null if nothing is due. The purchase is kept under a key that its rule and number make, as
 * a request's is, so that the database refuses a second one of that number. Errors: those of `buyInTransaction`.
 */
export async function topUpCredit(engine: Engine, owner: BookOwner): Promise<Purchased | null> {
  const { tenantId, customerId } = owner;
  return await engine.store.transaction(async (tx) => {
    const { tenant, now } = await loadTenantAtNow(engine, tx, tenantId);
    const book = await lockBook(tx, owner);
    invariant(book, 'a customer has a book');
    const at = later(now, book.recordedAt);
    const inForce = (await findTopUpRulesOfCustomers(tx, owner, [customerId])).filter(({ end }) => end === null);
    const [looked] = await lookAtTopUps(tx, owner, inForce, at);
    if (looked?.standing.state !== 'DUE') return null;
    const { rule, customer, look } = looked;
    const ordinal = nextTopUp(rule, look.lots);
    const context = { now, cause: topUpCause(rule, ordinal), actor: rule.actor };
    const chargeId = purchaseChargeId(owner, context);
    const lots = topUpGrants(rule, ordinal, { chargeId, zone: look.zone, at });

    const purchased = await buyInTransaction(tx, engine, { tenant, customer, book, chargeId, words: rule.terms, lots }, context);

    const request = { operation: 'topUpCredit', input: { topUpRuleId: rule.id, ordinal } };
    await insertIdempotencyRecord(tx, tenantId, { key: context.cause, operation: request.operation, intent: intentOf(request, null), result: { ...purchased } }, now);
    return purchased;
  });
}
