/** What must hold of any simulated book, whatever happened to it. */
import { expect } from 'vitest';
import { DEFERRED, RECEIVABLE, UNBILLED } from '../../src/core/accounts.ts';
import { emptyBook, journalHash } from '../../src/core/book.ts';
import { isOnCut } from '../../src/core/cut.ts';
import { type Instant, instant } from '../../src/core/instant.ts';
import { taxInvoice, viewInvoice } from '../../src/core/invoice.ts';
import { BILLABLE_KINDS } from '../../src/core/journal.ts';
import { netOn } from '../../src/core/posting.ts';
import { type RatedLine, isEmpty } from '../../src/core/rating.ts';
import { sealOf } from '../../src/core/seal.ts';
import { type BookSimulator, type SimulatedInvoice, billedByLine, unbilledByLine } from './bookSimulator.ts';
import { OWNER } from './ledger.ts';

export function checkBook(book: BookSimulator): void {
  checkChain(book);
  checkPostings(book);
  checkCuts(book);
  checkSeals(book);
  checkEarnings(book);
}

/** What every line was billed, with what is due now, is what it comes to when everything known is rated at once. Answers both. */
export function checkTargets(book: BookSimulator, asOf: Instant): { targets: ReadonlyMap<string, RatedLine>; invoices: readonly Pick<SimulatedInvoice, 'view'>[] } {
  const targets = new Map(book.ratedAfresh(asOf).map((rated) => [rated.lineKey, rated]));
  const invoices = [...book.invoices, { view: book.draft(asOf) }];
  const billed = billedByLine(invoices);
  for (const [lineKey, amount] of billed) expect([lineKey, amount]).toEqual([lineKey, targets.get(lineKey)?.targetMinor ?? 0n]);
  for (const [lineKey, rated] of targets) if (!isEmpty(rated)) expect([lineKey, billed.get(lineKey)]).toEqual([lineKey, rated.targetMinor]);
  return { targets, invoices };
}

/** Every journal hashes over the one before, without a gap, and time never runs backwards. */
function checkChain({ journals }: BookSimulator): void {
  let previous = { ...emptyBook(OWNER, instant(0)) };
  for (const journal of journals) {
    expect(journal.seq).toBe(previous.seq + 1);
    expect(journal.recordedAt).toBeGreaterThanOrEqual(previous.recordedAt);
    expect(journal.hash).toBe(journalHash(OWNER, previous.hash, journal));
    previous = journal;
  }
}

/** Every posting is above zero between two accounts, so that all debits equal all credits. */
function checkPostings({ journals }: BookSimulator): void {
  for (const { debit, credit, amount } of journals.flatMap(({ postings }) => postings)) {
    expect(amount > 0n).toBe(true);
    expect(debit).not.toEqual(credit);
  }
}

/** Every billable journal is on exactly one invoice, no other is on any; and nothing stays unbilled. */
function checkCuts({ journals, invoices }: BookSimulator): void {
  const cuts = invoices.map(({ cut }) => cut);
  for (const journal of journals) {
    const on = cuts.filter((cut, index) => isOnCut(journal, cut, cuts[index - 1] ?? null));
    expect(on).toHaveLength(BILLABLE_KINDS.some((kind) => kind === journal.kind) ? 1 : 0);
  }
  for (const balance of unbilledByLine(journals).values()) expect(balance).toBe(0n);
  for (const { cut, view } of invoices) {
    const issue = journals.find(({ seq }) => seq === cut.issueSeq);
    expect(issue).toMatchObject({ kind: 'INVOICE', invoiceId: cut.id, seq: (cut.note?.throughSeq ?? cut.cutSeq) + 1 });
    expect(netOn(UNBILLED, issue?.postings ?? [])).toBe(-(view.subtotal + view.discounts + view.offsets + view.credits));
    expect(netOn(RECEIVABLE, issue?.postings ?? [])).toBe(view.total > 0n ? view.total : 0n);
    const owed = view.total === 0n ? view.subtotal + view.discounts + view.offsets : view.total;
    if (cut.terms?.note) expect(cut.terms.note).toMatchObject({ kind: owed > 0n ? 'DEBIT_NOTE' : 'CREDIT_NOTE' });
  }
}

/** Every invoice derives to its seal again: from what was there when it was cut, and from all that came after. */
function checkSeals({ journals, invoices, currency, prices, charges }: BookSimulator): void {
  for (const [index, { cut, seal }] of invoices.entries()) {
    const issueHash = journals.find(({ seq }) => seq === cut.issueSeq)?.hash ?? '';
    for (const known of [journals.filter(({ seq }) => seq < cut.issueSeq), [...journals].reverse()]) {
      const untaxed = viewInvoice(known, { cut, previous: invoices[index - 1]?.cut ?? null, prices, charges });
      const view = taxInvoice(untaxed, cut.terms?.tax ?? { treatments: [], lines: new Map() });
      expect(sealOf(view, { owner: OWNER, currency, cut, issueHash })).toBe(seal);
    }
  }
}

/** A fee in advance is deferred until its service, as the segments make it, is over, and then earned: neither more nor less than was charged. */
function checkEarnings(book: BookSimulator): void {
  const { journals, ratedThrough } = book;
  if (ratedThrough === null) return;
  const services = new Map(book.ratedAfresh(ratedThrough).map(({ lineKey, line }) => [lineKey, line.service]));
  const lineKeys = new Set(journals.flatMap(({ kind, line }) => (kind === 'ADVANCE_FEE' && line !== null ? [line.lineKey] : [])));
  for (const lineKey of lineKeys) {
    const ofLine = journals.filter(({ line }) => line?.lineKey === lineKey);
    const charged = ofLine.filter(({ kind }) => kind === 'ADVANCE_FEE').reduce((sum, { postings }) => sum + netOn(UNBILLED, postings), 0n);
    const end = services.get(lineKey)?.end;
    const isOver = end === undefined || end <= ratedThrough;
    const deferred = -ofLine.reduce((sum, { postings }) => sum + netOn(DEFERRED, postings), 0n);
    expect([lineKey, deferred]).toEqual([lineKey, isOver ? 0n : charged]);
  }
}
