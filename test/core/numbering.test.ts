import { describe, expect, it } from 'vitest';
import { parseCalendarDay } from '../../src/core/calendar.ts';
import { documentNumber, isNumberOf, parseNumberFormat, seriesOn } from '../../src/core/numbering.ts';
import { refusalOf } from '../support/refusal.ts';

const day = (text: string) => parseCalendarDay(text);

describe('parseNumberFormat', () => {
  it.each(['INV-{seq:6}', 'INV-{YYYY}-{seq:6}', '{seq}', '{YYYY}/{seq:12}', 'A1.b_c-{seq}/x'])('parseNumberFormat: takes %s', (format) => {
    expect(parseNumberFormat(format, ['f'])).toBe(format);
  });

  it.each([
    ['nothing', '', 'REQUIRED at f'],
    ['61 characters', `${'x'.repeat(55)}{seq:1}`.slice(0, 61).padStart(61, 'y'), 'TOO_LONG at f'],
    ['no sequence', 'INV-{YYYY}', 'INVALID_VALUE at f'],
    ['two sequences', '{seq}-{seq}', 'INVALID_VALUE at f'],
    ['no digits', 'INV-{seq:0}', 'INVALID_VALUE at f'],
    ['13 digits', 'INV-{seq:13}', 'INVALID_VALUE at f'],
    ['two years', '{YYYY}-{YYYY}-{seq}', 'INVALID_VALUE at f'],
    ['a space', 'INV {seq}', 'INVALID_VALUE at f'],
    ['another word in braces', 'INV-{MM}-{seq}', 'INVALID_VALUE at f'],
    // INV1 and {seq} could come to INV11, which INV and {seq} come to as well.
    ['a digit before the sequence', 'INV1{seq}', 'INVALID_VALUE at f'],
    ['the year right before the sequence', 'INV{YYYY}{seq:6}', 'INVALID_VALUE at f'],
    ['a digit after the sequence', '{seq}-1', 'INVALID_VALUE at f'],
    ['the year after the sequence', '{seq}/{YYYY}', 'INVALID_VALUE at f'],
  ])('parseNumberFormat: refuses %s', (_, format, refusal) => {
    expect(refusalOf(() => parseNumberFormat(format, ['f']))).toBe(refusal);
  });
});

describe('series', () => {
  it('documentNumber: is padded to the width, and takes the digits it needs', () => {
    const series = seriesOn('INV-{seq:6}', day('2026-02-01'));
    expect([1, 42, 1_234_567].map((number) => documentNumber(series, number))).toEqual(['INV-000001', 'INV-000042', 'INV-1234567']);
    expect(documentNumber(seriesOn('{seq}', day('2026-02-01')), 7)).toBe('7');
  });

  it('seriesOn: with the year in the format each year is a series of its own', () => {
    const format = 'INV-{YYYY}-{seq:4}';
    expect(seriesOn(format, day('2026-12-31')).name).toBe('INV-2026-{seq}');
    expect(seriesOn(format, day('2027-01-01')).name).toBe('INV-2027-{seq}');
    expect(documentNumber(seriesOn(format, day('2027-01-01')), 1)).toBe('INV-2027-0001');
  });

  it('seriesOn: another width goes on in the same series', () => {
    expect(seriesOn('INV-{seq:6}', day('2026-01-01')).name).toBe(seriesOn('INV-{seq}', day('2026-01-01')).name);
  });

  it('isNumberOf: knows its number in any width, and no other', () => {
    const place = { series: 'INV-2026-{seq}/x', seriesNumber: 12 };
    expect(isNumberOf('INV-2026-000012/x', place)).toBe(true);
    expect(isNumberOf('INV-2026-12/x', place)).toBe(true);
    for (const other of ['INV-2026-000013/x', 'INV-2025-000012/x', 'INV-2026-/x', 'INV-2026-0x12/x', 'INV-2026-12']) expect(isNumberOf(other, place)).toBe(false);
  });
});
