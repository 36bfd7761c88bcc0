/** Fields of untyped input: the readers, and the refusals, that every parser of core shares. An absent field and `null` are the same. */
import { type Decimal, decimalText, parseDecimal } from './decimal.ts';
import { BillingError, type FieldPath, refuseUnless } from './errors.ts';
import { codePointCount, isWellFormed } from './key.ts';

/** An input object whose fields have not been read yet. */
export type InputObject = Readonly<Record<string, unknown>>;

/** Where a field stands: the object that holds it, its name, and the path of that object. */
export interface Field {
  of: InputObject;
  name: string;
  path: FieldPath;
}

/** Reads an object. Errors: REQUIRED, INVALID_VALUE. */
export function readObject(value: unknown, path: FieldPath): InputObject {
  if (value === undefined || value === null) throw new BillingError('REQUIRED', 'is required', path);
  if (typeof value !== 'object' || Array.isArray(value)) throw new BillingError('INVALID_VALUE', 'is not an object', path);
  return value as InputObject;
}

/** Reads a list, empty if absent. Errors: INVALID_VALUE, TOO_MANY above `max`. */
export function readList(field: Field, max: number): readonly unknown[] {
  const value = valueOf(field) ?? [];
  if (!Array.isArray(value)) throw new BillingError('INVALID_VALUE', 'is not a list', pathOf(field));
  if (value.length > max) throw new BillingError('TOO_MANY', `has more than ${max} entries`, pathOf(field));
  return value;
}

/** Reads one of a closed set of words, null if absent. Errors: INVALID_VALUE. */
export function readWord<Word extends string>(field: Field, words: readonly Word[]): Word | null {
  const value = valueOf(field);
  if (value === null) return null;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw new BillingError('INVALID_VALUE', `is not one of ${words.join(', ')}`, pathOf(field));
  return word;
}

/** Reads a whole number between two bounds, null if absent. Errors: INVALID_VALUE, OUT_OF_RANGE. */
export function readCount(field: Field, bounds: { min: number; max: number }): number | null {
  const value = valueOf(field);
  if (value === null) return null;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new BillingError('INVALID_VALUE', 'is not a whole number', pathOf(field));
  }
  if (value < bounds.min || value > bounds.max) {
    throw new BillingError('OUT_OF_RANGE', `is not between ${bounds.min} and ${bounds.max}`, pathOf(field));
  }
  return value;
}

/**
 * Reads a decimal that is not negative (an amount in major units, a quantity, a rate), null if absent.
 * Decimals travel as text; a number has already lost digits. Errors: INVALID_VALUE, OUT_OF_RANGE.
 */
export function readDecimal(field: Field): Decimal | null {
  const value = valueOf(field);
  if (value === null) return null;
  if (typeof value !== 'string') throw new BillingError('INVALID_VALUE', 'is not a decimal in a string', pathOf(field));
  const decimal = parseDecimal(value, pathOf(field));
  if (decimal.isNegative()) throw new BillingError('OUT_OF_RANGE', 'is negative', pathOf(field));
  return decimal;
}

/** Reads true or false, null if absent. Errors: INVALID_VALUE. */
export function readFlag(field: Field): boolean | null {
  const value = valueOf(field);
  if (value !== null && typeof value !== 'boolean') throw new BillingError('INVALID_VALUE', 'is neither true nor false', pathOf(field));
  return value;
}

/** Reads a text for people, null if absent or blank. Errors: INVALID_VALUE unless it is well-formed text, TOO_LONG. */
export function readText(field: Field, limit: number): string | null {
  const value = valueOf(field);
  if (value === null) return null;
  refuseUnless(typeof value === 'string' && isWellFormed(value) && !value.includes('\0'), 'INVALID_VALUE', 'is not well-formed text', pathOf(field));
  if (codePointCount(value) > limit) throw new BillingError('TOO_LONG', `is longer than ${limit} characters`, pathOf(field));
  return value.trim() === '' ? null : value;
}

/** Refuses an absent field: REQUIRED. */
export function required<Value>(value: Value | null, field: Field): Value {
  if (value === null) throw new BillingError('REQUIRED', 'is required', pathOf(field));
  return value;
}

/** Refuses a text given twice, at its second place: CONFLICT. `name` is the field in the entries that holds it, if it is not the entry. */
export function refuseRepeats(texts: readonly string[], path: FieldPath, name?: string): void {
  const seen = new Set<string>();
  for (const [index, text] of texts.entries()) {
    if (seen.has(text)) throw new BillingError('CONFLICT', 'is given twice', [...path, String(index), ...(name === undefined ? [] : [name])]);
    seen.add(text);
  }
}

/** The way back of `readDecimal`: the one text of a decimal, or null. */
export function writeDecimal(value: Decimal | null): string | null {
  return value === null ? null : decimalText(value);
}

export function pathOf(field: Field): FieldPath {
  return [...field.path, field.name];
}

function valueOf(field: Field): unknown {
  return field.of[field.name] ?? null;
}
