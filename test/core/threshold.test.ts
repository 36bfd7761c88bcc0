/** Threshold billing: what counts, what an invoice of usage so far charges, and what is left for the one at the end of the period. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_TERMS } from '../../src/core/billingTerms.ts';
import { causesOf } from '../../src/core/adjustmentCause.ts';
import { parseDocumentTerms, documentTermsJson } from '../../src/core/documentTerms.ts';
import { instantText } from '../../src/core/instant.ts';
import { type InvoiceLine, type InvoiceView, discountOf } from '../../src/core/invoice.ts';
import { draftInvoice } from '../../src/core/issuing.ts';
import { canonicalJson } from '../../src/core/json.ts';
import { canonicalDocument } from '../../src/core/seal.ts';
import { standingOf, unbilledUsage, usageThresholdOf } from '../../src/core/threshold.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator, type SimulatedInvoice } from '../support/bookSimulator.ts';
import { FEE, JPY, OWNER, type PriceSketch, REGIONAL, TOKENS, USD, UTC, at, completion, planVersion, segment } from '../support/ledger.ts';

const SO_FAR = { threshold: 1000n };

function bookOf(prices: readonly PriceSketch[], terms: object = {}): BookSimulator {
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices, ...terms })] });
  book.subscribe('s', segment({ from: '2026-01-01' }, 0));
  return book;
}

function issued(book: BookSimulator, asOf: string, usageSoFar: { threshold: bigint | null } | null = null): SimulatedInvoice {
  const invoice = book.issue(at(asOf), usageSoFar);
  if (invoice === null) throw new Error('nothing was due');
  checkBook(book);
  return invoice;
}

/** `description quantity amount`, until when, and what was before in brackets. */
function linesOf({ lines }: InvoiceView): string[] {
  return lines.map(({ description, quantity, amount, usageUntil, previous }) => {
    const until = usageUntil === null ? '' : ` until ${instantText(usageUntil).slice(5, 10)}`;
    const before = previous === null ? '' : ` (before ${previous.quantity?.toFixed() ?? '-'} ${previous.amount})`;
    return `${description} ${quantity?.toFixed() ?? '-'} ${amount}${until}${before}`;
  });
}

/** One month of a price, used twice, with an invoice of the usage so far between: both invoices' lines. */
function month(price: PriceSketch, first: number | string, second: number | string, terms: object = {}): string[] {
  const book = bookOf([{ name: price.code, ...price }], terms);
  book.record([completion('a', '2026-01-05', first)]);
  const soFar = book.issue(at('2026-01-11'), SO_FAR);
  book.record([completion('b', '2026-01-20', second)]);
  const end = book.issue(at('2026-02-01'));
  checkBook(book);
  return [...(soFar ? linesOf(soFar.view) : ['nothing']), ...(end ? linesOf(end.view) : ['nothing'])];
}

describe('usageThresholdOf', () => {
  it.each<[string, bigint | null, bigint | null, typeof USD, bigint | null]>([
    ['nobody says anything', null, null, USD, null],
    ['the tenant does', null, 500n, USD, 500n],
    ['the customer does', 100n, 500n, USD, 100n],
    ['the customer wants none', 0n, 500n, USD, null],
    ['the tenant wants none', null, 0n, USD, null],
    ['the tenant says it in another currency', null, 500n, JPY, null],
    ['the customer says it in its own', 100n, 500n, JPY, 100n],
  ])('usageThresholdOf: %s', (_name, own, ofTenant, currency, threshold) => {
    expect(usageThresholdOf({ usageThreshold: own, currency }, { usageThreshold: ofTenant, defaultCurrency: USD })).toBe(threshold);
  });
});

describe('unbilledUsage', () => {
  const tokens = { ...TOKENS, model: { perUnit: { unitAmount: '0.01' } } };

  it('unbilledUsage: metered lines alone, those of a period that is over with those of one that goes on', () => {
    const book = bookOf([FEE, tokens]);
    book.addCharge('c', at('2026-01-02'), { description: 'Set-up', amount: '99.00' });
    book.record([completion('a', '2026-01-05', 700), completion('b', '2026-02-03', 300), completion('c', '2026-02-09', 1)]);
    // 7.00 of January and 3.00 of February, and not what is dated later.
    const view = book.draft(at('2026-02-05'), true);
    expect(unbilledUsage(view, book.prices)).toBe(1000n);
    expect(standingOf({ view, mayIssueAt: at('2026-02-05') }, book.prices, 1000n)).toMatchObject({ unbilled: 1000n, isReached: true });
    expect(standingOf({ view, mayIssueAt: at('2026-02-05') }, book.prices, 1001n).isReached).toBe(false);
  });

  it('unbilledUsage: after discounts and credit', () => {
    const book = bookOf([tokens]);
    book.applyCoupon('half', at('2026-01-01'), { percentage: '50', duration: 'FOREVER' });
    book.grantCredit('g', at('2026-01-01'), { amount: '1.20', kind: 'PROMOTIONAL' });
    book.record([completion('a', '2026-01-05', 1000)]);
    // 10.00, half of it taken off, 1.20 paid for.
    expect(unbilledUsage(book.draft(at('2026-01-11'), true), book.prices)).toBe(380n);
  });
});

