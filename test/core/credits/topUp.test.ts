import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitInForce } from '../../../src/core/credits/creditUnit.ts';
import { type GrantTerms, grantTermsJson, readGrantTerms } from '../../../src/core/credits/grant.ts';
import type { Lot, LotSums } from '../../../src/core/credits/lot.ts';
import { type TopUpInput, type TopUpRule, type TopUpTerms, endTopUp, nextTopUp, parseTopUp, readTopUpTerms, topUpBalance, topUpCause, topUpGrants, topUpRuleId, topUpStanding, topUpTermsJson } from '../../../src/core/credits/topUp.ts';
import { receivedTerms } from '../../../src/core/credits/transfer.ts';
import { Decimal, decimalText } from '../../../src/core/decimal.ts';
import { BillingError } from '../../../src/core/errors.ts';
import { type Instant, instantText } from '../../../src/core/instant.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { JPY, TOKYO, USD, UTC, at, timelineOf } from '../../support/ledger.ts';
import { refusalOf } from '../../support/refusal.ts';

const NOW = at('2026-01-31');
const ASKED: TopUpInput = { threshold: '100', amount: '200', monthlyLimit: '500' };
const read = (input: Partial<TopUpInput> = {}) => parseTopUp({ ...ASKED, ...input }, { currency: JPY, now: NOW });
const termsOf = (input: Partial<TopUpInput> = {}): TopUpTerms => ({ ...read(input), description: null, taxRateCodes: null });
const rule = (input: Partial<TopUpInput> = {}, more: Partial<TopUpRule> = {}): TopUpRule => ({ id: 'rule', customerId: 'c', terms: termsOf(input), bookSeq: 0, recordedAt: NOW, actor: 'a', end: null, ...more });

/** A lot that the rule bought, or another rule, or nobody's. */
function bought(ordinal: number, when: Instant, sums: Partial<LotSums> & { readonly isPaidFor?: boolean; readonly by?: string } = {}): Lot {
  const { isPaidFor = true, by = 'rule', ...others } = sums;
  const [terms]: [GrantTerms, ...GrantTerms[]] = topUpGrants({ ...rule(), id: by }, ordinal, { chargeId: 'charge', zone: timelineOf(UTC, []), at: when });
  return { grant: { id: `g${ordinal}`, customerId: 'c', terms, seq: ordinal, recordedAt: when, actor: 'a' }, granted: terms.amount, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, ...others, expiresAt: terms.expiresAt, isPaidFor };
}

const stand = (lots: readonly Lot[], of = rule(), when = NOW, zone = timelineOf(UTC, [])) => topUpStanding(of, { ...topUpBalance(of.terms, lots, { currency: JPY, at: when }), lots, zone, at: when });

describe('parseTopUp', () => {
  it('parseTopUp: on the balance, usable on issue, for ever, unless it says otherwise', () => {
    expect(read()).toMatchObject({ threshold: 100n, basis: 'BALANCE', lot: { kind: 'PAID', amount: 200n, priority: 50, startsAt: null, expiresAt: null, purchase: null }, use: 'ON_ISSUE', expiresAfter: null, monthlyLimit: 500n });
    // As much as the threshold lifts a balance of nothing to it, and as much as one purchase is a limit.
    expect(read({ amount: '100', monthlyLimit: '100', basis: 'PROJECTED_BALANCE', usable: 'ON_PAYMENT', expiresAfter: { unit: 'YEAR' } })).toMatchObject({ basis: 'PROJECTED_BALANCE', use: 'ON_PAYMENT', expiresAfter: { unit: 'YEAR', count: 1 } });
  });

  it.each<[string, Partial<TopUpInput>]>([
    ['OUT_OF_RANGE at amount', { amount: '0', threshold: '0' }],
    ['CURRENCY_MISMATCH at currency', { currency: 'USD', usable: 'NEVER' }],
    ['INVALID_VALUE at usable', { usable: 'NEVER', priority: -1 }],
    ['OUT_OF_RANGE at priority', { priority: -1, threshold: '0' }],
    ['INVALID_VALUE at scope', { scope: {}, threshold: '0' }],
    ['OUT_OF_RANGE at threshold', { threshold: '0', basis: 'GUESS' }],
    ['INVALID_VALUE at basis', { basis: 'GUESS', expiresAfter: {} }],
    ['REQUIRED at expiresAfter.unit', { expiresAfter: {}, monthlyLimit: '0' }],
    ['OUT_OF_RANGE at monthlyLimit', { monthlyLimit: '0', amount: '99' }],
    ['OUT_OF_RANGE at monthlyLimit', { monthlyLimit: '199' }],
    ['TOP_UP_LOOP at amount', { amount: '99' }],
  ])('parseTopUp: %s', (refusal, input) => {
    expect(refusalOf(() => read(input))).toBe(refusal);
  });

  it('topUpTermsJson: what is stored is read back, and the id follows from all of it', () => {
    const terms = { ...termsOf({ expiresAfter: { unit: 'MONTH', count: 3 }, scope: { meterCodes: ['tokens'] } }), description: 'More', taxRateCodes: ['vat'] };
    expect(readTopUpTerms(JSON.parse(JSON.stringify(topUpTermsJson(terms))) as JsonObject)).toEqual(terms);
    const idOf = (of: TopUpTerms) => topUpRuleId(of, { tenantId: 't', customerId: 'c', cause: 'k', at: NOW });
    expect(idOf(terms)).not.toBe(idOf({ ...terms, monthlyLimit: 501n }));
  });

  it('endTopUp: once', () => {
    const end = endTopUp(rule(), { reason: 'enough' }, { bookSeq: 3, recordedAt: NOW, actor: 'b' });
    expect(end).toEqual({ customerId: 'c', topUpRuleId: 'rule', reason: 'enough', bookSeq: 3, recordedAt: NOW, actor: 'b' });
    expect(refusalOf(() => endTopUp(rule({}, { end }), {}, { bookSeq: 3, recordedAt: NOW, actor: 'b' }))).toBe('INVALID_STATE at topUpRuleId');
    expect(stand([], rule({}, { end })).state).toBe('ENDED');
  });
});

