/** JSON bodies read without loss: a number that a double would change stays the text that was sent, for the field's own check to refuse. */
import { isSafeNumber, LosslessNumber, parse } from 'lossless-json';

/**
 * `JSON.parse`, except that numbers which do not round-trip (12345678901234567890, 1e400) become `LosslessNumber`.
 * Throws what `JSON.parse` throws; a name given twice keeps its last value, as there.
 */
export function parseExactJson(text: string): unknown {
  if (!mayHoldInexactNumber(text)) return JSON.parse(text);
  return parse(text, null, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue });
}

/** The number if a double keeps every digit that was written, else its text. */
export function exactNumber(text: string): number | LosslessNumber {
  return isSafeNumber(text) ? Number(text) : new LosslessNumber(text);
}

/**
 * Fifteen significant digits always survive a double, so only longer numbers and exponents need the slow parser.
 * A number in JSON follows one of these characters; that some text inside a string may match too costs time, never digits.
 */
function mayHoldInexactNumber(text: string): boolean {
  return /[:,[\s]-?\d(?:[\d.]{15}|[\d.]*[eE])/.test(text) || /^-?\d/.test(text);
}
