/** Coupons: what they take off, off what and for how long; and their application to a customer. */
import { type CurrencyCode, exponentOf, parseCurrency } from './currency.ts';
import { type Decimal, ZERO, parseDecimal } from './decimal.ts';
import { BillingError, refuseUnless } from './errors.ts';
import { type Field, type InputObject, pathOf, readCount, readList, readObject, readWord, refuseRepeats, required, writeDecimal } from './fields.ts';
import { type Instant, instant, instantText, later, parseInstant } from './instant.ts';
import type { JsonObject } from './json.ts';
import { parseKey } from './key.ts';
import { roundToMinor } from './money.ts';

/** For how many intervals of a subscription's plan a coupon holds: one, a number of them, or no end. */
export const COUPON_DURATIONS = ['ONCE', 'REPEATING', 'FOREVER'] as const;
export type CouponDuration = (typeof COUPON_DURATIONS)[number];

/** Exactly one of `percentage`, and `amount` with `currency`, is there. */
export interface CouponTerms {
  /** Percent, above 0 and at most 100. */
  readonly percentage: Decimal | null;
  /** Major units an interval, above zero. */
  readonly amount: Decimal | null;
  readonly currency: CurrencyCode | null;
  readonly duration: CouponDuration;
  /** Intervals of a REPEATING coupon; null for the others. */
  readonly periods: number | null;
  /** The codes of the prices that it is limited to; null for all. */
  readonly priceCodes: readonly string[] | null;
  /** The codes of the plans that it is limited to; null for all. */
  readonly planCodes: readonly string[] | null;
  /** How often it may be applied, over all customers; null without limit. */
  readonly redemptionLimit: number | null;
  /** When it can no longer be applied; what is applied goes on. Null for never. */
  readonly expiresAt: Instant | null;
}

export interface Coupon {
  readonly id: string;
  /** The seller's own key, unique in the tenant. */
  readonly code: string;
  readonly name: string;
  readonly terms: CouponTerms;
  /** The ids of the plans of `planCodes`. */
  readonly planIds: readonly string[] | null;
  readonly createdAt: Instant;
}

/** A coupon on a customer, or on one subscription. */
export interface AppliedCoupon {
  readonly id: string;
  readonly customerId: string;
  /** Null for all subscriptions of the customer. */
  readonly subscriptionId: string | null;
  readonly coupon: Coupon;
  readonly startAt: Instant;
  /** The book's head when it was applied: a cut knows it if its issue journal's seq is greater. */
  readonly bookSeq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
  /** Null while it stands. */
  readonly removal: CouponRemoval | null;
}

export interface CouponRemoval {
  readonly appliedCouponId: string;
  readonly customerId: string;
  /** From here on nothing falls under it. */
  readonly endAt: Instant;
  readonly bookSeq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly reason: string | null;
}

/** The coupons, and their removals, that were recorded by a time. */
export function couponsKnownAt(coupons: readonly AppliedCoupon[], knownAt: Instant): AppliedCoupon[] {
  const known = coupons.filter(({ recordedAt }) => recordedAt <= knownAt);
  return known.map((coupon) => (coupon.removal === null || coupon.removal.recordedAt <= knownAt ? coupon : { ...coupon, removal: null }));
}

const PERIOD_LIMIT = 1_000;
const CODE_LIMIT = 100;
const REDEMPTION_LIMIT = 1_000_000_000;

/**
 * Reads a coupon's terms; `expiresAt` is an instant, or its text. Errors, in order: `percentage` and `amount` INVALID_VALUE,
 * OUT_OF_RANGE, both or none: INVALID_VALUE at `amount`, REQUIRED at `percentage`; `currency` REQUIRED with an amount,
 * UNKNOWN_CURRENCY, INVALID_VALUE with a percentage; OUT_OF_RANGE at `amount` with more digits than the currency has;
 * `duration` INVALID_VALUE; `periods` REQUIRED or INVALID_VALUE by it, OUT_OF_RANGE; `priceCodes` and `planCodes` REQUIRED if
 * empty, TOO_MANY, as `parseKey`, CONFLICT; `redemptionLimit` INVALID_VALUE, OUT_OF_RANGE.
 */
export function parseCouponTerms(input: object): CouponTerms {
  const of = readObject(input, []);
  const field = (name: string): Field => ({ of, name, path: [] });
  const off = readOff(of);
  const duration = readWord(field('duration'), COUPON_DURATIONS) ?? 'ONCE';
  const periods = readCount(field('periods'), { min: 1, max: PERIOD_LIMIT });
  if (duration === 'REPEATING') required(periods, field('periods'));
  else refuseUnless(periods === null, 'INVALID_VALUE', `cannot be given with duration ${duration}`, ['periods']);
  return {
    ...off,
    duration,
    periods,
    priceCodes: readCodes(field('priceCodes')),
    planCodes: readCodes(field('planCodes')),
    redemptionLimit: readCount(field('redemptionLimit'), { min: 1, max: REDEMPTION_LIMIT }),
    expiresAt: readInstant(of['expiresAt'] ?? null),
  };
}

