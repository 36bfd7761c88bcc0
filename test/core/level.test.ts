import { describe, expect, it } from 'vitest';
import { Decimal, decimalText } from '../../src/core/decimal.ts';
import { instant } from '../../src/core/instant.ts';
import { RunningLevel, carriesLevel, reachOf } from '../../src/core/level.ts';
import type { Period } from '../../src/core/period.ts';
import { METERS, at } from '../support/ledger.ts';

const APRIL = { start: at('2023-04-01'), end: at('2023-05-01') };

/** The quantity of changes `[when, by how much]`; by default the service is the whole period. */
function level(changes: readonly (readonly [string, string])[], period: Period = APRIL, service = period): string {
  const running = new RunningLevel({ period, service });
  for (const [when, change] of changes) running.add(new Decimal(change), at(when));
  return decimalText(running.quantity());
}

describe('RunningLevel', () => {
  it('level: each change counts from its instant to the end (case weighted-sum-apr)', () => {
    // 2500 for 3 of 30 days, 500 for 2, 300 for 25: (7500 + 1000 + 7500) / 30 = 533.333...
    const changes = [['2023-03-10', '2500'], ['2023-04-04', '-2000'], ['2023-04-06', '-200']] as const;
    expect(level(changes)).toBe('533.333333333333');
    expect(level(changes.toReversed())).toBe('533.333333333333');
  });

  it('level: what was there before stands for the whole period, however old it is', () => {
    expect(level([['1970-01-01', '2'], ['2023-03-31T23:59:59.999Z', '0.5'], ['2023-04-01', '1']])).toBe('3.5');
  });

  it('level: nothing at all is 0, and it may fall below', () => {
    expect(level([])).toBe('0');
    // Half of the month.
    expect(level([['2023-04-16', '-3']])).toBe('-1.5');
  });

  it('level: time counts by the millisecond, and the quotient is rounded once, half away from zero', () => {
    const second = { start: at('2023-04-01T00:00:00Z'), end: at('2023-04-01T00:00:03Z') };
    // Two of three seconds, and 0.001 of 3.
    expect(level([['2023-04-01T00:00:01Z', '1']], second)).toBe('0.666666666667');
    expect(level([['2023-04-01T00:00:01Z', '-1']], second)).toBe('-0.666666666667');
    expect(level([['2023-04-01T00:00:02.999Z', '3']], second)).toBe('0.001');
    // 2000 / 3000 + 1000 / 3000 is exactly 1: no part was rounded before.
    expect(level([['2023-04-01T00:00:01Z', '1'], ['2023-04-01T00:00:02Z', '1']], second)).toBe('1');
  });

  it('level: what stands for no time at all is 0', () => {
    expect(level([['2023-04-01', '31']], APRIL, { start: APRIL.start, end: APRIL.start })).toBe('0');
  });

  it('level: a part of a period is measured against the whole, so that the parts add up', () => {
    const middle = at('2023-04-11');
    // 300 for 10 of 30 days and for 20 of 30 days.
    expect(level([['2023-03-01', '300']], APRIL, { start: APRIL.start, end: middle })).toBe('100');
    expect(level([['2023-03-01', '300']], APRIL, { start: middle, end: APRIL.end })).toBe('200');
  });

  it('level: the largest values that are accepted stay exact', () => {
    const most = '99999999999999999999999999.999999999999';
    expect(level([['2023-03-01', most], ['2023-03-02', '0.000000000001']])).toBe('100000000000000000000000000');
  });

  it('level: a change at the end of its service is a mistake', () => {
    expect(() => level([['2023-05-01', '1']])).toThrow('a level is changed before its service ends');
  });
});

describe('reachOf', () => {
  it('reachOf: a level is made of all events before the end of the service, everything else of those in it', () => {
    expect(carriesLevel(METERS['stored']!)).toBe(true);
    expect(reachOf(METERS['stored']!, APRIL)).toEqual({ start: instant(0), end: APRIL.end });
    expect(carriesLevel(METERS['level']!)).toBe(false);
    expect(reachOf(METERS['level']!, APRIL)).toEqual(APRIL);
  });
});
