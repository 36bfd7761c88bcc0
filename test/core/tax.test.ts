import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundShares } from '../../src/core/allocation.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { NO_TAX, type TaxTreatment, type TaxedDocument, taxDocument, treatmentsOf } from '../../src/core/tax.ts';
import { type TaxCategory, type TaxRateVersion, parseTaxRate } from '../../src/core/taxRate.ts';
import { at } from '../support/ledger.ts';

function treatment(percentage: string, changes: Partial<TaxTreatment> = {}): TaxTreatment {
  return { rateId: `r${percentage}`, code: `r${percentage}`, name: `${percentage} %`, percentage: new Decimal(percentage), category: 'S', isInclusive: false, reason: null, reasonCode: null, ...changes };
}
const inclusive = (percentage: string) => treatment(percentage, { isInclusive: true });
const line = (taxable: bigint, ...treatments: number[]) => ({ taxable, treatments });
const lineTaxes = ({ lines }: TaxedDocument) => lines.map(({ taxes }) => taxes.map(({ taxAmount }) => taxAmount));
const totals = ({ taxes }: TaxedDocument) => taxes.map(({ taxableAmount, taxAmount }) => [taxableAmount, taxAmount]);

describe('roundShares', () => {
  const share = (numerator: bigint, denominator = 100n) => ({ numerator, denominator });

  it('roundShares: rounds the sum once and gives what is missing to the largest remainders', () => {
    // 0.6 + 0.6 + 0.5 = 1.7, rounded 2: one unit each to the two of 0.6.
    expect(roundShares([share(60n), share(50n), share(60n)])).toEqual({ total: 2n, parts: [1n, 0n, 1n] });
    // 0.5 rounds away from zero, both ways.
    expect(roundShares([share(50n)])).toEqual({ total: 1n, parts: [1n] });
    expect(roundShares([share(-50n)])).toEqual({ total: -1n, parts: [-1n] });
    // 1.4 - 1.4 = 0: 1 and -1.
    expect(roundShares([share(140n), share(-140n)])).toEqual({ total: 0n, parts: [1n, -1n] });
    // 1/3 + 1/6 = 1/2: rounded 1, to the third.
    expect(roundShares([share(1n, 6n), share(1n, 3n)])).toEqual({ total: 1n, parts: [0n, 1n] });
    expect(roundShares([])).toEqual({ total: 0n, parts: [] });
  });

  it('roundShares: loses nothing, is never a unit away, and mirrors its negative', () => {
    const shares = fc.array(fc.record({ numerator: fc.bigInt(-100_000n, 100_000n), denominator: fc.constantFrom(1n, 7n, 100n, 119n) }), { maxLength: 8 });
    fc.assert(
      fc.property(shares, (given) => {
        const { total, parts } = roundShares(given);
        expect(parts.reduce((all, part) => all + part, 0n)).toBe(total);
        given.forEach(({ numerator, denominator }, index) => {
          const distance = (parts[index] ?? 0n) * denominator - numerator;
          expect(distance < denominator && -distance < denominator).toBe(true);
        });
        const mirrored = roundShares(given.map(({ numerator, denominator }) => ({ numerator: -numerator, denominator })));
        expect(mirrored.total === -total && mirrored.parts.every((part, index) => part === -(parts[index] ?? 0n))).toBe(true);
      }),
    );
  });
});

