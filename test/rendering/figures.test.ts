import { describe, expect, it } from 'vitest';
import { parseCalendarDay } from '../../src/core/calendar.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import { dayText, moneyText, numberText, percentText } from '../../src/rendering/figures.ts';
import { LABELS, LANGUAGES, type Language, languageOf } from '../../src/rendering/language.ts';
import { escapeHtml, printable } from '../../src/rendering/printableText.ts';

const EUR = parseCurrency('EUR');

describe('figures', () => {
  it.each<[Language, string, string, string, string, string]>([
    ['en', '1,234,567.8', '-€1,234.50', 'CHF\u00A05.00', '19%', '5 Mar 2026'],
    ['de', '1.234.567,8', '-1.234,50\u00A0€', '5,00\u00A0CHF', '19\u00A0%', '05.03.2026'],
    ['fr', '1\u202F234\u202F567,8', '-1\u202F234,50\u00A0€', '5,00\u00A0CHF', '19\u00A0%', '05/03/2026'],
    ['el', '1.234.567,8', '-1.234,50\u00A0€', '5,00\u00A0CHF', '19%', '05/03/2026'],
    ['ja', '1,234,567.8', '-€1,234.50', 'CHF\u00A05.00', '19%', '2026年3月5日'],
  ])('figures: %s', (language, number, euros, francs, percent, day) => {
    expect(numberText('1234567.8', language)).toBe(number);
    expect(moneyText('-1234.50', EUR, language)).toBe(euros);
    expect(moneyText('5.00', parseCurrency('CHF'), language)).toBe(francs);
    expect(percentText('19', language)).toBe(percent);
    expect(dayText(parseCalendarDay('2026-03-05'), language)).toBe(day);
  });

  it('figures: digits stay as they are, whatever the size', () => {
    expect(numberText('0.000000000001', 'en')).toBe('0.000000000001');
    expect(numberText('123456789012345678901234567890', 'de')).toBe('123.456.789.012.345.678.901.234.567.890');
    expect(moneyText('1000', parseCurrency('JPY'), 'ja')).toBe('¥1,000');
  });
});

describe('languageOf', () => {
  it.each([['de-AT', 'de'], ['FR', 'fr'], ['el', 'el'], ['ja-JP', 'ja'], ['pt-BR', 'en'], ['', 'en'], [null, 'en']])('languageOf: %s is %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });

  it('LABELS: no language leaves one empty', () => {
    for (const language of LANGUAGES) expect(Object.values(LABELS[language]).filter((label) => label === '')).toEqual([]);
  });
});

describe('printable', () => {
  it('printable: leaves out controls, marks of direction and half characters, and keeps one line', () => {
    expect(printable(' a\u0000b\tc\r\n\u2028d\u202Ee\u2066f\uFEFFg\uD800h\u{1F600} ')).toBe('ab c defgh\u{1F600}');
    expect(printable('קפה שלום')).toBe('קפה שלום');
  });

  it('escapeHtml: nothing of a name is markup', () => {
    expect(escapeHtml(`<b a="1">&'`)).toBe('&lt;b a=&quot;1&quot;&gt;&amp;&#39;');
  });
});
