/** Meters: how events become a quantity. Which events count (name and filters), by which aggregation, split by which properties. */
import { Decimal, decimalText, parseDecimal, QUANTITY_LIMIT, QUANTITY_SCALE, ZERO } from './decimal.ts';
import { BillingError, type FieldPath } from './errors.ts';
import { type Field, pathOf, readList, readObject, readWord, refuseRepeats, required } from './fields.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { codePointCount, isWellFormed, KEY_LIMIT, parseKey } from './key.ts';

/** In the order the SDL lists them. */
export const AGGREGATIONS = ['COUNT', 'SUM', 'MAX', 'LATEST', 'UNIQUE_COUNT', 'WEIGHTED_SUM'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** One condition on one property: its text is among `in`, or is not among `notIn`. Exactly one of the two is given. */
export interface MeterFilter {
  property: string;
  in: readonly string[] | null;
  notIn: readonly string[] | null;
}

/** Properties are named by plain top-level names: a name with a dot is that very name, not a way into a nested object. */
export interface Meter {
  eventName: string;
  aggregation: Aggregation;
  /** The property that is aggregated; null for COUNT, and only for it. */
  valueProperty: string | null;
  groupBy: readonly string[];
  filters: readonly MeterFilter[];
}

const FILTER_LIMIT = 20;
const FILTER_VALUE_LIMIT = 1000;
export const GROUP_BY_LIMIT = 10;

/**
 * Reads a meter from `{ eventName aggregation valueProperty groupBy filters [{ property in notIn }] }`.
 * Errors, in order of precedence: `eventName` as `parseKey`; `aggregation` REQUIRED, INVALID_VALUE; `valueProperty` REQUIRED
 * when missing, INVALID_VALUE with COUNT; `groupBy` TOO_MANY above 10, CONFLICT for a name given twice; `filters` TOO_MANY
 * above 20, INVALID_VALUE unless exactly one of `in` and `notIn` is given, REQUIRED if it is empty, CONFLICT for a value given twice.
 */
export function parseMeter(input: unknown): Meter {
  const of = readObject(input, []);
  const eventName = parseKey(of['eventName'], ['eventName']);
  const aggregationField: Field = { of, name: 'aggregation', path: [] };
  const aggregation = required(readWord(aggregationField, AGGREGATIONS), aggregationField);
  const valueProperty = parseValueProperty(of['valueProperty'] ?? null, aggregation);
  const groupBy = readList({ of, name: 'groupBy', path: [] }, GROUP_BY_LIMIT).map((name, index) => parseKey(name, ['groupBy', String(index)]));
  refuseRepeats(groupBy, ['groupBy']);
  const filters = readList({ of, name: 'filters', path: [] }, FILTER_LIMIT).map((filter, index) => parseFilter(filter, ['filters', String(index)]));
  return { eventName, aggregation, valueProperty, groupBy, filters };
}

/** The meter's terms in canonical form; `parseMeter(meterJson(meter))` is the same meter. */
export function meterJson(meter: Meter): JsonObject {
  return {
    eventName: meter.eventName,
    aggregation: meter.aggregation,
    valueProperty: meter.valueProperty,
    groupBy: [...meter.groupBy],
    filters: meter.filters.map((filter) => ({ property: filter.property, in: filter.in, notIn: filter.notIn })),
  };
}

/** Whether an event counts: the meter's event name, and every filter holds. */
export function meterMatches(meter: Meter, event: { eventName: string; properties: JsonObject }): boolean {
  return event.eventName === meter.eventName && filtersMatch(meter, event.properties);
}

/**
 * Why an event that passes the meter's filters could not be counted by it, or null if it could. Call it for the meters of
 * the event's name. The value must be present (REQUIRED) and, for SUM, MAX, LATEST and WEIGHTED_SUM, an exact decimal: a number or a plain
 * decimal string (INVALID_VALUE) of at most 26 integer and 12 fraction digits (OUT_OF_RANGE). For UNIQUE_COUNT it is any
 * text, number, true or false.
 */
export function checkEventForMeter(meter: Meter, properties: JsonObject): BillingError | null {
  if (meter.valueProperty === null || !filtersMatch(meter, properties)) return null;
  const path = ['properties', meter.valueProperty];
  const value = propertyOf(properties, meter.valueProperty);
  if (value === null) return new BillingError('REQUIRED', 'is required by a meter of this event', path);
  if (meter.aggregation === 'UNIQUE_COUNT') {
    return propertyText(value) === null ? new BillingError('INVALID_VALUE', 'is not text, a number, true or false', path) : null;
  }
  const decimal = propertyDecimal(value, path);
  return decimal instanceof BillingError ? decimal : null;
}

/** A top-level property; null when it is missing or JSON null, which meters do not tell apart. */
export function propertyOf(properties: JsonObject, name: string): JsonValue {
  return Object.hasOwn(properties, name) ? (properties[name] ?? null) : null;
}

/**
 * The text by which a property is filtered, grouped and told apart: a string as it is, a number in canonical decimal text
 * (1 and 1.0 are `1`), a boolean `true` or `false`. Null for what has no such text: missing, null, a list, an object.
 */
export function propertyText(value: JsonValue): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return decimalText(new Decimal(value));
  return typeof value === 'boolean' ? String(value) : null;
}