describe('taxDocument', () => {
  it('taxDocument: is rounded once per rate, not once per line', () => {
    // 3 x 0.33 at 19 %: 0.0627 each would be 0.06 x 3 = 0.18; 0.99 x 0.19 = 0.1881 is 0.19. The first line takes the cent.
    const taxed = taxDocument([line(33n, 0), line(33n, 0), line(33n, 0)], [treatment('19')]);
    expect([taxed.tax, lineTaxes(taxed)]).toEqual([19n, [[7n], [6n], [6n]]]);
  });

  it('taxDocument: half a unit is rounded away from zero, on negative documents too', () => {
    // 0.50 x 1 % = 0.005.
    expect(taxDocument([line(50n, 0)], [treatment('1')]).tax).toBe(1n);
    expect(taxDocument([line(-50n, 0)], [treatment('1')]).tax).toBe(-1n);
  });

  it('taxDocument: takes an inclusive rate out of the price', () => {
    // 119.00 holds 19.00. 9.99 at 7 %: 9.99 x 7 / 107 = 0.65355..., 0.65; net 9.34.
    const taxed = taxDocument([line(11900n, 0), line(999n, 1)], [inclusive('19'), inclusive('7')]);
    expect(totals(taxed)).toEqual([[10000n, 1900n], [934n, 65n]]);
    expect([taxed.tax, taxed.taxIncluded, taxed.lines.map(({ netAmount }) => netAmount)]).toEqual([1965n, 1965n, [10000n, 934n]]);
  });

  it('taxDocument: several rates on a line do not compound', () => {
    // 200.00: state 6 % is 12.00, city 2.5 % is 5.00.
    const taxed = taxDocument([line(20000n, 0, 1)], [treatment('6'), treatment('2.5')]);
    expect([totals(taxed), taxed.tax, taxed.taxIncluded]).toEqual([[[20000n, 1200n], [20000n, 500n]], 1700n, 0n]);
  });

  it('taxDocument: two inclusive rates share one price, and an exclusive one is on what is left', () => {
    // 125.00 holds 20 % and 5 %: net 100.00, taxes 20.00 and 5.00; 10 % on top of 100.00 is 10.00.
    const taxed = taxDocument([line(12500n, 0, 1, 2)], [inclusive('20'), inclusive('5'), treatment('10')]);
    expect(totals(taxed)).toEqual([[10000n, 2000n], [10000n, 500n], [10000n, 1000n]]);
    expect([taxed.tax, taxed.taxIncluded]).toEqual([3500n, 2500n]);
  });

  it('taxDocument: a currency without decimals is taxed in whole units', () => {
    // 999 yen at 10 % are 99.9, 100 yen; held by the price 999 x 10 / 110 = 90.8..., 91.
    expect(taxDocument([line(999n, 0)], [treatment('10')]).tax).toBe(100n);
    expect(taxDocument([line(999n, 0)], [inclusive('10')]).tax).toBe(91n);
  });

  it('taxDocument: a line without rates is not taxed, an exempt one is shown with nothing', () => {
    const exempt = treatment('0', { category: 'AE', rateId: null, reasonCode: 'VATEX-EU-AE' });
    const taxed = taxDocument([line(100n), line(200n, 0)], [exempt]);
    expect([totals(taxed), taxed.tax, taxed.lines.map(({ netAmount }) => netAmount)]).toEqual([[[200n, 0n]], 0n, [100n, 200n]]);
  });

  it('taxDocument: credits and charges of one rate are taxed together', () => {
    // 10.00 - 9.97 = 0.03 at 21 %: 0.0063, 0.01. The lines' 2.10 and -2.0937: 2.10 and -2.09.
    const taxed = taxDocument([line(1000n, 0), line(-997n, 0)], [treatment('21')]);
    expect([taxed.tax, lineTaxes(taxed)]).toEqual([1n, [[210n], [-209n]]]);
  });
});

/** The amounts of EN 16931 that a document comes to: credits drawn are what was paid before. */
function businessTerms(document: TaxedDocument, { subtotal, credits }: { subtotal: bigint; credits: bigint }) {
  const total = subtotal + document.tax - document.taxIncluded + credits;
  const lineSum = document.lines.reduce((sum, { netAmount }) => sum + netAmount, 0n);
  return { bt106: lineSum, bt107: 0n, bt108: 0n, bt109: lineSum, bt110: document.tax, bt112: lineSum + document.tax, bt113: -credits, bt115: total };
}

/** 150.00 + 33.33 at 19 %, 49.99 at 7 % held by the price, 20.00 exempt. 30.00 of credits were drawn. */
const EXAMPLE = [line(15000n, 0), line(3333n, 0), line(4999n, 1), line(2000n, 2)];
const RATES = [treatment('19'), inclusive('7'), treatment('0', { category: 'E', reason: 'Training' })];

