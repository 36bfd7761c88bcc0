import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimeZone } from '../../src/core/calendar.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { instant, parseInstant } from '../../src/core/instant.ts';
import { amountText, roundToMinor } from '../../src/core/money.ts';
import { INTERVAL_UNITS, periodAt, type Anchor, type Period, type Schedule } from '../../src/core/period.ts';
import { applyFraction, isWhole, prorationFraction, type Proration } from '../../src/core/proration.ts';
import { zoneTimeline } from '../../src/core/zoneTimeline.ts';

const at = (text: string) => parseInstant(text.includes('T') ? text : `${text}T00:00:00Z`);
const span = (start: string, end: string): Period => ({ start: at(start), end: at(end) });

function share(mode: Proration, full: Period, part: Period, zone = 'UTC'): string {
  const { numerator, denominator } = prorationFraction({ mode, full, part, zone: zoneTimeline(parseTimeZone(zone)) });
  return `${numerator}/${denominator}`;
}

describe('prorationFraction, DAILY', () => {
  const cases: [id: string, full: [string, string], part: [string, string], expected: string][] = [
    ['P05', ['2011-01-01', '2011-02-01'], ['2011-01-01', '2011-01-15'], '14/31'],
    ['P06', ['2011-01-01', '2011-04-01'], ['2011-01-01', '2011-01-15'], '14/90'],
    ['P07', ['2011-01-01', '2012-01-01'], ['2011-01-01', '2011-01-15'], '14/365'],
    ['P09', ['2011-02-10', '2011-03-10'], ['2011-02-24', '2011-03-10'], '14/28'],
    ['P11', ['2011-02-01', '2011-03-01'], ['2011-02-01', '2011-02-14'], '13/28'],
    ['P13', ['2011-01-27', '2011-02-27'], ['2011-02-14', '2011-02-27'], '13/31'],
    ['P15', ['2011-02-07', '2011-03-07'], ['2011-02-07', '2011-02-15'], '8/28'],
    ['P18', ['2011-03-07', '2011-04-07'], ['2011-03-07', '2011-03-10'], '3/31'],
    ['P24', ['2011-01-13', '2011-02-13'], ['2011-02-01', '2011-02-13'], '12/31'],
    ['mt-arrear-added-mid', ['2025-01-01', '2025-02-01'], ['2025-01-16', '2025-02-01'], '16/31'],
    ['mt-first-cycle-quarter', ['2025-10-01', '2026-01-01'], ['2025-10-08', '2026-01-01'], '85/92'],
    ['P03', ['2011-02-15', '2011-03-15'], ['2011-02-15', '2011-03-15'], '28/28'],
  ];
  it.each(cases)('prorationFraction: %s', (_id, full, part, expected) => {
    expect(share('DAILY', span(...full), span(...part))).toBe(expected);
  });

  it('prorationFraction: tz-weekly-denver, a start on Thursday evening leaves four days of the week', () => {
    // 2023-06-16T05:00Z is Thursday 15 June 23:00 in Denver; the week is Monday 12 to Monday 19 June.
    const week = span('2023-06-12T06:00:00Z', '2023-06-19T06:00:00Z');
    expect(share('DAILY', week, { start: at('2023-06-16T05:00:00Z'), end: week.end }, 'America/Denver')).toBe('4/7');
  });

  it('prorationFraction: tz-weekly-karachi, a start on Saturday night leaves two', () => {
    // 2023-06-16T20:00Z is Saturday 17 June 01:00 in Karachi (+05:00).
    const week = span('2023-06-11T19:00:00Z', '2023-06-18T19:00:00Z');
    expect(share('DAILY', week, { start: at('2023-06-16T20:00:00Z'), end: week.end }, 'Asia/Karachi')).toBe('2/7');
  });

  it('prorationFraction: a change at 10:00 gives the day to the part that begins then', () => {
    const january = span('2024-01-01', '2024-02-01');
    // Days 1 to 9 belong to the first part, days 10 to 31 to the second.
    expect(share('DAILY', january, span('2024-01-01', '2024-01-10T10:00:00Z'))).toBe('9/31');
    expect(share('DAILY', january, span('2024-01-10T10:00:00Z', '2024-02-01'))).toBe('22/31');
  });

  it('prorationFraction: a change and a change back within one day charge that day once', () => {
    const january = span('2024-01-01', '2024-02-01');
    expect(share('DAILY', january, span('2024-01-01', '2024-01-10T08:00:00Z'))).toBe('9/31');
    expect(share('DAILY', january, span('2024-01-10T08:00:00Z', '2024-01-10T17:00:00Z'))).toBe('0/31');
    expect(share('DAILY', january, span('2024-01-10T17:00:00Z', '2024-02-01'))).toBe('22/31');
  });

  it('prorationFraction: days of 23 and 25 hours are days', () => {
    // New York: 10 March 2024 has 23 hours, 3 November 2024 has 25.
    const march = span('2024-03-01T05:00:00Z', '2024-04-01T04:00:00Z');
    expect(share('DAILY', march, span('2024-03-10T05:00:00Z', '2024-03-11T04:00:00Z'), 'America/New_York')).toBe('1/31');
    const november = span('2024-11-01T04:00:00Z', '2024-12-01T05:00:00Z');
    expect(share('DAILY', november, span('2024-11-03T04:00:00Z', '2024-11-04T05:00:00Z'), 'America/New_York')).toBe('1/30');
  });

  it('prorationFraction: the day that Apia skipped is neither owed nor counted', () => {
    const december = span('2011-12-01T10:00:00Z', '2011-12-31T10:00:00Z');
    expect(share('DAILY', december, { start: at('2011-12-29T10:00:00Z'), end: december.end }, 'Pacific/Apia')).toBe('2/30');
  });
});

