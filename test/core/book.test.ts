import { describe, expect, it } from 'vitest';
import { type PostingContext, appendJournals, booksDigest, emptyBook, journalHash } from '../../src/core/book.ts';
import { Decimal } from '../../src/core/decimal.ts';
import type { Journal, JournalDraft, LineEvidence } from '../../src/core/journal.ts';
import { OWNER, USD, at } from '../support/ledger.ts';

const CONTEXT: PostingContext = { now: at('2026-02-01'), cause: 'cause', actor: 'actor' };
const LINE: LineEvidence = {
  lineKey: 'line',
  subscriptionId: 'subscription',
  priceId: 'price',
  service: { start: at('2026-01-01'), end: at('2026-02-01') },
  dimensions: null,
  quantity: new Decimal('1.5'),
  eventCount: 2,
  exactAmount: new Decimal('0.07'),
  ratedDigest: 'a'.repeat(64),
};
const DRAFT: JournalDraft = {
  kind: 'CHARGE',
  currency: USD,
  effectiveAt: at('2026-01-31'),
  billableAt: at('2026-02-01'),
  reversesSeq: null,
  invoiceId: null,
  line: LINE,
  postings: [{ debit: { code: '1150', reference: 'line' }, credit: { code: '4000', reference: 'price' }, amount: 7n }],
};

function append(...drafts: JournalDraft[]) {
  return appendJournals(OWNER, emptyBook(OWNER, at('2026-01-01')), drafts, CONTEXT);
}

function only(draft: JournalDraft): Journal {
  const [journal] = append(draft).journals;
  if (journal === undefined) throw new Error('nothing was appended');
  return journal;
}

describe('appendJournals', () => {
  it('appendJournals: gives places from 1, one cause, one time, and a head at the last', () => {
    const { journals, head } = append(DRAFT, DRAFT);
    expect(journals.map(({ seq, recordedAt, cause, actor }) => [seq, recordedAt, cause, actor])).toEqual([
      [1, CONTEXT.now, 'cause', 'actor'],
      [2, CONTEXT.now, 'cause', 'actor'],
    ]);
    expect(head).toEqual({ seq: 2, hash: journals[1]?.hash, recordedAt: CONTEXT.now });
  });

  it('appendJournals: each hash covers the one before', () => {
    const { journals } = append(DRAFT, DRAFT);
    const [first, second] = journals;
    if (first === undefined || second === undefined) throw new Error('two journals');
    expect(first.hash).toBe(journalHash(OWNER, emptyBook(OWNER, at('2026-01-01')).hash, first));
    expect(second.hash).toBe(journalHash(OWNER, first.hash, second));
    expect(second.hash).not.toBe(journalHash(OWNER, second.hash, second));
  });

  it('appendJournals: goes on where the head stands, as if it were done at once', () => {
    const first = append(DRAFT);
    const second = appendJournals(OWNER, first.head, [DRAFT], CONTEXT);
    expect([...first.journals, ...second.journals]).toEqual(append(DRAFT, DRAFT).journals);
  });

  it('appendJournals: a clock that went back does not take the book with it', () => {
    const { head } = append(DRAFT);
    const late = appendJournals(OWNER, head, [DRAFT], { ...CONTEXT, now: at('2026-01-15') });
    expect(late.journals[0]?.recordedAt).toBe(CONTEXT.now);
    expect(late.head.recordedAt).toBe(CONTEXT.now);
  });

  it('appendJournals: nothing to append leaves place and hash', () => {
    const { head } = append(DRAFT);
    expect(appendJournals(OWNER, head, [], CONTEXT)).toEqual({ journals: [], head });
  });
});

