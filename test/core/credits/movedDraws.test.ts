import { describe, expect, it } from 'vitest';
import { payableOf } from '../../../src/core/invoice.ts';
import { BASE, YEN, lateBookOf, standing } from '../../support/lateBook.ts';
import { type PriceSketch, at, completion } from '../../support/ledger.ts';

const bookOf = (...prices: readonly PriceSketch[]) => lateBookOf(prices);

describe('movedDraws', () => {
  it('movedDraws: what a note would give back of credit that has moved since is refused; the document that moved it can be credited first', () => {
    const book = bookOf(YEN, BASE);
    book.grantCredit('january', at('2026-01-01'), { amount: '100', expiresAt: at('2026-02-01') });
    book.grantCredit('next', at('2026-01-01'), { amount: '30' });
    book.record([completion('a', '2026-01-20', 60)]);
    const first = book.issue(at('2026-02-01'))!;
    book.record([completion('late', '2026-01-21', 20)]);
    const second = book.issue(at('2026-03-01'))!;
    // The fee drew 40 on january, of which 20 went back to the tokens.
    expect(() => book.credit(first, at('2026-03-02'))).toThrow('credit that one first');
    // Half of the fee gives back 25, the last first: 10 of next and 15 of january, and that much it still has of both.
    book.credit(first, at('2026-03-02'), { lines: [{ lineKey: first.view.lines[1]!.lineKey, amount: 25n }] });
    expect(standing(book, '2026-03-02')).toEqual(['january 85 15 0 0', 'next 20 0 0 10']);
    book.credit(second, at('2026-03-03'));
    book.credit(first, at('2026-03-04'));
    expect(standing(book, '2026-03-04')).toEqual(['january 0 100 0 0', 'next 0 0 0 30']);
  });

  it('movedDraws: as of now too, a note does not give back what a later document gave back already', () => {
    const book = bookOf(YEN);
    book.lateCredit = 'AS_OF_NOW';
    book.grantCredit('l', at('2026-01-01'), { amount: '100' });
    book.record([completion('a', '2026-01-20', 100)]);
    const first = book.issue(at('2026-02-01'))!;
    book.correct('a', completion('a', '2026-01-20', 60));
    const [line] = book.issue(at('2026-03-01'))!.view.lines;
    expect([payableOf(line!), line!.draws]).toMatchObject([-40n, [{ grantId: 'l', amount: 40n }]]);
    expect(standing(book, '2026-03-01')).toEqual(['l 60 0 0 40']);
    // All of the first invoice would give 100 back, of which 60 are drawn; 60 of it is all that there is.
    expect(() => book.credit(first, at('2026-03-02'))).toThrow('credit that one first, or less of this one');
    book.credit(first, at('2026-03-02'), { lines: [{ lineKey: first.view.lines[0]!.lineKey, amount: 60n }] });
    expect(standing(book, '2026-03-02')).toEqual(['l 0 0 0 100']);
  });
});
