/** Answers whether a customer's credit covers usage that is not there yet. Nothing is locked or written. */
import { readSpending } from '../core/credits/spending.ts';
import type { Customer } from '../core/customer.ts';
import { invariant } from '../core/invariant.ts';
import { findBooks } from '../repositories/books.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { type SpendAnswer, loadSpend } from './spendingState.ts';
import { loadTenantAtNow } from './tenantTime.ts';

export interface CanSpendInput {
  readonly meterCode: string;
  readonly quantity: string;
  readonly properties?: unknown;
}

/** Errors, in order: those of `readSpending`; those of `loadSpend`. */
export async function canSpend(engine: Engine, actor: TenantActor, customer: Customer, input: CanSpendInput): Promise<SpendAnswer> {
  const usage = readSpending(input);
  return await engine.store.snapshot(async (db) => {
    const { now } = await loadTenantAtNow(engine, db, actor.tenantId);
    const [book] = await findBooks(db, actor, [customer.id]);
    invariant(book, 'a customer has a book');
    return await loadSpend(db, { customer, book, now, asked: { usage } });
  });
}
