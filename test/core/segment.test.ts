import { describe, expect, it } from 'vitest';
import { instantText } from '../../src/core/instant.ts';
import { timelineOf } from '../../src/core/segment.ts';
import { segment } from '../support/ledger.ts';

/** The timeline of segments that start on the days given, in the order in which they were recorded: `ordinal: from..to`. */
function timeline(...days: readonly string[]): string[] {
  const segments = days.map((from, ordinal) => segment({ from }, ordinal));
  return timelineOf([...segments].reverse()).map(({ ordinal, startAt, endAt }) => `${ordinal}: ${day(startAt)}..${endAt === null ? '' : day(endAt)}`);
}

function day(at: Parameters<typeof instantText>[0]): string {
  return instantText(at).slice(5, 10);
}

describe('timelineOf', () => {
  it('timelineOf: one segment holds for ever', () => {
    expect(timeline('2026-01-10')).toEqual(['0: 01-10..']);
  });

  it('timelineOf: a segment ends where the next takes over', () => {
    expect(timeline('2026-01-10', '2026-02-01', '2026-03-15')).toEqual(['0: 01-10..02-01', '1: 02-01..03-15', '2: 03-15..']);
  });

  it('timelineOf: a change that was planned gives way to an earlier one recorded after it', () => {
    expect(timeline('2026-01-10', '2026-03-01', '2026-02-01')).toEqual(['0: 01-10..02-01', '2: 02-01..']);
  });

  it('timelineOf: a segment with the same start replaces the one before', () => {
    expect(timeline('2026-01-10', '2026-01-10')).toEqual(['1: 01-10..']);
  });

  it('timelineOf: nothing recorded, nothing in force', () => {
    expect(timelineOf([])).toEqual([]);
  });
});
