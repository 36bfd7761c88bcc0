import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitInForce } from '../../../src/core/credits/creditUnit.ts';
import { standingOf } from '../../../src/core/credits/lot.ts';
import { lotUnits } from '../../../src/core/credits/lotUnits.ts';
import type { CurrencyCode } from '../../../src/core/currency.ts';
import { Decimal, decimalText } from '../../../src/core/decimal.ts';
import { BillingError } from '../../../src/core/errors.ts';
import { DAY_MS } from '../../../src/core/epochDay.ts';
import { type Instant, instant, instantText } from '../../../src/core/instant.ts';
import type { InvoiceView } from '../../../src/core/invoice.ts';
import { amountText } from '../../../src/core/money.ts';
import { checkBook } from '../../support/bookChecks.ts';
import { BookSimulator } from '../../support/bookSimulator.ts';
import { JPY, KWD, TOKENS, USD, UTC, at, completion, planVersion, segment } from '../../support/ledger.ts';

/** 1 yen a token, in arrears. */
const YEN = { ...TOKENS, model: { perUnit: { unitAmount: '1' } } };

function tokenCustomer(): BookSimulator {
  const book = new BookSimulator({ currency: JPY, zone: UTC, versions: [planVersion({ prices: [YEN] })] });
  book.subscribe('s', segment({ from: '2026-01-01' }, 0));
  return book;
}

const totals = ({ subtotal, credits, total }: InvoiceView) => `${subtotal} ${credits} ${total}`;
const standing = (book: BookSimulator, when: Instant) => book.lots().map((lot) => {
  const { burned, expired, voided, remaining } = standingOf(lot, when);
  return `${lot.grant.id} ${burned} ${expired} ${voided} ${remaining}`;
});

