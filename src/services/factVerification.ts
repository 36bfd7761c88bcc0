/** Verifies facts: every row has the digest of when it was recorded, none came or went since, and each is as checkpoints sealed it. */
import type { Finding } from '../core/bookCheck.ts';
import type { Checkpoint } from '../core/checkpoint.ts';
import { FactStreamCheck, type NamedFact } from '../core/factProof.ts';
import { findTenantIds } from '../repositories/tenants.ts';
import { type FactEntry, findOrphans, scanEntries, scanFacts, scanParts } from '../repositories/factSeals.ts';
import type { Database } from '../store/database.ts';

/** A finding, and whose it is. */
export interface FactFinding extends Finding {
  readonly tenantId: string;
  readonly customerId: string | null;
}

/** How many rows that have their entry there are, by tenant and table. */
type Counts = Map<string, number>;

/** What is made of rows that no entry says were recorded. */
export type MissingEntries = 'REPORTED' | 'LEFT';

/** Every row, and of whole tenants every entry. `newest`: the checkpoints that they are held against, by tenant. */
export async function verifyFacts(db: Database, scope: { tenantId: string | null; customerId: string | null }, newest: ReadonlyMap<string, Checkpoint>, missing: MissingEntries = 'REPORTED'): Promise<FactFinding[]> {
  const { findings, counts } = await verifyFactRows(db, scope, missing);
  if (scope.customerId !== null) return findings;
  for (const tenantId of scope.tenantId === null ? await findTenantIds(db) : [scope.tenantId]) findings.push(...(await verifyEntries(db, tenantId, { newest: newest.get(tenantId) ?? null, counts })));
  return findings;
}

/** Every row beside its entry; of everything, one tenant, or one of its customers. */
async function verifyFactRows(db: Database, scope: { tenantId: string | null; customerId: string | null }, missing: MissingEntries): Promise<{ findings: FactFinding[]; counts: Counts }> {
  const findings: FactFinding[] = [];
  const counts: Counts = new Map();
  for await (const facts of scanFacts(db, scope)) {
    for (const { table, rowKey, tenantId, customerId, digest, entry } of facts) {
      if (entry === null && missing === 'LEFT') continue;
      if (entry === null) findings.push(finding({ tenantId, customerId }, `${table} ${rowKey} was put in: nothing says that it was recorded`));
      else if (entry.tableName !== table || entry.rowKey !== rowKey || entry.customerId !== customerId) findings.push(finding({ tenantId, customerId }, `${table} ${rowKey} has an entry that names another row`));
      else if (entry.digest !== digest) findings.push(finding({ tenantId, customerId }, `${table} ${rowKey} is not what was recorded`));
      if (entry !== null) countOne(counts, tenantId, table);
    }
  }
  return { findings, counts };
}

/** A tenant's entries: each is as it was sealed, and has its row. `counts` are those of `verifyFactRows`. */
async function verifyEntries(db: Database, tenantId: string, { newest, counts }: { newest: Checkpoint | null; counts: Counts }): Promise<FactFinding[]> {
  const findings: FactFinding[] = [];
  const held: Counts = new Map();
  const report = (message: string) => findings.push(finding({ tenantId, customerId: null }, message));
  const stream = streamCheck(db, { tenantId, ownerId: tenantId, newest, report });
  for await (const entries of scanEntries(db, { tenantId, sinceId: null })) {
    for (const entry of entries) {
      countOne(held, tenantId, entry.tableName);
      await stream.add({ id: entry.id, digest: entry.digest, name: `${entry.tableName} ${entry.rowKey}` });
    }
  }
  await stream.finish();
  const doubtful = new Set([...held].filter(([place, count]) => counts.get(place) !== count).map(([place]) => place.slice(tenantId.length + 1)));
  if (doubtful.size > 0) findings.push(...(await findMissingRows(db, tenantId, doubtful)));
  return findings;
}

async function findMissingRows(db: Database, tenantId: string, tables: ReadonlySet<string>): Promise<FactFinding[]> {
  const findings: FactFinding[] = [];
  for await (const entries of scanEntries(db, { tenantId, sinceId: null })) {
    const orphans: FactEntry[] = await findOrphans(db, entries.filter(({ tableName }) => tables.has(tableName)));
    for (const { tableName, rowKey, customerId } of orphans) findings.push(finding({ tenantId, customerId }, `${tableName} ${rowKey} is gone: it was recorded`));
  }
  return findings;
}

function countOne(counts: Counts, tenantId: string, table: string): void {
  const place = `${tenantId} ${table}`;
  counts.set(place, (counts.get(place) ?? 0) + 1);
}

/** The check of one stream against its seals, which are read as its ids come to them. Seals after the newest checkpoint are left to the next time. */
export function streamCheck(
  db: Database,
  { tenantId, ownerId, newest, report }: { tenantId: string; ownerId: string; newest: Checkpoint | null; report: (message: string) => void },
): { add(row: NamedFact): Promise<void>; finish(): Promise<void> } {
  const check = new FactStreamCheck({ before: newest?.factsBefore ?? null, report });
  const parts = scanParts(db, tenantId, ownerId);
  let next: Awaited<ReturnType<typeof parts.next>> | null = null;
  const openThrough = async (id: string | null): Promise<void> => {
    next ??= await parts.next();
    while (next.done !== true && (id === null || next.value.firstId <= id)) {
      if (next.value.number <= (newest?.number ?? 0)) check.open(next.value);
      next = await parts.next();
    }
  };
  return {
    add: async (row) => {
      await openThrough(row.id);
      check.add(row);
    },
    finish: async () => {
      await openThrough(null);
      check.finish();
    },
  };
}

function finding(whose: { tenantId: string; customerId: string | null }, message: string): FactFinding {
  return { ...whose, check: 'FACT', message, journalSeq: null, invoiceNumber: null };
}
