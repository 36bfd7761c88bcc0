/** Automatic top-ups: a rule that buys a customer credit, in money or in a unit, whenever what is left falls below a threshold, up to a limit a month. */
import { readAmount } from '../amountField.ts';
import type { CurrencyCode } from '../currency.ts';
import { type Decimal, Decimal as decimal, ZERO, decimalText } from '../decimal.ts';
import { digestOf } from '../digest.ts';
import { BillingError, refuseUnless } from '../errors.ts';
import { type Field, readObject, readText, readWord, required } from '../fields.ts';
import { deriveId } from '../identity.ts';
import type { Instant } from '../instant.ts';
import { type JsonObject, canonicalJson } from '../json.ts';
import { amountText } from '../money.ts';
import { type Interval, type Period, contains, periodAt, readInterval } from '../period.ts';
import type { ZoneTimeline } from '../zoneTimeline.ts';
import { readUnits } from './creditUnit.ts';
import { type GrantReading, type GrantTerms, type Measured, type PurchaseInput, type PurchaseUse, type StoredMeasure, grantTermsJson, measureJson, parsePurchase, readGrantTerms, readMeasure } from './grant.ts';
import { type Lot, balanceOf, untakenOf } from './lot.ts';
import { unitBalances } from './lotUnits.ts';

/** What a rule compares with its threshold: what can be drawn on, or that less what unbilled usage and holds would draw. The SDL's enum `TopUpBasis` lists the same words. */
export const TOP_UP_BASES = ['BALANCE', 'PROJECTED_BALANCE'] as const;
export type TopUpBasis = (typeof TOP_UP_BASES)[number];

/** How a rule stands, in order of precedence; the SDL's enum `TopUpState` lists the same words. */
export const TOP_UP_STATES = ['ENDED', 'WATCHING', 'AWAITING_PAYMENT', 'LIMIT_REACHED', 'DUE'] as const;
export type TopUpState = (typeof TOP_UP_STATES)[number];