describe('an invoice of usage so far, and the one at the end of the period', () => {
  it.each<[string, PriceSketch, number | string, number | string, string[]]>([
    // 1,200: 10.00 and 1.00. 1,700: 10.00 and 3.50.
    ['graduated tiers go on where they were', TOKENS, 1200, 500, ['Tokens 1200 1100 until 01-11', 'Tokens 500 250 (before 1200 1100)']],
    // 100 at 0.50; 150 at 0.30 in all is less.
    ['volume tiers give back what turned out cheaper', { code: 'v', meterCode: 'tokens', model: { volume: { tiers: [{ upTo: '100', unitAmount: '0.5' }, { upTo: null, unitAmount: '0.3' }] } } }, 100, 50, ['v 100 5000 until 01-11', 'v 50 -500 (before 100 5000)']],
    // 14 of 10 are two packages; 27 are three.
    ['packages are rounded up in all', { code: 'p', meterCode: 'tokens', model: { package: { size: '10', amount: '1' } } }, 14, 13, ['p 14 200 until 01-11', 'p 13 100 (before 14 200)']],
    // 3 at 0.005 are 0.015, rounded to 0.02; 5 are 0.025, rounded to 0.03.
    ['what is rounded is the whole', { code: 'r', meterCode: 'tokens', model: { perUnit: { unitAmount: '0.005' } } }, 3, 2, ['r 3 2 until 01-11', 'r 2 1 (before 3 2)']],
    ['a minimum is filled at the end', { ...TOKENS, minimumAmount: '5' }, 100, 50, ['Tokens 100 100 until 01-11', 'Tokens 50 400 (before 100 100)']],
    ['a maximum holds for both', { ...TOKENS, maximumAmount: '10' }, 1200, 500, ['Tokens 1200 1000 until 01-11', 'Tokens 500 0 (before 1200 1000)']],
    ['a maximum is not billed twice', { code: 'm', meterCode: 'peak', model: { perUnit: { unitAmount: '1' } } }, 7, 5, ['m 7 700 until 01-11', 'nothing']],
    ['a latest level may be lower', { code: 'l', meterCode: 'level', model: { perUnit: { unitAmount: '1' } } }, 7, 5, ['l 7 700 until 01-11', 'l -2 -200 (before 7 700)']],
    // 31 from 5 January to the 11th are 6 days of 31; to the 20th 15, then 62 for 12: 15 and 24, and not 27 days of 31 before the end.
    ['a level counts for the time it has stood', { code: 'w', meterCode: 'stored', model: { perUnit: { unitAmount: '1' } } }, 31, 31, ['w 6 600 until 01-11', 'w 33 3300 (before 6 600)']],
    ['a tier that nothing has entered is charged at the end', { code: 'f', meterCode: 'tokens', model: { graduated: { tiers: [{ upTo: null, unitAmount: '0', flatAmount: '3' }] } } }, 0, 0, ['f 0 300 until 01-11', 'nothing']],
  ])('issueInvoice: %s', (_name, price, first, second, lines) => {
    expect(month(price, first, second)).toEqual(lines);
  });

  it('issueInvoice: a percentage of events, with free ones that the first invoice used up', () => {
    // One event free; 2% of 1,000 is 20.00; then 2% of 500, 10.00.
    const price = { code: 'share', name: 'share', meterCode: 'tokens', model: { percentage: { rate: '2', freeEvents: 1 } } };
    const book = bookOf([price]);
    book.record([completion('free', '2026-01-02', 4000), completion('a', '2026-01-05', 1000)]);
    expect(linesOf(issued(book, '2026-01-11', SO_FAR).view)).toEqual(['share 5000 2000 until 01-11']);
    book.record([completion('b', '2026-01-20', 500)]);
    expect(linesOf(issued(book, '2026-02-01').view)).toEqual(['share 500 1000 (before 5000 2000)']);
  });

  it('issueInvoice: a commitment is trued up once, with what was billed before counted', () => {
    const book = bookOf([TOKENS], { minimumCommitment: '20' });
    book.record([completion('a', '2026-01-05', 900)]);
    expect(linesOf(issued(book, '2026-01-11', SO_FAR).view)).toEqual(['Tokens 900 900 until 01-11']);
    book.record([completion('b', '2026-01-20', 100)]);
    // 10.00 of tokens, of which 9.00 are billed; 10.00 are missing to 20.00.
    expect(linesOf(issued(book, '2026-02-01').view)).toEqual(['Tokens 100 100 (before 900 900)', expect.stringMatching(/ - 1000$/)]);
  });

  it('issueInvoice: it takes effect in the period, and only an ordinary invoice before the end leaves it alone', () => {
    const book = bookOf([FEE, TOKENS]);
    book.record([completion('a', '2026-01-05', 1200)]);
    const first = issued(book, '2026-01-11', SO_FAR);
    expect(linesOf(first.view)).toEqual(['Monthly fee - 3000', 'Tokens 1200 1100 until 01-11']);
    expect(book.journals.filter(({ kind }) => kind === 'CHARGE').map(({ effectiveAt, billableAt }) => [effectiveAt, billableAt])).toEqual([[at('2026-01-11'), at('2026-01-11')]]);
    book.record([completion('b', '2026-01-12', 100)]);
    expect(book.issue(at('2026-01-15'))).toBeNull();
    // Once more so far: 100 more at 0.005; then nothing is left.
    expect(linesOf(issued(book, '2026-01-20', SO_FAR).view)).toEqual(['Tokens 100 50 until 01-20 (before 1200 1100)']);
    expect(linesOf(issued(book, '2026-02-01').view)).toEqual(['Monthly fee - 3000']);
  });

  it('issueInvoice: a combination of dimensions that lost its events is given back, whatever was invoiced since', () => {
    const book = bookOf([REGIONAL]);
    book.record([completion('a', '2026-01-05', 1000, { region: 'eu' }), completion('b', '2026-01-06', 1000, { region: 'us' })]);
    expect(linesOf(issued(book, '2026-01-11', SO_FAR).view).sort()).toEqual(['Traffic 1000 2000 until 01-11', 'Traffic 1000 3000 until 01-11']);
    book.correct('b', null);
    book.addCharge('c', at('2026-01-15'), { description: 'Set-up', amount: '5.00' });
    // An ordinary invoice in between knows of the void, and says nothing of usage.
    expect(linesOf(issued(book, '2026-01-15').view)).toEqual(['Set-up - 500']);
    expect(linesOf(issued(book, '2026-02-01').view)).toEqual(['Traffic -1000 -3000 (before 1000 3000)']);
  });

  it('issueInvoice: a change of plan ends the line where it was billed so far', () => {
    const dearer = { ...TOKENS, model: { perUnit: { unitAmount: '0.02' } } };
    const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [TOKENS] }), planVersion({ id: 'v2', prices: [dearer] })] });
    book.subscribe('s', segment({ from: '2026-01-01' }, 0));
    book.record([completion('a', '2026-01-05', 1000)]);
    issued(book, '2026-01-11', SO_FAR);
    book.record([completion('b', '2026-01-14', 200), completion('c', '2026-01-20', 100)]);
    book.subscribe('s', segment({ from: '2026-01-16', on: 'v2' }, 1));
    // 200 at 0.005; 100 at 0.02.
    expect(linesOf(issued(book, '2026-02-01').view)).toEqual(['Tokens 200 100 (before 1000 1000)', 'Tokens 100 200']);
  });

  it('issueInvoice: coupons and credit are drawn at once, and the end has the difference', () => {
    const book = bookOf([FEE, { ...TOKENS, model: { perUnit: { unitAmount: '0.01' } } }]);
    book.applyCoupon('seven', at('2026-01-15'), { amount: '7', currency: 'USD', duration: 'ONCE' });
    book.grantCredit('g', at('2026-01-01'), { amount: '2.00', kind: 'PROMOTIONAL' });
    book.record([completion('a', '2026-01-05', 500)]);
    const amounts = ({ view }: SimulatedInvoice) => view.lines.map((line) => [line.description, line.amount, discountOf(line), line.draws.reduce((sum, { amount }) => sum + amount, 0n)]);
    // The tokens fall due on 1 February, in the coupon's one month, and the fee of January before it: 5.00 are taken off, the credit pays for the fee.
    expect(amounts(issued(book, '2026-01-21', SO_FAR))).toEqual([['Monthly fee', 3000n, 0n, -200n], ['Tokens', 500n, -500n, 0n]]);
    book.record([completion('b', '2026-01-25', 500)]);
    // 7.00 are shared by 30.00 and 10.00 that fall due together: 5.25 and 1.75. So 3.25 are taken back from the tokens.
    expect(amounts(issued(book, '2026-02-01'))).toEqual([['Monthly fee', 3000n, -525n, 0n], ['Tokens', 500n, 325n, 0n]]);
  });

  it('issueInvoice: the document says that it is one of usage so far, until when, and at which threshold; another says nothing', () => {
    const book = bookOf([TOKENS]);
    book.record([completion('a', '2026-01-05', 1200)]);
    const [{ cut, view }] = [issued(book, '2026-01-11', SO_FAR)];
    const document = canonicalDocument(view, { owner: OWNER, currency: USD, cut, issueHash: '' });
    expect(document).toMatchObject({ usageSoFar: { threshold: '10.00' }, groups: [{ lines: [{ usageUntil: '2026-01-11T00:00:00.000Z' }] }] });
    expect(parseDocumentTerms(canonicalJson(documentTermsJson(cut.terms!)))).toEqual(cut.terms);
    book.record([completion('b', '2026-01-20', 1)]);
    const end = issued(book, '2026-02-01');
    const rest = canonicalDocument(end.view, { owner: OWNER, currency: USD, cut: end.cut, issueHash: '' });
    expect(rest).not.toHaveProperty('usageSoFar');
    expect(rest).toMatchObject({ groups: [{ lines: [{ previous: { amount: '11.00', usageUntil: '2026-01-11T00:00:00.000Z' } }] }] });
    expect(canonicalJson(rest).match(/usage/g)).toHaveLength(1);
    expect(end.cut.terms?.usageSoFar).toBeNull();
  });

  it('causesOf: usage so far that was billed is a cause of its own, beside what was used since', () => {
    const book = bookOf([TOKENS]);
    book.record([completion('a', '2026-01-05', 1200)]);
    issued(book, '2026-01-11', SO_FAR);
    book.record([completion('b', '2026-01-20', 1)]);
    const [line] = issued(book, '2026-02-01').view.lines as [InvoiceLine];
    expect(causesOf(line, { segments: [], zoneChanges: [], price: book.prices.get(line.priceId ?? '') ?? null }).map(({ kind }) => kind)).toEqual(['USAGE_SO_FAR', 'USAGE']);
  });

  it('draftInvoice: it waits for late usage of a period that is over, and not of one that goes on', () => {
    const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [TOKENS] })], rules: { terms: { ...DEFAULT_TERMS, gracePeriodHours: 48 } } });
    book.subscribe('s', segment({ from: '2026-01-01' }, 0));
    book.record([completion('a', '2026-01-05', 1200)]);
    const mayIssueAt = (asOf: string) => draftInvoice(book.stateAt(at(asOf), true), { now: at(asOf), cause: 'draft', actor: 'draft' }).mayIssueAt;
    expect(mayIssueAt('2026-01-20')).toBe(at('2026-01-20'));
    expect(mayIssueAt('2026-02-01')).toBe(at('2026-02-03'));
  });
});