describe('EN 16931', () => {
  // 183.33 x 0.19 = 34.8327, 34.83. 49.99 x 7 / 107 = 3.27037..., 3.27; net 46.72.
  const document = taxDocument(EXAMPLE, RATES);
  const terms = businessTerms(document, { subtotal: 25332n, credits: -3000n });

  it('BR-CO-10: the sum of the lines is the sum of their net amounts', () => {
    // 150.00 + 33.33 + 46.72 + 20.00
    expect(document.lines.map(({ netAmount }) => netAmount)).toEqual([15000n, 3333n, 4672n, 2000n]);
    expect(terms.bt106).toBe(25005n);
  });

  it('BR-CO-13: the total without tax is the sum of the lines, less allowances, plus charges', () => {
    expect(terms.bt109).toBe(25005n);
    expect(terms.bt109).toBe(terms.bt106 - terms.bt107 + terms.bt108);
  });

  it('BR-CO-14: the tax is the sum of the taxes by rate', () => {
    // 34.83 + 3.27 + 0.00
    expect(document.taxes.map(({ taxAmount }) => taxAmount)).toEqual([3483n, 327n, 0n]);
    expect(terms.bt110).toBe(3810n);
  });

  it('BR-CO-15: the total with tax is the total without it and the tax', () => {
    // 250.05 + 38.10
    expect(terms.bt112).toBe(28815n);
  });

  it('BR-CO-16: what is due is the total with tax, less what was paid before', () => {
    // 288.15 - 30.00: the document's 253.32 + 38.10 - 3.27 - 30.00.
    expect(terms.bt115).toBe(25815n);
    expect(terms.bt115).toBe(terms.bt112 - terms.bt113);
  });

  it('BR-S-08: the taxable amount of a rate is the sum of its lines', () => {
    expect(document.taxes.map(({ taxableAmount }) => taxableAmount)).toEqual([18333n, 4672n, 2000n]);
  });

  it('BR-S-09: the tax of a rate is its taxable amount times the rate', () => {
    // 183.33 x 0.19 = 34.8327; 46.72 x 0.07 = 3.2704.
    expect(document.taxes.map(({ taxAmount }) => taxAmount)).toEqual([3483n, 327n, 0n]);
  });

  const rate = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.boolean()).map(([quarters, held]) => treatment(new Decimal(quarters).div(4).toFixed(), { isInclusive: held }));
  const lines = (count: number) => fc.array(fc.tuple(fc.bigInt(-1_000_000n, 1_000_000n), fc.nat({ max: count - 1 })), { minLength: 1, maxLength: 8 });
  const documents = fc.array(rate, { minLength: 1, maxLength: 3 }).chain((rates) => lines(rates.length).map((all) => ({ rates, lines: all.map(([amount, of]) => line(amount, of)) })));

  it('BR-CO-10, -13, -14, -15, -16, BR-S-08, BR-S-09: hold for any document with one rate a line', () => {
    fc.assert(
      fc.property(documents, fc.bigInt(-1_000_000n, 0n), ({ rates, lines: given }, credits) => {
        const taxed = taxDocument(given, rates);
        const subtotal = given.reduce((sum, { taxable }) => sum + taxable, 0n);
        const { bt106, bt109, bt110, bt112, bt113, bt115 } = businessTerms(taxed, { subtotal, credits });
        expect(bt106).toBe(subtotal - taxed.taxIncluded);
        expect(bt109).toBe(bt106);
        expect(bt110).toBe(taxed.taxes.reduce((sum, { taxAmount }) => sum + taxAmount, 0n));
        expect(bt115).toBe(bt112 - bt113);
        for (const { treatment: own, taxableAmount, taxAmount } of taxed.taxes) {
          const ownLines = taxed.lines.filter(({ taxes }) => taxes.some((share) => share.treatment === own));
          expect(taxableAmount).toBe(ownLines.reduce((sum, { netAmount }) => sum + netAmount, 0n));
          expect(taxAmount).toBe(ownLines.flatMap(({ taxes }) => taxes).reduce((sum, share) => sum + share.taxAmount, 0n));
          const distance = own.percentage.div(100).times(taxableAmount.toString()).minus(taxAmount.toString()).abs();
          // To the unit for an exclusive rate; the net of a price that holds its tax is rounded already, which the rule's tolerance of one allows for.
          expect(distance.lte(own.isInclusive ? 1 : 0.5)).toBe(true);
        }
      }),
    );
  });

  it('a negative document mirrors its positive twin, to the unit on each line', () => {
    fc.assert(
      fc.property(documents, ({ rates, lines: given }) => {
        const [taxed, twin] = [taxDocument(given, rates), taxDocument(given.map((each) => ({ ...each, taxable: -each.taxable })), rates)];
        expect(lineTaxes(twin)).toEqual(lineTaxes(taxed).map((taxes) => taxes.map((amount) => -amount)));
        expect(twin.tax + taxed.tax).toBe(0n);
      }),
    );
  });
});

describe('treatmentsOf', () => {
  const version = (code: string, percentage: string, changes: Partial<TaxRateVersion> = {}): TaxRateVersion => {
    const category: TaxCategory = percentage === '0' ? 'Z' : 'S';
    return { ...parseTaxRate({ percentage, category }, code), id: `${code} 1`, code, number: 1, effectiveFrom: null, ...changes };
  };
  const german = [version('de', '16'), version('de', '19', { id: 'de 2', number: 2, effectiveFrom: at('2021-01-01') })];
  const rules = { ...NO_TAX, rates: new Map([['de', german], ['city', [version('city', '2')]], ['zero', [version('zero', '0')]], ['later', [version('later', '5', { effectiveFrom: at('2030-01-01') })]]]) };
  const ids = (own: readonly string[], changes: Partial<typeof NO_TAX> = {}, when = '2026-01-01') => treatmentsOf(own, at(when), { ...rules, ...changes }).map(({ rateId, category }) => rateId ?? category);

  it('treatmentsOf: the nearest level that names rates decides', () => {
    const levels = { customer: ['zero'], tenant: ['de'] };
    expect(ids(['city'], levels)).toEqual(['city 1']);
    expect(ids([], levels)).toEqual(['zero 1']);
    expect(ids([], { tenant: ['de'] })).toEqual(['de 2']);
    expect(ids([])).toEqual([]);
  });

  it('treatmentsOf: each rate is in the version in force, or is none yet', () => {
    expect(ids(['de', 'city'], {}, '2020-12-31T23:59:59.999Z')).toEqual(['de 1', 'city 1']);
    expect(ids(['later', 'city'])).toEqual(['city 1']);
  });

  it('treatmentsOf: an exemption takes the place of what would charge, and leaves what would not', () => {
    const exemption = { category: 'AE', reason: null, reasonCode: 'VATEX-EU-AE' } as const;
    expect(ids(['de', 'city'], { exemption })).toEqual(['AE']);
    expect(ids(['zero'], { exemption })).toEqual(['zero 1']);
    expect(ids([], { exemption })).toEqual(['AE']);
  });
});
