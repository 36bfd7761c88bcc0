import { describe, expect, it } from 'vitest';
import type { CatalogVersion } from '../../src/core/catalog.ts';
import { type ChargeLine, linesToRate } from '../../src/core/chargeLine.ts';
import type { CurrencyCode } from '../../src/core/currency.ts';
import { LineUsageTally, type RecordedEvent } from '../../src/core/lineUsage.ts';
import { type RatedLine, isEmpty, rateAgain, rateLine } from '../../src/core/rating.ts';
import { FEE, JPY, KWD, type PriceSketch, REGIONAL, SEATS, TOKENS, USD, completion, dueQuestion, planVersion, subscription } from '../support/ledger.ts';
import { refusalOf } from '../support/refusal.ts';

/** The line of a plan's only price for January 2026, from the 10th: 22 of 31 days. */
function januaryLine(version: CatalogVersion, quantities: Record<string, string> = {}): ChargeLine {
  const subscriptions = [subscription('s', { from: '2026-01-10', quantities })];
  const [line] = linesToRate(dueQuestion({ versions: [version], subscriptions, asOf: '2026-02-01' }));
  if (line === undefined) throw new Error('no line is due');
  return line;
}

function rateFee(price: PriceSketch, { currency = USD, quantities = {} }: { currency?: CurrencyCode; quantities?: Record<string, string> } = {}): RatedLine[] {
  return rateLine(januaryLine(planVersion({ prices: [price] }), quantities), null, currency);
}

function rateUsage(price: PriceSketch, events: readonly RecordedEvent[], currency = USD): RatedLine[] {
  const line = januaryLine(planVersion({ prices: [price] }));
  if (line.price.meter === null) throw new Error('the price has no meter');
  const tally = new LineUsageTally(line.price.meter, { keepValues: false });
  for (const event of events) tally.add(event);
  return rateLine(line, tally.result(), currency);
}

/** `quantity -> exact amount -> minor units`. */
function texts(rated: readonly RatedLine[]): string[] {
  return rated.map(({ quantity, rating, targetMinor }) => `${quantity?.toFixed() ?? 'no quantity'} -> ${rating.exact.toFixed(4)} -> ${targetMinor}`);
}

describe('rateLine: fees', () => {
  it('rateLine: a flat fee is prorated, rounded once, and has no quantity', () => {
    // 30 x 22 / 31 = 21.29032...
    expect(texts(rateFee(FEE))).toEqual(['no quantity -> 21.2903 -> 2129']);
  });

  it('rateLine: the currency says where the amount is rounded', () => {
    // 21.29032... is 21 yen and 21.290 dinars; 3000 x 22 / 31 = 2129.03...
    expect(texts(rateFee(FEE, { currency: JPY }))).toEqual(['no quantity -> 21.2903 -> 21']);
    expect(texts(rateFee(FEE, { currency: KWD }))).toEqual(['no quantity -> 21.2903 -> 21290']);
    expect(texts(rateFee({ ...FEE, model: { flat: { amount: '3000' } } }, { currency: JPY }))).toEqual(['no quantity -> 2129.0323 -> 2129']);
  });

  it('rateLine: half a minor unit goes away from zero in every currency', () => {
    const half = (amount: string) => ({ ...FEE, proration: 'NONE', model: { flat: { amount } } });
    expect(texts(rateFee(half('0.005')))).toEqual(['no quantity -> 0.0050 -> 1']);
    expect(texts(rateFee(half('0.00499999')))).toEqual(['no quantity -> 0.0050 -> 0']);
    expect(texts(rateFee(half('0.5'), { currency: JPY }))).toEqual(['no quantity -> 0.5000 -> 1']);
    expect(texts(rateFee(half('0.0005'), { currency: KWD }))).toEqual(['no quantity -> 0.0005 -> 1']);
  });

  it('rateLine: units held are priced, and are the quantity', () => {
    // 3 x 10 x 22 / 31 = 21.29032...; one unit where nothing was said: 7.0967...
    expect(texts(rateFee(SEATS, { quantities: { seats: '3' } }))).toEqual(['3 -> 21.2903 -> 2129']);
    expect(texts(rateFee(SEATS))).toEqual(['1 -> 7.0968 -> 710']);
    expect(texts(rateFee(SEATS, { quantities: { seats: '0' } }))).toEqual(['0 -> 0.0000 -> 0']);
  });
});

