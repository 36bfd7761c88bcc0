/** Refusals: the one error a caller can cause, with a closed set of codes. The door turns it into `userErrors`. */

/** Every code a refusal can carry. The SDL's `ErrorCode` enum lists the same words; a test compares the two. */
export const ERROR_CODES = [
  'REQUIRED',
  'INVALID_VALUE',
  'OUT_OF_RANGE',
  'TOO_LONG',
  'TOO_MANY',
  'NOT_FOUND',
  'CONFLICT',
  'IDEMPOTENCY_CONFLICT',
  'CURRENCY_MISMATCH',
  'UNKNOWN_CURRENCY',
  'UNIT_MISMATCH',
  'UNKNOWN_TIME_ZONE',
  'INVALID_TIERS',
  'INVALID_STATE',
  'NOTHING_TO_INVOICE',
  'GRACE_PERIOD',
  'INSUFFICIENT_CREDIT',
  'TOP_UP_LOOP',
  'SEAL_BROKEN',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** The steps from the operation's input to the refused field, for example `['prices', '0', 'model']`. */
export type FieldPath = readonly string[];

/** A refusal: nothing was written. `path` is relative to the operation's input; empty when no field is to blame. */
export class BillingError extends Error {
  override readonly name = 'BillingError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly path: FieldPath = [],
  ) {
    super(message);
  }

  /** The same refusal seen from further out: `prefix` is put before the path. */
  under(...prefix: string[]): BillingError {
    return new BillingError(this.code, this.message, [...prefix, ...this.path]);
  }
}

/** Throws a `BillingError` unless `condition` holds. */
export function refuseUnless(condition: unknown, code: ErrorCode, message: string, path: FieldPath = []): asserts condition {
  if (!condition) throw new BillingError(code, message, path);
}
