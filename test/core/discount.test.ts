import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../src/core/instant.ts';
import { type InvoiceView, discountOf } from '../../src/core/invoice.ts';
import { takenOff } from '../../src/core/discount.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator } from '../support/bookSimulator.ts';
import { FEE, SEATS, TOKENS, type PlanSketch, USD, UTC, at, completion, planVersion } from '../support/ledger.ts';

const MONTHS = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'];

/** Customers of plans v1, v2, ... from 1 January; by default one with a fee of 30.00 in advance and tokens at 0.01. */
function customer(...plans: PlanSketch[]): BookSimulator {
  const versions = (plans.length === 0 ? [{}] : plans).map((plan, index) => planVersion({ id: `v${index + 1}`, ...plan }));
  const simulator = new BookSimulator({ currency: USD, zone: UTC, versions });
  for (const { id } of versions) simulator.subscribe(`s${id.slice(1)}`, { startAt: at('2026-01-01'), planVersionId: id, quantities: {} });
  return simulator;
}

/** Lines that are not zero, as `name amount-discount`. */
const linesOf = (view: InvoiceView | undefined) =>
  (view?.lines ?? []).filter((line) => line.amount !== 0n || line.discounts.length > 0).map((line) => `${line.description} ${line.amount} ${discountOf(line)}`);
const issue = (simulator: BookSimulator, asOf: string) => {
  const invoice = simulator.issue(at(asOf));
  checkBook(simulator);
  return linesOf(invoice?.view);
};
const percent = (percentage: string, terms: object = {}) => ({ percentage, duration: 'FOREVER', ...terms });
const fixed = (amount: string, terms: object = {}) => ({ amount, currency: 'USD', duration: 'FOREVER', ...terms });
/** What each line is discounted by in all, by its key. */
const discountsByLine = ({ journals }: BookSimulator) => {
  const keys = [...new Set(journals.flatMap(({ line }) => line?.lineKey ?? []))].sort();
  const ofLine = (key: string) => [...takenOff(journals.filter(({ kind, line }) => kind === 'DISCOUNT' && line?.lineKey === key))].filter(([, taken]) => taken !== 0n).sort();
  return keys.map((key) => [key, ofLine(key)] as const).filter(([, taken]) => taken.length > 0);
};

