/** How a command ends: exit codes, and failures in one plain sentence. */
import { BillingError } from '../core/errors.ts';

/** 0: done. 1: the operation failed, or found something. 2: it was called wrongly. */
export const EXIT = { done: 0, failed: 1, wrongUsage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The operation failed for a reason that its user can act on; the message is the whole report. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: ExitCode = EXIT.failed;
}

/** The command was called in a way that cannot work. Nothing was done. */
export class UsageFailure extends Error {
  override readonly name = 'UsageFailure';
  readonly exitCode: ExitCode = EXIT.wrongUsage;
}

/** What is said on stderr: one sentence where the failure has one, with the causes that a driver hides behind it. */
export function describeFailure(error: unknown): string {
  if (error instanceof BillingError) return [error.path.join('.'), error.message].filter((part) => part !== '').join(' ');
  if (!(error instanceof Error)) return String(error);
  // A connection refused on both IPv6 and IPv4 comes as an AggregateError without a message of its own.
  const message = error instanceof AggregateError && error.message === '' ? error.errors.map(describeFailure).join('; ') : error.message;
  const cause = error.cause === undefined ? '' : describeFailure(error.cause);
  return cause === '' || message.includes(cause) ? message : `${message}: ${cause}`;
}

export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof UsageFailure ? EXIT.wrongUsage : EXIT.failed;
}

/** Whether the failure is one that its sentence explains, not a mistake of this program. */
export function isExpected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Errors of the operating system and of drivers have a code: a port taken, a host unknown, a password refused.
  return EXPECTED_NAMES.has(error.name) || 'code' in error || error instanceof AggregateError || (error.cause !== undefined && isExpected(error.cause));
}

const EXPECTED_NAMES: ReadonlySet<string> = new Set(['CommandFailure', 'UsageFailure', 'ApiError', 'BillingError', 'ConfigError', 'StoreUnusableError']);
