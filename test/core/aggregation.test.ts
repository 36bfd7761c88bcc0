import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AggregateResult, type KeptValues, type MeteredEvent, startAggregate } from '../../src/core/aggregation.ts';
import { type Decimal, decimalText } from '../../src/core/decimal.ts';
import { instant } from '../../src/core/instant.ts';
import type { LevelTime } from '../../src/core/level.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { AGGREGATIONS, type Aggregation, parseMeter } from '../../src/core/meter.ts';

interface MeterText {
  aggregation: Aggregation;
  groupBy?: readonly string[];
  filters?: readonly object[];
  keepValues?: KeptValues;
  /** Of the meter's properties, those to split by. */
  by?: readonly string[];
}

function event(key: string, occurredAtMs: number, properties: JsonObject, eventName = 'e'): MeteredEvent {
  return { key, occurredAt: instant(occurredAtMs), eventName, properties };
}

/** One event a value, a millisecond apart. */
function eventsOf(...values: (number | string)[]): MeteredEvent[] {
  return values.map((v, index) => event(`k${index}`, index, { v }));
}

/** A quarter of a second of one, within which all events of this suite lie. */
const LEVEL: LevelTime = { service: { start: instant(2), end: instant(250) }, period: { start: instant(0), end: instant(1000) } };

function aggregate({ keepValues = false, by, ...meter }: MeterText, events: readonly MeteredEvent[]): AggregateResult {
  const valueProperty = meter.aggregation === 'COUNT' ? null : 'v';
  const running = startAggregate(parseMeter({ eventName: 'e', valueProperty, ...meter }), { keepValues, level: LEVEL, ...(by && { groupBy: by }) });
  for (const each of events) running.add(each);
  return running.result();
}

function quantity(aggregation: Aggregation, events: readonly MeteredEvent[]): string {
  return decimalText(aggregate({ aggregation }, events).quantity);
}

function texts(values: readonly (Decimal | null)[] | null): (string | null)[] | null {
  return values?.map((value) => (value === null ? null : decimalText(value))) ?? null;
}

describe('aggregation', () => {
  it('aggregation: nothing at all is 0, for every aggregation', () => {
    expect(AGGREGATIONS.map((aggregation) => quantity(aggregation, []))).toEqual(['0', '0', '0', '0', '0', '0']);
  });

  it('COUNT: counts events, whatever they carry', () => {
    expect(quantity('COUNT', [event('a', 0, {}), event('b', 0, { v: 'x' }), event('c', 0, { v: null })])).toBe('3');
  });

  it('SUM: adds numbers and decimal strings exactly', () => {
    expect(quantity('SUM', eventsOf(0.1, 0.2, '0.000000000001'))).toBe('0.300000000001');
    expect(quantity('SUM', eventsOf('99999999999999999999999999', 1))).toBe('100000000000000000000000000');
    expect(quantity('SUM', eventsOf(5, -8))).toBe('-3');
  });

  it('SUM: a total is over all events (case po-meter-total-sum)', () => {
    // 10 + 20 + 15 + 5
    expect(quantity('SUM', eventsOf(10, 20, 15, 5))).toBe('50');
  });

  it('MAX: a total is the one greatest value, not a sum of maxima (case po-meter-total-max)', () => {
    expect(quantity('MAX', eventsOf(10, 20, 15, 5))).toBe('20');
  });

  it('MAX: of only negative values is negative', () => {
    expect(quantity('MAX', eventsOf(-5, '-2.5', -9))).toBe('-2.5');
  });

  it('LATEST: is the latest in time, not in arrival', () => {
    expect(quantity('LATEST', [event('a', 20, { v: 7 }), event('b', 30, { v: 3 }), event('c', 10, { v: 9 })])).toBe('3');
  });

  it('LATEST: a tie goes to the greater key by code units', () => {
    const tied = [event('a', 5, { v: 1 }), event('b', 5, { v: 2 }), event('B', 5, { v: 3 }), event('a0', 5, { v: 4 })];
    expect(quantity('LATEST', tied)).toBe('2');
    expect(quantity('LATEST', tied.toReversed())).toBe('2');
  });

  it('UNIQUE_COUNT: 1, 1.0 and "1" are one; "1.0", true and "true " are others', () => {
    // Distinct texts: 1, 1.0, true, "true ", "".
    const values = [1, 1.0, '1', '1.0', true, 'true', 'true ', ''];
    expect(quantity('UNIQUE_COUNT', values.map((v, index) => event(`k${index}`, 0, { v })))).toBe('5');
  });

  it('aggregation: other event names and filtered events contribute nothing', () => {
    const result = aggregate({ aggregation: 'SUM', filters: [{ property: 'region', notIn: ['test'] }] }, [
      event('a', 0, { v: 1, region: 'eu' }),
      event('b', 0, { v: 2, region: 'test' }),
      event('c', 0, { v: 4 }),
      event('d', 0, { v: 8 }, 'other'),
    ]);
    expect([decimalText(result.quantity), result.eventCount, result.unusable]).toEqual(['5', 2, 0]);
  });

  it('aggregation: a matching event without a usable value is told, not counted', () => {
    const result = aggregate({ aggregation: 'SUM', groupBy: ['r'] }, [event('a', 0, { v: 1 }), event('b', 0, {}), event('c', 0, { v: 'x', r: 'eu' })]);
    expect([decimalText(result.quantity), result.eventCount, result.unusable, result.groups.length]).toEqual(['1', 1, 2, 1]);
  });
});

