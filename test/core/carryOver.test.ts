import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, decimalText } from '../../src/core/decimal.ts';
import { instant, instantText } from '../../src/core/instant.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import type { RatedLine } from '../../src/core/rating.ts';
import type { TierPolicy } from '../../src/core/segment.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator } from '../support/bookSimulator.ts';
import { type PriceSketch, UTC, at, completion, planVersion } from '../support/ledger.ts';

const tokens = (model: object, terms: object = {}): PriceSketch => ({ code: 'tokens', meterCode: 'tokens', model, ...terms });
const tiers = (first: string, rest: string) => ({ graduated: { tiers: [{ upTo: '1000', unitAmount: first }, { upTo: null, unitAmount: rest }] } });

/** A customer on `v1` from 1 January who moves to the other versions in turn, on the 11th, 21st and so on, and uses tokens on days of January. */
function january(prices: readonly PriceSketch[], policies: readonly (TierPolicy | null)[], used: readonly (readonly [day: number, tokens: number, region?: string])[]): RatedLine[] {
  const versions = prices.map((price, index) => planVersion({ id: `v${index + 1}`, prices: [price] }));
  const book = new BookSimulator({ zone: UTC, currency: parseCurrency('USD'), versions });
  for (const [index, { id }] of versions.entries()) book.subscribe('s', { startAt: at(`2026-01-${index}1`), planVersionId: id, quantities: {}, tiers: policies[index - 1] ?? null });
  book.record(used.map(([day, count, region], index) => completion(`e${index}`, `2026-01-${String(day).padStart(2, '0')}T12:00:00Z`, count, region === undefined ? {} : { region })));
  book.issue(at('2026-02-01'));
  checkBook(book);
  return book.ratedAfresh(at('2026-02-01'));
}

const texts = (lines: readonly RatedLine[]) => lines.map(({ line, quantity, targetMinor }) => `${line.price.id} ${quantity === null ? '' : decimalText(quantity)} ${targetMinor}`);

