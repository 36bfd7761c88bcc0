/** Automatic top-ups: a rule that buys a customer credit whenever what is left falls below a threshold, up to a limit a month. */
import { readAmount } from '../amountField.ts';
import { digestOf } from '../digest.ts';
import { BillingError, refuseUnless } from '../errors.ts';
import { type Field, readObject, readText, readWord, required } from '../fields.ts';
import { deriveId } from '../identity.ts';
import type { Instant } from '../instant.ts';
import { type JsonObject, canonicalJson } from '../json.ts';
import { amountText } from '../money.ts';
import { type Interval, type Period, contains, periodAt, readInterval } from '../period.ts';
import type { ZoneTimeline } from '../zoneTimeline.ts';
import { type GrantReading, type GrantTerms, type PurchaseInput, type PurchaseUse, grantTermsJson, parsePurchase, readGrantTerms } from './grant.ts';
import { type Lot, untakenOf } from './lot.ts';

/** What a rule compares with its threshold: what can be drawn on, or that less what unbilled usage and holds would draw. The SDL's enum `TopUpBasis` lists the same words. */
export const TOP_UP_BASES = ['BALANCE', 'PROJECTED_BALANCE'] as const;
export type TopUpBasis = (typeof TOP_UP_BASES)[number];

/** How a rule stands, in order of precedence; the SDL's enum `TopUpState` lists the same words. */
export const TOP_UP_STATES = ['ENDED', 'WATCHING', 'AWAITING_PAYMENT', 'LIMIT_REACHED', 'DUE'] as const;
export type TopUpState = (typeof TOP_UP_STATES)[number];

/** What was asked for. Amounts are in minor units, above zero. */
export interface TopUpTerms {
  /** It buys when less than this is left. */
  readonly threshold: bigint;
  readonly basis: TopUpBasis;
  /** What it buys, without times and a charge of its own; not less than the threshold. */
  readonly lot: GrantTerms;
  readonly use: PurchaseUse;
  /** How long a lot can be drawn on; null: for ever. */
  readonly expiresAfter: Interval | null;
  /** What automatic top-ups may buy the customer in a calendar month; not less than the lot. */
  readonly monthlyLimit: bigint;
  /** What its invoices say; null for what a purchase says of itself. */
  readonly description: string | null;
  /** Instead of the customer's; null for the customer's. */
  readonly taxRateCodes: readonly string[] | null;
}

/** When a rule was ended, and by whom. */
export interface TopUpRuleEnd {
  readonly customerId: string;
  readonly topUpRuleId: string;
  readonly reason: string | null;
  /** The book's head when it was recorded. */
  readonly bookSeq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
}

/** A rule as it was recorded. */
export interface TopUpRule {
  readonly id: string;
  readonly customerId: string;
  readonly terms: TopUpTerms;
  readonly bookSeq: number;
  readonly recordedAt: Instant;
  /** Who made it, in whose name it buys. */
  readonly actor: string;
  /** Null while it is in force. */
  readonly end: TopUpRuleEnd | null;
}

/** A rule as it is asked for: decimals as text. */
export interface TopUpInput extends Omit<PurchaseInput, 'unit' | 'bonusAmount' | 'startsAt' | 'expiresAt'> {
  readonly threshold: string;
  readonly basis?: string | null | undefined;
  readonly expiresAfter?: unknown;
  readonly monthlyLimit: string;
  readonly description?: string | null | undefined;
  readonly taxRateCodes?: readonly string[] | null | undefined;
}

const REASON_LIMIT = 500;

/**
 * Reads a rule, but for what its invoices say. Errors, in order: those of `parsePurchase` for what it buys; `threshold` as `readAmount`, REQUIRED;
 * `basis` INVALID_VALUE; `expiresAfter` as `readInterval`; `monthlyLimit` as `readAmount`, REQUIRED, OUT_OF_RANGE for less than one
 * purchase; TOP_UP_LOOP at `amount` for less than the threshold: one purchase would not end what it is bought for, and the next would follow at once.
 */
export function parseTopUp(input: TopUpInput, reading: Omit<GrantReading, 'unit'>): Omit<TopUpTerms, 'description' | 'taxRateCodes'> {
  const of = readObject(input, []);
  const field = (name: string): Field => ({ of, name, path: [] });
  const [{ purchase, ...lot }] = parsePurchase({ ...input, unit: null, bonusAmount: null, startsAt: null, expiresAt: null }, '', reading);
  const { currency } = reading;
  const threshold = required(readAmount(field('threshold'), currency), field('threshold'));
  const basis = readWord(field('basis'), TOP_UP_BASES) ?? 'BALANCE';
  const expiresAfter = (of['expiresAfter'] ?? null) === null ? null : readInterval(field('expiresAfter'));
  const monthlyLimit = required(readAmount(field('monthlyLimit'), currency), field('monthlyLimit'));
  refuseUnless(monthlyLimit >= lot.amount, 'OUT_OF_RANGE', `is less than the ${amountText(lot.amount, currency)} of one purchase`, ['monthlyLimit']);
  refuseUnless(lot.amount >= threshold, 'TOP_UP_LOOP', `is less than the threshold of ${amountText(threshold, currency)}: one purchase would bring about the next`, ['amount']);
  return { threshold, basis, lot: { ...lot, purchase: null }, use: purchase?.use ?? 'ON_ISSUE', expiresAfter, monthlyLimit };
}

