import { describe, expect, it } from 'vitest';
import type { AccountCode } from '../../src/core/accounts.ts';
import { DEFAULT_TERMS } from '../../src/core/billingTerms.ts';
import { emptyBook } from '../../src/core/book.ts';
import { amountText } from '../../src/core/money.ts';
import { NO_CREDIT } from '../../src/core/credits/drawing.ts';
import { type BillingState, draftInvoice, issueInvoice } from '../../src/core/issuing.ts';
import type { InvoiceView } from '../../src/core/invoice.ts';
import { netOn } from '../../src/core/posting.ts';
import { NO_TAX } from '../../src/core/tax.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator, type SimulatedCustomer, type SimulatedInvoice } from '../support/bookSimulator.ts';
import { FEE, JPY, KWD, NEW_YORK, OWNER, TOKENS, USD, UTC, at, completion, planVersion, segment } from '../support/ledger.ts';
import { refusalOf } from '../support/refusal.ts';

const CONTEXT = { now: at('2026-06-01'), cause: 'cause', actor: 'actor' };
const SERIES = { name: 'INV-{seq}', digits: 6, number: 1, partiesDigest: '0'.repeat(64), ignoresGrace: false, frozen: null };

/** A customer in New York on the model plan since 10 January, 10:00 local time. */
function newYorker(changes: Partial<SimulatedCustomer> = {}): BookSimulator {
  const book = new BookSimulator({ currency: USD, zone: NEW_YORK, versions: [planVersion()], ...changes });
  book.subscribe('s', segment({ from: '2026-01-10T15:00:00Z' }, 0));
  return book;
}

/** A customer billed by the latest level of each month, in arrears: a late event can make a document negative. */
function leveled(): BookSimulator {
  const level = { ...TOKENS, meterCode: 'level', model: { perUnit: { unitAmount: '1' } } };
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [level] })] });
  book.subscribe('s', segment({ from: '2026-01-01' }, 0));
  return book;
}

function issued(book: BookSimulator, asOf: string): SimulatedInvoice {
  const invoice = book.issue(at(asOf));
  if (invoice === null) throw new Error('nothing was due');
  checkBook(book);
  return invoice;
}

/** `description quantity amount`, and what was before in brackets. */
function linesOf({ lines }: InvoiceView, currency = USD): string[] {
  return lines.map(({ description, quantity, amount, previous }) => {
    const before = previous === null ? '' : ` (before ${previous.quantity?.toFixed() ?? '-'} ${amountText(previous.amount, currency)})`;
    return `${description} ${quantity?.toFixed() ?? '-'} ${amountText(amount, currency)}${before}`;
  });
}

function balance(book: BookSimulator, code: AccountCode): bigint {
  return book.journals.reduce((sum, { postings }) => sum + netOn(code, postings), 0n);
}

function journalTexts({ journals }: BookSimulator, after = 0): string[] {
  return journals
    .filter(({ seq }) => seq > after)
    .map(({ seq, kind, postings }) => `${seq} ${kind}: ${postings.map(({ debit, credit, amount }) => `${debit.code}/${credit.code} ${amount}`).join(', ')}`);
}