describe('topUpStanding', () => {
  it('topUpStanding: due below the threshold, and at it no more', () => {
    expect(stand([])).toEqual({ state: 'DUE', balance: 0n, unitBalance: null, month: { start: at('2026-01-01'), end: at('2026-02-01') }, boughtInMonth: 0n, awaitingPayment: 0n });
    // 200 bought, of which 100 and then 101 are drawn: 100 is not below 100, and 99 is.
    expect(stand([bought(1, NOW, { burned: 100n })])).toMatchObject({ state: 'WATCHING', balance: 100n, boughtInMonth: 200n });
    expect(stand([bought(1, NOW, { burned: 101n })])).toMatchObject({ state: 'DUE', balance: 99n });
  });

  it('topUpStanding: one purchase lifts any balance to the threshold, so the next look has nothing to do', () => {
    for (const left of [0n, 1n, 99n]) {
      const before = bought(1, at('2025-12-01'), { burned: 200n - left });
      expect(stand([before]).state).toBe('DUE');
      expect(stand([before, bought(2, NOW)]).state).toBe('WATCHING');
    }
  });

  it('topUpStanding: what is bought to be used once paid brings about no other until it is paid or taken back, also once it has expired', () => {
    const unpaid = bought(1, at('2026-01-10'), { isPaidFor: false });
    expect(stand([unpaid])).toMatchObject({ state: 'AWAITING_PAYMENT', balance: 0n, awaitingPayment: 200n });
    // Of the next month too, of an earlier rule, and of a lot whose time ran out while it was waiting.
    expect(stand([unpaid], rule(), at('2026-02-10'))).toMatchObject({ state: 'AWAITING_PAYMENT', boughtInMonth: 0n });
    expect(stand([bought(1, NOW, { isPaidFor: false, by: 'earlier' })]).state).toBe('AWAITING_PAYMENT');
    expect(stand([{ ...unpaid, expiresAt: at('2026-01-20') }])).toMatchObject({ state: 'AWAITING_PAYMENT', awaitingPayment: 200n });
    // Taken back, or paid and used.
    expect(stand([{ ...unpaid, voided: 200n }])).toMatchObject({ state: 'DUE', awaitingPayment: 0n, boughtInMonth: 200n });
    expect(stand([{ ...unpaid, isPaidFor: true, burned: 150n }])).toMatchObject({ state: 'DUE', balance: 50n });
    // What the customer buys by hand waits beside it.
    const { topUp: _, ...byHand } = unpaid.grant.terms;
    expect(stand([{ ...unpaid, grant: { ...unpaid.grant, terms: byHand } }])).toMatchObject({ state: 'DUE', awaitingPayment: 0n });
  });

  it('topUpStanding: no purchase beyond the limit of the month, whatever became of those before and whichever rule bought them', () => {
    // 200 and 200 of 500: a third purchase would make 600.
    const used = [bought(1, at('2026-01-05'), { burned: 200n }), bought(2, at('2026-01-25'), { voided: 200n, by: 'earlier' })];
    expect(stand(used)).toMatchObject({ state: 'LIMIT_REACHED', boughtInMonth: 400n });
    expect(stand(used, rule({ monthlyLimit: '600' }))).toMatchObject({ state: 'DUE' });
    // February is another month, and in Tokyo it begins nine hours before.
    expect(stand(used, rule(), at('2026-01-31T14:59:59.999Z'), timelineOf(TOKYO, []))).toMatchObject({ state: 'LIMIT_REACHED' });
    expect(stand(used, rule(), at('2026-01-31T15:00:00Z'), timelineOf(TOKYO, []))).toMatchObject({ state: 'DUE', boughtInMonth: 0n });
  });
});

