/** Issues notes of late usage: one that is asked for, and those that customers' policies ask for. */
import { effectiveTerms } from '../core/billingTerms.ts';
import type { Customer } from '../core/customer.ts';
import { BillingError } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import { partiesDigest, partiesOf } from '../core/parties.ts';
import type { PostingContext } from '../core/book.ts';
import type { Tenant } from '../core/tenant.ts';
import { type Book, lockBook } from '../repositories/books.ts';
import { findCustomers, findCustomersByExternalId } from '../repositories/customers.ts';
import { insertParties } from '../repositories/invoiceParties.ts';
import { findBooksWithNews } from '../repositories/lateArrivals.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { bookPages } from './bookScan.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { issueNoteInTransaction } from './invoiceIssue.ts';
import { loadTenantAtNow } from './tenantTime.ts';

export interface IssueUsageNoteInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
}

/** Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`; NOTHING_TO_INVOICE; OUT_OF_RANGE if an amount does not fit. */
export async function issueUsageNote(engine: Engine, actor: TenantActor, input: IssueUsageNoteInput): Promise<{ noteId: string; replayed: boolean }> {
  const request = { operation: 'issueUsageNote', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ noteId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const noteId = await issue(tx, engine, { tenant, customer }, () => ({ now, cause: input.idempotencyKey, actor: actor.keyId }));
    if (noteId === null) throw new BillingError('NOTHING_TO_INVOICE', 'nothing became known that makes a difference to a period that was invoiced');
    return { kept: { noteId }, replayed: false };
  });
  return { ...kept, replayed };
}

/** Who asks for the journals of notes that no request asked for. */
const JOB = 'job:late-usage';

/**
 * Issues a note to each customer of a tenant whose policy asks for one at once and about whom something became known since the
 * newest document. One transaction each, which holds the book: whoever comes second finds nothing left.
 * Answers of how many; what one customer's trouble was goes to `onFailure`, and the others get theirs.
 */
export async function issueNotesAtOnce(engine: Engine, tenantId: string, onFailure: (customerId: string, error: unknown) => void): Promise<number> {
  const db = engine.store.database;
  const { tenant } = await loadTenantAtNow(engine, db, tenantId);
  let issued = 0;
  for await (const { books, customers } of bookPages(db, { tenantId, customerId: null })) {
    const asking = books.filter((book) => asksForNotes(tenant, customers.get(book.customerId)));
    for (const { customerId } of await findBooksWithNews(db, tenantId, asking)) {
      const noteId = await engine.store.transaction((tx) => issueByPolicy(tx, engine, { tenantId, customerId })).catch((error: unknown) => {
        onFailure(customerId, error);
        return null;
      });
      if (noteId !== null) issued += 1;
    }
  }
  return issued;
}

function asksForNotes(tenant: Tenant, customer: Customer | undefined): customer is Customer {
  return customer !== undefined && effectiveTerms(customer, tenant).lateUsage === 'NOTE_AT_ONCE';
}

async function issueByPolicy(tx: Transaction, engine: Engine, { tenantId, customerId }: { tenantId: string; customerId: string }): Promise<string | null> {
  const { tenant, now } = await loadTenantAtNow(engine, tx, tenantId);
  const [customer] = await findCustomers(tx, { tenantId, customerId: null }, [customerId]);
  if (!asksForNotes(tenant, customer)) return null;
  return await issue(tx, engine, { tenant, customer }, ({ cutNumber }) => ({ now, cause: `late usage:${customerId}:${cutNumber + 1}`, actor: JOB }));
}

/** The id of the note; null if what became known comes to nothing. */
async function issue(tx: Transaction, engine: Engine, { tenant, customer }: { tenant: Tenant; customer: Customer }, contextOf: (book: Book) => PostingContext): Promise<string | null> {
  const owner = { tenantId: tenant.id, customerId: customer.id };
  const book = await lockBook(tx, owner);
  invariant(book, 'a customer has a book');
  const parties = partiesOf(tenant, customer);
  const salt = engine.newSalt();
  const decision = await issueNoteInTransaction(tx, { customer, book, partiesDigest: partiesDigest(parties, salt), frozen: null }, contextOf(book));
  if (decision === null) return null;
  await insertParties(tx, { ...owner, cutNumber: decision.cut.cutNumber, parties, salt });
  return decision.cut.id;
}
