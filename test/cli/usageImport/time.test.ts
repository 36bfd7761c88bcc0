import { describe, expect, it } from 'vitest';
import { readTime } from '../../../src/cli/usageImport/time.ts';
import { parseTimeZone } from '../../../src/core/calendar.ts';
import { instantText } from '../../../src/core/instant.ts';
import { refusalOf } from '../../support/refusal.ts';

describe('readTime', () => {
  it.each([
    ['2023-11-16T18:17:03Z', '2023-11-16T18:17:03.000Z'],
    ['2023-11-16T20:17:03.5+02:00', '2023-11-16T18:17:03.500Z'],
    ['2023-11-16 18:17:03.9799600', '2023-11-16T18:17:03.979Z'], // digits are cut, not rounded
    ['2023-11-16 18:17:03.123456789', '2023-11-16T18:17:03.123Z'],
    ['2023-11-16 18:17:03.97996+00', '2023-11-16T18:17:03.979Z'],
    ['2023-11-16 13:17:03 -0500', '2023-11-16T18:17:03.000Z'],
    ['2023-11-16 18:17:03 UTC', '2023-11-16T18:17:03.000Z'],
    ['1700158623', '2023-11-16T18:17:03.000Z'],
    ['1700158623.97996', '2023-11-16T18:17:03.979Z'],
    ['1700158623979', '2023-11-16T18:17:03.979Z'],
    ['0', '1970-01-01T00:00:00.000Z'],
  ])('forms: %s is %s', (text, expected) => {
    expect(instantText(readTime(text, parseTimeZone('UTC')))).toBe(expected);
  });

  it.each([
    ['Europe/Berlin', '2026-07-01 12:00:00', '2026-07-01T10:00:00.000Z'],
    ['Asia/Kathmandu', '2026-07-01 12:00:00', '2026-07-01T06:15:00.000Z'],
    // Clocks go back at 03:00 on 25 October 2026: 02:30 comes twice, first at +02:00.
    ['Europe/Berlin', '2026-10-25 02:30:00', '2026-10-25T00:30:00.000Z'],
  ])('zone: in %s %s is %s', (zone, text, expected) => {
    expect(instantText(readTime(text, parseTimeZone(zone)))).toBe(expected);
  });

  it('zone: a time with an offset does not care for it', () => {
    expect(instantText(readTime('2026-07-01 12:00:00Z', parseTimeZone('Asia/Tokyo')))).toBe('2026-07-01T12:00:00.000Z');
  });

  it('zone: a time that clocks skip is refused', () => {
    // Clocks go from 02:00 to 03:00 on 29 March 2026.
    expect(refusalOf(() => readTime('2026-03-29 02:30:00', parseTimeZone('Europe/Berlin')))).toBe('INVALID_VALUE at ');
  });

  it.each(['', 'yesterday', '2023-11-16', '16.11.2023 18:17:03', '2023-02-30 00:00:00', '2023-11-16 25:00:00', '2023-11-16 18:17:03.1234567890', '17001586239799600', '1e9'])(
    'refused: %s is no time',
    (text) => {
      expect(refusalOf(() => readTime(text, parseTimeZone('UTC')))).toBe('INVALID_VALUE at ');
    },
  );

  it('refused: a time before 1970 is out of range', () => {
    expect(refusalOf(() => readTime('1969-12-31 23:59:59', parseTimeZone('UTC')))).toBe('OUT_OF_RANGE at ');
  });
});