describe('topUpGrants', () => {
  it('topUpGrants: a paid lot with its charge, its number and its expiry, which is stored and read back', () => {
    const yearly = rule({ usable: 'ON_PAYMENT', expiresAfter: { unit: 'MONTH' } });
    const [terms, ...bonus] = topUpGrants(yearly, 3, { chargeId: 'charge', zone: timelineOf(UTC, []), at: NOW });
    expect(bonus).toEqual([]);
    expect(terms).toMatchObject({ kind: 'PAID', amount: 200n, purchase: { chargeId: 'charge', use: 'ON_PAYMENT' }, topUp: { topUpRuleId: 'rule', ordinal: 3 } });
    expect(terms.expiresAt === null ? null : instantText(terms.expiresAt)).toBe('2026-02-28T00:00:00.000Z');
    expect(readGrantTerms(JSON.parse(JSON.stringify(grantTermsJson(terms))) as JsonObject)).toEqual(terms);
  });

  it('nextTopUp: numbers follow one another in each rule, and name the purchase', () => {
    const lots = [bought(1, NOW), bought(2, NOW), bought(7, NOW, { by: 'earlier' })];
    expect([nextTopUp(rule(), []), nextTopUp(rule(), lots), nextTopUp({ id: 'earlier' }, lots)]).toEqual([1, 3, 8]);
    expect(topUpCause(rule(), 3)).toBe('top-up:rule:3');
  });

  it('topUpGrants: what leaves for another customer was bought by no rule of theirs', () => {
    expect(receivedTerms(bought(1, NOW), { amount: 50n })).toMatchObject({ amount: 50n, purchase: null });
    expect(receivedTerms(bought(1, NOW), { amount: 50n })).not.toHaveProperty('topUp');
  });

  it('parseTopUp: in minor units of the currency', () => {
    expect(parseTopUp({ threshold: '0.50', amount: '1.00', monthlyLimit: '2.5' }, { currency: USD, now: NOW })).toMatchObject({ threshold: 50n, lot: { amount: 100n }, monthlyLimit: 250n });
  });
});