describe('credit over the months', () => {
  it('creditJournals: a lot of January pays for January, though the invoice comes after its expiry', () => {
    const book = tokenCustomer();
    book.grantCredit('january', at('2026-01-01'), { amount: '100', expiresAt: at('2026-02-01') });
    book.record([completion('a', '2026-01-20', 70), completion('b', '2026-02-03', 50)]);
    // Issued on 3 February: 70 of the lot is drawn, and 30 expires with effect from 1 February.
    expect(totals(book.issue(at('2026-02-03'))!.view)).toBe('70 -70 0');
    expect(standing(book, at('2026-02-03'))).toEqual(['january 70 30 0 0']);
    expect(book.journals.at(-2)).toMatchObject({ kind: 'CREDIT_EXPIRY', effectiveAt: at('2026-02-01'), postings: [{ debit: { code: '9001' }, credit: { code: '9000' }, amount: 30n }] });
    // February's usage finds nothing.
    expect(totals(book.issue(at('2026-03-01'))!.view)).toBe('50 0 50');
    // 20 more for January come in March: as of now, nothing is there to draw on.
    book.record([completion('late', '2026-01-21', 20)]);
    expect(totals(book.issue(at('2026-04-01'))!.view)).toBe('20 0 20');
    checkBook(book);
  });

  it('creditJournals: what comes back to an expired lot expires with it', () => {
    const book = tokenCustomer();
    book.grantCredit('paid', at('2026-01-01'), { amount: '100', kind: 'PAID', expiresAt: at('2026-02-10') });
    book.record([completion('a', '2026-01-20', 70)]);
    book.issue(at('2026-02-01'));
    book.correct('a', null);
    expect(totals(book.issue(at('2026-03-01'))!.view)).toBe('-70 70 0');
    expect(standing(book, at('2026-03-01'))).toEqual(['paid 0 100 0 0']);
    // All of it is breakage.
    expect(book.journals.filter(({ kind }) => kind === 'CREDIT_EXPIRY').map(({ postings }) => postings.map(({ debit, credit, amount }) => `${debit.code}/${credit.code} ${amount}`))).toEqual([['2100/4020 100']]);
    checkBook(book);
  });

  it('creditJournals: a line in place of another takes over what that has drawn, and gives it back in its turn', () => {
    const dear = { ...YEN, model: { perUnit: { unitAmount: '2' } } };
    const book = new BookSimulator({ currency: JPY, zone: UTC, versions: [planVersion({ prices: [YEN] }), planVersion({ id: 'v2', prices: [dear] })] });
    book.subscribe('s', segment({ from: '2026-01-01' }, 0));
    book.grantCredit('l', at('2026-01-01'), { amount: '100', expiresAt: at('2026-02-01') });
    book.record([completion('a', '2026-01-20', 70)]);
    expect(totals(book.issue(at('2026-02-01'))!.view)).toBe('70 -70 0');
    // At 2 yen from the start it is 140: the lot has expired by now, but keeps the 70 that it had paid.
    book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
    expect(totals(book.issue(at('2026-03-01'))!.view)).toBe('70 0 70');
    expect(standing(book, at('2026-03-01'))).toEqual(['l 70 30 0 0']);
    book.correct('a', null);
    // 140 less: what was paid comes back as money, the 70 to the lot, which has expired.
    expect(totals(book.issue(at('2026-04-01'))!.view)).toBe('-140 70 -70');
    expect(standing(book, at('2026-04-01'))).toEqual(['l 0 100 0 0']);
    checkBook(book);
  });

  it('creditJournals: promotional credit is a promotion, paid credit the liability, and both are drawn before tax', () => {
    const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [TOKENS] })] });
    book.subscribe('s', segment({ from: '2026-01-01' }, 0));
    book.record([completion('a', '2026-01-20', 1_000)]);
    book.grantCredit('gift', at('2026-01-01'), { amount: '4' });
    book.grantCredit('paid', at('2026-01-01'), { amount: '5', kind: 'PAID' });
    const { view } = book.issue(at('2026-02-01'))!;
    // 10.00, of which 4.00 and 5.00 are drawn.
    expect(view.lines.map(({ amount, netAmount, draws }) => [amount, netAmount, draws])).toEqual([[1_000n, 100n, [{ grantId: 'gift', isPaid: false, amount: -400n }, { grantId: 'paid', isPaid: true, amount: -500n }]]]);
    expect(book.journals.map(({ kind, postings }) => `${kind} ${postings.map(({ debit, credit, amount }) => `${debit.code}/${credit.code} ${amount}`).join(' ')}`)).toEqual([
      'CREDIT_GRANT 9000/9001 400',
      'CREDIT_GRANT 1000/2100 500',
      'CHARGE 1150/4000 1000',
      'CREDIT_DRAW 4100/1150 400 9001/9000 400 2100/1150 500',
      'INVOICE 1100/1150 100',
    ]);
    checkBook(book);
  });
});

/** `granted burned expired voided remaining` of each lot in major units, and those of its unit. */
function shown(book: BookSimulator, when: Instant): string[] {
  const parts = ['granted', 'burned', 'expired', 'voided', 'remaining'] as const;
  return book.lots().map((lot) => {
    const [money, units] = [standingOf(lot, when), lotUnits(lot, book.currency, when)];
    return [parts.map((part) => amountText(money[part], book.currency)), units === null ? [] : [lot.grant.terms.unit?.code, ...parts.map((part) => decimalText(units[part]))]].flat().join(' ');
  });
}

