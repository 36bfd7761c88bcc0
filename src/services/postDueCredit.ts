/** Posts what time alone makes of credit: lots that recurring grants and allowances owe, lots that have expired, and alerts that this fires. */
import type { BookOwner } from '../core/book.ts';
import { alertEvents, lookAtWallet } from '../core/credits/creditAlert.ts';
import { expiryDifference } from '../core/credits/lot.ts';
import { groupBy } from '../core/grouping.ts';
import { later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { findBooks, lockBook } from '../repositories/books.ts';
import { findCreditAlertsOfCustomers } from '../repositories/creditAlerts.ts';
import { findCustomersWithCredit, findLots } from '../repositories/credits.ts';
import { findCustomers } from '../repositories/customers.ts';
import { findJournals } from '../repositories/journals.ts';
import { noticeBalance } from './balanceAlerts.ts';
import { expireInTransaction, grantDueInTransaction } from './creditPosting.ts';
import type { Engine } from './engine.ts';
import { loadOwed } from './owedCredit.ts';
import { loadTenantAtNow } from './tenantTime.ts';

const CUSTOMERS = 200;

/** The customers of a tenant for whom something is due, in the order of their ids. What was missed is due still. */
export async function* findDueCredit(engine: Engine, tenantId: string): AsyncGenerator<BookOwner> {
  const db = engine.store.database;
  const reach = { tenantId, customerId: null };
  for (let after: string | null = null; ; ) {
    const { now } = await loadTenantAtNow(engine, db, tenantId);
    const customerIds: string[] = await findCustomersWithCredit(db, tenantId, { after, limit: CUSTOMERS });
    const lots = await findLots(db, reach, customerIds, null);
    const owed = await loadOwed(db, reach, customerIds, { at: now, grants: lots.map(({ grant }) => grant) });
    const ofCustomer = groupBy(lots, ({ grant }) => grant.customerId);
    const alerts = await findCreditAlertsOfCustomers(db, reach, customerIds);
    const books = new Map((await findBooks(db, reach, [...new Set(alerts.map(({ customerId }) => customerId))])).map((book) => [book.customerId, book]));
    const crossed = alerts.filter((alert) => {
      const seen = lookAtWallet(ofCustomer.get(alert.customerId) ?? [], books.get(alert.customerId)?.recordedAt ?? now, { bookSeq: 0, at: now });
      return alertEvents([alert], seen).length > 0;
    });
    const due = new Set([...crossed.map(({ customerId }) => customerId), ...owed.map(({ rule }) => rule.customerId), ...lots.filter((lot) => expiryDifference(lot, now) !== 0n).map(({ grant }) => grant.customerId)]);
    for (const customerId of customerIds) if (due.has(customerId)) yield { tenantId, customerId };
    if (customerIds.length < CUSTOMERS) return;
    after = customerIds.at(-1) ?? null;
  }
}

/** In one transaction on the locked book: whoever comes second, or again after being killed, finds nothing left to do. Answers how many journals it posted. */
export async function postDueCredit(engine: Engine, owner: BookOwner): Promise<number> {
  return await engine.store.transaction(async (tx) => {
    const { now } = await loadTenantAtNow(engine, tx, owner.tenantId);
    const standing = await lockBook(tx, owner);
    const [customer] = await findCustomers(tx, { tenantId: owner.tenantId, customerId: null }, [owner.customerId]);
    invariant(standing && customer, 'a customer has a book');
    const { currency } = customer;
    await noticeBalance(tx, standing, now);
    const granted = await grantDueInTransaction(tx, { book: standing, currency }, now);
    const { book } = granted;
    // For the request that granted the first of what expires, and in the name of who did.
    const lot = (await findLots(tx, owner, [owner.customerId], null)).find((one) => expiryDifference(one, later(now, book.recordedAt)) !== 0n);
    const [asked] = lot ? await findJournals(tx, owner, [{ customerId: owner.customerId, seq: lot.grant.seq }]) : [];
    const expired = asked ? await expireInTransaction(tx, { book, currency }, { now, cause: asked.cause, actor: asked.actor }) : null;
    await noticeBalance(tx, expired?.book ?? book, now);
    return granted.journals.length + (expired?.journals.length ?? 0);
  });
}
