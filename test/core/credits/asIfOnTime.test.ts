import { describe, expect, it } from 'vitest';
import { NOTHING_SAID, changeTerms, effectiveTerms, termsJson } from '../../../src/core/billingTerms.ts';
import { parseGrant } from '../../../src/core/credits/grant.ts';
import { lateReport } from '../../../src/core/credits/lateReport.ts';
import { Decimal } from '../../../src/core/decimal.ts';
import { documentTermsJson, parseDocumentTerms } from '../../../src/core/documentTerms.ts';
import { type InvoiceView, payableOf } from '../../../src/core/invoice.ts';
import { canonicalJson } from '../../../src/core/json.ts';
import { canonicalDocument, sealOf } from '../../../src/core/seal.ts';
import { NO_TAX } from '../../../src/core/tax.ts';
import { checkBook } from '../../support/bookChecks.ts';
import { BASE, LateBook, YEN, lateBookOf, standing } from '../../support/lateBook.ts';
import { JPY, OWNER, type PriceSketch, UTC, at, completion, planVersion, segment } from '../../support/ledger.ts';
import { refusalOf } from '../../support/refusal.ts';

const bookOf = (...prices: readonly PriceSketch[]) => lateBookOf(prices);

const totals = ({ subtotal, credits, total }: InvoiceView) => `${subtotal} ${credits} ${total}`;
/** `description month amount: draws` of each line. */
const lines = ({ lines: all }: InvoiceView) => all.map((line) => `${line.description} ${new Date(line.service.start).getUTCMonth() + 1} ${payableOf(line)}: ${line.draws.map(({ grantId, amount }) => `${grantId} ${amount}`).join(' ')}`.trim());

