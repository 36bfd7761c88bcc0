import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/core/decimal.ts';
import { type TaxRateVersion, parseTaxRate, rateInForce, readTaxExemption, taxRateJson } from '../../src/core/taxRate.ts';
import { at } from '../support/ledger.ts';
import { refusalOf } from '../support/refusal.ts';

describe('parseTaxRate', () => {
  it('parseTaxRate: a percentage alone is an exclusive standard rate of the name of its code', () => {
    expect(parseTaxRate({ percentage: '19' }, 'DE-19')).toEqual({
      name: 'DE-19', percentage: new Decimal(19), category: 'S', isInclusive: false, reason: null, reasonCode: null, country: null, jurisdiction: null,
    });
  });

  it('parseTaxRate: what it writes it reads back', () => {
    const rate = parseTaxRate({ name: 'VAT', percentage: '7.700', isInclusive: true, country: 'CH', jurisdiction: 'Bern' }, 'ch');
    expect(taxRateJson(rate)['percentage']).toBe('7.7');
    expect(parseTaxRate(taxRateJson(rate), 'ch')).toEqual(rate);
  });

  it.each([['AE', 'VATEX-EU-AE'], ['K', 'VATEX-EU-IC'], ['G', 'VATEX-EU-G'], ['O', 'VATEX-EU-O']])('parseTaxRate: category %s says its reason by itself', (category, reasonCode) => {
    expect(parseTaxRate({ percentage: '0', category }, 'x')).toMatchObject({ reason: null, reasonCode });
    expect(parseTaxRate({ percentage: '0', category, reason: 'Because' }, 'x')).toMatchObject({ reason: 'Because', reasonCode: null });
  });

  it.each<[string, object, string]>([
    ['no percentage', {}, 'REQUIRED at percentage'],
    ['a negative percentage', { percentage: '-1' }, 'OUT_OF_RANGE at percentage'],
    ['more than 100', { percentage: '100.1' }, 'OUT_OF_RANGE at percentage'],
    ['BR-S-05: a standard rate of zero', { percentage: '0' }, 'OUT_OF_RANGE at percentage'],
    ['BR-Z-05: a zero rate above zero', { percentage: '1', category: 'Z' }, 'OUT_OF_RANGE at percentage'],
    ['BR-AE-05: a reverse charge above zero', { percentage: '19', category: 'AE' }, 'OUT_OF_RANGE at percentage'],
    ['BR-E-10: an exemption without a reason', { percentage: '0', category: 'E' }, 'REQUIRED at reason'],
    ['BR-S-10: a reason for a standard rate', { percentage: '19', reason: 'x' }, 'INVALID_VALUE at reason'],
    ['BR-Z-10: a reason code for a zero rate', { percentage: '0', category: 'Z', reasonCode: 'VATEX-EU-O' }, 'INVALID_VALUE at reasonCode'],
    ['a reason code that is none', { percentage: '0', category: 'E', reasonCode: 'EU-E' }, 'INVALID_VALUE at reasonCode'],
    ['an unknown category', { percentage: '0', category: 'X' }, 'INVALID_VALUE at category'],
    ['a country in lower case', { percentage: '19', country: 'de' }, 'INVALID_VALUE at country'],
    ['a flag that is none', { percentage: '19', isInclusive: 'yes' }, 'INVALID_VALUE at isInclusive'],
    ['a jurisdiction of 101 characters', { percentage: '19', jurisdiction: 'x'.repeat(101) }, 'TOO_LONG at jurisdiction'],
  ])('parseTaxRate: refuses %s', (_, input, refusal) => {
    expect(refusalOf(() => parseTaxRate(input, 'x'))).toBe(refusal);
  });
});

describe('readTaxExemption', () => {
  it('readTaxExemption: reads a category with its reason', () => {
    expect(readTaxExemption(null, ['e'])).toBeNull();
    expect(readTaxExemption({ category: 'AE' }, ['e'])).toEqual({ category: 'AE', reason: null, reasonCode: 'VATEX-EU-AE' });
    expect(readTaxExemption({ category: 'E', reason: 'Charity' }, ['e'])).toEqual({ category: 'E', reason: 'Charity', reasonCode: null });
  });

  it('readTaxExemption: S and Z are no exemptions, and E says why', () => {
    expect(refusalOf(() => readTaxExemption({ category: 'S' }, ['e']))).toBe('INVALID_VALUE at e.category');
    expect(refusalOf(() => readTaxExemption({ category: 'Z' }, ['e']))).toBe('INVALID_VALUE at e.category');
    expect(refusalOf(() => readTaxExemption({}, ['e']))).toBe('REQUIRED at e.category');
    expect(refusalOf(() => readTaxExemption({ category: 'E' }, ['e']))).toBe('REQUIRED at e.reason');
  });
});

describe('rateInForce', () => {
  const version = (number: number, effectiveFrom: string | null): TaxRateVersion => ({
    ...parseTaxRate({ percentage: '19' }, 'x'), id: `v${number}`, code: 'x', number, effectiveFrom: effectiveFrom === null ? null : at(effectiveFrom),
  });

  it('rateInForce: each version from its own instant on, the first from the beginning', () => {
    const versions = [version(1, null), version(2, '2026-07-01'), version(3, '2027-01-01')];
    const numberAt = (text: string) => rateInForce(versions, at(text))?.number ?? null;
    expect(['1999-01-01', '2026-06-30T23:59:59.999Z', '2026-07-01', '2026-12-31T23:59:59.999Z', '2027-01-01'].map(numberAt)).toEqual([1, 1, 2, 2, 3]);
  });

  it('rateInForce: none before the first', () => {
    expect(rateInForce([version(1, '2026-07-01')], at('2026-06-30'))).toBeNull();
    expect(rateInForce([], at('2026-06-30'))).toBeNull();
  });
});