/** What was asked for. Amounts are in minor units, above zero. */
export interface TopUpTerms {
  /** It buys when less than this is left; of a rule in a unit, what `thresholdUnits` were worth when it was set. */
  readonly threshold: bigint;
  /** Of a rule in a unit: it buys when less of that unit is left. Absent for money. */
  readonly thresholdUnits?: Decimal;
  readonly basis: TopUpBasis;
  /** What it buys, without times and a charge of its own; not less than the threshold. In a unit, at the rate in force when the rule was set. */
  readonly lot: GrantTerms;
  /** What is given on top of each purchase, as promotional credit; absent for nothing. */
  readonly bonus?: Measured;
  readonly use: PurchaseUse;
  /** How long a lot can be drawn on; null: for ever. */
  readonly expiresAfter: Interval | null;
  /** What automatic top-ups may charge the customer in a calendar month, in money also for a rule in a unit; not less than the lot. */
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
export interface TopUpInput extends Omit<PurchaseInput, 'startsAt' | 'expiresAt'> {
  readonly threshold: string;
  readonly basis?: string | null | undefined;
  readonly expiresAfter?: unknown;
  readonly monthlyLimit: string;
  readonly description?: string | null | undefined;
  readonly taxRateCodes?: readonly string[] | null | undefined;
}

const REASON_LIMIT = 500;

/**
 * Reads a rule, but for what its invoices say. Errors, in order: those of `parsePurchase` for what it buys; `threshold` as `amount`;
 * `basis` INVALID_VALUE; `expiresAfter` as `readInterval`; `monthlyLimit` as `readAmount`, REQUIRED, OUT_OF_RANGE for less than one
 * purchase; TOP_UP_LOOP at `amount` for less than the threshold: one purchase would not end what it is bought for, and the next would
 * follow at once. The bonus does not count: it may be void, or used up, by itself.
 */
export function parseTopUp(input: TopUpInput, reading: GrantReading): Omit<TopUpTerms, 'description' | 'taxRateCodes'> {
  const of = readObject(input, []);
  const field = (name: string): Field => ({ of, name, path: [] });
  const [{ purchase, ...lot }, bonus] = parsePurchase({ ...input, startsAt: null, expiresAt: null }, '', reading);
  const { currency, unit = null } = reading;
  const threshold = unit === null ? { amount: required(readAmount(field('threshold'), currency), field('threshold')) } : required(readUnits(field('threshold'), unit, currency), field('threshold'));
  const basis = readWord(field('basis'), TOP_UP_BASES) ?? 'BALANCE';
  const expiresAfter = (of['expiresAfter'] ?? null) === null ? null : readInterval(field('expiresAfter'));
  const monthlyLimit = required(readAmount(field('monthlyLimit'), currency), field('monthlyLimit'));
  refuseUnless(monthlyLimit >= lot.amount, 'OUT_OF_RANGE', `is less than the ${amountText(lot.amount, currency)} of one purchase`, ['monthlyLimit']);
  const units = 'units' in threshold ? { thresholdUnits: threshold.units } : {};
  const terms = { threshold: threshold.amount, ...units, basis, lot: { ...lot, purchase: null }, ...(bonus && { bonus: measureOf(bonus) }), use: purchase?.use ?? 'ON_ISSUE', expiresAfter, monthlyLimit };
  refuseUnless(liftsToThreshold(terms), 'TOP_UP_LOOP', 'is less than the threshold: one purchase would bring about the next', ['amount']);
  return terms;
}

/** Whether one purchase lifts a balance of nothing to the threshold. */
function liftsToThreshold({ threshold, thresholdUnits, lot }: Pick<TopUpTerms, 'threshold' | 'thresholdUnits' | 'lot'>): boolean {
  return thresholdUnits === undefined ? lot.amount >= threshold : (lot.unit?.amount ?? ZERO).gte(thresholdUnits);
}

function measureOf({ amount, unit }: GrantTerms): Measured {
  return { amount, ...(unit && { unit }) };
}

/** What a rule compares with its threshold. */
export interface TopUpBalance {
  /** Minor units; of a rule in a unit, what is left in money of that unit's lots. */
  readonly balance: bigint;
  /** What can be drawn on of the rule's unit; null for a rule in money. */
  readonly unitBalance: Decimal | null;
}

/** What can be drawn on at a time: of every lot, or of those in the rule's unit. `lots` are as the rule's basis leaves them. */
export function topUpBalance({ lot: { unit } }: Pick<TopUpTerms, 'lot'>, lots: readonly Lot[], { currency, at }: { readonly currency: CurrencyCode; readonly at: Instant }): TopUpBalance {
  if (unit === undefined) return { balance: balanceOf(lots, at), unitBalance: null };
  const own = lots.filter(({ grant }) => grant.terms.unit?.code === unit.code);
  return { balance: balanceOf(own, at), unitBalance: unitBalances(own, currency, at).get(unit.code) ?? ZERO };
}

/** What is known when a rule is looked at. */
export interface TopUpLook extends TopUpBalance {
  /** Every lot of the customer. */
  readonly lots: readonly Lot[];
  /** The customer's, whose months count. */
  readonly zone: ZoneTimeline;
  readonly at: Instant;
}

export interface TopUpStanding extends TopUpBalance {
  readonly state: TopUpState;
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
export function topUpStanding({ terms, end }: Pick<TopUpRule, 'terms' | 'end'>, { balance, unitBalance, lots, zone, at }: TopUpLook): TopUpStanding {
  const month = periodAt({ interval: { unit: 'MONTH', count: 1 }, anchor: 'CALENDAR', startAt: at, zone }, at);
  const bought = lots.filter(({ grant: { terms: own } }) => own.topUp !== undefined && own.kind === 'PAID');
  const boughtInMonth = sumOf(bought.filter(({ grant }) => contains(month, grant.recordedAt)).map(({ grant }) => grant.terms.amount));
  const awaitingPayment = sumOf(bought.filter(({ isPaidFor }) => !isPaidFor).map(untakenOf));
  const stateOf = (): TopUpState => {
    if (end !== null) return 'ENDED';
    if (terms.thresholdUnits === undefined ? balance >= terms.threshold : unitBalance?.gte(terms.thresholdUnits)) return 'WATCHING';
    if (awaitingPayment > 0n) return 'AWAITING_PAYMENT';
    return boughtInMonth + terms.lot.amount > terms.monthlyLimit ? 'LIMIT_REACHED' : 'DUE';
  };
  return { state: stateOf(), balance, unitBalance, month, boughtInMonth, awaitingPayment };
}

/** The how-manieth purchase of a rule the next one is, from 1 on. It names the purchase, so there is one of each number. */
export function nextTopUp({ id }: Pick<TopUpRule, 'id'>, lots: readonly Lot[]): number {
  return lots.reduce((next, { grant: { terms: { topUp } } }) => (topUp?.topUpRuleId === id && topUp.ordinal >= next ? topUp.ordinal + 1 : next), 1);
}

/** The request that a purchase is posted for: no other purchase of the tenant has it. */
export function topUpCause({ id }: Pick<TopUpRule, 'id'>, ordinal: number): string {
  return `top-up:${id}:${ordinal}`;
}

/** What the purchase of a number is granted with: the paid lot, and its bonus. */
export function topUpGrants({ id, terms: { lot, bonus, use, expiresAfter } }: Pick<TopUpRule, 'id' | 'terms'>, ordinal: number, { chargeId, zone, at }: { readonly chargeId: string; readonly zone: ZoneTimeline; readonly at: Instant }): [GrantTerms, ...GrantTerms[]] {
  const expiresAt = expiresAfter === null ? null : periodAt({ interval: expiresAfter, anchor: 'ANNIVERSARY', startAt: at, zone }, at).end;
  const paid: GrantTerms = { ...lot, expiresAt, purchase: { chargeId, use }, topUp: { topUpRuleId: id, ordinal } };
  return bonus === undefined ? [paid] : [paid, { ...paid, ...bonus, kind: 'PROMOTIONAL' }];
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

/** What is stored of the terms, without what a rule in money, or without a bonus, does not have; `readTopUpTerms` reads it back. */
export function topUpTermsJson({ threshold, thresholdUnits, lot, bonus, expiresAfter, monthlyLimit, taxRateCodes, ...others }: TopUpTerms): JsonObject {
  return {
    ...others,
    threshold: String(threshold),
    ...(thresholdUnits && { thresholdUnits: decimalText(thresholdUnits) }),
    lot: grantTermsJson(lot),
    ...(bonus && { bonus: measureJson(bonus) }),
    expiresAfter: expiresAfter && { ...expiresAfter },
    monthlyLimit: String(monthlyLimit),
    taxRateCodes: taxRateCodes && [...taxRateCodes],
  };
}

interface StoredTerms extends Omit<TopUpTerms, 'threshold' | 'thresholdUnits' | 'lot' | 'bonus' | 'monthlyLimit'> {
  readonly threshold: string;
  readonly thresholdUnits?: string;
  readonly lot: JsonObject;
  readonly bonus?: StoredMeasure;
  readonly monthlyLimit: string;
}

export function readTopUpTerms(stored: JsonObject): TopUpTerms {
  const { threshold, thresholdUnits, lot, bonus, monthlyLimit, ...others } = stored as unknown as StoredTerms;
  const optional = { ...(thresholdUnits !== undefined && { thresholdUnits: new decimal(thresholdUnits) }), ...(bonus && { bonus: readMeasure(bonus) }) };
  return { ...others, ...optional, threshold: BigInt(threshold), lot: readGrantTerms(lot), monthlyLimit: BigInt(monthlyLimit) };
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
