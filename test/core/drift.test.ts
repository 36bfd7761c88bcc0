import { describe, expect, it } from 'vitest';
import { lineDrifts, overlookedLines } from '../../src/core/drift.ts';
import type { Cut } from '../../src/core/cut.ts';
import type { Journal } from '../../src/core/journal.ts';
import { LineStandings } from '../../src/core/lineStanding.ts';
import { BookSimulator } from '../support/bookSimulator.ts';
import { CreditedBook } from '../support/simulatedNotes.ts';
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

function standingsOf(journals: readonly Journal[], cut: Cut | null) {
  const standings = new LineStandings(cut);
  for (const journal of journals) standings.addPosted(journal);
  return standings.lines();
}

const ALL: Cut = { cutSeq: 1_000, asOf: FEBRUARY };

/** `should billed pending residual`, line by line. */
function drifts(book: BookSimulator, { journals = book.journals, cut = ALL }: { journals?: readonly Journal[]; cut?: Cut | null } = {}) {
  return lineDrifts({ standings: standingsOf(journals, cut), rated: book.ratedAfresh(FEBRUARY), unchanged: [], currency: USD })
    .map(({ should, billed, pending, residual }) => [should, billed, pending, residual].join(' '))
    .sort();
}

describe('drift', () => {
  it('lineStanding: what a voided invoice had is on its way until it is billed again', () => {
    const book = new CreditedBook({ currency: USD, zone: UTC, versions: [planVersion({ prices: [FEE, TOKENS] })] });
    book.subscribe('s1', { startAt: at('2026-01-01'), planVersionId: 'v1', quantities: {} });
    book.record([completion('e1', '2026-01-10T00:00:00Z', 1_000), completion('e2', '2026-01-20T00:00:00Z', 200)]);
    const first = book.issue(FEBRUARY);
    if (first === null) throw new Error('January is due');
    const sides = () => {
      const standings = new LineStandings(book.invoices.at(-1)?.cut ?? null);
      for (const journal of book.journals) standings.addPosted(journal);
      for (const { lineKey } of first.view.lines) standings.addAwaited(lineKey, book.journals.filter(({ line }) => line?.lineKey === lineKey), book.voided);
      return standings.lines().map(({ billed, posted }) => `${billed} ${posted}`).sort();
    };
    expect(sides()).toEqual(['1100 0', '3000 0', '3000 0']);
    book.voidInvoice(first, FEBRUARY, 'BILL_AGAIN');
    expect(sides()).toEqual(['0 1100', '0 3000', '0 3000']);
    book.issue(FEBRUARY);
    expect(sides()).toEqual(['1100 0', '3000 0', '3000 0']);
  });

  it('lineStanding: what an issued cut reaches is billed, and what none reaches is posted', () => {
    const { journals } = january();
    const sides = (cut: Cut | null) => standingsOf(journals, cut).map(({ billed, posted, due }) => [billed, posted, due]);
    expect(sides(ALL).sort()).toEqual([[1_100n, 0n, 0n], [3_000n, 0n, 0n], [3_000n, 0n, 0n]]);
    expect(sides(null).sort()).toEqual([[0n, 1_100n, 0n], [0n, 3_000n, 0n], [0n, 3_000n, 0n]]);
  });

  it('lineStanding: what the next invoice would post is due, on top of what is there', () => {
    const { journals } = january();
    const tokens = journals.find(({ kind }) => kind === 'CHARGE')!;
    const standings = new LineStandings(ALL);
    standings.addPosted(tokens);
    standings.addDue({ ...tokens, postings: tokens.postings.map((posting) => ({ ...posting, amount: 50n })) });
    expect(standings.lines()).toMatchObject([{ billed: 1_100n, posted: 0n, due: 50n, evidence: { eventCount: 2 } }]);
  });

  it('drift: nothing is left over of a book that nobody touched, invoiced or not', () => {
    expect(drifts(january())).toEqual(['1100 1100 0 0', '3000 3000 0 0', '3000 3000 0 0']);
    expect(drifts(january(), { cut: null })).toEqual(['1100 0 1100 0', '3000 0 3000 0', '3000 0 3000 0']);
  });

  it('drift: an amount posted otherwise, and a line that is missing, are left over', () => {
    const book = january();
    const changed = book.journals.map((journal) => (journal.kind === 'CHARGE' ? { ...journal, postings: journal.postings.map((posting) => ({ ...posting, amount: 1_000n })) } : journal));
    // 11.00 - 10.00.
    expect(drifts(book, { journals: changed })).toEqual(['1100 1000 0 100', '3000 3000 0 0', '3000 3000 0 0']);
    expect(drifts(book, { journals: book.journals.filter(({ kind }) => kind !== 'CHARGE') })).toEqual(['1100 0 0 1100', '3000 3000 0 0', '3000 3000 0 0']);
  });

  it('drift: a line in the book that nothing makes should come to nothing', () => {
    const [standing] = standingsOf(january().journals, ALL);
    expect(lineDrifts({ standings: [standing!], rated: [], unchanged: [], currency: USD })).toMatchObject([{ should: 0n, billed: 3_000n, pending: 0n, residual: -3_000n }]);
  });

  it('overlookedLines: usage that its charge does not know, unless the next invoice looks at it', () => {
    const book = january();
    const standings = standingsOf(book.journals, ALL);
    expect(overlookedLines({ standings, rated: book.ratedAfresh(FEBRUARY), due: new Set() })).toEqual([]);
    book.record([completion('late', '2026-01-25T00:00:00Z', 100)]);
    const rated = book.ratedAfresh(FEBRUARY);
    // 100 more at 0.005: 11.50.
    const found = overlookedLines({ standings, rated, due: new Set() });
    expect(found.map(({ targetMinor }) => targetMinor)).toEqual([1_150n]);
    expect(overlookedLines({ standings, rated, due: new Set(found.map(({ line }) => line.lineKey)) })).toEqual([]);
  });
});
