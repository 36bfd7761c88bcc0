import { describe, expect, it } from 'vitest';
import { CURRENCY_CODES, exponentOf, parseCurrency } from '../../src/core/currency.ts';
import { BillingError } from '../../src/core/errors.ts';

/** ISO 4217 list one, every code whose minor unit is not a hundredth. */
const EXCEPTIONAL_EXPONENTS: Record<string, number> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0,
  XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
  CLF: 4, UYW: 4,
};

function refusalOf(action: () => unknown): { code: string; path: readonly string[] } {
  try {
    action();
  } catch (error) {
    if (error instanceof BillingError) return { code: error.code, path: error.path };
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('currency table', () => {
  it('exponentOf: is 2 for every currency outside the hand-listed exceptions', () => {
    const exceptions = CURRENCY_CODES.filter((code) => exponentOf(code) !== 2).map((code) => [code, exponentOf(code)]);
    expect(Object.fromEntries(exceptions)).toEqual(EXCEPTIONAL_EXPONENTS);
  });

  it('CURRENCY_CODES: are 165 active codes and 2 withdrawn since 2025, each once and in order', () => {
    expect(CURRENCY_CODES).toHaveLength(167);
    expect(CURRENCY_CODES).toEqual([...new Set(CURRENCY_CODES)].sort());
    expect(CURRENCY_CODES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });

  it('CURRENCY_CODES: have every currency that legal tender was recently renamed or redenominated to', () => {
    expect(CURRENCY_CODES).toEqual(expect.arrayContaining(['BYN', 'MRU', 'SLE', 'STN', 'VED', 'VES', 'XAD', 'XCG', 'ZWG']));
  });

  it('CURRENCY_CODES: are all known to the runtime, but the newest', () => {
    const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
    // Registered in May 2025; locale data follows later.
    const awaited = ['XAD'];
    const unknown = CURRENCY_CODES.filter((code) => names.of(code) === undefined);
    expect(unknown.filter((code) => !awaited.includes(code))).toEqual([]);
  });

  it('exponentOf: agrees with the runtime wherever the runtime follows ISO 4217 and not cash habits', () => {
    const traded = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'KRW', 'KWD', 'BHD', 'TND', 'OMR', 'JOD', 'CLP', 'VND', 'ISK', 'XOF', 'CLF'];
    for (const code of traded) {
      const format = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions();
      expect([code, exponentOf(parseCurrency(code))]).toEqual([code, format.maximumFractionDigits]);
    }
  });
});

describe('parseCurrency', () => {
  it('parseCurrency: answers the code it was given', () => {
    expect(parseCurrency('KWD')).toBe('KWD');
  });

  it.each(['usd', 'Usd', ' USD', 'USD ', '', 'US', 'USDD', '840', 'ABC', '__proto__', 'constructor'])(
    'parseCurrency: %j is unknown',
    (text) => {
      expect(refusalOf(() => parseCurrency(text, ['currency']))).toEqual({ code: 'UNKNOWN_CURRENCY', path: ['currency'] });
    },
  );

  it.each(['XAG', 'XAU', 'XBA', 'XBB', 'XBC', 'XBD', 'XDR', 'XPD', 'XPT', 'XSU', 'XTS', 'XUA', 'XXX'])(
    'parseCurrency: %s has no minor unit and is refused',
    (text) => {
      expect(refusalOf(() => parseCurrency(text)).code).toBe('UNKNOWN_CURRENCY');
    },
  );
});
