import { describe, expect, it } from 'vitest';
import { parseGrant } from '../../../src/core/credits/grant.ts';
import { type Lot, type LotSums, balanceOf, expiryDifference, standingOf, voidableOf } from '../../../src/core/credits/lot.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { USD, at } from '../../support/ledger.ts';
import { refusalOf } from '../../support/refusal.ts';

const NOW = at('2026-02-01');

function lot(sums: Partial<LotSums>, changes: { expiresAt?: Instant | null; startsAt?: Instant; isPaidFor?: boolean } = {}): Lot {
  const { expiresAt = null, startsAt = null, isPaidFor = true } = changes;
  const terms = { ...parseGrant({ amount: '1.00' }, { currency: USD, now: NOW }), startsAt };
  return { grant: { id: 'g', customerId: 'c', terms, seq: 1, recordedAt: NOW, actor: 'key' }, granted: 100n, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, ...sums, expiresAt, isPaidFor };
}

describe('standingOf', () => {
  it.each<[string, Lot, string]>([
    ['fresh', lot({}), 'ACTIVE 0 100'],
    ['in use', lot({ burned: 30n, voided: 20n }), 'ACTIVE 0 50'],
    ['used up', lot({ burned: 80n, voided: 20n }), 'USED 0 0'],
    ['voided', lot({ voided: 100n }), 'VOIDED 0 0'],
    ['begins later', lot({}, { startsAt: at('2026-02-02') }), 'SCHEDULED 0 100'],
    ['not paid', lot({}, { isPaidFor: false }), 'AWAITING_PAYMENT 0 100'],
    ['expired, not posted yet', lot({ burned: 30n }, { expiresAt: NOW }), 'EXPIRED 70 0'],
    ['expired and posted', lot({ burned: 30n, expired: 70n }, { expiresAt: NOW }), 'EXPIRED 70 0'],
    ['used up before it expired', lot({ burned: 100n }, { expiresAt: NOW }), 'USED 0 0'],
    ['expiry put off after it was posted', lot({ expired: 100n }, { expiresAt: at('2026-03-01') }), 'ACTIVE 0 100'],
  ])('standingOf: %s', (_, own, expected) => {
    const { status, expired, remaining, granted, burned, voided } = standingOf(own, NOW);
    expect(`${status} ${expired} ${remaining}`).toBe(expected);
    expect(burned + expired + voided + remaining).toBe(granted);
  });

  it('balanceOf: counts what can be drawn on, and nothing else', () => {
    expect(balanceOf([lot({ burned: 40n }), lot({}, { isPaidFor: false }), lot({}, { startsAt: at('2026-02-02') }), lot({}, { expiresAt: NOW })], NOW)).toBe(60n);
  });
});

describe('expiryDifference', () => {
  it.each<[string, Lot, bigint]>([
    ['nothing before the expiry', lot({}, { expiresAt: at('2026-02-02') }), 0n],
    ['what is left at it', lot({ burned: 30n }, { expiresAt: NOW }), 70n],
    ['nothing once it is posted', lot({ burned: 30n, expired: 70n }, { expiresAt: NOW }), 0n],
    ['back what a charge from before took since', lot({ burned: 50n, expired: 70n }, { expiresAt: NOW }), -20n],
    ['more when credit came back', lot({ burned: 10n, expired: 70n }, { expiresAt: NOW }), 20n],
    ['all back once it is put off', lot({ burned: 30n, expired: 70n }), -70n],
  ])('expiryDifference: %s', (_, own, expected) => {
    expect(expiryDifference(own, NOW)).toBe(expected);
  });
});

describe('voidableOf', () => {
  const of = { at: NOW, currency: USD };

  it('voidableOf: what is asked, or all that is left', () => {
    expect([voidableOf(lot({ burned: 30n }), 70n, of), voidableOf(lot({ burned: 30n }), null, of)]).toEqual([70n, 70n]);
  });

  it('voidableOf: refuses what nothing is left of, then more than is left', () => {
    expect(refusalOf(() => voidableOf(lot({ burned: 100n }), 200n, of))).toBe('INVALID_STATE at grantId');
    expect(refusalOf(() => voidableOf(lot({}, { expiresAt: NOW }), 1n, of))).toBe('INVALID_STATE at grantId');
    expect(refusalOf(() => voidableOf(lot({ burned: 30n }), 71n, of))).toBe('OUT_OF_RANGE at amount');
  });
});
