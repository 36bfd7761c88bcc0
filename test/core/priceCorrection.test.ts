import { describe, expect, it } from 'vitest';
import { documentTermsJson, parseDocumentTerms } from '../../src/core/documentTerms.ts';
import { canonicalJson } from '../../src/core/json.ts';
import { correctedLines } from '../../src/core/priceCorrection.ts';
import { canonicalDocument } from '../../src/core/seal.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator, type SimulatedInvoice } from '../support/bookSimulator.ts';
import { FEE, OWNER, TOKENS, USD, UTC, at, completion, planVersion, segment } from '../support/ledger.ts';

const cheaper = { ...FEE, model: { flat: { amount: '28.00' } } };
const EXTRA = { code: 'extra', name: 'Extra', timing: 'IN_ADVANCE', model: { flat: { amount: '3.00' } } };

/** On v1 since 1 January: a fee of 30.00 and tokens. v2 takes 28.00, and v3 takes 25.00. v4 has a price more. */
function customer(): BookSimulator {
  const versions = [planVersion(), planVersion({ id: 'v2', prices: [cheaper, TOKENS] }), planVersion({ id: 'v3', prices: [{ ...FEE, model: { flat: { amount: '25.00' } } }, TOKENS] }), planVersion({ id: 'v4', prices: [cheaper, TOKENS, EXTRA] })];
  const book = new BookSimulator({ currency: USD, zone: UTC, versions });
  for (const id of ['s1', 's2']) book.subscribe(id, segment({ from: '2026-01-01' }, 0));
  return book;
}

const move = (book: BookSimulator, id: string, on: string, reason: string | undefined, from = '2026-01-01') => book.subscribe(id, { ...segment({ from, on }, 1), ...(reason === undefined ? {} : { reason }) });

/** `reason from amount: lines`. */
function textsOf(invoice: SimulatedInvoice | null): string[] {
  return (invoice?.cut.terms?.corrections ?? []).map((correction) => {
    const { amount, lines } = correctedLines(correction, invoice?.view.lines ?? []);
    return `${correction.reason} to ${correction.planVersionId} ${amount}: ${lines.map(({ description, amount: own }) => `${description} ${own}`).join(', ')}`;
  });
}

describe('priceCorrections', () => {
  it('one correction has all periods and all subscriptions that one change put right, and nothing else', () => {
    const book = customer();
    book.record([completion('jan', '2026-01-20', 100)]);
    book.issue(at('2026-02-01'));
    for (const id of ['s1', 's2']) move(book, id, 'v2', 'two dollars too much');
    book.record([completion('feb', '2026-02-20', 200)]);
    const invoice = book.issue(at('2026-03-01'));
    // 28.00 - 30.00 for January and February, on both. February's tokens and March's fees are no correction.
    expect(textsOf(invoice)).toEqual(['two dollars too much to v2 -800: Monthly fee -200, Monthly fee -200, Monthly fee -200, Monthly fee -200']);
    expect(invoice?.view.lines).toHaveLength(8);
    checkBook(book);
  });

  it('what only the right version has belongs to the correction where an earlier invoice would have had it', () => {
    const book = customer();
    book.issue(at('2026-02-01'));
    move(book, 's1', 'v4', 'Extra was forgotten');
    // Extra of January and February, 3.00 each; that of March is charged as it falls due.
    expect(textsOf(book.issue(at('2026-03-01')))).toEqual(['Extra was forgotten to v4 200: Monthly fee -200, Monthly fee -200, Extra 300, Extra 300']);
  });

  it('two changes are two corrections, by when they take effect; each line is of the newest', () => {
    const book = customer();
    book.issue(at('2026-03-01'));
    move(book, 's1', 'v2', 'first');
    book.subscribe('s1', { ...segment({ from: '2026-02-01', on: 'v3' }, 2), reason: 'second' });
    // January 28.00 - 30.00; February and March 25.00 - 30.00.
    expect(textsOf(book.issue(at('2026-03-10')))).toEqual(['first to v2 -200: Monthly fee -200', 'second to v3 -1000: Monthly fee -500, Monthly fee -500']);
  });

  it('a change of plan in a period that goes on is none, nor is late usage', () => {
    const book = customer();
    book.record([completion('jan', '2026-01-20', 100)]);
    book.issue(at('2026-02-01'));
    move(book, 's1', 'v2', 'upgrade', '2026-02-15');
    book.record([completion('late', '2026-01-21', 50)]);
    expect(textsOf(book.issue(at('2026-03-01')))).toEqual([]);
  });

  it('without a reason there is a correction without one, and a note has it as an invoice has', () => {
    const book = customer();
    book.issue(at('2026-03-01'));
    move(book, 's1', 'v2', undefined);
    const note = book.issueNote(at('2026-03-02'));
    expect(textsOf(note)).toEqual(['null to v2 -400: Monthly fee -200, Monthly fee -200']);
    expect(textsOf(book.issue(at('2026-04-01')))).toEqual(['null to v2 -200: Monthly fee -200']);
    checkBook(book);
  });

  it('terms and document hold the correction, and it reads back', () => {
    const book = customer();
    book.issue(at('2026-01-01'));
    move(book, 's1', 'v2', 'wrong');
    const { cut, view } = book.issue(at('2026-01-10'))!;
    expect(parseDocumentTerms(canonicalJson(documentTermsJson(cut.terms!)))).toEqual(cut.terms);
    expect(canonicalDocument(view, { owner: OWNER, currency: USD, cut, issueHash: '' })['corrections']).toEqual([
      { reason: 'wrong', effectiveAt: '2026-01-01T00:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z', planVersionId: 'v2', lines: ['s1:v2/fee:2026-01-01T00:00:00.000Z'], amount: '-2.00' },
    ]);
    expect(parseDocumentTerms(canonicalJson(documentTermsJson(cut.terms!)).replace('"planVersionId":"v2"', '"planVersionId":2'))).toBeNull();
  });
});