describe('rateLine: usage', () => {
  it('rateLine: usage is not prorated', () => {
    // 1000 x 0.01 + 500 x 0.005 = 12.50
    const [rated] = rateUsage(TOKENS, [completion('a', '2026-01-11', 900), completion('b', '2026-01-12', 600)]);
    expect(rated).toMatchObject({ eventCount: 2, dimensions: null, targetMinor: 1250n, lineKey: 's:v1/tokens:2026-01-10T00:00:00.000Z' });
  });

  it('rateLine: no usage is empty; usage that costs nothing is not', () => {
    expect(rateUsage(TOKENS, []).map(isEmpty)).toEqual([true]);
    expect(rateUsage(TOKENS, [completion('a', '2026-01-11', 0)]).map(isEmpty)).toEqual([false]);
    expect(rateUsage(TOKENS, [completion('a', '2026-01-11', '0.1')]).map(isEmpty)).toEqual([false]);
  });

  it('rateLine: no usage that costs something is not empty', () => {
    const entered = { ...TOKENS, model: { graduated: { tiers: [{ upTo: null, unitAmount: '1', flatAmount: '5' }] } } };
    expect(texts(rateUsage(entered, []))).toEqual(['0 -> 5.0000 -> 500']);
    expect(rateUsage(entered, []).map(isEmpty)).toEqual([false]);
  });

  it('rateLine: a fee of nothing is not empty', () => {
    expect(rateFee({ ...FEE, model: { flat: { amount: '0' } } }).map(isEmpty)).toEqual([false]);
  });

  it('rateLine: a price by dimension gives a line for each value seen, rounded by itself', () => {
    const events = [completion('a', '2026-01-11', 10, { region: 'us' }), completion('b', '2026-01-11', 25, { region: 'eu' }), completion('c', '2026-01-11', 1)];
    const rated = rateUsage(REGIONAL, events);
    // No region 1 x 0.05, eu 25 x 0.02, us 10 x 0.03.
    expect(rated.map(({ dimensions, targetMinor, eventCount }) => [dimensions, targetMinor, eventCount])).toEqual([
      ['{"region":null}', 5n, 1],
      ['{"region":"eu"}', 50n, 1],
      ['{"region":"us"}', 30n, 1],
    ]);
    expect(new Set(rated.map(({ lineKey }) => lineKey)).size).toBe(3);
    for (const { lineKey } of rated) expect(lineKey).toMatch(/^s:v1\/regional:2026-01-10T00:00:00\.000Z:[0-9a-f]{32}$/);
    expect(rateUsage(REGIONAL, [])).toEqual([]);
  });

  it('rateLine: a sum of usage too large to be kept is refused, not a mistake of the program', () => {
    // Each event is as large as one may be: twice 9 x 10^25 has 27 digits.
    const events = ['a', 'b'].map((key) => completion(key, '2026-01-11', `9${'0'.repeat(25)}`));
    const free = { ...TOKENS, model: { perUnit: { unitAmount: '0' } } };
    expect(refusalOf(() => rateUsage(free, events))).toBe('OUT_OF_RANGE at ');
    expect(refusalOf(() => rateUsage(TOKENS, events.slice(1)))).toBe('OUT_OF_RANGE at ');
  });
});

describe('ratedDigest', () => {
  const event = completion('a', '2026-01-11', 10);

  it('ratedDigest: the same events in another order are the same', () => {
    const other = completion('b', '2026-01-12', 20);
    expect(rateUsage(TOKENS, [event, other])).toEqual(rateUsage(TOKENS, [other, event]));
  });

  it('ratedDigest: covers the terms, the events behind a quantity, the period and the fraction', () => {
    const digests = [
      rateUsage(TOKENS, [event]),
      rateUsage({ ...TOKENS, name: 'Other' }, [event]),
      rateUsage(TOKENS, [{ ...event, fingerprint: 'f'.repeat(64) }]),
      rateUsage(TOKENS, [completion('a', '2026-01-11', 11)]),
      rateFee(SEATS),
      rateFee({ ...SEATS, proration: 'NONE' }),
      rateFee(SEATS, { quantities: { seats: '2' } }),
    ].map((rated) => rated[0]?.ratedDigest);
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('rateAgain', () => {
  it('rateAgain: gives the steps of a quantity that was rated before', () => {
    const [rated] = rateUsage(TOKENS, [completion('a', '2026-01-11', 1500)]);
    if (rated === undefined) throw new Error('no line');
    const again = rateAgain(rated.line, { quantity: rated.quantity ?? rated.rating.exact, values: null, dimensions: null });
    expect(again).toEqual(rated.rating);
    expect(again.steps.map(({ amount }) => amount.toFixed())).toEqual(['10', '2.5']);
  });
});
