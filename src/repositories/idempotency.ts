/** The answers kept for idempotency keys, for ever, in SQL. */
import { and, eq } from 'drizzle-orm';
import type { Instant } from '../core/instant.ts';
import type { JsonObject } from '../core/json.ts';
import { canonicalJson } from '../core/json.ts';
import type { Database, Transaction } from '../store/database.ts';

export interface IdempotencyRecord {
  readonly key: string;
  readonly operation: string;
  /** SHA-256 over what the client asked for. */
  readonly intent: string;
  /** What to give again: ids. */
  readonly result: JsonObject;
}

export async function findIdempotencyRecord(db: Database, tenantId: string, key: string): Promise<IdempotencyRecord | null> {
  const { idempotencyRecords } = db.tables;
  const [row] = await db.select().from(idempotencyRecords).where(and(eq(idempotencyRecords.tenantId, tenantId), eq(idempotencyRecords.key, key)));
  return row ? { key: row.key, operation: row.operation, intent: row.intent, result: JSON.parse(row.result) as JsonObject } : null;
}

export async function insertIdempotencyRecord(tx: Transaction, tenantId: string, record: IdempotencyRecord, recordedAt: Instant): Promise<void> {
  await tx.insert(tx.tables.idempotencyRecords).values({ tenantId, ...record, result: canonicalJson(record.result), recordedAt });
}