describe('issueInvoice: three months of a customer in New York', () => {
  const book = newYorker();
  const first = issued(book, '2026-01-10T15:00:00Z');
  const afterFirst = journalTexts(book);
  book.record([
    completion('a', '2026-01-20', 1200),
    // The last moment of January in New York, and the first of February.
    completion('b', '2026-02-01T04:59:59.999Z', 300),
    completion('c', '2026-02-01T05:00:00Z', 50),
  ]);
  const second = issued(book, '2026-02-01T05:00:00Z');
  const afterSecond = journalTexts(book, 2);
  book.record([completion('late', '2026-01-31T23:00:00Z', 400)]);
  const third = issued(book, '2026-03-01T05:00:00Z');

  it('issueInvoice: the first day bills the fee for what is left of January', () => {
    // 30 x 22 / 31 = 21.2903...
    expect(linesOf(first.view)).toEqual(['Monthly fee - 21.29']);
    expect(afterFirst).toEqual(['1 ADVANCE_FEE: 1150/2150 2129', '2 INVOICE: 1100/1150 2129']);
    expect(first.cut).toMatchObject({ number: 'INV-000001', cutNumber: 1, cutSeq: 1, issueSeq: 2, asOf: at('2026-01-10T15:00:00Z') });
  });

  it('issueInvoice: local midnight bills the usage of January and the fee of February', () => {
    // 1500 tokens: 1000 x 0.01 + 500 x 0.005 = 12.50; 30.00 + 12.50 = 42.50.
    expect(linesOf(second.view)).toEqual(['Monthly fee - 30.00', 'Tokens 1500 12.50']);
    expect(second.view).toMatchObject({ subtotal: 4250n, credits: 0n, tax: 0n, total: 4250n });
    // The fee of January is earned before anything is charged.
    expect(afterSecond).toEqual(['3 EARNING: 2150/4010 2129', '4 CHARGE: 1150/4000 1250', '5 ADVANCE_FEE: 1150/2150 3000', '6 INVOICE: 1100/1150 3000, 1100/1150 1250']);
    expect(second.cut).toMatchObject({ number: 'INV-000002', cutNumber: 2, cutSeq: 5, issueSeq: 6 });
  });

  it('issueInvoice: what came late is an adjustment that says what was before', () => {
    // January again: 1900 tokens are 10.00 + 4.50 = 14.50, 2.00 more for 400 more. February: 50 x 0.01 = 0.50.
    expect(linesOf(third.view)).toEqual(['Monthly fee - 30.00', 'Tokens 400 2.00 (before 1500 12.50)', 'Tokens 50 0.50']);
    expect(third.view.lines[1]?.service).toEqual({ start: at('2026-01-10T15:00:00Z'), end: at('2026-02-01T05:00:00Z') });
    expect(third.view.lines[1]?.evidence).toMatchObject({ eventCount: 3 });
    expect(third.view.total).toBe(3250n);
  });

  it('issueInvoice: the accounts say what is owed, earned and still to be earned', () => {
    // Owed 21.29 + 42.50 + 32.50 = 96.29. Earned: fees of January and February 51.29, usage 12.50 + 2.00 + 0.50 = 15.00.
    expect(balance(book, '1100')).toBe(9629n);
    expect(balance(book, '1150')).toBe(0n);
    expect(balance(book, '4010')).toBe(-5129n);
    expect(balance(book, '4000')).toBe(-1500n);
    // The fee of March.
    expect(balance(book, '2150')).toBe(-3000n);
  });

  it('issueInvoice: what was issued reads the same after all that came later', () => {
    checkBook(book);
    expect(linesOf(first.view)).toEqual(['Monthly fee - 21.29']);
  });

  it('issueInvoice: every seal, number and id is another', () => {
    for (const key of ['seal', 'number', 'id'] as const) {
      expect(new Set([first, second, third].map(({ cut, seal }) => (key === 'seal' ? seal : cut[key]))).size).toBe(3);
    }
  });
});

describe('issueInvoice: other currencies', () => {
  const events = [completion('a', '2026-01-20', 1201), completion('b', '2026-01-21', 300)];

  it('issueInvoice: yen have no decimals', () => {
    const book = newYorker({ currency: JPY });
    book.record(events);
    // 30 x 22 / 31 = 21.29 is 21; 10 + 501 x 0.005 = 12.505 is 13; the fee of February is 30.
    expect(linesOf(issued(book, '2026-02-01T05:00:00Z').view, JPY)).toEqual(['Monthly fee - 21', 'Monthly fee - 30', 'Tokens 1501 13']);
  });

  it('issueInvoice: dinars have three', () => {
    const book = newYorker({ currency: KWD });
    book.record(events);
    expect(linesOf(issued(book, '2026-02-01T05:00:00Z').view, KWD)).toEqual(['Monthly fee - 21.290', 'Monthly fee - 30.000', 'Tokens 1501 12.505']);
  });

  it('issueInvoice: cents round half up', () => {
    const book = newYorker();
    book.record(events);
    // 12.505 is 12.51.
    expect(linesOf(issued(book, '2026-02-01T05:00:00Z').view)).toContain('Tokens 1501 12.51');
  });
});

