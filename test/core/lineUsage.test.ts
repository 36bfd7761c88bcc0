import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText } from '../../src/core/decimal.ts';
import { type LineUsage, LineUsageTally, type RecordedEvent } from '../../src/core/lineUsage.ts';
import { parseMeter } from '../../src/core/meter.ts';
import { completion } from '../support/ledger.ts';

const METER = parseMeter({ eventName: 'completion', aggregation: 'SUM', valueProperty: 'tokens', filters: [{ property: 'test', notIn: ['true'] }] });

function tally(events: readonly RecordedEvent[]): LineUsage {
  const usage = new LineUsageTally(METER, { keepValues: false });
  for (const event of events) usage.add(event);
  return usage.result();
}

/** An event with a fingerprint of one's own choice, given by its last hex digits. */
function fingerprinted(key: string, digits: string, fill = '0'): RecordedEvent {
  return { ...completion(key, '2026-01-10', 1), fingerprint: digits.padStart(64, fill) };
}

describe('LineUsageTally', () => {
  it('LineUsageTally: sums the quantity and the fingerprints', () => {
    // 0x0f + 0x02 = 0x11
    const usage = tally([fingerprinted('a', '0f'), fingerprinted('b', '02')]);
    expect(decimalText(usage.quantity)).toBe('2');
    expect(usage.eventCount).toBe(2);
    expect(usage.eventsDigest).toBe('11'.padStart(64, '0'));
  });

  it('LineUsageTally: the sum of fingerprints wraps around at 2^256', () => {
    // (2^256 - 1) + 3 = 2^256 + 2, of which 2 is left.
    expect(tally([fingerprinted('a', '', 'f'), fingerprinted('b', '03')]).eventsDigest).toBe('2'.padStart(64, '0'));
  });

  it('LineUsageTally: events that the meter leaves out count nowhere', () => {
    const left = [completion('t', '2026-01-10', 9, { test: true }), { ...completion('o', '2026-01-10', 9), eventName: 'other' }];
    expect(tally(left)).toMatchObject({ eventCount: 0, eventsDigest: '0'.repeat(64) });
  });

  it('LineUsageTally: neither order nor batches matter, and a set with another event is another set', () => {
    const tokens = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(tokens, fc.infiniteStream(fc.nat()), (amounts, ranks) => {
        const events = amounts.map((amount, index) => completion(`k${index}`, '2026-01-10', amount));
        const shuffled = events.map((event) => ({ event, rank: ranks.next().value })).sort((a, b) => a.rank - b.rank);
        expect(tally(shuffled.map(({ event }) => event))).toEqual(tally(events));
        expect(tally(events.slice(1)).eventsDigest).not.toBe(tally(events).eventsDigest);
      }),
      { numRuns: 30 },
    );
  });
});
