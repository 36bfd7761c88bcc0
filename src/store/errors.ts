/** Storage trouble, classified once: what may be run again, and what the database refused. */
import { RETRYABLE_MYSQL, RETRYABLE_POSTGRES } from './errorCodes.ts';

export type StorageTrouble = 'RETRY' | 'DUPLICATE' | 'OTHER';

/** The database cannot be used as it is: missing triggers, an altered migration, a held data folder. The message says what to do. */
export class StoreUnusableError extends Error {
  override readonly name = 'StoreUnusableError';
}

interface DriverError {
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly cause?: unknown;
}

/**
 * RETRY: a deadlock, a serialization failure or a lock wait that timed out; the transaction is gone and may run again.
 * DUPLICATE: a unique key was taken meanwhile; run again, the transaction will see the winner's row.
 */
export function classifyTrouble(error: unknown): StorageTrouble {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code, errno } = at as DriverError;
    const known = (typeof errno === 'number' ? RETRYABLE_MYSQL.get(errno) : undefined) ?? (typeof code === 'string' ? RETRYABLE_POSTGRES.get(code) : undefined);
    if (known) return known;
  }
  return 'OTHER';
}
