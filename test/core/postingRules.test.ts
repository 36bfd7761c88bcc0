import { describe, expect, it } from 'vitest';
import { CHART } from '../../src/core/accounts.ts';
import { InvariantError } from '../../src/core/invariant.ts';
import { type Fact, POSTING_RULES, postFact } from '../../src/core/postingRules.ts';

const REFERENCES = { chargeLine: 'line', invoice: 'invoice', price: 'price', oneOffCharge: 'charge', appliedCoupon: 'applied', taxRate: 'rate', payment: 'payment', refund: 'refund', provider: 'bank', grant: 'grant', transfer: 'received' };

describe('postFact', () => {
  it.each<[Fact, string, string]>([
    ['usage charged', '1150:line', '4000:price'],
    ['fee charged in arrears', '1150:line', '4010:price'],
    ['fee charged in advance', '1150:line', '2150:line'],
    ['advance fee earned', '2150:line', '4010:price'],
    ['one-off charged', '1150:line', '4030:charge'],
    ['discount', '4100:applied', '1150:line'],
    ['line invoiced', '1100:invoice', '1150:line'],
    ['tax added', '1100:invoice', '2200:rate'],
    ['tax held by prices', '4120:rate', '2200:rate'],
    ['document below zero', '1100:invoice', '2000:'],
    ['payment captured', '1010:payment', '1100:invoice'],
    ['payment in excess', '1010:payment', '2000:'],
    ['payment settled', '1000:bank', '1010:payment'],
    ['credit applied', '2000:', '1100:invoice'],
    ['refund asked', '2000:', '2300:refund'],
    ['refund paid', '2300:refund', '1000:bank'],
    ['written off', '5000:invoice', '1100:invoice'],
    ['credit bought', '1150:line', '2100:grant'],
    ['credit paid for elsewhere', '1000:bank', '2100:grant'],
    ['paid credit burned', '2100:grant', '1150:line'],
    ['paid credit expired', '2100:grant', '4020:grant'],
    ['paid credit given back', '2100:grant', '2000:'],
    ['paid credit sent', '2100:grant', '2110:received'],
    ['paid credit received', '2110:received', '2100:grant'],
    ['promotional credit granted', '9000:grant', '9001:grant'],
    ['promotional credit burned', '4100:grant', '1150:line'],
    ['promotional credit used up', '9001:grant', '9000:grant'],
    ['tax written off', '2200:rate', '1100:invoice'],
  ])('postFact: %s debits %s and credits %s', (fact, debit, credit) => {
    const [posting] = postFact(fact, REFERENCES, 7n);
    expect(`${posting?.debit.code}:${posting?.debit.reference}`).toBe(debit);
    expect(`${posting?.credit.code}:${posting?.credit.reference}`).toBe(credit);
    expect(posting?.amount).toBe(7n);
  });

  it('postFact: a negative amount is the same rule the other way round, zero is nothing', () => {
    expect(postFact('usage charged', REFERENCES, -7n)).toEqual([
      { debit: { code: '4000', reference: 'price' }, credit: { code: '1150', reference: 'line' }, amount: 7n },
    ]);
    expect(postFact('usage charged', REFERENCES, 0n)).toEqual([]);
  });

  it('postFact: a fact without a reference that its rule takes is a mistake', () => {
    expect(() => postFact('line invoiced', { chargeLine: 'line' }, 1n)).toThrow(InvariantError);
  });

  it('POSTING_RULES: every side takes the reference that the chart asks for', () => {
    const kinds = { chargeLine: 'CHARGE_LINE', invoice: 'INVOICE', price: 'PRICE', oneOffCharge: 'ONE_OFF_CHARGE', appliedCoupon: 'PROMOTION', grant: 'GRANT', transfer: 'TRANSFER', taxRate: 'TAX_RATE', payment: 'PAYMENT', refund: 'REFUND', provider: 'PROVIDER', none: 'NONE' };
    for (const { debit, credit } of Object.values(POSTING_RULES)) {
      for (const [code, reference] of [debit, credit]) {
        const asked = CHART.find((account) => account.code === code)?.reference ?? 'NONE';
        // A promotion is of a coupon or of a grant.
        expect(asked === 'PROMOTION' && reference === 'grant' ? 'GRANT' : asked).toBe(kinds[reference ?? 'none']);
      }
    }
  });
});
