/** Adopts a database that was filled before rows had digests: writes the entries that are missing, and nothing else. */
import { insertEntriesOf, scanFacts } from '../repositories/factSeals.ts';
import { findNewestCheckpoints } from './checkpointVerification.ts';
import type { Engine } from './engine.ts';
import { type FactFinding, verifyFacts } from './factVerification.ts';

export interface Adoption {
  /** How many rows got their entry, by table. */
  readonly adopted: Readonly<Record<string, number>>;
  /** What is wrong with rows that have an entry, or had one. With any, nothing is written. */
  readonly findings: readonly FactFinding[];
}

const EVERYTHING = { tenantId: null, customerId: null };

/**
 * Takes every row that no entry names for what was recorded: whether it was, nothing can say any more. Rows and entries that are there
 * must agree first, and be as checkpoints sealed them. Page by page, one transaction each: killed half-way, the next run goes on with
 * what is left, and one after the last writes nothing. Rows that are recorded meanwhile come with their entries.
 */
export async function adoptFacts(engine: Engine, { onProgress }: { onProgress?: (rows: number) => void } = {}): Promise<Adoption> {
  const db = engine.store.database;
  const findings = await verifyFacts(db, EVERYTHING, await findNewestCheckpoints(db, null), 'LEFT');
  const adopted: Record<string, number> = {};
  if (findings.length > 0) return { adopted, findings };
  let rows = 0;
  for await (const facts of scanFacts(db, EVERYTHING)) {
    const missing = facts.filter(({ entry }) => entry === null);
    if (missing.length === 0) continue;
    await engine.store.transaction((tx) => insertEntriesOf(tx, missing));
    for (const { table } of missing) adopted[table] = (adopted[table] ?? 0) + 1;
    rows += missing.length;
    onProgress?.(rows);
  }
  return { adopted, findings };
}
