/** Erases a customer: everything personal but what the law holds, and that too once its time is over. Nothing sealed or rated changes. */
import type { BookOwner } from '../core/book.ts';
import { endTopUp } from '../core/credits/topUp.ts';
import { localDay } from '../core/calendar.ts';
import { DEFAULT_RETENTION_YEARS, type Erasure, decideErasure, refuseWhileSubscribed, withoutPersonalData } from '../core/erasure.ts';
import { BillingError } from '../core/errors.ts';
import { type Instant, instant, later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { Tenant } from '../core/tenant.ts';
import { parseReason } from '../core/usageCorrection.ts';
import { lockBook } from '../repositories/books.ts';
import { saveErasedKey, findErasedCustomers, findErasures, insertErasure } from '../repositories/customerKeys.ts';
import { findCreditNotesOfInvoices } from '../repositories/creditNotes.ts';
import { findCustomers, findCustomersByExternalId, saveCustomer } from '../repositories/customers.ts';
import { saveErasedParties, findNamingCuts } from '../repositories/invoiceParties.ts';
import { findCutsByPlace } from '../repositories/invoices.ts';
import { findSubscriptionsOfCustomers } from '../repositories/subscriptions.ts';
import { findTopUpRulesOfCustomers, insertTopUpRuleEnd } from '../repositories/topUpRules.ts';
import type { Transaction } from '../store/database.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { loadTenantAtNow } from './tenantTime.ts';

export interface EraseCustomerInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
  readonly reason: string;
}

type Kept = { readonly customerId: string; readonly ordinal: number };

/**
 * Asked again with another key, it erases what has run out since. Errors, in order: as `refuseLimited`; the idempotency key's;
 * `reason` as `parseReason`; NOT_FOUND at `customerExternalId`; those of `refuseWhileSubscribed`.
 */
export async function eraseCustomer(engine: Engine, actor: TenantActor, input: EraseCustomerInput): Promise<Kept & { readonly replayed: boolean }> {
  refuseLimited(actor);
  const request = { operation: 'eraseCustomer', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<Kept>(engine, actor, request, async (tx, { tenant, now }) => {
    const reason = parseReason(input.reason);
    const [found] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!found) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const owner = { tenantId: tenant.id, customerId: found.id };
    // Held until the commit: usage and invoices of this customer come either before it or after it.
    const book = await lockBook(tx, owner);
    invariant(book, 'a customer has a book');
    refuseWhileSubscribed(await findSubscriptionsOfCustomers(tx, actor, [found.id]), now);
    for (const rule of await findTopUpRulesOfCustomers(tx, owner, [found.id])) {
      if (rule.end === null) await insertTopUpRuleEnd(tx, tenant.id, endTopUp(rule, {}, { bookSeq: book.seq, recordedAt: later(now, book.recordedAt), actor: actor.keyId }));
    }
    return { kept: { customerId: found.id, ordinal: await erase(tx, owner, { tenant, now, actor: actor.keyId, reason }) }, replayed: false };
  });
  return { ...kept, replayed };
}

/** Erases the parties of every document of erased customers whose time is over; answers of how many customers. One transaction each. */
export async function eraseExpired(engine: Engine, tenantId: string): Promise<number> {
  let erased = 0;
  for (const customerId of await findErasedCustomers(engine.store.database, tenantId)) {
    const hasExpired = await engine.store.transaction(async (tx) => {
      const { tenant, now } = await loadTenantAtNow(engine, tx, tenantId);
      const owner = { tenantId, customerId };
      const { expired } = await decide(tx, owner, { tenant, now });
      if (expired.length === 0) return false;
      invariant(await lockBook(tx, owner), 'a customer has a book');
      await erase(tx, owner, { tenant, now, actor: null, reason: null });
      return true;
    });
    if (hasExpired) erased += 1;
  }
  return erased;
}

interface At {
  readonly tenant: Tenant;
  readonly now: Instant;
}

/** In a locked book. Answers the erasure's ordinal. */
async function erase(tx: Transaction, owner: BookOwner, { tenant, now, ...by }: At & Pick<Erasure, 'actor' | 'reason'>): Promise<number> {
  const [customer] = await findCustomers(tx, { tenantId: owner.tenantId, customerId: null }, [owner.customerId]);
  invariant(customer, 'a customer stays');
  const earlier = await findErasures(tx, owner, [owner.customerId]);
  const { expired, ...kept } = await decide(tx, owner, { tenant, now });

  await saveCustomer(tx, owner.tenantId, withoutPersonalData(customer));
  await saveErasedKey(tx, owner, now);
  await saveErasedParties(tx, owner, expired);
  const ordinal = earlier.length + 1;
  await insertErasure(tx, owner.tenantId, { customerId: owner.customerId, ordinal, erasedAt: now, ...by, ...kept });
  return ordinal;
}

async function decide(tx: Transaction, owner: BookOwner, { tenant, now }: At) {
  const naming = await findNamingCuts(tx, owner);
  const cuts = await findCutsByPlace(tx, owner.tenantId, naming.map((cutNumber) => ({ customerId: owner.customerId, cutNumber })));
  const notes = await findCreditNotesOfInvoices(tx, { tenantId: owner.tenantId, customerId: null }, cuts.map(({ id }) => id));
  const documents = cuts.map(({ id, cutNumber, issuedAt }) => {
    // A credit note names the parties of its invoice, and is a document of its own.
    const issued = [issuedAt, ...notes.filter(({ invoiceId }) => invoiceId === id).map((note) => note.issuedAt)];
    return { cutNumber, issueDate: localDay(instant(Math.max(...issued)), tenant.timeZone) };
  });
  return decideErasure(documents, { today: localDay(now, tenant.timeZone), retentionYears: tenant.retentionYears ?? DEFAULT_RETENTION_YEARS });
}
