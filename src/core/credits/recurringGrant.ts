/** Recurring grants: rules that grant a lot of credit for every interval, of which some may go over to the next. */
import { readAmount } from '../amountField.ts';
import type { CurrencyCode } from '../currency.ts';
import { type Decimal, Decimal as decimal, ZERO, decimalText, parseDecimal } from '../decimal.ts';
import { digestOf } from '../digest.ts';
import { BillingError, type FieldPath, refuseUnless } from '../errors.ts';
import { type Field, pathOf, readCount, readDecimal, readFlag, readObject, readWord, writeDecimal } from '../fields.ts';
import { deriveId } from '../identity.ts';
import { type Instant, earlier, instantText, parseInstant } from '../instant.ts';
import { invariant } from '../invariant.ts';
import { type JsonObject, canonicalJson } from '../json.ts';
import { type Anchor, type Interval, readInterval } from '../period.ts';
import { readUnits, worthOf } from './creditUnit.ts';
import { type GrantInput, type GrantReading, type GrantTerms, grantTermsJson, parseGrant, readGrantTerms } from './grant.ts';

/** How much of each lot goes over to the intervals after it, if charges leave it: exactly one of the two is there. */
export interface Rollover {
  /** In minor units, above zero. */
  readonly maximumAmount: bigint | null;
  /** Of the lot's amount, above 0 and at most 100; cut to minor units. */
  readonly percentage: Decimal | null;
  /** For how many further intervals. */
  readonly intervals: number;
  /** Of a rule in a unit, where `maximumAmount` is null; absent for money. */
  readonly inUnits?: UnitRollover;
}

/** What goes over of a lot in a unit: as much of the unit, and as much as that is worth at the rule's rate, rounded down. */
export interface UnitRollover {
  /** As it was asked for; null for a percentage. */
  readonly maximum: Decimal | null;
  readonly rolled: MeasuredPart;
  readonly base: MeasuredPart;
}

/** A part of a lot in a unit. */
export interface MeasuredPart {
  readonly units: Decimal;
  readonly amount: bigint;
}

/** What was asked for. */
export interface RecurringTerms {
  /** What each interval is granted; without times of its own. */
  readonly lot: GrantTerms;
  readonly interval: Interval;
  readonly anchor: Anchor;
  /** The day on which intervals of an ANNIVERSARY begin is that of this time. */
  readonly anchorAt: Instant;
  /** The first lot is that of the interval in which this lies, and begins here. */
  readonly startAt: Instant;
  /** No interval that begins here or later is granted; null: for ever. */
  readonly endAt: Instant | null;
  /** How long a lot can be drawn on; null: to the end of its interval. */
  readonly expiresAfter: Interval | null;
  readonly neverExpires: boolean;
  /** Null: nothing goes over. */
  readonly rollover: Rollover | null;
}

/** When a rule was ended, and by whom. */
export interface RecurringGrantEnd {
  readonly customerId: string;
  readonly recurringGrantId: string;
  /** No interval that begins here or later is granted. */
  readonly endAt: Instant;
  readonly reason: string | null;
  /** The book's head when it was recorded. */
  readonly bookSeq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
}

/** A rule as it was recorded. */
export interface RecurringGrant {
  readonly id: string;
  readonly customerId: string;
  readonly terms: RecurringTerms;
  /** The idempotency key of the request that made it, which is the cause of every lot that it grants. */
  readonly cause: string;
  /** The book's head when it was recorded. */
  readonly bookSeq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
  /** Null while it was not ended. */
  readonly end: RecurringGrantEnd | null;
}

/** A rule as it is asked for: decimals as text. */
export interface RecurringInput extends Omit<GrantInput, 'startsAt' | 'expiresAt'> {
  readonly interval?: unknown;
  readonly anchor?: string | null | undefined;
  readonly anchorAt?: Instant | null | undefined;
  readonly startAt?: Instant | null | undefined;
  readonly endAt?: Instant | null | undefined;
  readonly expiresAfter?: unknown;
  readonly neverExpires?: boolean | null | undefined;
  readonly rollover?: unknown;
}

const ANCHORS = ['ANNIVERSARY', 'CALENDAR'] as const;
const ROLLED_INTERVALS = 120;

/**
 * Reads a rule. Errors, in order: those of `parseGrant` for what each interval is granted; `interval` as `readInterval`;
 * `anchor` INVALID_VALUE; OUT_OF_RANGE at `startAt` in the past, and at `endAt` unless it lies after the start; `expiresAfter`
 * as `readInterval`; INVALID_VALUE at `neverExpires` beside it; `rollover` as `readRollover`, and INVALID_VALUE unless lots
 * expire with their interval.
 */
