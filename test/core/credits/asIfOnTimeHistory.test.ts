import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../src/core/credits/lot.ts';
import { DAY_MS } from '../../../src/core/epochDay.ts';
import { BillingError } from '../../../src/core/errors.ts';
import { groupBy } from '../../../src/core/grouping.ts';
import { type Instant, instant, instantText } from '../../../src/core/instant.ts';
import { drawsBy, payableOf } from '../../../src/core/invoice.ts';
import { checkBook } from '../../support/bookChecks.ts';
import type { SimulatedInvoice } from '../../support/bookSimulator.ts';
import { BASE, LateBook, YEN, lateBookOf, standing } from '../../support/lateBook.ts';
import { JPY, type PriceSketch, UTC, at, completion, planVersion, segment } from '../../support/ledger.ts';

const DEAR = { ...YEN, model: { perUnit: { unitAmount: '2' } } };
const ADVANCE = { code: 'advance', name: 'Fee', timing: 'IN_ADVANCE', model: { flat: { amount: '31' } } };

const bookOf = (...prices: readonly PriceSketch[]) => lateBookOf(prices, [planVersion({ id: 'v2', prices: [DEAR, BASE] }), planVersion({ id: 'v3', prices: [YEN, ADVANCE] })]);

const month = fc.nat(3);
const usage = fc.record({ month, tokens: fc.integer({ min: 1, max: 60 }), delay: fc.nat(3), meter: fc.constantFrom('eu', 'us'), corrected: fc.option(fc.record({ tokens: fc.nat(60), delay: fc.nat(2) })) });
const grant = fc.record({ month, amount: fc.integer({ min: 1, max: 150 }), kind: fc.constantFrom('PAID', 'PROMOTIONAL'), priority: fc.constantFrom(1, 50), lasts: fc.option(fc.integer({ min: 1, max: 3 })), scope: fc.constantFrom(null, { priceCodes: ['regional'] }, { priceCodes: ['base'] }) });
const DIMENSIONED = { code: 'regional', name: 'Traffic', meterCode: 'regional', model: { matrix: { dimensions: ['region'], entries: [{ values: { region: 'eu' }, unitAmount: '2' }], defaultUnitAmount: '1' } } };
const firstOf = (index: number) => at(`2026-${String(index + 1).padStart(2, '0')}-01`);

describe('as if on time', () => {
  it('drawAsIfOnTime: whatever the order of arrival, every line ends with what it would have drawn had all been on time', () => {
    fc.assert(
      fc.property(fc.array(usage, { maxLength: 10 }), fc.array(grant, { minLength: 1, maxLength: 5 }), fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (usages, grants, notes) => {
        const [isDiscounted] = notes;
        const arrive = (isLate: boolean) => {
          const book = new LateBook({ currency: JPY, zone: UTC, versions: [planVersion({ prices: [DIMENSIONED, BASE] })] });
          book.subscribe('s', segment({ from: '2026-01-01' }, 0));
          if (isDiscounted) book.applyCoupon('k', at('2026-01-01'), { percentage: '30', duration: 'FOREVER' });
          for (let index = 0; index < 9; index += 1) {
            for (const [number, { month: when, amount, lasts, ...terms }] of grants.entries()) {
              if (when === index) book.grantCredit(`g${number}`, firstOf(index), { ...terms, amount: String(amount), expiresAt: lasts === null ? null : firstOf(index + lasts) });
            }
            for (const [number, { month: when, tokens, delay, meter, corrected }] of usages.entries()) {
              const event = (amount: number) => ({ ...completion(`e${number}`, `2026-0${when + 1}-1${number}`, amount), properties: { tokens: amount, region: meter } });
              if (index === (isLate ? when + delay : when)) book.record([event(isLate || corrected === null ? tokens : corrected.tokens)]);
              if (isLate && corrected !== null && index === when + delay + corrected.delay) book.correct(`e${number}`, event(corrected.tokens));
            }
            if (isLate && notes[index]) book.issueNote(instant(firstOf(index) + 1));
            book.issue(firstOf(index + 1));
          }
          checkBook(book);
          for (const lot of book.lots()) {
            const sums = standingOf(lot, firstOf(9));
            expect([sums.burned, sums.expired, sums.remaining].every((amount) => amount >= 0n)).toBe(true);
            expect(sums.burned + sums.expired + sums.remaining).toBe(sums.granted);
            expect(lot.expired).toBe(sums.expired);
          }
          const billed = book.invoices.reduce((sum, { view }) => sum + view.total, 0n);
          return { drawn: book.drawn(), lots: standing(book, '2026-10-01'), billed };
        };
        expect(arrive(true)).toEqual(arrive(false));
      }),
      { numRuns: 25 },
    );
  });
});

