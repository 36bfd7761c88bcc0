import { describe, expect, it } from 'vitest';
import type { AppliedCoupon } from '../../src/core/coupon.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import { Decimal } from '../../src/core/decimal.ts';
import type { DiscountedLine } from '../../src/core/discount.ts';
import { compareCharges, compareDiscounts } from '../../src/core/factReplay.ts';
import { instant } from '../../src/core/instant.ts';
import type { Journal } from '../../src/core/journal.ts';
import { type RecordedCharge, chargeJournal, reversalJournal } from '../../src/core/oneOffCharge.ts';
import { postFact } from '../../src/core/postingRules.ts';

const USD = parseCurrency('USD');
const AT = instant(Date.UTC(2026, 0, 1));
const SERVICE = { start: AT, end: instant(Date.UTC(2026, 1, 1)) };
const placed = (draft: object, seq: number): Journal => ({ ...draft, seq, recordedAt: AT, cause: 'c', actor: 'a', hash: '' }) as Journal;

const TERMS = { description: 'Setup', amount: null, quantity: new Decimal(3), unitAmount: new Decimal('1.50'), service: SERVICE, taxRateCodes: null };
const CHARGE: RecordedCharge = { id: 'c1', customerId: 'acme', subscriptionId: null, terms: TERMS, reason: null, seq: 1, recordedAt: AT, actor: 'a', reversal: null };
const NEXT = { currency: USD, now: AT, ratedThrough: null };
const charged = placed(chargeJournal(CHARGE, NEXT), 1);

describe('factReplay: one-off charges', () => {
  const kinds = (charges: readonly RecordedCharge[], journals: readonly Journal[]) => compareCharges(charges, journals, USD).map(({ divergence, ledger, rebuilt }) => [divergence, ledger?.amount ?? null, rebuilt?.amount ?? null]);

  it('compareCharges: three units at 1.50 are 4.50 on both sides', () => {
    expect(kinds([CHARGE], [charged])).toEqual([[null, 450n, 450n]]);
    expect(compareCharges([CHARGE], [charged], USD)[0]?.rebuilt?.steps.map(({ amount }) => amount.toString())).toEqual(['4.5']);
  });

  it('compareCharges: a charge without a journal, a journal without a charge, and other terms than were posted', () => {
    expect(kinds([CHARGE], [])).toEqual([['MISSING', null, 450n]]);
    expect(kinds([], [charged])).toEqual([['UNFOUNDED', 450n, null]]);
    expect(kinds([{ ...CHARGE, terms: { ...TERMS, unitAmount: new Decimal('1.60') } }], [charged])).toEqual([['AMOUNT', 450n, 480n]]);
    expect(kinds([{ ...CHARGE, terms: { ...TERMS, description: 'Other' } }], [charged])).toEqual([['EVIDENCE', 450n, 450n]]);
  });

  it('compareCharges: one that was taken back comes to nothing, by its row and by its journals', () => {
    const reversal = { chargeId: 'c1', customerId: 'acme', reason: 'by mistake', seq: 2, recordedAt: AT, actor: 'a' };
    const takenBack = placed(reversalJournal(CHARGE, charged, NEXT), 2);
    expect(kinds([{ ...CHARGE, reversal }], [charged, takenBack])).toEqual([[null, 0n, 0n]]);
    expect(kinds([CHARGE], [charged, takenBack])).toEqual([['AMOUNT', 0n, 450n]]);
  });
});

describe('factReplay: discounts', () => {
  const coupons = [{ id: 'a1', coupon: { code: 'ten' } }] as unknown as AppliedCoupon[];
  const lineOf = (shares: Record<string, bigint>) => ({ rated: { lineKey: 'k', line: { service: SERVICE } }, shares: new Map(Object.entries(shares)) }) as unknown as DiscountedLine;
  const discount = (seq: number, amount: bigint, appliedCoupon = 'a1') => placed({ kind: 'DISCOUNT', currency: USD, line: { lineKey: 'k', service: SERVICE, ratedDigest: 'd' }, postings: postFact('discount', { chargeLine: 'k', appliedCoupon }, amount) }, seq);
  const compare = (lines: readonly DiscountedLine[], journals: readonly Journal[]) =>
    compareDiscounts(lines, journals, { coupons, currency: USD }).map(({ divergence, ledger, rebuilt }) => [divergence, ledger?.amount ?? null, rebuilt?.amount ?? null, rebuilt?.steps.map(({ label, amount }) => `${label}: ${amount.toString()}`) ?? null]);

  it('compareDiscounts: 1.00 and then 0.20 more are the 1.20 that the coupon takes off', () => {
    expect(compare([lineOf({ a1: 120n })], [discount(1, 100n), discount(2, 20n)])).toEqual([[null, -120n, -120n, ['coupon ten: -1.2']]]);
  });

  it('compareDiscounts: another amount, another coupon, none at all, and one that no coupon makes', () => {
    expect(compare([lineOf({ a1: 120n })], [discount(1, 100n)])).toEqual([['DISCOUNT', -100n, -120n, ['coupon ten: -1.2']]]);
    expect(compare([lineOf({ a1: 100n })], [discount(1, 100n, 'a2')])).toEqual([['DISCOUNT', -100n, -100n, ['coupon ten: -1']]]);
    expect(compare([lineOf({ a1: 100n })], [])).toEqual([['DISCOUNT', null, -100n, ['coupon ten: -1']]]);
    expect(compare([], [discount(1, 100n)])).toEqual([['DISCOUNT', -100n, null, null]]);
  });

  it('compareDiscounts: a discount that was taken back, and a coupon that takes nothing off, are on neither side', () => {
    expect(compare([lineOf({ a1: 0n })], [discount(1, 100n), discount(2, -100n)])).toEqual([]);
  });
});
