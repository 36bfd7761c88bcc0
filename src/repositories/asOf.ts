/** The two times of a question in SQL: which journals count at them. */
import { type SQL, and, lte } from 'drizzle-orm';
import type { AsOf } from '../core/asOf.ts';
import type { Database } from '../store/database.ts';

/** The rule of `core/asOf.ts` on rows of `journals`. */
export function countingAsOf({ tables: { journals } }: Database, { asOf, knownAt }: AsOf): SQL | undefined {
  return and(asOf === null ? undefined : lte(journals.effectiveAt, asOf), knownAt === null ? undefined : lte(journals.recordedAt, knownAt));
}
