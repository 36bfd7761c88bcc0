import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePriceModel } from '../../../src/core/pricing/models.ts';
import { amountBy, ratingBy, stepLines } from '../../support/rating.ts';
import { refusalOf } from '../../support/refusal.ts';

function percentage(rate: string, terms: object = {}): object {
  return { percentage: { rate, ...terms } };
}

/** Four events with the running totals 50, 150, 400 and 800 of the cases. */
const FOUR = { values: ['50', '100', '250', '400'] };
const BOUNDED = { minimumPerEvent: '1.75', maximumPerEvent: '12' };
const THREE = { values: ['10', '80', '10000'] };

describe('percentage', () => {
  it.each([
    // 800 x 1.3 % + 4 x 2
    ['pct-no-free', percentage('1.3', { fixedPerEvent: '2.0' }), FOUR, '18.4'],
    // The events end the allowance first, at 400: 400 x 1.3 % + 1 x 2
    ['pct-free-amount-gt-running', percentage('1.3', { fixedPerEvent: '2.0', freeEvents: 3, freeAmount: '500.0' }), FOUR, '7.2'],
    ['pct-rate0', percentage('0', { fixedPerEvent: '2.0' }), FOUR, '8'],
    ['pct-small', percentage('2.9'), { values: ['1', '1', '1', '1'] }, '0.116'],
    [
      'pct-zero-units',
      percentage('1.3', { fixedPerEvent: '2.0', freeEvents: 3, freeAmount: '250.0' }),
      { values: ['50', '100', '250', '-400'] },
      '0',
    ],
    // 0.299 + 2, 2.392 + 2, and 12 for 299 + 2
    ['pct-minmax-fixed', percentage('2.99', { fixedPerEvent: '2.0', ...BOUNDED, freeEvents: 0, freeAmount: '0' }), THREE, '18.691'],
    // The first event is free, the second pays (90 - 30) x 2.99 % = 1.794, the third 12.
    ['pct-minmax-free-amount', percentage('2.99', { fixedPerEvent: '0', ...BOUNDED, freeEvents: 0, freeAmount: '30' }), THREE, '13.794'],
    ['pct-minmax-free-events', percentage('2.99', { fixedPerEvent: '0', ...BOUNDED, freeEvents: 2, freeAmount: '0' }), THREE, '12'],
  ])('percentage: case %s', (_, model, usage, amount) => {
    expect(amountBy(model, usage)).toBe(amount);
  });

  it('percentage: the event that crosses the free amount pays its overage and the whole fixed fee (case pct-scn-free-amount)', () => {
    const model = percentage('1', { fixedPerEvent: '5', freeAmount: '15.0' });
    const values = ['4', '4', '4', '4', '10'];
    const afterEach = values.map((_, index) => amountBy(model, { values: values.slice(0, index + 1) }));
    // 16 - 15 = 1 at 1 % + 5; then 10 at 1 % + 5 more
    expect(afterEach).toEqual(['0', '0', '0', '5.01', '10.11']);
  });

  it('percentage: of two allowances the free amount may end first', () => {
    // 100 is free; the second event crosses 120 by 30, the third is charged though it is within 3 free events.
    expect(amountBy(percentage('10', { freeEvents: 3, freeAmount: '120', fixedPerEvent: '1' }), { values: ['100', '50', '20'] })).toBe('7');
  });

  it('percentage: free events alone free whatever they carry', () => {
    expect(amountBy(percentage('10', { freeEvents: 2 }), { values: ['1000000', '5', '10'] })).toBe('1');
    expect(amountBy(percentage('10', { freeEvents: 5, fixedPerEvent: '1' }), { values: ['1', '1'] })).toBe('0');
  });

  it('percentage: a total exactly at the free amount is free', () => {
    expect(amountBy(percentage('10', { freeAmount: '10', fixedPerEvent: '1', minimumPerEvent: '5' }), { values: ['4', '6', '0'] })).toBe('0');
  });

  it('percentage: an event of value zero pays its fixed fee and minimum once it is charged', () => {
    expect(amountBy(percentage('10', { fixedPerEvent: '1' }), { values: ['0', '10'] })).toBe('3'); // 1 + (1 + 1)
    expect(amountBy(percentage('10', { minimumPerEvent: '5' }), { values: ['10', '0'] })).toBe('10');
  });

  it('percentage: a refund lowers the amount at the rate, without fixed fee or minimum', () => {
    // 10 % of 100, plus 1; the refund takes 4 off
    expect(amountBy(percentage('10', { fixedPerEvent: '1', minimumPerEvent: '2' }), { values: ['100', '-40'] })).toBe('7');
    // 10 % of what the total of 90 has above 60
    expect(amountBy(percentage('10', { freeAmount: '60' }), { values: ['110', '-20'] })).toBe('3');
  });

  it('percentage: a refund among free events does not make one of them charged', () => {
    expect(amountBy(percentage('10', { freeEvents: 2 }), { values: ['100', '-50', '10'] })).toBe('1');
  });

  it('percentage: events after the free ones are charged, even for nothing', () => {
    expect(amountBy(percentage('10', { freeEvents: 1, fixedPerEvent: '1' }), { values: ['100', '0', '0'] })).toBe('2');
  });

  it('percentage: a refund among the free events makes no more than the total charged', () => {
    // 10 % of -50 + 100, not of 100
    expect(amountBy(percentage('10', { freeEvents: 1 }), { values: ['-50', '100'] })).toBe('5');
  });

  it('percentage: refunds of capped fees do not lead below zero', () => {
    // 100 is cut from 10 to 1; the refund of 60 would take 6 off.
    const rating = ratingBy(percentage('10', { maximumPerEvent: '1' }), { values: ['100', '-60'] });
    expect(stepLines(rating)).toEqual(['PERCENTAGE 40 x 0.1 = 4', 'MAXIMUM -9', 'MINIMUM 5']);
  });

  it('percentage: a quantity without values is one event', () => {
    expect(amountBy(percentage('2', { fixedPerEvent: '0.3', maximumPerEvent: '9' }), '100')).toBe('2.3');
    expect(amountBy(percentage('2', { fixedPerEvent: '0.3', maximumPerEvent: '9' }), '1000')).toBe('9');
    expect(amountBy(percentage('2', { fixedPerEvent: '0.3', freeEvents: 1 }), '1000')).toBe('0');
  });

  it.each(['0', '-5'])('percentage: a quantity of %s charges nothing, no fixed fee and no minimum', (quantity) => {
    expect(amountBy(percentage('2', { fixedPerEvent: '0.3', minimumPerEvent: '1' }), quantity)).toBe('0');
  });

  it('percentage: no events charge nothing', () => {
    expect(amountBy(percentage('2', { fixedPerEvent: '0.3', minimumPerEvent: '1' }), { values: [] })).toBe('0');
  });

  it('percentage: steps are sums over all events', () => {
    const rating = ratingBy(percentage('2.99', { fixedPerEvent: '0.1', ...BOUNDED, freeAmount: '30' }), THREE);
    // Event 2: 60 x 2.99 % + 0.1 = 1.894; event 3: 299 + 0.1 cut to 12 by 287.1.
    expect(stepLines(rating)).toEqual(['FREE 30 = 0', 'PERCENTAGE 10060 x 0.0299 = 300.794', 'FIXED 2 x 0.1 = 0.2', 'MAXIMUM -287.1']);
    expect(rating.exact.toFixed()).toBe('13.894');
    expect(rating.steps[0]?.label).toBe('free allowance (events free in full: 1)');
  });

  it('percentage: raises are shown as the minimum', () => {
    expect(stepLines(ratingBy(percentage('1', { minimumPerEvent: '0.5' }), { values: ['10', '20', '100'] }))).toEqual([
      'PERCENTAGE 130 x 0.01 = 1.3',
      'MINIMUM 0.7', // 0.1 and 0.2 raised to 0.5
    ]);
  });

  it('percentage: with a rate and a free amount alone, only the total matters', () => {
    const values = fc.array(fc.integer({ min: -100, max: 200 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 300 }), (amounts, freeAmount) => {
        const model = percentage('10', { freeAmount: String(freeAmount) });
        const total = amounts.reduce((sum, amount) => sum + amount, 0);
        expect(amountBy(model, { values: amounts.map(String) })).toBe(amountBy(model, String(total)));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['a missing rate', { percentage: { freeEvents: 1 } }, 'REQUIRED at percentage.rate'],
    ['a rate above 100', percentage('100.000001'), 'OUT_OF_RANGE at percentage.rate'],
    ['a negative rate', percentage('-1'), 'OUT_OF_RANGE at percentage.rate'],
    ['a fraction of free events', percentage('1', { freeEvents: 1.5 }), 'INVALID_VALUE at percentage.freeEvents'],
    ['free events as text', percentage('1', { freeEvents: '1' }), 'INVALID_VALUE at percentage.freeEvents'],
    ['negative free events', percentage('1', { freeEvents: -1 }), 'OUT_OF_RANGE at percentage.freeEvents'],
    ['a negative free amount', percentage('1', { freeAmount: '-1' }), 'OUT_OF_RANGE at percentage.freeAmount'],
    ['a negative fixed fee', percentage('1', { fixedPerEvent: '-1' }), 'OUT_OF_RANGE at percentage.fixedPerEvent'],
    ['a minimum above the maximum', percentage('1', { minimumPerEvent: '2', maximumPerEvent: '1' }), 'OUT_OF_RANGE at percentage.minimumPerEvent'],
  ])('percentage: refuses %s', (_, model, refusal) => {
    expect(refusalOf(() => parsePriceModel(model, []))).toBe(refusal);
  });
});