describe('prorationFraction, PRECISE and NONE', () => {
  it('prorationFraction: PRECISE counts milliseconds', () => {
    // Half of 25 hours; 31 days are 2,678,400,000 ms.
    expect(share('PRECISE', span('2024-11-03T04:00:00Z', '2024-11-04T05:00:00Z'), span('2024-11-03T04:00:00Z', '2024-11-03T16:30:00Z'), 'America/New_York')).toBe('45000000/90000000');
    expect(share('PRECISE', span('2024-01-01', '2024-02-01'), span('2024-01-01', '2024-01-01T00:00:00.001Z'))).toBe('1/2678400000');
  });

  it('prorationFraction: NONE charges any part in full', () => {
    expect(share('NONE', span('2024-01-01', '2024-02-01'), span('2024-01-10', '2024-01-11'))).toBe('1/1');
  });

  it('prorationFraction: a part outside its period, or an empty one, is a mistake of the program', () => {
    const january = span('2024-01-01', '2024-02-01');
    expect(() => share('DAILY', january, span('2024-01-10', '2024-02-02'))).toThrow('lies within');
    expect(() => share('DAILY', january, span('2023-12-31', '2024-01-10'))).toThrow('lies within');
    expect(() => share('NONE', january, span('2024-01-10', '2024-01-10'))).toThrow('not empty');
  });
});