describe('issueInvoice: at the edges', () => {
  it('issueInvoice: a document below zero becomes customer credit', () => {
    const book = leveled();
    book.record([completion('a', '2026-01-10', 9)]);
    issued(book, '2026-02-01');
    book.record([completion('b', '2026-01-20', 2)]);
    const { view } = issued(book, '2026-02-03');
    expect(linesOf(view)).toEqual(['Tokens -7 -7.00 (before 9 9.00)']);
    expect(journalTexts(book, 2)).toEqual(['3 CHARGE: 4000/1150 700', '4 INVOICE: 1150/1100 700, 1100/2000 700']);
    expect(balance(book, '1100')).toBe(900n);
    expect(balance(book, '2000')).toBe(-700n);
  });

  it('issueInvoice: one cent below zero is customer credit too', () => {
    const book = leveled();
    book.record([completion('a', '2026-01-10', '0.02')]);
    issued(book, '2026-02-01');
    book.record([completion('b', '2026-01-20', '0.01')]);
    issued(book, '2026-02-03');
    expect(balance(book, '2000')).toBe(-1n);
  });

  it('issueInvoice: a document of zero is one: usage without price, and differences that cancel out', () => {
    const book = leveled();
    book.record([completion('a', '2026-01-10', 0)]);
    expect(linesOf(issued(book, '2026-02-01').view)).toEqual(['Tokens 0 0.00']);
    expect(journalTexts(book)).toEqual(['1 CHARGE: ', '2 INVOICE: ']);
    // January was 0 and is 5 now; February was never billed: 5.00, then -5.00 and 5.00.
    book.record([completion('b', '2026-01-11', 5)]);
    issued(book, '2026-02-02');
    book.record([completion('c', '2026-01-12', 0), completion('d', '2026-02-12', 5)]);
    const { view } = issued(book, '2026-03-01');
    expect(linesOf(view)).toEqual(['Tokens -5 -5.00 (before 5 5.00)', 'Tokens 5 5.00']);
    expect(view.total).toBe(0n);
    expect(balance(book, '2000')).toBe(0n);
  });

  it('issueInvoice: again at the same as-of, only what came since', () => {
    const book = newYorker();
    book.record([completion('a', '2026-01-20', 100)]);
    issued(book, '2026-02-01T05:00:00Z');
    expect(book.issue(at('2026-02-01T05:00:00Z'))).toBeNull();
    book.record([completion('b', '2026-01-21', 100), completion('c', '2026-02-01T05:00:00Z', 7)]);
    expect(linesOf(issued(book, '2026-02-01T05:00:00Z').view)).toEqual(['Tokens 100 1.00 (before 100 1.00)']);
  });

  it('issueInvoice: a late event that moves neither amount nor quantity makes no invoice', () => {
    const book = leveled();
    book.record([completion('a', '2026-01-20', 9)]);
    issued(book, '2026-02-01');
    book.record([completion('older', '2026-01-10', 3)]);
    expect(book.issue(at('2026-02-03'))).toBeNull();
  });

  it('issueInvoice: a subscription recorded late is billed for its past on the next invoice', () => {
    const book = newYorker();
    issued(book, '2026-03-01T05:00:00Z');
    book.record([completion('a', '2026-02-10', 10)]);
    book.subscribe('t', segment({ from: '2026-02-15T05:00:00Z' }, 0));
    // 15 to 28 February are 14 of 28 days. The event lies before the second subscription and adjusts the first one alone.
    expect(linesOf(issued(book, '2026-03-02').view)).toEqual(['Tokens 10 0.10', 'Monthly fee - 15.00', 'Monthly fee - 30.00']);
  });

  it('issueInvoice: a fee that a change cuts short is given back, and the new one charged', () => {
    const book = newYorker({ versions: [planVersion({ prices: [FEE] }), planVersion({ id: 'v2', prices: [{ ...FEE, name: 'Pro fee', model: { flat: { amount: '60.00' } } }] })] });
    issued(book, '2026-02-01T05:00:00Z');
    book.subscribe('s', segment({ from: '2026-02-15T05:00:00Z', on: 'v2' }, 1));
    const { view } = issued(book, '2026-02-20');
    // 14 of 28 days: 30.00 becomes 15.00; 60.00 for the other 14 days is 30.00.
    expect(linesOf(view)).toEqual(['Monthly fee - -15.00 (before - 30.00)', 'Pro fee - 30.00']);
    // Earned: 21.29 for January, 15.00 for half of February; the other half is deferred.
    expect(balance(book, '4010')).toBe(-3629n);
    expect(balance(book, '2150')).toBe(-3000n);
  });

  it('issueInvoice: a change that is undone on its day costs nothing', () => {
    const book = newYorker({ versions: [planVersion({ prices: [FEE] }), planVersion({ id: 'v2', prices: [FEE] })] });
    issued(book, '2026-02-01T05:00:00Z');
    book.subscribe('s', segment({ from: '2026-02-15T15:00:00Z', on: 'v2' }, 1));
    book.subscribe('s', segment({ from: '2026-02-15T18:00:00Z' }, 2));
    // A segment that begins and ends on 15 February counts no day: 14 + 0 + 14 of 28.
    expect(linesOf(issued(book, '2026-02-20').view)).toEqual(['Monthly fee - -15.00 (before - 30.00)', 'Monthly fee - 0.00', 'Monthly fee - 15.00']);
  });
});

