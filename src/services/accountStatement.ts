/** A customer's statement of account: what was owed, what changed it, and how old what is owed in the end is. */
import { CUSTOMER_CREDIT, RECEIVABLE, REFUNDS_PAYABLE } from '../core/accounts.ts';
import { type TimeZone, localDay } from '../core/calendar.ts';
import type { Customer } from '../core/customer.ts';
import type { InvoiceKind } from '../core/documentTerms.ts';
import { refuseUnless } from '../core/errors.ts';
import { instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type Parties, partiesOf } from '../core/parties.ts';
import { type AgedReceivables, type CreditMovements, OWED_ACCOUNTS, STATEMENT_ACCOUNTS, type StatementEntry, type StatementTime, ageReceivables, creditMovements, documentsOf, runBalance } from '../core/statement.ts';
import { findBooks } from '../repositories/books.ts';
import { findCreditNotesOfInvoices } from '../repositories/creditNotes.ts';
import { findCuts } from '../repositories/invoices.ts';
import type { BookJournal } from '../repositories/journals.ts';
import type { Page, PageKey, PageRequest } from '../repositories/page.ts';
import { findErasedAt } from '../repositories/customerKeys.ts';
import { findSettlementsAt } from '../repositories/settlements.ts';
import { type StatementScope, countStatement, pageStatement, sumBefore, sumCreditBefore, sumReferencesBefore } from '../repositories/statements.ts';
import { findTenant } from '../repositories/tenants.ts';
import type { Database } from '../store/database.ts';

/** What a statement says beside its entries. Amounts are minor units of its currency. */
export interface StatementSums {
  /** What was owed before the time, and after it: the receivable less the credit; below zero where the seller owes. */
  readonly opening: bigint;
  readonly closing: bigint;
  /** At the end of the time. */
  readonly receivable: bigint;
  readonly credit: bigint;
  /** Taken off the credit to be paid out, and not paid yet. */
  readonly refundsPayable: bigint;
  readonly aged: AgedReceivables;
}

/** What became of the customer's lots of credit in the time of a statement. */
export async function sumStatementCredits(db: Database, scope: StatementScope): Promise<CreditMovements> {
  const { from, to } = scope.time;
  return creditMovements(await sumCreditBefore(db, scope, from), await sumCreditBefore(db, scope, to));
}

/** An entry with the numbers of the invoices that it is about. */
export interface StatementRow extends StatementEntry<BookJournal> {
  /** Of the invoice or note that it is; null for what is no document. */
  readonly number: string | null;
  /** What that is. */
  readonly document: InvoiceKind | null;
  readonly numbers: readonly string[];
}

/** Which statement is meant: of the book as it ends now, so that its sums and entries agree while others post. Errors: OUT_OF_RANGE at `to` unless it lies after `from`. */
export async function findStatement(db: Database, tenantId: string, { id, currency }: Customer, time: StatementTime): Promise<StatementScope> {
  refuseUnless(time.from < time.to, 'OUT_OF_RANGE', 'does not lie after `from`', ['to']);
  const [book] = await findBooks(db, { tenantId, customerId: id }, [id]);
  invariant(book, 'a customer has a book');
  return { tenantId, customerId: id, currency, time, headSeq: book.seq };
}

/** Days are those of the seller's calendar; the statement's day is the last that has begun before its end. */
export async function sumStatement(db: Database, scope: StatementScope): Promise<StatementSums> {
  const { from, to } = scope.time;
  const before = await sumBefore(db, scope, OWED_ACCOUNTS, from);
  const after = await sumBefore(db, scope, STATEMENT_ACCOUNTS, to);
  const owed = await sumReferencesBefore(db, scope, RECEIVABLE);
  const dueDates = new Map((await findCuts(db, scope, [...owed.keys()])).map(({ id, terms }) => [id, terms?.dueDate]));
  const tenant = await findTenant(db, scope.tenantId);
  invariant(tenant, 'a customer has a tenant');
  const day = localDay(instant(to - 1), tenant.timeZone);
  const receivable = after.get(RECEIVABLE) ?? 0n;
  const credit = -(after.get(CUSTOMER_CREDIT) ?? 0n);
  return {
    opening: [...before.values()].reduce((sum, net) => sum + net, 0n),
    closing: receivable - credit,
    receivable,
    credit,
    refundsPayable: -(after.get(REFUNDS_PAYABLE) ?? 0n),
    aged: ageReceivables([...owed].map(([id, due]) => ({ due, dueDate: dueDates.get(id) ?? day })), day),
  };
}