describe('applyFraction', () => {
  const charge = (amount: string, numerator: bigint, denominator: bigint, currency = 'USD') => {
    const code = parseCurrency(currency);
    return amountText(roundToMinor(applyFraction(new Decimal(amount), { numerator, denominator }), code), code);
  };

  it.each([
    ['I07', '249.95', 14n, 31n, 'USD', '112.88'], // 112.8806
    ['I11', '2399.95', 9n, 365n, 'USD', '59.18'], // 59.1768
    ['I12', '1999.95', 3n, 30n, 'USD', '200.00'], // 199.995, the half goes up
    ['I13 first', '19.95', 24n, 30n, 'USD', '15.96'], // 15.96 exactly
    ['I13 second', '29.95', 6n, 31n, 'USD', '5.80'], // 5.7968
    ['om-prorate-10d', '100', 10n, 31n, 'USD', '32.26'], // 32.2581
    ['om-prorate-jpy', '1000', 10n, 31n, 'JPY', '323'], // 322.58
    ['om-prorate-edit-day1 old', '10', 1n, 31n, 'USD', '0.32'], // 0.3226
    ['om-prorate-edit-day1 new', '20', 30n, 31n, 'USD', '19.35'], // 19.3548
    ['fp-prorate-downgrade-100-30', '-100', 17n, 31n, 'USD', '-54.84'], // -54.8387
    ['po-prorate-year', '1000', 304n, 365n, 'USD', '832.88'], // 832.8767
    ['tz-weekly-denver', '7', 4n, 7n, 'USD', '4.00'],
  ])('applyFraction: %s', (_id, amount, numerator, denominator, currency, expected) => {
    expect(charge(amount, numerator, denominator, currency)).toBe(expected);
  });

  it('applyFraction: multiplies before it divides, so no tail of the quotient is left behind', () => {
    // 93 x 1/31 is 3; 1/31 first would leave 2.999...
    expect(applyFraction(new Decimal(93), { numerator: 1n, denominator: 31n }).toFixed()).toBe('3');
    expect(applyFraction(new Decimal('0.1'), { numerator: 31n, denominator: 31n }).toFixed()).toBe('0.1');
  });

  it('isWhole: is true only when nothing is prorated', () => {
    expect(isWhole({ numerator: 31n, denominator: 31n })).toBe(true);
    expect(isWhole({ numerator: 30n, denominator: 31n })).toBe(false);
    expect(isWhole({ numerator: 0n, denominator: 31n })).toBe(false);
  });
});

describe('parts that tile a period', () => {
  const zones = ['UTC', 'Pacific/Apia', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Africa/Cairo', 'Asia/Kathmandu', 'America/St_Johns'];
  const anyTime = fc.oneof(
    fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2037, 0, 1) }),
    fc.integer({ min: Date.UTC(2010, 10, 1), max: Date.UTC(2012, 1, 1) }), // St. John's midnight changes and Apia's skipped day
  ).map(instant);
  const anySchedule: fc.Arbitrary<Schedule> = fc.record({
    interval: fc.record({ unit: fc.constantFrom(...INTERVAL_UNITS), count: fc.integer({ min: 1, max: 3 }) }),
    anchor: fc.constantFrom<Anchor>('CALENDAR', 'ANNIVERSARY'),
    startAt: anyTime,
    zone: fc.constantFrom(...zones).map((name) => zoneTimeline(parseTimeZone(name))),
  });
  const anyCuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

  /** Cuts a period at these shares of its length into the non-empty parts between them. */
  function tile({ start, end }: Period, cuts: readonly number[]): Period[] {
    const edges = [start, ...cuts.map((cut) => instant(Math.round(start + cut * (end - start)))), end].sort((a, b) => a - b);
    return edges.slice(1).flatMap((edge, index) => (edges[index]! < edge ? [{ start: edges[index]!, end: edge }] : []));
  }

  it.each(['DAILY', 'PRECISE'] as const)('prorationFraction: %s shares lie between 0 and 1, share a denominator and add up to 1', (mode) => {
    fc.assert(
      fc.property(anySchedule, anyTime, anyCuts, (schedule, moment, cuts) => {
        const full = periodAt(schedule, moment);
        const fractions = tile(full, cuts).map((part) => prorationFraction({ mode, full, part, zone: schedule.zone }));
        const denominator = fractions[0]!.denominator;
        expect(denominator > 0n).toBe(true);
        expect(fractions.every((each) => each.denominator === denominator && each.numerator >= 0n)).toBe(true);
        expect(fractions.reduce((sum, each) => sum + each.numerator, 0n)).toBe(denominator);
      }),
      { numRuns: 300 },
    );
  });

  it('prorationFraction: the whole period is whole in every mode', () => {
    fc.assert(
      fc.property(anySchedule, anyTime, fc.constantFrom<Proration>('DAILY', 'PRECISE', 'NONE'), (schedule, moment, mode) => {
        const full = periodAt(schedule, moment);
        expect(isWhole(prorationFraction({ mode, full, part: full, zone: schedule.zone }))).toBe(true);
      }),
    );
  });
});