describe('aggregation groups', () => {
  const events = [
    event('a', 0, { v: 1, region: 'us', tier: 2 }),
    event('b', 1, { v: 2, region: 'eu', tier: '2' }),
    event('c', 2, { v: 4, region: 'us', tier: 2 }),
    event('d', 3, { v: 8, tier: true }),
    event('e', 4, { v: 1, region: null }),
  ];

  it('groupBy: one group for each combination, missing and null alike, in order of their texts', () => {
    const { groups, quantity: total } = aggregate({ aggregation: 'SUM', groupBy: ['region', 'tier'] }, events);
    expect(groups.map((group) => [group.dimensions, decimalText(group.quantity), group.eventCount])).toEqual([
      [{ region: null, tier: null }, '1', 1],
      [{ region: null, tier: 'true' }, '8', 1],
      [{ region: 'eu', tier: '2' }, '2', 1],
      [{ region: 'us', tier: '2' }, '5', 2],
    ]);
    expect(decimalText(total)).toBe('16');
  });

  it('groupBy: the total aggregates all events again', () => {
    // Groups hold {1, 4}, {2} and {8, 1}: 2 + 1 + 2 distinct values, but 1, 2, 4, 8 overall.
    const { groups, quantity: total } = aggregate({ aggregation: 'UNIQUE_COUNT', groupBy: ['region'] }, events);
    expect(groups.map((group) => decimalText(group.quantity))).toEqual(['2', '1', '2']);
    expect(decimalText(total)).toBe('4');
  });

  it('groupBy: the text "null" is not a missing property', () => {
    const { groups } = aggregate({ aggregation: 'COUNT', groupBy: ['r'] }, [event('a', 0, { r: 'null' }), event('b', 0, {})]);
    expect(groups.map((group) => group.dimensions)).toEqual([{ r: null }, { r: 'null' }]);
  });

  it('groupBy: fewer properties than the meter has aggregate the events themselves, not their finer groups', () => {
    const rows = [event('a', 0, { v: 5, r: 'eu', m: 's' }), event('b', 1, { v: 7, r: 'eu', m: 'l' }), event('c', 2, { v: 5, r: 'eu', m: 'l' }), event('d', 3, { v: 1, m: 's' })];
    const byRegion = (aggregation: Aggregation) =>
      aggregate({ aggregation, groupBy: ['m', 'r'], by: ['r'] }, rows).groups.map(({ dimensions, quantity: of, eventCount }) => [dimensions, decimalText(of), eventCount]);
    // The greatest of 5, 7 and 5 is 7, not 5 + 7; the different values are 5 and 7, not 5 and 5, 7; the latest is 5.
    expect(byRegion('MAX')).toEqual([[{ r: null }, '1', 1], [{ r: 'eu' }, '7', 3]]);
    expect(byRegion('UNIQUE_COUNT')).toEqual([[{ r: null }, '1', 1], [{ r: 'eu' }, '2', 3]]);
    expect(byRegion('LATEST')).toEqual([[{ r: null }, '1', 1], [{ r: 'eu' }, '5', 3]]);
    expect(byRegion('SUM')).toEqual([[{ r: null }, '1', 1], [{ r: 'eu' }, '17', 3]]);
  });

  it('groupBy: none of the meter\'s properties is no group at all', () => {
    expect(aggregate({ aggregation: 'COUNT', groupBy: ['r'], by: [] }, [event('a', 0, { r: 'eu' })]).groups).toEqual([]);
  });

  it('groupBy: without dimensions there are no groups', () => {
    expect(aggregate({ aggregation: 'SUM' }, events).groups).toEqual([]);
  });
});

