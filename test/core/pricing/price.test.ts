import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../src/core/decimal.ts';
import { parseMeter } from '../../../src/core/meter.ts';
import type { Rating } from '../../../src/core/pricing/model.ts';
import { checkPriceForMeter, parsePrice, priceJson, rateCharge, splitsBy } from '../../../src/core/pricing/price.ts';
import { stepLines, usageOf, type UsageText } from '../../support/rating.ts';
import { refusalOf } from '../../support/refusal.ts';

const SEATS = { code: 'seats', name: 'Seats', timing: 'IN_ADVANCE', model: { perUnit: { unitAmount: '10' } } };
const TOKENS = { ...SEATS, code: 'tokens', timing: 'IN_ARREARS', meterCode: 'tokens' };
const WHOLE = [1, 1] as const;

function rated(input: object, usage: string | UsageText, [numerator, denominator]: readonly [number, number] = WHOLE): Rating {
  const price = parsePrice({ ...SEATS, ...input }, []);
  expect(parsePrice(priceJson(price), [])).toEqual(price);
  return rateCharge(price, usageOf(usage), { numerator: BigInt(numerator), denominator: BigInt(denominator) });
}

function charged(input: object, usage: string | UsageText, fraction: readonly [number, number] = WHOLE): string {
  const rating = rated(input, usage, fraction);
  stepLines(rating);
  return rating.exact.toFixed();
}

const OPENMETER_VOLUME = {
  volume: {
    tiers: [
      { upTo: '5', flatAmount: '100' },
      { upTo: '10', flatAmount: '150' },
      { upTo: '15', unitAmount: '10' },
      { upTo: null, unitAmount: '5' },
    ],
  },
};

describe('rateCharge limits', () => {
  it.each([
    ['om-vol-max-125-q7', { model: OPENMETER_VOLUME, maximumAmount: '125' }, '7', '125'],
    ['om-unit-min-no-usage', { minimumAmount: '100' }, '0', '100'],
    ['om-vol-min-100-q100', { model: OPENMETER_VOLUME, minimumAmount: '100' }, '100', '500'],
    ['om-vol-min-150-q5', { model: OPENMETER_VOLUME, minimumAmount: '150' }, '5', '150'],
    ['om-unit-max-100 (7 and then 5 more, rated as 12)', { maximumAmount: '100' }, '12', '100'],
  ])('limits: case %s', (_, terms, quantity, amount) => {
    expect(charged({ ...TOKENS, ...terms }, quantity)).toBe(amount);
  });

  it('limits: the step is the difference', () => {
    expect(stepLines(rated({ ...TOKENS, minimumAmount: '100' }, '7'))).toEqual(['UNIT 7 x 10 = 70', 'MINIMUM 30']);
    expect(stepLines(rated({ ...TOKENS, maximumAmount: '50' }, '7'))).toEqual(['UNIT 7 x 10 = 70', 'MAXIMUM -20']);
    expect(stepLines(rated({ ...TOKENS, minimumAmount: '70', maximumAmount: '70' }, '7'))).toEqual(['UNIT 7 x 10 = 70']);
  });

  it('limits: are prorated, though usage is not', () => {
    // 3 x 10 = 30 of usage in 10 of 30 days; a minimum of 150 is 50 and a maximum of 60 is 20 for them.
    expect(charged({ ...TOKENS, minimumAmount: '150' }, '3', [10, 30])).toBe('50');
    expect(charged({ ...TOKENS, maximumAmount: '60' }, '3', [10, 30])).toBe('20');
    expect(charged(TOKENS, '3', [10, 30])).toBe('30');
  });

  it('limits: steps name the limit and the share', () => {
    expect(rated({ ...TOKENS, minimumAmount: '100.50' }, '0').steps.at(-1)?.label).toBe('raised to the minimum 100.5');
    expect(rated({ ...TOKENS, maximumAmount: '62' }, '7', [15, 31]).steps.at(-1)?.label).toBe('cut to the maximum 62, prorated 15/31');
  });
});

