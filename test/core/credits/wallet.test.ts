import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../src/core/credits/lot.ts';
import { BillingError } from '../../../src/core/errors.ts';
import { DAY_MS } from '../../../src/core/epochDay.ts';
import { type Instant, instant, instantText } from '../../../src/core/instant.ts';
import type { InvoiceView } from '../../../src/core/invoice.ts';
import { checkBook } from '../../support/bookChecks.ts';
import { BookSimulator } from '../../support/bookSimulator.ts';
import { JPY, TOKENS, USD, UTC, at, completion, planVersion, segment } from '../../support/ledger.ts';

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