describe('aggregation values', () => {
  const events = [event('b', 5, { v: 3, r: 'x' }), event('z', 1, { v: 2, r: 'y' }), event('a', 5, { v: '1.50', r: 'x' })];

  it('keepValues: values stand in order of time, then key, for the total and each group', () => {
    const result = aggregate({ aggregation: 'SUM', groupBy: ['r'], keepValues: true }, events);
    expect(texts(result.values)).toEqual(['2', '1.5', '3']);
    expect(result.groups.map((group) => texts(group.values))).toEqual([['1.5', '3'], ['2']]);
  });

  it('keepValues: each counted event is worth 1', () => {
    expect(texts(aggregate({ aggregation: 'COUNT', keepValues: true }, events).values)).toEqual(['1', '1', '1']);
  });

  it('keepValues: aggregations that do not add up have no values, and nobody gets them unasked', () => {
    for (const aggregation of ['MAX', 'LATEST', 'UNIQUE_COUNT'] as const) {
      expect(aggregate({ aggregation, keepValues: true }, events).values).toBeNull();
    }
    expect(aggregate({ aggregation: 'SUM' }, events).values).toBeNull();
  });

  it('keepValues: a property of their own is kept by any aggregation, null where it holds no exact decimal', () => {
    const costs = [
      event('c', 3, { v: 1, cost: '0.10' }),
      event('a', 1, { v: 1 }),
      event('b', 2, { v: 1, cost: 'free' }),
      event('d', 4, { v: 'x', cost: 9 }),
    ];
    for (const aggregation of ['SUM', 'MAX', 'LATEST'] as const) {
      const result = aggregate({ aggregation, keepValues: { property: 'cost' } }, costs);
      expect(texts(result.values)).toEqual([null, null, '0.1']);
      expect(result.unusable).toBe(1);
    }
    expect(texts(aggregate({ aggregation: 'COUNT', keepValues: { property: 'cost' } }, costs).values)).toEqual([null, null, '0.1', '9']);
  });
});

describe('aggregation properties', () => {
  const value = fc.oneof(
    fc.integer({ min: -1000, max: 1000 }),
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((thousandths) => decimalOf(thousandths)),
    fc.constant('not a number'),
  );
  const events = fc
    .array(fc.record({ atMs: fc.integer({ min: 0, max: 5 }), v: value, r: fc.constantFrom('x', 'y', null) }), { maxLength: 30 })
    .map((rows) => rows.map(({ atMs, v, r }, index) => event(`k${index}`, atMs, { v, r })));
  const shuffled = events.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));

  function decimalOf(thousandths: number): string {
    const digits = String(Math.abs(thousandths)).padStart(4, '0');
    return `${thousandths < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
  }

  it('aggregation: the order of events does not matter', () => {
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...AGGREGATIONS), ([rows, other], aggregation) => {
        const meter: MeterText = { aggregation, groupBy: ['r'], keepValues: true };
        expect(aggregate(meter, other)).toEqual(aggregate(meter, rows));
      }),
      { numRuns: 100 },
    );
  });

  it('aggregation: kept values sum to the quantity, and groups of SUM to the total', () => {
    fc.assert(
      fc.property(events, (rows) => {
        const { quantity: total, values, groups, eventCount } = aggregate({ aggregation: 'SUM', groupBy: ['r'], keepValues: true }, rows);
        const inThousandths = (each: Decimal | null): bigint => BigInt(each?.toFixed(3).replace('.', '') ?? 'none');
        expect(values?.reduce((sum, each) => sum + inThousandths(each), 0n)).toBe(inThousandths(total));
        expect(groups.reduce((sum, each) => sum + inThousandths(each.quantity), 0n)).toBe(inThousandths(total));
        expect(values).toHaveLength(eventCount);
      }),
      { numRuns: 100 },
    );
  });
});