describe('rateCharge included units', () => {
  it('included units: are taken off first (case package-scenario-3-free5)', () => {
    const packages = { model: { package: { size: '10', amount: '100' } }, includedUnits: '5' };
    expect(stepLines(rated({ ...TOKENS, ...packages }, '3'))).toEqual(['INCLUDED 3 = 0', 'PACKAGE 0 x 100 = 0']);
    expect(charged({ ...TOKENS, ...packages }, '15')).toBe('100');
    expect(charged({ ...TOKENS, ...packages }, '15.5')).toBe('200');
  });

  it('included units: tiers begin after them, and a first flat amount stays due', () => {
    const model = { graduated: { tiers: [{ upTo: '10', unitAmount: '1', flatAmount: '7' }, { unitAmount: '2' }] } };
    expect(charged({ ...TOKENS, model, includedUnits: '100' }, '115')).toBe('27'); // 7 + 10 x 1 + 5 x 2
    expect(charged({ ...TOKENS, model, includedUnits: '100' }, '100')).toBe('7');
  });

  it('included units: a negative quantity uses none', () => {
    expect(stepLines(rated({ ...TOKENS, includedUnits: '5' }, '-3'))).toEqual(['UNIT 0 x 10 = 0']);
  });

  it('included units: are not prorated', () => {
    expect(charged({ includedUnits: '2' }, '5', [1, 2])).toBe('15'); // (5 - 2) x 10 / 2
  });
});

describe('rateCharge proration', () => {
  it('proration: a price without a meter is charged its share, shown as the difference', () => {
    const rating = rated({ model: { flat: { amount: '31' } } }, '0', [17, 31]);
    expect(stepLines(rating)).toEqual(['FLAT 31 = 31', 'PRORATION -14']);
    expect(rating.steps.at(-1)?.label).toBe('prorated 17/31');
    expect(charged({ model: { flat: { amount: '31' } } }, '0', [0, 31])).toBe('0');
  });

  it('proration: a whole fraction has no step', () => {
    expect(stepLines(rated({}, '2', [30, 30]))).toEqual(['UNIT 2 x 10 = 20']);
  });

  it('proration: a quotient that does not end is kept to 30 fraction digits, half away from zero', () => {
    // 100 x 2 / 3
    expect(charged({ model: { flat: { amount: '100' } } }, '0', [2, 3])).toBe(`66.${'6'.repeat(29)}7`);
  });

  it('proration: limits apply after it, prorated like it', () => {
    // 20 x 1/2 = 10, below 30 x 1/2 = 15
    expect(stepLines(rated({ minimumAmount: '30' }, '2', [1, 2]))).toEqual(['UNIT 2 x 10 = 20', 'PRORATION -10', 'MINIMUM 5']);
  });
});

describe('rateCharge unit conversion', () => {
  const perThousand = { ...TOKENS, unitConversion: { divideBy: '1000', rounding: 'UP' } };

  it('conversion: comes before the model, and is the first step', () => {
    // 2,700 units are 3 started thousands: 3 x 10
    expect(stepLines(rated(perThousand, '2700'))).toEqual(['CONVERTED 3 = 0', 'UNIT 3 x 10 = 30']);
    expect(rated(perThousand, '2700').steps[0]?.label).toBe('units: 2700 / 1000, rounded up');
  });

  it('conversion: included units are billed units, taken off after it', () => {
    // 2,700 units are 3 thousands, of which 1 is included: 2 x 10
    expect(stepLines(rated({ ...perThousand, includedUnits: '1' }, '2700'))).toEqual(['CONVERTED 3 = 0', 'INCLUDED 1 = 0', 'UNIT 2 x 10 = 20']);
  });

  it('conversion: usage taken back below zero is none', () => {
    expect(stepLines(rated(perThousand, '-2700'))).toEqual(['CONVERTED 0 = 0', 'UNIT 0 x 10 = 0']);
  });

  it('conversion: what does not divide evenly is still exact evidence', () => {
    // 1 / 3 = 0.333333333333 (12 digits) x 0.000000000001
    const finest = { ...TOKENS, unitConversion: { divideBy: '3' }, model: { perUnit: { unitAmount: '0.000000000001' } } };
    expect(charged(finest, '1')).toBe('0.000000000000333333333333');
  });

  it('conversion: each dimension of a matrix is converted by itself', () => {
    const matrix = { dimensions: ['r'], entries: [{ values: { r: 'eu' }, unitAmount: '2' }] };
    expect(charged({ ...perThousand, model: { matrix } }, { quantity: '1001', dimensions: { r: 'eu' } })).toBe('4');
  });

  it('conversion: a price without one is stored as before there were any', () => {
    expect(Object.keys(priceJson(parsePrice(SEATS, [])))).not.toContain('unitConversion');
    expect(priceJson(parsePrice({ ...SEATS, unitConversion: { divideBy: '1000.0' } }, []))).toMatchObject({ unitConversion: { divideBy: '1000', rounding: 'NONE' } });
  });
});

