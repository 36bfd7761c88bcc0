/** Issues invoices to customers whose unbilled usage has reached their threshold. */
import type { BookOwner } from '../core/book.ts';
import type { Customer } from '../core/customer.ts';
import { firstIdAt } from '../core/identity.ts';
import { type Instant, instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { partiesDigest, partiesOf } from '../core/parties.ts';
import type { Tenant } from '../core/tenant.ts';
import { type ThresholdStanding, usageThresholdOf } from '../core/threshold.ts';
import { type Book, findBooks, lockBook } from '../repositories/books.ts';
import { findCustomers } from '../repositories/customers.ts';
import { insertParties } from '../repositories/invoiceParties.ts';
import { findCustomersUsingSince } from '../repositories/usageEvents.ts';
import type { Transaction } from '../store/database.ts';
import { bookPages } from './bookScan.ts';
import type { Engine } from './engine.ts';
import { issueInTransaction } from './invoiceIssue.ts';
import { loadTenantAtNow } from './tenantTime.ts';
import { loadThresholdStanding } from './thresholdStanding.ts';

/** Who asks for the journals of invoices that no request asked for. */
const JOB = 'job:usage-threshold';

/** Usage is looked for so much further back than the last look, for what was committed late. */
const SLACK_MS = 2 * 60_000;
/** A customer of whom no usage is new is looked at all the same: a level grows with time, a correction and a price may be new. */
const EVERYONE_MS = 60 * 60_000;

/** What a process remembers of a tenant between two looks. Nothing depends on it but how soon a customer is looked at. */
export interface ThresholdLook {
  /** By real time, when the last look began, and when the last at everyone did. */
  readonly at: Instant;
  readonly everyoneAt: Instant;
  /** The thresholds that it found, by customer: one that is new or another is looked at. */
  readonly thresholds: ReadonlyMap<string, bigint>;
}

export interface ThresholdRound {
  readonly look: ThresholdLook;
  readonly issued: number;
}

/**
 * Looks at each customer with a threshold who has new usage or whose threshold is new, from time to time at all of them, and
 * issues what has reached it.
 * One transaction each, which holds the book and decides again: whoever comes second finds the usage billed.
 * What one customer's trouble was goes to `onFailure`, and the others get theirs.
 */
export async function issueAtThresholds(engine: Engine, tenantId: string, last: ThresholdLook | null, onFailure: (customerId: string, error: unknown) => void): Promise<ThresholdRound> {
  const db = engine.store.database;
  const at = engine.now();
  const isForEveryone = last === null || at - last.everyoneAt >= EVERYONE_MS;
  const thresholds = new Map<string, bigint>();
  let issued = 0;
  for await (const { books, customers } of bookPages(db, { tenantId, customerId: null })) {
    const { tenant, now } = await loadTenantAtNow(engine, db, tenantId);
    const limited = books.flatMap((book) => {
      const customer = customers.get(book.customerId);
      const threshold = customer ? usageThresholdOf(customer, tenant) : null;
      if (!customer || threshold === null) return [];
      thresholds.set(customer.id, threshold);
      return [{ tenant, customer, book, isNew: last?.thresholds.get(customer.id) !== threshold }];
    });
    const using = isForEveryone ? null : await findCustomersUsingSince(db, tenantId, limited.map(({ book }) => book.customerId), firstIdAt(instant(last.at - SLACK_MS)));
    for (const place of limited.filter(({ book, isNew }) => isNew || using === null || using.has(book.customerId))) {
      const { customerId } = place.book;
      const invoiceId = await issueIfReached(engine, place, now).catch((error: unknown) => {
        onFailure(customerId, error);
        return null;
      });
      if (invoiceId !== null) issued += 1;
    }
  }
  return { look: { at, everyoneAt: isForEveryone ? at : last.everyoneAt, thresholds }, issued };
}

/** Looks at one customer now, as `issueAtThresholds` does; the id of the invoice, or null if the threshold is not reached. */
export async function issueAtThresholdOf(engine: Engine, { tenantId, customerId }: BookOwner): Promise<string | null> {
  const db = engine.store.database;
  const { tenant, now } = await loadTenantAtNow(engine, db, tenantId);
  const [[customer], [book]] = [await findCustomers(db, { tenantId, customerId }, [customerId]), await findBooks(db, { tenantId, customerId }, [customerId])];
  invariant(book && customer, 'a customer stays, and has a book');
  return await issueIfReached(engine, { tenant, customer, book }, now);
}

async function issueIfReached(engine: Engine, place: { tenant: Tenant; customer: Customer; book: Book }, now: Instant): Promise<string | null> {
  if (!isDue(await loadThresholdStanding(engine.store.database, place, now), now)) return null;
  return await engine.store.transaction((tx) => issueLocked(tx, engine, { tenantId: place.tenant.id, customerId: place.customer.id }));
}

/** The id of the invoice; null if the usage was billed, or the threshold changed, before the book was locked. */
async function issueLocked(tx: Transaction, engine: Engine, owner: BookOwner): Promise<string | null> {
  const book = await lockBook(tx, owner);
  const { tenant, now } = await loadTenantAtNow(engine, tx, owner.tenantId);
  const [customer] = await findCustomers(tx, { tenantId: owner.tenantId, customerId: null }, [owner.customerId]);
  invariant(book && customer, 'a customer stays, and has a book');
  const standing = await loadThresholdStanding(tx, { tenant, customer, book }, now);
  if (!isDue(standing, now)) return null;
  const parties = partiesOf(tenant, customer);
  const salt = engine.newSalt();
  const order = { customer, book, asOf: now, partiesDigest: partiesDigest(parties, salt), ignoresGrace: false, usageSoFar: { threshold: standing.threshold }, frozen: null };
  const { cut } = await issueInTransaction(tx, order, { now, cause: `usage threshold:${owner.customerId}:${book.cutNumber + 1}`, actor: JOB });
  await insertParties(tx, { ...owner, cutNumber: cut.cutNumber, parties, salt });
  return cut.id;
}

/** While late usage of a period that is over is waited for, nothing is issued: the invoice would have that period too. */
function isDue(standing: ThresholdStanding | null, now: Instant): standing is ThresholdStanding {
  return standing !== null && standing.isReached && standing.mayIssueAt <= now;
}
