import { describe, expect, it } from 'vitest';
import { parseCurrency } from '../../src/core/currency.ts';
import { BillingError } from '../../src/core/errors.ts';
import { instant } from '../../src/core/instant.ts';
import type { Journal } from '../../src/core/journal.ts';
import type { Posting } from '../../src/core/posting.ts';
import {
  type SettlementKind,
  type SettlementStanding,
  type SettlementTerms,
  creditedBy,
  isSettlementKind,
  parseSettlement,
  readSettlementTerms,
  settledAmount,
  settledInvoices,
  settlementJournal,
  settlementPostings,
  settlementTermsJson,
} from '../../src/core/settlement.ts';

const USD = parseCurrency('USD');
const NOTHING: SettlementTerms = { amount: null, allocations: null, provider: null, refundId: null, paymentId: null, invoiceId: null, reference: null, reason: null };
/** Two invoices that owe 10.00 and 5.00, and a credit of 3.00. */
const STANDING: SettlementStanding = {
  currency: USD,
  owed: [{ id: 'a', number: 'INV-1', due: 1_000n }, { id: 'b', number: 'INV-2', due: 500n }],
  credit: 300n,
  refundDue: 0n,
  payment: null,
  invoiceJournals: [],
};

const texts = (postings: readonly Posting[]) => postings.map(({ debit, credit, amount }) => `${debit.code}:${debit.reference} ${credit.code}:${credit.reference} ${amount}`);
const settle = (kind: SettlementKind, terms: Partial<SettlementTerms>, standing: Partial<SettlementStanding> = {}) =>
  texts(settlementPostings({ id: 's', kind, terms: { ...NOTHING, ...terms } }, { ...STANDING, ...standing }));

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof BillingError) return `${error.code} ${error.path.join('.')}`;
    throw error;
  }
  return 'none';
}

/** An invoice of 100.00 net with 19.00 and 7.00 of tax, in the postings that issue it. */
function taxedInvoice(postings: readonly Posting[] = []): Journal {
  const receivable = { code: '1100', reference: 'a' } as const;
  const tax = (reference: string, amount: bigint): Posting => ({ debit: receivable, credit: { code: '2200', reference }, amount });
  return {
    ...{ kind: 'INVOICE', currency: USD, effectiveAt: instant(0), recordedAt: instant(0), billableAt: null, reversesSeq: null, invoiceId: 'a', line: null, seq: 1, cause: 'c', actor: 'k', hash: '' },
    postings: [{ debit: receivable, credit: { code: '1150', reference: 'line' }, amount: 10_000n }, tax('vat', 1_900n), tax('city', 700n), ...postings],
  };
}

describe('payments', () => {
  it('settlementPostings: a payment pays the oldest invoice first, keeps the rest as credit, and is settled at once', () => {
    expect(settle('PAYMENT', { amount: 1_200n })).toEqual(['1010:s 1100:a 1000', '1010:s 1100:b 200', '1000:manual 1010:s 1200']);
    // 20.00 - 10.00 - 5.00 = 5.00 in excess.
    expect(settle('PAYMENT', { amount: 2_000n, provider: 'bank' })).toEqual(['1010:s 1100:a 1000', '1010:s 1100:b 500', '1010:s 2000: 500', '1000:bank 1010:s 2000']);
    expect(settle('PAYMENT', { amount: 7n }, { owed: [] })).toEqual(['1010:s 2000: 7', '1000:manual 1010:s 7']);
  });

  it('settlementPostings: a payment pays what it names, in its order, and the rest is credit though other invoices owe', () => {
    const allocations = [{ invoiceId: 'b', amount: 500n }, { invoiceId: 'a', amount: 1n }];
    expect(settle('PAYMENT', { amount: 600n, allocations })).toEqual(['1010:s 1100:b 500', '1010:s 1100:a 1', '1010:s 2000: 99', '1000:manual 1010:s 600']);
    expect(settle('PAYMENT', { amount: 600n, allocations: [] })).toEqual(['1010:s 2000: 600', '1000:manual 1010:s 600']);
  });

  it('settlementPostings: no invoice is paid more than it owes, nor one that owes nothing', () => {
    expect(refusalOf(() => settle('PAYMENT', { amount: 600n, allocations: [{ invoiceId: 'b', amount: 501n }] }))).toBe('OUT_OF_RANGE allocations.0.amount');
    expect(refusalOf(() => settle('PAYMENT', { amount: 600n, allocations: [{ invoiceId: 'paid', amount: 1n }] }))).toBe('NOT_FOUND allocations.0.invoiceId');
  });

  it('settledAmount, settledInvoices, creditedBy: say what a payment came to', () => {
    const postings = settlementPostings({ id: 's', kind: 'PAYMENT', terms: { ...NOTHING, amount: 2_000n } }, STANDING);
    expect([settledAmount('PAYMENT', postings), creditedBy(postings)]).toEqual([2_000n, 500n]);
    expect(settledInvoices(postings)).toEqual([{ invoiceId: 'a', amount: 1_000n }, { invoiceId: 'b', amount: 500n }]);
  });
});

