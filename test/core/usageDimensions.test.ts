/** Lines by dimension and levels in a book: what invoices charge, and what late events change of it. */
import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../src/core/lineUsage.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator, type SimulatedInvoice } from '../support/bookSimulator.ts';
import { type PriceSketch, REGIONAL, TOKENS, USD, UTC, at, completion, planVersion } from '../support/ledger.ts';

const BY_REGION = { ...TOKENS, meterCode: 'regional', groupBy: ['region'] };
/** 1.00 for each unit of the level. */
const STORED = { code: 'stored', meterCode: 'stored', model: { perUnit: { unitAmount: '1' } } };

/** A book from New Year's Day on a plan of these prices, which knows these events. */
function bookOf(prices: readonly PriceSketch[], events: readonly RecordedEvent[], other: readonly PriceSketch[] = []): BookSimulator {
  const versions = [planVersion({ prices }), ...(other.length === 0 ? [] : [planVersion({ id: 'v2', prices: other })])];
  const book = new BookSimulator({ currency: USD, zone: UTC, versions });
  book.subscribe('s', { startAt: at('2026-01-01'), planVersionId: 'v1', quantities: {} });
  book.record(events);
  return book;
}

/** Lines as `v1/stored 01-01 {"region":"eu"} 31 -> 3100`: the price, the start of service, the dimensions, quantity and minor units. */
function lines(invoice: SimulatedInvoice | null): string[] {
  return (invoice?.view.lines ?? []).map(({ priceId, service, dimensions, quantity, amount }) => {
    const start = new Date(service.start).toISOString().slice(5, 10);
    return `${priceId} ${start} ${dimensions === null ? '' : `${dimensions} `}${quantity?.toFixed() ?? ''} -> ${amount}`;
  });
}

describe('lines by dimension', () => {
  const EVENTS = [
    completion('a', '2026-01-05', 800, { region: 'eu' }),
    completion('b', '2026-01-06', 700, { region: 'us' }),
    completion('c', '2026-01-07', 500, { region: 'eu' }),
    completion('d', '2026-01-08', 5),
  ];

  it('groupBy: each combination of values is a line of its own, with tiers of its own', () => {
    // None: 5 x 0.01. eu: 1300 are 10 + 300 x 0.005. us: 700 x 0.01.
    expect(lines(bookOf([BY_REGION], EVENTS).issue(at('2026-02-01'))).sort()).toEqual([
      'v1/tokens 01-01 {"region":"eu"} 1300 -> 1150',
      'v1/tokens 01-01 {"region":"us"} 700 -> 700',
      'v1/tokens 01-01 {"region":null} 5 -> 5',
    ]);
  });

  it('groupBy: without it the same meter makes one line of the total', () => {
    // 2005: 10 + 1005 x 0.005 = 15.025.
    expect(lines(bookOf([{ ...TOKENS, meterCode: 'regional' }], EVENTS).issue(at('2026-02-01')))).toEqual(['v1/tokens 01-01 2005 -> 1503']);
  });

  it('groupBy: included units, minimum and maximum are those of each line', () => {
    const limited = { ...BY_REGION, includedUnits: '100', minimumAmount: '2', maximumAmount: '10' };
    // None: 0 is raised to 2. eu: 1200 are 10 + 200 x 0.005 = 11, cut to 10. us: 600 x 0.01.
    expect(lines(bookOf([limited], EVENTS).issue(at('2026-02-01'))).sort()).toEqual([
      'v1/tokens 01-01 {"region":"eu"} 1300 -> 1000',
      'v1/tokens 01-01 {"region":"us"} 700 -> 600',
      'v1/tokens 01-01 {"region":null} 5 -> 200',
    ]);
  });

  it('groupBy: a meter that groups by more is aggregated by the wanted properties alone', () => {
    const events = [
      completion('a', '2026-01-05', 5, { region: 'eu', model: 'small', user: 'u1' }),
      completion('b', '2026-01-06', 7, { region: 'eu', model: 'large', user: 'u1' }),
      completion('c', '2026-01-07', 6, { region: 'us', model: 'large', user: 'u2' }),
    ];
    const each = (code: string) => ({ code, meterCode: code, groupBy: ['region'], model: { perUnit: { unitAmount: '1' } } });
    // The peak of eu is 7, not 5 + 7; one user was there, with two models.
    expect(lines(bookOf([each('peakBy'), each('usersBy')], events).issue(at('2026-02-01'))).sort()).toEqual([
      'v1/peakBy 01-01 {"region":"eu"} 7 -> 700',
      'v1/peakBy 01-01 {"region":"us"} 6 -> 600',
      'v1/usersBy 01-01 {"region":"eu"} 1 -> 100',
      'v1/usersBy 01-01 {"region":"us"} 1 -> 100',
    ]);
  });

  it('groupBy: with a matrix the lines are split by both', () => {
    const matrix = { ...REGIONAL, code: 'peakBy', meterCode: 'peakBy', groupBy: ['model'] };
    const events = [completion('a', '2026-01-05', 100, { region: 'eu', model: 'small' }), completion('b', '2026-01-06', 100, { region: 'us', model: 'small' })];
    expect(lines(bookOf([matrix], events).issue(at('2026-02-01'))).sort()).toEqual([
      'v1/peakBy 01-01 {"model":"small","region":"eu"} 100 -> 200',
      'v1/peakBy 01-01 {"model":"small","region":"us"} 100 -> 300',
    ]);
  });

  it('groupBy: a late event adjusts the line of its own combination, or makes it', () => {
    const book = bookOf([BY_REGION], EVENTS);
    book.issue(at('2026-02-01'));
    book.record([completion('late', '2026-01-20', 100, { region: 'eu' }), completion('new', '2026-01-21', 3, { region: 'jp' })]);
    // eu is over 1000 already: 100 x 0.005. jp: 3 x 0.01.
    expect(lines(book.issue(at('2026-03-01'))).sort()).toEqual(['v1/tokens 01-01 {"region":"eu"} 100 -> 50', 'v1/tokens 01-01 {"region":"jp"} 3 -> 3']);
    checkBook(book);
  });

  it('groupBy: a combination whose events a change leaves to another plan is given back', () => {
    const book = bookOf([BY_REGION], EVENTS, [{ ...TOKENS, meterCode: 'tokens' }]);
    book.issue(at('2026-02-01'));
    // Back in time to before any event: the line of January on v1 is still there, but no event is in it.
    book.subscribe('s', { startAt: at('2026-01-03'), planVersionId: 'v2', quantities: {} });
    // Given back: 11.50, 7.00, 0.05. Charged: 2005 are 10 + 1005 x 0.005 = 15.025.
    expect(lines(book.issue(at('2026-02-02'))).sort()).toEqual([
      'v1/tokens 01-01 {"region":"eu"} -1300 -> -1150',
      'v1/tokens 01-01 {"region":"us"} -700 -> -700',
      'v1/tokens 01-01 {"region":null} -5 -> -5',
      'v2/tokens 01-03 2005 -> 1503',
    ]);
    checkBook(book);
  });
});

