/** Where a grant is found, and the lock of its book. */
import type { Customer } from '../core/customer.ts';
import { BillingError } from '../core/errors.ts';
import { type Book, lockBook } from '../repositories/books.ts';
import { findCustomers } from '../repositories/customers.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';

export interface GrantPlace {
  readonly customerId: string;
  readonly grantId: string;
}

/** Locks the book that a grant would be in. Errors: NOT_FOUND at `grantId`, also out of the actor's reach. */
export async function lockGrant(tx: Transaction, actor: TenantActor, tenantId: string, place: GrantPlace | null): Promise<{ book: Book; customer: Customer }> {
  const isInReach = place !== null && (actor.customerId === null || actor.customerId === place.customerId);
  const book = isInReach ? await lockBook(tx, { tenantId, customerId: place.customerId }) : null;
  const [customer] = book ? await findCustomers(tx, actor, [book.customerId]) : [];
  if (!book || !customer) throw new BillingError('NOT_FOUND', 'is not a grant', ['grantId']);
  return { book, customer };
}
