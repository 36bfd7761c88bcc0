import { describe, expect, it } from 'vitest';
import { type GrantTerms, grantTermsJson, readGrantTerms } from '../../../src/core/credits/grant.ts';
import { type Lot, type LotSums, balanceOf } from '../../../src/core/credits/lot.ts';
import { type TopUpInput, type TopUpRule, type TopUpTerms, endTopUp, nextTopUp, parseTopUp, readTopUpTerms, topUpCause, topUpGrant, topUpRuleId, topUpStanding, topUpTermsJson } from '../../../src/core/credits/topUp.ts';
import { receivedTerms } from '../../../src/core/credits/transfer.ts';
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
  const terms: GrantTerms = topUpGrant({ ...rule(), id: by }, ordinal, { chargeId: 'charge', zone: timelineOf(UTC, []), at: when });
  return { grant: { id: `g${ordinal}`, customerId: 'c', terms, seq: ordinal, recordedAt: when, actor: 'a' }, granted: terms.amount, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, ...others, expiresAt: terms.expiresAt, isPaidFor };
}

const stand = (lots: readonly Lot[], of = rule(), when = NOW, zone = timelineOf(UTC, [])) => topUpStanding(of, { balance: balanceOf(lots, when), lots, zone, at: when });

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
    expect(stand([])).toEqual({ state: 'DUE', balance: 0n, month: { start: at('2026-01-01'), end: at('2026-02-01') }, boughtInMonth: 0n, awaitingPayment: 0n });
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

describe('topUpGrant', () => {
  it('topUpGrant: a paid lot with its charge, its number and its expiry, which is stored and read back', () => {
    const yearly = rule({ usable: 'ON_PAYMENT', expiresAfter: { unit: 'MONTH' } });
    const terms = topUpGrant(yearly, 3, { chargeId: 'charge', zone: timelineOf(UTC, []), at: NOW });
    expect(terms).toMatchObject({ kind: 'PAID', amount: 200n, purchase: { chargeId: 'charge', use: 'ON_PAYMENT' }, topUp: { topUpRuleId: 'rule', ordinal: 3 } });
    expect(terms.expiresAt === null ? null : instantText(terms.expiresAt)).toBe('2026-02-28T00:00:00.000Z');
    expect(readGrantTerms(JSON.parse(JSON.stringify(grantTermsJson(terms))) as JsonObject)).toEqual(terms);
  });

  it('nextTopUp: numbers follow one another in each rule, and name the purchase', () => {
    const lots = [bought(1, NOW), bought(2, NOW), bought(7, NOW, { by: 'earlier' })];
    expect([nextTopUp(rule(), []), nextTopUp(rule(), lots), nextTopUp({ id: 'earlier' }, lots)]).toEqual([1, 3, 8]);
    expect(topUpCause(rule(), 3)).toBe('top-up:rule:3');
  });

  it('topUpGrant: what leaves for another customer was bought by no rule of theirs', () => {
    expect(receivedTerms(bought(1, NOW), { amount: 50n })).toMatchObject({ amount: 50n, purchase: null });
    expect(receivedTerms(bought(1, NOW), { amount: 50n })).not.toHaveProperty('topUp');
  });

  it('parseTopUp: in minor units of the currency', () => {
    expect(parseTopUp({ threshold: '0.50', amount: '1.00', monthlyLimit: '2.5' }, { currency: USD, now: NOW })).toMatchObject({ threshold: 50n, lot: { amount: 100n }, monthlyLimit: 250n });
  });
});
