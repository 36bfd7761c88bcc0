/** Settling within a transaction: what a locked book owes and has, the decision, and its rows. A request and a replay do the same. */
import { CUSTOMER_CREDIT, RECEIVABLE, REFUNDS_PAYABLE, TRANSIT } from '../core/accounts.ts';
import { type PostingContext, appendJournals } from '../core/book.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Instant } from '../core/instant.ts';
import { groupBy } from '../core/grouping.ts';
import { invariant } from '../core/invariant.ts';
import type { Journal } from '../core/journal.ts';
import { type ReturnablePayment, documentLeft } from '../core/paymentReturn.ts';
import { type RecordedSettlement, type SettlementStanding, settledInvoices, settlementJournal } from '../core/settlement.ts';
import { type Book, saveBook } from '../repositories/books.ts';
import { sumCells } from '../repositories/entries.ts';
import { findCuts } from '../repositories/invoices.ts';
import { findJournalsOfInvoice, findJournalsOfInvoices, findJournalsOn, insertJournals } from '../repositories/journals.ts';
import { findSettlementAt, findSettlements, insertSettlement } from '../repositories/settlements.ts';
import type { Database, Transaction } from '../store/database.ts';

/** Whose book, locked, what is asked, and when it takes effect in the accounts. */
export interface SettlementOrder extends Pick<RecordedSettlement, 'id' | 'kind' | 'terms'> {
  readonly book: Book;
  readonly currency: CurrencyCode;
  readonly effectiveAt: Instant;
}

/** Errors: those of the decision: NOT_FOUND, OUT_OF_RANGE, INVALID_STATE. */
export async function settleInTransaction(tx: Transaction, { book, currency, effectiveAt, ...asked }: SettlementOrder, context: PostingContext): Promise<Journal> {
  const owner = { tenantId: book.tenantId, customerId: book.customerId };
  const draft = settlementJournal(asked, await loadStanding(tx, book, { currency, terms: asked.terms }), effectiveAt);
  const { journals, head } = appendJournals(owner, book, [draft], context);
  await insertJournals(tx, owner, journals);
  await insertSettlement(tx, owner.tenantId, { ...asked, customerId: owner.customerId, seq: head.seq, recordedAt: head.recordedAt, actor: context.actor });
  await saveBook(tx, { ...book, ...head });
  return journals[0] as Journal;
}

/** Settles again what a recorded journal settled, from the row that asked for it; null if no row did. */
export async function settleAgain(tx: Transaction, source: Database, book: Book, recorded: Journal): Promise<Journal | null> {
  const settlement = await findSettlementAt(source, book, recorded.seq);
  if (!settlement) return null;
  const { id, kind, terms } = settlement;
  const order = { id, kind, terms, book, currency: recorded.currency, effectiveAt: recorded.effectiveAt };
  return await settleInTransaction(tx, order, { now: recorded.recordedAt, cause: recorded.cause, actor: recorded.actor });
}

async function loadStanding(tx: Transaction, book: Book, { currency, terms }: Pick<SettlementStanding, 'currency'> & Pick<RecordedSettlement, 'terms'>): Promise<SettlementStanding> {
  const receivables = await sumCells(tx, book, RECEIVABLE);
  const cuts = await findCuts(tx, { tenantId: book.tenantId, customerId: book.customerId }, [...receivables.keys()]);
  const owed = cuts
    .sort((a, b) => a.cutNumber - b.cutNumber)
    .flatMap(({ id, number }) => {
      const due = receivables.get(id) ?? 0n;
      return due > 0n ? [{ id, number, due }] : [];
    });
  const credit = await sumCells(tx, book, CUSTOMER_CREDIT);
  const refunds = terms.refundId === null ? null : await sumCells(tx, book, REFUNDS_PAYABLE);
  return {
    currency,
    owed,
    credit: -(credit.get('') ?? 0n),
    refundDue: -(refunds?.get(terms.refundId ?? '') ?? 0n),
    payment: terms.paymentId === null ? null : await loadPayment(tx, book, terms.paymentId, receivables),
    invoiceJournals: terms.invoiceId === null ? [] : await findJournalsOfInvoice(tx, book, terms.invoiceId),
  };
}

/** A payment with what was given back of it, and how much more the invoices that it paid could owe. */
async function loadPayment(tx: Transaction, book: Book, paymentId: string, receivables: ReadonlyMap<string, bigint>): Promise<ReturnablePayment> {
  const [payment] = await findSettlements(tx, { tenantId: book.tenantId, customerId: book.customerId }, [paymentId]);
  invariant(payment?.terms.provider, 'a recorded payment names its provider');
  const journals = await findJournalsOn(tx, book, { code: TRANSIT, reference: paymentId });
  const invoiceIds = [...new Set(journals.flatMap(({ postings }) => settledInvoices(postings).map(({ invoiceId }) => invoiceId)))];
  const byInvoice = groupBy(await findJournalsOfInvoices(tx, book, invoiceIds), ({ invoiceId }) => invoiceId ?? '');
  const rooms = new Map(invoiceIds.map((id) => [id, documentLeft(byInvoice.get(id) ?? []) - (receivables.get(id) ?? 0n)]));
  return { id: paymentId, provider: payment.terms.provider, journals, rooms };
}
