import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText } from '../../src/core/decimal.ts';
import { instant, instantText } from '../../src/core/instant.ts';
import { reachOf } from '../../src/core/level.ts';
import { type LineUsage, type Measurement, type RecordedEvent, startTally } from '../../src/core/lineUsage.ts';
import { contains } from '../../src/core/period.ts';
import { UsageSweep } from '../../src/core/usageSweep.ts';
import { METERS, at, completion } from '../support/ledger.ts';

function measurement(meter: string, from: string, to: string): Measurement {
  const period = { start: at(from), end: at(to) };
  return { meter: METERS[meter]!, groupBy: METERS[meter]!.groupBy, keepValues: false, service: period, period };
}

function sweep(wanted: readonly Measurement[], events: readonly RecordedEvent[]): LineUsage[] {
  const running = new UsageSweep(wanted);
  for (const event of events) running.add(event);
  const results = running.results();
  return wanted.map((one) => results.get(one)!);
}

describe('UsageSweep', () => {
  it('UsageSweep: a level is carried from period to period, also where nothing happens any more', () => {
    const months = [measurement('stored', '2026-03-01', '2026-04-01'), measurement('stored', '2026-01-01', '2026-02-01'), measurement('stored', '2026-02-01', '2026-03-01')];
    const usage = sweep(months, [completion('a', '2025-06-01', 31, { region: 'eu' }), completion('b', '2026-02-15', 28, { region: 'us' })]);
    // In February us has 28 for 14 of 28 days.
    expect(usage.map(({ quantity, groups }) => [decimalText(quantity), ...groups.map((group) => `${group.dimensions['region']} ${decimalText(group.quantity)} of ${group.eventCount}`)])).toEqual([
      ['59', 'eu 31 of 0', 'us 28 of 0'],
      ['31', 'eu 31 of 0'],
      ['45', 'eu 31 of 0', 'us 14 of 1'],
    ]);
  });

  const DAY = 86_400_000;
  const day = fc.nat(9);
  const wanted = fc.record({ meter: fc.constantFrom('stored', 'regional', 'peakBy'), from: day, days: fc.integer({ min: 1, max: 4 }), isSplit: fc.boolean() });
  const row = fc.record({ ms: fc.nat(12 * DAY), tokens: fc.integer({ min: -9, max: 9 }), region: fc.constantFrom('eu', 'us', null) });

  it('UsageSweep: gives what each measurement gives that is handed its own events one by one', () => {
    fc.assert(
      fc.property(fc.array(wanted, { maxLength: 6 }), fc.array(row, { maxLength: 12 }), (asked, rows) => {
        const measured = asked.map(({ meter, from, days, isSplit }): Measurement => {
          const service = { start: instant(from * DAY), end: instant((from + days) * DAY) };
          return { meter: METERS[meter]!, groupBy: isSplit ? ['region'] : [], keepValues: false, service, period: { start: service.start, end: instant(service.end + DAY) } };
        });
        const events = rows.map(({ ms, tokens, region }, index) => completion(`e${index}`, instantText(instant(ms)), tokens, { region })).sort((a, b) => a.occurredAt - b.occurredAt);
        const alone = measured.map((one) => {
          const tally = startTally(one);
          for (const event of events) if (contains(reachOf(one.meter, one.service), event.occurredAt)) tally.add(event);
          return tally.result();
        });
        expect(sweep(measured, events)).toEqual(alone);
      }),
      { numRuns: 100 },
    );
  });
});
