/**
 * Statements of account: what a customer owed, what changed that in order, and what was owed in the end. Derived from journals
 * alone: whatever posts on the customer's receivable or credit is an entry, of whichever kind it is.
 */
import { type AccountCode, CUSTOMER_CREDIT, RECEIVABLE, REFUNDS_PAYABLE } from './accounts.ts';
import { type CalendarDay, daysBetween } from './calendar.ts';
import type { Instant } from './instant.ts';
import { type LotSums, sumOfKind, untakenOf } from './credits/lot.ts';
import type { Journal, JournalKind } from './journal.ts';
import { type Posting, netOn } from './posting.ts';

/** A journal with a posting on one of these is an entry of the statement. */
export const STATEMENT_ACCOUNTS = [RECEIVABLE, CUSTOMER_CREDIT, REFUNDS_PAYABLE] as const satisfies readonly AccountCode[];

/** What is owed is the sum of these: the receivable less the customer's credit. */
export const OWED_ACCOUNTS = [RECEIVABLE, CUSTOMER_CREDIT] as const satisfies readonly AccountCode[];

/** What a journal is to the customer. In minor units. */
export interface Movement {
  /** What it comes to, never below zero: of a payment all of it, of credit applied what was applied, although neither owes more or less by it. */
  readonly amount: bigint;
  /** What it adds to what is owed; below zero for what it takes off. */
  readonly change: bigint;
}

export interface StatementEntry<Entry extends Pick<Journal, 'postings'>> extends Movement {
  readonly journal: Entry;
  /** What is owed after it. */
  readonly balance: bigint;
}

/** What a journal's postings come to for the customer; zero where they move money between others. */
export function movementOf(postings: readonly Posting[]): Movement {
  const nets = STATEMENT_ACCOUNTS.map((code) => netOn(code, postings));
  const more = nets.reduce((sum, net) => (net > 0n ? sum + net : sum), 0n);
  const less = nets.reduce((sum, net) => (net < 0n ? sum - net : sum), 0n);
  return { amount: more > less ? more : less, change: OWED_ACCOUNTS.reduce((sum, code) => sum + netOn(code, postings), 0n) };
}

/** The entries with their balances, after what was owed before the first of them. */
export function runBalance<Entry extends Pick<Journal, 'postings'>>(opening: bigint, journals: readonly Entry[]): StatementEntry<Entry>[] {
  let balance = opening;
  return journals.map((journal) => {
    const movement = movementOf(journal.postings);
    balance += movement.change;
    return { journal, ...movement, balance };
  });
}

/** Numbers of what a journal is about: the document it issued or corrected, then those that it posts on. In the order of the postings. */
export function documentsOf({ invoiceId, postings }: Pick<Journal, 'invoiceId' | 'postings'>): string[] {
  const posted = postings.flatMap(({ debit, credit }) => [debit, credit].filter(({ code }) => code === RECEIVABLE).map(({ reference }) => reference));
  return [...new Set([...(invoiceId === null ? [] : [invoiceId]), ...posted])];
}

/** What became of a customer's lots of credit in a time, by what is posted, in minor units. Opening, and granted less all others, is closing. */
export interface CreditMovements extends LotSums {
  readonly opening: bigint;
  readonly closing: bigint;
}

/** From what the journals of each kind put on the lots' accounts (credits less debits), before the time and before its end. */
export function creditMovements(before: ReadonlyMap<JournalKind, bigint>, after: ReadonlyMap<JournalKind, bigint>): CreditMovements {
  const [first, last] = [lotSumsOf(before), lotSumsOf(after)];
  const moved = { granted: last.granted - first.granted, burned: last.burned - first.burned, expired: last.expired - first.expired, voided: last.voided - first.voided, transferred: last.transferred - first.transferred };
  return { ...moved, opening: untakenOf(first) - first.expired, closing: untakenOf(last) - last.expired };
}

function lotSumsOf(nets: ReadonlyMap<JournalKind, bigint>): LotSums {
  const sums = { granted: 0n, burned: 0n, expired: 0n, voided: 0n, transferred: 0n };
  for (const [kind, net] of nets) {
    const sum = sumOfKind(kind);
    if (sum !== null) sums[sum.name] += sum.sign * net;
  }
  return sums;
}

/** Receivables by how long they are past due, in minor units. */
export interface AgedReceivables {
  /** Not past due. */
  readonly current: bigint;
  readonly days1To30: bigint;
  readonly days31To60: bigint;
  readonly days61To90: bigint;
  readonly over90Days: bigint;
  readonly total: bigint;
}

/** What an invoice still owes. */
export interface OpenInvoice {
  readonly dueDate: CalendarDay;
  readonly due: bigint;
}

/** Ages what is owed on a day of the seller's calendar. On its due date an invoice is not past due; the day after it is by one day. */
export function ageReceivables(open: readonly OpenInvoice[], day: CalendarDay): AgedReceivables {
  const between = (first: number, last: number) =>
    open.reduce((sum, { dueDate, due }) => {
      const daysLate = daysBetween(dueDate, day);
      return daysLate >= first && daysLate <= last ? sum + due : sum;
    }, 0n);
  return {
    current: between(Number.NEGATIVE_INFINITY, 0),
    days1To30: between(1, 30),
    days31To60: between(31, 60),
    days61To90: between(61, 90),
    over90Days: between(91, Number.POSITIVE_INFINITY),
    total: open.reduce((sum, { due }) => sum + due, 0n),
  };
}

/** Which statement: what took effect in `[from, to)`, as far as it was recorded by `knownAt`; null: by now. */
export interface StatementTime {
  readonly from: Instant;
  readonly to: Instant;
  readonly knownAt: Instant | null;
}