describe('amounts of credit with 0, 2, 3 and 12 decimals', () => {
  /** January's usage is drawn on a lot, some of which is then voided, and the rest expires. */
  function january({ currency, unitAmount, tokens, amount, voided, unit = null }: { currency: CurrencyCode; unitAmount: string; tokens: number; amount: string; voided: bigint; unit?: UnitInForce | null }): string[][] {
    const book = new BookSimulator({ currency, zone: UTC, versions: [planVersion({ prices: [{ ...TOKENS, model: { perUnit: { unitAmount } } }] })] });
    book.subscribe('s', segment({ from: '2026-01-01' }, 0));
    book.grantCredit('lot', at('2026-01-01'), { amount, kind: 'PAID', expiresAt: at('2026-03-01') }, unit);
    book.record([completion('a', '2026-01-20', tokens)]);
    const { view } = book.issue(at('2026-02-01'))!;
    book.voidCredit('lot', at('2026-02-10'), voided);
    const steps = [[amountText(view.subtotal, currency), amountText(view.total, currency)], shown(book, at('2026-02-10')), shown(book, at('2026-03-01'))];
    book.issue(at('2026-03-02'));
    checkBook(book);
    return steps;
  }

  it('credit in yen: whole ones', () => {
    // 333 tokens at 1.5 yen are 499.5, so 500 of 1,234: 734 are left. 100 less: 634, which expire.
    expect(january({ currency: JPY, unitAmount: '1.5', tokens: 333, amount: '1234', voided: 100n })).toEqual([['500', '0'], ['1234 500 0 100 634'], ['1234 500 634 100 0']]);
  });

  it('credit in dollars: to the cent', () => {
    // 333 at 0.015 are 4.995, so 5.00 of 12.34: 7.34 are left, and 6.34 less 1.00.
    expect(january({ currency: USD, unitAmount: '0.015', tokens: 333, amount: '12.34', voided: 100n })).toEqual([['5.00', '0.00'], ['12.34 5.00 0.00 1.00 6.34'], ['12.34 5.00 6.34 1.00 0.00']]);
  });

  it('credit in dinars: to the thousandth', () => {
    // 333 at 0.0015 are 0.4995, so 0.500 of 1.234: 0.734 are left, and 0.633 less 0.101.
    expect(january({ currency: KWD, unitAmount: '0.0015', tokens: 333, amount: '1.234', voided: 101n })).toEqual([['0.500', '0.000'], ['1.234 0.500 0.000 0.101 0.633'], ['1.234 0.500 0.633 0.101 0.000']]);
  });

  it('credit in a unit of twelve decimals: what is worth less than a minor unit stays to the end', () => {
    const unit = { code: 'TOKENS', decimals: 12, moneyPerUnit: new Decimal('0.3') };
    // 41.152263374485 at 0.30 are 12.3456790123455: 12.34. Of it 5.00, or 5 / 0.3 = 16.666666666667 units. With the 1.00 that is voided
    // 6.00, or 20 units, so 3.333333333333 of them are voided and 21.152263374485 remain: 6.34, and 0.0056790123455 that nothing can draw.
    expect(january({ currency: USD, unitAmount: '0.015', tokens: 333, amount: '41.152263374485', voided: 100n, unit })).toEqual([
      ['5.00', '0.00'],
      ['12.34 5.00 0.00 1.00 6.34 TOKENS 41.152263374485 16.666666666667 0 3.333333333333 21.152263374485'],
      ['12.34 5.00 6.34 1.00 0.00 TOKENS 41.152263374485 16.666666666667 21.152263374485 3.333333333333 0'],
    ]);
    // In dinars at 0.3: 1.234567901234 units are 0.3703703703702, so 0.370. 100 at 0.0015 are 0.150: half a unit. 0.110 more are 0.366666666667.
    expect(january({ currency: KWD, unitAmount: '0.0015', tokens: 100, amount: '1.234567901234', voided: 110n, unit })).toEqual([
      ['0.150', '0.000'],
      ['0.370 0.150 0.000 0.110 0.110 TOKENS 1.234567901234 0.5 0 0.366666666667 0.367901234567'],
      ['0.370 0.150 0.110 0.110 0.000 TOKENS 1.234567901234 0.5 0.367901234567 0.366666666667 0'],
    ]);
  });
});

