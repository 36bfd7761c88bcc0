/** Allowances: credit that a plan version includes for every interval. Its lots follow from who is on the version, see `allowanceLots.ts`. */
import { readAmount } from '../amountField.ts';
import type { CurrencyCode } from '../currency.ts';
import { Decimal as decimal, decimalText, parseDecimal } from '../decimal.ts';
import { digestOf } from '../digest.ts';
import { BillingError, type FieldPath } from '../errors.ts';
import { type Field, pathOf, readCount, readList, readObject, readWord, refuseRepeats, required } from '../fields.ts';
import { type JsonObject, canonicalJson } from '../json.ts';
import { parseKey } from '../key.ts';
import { type Anchor, type Interval, readInterval } from '../period.ts';
import { type Fraction, applyFraction } from '../proration.ts';
import { type GrantUnit, type UnitInForce, readUnits, worthOf } from './creditUnit.ts';
import { DEFAULT_PRIORITY, type GrantScope, type GrantTerms, PRIORITY_LIMIT, readScope, refuseUnknownCodes, scopeJson } from './grant.ts';
import { type Rollover, type StoredRollover, partsOf, readRollover, readStoredRollover, rolloverJson, splitUnits } from './recurringGrant.ts';

/** What an interval that is begun part-way is granted. The SDL's enum `AllowanceProration` lists the same words. */
export const ALLOWANCE_PRORATIONS = ['NONE', 'BY_TIME'] as const;
export type AllowanceProration = (typeof ALLOWANCE_PRORATIONS)[number];

export interface Allowance {
  /** The seller's own key, unique in the plan version. */
  readonly code: string;
  readonly name: string;
  /** For a whole interval, in minor units of the plan's currency, above zero. */
  readonly amount: bigint;
  /** What the amount is the worth of, at the rate that was in force when the version was published; absent for money. */
  readonly unit?: GrantUnit;
  /** Null: as the plan. */
  readonly interval: Interval | null;
  readonly priority: number;
  /** Null for every charge. It names meters and prices, and no plans. */
  readonly scope: GrantScope | null;
  /** Null: nothing goes over. */
  readonly rollover: Rollover | null;
  readonly proration: AllowanceProration;
}

/** The plan that allowances are read for. */
export interface AllowanceReading {
  readonly currency: CurrencyCode;
  readonly interval: Interval;
  readonly priceCodes: ReadonlySet<string>;
  readonly meterCodes: ReadonlySet<string>;
  /** By code; null for a unit without a rate in force for the currency. */
  readonly units: ReadonlyMap<string, UnitInForce | null>;
}

export const ALLOWANCE_LIMIT = 20;

/** The codes that the allowances name of what is not in the plan, wherever they are texts. */
export function namedIn(input: object): { readonly unitCodes: string[]; readonly meterCodes: string[] } {
  const entries = readAllowanceList(input).flatMap((entry) => (isObject(entry) ? [entry] : []));
  const scopes = entries.flatMap(({ scope }) => (isObject(scope) && Array.isArray(scope['meterCodes']) ? (scope['meterCodes'] as unknown[]) : []));
  return { unitCodes: textsOf(entries.map(({ unit }) => unit)), meterCodes: textsOf(scopes) };
}

/**
 * Reads `allowances`: `[{ code name amount unit interval priority scope { meterCodes priceCodes } rollover proration }]`. Absent: `name` is the
 * code, `interval` the plan's, `priority` 50, `proration` NONE.
 *
 * Errors, in order of precedence: TOO_MANY above 20; of each `code` as `parseKey`, `name` as `parseKey`, `unit` NOT_FOUND, CURRENCY_MISMATCH without a
 * rate in force for the plan's currency, `amount` as `readAmount` or `readUnits`, REQUIRED, `interval` as `readInterval`, `priority` INVALID_VALUE,
 * OUT_OF_RANGE, `scope` as `readScope`, NOT_FOUND at a code that names no meter, or no price of the plan, `rollover` as `readRollover`,
 * `proration` INVALID_VALUE; CONFLICT at the `code` of one whose code was given before.
 */
export function parseAllowances(input: object, reading: AllowanceReading): Allowance[] {
  const path = ['allowances'];
  const allowances = readAllowanceList(input).map((entry, index) => parseAllowance(entry, [...path, String(index)], reading));
  refuseRepeats(allowances.map(({ code }) => code), path, 'code');
  return allowances;
}

function parseAllowance(entry: unknown, path: FieldPath, reading: AllowanceReading): Allowance {
  const of = readObject(entry, path);
  const field = (name: string): Field => ({ of, name, path });
  const { currency } = reading;
  const code = parseKey(of['code'], pathOf(field('code')));
  const name = (of['name'] ?? null) === null ? code : parseKey(of['name'], pathOf(field('name')));
  const unit = readUnit(field('unit'), reading);
  const measure = required(unit === null ? moneyOf(readAmount(field('amount'), currency)) : unitsOf(field('amount'), unit, currency), field('amount'));
  const interval = (of['interval'] ?? null) === null ? null : readInterval(field('interval'));
  const priority = readCount(field('priority'), { min: 0, max: PRIORITY_LIMIT }) ?? DEFAULT_PRIORITY;
  const scope = readScope(of['scope'] ?? null, pathOf(field('scope')));
  refuseUnknownCodes(scope?.meterCodes ?? null, [...pathOf(field('scope')), 'meterCodes'], (one) => reading.meterCodes.has(one), 'is not a meter');
  refuseUnknownCodes(scope?.priceCodes ?? null, [...pathOf(field('scope')), 'priceCodes'], (one) => reading.priceCodes.has(one), 'is not the code of a price of the plan');
  const rollover = readRollover(of['rollover'] ?? null, measure, { currency, unit }, pathOf(field('rollover')));
  const proration = readWord(field('proration'), ALLOWANCE_PRORATIONS) ?? 'NONE';
  const isAsPlan = interval?.unit === reading.interval.unit && interval.count === reading.interval.count;
  return { code, name, ...measure, interval: isAsPlan ? null : interval, priority, scope, rollover, proration };
}