describe('discounts', () => {
  it('a percentage is of what falls due together, rounded once and divided by largest remainder', () => {
    const simulator = customer({ prices: [{ ...FEE, model: { flat: { amount: '3.33' } } }, { ...SEATS, model: { perUnit: { unitAmount: '3.34' } } }] });
    simulator.applyCoupon('c', at('2026-01-01'), percent('15'));
    // 15 % of 6.67 is 1.0005 -> 1.00: exactly 49.92 and 50.07 cents; the greater remainder is that of the fee: 50 and 50.
    expect(issue(simulator, '2026-01-01')).toEqual(['Monthly fee 333 -50', 'Seats 334 -50']);
    expect(simulator.invoices[0]?.view).toMatchObject({ subtotal: 667n, discounts: -100n, total: 567n });
  });

  it('a coupon covers the lines of a customer whose every subscription has prices of its own', () => {
    // The published version is not among those that the customer's segments name.
    const own = { ...planVersion({ id: 'own', prices: [FEE] }), planId: 'v1', baseId: 'v1' };
    const simulator = new BookSimulator({ currency: USD, zone: UTC, versions: [own] });
    simulator.subscribe('s', { startAt: at('2026-01-01'), planVersionId: 'own', quantities: {} });
    simulator.applyCoupon('p', at('2026-01-01'), percent('10'), { planIds: ['v1'] });
    simulator.applyCoupon('f', at('2026-01-01'), fixed('5.00'));
    // 10 % of 30.00 are 3.00.
    expect(issue(simulator, '2026-01-01')).toEqual(['Monthly fee 3000 -800']);
  });

  it('a coupon covers what falls due in its time: once, for some intervals, for ever', () => {
    for (const [terms, expected] of [
      [{ duration: 'ONCE' }, [0n, -300n, 0n, 0n, 0n]],
      [{ duration: 'REPEATING', periods: 2 }, [0n, -300n, -300n, 0n, 0n]],
      [{ duration: 'FOREVER' }, [0n, -300n, -300n, -300n, -300n]],
    ] as const) {
      const simulator = customer({ prices: [FEE] });
      // Applied at ten o'clock of 1 January, after the fee of January fell due: an interval later it still is ten o'clock.
      simulator.applyCoupon('c', at('2026-01-01T10:00:00Z'), percent('10', terms));
      expect(MONTHS.map((month) => simulator.issue(at(month))?.view.discounts)).toEqual(expected);
    }
  });

  it('a fixed amount is there once an interval, for earlier due dates first, and never below zero', () => {
    const simulator = customer({ prices: [TOKENS, { ...FEE, code: 'weekly', name: 'Weekly fee', interval: { unit: 'WEEK', count: 1 }, timing: 'IN_ARREARS', proration: 'NONE', model: { flat: { amount: '4.00' } } }] });
    simulator.record([completion('e1', '2026-01-10', 500)]);
    simulator.applyCoupon('c', at('2026-01-02'), fixed('10.00'));
    // From 2 January to 2 February: weeks end on 5, 12, 19 and 26 January and on 2 February, which is outside; 5.00 of tokens
    // fall due on 1 February. The 10.00 are gone after 4.00, 4.00 and 2.00.
    expect(issue(simulator, '2026-02-01')).toEqual(['Tokens 500 0', 'Weekly fee 400 -400', 'Weekly fee 400 -400', 'Weekly fee 400 -200', 'Weekly fee 400 0']);
  });

  it('late usage ends where timely usage would: what earlier due dates take, later ones give back', () => {
    const simulator = customer({ prices: [TOKENS, { ...FEE, code: 'late fee', name: 'Mid fee', anchor: undefined, timing: 'IN_ARREARS', interval: { unit: 'WEEK', count: 2 }, proration: 'NONE', model: { flat: { amount: '6.00' } } }] });
    simulator.applyCoupon('c', at('2026-01-15'), fixed('10.00'));
    expect(issue(simulator, '2026-02-14')).toContain('Mid fee 600 -600');
    const before = discountsByLine(simulator);
    simulator.record([completion('e1', '2026-01-10', 700)]);
    issue(simulator, '2026-02-14');
    const timely = customer({ prices: [...planVersion().prices.map(() => TOKENS).slice(0, 1), { ...FEE, code: 'late fee', name: 'Mid fee', timing: 'IN_ARREARS', interval: { unit: 'WEEK', count: 2 }, proration: 'NONE', model: { flat: { amount: '6.00' } } }] });
    timely.applyCoupon('c', at('2026-01-15'), fixed('10.00'));
    timely.record([completion('e1', '2026-01-10', 700)]);
    issue(timely, '2026-02-14');
    expect(discountsByLine(simulator)).toEqual(discountsByLine(timely));
    expect(discountsByLine(simulator)).not.toEqual(before);
  });

  it('stacking: prices before plans before all, percentages before amounts, then in order of application', () => {
    const simulator = customer({ prices: [{ ...FEE, model: { flat: { amount: '100.00' } } }] });
    simulator.applyCoupon('1', at('2026-01-01'), fixed('5.00'));
    simulator.applyCoupon('2', at('2026-01-01'), percent('50'));
    simulator.applyCoupon('3', at('2026-01-01'), fixed('20.00', { planCodes: ['v1'] }), { planIds: ['v1'] });
    simulator.applyCoupon('4', at('2026-01-01'), percent('10', { priceCodes: ['fee'] }));
    simulator.applyCoupon('5', at('2026-01-01'), percent('10', { priceCodes: ['other'] }));
    // 10 % of 100.00, then 20.00, then half of the 70.00 left, then 5.00.
    issue(simulator, '2026-01-01');
    expect(discountsByLine(simulator).map(([, shares]) => shares)).toEqual([[['1', 500n], ['2', 3500n], ['3', 2000n], ['4', 1000n]]]);
  });

  it('a coupon on one subscription does not cover another; subscriptions of one interval share an amount', () => {
    const plan = { prices: [{ ...FEE, model: { flat: { amount: '30.00' } } }] };
    const simulator = customer(plan, { prices: [{ ...FEE, name: 'Other fee', model: { flat: { amount: '10.00' } } }] });
    simulator.applyCoupon('1', at('2026-01-01'), percent('10'), { subscriptionId: 's2' });
    simulator.applyCoupon('2', at('2026-01-01'), fixed('7.80'));
    // 10 % of 10.00, then 7.80 over 30.00 and 9.00: 6.00 and 1.80.
    expect(issue(simulator, '2026-01-01')).toEqual(['Monthly fee 3000 -600', 'Other fee 1000 -280']);
  });

  it('a start in the past discounts what was billed since; a removal leaves what was billed as it was', () => {
    const simulator = customer({ prices: [FEE] });
    issue(simulator, '2026-01-01');
    issue(simulator, '2026-02-01');
    simulator.applyCoupon('c', at('2026-02-01'), percent('20'));
    // Of February, charged before, only the discount is on this invoice.
    expect(issue(simulator, '2026-02-15')).toEqual(['Monthly fee 0 -600']);
    simulator.removeCoupon('c', instant(at('2026-02-15') + 1));
    expect(issue(simulator, '2026-03-01')).toEqual(['Monthly fee 3000 0']);
  });

  it('what a change withdraws loses its discount with it', () => {
    const simulator = customer({ prices: [FEE] });
    simulator.applyCoupon('c', at('2026-01-01'), percent('10'));
    issue(simulator, '2026-01-01');
    simulator.subscribe('s1', { startAt: at('2026-01-01'), planVersionId: 'v1', quantities: {}, state: 'ENDED' });
    expect(issue(simulator, '2026-01-15')).toEqual(['Monthly fee -3000 300']);
    expect(simulator.invoices[1]?.view).toMatchObject({ subtotal: -3000n, discounts: 300n, total: -2700n });
  });

  it('a minimum commitment is reached before discounts, and its true-up is discounted like any line', () => {
    const simulator = customer({ minimumCommitment: '100', prices: [{ ...FEE, timing: 'IN_ARREARS' }] });
    simulator.applyCoupon('c', at('2026-01-01'), percent('50'));
    // The fee of 30.00 counts in full toward 100.00: 70.00 are missing, and half of each is taken off.
    expect(issue(simulator, '2026-02-01')).toEqual(['Monthly fee 3000 -1500', 'Minimum commitment 7000 -3500']);
  });

  it('a one-off charge is what it says: coupons do not cover it', () => {
    const simulator = customer({ prices: [FEE] });
    simulator.applyCoupon('c', at('2026-01-01'), percent('50'));
    simulator.addCharge('setup', at('2026-01-01'), { description: 'Setup', amount: '10' });
    expect(issue(simulator, '2026-01-01')).toEqual(['Monthly fee 3000 -1500', 'Setup 1000 0']);
  });
});

