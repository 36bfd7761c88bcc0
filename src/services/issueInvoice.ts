/** Issues a customer's invoice: what is due is posted, cut, numbered and sealed in one transaction. */
import { BillingError } from '../core/errors.ts';
import { localDay } from '../core/calendar.ts';
import { type Instant, instantText, later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type IssueDecision, issueInvoice as decideInvoice } from '../core/issuing.ts';
import { seriesOn } from '../core/numbering.ts';
import { partiesDigest, partiesOf } from '../core/parties.ts';
import { type Book, lockBook, saveBook } from '../repositories/books.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { insertCut, takeNumber } from '../repositories/invoices.ts';
import { type InvoiceParties, insertParties } from '../repositories/invoiceParties.ts';
import { insertJournals } from '../repositories/journals.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { loadBillingState, loadSubscriptions } from './billingState.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface IssueInvoiceInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
  readonly asOf?: Instant | null | undefined;
  readonly ignoreGracePeriod?: boolean | null | undefined;
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
    const subscribed = await loadSubscriptions(tx, tenant.id, customer.id);
    const state = await loadBillingState(tx, { customer, book, asOf, subscribed });
    const series = seriesOn(state.rules.terms.invoiceNumberFormat, localDay(later(now, book.recordedAt), tenant.timeZone));
    const number = await takeNumber(tx, tenant.id, series.name);
    const parties = { parties: partiesOf(tenant, customer), salt: engine.newSalt() };

    const order = { ...series, number, partiesDigest: partiesDigest(parties.parties, parties.salt), ignoresGrace: input.ignoreGracePeriod === true };
    const decision = decideInvoice(state, order, { now, cause: input.idempotencyKey, actor: actor.keyId });

    await saveDecision(tx, book, customer.currency, decision);
    await insertParties(tx, { ...state.owner, cutNumber: decision.cut.cutNumber, ...parties } satisfies InvoiceParties);
    return { kept: { invoiceId: decision.cut.id }, replayed: false };
  });
  return { ...kept, replayed };
}

async function saveDecision(tx: Transaction, book: Book, currency: Parameters<typeof insertCut>[1]['currency'], { journals, head, cut, seal }: IssueDecision): Promise<void> {
  const { tenantId, customerId } = book;
  await insertJournals(tx, { tenantId, customerId }, journals);
  await insertCut(tx, { tenantId, customerId, currency, ...cut }, seal);
  await saveBook(tx, { tenantId, customerId, ...head, cutNumber: cut.cutNumber, ratedThrough: cut.asOf, ratedSeq: cut.issueSeq });
}
