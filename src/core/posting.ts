/** Postings: one row that debits one account and credits another, so that it balances by construction. */
import type { Account } from './accounts.ts';
import { invariant } from './invariant.ts';
import { refuseBeyondLimit } from './money.ts';

/** `amount` is above zero, in minor units of the journal's currency. */
export interface Posting {
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: bigint;
}

/**
 * Posts a signed amount: a negative one with its sides exchanged, zero not at all.
 * Errors: OUT_OF_RANGE beyond a signed 64-bit amount.
 */
export function post(debit: Account, credit: Account, signedAmount: bigint): Posting[] {
  invariant(debit.code !== credit.code || debit.reference !== credit.reference, 'a posting has two accounts');
  refuseBeyondLimit(signedAmount);
  if (signedAmount === 0n) return [];
  return signedAmount > 0n ? [{ debit, credit, amount: signedAmount }] : [{ debit: credit, credit: debit, amount: -signedAmount }];
}

/** The postings with their sides exchanged: what takes a journal back. */
export function reversed(postings: readonly Posting[]): Posting[] {
  return postings.map(({ debit, credit, amount }) => ({ debit: credit, credit: debit, amount }));
}

/** Debits less credits that the postings make on one account code. */
export function netOn(code: Account['code'], postings: readonly Posting[]): bigint {
  return postings.reduce((sum, { debit, credit, amount }) => sum + (debit.code === code ? amount : 0n) - (credit.code === code ? amount : 0n), 0n);
}

/** One text of some postings, to compare them by. */
export function postingsText(postings: readonly Posting[]): string {
  return postings.map(({ debit, credit, amount }) => [debit.code, debit.reference, credit.code, credit.reference, amount].join(' ')).join('\n');
}