describe('discounts of lines that a change moves', () => {
  it('issueInvoice: a fee that a later change cut short keeps a share of what was taken off it', () => {
    const book = bookOf([FEE]);
    book.applyCoupon('half', at('2026-01-01'), { percentage: '50' });
    expect(issued(book, '2026-01-01').view).toMatchObject({ subtotal: 3000n, discounts: -1500n });
    book.subscribe('s', { startAt: at('2026-01-16'), planVersionId: 'v1', quantities: {}, state: 'ENDED' });
    // 15 of 31 days are 14.52, half of it 7.26: 15.48 and 7.74 go back.
    expect(issued(book, '2026-01-20').view).toMatchObject({ subtotal: -1548n, discounts: 774n });
  });

  it('issueInvoice: usage that falls due before a coupon begins, now that its service ended early, gives its share back', () => {
    const book = bookOf([{ ...TOKENS, model: { perUnit: { unitAmount: '0.01' } } }]);
    book.applyCoupon('half', at('2026-01-20'), { percentage: '50' });
    book.record([completion('a', '2026-01-05', 1000)]);
    expect(issued(book, '2026-02-01').view).toMatchObject({ subtotal: 1000n, discounts: -500n });
    book.subscribe('s', { startAt: at('2026-01-16'), planVersionId: 'v1', quantities: {}, state: 'ENDED' });
    expect(issued(book, '2026-02-03').view).toMatchObject({ subtotal: 0n, discounts: 500n });
  });
});
