/** Document numbers: gapless series, each named by a format such as `INV-{YYYY}-{seq:6}`. */
import type { CalendarDay } from './calendar.ts';
import { BillingError, type FieldPath, refuseUnless } from './errors.ts';
import { invariant } from './invariant.ts';

/** The formats of sellers who chose none. */
export const DEFAULT_NUMBER_FORMAT = 'INV-{seq:6}';
export const DEFAULT_CREDIT_NOTE_FORMAT = 'CN-{seq:6}';
export const DEFAULT_DEBIT_NOTE_FORMAT = 'DN-{seq:6}';

/** A gapless series of documents, and how wide its numbers are written. */
export interface Series {
  /** The format with the year filled in and the width left out, so that another width goes on counting: `INV-2026-{seq}`. */
  readonly name: string;
  readonly digits: number;
}

const FORMAT_LIMIT = 60;
const SEQUENCE = /\{seq(?::(\d{1,2}))?\}/;
const YEAR = '{YYYY}';
const LITERALS = /^[A-Za-z0-9._/-]*$/;
const DIGITS_LIMIT = 12;

/**
 * Reads a format: letters, digits and `. _ / -`, exactly one `{seq}` or `{seq:N}` (N digits at least, 1 to 12), and
 * at most one `{YYYY}`, with which the series starts again at 1 each year.
 * The sequence is set apart, so that no two series can come to the same number: no digit and no `{YYYY}` right before it,
 * and neither behind it.
 * Errors: REQUIRED if empty; TOO_LONG over 60 characters; INVALID_VALUE for anything else.
 */
export function parseNumberFormat(text: string, path: FieldPath = []): string {
  refuseUnless(text !== '', 'REQUIRED', 'is required', path);
  if (text.length > FORMAT_LIMIT) throw new BillingError('TOO_LONG', `is longer than ${FORMAT_LIMIT} characters`, path);
  const refuse = (message: string) => new BillingError('INVALID_VALUE', message, path);
  const [before = '', digits, after = '', ...more] = text.split(SEQUENCE);
  if (!SEQUENCE.test(text) || more.length > 0) throw refuse('needs exactly one {seq} or {seq:N}');
  if (digits !== undefined && !isWidth(digits)) throw refuse(`asks for more than ${DIGITS_LIMIT} digits, or none`);
  const years = before.split(YEAR);
  if (years.length > 2) throw refuse('holds {YYYY} twice');
  if (![...years, after].every((literal) => LITERALS.test(literal))) {
    throw refuse('may hold letters, digits, . _ / - and, before {seq}, one {YYYY}');
  }
  if (/\d$/.test(before) || before.endsWith(YEAR)) throw refuse('needs something that is no digit between the year, or a digit, and {seq}');
  if (/\d/.test(after)) throw refuse('holds a digit after {seq}, which could be taken for a part of the number');
  return text;
}

/** The series that a format names on a day of the seller's calendar. */
export function seriesOn(format: string, day: CalendarDay): Series {
  const [, digits] = SEQUENCE.exec(format) ?? [];
  return { name: format.replace(SEQUENCE, '{seq}').replace(YEAR, day.slice(0, 4)), digits: digits === undefined ? 1 : Number(digits) };
}

/** `INV-2026-000001` for number 1 of series `INV-2026-{seq}` with 6 digits; a greater number takes the digits it needs. */
export function documentNumber({ name, digits }: Series, number: number): string {
  invariant(Number.isSafeInteger(number) && number > 0, 'a document has a number from 1 on');
  return name.replace('{seq}', String(number).padStart(digits, '0'));
}

/** Whether a text is the given number of a series, in whatever width. */
export function isNumberOf(text: string, { series, seriesNumber }: { readonly series: string; readonly seriesNumber: number }): boolean {
  const [before = '', after = ''] = series.split('{seq}');
  const digits = text.slice(before.length, text.length - after.length);
  return text === `${before}${digits}${after}` && /^\d+$/.test(digits) && Number(digits) === seriesNumber;
}

/** The series of a number that was given out, in the width in which it was. */
export function seriesOfNumber({ series, number }: { readonly series: string; readonly number: string }): Series {
  return { name: series, digits: number.length - series.length + '{seq}'.length };
}

function isWidth(digits: string): boolean {
  return Number(digits) >= 1 && Number(digits) <= DIGITS_LIMIT;
}
