/** Matrix: a price for one unit by the dimensions of the usage, with an optional default. */
import { type Decimal, decimalText } from '../decimal.ts';
import { BillingError, type FieldPath, refuseUnless } from '../errors.ts';
import { type Field, type InputObject, pathOf, readDecimal, readList, readObject, refuseRepeats, required, writeDecimal } from '../fields.ts';
import type { JsonObject } from '../json.ts';
import { parseKey } from '../key.ts';
import { parsePropertyText, propertyText } from '../meter.ts';
import { chargeable, freeStep, type PricingModel, type RatableUsage, type Rating, ratingOf, unitStep } from './model.ts';

/** The price of one combination: `values` holds one text for each dimension, in the order of `dimensions`. */
export interface MatrixEntry {
  values: readonly string[];
  /** Major units, not negative. */
  unitAmount: Decimal;
}

export interface MatrixTerms {
  dimensions: readonly string[];
  entries: readonly MatrixEntry[];
  /** The price of any other combination, also one with a dimension missing; null: it is charged nothing, and shown. */
  defaultUnitAmount: Decimal | null;
}

const DIMENSION_LIMIT = 10;
const ENTRY_LIMIT = 1000;

/**
 * `matrix { dimensions entries [{ values unitAmount }] defaultUnitAmount }`, where `values` is a list with a value for each
 * dimension in the order of `dimensions`, or an object with the values by the dimensions' names. The meter must group by every dimension; values are compared by their text (`propertyText`).
 * Errors, in order: `dimensions` REQUIRED if empty, TOO_MANY above 10, CONFLICT for a name given twice; `entries` TOO_MANY
 * above 1000, `values` INVALID_VALUE for a list of another length, or at a name that is no dimension, REQUIRED at a dimension that is missing, INVALID_VALUE or
 * TOO_LONG for a value that is no property's text; `entries` REQUIRED if empty, CONFLICT for a combination given twice;
 * amounts REQUIRED, INVALID_VALUE, OUT_OF_RANGE.
 */
export const matrix: PricingModel<'MATRIX', MatrixTerms> = {
  kind: 'MATRIX',
  field: 'matrix',
  needsMeter: true,
  readsValues: () => false,
  parse: parseMatrix,
  toJson: matrixJson,
  dimensionsOf: (terms) => terms.dimensions,
  rate: rateMatrix,
};

function rateMatrix(terms: MatrixTerms, usage: RatableUsage): Rating {
  const quantity = chargeable(usage.quantity);
  const texts = terms.dimensions.map((name) => textOf(usage, name));
  const entry = terms.entries.find(({ values }) => values.every((value, index) => value === texts[index]));
  const combination = terms.dimensions.map((name, index) => `${name}: ${texts[index] ?? 'none'}`).join(', ');
  if (entry !== undefined) return ratingOf([unitStep('UNIT', combination, quantity, entry.unitAmount)]);
  return terms.defaultUnitAmount === null
    ? ratingOf([freeStep('UNPRICED', `${combination} (no price)`, quantity)])
    : ratingOf([unitStep('UNIT', `${combination} (default price)`, quantity, terms.defaultUnitAmount)]);
}

function textOf(usage: RatableUsage, dimension: string): string | null {
  if (usage.dimensions === null || !Object.hasOwn(usage.dimensions, dimension)) return null;
  return usage.dimensions[dimension] ?? null;
}

function parseMatrix(input: unknown, path: FieldPath): MatrixTerms {
  const of = readObject(input, path);
  const dimensions = parseDimensions({ of, name: 'dimensions', path });
  const entriesField = { of, name: 'entries', path };
  const entries = readList(entriesField, ENTRY_LIMIT).map((entry, index) => {
    return parseEntry(entry, dimensions, [...pathOf(entriesField), String(index)]);
  });
  refuseUnless(entries.length > 0, 'REQUIRED', 'needs at least one entry', pathOf(entriesField));
  refuseRepeats(entries.map(({ values }) => JSON.stringify(values)), pathOf(entriesField));
  return { dimensions, entries, defaultUnitAmount: readDecimal({ of, name: 'defaultUnitAmount', path }) };
}

function parseDimensions(field: Field): readonly string[] {
  const path = pathOf(field);
  const dimensions = readList(field, DIMENSION_LIMIT).map((name, index) => parseKey(name, [...path, String(index)]));
  refuseUnless(dimensions.length > 0, 'REQUIRED', 'needs at least one dimension', path);
  refuseRepeats(dimensions, path);
  return dimensions;
}

function parseEntry(input: unknown, dimensions: readonly string[], path: FieldPath): MatrixEntry {
  const of = readObject(input, path);
  const valuesPath = [...path, 'values'];
  const given = Array.isArray(of['values']) ? byName(of['values'], dimensions, valuesPath) : readObject(of['values'], valuesPath);
  const unknown = Object.keys(given).find((name) => !dimensions.includes(name));
  if (unknown !== undefined) throw new BillingError('INVALID_VALUE', 'is not a dimension of this price', [...valuesPath, unknown]);
  const values = dimensions.map((name) => parseValue(Object.hasOwn(given, name) ? given[name] : null, [...valuesPath, name]));
  const amountField = { of, name: 'unitAmount', path };
  return { values, unitAmount: required(readDecimal(amountField), amountField) };
}

function byName(values: readonly unknown[], dimensions: readonly string[], path: FieldPath): InputObject {
  refuseUnless(values.length === dimensions.length, 'INVALID_VALUE', 'needs one value for each dimension', path);
  return Object.fromEntries(dimensions.map((name, index) => [name, values[index]]));
}

/** A value may be written as the events have it: 1, true and "1", "true" are the same texts. */
function parseValue(value: unknown, path: FieldPath): string {
  if (value === undefined || value === null) throw new BillingError('REQUIRED', 'is required for every dimension', path);
  const isScalar = typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
  return parsePropertyText(isScalar ? propertyText(value) : value, path);
}

function matrixJson(terms: MatrixTerms): JsonObject {
  return {
    dimensions: [...terms.dimensions],
    entries: terms.entries.map((entry) => ({ values: valuesJson(terms.dimensions, entry), unitAmount: decimalText(entry.unitAmount) })),
    defaultUnitAmount: writeDecimal(terms.defaultUnitAmount),
  };
}

function valuesJson(dimensions: readonly string[], { values }: MatrixEntry): JsonObject {
  return Object.fromEntries(dimensions.map((name, index) => [name, values[index] ?? '']));
}
