/** Credit decided again, from the rows that asked for it, into a locked book. */
import type { BookOwner } from '../core/book.ts';
import type { Journal, JournalKind } from '../core/journal.ts';
import type { Book } from '../repositories/books.ts';
import { findCharges } from '../repositories/charges.ts';
import { findGrantsAt, findTransferAt, findVoidAt } from '../repositories/credits.ts';
import type { Database, Transaction } from '../store/database.ts';
import { receiveInTransaction, sendAgain } from './creditTransfers.ts';
import { type PostedCredit, expireInTransaction, grantDueInTransaction, grantInTransaction, purchaseInTransaction, voidInTransaction } from './creditPosting.ts';

const CREDIT_KINDS: readonly JournalKind[] = ['CREDIT_GRANT', 'CREDIT_PURCHASE', 'CREDIT_VOID', 'CREDIT_EXPIRY', 'CREDIT_TRANSFER_OUT', 'CREDIT_TRANSFER_IN'];

/** Journals that are decided by a grant, a void, a transfer or an expiry, and not by issuing. */
export function isCreditKind(kind: JournalKind): boolean {
  return CREDIT_KINDS.includes(kind);
}

/** Writes what the rows behind the recorded journals make of the book; null if there are none. Errors: those of what was asked. */
export async function postCreditAgain(tx: Transaction, source: Database, book: Book, operation: readonly Journal[]): Promise<PostedCredit | null> {
  const [first] = operation;
  if (!first) return null;
  const owner: BookOwner = { tenantId: book.tenantId, customerId: book.customerId };
  const order = { book, currency: first.currency };
  // When a grant takes effect is when it was asked for; when it is recorded follows from the book.
  const context = { now: first.effectiveAt, cause: first.cause, actor: first.actor };
  if (first.kind === 'CREDIT_EXPIRY') return await expireInTransaction(tx, order, { ...context, now: first.recordedAt });
  if (first.kind === 'CREDIT_VOID') {
    const asked = await findVoidAt(source, owner, first.seq);
    return asked && (await voidInTransaction(tx, order, asked, context));
  }
  if (first.kind === 'CREDIT_TRANSFER_OUT') {
    const transfer = await findTransferAt(source, owner, first.seq);
    return transfer && (await sendAgain(tx, order, transfer, context));
  }
  const [grant, ...others] = await findGrantsAt(source, owner, operation.map(({ seq }) => seq));
  if (!grant) return null;
  if (first.kind === 'CREDIT_TRANSFER_IN') return await receiveInTransaction(tx, order, grant, context);
  const ruleId = grant.terms.recurrence?.recurringGrantId ?? grant.terms.allowance?.subscriptionId;
  if (ruleId !== undefined) return await grantDueInTransaction(tx, order, first.recordedAt, ruleId);
  if (first.kind === 'CREDIT_GRANT') return await grantInTransaction(tx, order, grant, context);
  const [charge] = await findCharges(source, owner, [grant.terms.purchase?.chargeId ?? '']);
  if (!charge) return null;
  const { reversal: _, ...added } = charge;
  return await purchaseInTransaction(tx, order, { charge: added, grants: [grant, ...others] }, context);
}
