import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/core/decimal.ts';
import { compareLines, driftOf, linesDigest } from '../../src/core/lineReplay.ts';
import type { Journal } from '../../src/core/journal.ts';
import { BookSimulator } from '../support/bookSimulator.ts';
import { FEE, TOKENS, USD, UTC, at, completion, planVersion } from '../support/ledger.ts';

const FEBRUARY = at('2026-02-01');

/** January of one customer: 30.00 in advance for January and for February, and 1,200 tokens: 1000 x 0.01 + 200 x 0.005 = 11.00. */
function january(): BookSimulator {
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [FEE, TOKENS] })] });
  book.subscribe('s1', { startAt: at('2026-01-01'), planVersionId: 'v1', quantities: {} });
  book.record([completion('e1', '2026-01-10T00:00:00Z', 1_000), completion('e2', '2026-01-20T00:00:00Z', 200)]);
  book.issue(FEBRUARY);
  return book;
}

/** The comparison of January's tokens after `change` was done to the journals. */
function tokensAfter(change: (journals: Journal[]) => Journal[], book = january()) {
  const journals = change(book.journals.filter(({ line }) => line !== null));
  const lines = compareLines(book.ratedAfresh(FEBRUARY), journals, { currency: USD, asOf: FEBRUARY, ratedThrough: FEBRUARY });
  return { lines, wrong: lines.filter(({ divergence }) => divergence !== null) };
}

const isTokens = ({ kind }: Journal) => kind === 'CHARGE';

describe('replaying lines', () => {
  it('replay: a book that nobody touched is what its facts come to, with one digest on both sides', () => {
    const lines = january().replayed();
    expect(lines.map(({ ledger, rebuilt, divergence }) => [ledger?.amount, rebuilt?.amount, divergence])).toEqual([[3_000n, 3_000n, null], [3_000n, 3_000n, null], [1_100n, 1_100n, null]]);
    expect(linesDigest(lines, 'ledger')).toBe(linesDigest(lines, 'rebuilt'));
  });

  it('replay: a line that ended, was invoiced and goes on by a change is as it was until it ends', () => {
    const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [TOKENS] }), planVersion({ id: 'v2', prices: [FEE] })] });
    const onPlan = (planVersionId: string, startAt: string) => book.subscribe('s1', { startAt: at(startAt), planVersionId, quantities: {} });
    onPlan('v1', '2026-01-01');
    onPlan('v2', '2026-01-10');
    book.record([completion('e1', '2026-01-05T00:00:00Z', 900)]);
    // 900 tokens, and 22 of 31 days of 30.00: 21.29.
    expect(book.issue(at('2026-01-20'))?.view.total).toBe(3_029n);
    onPlan('v1', '2026-01-10');
    expect(book.issue(at('2026-01-25'))?.view.total).toBe(-2_129n);
    expect(book.replayed().map(({ ledger, rebuilt, divergence }) => [ledger?.amount, rebuilt?.amount, divergence])).toEqual([[0n, 0n, null]]);
    // 300 more in what was the other plan's time: 1,000 x 0.01 + 200 x 0.005 = 11.00, less 9.00.
    book.record([completion('e2', '2026-01-22T00:00:00Z', 300)]);
    expect(book.issue(FEBRUARY)?.view.total).toBe(200n);
    expect(book.replayed().map(({ ledger, rebuilt, divergence }) => [ledger?.amount, rebuilt?.amount, divergence])).toEqual([[1_100n, 1_100n, null], [0n, 0n, null]]);
  });

  it('replay: an amount that was posted otherwise shows both sides, with the steps of the facts', () => {
    const { lines, wrong } = tokensAfter((journals) => journals.map((journal) => (isTokens(journal) ? { ...journal, postings: journal.postings.map((posting) => ({ ...posting, amount: 1_101n })) } : journal)));
    expect(wrong).toMatchObject([{ divergence: 'AMOUNT', ledger: { amount: 1_101n, eventCount: 2, seq: 3 }, rebuilt: { amount: 1_100n, eventCount: 2, steps: [{ kind: 'TIER' }, { kind: 'TIER' }] } }]);
    expect(wrong.map(driftOf)).toEqual([1n]);
    expect(linesDigest(lines, 'ledger')).not.toBe(linesDigest(lines, 'rebuilt'));
  });

  it('replay: a line that was never posted is missing, one that no fact makes is unfounded, and both are drift', () => {
    const missing = tokensAfter((journals) => journals.filter((journal) => !isTokens(journal))).wrong;
    expect(missing).toMatchObject([{ divergence: 'MISSING', ledger: null, rebuilt: { amount: 1_100n } }]);
    expect(missing.map(driftOf)).toEqual([1_100n]);
    const unfounded = tokensAfter((journals) => journals.map((journal) => (isTokens(journal) && journal.line ? { ...journal, line: { ...journal.line, lineKey: 'other' } } : journal))).wrong;
    expect(unfounded.map(({ lineKey, divergence }) => [lineKey === 'other', divergence])).toEqual([[true, 'UNFOUNDED'], [false, 'MISSING']]);
  });

  it('replay: the same amount for another quantity, and a fee that was never earned, are found', () => {
    const quantity = tokensAfter((journals) => journals.map((journal) => (isTokens(journal) && journal.line ? { ...journal, line: { ...journal.line, quantity: new Decimal(1_201) } } : journal))).wrong;
    expect(quantity.map(({ divergence }) => divergence)).toEqual(['QUANTITY']);
    const unearned = tokensAfter((journals) => journals.filter(({ kind }) => kind !== 'EARNING')).wrong;
    expect(unearned.map(({ divergence }) => divergence)).toEqual(['EARNING']);
    expect(unearned.map(driftOf)).toEqual([0n]);
  });
});
