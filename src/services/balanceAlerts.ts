/** Alerts within a transaction: whether a balance has crossed a threshold is decided where the balance changes, on the locked book. */
import { type BalanceSeen, alertEvents } from '../core/credits/creditAlert.ts';
import { balanceOf } from '../core/credits/lot.ts';
import { type Instant, later } from '../core/instant.ts';
import { findCreditAlertsOfCustomers, insertCreditAlertEvents } from '../repositories/creditAlerts.ts';
import { findLots } from '../repositories/credits.ts';
import type { Book } from '../repositories/books.ts';
import type { Database, Transaction } from '../store/database.ts';
import { loadOwedLots } from './owedCredit.ts';

/** What a customer can draw on now. */
export async function seeBalance(db: Database, { tenantId, customerId, seq, recordedAt }: Book, now: Instant): Promise<BalanceSeen> {
  const owner = { tenantId, customerId };
  const at = later(now, recordedAt);
  const lots = await findLots(db, owner, [customerId], null);
  return { balance: balanceOf([...lots, ...(await loadOwedLots(db, owner, [customerId], { at, lots }))], at), bookSeq: seq, at };
}

/** Fires what is crossed and arms what is no longer; the lock of the book makes each happen once. Cheap where there are no alerts. */
export async function noticeBalance(tx: Transaction, book: Book, now: Instant): Promise<void> {
  const alerts = await findCreditAlertsOfCustomers(tx, { tenantId: book.tenantId, customerId: book.customerId }, [book.customerId]);
  if (alerts.length === 0) return;
  await insertCreditAlertEvents(tx, book.tenantId, alertEvents(alerts, await seeBalance(tx, book, now)));
}
