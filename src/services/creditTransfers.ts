/** Transfers of credit within a transaction: each side decided on its own locked book, and its rows. A request and a replay do the same. */
import type { PostingContext } from '../core/book.ts';
import type { Grant } from '../core/credits/grant.ts';
import type { Lot } from '../core/credits/lot.ts';
import { type CreditTransfer, movedOf, receivedJournal, sentJournal } from '../core/credits/transfer.ts';
import { BillingError } from '../core/errors.ts';
import { later } from '../core/instant.ts';
import { findGrants, insertGrants, insertTransfer, lotsOf } from '../repositories/credits.ts';
import type { Transaction } from '../store/database.ts';
import { type CreditOrder, type PostedCredit, type Unplaced, placed, postCredit } from './creditPosting.ts';

/** The side that credit leaves. */
export async function sendInTransaction(tx: Transaction, { book, currency }: CreditOrder, { lot, transfer }: { readonly lot: Lot; readonly transfer: Unplaced<CreditTransfer> }, context: PostingContext): Promise<PostedCredit> {
  const draft = sentJournal(lot, transfer.toGrantId, transfer.terms.moved.amount, { currency, at: later(context.now, book.recordedAt) });
  const posted = await postCredit(tx, book, [draft], context);
  await insertTransfer(tx, book.tenantId, placed(transfer, posted.journals[0]));
  return posted;
}

/** The side that credit leaves, decided again from what was asked. Errors: NOT_FOUND at `grantId`; those of `movedOf`. */
export async function sendAgain(tx: Transaction, order: CreditOrder, transfer: Unplaced<CreditTransfer>, context: PostingContext): Promise<PostedCredit> {
  const { book, currency } = order;
  const [lot] = await lotsOf(tx, book, await findGrants(tx, book, [transfer.grantId]), null);
  if (!lot) throw new BillingError('NOT_FOUND', 'is not a grant', ['grantId']);
  const moved = movedOf(lot, transfer.terms.asked, { at: later(context.now, book.recordedAt), currency });
  return await sendInTransaction(tx, order, { lot, transfer: { ...transfer, terms: { ...transfer.terms, moved } } }, context);
}

/** The side where it arrives, as a lot that says what it is. */
export async function receiveInTransaction(tx: Transaction, { book, currency }: CreditOrder, grant: Unplaced<Grant>, context: PostingContext): Promise<PostedCredit> {
  const posted = await postCredit(tx, book, [receivedJournal(grant.id, grant.terms, { currency, at: context.now })], context);
  await insertGrants(tx, book.tenantId, [placed(grant, posted.journals[0])]);
  return posted;
}
