/** Credit units: named measures of credit, such as tokens, and what one of them is worth in money. The ledger stays in money. */
import { type CurrencyCode, exponentOf, parseCurrency } from '../currency.ts';
import { Decimal } from '../decimal.ts';
import { BillingError, type FieldPath, refuseUnless } from '../errors.ts';
import { type Field, pathOf, readCount, readDecimal, readList, readObject, refuseRepeats, required } from '../fields.ts';
import type { Instant } from '../instant.ts';
import { codePointCount, parseKey } from '../key.ts';
import { refuseBeyondLimit } from '../money.ts';

/** What never changes of a unit. */
export interface CreditUnitTerms {
  /** At least four characters, so that it is never a currency's. */
  readonly code: string;
  readonly name: string;
  /** How many fraction digits an amount of it may have: 0 to 12. */
  readonly decimals: number;
}

export interface CreditUnit extends CreditUnitTerms {
  readonly id: string;
  readonly createdAt: Instant;
}

/** What one unit is worth in a currency, in major units. */
export interface UnitWorth {
  readonly currency: CurrencyCode;
  /** Above zero. */
  readonly moneyPerUnit: Decimal;
}

/** A rate with its place among those of its unit and currency. */
export interface CreditUnitRate extends UnitWorth {
  readonly creditUnitId: string;
  /** 0 for the one that the unit was created with; later ones count from 1. */
  readonly number: number;
  /** In force from here until a later one's; null: from the beginning of time. */
  readonly effectiveFrom: Instant | null;
  readonly publishedAt: Instant;
}

/** A unit as credit is asked for in it: with the rate in force. */
export interface UnitInForce {
  readonly code: string;
  readonly decimals: number;
  readonly moneyPerUnit: Decimal;
}

/** How much of a unit a lot was granted in, and at which rate. */
export interface GrantUnit extends UnitInForce {
  readonly amount: Decimal;
}

const CODE_MINIMUM = 4;
const DECIMALS_LIMIT = 12;
const RATES_LIMIT = 50;

/**
 * Reads `{ code name decimals rates [{ currency moneyPerUnit }] }`. Absent: `name` is the code, `decimals` 0, `rates` none.
 *
 * Errors, in order of precedence: `code` as `parseKey`, INVALID_VALUE under four characters; `name` as `parseKey`; `decimals`
 * INVALID_VALUE, OUT_OF_RANGE; `rates` INVALID_VALUE, TOO_MANY, each as `parseUnitWorth`, CONFLICT at a currency given twice.
 */
export function parseCreditUnit(input: unknown, path: FieldPath = []): CreditUnitTerms & { readonly rates: readonly UnitWorth[] } {
  const of = readObject(input, path);
  const field = (name: string): Field => ({ of, name, path });
  const code = parseKey(of['code'], pathOf(field('code')));
  refuseUnless(codePointCount(code) >= CODE_MINIMUM, 'INVALID_VALUE', `has fewer than ${CODE_MINIMUM} characters: shorter codes are for currencies`, pathOf(field('code')));
  const name = (of['name'] ?? null) === null ? code : parseKey(of['name'], pathOf(field('name')));
  const decimals = readCount(field('decimals'), { min: 0, max: DECIMALS_LIMIT }) ?? 0;
  const rates = readList(field('rates'), RATES_LIMIT).map((rate, index) => parseUnitWorth(rate, [...pathOf(field('rates')), String(index)]));
  refuseRepeats(rates.map(({ currency }) => currency), pathOf(field('rates')), 'currency');
  return { code, name, decimals, rates };
}

/** Reads `{ currency moneyPerUnit }`. Errors, in order: `currency` UNKNOWN_CURRENCY; `moneyPerUnit` as `readDecimal`, REQUIRED, OUT_OF_RANGE at zero. */
export function parseUnitWorth(input: unknown, path: FieldPath = []): UnitWorth {
  const of = readObject(input, path);
  const given = of['currency'];
  const currency = parseCurrency(typeof given === 'string' ? given : '', [...path, 'currency']);
  const field: Field = { of, name: 'moneyPerUnit', path };
  const moneyPerUnit = required(readDecimal(field), field);
  refuseUnless(!moneyPerUnit.isZero(), 'OUT_OF_RANGE', 'is zero: a unit is worth something', pathOf(field));
  return { currency, moneyPerUnit };
}

/** The rate in force at an instant; null before the first. `rates` are those of one unit and currency, oldest first. */
export function unitRateInForce<Rate extends Pick<CreditUnitRate, 'effectiveFrom'>>(rates: readonly Rate[], at: Instant): Rate | null {
  return rates.filter(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= at).at(-1) ?? null;
}

/** What units are worth in whole minor units, at a rate in major units: rounded down, so that nothing is given away. Errors: OUT_OF_RANGE. */
export function worthOf(units: Decimal, moneyPerUnit: Decimal, currency: CurrencyCode): bigint {
  const minor = units.times(moneyPerUnit).times(new Decimal(10).pow(exponentOf(currency)));
  return refuseBeyondLimit(BigInt(minor.toDecimalPlaces(0, Decimal.ROUND_FLOOR).toFixed(0)));
}

/**
 * Reads an amount of units, and what it is worth in minor units; null if absent.
 * Errors at its field: as `readDecimal`; OUT_OF_RANGE for zero, with more digits than the unit has, worth less than one minor
 * unit, or more than a ledger amount can hold.
 */
export function readUnits(field: Field, { code, decimals, moneyPerUnit }: UnitInForce, currency: CurrencyCode): { units: Decimal; amount: bigint } | null {
  const units = readDecimal(field);
  if (units === null) return null;
  refuseUnless(!units.isZero(), 'OUT_OF_RANGE', 'is zero', pathOf(field));
  refuseUnless(units.decimalPlaces() <= decimals, 'OUT_OF_RANGE', `has more than the ${decimals} fraction digits of ${code}`, pathOf(field));
  try {
    const amount = worthOf(units, moneyPerUnit, currency);
    refuseUnless(amount > 0n, 'OUT_OF_RANGE', `is worth less than one minor unit of ${currency}`);
    return { units, amount };
  } catch (error) {
    throw error instanceof BillingError ? new BillingError(error.code, error.message, pathOf(field)) : error;
  }
}