describe('drawAsIfOnTime', () => {
  it('drawAsIfOnTime: late usage draws on a lot that has expired since, and its breakage is taken back', () => {
    const book = bookOf(YEN);
    book.grantCredit('january', at('2026-01-01'), { amount: '100', kind: 'PAID', expiresAt: at('2026-02-01') });
    book.record([completion('a', '2026-01-20', 70)]);
    // 70 are drawn, 30 expire.
    expect(totals(book.issue(at('2026-02-03'))!.view)).toBe('70 -70 0');
    // 20 more for January come in March; as of now nothing would be there.
    book.record([completion('late', '2026-01-21', 20)]);
    expect(totals(book.issue(at('2026-04-01'))!.view)).toBe('20 -20 0');
    expect(standing(book, '2026-04-01')).toEqual(['january 90 10 0 0']);
    const expiries = book.journals.filter(({ kind }) => kind === 'CREDIT_EXPIRY');
    expect(expiries.map(({ effectiveAt, postings }) => [effectiveAt, ...postings.map(({ debit, credit, amount }) => `${debit.code}/${credit.code} ${amount}`)])).toEqual([[at('2026-02-01'), '2100/4020 30'], [at('2026-04-01'), '4020/2100 20']]);
    // 30 more: only 10 are left of the lot.
    book.record([completion('later', '2026-01-22', 30)]);
    expect(totals(book.issue(at('2026-05-01'))!.view)).toBe('30 -10 20');
    expect(standing(book, '2026-05-01')).toEqual(['january 100 0 0 0']);
    checkBook(book);
  });

  it('drawAsIfOnTime: late usage pushes another line of its month off a lot, onto the next', () => {
    const book = bookOf(YEN, BASE);
    book.grantCredit('january', at('2026-01-01'), { amount: '100', expiresAt: at('2026-02-01') });
    book.grantCredit('next', at('2026-01-01'), { amount: '30' });
    book.record([completion('a', '2026-01-20', 60)]);
    expect(lines(book.issue(at('2026-02-01'))!.view)).toEqual(['Tokens 1 60: january -60', 'Base fee 1 50: january -40 next -10']);
    book.record([completion('late', '2026-01-21', 20)]);
    // On time: 80 tokens on january, of the fee 20 on january and 30 on next. Nothing is left for February's fee.
    const { view } = book.issue(at('2026-03-01'))!;
    expect(lines(view)).toEqual(['Tokens 1 20: january -20', 'Base fee 1 0: january 20 next -20', 'Base fee 2 50:']);
    expect(totals(view)).toBe('70 -20 50');
    expect(standing(book, '2026-03-01')).toEqual(['january 100 0 0 0', 'next 30 0 0 0']);
    checkBook(book);
  });

  it('drawAsIfOnTime: usage corrected downwards frees a lot, on which a later month draws', () => {
    const book = bookOf(YEN);
    book.grantCredit('l', at('2026-01-01'), { amount: '100' });
    book.record([completion('a', '2026-01-20', 80), completion('b', '2026-02-20', 50)]);
    expect(totals(book.issue(at('2026-02-01'))!.view)).toBe('80 -80 0');
    expect(totals(book.issue(at('2026-03-01'))!.view)).toBe('50 -20 30');
    book.correct('a', completion('a', '2026-01-20', 30));
    // On time: January 30, February 50, both paid by the lot. What February paid in money comes back.
    const { view } = book.issue(at('2026-04-01'))!;
    expect(lines(view)).toEqual(['Tokens 1 -50: l 50', 'Tokens 2 0: l -30']);
    expect(totals(view)).toBe('-50 20 -30');
    expect(standing(book, '2026-04-01')).toEqual(['l 80 0 0 20']);
    checkBook(book);
  });

  it('drawAsIfOnTime: lots of an interval pay for late usage of their own interval', () => {
    const book = bookOf(YEN, BASE);
    const month = (id: string, from: string, to: string) => {
      const terms = parseGrant({ amount: '60', startsAt: at(from), expiresAt: at(to) }, { currency: JPY, now: at(from) });
      book.receiveCredit(id, at(from), { ...terms, recurrence: { recurringGrantId: 'monthly', day: 0, part: 'BASE' } });
    };
    month('january', '2026-01-01', '2026-02-01');
    month('february', '2026-02-01', '2026-03-01');
    // February's lot is there when January is invoiced, and is not for it.
    expect(lines(book.issue(at('2026-02-03'))!.view)).toEqual(['Base fee 1 50: january -50']);
    book.record([completion('late', '2026-01-21', 30), completion('b', '2026-02-21', 5)]);
    // On time: 30 tokens and 30 of the fee in January; 5 tokens and the fee, 50, in February.
    expect(lines(book.issue(at('2026-03-02'))!.view)).toEqual(['Tokens 1 30: january -30', 'Tokens 2 5: february -5', 'Base fee 1 0: january 20', 'Base fee 2 50: february -50']);
    expect(standing(book, '2026-03-02')).toEqual(['january 60 0 0 0', 'february 55 5 0 0']);
    checkBook(book);
  });

  it('drawAsIfOnTime: what was drawn on an allowance stays drawn, whatever became known of it; late usage finds what is left', () => {
    const outcome = (known: Parameters<LateBook['allowed']['set']>[1]) => {
      const book = bookOf(YEN, BASE);
      const terms = parseGrant({ amount: '100', startsAt: at('2026-01-01') }, { currency: JPY, now: at('2026-01-01') });
      book.receiveCredit('included', at('2026-01-01'), { ...terms, allowance: { subscriptionId: 's', code: 'a', digest: '', day: 0, part: 'BASE' } });
      book.allowed.set('included', { expiresAt: at('2026-02-01') });
      book.record([completion('a', '2026-01-20', 40)]);
      expect(lines(book.issue(at('2026-02-01'))!.view)).toEqual(['Tokens 1 40: included -40', 'Base fee 1 50: included -50']);
      book.allowed.set('included', known);
      book.record([completion('late', '2026-01-21', 15)]);
      const { view } = book.issue(at('2026-03-01'))!;
      checkBook(book);
      return lines(view);
    };
    // 10 are left, so 5 are taken from the fee.
    expect(outcome({ expiresAt: at('2026-02-01') })).toEqual(['Tokens 1 15: included -15', 'Base fee 1 0: included 5', 'Base fee 2 50:']);
    // 30 are withheld: the 90 that were drawn are 20 too many, and stay. The tokens come before the fee.
    expect(outcome({ expiresAt: at('2026-02-01'), withheld: 30n })).toEqual(['Tokens 1 15: included -15', 'Base fee 1 0: included 15', 'Base fee 2 50:']);
    // It had ended with its subscription, as is known now, before any of it was used.
    expect(outcome({ expiresAt: at('2026-01-10') })).toEqual(['Tokens 1 15: included -15', 'Base fee 1 0: included 5', 'Base fee 2 50:']);
  });

  it('drawAsIfOnTime: a lot that came after a document was not there for it; as of now it is', () => {
    const outcome = (lateCredit: LateBook['lateCredit']) => {
      const book = bookOf(YEN, BASE);
      book.lateCredit = lateCredit;
      book.record([completion('a', '2026-01-20', 60)]);
      book.issue(at('2026-02-01'));
      book.grantCredit('february', at('2026-02-10'), { amount: '60' });
      book.record([completion('late', '2026-01-21', 20)]);
      const { view } = book.issue(at('2026-03-01'))!;
      checkBook(book);
      return lines(view);
    };
    // January: nothing is there to draw on. February's fee draws 50.
    expect(outcome('AS_IF_ON_TIME')).toEqual(['Tokens 1 20:', 'Base fee 2 50: february -50']);
    expect(outcome('AS_OF_NOW')).toEqual(['Tokens 1 20: february -20', 'Base fee 2 50: february -40']);
  });

  it('drawAsIfOnTime: what was voided or transferred is not there, and what was given another expiry expired as was known then', () => {
    const book = bookOf(YEN);
    book.grantCredit('voided', at('2026-01-01'), { amount: '50', priority: 1 });
    book.grantCredit('moved', at('2026-01-01'), { amount: '50', priority: 2 });
    book.grantCredit('prolonged', at('2026-01-01'), { amount: '50', priority: 3, expiresAt: at('2026-01-31') });
    book.record([completion('a', '2026-01-20', 40)]);
    book.issue(at('2026-02-01'));
    book.voidCredit('voided', at('2026-02-02'), 5n);
    book.transferCredit('moved', at('2026-02-02'), { amount: 30n }, { book: bookOf(YEN), id: 'elsewhere' });
    book.adjustExpiry('prolonged', at('2026-02-02'), null);
    book.record([completion('late', '2026-01-21', 60)]);
    // 100 for January: 45 and 20 are left of the first two lots. The third had ended before what counts at the end of January; 5 + 20 of 60.
    const { view } = book.issue(at('2026-03-01'))!;
    expect(lines(view)).toEqual(['Tokens 1 60: voided -5 moved -20']);
    expect(standing(book, '2026-03-01')).toEqual(['voided 45 0 5 0', 'moved 20 0 0 0', 'prolonged 0 0 0 50']);
    checkBook(book);
  });

  it('drawAsIfOnTime: a correction gives back to a lot of which the rest was voided, and nothing is below zero', () => {
    const book = bookOf(YEN, BASE);
    book.grantCredit('l', at('2026-01-01'), { amount: '100' });
    book.record([completion('a', '2026-01-20', 80)]);
    expect(lines(book.issue(at('2026-02-01'))!.view)).toEqual(['Tokens 1 80: l -80', 'Base fee 1 50: l -20']);
    book.correct('a', completion('a', '2026-01-20', 10));
    // 70 are freed: January's fee draws 30 more, February's 40.
    expect(lines(book.issue(at('2026-03-01'))!.view)).toEqual(['Tokens 1 -70: l 70', 'Base fee 1 0: l -30', 'Base fee 2 50: l -40']);
    // 70 again: that takes them from the fees.
    book.correct('a', completion('a', '2026-01-20', 80));
    expect(lines(book.issue(at('2026-04-01'))!.view)).toEqual(['Tokens 1 70: l -70', 'Base fee 1 0: l 30', 'Base fee 2 0: l 40', 'Base fee 3 50:']);
    expect(standing(book, '2026-04-01')).toEqual(['l 100 0 0 0']);
    checkBook(book);
  });

  it('drawAsIfOnTime: where nothing is late it posts what AS_OF_NOW posts, to the journal', () => {
    const [one, other] = (['AS_IF_ON_TIME', 'AS_OF_NOW'] as const).map((lateCredit) => {
      const book = bookOf(YEN, BASE);
      book.lateCredit = lateCredit;
      book.grantCredit('a', at('2026-01-01'), { amount: '70', expiresAt: at('2026-02-10') });
      book.grantCredit('b', at('2026-01-01'), { amount: '90', kind: 'PAID' });
      book.record([completion('x', '2026-01-20', 60), completion('y', '2026-02-20', 30)]);
      for (const asOf of ['2026-02-01', '2026-02-20', '2026-03-01', '2026-04-01']) book.issue(at(asOf), { threshold: null });
      return book.journals.map(({ hash }) => hash);
    });
    expect(one).toEqual(other);
  });

  it('drawAsIfOnTime: a line that a note credited keeps what it drew, and draws as of now', () => {
    const book = bookOf(YEN, BASE);
    book.grantCredit('january', at('2026-01-01'), { amount: '100', expiresAt: at('2026-02-01') });
    book.grantCredit('next', at('2026-01-01'), { amount: '100' });
    book.record([completion('a', '2026-01-20', 60)]);
    const first = book.issue(at('2026-02-01'))!;
    expect(lines(first.view)).toEqual(['Tokens 1 60: january -60', 'Base fee 1 50: january -40 next -10']);
    // Half of the fee: of 50 drawn 25 come back, the last first: 10 to next and 15 to january, where they lapse.
    book.credit(first, at('2026-02-02'), { lines: [{ lineKey: first.view.lines[1]!.lineKey, amount: 25n }] });
    book.record([completion('late', '2026-01-21', 30)]);
    // January has 15 left beside the 25 that the fee keeps, and the tokens go on to next. February's fee follows.
    expect(lines(book.issue(at('2026-03-01'))!.view)).toEqual(['Tokens 1 30: january -15 next -15', 'Base fee 2 50: next -50']);
    expect(standing(book, '2026-03-01')).toEqual(['january 100 0 0 0', 'next 65 0 0 35']);
    // The tokens are credited in their turn: what comes late for them draws on what is there now, just before the invoice ends.
    const second = book.invoices.at(-1)!;
    book.credit(second, at('2026-03-02'), { lines: [{ lineKey: second.view.lines[0]!.lineKey, amount: 10n }] });
    book.record([completion('later', '2026-01-22', 10)]);
    expect(lines(book.issue(at('2026-04-01'))!.view).at(0)).toBe('Tokens 1 10: next -10');
  });

  it('drawAsIfOnTime: a line that a change put another in place of keeps what it drew, and draws as of now', () => {
    const dear = { ...BASE, model: { flat: { amount: '80' } } };
    const book = new LateBook({ currency: JPY, zone: UTC, versions: [planVersion({ prices: [YEN, BASE] }), planVersion({ id: 'v2', prices: [YEN, dear] })] });
    book.subscribe('s', segment({ from: '2026-01-01' }, 0));
    book.grantCredit('l', at('2026-01-01'), { amount: '100', expiresAt: at('2026-02-01') });
    book.record([completion('a', '2026-01-20', 20)]);
    expect(lines(book.issue(at('2026-02-01'))!.view)).toEqual(['Tokens 1 20: l -20', 'Base fee 1 50: l -50']);
    book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
    // Both prices are others now: all is pinned, so the 30 more of the fee find nothing at the end of February.
    expect(lines(book.issue(at('2026-03-01'))!.view)).toEqual(['Base fee 1 30:', 'Base fee 2 80:']);
    book.record([completion('late', '2026-01-21', 40)]);
    expect(lines(book.issue(at('2026-04-01'))!.view)).toEqual(['Tokens 1 40:', 'Base fee 3 80:']);
    expect(standing(book, '2026-04-01')).toEqual(['l 70 30 0 0']);
    checkBook(book);
  });

  it('drawAsIfOnTime: a line of which only credit moves is taxed at the rate of its own time', () => {
    const version = (number: number, percentage: number, from: string | null) => ({ id: `r${number}`, code: 'vat', name: 'VAT', number, percentage: new Decimal(percentage), effectiveFrom: from === null ? null : at(from), category: 'S', isInclusive: false, reason: null, reasonCode: null, country: null, jurisdiction: null }) as const;
    const tax = { ...NO_TAX, tenant: ['vat'], rates: new Map([['vat', [version(1, 10, null), version(2, 20, '2026-03-01')]]]) };
    const book = new LateBook({ currency: JPY, zone: UTC, versions: [planVersion({ prices: [YEN, BASE] })], rules: { tax } });
    book.subscribe('s', segment({ from: '2026-01-01' }, 0));
    book.grantCredit('january', at('2026-01-01'), { amount: '100', expiresAt: at('2026-02-01') });
    book.record([completion('a', '2026-01-20', 60)]);
    // 110 less 100: 10 at 10 %.
    expect(book.issue(at('2026-02-01'))!.view).toMatchObject({ credits: -100n, tax: 1n, total: 11n });
    expect(book.issue(at('2026-03-01'))!.view).toMatchObject({ credits: 0n, tax: 5n, total: 55n });
    book.record([completion('late', '2026-01-21', 20)]);
    // 20 are drawn for the tokens; January's fee gives 20 back, which is taxed at 10 %; March's is 50 at 20 %.
    expect(book.issue(at('2026-04-01'))!.view).toMatchObject({ subtotal: 70n, credits: 0n, tax: 12n, total: 82n });
    checkBook(book);
  });

  it.each([['was not paid for yet, does not pay', 1_000, ['Tokens 1 20:']], ['was paid for, pays', 2, ['Tokens 1 20: bought -20']]])('drawAsIfOnTime: a lot that by the time of a document %s for it', (_, paidAt, expected) => {
    const book = bookOf(YEN, BASE);
    book.grantCredit('bought', at('2026-01-01'), { amount: '100', kind: 'PAID', scope: { meterCodes: ['tokens'] } });
    book.payments.set('bought', [{ seq: 1, code: '1100', amount: 100n }, { seq: paidAt, code: '1100', amount: -100n }]);
    book.issue(at('2026-02-01'));
    book.record([completion('late', '2026-01-21', 20)]);
    expect(lines(book.issue(at('2026-02-01'))!.view)).toEqual(expected);
    checkBook(book);
  });

  it('drawAsIfOnTime: the lines of a voided invoice that are billed again draw as of when they did, as a whole', () => {
    const book = bookOf(YEN);
    book.grantCredit('january', at('2026-01-01'), { amount: '100', expiresAt: at('2026-02-01') });
    book.record([completion('a', '2026-01-20', 60)]);
    const first = book.issue(at('2026-02-01'))!;
    book.voidInvoice(first, at('2026-02-02'), 'BILL_AGAIN');
    book.record([completion('late', '2026-01-21', 20)]);
    // 60 counted in January, and so do all 80, when the lot had not expired.
    expect(totals(book.issue(at('2026-03-01'))!.view)).toBe('80 -80 0');
  });

  it('drawAsIfOnTime: each document keeps its policy, so late charges that drew as of now stay where they did', () => {
    const book = bookOf(YEN);
    book.lateCredit = 'AS_OF_NOW';
    book.grantCredit('january', at('2026-01-01'), { amount: '100', expiresAt: at('2026-02-01') });
    book.grantCredit('later', at('2026-01-01'), { amount: '15' });
    book.record([completion('a', '2026-01-20', 50)]);
    book.issue(at('2026-02-01'));
    book.record([completion('late', '2026-01-21', 20)]);
    // As of now: january has expired.
    expect(lines(book.issue(at('2026-03-01'))!.view)).toEqual(['Tokens 1 20: later -15']);
    book.lateCredit = 'AS_IF_ON_TIME';
    book.record([completion('later', '2026-01-22', 40)]);
    // On time: 90 in January, of which 20 still are where they were charged. The lot has 50 left, so 40 draw on it.
    expect(lines(book.issue(at('2026-04-01'))!.view)).toEqual(['Tokens 1 40: january -40']);
    // 25 more on time: 10 are left of january; later is drawn on by 15 of the others in January, and so no more by those of March.
    book.record([completion('latest', '2026-01-23', 25)]);
    expect(lines(book.issue(at('2026-05-01'))!.view)).toEqual(['Tokens 1 25: january -10']);
    book.lateCredit = 'AS_OF_NOW';
    book.record([completion('last', '2026-01-24', 5)]);
    expect(lines(book.issue(at('2026-06-01'))!.view)).toEqual(['Tokens 1 5:']);
    expect(standing(book, '2026-06-01')).toEqual(['january 100 0 0 0', 'later 15 0 0 0']);
    checkBook(book);
  });

  it('drawAsIfOnTime: a note at once draws as if on time, and moves the credit of a month that goes on', () => {
    const book = bookOf(YEN, { ...BASE, timing: 'IN_ADVANCE' });
    book.grantCredit('l', at('2026-01-01'), { amount: '120' });
    expect(lines(book.issue(at('2026-01-01'))!.view)).toEqual(['Base fee 1 50: l -50']);
    book.record([completion('a', '2026-01-20', 30)]);
    // Tokens of January, then the fee of February in advance.
    expect(lines(book.issue(at('2026-02-01'))!.view)).toEqual(['Tokens 1 30: l -30', 'Base fee 2 50: l -40']);
    book.record([completion('late', '2026-01-21', 25)]);
    const note = book.issueNote(at('2026-02-05'))!;
    expect(lines(note.view)).toEqual(['Tokens 1 25: l -25', 'Base fee 2 0: l 25']);
    expect(note.cut.terms).toMatchObject({ note: { kind: 'DEBIT_NOTE' }, lateCredit: 'AS_IF_ON_TIME' });
    expect(totals(note.view)).toBe('25 0 25');
    checkBook(book);
  });

  it('drawAsIfOnTime: after invoices of the usage so far, late usage is at home where its period was over', () => {
    const book = bookOf(YEN, BASE);
    book.grantCredit('l', at('2026-01-01'), { amount: '100', expiresAt: at('2026-02-01') });
    book.record([completion('a', '2026-01-10', 40)]);
    expect(lines(book.issue(at('2026-01-15'), { threshold: null })!.view)).toEqual(['Tokens 1 40: l -40']);
    book.record([completion('b', '2026-01-20', 20)]);
    expect(lines(book.issue(at('2026-02-01'))!.view)).toEqual(['Tokens 1 20: l -20', 'Base fee 1 50: l -40']);
    book.record([completion('late', '2026-01-05', 30)]);
    const { view } = book.issue(at('2026-03-01'))!;
    expect(lines(view)).toEqual(['Tokens 1 30: l -30', 'Base fee 1 0: l 30', 'Base fee 2 50:']);
    expect(view.lines.map(({ usageUntil }) => usageUntil)).toEqual([null, null, null]);
    // What is taken back goes back in the same order: 80 less leave 10, which the invoice of 15 January would have drawn.
    book.correct('a', null);
    book.correct('b', completion('b', '2026-01-20', 0));
    expect(lines(book.issue(at('2026-04-01'))!.view)).toEqual(['Tokens 1 -60: l 60', 'Base fee 1 0: l -40', 'Base fee 3 50:']);
    expect(standing(book, '2026-04-01')).toEqual(['l 80 20 0 0']);
    checkBook(book);
  });

  it('drawAsIfOnTime: by scope and priority, after discounts', () => {
    const book = bookOf(YEN, BASE);
    book.applyCoupon('half', at('2026-01-01'), { percentage: '50', priceCodes: ['tokens'], duration: 'FOREVER' });
    book.grantCredit('tokens only', at('2026-01-01'), { amount: '20', priority: 1, scope: { meterCodes: ['tokens'] } });
    book.grantCredit('all', at('2026-01-01'), { amount: '40', expiresAt: at('2026-02-01') });
    book.record([completion('a', '2026-01-20', 30)]);
    // 15 after the coupon.
    expect(lines(book.issue(at('2026-02-01'))!.view)).toEqual(['Tokens 1 15: tokens only -15', 'Base fee 1 50: all -40']);
    book.record([completion('late', '2026-01-21', 40)]);
    // 35 after the coupon: 20 on the first lot, 15 on the other, which leaves the fee 25.
    expect(lines(book.issue(at('2026-03-01'))!.view)).toEqual(['Tokens 1 20: tokens only -5 all -15', 'Base fee 1 0: all 15', 'Base fee 2 50:']);
    checkBook(book);
  });
});

