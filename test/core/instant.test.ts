import { describe, expect, it } from 'vitest';
import { EARLIEST_MS, LATEST_MS, instant, instantText } from '../../src/core/instant.ts';

const DAY_MS = 86_400_000;

describe('instant', () => {
  it('instantText: writes the first and last instant, leap days, and the days that century years leave out', () => {
    expect(instantText(instant(EARLIEST_MS))).toBe('1970-01-01T00:00:00.000Z');
    expect(instantText(instant(LATEST_MS))).toBe('9999-12-31T23:59:59.999Z');
    // 2000 is a leap year, 2100 is none: 2000-02-29 is epoch day 11016, 2100-02-28 is 47540 and the next is 1 March.
    expect(instantText(instant(11_016 * DAY_MS + 1))).toBe('2000-02-29T00:00:00.001Z');
    expect(instantText(instant(47_540 * DAY_MS + 3_723_004))).toBe('2100-02-28T01:02:03.004Z');
    expect(instantText(instant(47_541 * DAY_MS))).toBe('2100-03-01T00:00:00.000Z');
  });

  it('instantText: is what a date says throughout eight thousand years', () => {
    const wrong: number[] = [];
    for (let day = 0; day * DAY_MS <= LATEST_MS; day += 37) {
      const at = instant(day * DAY_MS + ((day * 7_919) % DAY_MS));
      if (instantText(at) !== new Date(at).toISOString()) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });
});
