/** Keys: the short texts by which sellers name things (codes, names, external ids, event keys, idempotency keys). */
import { BillingError, type FieldPath, refuseUnless } from './errors.ts';

/** The longest key, in Unicode code points. */
export const KEY_LIMIT = 255;

/**
 * Reads a key: 1 to 255 code points of well-formed Unicode, no white space at either edge, no control characters.
 * The text is kept as it is (no case folding, no normalisation), because databases compare keys byte by byte.
 * Errors, in order: REQUIRED if absent or empty, INVALID_VALUE if not text or not well-formed, TOO_LONG, INVALID_VALUE.
 */
export function parseKey(text: unknown, path: FieldPath = []): string {
  if (text === undefined || text === null || text === '') throw new BillingError('REQUIRED', 'is required', path);
  if (typeof text !== 'string') throw new BillingError('INVALID_VALUE', 'is not text', path);
  if (!isWellFormed(text)) throw new BillingError('INVALID_VALUE', 'is not well-formed Unicode', path);
  if (codePointCount(text) > KEY_LIMIT) throw new BillingError('TOO_LONG', `is longer than ${KEY_LIMIT} characters`, path);
  if (EDGE_SPACE.test(text)) throw new BillingError('INVALID_VALUE', 'begins or ends with white space', path);
  if (CONTROL.test(text)) throw new BillingError('INVALID_VALUE', 'holds a control character', path);
  return text;
}

/** Why something was done, in the words of who did it; null if nobody said. Errors: INVALID_VALUE, TOO_LONG as `parseText`. */
export function parseReason(reason: string | null | undefined, path: FieldPath = ['reason']): string | null {
  return reason == null ? null : parseText(reason, REASON_LIMIT, path);
}

const REASON_LIMIT = 1_000;

/** Checks free text. Errors, in order: INVALID_VALUE if not well-formed or with U+0000, which PostgreSQL cannot keep; TOO_LONG. */
export function parseText(text: string, limit: number, path: FieldPath): string {
  refuseUnless(isWellFormed(text) && !text.includes('\0'), 'INVALID_VALUE', 'is not well-formed text', path);
  if (codePointCount(text) > limit) throw new BillingError('TOO_LONG', `is longer than ${limit} characters`, path);
  return text;
}

// `\s` adds the byte-order mark to what Unicode calls white space; pasted text brings it along invisibly.
const EDGE_SPACE = /^[\s\p{White_Space}]|[\s\p{White_Space}]$/u;
const CONTROL = /\p{Cc}/u;
const LONE_SURROGATE = /\p{Cs}/u;

/** Whether the text has no lone surrogate, so that it has one UTF-8 form. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** The number of Unicode code points, which is what the databases count as characters. */
export function codePointCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Orders two texts by UTF-16 code units, the same on every machine: negative, zero or positive. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