/** A page of entries, each with what was owed after it: the same however the page was come to. */
export async function pageOfStatement(db: Database, scope: StatementScope, request: PageRequest): Promise<Page<StatementRow>> {
  const { rows: journals, ...ends } = await pageStatement(db, scope, request);
  const [first] = journals;
  if (!first) return { rows: [], ...ends };
  const before = await sumBefore(db, scope, OWED_ACCOUNTS, first);
  const entries = runBalance([...before.values()].reduce((sum, net) => sum + net, 0n), journals);
  const cuts = new Map((await findCuts(db, scope, [...new Set(journals.flatMap(documentsOf))])).map((cut) => [cut.id, cut]));
  const corrected = journals.flatMap(({ kind, invoiceId }) => (kind === 'CREDIT_NOTE' && invoiceId !== null ? [invoiceId] : []));
  const notes = new Map((await findCreditNotesOfInvoices(db, scope, [...new Set(corrected)])).map(({ seq, number }) => [seq, number]));
  const documentOf = ({ kind, invoiceId, seq }: BookJournal): Pick<StatementRow, 'number' | 'document'> => {
    const cut = kind === 'INVOICE' ? cuts.get(invoiceId ?? '') : undefined;
    if (cut) return { number: cut.number, document: cut.terms?.note?.kind ?? 'INVOICE' };
    return { number: notes.get(seq) ?? null, document: kind === 'CREDIT_NOTE' ? 'CREDIT_NOTE' : null };
  };
  return { rows: entries.map((entry) => ({ ...entry, ...documentOf(entry.journal), numbers: documentsOf(entry.journal).flatMap((id) => cuts.get(id)?.number ?? []) })), ...ends };
}

/** The most entries of a statement that is one document. */
export const STATEMENT_ENTRIES = 10_000;
const PAGE = 500;

/** An entry as documents say it, without its journal. */
export interface WholeEntry extends Pick<StatementRow, 'amount' | 'change' | 'balance' | 'numbers' | 'document'>, Pick<BookJournal, 'kind' | 'effectiveAt' | 'recordedAt'> {
  readonly reference: string | null;
}

/** All that a document says of a statement. */
export interface WholeStatement extends StatementSums, Pick<StatementScope, 'currency' | 'time'> {
  /** As they are now; null for a customer who was erased. */
  readonly parties: Parties | null;
  readonly timeZone: TimeZone;
  readonly rows: readonly WholeEntry[];
}

/** A statement with all of its entries. Errors: TOO_MANY at `from` above 10,000 entries. */
export async function loadWholeStatement(db: Database, scope: StatementScope, customer: Customer): Promise<WholeStatement> {
  const { currency, time } = scope;
  const counted = await countStatement(db, scope, STATEMENT_ENTRIES + 1);
  refuseUnless(counted <= STATEMENT_ENTRIES, 'TOO_MANY', `leaves more than ${STATEMENT_ENTRIES} entries on one document: ask for a shorter time`, ['from']);
  const tenant = await findTenant(db, scope.tenantId);
  invariant(tenant, 'a customer has a tenant');
  const erasedAt = await findErasedAt(db, scope);
  const rows: WholeEntry[] = [];
  for (let after: PageKey | null = null; ; ) {
    const { rows: page, hasNextPage }: Page<StatementRow> = await pageOfStatement(db, scope, { limit: PAGE, after, before: null, isBackward: false });
    rows.push(...(await withReferences(db, scope, page)));
    const last = page.at(-1)?.journal;
    if (!hasNextPage || !last) break;
    after = [last.effectiveAt, last.seq];
  }
  return { ...(await sumStatement(db, scope)), currency, time, timeZone: tenant.timeZone, parties: erasedAt === null ? partiesOf(tenant, customer) : null, rows };
}

/** By its own number, then by those of the invoices that it is about. */
async function withReferences(db: Database, scope: StatementScope, rows: readonly StatementRow[]): Promise<WholeEntry[]> {
  const settlements = await findSettlementsAt(db, scope, rows.map(({ journal: { customerId, seq } }) => ({ customerId, seq })));
  const references = new Map(settlements.map(({ seq, terms }) => [seq, terms.reference]));
  return rows.map(({ journal: { kind, effectiveAt, recordedAt, seq }, number, document, numbers, amount, change, balance }) => ({
    ...{ kind, document, effectiveAt, recordedAt, amount, change, balance },
    numbers: [...new Set([...(number === null ? [] : [number]), ...numbers])],
    reference: references.get(seq) ?? null,
  }));
}
