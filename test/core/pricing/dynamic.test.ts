import { describe, expect, it } from 'vitest';
import { linesToRate } from '../../../src/core/chargeLine.ts';
import { LineUsageTally } from '../../../src/core/lineUsage.ts';
import { needsOf, parsePriceModel } from '../../../src/core/pricing/models.ts';
import { parsePrice, rateCharge } from '../../../src/core/pricing/price.ts';
import { rateLine } from '../../../src/core/rating.ts';
import { USD, completion, dueQuestion, planVersion, subscription } from '../../support/ledger.ts';
import { amountBy, ratingBy, stepLines, usageOf } from '../../support/rating.ts';
import { refusalOf } from '../../support/refusal.ts';

const DYNAMIC = { dynamic: { amountProperty: 'cost' } };

describe('dynamic', () => {
  it('dynamic: the amounts on the events are added up exactly', () => {
    // 0.0033 + 0.0033 + 0.0034 = 0.01
    const rating = ratingBy(DYNAMIC, { quantity: '20', values: ['0.0033', '0.0033', '0.0034'] });
    expect(stepLines(rating)).toEqual(['DYNAMIC 3 = 0.01']);
  });

  it('dynamic: the quantity costs nothing by itself', () => {
    expect(amountBy(DYNAMIC, { quantity: '20', values: [] })).toBe('0');
    expect(amountBy(DYNAMIC, { quantity: '0', values: ['5'] })).toBe('5');
  });

  it('dynamic: without single events, the whole quantity is the amount of one', () => {
    expect(amountBy(DYNAMIC, '12.5')).toBe('12.5');
  });

  it('dynamic: events without an amount are charged nothing, and counted', () => {
    expect(stepLines(ratingBy(DYNAMIC, { values: ['3', null, null] }))).toEqual(['DYNAMIC 1 = 3', 'UNPRICED 2 = 0']);
  });

  it('dynamic: a refund takes off what others cost, and never pays the customer', () => {
    expect(amountBy(DYNAMIC, { values: ['10', '-4'] })).toBe('6');
    expect(stepLines(ratingBy(DYNAMIC, { values: ['10', '-14'] }))).toEqual(['DYNAMIC 2 = -4', 'MINIMUM 4']);
  });

  it('dynamic: the model names the property that is to be kept of each event', () => {
    expect(needsOf(parsePriceModel(DYNAMIC, []))).toEqual({ field: 'dynamic', needsMeter: true, readsValues: { property: 'cost' }, dimensions: [] });
  });

  it('dynamic: a line charges what its events say, whatever the meter counts', () => {
    const price = { code: 'calls', meterCode: 'tokens', model: DYNAMIC };
    const [line] = linesToRate(dueQuestion({ versions: [planVersion({ prices: [price] })], subscriptions: [subscription('s', { from: '2026-01-01' })], asOf: '2026-02-01' }));
    if (line?.price.meter == null) throw new Error('no metered line is due');
    const tally = new LineUsageTally(line.price.meter, { keepValues: needsOf(line.price.terms.model).readsValues });
    tally.add(completion('a', '2026-01-05', 700, { cost: '0.105' }));
    tally.add(completion('b', '2026-01-06', 800, { cost: 0.1 }));
    tally.add(completion('c', '2026-01-07', 5));
    const [rated] = rateLine(line, tally.result(), USD);
    // 700 + 800 + 5 units; 0.105 + 0.1 = 0.205, which is 21 cents.
    expect(rated).toMatchObject({ eventCount: 3, targetMinor: 21n });
    expect([rated?.quantity?.toFixed(), rated?.rating.exact.toFixed()]).toEqual(['1505', '0.205']);
  });

  it('dynamic: takes a maximum as any price', () => {
    const price = parsePrice({ code: 'calls', meterCode: 'calls', maximumAmount: '5', model: DYNAMIC }, []);
    const rating = rateCharge(price, usageOf({ values: ['4', '3'] }), { numerator: 1n, denominator: 1n });
    expect(stepLines(rating)).toEqual(['DYNAMIC 2 = 7', 'MAXIMUM -2']);
  });

  it.each([
    ['no property', {}, 'REQUIRED at model.dynamic.amountProperty'],
    ['an edge space', { amountProperty: ' cost' }, 'INVALID_VALUE at model.dynamic.amountProperty'],
    ['no object', 'cost', 'INVALID_VALUE at model.dynamic'],
  ])('dynamic: refuses %s', (_, input, refusal) => {
    expect(refusalOf(() => parsePriceModel({ dynamic: input }, ['model']))).toBe(refusal);
  });
});
