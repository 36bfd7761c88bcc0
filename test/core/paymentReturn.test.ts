import { describe, expect, it } from 'vitest';
import { parseCurrency } from '../../src/core/currency.ts';
import { BillingError } from '../../src/core/errors.ts';
import { instant } from '../../src/core/instant.ts';
import type { Journal, JournalKind } from '../../src/core/journal.ts';
import { documentLeft, returnPostings } from '../../src/core/paymentReturn.ts';
import type { Posting } from '../../src/core/posting.ts';
import { postFact } from '../../src/core/postingRules.ts';

const USD = parseCurrency('USD');

function journal(postings: readonly Posting[], kind: JournalKind = 'PAYMENT'): Journal {
  return { kind, currency: USD, effectiveAt: instant(0), recordedAt: instant(0), billableAt: null, reversesSeq: null, invoiceId: null, line: null, seq: 1, cause: 'c', actor: 'k', hash: '', postings };
}

/** A payment of 20.00: 10.00 of a, 5.00 of b, and 5.00 in excess. */
const CAPTURED = journal([
  ...postFact('payment captured', { payment: 'p', invoice: 'a' }, 1_000n),
  ...postFact('payment captured', { payment: 'p', invoice: 'b' }, 500n),
  ...postFact('payment in excess', { payment: 'p' }, 500n),
  ...postFact('payment settled', { payment: 'p', provider: 'bank' }, 2_000n),
]);
const texts = (postings: readonly Posting[]) => postings.map(({ debit, credit, amount }) => `${debit.code}:${debit.reference} ${credit.code}:${credit.reference} ${amount}`);

function giveBack(amount: bigint | null, { credit = 500n, mayOverdraw = false, rooms = { a: 1_000n, b: 500n }, before = [] }: { credit?: bigint; mayOverdraw?: boolean; rooms?: Record<string, bigint>; before?: readonly Posting[][] } = {}) {
  const payment = { id: 'p', provider: 'bank', journals: [CAPTURED, ...before.map((postings) => journal(postings, 'PAYMENT_REFUND'))], rooms: new Map(Object.entries(rooms)) };
  return returnPostings(amount, payment, { credit, currency: USD, mayOverdraw });
}

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof BillingError) return `${error.code} ${error.path.join('.')}`;
    throw error;
  }
  return 'none';
}

describe('returnPostings', () => {
  it('returnPostings: takes the credit that the payment made first, then what it paid, the last first', () => {
    expect(texts(giveBack(300n))).toEqual(['2000: 1010:p 300', '1010:p 1000:bank 300']);
    // 5.00 of credit, 5.00 of b, 2.00 of a.
    expect(texts(giveBack(1_200n))).toEqual(['1100:b 1010:p 500', '1100:a 1010:p 200', '2000: 1010:p 500', '1010:p 1000:bank 1200']);
    expect(texts(giveBack(null)).at(-1)).toBe('1010:p 1000:bank 2000');
  });

  it('returnPostings: what was given back before is gone', () => {
    const before = [giveBack(1_200n)];
    expect(texts(giveBack(null, { before, credit: 0n }))).toEqual(['1100:a 1010:p 800', '1010:p 1000:bank 800']);
    expect(refusalOf(() => giveBack(801n, { before, credit: 0n }))).toBe('OUT_OF_RANGE amount');
    expect(refusalOf(() => giveBack(null, { before: [giveBack(null)], credit: 0n }))).toBe('INVALID_STATE paymentId');
  });

  it('returnPostings: an invoice that was credited does not owe again; the credit that came of it goes back', () => {
    // b was credited whole while it was paid, which made 5.00 of credit beside the 5.00 in excess.
    expect(texts(giveBack(null, { rooms: { a: 1_000n, b: 0n }, credit: 1_000n }))).toEqual(['1100:a 1010:p 1000', '2000: 1010:p 1000', '1010:p 1000:bank 2000']);
  });

  it('returnPostings: credit that was used is not there for a refund, and a failure takes it all the same', () => {
    expect(refusalOf(() => giveBack(null, { credit: 0n }))).toBe('OUT_OF_RANGE amount');
    expect(texts(giveBack(1_500n, { credit: 0n }))).toEqual(['1100:b 1010:p 500', '1100:a 1010:p 1000', '1010:p 1000:bank 1500']);
    expect(texts(giveBack(null, { credit: 0n, mayOverdraw: true }))).toEqual(['1100:b 1010:p 500', '1100:a 1010:p 1000', '2000: 1010:p 500', '1010:p 1000:bank 2000']);
  });

  it('documentLeft: is the total less notes and what was given up, wherever a note went', () => {
    const invoice = journal(postFact('line invoiced', { invoice: 'a', chargeLine: 'l' }, 1_000n), 'INVOICE');
    const note = journal([...postFact('credited', { invoice: 'a' }, 300n), ...postFact('credited beyond what is owed', { invoice: 'a' }, 300n)], 'CREDIT_NOTE');
    const givenUp = journal(postFact('written off', { invoice: 'a' }, 100n), 'WRITE_OFF');
    expect(documentLeft([invoice, note, givenUp, CAPTURED])).toBe(600n);
  });
});