const day = fc.nat(60).map((days) => instant(at('2026-01-01') + days * DAY_MS));
const step = fc.oneof(
  fc.record({ do: fc.constant('grant' as const), amount: fc.integer({ min: 1, max: 90 }), kind: fc.constantFrom('PAID', 'PROMOTIONAL'), priority: fc.constantFrom(1, 50), lasts: fc.option(fc.integer({ min: 1, max: 40 })) }),
  fc.record({ do: fc.constantFrom('record' as const, 'record' as const), tokens: fc.integer({ min: 1, max: 60 }), on: day }),
  fc.record({ do: fc.constant('correct' as const), of: fc.nat(9), tokens: fc.nat(60) }),
  fc.record({ do: fc.constant('take' as const), of: fc.nat(9), amount: fc.option(fc.integer({ min: 1, max: 30 })) }),
  fc.record({ do: fc.constant('prolong' as const), of: fc.nat(9), days: fc.option(fc.integer({ min: 1, max: 30 })) }),
  fc.record({ do: fc.constant('issue' as const), soFar: fc.boolean() }),
  fc.record({ do: fc.constant('issue' as const), soFar: fc.boolean() }),
  fc.record({ do: fc.constant('note' as const) }),
  fc.record({ do: fc.constantFrom('charge' as const, 'reverse' as const, 'coupon' as const, 'change' as const), of: fc.nat(9), on: day }),
  fc.record({ do: fc.constantFrom('credit' as const, 'credit' as const, 'policy' as const), of: fc.nat(9), line: fc.nat(2), how: fc.constantFrom('PART', 'WHOLE', 'BILL_AGAIN', 'GIVE_UP') }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Refusals leave everything as it is. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
  }
}

/** In a book with credit notes one policy holds throughout; in one without it changes at will. */
function play(book: LateBook, next: Step, { now, index, isCredited }: { now: Instant; index: number; isCredited: boolean }): void {
  const one = <Value>(values: readonly Value[]): Value | undefined => ('of' in next ? values[next.of % values.length] : undefined);
  const of = { lot: one(book.grants)?.id, event: one([...book.events.values()]), invoice: one(book.invoices), charge: one([...book.charges.values()]) };
  switch (next.do) {
    case 'grant':
      book.grantCredit(`g${index}`, now, { amount: String(next.amount), kind: next.kind, priority: next.priority, expiresAt: next.lasts === null ? null : instant(now + next.lasts * DAY_MS) });
      break;
    case 'record':
      book.record([completion(`e${index}`, instantText(next.on), next.tokens)]);
      break;
    case 'correct':
      if (of.event) book.correct(of.event.key, next.tokens === 0 ? null : { ...of.event, properties: { tokens: next.tokens } });
      break;
    case 'take':
      if (of.lot !== undefined) attempt(() => book.voidCredit(of.lot!, now, next.amount === null ? null : BigInt(next.amount)));
      break;
    case 'prolong':
      if (of.lot !== undefined) book.adjustExpiry(of.lot, now, next.days === null ? null : instant(now + next.days * DAY_MS));
      break;
    case 'issue':
      book.issue(now, next.soFar ? { threshold: null } : null);
      break;
    case 'note':
      book.issueNote(now);
      break;
    case 'charge':
      book.addCharge(`c${index}`, now, { description: 'Set-up', amount: String(5 + next.of) });
      break;
    case 'reverse':
      if (of.charge) attempt(() => book.reverseCharge(of.charge!.id, now, 'by mistake'));
      break;
    case 'coupon':
      book.applyCoupon(`k${index}`, next.on, { percentage: '30', duration: 'FOREVER' });
      break;
    case 'change':
      book.subscribe('s', segment({ from: instantText(next.on), on: `v${1 + (next.of % 3)}` }, book.subscriptions[0]!.segments.length));
      break;
    case 'policy':
      if (!isCredited) book.lateCredit = next.of % 2 === 0 ? 'AS_OF_NOW' : 'AS_IF_ON_TIME';
      break;
    case 'credit':
      if (isCredited && of.invoice) attempt(() => creditSome(book, of.invoice!, next, now));
  }
}

function creditSome(book: LateBook, invoice: SimulatedInvoice, { line, how }: { line: number; how: string }, now: Instant): void {
  const own = invoice.view.lines[line % invoice.view.lines.length];
  if (how === 'PART' && own) book.credit(invoice, now, { lines: [{ lineKey: own.lineKey, amount: payableOf(own) / 2n || null }] });
  else book.credit(invoice, now, { voids: how === 'BILL_AGAIN' || how === 'GIVE_UP' ? how : null });
}

/** Nothing below zero: neither of a lot nor of what a line drew on it. No line draws more than its documents charge. */
function checkWallet(book: LateBook, now: Instant): void {
  for (const lot of book.lots()) {
    const { granted, burned, expired, voided, remaining } = standingOf(lot, now);
    expect([burned, expired, voided, remaining, lot.expired].every((amount) => amount >= 0n)).toBe(true);
    expect(burned + expired + voided + remaining).toBe(granted);
  }
  for (const [lineKey, journals] of groupBy(book.journals, ({ line }) => line?.lineKey ?? '')) {
    const drawn = drawsBy(journals).map(({ amount }) => -amount);
    expect([lineKey, drawn.every((amount) => amount >= 0n)]).toEqual([lineKey, true]);
  }
  const burned = book.lots().reduce((sum, lot) => sum + lot.burned, 0n);
  expect(book.netDue()).toBe(book.netCharged() - burned);
}

describe('a wallet as if on time', () => {
  it.each([['credit notes and voids', true], ['policies that change', false]])('drawAsIfOnTime: with %s, nothing is ever below zero, and what credit pays is what lots have lost', (_, isCredited) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat(15)), { minLength: 10, maxLength: 35 }), (steps) => {
        const book = bookOf(YEN, BASE);
        let now = at('2026-01-01');
        book.grantCredit('first', now, { amount: '100' });
        book.record([completion('first', '2026-01-10', 50)]);
        for (const [index, [next, days]] of steps.entries()) {
          now = instant(now + days * DAY_MS);
          play(book, next, { now, index, isCredited });
          checkWallet(book, now);
        }
        now = instant(now + 40 * DAY_MS);
        book.issue(now);
        checkWallet(book, now);
        if (!isCredited) checkBook(book);
      }),
      { numRuns: 40 },
    );
  });
});
