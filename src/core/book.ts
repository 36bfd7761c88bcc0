/** Books: one customer's journals in order, gapless, each hashed over the one before it. */
import { decimalText } from './decimal.ts';
import { type DigestField, digestOf } from './digest.ts';
import { type Instant, instantText, later } from './instant.ts';
import type { Journal, JournalDraft, LineEvidence } from './journal.ts';

/** Whose book it is. */
export interface BookOwner {
  readonly tenantId: string;
  readonly customerId: string;
}

/** The end of a book: what the next journal is chained to. */
export interface BookHead {
  /** Of the newest journal; 0 while there is none. */
  readonly seq: number;
  readonly hash: string;
  /** Of the newest journal: time in a book never runs backwards. */
  readonly recordedAt: Instant;
}

/** Who posts, why, and when. */
export interface PostingContext {
  readonly now: Instant;
  readonly cause: string;
  readonly actor: string;
}

/** The head of a book without journals. */
export function emptyBook(owner: BookOwner, now: Instant): BookHead {
  return { seq: 0, hash: digestOf('neruba.book.v1', [owner.tenantId, owner.customerId]), recordedAt: now };
}

/** Gives decided journals their places, times and hashes. The head moves to the last of them. */
export function appendJournals(
  owner: BookOwner,
  head: BookHead,
  drafts: readonly JournalDraft[],
  context: PostingContext,
): { journals: Journal[]; head: BookHead } {
  const recordedAt = later(context.now, head.recordedAt);
  let { seq, hash } = head;
  const journals = drafts.map((draft) => {
    const journal = { ...draft, seq: seq + 1, recordedAt, cause: context.cause, actor: context.actor };
    hash = journalHash(owner, hash, journal);
    seq = journal.seq;
    return { ...journal, hash };
  });
  return { journals, head: { seq, hash, recordedAt } };
}

/** The hash of a journal after the one with `previousHash`. Every stored field is covered, each with its type and length. */
export function journalHash(owner: BookOwner, previousHash: string, journal: Omit<Journal, 'hash'>): string {
  const fields: DigestField[] = [
    previousHash,
    owner.tenantId,
    owner.customerId,
    BigInt(journal.seq),
    journal.kind,
    journal.currency,
    instantText(journal.effectiveAt),
    instantText(journal.recordedAt),
    journal.billableAt === null ? null : instantText(journal.billableAt),
    journal.cause,
    journal.actor,
    journal.reversesSeq === null ? null : BigInt(journal.reversesSeq),
    journal.invoiceId,
  ];
  pushLine(fields, journal.line);
  fields.push(BigInt(journal.postings.length));
  for (const { debit, credit, amount } of journal.postings) fields.push(debit.code, debit.reference, credit.code, credit.reference, amount);
  return digestOf('neruba.journal.v1', fields);
}

function pushLine(fields: DigestField[], line: LineEvidence | null): void {
  if (line === null) {
    fields.push(null);
    return;
  }
  fields.push(
    line.lineKey,
    line.subscriptionId,
    line.priceId,
    instantText(line.service.start),
    instantText(line.service.end),
    line.dimensions,
    line.quantity === null ? null : decimalText(line.quantity),
    line.eventCount === null ? null : BigInt(line.eventCount),
    decimalText(line.exactAmount),
    line.ratedDigest,
  );
}

/** The digest over many books: their owners and heads, in the order of tenant and customer ids. */
export function booksDigest(heads: Iterable<BookOwner & Pick<BookHead, 'seq' | 'hash'>>): string {
  const fields: DigestField[] = [];
  for (const { tenantId, customerId, seq, hash } of heads) fields.push(tenantId, customerId, BigInt(seq), hash);
  return digestOf('neruba.books.v1', fields);
}
