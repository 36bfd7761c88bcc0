import { describe, expect, it } from 'vitest';
import { type ChargeLine, type DueQuestion, lineAt, linesToRate, nextBillableAt } from '../../src/core/chargeLine.ts';
import { DAY_MS } from '../../src/core/epochDay.ts';
import { type Instant, instant, instantText } from '../../src/core/instant.ts';
import { zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { FEE, NEW_YORK, SEATS, TOKENS, TOKYO, at, dueQuestion, lineTexts, planVersion, subscription } from '../support/ledger.ts';

const PLAN = planVersion();
const FEE_ONLY = planVersion({ prices: [FEE] });
const TOKENS_ONLY = planVersion({ prices: [TOKENS] });

/** The lines of a question, as short texts. */
function due(changes: Parameters<typeof dueQuestion>[0]): string[] {
  return lineTexts(linesToRate(dueQuestion(changes)));
}

/** What a book that was cut at `asOf` knows; its issue journal had seq 5. */
function cutAt(asOf: string): Pick<DueQuestion, 'ratedThrough' | 'ratedSeq'> {
  return { ratedThrough: at(asOf), ratedSeq: 5 };
}

function lateOn(day: string, eventName = 'completion'): DueQuestion['lateArrivals'] {
  return [{ eventName, day: { start: at(day), end: instant(at(day) + DAY_MS) } }];
}

describe('linesToRate: what falls due', () => {
  const book = { versions: [PLAN], subscriptions: [subscription('s', { from: '2026-01-10T15:00:00Z' })], zone: NEW_YORK };

  it('linesToRate: nothing before the subscription starts', () => {
    expect(due({ ...book, asOf: '2026-01-10T14:59:59.999Z' })).toEqual([]);
  });

  it('linesToRate: at the very start, the fee in advance for the rest of the month', () => {
    // 10 to 31 January are 22 local days of 31; midnight in New York is 05:00 UTC.
    expect(due({ ...book, asOf: '2026-01-10T15:00:00Z' })).toEqual(['v1/fee 2026-01-10T15:00..2026-02-01T05:00 22/31 due 2026-01-10T15:00']);
  });

  it('linesToRate: a millisecond before local midnight the month is not over', () => {
    expect(due({ ...book, asOf: '2026-02-01T04:59:59.999Z' })).toEqual(['v1/fee 2026-01-10T15:00..2026-02-01T05:00 22/31 due 2026-01-10T15:00']);
  });

  it('linesToRate: at local midnight the usage of the month and the fee of the next', () => {
    expect(due({ ...book, ...cutAt('2026-01-10T15:00:00Z'), asOf: '2026-02-01T05:00:00Z' })).toEqual([
      // The fee of January is looked at once more: it is earned now.
      'v1/fee 2026-01-10T15:00..2026-02-01T05:00 22/31 due 2026-01-10T15:00',
      'v1/tokens 2026-01-10T15:00..2026-02-01T05:00 22/31 due 2026-02-01T05:00',
      'v1/fee 2026-02-01T05:00..2026-03-01T05:00 28/28 due 2026-02-01T05:00',
    ]);
  });

  it('linesToRate: what the newest cut had rated and closed is left alone', () => {
    expect(due({ ...book, ...cutAt('2026-02-01T05:00:00Z'), asOf: '2026-02-01T05:00:00Z' })).toEqual([
      // Its service is still open: it will be earned.
      'v1/fee 2026-02-01T05:00..2026-03-01T05:00 28/28 due 2026-02-01T05:00',
    ]);
  });

  it('linesToRate: a missed month is caught up by the next cut', () => {
    // New York springs forward on 8 March, so that April begins at 04:00 UTC.
    expect(due({ ...book, ...cutAt('2026-02-01T05:00:00Z'), asOf: '2026-04-01T04:00:00Z' })).toEqual([
      'v1/fee 2026-02-01T05:00..2026-03-01T05:00 28/28 due 2026-02-01T05:00',
      'v1/tokens 2026-02-01T05:00..2026-03-01T05:00 28/28 due 2026-03-01T05:00',
      'v1/fee 2026-03-01T05:00..2026-04-01T04:00 31/31 due 2026-03-01T05:00',
      'v1/tokens 2026-03-01T05:00..2026-04-01T04:00 31/31 due 2026-04-01T04:00',
      'v1/fee 2026-04-01T04:00..2026-05-01T04:00 30/30 due 2026-04-01T04:00',
    ]);
  });

  it('linesToRate: east of Greenwich the month begins the day before in UTC', () => {
    // 20:00 UTC on 31 January is 05:00 on 1 February in Tokyo: the whole of February is charged by the day.
    const lines = due({ versions: [PLAN], subscriptions: [subscription('s', { from: '2026-01-31T20:00:00Z' })], zone: TOKYO, asOf: '2026-02-28T15:00:00Z' });
    expect(lines).toEqual([
      'v1/fee 2026-01-31T20:00..2026-02-28T15:00 28/28 due 2026-01-31T20:00',
      'v1/tokens 2026-01-31T20:00..2026-02-28T15:00 28/28 due 2026-02-28T15:00',
      'v1/fee 2026-02-28T15:00..2026-03-31T15:00 31/31 due 2026-02-28T15:00',
    ]);
  });

  it('linesToRate: an anniversary on the 31st clamps and comes back', () => {
    const version = planVersion({ anchor: 'ANNIVERSARY', prices: [FEE] });
    expect(due({ versions: [version], subscriptions: [subscription('s', { from: '2026-01-31T12:00:00Z' })], asOf: '2026-03-31' })).toEqual([
      'v1/fee 2026-01-31T12:00..2026-02-28T00:00 28/28 due 2026-01-31T12:00',
      'v1/fee 2026-02-28T00:00..2026-03-31T00:00 31/31 due 2026-02-28T00:00',
      'v1/fee 2026-03-31T00:00..2026-04-30T00:00 30/30 due 2026-03-31T00:00',
    ]);
  });

  it('linesToRate: subscriptions keep their order, and prices theirs', () => {
    const version = planVersion({ prices: [TOKENS, SEATS, FEE] });
    const subscriptions = [subscription('b', { from: '2026-01-01' }), subscription('a', { from: '2026-01-01' })];
    const lines = linesToRate(dueQuestion({ versions: [version], subscriptions, asOf: '2026-02-01' })).filter(({ billableAt }) => billableAt === at('2026-02-01'));
    expect(lines.map(({ subscriptionId, price }) => `${subscriptionId} ${price.id}`)).toEqual([
      'b v1/tokens',
      'b v1/seats',
      'b v1/fee',
      'a v1/tokens',
      'a v1/seats',
      'a v1/fee',
    ]);
  });

  it('linesToRate: a price without a meter has the units held, or one', () => {
    const version = planVersion({ prices: [SEATS, FEE, TOKENS] });
    const subscriptions = [subscription('s', { from: '2026-01-01', quantities: { seats: '7.5' } })];
    const lines = linesToRate(dueQuestion({ versions: [version], subscriptions, asOf: '2026-02-01' })).slice(0, 3);
    expect(lines.map(({ heldUnits }) => heldUnits?.toFixed() ?? null)).toEqual(['7.5', '1', null]);
  });
});

describe('linesToRate: what came late', () => {
  const book = { versions: [TOKENS_ONLY], subscriptions: [subscription('s', { from: '2026-01-10T15:00:00Z' })], zone: NEW_YORK };
  const JANUARY = 'v1/tokens 2026-01-10T15:00..2026-02-01T05:00 22/31 due 2026-02-01T05:00';
  const FEBRUARY = 'v1/tokens 2026-02-01T05:00..2026-03-01T05:00 28/28 due 2026-03-01T05:00';
  const now = { ...book, ...cutAt('2026-03-01T05:00:00Z'), asOf: '2026-03-02' };

  it('linesToRate: a late event brings back the line of its day', () => {
    expect(due({ ...now, lateArrivals: lateOn('2026-01-20') })).toEqual([JANUARY]);
    expect(due({ ...now, lateArrivals: lateOn('2026-02-20') })).toEqual([FEBRUARY]);
    expect(due({ ...now, lateArrivals: [] })).toEqual([]);
  });

  it('linesToRate: a UTC day over the border of two local months brings back both', () => {
    expect(due({ ...now, lateArrivals: lateOn('2026-02-01') })).toEqual([JANUARY, FEBRUARY]);
    expect(due({ ...now, lateArrivals: lateOn('2026-01-31') })).toEqual([JANUARY]);
  });

  it('linesToRate: late events of several periods bring back each once', () => {
    expect(due({ ...now, lateArrivals: [...lateOn('2026-02-03'), ...lateOn('2026-01-20'), ...lateOn('2026-01-20')] })).toEqual([JANUARY, FEBRUARY]);
  });

  it('linesToRate: an event of another name, or from before the subscription, brings back nothing', () => {
    expect(due({ ...now, lateArrivals: lateOn('2026-01-20', 'login') })).toEqual([]);
    expect(due({ ...now, lateArrivals: lateOn('2026-01-09') })).toEqual([]);
  });

  it('linesToRate: a late event of a month that is still open waits for the month to end', () => {
    const open = { ...book, ...cutAt('2026-02-10') };
    expect(due({ ...open, lateArrivals: lateOn('2026-02-05'), asOf: '2026-02-28' })).toEqual([]);
    expect(due({ ...open, lateArrivals: lateOn('2026-02-05'), asOf: '2026-03-01T05:00:00Z' })).toEqual([FEBRUARY]);
  });

  it('linesToRate: a fee is not brought back by usage', () => {
    const version = planVersion({ prices: [{ ...FEE, timing: 'IN_ARREARS' }] });
    expect(due({ ...now, versions: [version], lateArrivals: lateOn('2026-01-20') })).toEqual([]);
  });
});

describe('linesToRate: what was recorded late', () => {
  it('linesToRate: a subscription recorded since the cut is charged for all of its past', () => {
    const subscriptions = [subscription('s', { from: '2026-01-20', bookSeq: 5 })];
    expect(due({ versions: [PLAN], subscriptions, ...cutAt('2026-03-15'), asOf: '2026-03-15' })).toEqual([
      'v1/fee 2026-01-20T00:00..2026-02-01T00:00 12/31 due 2026-01-20T00:00',
      'v1/tokens 2026-01-20T00:00..2026-02-01T00:00 12/31 due 2026-02-01T00:00',
      'v1/fee 2026-02-01T00:00..2026-03-01T00:00 28/28 due 2026-02-01T00:00',
      'v1/tokens 2026-02-01T00:00..2026-03-01T00:00 28/28 due 2026-03-01T00:00',
      'v1/fee 2026-03-01T00:00..2026-04-01T00:00 31/31 due 2026-03-01T00:00',
    ]);
  });

  it('linesToRate: one that the cut knew is not charged for its past again', () => {
    const subscriptions = [subscription('s', { from: '2026-01-20', bookSeq: 4 })];
    expect(due({ versions: [TOKENS_ONLY], subscriptions, ...cutAt('2026-03-15'), asOf: '2026-03-15' })).toEqual([]);
  });

  it('linesToRate: one that starts at the as-of of the newest cut falls due at that as-of still', () => {
    const subscriptions = [subscription('s', { from: '2026-03-15', bookSeq: 5 })];
    expect(due({ versions: [FEE_ONLY], subscriptions, ...cutAt('2026-03-15'), asOf: '2026-03-15' })).toEqual([
      'v1/fee 2026-03-15T00:00..2026-04-01T00:00 17/31 due 2026-03-15T00:00',
    ]);
  });

  it('linesToRate: a change cuts short the line in force and begins its own', () => {
    const subscriptions = [subscription('s', { from: '2026-03-01' }, { from: '2026-03-11T10:00:00Z', on: 'v2', bookSeq: 6 })];
    const versions = [PLAN, planVersion({ id: 'v2', prices: [FEE] })];
    // 1 to 10 March are 10 days; 11 to 31 March are 21.
    expect(due({ versions, subscriptions, ...cutAt('2026-03-15'), asOf: '2026-03-15' })).toEqual([
      'v1/fee 2026-03-01T00:00..2026-03-11T10:00 10/31 due 2026-03-01T00:00',
      'v1/tokens 2026-03-01T00:00..2026-03-11T10:00 10/31 due 2026-03-11T10:00',
      'v2/fee 2026-03-11T10:00..2026-04-01T00:00 21/31 due 2026-03-11T10:00',
    ]);
  });

  it('linesToRate: a change at a border of periods brings back the line that ends there, and no earlier one', () => {
    const subscriptions = [subscription('s', { from: '2026-01-01' }, { from: '2026-03-01', on: 'v2', bookSeq: 6 })];
    const versions = [TOKENS_ONLY, planVersion({ id: 'v2', prices: [TOKENS] })];
    expect(due({ versions, subscriptions, ...cutAt('2026-03-15'), asOf: '2026-04-01' })).toEqual([
      'v1/tokens 2026-02-01T00:00..2026-03-01T00:00 28/28 due 2026-03-01T00:00',
      'v2/tokens 2026-03-01T00:00..2026-04-01T00:00 31/31 due 2026-04-01T00:00',
    ]);
  });

  it('linesToRate: a zone that moves the end of a period moves the share of a service that was over before', () => {
    const fee = { ...FEE, timing: 'IN_ARREARS', proration: 'PRECISE' };
    const subscriptions = [subscription('s', { from: '2026-01-01' }, { from: '2026-01-21', on: 'v2' })];
    const question = dueQuestion({ versions: [planVersion({ prices: [fee] }), planVersion({ id: 'v2', prices: [TOKENS] })], subscriptions, ...cutAt('2026-01-25'), asOf: '2026-01-29' });
    expect(lineTexts(linesToRate(question))).toEqual([]);
    const moved = { ordinal: 1, startAt: at('2026-01-28'), timeZone: NEW_YORK, bookSeq: 6 };
    // 20 days, 1,728,000,000 ms, of a January that now ends five hours later: of 2,696,400,000 ms instead of 2,678,400,000.
    expect(lineTexts(linesToRate({ ...question, zone: zoneTimeline(question.zone.first, [moved]) }))).toEqual(['v1/fee 2026-01-01T00:00..2026-01-21T00:00 1728000000/2696400000 due 2026-01-21T00:00']);
  });

  it('linesToRate: a change yet to come does not touch the present', () => {
    const subscriptions = [subscription('s', { from: '2026-03-01' }, { from: '2026-05-11', on: 'v2', bookSeq: 6 })];
    expect(due({ versions: [FEE_ONLY, planVersion({ id: 'v2' })], subscriptions, ...cutAt('2026-03-01'), asOf: '2026-04-01' })).toEqual([
      'v1/fee 2026-03-01T00:00..2026-04-01T00:00 31/31 due 2026-03-01T00:00',
      'v1/fee 2026-04-01T00:00..2026-05-01T00:00 30/30 due 2026-04-01T00:00',
    ]);
  });
});

describe('lineAt', () => {
  const book = dueQuestion({
    versions: [PLAN, planVersion({ id: 'v2' })],
    subscriptions: [subscription('s', { from: '2026-01-10T15:00:00Z' }, { from: '2026-03-11T10:00:00Z', on: 'v2' })],
    zone: NEW_YORK,
    asOf: '2026-06-01',
  });

  it('lineAt: finds every line again by its price and service start', () => {
    const lines = linesToRate(book);
    // 3 and 3 of January to March on v1; 3 fees and 2 of usage on v2 from 11 March to June, of which June is not over.
    expect(lines).toHaveLength(3 * 2 + 3 * 2 - 1);
    for (const line of lines) {
      const [history] = book.subscriptions;
      expect(lineAt(history ?? subscription('none'), { priceId: line.price.id, serviceStart: line.service.start }, book)).toEqual(line);
    }
  });

  it('lineAt: there is none where the price was not in force, or its service does not begin', () => {
    const history = book.subscriptions[0] ?? subscription('none');
    expect(lineAt(history, { priceId: 'v2/fee', serviceStart: at('2026-02-01') }, book)).toBeNull();
    expect(lineAt(history, { priceId: 'v2/fee', serviceStart: at('2026-01-01') }, book)).toBeNull();
    expect(lineAt(history, { priceId: 'v2/fee', serviceStart: at('2026-05-02') }, book)).toBeNull();
  });
});

describe('nextBillableAt', () => {
  /** When something falls due next, as text. */
  function next(after: string, changes: Partial<Parameters<typeof dueQuestion>[0]> = {}): string | null {
    const subscriptions = [subscription('s', { from: '2026-01-10T15:00:00Z' })];
    const { versions, zone, ...book } = dueQuestion({ versions: [PLAN], subscriptions, zone: NEW_YORK, asOf: after, ...changes });
    const nextAt = nextBillableAt({ subscriptions: book.subscriptions, versions, zone, after: at(after) });
    return nextAt === null ? null : instantText(nextAt);
  }

  it('nextBillableAt: the start, if a fee falls due in advance', () => {
    expect(next('2026-01-01')).toBe('2026-01-10T15:00:00.000Z');
  });

  it('nextBillableAt: the end of the first period, if everything is in arrears', () => {
    expect(next('2026-01-01', { versions: [TOKENS_ONLY] })).toBe('2026-02-01T05:00:00.000Z');
  });

  it('nextBillableAt: strictly after, from border to border', () => {
    expect(next('2026-01-10T15:00:00Z')).toBe('2026-02-01T05:00:00.000Z');
    expect(next('2026-02-01T04:59:59.999Z')).toBe('2026-02-01T05:00:00.000Z');
    expect(next('2026-02-01T05:00:00Z')).toBe('2026-03-01T05:00:00.000Z');
  });

  it('nextBillableAt: usage falls due where a change ends its segment, and never after the last', () => {
    const subscriptions = [subscription('s', { from: '2026-01-01' }, { from: '2026-01-20', on: 'v2' })];
    const versions = [TOKENS_ONLY, planVersion({ id: 'v2', prices: [TOKENS] })];
    expect(next('2026-01-10', { subscriptions, versions })).toBe('2026-01-20T00:00:00.000Z');
    expect(next('2026-01-20', { subscriptions, versions })).toBe('2026-02-01T05:00:00.000Z');
  });

  it('nextBillableAt: the earliest of several subscriptions, null of none', () => {
    const subscriptions = [subscription('a', { from: '2026-03-05' }), subscription('b', { from: '2026-02-20' })];
    expect(next('2026-02-02', { subscriptions })).toBe('2026-02-20T00:00:00.000Z');
    expect(next('2026-02-02', { subscriptions: [] })).toBeNull();
  });

  it('nextBillableAt: is the first time at which a new line is due', () => {
    const subscriptions = [subscription('a', { from: '2026-01-10T15:00:00Z' }), subscription('b', { from: '2026-01-25', on: 'v2' })];
    const versions = [PLAN, planVersion({ id: 'v2', prices: [TOKENS], interval: { unit: 'WEEK', count: 1 } })];
    const book = dueQuestion({ versions, subscriptions, zone: NEW_YORK, asOf: '2026-03-01' });
    const dueAt = [...new Set(linesToRate(book).map((line: ChargeLine): Instant => line.billableAt))].sort((a, b) => a - b);
    const walked: Instant[] = [];
    for (let after: Instant | null = nextBillableAt({ ...book, after: at('2026-01-01') }); after !== null && after <= book.asOf; after = nextBillableAt({ ...book, after })) {
      walked.push(after);
    }
    expect(walked).toEqual(dueAt);
    // 10 January; Mondays 26 January to 23 February; 1 February. 1 March lies at 05:00, after the as-of.
    expect(walked).toHaveLength(1 + 5 + 1);
  });
});
