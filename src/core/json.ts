/** JSON values from outside: what the engine accepts of them, and their one canonical text. */
import canonicalize from 'canonicalize';
import { isLosslessNumber } from 'lossless-json';
import { BillingError, type FieldPath } from './errors.ts';
import { invariant } from './invariant.ts';
import { codePointCount, isWellFormed, KEY_LIMIT } from './key.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** How deep objects and arrays may nest; the outermost object is level 1. */
export const JSON_DEPTH_LIMIT = 8;

/** An accepted object, with the canonical text that was measured for it. */
export interface CheckedJson {
  object: JsonObject;
  text: string;
}

/** The canonical text of a JSON value (RFC 8785): names sorted by code units, no white space, shortest numbers. */
export function canonicalJson(value: JsonValue): string {
  const text = canonicalize(value);
  invariant(text !== undefined, 'a JSON value has a canonical text');
  return text;
}

/** The object that canonical JSON says; null if the text is not that. */
export function readCanonicalObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as JsonValue;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && canonicalJson(value) === text ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

/**
 * Checks an object from outside and measures its canonical text in bytes of UTF-8.
 * Refuses what cannot be kept exactly on every engine: lone surrogates, U+0000, numbers that a double does not hold exactly.
 * Errors, at the first offending field in the order given: INVALID_VALUE for a wrong type, text or number, or nesting deeper
 * than 8; TOO_LONG for a name over 255 characters (at the object that holds it); then TOO_LONG over `maxBytes`.
 */
export function checkJsonObject(value: unknown, limits: { maxBytes: number }, path: FieldPath = []): CheckedJson {
  if (!isPlainObject(value)) throw new BillingError('INVALID_VALUE', 'is not a JSON object', path);
  checkValue(value, 1, path);
  const text = canonicalJson(value);
  if (Buffer.byteLength(text, 'utf8') > limits.maxBytes) {
    throw new BillingError('TOO_LONG', `is longer than ${limits.maxBytes} bytes of canonical JSON`, path);
  }
  return { object: value, text };
}

function checkValue(value: unknown, depth: number, path: FieldPath): asserts value is JsonValue {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') return checkText(value, path);
  if (typeof value === 'number') return checkNumber(value, path);
  if (isLosslessNumber(value)) {
    throw new BillingError('INVALID_VALUE', 'is a number too long to be kept exactly: send it as a string', path);
  }
  if (depth > JSON_DEPTH_LIMIT) throw new BillingError('INVALID_VALUE', `is nested deeper than ${JSON_DEPTH_LIMIT} levels`, path);
  if (Array.isArray(value)) {
    value.forEach((item, index) => checkValue(item, depth + 1, [...path, String(index)]));
    return;
  }
  if (!isPlainObject(value)) throw new BillingError('INVALID_VALUE', 'is not a JSON value', path);
  for (const [name, member] of Object.entries(value)) {
    checkText(name, path);
    if (codePointCount(name) > KEY_LIMIT) {
      throw new BillingError('TOO_LONG', `holds a name longer than ${KEY_LIMIT} characters`, path);
    }
    checkValue(member, depth + 1, [...path, name]);
  }
}

function checkText(text: string, path: FieldPath): void {
  if (!isWellFormed(text)) throw new BillingError('INVALID_VALUE', 'holds text that is not well-formed Unicode', path);
  // PostgreSQL cannot store this character in text or jsonb.
  if (text.includes('\u0000')) throw new BillingError('INVALID_VALUE', 'holds the character U+0000', path);
}

function checkNumber(value: number, path: FieldPath): void {
  if (!Number.isFinite(value)) throw new BillingError('INVALID_VALUE', 'is not a finite number', path);
}

// GraphQL literals arrive as objects without a prototype.
function isPlainObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