/** The way back of `parseCouponTerms`. */
export function couponTermsJson({ percentage, amount, priceCodes, planCodes, expiresAt, ...others }: CouponTerms): JsonObject {
  return {
    ...others,
    percentage: writeDecimal(percentage),
    amount: writeDecimal(amount),
    priceCodes: priceCodes === null ? null : [...priceCodes],
    planCodes: planCodes === null ? null : [...planCodes],
    expiresAt: expiresAt === null ? null : instantText(expiresAt),
  };
}

/** How many intervals of a plan a coupon holds for; null for ever. */
export function intervalsOf({ duration, periods }: CouponTerms): number | null {
  return duration === 'FOREVER' ? null : (periods ?? 1);
}

/** What a coupon is applied to. */
export interface Application {
  readonly currency: CurrencyCode;
  readonly subscriptionId: string | null;
  readonly now: Instant;
  /** What the customer has applied already. */
  readonly applied: readonly AppliedCoupon[];
  /** How often the coupon was applied, over all customers. */
  readonly redemptions: number;
}

/**
 * Refuses an application. Errors, in order, at `couponCode`: CURRENCY_MISMATCH for an amount in another currency than the
 * customer's; INVALID_STATE once it has expired, or is used up, or stands on the same customer or subscription already.
 */
export function checkApplication({ id, terms }: Coupon, { currency, subscriptionId, now, applied, redemptions }: Application): void {
  const refuse = (holds: boolean, message: string) => refuseUnless(holds, 'INVALID_STATE', message, ['couponCode']);
  if (terms.currency !== null && terms.currency !== currency) {
    throw new BillingError('CURRENCY_MISMATCH', `takes off ${terms.currency}, and the customer is billed in ${currency}`, ['couponCode']);
  }
  refuse(terms.expiresAt === null || now < terms.expiresAt, 'has expired');
  refuse(terms.redemptionLimit === null || redemptions < terms.redemptionLimit, 'was applied as often as it may be');
  const stands = applied.some((other) => other.coupon.id === id && other.subscriptionId === subscriptionId && other.removal === null);
  refuse(!stands, 'is applied there already: remove it first');
}

/** When a coupon begins that is applied now, or ends that is removed: after everything that is invoiced, which stays as it is. */
export function afterInvoiced(now: Instant, { ratedThrough }: { readonly ratedThrough: Instant | null }): Instant {
  return ratedThrough === null ? now : later(now, instant(ratedThrough + 1));
}

function readOff(of: InputObject): Pick<CouponTerms, 'percentage' | 'amount' | 'currency'> {
  const percentage = readPositive({ of, name: 'percentage', path: [] });
  const amount = readPositive({ of, name: 'amount', path: [] });
  const currency = (of['currency'] ?? null) === null ? null : parseCurrency(String(of['currency']), ['currency']);
  refuseUnless(percentage === null || amount === null, 'INVALID_VALUE', 'cannot be given with a percentage', ['amount']);
  if (percentage !== null) {
    refuseUnless(percentage.lte(100), 'OUT_OF_RANGE', 'is above 100', ['percentage']);
    refuseUnless(currency === null, 'INVALID_VALUE', 'cannot be given with a percentage', ['currency']);
    return { percentage, amount, currency };
  }
  const given = required(amount, { of, name: 'percentage', path: [] });
  const digits = exponentOf(required(currency, { of, name: 'currency', path: [] }));
  refuseUnless(given.decimalPlaces() <= digits, 'OUT_OF_RANGE', `has more than the ${digits} fraction digits of the currency`, ['amount']);
  if (currency !== null) refuseBeyond(given, currency);
  return { percentage, amount, currency };
}

function refuseBeyond(amount: Decimal, currency: CurrencyCode): void {
  try {
    roundToMinor(amount, currency);
  } catch (error) {
    throw error instanceof BillingError ? error.under('amount') : error;
  }
}

function readPositive(field: Field): Decimal | null {
  const value = field.of[field.name] ?? null;
  if (value === null) return null;
  if (typeof value !== 'string') throw new BillingError('INVALID_VALUE', 'is not a decimal in a string', pathOf(field));
  const decimal = parseDecimal(value, pathOf(field));
  refuseUnless(decimal.gt(ZERO), 'OUT_OF_RANGE', 'is not above zero', pathOf(field));
  return decimal;
}

function readCodes(field: Field): string[] | null {
  if ((field.of[field.name] ?? null) === null) return null;
  const codes = readList(field, CODE_LIMIT).map((code, index) => parseKey(code, [...pathOf(field), String(index)]));
  refuseUnless(codes.length > 0, 'REQUIRED', 'is empty: leave it out for no limit', pathOf(field));
  refuseRepeats(codes, pathOf(field));
  return codes;
}

/** From the API an instant, from what is stored its text. */
function readInstant(value: unknown): Instant | null {
  return typeof value === 'string' ? parseInstant(value, ['expiresAt']) : (value as Instant | null);
}