describe('automatic top-ups in a unit, and with a bonus', () => {
  /** A token is worth 0.5 yen. */
  const TOKEN: UnitInForce = { code: 'TOKENS', decimals: 2, moneyPerUnit: new Decimal('0.5') };
  const IN_TOKENS = { threshold: '100', amount: '400.5', bonusAmount: '40', monthlyLimit: '500' };
  const readTokens = (input: Partial<TopUpInput> = {}) => parseTopUp({ ...IN_TOKENS, ...input }, { currency: JPY, now: NOW, unit: TOKEN });
  const ofTokens = (input: Partial<TopUpInput> = {}): TopUpRule => ({ ...rule(), terms: { ...readTokens(input), description: null, taxRateCodes: null } });

  /** The lots that a rule's purchase made, by kind. */
  function purchase(of: TopUpRule, ordinal: number, sums: Partial<Lot> = {}): Lot[] {
    const granted = topUpGrants(of, ordinal, { chargeId: 'charge', zone: timelineOf(UTC, []), at: NOW });
    return granted.map((terms) => ({ grant: { id: `${terms.kind} ${ordinal}`, customerId: 'c', terms, seq: ordinal, recordedAt: NOW, actor: 'a' }, granted: terms.amount, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, expiresAt: null, isPaidFor: true, ...sums }));
  }

  const shown = ({ state, balance, unitBalance, boughtInMonth, awaitingPayment }: ReturnType<typeof stand>) => `${state} ${balance} ${unitBalance && decimalText(unitBalance)} ${boughtInMonth} ${awaitingPayment}`;

  it('parseTopUp: threshold, amount and bonus are in the unit, the limit is in money', () => {
    // 100 tokens are 50 yen; 400.5 are 200.25, so 200; 40 are 20.
    const { threshold, thresholdUnits, lot, bonus, monthlyLimit } = readTokens();
    expect([threshold, thresholdUnits, lot.amount, lot.unit, bonus, monthlyLimit]).toEqual([50n, new Decimal(100), 200n, { ...TOKEN, amount: new Decimal('400.5') }, { amount: 20n, unit: { ...TOKEN, amount: new Decimal(40) } }, 500n]);
    // A bonus in money has no unit, and a rule without one has no bonus at all.
    expect(read({ bonusAmount: '15' }).bonus).toEqual({ amount: 15n });
    expect(['bonus' in read(), 'thresholdUnits' in read()]).toEqual([false, false]);
  });

  it.each<[string, Partial<TopUpInput>]>([
    ['OUT_OF_RANGE at amount', { amount: '1.234', bonusAmount: '0' }],
    ['OUT_OF_RANGE at amount', { amount: '1.99', bonusAmount: '0' }],
    ['OUT_OF_RANGE at bonusAmount', { bonusAmount: '0', threshold: '0' }],
    ['OUT_OF_RANGE at bonusAmount', { bonusAmount: '1.99', threshold: '0' }],
    ['OUT_OF_RANGE at threshold', { threshold: '1.99', basis: 'GUESS' }],
    ['INVALID_VALUE at basis', { basis: 'GUESS', monthlyLimit: '0' }],
    // 400.5 tokens cost 200 yen.
    ['OUT_OF_RANGE at monthlyLimit', { monthlyLimit: '199', threshold: '401' }],
    // The same money, and half a token less than the threshold; a bonus does not make up for it.
    ['TOP_UP_LOOP at amount', { threshold: '401' }],
    ['TOP_UP_LOOP at amount', { threshold: '400.51' }],
  ])('parseTopUp: %s in a unit', (refusal, input) => {
    expect(refusalOf(() => readTokens(input))).toBe(refusal);
  });

  it('parseTopUp: a bonus in money does not count against a loop either', () => {
    expect(refusalOf(() => read({ amount: '99', bonusAmount: '50' }))).toBe('TOP_UP_LOOP at amount');
    expect(refusalOf(() => read({ bonusAmount: '-1' }))).toBe('OUT_OF_RANGE at bonusAmount');
  });

  it('topUpTermsJson: a rule in money without a bonus is stored as ever, and any other is read back', () => {
    expect(Object.keys(topUpTermsJson(termsOf())).sort()).toEqual(['basis', 'description', 'expiresAfter', 'lot', 'monthlyLimit', 'taxRateCodes', 'threshold', 'use']);
    // As it has been since there are rules.
    expect(topUpRuleId(termsOf(), { tenantId: 't', customerId: 'c', cause: 'k', at: NOW })).toBe('019c1159-7000-7853-90bf-13383d65f9c9');
    const { terms } = ofTokens({ expiresAfter: { unit: 'YEAR' } });
    expect(readTopUpTerms(JSON.parse(JSON.stringify(topUpTermsJson(terms))) as JsonObject)).toEqual(terms);
  });

  it('topUpGrants: a paid lot at the rate of the rule, and its bonus, which is drawn on like it', () => {
    const [paid, bonus, ...others] = topUpGrants(ofTokens({ priority: 7, usable: 'ON_PAYMENT', expiresAfter: { unit: 'MONTH' } }), 2, { chargeId: 'charge', zone: timelineOf(UTC, []), at: NOW });
    const same = { priority: 7, expiresAt: at('2026-02-28'), purchase: { chargeId: 'charge', use: 'ON_PAYMENT' }, topUp: { topUpRuleId: 'rule', ordinal: 2 } };
    expect([paid, bonus, others]).toMatchObject([{ kind: 'PAID', amount: 200n, unit: { amount: new Decimal('400.5') }, ...same }, { kind: 'PROMOTIONAL', amount: 20n, unit: { amount: new Decimal(40) }, ...same }, []]);
  });

  it('topUpStanding: of a rule in a unit only that unit counts, and by its own amount', () => {
    const of = ofTokens();
    // 10,000 yen beside it are no tokens.
    const inMoney = purchase(rule({ amount: '10000', monthlyLimit: '10000' }), 1).map((lot) => ({ ...lot, grant: { ...lot.grant, terms: { ...lot.grant.terms, topUp: { topUpRuleId: 'other', ordinal: 1 }, kind: 'PROMOTIONAL' as const } } }));
    expect(shown(stand(inMoney, of))).toBe('DUE 0 0 0 0');
    // 400.5 and 40 for 200 yen and a gift of 20.
    expect(shown(stand([...inMoney, ...purchase(of, 1)], of))).toBe('WATCHING 220 440.5 200 0');
    const [paid, bonus] = purchase(of, 1) as [Lot, Lot];
    // The bonus is used up, and 150 yen or 300 tokens of what was paid: 100.5 are left. One yen more leaves 98.5.
    expect(shown(stand([{ ...paid, burned: 150n }, { ...bonus, burned: 20n }], of))).toBe('WATCHING 50 100.5 200 0');
    expect(shown(stand([{ ...paid, burned: 151n }, { ...bonus, burned: 20n }], of))).toBe('DUE 49 98.5 200 0');
    // A rule in money counts lots in units too.
    expect(shown(stand([paid, bonus], rule({ threshold: '221', amount: '221' })))).toBe('DUE 220 null 200 0');
  });

  it('topUpStanding: what is charged counts against the month and waits to be paid for, and a bonus does neither', () => {
    const of = ofTokens({ usable: 'ON_PAYMENT' });
    // 200 and 200 of 500 yen; a third would make 600, whatever the bonuses of 20 were worth.
    const used = [...purchase(of, 1), ...purchase(of, 2)].map((lot) => ({ ...lot, burned: lot.granted }));
    expect(shown(stand(used, of))).toBe('LIMIT_REACHED 0 0 400 0');
    expect(shown(stand(purchase(of, 1, { isPaidFor: false }), of))).toBe('AWAITING_PAYMENT 0 0 200 200');
    // Taken back with its invoice; the bonus, whose use was not taken back, is never paid for and keeps nobody waiting.
    const [paid, bonus] = purchase(of, 1, { isPaidFor: false }) as [Lot, Lot];
    expect(shown(stand([{ ...paid, voided: 200n }, bonus], of))).toBe('DUE 0 0 200 0');
  });

  it('topUpStanding: whatever a rule buys, in whichever unit, one purchase ends what it was bought for, and no month is charged beyond its limit', () => {
    const amount = fc.integer({ min: 1, max: 9_999 }).map((digits) => (digits / 100).toFixed(2));
    const asked = fc.record({ threshold: amount, amount, bonusAmount: fc.option(amount), monthlyLimit: fc.integer({ min: 1, max: 2_000 }).map(String) });
    const unit = fc.option(fc.constantFrom('0.01', '0.5', '1', '3.7').map((rate): UnitInForce => ({ code: 'TOKENS', decimals: 2, moneyPerUnit: new Decimal(rate) })));
    let rules = 0;
    fc.assert(
      fc.property(asked, unit, fc.array(fc.nat(100), { maxLength: 8 }), (input, inUnit, burnedPercent) => {
        const of = ruleOrNull(input, inUnit);
        if (of === null) return;
        rules += 1;
        let lots: Lot[] = [];
        for (const percent of burnedPercent) {
          const { state, boughtInMonth } = stand(lots, of);
          expect(boughtInMonth).toBe(lots.reduce((sum, { grant: { terms } }) => sum + (terms.kind === 'PAID' ? terms.amount : 0n), 0n));
          if (state === 'DUE') {
            lots = [...lots, ...purchase(of, nextTopUp(of, lots))];
            expect(stand(lots, of).state).toBe('WATCHING');
          }
          expect(stand(lots, of).boughtInMonth).toBeLessThanOrEqual(of.terms.monthlyLimit);
          lots = lots.map((lot) => ({ ...lot, burned: lot.burned + ((lot.granted - lot.burned) * BigInt(percent)) / 100n }));
        }
      }),
      { numRuns: 300 },
    );
    // About one in five is no loop and fits its month.
    expect(rules).toBeGreaterThan(20);
  });

  function ruleOrNull(input: TopUpInput, unit: UnitInForce | null): TopUpRule | null {
    try {
      return { ...rule(), terms: { ...parseTopUp(unit === null ? inYen(input) : input, { currency: JPY, now: NOW, unit }), description: null, taxRateCodes: null } };
    } catch (error) {
      if (error instanceof BillingError && ['TOP_UP_LOOP', 'OUT_OF_RANGE'].includes(error.code)) return null;
      throw error;
    }
  }

  /** Whole yen. */
  function inYen({ threshold, amount, bonusAmount, ...others }: TopUpInput): TopUpInput {
    const whole = (text: string) => String(Math.ceil(Number(text)));
    return { ...others, threshold: whole(threshold), amount: whole(amount), bonusAmount: bonusAmount == null ? null : whole(bonusAmount) };
  }
});