export function parseRecurring(input: RecurringInput, reading: GrantReading): RecurringTerms {
  const of = readObject(input, []);
  const field = (name: string): Field => ({ of, name, path: [] });
  const lot = parseGrant({ ...input, startsAt: null, expiresAt: null }, reading);
  const interval = readInterval(field('interval'));
  const anchor = readWord(field('anchor'), ANCHORS) ?? 'ANNIVERSARY';
  const startAt = input.startAt ?? reading.now;
  refuseUnless(startAt >= reading.now, 'OUT_OF_RANGE', `lies in the past: it is ${instantText(reading.now)}`, ['startAt']);
  const endAt = input.endAt ?? null;
  refuseUnless(endAt === null || endAt > startAt, 'OUT_OF_RANGE', `does not lie after ${instantText(startAt)}, when it starts`, ['endAt']);
  const expiresAfter = (of['expiresAfter'] ?? null) === null ? null : readInterval(field('expiresAfter'));
  const neverExpires = readFlag(field('neverExpires')) ?? false;
  refuseUnless(!neverExpires || expiresAfter === null, 'INVALID_VALUE', 'contradicts `expiresAfter`', ['neverExpires']);
  const rollover = readRollover(of['rollover'] ?? null, lot, reading);
  refuseUnless(rollover === null || (expiresAfter === null && !neverExpires), 'INVALID_VALUE', 'is of lots that expire with their interval', ['rollover']);
  return { lot, interval, anchor, anchorAt: input.anchorAt ?? startAt, startAt, endAt, expiresAfter, neverExpires, rollover };
}

/**
 * Errors, in order: `maximumAmount` as `readAmount`, or as `readUnits` in a unit; `percentage` as `readDecimal`, OUT_OF_RANGE unless above 0 and at most
 * 100; INVALID_VALUE at `rollover` unless it has exactly one of them; `intervals` INVALID_VALUE, OUT_OF_RANGE.
 */
export function readRollover(given: unknown, lot: Measure, reading: Pick<GrantReading, 'currency' | 'unit'>, path: FieldPath = ['rollover']): Rollover | null {
  if (given === null) return null;
  const of = readObject(given, path);
  const field = (name: string): Field => ({ of, name, path });
  const { currency, unit = null } = reading;
  const maximum = unit === null ? null : (readUnits(field('maximumAmount'), unit, currency)?.units ?? null);
  const maximumAmount = unit === null ? readAmount(field('maximumAmount'), currency) : null;
  const percentage = readDecimal(field('percentage'));
  refuseUnless(percentage === null || (!percentage.isZero() && percentage.lte(100)), 'OUT_OF_RANGE', 'is not above 0 and at most 100', pathOf(field('percentage')));
  refuseUnless((maximumAmount ?? maximum) === null ? percentage !== null : percentage === null, 'INVALID_VALUE', 'has exactly one of `maximumAmount` and `percentage`', path);
  const intervals = readCount(field('intervals'), { min: 1, max: ROLLED_INTERVALS }) ?? 1;
  return { maximumAmount, percentage, intervals, ...(lot.unit && { inUnits: splitUnits(lot, { maximum, percentage }, currency) }) };
}

type Measure = Pick<GrantTerms, 'amount' | 'unit'>;

/** Both parts are worth whole minor units, and neither is worth none: what would be goes with the other. */
export function splitUnits({ unit, amount }: Measure, { maximum, percentage }: { readonly maximum: Decimal | null; readonly percentage: Decimal | null }, currency: CurrencyCode): UnitRollover {
  invariant(unit, 'a rule in a unit has one');
  const worth = (units: Decimal): MeasuredPart => ({ units, amount: worthOf(units, unit.moneyPerUnit, currency) });
  const [whole, nothing] = [{ units: unit.amount, amount }, { units: ZERO, amount: 0n }];
  const most = maximum ?? unit.amount.times(percentage ?? 0).div(100).toDecimalPlaces(unit.decimals, decimal.ROUND_FLOOR);
  const rolled = worth(decimal.min(most, unit.amount));
  if (rolled.amount === 0n) return { maximum, rolled: nothing, base: whole };
  const base = worth(unit.amount.minus(rolled.units));
  return base.amount === 0n ? { maximum, rolled: whole, base: nothing } : { maximum, rolled, base };
}

/** What an interval is granted: what ends with it, and what goes over if nothing is drawn; null where that is nothing. */
export function partsOf(terms: Pick<RecurringTerms, 'lot' | 'rollover'>): { readonly base: GrantTerms | null; readonly rollover: GrantTerms | null } {
  const { lot } = terms;
  const { unit } = lot;
  const inUnits = terms.rollover?.inUnits;
  if (unit === undefined || inUnits === undefined) {
    const rolled = unit === undefined ? rolloverOf(terms) : 0n;
    return { base: lot.amount === rolled ? null : { ...lot, amount: lot.amount - rolled }, rollover: rolled === 0n ? null : { ...lot, amount: rolled } };
  }
  const part = ({ units, amount }: MeasuredPart) => (amount === 0n ? null : { ...lot, amount, unit: { ...unit, amount: units } });
  return { base: part(inUnits.base), rollover: part(inUnits.rolled) };
}

