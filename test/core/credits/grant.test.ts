import { describe, expect, it } from 'vitest';
import { type GrantInput, grantId, grantTermsJson, parseGrant, parsePurchase, readGrantTerms, resolveScope } from '../../../src/core/credits/grant.ts';
import type { CurrencyCode } from '../../../src/core/currency.ts';
import { Decimal } from '../../../src/core/decimal.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { JPY, KWD, USD, at } from '../../support/ledger.ts';
import { refusalOf } from '../../support/refusal.ts';

const NOW = at('2026-02-01');
const read = (input: Partial<GrantInput>, currency: CurrencyCode = USD) => parseGrant({ amount: '5', ...input }, { currency, now: NOW });

describe('parseGrant', () => {
  it('parseGrant: amounts with 0, 2 and 3 decimals', () => {
    expect([read({ amount: '500' }, JPY).amount, read({ amount: '0.01' }).amount, read({ amount: '1.234' }, KWD).amount]).toEqual([500n, 1n, 1234n]);
  });

  it('parseGrant: promotional, at once, for ever and for everything unless it is said', () => {
    expect(read({})).toEqual({ kind: 'PROMOTIONAL', amount: 500n, priority: 50, startsAt: null, expiresAt: null, scope: null, source: null, metadata: {}, provider: null, purchase: null });
    expect(read({ kind: 'PAID' })).toMatchObject({ kind: 'PAID', provider: 'manual' });
  });

  it.each<[string, Partial<GrantInput>]>([
    ['OUT_OF_RANGE at amount', { amount: '0', currency: 'EUR' }],
    ['OUT_OF_RANGE at amount', { amount: '-1' }],
    ['OUT_OF_RANGE at amount', { amount: '0.001' }],
    ['OUT_OF_RANGE at amount', { amount: '92233720368547758.08' }],
    ['INVALID_VALUE at amount', { amount: 'five' }],
    ['UNKNOWN_CURRENCY at currency', { currency: 'credits', kind: 'FREE' }],
    ['CURRENCY_MISMATCH at currency', { currency: 'EUR', kind: 'FREE' }],
    ['INVALID_VALUE at kind', { kind: 'FREE', priority: -1 }],
    ['OUT_OF_RANGE at priority', { priority: -1, expiresAt: NOW }],
    ['OUT_OF_RANGE at priority', { priority: 1_001 }],
    ['OUT_OF_RANGE at expiresAt', { expiresAt: NOW, scope: {} }],
    ['OUT_OF_RANGE at expiresAt', { expiresAt: at('2026-03-01'), startsAt: at('2026-03-01') }],
    ['INVALID_VALUE at scope', { scope: {}, source: 'x'.repeat(501) }],
    ['REQUIRED at scope.meterCodes', { scope: { meterCodes: [] } }],
    ['CONFLICT at scope.planCodes.1', { scope: { planCodes: ['a', 'a'] } }],
    ['TOO_LONG at source', { source: 'x'.repeat(501), metadata: 7 }],
    ['INVALID_VALUE at metadata', { metadata: 7, provider: 'bank' }],
    ['INVALID_VALUE at provider', { provider: 'bank' }],
  ])('parseGrant: %s', (refusal, input) => {
    expect(refusalOf(() => read(input))).toBe(refusal);
  });

  it('resolveScope: refuses the first code that names nothing, and keeps the ids of plans', () => {
    const known = { meterCodes: new Set(['m']), priceCodes: new Set(['p']), planIds: new Map([['pro', 'id of pro']]) };
    const scoped = (scope: GrantInput['scope']) => resolveScope(read({ scope }), known);
    expect(scoped({ meterCodes: ['m'], priceCodes: ['p'], planCodes: ['pro'] }).scope?.planIds).toEqual(['id of pro']);
    expect(refusalOf(() => scoped({ meterCodes: ['m', 'x'], planCodes: ['x'] }))).toBe('NOT_FOUND at scope.meterCodes.1');
    expect(refusalOf(() => scoped({ priceCodes: ['x'] }))).toBe('NOT_FOUND at scope.priceCodes.0');
    expect(refusalOf(() => scoped({ planCodes: ['x'] }))).toBe('NOT_FOUND at scope.planCodes.0');
  });
});

