/** Rating records in SQL: written with the journals that charge, found by what was rated. */
import { and, eq, inArray, or } from 'drizzle-orm';
import type { BookOwner } from '../core/book.ts';
import { groupBy } from '../core/grouping.ts';
import { readTrace, traceText } from '../core/lineTrace.ts';
import { type RatingRecord, readSteps, stepsText } from '../core/ratingRecord.ts';
import type { Database, Transaction } from '../store/database.ts';
import { insertAll } from '../store/write.ts';
import { inChunks } from './chunks.ts';
import { type Reach, within } from './reach.ts';

const RECORD_ROWS = 500;

/** A record with whose line it explains. */
export interface StoredRatingRecord extends RatingRecord {
  readonly customerId: string;
}

export async function insertRatingRecords(tx: Transaction, owner: BookOwner, records: readonly RatingRecord[]): Promise<void> {
  for (const chunk of inChunks(records, RECORD_ROWS)) {
    await insertAll(tx, tx.tables.ratingRecords, chunk.map(({ steps, trace, ...record }) => ({ ...owner, ...record, steps: steps && stepsText(steps), trace: trace && traceText(trace) })));
  }
}

/** Those of what was rated, by customer and digest; what was rated twice to the same has one of them. */
export async function findRatingRecords(db: Database, reach: Reach, places: readonly { readonly customerId: string; readonly ratedDigest: string }[]): Promise<StoredRatingRecord[]> {
  if (places.length === 0) return [];
  const { ratingRecords } = db.tables;
  const ofCustomers = [...groupBy(places, ({ customerId }) => customerId)].map(([customerId, own]) => and(eq(ratingRecords.customerId, customerId), inArray(ratingRecords.ratedDigest, own.map(({ ratedDigest }) => ratedDigest))));
  const rows = await db.select().from(ratingRecords).where(and(within(ratingRecords, reach), or(...ofCustomers)));
  return rows.map(({ customerId, seq, ratedDigest, steps, trace }) => ({ customerId, seq, ratedDigest, steps: steps === null ? null : readSteps(steps), trace: trace === null ? null : readTrace(trace) }));
}
