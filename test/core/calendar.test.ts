import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  localDay,
  parseCalendarDay,
  parseTimeZone,
  startOfDay,
} from '../../src/core/calendar.ts';
import { instant, instantText, parseInstant } from '../../src/core/instant.ts';

const zone = (name: string) => parseTimeZone(name);
const day = (text: string) => parseCalendarDay(text);
const at = (text: string) => parseInstant(text);

describe('parseTimeZone', () => {
  it.each(['UTC', 'Europe/Paris', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Etc/GMT+5', 'Asia/Calcutta', 'Asia/Kolkata', 'US/Eastern'])(
    'parseTimeZone: keeps %s as it was given',
    (name) => {
      expect(parseTimeZone(name)).toBe(name);
    },
  );

  it('parseTimeZone: letter case is made canonical', () => {
    expect(parseTimeZone('europe/paris')).toBe('Europe/Paris');
    expect(parseTimeZone('utc')).toBe('UTC');
    expect(parseTimeZone('AMERICA/ST_JOHNS')).toBe('America/St_Johns');
  });

  it.each(['+02:00', '-0330', '+02', 'UTC+2', 'GMT+2', 'Z', '', ' UTC', 'UTC ', 'Europe', 'Mars/Olympus', 'Europe/Paris\n', '2020-01-01T00:00[Europe/Paris]', `A${'/A'.repeat(99)}`])(
    'parseTimeZone: %j is unknown',
    (text) => {
      expect(() => parseTimeZone(text, ['timeZone'])).toThrow(
        expect.objectContaining({ code: 'UNKNOWN_TIME_ZONE', path: ['timeZone'] }),
      );
    },
  );
});

describe('parseCalendarDay', () => {
  it.each(['1970-01-01', '2024-02-29', '2000-02-29', '9999-12-31'])('parseCalendarDay: reads %s', (text) => {
    expect(parseCalendarDay(text)).toBe(text);
  });

  it.each(['2023-02-29', '2100-02-29', '2023-04-31', '2023-13-01', '2023-00-10', '2023-01-00', '2023-1-1', '20230101', '2023-01-01T00:00:00Z', '0050-01-01', '', '+010000-01-01'])(
    'parseCalendarDay: %j is no day',
    (text) => {
      expect(() => parseCalendarDay(text, ['on'])).toThrow(expect.objectContaining({ code: 'INVALID_VALUE', path: ['on'] }));
    },
  );

  it('parseCalendarDay: a day before 1970 is out of range', () => {
    expect(() => parseCalendarDay('1969-12-31')).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });
});

describe('startOfDay', () => {
  it.each([
    ['UTC', '2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['Europe/Paris', '2026-01-01', '2025-12-31T23:00:00.000Z'], // +01:00
    ['Europe/Paris', '2026-07-01', '2026-06-30T22:00:00.000Z'], // +02:00
    ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00.000Z'], // +05:45
    ['America/St_Johns', '2026-01-15', '2026-01-15T03:30:00.000Z'], // -03:30
    ['Australia/Lord_Howe', '2024-04-07', '2024-04-06T13:00:00.000Z'], // +11:00 in summer
    ['Australia/Lord_Howe', '2024-04-08', '2024-04-07T13:30:00.000Z'], // +10:30 in winter: a day of 24.5 hours
    ['Africa/Monrovia', '1971-01-01', '1971-01-01T00:44:30.000Z'], // -00:44:30 until 1972
  ])('startOfDay: %s %s is %s', (name, text, start) => {
    expect(instantText(startOfDay(day(text), zone(name)))).toBe(start);
  });

  it.each([
    // Clocks go from 00:00 to 01:00, so the day begins at 01:00 local.
    ['America/Sao_Paulo', '2017-10-15', '2017-10-15T03:00:00.000Z'], // 01:00 -02:00
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['Africa/Cairo', '2023-04-28', '2023-04-27T22:00:00.000Z'], // 01:00 +03:00
  ])('startOfDay: %s %s has no midnight and begins with the first instant after the gap', (name, text, start) => {
    expect(instantText(startOfDay(day(text), zone(name)))).toBe(start);
  });

  it('startOfDay: a day that Apia skipped begins when the next one does', () => {
    const apia = zone('Pacific/Apia');
    // 29 December began at 00:00 -10:00; 24 hours later it was the 31st, at 00:00 +14:00.
    expect(instantText(startOfDay(day('2011-12-29'), apia))).toBe('2011-12-29T10:00:00.000Z');
    expect(instantText(startOfDay(day('2011-12-30'), apia))).toBe('2011-12-30T10:00:00.000Z');
    expect(instantText(startOfDay(day('2011-12-31'), apia))).toBe('2011-12-30T10:00:00.000Z');
  });

  it('startOfDay: where midnight comes twice, the first one counts', () => {
    // Havana 2020-11-01: 01:00 -04:00 goes back to 00:00 -05:00.
    expect(instantText(startOfDay(day('2020-11-01'), zone('America/Havana')))).toBe('2020-11-01T04:00:00.000Z');
  });

  it('startOfDay: is cut to the storable range', () => {
    expect(instantText(startOfDay(day('1970-01-01'), zone('Asia/Tokyo')))).toBe('1970-01-01T00:00:00.000Z');
    expect(instantText(startOfDay(localDay(instant(0), zone('America/New_York')), zone('America/New_York')))).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('localDay', () => {
  it.each([
    ['2026-01-01T04:59:59.999Z', 'America/New_York', '2025-12-31'],
    ['2026-01-01T05:00:00.000Z', 'America/New_York', '2026-01-01'],
    ['2025-12-31T10:00:00.000Z', 'Pacific/Kiritimati', '2026-01-01'], // +14:00
    ['2026-01-01T10:59:59.999Z', 'Pacific/Pago_Pago', '2025-12-31'], // -11:00
    ['2017-10-15T02:59:59.999Z', 'America/Sao_Paulo', '2017-10-14'],
    ['2017-10-15T03:00:00.000Z', 'America/Sao_Paulo', '2017-10-15'],
    ['2011-12-30T09:59:59.999Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31'],
    ['1970-01-01T00:00:00.000Z', 'America/New_York', '1969-12-31'],
    ['9999-12-31T23:59:59.999Z', 'Asia/Tokyo', '9999-12-31'],
  ])('localDay: %s in %s is %s', (moment, name, text) => {
    expect(localDay(at(moment), zone(name))).toBe(text);
  });

  it('localDay: the evening that St. John\'s lived twice stays in the day that had begun', () => {
    const stJohns = zone('America/St_Johns');
    // 7 November 2010 began at 02:30Z (-02:30); at 02:31Z clocks went from 00:01 back to 23:01 (-03:30).
    expect(localDay(at('2010-11-07T02:29:59.999Z'), stJohns)).toBe('2010-11-06');
    expect(localDay(at('2010-11-07T02:30:00Z'), stJohns)).toBe('2010-11-07');
    expect(localDay(at('2010-11-07T02:45:00Z'), stJohns)).toBe('2010-11-07');
    expect(localDay(at('2010-11-08T03:29:59.999Z'), stJohns)).toBe('2010-11-07');
  });
});

describe('day arithmetic', () => {
  it('addDays: crosses months and leap days', () => {
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(day('2023-02-28'), 1)).toBe('2023-03-01');
    expect(addDays(day('2024-01-01'), -1)).toBe('2023-12-31');
    expect(addDays(day('2023-05-05'), 365)).toBe('2024-05-04'); // 29 February 2024 is one of them
  });

  it('addDays: refuses to leave the calendar', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(() => addDays(day('1970-01-01'), -2)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(() => addDays(day('1970-01-01'), NaN)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });

  it('daysBetween: counts calendar days, negative backwards', () => {
    expect(daysBetween(day('2024-02-01'), day('2024-03-01'))).toBe(29);
    expect(daysBetween(day('2023-01-01'), day('2024-01-01'))).toBe(365);
    expect(daysBetween(day('2024-03-01'), day('2024-02-01'))).toBe(-29);
  });

  it('addDays: Kill Bill F07, seven weeks after 2016-04-08', () => {
    expect(addDays(day('2016-04-08'), 7 * 7)).toBe('2016-05-27');
  });
});

describe('local days of any zone', () => {
  const ZONES = ['UTC', 'Pacific/Apia', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Africa/Cairo', 'Asia/Kathmandu', 'America/St_Johns', 'America/Havana', 'Pacific/Kiritimati', 'Asia/Gaza'];
  const anyZone = fc.constantFrom(...ZONES).map(zone);
  const anyInstant = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2037, 11, 31) }).map(instant);

  it('localDay: lies between the start of its day and the start of the next', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (name, moment) => {
        const today = localDay(moment, name);
        expect(startOfDay(today, name)).toBeLessThanOrEqual(moment);
        expect(startOfDay(addDays(today, 1), name)).toBeGreaterThan(moment);
      }),
    );
  });

  it('startOfDay: the wall clock, read independently, turns to that day at that instant', () => {
    const wallDays = new Map(ZONES.map((name) => [name, new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short' })]));
    fc.assert(
      fc.property(anyZone, fc.integer({ min: 365, max: 24_000 }), (name, offset) => {
        const someDay = addDays(day('1970-01-01'), offset);
        const start = startOfDay(someDay, name);
        fc.pre(localDay(start, name) === someDay); // not a skipped day
        const wallDay = (moment: number) => wallDays.get(name)?.format(moment);
        expect(wallDay(start)).toBe(someDay);
        expect(wallDay(start - 1)).not.toBe(someDay);
      }),
    );
  });
});