/** One coupon of a random history. */
const coupons = fc.array(
  fc.record({
    off: fc.oneof(fc.integer({ min: 1, max: 100 }).map((n) => ({ percentage: String(n) })), fc.integer({ min: 1, max: 4_000 }).map((n) => ({ amount: (n / 100).toFixed(2), currency: 'USD' }))),
    duration: fc.constantFrom({ duration: 'ONCE' }, { duration: 'REPEATING', periods: 2 }, { duration: 'FOREVER' }),
    scope: fc.constantFrom({}, { priceCodes: ['tokens'] }, { priceCodes: ['fee', 'seats'] }),
    day: fc.integer({ min: 1, max: 59 }),
  }),
  { minLength: 1, maxLength: 4 },
);
const events = fc.array(fc.record({ day: fc.integer({ min: 0, max: 88 }), tokens: fc.integer({ min: 1, max: 3_000 }), arrives: fc.integer({ min: 0, max: 3 }) }), { maxLength: 12 });

describe('discounts in every order', () => {
  const dayOf = (day: number) => instant(at('2026-01-01') + day * 86_400_000);

  /** A history invoiced at `cuts`, of which each event arrives before one; the last cut has them all. */
  function history(given: { coupons: readonly { off: object; duration: object; scope: object; day: number }[]; events: readonly { day: number; tokens: number; arrives: number }[] }, cuts: readonly string[]): BookSimulator {
    const simulator = customer({ prices: [FEE, TOKENS, { ...SEATS, timing: 'IN_ARREARS' }] });
    for (const [index, { off, duration, scope, day }] of given.coupons.entries()) simulator.applyCoupon(`c${index}`, dayOf(day), { ...off, ...duration, ...scope });
    for (const [index, cut] of cuts.entries()) {
      const isLast = index === cuts.length - 1;
      const arriving = given.events.flatMap((event, key) => (event.arrives === index || isLast ? [completion(`e${key}`, new Date(dayOf(event.day)).toISOString(), event.tokens)] : []));
      simulator.record(arriving);
      simulator.issue(at(cut));
      checkBook(simulator);
    }
    return simulator;
  }

  it('discounts: any order of arrival and any split over invoices ends with the same discount on every line, none above its line', () => {
    fc.assert(
      fc.property(coupons, events, (some, usage) => {
        const given = { coupons: some, events: usage };
        const split = history(given, ['2026-01-10', '2026-02-01', '2026-03-05', '2026-04-02']);
        const whole = history(given, ['2026-04-02']);
        expect(discountsByLine(split)).toEqual(discountsByLine(whole));
        const afresh = whole.discountedAfresh(at('2026-04-02'));
        expect(discountsByLine(whole)).toEqual(afresh.filter(({ shares }) => shares.size > 0).map(({ rated, shares }) => [rated.lineKey, [...shares].sort()]));
        for (const { rated, shares } of afresh) {
          const taken = [...shares.values()].reduce((sum, share) => sum + share, 0n);
          expect(taken <= rated.targetMinor && [...shares.values()].every((share) => share > 0n)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