describe('credit and refunds', () => {
  it('settlementPostings: credit is applied as far as it goes, and no further than asked', () => {
    expect(settle('CREDIT_APPLICATION', {})).toEqual(['2000: 1100:a 300']);
    expect(settle('CREDIT_APPLICATION', { amount: 100n })).toEqual(['2000: 1100:a 100']);
    expect(settle('CREDIT_APPLICATION', { allocations: [{ invoiceId: 'b', amount: 250n }] })).toEqual(['2000: 1100:b 250']);
    // More credit than is owed: 15.00 of 20.00.
    expect(settle('CREDIT_APPLICATION', {}, { credit: 2_000n })).toEqual(['2000: 1100:a 1000', '2000: 1100:b 500']);
  });

  it('settlementPostings: credit that is not there is neither applied nor paid out', () => {
    expect(refusalOf(() => settle('CREDIT_APPLICATION', { amount: 301n }))).toBe('OUT_OF_RANGE amount');
    expect(refusalOf(() => settle('CREDIT_APPLICATION', { allocations: [{ invoiceId: 'a', amount: 301n }] }))).toBe('OUT_OF_RANGE amount');
    expect(refusalOf(() => settle('CREDIT_APPLICATION', {}, { credit: 0n }))).toBe('INVALID_STATE customerExternalId');
    expect(refusalOf(() => settle('CREDIT_APPLICATION', {}, { owed: [] }))).toBe('INVALID_STATE customerExternalId');
    expect(refusalOf(() => settle('REFUND', { amount: 301n }))).toBe('OUT_OF_RANGE amount');
  });

  it('settlementPostings: a refund is asked, then paid whole and once', () => {
    expect(settle('REFUND', { amount: 300n })).toEqual(['2000: 2300:s 300']);
    expect(settle('REFUND_PAYMENT', { refundId: 'r', provider: 'bank' }, { refundDue: 300n })).toEqual(['2300:r 1000:bank 300']);
    expect(refusalOf(() => settle('REFUND_PAYMENT', { refundId: 'r' }))).toBe('INVALID_STATE refundId');
  });
});

describe('write-offs', () => {
  it('settlementPostings: an invoice of which nothing was paid gives all its tax back', () => {
    const owed = [{ id: 'a', number: 'INV-1', due: 12_600n }];
    expect(settle('WRITE_OFF', { invoiceId: 'a' }, { owed, invoiceJournals: [taxedInvoice()] })).toEqual(['5000:a 1100:a 10000', '2200:vat 1100:a 1900', '2200:city 1100:a 700']);
  });

  it('settlementPostings: of what is left to pay, each part is given up in proportion and no unit is lost', () => {
    // 1.00 of 126.00: 79.365 net, 15.079 VAT, 5.556 city; rounded down 79 + 15 + 5, and the last cent is the city's.
    const owed = [{ id: 'a', number: 'INV-1', due: 100n }];
    expect(settle('WRITE_OFF', { invoiceId: 'a' }, { owed, invoiceJournals: [taxedInvoice()] })).toEqual(['5000:a 1100:a 79', '2200:vat 1100:a 15', '2200:city 1100:a 6']);
  });

  it('settlementPostings: tax that prices hold is given back too', () => {
    // 100.00 gross of which 16.67 is tax: the document's total stays 100.00.
    const included: Journal = {
      ...taxedInvoice(),
      postings: [
        { debit: { code: '1100', reference: 'a' }, credit: { code: '1150', reference: 'line' }, amount: 10_000n },
        { debit: { code: '4120', reference: 'vat' }, credit: { code: '2200', reference: 'vat' }, amount: 1_667n },
      ],
    };
    const owed = [{ id: 'a', number: 'INV-1', due: 10_000n }];
    expect(settle('WRITE_OFF', { invoiceId: 'a' }, { owed, invoiceJournals: [included] })).toEqual(['5000:a 1100:a 8333', '2200:vat 1100:a 1667']);
  });

  it('settlementPostings: what owes nothing is not written off', () => {
    expect(refusalOf(() => settle('WRITE_OFF', { invoiceId: 'paid' }))).toBe('INVALID_STATE invoiceId');
  });
});

describe('settlements', () => {
  it('parseSettlement: reads what its kind takes', () => {
    expect(parseSettlement('PAYMENT', { amount: '12.3', reference: ' ', allocations: [{ invoiceId: 'a', amount: '12.30' }] }, USD)).toEqual({ ...NOTHING, amount: 1_230n, provider: 'manual', allocations: [{ invoiceId: 'a', amount: 1_230n }] });
    expect(parseSettlement('CREDIT_APPLICATION', {}, USD)).toEqual(NOTHING);
    expect(parseSettlement('WRITE_OFF', { reason: 'insolvent' }, USD)).toEqual({ ...NOTHING, reason: 'insolvent' });
    expect(refusalOf(() => parseSettlement('REFUND', {}, USD))).toBe('REQUIRED amount');
    expect(refusalOf(() => parseSettlement('PAYMENT', { amount: '0.001' }, USD))).toBe('OUT_OF_RANGE amount');
  });

  it('settlementTermsJson, readSettlementTerms: give the same terms back', () => {
    const terms = { ...NOTHING, amount: 9_007_199_254_740_993n, allocations: [{ invoiceId: 'a', amount: 5n }], reference: 'r' };
    expect(readSettlementTerms(settlementTermsJson(terms))).toEqual(terms);
    expect(readSettlementTerms(settlementTermsJson(NOTHING))).toEqual(NOTHING);
  });

  it('settlementJournal: is of the same kind, on no invoice as a line, and takes effect when it was paid', () => {
    const journal = settlementJournal({ id: 's', kind: 'PAYMENT', terms: { ...NOTHING, amount: 7n } }, STANDING, instant(5));
    expect(journal).toMatchObject({ kind: 'PAYMENT', currency: 'USD', effectiveAt: 5, billableAt: null, invoiceId: null, line: null });
    expect([isSettlementKind('PAYMENT'), isSettlementKind('INVOICE')]).toEqual([true, false]);
  });
});
