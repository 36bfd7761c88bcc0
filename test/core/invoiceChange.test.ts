import { describe, expect, it } from 'vitest';
import { type NoteOfInvoice, changesOf } from '../../src/core/invoiceChange.ts';
import type { Journal, JournalKind } from '../../src/core/journal.ts';
import type { Posting } from '../../src/core/posting.ts';
import { postFact } from '../../src/core/postingRules.ts';
import { USD, at } from '../support/ledger.ts';

const OWN = { invoice: 'i', payment: 'p', provider: 'manual' };
const OTHER = { ...OWN, invoice: 'another' };

function journal(seq: number, kind: JournalKind, on: string, postings: readonly Posting[]): Journal {
  return { kind, currency: USD, seq, effectiveAt: at(on), recordedAt: at(on), billableAt: null, cause: 'cause', actor: 'actor', hash: '', reversesSeq: null, invoiceId: null, line: null, postings };
}

/** An invoice over 100.00 of 1 February. */
const JOURNALS = [
  journal(3, 'INVOICE', '2026-02-01', postFact('line invoiced', { ...OWN, chargeLine: 'line' }, 10_000n)),
  // 90.00 arrive, 60.00 of them for this invoice.
  journal(5, 'PAYMENT', '2026-02-03', [...postFact('payment captured', OWN, 6_000n), ...postFact('payment captured', OTHER, 3_000n), ...postFact('payment settled', OWN, 9_000n)]),
  journal(6, 'CREDIT_APPLICATION', '2026-02-04', postFact('credit applied', OWN, 500n)),
  // 70.00 of the 90.00 go back: 50.00 of this invoice, 20.00 of the other.
  journal(8, 'PAYMENT_REFUND', '2026-02-06', [...postFact('payment captured', OWN, -5_000n), ...postFact('payment captured', OTHER, -2_000n)]),
  journal(9, 'PAYMENT_FAILURE', '2026-02-07', postFact('payment in excess', OWN, -1_000n)),
  journal(12, 'WRITE_OFF', '2026-02-10', postFact('written off', OWN, 4_500n)),
];

function noteOf(seq: number, on: string, { total, credited = 0n, isVoid = false }: { total: bigint; credited?: bigint; isVoid?: boolean }): NoteOfInvoice {
  return { journal: journal(seq, 'CREDIT_NOTE', on, [...postFact('credited', OWN, total), ...postFact('credited beyond what is owed', OWN, credited)]), isVoid, total };
}

/** 40.00 of it are credited, and later all 60.00 that is left, which nobody owes any more. */
const NOTES = [noteOf(10, '2026-02-08', { total: 4_000n }), noteOf(13, '2026-02-11', { total: 6_000n, credited: 6_000n, isVoid: true })];

describe('changesOf', () => {
  const changes = (from: string, to: string | null) => changesOf('i', { journals: JOURNALS, notes: NOTES }, { from: at(from), to: to === null ? null : at(to) }).map(({ kind, amount, change }) => [kind, amount, change]);

  it('changesOf: payments, credit applied, payments given back, notes, write-offs and a void, in book order, each as far as it is about the invoice', () => {
    expect(changes('2026-02-01', null)).toEqual([
      ['PAYMENT', 6_000n, -6_000n],
      ['CREDIT_APPLICATION', 500n, -500n],
      ['PAYMENT_REFUND', 5_000n, 5_000n],
      ['CREDIT_NOTE', 4_000n, -4_000n],
      ['WRITE_OFF', 4_500n, -4_500n],
      ['VOID', 6_000n, 0n],
    ]);
  });

  it('changesOf: what was recorded at the first time is before it, what was recorded at the second is not after it', () => {
    expect(changes('2026-02-04', '2026-02-08').map(([kind]) => kind)).toEqual(['PAYMENT_REFUND', 'CREDIT_NOTE']);
    expect(changes('2026-02-11', null)).toEqual([]);
  });

  it('changesOf: together they are what is owed in the end less what was owed before', () => {
    // 100.00 - 60.00 - 5.00 = 35.00 on 4 February; 35.00 + 50.00 - 40.00 = 45.00 on 8 February, and nothing once that is written off.
    const sum = (of: (string | bigint | undefined)[][]) => of.reduce((total, [, , change]) => total + BigInt(change ?? 0), 0n);
    expect([sum(changes('2026-02-01', '2026-02-04')), sum(changes('2026-02-04', '2026-02-08')), sum(changes('2026-02-01', null))]).toEqual([-6_500n, 1_000n, -10_000n]);
  });
});