function readUnit(field: Field, { units, currency }: AllowanceReading): UnitInForce | null {
  const given = field.of[field.name] ?? null;
  if (given === null) return null;
  const unit = typeof given === 'string' ? units.get(given) : undefined;
  if (unit === undefined) throw new BillingError('NOT_FOUND', 'is not a credit unit', pathOf(field));
  if (unit === null) throw new BillingError('CURRENCY_MISMATCH', `has no rate in force for ${currency}, the plan's currency`, pathOf(field));
  return unit;
}

type Measure = Pick<Allowance, 'amount' | 'unit'>;

function moneyOf(amount: bigint | null): Measure | null {
  return amount === null ? null : { amount };
}

function unitsOf(field: Field, unit: UnitInForce, currency: CurrencyCode): Measure | null {
  const read = readUnits(field, unit, currency);
  return read && { amount: read.amount, unit: { ...unit, amount: read.units } };
}

/**
 * What an interval is granted of which a share is left: what ends with it, and what goes over if nothing is drawn; null where that is
 * nothing. The share is rounded down, in money to a minor unit, in a unit to its decimals.
 */
export function shareOf(allowance: Allowance, fraction: Fraction, currency: CurrencyCode): ReturnType<typeof partsOf> {
  const measure = shareOfMeasure(allowance, fraction, currency);
  if (measure === null) return { base: null, rollover: null };
  const { priority, scope, rollover } = allowance;
  const lot: GrantTerms = { kind: 'PROMOTIONAL', ...measure, priority, startsAt: null, expiresAt: null, scope, source: null, metadata: {}, provider: null, purchase: null };
  const limits = rollover?.inUnits && { maximum: rollover.inUnits.maximum, percentage: rollover.percentage };
  return partsOf({ lot, rollover: rollover && { ...rollover, ...(limits && { inUnits: splitUnits(measure, limits, currency) }) } });
}

function shareOfMeasure({ amount, unit }: Allowance, fraction: Fraction, currency: CurrencyCode): Measure | null {
  if (unit === undefined) {
    const share = (amount * fraction.numerator) / fraction.denominator;
    return share === 0n ? null : { amount: share };
  }
  const units = applyFraction(unit.amount, fraction).toDecimalPlaces(unit.decimals, decimal.ROUND_FLOOR);
  const worth = worthOf(units, unit.moneyPerUnit, currency);
  return worth === 0n ? null : { amount: worth, unit: { ...unit, amount: units } };
}

/** Two allowances with the same digest are the very same: one goes on where the other ends. What they are called makes no difference. */
export function allowanceDigest(allowance: Allowance, plan: { readonly interval: Interval; readonly anchor: Anchor; readonly currency: CurrencyCode }): string {
  const { name: _, interval: __, ...terms } = allowanceJson(allowance);
  return digestOf('neruba.plan-allowance.v1', [canonicalJson({ ...terms, interval: { ...(allowance.interval ?? plan.interval) }, anchor: plan.anchor, currency: plan.currency })]);
}

/** What is stored of an allowance; `readAllowances` reads it back. */
export function allowanceJson({ code, name, amount, unit, interval, priority, scope, rollover, proration }: Allowance): JsonObject {
  return {
    code,
    name,
    amount: String(amount),
    ...(unit && { unit: { ...unit, amount: decimalText(unit.amount), moneyPerUnit: decimalText(unit.moneyPerUnit) } }),
    interval: interval && { ...interval },
    priority,
    scope: scopeJson(scope),
    rollover: rollover && rolloverJson(rollover),
    proration,
  };
}

/** The stored allowances of a plan version; none where they are left out. */
export function readAllowances(stored: unknown): Allowance[] {
  return ((stored ?? []) as StoredAllowance[]).map(({ amount, unit, rollover, ...others }) => ({
    ...others,
    amount: BigInt(amount),
    ...(unit && { unit: { ...unit, amount: parseDecimal(unit.amount), moneyPerUnit: parseDecimal(unit.moneyPerUnit) } }),
    rollover: rollover && readStoredRollover(rollover),
  }));
}

interface StoredAllowance extends Omit<Allowance, 'amount' | 'unit' | 'rollover'> {
  readonly amount: string;
  readonly unit?: Omit<GrantUnit, 'amount' | 'moneyPerUnit'> & { readonly amount: string; readonly moneyPerUnit: string };
  readonly rollover: StoredRollover | null;
}

function readAllowanceList(input: object): readonly unknown[] {
  return readList({ of: readObject(input, []), name: 'allowances', path: [] }, ALLOWANCE_LIMIT);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textsOf(values: readonly unknown[]): string[] {
  return [...new Set(values.filter((value) => typeof value === 'string'))];
}
