import { describe, expect, it } from 'vitest';
import { asStoodAt, countsAsOf } from '../../src/core/asOf.ts';
import { parseCalendarDay } from '../../src/core/calendar.ts';
import { instant } from '../../src/core/instant.ts';
import type { JournalKind } from '../../src/core/journal.ts';
import { type Posting, post } from '../../src/core/posting.ts';
import { type Fact, type RuleReferences, postFact } from '../../src/core/postingRules.ts';
import { ageReceivables, creditMovements, documentsOf, movementOf, runBalance } from '../../src/core/statement.ts';

const REFERENCES: RuleReferences = { invoice: 'i1', chargeLine: 'l', payment: 'p', refund: 'r', provider: 'bank', taxRate: 't' };
const of = (...facts: readonly (readonly [Fact, bigint])[]): Posting[] => facts.flatMap(([fact, amount]) => postFact(fact, REFERENCES, amount));

describe('statement: what a journal is to the customer', () => {
  const day = (text: string) => parseCalendarDay(text);

  it('an invoice adds its total, lines below zero and tax included', () => {
    // 100.00 and -20.00 of lines, 16.00 of tax: 96.00.
    expect(movementOf(of(['line invoiced', 10000n], ['line invoiced', -2000n], ['tax added', 1600n]))).toEqual({ amount: 9600n, change: 9600n });
  });

  it('a document below zero becomes credit, and takes off what is owed', () => {
    // Lines of -20.00 leave the receivable at 0 and the credit at 20.00.
    expect(movementOf(of(['line invoiced', -2000n], ['document below zero', 2000n]))).toEqual({ amount: 2000n, change: -2000n });
  });

  it('a payment takes off all of it, also what is in excess', () => {
    // 120.00 on an invoice and 10.00 too much.
    expect(movementOf(of(['payment captured', 12000n], ['payment in excess', 1000n], ['payment settled', 13000n]))).toEqual({ amount: 13000n, change: -13000n });
  });

  it('credit applied and refunds paid come to something and change nothing; a refund asked and a write-off do', () => {
    expect(movementOf(of(['credit applied', 500n]))).toEqual({ amount: 500n, change: 0n });
    expect(movementOf(of(['refund asked', 500n]))).toEqual({ amount: 500n, change: 500n });
    expect(movementOf(of(['refund paid', 500n]))).toEqual({ amount: 500n, change: 0n });
    expect(movementOf(of(['written off', 500n], ['tax written off', 100n]))).toEqual({ amount: 600n, change: -600n });
  });

  it('a kind that nobody thought of is what its postings are', () => {
    // Receivable 1100 is credited with what another account is debited.
    expect(movementOf(post({ code: '4100', reference: 'x' }, { code: '1100', reference: 'i1' }, 700n))).toEqual({ amount: 700n, change: -700n });
    expect(movementOf(post({ code: '1150', reference: 'l' }, { code: '4000', reference: 'p' }, 700n))).toEqual({ amount: 0n, change: 0n });
  });

  it('the balance runs from what was owed before', () => {
    // -10.00, then 96.00 more, then 50.00 less: 86.00 and 36.00.
    const journals = [{ postings: of(['line invoiced', 9600n]) }, { postings: of(['payment captured', 5000n]) }];
    expect(runBalance(-1000n, journals).map(({ balance }) => balance)).toEqual([8600n, 3600n]);
  });

  it('it is about the invoice that it issues or corrects, and those that it posts on', () => {
    expect(documentsOf({ invoiceId: 'i9', postings: of(['line invoiced', 1n], ['tax added', 1n]) })).toEqual(['i9', 'i1']);
    expect(documentsOf({ invoiceId: null, postings: of(['refund asked', 1n]) })).toEqual([]);
  });

  it('receivables age from the day after they were due', () => {
    const open = [['2026-05-01', 1n], ['2026-04-30', 2n], ['2026-04-29', 4n], ['2026-03-31', 8n], ['2026-03-30', 16n], ['2026-02-28', 32n], ['2026-01-30', 64n], ['2026-01-29', 128n]] as const;
    // On 30 April: due tomorrow 1 and today 2; 1 day late 4, 30 days 8; 31 days 16; 61 days 32, 90 days 64; 91 days 128.
    expect(ageReceivables(open.map(([dueDate, due]) => ({ dueDate: day(dueDate), due })), day('2026-04-30'))).toEqual({
      ...{ current: 3n, days1To30: 12n, days31To60: 16n, days61To90: 96n, over90Days: 128n, total: 255n },
    });
  });
});

describe('as of', () => {
  const paidEarly = { effectiveAt: instant(100), recordedAt: instant(200) };

  it('a fact recorded later than it took effect counts from then on that both times reach it', () => {
    expect(countsAsOf(paidEarly, { asOf: instant(100), knownAt: instant(200) })).toBe(true);
    expect(countsAsOf(paidEarly, { asOf: instant(100), knownAt: instant(199) })).toBe(false);
    expect(countsAsOf(paidEarly, { asOf: instant(99), knownAt: null })).toBe(false);
    expect(countsAsOf(paidEarly, { asOf: null, knownAt: null })).toBe(true);
  });

  it('asOf alone is the books as they stood then', () => {
    expect(asStoodAt({ asOf: instant(100), knownAt: null })).toEqual({ asOf: 100, knownAt: 100 });
    expect(asStoodAt({ asOf: instant(100), knownAt: instant(200) })).toEqual({ asOf: 100, knownAt: 200 });
    expect(asStoodAt({ asOf: null, knownAt: instant(200) })).toEqual({ asOf: null, knownAt: 200 });
  });
});

describe('lots of a statement', () => {
  it('creditMovements: opening, and granted less what became of it, is closing', () => {
    // Before: 100 granted and 20 bought, 30 drawn, 10 expired: 80 are left. In the time: 50 come from another customer, 25 are drawn and
    // 5 given back, 4 of what had expired count again, 7 are voided, 8 leave.
    const before = new Map<JournalKind, bigint>([['CREDIT_GRANT', 100n], ['CREDIT_PURCHASE', 20n], ['CREDIT_DRAW', -30n], ['CREDIT_EXPIRY', -10n]]);
    const after = new Map<JournalKind, bigint>([...before, ['CREDIT_TRANSFER_IN', 50n], ['CREDIT_DRAW', -55n], ['CREDIT_RETURN', 5n], ['CREDIT_EXPIRY', -6n], ['CREDIT_VOID', -7n], ['CREDIT_TRANSFER_OUT', -8n]]);
    expect(creditMovements(before, after)).toEqual({ opening: 80n, granted: 50n, burned: 20n, expired: -4n, voided: 7n, transferred: 8n, closing: 99n });
    // Other kinds post on no lot.
    expect(creditMovements(new Map(), new Map([['PAYMENT', 9n]]))).toEqual({ opening: 0n, granted: 0n, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, closing: 0n });
  });
});