describe('issueInvoice: refusals', () => {
  function state(changes: Partial<BillingState>): BillingState {
    return {
      owner: OWNER,
      currency: USD,
      head: emptyBook(OWNER, at('2026-01-01')),
      previous: null,
      changes: new Map(),
      prices: new Map(),
      charges: new Map(),
      rated: [],
      discounted: [],
      lineJournals: [],
      credit: NO_CREDIT,
      rules: { terms: DEFAULT_TERMS, tax: NO_TAX, sellerZone: UTC, zone: UTC },
      asOf: at('2026-02-01'),
      ...changes,
    };
  }

  it('issueInvoice: refuses in order: an as-of before the newest invoice, then nothing to invoice', () => {
    const previous = { cutSeq: 1, asOf: at('2026-02-01'), cutNumber: 1 };
    const early = state({ previous, asOf: at('2026-01-31T23:59:59.999Z') });
    expect(refusalOf(() => issueInvoice(early, SERIES, CONTEXT))).toBe('INVALID_STATE at asOf');
    expect(refusalOf(() => issueInvoice(state({ previous }), SERIES, CONTEXT))).toBe('NOTHING_TO_INVOICE at ');
    expect(refusalOf(() => issueInvoice(state({}), SERIES, CONTEXT))).toBe('NOTHING_TO_INVOICE at ');
  });

  it('issueInvoice: refuses an amount that the ledger cannot hold', () => {
    const book = newYorker();
    // Beyond 2^63 cents: 10^20 x 0.005.
    book.record([completion('a', '2026-01-20', `1${'0'.repeat(20)}`)]);
    expect(refusalOf(() => book.issue(at('2026-02-01T05:00:00Z')))).toBe('OUT_OF_RANGE at ');
  });
});

describe('draftInvoice', () => {
  it('draftInvoice: shows what issuing would, and posts nothing', () => {
    const book = newYorker();
    book.record([completion('a', '2026-01-20', 1500)]);
    const asOf = at('2026-02-01T05:00:00Z');
    const draft = book.draft(asOf);
    expect(book.journals).toEqual([]);
    expect(book.issue(asOf)?.view.lines).toEqual(draft.lines);
    // 21.29 + 30.00 + 12.50
    expect(draft.total).toBe(6379n);
  });

  it('draftInvoice: nothing due is an empty document, not a refusal', () => {
    const book = newYorker();
    expect(draftInvoice(book.stateAt(at('2026-01-01')), CONTEXT).view).toEqual({ lines: [], continued: [], subtotal: 0n, discounts: 0n, offsets: 0n, credits: 0n, taxes: [], tax: 0n, taxIncluded: 0n, total: 0n });
  });
});