describe('tiers over a change of price', () => {
  const prices = [tokens(tiers('0.01', '0.005')), tokens(tiers('0.02', '0.01'))];
  const used = [[5, 800], [15, 500]] as const;

  it('CARRY_OVER: what the new price makes of the whole period less what it makes of the time before', () => {
    // Until the 11th 800 x 0.01 = 8.00. The new price makes 1000 x 0.02 + 300 x 0.01 = 23.00 of 1300, and 16.00 of 800: 7.00.
    const lines = january(prices, ['CARRY_OVER'], used);
    expect(texts(lines)).toEqual(['v1/tokens 800 800', 'v2/tokens 500 700']);
    expect(lines[1]?.rating.steps.map(({ kind, amount }) => [kind, decimalText(amount)])).toEqual([['TIER', '20'], ['TIER', '3'], ['CARRIED', '-16']]);
  });

  it('RESTART and no policy: another price begins with its first tier', () => {
    // 500 x 0.02 = 10.00.
    for (const policy of ['RESTART', null] as const) expect(texts(january(prices, [policy], used))).toEqual(['v1/tokens 800 800', 'v2/tokens 500 1000']);
  });

  it('RESTART: the same price begins anew too, and with CARRY_OVER goes on as without a word', () => {
    const version = planVersion({ prices: [tokens(tiers('0.01', '0.005'))] });
    const charged = (policy: TierPolicy | null) => {
      const book = new BookSimulator({ zone: UTC, currency: parseCurrency('USD'), versions: [version] });
      book.subscribe('s', { startAt: at('2026-01-01'), planVersionId: 'v1', quantities: {} });
      book.subscribe('s', { startAt: at('2026-01-11'), planVersionId: 'v1', quantities: {}, tiers: policy });
      book.record([completion('e1', '2026-01-05', 800), completion('e2', '2026-01-15', 500)]);
      return book.ratedAfresh(at('2026-02-01')).map(({ targetMinor }) => targetMinor);
    };
    // One line of 1300: 10.00 + 300 x 0.005 = 11.50. Two lines: 8.00 and 500 x 0.01 = 5.00.
    expect([charged(null), charged('CARRY_OVER'), charged('RESTART')]).toEqual([[1150n], [1150n], [800n, 500n]]);
  });

  it('CARRY_OVER: a chain of changes carries everything since it began, a RESTART in it nothing from before', () => {
    const three = [...prices, tokens(tiers('0.04', '0.03'))];
    // v3 of 1400: 40 + 400 x 0.03 = 52.00; of 1300: 40 + 9 = 49.00: 3.00. After a RESTART at the 11th only 500 are carried:
    // v3 of 600 less of 500: 100 x 0.04 = 4.00.
    const more = [...used, [25, 100]] as const;
    expect(texts(january(three, ['CARRY_OVER', 'CARRY_OVER'], more))).toEqual(['v1/tokens 800 800', 'v2/tokens 500 700', 'v3/tokens 100 300']);
    expect(texts(january(three, ['RESTART', 'CARRY_OVER'], more))).toEqual(['v1/tokens 800 800', 'v2/tokens 500 1000', 'v3/tokens 100 400']);
  });

  it('CARRY_OVER: included units and free events are used up by earlier usage, limits apply to the difference', () => {
    const included = tokens({ perUnit: { unitAmount: '1' } }, { includedUnits: '900' });
    // 1300 - 900 = 400 chargeable, of 800 none: 400.00. With at most 155 for the month, 155 x 21/31 = 105.00.
    expect(texts(january([prices[0]!, included], ['CARRY_OVER'], used))[1]).toBe('v2/tokens 500 40000');
    expect(texts(january([prices[0]!, { ...included, maximumAmount: '155' }], ['CARRY_OVER'], used))[1]).toBe('v2/tokens 500 10500');
    const percentage = tokens({ percentage: { rate: '10', freeEvents: 1 } });
    // The first event was free and came before: 10 % of 500 = 50.00.
    expect(texts(january([prices[0]!, percentage], ['CARRY_OVER'], used))[1]).toBe('v2/tokens 500 5000');
  });

  it('CARRY_OVER: a volume price that falls is not charged below zero, and says so', () => {
    const volume = tokens({ volume: { tiers: [{ upTo: '1000', unitAmount: '1' }, { upTo: null, unitAmount: '0.1' }] } });
    // All 1300 at 0.1 are 130.00; the 800 before by themselves 800.00.
    const [, line] = january([prices[0]!, volume], ['CARRY_OVER'], used);
    expect(line?.targetMinor).toBe(0n);
    expect(line?.rating.steps.map(({ kind, amount }) => [kind, decimalText(amount)])).toEqual([['TIER', '130'], ['CARRIED', '-800'], ['MINIMUM', '670']]);
  });

  it('CARRY_OVER: each combination of dimensions carries its own usage, and one that is not used afterwards has no line', () => {
    const byRegion = (first: string, rest: string) => tokens(tiers(first, rest), { groupBy: ['region'] });
    // eu: 1000 x 0.02 + 300 x 0.01 - 800 x 0.02 = 7.00; us: 100 x 0.02 = 2.00; jp has no usage after the change.
    const lines = january([byRegion('0.01', '0.005'), byRegion('0.02', '0.01')], ['CARRY_OVER'], [[5, 800, 'eu'], [6, 50, 'jp'], [15, 500, 'eu'], [16, 100, 'us']]);
    expect(lines.filter(({ line }) => line.price.id === 'v2/tokens').map(({ dimensions, targetMinor }) => [dimensions, targetMinor])).toEqual([
      ['{"region":"eu"}', 700n],
      ['{"region":"us"}', 200n],
    ]);
  });

  it('CARRY_OVER: nothing is carried from another period, over a pause, or from a price of another code', () => {
    const [first, second] = prices.map((price, index) => planVersion({ id: `v${index + 1}`, prices: [price] }));
    const other = planVersion({ id: 'v3', prices: [{ ...prices[1]!, code: 'other' }] });
    const charged = (...segments: readonly (readonly [from: string, on: string, state: 'ACTIVE' | 'PAUSED'])[]) => {
      const book = new BookSimulator({ zone: UTC, currency: parseCurrency('USD'), versions: [first!, second!, other] });
      for (const [from, on, state] of segments) book.subscribe('s', { startAt: at(from), planVersionId: on, state, quantities: {}, tiers: 'CARRY_OVER' });
      book.record([completion('e1', '2026-01-05', 800), completion('e2', '2026-02-15', 500), completion('e3', '2026-01-25', 500)]);
      return texts(book.ratedAfresh(at('2026-03-01'))).at(-1);
    };
    // 500 x 0.02 = 10.00 each time.
    expect(charged(['2026-01-01', 'v1', 'ACTIVE'], ['2026-02-01', 'v2', 'ACTIVE'])).toBe('v2/tokens 500 1000');
    expect(charged(['2026-01-01', 'v1', 'ACTIVE'], ['2026-01-11', 'v1', 'PAUSED'], ['2026-02-11', 'v2', 'ACTIVE'])).toBe('v2/tokens 500 1000');
    expect(charged(['2026-01-01', 'v1', 'ACTIVE'], ['2026-01-11', 'v3', 'ACTIVE'], ['2026-02-01', 'v1', 'PAUSED'])).toBe('v3/other 500 1000');
  });

  it('CARRY_OVER: late usage from before the change moves the line after it too', () => {
    const versions = prices.map((price, index) => planVersion({ id: `v${index + 1}`, prices: [price] }));
    const book = new BookSimulator({ zone: UTC, currency: parseCurrency('USD'), versions });
    book.subscribe('s', { startAt: at('2026-01-01'), planVersionId: 'v1', quantities: {} });
    book.subscribe('s', { startAt: at('2026-01-11'), planVersionId: 'v2', quantities: {}, tiers: 'CARRY_OVER' });
    book.record([completion('e1', '2026-01-05', 800), completion('e2', '2026-01-15', 500)]);
    book.issue(at('2026-02-01'));
    book.record([completion('late', '2026-01-06', 200)]);
    // Before the change 1000 x 0.01 = 10.00, 2.00 more. After it 500 x 0.01 = 5.00 in place of 7.00.
    const lines = book.issue(at('2026-02-02'))?.view.lines.map(({ priceId, amount }) => [priceId, amount]);
    expect(lines).toEqual([['v1/tokens', 200n], ['v2/tokens', -200n]]);
    checkBook(book);
  });

  it('CARRY_OVER: with any changes and any usage, each token costs what the price in force asks for its place in the month', () => {
    const start = at('2026-01-01');
    const hour = fc.integer({ min: 0, max: 30 * 24 - 1 });
    const world = fc.record({
      changes: fc.array(fc.record({ hour, version: fc.integer({ min: 1, max: 3 }) }), { maxLength: 5 }),
      events: fc.array(fc.record({ hour, count: fc.integer({ min: 0, max: 12 }) }), { maxLength: 12 }),
    });
    // The first 10 tokens, the next 10, and all others, in cents.
    const CENTS = [[5, 3, 1], [7, 2, 2], [1, 4, 9]] as const;
    const versions = CENTS.map(([a, b, c], index) => {
      const unitAmounts = [a, b, c].map((cents) => `0.0${cents}`);
      const bounds = ['10', '20', null];
      return planVersion({ id: `v${index + 1}`, prices: [tokens({ graduated: { tiers: unitAmounts.map((unitAmount, tier) => ({ upTo: bounds[tier], unitAmount })) } })] });
    });
    fc.assert(
      fc.property(world, ({ changes, events }) => {
        const book = new BookSimulator({ zone: UTC, currency: parseCurrency('USD'), versions });
        book.subscribe('s', { startAt: start, planVersionId: 'v1', quantities: {} });
        const ordered = [...changes].sort((x, y) => x.hour - y.hour);
        for (const change of ordered) book.subscribe('s', { startAt: instant(start + change.hour * 3_600_000), planVersionId: `v${change.version}`, quantities: {}, tiers: 'CARRY_OVER' });
        book.record(events.map((event, index) => completion(`e${index}`, instantText(instant(start + event.hour * 3_600_000)), event.count)));
        let [place, cents] = [0, 0];
        for (const event of [...events].sort((x, y) => x.hour - y.hour)) {
          const version = ordered.filter((change) => change.hour <= event.hour).at(-1)?.version ?? 1;
          for (let token = 0; token < event.count; token += 1, place += 1) cents += CENTS[version - 1]![Math.min(2, Math.floor(place / 10))]!;
        }
        const lines = book.ratedAfresh(at('2026-02-01'));
        expect(lines.every(({ targetMinor }) => targetMinor >= 0n)).toBe(true);
        expect(lines.reduce((sum, { targetMinor }) => sum + targetMinor, 0n)).toBe(BigInt(cents));
        expect(lines.reduce((sum, { quantity }) => sum.plus(quantity ?? 0), new Decimal(0)).toNumber()).toBe(place);
      }),
      { numRuns: 100 },
    );
  });
});
