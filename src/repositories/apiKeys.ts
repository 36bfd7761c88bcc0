/** API keys in SQL. A secret is never stored, only its digest. */
import { and, count, eq, inArray } from 'drizzle-orm';
import type { Instant } from '../core/instant.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

export interface ApiKey {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  /** Words of the SDL's enum `Scope`. */
  readonly scopes: readonly string[];
  readonly customerId: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
}

export async function findApiKeyBySecret(db: Database, secretDigest: string): Promise<ApiKey | null> {
  const { apiKeys } = db.tables;
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.secretDigest, secretDigest));
  return row ? fromApiKeyRow(row) : null;
}

export async function findApiKeys(db: Database, tenantId: string, ids: readonly string[]): Promise<ApiKey[]> {
  if (ids.length === 0) return [];
  const { apiKeys } = db.tables;
  const rows = await db.select().from(apiKeys).where(and(eq(apiKeys.tenantId, tenantId), inArray(apiKeys.id, [...ids])));
  return rows.map(fromApiKeyRow);
}

export async function countApiKeysNamed(db: Database, tenantId: string, name: string): Promise<number> {
  const { apiKeys } = db.tables;
  const [row] = await db.select({ value: count() }).from(apiKeys).where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.name, name)));
  return row?.value ?? 0;
}

export async function insertApiKey(tx: Transaction, key: ApiKey, secretDigest: string): Promise<void> {
  await tx.insert(tx.tables.apiKeys).values({ ...key, scopes: JSON.stringify(key.scopes), secretDigest });
}

export async function saveRevocation(tx: Transaction, { tenantId, id, revokedAt }: { tenantId: string; id: string; revokedAt: Instant }): Promise<void> {
  const { apiKeys } = tx.tables;
  await tx.update(apiKeys).set({ revokedAt }).where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.id, id)));
}

function fromApiKeyRow(row: Tables['apiKeys']['$inferSelect']): ApiKey {
  return {
    id: row.id,
    tenantId: row.tenantId,
    name: row.name,
    scopes: JSON.parse(row.scopes) as string[],
    customerId: row.customerId,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
  };
}