describe('levels', () => {
  const EVENTS = [completion('a', '2026-01-01', 300), completion('b', '2026-01-11', -100)];

  it('level: each period is charged its average, and the next begins where it ended', () => {
    const book = bookOf([STORED], EVENTS);
    // 300 for 10 days and 200 for 21: 7200 / 31 = 232.2580645161290...
    expect(lines(book.issue(at('2026-02-01')))).toEqual(['v1/stored 01-01 232.258064516129 -> 23226']);
    expect(lines(book.issue(at('2026-03-01')))).toEqual(['v1/stored 02-01 200 -> 20000']);
    checkBook(book);
  });

  it('level: a late change two periods ago adjusts each later period that is billed, and no earlier one', () => {
    const book = bookOf([STORED, { ...TOKENS, code: 'sum' }], EVENTS);
    for (const asOf of ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01']) book.issue(at(asOf));
    book.record([completion('late', '2026-02-15', 28)]);
    // February: 28 for 14 of 28 days are 14; March and April: 28 each; May: 228. As a sum it is February's alone: 28 x 0.01.
    expect(lines(book.issue(at('2026-06-01'))).sort()).toEqual([
      'v1/stored 02-01 14 -> 1400',
      'v1/stored 03-01 28 -> 2800',
      'v1/stored 04-01 28 -> 2800',
      'v1/stored 05-01 228 -> 22800',
      'v1/sum 02-01 28 -> 28',
    ]);
    checkBook(book);
    expect(book.issue(at('2026-06-01'))).toBeNull();
  });

  it('level: a late change from before the subscription adjusts every period', () => {
    const book = bookOf([STORED], EVENTS);
    book.issue(at('2026-02-01'));
    book.issue(at('2026-03-01'));
    book.record([completion('late', '2025-07-01', 1)]);
    expect(lines(book.issue(at('2026-03-02')))).toEqual(['v1/stored 01-01 1 -> 100', 'v1/stored 02-01 1 -> 100']);
  });

  it('level: the parts of a period that a change makes add up', () => {
    const book = bookOf([STORED], [completion('a', '2025-12-20', 310)], [{ ...STORED, model: { perUnit: { unitAmount: '2' } } }]);
    book.subscribe('s', { startAt: at('2026-01-11'), planVersionId: 'v2', quantities: {} });
    // 310 x 10 / 31 at 1.00, 310 x 21 / 31 at 2.00.
    expect(lines(book.issue(at('2026-02-01')))).toEqual(['v1/stored 01-01 100 -> 10000', 'v2/stored 01-11 210 -> 42000']);
  });

  it('level: a combination that stood at zero has no line, whatever its minimum', () => {
    const limited = { ...STORED, groupBy: ['region'], minimumAmount: '2' };
    const book = bookOf([limited], [completion('a', '2026-01-01', 31, { region: 'eu' }), completion('b', '2026-01-31', -31, { region: 'eu' }), completion('c', '2026-01-17', 1, { region: 'us' })]);
    // eu: 31 for 30 of 31 days. us: 1 for 15 of 31 days is 0.48, raised to 2. In February only us has a level; 1 is raised to 2.
    expect(lines(book.issue(at('2026-02-01'))).sort()).toEqual(['v1/stored 01-01 {"region":"eu"} 30 -> 3000', 'v1/stored 01-01 {"region":"us"} 0.483870967742 -> 200']);
    expect(lines(book.issue(at('2026-03-01')))).toEqual(['v1/stored 02-01 {"region":"us"} 1 -> 200']);
  });

  it('level: a combination that turns out to have stood at zero is given back whole', () => {
    const book = bookOf([{ ...STORED, groupBy: ['region'], minimumAmount: '2' }], [completion('a', '2026-01-01', 31, { region: 'eu' })]);
    book.issue(at('2026-02-01'));
    book.issue(at('2026-03-01'));
    book.record([completion('late', '2026-01-31T12:00:00Z', -31, { region: 'eu' })]);
    // In January half a day of 31 is missing; in February everything.
    expect(lines(book.issue(at('2026-03-02')))).toEqual(['v1/stored 01-01 {"region":"eu"} -0.5 -> -50', 'v1/stored 02-01 {"region":"eu"} -31 -> -3100']);
    checkBook(book);
  });
});