describe('lateReport', () => {
  it('lateReport: lines that are charged late and those whose credit moves, and their lots; nothing of what is on time', () => {
    const book = bookOf(YEN, BASE);
    const prices = book.prices;
    book.grantCredit('january', at('2026-01-01'), { amount: '100', expiresAt: at('2026-02-01') });
    book.grantCredit('next', at('2026-01-01'), { amount: '30' });
    book.record([completion('a', '2026-01-20', 60), completion('b', '2026-02-20', 10)]);
    const first = book.issue(at('2026-02-01'))!;
    expect(lateReport(first.view, { prices, reachedBefore: null })).toEqual({ lines: [], lots: [] });
    book.record([completion('late', '2026-01-21', 20)]);
    // As long as no further, and so of late usage alone; then with February.
    for (const asOf of ['2026-02-01', '2026-03-01']) {
      const { lines: reported, lots } = lateReport(book.draft(at(asOf)), { prices, reachedBefore: at('2026-02-01') });
      const text = (draws: readonly { grantId: string; amount: bigint }[]) => draws.map(({ grantId, amount }) => `${grantId} ${amount}`).join(' ');
      expect(reported.map(({ line, reason, before, after }) => `${reason} ${line.description}: ${text(before)} -> ${text(after)}`)).toEqual(['LATE Tokens: january -60 -> january -80', 'MOVED Base fee: january -40 next -10 -> january -20 next -30']);
      expect(lots).toEqual([{ grantId: 'january', before: -100n, after: -100n }, { grantId: 'next', before: -10n, after: -30n }]);
    }
  });
});