/** How much of a lot in money goes over if nothing is drawn, in minor units; at most all of it. */
function rolloverOf({ lot: { amount }, rollover }: Pick<RecurringTerms, 'lot' | 'rollover'>): bigint {
  if (rollover === null) return 0n;
  const { maximumAmount, percentage } = rollover;
  const most = maximumAmount ?? BigInt(new decimal(String(amount)).times(percentage ?? 0).div(100).floor().toFixed());
  return most < amount ? most : amount;
}

/** From when on no interval is granted; null: never. */
export function endOf({ terms, end }: Pick<RecurringGrant, 'terms' | 'end'>): Instant | null {
  if (end === null) return terms.endAt;
  return terms.endAt === null ? end.endAt : earlier(end.endAt, terms.endAt);
}

/** Errors: INVALID_STATE at `recurringGrantId` if it was ended before, or is over; OUT_OF_RANGE at `endAt` in the past. */
export function refuseEnd(rule: RecurringGrant, endAt: Instant, now: Instant): void {
  const over = endOf(rule);
  if (rule.end !== null || (over !== null && over <= now)) throw new BillingError('INVALID_STATE', 'has ended already', ['recurringGrantId']);
  refuseUnless(endAt >= now, 'OUT_OF_RANGE', `lies in the past: it is ${instantText(now)}`, ['endAt']);
}

/** The id of a rule: of whom, by which request, and of everything that was asked. A changed row no longer has it. */
export function recurringGrantId(terms: RecurringTerms, { tenantId, customerId, cause, at }: { readonly tenantId: string; readonly customerId: string; readonly cause: string; readonly at: Instant }): string {
  return deriveId('recurring-grant', at, [tenantId, customerId, cause, digestOf('neruba.recurring-grant.v1', [canonicalJson(recurringTermsJson(terms))])]);
}

/** What is stored of the terms; `readRecurringTerms` reads it back. */
export function recurringTermsJson({ lot, interval, anchorAt, startAt, endAt, expiresAfter, rollover, ...others }: RecurringTerms): JsonObject {
  return {
    ...others,
    lot: grantTermsJson(lot),
    interval: { ...interval },
    anchorAt: instantText(anchorAt),
    startAt: instantText(startAt),
    endAt: endAt === null ? null : instantText(endAt),
    expiresAfter: expiresAfter && { ...expiresAfter },
    rollover: rollover && rolloverJson(rollover),
  };
}

interface StoredTerms extends Omit<RecurringTerms, 'lot' | 'anchorAt' | 'startAt' | 'endAt' | 'rollover'> {
  readonly lot: JsonObject;
  readonly anchorAt: string;
  readonly startAt: string;
  readonly endAt: string | null;
  readonly rollover: StoredRollover | null;
}

export interface StoredRollover {
  readonly maximumAmount: string | null;
  readonly percentage: string | null;
  readonly intervals: number;
  readonly inUnits?: StoredUnitRollover;
}

type StoredPart = { readonly units: string; readonly amount: string };
type StoredUnitRollover = { readonly maximum: string | null; readonly rolled: StoredPart; readonly base: StoredPart };

export function readRecurringTerms(stored: JsonObject): RecurringTerms {
  const { lot, anchorAt, startAt, endAt, rollover, ...others } = stored as unknown as StoredTerms;
  return {
    ...others,
    lot: readGrantTerms(lot),
    anchorAt: parseInstant(anchorAt),
    startAt: parseInstant(startAt),
    endAt: endAt === null ? null : parseInstant(endAt),
    rollover: rollover && readStoredRollover(rollover),
  };
}

/** What is stored of what goes over; `readStoredRollover` reads it back. */
export function rolloverJson({ maximumAmount, percentage, intervals, inUnits }: Rollover): JsonObject {
  return { maximumAmount: maximumAmount === null ? null : String(maximumAmount), percentage: writeDecimal(percentage), intervals, ...(inUnits && { inUnits: unitRolloverJson(inUnits) }) };
}

export function readStoredRollover({ maximumAmount, percentage, intervals, inUnits }: StoredRollover): Rollover {
  return {
    maximumAmount: maximumAmount === null ? null : BigInt(maximumAmount),
    percentage: percentage === null ? null : parseDecimal(percentage),
    intervals,
    ...(inUnits && { inUnits: readUnitRollover(inUnits) }),
  };
}

function unitRolloverJson({ maximum, rolled, base }: UnitRollover): StoredUnitRollover {
  const part = ({ units, amount }: MeasuredPart): StoredPart => ({ units: decimalText(units), amount: String(amount) });
  return { maximum: writeDecimal(maximum), rolled: part(rolled), base: part(base) };
}

function readUnitRollover({ maximum, rolled, base }: StoredUnitRollover): UnitRollover {
  const part = ({ units, amount }: StoredPart): MeasuredPart => ({ units: parseDecimal(units), amount: BigInt(amount) });
  return { maximum: maximum === null ? null : parseDecimal(maximum), rolled: part(rolled), base: part(base) };
}
