import { describe, expect, it } from 'vitest';
import { decimalText } from '../../src/core/decimal.ts';
import { type EventCharge, isWithoutEffect, pendingCharges, postedCharges } from '../../src/core/eventBilling.ts';
import type { CorrectedEvent } from '../../src/core/usageCorrection.ts';
import { BookSimulator } from '../support/bookSimulator.ts';
import { REGIONAL, TOKENS, USD, UTC, at, completion, planVersion } from '../support/ledger.ts';

const PRICES = planVersion({ prices: [TOKENS, REGIONAL] });

function newBook(): BookSimulator {
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [PRICES] });
  book.subscribe('s', { startAt: at('2026-01-01'), planVersionId: 'v1', quantities: {} });
  return book;
}

/** `price month dimensions: counted before -> counts, quantity, amount in cents; first or not`. */
const told = (charges: readonly EventCharge[]) =>
  charges.map(({ priceId, service, dimensions, countedBefore, counts, before, after, isFirst }) => {
    const tokens = (values: EventCharge['counts']) => (values === null ? '-' : JSON.stringify(values.properties['tokens']));
    const quantity = ({ quantity: one }: EventCharge['before']) => (one === null ? '-' : decimalText(one));
    const place = `${priceId} ${new Date(service.start).toISOString().slice(0, 7)}${dimensions ?? ''}`;
    return `${place}: ${tokens(countedBefore)} -> ${tokens(counts)}, ${quantity(before)} -> ${quantity(after)}, ${before.amount} -> ${after.amount}${isFirst ? ', first' : ''}`;
  });

/** The event with what the book knows of it. */
function corrected(book: BookSimulator, key: string, bookSeq = 0): CorrectedEvent {
  return { event: { ...book.events.get(key)!, bookSeq }, corrections: book.corrections.get(key) ?? [] };
}

const lineJournals = (book: BookSimulator) => book.journals.filter(({ line }) => line !== null);

describe('postedCharges', () => {
  it('postedCharges: one first charge a line, and then whatever corrections made of it', () => {
    const book = newBook();
    book.record([completion('a', '2026-01-05', 1000, { region: 'eu' }), completion('b', '2026-01-06', 500, { region: 'us' })]);
    book.issue(at('2026-02-01'));
    // From 500 to 700, then to February, then voided; an invoice after each.
    book.correct('b', completion('b', '2026-01-06', 700, { region: 'us' }));
    book.issue(at('2026-03-01'));
    book.correct('b', completion('b', '2026-02-10', 700, { region: 'us' }));
    book.issue(at('2026-04-01'));
    book.correct('b', null);
    book.issue(at('2026-05-01'));
    const { charges, stands } = postedCharges(corrected(book, 'b'), lineJournals(book), book.prices);
    // 1,000 at 0.01 and the others at 0.005: 12.50, 13.50, 10.00. 500 at 0.03 in the us: 15.00; 700: 21.00.
    expect(told(charges).sort()).toEqual([
      'v1/regional 2026-01{"region":"us"}: - -> 500, - -> 500, 0 -> 1500, first',
      'v1/regional 2026-01{"region":"us"}: 500 -> 700, 500 -> 700, 1500 -> 2100',
      'v1/regional 2026-01{"region":"us"}: 700 -> -, 700 -> 0, 2100 -> 0',
      'v1/regional 2026-02{"region":"us"}: - -> 700, - -> 700, 0 -> 2100, first',
      'v1/regional 2026-02{"region":"us"}: 700 -> -, 700 -> 0, 2100 -> 0',
      'v1/tokens 2026-01: - -> 500, - -> 1500, 0 -> 1250, first',
      'v1/tokens 2026-01: 500 -> 700, 1500 -> 1700, 1250 -> 1350',
      'v1/tokens 2026-01: 700 -> -, 1700 -> 1000, 1350 -> 1000',
      'v1/tokens 2026-02: - -> 700, - -> 700, 0 -> 700, first',
      'v1/tokens 2026-02: 700 -> -, 700 -> 0, 700 -> 0',
    ]);
    expect(charges.map(({ journal }) => journal?.seq ?? 0)).toEqual([...charges.map(({ journal }) => journal?.seq ?? 0)].sort((a, b2) => a - b2));
    expect(pendingCharges(corrected(book, 'b'), stands, [])).toEqual([]);
  });

  it('pendingCharges: a late event that is not invoiced yet, on the line as it comes to now', () => {
    const book = newBook();
    book.record([completion('a', '2026-01-05', 1000, { region: 'eu' })]);
    book.issue(at('2026-02-01'));
    const head = book.journals.length;
    book.record([completion('late', '2026-01-07', 40, { region: 'eu' }), completion('none', '2026-01-07', 0, { region: 'eu' })]);
    const { charges, stands } = postedCharges(corrected(book, 'late', head), lineJournals(book), book.prices);
    expect(charges).toEqual([]);
    const january = book.ratedAfresh(at('2026-02-01'));
    // 1,000 at 0.01 and 40 at 0.005; 1,040 at 0.02.
    expect(told(pendingCharges(corrected(book, 'late', head), stands, january))).toEqual([
      'v1/tokens 2026-01: - -> 40, 1000 -> 1040, 1000 -> 1020, first',
      'v1/regional 2026-01{"region":"eu"}: - -> 40, 1000 -> 1040, 2000 -> 2080, first',
    ]);
  });

  it('pendingCharges: an event of zero tokens moves nothing, and a line that nothing makes any more comes to nothing', () => {
    const book = newBook();
    book.record([completion('a', '2026-01-05', 100)]);
    book.issue(at('2026-02-01'));
    const head = book.journals.length;
    book.record([completion('none', '2026-01-07', 0)]);
    const { stands } = postedCharges(corrected(book, 'none', head), lineJournals(book), book.prices);
    const pending = pendingCharges(corrected(book, 'none', head), stands, book.ratedAfresh(at('2026-02-01')));
    expect(pending.map(isWithoutEffect)).toEqual([true, true]);
    const a = corrected(book, 'a');
    expect(told(pendingCharges(a, postedCharges(a, lineJournals(book), book.prices).stands, []))).toEqual([
      'v1/tokens 2026-01: 100 -> -, 100 -> 0, 100 -> 0',
      'v1/regional 2026-01{"region":null}: 100 -> -, 100 -> 0, 500 -> 0',
    ]);
  });
});