/** What is known when a rule is looked at. */
export interface TopUpLook {
  /** By the rule's basis. */
  readonly balance: bigint;
  /** Every lot of the customer. */
  readonly lots: readonly Lot[];
  /** The customer's, whose months count. */
  readonly zone: ZoneTimeline;
  readonly at: Instant;
}

export interface TopUpStanding {
  readonly state: TopUpState;
  readonly balance: bigint;
  /** The calendar month that the limit is of now. */
  readonly month: Period;
  /** What automatic top-ups bought in it, by whichever rule, and whatever became of it. */
  readonly boughtInMonth: bigint;
  /** What they bought, in whichever month, that can be drawn on once its invoice is paid, and is not paid. */
  readonly awaitingPayment: bigint;
}

/**
 * How a rule stands. It is DUE when less than the threshold is left, nothing that was bought automatically still waits to be paid for,
 * and one more purchase stays within the month's limit. What waits is no balance yet, but it is on its way: buying again would
 * only pile up invoices.
 */
export function topUpStanding({ terms, end }: Pick<TopUpRule, 'terms' | 'end'>, { balance, lots, zone, at }: TopUpLook): TopUpStanding {
  const month = periodAt({ interval: { unit: 'MONTH', count: 1 }, anchor: 'CALENDAR', startAt: at, zone }, at);
  const bought = lots.filter(({ grant }) => grant.terms.topUp !== undefined);
  const boughtInMonth = sumOf(bought.filter(({ grant }) => contains(month, grant.recordedAt)).map(({ grant }) => grant.terms.amount));
  const awaitingPayment = sumOf(bought.filter(({ isPaidFor }) => !isPaidFor).map(untakenOf));
  const stateOf = (): TopUpState => {
    if (end !== null) return 'ENDED';
    if (balance >= terms.threshold) return 'WATCHING';
    if (awaitingPayment > 0n) return 'AWAITING_PAYMENT';
    return boughtInMonth + terms.lot.amount > terms.monthlyLimit ? 'LIMIT_REACHED' : 'DUE';
  };
  return { state: stateOf(), balance, month, boughtInMonth, awaitingPayment };
}

/** The how-manieth purchase of a rule the next one is, from 1 on. It names the purchase, so there is one of each number. */
export function nextTopUp({ id }: Pick<TopUpRule, 'id'>, lots: readonly Lot[]): number {
  return lots.reduce((next, { grant: { terms: { topUp } } }) => (topUp?.topUpRuleId === id && topUp.ordinal >= next ? topUp.ordinal + 1 : next), 1);
}

/** The request that a purchase is posted for: no other purchase of the tenant has it. */
export function topUpCause({ id }: Pick<TopUpRule, 'id'>, ordinal: number): string {
  return `top-up:${id}:${ordinal}`;
}

/** What the purchase of a number is granted with. */
export function topUpGrant({ id, terms: { lot, use, expiresAfter } }: Pick<TopUpRule, 'id' | 'terms'>, ordinal: number, { chargeId, zone, at }: { readonly chargeId: string; readonly zone: ZoneTimeline; readonly at: Instant }): GrantTerms {
  const expiresAt = expiresAfter === null ? null : periodAt({ interval: expiresAfter, anchor: 'ANNIVERSARY', startAt: at, zone }, at).end;
  return { ...lot, expiresAt, purchase: { chargeId, use }, topUp: { topUpRuleId: id, ordinal } };
}

/** How a rule ends. Errors: INVALID_STATE at `topUpRuleId` the second time; `reason` as `readText`. */
export function endTopUp(rule: TopUpRule, { reason = null }: { readonly reason?: string | null | undefined }, by: Pick<TopUpRuleEnd, 'bookSeq' | 'recordedAt' | 'actor'>): TopUpRuleEnd {
  if (rule.end !== null) throw new BillingError('INVALID_STATE', 'has ended already', ['topUpRuleId']);
  return { customerId: rule.customerId, topUpRuleId: rule.id, reason: readText({ of: { reason }, name: 'reason', path: [] }, REASON_LIMIT), ...by };
}

/** The id of a rule: of whom, by which request, and of everything that was asked. A changed row no longer has it. */
export function topUpRuleId(terms: TopUpTerms, { tenantId, customerId, cause, at }: { readonly tenantId: string; readonly customerId: string; readonly cause: string; readonly at: Instant }): string {
  return deriveId('top-up-rule', at, [tenantId, customerId, cause, digestOf('neruba.top-up-rule.v1', [canonicalJson(topUpTermsJson(terms))])]);
}

/** What is stored of the terms; `readTopUpTerms` reads it back. */
export function topUpTermsJson({ threshold, lot, expiresAfter, monthlyLimit, taxRateCodes, ...others }: TopUpTerms): JsonObject {
  return {
    ...others,
    threshold: String(threshold),
    lot: grantTermsJson(lot),
    expiresAfter: expiresAfter && { ...expiresAfter },
    monthlyLimit: String(monthlyLimit),
    taxRateCodes: taxRateCodes && [...taxRateCodes],
  };
}

interface StoredTerms extends Omit<TopUpTerms, 'threshold' | 'lot' | 'monthlyLimit'> {
  readonly threshold: string;
  readonly lot: JsonObject;
  readonly monthlyLimit: string;
}

export function readTopUpTerms(stored: JsonObject): TopUpTerms {
  const { threshold, lot, monthlyLimit, ...others } = stored as unknown as StoredTerms;
  return { ...others, threshold: BigInt(threshold), lot: readGrantTerms(lot), monthlyLimit: BigInt(monthlyLimit) };
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
