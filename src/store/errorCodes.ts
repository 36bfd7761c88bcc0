/** The engines' own numbers for what a transaction may be run again after. MariaDB misnames some in `code`; `errno` is right. */

export const RETRYABLE_POSTGRES: ReadonlyMap<string, 'RETRY' | 'DUPLICATE'> = new Map([
  ['40001', 'RETRY'], // serialization_failure
  ['40P01', 'RETRY'], // deadlock_detected
  ['55P03', 'RETRY'], // lock_not_available
  ['23505', 'DUPLICATE'], // unique_violation
]);

export const RETRYABLE_MYSQL: ReadonlyMap<number, 'RETRY' | 'DUPLICATE'> = new Map([
  [1213, 'RETRY'], // ER_LOCK_DEADLOCK
  [1205, 'RETRY'], // ER_LOCK_WAIT_TIMEOUT
  [1020, 'RETRY'], // ER_CHECKREAD: MariaDB saw the record change under a lock
  [3101, 'RETRY'], // ER_TRANSACTION_ROLLBACK_DURING_COMMIT, replicated engines
  [1062, 'DUPLICATE'], // ER_DUP_ENTRY
]);