describe('rateCharge', () => {
  it('rateCharge: hands values and dimensions to the model', () => {
    expect(charged({ ...TOKENS, model: { percentage: { rate: '10', fixedPerEvent: '1' } } }, { values: ['10', '20'] })).toBe('5');
    const matrix = { dimensions: ['region'], entries: [{ values: { region: 'eu' }, unitAmount: '3' }] };
    expect(charged({ ...TOKENS, model: { matrix } }, { quantity: '2', dimensions: { region: 'eu' } })).toBe('6');
  });

  it('rateCharge: the finest price, quantity and share still sum exactly', () => {
    const rating = rated({ model: { perUnit: { unitAmount: '98765432109876543210987654.000000000001' } }, includedUnits: '0.000000000001' }, '12345678901234567890.1', [
      7, 86_400_001,
    ]);
    expect(stepLines(rating)).toHaveLength(3);
    expect(rating.exact.decimalPlaces()).toBe(30);
  });
});

describe('parsePrice', () => {
  it('parsePrice: the name defaults to the code, proration to DAILY', () => {
    expect(parsePrice({ ...SEATS, name: null }, [])).toMatchObject({ name: 'seats', proration: 'DAILY', meterCode: null, includedUnits: null });
    expect(parsePrice({ ...SEATS, proration: 'PRECISE', minimumAmount: '1.50' }, [])).toMatchObject({
      name: 'Seats',
      proration: 'PRECISE',
      minimumAmount: new Decimal('1.5'),
    });
  });

  it('parsePrice: without a timing, fees are due in advance and usage in arrears', () => {
    expect(parsePrice({ ...SEATS, timing: null }, []).timing).toBe('IN_ADVANCE');
    expect(parsePrice({ ...TOKENS, timing: undefined }, []).timing).toBe('IN_ARREARS');
  });

  const percentage = { percentage: { rate: '1' } };
  const dynamic = { dynamic: { amountProperty: 'cost' } };
  const matrix = { matrix: { dimensions: ['r'], entries: [{ values: { r: 'eu' }, unitAmount: '1' }] } };

  it.each([
    ['no code', { ...SEATS, code: '' }, 'REQUIRED at code'],
    ['a code with an edge space', { ...SEATS, code: 'seats ' }, 'INVALID_VALUE at code'],
    ['a long name', { ...SEATS, name: 'x'.repeat(256) }, 'TOO_LONG at name'],
    ['an unknown timing', { ...SEATS, timing: 'LATER' }, 'INVALID_VALUE at timing'],
    ['metered usage in advance', { ...TOKENS, timing: 'IN_ADVANCE' }, 'INVALID_VALUE at timing'],
    ['negative included units', { ...SEATS, includedUnits: '-1' }, 'OUT_OF_RANGE at includedUnits'],
    ['a conversion without a divisor', { ...SEATS, unitConversion: { rounding: 'UP' } }, 'REQUIRED at unitConversion.divideBy'],
    ['a conversion by zero', { ...SEATS, unitConversion: { divideBy: '0' } }, 'OUT_OF_RANGE at unitConversion.divideBy'],
    ['an unknown rounding', { ...SEATS, unitConversion: { divideBy: '1', rounding: 'HALF_EVEN' } }, 'INVALID_VALUE at unitConversion.rounding'],
    ['a conversion of a flat amount', { ...SEATS, model: { flat: { amount: '1' } }, unitConversion: { divideBy: '1' } }, 'INVALID_VALUE at unitConversion'],
    ['a conversion of a percentage', { ...TOKENS, model: percentage, unitConversion: { divideBy: '1' } }, 'INVALID_VALUE at unitConversion'],
    ['a conversion of what events cost', { ...TOKENS, model: dynamic, unitConversion: { divideBy: '1' } }, 'INVALID_VALUE at unitConversion'],
    ['included units of what events cost', { ...TOKENS, model: dynamic, includedUnits: '1' }, 'INVALID_VALUE at includedUnits'],
    ['what events cost without a meter', { ...SEATS, model: dynamic }, 'REQUIRED at meterCode'],
    ['a negative minimum', { ...SEATS, minimumAmount: '-1' }, 'OUT_OF_RANGE at minimumAmount'],
    ['a minimum above the maximum', { ...SEATS, minimumAmount: '2', maximumAmount: '1.99' }, 'OUT_OF_RANGE at minimumAmount'],
    ['an unknown proration', { ...SEATS, proration: 'MONTHLY' }, 'INVALID_VALUE at proration'],
    ['no model', { ...SEATS, model: undefined }, 'REQUIRED at model'],
    ['a wrong model', { ...SEATS, model: { graduated: { tiers: [{ upTo: 'x' }] } } }, 'INVALID_VALUE at model.graduated.tiers.0.upTo'],
    ['a percentage without a meter', { ...SEATS, model: percentage }, 'REQUIRED at meterCode'],
    ['a matrix without a meter', { ...SEATS, model: matrix }, 'REQUIRED at meterCode'],
    ['included units of a percentage', { ...TOKENS, model: percentage, includedUnits: '1' }, 'INVALID_VALUE at includedUnits'],
    ['a minimum of a matrix', { ...TOKENS, model: matrix, minimumAmount: '1' }, 'INVALID_VALUE at minimumAmount'],
    ['a maximum of a matrix', { ...TOKENS, model: matrix, maximumAmount: '1' }, 'INVALID_VALUE at maximumAmount'],
  ])('parsePrice: refuses %s', (_, input, refusal) => {
    expect(refusalOf(() => parsePrice(input, ['prices', '3']))).toBe(refusal.replace(' at ', ' at prices.3.'));
  });

  it('parsePrice: an estimate needs no meter, and its usage is no more prorated than with one', () => {
    const price = parsePrice({ ...SEATS, model: percentage }, [], 'ESTIMATE');
    expect(price.meterCode).toBeNull();
    expect(rateCharge(price, usageOf('300'), { numerator: 1n, denominator: 2n }).exact.toFixed()).toBe('3');
  });

  it('parsePrice: groupBy is kept, and a price without it is written as it always was', () => {
    const price = parsePrice({ ...TOKENS, groupBy: ['r', 'x'] }, []);
    expect(price.groupBy).toEqual(['r', 'x']);
    expect(priceJson(price)).toMatchObject({ groupBy: ['r', 'x'] });
    expect(parsePrice(priceJson(price), [])).toEqual(price);
    for (const none of [{}, { groupBy: [] }, { groupBy: null }]) expect(priceJson(parsePrice({ ...TOKENS, ...none }, []))).not.toHaveProperty('groupBy');
  });

  it.each([
    ['a dimension without a meter', { ...SEATS, groupBy: ['r'] }, 'INVALID_VALUE at groupBy'],
    ['a dimension given twice', { ...TOKENS, groupBy: ['r', 'r'] }, 'CONFLICT at groupBy.1'],
    ['an empty dimension', { ...TOKENS, groupBy: ['r', ''] }, 'REQUIRED at groupBy.1'],
    ['eleven dimensions', { ...TOKENS, groupBy: Array.from({ length: 11 }, (_, index) => `r${index}`) }, 'TOO_MANY at groupBy'],
    ['a dimension that is no list', { ...TOKENS, groupBy: 'r' }, 'INVALID_VALUE at groupBy'],
  ])('parsePrice: refuses %s', (_, input, refusal) => {
    expect(refusalOf(() => parsePrice(input, ['prices', '3']))).toBe(refusal.replace(' at ', ' at prices.3.'));
  });

  it('splitsBy: what the model prices by, and the price\'s own properties, each once', () => {
    expect(splitsBy(parsePrice({ ...TOKENS, model: matrix, groupBy: ['x', 'r'] }, []))).toEqual(['r', 'x']);
    expect(splitsBy(parsePrice(TOKENS, []))).toEqual([]);
  });

  it('checkPriceForMeter: the meter must group by the price\'s own properties', () => {
    const price = parsePrice({ ...TOKENS, model: matrix, groupBy: ['x', 'y'] }, []);
    const meter = { ...parseMeter({ eventName: 'e', aggregation: 'COUNT' }), groupBy: ['x'] };
    expect(refusalOf(() => checkPriceForMeter(price, meter, ['prices', '0']))).toBe('INVALID_VALUE at prices.0.groupBy.1');
    expect(() => checkPriceForMeter(price, { ...meter, groupBy: ['y', 'x', 'r'] }, [])).not.toThrow();
  });

  it('checkPriceForMeter: the meter must group by every dimension', () => {
    const price = parsePrice({ ...TOKENS, model: matrix }, []);
    const meter = parseMeter({ eventName: 'e', aggregation: 'COUNT' });
    const refusal = 'INVALID_VALUE at prices.0.model.matrix.dimensions.0';
    expect(refusalOf(() => checkPriceForMeter(price, meter, ['prices', '0']))).toBe(refusal);
    expect(() => checkPriceForMeter(price, { ...meter, groupBy: ['x', 'r'] }, [])).not.toThrow();
  });
});
