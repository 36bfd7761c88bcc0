/** Histories with invoices of usage so far: whenever they are issued, each line and each discount ends where it would without them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../src/core/epochDay.ts';
import { type Instant, instant, instantText } from '../../src/core/instant.ts';
import { checkBook, checkTargets } from '../support/bookChecks.ts';
import { BookSimulator, type SimulatedInvoice } from '../support/bookSimulator.ts';
import { FEE, NEW_YORK, REGIONAL, TOKENS, USD, at, completion, planVersion } from '../support/ledger.ts';

const START = at('2026-01-01');
const END = at('2026-06-01');
const SLOTS = 6;

const time = fc.record({ day: fc.nat(100), millis: fc.constantFrom(0, 1, 5 * 3_600_000, DAY_MS - 1) }).map(({ day, millis }) => instant(START + day * DAY_MS + millis));
const slot = fc.nat(SLOTS - 1);
const values = { occurredAt: time, tokens: fc.integer({ min: -200, max: 1500 }), region: fc.constantFrom('eu', 'us', null) };
const history = fc.record({
  /** Each cut with whether usage so far is on it, and a note of what is late before it. */
  cuts: fc.array(fc.record({ at: time, isSoFar: fc.boolean(), hasNote: fc.boolean() }), { minLength: SLOTS, maxLength: SLOTS }).map((cuts) => cuts.sort((a, b) => a.at - b.at)),
  minimumCommitment: fc.constantFrom(undefined, '60'),
  change: fc.option(fc.record({ slot, startAt: time })),
  events: fc.array(fc.record({ slot, ...values }), { maxLength: 10 }),
  corrections: fc.array(fc.record({ slot, of: fc.nat(9), isVoid: fc.boolean(), ...values }), { maxLength: 4 }),
  coupons: fc.array(fc.record({ slot, startAt: time, terms: fc.constantFrom({ amount: '7', currency: 'USD', duration: 'ONCE' }, { amount: '5', currency: 'USD' }, { percentage: '30' }), removedIn: fc.option(slot) }), { maxLength: 2 }),
});
type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

function bookOf({ minimumCommitment }: History): BookSimulator {
  const usage = (code: string, meterCode: string, model: object, terms: object = {}) => ({ code, name: code, meterCode, model, ...terms });
  const tiers = { tiers: [{ upTo: '1000', unitAmount: '0.02', flatAmount: '3' }, { upTo: null, unitAmount: '0.01' }] };
  const prices = [
    FEE,
    usage('tokens', 'tokens', TOKENS.model, { minimumAmount: '4', maximumAmount: '20' }),
    usage('volume', 'tokens', { volume: tiers }),
    usage('packages', 'tokens', { package: { size: '100', amount: '1' } }),
    usage('level', 'level', { perUnit: { unitAmount: '0.013' } }),
    usage('peak', 'peak', { graduated: tiers }, { groupBy: [] }),
    usage('stored', 'stored', { perUnit: { unitAmount: '0.013' } }),
    REGIONAL,
    usage('stored by region', 'stored', { perUnit: { unitAmount: '0.01' } }, { groupBy: ['region'], minimumAmount: '2' }),
  ];
  const versions = [planVersion({ prices, minimumCommitment }), planVersion({ id: 'v2', prices: [REGIONAL, usage('tokens', 'tokens', TOKENS.model, { proration: 'DAILY' })] })];
  return new BookSimulator({ currency: USD, zone: NEW_YORK, versions });
}

function live(told: History): BookSimulator {
  const { cuts, change, events, corrections, coupons } = told;
  const book = bookOf(told);
  book.subscribe('s', { startAt: instant(START + 9 * DAY_MS), planVersionId: 'v1', quantities: {} });
  for (const [now, cut] of cuts.entries()) {
    if (change?.slot === now) book.subscribe('s', { startAt: instant(change.startAt + 10 * DAY_MS), planVersionId: 'v2', quantities: {} });
    for (const [index, { slot: when, startAt, terms }] of coupons.entries()) if (when === now) book.applyCoupon(`c${index}`, startAt, terms);
    for (const [index, { slot: when, removedIn }] of coupons.entries()) if (removedIn === now && when < now) book.removeCoupon(`c${index}`, cut.at);
    book.record(events.flatMap((event, index) => (event.slot === now ? [eventOf(event, index)] : [])));
    for (const { slot: when, of, isVoid, ...to } of corrections) {
      if (when !== now || !events[of]) continue;
      const { occurredAt, properties, fingerprint } = eventOf(to, of);
      book.correct(`e${of}`, isVoid ? null : { occurredAt, properties, fingerprint });
    }
    if (cut.hasNote) book.issueNote(cut.at);
    book.issue(cut.at, cut.isSoFar ? { threshold: null } : null);
  }
  return book;
}

function eventOf({ occurredAt, tokens, region }: { occurredAt: Instant; tokens: number; region: string | null }, index: number) {
  return completion(`e${index}`, instantText(occurredAt), tokens, { region });
}

/** What all invoices together took off each line, by coupon. */
function discountsOf(invoices: readonly Pick<SimulatedInvoice, 'view'>[]): Map<string, bigint> {
  const taken = new Map<string, bigint>();
  for (const { lineKey, discounts, supersedes } of invoices.flatMap(({ view }) => [...view.lines, ...view.continued])) {
    for (const { appliedCouponId, amount } of discounts) add(taken, `${lineKey} ${appliedCouponId}`, -amount);
    for (const { appliedCouponId, amount } of supersedes?.discounts ?? []) {
      add(taken, `${supersedes?.lineKey ?? ''} ${appliedCouponId}`, -amount);
      add(taken, `${lineKey} ${appliedCouponId}`, amount);
    }
  }
  return withoutZeros(taken);
}

function add(sums: Map<string, bigint>, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}

function withoutZeros(sums: ReadonlyMap<string, bigint>): Map<string, bigint> {
  return new Map([...sums].filter(([, amount]) => amount !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('any history with invoices of usage so far', () => {
  it('history: every line ends at what it comes to when rated once, and every discount at what it is then', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(history, (told) => {
        const book = live(told);
        book.issue(END);
        checkBook(book);
        const { invoices } = checkTargets(book, END);
        const shares = book.discountedAfresh(END).flatMap(({ rated, shares: own }) => [...own].map(([coupon, amount]) => [`${rated.lineKey} ${coupon}`, amount] as const));
        expect(discountsOf(invoices)).toEqual(withoutZeros(new Map(shares)));
        // What nothing was due of at the end stands as the cut before left it.
        if (book.ratedThrough === END) expect(book.replayed().filter(({ divergence }) => divergence !== null)).toEqual([]);
        expect(book.issue(END)).toBeNull();
      }),
      { numRuns: 40 },
    );
  });
});