describe('parsePurchase', () => {
  it('parsePurchase: a bonus is a promotional lot with the same terms', () => {
    const [paid, bonus] = parsePurchase({ amount: '100', bonusAmount: '10', usable: 'ON_PAYMENT', priority: 3 }, 'charge', { currency: USD, now: NOW });
    expect(paid).toMatchObject({ kind: 'PAID', amount: 10_000n, priority: 3, provider: null, purchase: { chargeId: 'charge', use: 'ON_PAYMENT' } });
    expect(bonus).toEqual({ ...paid, kind: 'PROMOTIONAL', amount: 1_000n });
    expect(refusalOf(() => parsePurchase({ amount: '1', bonusAmount: '0' }, 'charge', { currency: USD, now: NOW }))).toBe('OUT_OF_RANGE at bonusAmount');
  });
});

describe('a grant in a unit', () => {
  const unit = { code: 'TOKENS', decimals: 12, moneyPerUnit: new Decimal('10') };
  const terms = parseGrant({ amount: '1.123456789012', unit: 'TOKENS', currency: 'USD' }, { currency: USD, now: NOW, unit });

  it('parseGrant: the ledger has what the units are worth, rounded down', () => {
    // 11.23456789012 dollars.
    expect(terms).toMatchObject({ amount: 1_123n, unit: { code: 'TOKENS', decimals: 12, amount: new Decimal('1.123456789012') } });
    expect(readGrantTerms(JSON.parse(JSON.stringify(grantTermsJson(terms))) as JsonObject)).toEqual(terms);
    expect(grantTermsJson(terms)['unit']).toEqual({ code: 'TOKENS', decimals: 12, amount: '1.123456789012', moneyPerUnit: '10' });
    expect('unit' in grantTermsJson(read({}))).toBe(false);
  });

  it('parsePurchase: what is bought and its bonus are both in the unit', () => {
    const [paid, bonus] = parsePurchase({ amount: '2.5', bonusAmount: '0.25', unit: 'TOKENS' }, 'charge', { currency: USD, now: NOW, unit });
    expect([paid.amount, bonus?.amount, bonus?.unit?.amount]).toEqual([2_500n, 250n, new Decimal('0.25')]);
    expect(refusalOf(() => parsePurchase({ amount: '1', bonusAmount: '0.000000000001' }, 'charge', { currency: USD, now: NOW, unit }))).toBe('OUT_OF_RANGE at bonusAmount');
  });

  it('parseGrant: a currency beside the unit must still be the customer\'s', () => {
    expect(refusalOf(() => parseGrant({ amount: '1', unit: 'TOKENS', currency: 'EUR' }, { currency: USD, now: NOW, unit }))).toBe('CURRENCY_MISMATCH at currency');
  });

  it('grantId: holds the unit and its rate', () => {
    const place = { tenantId: 't', customerId: 'c', cause: 'key', at: NOW };
    const { unit: own } = terms;
    expect(new Set([terms, { ...terms, unit: { ...own!, moneyPerUnit: new Decimal('10.0001') } }, read({ amount: '11.23' })].map((one) => grantId(one, place))).size).toBe(3);
  });
});

describe('a stored grant', () => {
  const terms = read({ kind: 'PAID', expiresAt: at('2026-06-01'), startsAt: at('2026-02-02'), scope: { meterCodes: ['m'] }, metadata: { a: [1] } });

  it('readGrantTerms: reads what grantTermsJson wrote', () => {
    expect(readGrantTerms(JSON.parse(JSON.stringify(grantTermsJson(terms))) as JsonObject)).toEqual(terms);
  });

  it('grantId: holds everything that was asked', () => {
    const place = { tenantId: 't', customerId: 'c', cause: 'key', at: NOW };
    expect(grantId(terms, place)).toBe(grantId({ ...terms }, { ...place }));
    expect(new Set([terms, { ...terms, amount: 501n }, { ...terms, priority: 1 }, { ...terms, metadata: {} }].map((one) => grantId(one, place))).size).toBe(4);
  });
});
