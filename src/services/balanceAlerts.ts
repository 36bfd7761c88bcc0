/** Alerts within a transaction: whether a balance has crossed a threshold is decided on the locked book, before and after whatever is posted on it. */
import { type WalletLook, alertEvents, lookAtWallet } from '../core/credits/creditAlert.ts';
import { type Instant, later } from '../core/instant.ts';
import type { Journal } from '../core/journal.ts';
import { findCreditAlertsOfCustomers, insertCreditAlertEvents } from '../repositories/creditAlerts.ts';
import { findLots } from '../repositories/credits.ts';
import type { Book } from '../repositories/books.ts';
import type { Database, Transaction } from '../store/database.ts';
import { loadOwedLots } from './owedCredit.ts';

/** What a customer could draw on since the newest posting, whenever time changed it, and what it can draw on now. */
export async function seeBalances(db: Database, { tenantId, customerId, seq, recordedAt }: Book, now: Instant): Promise<WalletLook> {
  const owner = { tenantId, customerId };
  const at = later(now, recordedAt);
  const lots = await findLots(db, owner, [customerId], null);
  return lookAtWallet([...lots, ...(await loadOwedLots(db, owner, [customerId], { at, lots }))], recordedAt, { bookSeq: seq, at });
}

/**
 * Fires what is crossed and arms what is no longer; the lock of the book makes each happen once. Whatever posts looks before it, with the
 * book as it stood, and, if it may change the balance, after it. Cheap where there are no alerts.
 */
export async function noticeBalance(tx: Transaction, book: Book, now: Instant): Promise<void> {
  const alerts = await findCreditAlertsOfCustomers(tx, { tenantId: book.tenantId, customerId: book.customerId }, [book.customerId]);
  if (alerts.length === 0) return;
  await insertCreditAlertEvents(tx, book.tenantId, alertEvents(alerts, await seeBalances(tx, book, now)));
}

/** The book as journals leave it, as far as looks need it. */
export function bookAfter(book: Book, journals: readonly Journal[]): Book {
  const newest = journals.at(-1);
  return newest === undefined ? book : { ...book, seq: newest.seq, recordedAt: newest.recordedAt };
}