/**
 * Reads a text that properties are compared with. Unlike a key it may be empty or have spaces at its edges, as properties may.
 * Errors: INVALID_VALUE if it is not text that JSON properties can hold, TOO_LONG above 255 code points.
 */
export function parsePropertyText(value: unknown, path: FieldPath): string {
  if (typeof value !== 'string' || !isWellFormed(value) || value.includes('\u0000')) {
    throw new BillingError('INVALID_VALUE', 'is not text', path);
  }
  if (codePointCount(value) > KEY_LIMIT) throw new BillingError('TOO_LONG', `is longer than ${KEY_LIMIT} characters`, path);
  return value;
}

/** The exact decimal a property holds, or the refusal that says why it holds none. */
export function propertyDecimal(value: JsonValue, path: FieldPath): Decimal | BillingError {
  if (typeof value === 'number') return decimalOfNumber(value, path);
  if (typeof value !== 'string') return new BillingError('INVALID_VALUE', 'is not a number or a decimal string', path);
  try {
    return parseDecimal(value, path);
  } catch (error) {
    if (error instanceof BillingError) return error;
    throw error;
  }
}

function decimalOfNumber(value: number, path: FieldPath): Decimal | BillingError {
  const decimal = new Decimal(value);
  if (decimal.decimalPlaces() > QUANTITY_SCALE) {
    return new BillingError('OUT_OF_RANGE', `has more than ${QUANTITY_SCALE} fraction digits`, path);
  }
  if (decimal.abs().gte(QUANTITY_LIMIT)) return new BillingError('OUT_OF_RANGE', 'has more than 26 integer digits', path);
  return decimal.isZero() ? ZERO : decimal;
}

/** A property that is missing or has no text is never `in`, and always `notIn`. */
function filtersMatch(meter: Meter, properties: JsonObject): boolean {
  return meter.filters.every((filter) => {
    const text = propertyText(propertyOf(properties, filter.property));
    if (filter.in !== null) return text !== null && filter.in.includes(text);
    return filter.notIn === null || text === null || !filter.notIn.includes(text);
  });
}

function parseValueProperty(input: unknown, aggregation: Aggregation): string | null {
  const path = ['valueProperty'];
  if (aggregation !== 'COUNT') return parseKey(input, path);
  if (input !== null) throw new BillingError('INVALID_VALUE', 'is not used by COUNT, which counts events', path);
  return null;
}

function parseFilter(input: unknown, path: FieldPath): MeterFilter {
  const of = readObject(input, path);
  const property = parseKey(of['property'], [...path, 'property']);
  const included = parseFilterValues({ of, name: 'in', path });
  const excluded = parseFilterValues({ of, name: 'notIn', path });
  if ((included === null) === (excluded === null)) {
    throw new BillingError('INVALID_VALUE', 'needs exactly one of in and notIn', path);
  }
  return { property, in: included, notIn: excluded };
}

function parseFilterValues(field: Field): readonly string[] | null {
  const path = pathOf(field);
  if ((field.of[field.name] ?? null) === null) return null;
  const values = readList(field, FILTER_VALUE_LIMIT).map((value, index) => parsePropertyText(value, [...path, String(index)]));
  if (values.length === 0) throw new BillingError('REQUIRED', 'needs at least one value', path);
  refuseRepeats(values, path);
  return values;
}