const day = fc.nat(100).map((days) => instant(at('2026-01-01') + days * DAY_MS));
const step = fc.oneof(
  fc.record({ do: fc.constant('grant' as const), amount: fc.integer({ min: 1, max: 60 }), kind: fc.constantFrom('PAID', 'PROMOTIONAL'), priority: fc.constantFrom(1, 50), lasts: fc.option(fc.nat(60)), scoped: fc.boolean() }),
  fc.record({ do: fc.constant('record' as const), tokens: fc.integer({ min: 1, max: 40 }), on: day }),
  fc.record({ do: fc.constant('correct' as const), of: fc.nat(9), tokens: fc.nat(40) }),
  fc.record({ do: fc.constant('void' as const), of: fc.nat(9), amount: fc.option(fc.integer({ min: 1, max: 30 })) }),
  fc.record({ do: fc.constant('issue' as const) }),
);

/** What a wallet must come to, told in the words of its invoices alone. */
class WalletModel {
  readonly #left = new Map<string, bigint>();
  #granted = 0n;

  grant(id: string, amount: bigint): void {
    this.#left.set(id, amount);
    this.#granted += amount;
  }

  take(id: string, amount: bigint): void {
    this.#left.set(id, (this.#left.get(id) ?? 0n) - amount);
  }

  check(book: BookSimulator, now: Instant): void {
    for (const lot of book.lots()) {
      const { granted, burned, expired, voided, remaining } = standingOf(lot, now);
      expect([burned, expired, voided, remaining, lot.expired].every((amount) => amount >= 0n)).toBe(true);
      expect(burned + expired + voided + remaining).toBe(granted);
      expect(expired + remaining).toBe(this.#left.get(lot.grant.id));
    }
    expect(book.lots().reduce((sum, { granted }) => sum + granted, 0n)).toBe(this.#granted);
  }
}

describe('a wallet', () => {
  it('a wallet: whatever happens to it, no unit is lost, none is below zero, and every book checks out', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat(12)), { maxLength: 25 }), (steps) => {
        const book = tokenCustomer();
        const model = new WalletModel();
        let now = at('2026-01-01');
        for (const [index, [next, days]] of steps.entries()) {
          now = instant(now + days * DAY_MS);
          play(book, model, { next, now, index });
          model.check(book, now);
        }
        book.issue(instant(now + 40 * DAY_MS));
        checkBook(book);
      }),
      { numRuns: 60 },
    );
  });
});

function play(book: BookSimulator, model: WalletModel, { next, now, index }: { next: typeof step extends fc.Arbitrary<infer Step> ? Step : never; now: Instant; index: number }): void {
  switch (next.do) {
    case 'grant': {
      const { amount, kind, priority, lasts, scoped } = next;
      const expiresAt = lasts === null ? null : instant(now + (lasts + 1) * DAY_MS);
      book.grantCredit(`g${index}`, now, { amount: String(amount), kind, priority, expiresAt, scope: scoped ? { meterCodes: ['tokens'], planCodes: ['v1'] } : null });
      model.grant(`g${index}`, BigInt(amount));
      break;
    }
    case 'record':
      book.record([completion(`e${index}`, instantText(next.on), next.tokens)]);
      break;
    case 'correct': {
      const event = [...book.events.values()][next.of];
      if (event) book.correct(event.key, next.tokens === 0 ? null : { ...event, properties: { tokens: next.tokens } });
      break;
    }
    case 'void':
      voidSome(book, model, { of: next.of, amount: next.amount === null ? null : BigInt(next.amount), now });
      break;
    case 'issue': {
      const issued = book.issue(now);
      for (const { grantId, amount } of issued?.view.lines.flatMap(({ draws }) => draws) ?? []) model.take(grantId, -amount);
      expect(issued === null || issued.view.total >= 0n || issued.view.subtotal < 0n).toBe(true);
      break;
    }
  }
}

function voidSome(book: BookSimulator, model: WalletModel, { of, amount, now }: { of: number; amount: bigint | null; now: Instant }): void {
  const lot = book.lots()[of];
  if (!lot) return;
  try {
    book.voidCredit(lot.grant.id, now, amount);
    model.take(lot.grant.id, amount ?? standingOf(lot, now).remaining);
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
  }
}
