import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../src/core/instant.ts';
import { type LineTrace, placesOfPage, readTrace, traceOf, traceText } from '../../src/core/lineTrace.ts';

const instants = (...times: number[]): Instant[] => times.map((time) => instant(time));
const ALL = { start: instant(0), end: instant(1_000_000) };
const first = { from: null, isBackward: false, limit: 2 };

describe('line traces', () => {
  it('traceOf: few events leave each instant, once, in order', () => {
    expect(traceOf(instants(30, 10, 20, 10))).toEqual({ every: 1, instants: [10, 20, 30] });
    expect(traceOf([])).toEqual({ every: 1, instants: [] });
  });

  it('traceOf: of 2,001 events every third is marked, and the last', () => {
    // 2001 / 1000, rounded up: 3. Places 0, 3, ... 1998 are 667 marks; the last event is at place 2000.
    const { every, instants: marks } = traceOf(Array.from({ length: 2_001 }, (_, place) => instant(place * 10)));
    expect([every, marks.length, marks[1], marks.at(-2), marks.at(-1)]).toEqual([3, 668, 30, 19_980, 20_000]);
  });

  it('placesOfPage: of an exact trace, the instants of the page and one more', () => {
    const trace = { every: 1, instants: instants(10, 20, 30, 40, 50) };
    expect(placesOfPage(trace, ALL, first).at).toEqual([10, 20, 30]);
    // At 20 itself another event may stand, before the cursor or behind it.
    expect(placesOfPage(trace, ALL, { ...first, from: instant(20) }).at).toEqual([20, 30, 40, 50]);
    expect(placesOfPage(trace, ALL, { ...first, from: instant(25) }).at).toEqual([30, 40, 50]);
    expect(placesOfPage(trace, ALL, { ...first, isBackward: true }).at).toEqual([30, 40, 50]);
    expect(placesOfPage(trace, ALL, { ...first, from: instant(40), isBackward: true }).at).toEqual([10, 20, 30, 40]);
    expect(placesOfPage(trace, { start: instant(15), end: instant(40) }, { ...first, limit: 9 }).at).toEqual([20, 30]);
    expect(placesOfPage(trace, ALL, { ...first, from: instant(50) }).at).toEqual([50]);
  });

  it('placesOfPage: of marks, the time in which the page and one more must lie', () => {
    const trace = { every: 100, instants: instants(0, 100, 200, 300, 350) };
    // 150 events and one more lie before the third mark behind the first: 2 for the events, 1 for the last that may be short.
    expect(placesOfPage(trace, ALL, { ...first, limit: 150 })).toEqual({ time: { start: 0, end: 301 }, at: null });
    expect(placesOfPage(trace, ALL, { ...first, limit: 50, from: instant(120) })).toEqual({ time: { start: 120, end: 351 }, at: null });
    expect(placesOfPage(trace, ALL, { ...first, limit: 50, isBackward: true })).toEqual({ time: { start: 200, end: 1_000_000 }, at: null });
    expect(placesOfPage(trace, ALL, { ...first, limit: 50, from: instant(340), isBackward: true })).toEqual({ time: { start: 100, end: 341 }, at: null });
  });

  it('placesOfPage: pages put together are the line, whatever instants its events share and whichever way they go', () => {
    const line = fc.record({ times: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }), every: fc.integer({ min: 1, max: 7 }), limit: fc.integer({ min: 1, max: 9 }), isBackward: fc.boolean() });
    fc.assert(
      fc.property(line, ({ times, every, limit, isBackward }) => {
        const events = times.sort((a, b) => a - b).map((time, id) => ({ at: instant(time), id }));
        const marks = events.filter((_, place) => place % every === 0 || place === events.length - 1).map(({ at }) => at);
        const trace: LineTrace = { every, instants: every === 1 ? [...new Set(marks)] : marks };
        expect(walk(events, trace, { limit, isBackward })).toEqual((isBackward ? [...events].reverse() : events).map(({ id }) => id));
      }),
      { numRuns: 500 },
    );
  });

  it('traceText: is short, canonical, and read as it was', () => {
    const trace = traceOf(instants(1_767_225_600_000, 1_767_225_600_005, 1_767_225_700_000));
    expect(traceText(trace)).toBe('{"every":1,"steps":[1767225600000,5,99995]}');
    expect(readTrace(traceText(trace))).toEqual(trace);
  });
});

interface PlacedEvent {
  readonly at: Instant;
  readonly id: number;
}

/** Page after page, as a reader does who sees only what lies at the places; a page that is not full is taken for the last. */
function walk(events: readonly PlacedEvent[], trace: LineTrace, { limit, isBackward }: { limit: number; isBackward: boolean }): number[] {
  const seen: PlacedEvent[] = [];
  for (;;) {
    const last = seen.at(-1) ?? null;
    const { time, at } = placesOfPage(trace, ALL, { from: last?.at ?? null, isBackward, limit });
    const there = events.filter((event) => event.at >= time.start && event.at < time.end && (at === null || at.includes(event.at)));
    const ahead = (isBackward ? there.reverse() : there).filter(({ id }) => last === null || (isBackward ? id < last.id : id > last.id)).slice(0, limit + 1);
    seen.push(...ahead.slice(0, limit));
    if (ahead.length <= limit) return seen.map(({ id }) => id);
  }
}