describe('lateCredit', () => {
  it('changeTerms: a customer has its own policy, that of its tenant, or AS_OF_NOW; another word is refused', () => {
    const said = (lateCredit: string) => changeTerms(NOTHING_SAID, { lateCredit }, JPY);
    expect(changeTerms(NOTHING_SAID, { ...termsJson(said('AS_IF_ON_TIME'), JPY) }, JPY)).toEqual(said('AS_IF_ON_TIME'));
    expect(effectiveTerms(NOTHING_SAID, NOTHING_SAID).lateCredit).toBe('AS_OF_NOW');
    expect(effectiveTerms(NOTHING_SAID, said('AS_IF_ON_TIME')).lateCredit).toBe('AS_IF_ON_TIME');
    expect(effectiveTerms(said('AS_OF_NOW'), said('AS_IF_ON_TIME')).lateCredit).toBe('AS_OF_NOW');
    expect(changeTerms(said('AS_IF_ON_TIME'), { lateCredit: null }, JPY)).toEqual(NOTHING_SAID);
    expect(refusalOf(() => said('SOMETIMES'))).toBe('INVALID_VALUE at lateCredit');
  });

  it('sealOf: the policy is in the terms of a document and under its seal; AS_OF_NOW says nothing, as documents did before', () => {
    const book = bookOf(BASE);
    const { cut, view } = book.issue(at('2026-02-01'))!;
    const text = canonicalJson(documentTermsJson(cut.terms!));
    expect(parseDocumentTerms(text)).toEqual(cut.terms);
    expect(parseDocumentTerms(text.replace('AS_IF_ON_TIME', 'SOMETIMES'))).toBeNull();
    const place = { owner: OWNER, currency: JPY, cut, issueHash: '' };
    const asOfNow = { ...cut, terms: parseDocumentTerms(text.replace('"lateCredit":"AS_IF_ON_TIME",', ''))! };
    expect([canonicalDocument(view, place)['lateCredit'], asOfNow.terms.lateCredit, 'lateCredit' in canonicalDocument(view, { ...place, cut: asOfNow })]).toEqual(['AS_IF_ON_TIME', 'AS_OF_NOW', false]);
    expect(sealOf(view, { ...place, cut: asOfNow })).not.toBe(sealOf(view, place));
  });
});
