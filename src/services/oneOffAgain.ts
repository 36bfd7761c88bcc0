/** One-off charges and their reversals decided again, from the rows that asked for them, into a locked book. */
import { type BookOwner, appendJournals } from '../core/book.ts';
import type { Journal } from '../core/journal.ts';
import { chargeIdOf, chargeJournal, reversalJournal } from '../core/oneOffCharge.ts';
import { type Book, saveBook } from '../repositories/books.ts';
import { findCharges, insertCharge, insertReversal } from '../repositories/charges.ts';
import { findJournals, insertJournals } from '../repositories/journals.ts';
import type { Database, Transaction } from '../store/database.ts';

/** Writes what the recorded charge or reversal makes of the book and answers its journal; null if no row asked for it. */
export async function postOneOffAgain(tx: Transaction, source: Database, book: Book, recorded: Journal): Promise<Journal | null> {
  const owner: BookOwner = { tenantId: book.tenantId, customerId: book.customerId };
  const [charge] = await findCharges(source, owner, [recorded.line === null ? '' : (chargeIdOf(recorded.line) ?? '')]);
  if (!charge) return null;
  const { reversal, ...added } = charge;
  // When it takes effect is when it was asked for; when it is recorded follows from the book.
  const next = { currency: recorded.currency, now: recorded.effectiveAt, ratedThrough: book.ratedThrough };
  const context = { now: recorded.effectiveAt, cause: recorded.cause, actor: recorded.actor };
  const [reversed] = recorded.reversesSeq === null ? [] : await findJournals(tx, owner, [{ customerId: book.customerId, seq: charge.seq }]);
  if (recorded.reversesSeq !== null && (!reversed || reversal === null)) return null;

  const draft = reversed ? reversalJournal({ reversal: null }, reversed, next) : chargeJournal(charge, next);
  const { journals, head } = appendJournals(owner, book, [draft], context);

  await insertJournals(tx, owner, journals);
  if (reversed && reversal) await insertReversal(tx, owner, { ...reversal, seq: head.seq });
  else await insertCharge(tx, book.tenantId, { ...added, seq: head.seq });
  await saveBook(tx, { ...book, ...head });
  return journals[0] ?? null;
}
