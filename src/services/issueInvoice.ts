/** Issues a customer's invoice: what is due is posted, cut, numbered and sealed in one transaction. */
import { BillingError } from '../core/errors.ts';
import { type Instant, instantText } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { partiesDigest, partiesOf } from '../core/parties.ts';
import { lockBook } from '../repositories/books.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { insertParties } from '../repositories/invoiceParties.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { issueInTransaction } from './invoiceIssue.ts';

export interface IssueInvoiceInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
  readonly asOf?: Instant | null | undefined;
  readonly ignoreGracePeriod?: boolean | null | undefined;
  readonly usageSoFar?: boolean | null | undefined;
}

/**
 * Errors, in order: the idempotency key's; NOT_FOUND at `customerExternalId`; OUT_OF_RANGE at `asOf` in the future; those of
 * the decision: INVALID_STATE, NOTHING_TO_INVOICE, GRACE_PERIOD, OUT_OF_RANGE.
 */
export async function issueInvoice(engine: Engine, actor: TenantActor, input: IssueInvoiceInput): Promise<{ invoiceId: string; replayed: boolean }> {
  const request = { operation: 'issueInvoice', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ invoiceId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const asOf = input.asOf ?? now;
    if (asOf > now) throw new BillingError('OUT_OF_RANGE', `lies in the future: it is ${instantText(now)}`, ['asOf']);
    const book = await lockBook(tx, { tenantId: tenant.id, customerId: customer.id });
    invariant(book, 'a customer has a book');
    const parties = partiesOf(tenant, customer);
    const salt = engine.newSalt();
    const order = { customer, book, asOf, partiesDigest: partiesDigest(parties, salt), ignoresGrace: input.ignoreGracePeriod === true, usageSoFar: input.usageSoFar === true ? { threshold: null } : null, frozen: null };
    const { cut } = await issueInTransaction(tx, order, { now, cause: input.idempotencyKey, actor: actor.keyId });
    await insertParties(tx, { tenantId: tenant.id, customerId: customer.id, cutNumber: cut.cutNumber, parties, salt });
    return { kept: { invoiceId: cut.id }, replayed: false };
  });
  return { ...kept, replayed };
}