describe('journalHash', () => {
  const changes: [string, Partial<Journal>][] = [
    ['seq', { seq: 2 }],
    ['kind', { kind: 'ADVANCE_FEE' }],
    ['currency', { currency: 'EUR' as typeof USD }],
    ['effectiveAt', { effectiveAt: at('2026-01-30') }],
    ['recordedAt', { recordedAt: at('2026-02-02') }],
    ['billableAt', { billableAt: null }],
    ['cause', { cause: 'other' }],
    ['actor', { actor: 'other' }],
    ['reversesSeq', { reversesSeq: 1 }],
    ['invoiceId', { invoiceId: 'invoice' }],
    ['line', { line: null }],
    ['line key', { line: { ...LINE, lineKey: 'other' } }],
    ['subscription', { line: { ...LINE, subscriptionId: 'other' } }],
    ['price', { line: { ...LINE, priceId: 'other' } }],
    ['service start', { line: { ...LINE, service: { ...LINE.service, start: at('2026-01-02') } } }],
    ['service end', { line: { ...LINE, service: { ...LINE.service, end: at('2026-01-31') } } }],
    ['dimensions', { line: { ...LINE, dimensions: '{}' } }],
    ['quantity', { line: { ...LINE, quantity: new Decimal('1.50000000001') } }],
    ['no quantity', { line: { ...LINE, quantity: null } }],
    ['event count', { line: { ...LINE, eventCount: 3 } }],
    ['exact amount', { line: { ...LINE, exactAmount: new Decimal('0.070000000001') } }],
    ['rated digest', { line: { ...LINE, ratedDigest: 'b'.repeat(64) } }],
    ['no postings', { postings: [] }],
    ['amount', { postings: [{ ...DRAFT.postings[0]!, amount: 8n }] }],
    ['debit', { postings: [{ ...DRAFT.postings[0]!, debit: { code: '1150', reference: 'other' } }] }],
    ['credit', { postings: [{ ...DRAFT.postings[0]!, credit: { code: '4010', reference: 'price' } }] }],
    ['a posting twice', { postings: [DRAFT.postings[0]!, DRAFT.postings[0]!] }],
  ];

  it.each(changes)('journalHash: covers %s', (_, change) => {
    const journal = only(DRAFT);
    expect(journalHash(OWNER, 'before', { ...journal, ...change })).not.toBe(journalHash(OWNER, 'before', journal));
  });

  it('journalHash: covers the owner and the hash before', () => {
    const journal = only(DRAFT);
    const hashes = [
      journalHash(OWNER, 'before', journal),
      journalHash({ ...OWNER, tenantId: 'tenant-2' }, 'before', journal),
      journalHash({ ...OWNER, customerId: 'customer-2' }, 'before', journal),
      journalHash(OWNER, 'other', journal),
    ];
    expect(new Set(hashes).size).toBe(4);
  });

  it('journalHash: a decimal has one hash however many zeros it was stored with', () => {
    const journal = only(DRAFT);
    const padded = { ...LINE, quantity: new Decimal('1.500000000000'), exactAmount: new Decimal('0.0700') };
    expect(journalHash(OWNER, 'before', { ...journal, line: padded })).toBe(journalHash(OWNER, 'before', journal));
  });
});

describe('booksDigest', () => {
  const head = { ...OWNER, seq: 3, hash: 'a' };

  it('booksDigest: covers owner, length and hash of every book', () => {
    const digests = [[], [head], [head, head], [{ ...head, seq: 4 }], [{ ...head, hash: 'b' }], [{ ...head, customerId: 'c' }], [{ ...head, tenantId: 't' }]].map(booksDigest);
    expect(new Set(digests).size).toBe(digests.length);
    expect(booksDigest([{ ...head }])).toBe(digests[1]);
  });

  it('emptyBook: begins differently for every customer, at no time in particular', () => {
    expect(emptyBook(OWNER, at('2026-01-01')).hash).toBe(emptyBook(OWNER, at('2026-01-02')).hash);
    expect(emptyBook({ ...OWNER, customerId: 'c' }, at('2026-01-01')).hash).not.toBe(emptyBook(OWNER, at('2026-01-01')).hash);
    expect(emptyBook(OWNER, at('2026-01-01')).seq).toBe(0);
  });
});
