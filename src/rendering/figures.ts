/** Figures: numbers, money, percentages and days as a language writes them. Tables of our own, so that no host's ICU decides. */
import type { CalendarDay } from '../core/calendar.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Language } from './language.ts';

/** U+00A0, which does not break. */
const SPACE = '\u00A0';
/** U+202F, between groups of digits in French. */
const NARROW_SPACE = '\u202F';

interface NumberForm {
  readonly decimal: string;
  readonly group: string;
  /** What stands between a number and the percent sign. */
  readonly beforePercent: string;
  readonly isSymbolFirst: boolean;
}

const FORMS: Readonly<Record<Language, NumberForm>> = {
  en: { decimal: '.', group: ',', beforePercent: '', isSymbolFirst: true },
  de: { decimal: ',', group: '.', beforePercent: SPACE, isSymbolFirst: false },
  fr: { decimal: ',', group: NARROW_SPACE, beforePercent: SPACE, isSymbolFirst: false },
  el: { decimal: ',', group: '.', beforePercent: '', isSymbolFirst: false },
  ja: { decimal: '.', group: ',', beforePercent: '', isSymbolFirst: true },
};

/** Only symbols that stand for one currency everywhere these languages are read; all others go by their code. */
const SYMBOLS: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥' };

/** A decimal text such as "-1234.50", with its digits as they are. */
export function numberText(decimal: string, language: Language): string {
  const { decimal: mark, group } = FORMS[language];
  const [, sign = '', whole = '', fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? ['', '', decimal];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return `${sign}${grouped}${fraction === undefined ? '' : mark + fraction}`;
}

/** "-$1,234.50", "-1.234,50 €", "CHF 5.00". */
export function moneyText(amount: string, currency: CurrencyCode, language: Language): string {
  const symbol = SYMBOLS[currency];
  const sign = amount.startsWith('-') ? '-' : '';
  const figure = numberText(amount.slice(sign.length), language);
  if (!FORMS[language].isSymbolFirst) return `${sign}${figure}${SPACE}${symbol ?? currency}`;
  return symbol === undefined ? `${sign}${currency}${SPACE}${figure}` : `${sign}${symbol}${figure}`;
}

export function percentText(percentage: string, language: Language): string {
  return `${numberText(percentage, language)}${FORMS[language].beforePercent}%`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** English has the month in letters: readers of English do not agree on what comes first. */
export function dayText(day: CalendarDay, language: Language): string {
  const [year = '', month = '', ofMonth = ''] = day.split('-');
  switch (language) {
    case 'en':
      return `${Number(ofMonth)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
    case 'de':
      return `${ofMonth}.${month}.${year}`;
    case 'fr':
    case 'el':
      return `${ofMonth}/${month}/${year}`;
    case 'ja':
      return `${year}年${Number(month)}月${Number(ofMonth)}日`;
  }
}
