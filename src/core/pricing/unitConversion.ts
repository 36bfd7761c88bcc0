/** Unit conversion: a price counts in other units than its meter, such as thousands, and says what becomes of a started one. */
import { type Decimal, decimalText, QUANTITY_SCALE } from '../decimal.ts';
import { refuseUnless } from '../errors.ts';
import { type Field, pathOf, readDecimal, readObject, readWord, required } from '../fields.ts';
import { invariant } from '../invariant.ts';
import type { JsonObject } from '../json.ts';
import { freeStep, type RatingStep } from './model.ts';

/** What becomes of a part of a unit: charged as a whole one, not charged, the nearer of both (a half is a whole), or kept. */
export const UNIT_ROUNDINGS = ['UP', 'DOWN', 'HALF_UP', 'NONE'] as const;
export type UnitRounding = (typeof UNIT_ROUNDINGS)[number];

export interface UnitConversion {
  /** So many measured units are one billed unit; above zero. */
  readonly divideBy: Decimal;
  readonly rounding: UnitRounding;
}

/** Reads `{ divideBy rounding }`, null if absent; without `rounding`, NONE. Errors: REQUIRED, INVALID_VALUE, OUT_OF_RANGE (also for a divisor of zero). */
export function readUnitConversion(field: Field): UnitConversion | null {
  if ((field.of[field.name] ?? null) === null) return null;
  const path = pathOf(field);
  const of = readObject(field.of[field.name], path);
  const divideByField = { of, name: 'divideBy', path };
  const divideBy = required(readDecimal(divideByField), divideByField);
  refuseUnless(divideBy.gt(0), 'OUT_OF_RANGE', 'is not above zero', pathOf(divideByField));
  return { divideBy, rounding: readWord({ of, name: 'rounding', path }, UNIT_ROUNDINGS) ?? 'NONE' };
}

export function unitConversionJson({ divideBy, rounding }: UnitConversion): JsonObject {
  return { divideBy: decimalText(divideBy), rounding };
}

/**
 * A measured quantity (not negative) in billed units: divided, then rounded. NONE keeps the quotient, to 12 fraction digits
 * (the scale of stored quantities), half away from zero where the division does not end.
 */
export function convertUnits(quantity: Decimal, { divideBy, rounding }: UnitConversion): Decimal {
  invariant(quantity.gte(0), 'a converted quantity is not negative');
  if (rounding === 'NONE') return quantity.div(divideBy).toDecimalPlaces(QUANTITY_SCALE);
  // Whole division and remainder are exact; a rounded quotient could lose the fraction that starts a unit.
  const whole = quantity.divToInt(divideBy);
  const rest = quantity.minus(whole.times(divideBy));
  const isRaised = rounding === 'UP' ? rest.gt(0) : rounding === 'HALF_UP' && rest.times(2).gte(divideBy);
  return isRaised ? whole.plus(1) : whole;
}

/** The step that shows the billed units and how they came about. It adds nothing to the amount. */
export function conversionStep(measured: Decimal, billed: Decimal, { divideBy, rounding }: UnitConversion): RatingStep {
  return freeStep('CONVERTED', `units: ${decimalText(measured)} / ${decimalText(divideBy)}${ROUNDING_TEXT[rounding]}`, billed);
}

const ROUNDING_TEXT: Readonly<Record<UnitRounding, string>> = {
  UP: ', rounded up',
  DOWN: ', rounded down',
  HALF_UP: ', rounded half up',
  NONE: '',
};
